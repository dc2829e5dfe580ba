"""Which unknown signals can still change anything: by themselves, for some athlete among all that are possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.unknowns.contrasts import contrast
from runrest.unknowns.grouping import groups, ordered
from runrest.unknowns.outlooks import look
from runrest.unknowns.prospects import Prospect
from runrest.unknowns.reaching import reach
from runrest.unknowns.ties import Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.unknowns.knots import Point
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
    return any(contrast(name, prospect, stays) for prospect in _prospects(view, name))


def _prospects(view: View, name: str) -> Iterable[Prospect]:
    """Give what may come of each kind of planned session, or of all kinds at once where that is the signal."""
    if name != "planned_type":
        return sorted(view.prospects, key=lambda prospect: -len(prospect.outlook.paths))  # most is open in most trees
    state = view.state
    place = state.ground.place[name]
    outlook = look(state, state.masks[place], contradict=view.contradictory)
    found = [one if place in one.knots else ordered(one, outlook) for one in groups(outlook)]
    parts = tuple([(one, () if place in one.knots else reach(one, outlook)) for one in found])
    return (Prospect(outlook, parts),)
