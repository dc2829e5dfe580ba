"""What must hold between offers, and between an offer and the advice that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.errors import did_you_mean
from runrest.flaws import Flaw
from runrest.instead.allowing import SEE_SOMEBODY, Day, over, stops
from runrest.instead.offers import LEVELS, LONG_HOLD_S, PHASES, Drill, Routine, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runrest.instead.offers import Exercise, Offer, Offers
    from runrest.scales import Scales
    from runrest.tree import Advice, TreeFile

MOST_CUE_WORDS = 5
FEWEST_SESSIONS = 2


def check_offers(offers: Offers, scales: Scales) -> list[Flaw]:
    """Find what is wrong between offers that have each been read.

    Parameters
    ----------
    offers : Offers
        All of them.
    scales : Scales
        For the order of the steps of impact.

    Returns
    -------
    list of Flaw
        Codes T202 (a circle of easier and harder), T303 (figures that do not fit each other), T403 (an exercise
        that is not there) and T602 (too few sessions for a phase and a level).

    Examples
    --------
    >>> from runrest.loading import house
    >>> from runrest.offering import stock
    >>> check_offers(stock(), house().scales)
    []
    """
    flaws = [
        Flaw(code, offer.path, offer.line, f"offers.{offer.id}", sentence)
        for offer in offers.offers.values()
        for code, sentence in _offer(offer, offers, scales)
    ]
    flaws += [
        Flaw(code, one.path, one.line, f"exercises.{one.id}", sentence)
        for one in offers.exercises.values()
        for code, sentence in _exercise(one, offers)
    ]
    path = next((one.path for one in offers.exercises.values()), "")
    flaws += [Flaw(code, path, 1, "", sentence) for code, sentence in _whole(offers)]
    return flaws


def check_offers_fit(file: TreeFile, offers: Offers, scales: Scales, code: str = "T403") -> list[Flaw]:
    """Find offers that do not fit the caps of the very advice that makes them.

    Parameters
    ----------
    file : TreeFile
        Any tree.
    offers : Offers
        What can be offered; a name that is not there is found while reading.
    scales : Scales
        For the order of the steps.
    code : str
        Under which the flaws are told.

    Returns
    -------
    list of Flaw
        One for each offer that its own advice forbids, or that stands before a visit to a professional.
    """
    flaws = []
    for advice in file.advice.values():
        day = advised(advice, scales)
        for name in advice.offer:
            offer = offers.offers.get(name)
            why = "" if offer is None else SEE_SOMEBODY if day.stopped else over(offer, day, scales)
            if why:
                sentence = f"offers {name}, which this advice does not allow: {why.rstrip('.')}"
                flaws.append(Flaw(code, file.path, advice.line, f"advice.{advice.id}.offer", sentence))
    return flaws


def advised(advice: Advice, scales: Scales) -> Day:
    """Read off one advice what it allows by itself; a cap on a signal is open."""
    ranks = {scale: rank for scale, cap in advice.caps if (rank := scales.scales[scale].rank(cap)) is not None}
    return Day(ranks, stops(ranks, advice.refer, scales))


def _offer(offer: Offer, offers: Offers, scales: Scales) -> Iterator[tuple[str, str]]:
    if isinstance(offer, Drill) and len(offer.cue.split()) > MOST_CUE_WORDS:
        yield "T303", f"the cue has {len(offer.cue.split())} words; at most {MOST_CUE_WORDS} can be thought of on a run"
    if isinstance(offer, Routine):
        yield from _routine(offer)
    if isinstance(offer, Session):
        yield from _session(offer, offers, scales)


def _routine(routine: Routine) -> Iterator[tuple[str, str]]:
    total = sum(step.total_s for step in routine.steps)
    if total != (routine.minutes or 0) * 60:
        yield "T303", f"the steps take {total / 60:g} minutes, but duration_min is {routine.minutes or 0:g}"
    if routine.kind == "rest" and (routine.intensity, routine.impact) != ("none", "none"):
        yield "T303", "a rest needs nothing: its intensity and impact are none"
    if routine.timing != "after" and any(step.hold_s > LONG_HOLD_S for step in routine.steps):
        yield "T303", f'a stretch held for more than {LONG_HOLD_S} s belongs after a run (LF7): say timing = "after"'


def _session(session: Session, offers: Offers, scales: Scales) -> Iterator[tuple[str, str]]:
    chosen = [offers.exercises[name] for name in session.exercises if name in offers.exercises]
    if not any(one.single_leg for one in chosen):
        yield "T303", "there is no single-leg exercise, and every session has one (ST10)"
    for knee in ("straight", "bent"):
        if not any(one.knee == knee for one in chosen):
            yield "T303", f"there is no calf exercise with the knee {knee} (ST9)"
    impact = scales.scales["impact"]
    for one in chosen:
        if (impact.rank(one.impact) or 0) > (impact.rank(session.impact) or 0):
            yield "T303", f"{one.id} needs impact {one.impact}, but the session needs only {session.impact}"
        if PHASES.index(one.phase) > PHASES.index(session.phase):
            yield "T303", f"{one.id} belongs to the phase {one.phase}, later than {session.phase}"
        if not LEVELS[session.level].issuperset(one.equipment):
            yield "T303", f"{one.id} needs {', '.join(one.equipment)}, which the level {session.level} has not"


def _exercise(one: Exercise, offers: Offers) -> Iterator[tuple[str, str]]:
    known = offers.exercises
    if not one.easier and not one.harder:
        yield "T104", "easier and harder are missing; give at least one"
    for name in (one.easier, one.harder):
        if name and name not in known:
            yield "T403", f"there is no exercise {name!r}{did_you_mean(name, known)}"
    seen, waiting = set[str](), [one.id]
    while waiting:
        above = _above(waiting.pop(), offers)
        if one.id in above:
            yield "T202", f"going harder from {one.id} leads back to it"
            return
        waiting += above - seen
        seen |= above


def _above(name: str, offers: Offers) -> set[str]:
    """Name what is harder than an exercise, by its own word or by that of the others."""
    found = {other.id for other in offers.exercises.values() if other.easier == name}
    own = offers.exercises[name].harder
    return found | ({own} if own in offers.exercises else set())


def _whole(offers: Offers) -> Iterator[tuple[str, str]]:
    """Find rows and phases that do not fit, and phases without sessions; nothing where there is no strength."""
    for row in offers.table:
        for name in row.exercises:
            if name not in offers.exercises:
                yield "T403", f"the table names no exercise {name!r}{did_you_mean(name, offers.exercises)}"
    for phase in offers.phases:
        if phase not in offers.doses:
            yield "T104", f"the table has no row for the phase {phase}, so there are no sets and repetitions"
        for level in LEVELS:
            there = [
                one
                for one in offers.offers.values()
                if isinstance(one, Session) and (one.phase, one.level) == (phase, level)
            ]
            if len(there) < FEWEST_SESSIONS:
                yield "T602", f"{phase} has {len(there)} sessions for {level}; at least {FEWEST_SESSIONS} are needed"
