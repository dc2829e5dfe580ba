"""How fast it is to say what is still possible and what to ask next, as a ratio to a decision in the same run.

Run with ``pytest tests/benchmarks/test_unknowns_speed.py --benchmark-enable -s``. Ratios are printed with the
milliseconds behind them; the only thing asserted is that the answers hold.
"""

from __future__ import annotations

import random
import sys
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from answering import LOG, NO, WELL, sensible, value_in
from runners import PLAIN
from test_speed import best

from runrest.conditions import everything
from runrest.counterfactuals.counterfactual import what_would_change
from runrest.deciding import decide_with
from runrest.loading import family, house
from runrest.unknowns.asking import next_question, possible
from runrest.unknowns.partly import believed

TRAINED = {**LOG, "strength_order": "none", "planned_min": 60.0}
HALF_KNOWN: dict[str, dict[str, Any]] = {
    "nothing known": {},
    "a plan": {"planned_type": "tempo", "planned_km": 10.0},
    "gates": {**NO, "planned_type": "tempo", "planned_km": 10.0},
    "a log": TRAINED,
    "a log and gates": {**TRAINED, **NO},
    "a log, gates and no pain": {**TRAINED, **NO, "pain_now": 0, "pain_run_peak": 0, "pain_next_am": 0},
    "a log, gates and some pain": {**TRAINED, **NO, "pain_now": 3, "pain_site": "achilles"},
    "fatigue is 5 or 6": {**TRAINED, **NO, "pain_now": 0, "fatigue": {"from": 5, "to": 6}},
    "all but fatigue": {name: value for name, value in sensible({**LOG, **WELL}, LOG).items() if name != "fatigue"},
    "a red flag": {"rf_chest_pain": True},
}


@pytest.mark.parametrize("name", HALF_KNOWN)
def test_possible_and_next_question(benchmark: Any, name: str) -> None:
    facts = HALF_KNOWN[name]
    known = {signal: value for signal, value in facts.items() if not isinstance(value, dict)}
    trees = family("today")

    def both() -> Any:
        found = possible("today", facts)
        return found.labels, found.granted, found.settled, next_question("today", facts, picking=True)

    both()  # the trees are laid out once
    labels, granted, settled, question = both()
    assert labels
    assert granted
    assert (question is None) <= settled or question is None
    base = best(lambda: decide_with(trees, known, "today").label)
    times = {
        "possible": best(lambda: possible("today", facts).labels, 7),
        "next question": best(lambda: next_question("today", facts, picking=True), 7),
        "both": best(both, 7),
    }
    for what, seconds in times.items():
        benchmark.extra_info[what] = round(seconds / base, 1)
    benchmark.pedantic(both, rounds=5)
    figures = ", ".join(
        f"{what} {seconds * 1000:.1f} ms ({seconds / base:.0f} decisions)" for what, seconds in times.items()
    )
    print(f"\n{name}: {figures}")


@pytest.mark.parametrize("name", ["a plan", "a log and gates", "all but fatigue"])
def test_which_signals_are_open(benchmark: Any, name: str) -> None:
    facts = HALF_KNOWN[name]
    base = best(lambda: decide_with(family("today"), facts, "today").label)
    found = possible("today", facts)
    seconds = best(lambda: possible("today", facts).open, 5)
    benchmark.extra_info["open"] = round(seconds / base, 1)
    benchmark.pedantic(lambda: possible("today", facts).open, rounds=3)
    print(f"\nopen, {name}: {seconds * 1000:.1f} ms ({seconds / base:.0f} decisions)")
    assert "fatigue" in found.open


DICE = random.Random(20261122)


def somebody(facts: dict[str, Any]) -> dict[str, Any]:
    """Make up somebody alike: figures are a little different, some are missing, and two more are known."""
    others = [one for one in PLAIN if one.name not in facts and not one.name.startswith(("rf_", "scope_", "hrv_"))]
    found = {one.name: value_in(DICE, believed(everything(one), one), one) for one in DICE.sample(others, 2)} | facts
    for name, value in facts.items():
        signal = house().vocabulary.signals[name]
        if DICE.random() < 0.06:
            del found[name]
        elif signal.numeric and not isinstance(value, dict):
            low, high = signal.valid
            near = (
                value + DICE.choice([-1, 0, 0, 1, 1, 2])
                if signal.type == "integer"
                else value * DICE.uniform(0.8, 1.25)
            )
            found[name] = min(max(near, int(low)), int(high)) if signal.type == "integer" else min(max(near, low), high)
    return found


@pytest.mark.parametrize("name", HALF_KNOWN)
def test_all_three_for_somebody_new(benchmark: Any, name: str) -> None:
    """Everything that is still possible, what to ask and what would change it; nobody is asked about twice."""
    trees = family("today")
    parts: list[list[float]] = []

    def everything(facts: dict[str, Any]) -> None:
        known = {signal: value for signal, value in facts.items() if not isinstance(value, dict)}
        decision = decide_with(trees, known, "today")
        assert decision.label
        times = [time.process_time()]
        found = possible("today", facts)
        assert found.labels
        assert found.to_dict()["labels"] == list(found.labels)  # every answer is read, which of them are open too
        times.append(time.process_time())
        next_question("today", facts)
        times.append(time.process_time())
        what_would_change(decision)
        times.append(time.process_time())
        parts.append([1000 * (two - one) for one, two in pairwise(times)])

    people = [somebody(HALF_KNOWN[name]) for _ in range(45)]
    for facts in people[:5]:
        everything(facts)
    parts.clear()
    benchmark.pedantic(everything, setup=lambda: ((people.pop(),), {}), rounds=40)
    base = 1000 * best(lambda: decide_with(trees, {}, "today").label)
    sums = sorted(sum(one) for one in parts)
    benchmark.extra_info["all three"] = round(median(sums) / base, 1)
    told = "possible {:.1f}, next question {:.1f}, changes {:.1f}".format(
        *(median(one) for one in zip(*parts, strict=True))
    )
    print(
        f"\n{name}: {told} ms; together {median(sums):.1f} ms ({median(sums) / base:.0f} decisions), 95 % {sums[int(len(sums) * 0.95)]:.1f}"
    )
