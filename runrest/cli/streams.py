"""Where words go: stdout for answers, stderr for the rest; and when a terminal is there to ask, or to colour."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FAILURE, USAGE, REST, REFER, MISSING = 1, 2, 10, 11, 12
MOST_NOTES = 4
MANY_FILES = 10
"""From so many files on, their reading takes long enough to be worth watching."""


def soften() -> None:
    """Let no letter that a terminal cannot show, or read, end a command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def silence_stdout() -> None:
    """Send what is still to be written nowhere, so that leaving does not fail a second time."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = None


def complain(words: str, code: int = FAILURE) -> int:
    """Say on stderr what went wrong, and give back the exit code."""
    try:
        click.echo(f"runrest: {words}", err=True)
    except OSError:
        sys.stderr = None
    return code


def note(notes: Iterable[str]) -> None:
    """Say on stderr what else should be known, a few lines of it."""
    from runrest.loading import house
    from runrest.words.wording import fill, sentence

    phrases = house().phrases
    every = [phrases.translated(words) for words in notes]
    for words in every[:MOST_NOTES]:
        click.echo("\n".join(fill(sentence(words), columns(), phrases("command.note"))), err=True)
    if len(every) > MOST_NOTES:
        more = phrases("command.more_notes", n=len(every) - MOST_NOTES)
        click.echo(phrases("command.note") + more, err=True)


@contextmanager
def showing_progress() -> Iterator[Callable[[int, int], None] | None]:
    """Show on stderr how far a long reading has come, where that is a terminal."""
    if not is_terminal(sys.stderr):
        yield None
        return
    shown: list[Any] = []

    def show(done: int, of: int) -> None:
        if of < MANY_FILES:
            return
        if not shown:
            shown.append(click.progressbar(length=of, label="Reading", file=sys.stderr, update_min_steps=of // 100 + 1))
            shown[0].__enter__()
        shown[0].update(done - shown[0].pos)

    try:
        yield show
    finally:
        if shown:
            shown[0].__exit__(None, None, None)


def is_terminal(stream: Any) -> bool:
    """Tell whether a stream is there and is a terminal."""
    try:
        return bool(stream is not None and stream.isatty())
    except ValueError:
        return False


def may_ask() -> bool:
    """Tell whether there is somebody to ask: stdin and stderr are both a terminal."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def coloured() -> bool:
    """Tell whether stdout is a terminal that wants colour."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Give the width to fill: that of the terminal, 80 at most."""
    return max(40, min(80, shutil.get_terminal_size((80, 24)).columns))
