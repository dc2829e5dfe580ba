"""What would change an answer: one signal at a time, by walking every tree again with another value.

Nothing here reasons about trees. A value is tried, all trees are walked, and only what came out is reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.conditions import Condition, Interval, settle
from runrest.deciding import decide_with
from runrest.differences.cells import Cell, best, cells
from runrest.vocabulary import Facts
from runrest.walking import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.signals import Signal, Value

WAITS: Mapping[str, float] = {
    "hours_since_hard": 1.0,
    "days_since_race": 24.0,
    "days_since_strength": 24.0,
    "days_symptom_free": 24.0,
}
"""Signals that get better by waiting, each with the hours in one of its units."""

ILLNESS = frozenset({"sym_chest", "sym_systemic", "sym_gi", "temp_c"})
"""Getting well brings the days of coming back with it, so one changed answer would promise too much."""

PAST = frozenset({
    "injury_12m", "bsi_low_2y", "bsi_high_2y", "bsi_returning", "bsi_cleared", "illness_days", "pain_days",
    "soreness_days", "perf_down_days", "reduced_days", "missed_cycles", "menses_applicable", "acclimatised",
    "sessions_changed", "painkiller_24h", "last_rpe_delta",
})  # fmt: skip
"""Asked, but over and done with: nobody can change them by tomorrow."""


@frozen
class Change:
    """One signal that, were it different and nothing else, would allow more."""

    signal: Signal
    condition: Condition
    """The values that do it."""
    value: Value
    """The one that was tried, at the near end of the condition."""
    label: str
    words: str
    """The label as a heading, see ``Decision.words``."""
    was_known: bool
    wait_h: float | None = None
    """Where it is only a matter of waiting: how long [h]."""


def what_would_change(decision: Decision) -> tuple[Change, ...]:
    """Find every single signal that would, alone, give a freer label.

    Parameters
    ----------
    decision : Decision
        Any answer. One that sends the athlete to a professional has no changes: nobody else undoes it.

    Returns
    -------
    tuple of Change
        The nearest value for each signal on a binding path that can still change; the freest label first.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 6})
    >>> [(change.value, change.label) for change in what_would_change(decision)]
    [(5, 'EASE')]
    """
    if decision.label == "STOP_REFER":
        return ()
    order = list(decision.house.scales.labels)
    found = [change for name in _askable(decision) if (change := _nearest(decision, name, order))]
    return tuple(sorted(found, key=lambda change: (not change.was_known, order.index(change.label))))


def _askable(decision: Decision) -> list[str]:
    vocabulary = decision.house.vocabulary
    asked = dict.fromkeys(
        name
        for tree in decision.binding
        for step in decision.paths[tree]
        for name in vocabulary.plain(step.question.signal)
    )
    lasting = PAST | ILLNESS
    return [
        name for name in asked if name in WAITS or (vocabulary.signals[name].known == "asked" and name not in lasting)
    ]


def _nearest(decision: Decision, name: str, order: list[str]) -> Change | None:
    """Try the near end of every cell of a signal, and keep the nearest that gives a freer label."""
    signal = decision.house.vocabulary.signals[name]
    now = decision.facts.get(name)
    if name in WAITS and now is None:
        return None
    tried: list[tuple[Cell, Value, Decision]] = []
    for cell in cells(decision.trees, signal, decision.facts):
        value = cell.near(signal, now)
        if name not in WAITS or _number(value) > _number(now):
            tried.append((cell, value, _again(decision, name, value)))
    freer = [one for one in tried if order.index(one[2].label) < order.index(decision.label)]
    if not freer:
        return None
    cell, value, other = min(freer, key=lambda one: _distance(signal, now, one[1]))
    same = [one for one, _, came in tried if order.index(came.label) <= order.index(other.label)]
    condition = _reach(cell, same, signal, value, now)
    wait = (_number(value) - _number(now)) * WAITS[name] if name in WAITS else None
    return Change(signal, condition, value, other.label, other.words, now is not None, wait)


def _number(value: Value | None) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _again(decision: Decision, name: str, value: Value) -> Decision:
    facts = Facts(decision.facts)
    facts[name] = value
    return decide_with(decision.trees, facts, decision.question, decision.on)


def _distance(signal: Signal, now: Value | None, value: Value) -> float:
    if signal.numeric:
        worst = signal.valid[0] if signal.worse == "down" else signal.valid[1]
        return abs(_number(value) - _number(worst if now is None else now))
    values: tuple[Value, ...] = signal.named_values()
    return abs(values.index(value) - (0 if now is None else values.index(now)))


def _reach(cell: Cell, same: list[Cell], signal: Signal, value: Value, now: Value | None) -> Condition:
    """Join a cell with its neighbours, away from the value as it is, that allow at least as much."""
    if cell.word is not None:
        return Condition(values=frozenset([cell.word]))
    up = signal.worse == "down" if now is None else _number(value) > _number(now)
    beyond = [one for one in same if (one.low >= cell.low if up else one.high <= cell.high)]
    joined = settle([Interval(one.low, one.high) for one in beyond], signal)
    return Condition(tuple(part for part in joined if part.low <= cell.low <= part.high))


def unanswered(decision: Decision) -> tuple[str, ...]:
    """Name the answers that would make an incomplete decision complete.

    Parameters
    ----------
    decision : Decision
        Any answer.

    Returns
    -------
    tuple of str
        Plain signals, none of them to spare: with the best answer to each, no tree calls itself incomplete.
        Empty where nothing is missing.

    Examples
    --------
    >>> import runrest
    >>> unanswered(runrest.decide("rest_timing/pain", {}))
    ('pain_now',)
    """
    pairs = zip(decision.trees, decision.outcomes, strict=True)
    trees = [tree for tree, outcome in pairs if outcome.incomplete]
    signals = decision.house.vocabulary.signals
    rank = {"neutral": 0, "careful": 1, "block": 2}
    open_ = dict.fromkeys(
        name
        for tree in trees
        for step in decision.paths[tree.name]
        if step.branch.condition.unknown
        for name in decision.house.vocabulary.plain(step.question.signal)
        if name not in decision.facts
    )
    filled = Facts({**decision.facts, **{name: best(signals[name]) for name in open_}})
    if not _complete(trees, filled):
        return tuple(open_)
    for name in sorted(open_, key=lambda name: rank[signals[name].missing]):
        without = Facts({key: value for key, value in filled.items() if key != name})
        if _complete(trees, without):
            filled = without
    return tuple(name for name in open_ if name in filled)


def taken_carefully(decision: Decision) -> tuple[str, ...]:
    """Name what binds the answer only because, not known, it was read the careful way.

    Parameters
    ----------
    decision : Decision
        Any answer.

    Returns
    -------
    tuple of str
        Plain signals whose missing policy is ``careful``, each of which could free the answer by itself.

    Examples
    --------
    >>> import runrest
    >>> taken_carefully(runrest.decide("session_adjustment/spacing", {"planned_type": "tempo"}))
    ('hours_since_hard',)
    """
    signals = decision.house.vocabulary.signals
    labels = list(decision.house.scales.labels)
    open_ = (step.question.signal for name in decision.binding for step in decision.paths[name] if step.value is None)
    found = []
    for name in dict.fromkeys(open_):
        if signals[name].missing == "careful" and signals[name].worse in ("up", "down"):
            known = Facts({**decision.facts, name: best(signals[name])})
            freer = decide_with(decision.trees, known, decision.question, decision.on)
            if not decision.weekly and labels.index(freer.label) < labels.index(decision.label):
                found.append(name)
    return tuple(found)


def _complete(trees: list[Tree], facts: Facts) -> bool:
    return not any(walk(tree, facts).incomplete for tree in trees)
