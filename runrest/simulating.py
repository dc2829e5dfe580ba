"""A simulated year: every morning and every Monday decided by the real trees, and what became of the plan."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from runrest.athlete import Athlete, CheckIn, Run, RunLog
from runrest.decision import told
from runrest.loading import decide
from runrest.reasons import deciding_step
from runrest.simulated_runner import Body, Planned, days_to_hard, plan_week, profile, week_km
from runrest.troubles import TROUBLES
from runrest.week_answers import decide_week
from runrest.weekly import weekly_signals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.decision import Decision
    from runrest.linking import Outcome
    from runrest.troubles import Trouble

START = date(2025, 1, 6)
"""A Monday; no clock is read, so that the same seed always gives the same year."""
WARM_UP_WEEKS = 8
"""Weeks before the year that make a log and baselines; nothing is decided in them."""
FEWEST_WEEKS, MOST_WEEKS = 4, 104
LIGHTER = 0.75
"""What the runner makes of a week, as a share of the last one, when told to deload."""
PHASE_WEEKS = {"foundation": 6, "strength": 8}
GENTLE = ("EASE", "EASE_SHORTEN")


@frozen
class DayTold:
    """One day: what was planned, and what was said."""

    day: date
    planned: str
    label: str
    less: bool
    """Whether any session was told less than planned."""
    binding: tuple[str, ...]


@frozen
class WeekTold:
    """One Monday: what was said of the week to come."""

    day: date
    label: str
    planned_km: float
    allowed_km: float | None
    refer: str
    phase: str
    why: str
    """The tree and the step that made it so."""
    complete: bool


@frozen
class TroubleTold:
    """One trouble: when its sign first showed, and when it was caught."""

    name: str
    title: str
    began: date
    sign: date | None
    rule: str
    caught: date | None
    tree: str
    label: str
    advice: str
    held: date | None
    """The first Monday on or after the sign on which the week did not progress."""


@frozen
class Year:
    """Everything that a simulation found."""

    seed: int
    watch: bool
    days: tuple[DayTold, ...]
    weeks: tuple[WeekTold, ...]
    troubles: tuple[TroubleTold, ...]

    @property
    def share_less(self) -> float:
        """Give the share of days told less than planned."""
        return sum(day.less for day in self.days) / len(self.days)

    @property
    def trees(self) -> Mapping[str, int]:
        """Count the days told less for each tree that made it so."""
        return dict(Counter(name for day in self.days if day.less for name in day.binding).most_common())

    def to_dict(self) -> dict[str, Any]:
        """Give the year as plain data.

        Returns
        -------
        dict
            Shares, counts, every day told less, every week and every trouble.
        """
        from attrs import asdict

        def plain(_thing: object, _field: object, value: object) -> object:
            return value.isoformat() if isinstance(value, date) else value

        return {
            "seed": self.seed,
            "watch": self.watch,
            "days": len(self.days),
            "days_told_less": sum(day.less for day in self.days),
            "share_told_less": round(self.share_less, 4),
            "labels": dict(Counter(day.label for day in self.days).most_common()),
            "trees": self.trees,
            "told_less": [asdict(day, value_serializer=plain) for day in self.days if day.less],
            "weeks": [asdict(week, value_serializer=plain) for week in self.weeks],
            "troubles": [asdict(trouble, value_serializer=plain) for trouble in self.troubles],
        }


def simulate(seed: int = 1, weeks: int = 52, troubles: Iterable[str] = (), *, watch: bool = False) -> Year:
    """Live a year on paper.

    The runner is healthy, runs five days a week, hard and easy in turn, goes up for three weeks and down for one, does
    strength twice a week, checks in every morning and follows the advice of the day. Of the week's advice a deload is
    followed; otherwise the plan stands, and what it asks beyond the advice is reported.

    Parameters
    ----------
    seed : int
        The one source of chance.
    weeks : int
        How many weeks are decided, after eight that only make a log.
    troubles : iterable of str
        Any of ``cold``, ``tendon`` and ``sleep``, put at a quarter, at half and at three quarters of the time.
    watch : bool
        Whether resting heart rate and HRV are measured each morning too.

    Returns
    -------
    Year
        Every day, every week, every trouble.

    Examples
    --------
    >>> year = simulate(seed=3, weeks=4)
    >>> len(year.days), [week.label for week in year.weeks][:2]
    (28, ['PROGRESS', 'PROGRESS'])
    """
    begins = {
        START + timedelta(days=7 * weeks * at // 4): TROUBLES[name]
        for at, name in enumerate(TROUBLES, 1)
        if name in tuple(troubles)
    }
    life = Life(Random(seed), watch=watch, troubles=begins)  # noqa: S311  chance, not a secret
    for number in range(-WARM_UP_WEEKS, weeks):
        life.week(number)
    return Year(seed, watch, tuple(life.days), tuple(life.weeks), life.told_troubles())


@define
class Life:
    """The runner's days as they come; everything is kept in memory."""

    chance: Random
    watch: bool
    troubles: Mapping[date, Trouble]
    body: Body = field(init=False)
    runs: list[Run] = field(factory=list, init=False)
    strength: list[date] = field(factory=list, init=False)
    other: list[date] = field(factory=list, init=False)
    checkins: list[CheckIn] = field(factory=list, init=False)
    yesterday: tuple[str, ...] = field(default=(), init=False)
    phase: list[int] = field(factory=lambda: [0, 0, 0], init=False)
    days: list[DayTold] = field(factory=list, init=False)
    weeks: list[WeekTold] = field(factory=list, init=False)
    caught: dict[str, tuple[date, str, Outcome]] = field(factory=dict, init=False)
    signs: dict[str, date] = field(factory=dict, init=False)
    cycle: int = field(default=0, init=False)

    @body.default
    def _body(self) -> Body:
        return Body(self.chance)
