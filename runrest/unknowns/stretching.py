"""How far a cap reaches that is a multiple of a signal which is not fully known."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from runrest.conditions import Interval, after
from runrest.unknowns.knots import Single
from runrest.unknowns.limits import TooTangledError
from runrest.unknowns.ties import Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runrest.unknowns.knots import Point
    from runrest.unknowns.states import State
    from runrest.unknowns.vectors import Step


Reach: TypeAlias = "tuple[tuple[Interval, Point], ...]"
"""Values in rising order, each with a point that has one of them."""


def stretched(state: State, step: Step) -> tuple[Interval, ...]:
    """Give every value that a step may stand for.

    Parameters
    ----------
    state : State
        What is known of the signals.
    step : Step
        A rank, or one point of a multiple.

    Returns
    -------
    tuple of Interval
        Single values for a rank, and for multiples of a whole number.

    Raises
    ------
    TooTangledError
        Where that cannot be told exactly.
    """
    if not isinstance(step, tuple) or step[1] < 0:
        return (_point(step[0] if isinstance(step, tuple) else step),)
    term = state.ground.terms[step[1]]
    return tuple(times(part, term.times) for part, _ in _reach(state, term.of, step[2], {}))


def reaches(state: State, wanted: Mapping[str, int]) -> Iterator[tuple[dict[str, Interval], dict[int, Point]]]:
    """Give every combination of stretches in which some signals lie, with points of their knots that lie there.

    Parameters
    ----------
    state : State
        What is known of the signals.
    wanted : mapping of str to int
        Signals to the pattern of their knot.

    Yields
    ------
    tuple of dict and dict
        Signal to its stretch, a single value for a whole number; and knot to a point.

    Raises
    ------
    TooTangledError
        Where two signals depend on each other in a way that stretches cannot tell.
    """

    def follow(left: list[str], fixed: dict[str, Interval]) -> Iterator[tuple[dict[str, Interval], dict[int, Point]]]:
        name, rest = left[0], left[1:]
        place = state.ground.place[name]
        tied = [other for other in rest if state.ground.place[other] == place]
        for part, point in _reach(state, name, wanted[name], fixed):
            if tied and part.low != part.high:
                raise TooTangledError((name, *tied))
            here = {**fixed, name: part}
            if not rest:
                yield here, {place: point}
            else:  # of two signals of one knot, the point of the second fits both
                yield from ((parts, {place: point, **more}) for parts, more in follow(rest, here))

    yield from follow(sorted(wanted), {})


def _reach(state: State, name: str, number: int, fixed: Mapping[str, Interval]) -> Reach:
    place = state.ground.place[name]
    knot = state.ground.knots[place]
    if isinstance(knot, Tie):
        domains = dict(state.domains[place])
        domains |= {other: ((part,), False) for other, part in fixed.items() if other in domains}
        found = knot.stretches(domains, name, number)
        if found or fixed:
            return found
        point = state.point(place, number)  # a cut that is met to the last digit of a figure, and nowhere else
        return ((_point(float(point[name])), point),)
    assert isinstance(knot, Single)
    return knot.within(number, state.open_to(knot.signals[0]))


def _point(value: float) -> Interval:
    return Interval((value, 0), (value, 0))


def times(part: Interval, factor: float) -> Interval:
    """Multiply an interval by a figure."""
    if factor == 0:
        return _point(0.0)
    ends = ((part.low[0] * factor, part.low[1]), (part.high[0] * factor, part.high[1]))
    return Interval(*ends) if factor > 0 else Interval(*ends[::-1])


T = TypeVar("T")


def joined(parts: Iterable[tuple[Interval, T]]) -> list[tuple[Interval, T]]:
    """Join intervals that overlap or touch; each keeps what came with its first part."""
    kept: list[tuple[Interval, T]] = []
    for part, point in sorted(parts, key=lambda one: one[0]):
        if kept and part.low <= after(kept[-1][0].high):
            last, first = kept[-1]
            kept[-1] = (Interval(last.low, max(last.high, part.high)), first)
        else:
            kept.append((part, point))
    return kept
