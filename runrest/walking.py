"""The one walker: from the first question down to an outcome. Everything that explains, asks or tests uses it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

from runrest.errors import RunrestError
from runrest.linking import Outcome, Stop, Tree
from runrest.signals import spell

if TYPE_CHECKING:
    from runrest.signals import Value
    from runrest.tree import Branch, Question
    from runrest.vocabulary import Facts, Vocabulary


@define
class GapError(RunrestError):
    """A walk that came to a value without a branch: only an unproven tree can have one."""

    tree: str
    question: str
    value: Value | None

    def __str__(self) -> str:
        return f"{self.tree}: question {self.question} has no branch for {spell(self.value)}; check the tree"


@frozen
class Step:
    """One question on a walked path, with the answer that was known."""

    tree: str
    question: Question
    branch: Branch
    value: Value | None
    """``None`` where it was unknown, or not known well enough."""
    possible: tuple[Value, Value] | None = None
    """For a derived signal that is only partly known: the smallest and the largest it can be."""


def walk(tree: Tree, facts: Facts, seen: list[Question] | None = None) -> Outcome:
    """Walk one tree.

    Parameters
    ----------
    tree : Tree
        A linked tree.
    facts : Facts
        Checked facts.
    seen : list, optional
        Gathers the questions that were asked, in order.

    Returns
    -------
    Outcome
        The advice at the end of the path.

    Raises
    ------
    GapError
        In an unproven tree, where no branch fits.
    """
    get = facts.get
    signal, table, how, question = tree.first
    while signal is not None:
        if seen is not None:
            seen.append(question)
        if how is None:
            signal, table, how, question = table[get(signal)]
        elif how is True:
            signal, table, how, question = _derived_stop(question, table, tree, facts)
        else:
            value = get(signal)
            place = -1 if value is None else bisect_left(how, value) + bisect_right(how, value)
            signal, table, how, question = table[place]
    return _fall(tree, facts, seen) if table is None else table


def trace(tree: Tree, facts: Facts) -> tuple[Step, ...]:
    """Walk one tree and tell every step of it.

    Parameters
    ----------
    tree : Tree
        A linked tree.
    facts : Facts
        Checked facts.

    Returns
    -------
    tuple of Step
        From the start to the advice.
    """
    seen: list[Question] = []
    walk(tree, facts, seen)
    vocabulary = tree.house.vocabulary
    steps = []
    for question in seen:
        known = vocabulary.range_of(question.signal, facts)
        branch, _ = taken(question, known)
        if branch is None:
            raise GapError(tree.name, question.id, facts.get(question.signal))
        sure = known is not None and known[0] == known[1]
        value = known[0] if known is not None and sure else None
        steps.append(Step(tree.name, question, branch, value, None if sure else known))
    return tuple(steps)


def taken(question: Question, known: tuple[Value, Value] | None) -> tuple[Branch | None, Value | None]:
    """Find the branch for a value that is known, partly known or unknown.

    Parameters
    ----------
    question : Question
        Whose branches are looked through.
    known : tuple of two values, or None
        The smallest and the largest it can be; ``None`` where nothing can be said.

    Returns
    -------
    tuple of Branch and value
        The one branch that holds for all of it, with a value that stands for it; otherwise the branch for
        unknown, with ``None``. No branch where the tree has a gap.
    """
    if known is not None:
        for branch in question.branches:
            if branch.condition.holds(known[0]) and _covers(branch, known):
                return branch, known[0]
        if known[0] == known[1]:
            return None, None
    return next((branch for branch in question.branches if branch.condition.unknown), None), None


def _covers(branch: Branch, known: tuple[Value, Value]) -> bool:
    """Tell whether a branch holds for every value from the smallest to the largest."""
    low, high = known
    if low == high or isinstance(low, (bool, str)):
        return branch.condition.holds(high)
    if isinstance(low, int) and isinstance(high, int):
        return all(branch.condition.holds(value) for value in range(low, high + 1))
    return any(part.low <= (low, 0) and (float(high), 0) <= part.high for part in branch.condition.intervals)


def _derived_stop(question: Question, table: Any, tree: Tree, facts: Facts) -> Stop:
    row, cuts = table
    value: Any = None
    known = tree.house.vocabulary.range_of(question.signal, facts)
    if known is not None:
        value = known[0] if known[0] == known[1] else taken(question, known)[1]
    if cuts is None:
        return row[value]  # type: ignore[no-any-return]
    return row[-1 if value is None else bisect_left(cuts, value) + bisect_right(cuts, value)]  # type: ignore[no-any-return]


def _fall(tree: Tree, facts: Facts, seen: list[Question] | None) -> Outcome:
    """Say at which question a walk fell through."""
    if seen is None:
        seen = []
        walk(tree, facts, seen)
    question = seen[-1]
    raise GapError(tree.name, question.id, facts.get(question.signal))
