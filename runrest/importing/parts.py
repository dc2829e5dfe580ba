"""What readers are told, and what they give: the part of a log that lies in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.errors import LogError
from runrest.importing.distances import METRES
from runrest.importing.moments import read_zone
from runrest.importing.numerals import shown
from runrest.said import said

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from runrest.logs.checkins import CheckIn
    from runrest.logs.runs import Run
    from runrest.logs.trainings import Training

AT_ZONE = said('say where you live, for instance tz="Europe/Amsterdam"')


@frozen
class Told:
    """What the person who gives the files says of them."""

    zone: tzinfo | None = None
    """Where the runner lives, for services that write dates in UTC."""
    units: str | None = None
    """km, mi or m, for distances without a unit."""
    scale: str | None = None
    """The scale of wellness answers that name none."""
    confirmed: frozenset[str] = frozenset()
    """What looked unlikely and was said to be right: ``units``."""

    @classmethod
    def of(cls, *, tz: str | None, units: str | None, scale: str | None, confirmed: frozenset[str], place: str) -> Told:
        """Check what was said, once for all files."""
        if units is not None and units not in METRES:
            raise LogError(
                place, said("{text} is not a unit of distance", text=shown(units)), remedy=said("give km, mi or m")
            )
        try:
            zone = read_zone(tz) if tz is not None else None
        except ValueError as error:
            raise LogError(place, str(error), remedy=AT_ZONE) from None
        return cls(zone, units, scale, confirmed)

    def localise(self, moment: datetime) -> datetime:
        """Move a moment to where the runner lives, where that was said."""
        return moment if self.zone is None else moment.astimezone(self.zone)


@frozen
class Part:
    """What one file gave; nothing that it holds is left out without a word."""

    place: str
    form: str
    """What sort of file it is, in words: ``a FIT recording``."""
    runs: tuple[Run, ...] = ()
    trainings: tuple[Training, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    """Each record that could not be used: its place, and why."""
    notes: tuple[str, ...] = ()
    """What was assumed, in plain sentences."""
    zone: str = ""
    """How the days were told: ``local, as the watch wrote them``."""
    units: str = ""
    """Which unit the distances were taken in."""
    units_sure: bool = True
    """Whether the file itself settles that unit; otherwise the pace must be one that people run."""
    recordings: tuple[tuple[str, str], ...] = ()
    """Files that this one lists, each with the place it is listed at; they tell of the same sessions."""
    owner: str = ""
    """What the file says of whose it is (a device's serial number, an account); only ever compared."""

    @property
    def sessions(self) -> int:
        """Count the sessions of every sort."""
        return len(self.runs) + len(self.trainings)
