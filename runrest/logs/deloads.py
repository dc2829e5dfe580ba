"""Lighter weeks: how many full weeks have passed since the last one."""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING

from runrest.logs.findings import Finding
from runrest.logs.lookback import GAP_DAYS, Lookback
from runrest.logs.naming import may_have_been_a_run, named
from runrest.said import said

if TYPE_CHECKING:
    from datetime import date

    from runrest.logs.runs import RunLog

LIGHTER = 0.8
"""A lighter week has at most this share of the middle one of the three weeks before it (PG3: 20 to 40 % less)."""
DELOAD_LEAST = 5
MOST_WEEKS = 104


def week_km_back(back: Lookback, week: int) -> tuple[float | None, str]:
    """Add up one of the weeks before a day [km], 0 the latest; ``None`` with the reason where it is not known."""
    oldest, newest = 7 * week + 7, 7 * week + 1
    runs = back.runs(oldest, newest)
    unmeasured, unnamed = [run for run in runs if run.km is None], back.unnamed(oldest, newest)
    why = back.why_uncovered(oldest, newest)
    if not why and unnamed:
        why = may_have_been_a_run(unnamed[-1])
    if not why and unmeasured:
        why = said("{session} has no distance", session=named(unmeasured[-1]))
    return (None, why) if why else (math.fsum(run.km for run in runs if run.km is not None), "")


def deload_finding(back: Lookback) -> Finding:
    """Count the full weeks since the last lighter one; 0 where it was the last seven days (PG3, BELL23).

    A lighter week has at most 80 % of the median kilometres of the three weeks before it; of their mean, one missed
    long run before a lighter week would hide it. Unknown where the log covers fewer than five weeks, or a run without
    a distance, a session of which nothing is known or a gap leaves the answer open. Where no week was lighter, the
    weeks that could be judged are counted: it has been at least so long.
    """
    begins = back.begins or back.on
    if back.no_runs:
        return Finding(why=back.no_runs)
    weeks = min((back.on - begins).days // 7, MOST_WEEKS + 4)
    if weeks < DELOAD_LEAST:
        return Finding(
            why=said("the log begins on {day}; five whole weeks are needed to see a lighter one", day=begins)
        )
    judged = min(weeks - 3, MOST_WEEKS)
    kms: list[float] = []
    for week in range(judged + 3):
        km, why = week_km_back(back, week)
        if km is None:
            return Finding(why=why)
        kms.append(km)
        at = week - 3
        if at >= 0 and kms[at] <= round(LIGHTER * median(kms[at + 1 : at + 4]), 6):
            return Finding(at, days=(back.back(7 * at + 7), back.back(7 * at + 1)))
    return Finding(judged, said("at least: no week of the log was lighter"), days=(begins, back.on))


def weeks_since_deload(log: RunLog, on: date, gap_days: int = GAP_DAYS) -> int | None:
    """Count the full weeks since the last lighter one, or give ``None`` (see `deload_finding`).

    Examples
    --------
    >>> from datetime import date, timedelta
    >>> from runrest.logs.runs import Run, RunLog
    >>> kms = (40, 42, 44, 30, 40, 42)
    >>> log = RunLog([Run(date(2026, 10, 11) + timedelta(days=7 * at), km=km) for at, km in enumerate(kms)])
    >>> weeks_since_deload(log, date(2026, 11, 22))
    2
    """
    found = deload_finding(Lookback(log, on, gap_days)).value
    return None if found is None else int(found)
