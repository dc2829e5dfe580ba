"""Unary tests as data: intervals and sets, read from and printed back to the S-FEEL notation of DMN.

A bound is a pair ``(value, side)``: ``side`` is 0 where the value itself belongs to the interval, +1 just above
it, -1 just below. Bounds then compare as plain tuples, and open and closed ends need no special case.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.signals import Signal, Value

Bound: TypeAlias = tuple[float, int]


@frozen(order=True)
class Interval:
    """The numbers between two bounds, both bounds included."""

    low: Bound
    high: Bound

    def __str__(self) -> str:
        if self.low == self.high:
            return figure(self.low[0])
        if math.isinf(self.low[0]):
            return f"{'<' if self.high[1] else '<='} {figure(self.high[0])}"
        if math.isinf(self.high[0]):
            return f"{'>' if self.low[1] else '>='} {figure(self.low[0])}"
        opening, closing = "(" if self.low[1] else "[", ")" if self.high[1] else "]"
        return f"{opening}{figure(self.low[0])}..{figure(self.high[0])}{closing}"


@frozen
class Condition:
    """A set of values of one signal: what a branch key says.

    Examples
    --------
    >>> from runrest.signals import Signal
    >>> fatigue = Signal("fatigue", "integer", "up", "Fatigue", valid=(1, 7))
    >>> from runrest.notation import read_condition
    >>> test = read_condition("< 3, (5..7]", fatigue)
    >>> test.holds(6), test.holds(5), test.holds(None)
    (True, False, False)
    """

    intervals: tuple[Interval, ...] = ()
    values: frozenset[bool | str] = frozenset()
    unknown: bool = False

    def holds(self, value: Value | None) -> bool:
        """Tell whether a value, or ``None`` for unknown, meets the condition."""
        if value is None:
            return self.unknown
        if isinstance(value, (bool, str)):
            return value in self.values
        return any(part.low <= (value, 0) <= part.high for part in self.intervals)

    def covers(self, low: Value, high: Value) -> bool:
        """Tell whether every value from one to another meets the condition."""
        if isinstance(low, (bool, str)) or isinstance(high, (bool, str)):
            return low in self.values and high in self.values
        return any(part.low <= (low, 0) and (high, 0) <= part.high for part in self.intervals)

    def touches(self, low: Value, high: Value) -> bool:
        """Tell whether some value from one to another meets the condition."""
        if isinstance(low, (bool, str)) or isinstance(high, (bool, str)):
            return low in self.values or high in self.values
        return any(part.low <= (high, 0) and (low, 0) <= part.high for part in self.intervals)

    def overlaps(self, other: Condition) -> bool:
        """Tell whether some value, or unknown, meets both conditions."""
        return (
            (self.unknown and other.unknown)
            or bool(self.values & other.values)
            or any(max(a.low, b.low) <= min(a.high, b.high) for a in self.intervals for b in other.intervals)
        )

    def cuts(self) -> tuple[Bound, ...]:
        """List the lower bounds at which the answer can change."""
        bounds = {part.low for part in self.intervals} | {after(part.high) for part in self.intervals}
        return tuple(sorted(bounds))

    def show(self, signal: Signal) -> str:
        """Print the condition back in the notation of a tree file, in its shortest form."""
        parts: list[str] = []
        if signal.numeric:
            low, high = signal.valid
            for part in self.intervals:
                opened = Interval(
                    (-math.inf, 0) if part.low <= (low, 0) else part.low,
                    (math.inf, 0) if part.high >= (high, 0) else part.high,
                )
                whole = math.isinf(opened.low[0]) and math.isinf(opened.high[0])
                single = part.low == part.high
                parts.append("-" if whole else str(part if single else opened))
        elif signal.type == "boolean":
            words = [str(value).lower() for value in signal.named_values() if value in self.values]
            parts += words
        else:
            parts += [f'"{value}"' for value in signal.named_values() if value in self.values]
        return ", ".join([*parts, *(["unknown"] if self.unknown else [])])


def figure(number: float) -> str:
    """Write a number as the notation reads it back: every digit, no exponent.

    Examples
    --------
    >>> figure(5.0), figure(37.125), figure(1234567.5), figure(0.00001)
    ('5', '37.125', '1234567.5', '0.00001')
    """
    words = repr(float(number) + 0.0)
    if "e" in words:
        words = f"{number:.20f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def after(bound: Bound) -> Bound:
    """Give the bound just above another: where the next interval may begin."""
    return (bound[0], bound[1] + 1)


def before(bound: Bound) -> Bound:
    """Give the bound just below another: where the previous interval may end."""
    return (bound[0], bound[1] - 1)


def settle(intervals: Iterable[Interval], signal: Signal) -> tuple[Interval, ...]:
    """Cut intervals to a signal's valid range and steps, and join those that touch."""
    low, high = signal.valid
    kept: list[Interval] = []
    for part in sorted(intervals):
        start, end = max(part.low, (low, 0)), min(part.high, (high, 0))
        if signal.type == "integer" and not (math.isinf(start[0]) or math.isinf(end[0])):
            start = (math.floor(start[0]) + 1 if start[1] > 0 else math.ceil(start[0]), 0)
            end = (math.ceil(end[0]) - 1 if end[1] < 0 else math.floor(end[0]), 0)
        if start > end:
            continue
        if kept and start <= reach(kept[-1].high, signal):
            kept[-1] = Interval(kept[-1].low, max(kept[-1].high, end))
        else:
            kept.append(Interval(start, end))
    return tuple(kept)


def reach(bound: Bound, signal: Signal) -> Bound:
    """Give the first lower bound that leaves no value between it and an upper bound."""
    return (bound[0] + 1, 0) if signal.type == "integer" else after(bound)


def everything(signal: Signal, *, unknown: bool = False) -> Condition:
    """Give the condition that every known value meets (and unknown too, if wished)."""
    if signal.numeric:
        return Condition(settle([Interval((-math.inf, 0), (math.inf, 0))], signal), unknown=unknown)
    return Condition(values=frozenset(signal.named_values()), unknown=unknown)


def join(conditions: Iterable[Condition], signal: Signal) -> Condition:
    """Give the condition that holds where any of several does."""
    every = tuple(conditions)
    return Condition(
        settle([part for test in every for part in test.intervals], signal),
        frozenset().union(*(test.values for test in every)),
        any(test.unknown for test in every),
    )


def others(condition: Condition, signal: Signal) -> Condition:
    """Give every known value that does not meet a condition."""
    whole = everything(signal)
    gaps: list[Interval] = []
    for part in whole.intervals:
        start = part.low
        for taken in condition.intervals:
            gaps.append(Interval(start, before(taken.low)))
            start = after(taken.high)
        gaps.append(Interval(start, part.high))
    return Condition(settle([gap for gap in gaps if gap.low <= gap.high], signal), whole.values - condition.values)
