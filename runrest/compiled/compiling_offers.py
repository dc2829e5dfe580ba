"""Offers as plain data: what to do step by step, and all that decides whether a day leaves room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.instead.offers import Drill, Routine, Session

if TYPE_CHECKING:
    from runrest.instead.offers import Offer, Offers


def compile_offer(offer: Offer, stock: Offers) -> dict[str, Any]:
    """Tell one offer.

    Parameters
    ----------
    offer : Offer
        A drill, a routine, a rest or a strength session.
    stock : Offers
        For the exercises of a session.

    Returns
    -------
    dict
        ``sort`` is ``drill``, ``routine`` or ``session``; ``needs`` is the least that the caps must allow.

    Examples
    --------
    >>> from runrest.offering import stock
    >>> told = compile_offer(stock().find("easy_bike_30"), stock())
    >>> told["sort"], told["needs"], told["minutes"], told["steps"][0]["seconds"]
    ('routine', {'intensity': 'easy', 'impact': 'low'}, 30, 300)
    """
    told: dict[str, Any] = {
        "sort": "routine",
        "kind": offer.kind,
        "title": offer.title,
        "needs": {"intensity": offer.intensity, "impact": offer.impact},
    }
    told |= {"minutes": offer.minutes} if offer.minutes is not None else {}
    told |= {"loads": list(offer.loads)} if offer.loads else {}
    told |= {"equipment": [stock.phrases(f"thing.{one}") for one in offer.equipment]} if offer.equipment else {}
    told |= {"outdoors": True} if offer.outdoors else {}
    told |= {"when_not": offer.when_not} if offer.when_not else {}
    if isinstance(offer, Drill):
        told |= _drill(offer)
    elif isinstance(offer, Routine):
        told |= {"for": offer.purpose, "when": offer.when, "timing": offer.timing}
        told["steps"] = [
            {"do": step.do}
            | ({"seconds": step.seconds} if step.seconds else {})
            | ({"times": step.times} if step.times > 1 else {})
            for step in offer.steps
        ]
    elif isinstance(offer, Session):
        told |= _session(offer, stock)
    told["evidence"] = [
        {"rule": one.rule, "source": one.source, "link": one.link, "cutoff": one.cutoff}
        | ({"mark": one.mark} if one.mark else {})
        for one in offer.evidence
    ]
    return told


def _drill(offer: Drill) -> dict[str, Any]:
    told: dict[str, Any] = {"sort": "drill", "for": offer.purpose, "cue": offer.cue, "dose": offer.dose}
    told["steps"] = [{"do": one} for one in offer.drill]
    told |= {"gait": True} if offer.gait else {}
    return told | ({"sites": list(offer.sites)} if offer.sites else {})


def _session(offer: Session, stock: Offers) -> dict[str, Any]:
    phase = stock.phases[offer.phase]
    exercises = [stock.exercises[name] for name in offer.exercises]
    return {
        "sort": "session",
        "phase": offer.phase,
        "for": phase.do,
        "when": phase.when,
        "steps": [{"do": f"{one.title}: {stock.dose(one, offer.phase)}. {one.how}"} for one in exercises],
    }
