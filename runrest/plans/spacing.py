"""Which sessions of a plan stand too close to each other, by which rule."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.plans.sessions import told_day
from runrest.plans.training_plan import LOOK_BACK, WEEK
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from runrest.plans.sessions import Session
    from runrest.plans.spacing_rules import Rule, Rules
    from runrest.plans.training_plan import TrainingPlan

DAY = timedelta(days=1)
WHOLE = 1e-9
"""Kilometres are written in decimals: 1.1 times 10 is a little more than 11."""


@frozen
class Breach:
    """Sessions that do not go together, or a hint that they hardly do."""

    rule: Rule
    sessions: tuple[Session, ...]
    """In order; the last one is what another date, or another length, would mend."""
    says: str
    most_km: float | None = None
    """The longest run that the rule allows, where it is about length."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days it is about, each once."""
        return tuple(sorted({session.day for session in self.sessions}))

    @property
    def hint(self) -> bool:
        """Tell whether it is only a hint."""
        return self.rule.level == "hint"


def find_breaches(plan: TrainingPlan, rules: Rules) -> tuple[Breach, ...]:
    """Find every breach of the rules in a plan.

    Parameters
    ----------
    plan : TrainingPlan
        Planned sessions, and done ones where a log is known.
    rules : Rules
        The rules with their numbers.

    Returns
    -------
    tuple of Breach
        In order of the last day of each. What is only between sessions that are done is past, and not named.
    """
    checks = (_hard_apart, _hard_days, _spikes, _strength_a_week, _strength_apart, _strength_before_hard, _same_day)
    found = [breach for check in checks for breach in check(plan, rules)]
    open_ones = [breach for breach in found if not all(session.done for session in breach.sessions)]
    return tuple(sorted(open_ones, key=lambda breach: (breach.days[-1], breach.rule.id)))


def count_breaches(plan: TrainingPlan, rules: Rules) -> Counter[tuple[object, ...]]:
    """Count the breaches of a plan by rule, days and sessions, without the hints, so that two plans can be compared."""
    return Counter(
        (breach.rule.id, *((session.day, session.kind) for session in breach.sessions))
        for breach in find_breaches(plan, rules)
        if not breach.hint
    )


def _hard_apart(plan: TrainingPlan, rules: Rules) -> Iterator[Breach]:
    hard = [session for session in plan.sessions if session.hard]
    for one, other in pairwise(hard):
        apart = (other.day - one.day).days
        if apart < rules.limit("LD8"):
            both = (other, one) if other.kind == "race" and not one.done else (one, other)
            told = {"later": _on(other), "one": _on(one)}
            says = (
                said("{later} comes on the same day as {one}: less than 48 hours between hard sessions", **told)
                if apart == 0
                else said("{later} comes the day after {one}: less than 48 hours between hard sessions", **told)
            )
            yield Breach(rules["LD8"], both, says)


def _hard_days(plan: TrainingPlan, rules: Rules) -> Iterator[Breach]:
    hard = [session for session in plan.sessions if session.hard]
    for crowd in _crowds(hard, rules.limit("LD9")):
        days = list(dict.fromkeys(session.day for session in crowd))
        says = said(
            "{count} hard days in seven, {first} to {last}: more than {most:g}",
            count=len(days),
            first=told_day(days[0]),
            last=told_day(days[-1]),
            most=rules.limit("LD9"),
        )
        # A race has its date and a long run its place, so that something else is to give way.
        movable = sorted(crowd, key=lambda run: (not run.done and run.kind != "race", run.kind != "long", run.day))
        yield Breach(rules["LD9"], tuple(movable), says)


def _strength_a_week(plan: TrainingPlan, rules: Rules) -> Iterator[Breach]:
    strength = [session for session in plan.sessions if session.strength]
    for crowd in _crowds(strength, rules.limit("ST1")):
        says = said(
            "{count} strength sessions in seven days, {first} to {last}: more than {most:g} a week",
            count=len(crowd),
            first=told_day(crowd[0].day),
            last=told_day(crowd[-1].day),
            most=rules.limit("ST1"),
        )
        yield Breach(rules["ST1"], crowd, says)


def _crowds(sessions: Sequence[Session], most: float) -> Iterator[tuple[Session, ...]]:
    """Give the sessions of each seven days that hold too many days of them, none within another."""
    ended: date | None = None
    for at, first in enumerate(sessions):
        crowd = [session for session in sessions[at:] if session.day - first.day < WEEK]
        if len({session.day for session in crowd}) > most and (ended is None or crowd[-1].day > ended):
            ended = crowd[-1].day
            yield tuple(crowd)


