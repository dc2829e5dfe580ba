"""Points that stand for all values of several tied numbers: one in every corner that linear cuts leave.

The cuts are linear forms: ``km - 1.1 x longest``, ``longest - 0``. One number after the other is given every value at
which the picture of the rest can change, and one between each two (a cylindrical decomposition, which for linear
forms needs no more than differences of forms). Whole numbers come first, each of them by itself where another whole
number follows.
"""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

from runrest.conditions import Interval
from runrest.unknowns.limits import TooTangledError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runrest.signals import Signal

Form: TypeAlias = tuple[tuple[float, ...], float]
"""Factors of the numbers, in their order, and what is added."""
MOST_WHOLE = 4000
"""Whole numbers that are tried one by one at most."""
FEW = 12
"""As few whole numbers are tried one by one in any case."""
MOST_WALLS = 1000
"""Forms that are held against each other at most; their number may be squared with each number that is tied."""
DIGITS = 9


def sample(
    signals: Sequence[Signal],
    domains: Mapping[str, tuple[Interval, ...]],
    forms: Iterable[Form],
    first: str = "",
    last: str = "",
) -> Iterator[tuple[Interval, dict[str, float]]]:
    """Give points in every corner of the space of some numbers.

    Parameters
    ----------
    signals : sequence of Signal
        Numbers and whole numbers, in the order of the forms' factors.
    domains : mapping of str to tuple of Interval
        The values that each may have.
    forms : iterable of Form
        What changes sign where a tree changes its mind.
    first : str
        The number whose stretches are told with the points.
    last : str
        The number that comes after all others: points that differ in nothing else follow each other.

    Yields
    ------
    tuple of Interval and dict
        A stretch of the first number, and a point in it. In all of the stretch the others leave the same corners.

    Raises
    ------
    TooTangledError
        Where too many whole numbers would have to be tried, or too many forms meet.
    """
    fixed = {
        signal.name: domains[signal.name][0].low[0]
        for signal in signals
        if len(domains[signal.name]) == 1 and domains[signal.name][0].low == domains[signal.name][0].high
    }
    free = [at for at in range(len(signals)) if signals[at].name not in fixed]
    order = sorted(free, key=lambda at: _turn(signals[at], domains, first, last))
    ordered = [signals[at] for at in order]
    turned = {_turned(form, signals, order, fixed) for form in forms}
    levels = _levels(turned, ordered, domains)

    def climb(at: int, values: list[float], stretch: Interval) -> Iterator[tuple[Interval, dict[str, float]]]:
        if at == len(ordered):
            yield stretch, {**fixed, **{signal.name: value for signal, value in zip(ordered, values, strict=True)}}
            return
        roots = {-_value(form, values) / form[0][at] for form in levels[at]}
        for part, value in _steps(ordered, at, domains, roots):
            yield from climb(at + 1, [*values, value], stretch if at or first in fixed else part)

    start = domains[first][0] if first in fixed else Interval((0.0, 0), (0.0, 0))
    yield from climb(0, [], start)


def _turned(form: Form, signals: Sequence[Signal], order: list[int], fixed: Mapping[str, float]) -> Form:
    """Bring the factors into another order, and add up what is fixed."""
    factors, constant = form
    known = sum(factor * fixed.get(one.name, 0.0) for factor, one in zip(factors, signals, strict=True))
    return tuple(factors[at] for at in order), constant + known


def _turn(
    signal: Signal, domains: Mapping[str, tuple[Interval, ...]], first: str, last: str
) -> tuple[bool, bool, bool, float]:
    span = domains[signal.name]
    width = span[-1].high[0] - span[0].low[0]
    return (signal.name == last, signal.name != first, signal.type != "integer", width)


def _levels(
    forms: set[Form], signals: Sequence[Signal], domains: Mapping[str, tuple[Interval, ...]]
) -> list[list[Form]]:
    """Sort the forms by the last number that they hold, and hand on where two of them meet.

    Where all numbers up to one are whole and tried one by one, nothing is handed on to them: it would change nothing.
    """
    size = len(signals)
    lowest = next((at for at in range(size) if _rooted(signals, at, domains)), size)
    levels: list[list[Form]] = [[] for _ in range(lowest)]
    left = {form for form in map(_scaled, forms) if form is not None}
    for at in reversed(range(lowest, size)):
        here = [form for form in left if form[0][at]]
        levels.insert(lowest, here)
        if at == lowest:
            break
        ends = {end for part in domains[signals[at].name] for end in (part.low[0], part.high[0]) if math.isfinite(end)}
        unit = tuple(float(place == at) for place in range(size))
        walls = [*here, *((unit, -end) for end in ends)]
        if len(walls) > MOST_WALLS:
            raise TooTangledError(tuple(one.name for one in signals))
        met = (_difference(one, two, at) for one, two in combinations(walls, 2))
        left = {form for form in left if not form[0][at]} | {form for form in met if form is not None}
    return levels


