"""How fast it is found what would change an answer, as a ratio to the decision itself, over many made-up athletes.

Run with ``pytest tests/benchmarks --benchmark-enable -s``. Ratios and milliseconds are printed and kept in the benchmark's
extra figures; the only thing asserted is that every change does what it says.
"""

from __future__ import annotations

import random
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from runners import HARD, HEALTHY, PLAIN

import runrest
from runrest.counterfactuals.counterfactual import freer_changes, what_would_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.decision import Decision
    from runrest.signals import Value

DICE = random.Random(20261122)
TROUBLES: tuple[dict[str, Value], ...] = (
    {},
    {"fatigue": 6},
    {"soreness": 5, "stress": 5, "fatigue": 5},
    {"soreness": 6, "sleep_h_last": 3.5},
    {"pain_now": 4, "pain_site": "knee", "gait_changed": False},
    {"gait_changed": True, "pain_now": 2, "pain_site": "achilles"},
    {"hours_since_hard": 26.0},
    {"days_since_race": 3, "last_race_km": 21.1},
    {"sym_above_neck": "mild"},
    {"days_off": 12},
    {"planned_km": 24.0, "longest_run_30d": 14.0},
)
"""A healthy runner, and one kind of trouble each."""


def typical(count: int) -> list[Decision]:
    """Make up runners with a check-in, a plan and a log."""
    found = []
    for _ in range(count):
        facts = dict(HEALTHY)
        facts |= {"planned_type": DICE.choice([*HARD, "easy"]), "planned_km": DICE.choice([6.0, 10.0, 18.0])}
        facts |= {"longest_run_30d": DICE.choice([9.0, 15.0]), "days_off": 1, "hard_7d": 1, "experience_months": 40}
        facts |= {
            "sleep_h_last": DICE.choice([6.5, 7.5]),
            "soreness": DICE.randint(1, 4),
            "fatigue": DICE.randint(1, 4),
        }
        found.append(runrest.decide("today", facts | DICE.choice(TROUBLES)))
    return found


def anybody(count: int) -> list[Decision]:
    """Make up athletes of whom anything at all may be known, or not."""
    found = []
    for _ in range(count):
        facts: dict[str, Value] = {}
        for signal in PLAIN:
            if DICE.random() < 0.5:
                low, high = signal.valid
                whole = DICE.randint(int(low), int(min(high, 40))) if signal.numeric else 0
                facts[signal.name] = whole if signal.numeric else DICE.choice(signal.named_values())
        found.append(runrest.decide("today", facts))
    return [decision for decision in found if decision.label != "STOP_REFER"]


def spent(work: Callable[[Decision], Any], decision: Decision) -> float:
    """Give the shorter of three timings [ms]."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work(decision)
        times.append(time.process_time() - start)
    return 1000 * min(times)


def told(benchmark: Any, name: str, work: Callable[[Decision], Any], people: list[Decision]) -> None:
    times = sorted(spent(work, decision) for decision in people)
    base = median(spent(lambda one: runrest.decide("today", one.facts).label, decision) for decision in people)
    middle, most = median(times), times[int(len(times) * 0.95)]
    benchmark.extra_info[name] = round(middle / base, 1)
    benchmark.pedantic(lambda: [work(decision) for decision in people[:20]], rounds=3)
    print(f"\n{name}: median {middle:.1f} ms, 95 % within {most:.1f} ms; {middle / base:.0f} times a decision")


def test_changes_do_what_they_say() -> None:
    for decision in typical(20):
        changes = what_would_change(decision)
        for change in (*changes.freer, *changes.freest, *changes.stricter):
            assert runrest.decide("today", {**decision.facts, **change.facts}).label == change.label


def test_a_typical_runner(benchmark: Any) -> None:
    told(benchmark, "what would change, typical runner (wanted: 8 ms)", what_would_change, typical(200))


def test_only_towards_freer(benchmark: Any) -> None:
    told(benchmark, "freer only, typical runner", freer_changes, typical(200))


def test_anybody(benchmark: Any) -> None:
    told(benchmark, "what would change, anybody at all", what_would_change, anybody(2000))
