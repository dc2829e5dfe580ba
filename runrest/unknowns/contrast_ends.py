"""Whether what several values of one signal come to makes different decisions, once the other trees have spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.conditions import Interval
from runrest.scales import FREE
from runrest.unknowns.knots import Single
from runrest.unknowns.labelling import label_of, meet, rank, together
from runrest.unknowns.ties import Tie
from runrest.unknowns.vectors import NOTHING
from runrest.unknowns.wearing import combined, rough_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    rest: tuple[tuple[int, ...], ...]
    """The vectors that each group of trees can come to that has nothing to do with the signal."""
    most: tuple[float, ...]
    """The most that those leave of each number."""
    special: bool
    """Whether the signal makes a difference besides what trees say: to the label, or as the base of a cap."""
    planned: bool = field(init=False)
    """Whether the label is read off the signal."""
    base: bool = field(init=False)
    """Whether a cap is a multiple of the signal."""

    @planned.default
    def _is_plan(self) -> bool:
        return self.name in self.state.ground.plan

    @base.default
    def _is_base(self) -> bool:
        return any(term.of == self.name for term in self.state.ground.terms)

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
        columns = [*zip(*(row for _, row in ends), strict=True)]
        for at, (column, most) in enumerate(zip(columns, self.most, strict=True)):
            if at - len(self.most) != UNTOLD and self._differ_on(column, most):
                return True
        return self.planned and self._labels_differ(ends)

    def _differ_on(self, column: tuple[Step, ...], most: float) -> bool:
        if not isinstance(column[0], tuple):
            ranks = [rank(step) for step in column]
            return min(ranks) < most and min(ranks) != max(ranks)
        seen = {value: rank(step) for step in column for value in self._values(step)}
        return len(seen) > 1 and min(seen.values()) < most

    def _values(self, step: Step) -> list[object]:
        """Give what a step stands for while only this signal changes; several where it changes with the signal."""
        if not isinstance(step, tuple) or step[1] < 0:
            return [rank(step)]
        term = self.state.ground.terms[step[1]]
        if term.of != self.name:
            # in another knot the pattern stays as it is, and multiples are equal in all of it or nowhere
            other = self.others.get(term.of)
            return [rank(step) if other is None else term.times * float(other)]
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
        state, store, ground = self.state, self.outlook.store, self.state.ground
        kinds = tuple([self._kind(group) for group, _ in ends])
        several = tuple(dict.fromkeys(kinds))
        row = tuple([(several.index(kind), row) for kind, (_, row) in zip(kinds, ends, strict=True)])
        loose = tuple([state.masks[knot] for _, knot in ground.loose])
        key = ("labels differ", self.name, kinds, row, self.rest, loose)
        found: bool | None = store.find(key)
        if found is None:
            first = {(at, rough_of(one, several[at], ground, store)) for at, one in row}
            found = store.note(key, any(self._names_differ(first, rest, several) for rest in self._rest(several)))
        return found

    def _rest(self, kinds: tuple[object, ...]) -> Collection[tuple[Rough, ...]]:
        """Give what the other trees can come to together, as the label of each kind of session can tell it apart."""
        store, ground = self.outlook.store, self.state.ground
        key = ("rest", kinds, self.rest)
        found: Collection[tuple[Rough, ...]] | None = store.find(key)
        if found is None:
            rows = store.vectors.rows
            parts = [
                {tuple([one for kind in kinds for one in rough_of(rows[at], kind, ground, store)]) for at in part}
                for part in self.rest
            ]
            size = len(rough_of(rows[NOTHING], None, ground, store))
            free = (FREE,) * (size * len(kinds))
            joined = combined([[free], *parts])
            found = store.note(key, [tuple(one[at : at + size] for at in range(0, len(one), size)) for one in joined])
        return found

    def _names_differ(self, first: set[tuple[int, Rough]], rest: tuple[Rough, ...], kinds: tuple[object, ...]) -> bool:
        ground = self.state.ground
        roughs = {(at, meet(one, rest[at])) for at, one in first}
        loose = [knot for _, knot in ground.loose]
        own: list[Point] = self.state.possible(self.place) if self.place in loose else [{}]
        if len(roughs) == 1 and len(own) == 1:
            return False
        for some in together(self.state, [knot for knot in loose if knot != self.place]):
            if len({self._name(one, kinds[at], {**some, **point}) for at, one in roughs for point in own}) > 1:
                return True
        return False

    def _name(self, rough: Rough, kind: object, amounts: Point) -> str:
        store = self.outlook.store
        key = ("name", rough, kind, tuple(amounts.items()))
        found: str | None = store.find(key)
        return found or store.note(key, label_of(rough, self.state.ground, kind, amounts))

    def _kind(self, group: int) -> object:
        if self.name != "planned_type":
            return self.outlook.planned
        return self.state.point(self.place, (group & -group).bit_length() - 1).get(self.name)


def _fixed(value: object) -> tuple[tuple[Interval, ...], bool]:
    if not isinstance(value, (int, float)):
        return (), True
    return (Interval((float(value), 0), (float(value), 0)),), False
