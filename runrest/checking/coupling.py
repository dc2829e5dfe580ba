"""Ratios and differences beside an axis of one of their parts, which a cap may be a multiple of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.checking.boxes import Box, meet
from runrest.checking.parts import Parts
from runrest.checking.spans import meet_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.checking.axes import Axis
    from runrest.vocabulary import Vocabulary


def couple(box: Box, axes: Mapping[str, Axis], vocabulary: Vocabulary) -> list[Box]:
    """Divide a box so that each ratio or difference is what the parts of it that have axes of their own allow.

    Parameters
    ----------
    box : Box
        Over axes that may include a ratio or difference, and a part of it that a cap is a multiple of.
    axes : mapping of str to Axis
        The tree's axes.
    vocabulary : Vocabulary
        For the parts.

    Returns
    -------
    list of Box
        The states of the box that exist.
    """
    boxes: list[Box] = [box]
    for name in axes:
        for part in vocabulary.plain(name) if name in vocabulary.derived else ():
            if part in axes:
                kinds = _together(axes[name], axes[part], vocabulary)
                boxes = [met for one in boxes for kind in kinds if (met := meet(one, kind)) is not None]
    return boxes


def _together(whole: Axis, part: Axis, vocabulary: Vocabulary) -> list[Box]:
    """List which cells of a ratio or difference go with which of a part: unknown goes with all."""
    name = whole.signal.name
    found: dict[int, int] = {}
    for at, span in enumerate(part.intervals):
        if span is None:
            continue
        parts = Parts(vocabulary, {part.signal.name: span})
        reach = parts.reach(name)
        mask = sum(
            1 << cell
            for cell, piece in enumerate(whole.intervals)
            if piece is not None and reach is not None and meet_spans(piece, reach) is not None
        )
        if whole.zero is not None and parts.lower(name, None) is not None:
            mask |= 1 << whole.zero
        found[mask] = found.get(mask, 0) | 1 << at
    known = [{name: mask, part.signal.name: cells} for mask, cells in found.items() if mask]
    return [*known, {name: whole.unknown}]
