"""Breaks in running, and how far the way back from one has been walked."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.logs.findings import Finding
from runrest.logs.naming import may_have_been_a_run
from runrest.logs.runs import long_pauses
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, timedelta

    from runrest.logs.lookback import Lookback
    from runrest.logs.runs import RunLog
    from runrest.logs.trainings import Training


@frozen
class Comeback:
    """A break in running, and how far the way back from it has been walked."""

    days: int
    """From the last run before it to the first run after it."""
    share: float
    """Days since the first run back, as a share of the break's own days."""


NO_BREAK = Comeback(0, 1.0)


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
    >>> from datetime import date
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 1)), Run(date(2026, 11, 15)), Run(date(2026, 11, 18))])
    >>> binding_comeback(log, date(2026, 11, 22))
    Comeback(days=14, share=0.5)
    """
    last = log.runs_by_day.last(on)
    if last is None or log.runs[0].day == last.day:
        return None
    return _comeback(_open_pause(log.pauses, on), on)


def _open_pause(pauses: Iterable[tuple[date, date]], on: date) -> tuple[date, date] | None:
    """Give the pause whose way back takes longest, of those whose way back is not walked."""
    open_ones = [pause for pause in pauses if pause[1] <= on and pause[1] - pause[0] > on - pause[1]]
    return max(open_ones, key=_weight, default=None)


def _weight(pause: tuple[date, date]) -> tuple[timedelta, date]:
    return pause[1] - pause[0], pause[1]


def _telling(back: Lookback, pause: tuple[date, date] | None) -> Training | None:
    """Give the latest session of which nothing is known that would change the pause, had it been a run.

    To try each alone is enough: where several together change the pause, one of them alone makes one at least as long.
    """
    run_days = back.log.run_days
    for one in reversed(back.log.unnamed_by_day.until(back.on)):
        at = bisect_left(run_days, one.day)
        around = run_days[max(at - 1, 0) : at + 1]
        if one.day in around:
            continue
        if pause is not None and pause[0] < one.day < pause[1]:
            return one
        made = _open_pause(long_pauses((*around, one.day)), back.on)
        if made is not None and (pause is None or _weight(made) > _weight(pause)):
            return one
    return None


def _comeback(pause: tuple[date, date] | None, on: date) -> Comeback:
    if pause is None:
        return NO_BREAK
    length = (pause[1] - pause[0]).days
    return Comeback(length, (on - pause[1]).days / length)


def break_findings(back: Lookback) -> dict[str, Finding]:
    """Give the signals of a break: ``break_days`` and ``return_share``.

    Careful reading: a gap in the log counts as a break, because nothing shows a run in it. Sessions of which nothing
    is known make both unknown where a run in their place would change the answer.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.lookback import Lookback
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 1)), Run(date(2026, 11, 15)), Run(date(2026, 11, 18))])
    >>> break_findings(Lookback(log, date(2026, 11, 22)))["return_share"].value
    0.5
    """
    comeback = binding_comeback(back.log, back.on)
    if comeback is None:
        few = said("only one day of running is known, too little to tell whether there was a break")
        return _both(Finding(why=back.no_runs or few))
    pause = _open_pause(back.log.pauses, back.on)
    doubtful = _telling(back, pause)
    if doubtful is not None:
        return _both(Finding(why=may_have_been_a_run(doubtful)))
    if pause is None:
        return {
            "break_days": Finding(0, said("no break whose way back is not walked yet")),
            "return_share": Finding(why=said("there is no break to come back from")),
        }
    gaps = back.gaps(*pause)
    edges = [back.log.runs_by_day.of(pause[0])[-1], back.log.runs_by_day.of(pause[1])[0]]
    return {
        "break_days": Finding.of(comeback.days, edges, said("counted as a break: {gap}", gap=gaps[0]) if gaps else ""),
        "return_share": Finding.of(comeback.share, edges[1:], days=(pause[1], back.on)),
    }


def _both(finding: Finding) -> dict[str, Finding]:
    return {"break_days": finding, "return_share": finding}
