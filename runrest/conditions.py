"""Unary tests as data: intervals and sets, read from and printed back to the S-FEEL notation of DMN.

A bound is a pair ``(value, side)``: ``side`` is 0 where the value itself belongs to the interval, +1 just above
it, -1 just below. Bounds then compare as plain tuples, and open and closed ends need no special case.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, frozen

from runrest.errors import RunrestError, did_you_mean
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.signals import Signal, Value

Bound: TypeAlias = tuple[float, int]

MOST_ITEMS = 200
NUMBER = r"[+-]?\d+(?:\.\d+)?"
COMPARISON = re.compile(rf"(<=|>=|<|>)\s*({NUMBER})")
INTERVAL = re.compile(rf"([\[(\]])\s*({NUMBER})\s*\.\.\s*({NUMBER})\s*([\])\[])")
INSIDE_NOT = r'(?:"[^"]*"|[\[\](][^,()\[\]"]*\.\.[^,()\[\]"]*[\]\[)]|[^()"\[\]])*'
MOST_LETTERS = 500
"""A longer unary test is refused: nobody could read it, and the cost of reading it grows faster than its length."""
ITEM = re.compile(rf'\s*(not\(\s*{INSIDE_NOT}\)|"[^"]*"|[^,"]+)\s*(,|$)')


@define
class ConditionError(RunrestError):
    """A unary test that cannot be read, or does not fit its signal."""

    text: str
    problem: str
    code: str = "test"

    def __str__(self) -> str:
        return f"{self.text!r} {self.problem}"


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


def read_condition(text: str, signal: Signal) -> Condition:
    """Read a unary test against the signal it asks.

    Parameters
    ----------
    text : str
        S-FEEL unary tests, comma for OR, plus the word ``unknown``.
    signal : Signal
        Fixes type and valid range.

    Returns
    -------
    Condition
        The values meant, cut to the signal's steps.

    Raises
    ------
    ConditionError
        Where the text cannot be read, or does not fit the signal's type or range.

    Examples
    --------
    >>> from runrest.signals import Signal
    >>> pain = Signal("pain", "integer", "up", "Pain", valid=(0, 10))
    >>> read_condition("not([3..5]), unknown", pain).show(pain)
    '<= 2, >= 6, unknown'
    """
    if len(text) > MOST_LETTERS:
        raise ConditionError(f"{text[:20]} ...", f"is too long; a unary test may have {MOST_LETTERS} letters")
    parts: list[Condition] = []
    place = 0
    while place < len(text):
        found = ITEM.match(text, place)
        if found is None or not found.group(1).strip():
            raise ConditionError(text, 'is not a unary test; write for example < 3, [4..6], "none" or unknown')
        if len(parts) == MOST_ITEMS:
            raise ConditionError(text[:60] + " ...", f"lists more than {MOST_ITEMS} tests")
        parts.append(_read_item(found.group(1).strip(), signal, text))
        place = found.end()
        if found.group(2) == "," and place == len(text):
            raise ConditionError(text, "ends with a comma")
    if not parts:
        raise ConditionError(text, "is empty")
    if _twice(parts):
        raise ConditionError(text, "says the same thing twice")
    return join(parts, signal)


def _twice(parts: list[Condition]) -> bool:
    """Tell whether two of several conditions share a value."""
    spans = sorted(span for part in parts for span in part.intervals)
    words = [word for part in parts for word in part.values]
    touching = any(two.low <= one.high for one, two in pairwise(spans))
    return touching or len(set(words)) < len(words) or sum(part.unknown for part in parts) > 1


def _read_item(item: str, signal: Signal, text: str) -> Condition:
    if item == "unknown":
        return Condition(unknown=True)
    if item == "-":
        return everything(signal)
    if item.startswith("not("):
        inner = read_condition(item[4:-1].strip(), signal)
        if inner.unknown:
            raise ConditionError(text, "puts unknown inside not(...); list unknown by itself")
        rest = others(inner, signal)
        if not rest.intervals and not rest.values:
            raise ConditionError(text, "holds for no value")
        return rest
    if signal.numeric:
        return _read_numbers(item, signal, text)
    return Condition(values=frozenset([_read_word(item, signal, text)]))


def _read_word(item: str, signal: Signal, text: str) -> bool | str:
    if signal.type == "boolean":
        if item not in ("true", "false"):
            raise ConditionError(text, f"does not fit {signal.name}, which is true or false", "type")
        return item == "true"
    if not (item.startswith('"') and item.endswith('"') and len(item) > 1):
        raise ConditionError(
            text, f'does not fit {signal.name}; write its words in quotes, like "{signal.values[0]}"', "type"
        )
    word = item[1:-1]
    if word not in signal.values:
        hint = did_you_mean(word, signal.values) or f"; it has {', '.join(signal.values)}"
        raise ConditionError(text, f"names no value of {signal.name}{hint}", "range")
    return word


def _read_numbers(item: str, signal: Signal, text: str) -> Condition:
    if found := COMPARISON.fullmatch(item):
        sign, number = found.group(1), float(found.group(2))
        side = {"<": -1, "<=": 0, ">": 1, ">=": 0}[sign]
        part = Interval((-math.inf, 0), (number, side)) if sign[0] == "<" else Interval((number, side), (math.inf, 0))
        numbers = [number]
    elif found := INTERVAL.fullmatch(item):
        numbers = [float(found.group(2)), float(found.group(3))]
        if numbers[0] > numbers[1]:
            raise ConditionError(text, "runs backwards: the smaller number comes first")
        part = Interval(
            (numbers[0], 0 if found.group(1) == "[" else 1), (numbers[1], 0 if found.group(4) == "]" else -1)
        )
    elif re.fullmatch(NUMBER, item):
        numbers = [float(item)]
        part = Interval((numbers[0], 0), (numbers[0], 0))
    else:
        kind = (
            "quoted words or true/false do not fit" if item[:1] == '"' or item in ("true", "false") else "is no number"
        )
        problem = f"{kind} {signal.name}, which is {signal.accepts()}" if "fit" in kind else "is not a unary test"
        raise ConditionError(text, f"({item}) {problem}", "type" if "fit" in kind else "test")
    low, high = signal.valid
    outside = [number for number in numbers if not low <= number <= high]
    if outside:
        raise ConditionError(text, f"names {spell(outside[0])}, but {signal.name} is {signal.accepts()}", "range")
    if signal.type == "integer" and any(not number.is_integer() for number in numbers):
        raise ConditionError(text, f"names a broken number, but {signal.name} is {signal.accepts()}", "range")
    settled = settle([part], signal)
    if not settled:
        raise ConditionError(text, "holds for no value", "range")
    return Condition(settled)
