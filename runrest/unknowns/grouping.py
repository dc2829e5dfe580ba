"""Which trees have something to do with each other while some signals are unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.unknowns.outlooks import Way


@frozen
class Group:
    """Ways that share open knots, directly or through each other."""

    ways: tuple[Way, ...]
    knots: tuple[int, ...]


def groups(ways: Iterable[Way]) -> list[Group]:
    """Take apart the ways that have nothing to do with each other.

    Parameters
    ----------
    ways : iterable of Way
        All that is left open.

    Returns
    -------
    list of Group
        The ways of each in an order in which few knots have to be remembered.
    """
    found: list[tuple[int, list[Way]]] = []
    for way in ways:
        support, members, apart = way.support, [way], []
        for other, inside in found:
            if other & support:
                support |= other
                members = inside + members
            else:
                apart.append((other, inside))
        found = [*apart, (support, members)]
    return [Group(tuple(_order(members)), tuple(_bits(support))) for support, members in found]


def _bits(mask: int) -> Iterable[int]:
    while mask:
        low = mask & -mask
        mask ^= low
        yield low.bit_length() - 1


def _order(ways: list[Way]) -> list[Way]:
    """Take next what leaves the fewest knots to be remembered."""
    left, ordered, live = list(ways), [], 0
    while left:
        costs = [
            (((live | way.support) & _support(left, way)).bit_count(), (way.support & ~live).bit_count())
            for way in left
        ]
        way = left.pop(min(range(len(left)), key=costs.__getitem__))
        ordered.append(way)
        live = (live | way.support) & _support(left)
    return ordered


def _support(ways: Iterable[Way], but: Way | None = None) -> int:
    found = 0
    for way in ways:
        if way is not but:
            found |= way.support
    return found
