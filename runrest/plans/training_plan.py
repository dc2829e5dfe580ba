"""A plan of training: sessions on days, for a week or for a block of weeks."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from runrest.errors import FactsError
from runrest.logs.planned import Plan
from runrest.logs.runs import HARD_KINDS
from runrest.plans.sessions import EFFORT, MODERATE, Session
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.logs.runs import RunLog

WEEK = timedelta(days=7)
LOOK_BACK = 30
"""Days of a log that bear on a plan: the longest run of 30 days is the furthest that any rule looks."""
FARTHEST = 365
"""Days ahead that the vocabulary counts to the next hard session."""

# A vocabulary without "moderate" must not let a limit slip: taken as easy, a cap of easy would leave it as it is.
ASKED_AS = MappingProxyType({MODERATE: "tempo"})


def _in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda session: session.day))


@frozen(slots=False)  # a dictionary holds the days once they were looked up
class TrainingPlan:
    """Sessions in order of day, those of one day in the order in which they are done.

    A day between the first and the last that has no session is a day of rest.

    Examples
    --------
    >>> plan = TrainingPlan([Session(date(2026, 11, 24), "tempo", km=8), Session(date(2026, 11, 28), "long", km=18)])
    >>> plan.on(date(2026, 11, 24)).facts()
    {'planned_type': 'tempo', 'planned_km': 8, 'days_to_next_hard': 4, 'strength_order': 'none'}
    """

    sessions: tuple[Session, ...] = field(default=(), converter=_in_order)
    notes: tuple[str, ...] = field(default=(), eq=False)
    """What was not used in reading it."""

    def __attrs_post_init__(self) -> None:
        resting = {session.day for session in self.sessions if session.kind == "rest"}
        both = sorted({session.day for session in self.sessions if session.runs} & resting)
        if both:
            raise FactsError(
                tuple(said("{day} is a rest day and has a run; which one holds?", day=day) for day in both)
            )

    @cached_property
    def _days(self) -> dict[date, tuple[Session, ...]]:
        return {day: tuple(sessions) for day, sessions in groupby(self.sessions, lambda session: session.day)}

    @property
    def first_day(self) -> date | None:
        """The day of the first session that is still to come."""
        return min((session.day for session in self.sessions if not session.done), default=None)

    @property
    def last_day(self) -> date | None:
        """The day of the last session."""
        return self.sessions[-1].day if self.sessions else None

    def of_day(self, day: date) -> tuple[Session, ...]:
        """List what a day brings, in order."""
        return self._days.get(day, ())

    def covers(self, day: date) -> bool:
        """Tell whether a day lies between the first session and the last, both included."""
        return bool(self.sessions) and self.sessions[0].day <= day <= self.sessions[-1].day

    def on(self, day: date) -> Plan:
        """Give the plan of one day, as a decision asks for it.

        Parameters
        ----------
        day : datetime.date
            The day that is asked about.

        Returns
        -------
        Plan
            The hardest run of the day, else strength, cross-training or rest, and the distance and time of the longest;
            the way to the next hard session and the next race. Outside the plan nothing is known. Where no
            hard session is left, the first day after the plan is the earliest on which there could be one.
        """
        if not self.covers(day):
            return Plan()
        today = self.of_day(day)
        runs = [session for session in today if session.runs]
        counted = runs or [session for session in today if session.kind != "rest"][:1]
        kind = max(runs, key=lambda run: EFFORT[run.kind]).kind if runs else counted[0].kind if counted else "rest"
        race = next((session for session in self.sessions if session.kind == "race" and session.day >= day), None)
        return Plan(
            planned_type=ASKED_AS.get(kind, kind),
            planned_km=max((session.km for session in counted if session.km is not None), default=None),
            planned_min=max((session.minutes for session in counted if session.minutes is not None), default=None),
            days_to_race=(race.day - day).days if race else None,
            race_priority=race.priority if race else None,
            days_to_next_hard=self._days_to_hard(day),
            week_km_next=self._km_after(day),
            strength_order=_order(today),
        )

    def facts(self, day: date) -> dict[str, object]:
        """Give what the plan says of a day, signal by signal: its plan, and the phase of its strength.

        Parameters
        ----------
        day : datetime.date
            The day that is asked about.

        Returns
        -------
        dict of str to object
            Signal to value; what the plan does not say is absent.
        """
        phase = next((session.phase for session in self.of_day(day) if session.strength and session.phase), None)
        return {**self.on(day).facts(), **({"strength_phase": phase} if phase else {})}

    def _days_to_hard(self, day: date) -> int | None:
        hard = [session.day for session in self.sessions if session.hard and session.day > day]
        if hard:
            return min((hard[0] - day).days, FARTHEST)
        beyond = (self.sessions[-1].day - day).days + 1
        return min(beyond, FARTHEST) if beyond > 1 else None

    def _km_after(self, day: date) -> float | None:
        """Add up the seven days after a day; unknown unless the plan holds them all, with a distance for each run."""
        runs = [session.km for session in self.sessions if session.runs and day < session.day <= day + WEEK]
        if not self.covers(day + WEEK) or None in runs:
            return None
        return round(sum(km for km in runs if km is not None), 3)

    def without(self, session: Session) -> TrainingPlan:
        """Leave out one session."""
        at = self.sessions.index(session)
        return evolve(self, sessions=self.sessions[:at] + self.sessions[at + 1 :])

    def plus(self, session: Session) -> TrainingPlan:
        """Add a session: a run before whatever else its day brings, anything else after it."""
        others = [one for one in self.sessions if not (one.day == session.day and one.kind == "rest")]
        return evolve(self, sessions=(session, *others) if session.runs else (*others, session))

    def repeated(self, weeks: int, start: date | None = None) -> TrainingPlan:
        """Repeat a plan of one week, weekday by weekday.

        Parameters
        ----------
        weeks : int
            How many times.
        start : datetime.date, optional
            The first day of the first week; the plan's own first day where it is not given.

        Returns
        -------
        TrainingPlan
            Each session on its weekday, from the first day on.
        """
        first = start or self.first_day
        if first is None:
            return self
        again = (
            evolve(one, day=first + timedelta(days=(one.day - first).days % 7) + week * WEEK)
            for week in range(weeks)
            for one in self.sessions
        )
        return evolve(self, sessions=tuple(again))

    def following(self, log: RunLog, on: date | None = None) -> TrainingPlan:
        """Put what was done in the place of what was planned, as far as a log goes.

        Parameters
        ----------
        log : RunLog
            What was done; its last 30 days before the plan count too.
        on : datetime.date, optional
            A day from which on the plan holds, whatever the log says.

        Returns
        -------
        TrainingPlan
            With sessions that are ``done``. A run that does not show whether it was hard is taken as moderate.
        """
        first = on or self.first_day
        if first is None or log.last_day is None:
            return self
        until = min(log.last_day, on - timedelta(days=1)) if on else log.last_day
        since = min(first, until) - timedelta(days=LOOK_BACK)
        done = [Session(run.day, _kind(run.kind, run.hard), run.km, run.minutes, done=True) for run in log]
        done += [Session(day, "strength", done=True) for day in log.strength_days]
        done += [Session(day, "cross", done=True) for day in log.other_days]
        past = [session for session in done if since <= session.day <= until]
        return evolve(self, sessions=(*past, *(session for session in self.sessions if session.day > until)))


def _kind(kind: str | None, hard: bool | None) -> str:
    """Give a run of a log its kind in a plan: how hard it was counts for more than what it is called."""
    if hard:
        return kind if kind in HARD_KINDS else "tempo"
    return MODERATE if hard is None else (kind or "easy")


def _order(today: tuple[Session, ...]) -> str:
    kinds = ["strength" if session.strength else "run" for session in today if session.strength or session.runs]
    if len(set(kinds)) < 2:
        return "none"
    return "strength_first" if kinds[0] == "strength" else "run_first"
