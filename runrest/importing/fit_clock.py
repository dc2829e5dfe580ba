"""The local time of a FIT file, whose own times are all in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.importing.fit_messages import DATED, LAST_SECOND
from runrest.importing.parts import AT_ZONE
from runrest.said import said

if TYPE_CHECKING:
    from datetime import tzinfo

    from runrest.importing.fit_messages import Recording
    from runrest.importing.parts import Told

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
"""FIT profile, ``date_time``: seconds are counted from here."""
QUARTER, SLACK = 900, 60
"""Zones differ by whole quarters of an hour; two clocks may be read up to a minute apart [s]."""
EARLIEST_ZONE, LATEST_ZONE = -12 * 3600, 14 * 3600
FAR_FROM_UTC = 45.0
"""No place that keeps UTC lies further from Greenwich than three hours of the sun [degrees]."""


@frozen
class FitClock:
    """How the times of one FIT file become local."""

    zone: tzinfo
    words: str
    """How the days were told."""
    note: str = ""
    """What was assumed, where the file does not settle it."""

    def localise(self, seconds: int) -> datetime:
        """Give a moment, in seconds as FIT counts them, where the runner was."""
        return (EPOCH + timedelta(seconds=seconds)).astimezone(self.zone)


def clock_of(recording: Recording, told: Told) -> FitClock:
    """Tell the local time from the end of the activity, which is written both in UTC and in local time.

    Parameters
    ----------
    recording : Recording
        One FIT file.
    told : Told
        The zone to take where the file gives none, or one that cannot be.

    Returns
    -------
    FitClock
        In the zone of the watch, or else the one told, or else UTC with a note.

    Examples
    --------
    >>> from runrest.importing.fit_messages import Recording
    >>> from runrest.importing.parts import Told
    >>> run = Recording(activity={"timestamp": 1000000000, "local_timestamp": 1000007200})
    >>> clock_of(run, Told()).localise(1000000000).isoformat()
    '2021-09-08T03:46:40+02:00'
    """
    written, local = recording.activity.get("timestamp"), recording.activity.get("local_timestamp")
    doubt = ""
    if type(written) is int and type(local) is int and DATED <= written <= LAST_SECOND and 0 <= local <= LAST_SECOND:
        ahead = local - written
        whole = QUARTER * round(ahead / QUARTER)
        # Some programs write UTC a second time where local time belongs.
        copied = whole == 0 and abs(recording.longitude or 0.0) > FAR_FROM_UTC
        if abs(ahead - whole) <= SLACK and EARLIEST_ZONE <= whole <= LATEST_ZONE and not copied:
            zone = timezone(timedelta(seconds=whole))
            return FitClock(zone, said("local, as the watch wrote them ({zone})", zone=zone))
        doubt = said(
            "its local time ({moment:%Y-%m-%d %H:%M}) cannot be right", moment=EPOCH + timedelta(seconds=local)
        )
    if told.zone is not None:
        words = said("moved from UTC to {zone}", zone=told.zone)
        return FitClock(
            told.zone, words, doubt and said("{doubt}, so {zone} is taken instead", doubt=doubt, zone=told.zone)
        )
    return FitClock(
        UTC,
        "UTC",
        said(
            "{doubt}, so its day is that of UTC; {remedy}",
            doubt=doubt or said("it does not say its local time"),
            remedy=AT_ZONE,
        ),
    )
