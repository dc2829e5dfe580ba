"""Arithmetic on intervals with open and closed ends: what a sum, difference, product or quotient of two may be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from runrest.conditions import Bound, Condition, Interval, everything, settle

if TYPE_CHECKING:
    from runrest.signals import Signal, Value

WHOLE_LINE = Interval((-math.inf, 0), (math.inf, 0))


def point(value: float) -> Interval:
    """Give the interval of one value."""
    return Interval((value, 0), (value, 0))


def meet_spans(one: Interval, two: Interval) -> Interval | None:
    """Give what two intervals share, or ``None``."""
    low, high = max(one.low, two.low), min(one.high, two.high)
    return Interval(low, high) if low <= high else None


def fit(span: Interval | None, signal: Signal) -> Interval | None:
    """Cut an interval to a signal's valid range and steps."""
    settled = settle([span], signal) if span is not None else ()
    return settled[0] if settled else None


def whole(signal: Signal) -> Interval:
    """Give everything a number or whole number can be."""
    return everything(signal).intervals[0]


def plus(one: Interval, two: Interval) -> Interval:
    """Add two intervals."""
    return Interval(_low(one.low, two.low), _high(one.high, two.high))


def minus(one: Interval, two: Interval) -> Interval:
    """Subtract an interval from another."""
    return plus(one, Interval((-two.high[0], -two.high[1]), (-two.low[0], -two.low[1])))


def times(one: Interval, two: Interval) -> Interval:
    """Multiply two intervals."""
    corners = []
    for a, a_side in (one.low, one.high):
        for b, b_side in (two.low, two.high):
            reached = (a == 0 and not a_side) or (b == 0 and not b_side) or not (a_side or b_side)
            if not math.isnan(product := a * b):
                corners.append((product, not reached))
    return _around(corners)


def over(one: Interval, two: Interval) -> Interval:
    """Divide an interval by another; where both may be 0, anything may come out."""
    if two.low < (0, 0) < two.high or (two.low <= (0, 0) <= two.high and one.low <= (0, 0) <= one.high):
        return WHOLE_LINE
    sign = math.copysign(1, two.low[0] + two.high[0])
    corners = []
    for a, a_side in (one.low, one.high):
        for b, b_side in (two.low, two.high):
            if b == 0:
                corners.append((math.copysign(math.inf, a * sign) if a else 0.0, True))
            elif not math.isnan(quotient := a / b):
                reached = (a == 0 and not a_side) or not (a_side or b_side or math.isinf(b))
                corners.append((quotient, not reached))
    return _around(corners)


def _around(corners: list[tuple[float, bool]]) -> Interval:
    """Give the interval between the smallest and the largest of some corners, each open or not."""
    low = min(corners)
    high = max(corners, key=lambda corner: (corner[0], not corner[1]))
    return Interval((low[0], int(low[1])), (high[0], -int(high[1])))


def _low(one: Bound, two: Bound) -> Bound:
    return (one[0] + two[0], 1 if one[1] or two[1] else 0)


def _high(one: Bound, two: Bound) -> Bound:
    return (one[0] + two[0], -1 if one[1] or two[1] else 0)


def common(one: Condition, two: Condition) -> Condition:
    """Give what two conditions both hold for."""
    parts = [met for a in one.intervals for b in two.intervals if (met := meet_spans(a, b)) is not None]
    return Condition(tuple(parts), one.values & two.values, one.unknown and two.unknown)


def example(test: Condition, signal: Signal) -> Value:
    """Pick a value that meets a condition, the plainest there is."""
    if not signal.numeric:
        return next(value for value in signal.named_values() if value in test.values)
    part = test.intervals[0]
    (low, low_side), (high, high_side) = part.low, part.high
    if low_side == 0 and math.isfinite(low):
        return low
    if high_side == 0 and math.isfinite(high):
        return high
    if not math.isfinite(high):
        return math.floor(low) + 1.0 if math.isfinite(low) else 0.0
    if not math.isfinite(low):
        return math.ceil(high) - 1.0
    for digits in range(7):
        near = round(low + min((high - low) / 2, 10.0**-digits), digits)
        if part.low < (near, 0) < part.high:
            return near
    return low + (high - low) / 2
