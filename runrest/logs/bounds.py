"""What an amount in a log may be: a plain day, and numbers that a body can reach."""

from __future__ import annotations

import math
from datetime import date, datetime

from runrest.said import said

MOST_KM = 1000.0
MOST_MINUTES = 14400.0
LEAST_BEATS, MOST_BEATS = 25, 240
"""Beats per minute outside these are a slipped sensor, not a heart."""


def is_plain_day(day: object) -> bool:
    """Tell whether a value is a date without a time (a ``datetime`` never equals a date)."""
    return isinstance(day, date) and not isinstance(day, datetime)


def out_of_bounds(name: str, value: object, most: float, *, zero: bool) -> list[str]:
    """Say in a list of no or one sentence what is wrong with an optional amount."""
    if value is None:
        return []
    number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
    if (number > 0 or (zero and number == 0)) and number <= most:
        return []
    lowest = said("from 0") if zero else said("above 0")
    return [
        said(
            "{name} is {value!r}, but must be a number {lowest} and at most {most:g}",
            name=name,
            value=value,
            lowest=lowest,
            most=most,
        )
    ]
