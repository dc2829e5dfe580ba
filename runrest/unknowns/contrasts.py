"""One signal's values, held against each other: whether they come to different decisions for anybody.

The signal is left out of the boxes, and all trees that ask it are walked at the same time for each group of its
values. The other trees of its group come after them, and the search ends with the first athlete it finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.unknowns.contrast_ends import Judge
from runrest.unknowns.outlooks import GAP, VETO, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runrest.unknowns.grouping import Group
    from runrest.unknowns.knots import Point
    from runrest.unknowns.outlooks import Outlook, Path
    from runrest.unknowns.spreading import Box
    from runrest.unknowns.vectors import Vector

Row: TypeAlias = tuple[int, ...]
"""The number of a vector for each group of values; ``VETO`` where that value contradicts the rest."""


def contrast(
    name: str,
    outlook: Outlook,
    parts: Sequence[tuple[Group, Iterable[int]]],
    values: int,
    others: Point,
) -> bool:
    """Tell whether one signal changes the decision of some athlete.

    Parameters
    ----------
    name : str
        An unknown signal.
    outlook : Outlook
        What is left open.
    parts : sequence of tuple of Group and vectors
        Groups of trees, each with all it can come to.
    values : int
        The patterns that the signal can choose from while the other signals of its knot stay as they are.
    others : Point
        What those are.

    Returns
    -------
    bool
        True where for some athlete two of the values make different decisions.
    """
    place = outlook.state.ground.place[name]
    own = [group for group, _ in parts if place in group.knots]
    if not own and any(term.of == name for term in outlook.state.ground.terms):
        # with one pattern only, no way forks at the base of a multiple; but what it caps moves with it
        rows = outlook.vectors.rows
        own = [group for group, part in parts if any(_moves(rows[one], name, outlook) for one in part)]
    ways = sorted((way for group in own for way in group.ways), key=lambda way: not way.support >> place & 1)
    asking = sum(way.support >> place & 1 for way in ways) or len(ways)
    rest = [part for group, part in parts if group not in own]
    knots = tuple(knot for group in own for knot in group.knots)
    judge = Judge(name, place, others, outlook, rest)
    pieces = _pieces(values & outlook.masks[place], place, outlook, kinds=name == "planned_type")
    search = Search(judge, pieces, tuple(ways), asking, knots)
    return search.found(0, tuple(outlook.masks[knot] for knot in knots), (outlook.base,) * len(pieces))


def _moves(row: Vector, name: str, outlook: Outlook) -> bool:
    terms = outlook.state.ground.terms
    return any(isinstance(step, tuple) and step[1] >= 0 and terms[step[1]].of == name for step in row)


def _pieces(values: int, place: int, outlook: Outlook, *, kinds: bool) -> list[int]:
    """Part the values into groups that no tree that is left can tell apart."""
    masks = list(outlook.state.ground.kinds) if kinds else []
    seen: set[int] = set()
    waiting: list[Path] = list(outlook.paths)
    while waiting:
        path = waiting.pop()
        if isinstance(path, Way) and id(path) not in seen:
            seen.add(id(path))
            masks += [mask for mask, _ in path.arms] if path.knot == place else []
            waiting += [child for _, child in path.arms]
    found = [values]
    for mask in masks:
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
    knots: tuple[int, ...]
    """The knots of the boxes."""
    _places: Mapping[int, int] = field(init=False)
    _live: tuple[tuple[bool, ...], ...] = field(init=False)
    """For each tree, the knots that are asked from there on."""
    _vain: set[tuple[int, Box, Row]] = field(init=False, factory=set)

    @_places.default
    def _index(self) -> Mapping[int, int]:
        return {knot: at for at, knot in enumerate(self.knots)}

    @_live.default
    def _remember(self) -> tuple[tuple[bool, ...], ...]:
        supports = [way.support for way in self.ways]
        return tuple(
            tuple(any(support >> knot & 1 for support in supports[at:]) for knot in self.knots)
            for at in range(len(supports))
        )

    def found(self, at: int, box: Box, row: Row) -> bool:
        """Tell whether there is an athlete in a box, from one tree on; what was in vain is not tried again."""
        if at >= self.asking and not self._differ(row):
            return False
        if at == len(self.ways):
            return True
        kept = tuple([mask if alive else 0 for mask, alive in zip(box, self._live[at], strict=True)])
        key = (at, kept, row)
        if key in self._vain:
            return False
        for reached, leaves in self._walk((self.ways[at],) * len(self.pieces), kept):
            if self.found(at + 1, reached, self._meet(row, leaves)):
                return True
        self._vain.add(key)
        return False

    def _differ(self, row: Row) -> bool:
        if GAP in row:
            return False
        vectors = self.judge.outlook.vectors.rows
        return self.judge.differ(
            [(piece, vectors[one]) for piece, one in zip(self.pieces, row, strict=True) if one != VETO]
        )

    def _meet(self, row: Row, leaves: Row) -> Row:
        meet = self.judge.outlook.vectors.meet
        return tuple(
            [min(a, b) if a < 0 or b < 0 else meet(a, b) for a, b in zip(row, leaves, strict=True)],
        )

    def _walk(self, nodes: tuple[Path, ...], box: Box) -> Iterator[tuple[Box, Row]]:
        """Walk a tree for all groups of values at once; the boxes are those of the other signals."""
        first = next((node for node in nodes if isinstance(node, Way)), None)
        if first is None:
            leaves = tuple(node if isinstance(node, int) else VETO for node in nodes)
            if any(leaf != VETO for leaf in leaves):
                yield box, leaves
        elif first.knot == self.judge.place:
            onward = (
                next(child for mask, child in first.arms if mask & piece) if node is first else node
                for node, piece in zip(nodes, self.pieces, strict=True)
            )
            yield from self._walk(tuple(onward), box)
        else:
            at = self._places[first.knot]
            for mask, child in first.arms:
                both = mask & box[at]
                if both:
                    ahead = tuple(child if node is first else node for node in nodes)
                    yield from self._walk(ahead, (*box[:at], both, *box[at + 1 :]))
