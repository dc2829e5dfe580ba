"""Signals about the week: what the last days of decisions, check-ins and runs add up to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from runrest.deciding import decide_with
from runrest.errors import FactsError
from runrest.loading import family, house
from runrest.logs.planned import Plan
from runrest.logs.red_days import is_red, little_pain
from runrest.logs.weekly_load import MONOTONY_LEAST, daily_loads, load_signals, sessions_too_hard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.athlete import Athlete
    from runrest.logs.checkins import CheckIn
    from runrest.vocabulary import Facts

WEEK = 7
LEAST_DAYS = 4
"""Fewer known days of seven do not make a week without a red day, or a count of poor days."""
POOR, SOFT = 2, 2
"""So many signs of poor recovery make a poor day (PG1), and so many soft signs a day that counts (PG3)."""
QUIET_DAYS = 7
"""The fewest quiet days that a rule asks for (PB7, PG1): where a day is missing before, "at least so many" will do."""
MOST_DAYS = 365


def weekly_signals(athlete: Athlete, on: date, today: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Give the signals that only a whole week can show.

    Every day is decided anew by the trees of ``today`` from that day's own check-in; nothing is guessed where one is
    missing.

    - ``red_day_7d`` (PG4): true where on any of the seven days before, or on the day itself, the answer was
      STOP_REFER, or a rule for bone, strong pain, a limp, fever or illness (PB1-PB5, IL1, IL2) took running away.
      False where at least four of the seven days before say no, and none says yes; a day says no only if its check-in
      answers pain and illness. Red flags are asked for "since the last clearance", so today's answer covers them.
    - ``poor_days_7d`` (PG1, RD4): days of seven, today included, with two or more signs of poor recovery; at least
      four days must be known, and those that are not are not counted.
    - ``soft_sign_days`` (PG3): days in a row up to today with two or more soft signs; a missing day ends the count.
    - ``pain_ok_days`` (PB7, PG1, AT1): days in a row up to today with pain of 2 of 10 at most, not worse than last
      week and not worse than on a usual morning. Where a missing day ends the count below seven, it is unknown.
    - ``rpe_high_7d`` (RD12): see ``sessions_too_hard``.
    - ``load_7d``, ``load_28d``, ``load_days_known_7d`` (FOST01, LD7), ``monotony_7d``, ``strain_7d``, ``strain_high``
      (FOST98, LD6), ``weeks_since_deload`` (BELL23, PG3): see ``load_signals``.

    Parameters
    ----------
    athlete : Athlete
        Log, check-ins and profile; the plan is the day's own and says nothing of days past.
    on : datetime.date
        The day that is asked about.
    today : mapping of str to object, optional
        What is known of that very day, where it is more than the log and the check-in say.

    Returns
    -------
    dict of str to value
        Signal to value; what cannot be known is absent.

    Raises
    ------
    FactsError
        Where a check-in does not fit the vocabulary.

    Examples
    --------
    >>> from runrest.athlete import Athlete, CheckIn
    >>> fever = CheckIn.of(date(2026, 11, 18), temp_c=38.5)
    >>> weekly_signals(Athlete(checkins=[fever]), date(2026, 11, 22))
    {'red_day_7d': True}
    """
    diary = Diary(evolve(athlete, plan=Plan()), on, today)
    found = {
        **load_signals(athlete.runs, on),
        "rpe_high_7d": diary.rpe_high(on),
        "red_day_7d": diary.red_day(),
        "poor_days_7d": diary.poor_days(on),
        "soft_sign_days": diary.soft_sign_days(),
        "pain_ok_days": diary.pain_ok_days(),
    }
    return {name: value for name, value in found.items() if value is not None}


def weekly_notes(athlete: Athlete, on: date) -> tuple[str, ...]:
    """Say in plain sentences what the week leaves unknown, and why.

    Parameters
    ----------
    athlete : Athlete
        Log and check-ins.
    on : datetime.date
        The day that is asked about.

    Returns
    -------
    tuple of str
        On missing check-ins, and on days whose load is not known or is always the same.
    """
    told = {checkin.day for checkin in athlete.checkins}
    lacking = sum(on - timedelta(days=back) not in told for back in range(1, WEEK + 1))
    notes = [f"{lacking} of the seven days before {on} have no check-in"] if athlete.checkins and lacking else []
    week = daily_loads(athlete.runs.until(on), on, WEEK)
    known = [load for load in week if load is not None]
    if len(athlete.runs) and len(known) < MONOTONY_LEAST:
        notes.append(
            f"the load of {WEEK - len(known)} of the last seven days is not known (effort and minutes of every session"
            " are needed, strength too), so monotony and strain are left out"
        )
    elif len(set(known)) == 1:
        notes.append(
            "every day had the same load, so monotony has no number and is taken as high"
            if any(known)
            else "there was no training in the last seven days, so monotony and strain mean nothing"
        )
    return tuple(notes)


