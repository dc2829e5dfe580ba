"""Which unknown signals can still change anything: by themselves, for some athlete among all that are possible.

One signal at a time is left out of the boxes, and all trees that ask it are walked at the same time for each group
of its values. What differs between the groups at the end is what the signal changes.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

from runrest.conditions import Interval
from runrest.scales import FREE
from runrest.unknowns.knots import Single
from runrest.unknowns.labelling import label_of, meet, rank, roughen, together
from runrest.unknowns.outlooks import GAP, VETO, look
from runrest.unknowns.spreading import Group, groups, spread, vectors_of
from runrest.unknowns.ties import Tie
from runrest.unknowns.vectors import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runrest.unknowns.knots import Point
    from runrest.unknowns.labelling import Rough
    from runrest.unknowns.outlooks import Outlook, Path, State, Way
    from runrest.unknowns.possibilities import Possible
    from runrest.unknowns.spreading import Box
    from runrest.unknowns.stretching import Reach
    from runrest.unknowns.vectors import Step, Vector

Row: TypeAlias = tuple[int, ...]
"""The number of a vector for each group of values; ``VETO`` where that value contradicts the rest."""


def varying(possible: Possible) -> tuple[str, ...]:
    """Name the signals that can still change the decision.

    Parameters
    ----------
    possible : Possible
        What is known, and what may come of it.

    Returns
    -------
    tuple of str
        Plain signals, in the vocabulary's order: for each there is an athlete, alike in all that is known, whose
        decision would be another one if only this signal were different.
    """
    ground = possible.ground
    names = [name for name in ground.vocabulary.names if name in ground.place]
    return tuple(name for name in names if name not in possible.state.known.facts and varies(possible, name))


def varies(possible: Possible, name: str) -> bool:
    """Tell whether one unknown signal can change the decision by itself."""
    state = possible.state
    place = state.ground.place[name]
    knot = state.ground.knots[place]
    stays: Mapping[int, Point]
    if isinstance(knot, Tie):
        stays = knot.slices(state.domains[place], name)
    else:
        stays = {state.masks[place]: {}}
    for outlook, parts in _views(possible, name):
        for values, others in stays.items():
            if values & outlook.masks[place] and Contrast(name, place, outlook, parts, values, others).found():
                return True
    return False


def _views(possible: Possible, name: str) -> Iterator[tuple[Outlook, Sequence[tuple[Group, Mapping[int, object]]]]]:
    """Give what may come of each kind of planned session, or of all kinds at once where that is the signal."""
    state = possible.state
    if name != "planned_type":
        yield from ((prospect.outlook, prospect.parts) for prospect in possible.prospects)
        return
    place = state.ground.place[name]
    outlook = look(state, state.masks[place], contradict=possible.contradictory)
    found = groups(outlook.paths)
    yield outlook, [(one, vectors_of(spread(one, outlook)) if place not in one.knots else {}) for one in found]


@define(eq=False)
class Contrast:
    """Walks the trees that ask one signal for all of its values at the same time."""

    name: str
    place: int
    outlook: Outlook
    parts: Sequence[tuple[Group, Mapping[int, object]]]
    values: int
    """The patterns it can choose from while the others of its knot stay as they are."""
    others: Point
    groups: list[int] = field(init=False)
    """Values that no tree that is left can tell apart, as masks."""
    own: Group | None = field(init=False)
    """The trees that ask it, and those that are tied to them."""
    _ways: tuple[Way, ...] = field(init=False)
    _asking: int = field(init=False)
    """How many of the ways ask the signal; they come first."""
    _live: tuple[tuple[bool, ...], ...] = field(init=False)
    """For each way, the knots that are asked from there on."""
    _places: Mapping[int, int] = field(init=False)
    _rest: list[Mapping[int, object]] = field(init=False)
    """What the other groups can come to."""
    _most: tuple[float, ...] = field(init=False)
    """The most that the other groups can leave of each number."""
    _vain: set[tuple[int, Box, Row]] = field(init=False, factory=set)

    @own.default
    def _pick(self) -> Group | None:
        asked = [group for group, _ in self.parts if self.place in group.knots]
        if not asked and self._is_base:  # with one pattern only, no way forks at a multiple, but its step moves
            rows = self.outlook.vectors.rows
            asked = [group for group, part in self.parts if any(self._moves(rows[one]) for one in part)]
        if len(asked) < 2:
            return asked[0] if asked else None
        ways = tuple(way for group in asked for way in group.ways)
        return Group(ways, tuple(knot for group in asked for knot in group.knots))

    def _moves(self, row: Vector) -> bool:
        steps = (step for step in row if isinstance(step, tuple) and step[1] >= 0)
        return any(self.state.ground.terms[step[1]].of == self.name for step in steps)

    @groups.default
    def _part(self) -> list[int]:
        found = [self.values & self.outlook.masks[self.place]]
        seen: set[int] = set()
        waiting: list[Path] = list(self.outlook.paths)
        masks = list(self.state.ground.kinds) if self.name == "planned_type" else []
        while waiting:
            path = waiting.pop()
            if isinstance(path, int) or id(path) in seen:
                continue
            seen.add(id(path))
            if path.knot == self.place:
                masks += [mask for mask, _ in path.arms]
            waiting += [child for _, child in path.arms]
        for mask in masks:
            found = [part for one in found for part in (one & mask, one & ~mask) if part]
        return found

    @_ways.default
    def _line_up(self) -> tuple[Way, ...]:
        ways = self.own.ways if self.own else ()
        return tuple(sorted(ways, key=lambda way: not self._asks(way)))

    @_asking.default
    def _count(self) -> int:
        return sum(self._asks(way) for way in self._ways) or len(self._ways)

    @_live.default
    def _remember(self) -> tuple[tuple[bool, ...], ...]:
        knots = self.own.knots if self.own else ()
        supports = [way.support for way in self._ways]
        return tuple(
            tuple(any(support >> knot & 1 for support in supports[at:]) for knot in knots)
            for at in range(len(supports))
        )

    @_places.default
    def _index(self) -> Mapping[int, int]:
        return {knot: at for at, knot in enumerate(self.own.knots)} if self.own else {}

    @_rest.default
    def _others(self) -> list[Mapping[int, object]]:
        own = self.own.ways if self.own else ()
        return [part for group, part in self.parts if not set(own) & set(group.ways)]

    @_most.default
    def _leave(self) -> tuple[float, ...]:
        vectors = self.outlook.vectors.rows
        return tuple(
            min((max(rank(vectors[one][at]) for one in part) for part in self._rest), default=FREE)
            for at in range(len(vectors[NOTHING]))
        )

    @property
    def state(self) -> State:
        """Give what is known."""
        return self.outlook.state

    def found(self) -> bool:
        """Tell whether some athlete's decision changes."""
        start: Row = (self.outlook.base,) * len(self.groups)
        if self.own is None:
            return self._differs(start)
        return self._search(0, tuple(self.outlook.masks[knot] for knot in self.own.knots), start)

    def _search(self, at: int, box: Box, row: Row) -> bool:
        """Look for an athlete in a box, from one tree on; what was in vain once is not looked for again."""
        if at >= self._asking and not self._differs(row):
            return False
        if at == len(self._ways):
            return True
        kept = tuple([mask if alive else 0 for mask, alive in zip(box, self._live[at], strict=True)])
        key = (at, kept, row)
        if key in self._vain:
            return False
        for reached, leaves in self._walk((self._ways[at],) * len(self.groups), kept):
            if self._search(at + 1, reached, self._meet(row, leaves)):
                return True
        self._vain.add(key)
        return False

    def _asks(self, way: Way) -> bool:
        return bool(way.support >> self.place & 1)

    def _meet(self, row: Row, leaves: Row) -> Row:
        meet_two = self.outlook.vectors.meet
        return tuple([VETO if VETO in (a, b) else meet_two(a, b) for a, b in zip(row, leaves, strict=True)])

    def _walk(self, nodes: tuple[Path, ...], box: Box) -> Iterator[tuple[Box, Row]]:
        """Walk a tree for all groups at once; the boxes are those of the other signals."""
        first = next((node for node in nodes if not isinstance(node, int)), None)
        if first is None or isinstance(first, int):
            leaves = tuple(node if isinstance(node, int) else VETO for node in nodes)
            if any(leaf != VETO for leaf in leaves):
                yield box, leaves
            return
        if first.knot == self.place:
            yield from self._walk(
                tuple(
                    next(child for mask, child in first.arms if mask & group) if node is first else node
                    for node, group in zip(nodes, self.groups, strict=True)
                ),
                box,
            )
            return
        at = self._places[first.knot]
        for mask, child in first.arms:
            both = mask & box[at]
            if both:
                onward = tuple(child if node is first else node for node in nodes)
                yield from self._walk(onward, (*box[:at], both, *box[at + 1 :]))

    @property
    def _is_plan(self) -> bool:
        return self.name in self.state.ground.plan

    @property
    def _is_base(self) -> bool:
        return any(term.of == self.name for term in self.state.ground.terms)

    def _differs(self, row: Row) -> bool:
        """Tell whether the groups come to different decisions, and the other trees leave that to be seen."""
        left = {one for one in row if one != VETO}
        if GAP in left or not (len(left) > 1 or (left and (self._is_plan or self._is_base))):
            return False
        vectors = self.outlook.vectors.rows
        ends = [(group, vectors[one]) for group, one in zip(self.groups, row, strict=True) if one != VETO]
        most = self._most
        if any(self._differs_on(at, ends, most[at]) for at in range(len(most)) if at != len(most) - 3):
            return True
        return self._is_plan and self._labels_differ(ends)

    def _differs_on(self, at: int, ends: list[tuple[int, Vector]], most: float) -> bool:
        seen: dict[object, float] = {}
        for _, row in ends:
            step = row[at]
            for key in self._values(step):
                seen[key] = rank(step)
        return len(seen) > 1 and min(seen.values()) < most

    def _values(self, step: Step) -> list[object]:
        """Give what a step stands for while only this signal changes; two of them where it changes within the step."""
        if not isinstance(step, tuple) or step[1] < 0:
            return [rank(step)]
        term = self.state.ground.terms[step[1]]
        if term.of != self.name:
            other = self.others.get(term.of)
            return [("multiple", step[1])] if other is None else [term.times * float(other)]
        knot = self.state.ground.knots[self.place]
        parts: Reach = ()
        if isinstance(knot, Tie):
            fixed = {
                name: (((Interval((float(value), 0), (float(value), 0)),), False))
                for name, value in self.others.items()
                if not isinstance(value, (bool, str))
            }
            missing = {name: ((), True) for name in knot.names if name != self.name and name not in fixed}
            own = {self.name: (self.state.domains[self.place][self.name][0], False)}
            parts = knot.stretches({**fixed, **missing, **own}, self.name, step[2])
        elif isinstance(knot, Single):
            parts = knot.within(step[2], self.state.open_to(knot.signals[0]))
        if term.times == 0:
            return [0.0]
        ends = {end[0] for part, _ in parts for end in (part.low, part.high)}
        return [term.times * end for end in sorted(ends)]

    def _labels_differ(self, ends: list[tuple[int, Vector]]) -> bool:
        """Tell whether the label differs, for a signal of the plan itself."""
        ground = self.state.ground
        planned = [
            self.state.point(self.place, (group & -group).bit_length() - 1).get(self.name)
            if self.name == "planned_type"
            else self.outlook.planned
            for group, _ in ends
        ]
        rough: set[tuple[Rough, ...]] = {
            tuple(roughen(row, ground, plan) for (_, row), plan in zip(ends, planned, strict=True))
        }
        for part in self._rest:
            more = {
                tuple(roughen(self.outlook.vectors.rows[one], ground, plan) for plan in planned) for one in part
            }
            rough = {tuple(map(meet, one, two)) for one, two in product(rough, more)}
        loose = [knot for _, knot in ground.loose]
        own = [point for point in self.state.possible(self.place)] if self.place in loose else [{}]
        for some in rough:
            for amounts in together(self.state, [knot for knot in loose if knot != self.place]):
                names = {
                    label_of(one, ground, plan, {**amounts, **point})
                    for one, plan in zip(some, planned, strict=True)
                    for point in own
                }
                if len(names) > 1:
                    return True
        return False
