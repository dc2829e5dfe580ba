"""What to do instead: from a decision to the offers that fit it, those of the binding advice first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.decision import Decision
from runrest.instead.allowing import day_of
from runrest.instead.choosing import available, choose, shelf_stock
from runrest.loading import house
from runrest.scales import FREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.house import House
    from runrest.instead.offers import Offer, Offers


def stock(language: str | None = None) -> Offers:
    """Give the shipped offers, in the language that is named or spoken."""
    return shelf_stock(house(language))


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
    ['easy_walk_20', 'massage_or_foam_roll_10']
    """
    if decision is None:
        there = None if equipment is None else available(equipment)
        return [one for one in stock().offers.values() if there is None or there.issuperset(one.equipment)]
    return choose(_plain(decision), _house_of(decision), equipment)


def print_offer(name: str, width: int = 80, language: str | None = None) -> str:
    """Write an offer or an exercise as something to follow.

    Parameters
    ----------
    name : str
        Its id.
    width : int
        Columns to fill, 40 at least.
    language : str, optional
        For example ``de``; otherwise the one that is spoken.

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
    from runrest.instead.telling_offers import tell_offer

    offers = stock(language)
    return tell_offer(offers.find(name), offers, house(language).sources, width)


def print_table(width: int = 80, language: str | None = None) -> str:
    """Write the 12-week strength table, with the sessions of each phase."""
    from runrest.instead.telling_offers import tell_table

    return tell_table(stock(language), width)


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
    from runrest.instead.telling_offers import tell_offers

    found = offers_for(decision, equipment)
    if decision is None:
        return tell_offers(found, (), house().phrases, width)
    told, shared = _plain(decision), _house_of(decision)
    day = day_of(told, shared.scales)
    less = day.rank("strength") < FREE
    return tell_offers(found, told.get("offers", ()), shared.phrases, width, stopped=day.stopped, less=less)


def _house_of(decision: Decision | Mapping[str, Any]) -> House:
    """Give the house that a decision was made in; plain data is told in the language that is spoken."""
    return decision.house if isinstance(decision, Decision) else house()


def _plain(decision: Decision | Mapping[str, Any]) -> Mapping[str, Any]:
    """Tell a decision as plain data, with the facts that no question asked for."""
    return decision.to_dict(chosen=False) if isinstance(decision, Decision) else decision
