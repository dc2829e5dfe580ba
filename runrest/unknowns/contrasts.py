"""One signal's values, held against each other: whether they come to different decisions for anybody.

The signal is left out of the boxes, and all trees that ask it are walked at the same time for each group of its
values. The other trees of its group come after them, and the search ends with the first athlete it finds.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.scales import FREE
from runrest.unknowns.contrast_ends import Judge
from runrest.unknowns.paths import GAP, VETO
from runrest.unknowns.reaching import ends
from runrest.unknowns.vectors import NOTHING, is_multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runrest.unknowns.knots import Point
    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.paths import Box, Path, Way
    from runrest.unknowns.prospects import Prospect
    from runrest.unknowns.vectors import Vector

Row: TypeAlias = tuple[int, ...]
"""The number of a vector for each group of values; ``VETO`` where that value contradicts the rest."""


def contrast(name: str, prospect: Prospect, stays: Mapping[int, Point]) -> bool:
    """Tell whether one signal changes the decision of some athlete.

    Parameters
    ----------
    name : str
        An unknown signal.
    prospect : Prospect
        What may come of it.
    stays : mapping of int to Point
        The patterns that the signal can choose from while the other signals of its knot stay as they are, and what
        those are.

    Returns
    -------
    bool
        True where for some athlete two of the values make different decisions.
    """
    outlook = prospect.outlook
    ground = outlook.state.ground
    place = ground.place[name]
    own = [group for group, _ in prospect.parts if place in group.knots]
    special = name in ground.plan or any(ground.place[term.of] == place for term in ground.terms)
    if not own and not special:
        return False
    if not own and any(term.of == name for term in ground.terms):
        # with one pattern only, no way forks at the base of a multiple; but what it caps moves with it
        rows = outlook.vectors.rows
        own = [group for group, part in prospect.parts if any(_moves(rows[one], name, outlook) for one in part)]
    ways = tuple(sorted((way for group in own for way in group.ways), key=lambda way: not way.support >> place & 1))
    others = [at for at, (group, _) in enumerate(prospect.parts) if group not in own]
    tops = [prospect.tops[at] for at in others]
    most = tuple(map(min, *tops, tops[0])) if tops else (FREE,) * len(outlook.vectors.rows[NOTHING])
    asking = sum(way.support >> place & 1 for way in ways)
    seen: set[tuple[int, ...]] = set()
    for values, stay in stays.items():
        pieces = _pieces(values & outlook.masks[place], place, ways[:asking], _kinds(name, outlook))
        if not pieces or (not special and (len(pieces) < 2 or tuple(pieces) in seen)):
            continue
        seen.add(tuple(pieces))
        key = ("contrast", name, tuple(pieces), ways, outlook.base, most)
        found: bool | None = None if special else outlook.store.find(key)
        if found is None:
            rest = tuple([prospect.parts[at][1] for at in others])
            judge = Judge(name, place, stay, outlook, rest, most, special)
            knots = (knot for group in own for knot in group.knots)
            box = outlook.store.box(knots, outlook.masks)
            found = Search(judge, pieces, ways, asking or len(ways)).found(0, box, (outlook.base,) * len(pieces))
            if not special:
                outlook.store.note(key, found)
        if found:
            return True
    return False


def _moves(row: Vector, name: str, outlook: Outlook) -> bool:
    terms = outlook.state.ground.terms
    return any(is_multiple(step) and terms[step[1]].of == name for step in row)


def _kinds(name: str, outlook: Outlook) -> tuple[int, ...]:
    return outlook.state.ground.kinds if name == "planned_type" else ()


def _pieces(values: int, place: int, asking: Iterable[Way], kinds: Iterable[int]) -> list[int]:
    """Part the values into groups that no tree that is left can tell apart."""
    masks = {*kinds, *chain.from_iterable(way.split[place] for way in asking)}
    found = [values] if values else []
    for mask in sorted(masks):
        if mask & values not in (0, values):
            found = [part for one in found for part in (one & mask, one & ~mask) if part]
    return found


@define(eq=False)
class Search:
    """Looks for an athlete, tree by tree."""

    judge: Judge
    pieces: list[int]
    """Groups of the signal's values."""
    ways: tuple[Way, ...]
    """The trees of the signal's group; those that ask it come first."""
    asking: int
    """How many of them ask it."""
    _live: tuple[Box, ...] = field(init=False)
    """For each tree, what is asked from there on."""
    _vain: set[tuple[int, Box, Row]] = field(init=False, factory=set)
    _told: dict[Row, bool] = field(init=False, factory=dict)

    @_live.default
    def _remember(self) -> tuple[Box, ...]:
        own = self.judge.outlook.store.fields[self.judge.place]
        live = [0]
        for way in reversed(self.ways):
            live.append(live[-1] | way.field & ~own)
        return tuple(live[::-1])

    def found(self, at: int, box: Box, row: Row) -> bool:
        """Tell whether there is an athlete in a box, from one tree on; what was in vain is not tried again."""
        if at >= self.asking and not self._differ(row):
            return False
        if at == len(self.ways):
            return True
        key = (at, box, row)
        if key in self._vain:
            return False
        self._vain.add(key)
        return any(self.found(at + 1, rest, self._meet(row, leaves)) for rest, leaves in self._ends(at, box, row))

    def _differ(self, row: Row) -> bool:
        known = self._told.get(row)
        if known is None:
            vectors = self.judge.outlook.vectors.rows
            ends = [(piece, vectors[one]) for piece, one in zip(self.pieces, row, strict=True) if one >= 0]
            known = self._told[row] = GAP not in row and self.judge.differ(ends)
        return known

    def _meet(self, row: Row, leaves: Row) -> Row:
        meet = self.judge.outlook.vectors.meet
        return tuple([min(a, b) if a < 0 or b < 0 else meet(a, b) for a, b in zip(row, leaves, strict=True)])

    def _ends(self, at: int, box: Box, row: Row) -> Iterable[tuple[Box, Row]]:
        """Walk a tree for all groups of values; the boxes are those of the other signals."""
        way, live = self.ways[at], self._live[at + 1]
        if way.support >> self.judge.place & 1:
            if self.judge.special or row.count(row[0]) < len(row):
                return self._together(way, box, live, differ=False)
            differing = self._together(way, box, live, differ=True)
            if at + 1 == self.asking:
                return differing
            return chain(differing, self._together(way, box, live, differ=False))  # the likely ones first
        leaves = sorted(ends(way, box, live, self.judge.outlook.store), key=_freedom)
        return ((rest, (leaf,) * len(self.pieces)) for rest, leaf in leaves)

    def _together(self, way: Way, box: Box, live: Box, *, differ: bool) -> Iterator[tuple[Box, Row]]:
        """Walk a tree for all groups of values at the same time, end by end as they are asked for.

        Where no later tree asks the signal, and none before made a difference, only ends that differ matter.
        """
        place = self.judge.place
        size = len(self.pieces)
        seen: set[tuple[Box, Row]] = set()
        waiting: list[tuple[tuple[Path, ...], Box]] = [((way,) * len(self.pieces), box)]
        while waiting:
            nodes, now = waiting.pop()
            if (
                differ
                and nodes.count(nodes[0]) == size
                and (isinstance(nodes[0], int) or not nodes[0].support >> place & 1)
            ):
                continue
            for first in nodes:
                if not isinstance(first, int):
                    break
            else:
                end: tuple[Box, Row] = (now & live, nodes)  # type: ignore[assignment]
                if end not in seen and any(leaf != VETO for leaf in nodes):
                    seen.add(end)
                    yield end
                continue
            if first.knot == place:
                arms = [next(child for mask, child in first.arms if mask & piece) for piece in self.pieces]
                onward = [arm if node is first else node for node, arm in zip(nodes, arms, strict=True)]
                waiting.append((tuple(onward), now))
                continue
            for hit, keep, child in first.steps:
                if now & hit:
                    waiting.append((tuple([child if node is first else node for node in nodes]), now & keep))


def _freedom(end: tuple[Box, int]) -> bool:
    """Try first what takes nothing away: it hides no difference."""
    return end[1] != NOTHING
