"""What a simulated year found: every day, every week, every trouble."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


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
