"""The branches that a walk did not take: what each would have needed, and what the tree would then have said.

For a plain signal this is tried, not argued: it takes a value from each of its cells, everything else stays as it is,
and the tree is walked again. So what a branch is said to need does lead into it, whatever was asked before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, frozen

from runrest.conditions import Condition, Interval, settle
from runrest.differences.cells import cells
from runrest.vocabulary import Facts
from runrest.walking import trace
from runrest.words.reasons import reachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.differences.cells import Cell
    from runrest.linking import Outcome, Tree
    from runrest.signals import Signal
    from runrest.tree import Branch
    from runrest.walking import Step

Tried: TypeAlias = "tuple[Cell | None, tuple[Step, ...]]"
"""A cell, or ``None`` for not known, and the path that it leads along."""


@frozen
class Fork:
    """One branch that was not taken."""

    branch: Branch
    needs: Condition
    """The values of the asked signal that lead into it while all else stays as it is."""
    alone: bool
    """Whether such a value is enough; where it is not, an earlier answer would have to be another one too."""
    ends: tuple[Outcome, ...]
    """What the tree would say: one advice, or each that can follow where that is not settled yet."""


def forks(tree: Tree, facts: Facts) -> Mapping[str, tuple[Fork, ...]]:
    """Look down every branch beside the walked path of a tree.

    Parameters
    ----------
    tree : Tree
        Any tree.
    facts : Facts
        Checked facts.

    Returns
    -------
    mapping of str to tuple of Fork
        Walked question to its branches that were not taken, in the order of the file.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 6})
    >>> found = forks(decision.trees[0], decision.facts)["soreness"]
    >>> [(fork.branch.text, fork.ends[0].advice.id) for fork in found]
    [('5', 'easy_on_sore_legs'), ('<= 4, unknown', 'not_too_sore')]
    """
    path = trace(tree, facts)
    tried: dict[str, list[Tried]] = {}
    found = {}
    for at, step in enumerate(path):
        signal = tree.house.vocabulary.signals[step.question.signal]
        others = [branch for branch in step.question.branches if branch is not step.branch]
        if signal.derived:
            found[step.question.id] = tuple(_derived(tree, facts, path[:at], step, branch) for branch in others)
            continue
        if signal.name not in tried:
            tried[signal.name] = _try(tree, signal, facts)
        found[step.question.id] = tuple(_plain(tree, step, branch, tried[signal.name]) for branch in others)
    return found


def _try(tree: Tree, signal: Signal, facts: Facts) -> list[Tried]:
    """Walk the tree with a value from each cell of a signal, and with the signal unknown."""
    now = facts.get(signal.name)
    tried: list[Tried] = [
        (cell, trace(tree, Facts({**facts, signal.name: cell.near(signal, now)})))
        for cell in cells((tree,), signal, facts)
    ]
    without = Facts({name: value for name, value in facts.items() if name != signal.name})
    return [*tried, (None, trace(tree, without))]


def _plain(tree: Tree, step: Step, branch: Branch, tried: Iterable[Tried]) -> Fork:
    taken = [(cell, path) for cell, path in tried if any(one.branch is branch for one in path)]
    if not taken:
        return Fork(branch, branch.condition, False, _outcomes(tree, reachable(tree, branch.target)))
    signal = tree.house.vocabulary.signals[step.question.signal]
    known = [cell for cell, _ in taken if cell is not None]
    needs = Condition(
        settle([Interval(cell.low, cell.high) for cell in known], signal) if signal.numeric else (),
        frozenset(cell.word for cell in known if cell.word is not None),
        any(cell is None for cell, _ in taken),
    )
    return Fork(branch, needs, True, _outcomes(tree, (path[-1].branch.target for _, path in taken)))


def _derived(tree: Tree, facts: Facts, before: Iterable[Step], step: Step, branch: Branch) -> Fork:
    """Look down a branch on a signal that is made of others: many answers can give it a value that leads there.

    Where the tree asks for one of those others as well, before or after, not everything else stays as it is.
    """
    vocabulary = tree.house.vocabulary
    parts = frozenset(vocabulary.plain(step.question.signal))

    def free(steps: Iterable[Step]) -> bool:
        return all(parts.isdisjoint(vocabulary.plain(one.question.signal)) for one in steps)

    onward: tuple[Step, ...] = ()
    if branch.target in tree.questions:
        onward = trace(evolve(tree, file=evolve(tree.file, start=branch.target)), facts)
    names = reachable(tree, branch.target)
    if onward and free(onward):
        names = (onward[-1].branch.target,)
    return Fork(branch, branch.condition, free(before), _outcomes(tree, names))


def _outcomes(tree: Tree, names: Iterable[str]) -> tuple[Outcome, ...]:
    return tuple(tree.stops[name][1] for name in dict.fromkeys(names))
