"""The notation of unary tests: S-FEEL of the DMN standard, plus the word unknown, read against a signal."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define

from runrest.conditions import Condition, Interval, everything, join, others, settle
from runrest.errors import RunrestError, did_you_mean
from runrest.signals import spell

if TYPE_CHECKING:
    from runrest.signals import Signal

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
