"""The mildest of what an answer may be: of one that is not given, and of one that is only partly known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.scales import FREE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.conditions import Condition
    from runrest.decision import Decision
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


def with_mildest(
    facts: Mapping[str, Value],
    partly: Mapping[str, Condition],
    signals: Mapping[str, Signal],
    decide: Callable[[Mapping[str, Value]], Decision],
) -> dict[str, Value]:
    """Let the mildest value stand for what is partly known, where that makes a decision more careful.

    Parameters
    ----------
    facts : mapping of str to value
        What is known.
    partly : mapping of str to Condition
        What is partly known.
    signals : mapping of str to Signal
        Every signal by name.
    decide : callable
        From facts to a decision.

    Returns
    -------
    dict
        A number that is missing can be read more carefully than the mildest one would be; then it stays unknown.
    """
    found = dict(facts)
    for name, test in partly.items():
        mildest = mildest_of(test, signals[name])
        if mildest is not None and _allows_less(decide({**found, name: mildest}), decide(found)):
            found[name] = mildest
    return found


def _allows_less(one: Decision, other: Decision) -> bool:
    scales = one.ranks.keys() | other.ranks.keys()
    nothing_more = all(one.ranks.get(scale, FREE) <= other.ranks.get(scale, FREE) for scale in scales)
    same = dict(one.ranks) == dict(other.ranks) and one.urgency == other.urgency
    return nothing_more and not same and one.urgency >= other.urgency and one.complete <= other.complete
