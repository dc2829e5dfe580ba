"""Which unknown signals can still change anything: by themselves, for some athlete among all that are possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.unknowns.contrasts import contrast
from runrest.unknowns.grouping import groups
from runrest.unknowns.outlooks import look
from runrest.unknowns.spreading import spread, vectors_of
from runrest.unknowns.ties import Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runrest.unknowns.grouping import Group
    from runrest.unknowns.knots import Point
    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.prospects import View


def varying(view: View) -> tuple[str, ...]:
    """Name the signals that can still change the decision.

    Parameters
    ----------
    view : View
        What is known, and what may come of it.

    Returns
    -------
    tuple of str
        Plain signals, in the vocabulary's order: for each there is an athlete, alike in all that is known, whose
        decision would be another one if only this signal were different.
    """
    ground = view.state.ground
    names = [name for name in ground.vocabulary.names if name in ground.place]
    return tuple(name for name in names if name not in view.state.known.facts and varies(view, name))


def varies(view: View, name: str) -> bool:
    """Tell whether one unknown signal can change the decision by itself."""
    state = view.state
    place = state.ground.place[name]
    knot = state.ground.knots[place]
    whole: Mapping[int, Point] = {state.masks[place]: {}}
    stays = knot.slices(state.domains[place], name) if isinstance(knot, Tie) else whole
    return any(
        values & outlook.masks[place] and contrast(name, outlook, parts, values, others)
        for outlook, parts in _views(view, name)
        for values, others in stays.items()
    )


def _views(view: View, name: str) -> Iterator[tuple[Outlook, Sequence[tuple[Group, Iterable[int]]]]]:
    """Give what may come of each kind of planned session, or of all kinds at once where that is the signal."""
    state = view.state
    if name != "planned_type":
        yield from ((prospect.outlook, prospect.parts) for prospect in view.prospects)
        return
    place = state.ground.place[name]
    outlook = look(state, state.masks[place], contradict=view.contradictory)
    found = groups(outlook.paths, outlook.masks)
    yield outlook, [(one, vectors_of(spread(one, outlook)) if place not in one.knots else {}) for one in found]
