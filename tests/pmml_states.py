"""Random states for a tree: on its cuts, just beside them, anywhere else that is valid, and unknown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from runrest.exporting.scorer_fields import taken_signals

if TYPE_CHECKING:
    from random import Random

    from runrest.linking import Tree
    from runrest.signals import Signal
    from runrest.tree import Question

State = dict[str, Any]
SOME = (0.0, 1.0, 7.0)
"""Where a quotient or difference has no cut of its own."""


def cuts(tree: Tree) -> dict[str, set[float]]:
    """List, for each signal, plain or derived, the values at which some answer changes."""
    vocabulary = tree.house.vocabulary
    found: dict[str, set[float]] = {}

    def note(name: str, condition: Any) -> None:
        edges = {bound[0] for part in condition.intervals for bound in (part.low, part.high)}
        found.setdefault(name, set()).update(edge for edge in edges if math.isfinite(edge))

    for question in tree.questions.values():
        for branch in question.branches:
            note(question.signal, branch.condition)
        derived = vocabulary.derived.get(question.signal)
        if derived is not None and derived.kind == "max":
            for member in derived.members:
                found.setdefault(member.signal, set()).update(found[question.signal])
    for derived in vocabulary.derived.values():
        for member in derived.members:
            if member.condition is not None:
                note(member.signal, member.condition)
    return found


def beside(signal: Signal, edge: float, luck: Random) -> Any:
    """Give a cut or a neighbour of it, within the valid range."""
    low, high = signal.valid
    if signal.type == "integer":
        return int(min(max(round(edge) + luck.choice((-1, 0, 1)), low), high))
    neighbour = luck.choice((edge, math.nextafter(edge, math.inf), math.nextafter(edge, -math.inf)))
    return min(max(float(neighbour), low), high)


def value_of(signal: Signal, edges: set[float], luck: Random) -> Any:
    if not signal.numeric:
        return luck.choice(signal.named_values())
    low, high = signal.valid
    if luck.random() < 0.7:
        return beside(signal, luck.choice(sorted({*edges, low, high})), luck)
    return luck.randint(int(low), int(high)) if signal.type == "integer" else luck.uniform(low, high)


def aim(tree: Tree, question: Question, state: State, edges: dict[str, set[float]], luck: Random) -> None:
    """Put the parts of a ratio or difference so that it falls on a cut, or just beside it."""
    vocabulary = tree.house.vocabulary
    derived = vocabulary.derived.get(question.signal)
    if derived is None or derived.kind not in ("ratio", "difference"):
        return
    goal = luck.choice(sorted(edges.get(question.signal, set()) or SOME))
    first, second = (member.signal for member in derived.members)
    bottom = state.get(second)
    if bottom is None:
        return
    whole = goal * bottom if derived.kind == "ratio" else goal + bottom
    inner = vocabulary.derived.get(first)
    if inner is None:
        state[first] = beside(vocabulary.signals[first], whole, luck)
    elif (base := state.get(inner.members[1].signal)) is not None:
        state[inner.members[0].signal] = beside(vocabulary.signals[inner.members[0].signal], base + whole, luck)


def states(tree: Tree, count: int, luck: Random) -> list[State]:
    """Draw states of all the plain signals that a tree takes."""
    signals = [tree.house.vocabulary.signals[name] for name in taken_signals(tree)]
    edges = cuts(tree)
    found = []
    for _ in range(count):
        gaps = luck.choice((0.0, 0.1, 0.4, 0.8))
        calm = luck.choice((0.0, 0.0, 0.9, 1.0))  # nine safety answers are hardly ever all "no" by luck alone
        state = {one.name: value_of(one, edges.get(one.name, set()), luck) for one in signals if luck.random() >= gaps}
        state |= {
            one.name: False for one in signals if one.name in state and one.type == "boolean" and luck.random() < calm
        }
        if tree.file.examples and luck.random() < 0.25:  # every advice has an example: go on from one
            given = luck.choice(tree.file.examples).given
            state = {one.name: given[one.name] for one in signals if one.name in given}
            again = luck.choice(signals)
            state[again.name] = value_of(again, edges.get(again.name, set()), luck)
        for question in tree.questions.values():
            if luck.random() < 0.5:
                aim(tree, question, state, edges, luck)
        found.append(state)
    return found
