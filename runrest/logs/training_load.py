"""Numbers from runs: what a log shows on a given day, and what it cannot show."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.logs.runs import Run, RunLog

STALE_DAYS = 30
"""After so many days without any activity a log more likely ended than its runner stopped."""

SHORT_BREAK_DAYS = 5
"""Up to here a pause needs no way back (BK2)."""

KM_PER_EASY_DAY = 3.0
"""A race asks for about one easy day for every so many kilometres (BK1)."""

MOST = MappingProxyType(
    {
        "longest_run_30d": 250.0,
        "days_off": 3650,
        "hours_since_hard": 2000.0,
        "days_since_strength": 3650,
        "week_km_prev": 500.0,
        "days_since_race": 3650,
        "last_race_km": 500.0,
        "break_days": 3650,
    }
)
"""The vocabulary's largest values: a log of decades may hold more, but more would say nothing more."""


@frozen
class Comeback:
    """A break in running, and how far the way back from it has been walked."""

    days: int
    """From the last run before it to the first run after it."""
    share: float
    """Days since the first run back, as a share of the break's own days."""


def findings(log: RunLog, on: date) -> Mapping[str, object]:
    """Give every signal that a log shows on a day.

    Parameters
    ----------
    log : RunLog
        The log; whatever is dated after the day is not used.
    on : datetime.date
        The day that is asked about.

    Returns
    -------
    mapping of str to object
        Signal to value; a signal that the log cannot show is absent, never zero.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 12), km=9, rpe=7), Run(date(2026, 11, 20), km=12, rpe=3)])
    >>> findings(log, date(2026, 11, 22))["longest_run_30d"]
    12
    """
    known = log.until(on)
    race = last_race(known, on)
    comeback = binding_comeback(known, on)
    numbers: dict[str, float | None] = {
        "longest_run_30d": longest_run(known, on),
        "days_off": days_off(known, on),
        "hours_since_hard": hours_since_hard(known, on),
        "hard_7d": hard_days(known, on),
        "strength_7d": strength_sessions(known, on),
        "days_since_strength": days_since_strength(known, on),
        "week_km_prev": week_km(known, on),
        "ran_yesterday": ran_yesterday(known, on),
        "days_since_race": (on - race.day).days if race else None,
        "last_race_km": race.km if race else None,
        "break_days": comeback.days if comeback else None,
        "return_share": comeback.share if comeback and comeback.days else None,
    }
    known_numbers = {name: value for name, value in numbers.items() if value is not None}
    return {name: min(value, MOST.get(name, value)) for name, value in known_numbers.items()}


def longest_run(log: RunLog, on: date) -> float | None:
    """Find the longest run of the 30 days before a day [km]; none is unknown, not zero.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> longest_run(RunLog([Run(date(2026, 10, 23), km=18)]), date(2026, 11, 22))
    18
    """
    return max((run.km for run in runs_between(log, on, 30, 1) if run.km is not None), default=None)


def days_off(log: RunLog, on: date) -> int | None:
    """Count the days since the last run; 0 on a day that already has one."""
    days = [run.day for run in log if run.day <= on]
    return (on - max(days)).days if days else None


def hours_since_hard(log: RunLog, on: date) -> float | None:
    """Count 24 hours for each whole day since the last hard run.

    A run that does not show whether it was hard, and is more recent, makes the number unknown. Where no run
    in the log was hard, the hours since the log begins are what is certain.
    """
    past = [run for run in log if run.day <= on]
    hard = [run.day for run in past if run.hard]
    since = max(hard) if hard else log.first_day
    unclear = [run.day for run in past if run.hard is None]
    if not past or since is None or any(day > since or not hard for day in unclear):
        return None
    if not hard and since == on:
        return None
    return 24.0 * (on - since).days


def hard_days(log: RunLog, on: date) -> int | None:
    """Count the days with a hard run in the seven days that end with a day.

    Eight days would hold the same weekday twice, so that a steady week of three hard days would count as more.
    """
    recent = runs_between(log, on, 6, 0)
    if not covers_week(log, on) or any(run.hard is None for run in recent):
        return None
    return len({run.day for run in recent if run.hard})


def strength_sessions(log: RunLog, on: date) -> int | None:
    """Count the days with strength training in the seven days that end with a day.

    A log without a single strength session does not show that none was done, so the number is then unknown.
    """
    if not log.strength_days or not covers_week(log, on):
        return None
    return sum(0 <= (on - day).days <= 6 for day in log.strength_days)


def days_since_strength(log: RunLog, on: date) -> int | None:
    """Count the days since the last strength session; unknown where the log holds none."""
    return min(((on - day).days for day in log.strength_days if day <= on), default=None)


def week_km(log: RunLog, on: date) -> float | None:
    """Add up the seven days before a day [km]; unknown unless every run in them has a distance."""
    recent = runs_between(log, on, 7, 1)
    if not covers_week(log, on) or any(run.km is None for run in recent):
        return None
    return round(sum(run.km for run in recent if run.km is not None), 3)


def ran_yesterday(log: RunLog, on: date) -> bool | None:
    """Tell whether there was a run the day before."""
    if runs_between(log, on, 1, 1):
        return True
    begun = log.first_day is not None and log.first_day < on
    return False if len(log) and begun and not stale(log, on) else None


def last_race(log: RunLog, on: date) -> Run | None:
    """Find the race that still asks for the most easy days, or else the most recent one.

    A short race a week after a marathon must not hide the marathon.
    """
    races = [run for run in log if run.kind == "race" and run.day <= on]

    def easy_days_left(run: Run) -> float:
        return max(0.0, (run.km or 0.0) / KM_PER_EASY_DAY - (on - run.day).days)

    return max(races, key=lambda run: (easy_days_left(run), run.day, run.km or 0.0), default=None)


def binding_comeback(log: RunLog, on: date) -> Comeback | None:
    """Find the break whose way back is not walked yet: the longest, where there are several.

    Parameters
    ----------
    log : RunLog
        The log of runs.
    on : datetime.date
        The day that is asked about.

    Returns
    -------
    Comeback or None
        A break of 0 days where every way back is walked; ``None`` with fewer than two days of running.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 1)), Run(date(2026, 11, 15)), Run(date(2026, 11, 18))])
    >>> binding_comeback(log, date(2026, 11, 22))
    Comeback(days=14, share=0.5)
    """
    days = sorted({run.day for run in log if run.day <= on})
    if len(days) < 2:
        return None
    breaks = [((back - last).days, (on - back).days) for last, back in pairwise(days)]
    open_ones = [(length, since) for length, since in breaks if length > SHORT_BREAK_DAYS and since < length]
    length, since = max(open_ones, key=lambda pair: (pair[0], -pair[1]), default=(0, 0))
    return Comeback(length, since / length if length else 1.0)


def runs_between(log: RunLog, on: date, oldest: int, newest: int) -> list[Run]:
    """List the runs from `oldest` to `newest` days before a day, both included."""
    return [run for run in log if newest <= (on - run.day).days <= oldest]


def covers_week(log: RunLog, on: date) -> bool:
    """Tell whether a log of runs had begun a week before a day and does not seem to have ended since."""
    return len(log) > 0 and log.first_day is not None and log.first_day <= on - timedelta(days=7) and not stale(log, on)


def stale(log: RunLog, on: date) -> bool:
    """Tell whether a log ends so long before a day that it may simply be out of date."""
    return log.last_day is None or (on - log.last_day).days > STALE_DAYS
