"""The group of commands, and what becomes of everything that can go wrong in one: a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from runrest.cli.answers import decide, today, week
from runrest.cli.checks import check
from runrest.cli.shows import completion, draw, show, trees
from runrest.cli.streams import FAILURE, USAGE, complain, silence_stdout, soften
from runrest.errors import FactsError, LogError, RunrestError, UnknownNameError


class Calm(click.Group):
    """A group that never shows a traceback for anything a user can do."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run a command and leave with its exit code."""
        soften()
        try:
            code = super().main(*args, **{"prog_name": "runrest", **kwargs, "standalone_mode": False})
            if sys.stdout is not None:
                sys.stdout.flush()
        except click.ClickException as error:
            error.show(sys.stderr)
            code = error.exit_code
        except click.Abort:
            complain("stopped; nothing was decided")
            code = FAILURE
        except (FactsError, LogError, UnknownNameError) as error:
            code = complain(str(error), USAGE)
        except RunrestError as error:
            code = complain(str(error), FAILURE)
        except BrokenPipeError:
            silence_stdout()
            code = FAILURE
        except OSError as error:
            silence_stdout()
            place = f"{error.filename}: " if error.filename else ""
            code = complain(f"{place}{error.strerror or error}", FAILURE)
        except Exception as error:
            if os.environ.get("RUNREST_TRACEBACK"):
                raise
            code = complain(
                f"this is a fault in runrest, not yours ({type(error).__name__}: {error}); "
                "set RUNREST_TRACEBACK=1 to see where",
                FAILURE,
            )
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=Calm,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit codes: 0 train, 10 rest, 11 see a professional, 12 an answer is missing, 1 failure, 2 usage.",
)
@click.version_option(package_name="runrest", message="%(prog)s %(version)s")
def main() -> None:
    """Train or rest today? Small cited decision trees that show the path they took.

    General guidance for healthy adult runners, not medical advice.
    """


for command in (today, week, decide, trees, show, draw, check, completion):
    main.add_command(command)
