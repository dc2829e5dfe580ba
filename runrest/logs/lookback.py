"""A log as it looks on one day: later sessions are not seen, and silence is rest only where the log covers it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.errors import FactsError
from runrest.logs.hard_sessions import hardness
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runrest.logs.hard_sessions import Hardness
    from runrest.logs.runs import Run, RunLog
    from runrest.logs.trainings import Training

GAP_DAYS = 30
"""After so many days without any activity a log more likely has a gap, or has ended, than that its runner stopped.

Breaks of up to four weeks have a rule of their own (BK3), so a month of silence is the first beyond them; it is a
convention, and a parameter wherever it counts.
"""
LONGEST_GAP_DAYS = 3650


@frozen
class Gap:
    """A stretch without any activity that is longer than a pause: its days are unknown, not rest."""

    before: date
    """The last day with an activity before it."""
    after: date | None
    """The first day with an activity after it; ``None`` where the log ends in it."""
    on: date

    def __str__(self) -> str:
        if self.after is None:
            return said(
                "the log ends on {day}, {days} days ago, and may be out of date",
                day=self.before,
                days=(self.on - self.before).days,
            )
        return said("the log has a gap between {day} and {until}", day=self.before, until=self.after)


@frozen
class Lookback:
    """What a log shows on a day.

    Examples
    --------
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 9, 1)), Run(date(2026, 11, 20))])
    >>> back = Lookback(log, date(2026, 11, 22))
    >>> back.why_unknown(date(2026, 10, 1)), back.why_unknown(date(2026, 11, 21))
    ('the log has a gap between 2026-09-01 and 2026-11-20', '')
    """

    log: RunLog
    on: date
    gap_days: int = GAP_DAYS
    """A stretch of more days than this from one activity to the next is a gap."""
    max_hr: float | None = None
    """The runner's highest heart rate [beats per minute]."""

    def back(self, days: int) -> date:
        """Give the day so many days before."""
        return self.on - timedelta(days=days)

    def runs(self, oldest: int, newest: int) -> Sequence[Run]:
        """List the runs from `oldest` to `newest` days before, both included."""
        return self.log.runs_by_day.between(self.back(oldest), self.back(newest))

    @property
    def last_run(self) -> Run | None:
        """The last run up to the day."""
        return self.log.runs_by_day.last(self.on)

    @property
    def no_runs(self) -> str:
        """Say that there are no runs up to the day, or nothing where there are."""
        return "" if self.last_run else said("there are no runs up to {day}", day=self.on)

    def unnamed(self, oldest: int, newest: int = 0) -> Sequence[Training]:
        """List the sessions of which nothing is known, from `oldest` to `newest` days before."""
        return self.log.unnamed_by_day.between(self.back(oldest), self.back(newest))

    def unnamed_after(self, day: date) -> Training | None:
        """Give the first session after a day of which nothing is known."""
        found = self.log.unnamed_by_day.between(day + timedelta(days=1), self.on)
        return found[0] if found else None

    @property
    def begins(self) -> date | None:
        """The first day with any activity, if it has come yet."""
        first = self.log.first_day
        return first if first is not None and first <= self.on else None

    def gap_at(self, day: date) -> Gap | None:
        """Give the gap that a day without activity lies in, if it does."""
        days = self.log.days
        at = bisect_right(days, day, hi=bisect_right(days, self.on))
        if not at or days[at - 1] == day:
            return None
        after = days[at] if at < len(days) and days[at] <= self.on else None
        silent = ((after or self.on) - days[at - 1]).days
        return Gap(days[at - 1], after, self.on) if silent > self.gap_days else None

    def gaps(self, first: date, last: date | None = None) -> list[Gap]:
        """List the gaps between two days, the latest first; up to the day itself where no last one is given."""
        days, end = self.log.days, last or self.on
        inside = days[bisect_left(days, first) : bisect_right(days, end)]
        found = []
        after = None if end == self.on else end
        for before in reversed(inside):
            if ((after or self.on) - before).days > self.gap_days:
                found.append(Gap(before, after, self.on))
            after = before
        return found

    def why_unknown(self, day: date) -> str:
        """Say why a day without any activity is not a rest day, or ``""`` where it is one."""
        begins = self.begins
        if begins is None:
            return said("there is no session up to {day}", day=self.on)
        if day < begins:
            return said("the log begins on {day}", day=begins)
        return str(self.gap_at(day) or "")

    def why_uncovered(self, oldest: int, newest: int) -> str:
        """Say why not every day from `oldest` to `newest` days before is known, or ``""`` where each is."""
        first, last = self.back(oldest), self.back(newest)
        begins = self.begins
        if begins is None or first < begins:
            return self.why_unknown(first)
        days = self.log.days
        start, end = bisect_right(days, first) - 1, bisect_left(days, last, hi=bisect_right(days, self.on))
        silent = [(days[at], days[at + 1]) for at in range(start, min(end, len(days) - 1)) if days[at + 1] <= self.on]
        for before, after in silent:
            if (after - before).days > self.gap_days:
                return str(Gap(before, after, self.on))
        return self.why_unknown(last)

    def hardness(self, run: Run) -> Hardness:
        """Tell whether a run was hard."""
        return hardness(run, self.max_hr)


def gap_problems(gap_days: object) -> tuple[str, ...]:
    """Say what is wrong with a length of gap, or nothing."""
    if isinstance(gap_days, int) and not isinstance(gap_days, bool) and 1 <= gap_days <= LONGEST_GAP_DAYS:
        return ()
    return (f"gap_days is {gap_days!r}, but must be a whole number of days from 1 to {LONGEST_GAP_DAYS}",)


def checked_gap(gap_days: int) -> int:
    """Refuse a length of gap that cannot be.

    Raises
    ------
    FactsError
        Where it is no whole number from 1 to 3650.
    """
    if problems := gap_problems(gap_days):
        raise FactsError(problems)
    return gap_days
