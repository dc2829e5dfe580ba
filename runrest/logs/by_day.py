"""Things that belong to a day, found by their day without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Dated(Protocol):
    """Anything that belongs to one day."""

    @property
    def day(self) -> date:
        """The day it belongs to."""


T = TypeVar("T", bound=Dated)


@frozen(eq=False)
class ByDay(Generic[T]):
    """Things in order of their day; asking for a few days costs no more in ten years of them than in one.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.trainings import Training
    >>> some = ByDay([Training(date(2026, 11, day)) for day in (18, 20, 20)])
    >>> len(some.between(date(2026, 11, 19), date(2026, 11, 22))), len(some.until(date(2026, 11, 19)))
    (2, 1)
    """

    items: Sequence[T]
    """In order of day."""
    _days: list[date] = field(init=False, repr=False)

    @_days.default
    def _list_days(self) -> list[date]:
        return [item.day for item in self.items]

    def between(self, first: date, last: date) -> Sequence[T]:
        """Give what belongs to the days from `first` to `last`, both included."""
        return self.items[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def of(self, day: date) -> Sequence[T]:
        """Give what belongs to one day."""
        return self.between(day, day)

    def last(self, day: date) -> T | None:
        """Give the latest that belongs to a day or to any before it."""
        at = bisect_right(self._days, day)
        return self.items[at - 1] if at else None

    def until(self, last: date) -> Sequence[T]:
        """Give what belongs to a day or to any before it."""
        return self.items[: bisect_right(self._days, last)]
