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
from runrest.words.trying import Trial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.differences.cells import Cell
    from runrest.linking import Outcome, Tree
    from runrest.signals import Signal, Value
    from runrest.tree import Branch
    from runrest.walking import Step

Tried: TypeAlias = "tuple[Cell | None, Value | None, tuple[Step, ...]]"
"""A cell (``None`` for not known), the value in it that was tried, and the path that it leads along."""


@frozen
class Fork:
    """One branch that was not taken."""

    branch: Branch
    needs: Condition
    """The values of the asked signal that lead into it."""
    tried: Mapping[str, Value | None] | None
    """Other answers with which the tree did go there, along the same path up to then; ``None`` where there are none:
    then the path would have to be another one before."""
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
    vocabulary, tried = tree.house.vocabulary, dict[str, list[Tried]]()
    path = trace(tree, facts)
    found = {}
    for at, step in enumerate(path):
        signal = vocabulary.signals[step.question.signal]
        others = [branch for branch in step.question.branches if branch is not step.branch]
        if signal.derived:
            found[step.question.id] = tuple(_derived(tree, facts, path[: at + 1], branch) for branch in others)
        else:
            if signal.name not in tried:
                tried[signal.name] = _try(tree, signal, facts)
            found[step.question.id] = tuple(_plain(tree, signal, branch, tried[signal.name]) for branch in others)
    return found


def changed(facts: Facts, different: Mapping[str, Value | None]) -> Facts:
    """Lay other answers over facts; ``None`` takes one away."""
    return Facts({name: value for name, value in {**facts, **different}.items() if value is not None})


def _try(tree: Tree, signal: Signal, facts: Facts) -> list[Tried]:
    """Walk the tree with a value from each cell of a signal, and with the signal unknown."""
    now = facts.get(signal.name)
    rows = [(cell, cell.near(signal, now)) for cell in cells((tree,), signal, facts)]
    return [(cell, value, trace(tree, changed(facts, {signal.name: value}))) for cell, value in [*rows, (None, None)]]


def _plain(tree: Tree, signal: Signal, branch: Branch, tried: Iterable[Tried]) -> Fork:
    taken = [one for one in tried if any(step.branch is branch for step in one[2])]
    if not taken:
        return Fork(branch, branch.condition, None, _outcomes(tree, reachable(tree, branch.target)))
    known = [cell for cell, _, _ in taken if cell is not None]
    needs = Condition(
        settle([Interval(cell.low, cell.high) for cell in known], signal) if signal.numeric else (),
        frozenset(cell.word for cell in known if cell.word is not None),
        any(cell is None for cell, _, _ in taken),
    )
    ends = _outcomes(tree, (path[-1].branch.target for _, _, path in taken))
    return Fork(branch, needs, {signal.name: taken[0][1]}, ends)


def _derived(tree: Tree, facts: Facts, path: tuple[Step, ...], branch: Branch) -> Fork:
    """Look down a branch on a signal that is worked out from others: many answers can give it a value that does it.

    Where the tree goes on to ask for one of those others, what it says in the end depends on which it was.
    """
    vocabulary, asked = tree.house.vocabulary, path[-1].question.signal
    names = reachable(tree, branch.target)
    if branch.target in tree.questions:
        parts = frozenset(vocabulary.plain(asked))
        onward = trace(evolve(tree, file=evolve(tree.file, start=branch.target)), facts)
        if all(parts.isdisjoint(vocabulary.plain(one.question.signal)) for one in onward):
            names = (onward[-1].branch.target,)
    wanted = [*(step.branch for step in path[:-1]), branch]

    def leads_there(different: Mapping[str, Value | None]) -> bool:
        walked = trace(tree, changed(facts, different))
        return [step.branch for step in walked[: len(wanted)]] == wanted

    before = frozenset(name for step in path[:-1] for name in vocabulary.plain(step.question.signal))
    trials = (Trial(vocabulary, facts, before), Trial(vocabulary, facts))
    guesses = (guess for trial in trials for guess in trial.guesses(asked, branch.condition))
    return Fork(branch, branch.condition, next(filter(leads_there, guesses), None), _outcomes(tree, names))


def _outcomes(tree: Tree, names: Iterable[str]) -> tuple[Outcome, ...]:
    return tuple(tree.stops[name][1] for name in dict.fromkeys(names))
