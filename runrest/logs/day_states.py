"""The four states of a day, never merged: value, rest, unknown, pre-history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from runrest.logs.lookback import GAP_DAYS, Lookback, checked_gap
from runrest.logs.naming import named
from runrest.logs.session_load import missing_from_load
from runrest.said import said

if TYPE_CHECKING:
    from runrest.logs.runs import RunLog

State: TypeAlias = Literal["value", "rest", "unknown", "pre-history"]
STATES: tuple[State, ...] = ("value", "rest", "unknown", "pre-history")


@frozen
class DayState:
    """What a log knows of one day of training."""

    day: date
    state: State
    """``value``: sessions with a load. ``rest``: nothing was done, and the log covers the day. ``unknown``: a session
    whose load cannot be worked out, or a day inside a gap. ``pre-history``: before the first record."""
    load: float | None
    """Session-RPE load (AU); 0 on a rest day, ``None`` where it is not known."""
    reason: str = ""
    """Why the load is not known."""
    places: tuple[str, ...] = ()
    """Where the day's sessions were read, as ``file:line``."""


def day_states(
    log: RunLog, first: date, last: date, gap_days: int = GAP_DAYS, on: date | None = None
) -> tuple[DayState, ...]:
    """Tell the state of each day from one to another.

    Parameters
    ----------
    log : RunLog
        All sessions.
    first, last : datetime.date
        Both included.
    gap_days : int
        More days than this from one activity of any sort to the next are a gap in the log: the days between are
        unknown, not rest. At the end of the log the stretch runs to `on`.
    on : datetime.date, optional
        The day from which it is looked at, ``last`` where it is not given; later sessions are not seen.

    Returns
    -------
    tuple of DayState
        In order of day; empty where `last` is before `first`.

    Raises
    ------
    FactsError
        Where `gap_days` is no whole number from 1 to 3650.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 18), minutes=40, rpe=3), Run(date(2026, 11, 20), km=9, source="runs.csv:3")])
    >>> for one in day_states(log, date(2026, 11, 17), date(2026, 11, 20)):
    ...     print(one.day, one.state, one.load, one.reason or "-")
    2026-11-17 pre-history None the log begins on 2026-11-18
    2026-11-18 value 120.0 -
    2026-11-19 rest 0.0 -
    2026-11-20 unknown None the run of 2026-11-20 (runs.csv:3) has neither effort nor minutes
    """
    back = Lookback(log, on or last, checked_gap(gap_days))
    return tuple(state_of(back, first + timedelta(days=days)) for days in range((last - first).days + 1))


def state_of(back: Lookback, day: date) -> DayState:
    """Tell the state of one day."""
    sessions = () if day > back.on else back.log.sessions(day, day)
    if not sessions:
        reason = said("it has not come yet") if day > back.on else back.why_unknown(day)
        if not reason:
            return DayState(day, "rest", 0.0)
        before = back.begins is None or day < back.begins
        return DayState(day, "pre-history" if before and day <= back.on else "unknown", None, reason)
    places = tuple(dict.fromkeys(one.source for one in sessions if one.source))
    load = back.log.loads[day]
    if load is not None:
        return DayState(day, "value", load, "", places)
    short = next(one for one in sessions if missing_from_load(one.rpe, one.minutes))
    lacks = missing_from_load(short.rpe, short.minutes)
    return DayState(day, "unknown", None, said("{session} has {lacks}", session=named(short), lacks=lacks), places)


def daily_loads(log: RunLog, on: date, days: int, gap_days: int = GAP_DAYS) -> list[float | None]:
    """Give the load of each of the last days before a day, the latest first.

    The load of a session is its effort on the CR-10 scale times its minutes (session-RPE: FOST01; LD7), whatever its
    sport. A day without anything is a rest day, 0, only where the log covers it; a day with a session that has no
    effort or no minutes is unknown.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 18)), Run(date(2026, 11, 20), minutes=40, rpe=3)])
    >>> daily_loads(log, date(2026, 11, 22), 5)
    [0.0, 120.0, 0.0, None, None]
    """
    back, loads = Lookback(log, on, gap_days), log.loads
    begins = back.begins or on
    silent = [(gap.before, gap.after or on) for gap in back.gaps(log.last_day_until(back.back(days)) or begins)]
    found: list[float | None] = []
    for day in (back.back(number) for number in range(1, days + 1)):
        if day in loads:
            found.append(loads[day])
        elif day < begins or any(before < day < after for before, after in silent):
            found.append(None)
        else:
            found.append(0.0)
    return found
