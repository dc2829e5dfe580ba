"""What is known of one runner: log, check-ins, plan and profile, and what they show on any day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field, frozen

from runrest.logs.felt_effort import felt_finding
from runrest.logs.findings import Finding, together, values
from runrest.logs.load_report import training_report
from runrest.logs.lookback import GAP_DAYS, Lookback, checked_gap
from runrest.logs.mornings import Mornings, one_a_day
from runrest.logs.planned import Plan, Profile
from runrest.logs.runs import RunLog, as_log
from runrest.logs.training_load import log_findings
from runrest.logs.weekly_load import load_findings
from runrest.logs.wellness import usual_resting_heart, wellness_findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.logs.checkins import CheckIn
    from runrest.logs.figures import Figure

FELT = "last_rpe_delta"


@frozen
class Records:
    """Log, check-ins, plan and profile of one runner; whatever was not given is unknown."""

    runs: RunLog = field(factory=RunLog, converter=as_log, kw_only=True)
    checkins: tuple[CheckIn, ...] = field(default=(), converter=one_a_day, kw_only=True)
    """One for each day, in order; several reports on one day are put together (see `one_a_day`)."""
    plan: Plan = field(factory=Plan, kw_only=True)
    profile: Profile = field(factory=Profile, kw_only=True)
    gap_days: int = field(default=GAP_DAYS, converter=checked_gap, kw_only=True)
    """More days than this without any activity are a gap in the log, not rest."""

    @cached_property
    def by_day(self) -> Mapping[date, CheckIn]:
        """Find check-ins by their day."""
        return {checkin.day: checkin for checkin in self.checkins}

    def lookback(self, on: date) -> Lookback:
        """Look at the log as it stands on a day."""
        return Lookback(self.runs, on, self.gap_days, self.profile.max_hr)

    def found(self, on: date) -> dict[str, Finding]:
        """Give everything that log, check-ins, plan and profile show on a day, or why they do not show it.

        Parameters
        ----------
        on : datetime.date
            The day that is asked about. Only a check-in of this very day tells how the runner feels.

        Returns
        -------
        dict of str to Finding
            Where two sources name the same signal the later holds: log, profile, plan, the day's check-in.
        """
        return together(*self.sources(on).values())

    def sources(self, on: date) -> dict[str, dict[str, Finding]]:
        """Give what each source shows on a day, in the order in which they hold: log, profile, plan, check-in."""
        days = self._days(on)
        return {**days, "log": {**days["log"], **load_findings(self.lookback(on))}}

    def _days(self, on: date) -> dict[str, dict[str, Finding]]:
        back = self.lookback(on)
        return {
            "log": {**log_findings(back), "rpe_high_7d": felt_finding(back, self.felt(on))},
            "profile": {name: Finding(value) for name, value in self.profile.facts.items() if value is not None},
            "plan": {name: Finding(value, days=(on, on)) for name, value in self.plan.facts().items()},
            "check-in": wellness_findings(Mornings(self.by_day, on)),
        }

    def felt(self, on: date, today: Mapping[str, object] | None = None) -> dict[date, float]:
        """Collect how much harder than usual sessions felt, as told on the mornings of the week up to a day."""
        deltas: dict[date, float] = {}
        for day in (on - timedelta(days=back) for back in range(7)):
            checkin = self.by_day.get(day)
            facts: Mapping[str, object] = today if day == on and today else checkin.facts if checkin else {}
            delta = facts.get(FELT)
            if isinstance(delta, (int, float)) and not isinstance(delta, bool):
                deltas[day] = float(delta)
        return deltas

    def signals(self, on: date) -> dict[str, Any]:
        """Give the facts of one day, for a tree to walk on.

        Parameters
        ----------
        on : datetime.date
            The day that is asked about. Only a check-in of this very day tells how the runner feels.

        Returns
        -------
        dict of str to object
            Signal to value. A signal that is absent is unknown. Where two sources name the same signal the later
            holds: log, profile, plan, the day's check-in. What needs the days before decided anew (a red day, days of
            little pain) is in `runrest.weekly.weekly_signals`.
        """
        return values(self.found(on))

    def report(self, on: date, after_unknown: Literal["unknown", "restart"] = "unknown") -> tuple[Figure, ...]:
        """Report training load on the morning of a day; nothing in it is ever used for advice.

        Where the profile has no resting heart rate, the median of the 28 mornings before stands in for it.

        Parameters
        ----------
        on : datetime.date
            The morning.
        after_unknown : str
            What an unknown day does to figures that carry every day on (see `training_report`).

        Returns
        -------
        tuple of Figure
            See `training_report`.
        """
        profile = self.profile
        usual = usual_resting_heart(Mornings(self.by_day, on)) if profile.resting_hr is None else None
        if usual is not None and (profile.max_hr is None or usual < profile.max_hr):
            profile = evolve(profile, resting_hr=usual)
        return training_report(self.runs, on, profile, self.gap_days, after_unknown)

    def day_signals(self, on: date) -> dict[str, Any]:
        """Give the same facts without the load of whole weeks, which no tree of ``today`` asks: many days at once."""
        return values(together(*self._days(on).values()))
