"""A plan of runs laid out over weeks, and the days of those weeks that strength is placed on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from attrs import evolve, frozen

from runrest.errors import FactsError
from runrest.plans.sessions import Session, told_day
from runrest.plans.strength_weeks import phase_of
from runrest.plans.training_plan import WEEK, TrainingPlan
from runrest.said import said

Days: TypeAlias = tuple[int, ...]
"""The days of one week that strength is placed on, counted from the first day of all."""

A_WEEK = 2
MOST_WEEKS = 104


@frozen
class Season:
    """A plan of runs laid out over weeks, with the phase of each."""

    runs: TrainingPlan
    start: date
    weeks: int
    lengths: tuple[int, ...]
    after_hard: bool = False
    """Whether strength may stand on the day of a hard run, after it."""

    def day(self, number: int) -> date:
        """Give the date of a day counted from the first."""
        return self.start + timedelta(days=number)

    def phase(self, week: int) -> str:
        """Give the phase of a week, counted from 0."""
        return phase_of(week, self.lengths)

    def refusals(self, week: int) -> dict[int, str]:
        """Say of each day of a week why strength may not stand on it, ``""`` where it may."""
        return {number: self._refusal(number, self.phase(week)) for number in range(7 * week, 7 * week + 7)}

    def _refusal(self, number: int, phase: str) -> str:
        today = next((run for run in self.runs.of_day(self.day(number)) if run.hard), None)
        if today is not None and (today.kind == "race" or not self.after_hard):
            return said("{session} that day (ST4)", session=today.words)
        tomorrow = next((run for run in self.runs.of_day(self.day(number + 1)) if run.hard), None)
        if tomorrow is not None and phase != "foundation":
            return said("the day before the {session} (ST3)", session=tomorrow.words)
        return ""


@frozen
class Placement:
    """Which days of each week strength is placed on."""

    season: Season
    chosen: tuple[Days, ...]

    @property
    def lacking(self) -> tuple[int, ...]:
        """Name the weeks, counted from 0, that have fewer sessions than they should."""
        return tuple(week for week, days in enumerate(self.chosen) if len(days) < A_WEEK)

    @property
    def placed(self) -> int:
        """Count the sessions that found a place."""
        return sum(len(days) for days in self.chosen)

    def sessions(self) -> tuple[Session, ...]:
        """List the sessions of strength, with their phase."""
        return tuple(
            Session(self.season.day(number), "strength", phase=self.season.phase(week))
            for week, days in enumerate(self.chosen)
            for number in days
        )

    def plan(self) -> TrainingPlan:
        """Give the plan of the weeks, runs and strength together."""
        end = self.season.start + self.season.weeks * WEEK
        runs = (session for session in self.season.runs.sessions if self.season.start <= session.day < end)
        plan = TrainingPlan(runs)
        for session in self.sessions():
            plan = plan.plus(session)
        return plan


def lay_out(
    plan: TrainingPlan, start: date, weeks: int, lengths: tuple[int, ...], *, after_hard: bool = False
) -> Season:
    """Lay a plan of runs out over the weeks that strength is to be placed in.

    Parameters
    ----------
    plan : TrainingPlan
        One week, which is repeated, or a block that holds all the weeks. Strength in it is left out.
    start : datetime.date
        The first day of the first week.
    weeks : int
        How many weeks.
    lengths : tuple of int
        Weeks of each phase.
    after_hard : bool
        Whether strength may stand on the day of a hard run, after it.

    Returns
    -------
    Season
        The runs from the first day to the one after the last.

    Raises
    ------
    FactsError
        Where a block does not hold the weeks, or there are no weeks.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise FactsError((said("weeks is {weeks}, but must be from 1 to {most}", weeks=weeks, most=MOST_WEEKS),))
    runs = evolve(plan, sessions=tuple(session for session in plan.sessions if not session.strength))
    if is_one_week(plan):
        # One more, so that the last day knows whether there is a hard run after it.
        return Season(runs.repeated(weeks + 1, start), start, weeks, lengths, after_hard)
    first, last = plan.sessions[0].day, plan.sessions[-1].day
    if first >= start + WEEK:
        begins, wanted = told_day(first), told_day(start)
        raise FactsError((said("the plan begins on {first}, more than a week after {day}", first=begins, day=wanted),))
    held = max(0, -(-((last - start).days + 1) // 7))
    if held < weeks:
        remedy = said("give {held} weeks, or a longer plan", held=held) if held else said("begin earlier")
        raise FactsError(
            (
                said(
                    "from {day} the plan holds {held} of {weeks} weeks; {remedy}",
                    day=told_day(start),
                    held=held,
                    weeks=weeks,
                    remedy=remedy,
                ),
            )
        )
    return Season(runs, start, weeks, lengths, after_hard)


def is_one_week(plan: TrainingPlan) -> bool:
    """Tell whether a plan is of a single week, to be repeated."""
    return not plan.sessions or plan.sessions[-1].day - plan.sessions[0].day < WEEK
