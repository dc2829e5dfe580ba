"""Numbers of whole weeks of training: load, monotony, strain, lighter weeks, and sessions that felt too hard."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import fmean, median, pstdev, quantiles
from typing import TYPE_CHECKING

from runrest.logs.training_load import runs_between, stale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runrest.logs.runs import Run, RunLog

MONOTONY_LEAST = 6
"""Days of seven whose load must be known (LD6)."""
MOST_MONOTONY = 100.0
"""The vocabulary's largest value; it stands for a week of equal loads, whose monotony has no number."""
STRAIN_WEEKS, STRAIN_LEAST = 52, 8
"""Past weeks that make the own range: the most that are looked at, and the fewest that will do."""
LIGHTER = 0.8
"""A lighter week has at most this share of the middle one of the three weeks before it (PG3: 20 to 40 % less)."""
DELOAD_LEAST = 5
MOST_WEEKS = 104
EFFORT_DAYS, EFFORT_LEAST, SAME_WORK = 56, 3, 0.25
"""Usual effort: of the runs of so many days before, at least so many, whose length differs by no more than this."""
FELT_TOO_HARD = 2.0
"""Points of the CR-10 scale above the usual effort (RD12)."""


def load_signals(log: RunLog, on: date) -> dict[str, object]:
    """Give every signal on weeks of load that a log shows on a day.

    Parameters
    ----------
    log : RunLog
        The log; the seven days before the day are the week, and the day itself is not in it.
    on : datetime.date
        The day that is asked about.

    Returns
    -------
    dict of str to object
        Signal to value; what the log cannot show is absent.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> days = [date(2026, 11, 1) + timedelta(days=2 * back) for back in range(11)]
    >>> log = RunLog([Run(day, km=8, minutes=50, rpe=4, kind="easy") for day in days])
    >>> found = load_signals(log, date(2026, 11, 22))
    >>> found["load_7d"], found["load_days_known_7d"], round(found["monotony_7d"], 2)
    (800.0, 7, 1.15)
    """
    known = log.until(on)
    week, month = daily_loads(known, on, 7), daily_loads(known, on, 28)
    numbers = {
        "load_7d": _total(week),
        "load_28d": _total(month),
        "load_days_known_7d": sum(load is not None for load in week) if len(known) else None,
        "monotony_7d": monotony(week),
        "strain_7d": strain(week),
        "strain_high": strain_high(known, on),
        "weeks_since_deload": weeks_since_deload(known, on),
    }
    return {name: value for name, value in numbers.items() if value is not None}


def daily_loads(log: RunLog, on: date, days: int) -> list[float | None]:
    """Give the load of each of the last days before a day, the latest first.

    The load of a session is its effort on the CR-10 scale times its minutes (session-RPE: FOST01; LD7). A day without
    anything is a rest day, 0, only where the log covers it; a day with a session that has no effort or no minutes,
    strength and other training included, is unknown.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 18)), Run(date(2026, 11, 20), minutes=40, rpe=3)])
    >>> daily_loads(log, date(2026, 11, 22), 5)
    [0.0, 120.0, 0.0, None, None]
    """
    by_day: dict[date, list[Run]] = {}
    for run in log:
        by_day.setdefault(run.day, []).append(run)
    unmeasured = {*log.strength_days, *log.other_days}
    first, ended = log.first_day, stale(log, on)
    found: list[float | None] = []
    for back in range(1, days + 1):
        day = on - timedelta(days=back)
        loads = [
            run.rpe * run.minutes for run in by_day.get(day, ()) if run.rpe is not None and run.minutes is not None
        ]
        covered = first is not None and first <= day and not ended and day not in unmeasured
        found.append(float(sum(loads)) if covered and len(loads) == len(by_day.get(day, ())) else None)
    return found


def _total(loads: Sequence[float | None]) -> float | None:
    known = [load for load in loads if load is not None]
    return sum(known) if len(known) == len(loads) else None


def monotony(week: Sequence[float | None]) -> float | None:
    """Divide the mean of the daily loads by their standard deviation (FOST98; LD6).

    The standard deviation is the population's. At least six days of seven must be known. A week of equal loads has
    none: LD6 has it treated as high, so it counts as the largest value there is; without any load it is unknown.

    Examples
    --------
    >>> round(monotony([300, 0, 300, 0, 300, 0, 600]), 2), monotony([200] * 7), monotony([0] * 7)
    (1.02, 100.0, None)
    """
    known = [load for load in week if load is not None]
    if len(known) < MONOTONY_LEAST or not any(known):
        return None
    spread = pstdev(known)
    return min(MOST_MONOTONY, fmean(known) / spread) if spread else MOST_MONOTONY


