"""An offer as something to follow, and a list of offers to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.instead.offers import Drill, Exercise, Routine, Session
from runrest.words.wording import fill, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runrest.instead.offers import Offer, Offers, Phase
    from runrest.instead.offers import Step as RoutineStep
    from runrest.phrases import Phrases
    from runrest.tree import Evidence

NARROWEST = 40
HEAD = 13
"""Columns of the words before a colon."""


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
    width, phrases = max(width, NARROWEST), offers.phrases
    said = _Lines(phrases, width)
    lines = fill(offer.title, width)
    if isinstance(offer, Drill):
        lines += said("cue", phrases("offer.quoted", cue=offer.cue)) + said("for", offer.purpose)
        lines += _numbered(offer.drill, width) + said("dose", sentence(offer.dose))
    elif isinstance(offer, Routine):
        lines += said("for", offer.purpose) + said("when", offer.when)
        lines += _numbered([_step(step, phrases) for step in offer.steps], width)
    elif isinstance(offer, Session):
        lines += _session(offer, offers, said)
    elif isinstance(offer, Exercise):
        lines += _exercise(offer, offers, said)
    minutes = getattr(offer, "minutes", None)
    if minutes:
        lines += said("takes", phrases("offer.minutes", n=minutes))
    lines += said("equipment", phrases.listed(_things(offer.equipment, phrases)) or phrases("offer.no_equipment"))
    if not isinstance(offer, Exercise):
        lines += said("not_when", offer.when_not)
    lines += ["", *fill(phrases("offer.evidence"), width)]
    lines += _cited(offer.evidence, sources, phrases, width)
    return "\n".join([*lines, "", phrases("guidance")])


def tell_offers(
    found: Sequence[Offer],
    named: Iterable[str],
    phrases: Phrases,
    width: int = 80,
    *,
    stopped: bool = False,
    less: bool = False,
) -> str:
    """Write a list of offers to choose from.

    Parameters
    ----------
    found : sequence of Offer
        What fits.
    named : iterable of str
        Which of them the binding advice names.
    phrases : Phrases
        The language to tell them in.
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
    >>> from runrest.loading import house
    >>> print(tell_offers([], [], house().phrases, stopped=True))
    See a professional first.
    General guidance, not medical advice.
    """
    width = max(width, NARROWEST)
    if stopped or not found:
        return "\n".join([phrases("offer.see_somebody" if stopped else "offer.nothing_fits"), phrases("guidance")])
    first = [offer for offer in found if offer.id in frozenset(named)]
    others = [offer for offer in found if offer not in first]
    lines = []
    for head, some in (("offer.instead", first), ("offer.also_fits" if first else "offer.fits", others)):
        lines += [phrases(head), *(line for offer in some for line in _line(offer, phrases, width))] if some else []
    if less and any(isinstance(offer, Session) for offer in found):
        lines += fill(phrases("offer.less"), width)
    return "\n".join([*lines, phrases("offer.follow"), phrases("guidance")])


def tell_table(offers: Offers, width: int = 80) -> str:
    """Write the 12-week strength table, with the sessions of each phase.

    Examples
    --------
    >>> from runrest.offering import stock
    >>> print(tell_table(stock()).splitlines()[0])
    Weeks 1-4: Foundation & Form, 2-3 x 12-15
    """
    width, phrases = max(width, NARROWEST), offers.phrases
    said = _Lines(phrases, width, "  ")
    lines: list[str] = []
    for row in offers.table:
        first, last = row.weeks
        words = phrases("offer.row", first=first, last=last, focus=row.focus, dose=str(row.dose))
        lines += fill(words, width) + said("exercises", row.words)
        lines += said("phase", _phase(offers.phases[row.phase], phrases))
        own = (o.id for o in offers.offers.values() if isinstance(o, Session) and o.phase == row.phase)
        lines += said("sessions", ", ".join(own))
    return "\n".join([*lines, *fill(phrases("offer.own_numbers"), width), phrases("guidance")])


@frozen
class _Lines:
    """What writes some words beside their head, or nothing where there are no words."""

    phrases: Phrases
    width: int
    start: str = ""

    def __call__(self, head: str, words: str) -> list[str]:
        told = f"{self.start}{self.phrases(f'offer.head.{head}')}:"
        return fill(words, self.width, start=f"{told:<{HEAD}}") if words else []


def _line(offer: Offer, phrases: Phrases, width: int) -> list[str]:
    minutes = offer.minutes
    line = phrases("offer.line_minutes", title=offer.title, minutes=minutes) if minutes else offer.title
    things = phrases.listed(_things(offer.equipment, phrases))
    words = phrases("offer.things", line=line, things=things) if things else line
    return fill(words, width, start=f"  {offer.id:<24}  ", rest=" " * 28)


def _things(names: Iterable[str], phrases: Phrases) -> list[str]:
    return [phrases(f"thing.{name}") for name in names]


def _numbered(steps: Iterable[str], width: int) -> list[str]:
    return [line for at, step in enumerate(steps, 1) for line in fill(step, width, start=f"{at:>3}. ")]


def _step(step: RoutineStep, phrases: Phrases) -> str:
    if not step.seconds:
        return step.do
    whole = step.seconds % 60 == 0
    one = phrases("offer.min", minutes=step.seconds / 60) if whole else phrases("offer.s", seconds=step.seconds)
    times = phrases("offer.rounds", times=step.times, one=one) if step.times > 1 else one
    return f"{times}: {step.do}"


def _phase(phase: Phase, phrases: Phrases) -> str:
    weeks = phrases("offer.ongoing")
    if phase.weeks is not None:
        weeks = phrases("offer.weeks", first=phase.weeks[0], last=phase.weeks[1])
    return phrases("offer.phase", title=phase.title, weeks=weeks)


def _session(session: Session, offers: Offers, said: _Lines) -> list[str]:
    phase, phrases = offers.phases[session.phase], offers.phrases
    lines = said("phase", _phase(phase, phrases)) + said("for", phase.do) + said("when", phase.when)
    for at, one in enumerate((offers.exercises[name] for name in session.exercises), 1):
        words = phrases("offer.exercise", title=one.title, dose=str(offers.dose(one, session.phase)))
        lines += fill(words, said.width, start=f"{at:>3}. ")
        lines += fill(one.how, said.width, start="     ")
        lines += fill(_variants(one, offers), said.width, start="     ") if one.easier or one.harder else []
    return lines


def _variants(one: Exercise, offers: Offers) -> str:
    ways = (("offer.easier", one.easier), ("offer.harder", one.harder))
    phrases = offers.phrases
    titles = [(key, offers.exercises[name].title) for key, name in ways if name]
    return " ".join(phrases(key, title=phrases.inside(title)) for key, title in titles)


def _exercise(one: Exercise, offers: Offers, said: _Lines) -> list[str]:
    phrases = offers.phrases
    pattern = phrases(f"thing.{one.pattern}")
    lines = said("pattern", phrases("offer.single_leg", pattern=pattern) if one.single_leg else pattern)
    lines += said("for", phrases.listed(_things(one.muscles, phrases)))
    lines += said("how", one.how)
    for head, name in (("easier", one.easier), ("harder", one.harder)):
        lines += said(head, phrases("offer.variant", title=offers.exercises[name].title, name=name)) if name else []
    if one.dose:
        return lines + said("dose", f"{one.dose}")
    first = list(offers.phases).index(one.phase)
    doses = [f"{offers.doses[phase]} ({phrases(f'thing.{phase}')})" for phase in list(offers.phases)[first:]]
    return lines + said("dose", ", ".join(doses))


def _cited(
    evidence: Iterable[Evidence], sources: Mapping[str, Mapping[str, Any]], phrases: Phrases, width: int
) -> list[str]:
    """Name each source once for each pair of grades, with the rules it stands for."""
    rules: dict[tuple[str, str, str], list[str]] = {}
    for one in evidence:
        rules.setdefault((one.source, one.link, one.cutoff), []).append(one.rule)
    lines = []
    for (name, link, cutoff), some in rules.items():
        source = sources[name]
        who = source.get("authors", source["title"]).split(",")[0]
        who += f" {source['year']}" if "year" in source else ""
        told = ", ".join(dict.fromkeys(some))
        words = phrases("offer.source", name=name, who=who, rules=told, grade=phrases(f"grade.{link}"))
        lines += fill(words, width, start=f"  {link} / {cutoff}  ")
    return lines
