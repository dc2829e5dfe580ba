"""What the last days of a log show of running: how long, how far, how hard, and how long ago."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from runrest.logs.findings import Finding
from runrest.logs.naming import may_have_been_a_run, named
from runrest.said import said

if TYPE_CHECKING:
    from datetime import date

    from runrest.logs.lookback import Lookback
    from runrest.logs.runs import Run

MONTH, WEEK = 30, 7
FARTHEST_HARD = 84
"""Days beyond which the hours since a hard run say nothing more: the vocabulary ends at 2000 hours."""


def longest_run(back: Lookback) -> Finding:
    """Find the longest run of the 30 days before [km]; none is unknown, not zero.

    Careful reading: what is known counts as "at least", because a shorter longest run only ever asks for more care.
    """
    runs = back.runs(MONTH, 1)
    measured = [run for run in runs if run.km is not None]
    longest = max(measured, key=lambda run: (run.km or 0.0, run.day), default=None)
    open_ = _why_longest_is_open(back)
    if longest is not None:
        return Finding.of(longest.km, [longest], said("at least: {why}", why=open_) if open_ else "")
    if open_ and (runs or back.unnamed(MONTH, 1)):
        return Finding(why=open_)
    if back.no_runs:
        return Finding(why=back.no_runs)
    return Finding(why=said("no run in the {days} days before {day}", days=MONTH, day=back.on))


def _why_longest_is_open(back: Lookback) -> str:
    unmeasured = [run for run in back.runs(MONTH, 1) if run.km is None]
    if unmeasured:
        return said("{session} has no distance", session=named(unmeasured[-1]))
    unnamed = back.unnamed(MONTH, 1)
    return may_have_been_a_run(unnamed[-1]) if unnamed else back.why_uncovered(MONTH, 1)


def days_off(back: Lookback) -> Finding:
    """Count the days since the last run; 0 on a day that already has one.

    Careful reading: a gap in the log counts as days off, because nothing shows a run in it.
    """
    last = back.last_run
    if last is None:
        return Finding(why=back.no_runs)
    unnamed = back.unnamed_after(last.day)
    if unnamed is not None:
        return Finding(why=may_have_been_a_run(unnamed), days=(last.day, back.on))
    gaps = back.gaps(last.day)
    return Finding.of(
        (back.on - last.day).days, [last], said("counted as days off: {gap}", gap=gaps[0]) if gaps else ""
    )


def ran_yesterday(back: Lookback) -> Finding:
    """Tell whether there was a run the day before."""
    yesterday = (back.back(1), back.back(1))
    runs = back.runs(1, 1)
    if runs:
        return Finding.of(True, runs)
    if back.no_runs:
        return Finding(why=back.no_runs)
    unnamed = back.unnamed(1, 1)
    why = may_have_been_a_run(unnamed[0]) if unnamed else back.why_uncovered(1, 1)
    return Finding(why=why) if why else Finding(False, days=yesterday)


def week_km(back: Lookback) -> Finding:
    """Add up the seven days before [km]; unknown unless every day is known and every run has a distance."""
    runs = back.runs(WEEK, 1)
    why = _why_week_is_open(back, 1)
    unmeasured = [run for run in runs if run.km is None]
    if not why and unmeasured:
        why = said("{session} has no distance", session=named(unmeasured[-1]))
    if why:
        return Finding(why=why)
    total = round(math.fsum(run.km for run in runs if run.km is not None), 3)
    return Finding.of(total, runs, days=(back.back(WEEK), back.back(1)))


def _why_week_is_open(back: Lookback, newest: int, *, but: frozenset[date] = frozenset()) -> str:
    """Say why a week that ends so many days ago is not known, some days that are settled anyway left out."""
    if back.no_runs:
        return back.no_runs
    unnamed = [one for one in back.unnamed(WEEK - 1 + newest, newest) if one.day not in but]
    return back.why_uncovered(WEEK, 1) or (may_have_been_a_run(unnamed[-1]) if unnamed else "")


def hard_days(back: Lookback) -> Finding:
    """Count the days with a hard run in the seven days that end with a day.

    Eight days would hold the same weekday twice, so that a steady week of three hard days would count as more. What
    a day with a hard run brought besides does not matter any more; any other run that does not show whether it was
    hard makes the count unknown.
    """
    hard: dict[date, Run] = {}
    open_: list[Run] = []
    for run in back.runs(WEEK - 1, 0):
        verdict = back.hardness(run).hard
        if verdict:
            hard.setdefault(run.day, run)
        elif verdict is None:
            open_.append(run)
    why = _why_week_is_open(back, 0, but=frozenset(hard))
    unclear = [run for run in open_ if run.day not in hard]
    if not why and unclear:
        why = said("{session} {lacks}", session=named(unclear[-1]), lacks=back.hardness(unclear[-1]).why)
    return Finding(why=why) if why else Finding.of(len(hard), hard.values(), days=(back.back(WEEK - 1), back.on))


def hours_since_hard(back: Lookback) -> Finding:
    """Count 24 hours for each whole day since the last hard run.

    A run that does not show whether it was hard, or a session of which nothing is known, makes the number unknown
    where it is more recent. Where no run was hard since the log began, or since a gap in it ended, the hours since
    then are what is certain.
    """
    if back.no_runs:
        return Finding(why=back.no_runs)
    hard, unclear = _last_hard(back)
    since = hard.day if hard else back.back(FARTHEST_HARD + 1)
    if unclear is not None:
        return Finding(why=said("{session} {lacks}", session=named(unclear), lacks=back.hardness(unclear).why))
    unnamed = back.unnamed_after(since)
    if unnamed is not None:
        return Finding(why=may_have_been_a_run(unnamed))
    for gap in back.gaps(since):
        if gap.after is None:
            return Finding(why=str(gap))
        return _certain(back, gap.after - timedelta(days=1), str(gap))
    if hard is not None:
        return Finding.of(_hours(back, hard.day), [hard], back.hardness(hard).why)
    begins = back.begins or back.on
    if begins == back.on:
        return Finding(why=said("the log begins on {day}", day=begins))
    return _certain(back, max(begins, since), said("no run since {day} was hard", day=max(begins, since)))


def _last_hard(back: Lookback) -> tuple[Run | None, Run | None]:
    """Find the last hard run, and a run on a later day that may have been one."""
    unclear: Run | None = None
    for run in reversed(back.runs(FARTHEST_HARD, 0)):
        verdict = back.hardness(run).hard
        if verdict:
            return run, unclear if unclear is not None and unclear.day > run.day else None
        if verdict is None and unclear is None:
            unclear = run
    return None, unclear


def _certain(back: Lookback, since: date, why: str) -> Finding:
    return Finding(_hours(back, since), said("at least: {why}", why=why), days=(since, back.on))


def _hours(back: Lookback, since: date) -> float:
    return 24.0 * (back.on - since).days
