"""How fast it is to say what is still possible and what to ask next, as a ratio to a decision in the same run.

Run with ``pytest tests/benchmarks/test_unknowns_speed.py --benchmark-enable -s``. Ratios are printed with the
milliseconds behind them; the only thing asserted is that the answers hold.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from answering import LOG, NO, WELL, sensible
from test_speed import best

from runrest.deciding import decide_with
from runrest.loading import family
from runrest.unknowns.asking import next_question, possible

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
