"""What would change an answer: the smallest changes, found exactly and across all trees of the question together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.counterfactuals.alternatives import Change, Changes
from runrest.counterfactuals.framing import frame
from runrest.counterfactuals.freeing import free
from runrest.counterfactuals.landscape import Landscape
from runrest.counterfactuals.tightening import tighten
from runrest.errors import UnknownNameError

if TYPE_CHECKING:
    from runrest.counterfactuals.landscape import Found
    from runrest.decision import Decision

MOST = 3
"""Changes of more signals at once are hardly what anybody would do, or hear out."""


def what_would_change(decision: Decision, *, most: int = MOST, hour: float = 0.0) -> Changes:
    """Find the smallest changes that give a freer answer, the freest, and a more careful one.

    Parameters
    ----------
    decision : Decision
        Any answer. One that sends the athlete to a professional has no freer change: nobody else undoes it.
    most : int
        Most signals in one change; waiting counts as one. Up to there nothing is missed.
    hour : float
        The hour of the day at which it was asked, 0 to 24 [h]. What counts in days moves at each midnight after it.

    Returns
    -------
    Changes
        Each change is enough, and needs every part: no other of its kind is a part of it.

    Examples
    --------
    >>> import runrest
    >>> changes = what_would_change(runrest.decide("rest_timing/soreness", {"soreness": 6}))
    >>> [(change.parts[0].signal.name, change.parts[0].value, change.label) for change in changes.freer]
    [('soreness', 5, 'EASE'), ('planned_type', 'recovery', 'SHORTEN')]
    >>> [(change.parts[0].value, change.label) for change in changes.freest if not change.planned]
    [(4, 'AS_PLANNED')]
    >>> changes.stricter
    ()
    """
    land = Landscape(decision, hour)
    freer, freest = _freer(land, most)
    strict = tighten(land, land.here + 1, most) if land.here + 1 < len(land.labels) else {}
    return Changes(freer, freest, frame(land, strict, freer=False))


def freer_changes(decision: Decision, *, most: int = MOST, hour: float = 0.0) -> Changes:
    """Find the smallest changes that give a freer answer and the freest, as ``what_would_change`` does."""
    return Changes(*_freer(Landscape(decision, hour), most))


def changes_to(decision: Decision, label: str, *, most: int = MOST, hour: float = 0.0) -> tuple[Change, ...]:
    """Find the smallest changes that give a label, or one beyond it.

    Parameters
    ----------
    decision : Decision
        Any answer.
    label : str
        A label that the question knows: ``AS_PLANNED`` to ``STOP_REFER``, for a week ``PROGRESS`` to ``DELOAD``.
    most, hour : int, float
        As ``what_would_change``.

    Returns
    -------
    tuple of Change
        To the label or a freer one where it is freer than the answer, to the label or a more careful one where it
        is more careful; none where it is the answer, or where a professional's word is needed.

    Raises
    ------
    UnknownNameError
        Where the question has no such label.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 6})
    >>> [change.to_dict()["parts"][0]["condition"] for change in changes_to(decision, "AS_PLANNED")]
    ['<= 4', '"recovery"']
    """
    land = Landscape(decision, hour)
    if label not in land.labels:
        raise UnknownNameError("label", label, land.labels)
    goal = land.labels.index(label)
    if goal > land.here:
        return frame(land, tighten(land, goal, most), freer=False)
    if goal == land.here or land.undone:
        return ()
    return frame(land, free(land, goal, most, plan=True), freer=True)


def _freer(land: Landscape, most: int) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    if not land.here or land.undone:
        return (), ()
    freer = free(land, land.here - 1, most, plan=True)
    return frame(land, freer, freer=True), frame(land, _freest(land, freer, most), freer=True)


def _freest(land: Landscape, freer: Found, most: int) -> Found:
    """Find the changes to the freest label that can be reached, with the plan as it is and with less planned."""
    held: Found = {}
    planned: Found = {}
    for goal in range(land.here):
        last = goal == land.here - 1
        found = freer if last else free(land, goal, most, plan=not planned)
        held = {names: boxes for names, boxes in found.items() if not land.plans(names)}
        planned = planned or {names: boxes for names, boxes in found.items() if land.plans(names)}
        if held:
            break
    return held | planned
