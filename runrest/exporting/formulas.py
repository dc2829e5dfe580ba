"""What must hold of the fields of a scorer, as data: comparisons, joined by "and" and "or".

A derived signal that may be only partly known is two fields, the smallest and the largest it can be. A condition
is met for certain where both lie in the same interval, and may be met where the two together touch one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.conditions import Condition, Interval
    from runrest.signals import Signal, Value

OPPOSITE = {
    "lessThan": "greaterOrEqual",
    "greaterOrEqual": "lessThan",
    "lessOrEqual": "greaterThan",
    "greaterThan": "lessOrEqual",
    "equal": "notEqual",
    "notEqual": "equal",
    "isMissing": "isNotMissing",
    "isNotMissing": "isMissing",
}


@frozen
class Comparison:
    """One field against a value, or against being there at all."""

    field: str
    operator: str
    value: Value | None = None


@frozen
class Membership:
    """One field among several words."""

    field: str
    values: tuple[str, ...]


@frozen
class Junction:
    """Several formulas, all of which or any of which must hold."""

    how: Literal["and", "or"]
    parts: tuple[Formula, ...]


Formula: TypeAlias = "Comparison | Membership | Junction"


def all_of(parts: Iterable[Formula]) -> Formula:
    """Join formulas that must all hold; none of them: it always holds."""
    return _join("and", tuple(parts))


def any_of(parts: Iterable[Formula]) -> Formula:
    """Join formulas of which one must hold; none of them: it never holds."""
    return _join("or", tuple(parts))


def _join(how: Literal["and", "or"], parts: tuple[Formula, ...]) -> Formula:
    return parts[0] if len(parts) == 1 else Junction(how, parts)


def opposite(formula: Formula) -> Formula:
    """Give the formula that holds exactly where another does not, on fields that are there.

    Examples
    --------
    >>> opposite(all_of([Comparison("pain", "lessThan", 3), Comparison("pain", "isNotMissing")])).how
    'or'
    """
    if isinstance(formula, Junction):
        return _join("or" if formula.how == "and" else "and", tuple(opposite(part) for part in formula.parts))
    if isinstance(formula, Membership):
        return all_of(Comparison(formula.field, "notEqual", value) for value in formula.values)
    return Comparison(formula.field, OPPOSITE[formula.operator], formula.value)


def covered(condition: Condition, signal: Signal, ends: tuple[str, str]) -> Formula:
    """Say of fields what ``Condition.covers`` says of a range of values.

    Parameters
    ----------
    condition : Condition
        Its known part; what it says of unknown is left to others.
    signal : Signal
        Whose values it is about; bounds at the ends of its valid range need no test.
    ends : tuple of two str
        The fields for the smallest and the largest value; the same one where the value is always sure.

    Returns
    -------
    Formula
        Neither true nor false where a field is missing.
    """
    low, high = ends
    if signal.numeric:
        return any_of(_within(part, signal, low, high) for part in condition.intervals)
    return all_of(_among(condition, signal, end) for end in dict.fromkeys(ends))


def touched(condition: Condition, signal: Signal, ends: tuple[str, str]) -> Formula:
    """Say of fields what ``Condition.touches`` says of a range of values; see ``covered``."""
    low, high = ends
    if signal.numeric:
        return any_of(_within(part, signal, high, low) for part in condition.intervals)
    return any_of(_among(condition, signal, end) for end in dict.fromkeys(ends))


def _within(part: Interval, signal: Signal, above: str, below: str) -> Formula:
    """Hold one field above an interval's low end, and another below its high end."""
    bottom, top = signal.valid
    if part.low == part.high and above == below:
        return Comparison(above, "equal", part.low[0])
    tests: list[Formula] = []
    if part.low > (bottom, 0):
        tests.append(Comparison(above, "greaterThan" if part.low[1] > 0 else "greaterOrEqual", part.low[0]))
    if part.high < (top, 0):
        tests.append(Comparison(below, "lessThan" if part.high[1] < 0 else "lessOrEqual", part.high[0]))
    return all_of(tests or [Comparison(above, "isNotMissing")])


def _among(condition: Condition, signal: Signal, end: str) -> Formula:
    names = tuple(value for value in signal.named_values() if value in condition.values)
    if len(names) == len(signal.named_values()):
        return Comparison(end, "isNotMissing")
    if len(names) > 1:
        return Membership(end, tuple(str(name) for name in names))
    return any_of(Comparison(end, "equal", name) for name in names)
