"""Whether what several values of one signal come to makes different decisions, once the other trees have spoken."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.conditions import Interval
from runrest.scales import FREE
from runrest.unknowns.knots import Single
from runrest.unknowns.labelling import label_of, meet, rank, roughen, together
from runrest.unknowns.ties import Tie
from runrest.unknowns.vectors import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from runrest.unknowns.knots import Point
    from runrest.unknowns.labelling import Rough
    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.states import State
    from runrest.unknowns.vectors import Step, Vector

Ends: TypeAlias = "Sequence[tuple[int, Vector]]"
"""Values of the signal as patterns, each group with the vector it comes to."""
UNTOLD = -3
"""Place in a vector of whether amounts bite: the label tells it, and the caps do."""


@define(eq=False)
class Judge:
    """Tells whether groups of values of one signal come to different decisions."""

    name: str
    place: int
    """The signal's knot."""
    others: Point
    """What the other signals of the knot are."""
    outlook: Outlook
    rest: Sequence[Iterable[int]]
    """The vectors that each group of trees can come to that has nothing to do with the signal."""
    planned: bool = field(init=False)
    """Whether the label is read off the signal."""
    base: bool = field(init=False)
    """Whether a cap is a multiple of the signal."""
    _most: tuple[float, ...] = field(init=False)
    """The most that the other trees can leave of each number."""

    @planned.default
    def _is_plan(self) -> bool:
        return self.name in self.state.ground.plan

    @base.default
    def _is_base(self) -> bool:
        return any(term.of == self.name for term in self.state.ground.terms)

    @_most.default
    def _leave(self) -> tuple[float, ...]:
        vectors = self.outlook.vectors.rows
        return tuple(
            min((max(rank(vectors[one][at]) for one in part) for part in self.rest), default=FREE)
            for at in range(len(vectors[NOTHING]))
        )

    @property
    def state(self) -> State:
        """Give what is known."""
        return self.outlook.state

    def differ(self, ends: Ends) -> bool:
        """Tell whether the groups come to different decisions, and the other trees leave that to be seen.

        Parameters
        ----------
        ends : sequence of tuple of int and Vector
            Values of the signal, and what they come to.

        Returns
        -------
        bool
            True also where the decision differs between two values of one group.
        """
        if not ends or (len({row for _, row in ends}) == 1 and not self.planned and not self.base):
            return False
        size = len(self._most)
        if any(self._differ_on(at, ends) for at in range(size) if at != size + UNTOLD):
            return True
        return self.planned and self._labels_differ(ends)

    def _differ_on(self, at: int, ends: Ends) -> bool:
        seen: dict[object, float] = {}
        for _, row in ends:
            for value in self._values(row[at]):
                seen[value] = rank(row[at])
        return len(seen) > 1 and min(seen.values()) < self._most[at]

    def _values(self, step: Step) -> list[object]:
        """Give what a step stands for while only this signal changes; several where it changes with the signal."""
        if not isinstance(step, tuple) or step[1] < 0:
            return [rank(step)]
        term = self.state.ground.terms[step[1]]
        if term.of != self.name:
            other = self.others.get(term.of)
            return [("multiple", step[1])] if other is None else [term.times * float(other)]
        if term.times == 0:
            return [0.0]
        knot = self.state.ground.knots[self.place]
        parts: list[Interval] = []
        if isinstance(knot, Tie):
            domains = self.state.domains[self.place]
            held = {name: _fixed(self.others.get(name)) for name in knot.names}
            held[self.name] = (domains[self.name][0], False)
            parts = [part for part, _ in knot.stretches(held, self.name, step[2])]
        elif isinstance(knot, Single):
            parts = [part for part, _ in knot.within(step[2], self.state.open_to(knot.signals[0]))]
        ends = {end[0] for part in parts for end in (part.low, part.high)}
        return [term.times * end for end in sorted(ends)]

    def _labels_differ(self, ends: Ends) -> bool:
        """Tell whether the label differs, for a signal of the plan itself."""
        ground, rows = self.state.ground, self.outlook.vectors.rows
        kinds = [self._kind(group) for group, _ in ends]
        found: set[tuple[Rough, ...]] = {
            tuple(roughen(row, ground, kind) for (_, row), kind in zip(ends, kinds, strict=True))
        }
        for part in self.rest:
            more = {tuple(roughen(rows[one], ground, kind) for kind in kinds) for one in part}
            found = {tuple(map(meet, one, two)) for one, two in product(found, more)}
        loose = [knot for _, knot in ground.loose]
        own: list[Point] = self.state.possible(self.place) if self.place in loose else [{}]
        amounts = list(together(self.state, [knot for knot in loose if knot != self.place]))

        def names(row: tuple[Rough, ...], some: Point) -> set[str]:
            ended = zip(row, kinds, strict=True)
            return {label_of(one, ground, kind, {**some, **point}) for one, kind in ended for point in own}

        return any(len(names(row, some)) > 1 for row in found for some in amounts)

    def _kind(self, group: int) -> object:
        if self.name != "planned_type":
            return self.outlook.planned
        return self.state.point(self.place, (group & -group).bit_length() - 1).get(self.name)


def _fixed(value: object) -> tuple[tuple[Interval, ...], bool]:
    if not isinstance(value, (int, float)):
        return (), True
    return (Interval((float(value), 0), (float(value), 0)),), False
