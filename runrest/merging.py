"""Many boxes of athlete states written as few: joined where they differ on one axis, widened, and thinned out.

The states covered stay exactly the same; only their description gets shorter. Boxes may overlap afterwards, the way
a person says it: "soreness 5 or more, or sleep under 6", not "soreness 5 or more, or soreness under 5 and sleep ...".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from runrest.checking.regions import Box, meet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.checking.axes import Axis

Axes: TypeAlias = "Mapping[str, Axis]"
Frozen: TypeAlias = tuple[tuple[str, int], ...]
MOST_WIDENED = 300
"""Past so many boxes they are only joined: widening looks at every pair."""
MOST_TURNS = 8
"""So many orders of the axes are tried for joining."""


def merge(boxes: Iterable[Box], axes: Axes) -> list[Box]:
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
        In an order that depends on the states alone where they can be widened.
    """
    start = {freeze(box, axes) for box in boxes}
    if not start:
        return []
    names = sorted({name for box in start for name, _ in box})
    turns = [names[at:] + names[:at] for at in range(len(names))] or [[]]
    joined = min(
        (join(start, turn, axes) for turn in turns[:MOST_TURNS]), key=lambda found: (len(found), sorted(found))
    )
    found: list[Box] = [dict(box) for box in sorted(joined)]
    if len(found) > MOST_WIDENED:
        return found
    wide = {freeze(widen(box, found, names, axes), axes) for box in found}
    return thin([dict(box) for box in sorted(wide, key=lambda box: (size(dict(box), axes), box))], axes)


def freeze(box: Box, axes: Axes) -> Frozen:
    """Write a box so that it can be hashed, without the axes that it leaves free."""
    return tuple(sorted((name, mask) for name, mask in box.items() if mask != axes[name].full))


def join(boxes: Iterable[Frozen], order: list[str], axes: Axes) -> set[Frozen]:
    """Join boxes that are equal but for one axis, again and again."""
    found = set(boxes)
    while True:
        before = len(found)
        for name in order:
            masks: dict[Frozen, int] = {}
            for box in found:
                rest = tuple(part for part in box if part[0] != name)
                masks[rest] = masks.get(rest, 0) | dict(box).get(name, axes[name].full)
            found = {freeze({**dict(rest), name: mask}, axes) for rest, mask in masks.items()}
        if len(found) == before:
            return found


def widen(box: Box, boxes: list[Box], names: list[str], axes: Axes) -> Box:
    """Let a box grow along each axis as far as all boxes together reach."""
    wide = dict(box)
    for name in names:
        mask = wide.get(name, axes[name].full)
        for cell in range(len(axes[name].cells)):
            if not mask >> cell & 1 and not subtract({**wide, name: 1 << cell}, boxes, axes):
                mask |= 1 << cell
        wide[name] = mask
    return wide


def thin(boxes: list[Box], axes: Axes) -> list[Box]:
    """Leave out every box that the others cover, the smallest first."""
    kept = list(boxes)
    for box in boxes:
        others = [other for other in kept if other is not box]
        if others and not subtract(box, others, axes):
            kept = others
    return kept


def subtract(box: Box, taken: Iterable[Box], axes: Axes) -> list[Box]:
    """Give what remains of a box after others are taken out of it, in boxes that do not overlap."""
    left: list[Box] = [box]
    for other in taken:
        rest: list[Box] = []
        for one in left:
            if meet(one, other) is None:
                rest.append(one)
                continue
            inside = dict(one)
            for name, mask in other.items():
                whole = inside.get(name, axes[name].full)
                if whole & ~mask:
                    rest.append({**inside, name: whole & ~mask})
                inside[name] = whole & mask
        left = rest
        if not left:
            break
    return left


def size(box: Box, axes: Axes) -> float:
    """Give the share of all states that lie in a box."""
    share = 1.0
    for name, mask in box.items():
        share *= mask.bit_count() / len(axes[name].cells)
    return share
