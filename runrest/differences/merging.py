"""Many boxes of athlete states written as few: joined where they differ on one axis, widened, and thinned out.

The states covered stay exactly the same; only their description gets shorter. Boxes may overlap afterwards, the way
a person says it: "soreness 5 or more, or sleep under 6", not "soreness 5 or more, or soreness under 5 and sleep ...".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runrest.checking.axes import Axis
    from runrest.checking.boxes import Box

Row: TypeAlias = tuple[int, ...]
"""A box as one mask for each axis, in the order of their names."""
MOST_WIDENED = 300
"""Past so many boxes they are only joined: widening looks at every pair."""
TURNS = ((100, 12), (1_000, 4))
"""Up to so many boxes, so many orders of the axes are tried for joining; past them a single one."""


def merge(boxes: Iterable[Box], axes: Mapping[str, Axis]) -> list[Box]:
    """Describe the same states by fewer boxes.

    Parameters
    ----------
    boxes : iterable of Box
        In any order; they may overlap.
    axes : mapping of str to Axis
        The axes of the boxes.

    Returns
    -------
    list of Box
        Always the same for the same boxes; an axis that is free is not named.
    """
    given = list(boxes)
    names = sorted({name for box in given for name in box})
    full = tuple(axes[name].full for name in names)
    rows = {tuple(box.get(name, axes[name].full) for name in names) for box in given}
    turns = next((turns for most, turns in TURNS if len(rows) <= most), 1)
    orders = [[*range(at, len(names)), *range(at)] for at in range(min(turns, len(names)))] or [[]]
    found = min((sorted(join(rows, order)) for order in orders), key=lambda some: (len(some), some))
    if len(found) <= MOST_WIDENED:
        wide = {widen(row, found, full) for row in found}
        found = thin(sorted(wide, key=lambda row: (size(row, full), row)))
    return [
        {name: mask for name, mask, whole in zip(names, row, full, strict=True) if mask != whole}
        for row in sorted(found)
    ]


def join(rows: Iterable[Row], order: Sequence[int]) -> set[Row]:
    """Join boxes that are equal but for one axis, again and again."""
    found = set(rows)
    before = len(found) + 1
    while len(found) < before:
        before = len(found)
        for at in order:
            masks: dict[tuple[Row, Row], int] = {}
            for row in found:
                rest = (row[:at], row[at + 1 :])
                masks[rest] = masks.get(rest, 0) | row[at]
            found = {(*head, mask, *tail) for (head, tail), mask in masks.items()}
    return found


def widen(row: Row, rows: Sequence[Row], full: Row) -> Row:
    """Let a box grow along each axis as far as all boxes together reach."""
    wide = list(row)
    for at, whole in enumerate(full):
        for cell in range(whole.bit_length()):
            if not wide[at] >> cell & 1:
                strip = (*wide[:at], 1 << cell, *wide[at + 1 :])
                if not subtract(strip, rows):
                    wide[at] |= 1 << cell
    return tuple(wide)


def thin(rows: Sequence[Row]) -> list[Row]:
    """Leave out every box that the others cover, trying them in order."""
    kept = list(rows)
    for row in rows:
        others = [other for other in kept if other is not row]
        if others and not subtract(row, others):
            kept = others
    return kept


def subtract(row: Row, taken: Iterable[Row]) -> list[Row]:
    """Give what remains of a box after others are taken out of it, in boxes that do not overlap."""
    left = [row]
    for other in taken:
        rest: list[Row] = []
        for one in left:
            if not all(map(int.__and__, one, other)):
                rest.append(one)
                continue
            inside = list(one)
            for at, mask in enumerate(other):
                if outside := inside[at] & ~mask:
                    rest.append((*inside[:at], outside, *inside[at + 1 :]))
                    inside[at] &= mask
        left = rest
        if not left:
            break
    return left


def size(row: Row, full: Row) -> float:
    """Give the share of all states that lie in a box."""
    share = 1.0
    for mask, whole in zip(row, full, strict=True):
        share *= mask.bit_count() / whole.bit_count()
    return share
