"""Which labels may come out, without going through every combination of advice one by one.

What the label can tell apart of an advice is a row of few figures. In a row of bits, with one bit for each figure
below it, the smaller of two figures is what both rows share; so advice combines by a single ``and``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.unknowns.labelling import labels, roughen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from runrest.unknowns.grounds import Ground
    from runrest.unknowns.labelling import Rough
    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.paths import Store
    from runrest.unknowns.vectors import Vector


def worn(outlook: Outlook, parts: Sequence[tuple[int, ...]]) -> frozenset[str]:
    """Give every label that may come out with one kind of planned session.

    Parameters
    ----------
    outlook : Outlook
        What is left open with it.
    parts : sequence of tuple of int
        The vectors that each group of trees can come to.

    Returns
    -------
    frozenset of str
        For example ``EASE``.
    """
    state, store = outlook.state, outlook.store
    also = tuple([state.masks[knot] for _, knot in state.ground.loose])
    rows = tuple([_rough(part, outlook) for part in ((outlook.base,), *parts)])
    key = ("worn", outlook.planned, also, rows)
    found: frozenset[str] | None = store.find(key)
    if found is None:
        names: set[str] = set()
        for rough in combined(rows):
            one: frozenset[str] | None = store.find(("label", outlook.planned, also, rough))
            if one is None:
                one = frozenset(name for name, _ in labels(rough, state, outlook.planned))
                store.note(("label", outlook.planned, also, rough), one)
            names |= one
        found = store.note(key, frozenset(names))
    return found


def _rough(part: tuple[int, ...], outlook: Outlook) -> frozenset[Rough]:
    """Keep of some vectors only what the label can tell apart."""
    store, ground = outlook.store, outlook.state.ground
    key = ("rough", outlook.planned, part)
    found: frozenset[Rough] | None = store.find(key)
    if found is None:
        rows = store.vectors.rows
        found = store.note(key, frozenset([rough_of(rows[one], outlook.planned, ground, store) for one in part]))
    return found


def rough_of(row: Vector, planned: object, ground: Ground, store: Store) -> Rough:
    """Keep of a vector only what the label can tell apart, as ``roughen``."""
    demand = ground.house.scales.demand(planned)
    key = ("one rough", row, demand["intensity"], demand["impact"], planned == "strength")
    found: Rough | None = store.find(key)
    return store.note(key, roughen(row, ground, planned)) if found is None else found


def combined(parts: Sequence[Iterable[Rough]]) -> set[Rough]:
    """Give everything that one choice from each part comes to, by the smaller of each figure.

    Examples
    --------
    >>> sorted(combined([[(1.0, 5.0), (2.0, 2.0)], [(2.0, 4.0)]]))
    [(1.0, 4.0), (2.0, 2.0)]
    """
    columns = [sorted(set(column)) for column in zip(*(row for part in parts for row in part), strict=True)]
    bits: list[dict[float, int]] = []
    at = 0
    for column in columns:
        bits.append({figure: ((1 << place) - 1) << at for place, figure in enumerate(column)})
        at += len(column)
    met = {-1}
    for part in sorted([list(part) for part in parts], key=len):
        rows = [sum(bit[figure] for bit, figure in zip(bits, row, strict=True)) for row in part]
        met = {one & row for one in met for row in rows}
    figures = [{bit: figure for figure, bit in one.items()} for one in bits]
    fields = [max(one.values()) for one in bits]
    return {tuple([names[row & held] for names, held in zip(figures, fields, strict=True)]) for row in met}
