"""The store of a question: made once, and anew where knots have learnt patterns or too much is kept."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from runrest.conditions import everything
from runrest.scales import AMOUNTS
from runrest.unknowns.limits import TooTangledError
from runrest.unknowns.paths import Root, Store
from runrest.unknowns.ties import Tie
from runrest.unknowns.unfolding import End
from runrest.unknowns.vectors import Vectors

if TYPE_CHECKING:
    from runrest.unknowns.grounds import Ground
    from runrest.unknowns.unfolding import Node


def store_of(ground: Ground) -> Store:
    """Give the store of a question.

    Parameters
    ----------
    ground : Ground
        Its trees, laid out.

    Returns
    -------
    Store
        The same one as long as no knot learns a pattern and there is room.
    """
    store = ground.store
    widths = tuple([len(knot.points) for knot in ground.knots])
    if store is None:
        _learn(ground)
        widths = tuple([len(knot.points) for knot in ground.knots])
    if store is None or store.full or store.widths != widths:
        nothing = (*ground.free.values(), 1.0, 0, 1)
        roots = tuple(_root(node, ground) for node in (*ground.starts, *ground.vetoes))
        store = ground.store = Store(Vectors([nothing]), roots, widths)
    return store


def _learn(ground: Ground) -> None:
    """Let ties find the patterns of all values there can be, so that hardly anybody teaches them another one."""
    for knot in ground.knots:
        if isinstance(knot, Tie):
            with suppress(TooTangledError):  # then some facts may do all the same
                knot.possible({signal.name: (everything(signal).intervals, True) for signal in knot.signals})


def _root(node: Node, ground: Ground) -> Root:
    """Find out what the ways of a tree depend on."""
    knots: set[int] = set()
    figured = False
    seen: set[int] = set()
    waiting = [node]
    amounts = {} if ground.weekly else {scale: ground.place.get(planned) for scale, planned in AMOUNTS}
    for scale, _ in ground.loose:
        amounts.pop(scale, None)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, End):
            held = {knot for scale, _ in one.caps if (knot := amounts.get(scale)) is not None}
            figured |= bool(held) or any(isinstance(rank, tuple) for _, rank in one.caps)
            knots |= held
        else:
            knots.add(one.knot)
            waiting += [child for _, child in one.grow()]
    return Root(node, tuple(sorted(knots)), figured)
