"""Witnesses: concrete athletes picked from boxes, so that anybody can walk the tree and see the fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.checking.axes import Axis
    from runrest.checking.regions import Box
    from runrest.signals import Value


@frozen
class Pair:
    """Two athletes, as the cell each has on every axis that matters; the worse one first."""

    worse: Mapping[str, int]
    better: Mapping[str, int]


def pick(axes: Mapping[str, Axis], worse: Box, better: Box) -> Pair:
    """Pick two athletes from two boxes, as alike as the boxes allow.

    Parameters
    ----------
    axes : mapping of str to Axis
        The tree's axes.
    worse, better : Box
        Related on every axis.

    Returns
    -------
    Pair
        Equal wherever they can be.
    """
    one: dict[str, int] = {}
    two: dict[str, int] = {}
    for name, axis in axes.items():
        if name in worse or name in better:
            one[name], two[name] = axis.pair(worse.get(name, axis.full), better.get(name, axis.full))
    return Pair(one, two)


def athlete(axes: Mapping[str, Axis], cells: Mapping[str, int]) -> dict[str, Value | None]:
    """Give the facts of one athlete; unknown signals are left out, a ratio is given as its parts' quotient."""
    facts: dict[str, Value | None] = {}
    for name, cell in sorted(cells.items()):
        value = axes[name].cells[cell]
        if value is not None:
            facts[name] = value
    return facts


def compare(axes: Mapping[str, Axis], pair: Pair) -> str:
    """Say on which signals the first athlete is worse than the second."""
    words = []
    for name, cell in sorted(pair.worse.items()):
        other = pair.better[name]
        if cell != other:
            axis = axes[name]
            words.append(f"{name} ({_word(axis, cell)} against {_word(axis, other)})")
    return f"worse on {', '.join(words)} and equal elsewhere" if words else "no better on anything"


def _word(axis: Axis, cell: int) -> str:
    if axis.zero == cell:
        return "divided by 0"
    value = axis.cells[cell]
    return "unknown" if value is None else spell(value)
