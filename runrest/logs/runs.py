"""What a log of training says: runs, the days of other training, and what could not be read."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.logs.bounds import MOST_KM, MOST_MINUTES, is_plain_day, out_of_bounds
from runrest.logs.by_day import ByDay
from runrest.logs.session_load import session_rpe_load
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from runrest.logs.trainings import Heart, Training

HARD_KINDS = frozenset({"tempo", "intervals", "race", "long"})
GENTLE_KINDS = frozenset({"recovery", "easy"})
RUN_KINDS = HARD_KINDS | GENTLE_KINDS
HARD_RPE = 5
"""Foster's CR-10 calls 5 "hard" (4 is "somewhat hard"): from here on a session counts as hard."""
LONG_PAUSE = 6
"""Days from one day of running to the next that need a way back (BK3); up to five need none (BK2)."""


@frozen
class Run:
    """One run, as far as it is known; ``None`` is unknown, never zero."""

    day: date
    """The local day it began."""
    km: float | None = None
    minutes: float | None = None
    rpe: float | None = None
    """How hard it felt on the CR-10 scale, 0 to 10."""
    kind: str | None = None
    """recovery, easy, long, tempo, intervals or race."""
    start: datetime | None = None
    heart: Heart | None = None
    source: str = ""
    """Where it was read, as ``file:line``."""

    def __attrs_post_init__(self) -> None:
        problems = [
            *(
                []
                if is_plain_day(self.day)
                else [said("the day of a run is {day!r}, but must be a date", day=self.day)]
            ),
            *out_of_bounds("km", self.km, MOST_KM, zero=False),
            *out_of_bounds("minutes", self.minutes, MOST_MINUTES, zero=False),
            *out_of_bounds("rpe", self.rpe, 10, zero=True),
        ]
        if self.kind is not None and self.kind not in RUN_KINDS:
            hint = did_you_mean(self.kind, RUN_KINDS)
            known = ", ".join(sorted(RUN_KINDS))
            problems.append(
                said("{kind!r} is not a kind of run{hint}; there are {known}", kind=self.kind, hint=hint, known=known)
            )
        if problems:
            raise FactsError(
                tuple(
                    said("{source}: {text}", source=self.source, text=text) if self.source else text
                    for text in problems
                )
            )

    @property
    def hard(self) -> bool | None:
        """Tell whether it was a hard session; ``None`` where neither kind nor effort says so."""
        if self.kind in HARD_KINDS or (self.rpe is not None and self.rpe >= HARD_RPE):
            return True
        if self.kind in GENTLE_KINDS or self.rpe is not None:
            return False
        return None


def _in_order(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(sorted(runs, key=lambda run: (run.day, run.start.isoformat() if run.start else "")))


def _trainings_in_order(trainings: Iterable[Training]) -> tuple[Training, ...]:
    return tuple(sorted(trainings, key=lambda one: (one.day, one.start.isoformat() if one.start else "")))


def long_pauses(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """Give each pause of six days and more between two days of running next to each other."""
    return tuple(pair for pair in pairwise(sorted(days)) if (pair[1] - pair[0]).days >= LONG_PAUSE)


@frozen
class RunLog:
    """Everything one log says of the days of training."""

    runs: tuple[Run, ...] = field(default=(), converter=_in_order)
    trainings: tuple[Training, ...] = field(default=(), converter=_trainings_in_order)
    """Sessions that are not known to be runs."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Each record that could not be used: its place, and why."""
    notes: tuple[str, ...] = ()
    """What was assumed in reading: units, time zone, fallbacks."""

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def __len__(self) -> int:
        return len(self.runs)

    @cached_property
    def runs_by_day(self) -> ByDay[Run]:
        """Find runs by their day."""
        return ByDay(self.runs)

    @cached_property
    def trainings_by_day(self) -> ByDay[Training]:
        """Find sessions that are not known to be runs by their day."""
        return ByDay(self.trainings)

    @cached_property
    def unnamed_by_day(self) -> ByDay[Training]:
        """Find the sessions of which nothing is known, not even the sport, by their day."""
        return ByDay(tuple(one for one in self.trainings if one.sport == "unnamed"))

    @cached_property
    def strength_by_day(self) -> ByDay[Training]:
        """Find strength sessions by their day."""
        return ByDay(tuple(one for one in self.trainings if one.sport == "strength"))

    @cached_property
    def races(self) -> tuple[Run, ...]:
        """All runs that are called a race, in order."""
        return tuple(run for run in self.runs if run.kind == "race")

    @property
    def strength_days(self) -> tuple[date, ...]:
        """All days with strength training, in order."""
        return self._days_of("strength")

    @property
    def other_days(self) -> tuple[date, ...]:
        """All days with training that is neither a run nor strength, in order."""
        return self._days_of("cross", "unnamed")

    def _days_of(self, *sports: str) -> tuple[date, ...]:
        return tuple(sorted({one.day for one in self.trainings if one.sport in sports}))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """All days with any activity, in order."""
        return tuple(sorted({run.day for run in self.runs}.union(one.day for one in self.trainings)))

    @property
    def first_day(self) -> date | None:
        """The day of the earliest activity of any sort; the log knows nothing of the days before it."""
        return self.days[0] if self.days else None

    @property
    def last_day(self) -> date | None:
        """The day of the latest activity of any sort."""
        return self.days[-1] if self.days else None

    def last_day_until(self, on: date) -> date | None:
        """Give the last day with any activity that is not after a day."""
        at = bisect_right(self.days, on)
        return self.days[at - 1] if at else None

    def sessions(self, first: date, last: date) -> tuple[Run | Training, ...]:
        """Give the sessions of every sort from one day to another, both included, in order of day."""
        runs, others = self.runs_by_day.between(first, last), self.trainings_by_day.between(first, last)
        return tuple(sorted((*runs, *others), key=lambda one: one.day))

    @cached_property
    def loads(self) -> Mapping[date, float | None]:
        """The session-RPE load of each day with any activity; ``None`` where that of one session is unknown."""
        by_day: dict[date, list[float | None]] = {}
        every: tuple[Run | Training, ...] = (*self.runs, *self.trainings)
        for session in every:
            by_day.setdefault(session.day, []).append(session_rpe_load(session.rpe, session.minutes))
        return {
            day: None if None in loads else math.fsum(load for load in loads if load is not None)
            for day, loads in by_day.items()
        }

    @cached_property
    def run_days(self) -> tuple[date, ...]:
        """All days with a run, in order."""
        return tuple(sorted({run.day for run in self.runs}))

    @cached_property
    def pauses(self) -> tuple[tuple[date, date], ...]:
        """Each pause of six days and more: the last day of running before it, and the first after it."""
        return long_pauses(self.run_days)

    def until(self, on: date) -> RunLog:
        """Leave out whatever is dated after a day.

        Parameters
        ----------
        on : datetime.date
            The last day to keep.

        Returns
        -------
        RunLog
            The same log as it stood on that day.

        Examples
        --------
        >>> from datetime import date
        >>> log = RunLog([Run(date(2026, 11, 20), km=8), Run(date(2026, 11, 24), km=8)])
        >>> log.until(date(2026, 11, 22)).last_day
        datetime.date(2026, 11, 20)
        """
        runs, trainings = tuple(self.runs_by_day.until(on)), tuple(self.trainings_by_day.until(on))
        return RunLog(runs=runs, trainings=trainings, skipped=self.skipped, notes=self.notes)


def as_log(runs: RunLog | Iterable[Run]) -> RunLog:
    """Take a log as it is, and make one of plain runs."""
    return runs if isinstance(runs, RunLog) else RunLog(tuple(runs))
