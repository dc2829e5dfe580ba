"""Made-up athletes for the tests: a healthy one, and any others that the vocabulary allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from runrest.loading import house

if TYPE_CHECKING:
    from runrest.signals import Signal, Value

VOCABULARY = house().vocabulary
PLAIN = tuple(signal for signal in VOCABULARY.signals.values() if not signal.derived)
DIRECTED = tuple(signal for signal in PLAIN if signal.worse in ("up", "down"))
LABELS = ("AS_PLANNED", "SHORTEN", "EASE", "EASE_SHORTEN", "SWAP", "RECOVERY", "REST", "STOP_REFER")
"""Hardest to easiest, as evidence.md orders them."""
HARD = ("tempo", "intervals", "race", "long")

HEALTHY: dict[str, Value] = {
    **{name: value for _, answers in VOCABULARY.gates.values() for name, value in answers.items()},
    "pain_now": 0,
    "fatigue": 3,
    "soreness": 2,
    "stress": 2,
    "sleep_quality": 2,
    "sleep_h_last": 7.8,
    "planned_type": "tempo",
    "hours_since_hard": 96.0,
}
"""A rested, healthy runner with a tempo run planned, who has answered every gate with no."""

EDGES = (
    -1.0, -0.5, 0, 0.33, 0.333, 0.5, 0.666, 1, 2, 3, 4, 5, 5.5, 6, 7, 8, 10, 14, 27.9, 28, 29, 30, 32.2, 37.5, 38, 42,
    56, 57, 72, 100, 150, 200, 300,
)  # fmt: skip
"""Thresholds of the evidence base, so that random athletes stand on them often."""


def value_of(signal: Signal) -> st.SearchStrategy[Value]:
    """Draw any valid value of a signal, often one that stands on a threshold."""
    if not signal.numeric:
        return st.sampled_from(signal.named_values())
    low, high = signal.valid
    edges = [edge for edge in (*EDGES, low, high) if low <= edge <= high]
    if signal.type == "integer":
        whole = sorted({int(edge) for edge in edges if float(edge).is_integer()})
        return st.sampled_from(whole) | st.integers(int(low), int(high))
    return st.sampled_from([float(edge) for edge in edges]) | st.floats(low, high)


ANYBODY: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {}, optional={signal.name: value_of(signal) for signal in PLAIN}
)
"""Any facts at all, any of them missing."""

MOSTLY_HEALTHY: st.SearchStrategy[dict[str, Value]] = st.tuples(
    st.lists(st.sampled_from(PLAIN), max_size=6, unique_by=lambda signal: signal.name).flatmap(
        lambda some: st.fixed_dictionaries({signal.name: value_of(signal) for signal in some})
    ),
    st.sets(st.sampled_from(sorted(HEALTHY)), max_size=2),
    st.sampled_from(VOCABULARY.signals["planned_type"].values),
).map(
    lambda drawn: {
        **{name: value for name, value in HEALTHY.items() if name not in drawn[1]},
        "planned_type": drawn[2],
        **drawn[0],
    }
)
"""A healthy athlete of whom a few things are otherwise, and a few unknown: most rules speak only here."""

ATHLETES = MOSTLY_HEALTHY | ANYBODY


def best_of(signal: Signal) -> Value:
    """Give the value of a directed signal that calls for the least caution."""
    if not signal.numeric:
        values = signal.named_values()
        return values[-1] if signal.worse == "down" else values[0]
    number = signal.valid[1] if signal.worse == "down" else signal.valid[0]
    return int(number) if signal.type == "integer" else number


def is_worse(signal: Signal, one: Value, two: Value) -> bool:
    """Tell whether the first value of a directed signal calls for more caution than the second, or as much."""
    if not signal.numeric:
        values = list(signal.named_values())
        return (values.index(one) >= values.index(two)) == (signal.worse == "up") or one == two
    return float(one) >= float(two) if signal.worse == "up" else float(one) <= float(two)
