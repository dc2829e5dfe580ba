"""Ways: what facts leave open of the forks of a tree, each kept once, so that what is alike is the same.

A store belongs to a question and outlives the call: what was worked out for one runner's unknown answers is found
again for the next runner who leaves the same ones open. All of it depends on the trees and on what is left open
alone, so an answer is the same whether it is found or worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import define, field

from runrest.unknowns.vectors import NOTHING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from runrest.unknowns.unfolding import Node
    from runrest.unknowns.vectors import Vector, Vectors

VETO, GAP = -1, -2
MOST_KEPT = 60_000
"""Ways, vectors and findings that are kept before a store starts anew."""
Box: TypeAlias = "int"
"""For each knot a stretch of bits, one for each pattern it may have; none where that is forgotten."""
Kept = TypeVar("Kept")


@define(eq=False)
class Way:
    """A fork that is left open: the patterns of one knot, and where they lead."""

    knot: int
    arms: tuple[tuple[int, Path], ...]
    """In the order of their masks."""
    support: int
    """The knots that are asked from here on, as a mask."""
    field: Box
    """The bits of those knots in a box."""
    steps: tuple[tuple[Box, Box, Path], ...]
    """For each arm the bits that lead there, what is kept of a box, and where to; the freest last."""
    top: Vector
    """The most that any end leaves of each number."""
    split: Mapping[int, frozenset[int]]
    """For each knot that is asked, the masks of all its arms from here on."""


Path: TypeAlias = "int | Way"
"""A way, or where all is settled the number of a vector, ``VETO`` or ``GAP``."""


@define(eq=False)
class Root:
    """Where a tree or a contradiction begins, and what its ways depend on."""

    node: Node
    knots: tuple[int, ...]
    """All that it asks, and the planned amounts that its caps are held against."""
    figured: bool
    """Whether figures matter, not patterns alone: it caps an amount, or by a multiple of a signal."""


@define(eq=False)
class Store:
    """Ways, vectors and what was found out about them, each once."""

    vectors: Vectors
    roots: tuple[Root, ...]
    """The first fork of each tree, then of each contradiction."""
    widths: tuple[int, ...]
    """How many patterns each knot has."""
    places: tuple[int, ...] = field(init=False)
    """Where the bits of each knot begin."""
    fields: tuple[Box, ...] = field(init=False)
    """The bits of each knot."""
    _ways: dict[tuple[int, tuple[tuple[int, Path], ...]], Way] = field(init=False, factory=dict)
    _found: dict[Hashable, Any] = field(init=False, factory=dict)

    @places.default
    def _begin(self) -> tuple[int, ...]:
        found, at = [], 0
        for width in self.widths:
            found.append(at)
            at += width
        return tuple(found)

    @fields.default
    def _cover(self) -> tuple[Box, ...]:
        return tuple(((1 << width) - 1) << at for width, at in zip(self.widths, self.places, strict=True))

    @property
    def full(self) -> bool:
        """Tell whether so much is kept that a new store should take over."""
        return len(self._ways) + len(self._found) + len(self.vectors.rows) > MOST_KEPT

    def find(self, key: Hashable) -> Any:
        """Find what was noted under a key; ``None`` where nothing was."""
        return self._found.get(key)

    def note(self, key: Hashable, found: Kept) -> Kept:
        """Note what was worked out; where somebody else was faster, theirs is the one that counts."""
        kept: Kept = self._found.setdefault(key, found)
        return kept

    def box(self, knots: Iterable[int], masks: Sequence[int]) -> Box:
        """Lay patterns of some knots out as a box."""
        found = 0
        for knot in knots:
            found |= masks[knot] << self.places[knot]
        return found

    def way(self, knot: int, arms: Mapping[Path, int]) -> Path:
        """Give the way with these arms, or what it leads to where all patterns lead to the same."""
        if len(arms) == 1:
            return next(iter(arms))
        rows = tuple(sorted([(mask, path) for path, mask in arms.items()], key=_mask))
        found = self._ways.get((knot, rows))
        if found is None:
            found = self._ways.setdefault((knot, rows), self._lay(knot, rows))
        return found

    def _lay(self, knot: int, arms: tuple[tuple[int, Path], ...]) -> Way:
        support, bits = 1 << knot, self.fields[knot]
        split: dict[int, frozenset[int]] = {knot: frozenset(mask for mask, _ in arms)}
        tops: list[Vector] = []
        for _, path in arms:
            if isinstance(path, int):
                tops.append(self.vectors.rows[path] if path >= 0 else ())
            else:
                support |= path.support
                bits |= path.field
                tops.append(path.top)
                for one, masks in path.split.items():
                    split[one] = split[one] | masks if one in split else masks
        rest, at = ~self.fields[knot], self.places[knot]
        order = sorted(range(len(arms)), key=tops.__getitem__)
        steps = tuple((arms[one][0] << at, arms[one][0] << at | rest, arms[one][1]) for one in order)
        ended = [one for one in tops if one] or [self.vectors.rows[NOTHING]]
        top = tuple(map(max, *ended, ended[0]))
        return Way(knot, arms, support, bits, steps, top, split)

    def shed(self, path: Path, base: int) -> Path:
        """Give what is left of a way once a vector holds anyway: what takes nothing away from it is nothing."""
        if isinstance(path, int):
            return path if path < 0 else self._less(path, base)
        key = ("shed", path, base)
        found: Path | None = self._found.get(key)
        if found is None:
            arms: dict[Path, int] = {}
            for mask, child in path.arms:
                to = self.shed(child, base)
                arms[to] = arms.get(to, 0) | mask
            found = self._found[key] = self.way(path.knot, arms)
        return found

    def _less(self, leaf: int, base: int) -> int:
        key = ("less", leaf, base)
        found: int | None = self._found.get(key)
        if found is None:
            rows = self.vectors.rows
            met = rows[self.vectors.meet(leaf, base)]
            steps = zip(met, rows[base], rows[NOTHING], strict=True)
            row = tuple([none if one == held else one for one, held, none in steps])
            found = self._found[key] = self.vectors.number(row)
        return found


def _mask(arm: tuple[int, Path]) -> int:
    return arm[0]
