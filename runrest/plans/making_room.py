"""Weeks in which strength finds no place: why, and the smallest change of the runs that would make one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.plans.scheduling import choices_of, place_strength
from runrest.plans.seasons import A_WEEK, is_one_week, lay_out
from runrest.plans.sessions import EFFORT, WEEKDAYS, told_day
from runrest.plans.spacing import count_breaches
from runrest.plans.training_plan import WEEK, TrainingPlan
from runrest.said import joined, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from runrest.plans.seasons import Placement, Season
    from runrest.plans.spacing_rules import Rules

COPIES = 3
"""A week that repeats is looked at so many times over: each rule reaches at most into the next week."""
CROWDED = said("too near to the sessions of the weeks around it (ST1, ST2)")


@frozen
class Shortage:
    """Weeks that lack a session for the same reason."""

    weeks: tuple[int, ...]
    """Counted from 0."""
    found: int
    """How many sessions each of them has."""
    refusals: tuple[tuple[str, str], ...]
    """Each day of the week that will not do, and why."""
    change: str
    """The smallest change of the plan that makes room, ``""`` where no single one does."""
    after_hard: bool = False
    """Whether strength after a hard run, on the same day, would do as well."""

    def __str__(self) -> str:
        which = _listed([str(week + 1) for week in self.weeks]) if len(self.weeks) < 3 else _span(self.weeks)
        named = said("weeks {weeks}", weeks=which) if len(self.weeks) > 1 else said("week {week}", week=which)
        lacks = said("a legal place for one session only") if self.found else said("no legal place for strength")
        told: dict[str, list[str]] = {}
        for day, why in self.refusals:
            told.setdefault(why, []).append(day)
        because = joined((said("{days}: {why}", days=_listed(days), why=why) for why, days in told.items()), "; ")
        mend = said("No single change of a hard session makes room.")
        if self.change:
            mend = said("What would make room: {change}.", change=self.change)
        if self.after_hard:
            also = said("Or let strength stand three hours or more after a hard run: --after-hard.")
            mend = said("{mend} {also}", mend=mend, also=also)
        because = because or CROWDED
        return said("{weeks}: {lacks} ({because}). {mend}", weeks=named, lacks=lacks, because=because, mend=mend)


def find_shortages(plan: TrainingPlan, placement: Placement, rules: Rules) -> tuple[Shortage, ...]:
    """Say which weeks lack a session, why, and what would make room.

    Parameters
    ----------
    plan : TrainingPlan
        The plan as it was given: one week, or a block.
    placement : Placement
        Where strength was placed in it.
    rules : Rules
        The rules with their numbers.

    Returns
    -------
    tuple of Shortage
        Weeks with the same days and reasons together; empty where each week has its two sessions.
    """
    season = placement.season
    alike: dict[tuple[int, tuple[tuple[str, str], ...]], list[int]] = {}
    for week in placement.lacking:
        refused = [(season.day(number), why) for number, why in season.refusals(week).items() if why]
        told = tuple((WEEKDAYS[day.weekday()], why) for day, why in refused)
        alike.setdefault((len(placement.chosen[week]), told), []).append(week)
    shortages = []
    for (found, told), weeks in alike.items():
        change = smallest_change(plan, placement, weeks[0], rules)
        also = not season.after_hard and _fits(evolve(season, after_hard=True), placement, weeks[0], rules)
        shortages.append(Shortage(tuple(weeks), found, told, change, also))
    return tuple(shortages)


def smallest_change(plan: TrainingPlan, placement: Placement, week: int, rules: Rules) -> str:
    """Find the smallest change of one hard session that gives a week its two sessions of strength.

    Parameters
    ----------
    plan : TrainingPlan
        The plan as it was given.
    placement : Placement
        Where strength was placed in it.
    week : int
        A week that lacks a session, counted from 0.
    rules : Rules
        The rules with their numbers.

    Returns
    -------
    str
        A session moved within its week by as few days as will do, breaking no more rules than before; else one that
        is run easy; ``""`` where neither helps.
    """
    season = placement.season
    weekly = is_one_week(plan)
    base = _without_strength(plan.repeated(1, season.start) if weekly else plan)
    first = season.start if weekly else season.start + week * WEEK
    copies = COPIES if weekly else 1
    broken = count_breaches(base.repeated(copies, first) if weekly else base, rules).total()
    for words, changed in _changes(base, first, weekly=weekly):
        if count_breaches(changed.repeated(copies, first) if weekly else changed, rules).total() > broken:
            continue
        laid = lay_out(changed, season.start, season.weeks, season.lengths, after_hard=season.after_hard)
        if _fits(laid, placement, week, rules):
            return words
    return ""


def _fits(season: Season, placement: Placement, week: int, rules: Rules) -> bool:
    if all(len(days) < A_WEEK for _, days in choices_of(season, week, rules)):
        return False
    anew = place_strength(season, rules)
    return week not in anew.lacking and anew.placed > placement.placed


def _changes(base: TrainingPlan, first: date, *, weekly: bool) -> Iterator[tuple[str, TrainingPlan]]:
    """Give each change of one hard session of a week, or of the day after it, from the smallest on."""
    near = [run for run in base.sessions if first <= run.day <= first + WEEK]
    hard = [run for run in near if run.hard and run.kind != "race"]
    hard.sort(key=lambda run: (run.kind == "long", run.day))
    for size in range(1, 7):
        for run in hard:
            for to in (run.day + timedelta(days=size), run.day - timedelta(days=size)):
                same_week = (to - first).days // 7 == (run.day - first).days // 7
                if same_week and not any(one.hard for one in base.of_day(to)):
                    words = said(
                        "move the {session} from {day} to {to}, the two days changing places",
                        session=run.words,
                        day=_called(run.day, weekly=weekly),
                        to=_called(to, weekly=weekly),
                    )
                    yield words, _swapped(base, run.day, to)
    for run in sorted(hard, key=lambda run: (run.kind == "long", EFFORT[run.kind], run.day)):
        eased = tuple(evolve(one, kind="easy") if one is run else one for one in base.sessions)
        when = _called(run.day, weekly=weekly)
        yield said("make the {session} of {day} an easy run", session=run.words, day=when), TrainingPlan(eased)


def _called(day: date, *, weekly: bool) -> str:
    return WEEKDAYS[day.weekday()] if weekly else told_day(day)


def _swapped(plan: TrainingPlan, one: date, other: date) -> TrainingPlan:
    places = {one: other, other: one}
    return TrainingPlan(tuple(evolve(session, day=places.get(session.day, session.day)) for session in plan.sessions))


def _without_strength(plan: TrainingPlan) -> TrainingPlan:
    return TrainingPlan(tuple(session for session in plan.sessions if not session.strength))


def _span(weeks: tuple[int, ...]) -> str:
    runs_on = weeks[-1] - weeks[0] == len(weeks) - 1
    if runs_on:
        return said("{first} to {last}", first=weeks[0] + 1, last=weeks[-1] + 1)
    return _listed([str(week + 1) for week in weeks])


def _listed(words: list[str]) -> str:
    """Join words with commas and a last "and"."""
    if len(words) < 2:
        return words[0] if words else ""
    return said("{first} and {last}", first=joined(words[:-1]), last=words[-1])
