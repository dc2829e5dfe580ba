"""From the ways that are left open to everything that can come of them together.

Trees that share no open signal are taken apart first; each group gives a set of vectors by itself. Within a group
one tree after the other splits boxes of patterns, and what no later tree asks is forgotten at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.unknowns.limits import ReachedGapError, TooManyError
from runrest.unknowns.paths import GAP, VETO
from runrest.unknowns.vectors import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from runrest.unknowns.grouping import Group
    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.paths import Path

Box: TypeAlias = tuple[int, ...]
"""For each knot of a group, the patterns it may have; 0 where that is forgotten."""
MOST_ENTRIES = 400_000
"""Boxes and vectors that are followed at the same time at most."""


@define(slots=True)
class Share:
    """How likely a vector is, and a box from which it comes."""

    weight: float
    box: Box


def spread(
    group: Group,
    outlook: Outlook,
    mass: Callable[[int, int], float] | None = None,
    kept: int = -1,
) -> dict[Box, dict[int, Share]]:
    """Find every vector that a group of ways can come to.

    Parameters
    ----------
    group : Group
        Ways that belong together.
    outlook : Outlook
        Of which they are part.
    mass : callable, optional
        From a knot and some of its patterns to how likely they are; otherwise all patterns count alike.
    kept : int
        A knot that is not forgotten, or -1.

    Returns
    -------
    dict of Box to dict
        What is remembered (only the kept knot) to each vector's share. Boxes may overlap.

    Raises
    ------
    ReachedGapError
        In an unproven tree, where no branch fits.
    TooManyError
        Past ``MOST_ENTRIES``.
    """
    place = {knot: at for at, knot in enumerate(group.knots)}
    start = tuple(outlook.masks[knot] for knot in group.knots)
    frontier: dict[Box, dict[int, Share]] = {start: {NOTHING: Share(1.0, start)}}
    weigh = mass or _count
    meet = outlook.vectors.meet
    for at, way in enumerate(group.ways):
        later = 1 << kept if kept >= 0 else 0
        for other in group.ways[at + 1 :]:
            later |= other.support
        live = tuple(bool(later >> knot & 1) for knot in group.knots)
        fresh: dict[Box, dict[int, Share]] = {}
        entries = 0
        for box, shares in frontier.items():
            walk = Walk(place, weigh)
            walk.go(way, box, 1.0)
            for reached, leaf, part in walk.ends:
                if leaf == GAP:
                    share = next(iter(shares.values()))
                    full = tuple(new or old for new, old in zip(reached, share.box, strict=True))
                    raise ReachedGapError(dict(zip(group.knots, full, strict=True)))
                kept_box = tuple([mask if alive else 0 for mask, alive in zip(reached, live, strict=True)])
                into = fresh.get(kept_box)
                if into is None:
                    into = fresh[kept_box] = {}
                for vector, share in shares.items():
                    met = meet(vector, leaf)
                    have = into.get(met)
                    if have is None:
                        full = tuple([new or old for new, old in zip(reached, share.box, strict=True)])
                        into[met] = Share(share.weight * part, full)
                        entries += 1
                    else:
                        have.weight += share.weight * part
            if entries > MOST_ENTRIES:
                raise TooManyError(MOST_ENTRIES)
        frontier = fresh
    return frontier


@define(eq=False)
class Walk:
    """Walks what is left of a tree through a box, and notes every end it comes to."""

    place: Mapping[int, int]
    """Knot to its place in a box."""
    weigh: Callable[[int, int], float]
    ends: list[tuple[Box, int, float]] = field(init=False, factory=list)
    """The part of the box that leads to it, what it is, and the share of the box."""

    def go(self, path: Path, box: Box, weight: float) -> None:
        """Walk on from a fork."""
        if isinstance(path, int):
            if path != VETO:
                self.ends.append((box, path, weight))
            return
        at = self.place[path.knot]
        now = box[at]
        for mask, child in path.arms:
            both = mask & now
            if both == now:
                self.go(child, box, weight)
                return
            if both:
                part = self.weigh(path.knot, both) / self.weigh(path.knot, now)
                self.go(child, (*box[:at], both, *box[at + 1 :]), weight * part)


def _count(_: int, mask: int) -> float:
    return float(mask.bit_count())


def vectors_of(frontier: Mapping[Box, Mapping[int, Share]]) -> dict[int, Share]:
    """Add up the shares of each vector over all boxes."""
    found: dict[int, Share] = {}
    for shares in frontier.values():
        for vector, share in shares.items():
            have = found.get(vector)
            if have is None:
                found[vector] = Share(share.weight, share.box)
            else:
                have.weight += share.weight
    return found


def together(
    outlook: Outlook, sets: Sequence[Mapping[int, Share]], most: int = MOST_ENTRIES
) -> dict[int, tuple[Share, ...]]:
    """Combine what independent groups can come to.

    Parameters
    ----------
    outlook : Outlook
        Of which the groups are part.
    sets : sequence of mapping
        The vectors of each group.
    most : int
        How many vectors are followed at most.

    Returns
    -------
    dict of int to tuple of Share
        Every vector that all groups together can come to, with one share of each group that leads there.

    Raises
    ------
    TooManyError
        Past that number.
    """
    found: dict[int, tuple[Share, ...]] = {outlook.base: ()}
    for one in sorted(sets, key=len):
        fresh: dict[int, tuple[Share, ...]] = {}
        for vector, shares in found.items():
            for more, share in one.items():
                met = outlook.vectors.meet(vector, more)
                if met not in fresh:
                    fresh[met] = (*shares, share)
        if len(fresh) > most:
            raise TooManyError(most)
        found = fresh
    return found
