"""Which trees have something to do with each other while some signals are unknown."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.paths import Way

MOST_ORDERS = 4096
MUCH = 5000.0
"""With so many boxes to be remembered at most, the first order that is found will do."""


@frozen
class Group:
    """Ways that share open knots, directly or through each other."""

    ways: tuple[Way, ...]
    knots: tuple[int, ...]


def groups(outlook: Outlook) -> tuple[Group, ...]:
    """Take apart the ways that have nothing to do with each other.

    Parameters
    ----------
    outlook : Outlook
        All that is left open.

    Returns
    -------
    tuple of Group
        The ways of each in the order of the trees.
    """
    found: list[tuple[int, list[int]]] = []
    for at, way in enumerate(outlook.paths):
        support, members, apart = way.support, [at], []
        for other in found:
            if other[0] & support:
                support |= other[0]
                members = other[1] + members
            else:
                apart.append(other)
        found = [*apart, (support, members)]
    paths = outlook.paths
    return tuple([Group(tuple([paths[at] for at in sorted(members)]), tuple(_bits(one))) for one, members in found])


def ordered(group: Group, outlook: Outlook) -> Group:
    """Bring the ways of a group into an order in which little has to be remembered."""
    key = ("ordered", group.ways)
    found: Group | None = outlook.store.find(key)
    if found is None:
        sizes = tuple(math.log2(max(2, outlook.masks[knot].bit_count())) for knot in group.knots)
        place = {knot: at for at, knot in enumerate(group.knots)}
        asked = tuple(frozenset(place[knot] for knot in _bits(way.support)) for way in group.ways)
        found = Group(tuple(group.ways[at] for at in _order(asked, sizes)), group.knots)
        outlook.store.note(key, found)
    return found


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        mask ^= low
        yield low.bit_length() - 1


@lru_cache(MOST_ORDERS)
def _order(asked: tuple[frozenset[int], ...], sizes: tuple[float, ...]) -> tuple[int, ...]:
    """Order trees by what they ask; where much would have to be remembered, every beginning is tried."""
    if len(asked) < 3:
        return tuple(range(len(asked)))
    first = min(range(len(asked)), key=lambda at: sum(sizes[knot] for knot in asked[at]))
    cost, order = _greedy(first, asked, sizes)
    if cost > MUCH:
        cost, order = min(_greedy(at, asked, sizes) for at in range(len(asked)))
    return order


def _greedy(first: int, asked: tuple[frozenset[int], ...], sizes: tuple[float, ...]) -> tuple[float, tuple[int, ...]]:
    """Take next what leaves the least to be remembered; give how many boxes that may be in all, and the order."""
    often = Counter(knot for knots in asked for knot in knots)
    live: dict[int, float] = {}
    order: list[int] = []
    left = set(range(len(asked)))
    at, cost = first, 0.0
    while True:
        left.remove(at)
        order.append(at)
        for knot in asked[at]:
            often[knot] -= 1
            if often[knot]:
                live[knot] = sizes[knot]
            else:
                live.pop(knot, None)
        cost += 2.0 ** sum(live.values())
        if not left:
            return cost, tuple(order)
        at = min(left, key=lambda one: (_added(asked[one], often, live, sizes), one))


def _added(asked: frozenset[int], often: Counter[int], live: dict[int, float], sizes: tuple[float, ...]) -> float:
    """Tell how much more has to be remembered after a tree; less than 0 where it is less."""
    more = sum(sizes[knot] for knot in asked if knot not in live and often[knot] > 1)
    return more - sum(live[knot] for knot in asked if knot in live and often[knot] == 1)