def _rooted(signals: Sequence[Signal], at: int, domains: Mapping[str, tuple[Interval, ...]]) -> bool:
    """Tell whether the steps of a number depend on where the forms are zero."""
    if signals[at].type != "integer":
        return True
    return _ends_whole(signals, at) and any(part.high[0] - part.low[0] > FEW for part in domains[signals[at].name])


def _ends_whole(signals: Sequence[Signal], at: int) -> bool:
    """Tell whether no other whole number follows a whole number."""
    return at + 1 == len(signals) or signals[at + 1].type != "integer"


def _difference(one: Form, two: Form, at: int) -> Form | None:
    left, right = 1 / one[0][at], 1 / two[0][at]
    factors = tuple(a * left - b * right for a, b in zip(one[0], two[0], strict=True))
    return _scaled((factors, one[1] * left - two[1] * right))


def _scaled(form: Form) -> Form | None:
    """Make equal forms look equal; a form without any number is none."""
    factors, constant = form
    lead = next((factor for factor in reversed(factors) if abs(factor) > 1e-12), 0.0)
    if not lead:
        return None
    return tuple(round(factor / lead, DIGITS) + 0.0 for factor in factors), round(constant / lead, DIGITS) + 0.0


def _value(form: Form, values: Sequence[float]) -> float:
    return form[1] + sum(factor * value for factor, value in zip(form[0], values, strict=False))


def _steps(
    signals: Sequence[Signal], at: int, domains: Mapping[str, tuple[Interval, ...]], roots: set[float]
) -> Iterator[tuple[Interval, float]]:
    signal = signals[at]
    for part in domains[signal.name]:
        if part.low == part.high:
            yield part, part.low[0]
        elif signal.type == "integer":
            last = _ends_whole(signals, at)
            if not last and part.high[0] - part.low[0] > MOST_WHOLE:
                raise TooTangledError(tuple(one.name for one in signals))
            yield from _whole_steps(part, roots if last else None)
        else:
            yield from _real_steps(part, roots)


def _whole_steps(part: Interval, roots: set[float] | None) -> Iterator[tuple[Interval, float]]:
    """Give every whole number, or those next to a root and one between each two of them."""
    low, high = int(part.low[0]), int(part.high[0])
    if roots is None or high - low <= FEW:
        yield from ((Interval((at, 0), (at, 0)), at) for at in range(low, high + 1))
        return
    near = {number + off for root in roots for number in (math.floor(root),) for off in (-1, 0, 1, 2)}
    marks = sorted({low, high, *(mark for mark in near if low <= mark <= high)})
    for mark in marks:
        yield Interval((mark, 0), (mark, 0)), mark
    for one, two in pairwise(marks):
        if two - one > 1:
            yield Interval((one + 1, 0), (two - 1, 0)), (one + two) // 2


def _real_steps(part: Interval, roots: set[float]) -> Iterator[tuple[Interval, float]]:
    (low, low_side), (high, high_side) = part.low, part.high
    inside = {tidy(root) for root in roots if low < root < high}
    marks = sorted({low, high, *inside})
    for one, two in pairwise(marks):
        yield Interval((one, 1), (two, -1)), _middle(one, two)
    for mark in marks:
        if not ((mark == low and low_side) or (mark == high and high_side)):
            yield Interval((mark, 0), (mark, 0)), mark


def tidy(number: float) -> float:
    """Round a figure to few digits where that changes next to nothing."""
    near = round(number, 6)
    return near if abs(near - number) < 1e-9 else number


def _middle(low: float, high: float) -> float:
    """Give a plain number between two: a half, a quarter, an eighth..., as sums and differences of such are exact."""
    middle = (low + high) / 2
    for parts in (1, 2, 4, 8, 16, 64, 256, 1024, 4096, 65536, 1048576):
        near = round(middle * parts) / parts
        if low < near < high:
            return near
    return middle
