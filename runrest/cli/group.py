"""The group of commands, and what becomes of everything that can go wrong in one: a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from runrest.cli.streams import FAILURE, USAGE, complain, silence_stdout, soften
from runrest.errors import FactsError, LogError, RunrestError, UnknownNameError, did_you_mean, nearest

COMMANDS = {
    "today": "answers",
    "ask": "interviews",
    "why": "whys",
    "week": "weeks",
    "decide": "answers",
    "signals": "signals",
    "checkin": "checkins",
    "history": "histories",
    "offers": "offerings",
    "offer": "offerings",
    "plan": "plans",
    "trees": "shows",
    "show": "shows",
    "draw": "shows",
    "check": "checks",
    "diff": "diffs",
    "schema": "diffs",
    "simulate": "simulations",
    "pages": "pages",
    "page": "webpages",
    "export": "exports",
    "completion": "shows",
}
"""Command to the file of this package that has it; only the one that is called is imported."""


class Calm(click.Group):
    """A group that never shows a traceback for anything a user can do."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands, the everyday ones first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"runrest.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help on stderr where nothing was asked."""
        if not args:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(USAGE)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, or say which one is near."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command {args[0][:40]!r}{did_you_mean(args[0][:40], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run a command and leave with its exit code."""
        soften()
        try:
            code = super().main(*args, **{"prog_name": "runrest", **kwargs, "standalone_mode": False})
            if sys.stdout is not None:
                sys.stdout.flush()
        except click.ClickException as error:
            code = complain(one_line(error.format_message()), error.exit_code)
        except click.Abort:
            complain("stopped; nothing was decided")
            code = FAILURE
        except UnknownNameError as error:
            code = complain(unknown(error), USAGE)
        except (FactsError, LogError) as error:
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


def unknown(error: UnknownNameError) -> str:
    """Say that there is no such tree; one named without its family is near too."""
    whole = {name.rsplit("/", 1)[-1]: name for name in error.known}
    near = nearest(error.name[:60], (*error.known, *whole))
    hint = f" (did you mean {whole.get(near, near)}?)" if near else ""
    lister = "offers" if error.kind == "offer" else "trees"
    return f"there is no {error.kind} {error.name[:60]!r}{hint}; `runrest {lister}` lists them"


def one_line(words: str) -> str:
    """Turn click's message into the sentence that every other complaint is."""
    words = " ".join(words.split()).rstrip(".")
    return words[:1].lower() + words[1:]


@click.group(
    cls=Calm,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit codes: 0 train, 10 rest, 11 see a professional, 12 an answer is missing, 1 failure, 2 usage.",
)
@click.version_option(package_name="runrest", message="runrest %(version)s")
def main() -> None:
    """Train or rest today? Small cited decision trees that show the path they took.

    General guidance for healthy adult runners, not medical advice.
    """
