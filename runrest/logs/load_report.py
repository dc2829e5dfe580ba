"""A report of training load: each figure by its variant, with its source, or why there is none; never for advice."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from runrest.errors import FactsError
from runrest.logs.day_states import DayState, day_states
from runrest.logs.deloads import week_km_back
from runrest.logs.load_balance import GAINS, load_balance
from runrest.logs.load_ratios import CHRONIC_DAYS, acwr_coupled, acwr_ewma, acwr_uncoupled
from runrest.logs.lookback import GAP_DAYS, Lookback
from runrest.logs.monotony import MONOTONY_LEAST, monotony_population, monotony_sample, strain_population, strain_sample
from runrest.logs.naming import named
from runrest.logs.planned import Profile
from runrest.logs.ramps import ramp_km, ramp_load
from runrest.logs.trimp import trimp_banister_mean, trimp_banister_seconds, trimp_edwards
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runrest.logs.figures import Figure
    from runrest.logs.runs import RunLog

WEEK = 7
AFTER_UNKNOWN = ("unknown", "restart")
REPORTED_ONLY = ("acwr", "ctl", "atl", "tsb", "trimp", "ramp", "ewma")
"""No tree asks these and no signal carries them: evidence.md gives reasons against each, or none for it."""


def training_report(
    log: RunLog,
    on: date,
    profile: Profile | None = None,
    gap_days: int = GAP_DAYS,
    after_unknown: Literal["unknown", "restart"] = "unknown",
) -> tuple[Figure, ...]:
    """Report training load as it stands on the morning of a day.

    Parameters
    ----------
    log : RunLog
        All sessions; the day itself and later ones are not in the figures.
    on : datetime.date
        The morning.
    profile : Profile, optional
        With highest and resting heart rate and sex, for TRIMP.
    gap_days : int
        More days than this without any activity are a gap in the log, not rest.
    after_unknown : str
        What an unknown day does to figures that carry every day on (EWMA, CTL, ATL, TSB): ``unknown`` leaves them
        unknown from then on, because an unknown load is not 0; ``restart`` begins them anew on the day after it.

    Returns
    -------
    tuple of Figure
        Monotony and strain (both standard deviations), ACWR (coupled, uncoupled, EWMA), CTL, ATL and TSB (three
        gains), TRIMP of the week (Banister by the mean and by the second, Edwards), ramps. A figure without a value
        has its reason, with the day that breaks it.

    Raises
    ------
    FactsError
        Where `gap_days` or `after_unknown` cannot be.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> days = [date(2026, 10, 1) + timedelta(days=2 * number) for number in range(26)]
    >>> log = RunLog([Run(day, minutes=50, rpe=4) for day in days])
    >>> found = {figure.name: figure for figure in training_report(log, date(2026, 11, 22))}
    >>> round(found["monotony_sample"].value, 2), found["trimp_edwards_7d"].reason
    (0.8, 'the run of 2026-11-20: it has no heart rate')
    """
    if after_unknown not in AFTER_UNKNOWN:
        raise FactsError((f"after_unknown is {after_unknown!r}, but must be one of {', '.join(AFTER_UNKNOWN)}",))
    begins = log.first_day or on
    states = day_states(log, min(begins, on - timedelta(days=CHRONIC_DAYS)), on - timedelta(days=1), gap_days, on)
    days = Days(states, on)
    carried = days.since(begins)
    if after_unknown == "restart":
        carried = carried.after_the_last_unknown()
    back = Lookback(log, on, gap_days)
    return (
        *(_monotony(days, make) for make in (monotony_population, monotony_sample, strain_population, strain_sample)),
        days.figure(acwr_coupled, CHRONIC_DAYS),
        days.figure(acwr_uncoupled, CHRONIC_DAYS),
        carried.figure(acwr_ewma),
        *(carried.told(figure) for variant in GAINS for figure in load_balance(carried.loads, variant)),
        *_trimps(back, profile or Profile()),
        days.told(ramp_load(days.total(WEEK, 0), days.total(2 * WEEK, WEEK)), 2 * WEEK),
        _ramp_km(back),
    )


@frozen
class Days:
    """The states of days up to a morning, the oldest first."""

    states: tuple[DayState, ...]
    on: date

    @property
    def loads(self) -> list[float | None]:
        """The load of each day (AU)."""
        return [state.load for state in self.states]

    def since(self, first: date) -> Days:
        """Leave out the days before one."""
        return Days(tuple(state for state in self.states if state.day >= first), self.on)

    def after_the_last_unknown(self) -> Days:
        """Leave out all days up to the last one whose load is not known."""
        last = max((state.day for state in self.states if state.load is None), default=None)
        return self if last is None else self.since(last + timedelta(days=1))

    def figure(self, make: Callable[[Sequence[float | None]], Figure], days: int | None = None) -> Figure:
        """Make a figure of the last days, of all where no number is given."""
        loads = self.loads if days is None else self.loads[-days:]
        return self.told(make(loads), days)

    def told(self, figure: Figure, days: int | None = None) -> Figure:
        """Name the day that leaves a figure without a value, where it is one."""
        states = self.states if days is None else self.states[-days:]
        broken = next((state for state in reversed(states) if state.load is None), None)
        if figure.known or broken is None:
            return figure
        return evolve(figure, reason=said("the load of {day} is not known: {why}", day=broken.day, why=broken.reason))

    def total(self, oldest: int, newest: int) -> float | None:
        """Add up the loads of some days before the morning (AU)."""
        loads = self.loads[len(self.states) - oldest : len(self.states) - newest]
        known = [load for load in loads if load is not None]
        return math.fsum(known) if len(known) == oldest - newest else None


def _monotony(days: Days, make: Callable[[Sequence[float | None]], Figure]) -> Figure:
    """Make a figure of the last week; one unknown day of seven does not break it."""
    loads = days.loads[-WEEK:]
    figure = make(loads)
    known = sum(load is not None for load in loads)
    return days.told(figure, WEEK) if known < MONOTONY_LEAST else figure


def _ramp_km(back: Lookback) -> Figure:
    (week, why), (before, why_before) = week_km_back(back, 0), week_km_back(back, 1)
    figure = ramp_km(week, before)
    return evolve(figure, reason=why or why_before) if why or why_before else figure


def _trimps(back: Lookback, profile: Profile) -> tuple[Figure, ...]:
    """Add up the TRIMP of the week's sessions, each way."""
    sessions = back.log.sessions(back.back(WEEK), back.back(1))
    ways = (
        [trimp_banister_mean(one.minutes, one.heart, profile) for one in sessions],
        [trimp_banister_seconds(one.heart, profile) for one in sessions],
        [trimp_edwards(one.heart, profile.max_hr) for one in sessions],
    )
    empty = (
        trimp_banister_mean(None, None, profile),
        trimp_banister_seconds(None, profile),
        trimp_edwards(None, profile.max_hr),
    )
    uncovered = back.why_uncovered(WEEK, 1)
    found = []
    for figures, model in zip(ways, empty, strict=True):
        broken = next((at for at in range(len(figures) - 1, -1, -1) if not figures[at].known), None)
        reason = uncovered
        if not reason and broken is not None:
            reason = said("{session}: {why}", session=named(sessions[broken]), why=figures[broken].reason)
        total = None if reason else math.fsum(figure.value or 0.0 for figure in figures)
        found.append(evolve(model, name=f"{model.name}_7d", value=total, reason=reason))
    return tuple(found)
