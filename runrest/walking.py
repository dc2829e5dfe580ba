"""The one walker: from the first question down to an outcome.

``walk`` goes by the tables that linking laid out, ``trace`` by the conditions themselves; the tests hold the two
together on random trees and athletes. Everything that explains, asks or proves goes through one of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

from runrest.errors import RunrestError
from runrest.signals import spell

if TYPE_CHECKING:
    from runrest.linking import Outcome, Stop, Tree
    from runrest.signals import Value
    from runrest.tree import Branch, Question
    from runrest.vocabulary import Facts


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


def walk(tree: Tree, facts: Facts) -> Outcome:
    """Walk one tree by its tables, as fast as can be.

    Parameters
    ----------
    tree : Tree
        A linked tree.
    facts : Facts
        Checked facts.

    Returns
    -------
    Outcome
        The advice at the end of the path that ``trace`` tells step by step.

    Raises
    ------
    GapError
        In an unproven tree, where no branch fits.
    """
    get = facts.get
    signal, table, how = tree.first
    while signal is not None:
        if how is None:
            signal, table, how = table[get(signal)]
        elif how is True:
            signal, table, how = _derived_stop(table, tree, facts)
        else:
            value = get(signal)
            signal, table, how = table[-1 if value is None else bisect_left(how, value) + bisect_right(how, value)]
    if table is None:
        trace(tree, facts)  # comes to the same gap, and says at which question
    return table  # type: ignore[no-any-return]


def trace(tree: Tree, facts: Facts) -> tuple[Step, ...]:
    """Walk one tree by its conditions, and tell every step of it.

    Parameters
    ----------
    tree : Tree
        A linked tree.
    facts : Facts
        Checked facts.

    Returns
    -------
    tuple of Step
        From the start to the advice; the last branch leads to the outcome of ``walk``.

    Raises
    ------
    GapError
        In an unproven tree, where no branch fits.
    """
    steps: list[Step] = []
    at = tree.file.start
    while at in tree.questions:
        question = tree.questions[at]
        known = tree.house.vocabulary.range_of(question.signal, facts)
        branch, _ = taken(question, known)
        if branch is None:
            raise GapError(tree.name, question.id, facts.get(question.signal))
        sure = known is not None and known[0] == known[1]
        value = known[0] if known is not None and sure else None
        steps.append(Step(tree.name, question, branch, value, None if sure else known))
        at = branch.target
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
            if branch.condition.covers(*known):
                return branch, known[0]
        if known[0] == known[1]:
            return None, None
    return next((branch for branch in question.branches if branch.condition.unknown), None), None


def _derived_stop(table: Any, tree: Tree, facts: Facts) -> Stop:
    row, cuts, question = table
    value: Any = None
    known = tree.house.vocabulary.range_of(question.signal, facts)
    if known is not None:
        value = known[0]
        if value != known[1]:
            branch, value = taken(question, known)
            if branch is not None:
                return tree.stops[branch.target]
    if cuts is None:
        return row[value]  # type: ignore[no-any-return]
    return row[-1 if value is None else bisect_left(cuts, value) + bisect_right(cuts, value)]  # type: ignore[no-any-return]
