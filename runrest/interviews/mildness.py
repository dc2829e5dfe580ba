"""The mildest of what an answer may be: of one that is not given, and of one that is only partly known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runrest.conditions import Condition
    from runrest.signals import Signal, Value

HALF_OPEN = 1e-9
"""So little beside an end that does not belong to a range [of the end]."""


def ordinary(signal: Signal) -> Value | None:
    """Give the answer that most people give: the one that calls for the least caution, where there is one.

    Examples
    --------
    >>> from runrest.loading import house
    >>> signals = house().vocabulary.signals
    >>> ordinary(signals["sleep_h_last"]), ordinary(signals["gait_changed"]), ordinary(signals["planned_type"])
    (14.0, False, None)
    """
    if signal.worse not in ("up", "down"):
        return None
    if not signal.numeric:
        values = signal.named_values()
        return values[-1] if signal.worse == "down" else values[0]
    low, high = signal.plausible or signal.valid
    number = high if signal.worse == "down" else low
    return int(number) if signal.type == "integer" else float(number)


def mildest_of(test: Condition, signal: Signal) -> Value | None:
    """Give the mildest value that something partly known leaves open.

    Parameters
    ----------
    test : Condition
        What is known, such as ``>= 5``.
    signal : Signal
        Which way it gets worse.

    Returns
    -------
    value or None
        ``None`` where there is none that is sure: neither way is worse, or its best value is among them, so that
        nothing speaks for caution.

    Examples
    --------
    >>> from runrest.loading import house
    >>> from runrest.notation import read_condition
    >>> soreness = house().vocabulary.signals["soreness"]
    >>> [mildest_of(read_condition(test, soreness), soreness) for test in (">= 5", "<= 4")]
    [5, None]
    """
    if signal.worse not in ("up", "down"):
        return None
    if not signal.numeric:
        values = signal.named_values()
        best_first = values if signal.worse == "up" else values[::-1]
        mildest = next((value for value in best_first if test.holds(value)), None)
        return None if mildest == best_first[0] else mildest
    up = signal.worse == "up"
    end, side = min(part.low for part in test.intervals) if up else max(part.high for part in test.intervals)
    if end == signal.valid[0 if up else 1]:
        return None
    if signal.type == "integer":
        return int(end) + side
    return float(end + side * HALF_OPEN * max(1.0, abs(end)))
