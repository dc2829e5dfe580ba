"""What would change the answers of the shipped trees, against trying every value that a threshold tells apart."""

from __future__ import annotations

import math
import os
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from brute_changes import Brute, fits, holds, names_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from runners import ATHLETES, HEALTHY, MOSTLY_HEALTHY

import runrest
from runrest.counterfactuals.counterfactual import what_would_change
from runrest.loading import family, house
from runrest.vocabulary import Facts

if TYPE_CHECKING:
    from runrest.conditions import Condition
    from runrest.decision import Decision
    from runrest.signals import Value

LONG = bool(os.environ.get("RUNREST_LONG"))
SMALL = 14
"""Whole numbers of so small a range are all tried."""


def thresholds(question: str) -> dict[str, set[float]]:
    """Gather every figure that some tree tells apart, by plain signal."""
    vocabulary = house().vocabulary
    found: dict[str, set[float]] = {}

    def note(name: str, test: Condition) -> None:
        derived = vocabulary.derived.get(name)
        if derived is None:
            ends = {bound[0] for part in test.intervals for bound in (part.low, part.high)}
            found.setdefault(name, set()).update(end for end in ends if math.isfinite(end))
        elif derived.kind in ("any", "count", "max"):
            for member in derived.members:
                note(member.signal, member.condition or test)

    for tree in family(question):
        for asked in tree.questions.values():
            for branch in asked.branches:
                note(asked.signal, branch.condition)
    for conflict, _ in vocabulary.contradictions:
        for name, test in conflict:
            note(name, test)
    return found


THRESHOLDS = {question: thresholds(question) for question in ("today", "week")}
CAPPED_MIN = (0, 30, 45)
"""Minutes that some advice allows at most."""


def values(decision: Decision) -> dict[str, list[Value]]:
    """List values of each signal that stand for all others."""
    found: dict[str, list[Value]] = {}
    longest = decision.facts.get("longest_run_30d")
    for name in house().vocabulary.names:
        signal = house().vocabulary.signals[name]
        if not signal.numeric:
            found[name] = list(signal.named_values())
            continue
        low, high = signal.valid
        near: set[float] = {low, high}
        if signal.type == "integer" and high - low <= SMALL:
            near |= set(range(int(low), int(high) + 1))
        step = 1.0 if signal.type == "integer" else 0.05
        for cut in THRESHOLDS[decision.question].get(name, ()):
            near |= {cut - step, cut, cut + step}
        if name in ("days_since_race", "days_symptom_free"):
            near |= set(range(60))
        if name == "planned_km" and isinstance(longest, (int, float)):
            near |= {share * longest + more for share in (1.1, 2.0) for more in (-0.01, 0.0, 0.01)} | {0.01}
        if name == "week_km_next" and isinstance(previous := decision.facts.get("week_km_prev"), (int, float)):
            near |= {share * previous + more for share in (1.1, 1.3, 1.5) for more in (-0.01, 0.01)} | {0.01}
        if name == "planned_min":
            near |= {cap + more for cap in CAPPED_MIN for more in (0, 0.01)}
        inside = sorted(number for number in near if low <= number <= high)
        found[name] = [int(number) if signal.type == "integer" else number for number in inside]
    return found


def check(decision: Decision, most: int, hour: float = 0.0) -> None:
    """Nothing is missed of up to so many signals, and nothing that is said is wrong or to spare."""
    brute = Brute(decision, values(decision), hour, most)
    changes = what_would_change(decision, hour=hour)
    last = len(brute.order) - 1

    def small(some: Any) -> set[frozenset[str]]:
        named = {names_of(change, brute.moving) for change in some}
        return {names for names in named if len(names) <= most}

    if brute.here < last:
        assert small(changes.stricter) == brute.sets(brute.here + 1, False)
    if decision.label not in ("STOP_REFER", brute.order[0]):
        assert small(changes.freer) == brute.sets(brute.here - 1, True)
    for change in (*changes.freer, *changes.freest):
        holds(change, brute, freer=True)
    for change in changes.stricter:
        holds(change, brute, freer=False)
    for change in changes.freer:
        needed(change, brute, brute.here - 1, freer=True)
    for change in changes.freest:
        needed(change, brute, brute.order.index(change.label), freer=True)
    for change in changes.stricter:
        needed(change, brute, brute.here + 1, freer=False)


def needed(change: Any, brute: Brute, goal: int, *, freer: bool) -> None:
    """Without one of its signals a change does not do it, whatever the others are."""
    names = sorted(names_of(change, brute.moving))
    for fewer in combinations(names, len(names) - 1):
        rows = [[(name, value) for value in brute.rows[name] if brute.allowed(name, value, freer)] for name in fewer]
        for row in product(*rows):
            assert not row or not fits(brute.place(row), goal, freer), (names, row)


@settings(max_examples=3000 if LONG else 60, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts=ATHLETES, hour=st.sampled_from([0.0, 0.0, 7.0, 20.5]))
def test_every_single_signal_of_today(facts: dict[str, object], hour: float) -> None:
    check(runrest.decide("today", facts), 1, hour)


@settings(max_examples=30 if LONG else 1, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts=MOSTLY_HEALTHY)
def test_every_two_signals_of_today(facts: dict[str, object]) -> None:
    check(runrest.decide("today", facts), 2)


@settings(max_examples=500 if LONG else 20, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts=ATHLETES)
def test_every_single_signal_of_a_week(facts: dict[str, object]) -> None:
    check(runrest.decide("week", facts), 1)


@pytest.mark.parametrize("name", [tree.name for tree in family("today")])
def test_single_trees(name: str) -> None:
    decision = runrest.decide(name, HEALTHY)
    changes = what_would_change(decision)
    for change in (*changes.freer, *changes.stricter):
        again = runrest.decide(name, Facts({**decision.facts, **change.facts}))
        assert again.label == change.label != decision.label
