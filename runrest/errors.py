"""What can go wrong, as typed fields; the sentence is made only when it is read."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from attrs import define

from runrest.said import joined, said

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Name the known word closest to a misspelt one.

    Parameters
    ----------
    word : str
        What was written.
    known : iterable of str
        What could have been meant.

    Returns
    -------
    str
        The closest known word, or ``""`` where none is near.

    Examples
    --------
    >>> nearest("sorness", ["soreness", "stress"])
    'soreness'
    """
    found = get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Write the "(did you mean ...?)" part of a sentence, or nothing."""
    near = nearest(word, known)
    return said(" (did you mean {near}?)", near=near) if near else ""


class RunrestError(Exception):
    """The root of every error that runrest raises on purpose."""


@define
class FactsError(RunrestError):
    """Facts that cannot be used, all of them named at once."""

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return joined(self.problems, "; ")


@define
class TreeError(RunrestError):
    """A tree file that may not speak, with every flaw found in it."""

    name: str
    flaws: tuple[Any, ...]

    def __str__(self) -> str:
        count = len(self.flaws)
        head = f"{self.name}: {count} flaw{'s' if count != 1 else ''}"
        return "\n".join([head, *(str(flaw) for flaw in self.flaws)])


@define
class UnknownNameError(RunrestError):
    """A name of a tree, family or question that is not on the shelf."""

    kind: str
    name: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known) or f"; there are {', '.join(self.known)}"
        return f"there is no {self.kind} {self.name!r}{hint}"


@define
class LogError(RunrestError):
    """A log that cannot be read: where, what is wrong, and what would do."""

    path: str
    problem: str
    line: int | None = None
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else self.path
        return joined((said("{place}: {problem}", place=place, problem=self.problem), self.remedy), "; ")


@define
class DrawingError(RunrestError):
    """A drawing that could not be made, and what to install or change."""

    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return self.problem + (f"; {self.remedy}" if self.remedy else "")


@define
class InstallError(RunrestError):
    """An installation of runrest that lacks its own files."""

    problem: str

    def __str__(self) -> str:
        return self.problem
