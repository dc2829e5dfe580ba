"""How a recording writes its times: in UTC, with an offset, or without saying which."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.importing.moments import LATEST, read_moment
from runrest.importing.parts import AT_ZONE
from runrest.said import said

if TYPE_CHECKING:
    from datetime import tzinfo

    from runrest.importing.parts import Told

FIRST_YEAR = 1990
"""Clocks that were never set begin in 1970, 1980 or on the last day of 1989; no watch recorded places before."""
LONGEST_TIME = 40
NOT_SAID = timezone(timedelta(minutes=1))
MOST_ZONES = 100
LOCAL = said("the times name no zone and are taken for the runner's own clock")
IN_UTC = said("the times are in UTC and the days too; {remedy}", remedy=AT_ZONE)


@define
class Clock:
    """The times of one file, each as seconds; most of them tell how all are written.

    Examples
    --------
    >>> clock = Clock()
    >>> clock.seconds("2026-11-22T06:40:00.5Z"), clock.seconds("soon"), clock.local
    (1795329600.5, None, False)
    """

    unset: int = field(default=0, init=False)
    """How many times stand before any watch was made."""
    _zones: dict[tzinfo | None, int] = field(factory=dict, init=False)
    """How many times are written in each."""

    def seconds(self, text: str) -> float | None:
        """Read one time [s since the epoch]; ``None`` where it is none, or comes from a clock that was never set.

        A time without a zone counts as if it were in UTC here; `start` knows better.
        """
        moment = _moment(text)
        if moment is None or moment.year > LATEST:
            return None
        if moment.year < FIRST_YEAR:
            self.unset += 1
            return None
        if moment.tzinfo in self._zones or len(self._zones) < MOST_ZONES:
            self._zones[moment.tzinfo] = self._zones.get(moment.tzinfo, 0) + 1
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()

    @property
    def zone(self) -> tzinfo | None:
        """The zone that most times are written in; ``None`` where they name none."""
        return max(self._zones, key=lambda zone: self._zones[zone], default=UTC)

    @property
    def local(self) -> bool:
        """Whether the times name no zone."""
        return self.zone is None

    def start(self, seconds: float, told: Told) -> datetime:
        """Give a time where the runner was, as far as that is known.

        Parameters
        ----------
        seconds : float
            As `seconds` gave it.
        told : Told
            The zone that the person named, if any.

        Returns
        -------
        datetime.datetime
            In that zone, or else as the file writes it; naive where neither says a zone.
        """
        moment = datetime.fromtimestamp(seconds, UTC)
        zone = self.zone
        return moment.replace(tzinfo=told.zone) if zone is None else told.localise(moment.astimezone(zone))

    def words(self, told: Told) -> str:
        """Say how the days were told."""
        if self.local:
            return said("the runner's own clock, as no zone is named")
        written = "UTC" if self._in_utc else said("local, with their offset")
        return said("{written}, moved to {zone}", written=written, zone=told.zone) if told.zone else written

    def notes(self, told: Told) -> tuple[str, ...]:
        """Say what was assumed."""
        if self.local:
            return (LOCAL,)
        return (IN_UTC,) if self._in_utc and told.zone is None else ()

    @property
    def _in_utc(self) -> bool:
        zone = self.zone
        return zone is not None and not zone.utcoffset(None)


def _moment(text: str) -> datetime | None:
    tidy = text.strip()
    if len(tidy) > LONGEST_TIME or ":" not in tidy:
        return None
    try:
        return datetime.fromisoformat(tidy)
    except ValueError:
        pass
    try:
        # The slower way knows single digits and small letters, and always gives a zone.
        moment = read_moment(tidy.upper(), zone=NOT_SAID)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=None) if moment.tzinfo is NOT_SAID else moment
