"""How many days of a log went down each branch of a tree: counts, day by day, of the one walker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.walking import trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from runrest.linking import Tree
    from runrest.vocabulary import Facts


@frozen
class Passage:
    """What went down one branch."""

    days: int
    """All of them."""
    unknown: int
    """Those of them on which the answer was not known, or not well enough."""


@frozen
class Traffic:
    """The days that went through one tree."""

    first: date | None
    last: date | None
    days: int
    silent: int
    """Days without a check-in."""
    passages: Mapping[tuple[str, int], Passage]
    """By question and the number of its branch, from 0; a branch that no day took is not there."""

    def through(self, question: str, branch: int) -> Passage:
        """Give what went down a branch."""
        return self.passages.get((question, branch), Passage(0, 0))

    def into(self, question: str) -> int:
        """Count the days that came to a question: each of them left by one of its branches."""
        return sum(passage.days for (one, _), passage in self.passages.items() if one == question)


def count_days(tree: Tree, days: Iterable[tuple[date, Facts]], told: frozenset[date] = frozenset()) -> Traffic:
    """Walk every day of a log through a tree, and count the days on each branch.

    Parameters
    ----------
    tree : Tree
        Any tree that can be walked.
    days : iterable of (date, Facts)
        What was known on each day, checked.
    told : frozenset of date
        The days with a check-in.

    Returns
    -------
    Traffic
        A day on which nothing is known goes down the branches for "not known", and is counted as such.

    Raises
    ------
    GapError
        In an unproven tree, where no branch fits.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.loading import house, load
    >>> check = house().vocabulary.check
    >>> told = enumerate(({"soreness": 6}, {"soreness": 2}, {}), 1)
    >>> days = [(date(2026, 11, at), check(facts)) for at, facts in told]
    >>> traffic = count_days(load("rest_timing/soreness"), days)
    >>> traffic.days, [traffic.through("soreness", at).days for at in range(3)]
    (3, [1, 0, 2])
    """
    counted: dict[tuple[str, int], list[int]] = {}
    every: list[date] = []
    for day, facts in days:
        every.append(day)
        for step in trace(tree, facts):
            at = step.question.branches.index(step.branch)
            passed = counted.setdefault((step.question.id, at), [0, 0])
            passed[0] += 1
            passed[1] += step.value is None
    passages = {place: Passage(number, unknown) for place, (number, unknown) in sorted(counted.items())}
    return Traffic(
        min(every, default=None), max(every, default=None), len(every), sum(day not in told for day in every), passages
    )
