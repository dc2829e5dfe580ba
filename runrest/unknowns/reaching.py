"""Everything that a group of ways can come to, as vectors alone: one way after another splits boxes of patterns.

What no later way asks is forgotten at once, and so are the patterns by which a vector was come to; ``spreading`` keeps
those, with how likely they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.unknowns.labelling import rank
from runrest.unknowns.limits import TooManyError
from runrest.unknowns.paths import GAP, VETO
from runrest.unknowns.spreading import MOST_ENTRIES, spread
from runrest.unknowns.vectors import NOTHING, is_multiple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.unknowns.grouping import Group
    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.paths import Box, Path, Store, Way


def reach(group: Group, outlook: Outlook) -> tuple[int, ...]:
    """Find every vector that a group of ways can come to.

    Parameters
    ----------
    group : Group
        Ways that belong together.
    outlook : Outlook
        Of which they are part.

    Returns
    -------
    tuple of int
        In rising order; none where the ways contradict each other whatever the rest may be.

    Raises
    ------
    ReachedGapError
        In an unproven tree, where no branch fits.
    TooManyError
        Past ``spreading.MOST_ENTRIES``.
    """
    store = outlook.store
    key = ("reach", group.ways)
    known: tuple[int, ...] | None = store.find(key)
    if known is not None:
        return known
    meet = outlook.vectors.meet
    met: dict[tuple[frozenset[int], int], frozenset[int]] = {}
    frontier: dict[Box, frozenset[int]] = {store.box(group.knots, outlook.masks): frozenset([NOTHING])}
    for at, way in enumerate(group.ways):
        live = 0
        for other in group.ways[at + 1 :]:
            live |= other.field
        fresh: dict[Box, frozenset[int]] = {}
        for box, vectors in frontier.items():
            for rest, leaf in ends(way, box, live, store):
                if leaf == GAP:
                    spread(group, outlook)  # comes to the same gap, and knows by which patterns
                found = met.get((vectors, leaf))
                if found is None:
                    found = met[vectors, leaf] = frozenset([meet(vector, leaf) for vector in vectors])
                have = fresh.get(rest)
                if have is not found:
                    fresh[rest] = found if have is None else have | found
        if sum(map(len, fresh.values())) > MOST_ENTRIES:
            raise TooManyError(MOST_ENTRIES)
        frontier = fresh
    return store.note(key, tuple(sorted(frozenset().union(*frontier.values()))))


def ends(way: Way, box: Box, live: Box, store: Store) -> Iterable[tuple[Box, int]]:
    """Walk what is left of a tree through a box.

    Parameters
    ----------
    way : Way
        Where to begin.
    box : Box
        The patterns that are left.
    live : Box
        What is remembered of it.
    store : Store
        Of the way.

    Returns
    -------
    iterable of tuple of Box and int
        Each end with what is remembered of the part of the box that leads there, once; contradictions left out.
    """
    own = way.field
    found = _walk(way, box & own, store)
    if not live & own:
        rest = box & live
        return {(rest, leaf): None for _, leaf in found}
    other, kept = box & live & ~own, live & own
    return {(part & kept | other, leaf): None for part, leaf in found}


def _walk(way: Way, box: Box, store: Store) -> list[tuple[Box, int]]:
    key = ("walk", way, box)
    known: list[tuple[Box, int]] | None = store.find(key)
    if known is not None:
        return known
    found: list[tuple[Box, int]] = []
    waiting: list[tuple[Path, Box]] = [(way, box)]
    while waiting:
        path, now = waiting.pop()
        if isinstance(path, int):
            if path != VETO:
                found.append((now, path))
            continue
        for hit, keep, child in path.steps:
            if now & hit:
                part = now & keep
                waiting.append((child, part))
                if part == now:
                    break
    return store.note(key, found)


def columns(part: tuple[int, ...], store: Store) -> tuple[tuple[float, ...], tuple[float, ...], tuple[int, ...]]:
    """Give the smallest and the largest of each number of some vectors, and where multiples of unknowns are."""
    key = ("columns", part)
    found: tuple[tuple[float, ...], tuple[float, ...], tuple[int, ...]] | None = store.find(key)
    if found is None:
        steps = [*zip(*(store.vectors.rows[one] for one in part), strict=True)]
        ranks = [[rank(step) for step in column] for column in steps]
        moving = tuple(at for at, column in enumerate(steps) if any(map(is_multiple, column)))
        found = store.note(key, (tuple(map(min, ranks)), tuple(map(max, ranks)), moving))
    return found