def strain(week: Sequence[float | None]) -> float | None:
    """Multiply the week's load by its monotony (FOST98; LD6); one unknown day is taken as an average one.

    Examples
    --------
    >>> round(strain([300, 0, 300, 0, 300, 0, 600]))
    1531
    """
    uniform = monotony(week)
    known = [load for load in week if load is not None]
    return None if uniform is None else fmean(known) * len(week) * uniform


def strain_high(log: RunLog, on: date) -> bool | None:
    """Tell whether the week's strain is above the 90th percentile of the runner's own weeks (FOST98; LD6).

    The own weeks are the up to 52 before this one whose strain is known; fewer than eight do not make a range.
    """
    loads = daily_loads(log, on, 7 * (STRAIN_WEEKS + 1))
    now, *past = (strain(loads[start : start + 7]) for start in range(0, len(loads), 7))
    known = [one for one in past if one is not None]
    if now is None or len(known) < STRAIN_LEAST:
        return None
    return now > quantiles(known, n=10, method="inclusive")[-1]


def week_kms(log: RunLog, on: date) -> list[float | None]:
    """Add up the weeks before a day [km], the latest first, as far back as the log covers them whole."""
    if log.first_day is None or stale(log, on):
        return []
    weeks = min((on - log.first_day).days // 7, MOST_WEEKS + 4)
    kms: list[list[float | None]] = [[] for _ in range(weeks)]
    for run in log:
        back = (on - run.day).days
        if 1 <= back <= 7 * weeks:
            kms[(back - 1) // 7].append(run.km)
    return [None if None in week else float(sum(km for km in week if km is not None)) for week in kms]


def weeks_since_deload(log: RunLog, on: date) -> int | None:
    """Count the full weeks since the last lighter one; 0 where it was the last seven days (PG3, BELL23).

    A lighter week has at most 80 % of the median kilometres of the three weeks before it; of their mean, one missed
    long run before a lighter week would hide it. Unknown where the log covers fewer than five weeks, or a run without
    a distance leaves the answer open. Where no week was lighter, the weeks that could be judged are counted: it has
    been at least so long.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> kms = (40, 42, 44, 30, 40, 42)
    >>> log = RunLog([Run(date(2026, 10, 11) + timedelta(days=7 * at), km=km) for at, km in enumerate(kms)])
    >>> weeks_since_deload(log, date(2026, 11, 22))
    2
    """
    weeks = week_kms(log, on)
    if len(weeks) < DELOAD_LEAST:
        return None
    judged = min(len(weeks) - 3, MOST_WEEKS)
    for back in range(judged):
        known = [km for km in weeks[back : back + 4] if km is not None]
        if len(known) < 4:
            return None
        if known[0] <= round(LIGHTER * median(known[1:]), 6):
            return back
    return judged


def sessions_too_hard(log: RunLog, on: date, told: Mapping[date, float]) -> int | None:
    """Count the runs of the seven days before a day that felt 2 points or more harder than usual (RD12).

    Usual is the median effort of at least three runs of the same kind and within a quarter of the same length, of
    the 56 days before the run. What the runner said the morning after counts as well. Where a run cannot be
    compared, what is counted is "at least so many"; none counted is then unknown, not none.

    Parameters
    ----------
    log : RunLog
        The log; whatever is dated after the day is not used.
    on : datetime.date
        The day that is asked about.
    told : mapping of date to float
        Day of a check-in to how much harder than usual the last session felt (``last_rpe_delta``).

    Returns
    -------
    int or None
        The number of runs.
    """
    week = runs_between(log, on, 7, 1)
    verdicts = []
    for run in week:
        said = told.get(run.day + timedelta(days=1))
        deltas = [delta for delta in (_above_usual(log, run), said) if delta is not None]
        verdicts.append(max(deltas) >= FELT_TOO_HARD if deltas else None)
    count = sum(verdict is True for verdict in verdicts)
    return count if count or (week and None not in verdicts) else None


def _above_usual(log: RunLog, run: Run) -> float | None:
    alike = [
        one.rpe
        for one in runs_between(log, run.day, EFFORT_DAYS, 1)
        if one.rpe is not None and one.kind == run.kind and _same_work(one, run)
    ]
    if run.rpe is None or run.kind is None or len(alike) < EFFORT_LEAST:
        return None
    return run.rpe - median(alike)


def _same_work(one: Run, other: Run) -> bool:
    pairs = ((one.km, other.km), (one.minutes, other.minutes))
    first, second = next(((a, b) for a, b in pairs if a is not None and b is not None), (0.0, 0.0))
    return second > 0 and abs(first - second) <= SAME_WORK * second
