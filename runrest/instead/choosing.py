"""Choosing among offers: those of the binding advice first, and only what all caps together leave room for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from runrest.errors import UnknownNameError
from runrest.instead.allowing import Day, day_of, refusal
from runrest.instead.offers import EQUIPMENT, LEVELS, POCKET, Drill, Session
from runrest.instead.reading_offers import read_offers
from runrest.instead.shelf_offers import contents, translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.decision import Decision
    from runrest.house import House
    from runrest.instead.offers import Offer, Offers

NOVICE_MONTHS = 6
"""AT2: somebody with fewer months of running is new to it."""
STRENGTH_PLANS = (None, "strength", "cross")
"""Plans beside which a strength session is offered unasked; None is a day without a plan."""


@cache
def shelf_stock(house: House) -> Offers:
    """Read the shipped offers; they are checked when this version is made, and in its tests."""
    return read_offers(contents(), house, translations(house.phrases.language))[0]


def choose(told: Mapping[str, Any], house: House, equipment: Iterable[str] | None = None) -> list[Offer]:
    """Choose what a decision leaves room for.

    Parameters
    ----------
    told : mapping
        A decision as plain data, with the offers its binding trees name.
    house : House
        For the scales, and for reading the offers.
    equipment : iterable of str, optional
        What is at hand, as ``offering.offers_for``.

    Returns
    -------
    list of Offer
        First what is named, then what else fits.

    Raises
    ------
    UnknownNameError
        Where there is no such equipment.
    """
    there = None if equipment is None else available(equipment)
    every = shelf_stock(house).offers
    at_hand = [one for one in every.values() if there is None or there.issuperset(one.equipment)]
    day = day_of(told, house.scales)
    named = [every[name] for name in told.get("offers", ()) if name in every]
    chosen = [one for one in named if one in at_hand]
    chosen += [one for one in at_hand if one not in named and _suits(one, day, level_of(there))]
    return [one for one in chosen if not refusal(one, day, house.scales)]


def fitting(decision: Decision) -> tuple[str, ...]:
    """Keep, of what the binding trees offer, what all caps together leave room for.

    Parameters
    ----------
    decision : Decision
        Any answer.

    Returns
    -------
    tuple of str
        Names, in the trees' order.
    """
    named = decision.named
    return tuple(one.id for one in choose(decision.to_dict(chosen=False), decision.house) if one.id in named)


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
