"""One day behind the runner, as it stood on its own morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.logs.day_states import DayState

SPIKE = 1.10
"""A run of up to so many times the longest of the last 30 days (LD1: SCHUST25)."""


@frozen
class PastDay:
    """One day; ``None`` is not known."""

    day: date
    load: DayState
    km: float | None
    """Run on the day; 0 on a day without a run that the log covers."""
    longest: float | None
    """Longest run of the 30 days before [km]."""
    wellness: Mapping[str, int]
    """Fatigue, soreness, stress and sleep quality, 1 (best) to 7 (worst), as far as they were answered."""
    label: str | None
    """The advice of the morning; ``None`` where nobody checked in."""
    kind: str = ""
    """Whose colour the advice wears: train, easy, rest or refer."""
    complete: bool = False
