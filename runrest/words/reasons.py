"""Why an answer is what it is: the one step of each binding tree that is worth naming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.scales import FREE
from runrest.tree import Times

if TYPE_CHECKING:
    from runrest.decision import Decision
    from runrest.linking import Outcome, Tree
    from runrest.signals import Signal
    from runrest.walking import Step

SOME = 1e9
"""Stands for a cap that depends on the athlete: less than free, more than any figure."""


def deciding_step(decision: Decision, tree: Tree) -> Step:
    """Find the last step on a tree's path at which another answer could have led to more.

    Parameters
    ----------
    decision : Decision
        An answer.
    tree : Tree
        One of its trees.

    Returns
    -------
    Step
        The one worth naming as the reason; the last one where no answer would have led to more.
    """
    path = decision.paths[tree.name]
    outcome = next(outcome for outcome in decision.outcomes if outcome.tree == tree.name)
    for step in reversed(path):
        others = [branch for branch in step.question.branches if branch is not step.branch]
        if any(_freer(tree, end, outcome) for branch in others for end in _ends(tree, branch.target)):
            return step
    return path[-1]


def _ends(tree: Tree, start: str) -> set[str]:
    """List the advice that can be reached from a question or an advice."""
    found: set[str] = set()
    waiting, seen = [start], {start}
    while waiting:
        place = waiting.pop()
        if place not in tree.questions:
            found.add(place)
            continue
        more = {branch.target for branch in tree.questions[place].branches} - seen
        seen |= more
        waiting += more
    return found


def _freer(tree: Tree, end: str, outcome: Outcome) -> bool:
    """Tell whether an advice allows at least as much on every scale, and more on one."""
    scales = tree.house.scales
    advice = tree.advice[end]
    refer = scales.refer.steps.index(advice.refer)
    theirs = {
        scale: SOME if isinstance(cap, Times) else scales.scales[scale].rank(cap) or 0.0 for scale, cap in advice.caps
    }
    ours = {scale: SOME if isinstance(rank, Times) else rank for scale, rank in outcome.caps}
    pairs = [(theirs.get(scale, FREE), ours.get(scale, FREE)) for scale in {*theirs, *ours}]
    if advice.incomplete or refer > outcome.refer or any(other < own for other, own in pairs):
        return False
    return refer < outcome.refer or outcome.incomplete or any(other > own for other, own in pairs)


def holding(decision: Decision) -> tuple[Step, ...]:
    """List the deciding steps of all binding trees, one for each signal.

    Parameters
    ----------
    decision : Decision
        An answer that no single change would make freer.

    Returns
    -------
    tuple of Step
        What holds the answer together, the most careful tree first.
    """
    trees = {tree.name: tree for tree in decision.trees}
    found: dict[str, Step] = {}
    sure = [outcome.tree for outcome in decision.bound if not outcome.incomplete]
    for name in sure or decision.binding:
        step = deciding_step(decision, trees[name])
        found.setdefault(step.question.signal, step)
    return tuple(found.values())


def counted(decision: Decision, name: str) -> tuple[Signal, ...]:
    """List the members that make a count or an "any" what it is.

    Parameters
    ----------
    decision : Decision
        An answer.
    name : str
        A signal.

    Returns
    -------
    tuple of Signal
        The members whose condition holds; empty for any other signal.
    """
    vocabulary = decision.house.vocabulary
    derived = vocabulary.derived.get(name)
    found = []
    for member in derived.members if derived else ():
        known = vocabulary.range_of(member.signal, decision.facts)
        if member.condition and known and member.condition.holds(known[0]) and member.condition.holds(known[1]):
            found.append(vocabulary.signals[member.signal])
    return tuple(found)
