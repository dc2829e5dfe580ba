"""The pages of what there is to do instead: one for each file of offers, each offer as something to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.instead.offers import Drill, Exercise, Offer, Routine, Session
from runrest.pages.citing import offer_place
from runrest.pages.marking_up import anchor, code, link, page, safe, table
from runrest.pages.page_trees import REBUILT, cited
from runrest.words.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.house import House
    from runrest.instead.offers import Offers, Phase, Step

UP = "../"
STRENGTH = "offers/strength"


def offers_page(name: str, title: str, offers: Offers, house: House) -> str:
    """Write the page of one file of offers.

    Parameters
    ----------
    name : str
        The file, as pages call it: ``offers/drills``.
    title : str
        What is in it.
    offers : Offers
        All there is.
    house : House
        For the sources.

    Returns
    -------
    str
        A list to choose from, then each offer with its steps, its dose, when not, and its evidence.
    """
    every: list[Offer | Exercise] = [*offers.offers.values(), *offers.exercises.values()]
    some = [one for one in every if offer_place(one.path) == name]
    lines = [f"# {safe(title)}", "", f"{len(some)} to choose from; `runrest offer NAME` prints one.", ""]
    if name == STRENGTH:
        lines += _twelve_weeks(offers, house)
    for head, kind in (("", Offer), ("## All exercises", Exercise)):
        rows = [
            [link(safe(one.title), "", one.id), code(one.id), _takes(one, offers)]
            for one in some
            if isinstance(one, kind)
        ]
        lines += [head, "", *table(["what", "name", "takes"], rows)] if rows else []
    for one in some:
        lines += [anchor(one.id), "", f"## {safe(one.title)}", "", *_told(one, offers)]
        lines += [*cited(one.evidence, house, UP), f"{code(one.id)}. {house.phrases('guidance')}", ""]
    return page([*lines, link("All pages", f"{UP}index.md"), "", REBUILT])


def _told(one: Offer | Exercise, offers: Offers) -> list[str]:
    if isinstance(one, Exercise):
        return _exercise(one, offers)
    lines: list[str] = []
    if isinstance(one, Drill):
        lines += [f"> **“{safe(one.cue)}”**", "", *_said("for", one.purpose, offers)]
        lines += [*_numbered(map(safe, one.drill)), "", *_said("dose", sentence(one.dose), offers)]
    elif isinstance(one, Routine):
        lines += [*_said("for", one.purpose, offers), *_said("when", one.when, offers)]
        lines += [*_numbered(_step(step, offers) for step in one.steps), ""]
    elif isinstance(one, Session):
        phase = offers.phases[one.phase]
        lines += [f"**{offers.phrases('offer.head.phase')}:** {link(_phase(phase, offers), '', phase.id)}", ""]
        lines += [*_numbered(_within(offers.exercises[name], one, offers) for name in one.exercises), ""]
    return [*lines, *_said("equipment", _things(one, offers), offers), *_said("not_when", one.when_not, offers)]


def _exercise(one: Exercise, offers: Offers) -> list[str]:
    phrases = offers.phrases
    pattern = phrases(f"thing.{one.pattern}")
    lines = [safe(one.how), ""]
    lines += _said("pattern", phrases("offer.single_leg", pattern=pattern) if one.single_leg else pattern, offers)
    lines += _said("for", phrases.listed([phrases(f"thing.{name}") for name in one.muscles]), offers)
    lines += _said("dose", _takes(one, offers), offers)
    for head, name in (("easier", one.easier), ("harder", one.harder)):
        if name:
            lines += [f"**{phrases(f'offer.head.{head}')}:** {link(safe(offers.exercises[name].title), '', name)}", ""]
    return [*lines, *_said("equipment", _things(one, offers), offers)]


def _twelve_weeks(offers: Offers, house: House) -> list[str]:
    lines = ["## Three phases", ""]
    for phase in offers.phases.values():
        lines += [anchor(phase.id), "", f"### {_phase(phase, offers)}", "", safe(phase.do), ""]
        lines += [safe(phase.when), "", safe(phase.when_not), "", *cited(phase.evidence, house, UP)]
    rows = [
        [
            f"{row.weeks[0]} to {row.weeks[1]}",
            safe(row.focus),
            str(row.dose),
            ", ".join(link(safe(offers.exercises[name].title), "", name) for name in row.exercises),
        ]
        for row in offers.table
    ]
    return [
        *["## Twelve weeks", "", *table(["weeks", "focus", "sets x repetitions", "exercises"], rows)],
        *[safe(offers.phrases("offer.own_numbers")), ""],
        *lines,
        *["## All sessions", ""],
    ]


def _said(head: str, words: str, offers: Offers) -> list[str]:
    return [f"**{offers.phrases(f'offer.head.{head}')}:** {safe(words)}", ""] if words else []


def _numbered(steps: Iterable[str]) -> list[str]:
    return [f"{at}. {step}" for at, step in enumerate(steps, 1)]


def _step(step: Step, offers: Offers) -> str:
    phrases = offers.phrases
    if not step.seconds:
        return safe(step.do)
    whole = step.seconds % 60 == 0
    one = phrases("offer.min", minutes=step.seconds / 60) if whole else phrases("offer.s", seconds=step.seconds)
    return f"**{phrases('offer.rounds', times=step.times, one=one) if step.times > 1 else one}:** {safe(step.do)}"


def _within(one: Exercise, session: Session, offers: Offers) -> str:
    return f"{link(safe(one.title), '', one.id)}, {offers.dose(one, session.phase)}. {safe(one.how)}"


def _phase(phase: Phase, offers: Offers) -> str:
    weeks = offers.phrases("offer.ongoing")
    if phase.weeks:
        weeks = offers.phrases("offer.weeks", first=phase.weeks[0], last=phase.weeks[1])
    return safe(offers.phrases("offer.phase", title=phase.title, weeks=weeks))


def _takes(one: Offer | Exercise, offers: Offers) -> str:
    """Say how long an offer takes, or how often an exercise is done."""
    if not isinstance(one, Exercise):
        return offers.phrases("offer.minutes", n=one.minutes) if one.minutes else ""
    if one.dose:
        return str(one.dose)
    first = list(offers.phases).index(one.phase)
    return ", ".join(
        f"{offers.doses[phase]} ({offers.phrases(f'thing.{phase}')})" for phase in list(offers.phases)[first:]
    )


def _things(one: Offer | Exercise, offers: Offers) -> str:
    named = offers.phrases.listed([offers.phrases(f"thing.{name}") for name in one.equipment])
    return named or offers.phrases("offer.no_equipment")