@define
class Diary:
    """The facts and decisions of the days up to one day, worked out when they are asked for."""

    athlete: Athlete
    on: date
    today: Mapping[str, object] | None = None
    _checkins: dict[date, CheckIn] = field(init=False)
    _facts: dict[date, Facts] = field(factory=dict, init=False)
    _poor: dict[date, bool | None] = field(factory=dict, init=False)

    @_checkins.default
    def _by_day(self) -> dict[date, CheckIn]:
        return {checkin.day: checkin for checkin in self.athlete.checkins if checkin.day <= self.on}

    def facts(self, day: date) -> Facts:
        """Give the checked facts of a day, with what the days before it add up to."""
        if day not in self._facts:
            given = self.today if day == self.on and self.today else self.athlete.signals(day)
            self._facts[day] = _checked(given, day)
        return self._facts[day]

    def answers(self, day: date) -> Facts:
        """Give what the runner said on a day."""
        given = self.today if day == self.on and self.today else None
        checkin = self._checkins.get(day)
        return _checked(given or (checkin.facts if checkin else {}), day)

    def told(self, day: date) -> bool:
        """Tell whether the runner said anything on a day."""
        return bool(day == self.on and self.today) or day in self._checkins

    def back(self, days: int) -> date:
        """Give the day so many days before."""
        return self.on - timedelta(days=days)

    def red_day(self) -> bool | None:
        """Tell whether one of the last days was a red one."""
        days = [self.back(days) for days in range(WEEK + 1)]
        verdicts = [self.red(day) if self.told(day) else None for day in days]
        if True in verdicts:
            return True
        return False if verdicts[1:].count(False) >= LEAST_DAYS else None

    def red(self, day: date) -> bool | None:
        """Tell whether a day was a red one; unknown where its check-in does not answer pain and illness."""
        return is_red(decide_with(family("today"), self.facts(day), "today", day))

    def poor(self, day: date) -> bool | None:
        """Tell whether two or more signs of poor recovery came together on a day."""
        if day not in self._poor:
            found = house().vocabulary.range_of("readiness_signs", self.facts(day)) if self.told(day) else None
            low, high = (float(end) for end in found) if found else (0.0, float(POOR))
            self._poor[day] = True if low >= POOR else None if high >= POOR else False
        return self._poor[day]

    def poor_days(self, on: date) -> int | None:
        """Count the poor days of the seven that end with a day."""
        verdicts = [self.poor(on - timedelta(days=back)) for back in range(WEEK)]
        return verdicts.count(True) if WEEK - verdicts.count(None) >= LEAST_DAYS else None

    def rpe_high(self, on: date) -> int | None:
        """Count the sessions of the seven days before a day that felt too hard."""
        deltas: dict[date, float] = {}
        for day in (on - timedelta(days=back) for back in range(WEEK)):
            delta = self.answers(day).get("last_rpe_delta")
            if isinstance(delta, (int, float)):
                deltas[day] = float(delta)
        return sessions_too_hard(self.athlete.runs.until(on), on, deltas)

    def soft_sign_days(self) -> int | None:
        """Count the days in a row, up to today, with two or more soft signs."""
        for days in range(MOST_DAYS):
            day = self.back(days)
            if not self.told(day) or self.soft_signs(day) < SOFT:
                return days if self.told(self.on) else None
        return MOST_DAYS

    def soft_signs(self, day: date) -> float:
        """Count the soft signs of a day that are sure."""
        week = {"poor_days_7d": self.poor_days(day), "rpe_high_7d": self.rpe_high(day)}
        facts = {**{name: value for name, value in week.items() if value is not None}, **self.facts(day)}
        found = house().vocabulary.range_of("soft_signs", facts)
        return float(found[0]) if found else 0.0

    def pain_ok_days(self) -> int | None:
        """Count the days in a row, up to today, with little and steady pain."""
        for days in range(MOST_DAYS):
            day = self.back(days)
            verdict = little_pain(self.answers(day), house().vocabulary)
            if not verdict:
                return None if verdict is None and days < QUIET_DAYS else days
        return MOST_DAYS


def _checked(given: Mapping[str, object], day: date) -> Facts:
    try:
        return house().vocabulary.check(given)
    except FactsError as error:
        raise FactsError(tuple(f"{day}: {problem}" for problem in error.problems)) from None
