"""One runner: log, check-ins, plan and profile, and the facts they give on any day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.errors import FactsError
from runrest.logs import training_load, wellness
from runrest.logs.checkins import CheckIn
from runrest.logs.gaps import count_of, gaps
from runrest.logs.planned import Plan, Profile
from runrest.logs.runs import Run, RunLog, as_log

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["Athlete", "CheckIn", "Plan", "Profile", "Run", "RunLog"]


def _by_day(checkins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    return tuple(sorted(checkins, key=lambda checkin: checkin.day))


@frozen
class Athlete:
    """Everything known of one runner; whatever was not given is unknown.

    Examples
    --------
    >>> from datetime import date
    >>> runner = Athlete(runs=[Run(date(2026, 11, 20), km=12, kind="easy")], plan=Plan.parse("easy:8km"))
    >>> runner.signals(on=date(2026, 11, 22))["days_off"]
    2
    """

    runs: RunLog = field(factory=RunLog, converter=as_log, kw_only=True)
    checkins: tuple[CheckIn, ...] = field(default=(), converter=_by_day, kw_only=True)
    plan: Plan = field(factory=Plan, kw_only=True)
    profile: Profile = field(factory=Profile, kw_only=True)

    @checkins.validator
    def _one_a_day(self, _attribute: object, checkins: tuple[CheckIn, ...]) -> None:
        twice = [day for day, count in sorted(Counter(checkin.day for checkin in checkins).items()) if count > 1]
        if twice:
            raise FactsError(tuple(f"there are two check-ins for {day}; which one holds?" for day in twice))

    def signals(self, on: date) -> dict[str, object]:
        """Give the facts of one day, for a tree to walk on.

        Parameters
        ----------
        on : datetime.date
            The day that is asked about. Only check-ins of this very day tell how the runner feels.

        Returns
        -------
        dict of str to object
            Signal to value. A signal that is absent is unknown. Where two sources name the same signal the
            later holds: log, profile, plan, the day's check-in.
        """
        return {
            **training_load.findings(self.runs, on),
            **self.profile.facts,
            **self.plan.facts(),
            **wellness.findings(self.checkins, on),
        }

    def notes(self, on: date) -> tuple[str, ...]:
        """Say in plain sentences what could not be known on a day, and why.

        Parameters
        ----------
        on : datetime.date
            The day that is asked about.

        Returns
        -------
        tuple of str
            What was assumed in reading, what the log leaves open, and whether the day has a check-in.
        """
        sentences = [*self.runs.notes]
        if self.runs.skipped:
            place, reason = self.runs.skipped[0]
            left_out = count_of(len(self.runs.skipped), "record")
            sentences.append(f"{left_out} left out of the log; the first is {place}: {reason}")
        sentences += gaps(self.runs, on)
        if self.checkins and on not in {checkin.day for checkin in self.checkins}:
            past = [checkin.day for checkin in self.checkins if checkin.day < on]
            age = f"; the last one is from {past[-1]} and is not used for it" if past else ""
            sentences.append(f"there is no check-in for {on}{age}")
        return tuple(sentences)
