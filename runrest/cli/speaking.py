"""The language that a command answers in: ``--lang``, else the environment, else English."""

from __future__ import annotations

import os
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.streams import FAILURE, USAGE, complain
from runrest.errors import FactsError, LogError, RunrestError, UnknownNameError
from runrest.loading import house

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLE = "RUNREST_LANG"
AUTO = "auto"
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says its language, the strongest first; followed only on request, so that a script's words stay."""


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option of the language to answer in; the command itself need not know of it."""
    told = f"Language of the answer, like de; {AUTO} takes the system's. Also by {VARIABLE}."

    @wraps(command)
    def told_in_it(*given: Any, **options: Any) -> Any:
        try:
            return command(*given, **options)
        except UnknownNameError:
            raise
        except RunrestError as error:
            # The group, which tells of it otherwise, does not know the language any more.
            words = house().phrases.translated(str(error))
            if words == str(error):
                raise
            return complain(words, USAGE if isinstance(error, (FactsError, LogError)) else FAILURE)

    return click.option("--lang", metavar="LANGUAGE", callback=_speak, expose_value=False, help=told)(told_in_it)


def _speak(ctx: click.Context, _option: click.Parameter, given: str | None) -> None:
    name = given or os.environ.get(VARIABLE, "")
    if not name or ctx.resilient_parsing:
        return
    from runrest import loading, shelf

    language = name.lower()
    if language == AUTO:
        spoken = next(filter(None, map(os.environ.get, LOCALE)), "").lower().replace("-", "_").partition("_")[0]
        language = spoken if spoken in shelf.languages() else shelf.ENGLISH
    if language not in shelf.languages():
        place = "" if given else f" (from {VARIABLE})"
        known = ", ".join(shelf.languages())
        raise click.UsageError(f"there is no language {name[:40]!r}{place}; there are {known} and {AUTO}")
    ctx.with_resource(loading.speaking(language))
