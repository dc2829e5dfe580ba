"""Sessions that felt harder than the same work usually does (RD12)."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING

from runrest.logs.findings import Finding
from runrest.logs.lookback import Lookback
from runrest.logs.naming import may_have_been_a_run, named
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.logs.runs import Run, RunLog

EFFORT_DAYS, EFFORT_LEAST, SAME_WORK = 56, 3, 0.25
"""Usual effort: of the runs of so many days before, at least so many, whose length differs by no more than this."""
FELT_TOO_HARD = 2.0
"""Points of the CR-10 scale above the usual effort (RD12)."""


def felt_finding(back: Lookback, told: Mapping[date, float]) -> Finding:
    """Count the runs of the seven days before a day that felt 2 points or more harder than usual (RD12).

    Usual is the median effort of at least three runs of the same kind and within a quarter of the same length, of
    the 56 days before the run. What the runner said the morning after counts as well. Where a run cannot be
    compared, or a day of the week is not known, what is counted is "at least so many"; none counted is then unknown,
    not none.

    Parameters
    ----------
    back : Lookback
        The log as it looks on the day.
    told : mapping of date to float
        Day of a check-in to how much harder than usual the last session felt (``last_rpe_delta``).

    Returns
    -------
    Finding
        The number of runs.
    """
    week = back.runs(7, 1)
    if not week:
        return Finding(why=back.no_runs or said("no run in the seven days before {day}", day=back.on))
    felt, open_ = [], []
    for run in week:
        answered = told.get(run.day + timedelta(days=1))
        deltas = [delta for delta in (_above_usual(back.log, run), answered) if delta is not None]
        if not deltas:
            open_.append(run)
        elif max(deltas) >= FELT_TOO_HARD:
            felt.append(run)
    unnamed = back.unnamed(7, 1)
    why = may_have_been_a_run(unnamed[-1]) if unnamed else back.why_uncovered(7, 1)
    if open_:
        why = _why_not_compared(open_[-1])
    if why and not felt:
        return Finding(why=why)
    return Finding.of(
        len(felt), felt, said("at least: {why}", why=why) if why else "", days=(back.back(7), back.back(1))
    )


def _why_not_compared(run: Run) -> str:
    session = named(run)
    if run.kind is None and run.rpe is None:
        return said("{session} has no kind and no effort", session=session)
    if run.kind is None:
        return said("{session} has no kind", session=session)
    if run.rpe is None:
        return said("{session} has no effort", session=session)
    return said("{session} has too few runs alike to be compared with", session=session)


def sessions_too_hard(log: RunLog, on: date, told: Mapping[date, float]) -> int | None:
    """Count the runs of the seven days before a day that felt too hard, or give ``None`` (see `felt_finding`)."""
    found = felt_finding(Lookback(log, on), told).value
    return None if found is None else int(found)


def _above_usual(log: RunLog, run: Run) -> float | None:
    if run.rpe is None or run.kind is None:
        return None
    before = log.runs_by_day.between(run.day - timedelta(days=EFFORT_DAYS), run.day - timedelta(days=1))
    alike = [one.rpe for one in before if one.rpe is not None and one.kind == run.kind and _same_work(one, run)]
    return run.rpe - median(alike) if len(alike) >= EFFORT_LEAST else None


def _same_work(one: Run, other: Run) -> bool:
    pairs = ((one.km, other.km), (one.minutes, other.minutes))
    first, second = next(((a, b) for a, b in pairs if a is not None and b is not None), (0.0, 0.0))
    return second > 0 and abs(first - second) <= SAME_WORK * second