def _spikes(plan: TrainingPlan, rules: Rules) -> Iterator[Breach]:
    runs = [session for session in plan.sessions if session.runs]
    for run, longest in judged_lengths(plan):
        key = "LD3" if run.kind == "race" else "LD1"
        most = rules.limit(key) * longest
        if run.km is not None and run.km > most + WHOLE:
            before = next(one for one in reversed(runs) if one.km == longest and one.day < run.day)
            says = said(
                "{km:g} km on {day} is {times:.2f} times the longest run of the 30 days"
                " before ({longest:g} km on {before}): more than {most:.2f} times",
                km=run.km,
                day=told_day(run.day),
                times=run.km / longest,
                longest=longest,
                before=told_day(before.day),
                most=rules.limit(key),
            )
            yield Breach(rules[key], (before, run), says, most_km=most)


def judged_lengths(plan: TrainingPlan) -> Iterator[tuple[Session, float]]:
    """Give each planned run that can be judged by the longest of the 30 days before it.

    Parameters
    ----------
    plan : TrainingPlan
        A plan, with what was done before it where a log is known.

    Yields
    ------
    tuple of Session and float
        The run, and the longest before it [km]. Left out are runs of the first seven days of all that is known, as a
        week shows no long run before it ends, and runs after a long one without a distance.
    """
    runs = [session for session in plan.sessions if session.runs]
    for run in runs:
        if run.done or run.km is None or run.day - plan.sessions[0].day < WEEK:
            continue
        before = [one for one in runs if DAY <= run.day - one.day <= LOOK_BACK * DAY]
        longest = max((one.km for one in before if one.km is not None), default=None)
        if longest is not None and not any(one.km is None and one.kind in ("long", "race") for one in before):
            yield run, longest


def _strength_apart(plan: TrainingPlan, rules: Rules) -> Iterator[Breach]:
    for one, other in pairwise([session for session in plan.sessions if session.strength]):
        apart = (other.day - one.day).days
        if apart < rules.limit("ST2"):
            when = said("two on the same day") if apart == 0 else said("on two days running")
            says = said(
                "strength on {one} and {later}, {when}: less than two days apart",
                one=told_day(one.day),
                later=told_day(other.day),
                when=when,
            )
            yield Breach(rules["ST2"], (one, other), says)


def _strength_before_hard(plan: TrainingPlan, rules: Rules) -> Iterator[Breach]:
    hard: dict[date, Session] = {}
    for session in plan.sessions:
        if session.hard and not session.done:
            hard.setdefault(session.day, session)
    for session in plan.sessions:
        if not session.intense or session.done:
            continue
        for after in range(1, int(rules.limit("ST3"))):
            key_run = hard.get(session.day + after * DAY)
            if key_run is not None:
                unsaid = "" if session.phase else said(" (its phase is not stated, so it is taken as intense)")
                says = said(
                    "intense strength on {day} is the day before {session}{unsaid}",
                    day=told_day(session.day),
                    session=_on(key_run),
                    unsaid=unsaid,
                )
                yield Breach(rules["ST3"], (key_run, session), says)


def _same_day(plan: TrainingPlan, rules: Rules) -> Iterator[Breach]:
    at = {session.day: 0 for session in plan.sessions if session.strength}
    for day in at:
        today = plan.of_day(day)
        first = next(place for place, session in enumerate(today) if session.strength)
        later = next((session for session in today[first:] if session.runs), None)
        hard = next((session for session in today if session.hard), None)
        if later is not None:
            says = said(
                "strength comes before the {session} on {day}: run first, then strength",
                session=later.words,
                day=told_day(day),
            )
            yield Breach(rules["ST4"], (later, today[first]), says)
        if hard is not None:
            hours = rules.limit("ST4_HARD")
            says = said(
                "strength and a hard run ({session}) both on {day}: leave {hours:g} hours or more after the run",
                session=hard.words,
                day=told_day(day),
                hours=hours,
            )
            yield Breach(rules["ST4_HARD"], (hard, today[first]), says)


def _on(session: Session) -> str:
    day = told_day(session.day)
    if session.kind == "intervals":
        return said("{session} on {day}", session=session.words, day=day)
    return said("a {session} on {day}", session=session.words, day=day)
