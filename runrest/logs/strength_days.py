"""What a log shows of strength training: how often in a week, and how long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.logs.findings import Finding
from runrest.logs.naming import named
from runrest.said import said

if TYPE_CHECKING:
    from runrest.logs.lookback import Lookback
    from runrest.logs.trainings import Training

NEVER = said("the log holds no strength training, so none is counted either way")


def strength_findings(back: Lookback) -> dict[str, Finding]:
    """Give the signals of strength: ``strength_7d`` and ``days_since_strength``.

    A log without a single strength session does not show that none was done. A session of which nothing is known may
    have been one, and makes unknown what it could change.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.lookback import Lookback
    >>> from runrest.logs.runs import RunLog
    >>> from runrest.logs.trainings import Training
    >>> log = RunLog(trainings=[Training(date(2026, 11, day), "strength") for day in (10, 19)])
    >>> strength_findings(Lookback(log, date(2026, 11, 22)))["days_since_strength"].value
    3
    """
    last = back.log.strength_by_day.last(back.on)
    if last is None:
        return {"strength_7d": Finding(why=NEVER), "days_since_strength": Finding(why=NEVER)}
    return {"strength_7d": _this_week(back), "days_since_strength": _since(back, last)}


def _this_week(back: Lookback) -> Finding:
    """Count the days with strength training in the seven days that end with a day."""
    recent = back.log.strength_by_day.between(back.back(6), back.on)
    days = {one.day for one in recent}
    unnamed = [one for one in back.unnamed(6) if one.day not in days]
    why = back.why_uncovered(7, 1) or (
        said("nothing is known of {session}", session=named(unnamed[-1])) if unnamed else ""
    )
    return Finding(why=why) if why else Finding.of(len(days), recent, days=(back.back(6), back.on))


def _since(back: Lookback, last: Training) -> Finding:
    """Count the days since the last strength session."""
    unnamed = back.unnamed_after(last.day)
    if unnamed is not None:
        return Finding(why=said("nothing is known of {session}", session=named(unnamed)))
    gaps = back.gaps(last.day)
    return Finding(why=str(gaps[0])) if gaps else Finding.of((back.on - last.day).days, [last])
