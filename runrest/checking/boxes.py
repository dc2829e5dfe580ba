"""Boxes of athlete states: a set of cells on some axes, with the other axes left free."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.checking.axes import Axis

Box: TypeAlias = "Mapping[str, int]"
"""Axis name to mask; an axis that is not named is free."""


def meet(one: Box, two: Box) -> Box | None:
    """Give the box that lies in both boxes, or ``None`` where there is none."""
    met = dict(one)
    for name, mask in two.items():
        both = met.get(name, mask) & mask
        if not both:
            return None
        met[name] = both
    return met


def subtract(axes: Mapping[str, Axis], box: Box, taken: Iterable[Box]) -> list[Box]:
    """Give what remains of a box after other boxes are taken out of it, in boxes that do not overlap."""
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


def distinct(boxes: Iterable[Box]) -> list[Box]:
    """Leave out boxes that are there twice."""
    return [dict(box) for box in dict.fromkeys(tuple(sorted(one.items())) for one in boxes)]
