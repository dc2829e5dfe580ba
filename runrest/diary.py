"""The days up to one day: what was known and said on each, and what it was, worked out when it is asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.deciding import decide_with
from runrest.errors import FactsError
from runrest.loading import family, house
from runrest.logs.felt_effort import felt_finding
from runrest.logs.findings import Finding, values
from runrest.logs.red_days import is_red, little_pain
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.logs.records import Records
    from runrest.vocabulary import Facts

WEEK = 7
LEAST_DAYS = 4
"""Fewer known days of seven do not make a week without a red day, or a count of poor days."""
POOR, SOFT = 2, 2
"""So many signs of poor recovery make a poor day (PG1), and so many soft signs a day that counts (PG3)."""
QUIET_DAYS = 7
"""The fewest quiet days that a rule asks for (PB7, PG1): where a day is missing before, "at least so many" will do."""
MOST_DAYS = 365


@define
class Diary:
    """The facts and decisions of the days up to one day, worked out when they are asked for."""

    athlete: Records
    on: date
    today: Mapping[str, object] | None = None
    _said_today: bool = field(init=False)
    _facts: dict[date, Facts] = field(factory=dict, init=False)
    _poor: dict[date, bool | None] = field(factory=dict, init=False)

    @_said_today.default
    def _has_said(self) -> bool:
        """Tell whether what is known of the day is more than log, plan and profile show."""
        signals, profile = house().vocabulary.signals, self.athlete.profile.facts
        return any(
            value is not None and name in signals and signals[name].known == "asked" and profile.get(name) != value
            for name, value in (self.today or {}).items()
        )

    def facts(self, day: date) -> Facts:
        """Give the checked facts of a day, with what the days before it add up to."""
        if day not in self._facts:
            given = self.today if day == self.on and self.today else self.athlete.day_signals(day)
            self._facts[day] = _checked(given, day)
        return self._facts[day]

    def answers(self, day: date) -> Facts:
        """Give what the runner said on a day."""
        given = self.today if day == self.on and self.today else None
        checkin = self.athlete.by_day.get(day)
        return _checked(given or (checkin.facts if checkin else {}), day)

    def told(self, day: date) -> bool:
        """Tell whether the runner said anything on a day."""
        return day in self.athlete.by_day or (day == self.on and self._said_today)

    def back(self, days: int) -> date:
        """Give the day so many days before."""
        return self.on - timedelta(days=days)

    def red_day(self) -> Finding:
        """Tell whether one of the last days was a red one."""
        days = [self.back(days) for days in range(WEEK + 1)]
        verdicts = [self.red(day) if self.told(day) else None for day in days]
        red = [day for day, verdict in zip(days, verdicts, strict=True) if verdict]
        if red:
            return self.finding(True, red)
        calm = [day for day, verdict in zip(days[1:], verdicts[1:], strict=True) if verdict is False]
        if len(calm) >= LEAST_DAYS:
            return self.finding(False, calm)
        return Finding(
            why=said(
                "{count} of the seven days before answer pain and illness with a no; {least} are needed",
                count=len(calm),
                least=LEAST_DAYS,
            )
        )

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

    def poor_days(self, on: date) -> Finding:
        """Count the poor days of the seven that end with a day."""
        days = [on - timedelta(days=back) for back in range(WEEK)]
        known = [day for day in days if self.poor(day) is not None]
        if len(known) < LEAST_DAYS:
            return Finding(
                why=said(
                    "{count} of the last seven days tell of recovery; {least} are needed",
                    count=len(known),
                    least=LEAST_DAYS,
                )
            )
        return self.finding(sum(self.poor(day) is True for day in known), known)

    def rpe_high(self, on: date) -> Finding:
        """Count the sessions of the seven days before a day that felt too hard."""
        return felt_finding(self.athlete.lookback(on), self.athlete.felt(on, self.today if on == self.on else None))

    def soft_sign_days(self) -> Finding:
        """Count the days in a row, up to today, with two or more soft signs."""
        if not self.told(self.on):
            return Finding(why=said("there is no check-in for {on}", on=self.on))
        count = 0
        while count < MOST_DAYS and self.told(self.back(count)) and self.soft_signs(self.back(count)) >= SOFT:
            count += 1
        return self.finding(count, [self.back(back) for back in range(max(count, 1))])

    def soft_signs(self, day: date) -> float:
        """Count the soft signs of a day that are sure."""
        week = values({"poor_days_7d": self.poor_days(day), "rpe_high_7d": self.rpe_high(day)})
        found = house().vocabulary.range_of("soft_signs", {**week, **self.facts(day)})
        return float(found[0]) if found else 0.0

    def pain_ok_days(self) -> Finding:
        """Count the days in a row, up to today, with little and steady pain."""
        for count in range(MOST_DAYS):
            verdict = little_pain(self.answers(self.back(count)), house().vocabulary)
            if verdict is None and count < QUIET_DAYS:
                return Finding(why=said("the pain of {day} is not known", day=self.back(count)))
            if not verdict:
                return self.finding(count, [self.back(back) for back in range(max(count, 1))])
        return self.finding(MOST_DAYS, [self.back(back) for back in range(MOST_DAYS)])

    def finding(self, value: object, days: Iterable[date]) -> Finding:
        """Make a finding that rests on the check-ins of some days."""
        every = sorted(days)
        records = [checkin for day in every if (checkin := self.athlete.by_day.get(day)) is not None]
        return Finding.of(value, records, days=(every[0], every[-1]))


def _checked(given: Mapping[str, object], day: date) -> Facts:
    try:
        return house().vocabulary.check(given)
    except FactsError as error:
        raise FactsError(
            tuple(said("{day}: {problem}", day=day, problem=problem) for problem in error.problems)
        ) from None
