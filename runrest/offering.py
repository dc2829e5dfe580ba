"""What to do instead: from a decision to the offers that fit it, those of the binding advice first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from runrest.allowing import Day, day_of, refusal
from runrest.decision import Decision
from runrest.errors import UnknownNameError
from runrest.offers import EQUIPMENT, LEVELS, POCKET, Drill, Session
from runrest.scales import FREE
from runrest.shelf_offers import contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.offers import Offer, Offers

NOVICE_MONTHS = 6
"""AT2: somebody with fewer months of running is new to it."""
STRENGTH_PLANS = (None, "strength", "cross")
"""Plans beside which a strength session is offered unasked; None is a day without a plan."""


@cache
def stock() -> Offers:
    """Read the shipped offers; they are checked when this version is made, and in its tests."""
    from runrest.loading import house
    from runrest.reading_offers import read_offers

    return read_offers(contents(), house())[0]


def offers_for(
    decision: Decision | Mapping[str, Any] | None = None, equipment: Iterable[str] | None = None
) -> list[Offer]:
    """Choose what to do instead.

    Parameters
    ----------
    decision : Decision or mapping, optional
        An answer, or what ``Decision.to_dict`` gave. Without one, everything there is.
    equipment : iterable of str, optional
        What is at hand: ``bands``, ``dumbbell``, ``step``, ``bike``, ``pool``, ``gym``, or a level: ``none``,
        ``home``, ``gym``. Without it, nothing is left out for want of it, and strength needs no equipment.

    Returns
    -------
    list of Offer
        First what the binding advice names, then what else fits; nothing that the caps forbid, nothing that loads a
        sore place, and nothing at all before a professional has been seen.

    Raises
    ------
    UnknownNameError
        Where there is no such equipment.

    Examples
    --------
    >>> import runrest
    >>> day = runrest.decide("rest_timing/soreness", {"soreness": 6})
    >>> [offer.id for offer in offers_for(day, ["none"])][:2]
    ['easy_walk_20', 'hip_mobility_10']
    """
    from runrest.loading import house

    there = None if equipment is None else available(equipment)
    every = stock().offers
    at_hand = [one for one in every.values() if there is None or there.issuperset(one.equipment)]
    if decision is None:
        return at_hand
    scales = house().scales
    told = _plain(decision)
    day = day_of(told, scales)
    named = [every[name] for name in told.get("offers", ()) if name in every]
    chosen = [one for one in named if one in at_hand]
    chosen += [one for one in at_hand if one not in named and _suits(one, day, level_of(there))]
    return [one for one in chosen if not refusal(one, day, scales)]


def available(equipment: Iterable[str]) -> frozenset[str]:
    """Turn words for what is at hand into the things themselves.

    Examples
    --------
    >>> sorted(available(["home", "pool"]))
    ['bands', 'dumbbell', 'metronome', 'pool', 'step']
    """
    there = POCKET
    for word in equipment:
        if word in LEVELS:
            there |= LEVELS[word]
        elif word in EQUIPMENT:
            there |= {word}
        else:
            raise UnknownNameError("equipment", word, (*LEVELS, *(item for item in EQUIPMENT if item not in LEVELS)))
    return there


def level_of(there: frozenset[str] | None) -> str:
    """Name the best level whose equipment is all at hand."""
    return [level for level, items in LEVELS.items() if items <= (there or frozenset())][-1]


def print_offer(name: str, width: int = 80) -> str:
    """Write an offer or an exercise as something to follow.

    Parameters
    ----------
    name : str
        Its id.
    width : int
        Columns to fill, 40 at least.

    Returns
    -------
    str
        Numbered steps with times, what it needs, when not, and its evidence with both grades.

    Raises
    ------
    UnknownNameError
        Where there is no such offer.

    Examples
    --------
    >>> print(print_offer("rest_completely").splitlines()[0])
    Rest completely
    """
    from runrest.loading import house
    from runrest.telling_offers import tell_offer

    return tell_offer(stock().find(name), stock(), house().sources, width)


def print_table(width: int = 80) -> str:
    """Write the 12-week strength table, with the sessions of each phase."""
    from runrest.telling_offers import tell_table

    return tell_table(stock(), width)


def print_offers(
    decision: Decision | Mapping[str, Any] | None = None, equipment: Iterable[str] | None = None, width: int = 80
) -> str:
    """Write a list of what there is to do instead, or to see a professional first.

    Parameters
    ----------
    decision, equipment
        As ``offers_for``.
    width : int
        Columns to fill, 40 at least.

    Returns
    -------
    str
        One offer a line, those of the binding advice marked.
    """
    from runrest.loading import house
    from runrest.telling_offers import tell_offers

    found = offers_for(decision, equipment)
    if decision is None:
        return tell_offers(found, (), width)
    told = _plain(decision)
    day = day_of(told, house().scales)
    return tell_offers(found, told.get("offers", ()), width, stopped=day.stopped, less=day.rank("strength") < FREE)


def _plain(decision: Decision | Mapping[str, Any]) -> Mapping[str, Any]:
    """Tell a decision as plain data, with the facts that no question asked for."""
    if isinstance(decision, Decision):
        return {**decision.to_dict(), "facts": dict(decision.facts)}
    return decision


def _suits(offer: Offer, day: Day, level: str) -> bool:
    """Tell whether an offer that nobody named belongs in front of this runner today."""
    known = day.known
    if offer.kind == "rest":
        return day.rank("intensity") <= 1
    if isinstance(offer, Drill):
        months = known.get("experience_months")
        return not offer.novice or (months is not None and months < NOVICE_MONTHS)
    if isinstance(offer, Session):
        phase = known.get("strength_phase", "foundation")
        return (offer.phase, offer.level) == (phase, level) and known.get("planned_type") in STRENGTH_PLANS
    return True
