"""An offer as something to follow, and a list of offers to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.instead.allowing import SEE_SOMEBODY
from runrest.instead.offers import Drill, Exercise, Routine, Session
from runrest.signals import spell
from runrest.words.telling import GENERAL
from runrest.words.wording import fill, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runrest.instead.offers import Offer, Offers
    from runrest.instead.offers import Step as RoutineStep
    from runrest.tree import Evidence

NARROWEST = 40
HEAD = 13
"""Columns of the words before a colon."""
GRADES = {"A": "review or trial", "B": "cohort", "C": "consensus", "D": "convention", "-": "none"}
LESS = "Strength on this day: one set less of each exercise."


def tell_offer(
    offer: Offer | Exercise, offers: Offers, sources: Mapping[str, Mapping[str, Any]], width: int = 80
) -> str:
    """Write an offer as something to follow.

    Parameters
    ----------
    offer : Offer or Exercise
        What to do.
    offers : Offers
        For the exercises and phases of a session.
    sources : mapping
        For the authors and years of the evidence.
    width : int
        Columns to fill, 40 at least.

    Returns
    -------
    str
        A title, what it is for, numbered steps with times and doses, equipment, when not, the evidence.
    """
    width = max(width, NARROWEST)
    lines = fill(offer.title, width)
    if isinstance(offer, Drill):
        lines += [*_said("Cue", f'"{offer.cue}"', width), *_said("For", offer.purpose, width)]
        lines += _numbered(offer.drill, width) + _said("Dose", sentence(offer.dose), width)
    elif isinstance(offer, Routine):
        lines += _said("For", offer.purpose, width) + _said("When", offer.when, width)
        lines += _numbered([_step(step) for step in offer.steps], width)
    elif isinstance(offer, Session):
        lines += _session(offer, offers, width)
    elif isinstance(offer, Exercise):
        lines += _exercise(offer, offers, width)
    minutes = getattr(offer, "minutes", None)
    if minutes:
        lines += _said("Takes", f"{minutes:g} minutes", width)
    lines += _said("Equipment", listed(offer.equipment) or "none", width)
    if not isinstance(offer, Exercise):
        lines += _said("Not when", offer.when_not, width)
    lines += ["", *fill("Evidence (grade of the link / of the number)", width)]
    lines += _cited(offer.evidence, sources, width)
    return "\n".join([*lines, "", GENERAL])


def tell_offers(
    found: Sequence[Offer], named: Iterable[str], width: int = 80, *, stopped: bool = False, less: bool = False
) -> str:
    """Write a list of offers to choose from.

    Parameters
    ----------
    found : sequence of Offer
        What fits.
    named : iterable of str
        Which of them the binding advice names.
    width : int
        Columns to fill, 40 at least.
    stopped : bool
        Whether a professional comes before anything else.
    less : bool
        Whether strength is to be reduced.

    Returns
    -------
    str
        One offer a line, with its id; the named ones first.

    Examples
    --------
    >>> print(tell_offers([], [], stopped=True))
    See a professional first.
    General guidance, not medical advice.
    """
    width = max(width, NARROWEST)
    if stopped:
        return "\n".join([SEE_SOMEBODY, GENERAL])
    if not found:
        return "\n".join(["Nothing on the shelf fits this day.", GENERAL])
    first = [offer for offer in found if offer.id in frozenset(named)]
    lines = []
    for head, some in (("Instead", first), ("Also fits" if first else "Fits", [o for o in found if o not in first])):
        lines += [head, *(line for offer in some for line in _line(offer, width))] if some else []
    if less and any(isinstance(offer, Session) for offer in found):
        lines += fill(LESS, width)
    return "\n".join([*lines, "Follow one with: runrest offer NAME", GENERAL])


def tell_table(offers: Offers, width: int = 80) -> str:
    """Write the 12-week strength table, with the sessions of each phase.

    Examples
    --------
    >>> from runrest.offering import stock
    >>> print(tell_table(stock()).splitlines()[0])
    Weeks 1-4: Foundation & Form, 2-3 x 12-15
    """
    width = max(width, NARROWEST)
    lines = []
    for row in offers.table:
        lines += fill(f"Weeks {row.weeks[0]}-{row.weeks[1]}: {row.focus}, {row.dose}", width)
        lines += _said("  Exercises", row.words, width)
        phase = offers.phases[row.phase]
        lines += _said("  Phase", f"{phase.title}, {_weeks(phase.weeks)}", width)
        own = (o.id for o in offers.offers.values() if isinstance(o, Session) and o.phase == row.phase)
        lines += _said("  Sessions", ", ".join(own), width)
    note = "An exercise's own numbers come first: squats 3 x 10-15, calves 3 x 15-20."
    return "\n".join([*lines, *fill(note, width), GENERAL])


def _line(offer: Offer, width: int) -> list[str]:
    minutes = f", {offer.minutes:g} min" if offer.minutes else ""
    things = f" ({listed(offer.equipment)})" if offer.equipment else ""
    return fill(f"{offer.title}{minutes}{things}", width, start=f"  {offer.id:<24}  ", rest=" " * 28)


def _said(head: str, words: str, width: int) -> list[str]:
    return fill(words, width, start=f"{head + ':':<{HEAD}}") if words else []


def _numbered(steps: Iterable[str], width: int) -> list[str]:
    return [line for at, step in enumerate(steps, 1) for line in fill(step, width, start=f"{at:>3}. ")]


def _step(step: RoutineStep) -> str:
    if not step.seconds:
        return step.do
    one = f"{spell(step.seconds / 60)} min" if step.seconds % 60 == 0 else f"{spell(step.seconds)} s"
    times = f"{step.times} x {one}" if step.times > 1 else one
    return f"{times}: {step.do}"


def _session(session: Session, offers: Offers, width: int) -> list[str]:
    phase = offers.phases[session.phase]
    lines = _said("Phase", f"{phase.title}, {_weeks(phase.weeks)}", width)
    lines += _said("For", phase.do, width) + _said("When", phase.when, width)
    for at, one in enumerate((offers.exercises[name] for name in session.exercises), 1):
        lines += fill(f"{one.title}: {offers.dose(one, session.phase)}", width, start=f"{at:>3}. ")
        lines += fill(one.how, width, start="     ")
        lines += fill(_variants(one, offers), width, start="     ") if one.easier or one.harder else []
    return lines


def _weeks(weeks: tuple[int, int] | None) -> str:
    return "ongoing" if weeks is None else f"{weeks[0]}-{weeks[1]} weeks"


def _variants(one: Exercise, offers: Offers) -> str:
    ways = (("Easier", one.easier), ("Harder", one.harder))
    return " ".join(f"{head}: {offers.exercises[name].title.lower()}." for head, name in ways if name)


def _exercise(one: Exercise, offers: Offers, width: int) -> list[str]:
    legs = ", on one leg" if one.single_leg else ""
    lines = _said("Pattern", f"{one.pattern}{legs}", width)
    lines += _said("For", listed(muscle.replace("_", " ") for muscle in one.muscles), width)
    lines += _said("How", one.how, width)
    for head, name in (("Easier", one.easier), ("Harder", one.harder)):
        lines += _said(head, f"{offers.exercises[name].title} ({name})", width) if name else []
    if one.dose:
        return lines + _said("Dose", f"{one.dose}", width)
    first = list(offers.phases).index(one.phase)
    doses = [f"{offers.doses[phase]} ({phase})" for phase in list(offers.phases)[first:]]
    return lines + _said("Dose", ", ".join(doses), width)


def _cited(evidence: Iterable[Evidence], sources: Mapping[str, Mapping[str, Any]], width: int) -> list[str]:
    """Name each source once for each pair of grades, with the rules it stands for."""
    rules: dict[tuple[str, str, str], list[str]] = {}
    for one in evidence:
        rules.setdefault((one.source, one.link, one.cutoff), []).append(one.rule)
    lines = []
    for (name, link, cutoff), some in rules.items():
        source = sources[name]
        who = source.get("authors", source["title"]).split(",")[0]
        year = f" {source['year']}" if "year" in source else ""
        words = f"{name}, {who}{year}: {', '.join(dict.fromkeys(some))} ({GRADES[link]})"
        lines += fill(words, width, start=f"  {link} / {cutoff}  ")
    return lines
