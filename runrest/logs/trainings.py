"""What a recording says of the heart, and training that is no run: strength, a ride, a walk, or something unnamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.logs.bounds import LEAST_BEATS, MOST_BEATS, MOST_MINUTES, is_plain_day, out_of_bounds
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

__all__ = ["LEAST_BEATS", "MOST_BEATS", "SPORTS", "Heart", "Training"]

SPORTS = ("strength", "cross", "unnamed")
"""``unnamed`` is a session that a log knows to exist and says nothing of: it may have been a run."""


def _believed(seconds_at: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    together: dict[int, float] = {}
    for beats, seconds in seconds_at:
        if LEAST_BEATS <= beats <= MOST_BEATS and seconds > 0:
            together[beats] = together.get(beats, 0.0) + seconds
    return tuple(sorted(together.items()))


@frozen
class Heart:
    """The heart rate of one session, as far as it was measured.

    Examples
    --------
    >>> Heart(seconds_at=[(150, 60), (0, 600), (150, 30)])
    Heart(mean=None, most=None, seconds_at=((150, 90.0),))
    """

    mean: float | None = None
    """Average [beats per minute]."""
    most: float | None = None
    """Highest [beats per minute]."""
    seconds_at: tuple[tuple[int, float], ...] = field(default=(), converter=_believed)
    """Seconds spent at each heart rate, where a recording shows them; impossible rates are left out."""


@frozen
class Training:
    """One session that is not known to be a run; ``None`` is unknown, never zero."""

    day: date
    """The local day it began."""
    sport: str = "cross"
    """strength, cross (anything else), or unnamed."""
    name: str = ""
    """What the log calls it: ``Ride``, ``Weight Training``."""
    minutes: float | None = None
    rpe: float | None = None
    """How hard it felt on the CR-10 scale, 0 to 10."""
    start: datetime | None = None
    heart: Heart | None = None
    source: str = ""
    """Where it was read, as ``file:line``."""

    def __attrs_post_init__(self) -> None:
        problems = [
            *(
                []
                if is_plain_day(self.day)
                else [said("the day of a session is {day!r}, but must be a date", day=self.day)]
            ),
            *out_of_bounds("minutes", self.minutes, MOST_MINUTES, zero=False),
            *out_of_bounds("rpe", self.rpe, 10, zero=True),
        ]
        if self.sport not in SPORTS:
            hint = did_you_mean(self.sport, SPORTS)
            problems.append(
                said(
                    "{sport!r} is not a sport{hint}; there are {known}",
                    sport=self.sport,
                    hint=hint,
                    known=", ".join(SPORTS),
                )
            )
        if problems:
            raise FactsError(
                tuple(
                    said("{source}: {text}", source=self.source, text=text) if self.source else text
                    for text in problems
                )
            )
