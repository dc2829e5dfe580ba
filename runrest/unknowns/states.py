"""Facts laid over the knots of a question: which patterns they leave possible."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define

from runrest.conditions import Interval, everything
from runrest.scales import AMOUNTS
from runrest.unknowns.knots import Single
from runrest.unknowns.partly import believed
from runrest.unknowns.storing import store_of
from runrest.unknowns.ties import Tie

if TYPE_CHECKING:
    from collections.abc import Collection

    from runrest.conditions import Condition
    from runrest.signals import Signal
    from runrest.unknowns.grounds import Ground
    from runrest.unknowns.knots import Point
    from runrest.unknowns.partly import Known
    from runrest.unknowns.paths import Store
    from runrest.unknowns.ties import Domain


@define(eq=False, slots=False)  # a dictionary makes cached answers possible
class State:
    """Facts laid over the knots of a ground."""

    ground: Ground
    known: Known
    confirmed: frozenset[str]
    may_skip: bool
    masks: list[int]
    """For each knot, the patterns that are possible."""
    points: list[dict[int, Point]]
    """For each knot, points that fit what is known where the knot's own would not."""
    domains: dict[int, dict[str, Domain]]
    """For each tie, where its signals may lie."""

    @cached_property
    def store(self) -> Store:
        """Give what was worked out so far for the question."""
        return store_of(self.ground)

    @cached_property
    def figures(self) -> tuple[object, ...]:
        """Give all that caps of amounts depend on besides the patterns."""
        ground = self.ground
        names = [*(name for _, name in AMOUNTS), *(term.of for term in ground.terms)]
        knots = sorted({ground.place[name] for name in names if name in ground.place})
        points = tuple([(knot, at, tuple(point.items())) for knot in knots for at, point in self.points[knot].items()])
        return (points, tuple([term.of in self.known.facts for term in ground.terms]))

    def point(self, knot: int, number: int) -> Point:
        """Give a point for a pattern that fits what is known."""
        found = self.points[knot].get(number)
        return self.ground.knots[knot].points[number] if found is None else found

    def possible(self, knot: int) -> list[Point]:
        """Give a point for each pattern of a knot that is possible."""
        mask = self.masks[knot]
        return [self.point(knot, number) for number in range(mask.bit_length()) if mask >> number & 1]

    def open_to(self, signal: Signal) -> Condition:
        """Give the values that a signal may have while it is not fully known."""
        held = self.known.held.get(signal.name)
        if held is not None:
            return held
        anything = everything(signal, unknown=self.may_skip)
        return believed(anything, signal, confirmed=signal.name in self.confirmed)


def place(ground: Ground, known: Known, confirmed: Collection[str] = (), *, may_skip: bool = False) -> State:
    """Lay facts over the knots.

    Parameters
    ----------
    ground : Ground
        Of the trees that are asked.
    known : Known
        Checked facts.
    confirmed : collection of str
        Signals that may have unusual values.
    may_skip : bool
        Whether any other signal may stay unknown, too.

    Returns
    -------
    State
        With the patterns that are still possible.
    """
    state = State(ground, known, frozenset(confirmed), may_skip, [], [], {})
    for number, knot in enumerate(ground.knots):
        found: dict[int, Point] = {}
        if isinstance(knot, Single):
            (signal,) = knot.signals
            value = known.facts.get(signal.name)
            if value is None:
                mask, found = knot.mask(state.open_to(signal))
            else:
                mask = knot.known(value)
                found[mask.bit_length() - 1] = {signal.name: value}
        elif isinstance(knot, Tie):
            domains = state.domains[number] = {}
            for signal in knot.signals:
                value = known.facts.get(signal.name)
                if value is None:
                    test = state.open_to(signal)
                    domains[signal.name] = (test.intervals, test.unknown)
                else:
                    domains[signal.name] = ((Interval((float(value), 0), (float(value), 0)),), False)
            mask, found = knot.possible(domains)
        state.masks.append(mask)
        state.points.append(found)
    return state
