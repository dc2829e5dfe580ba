"""Dates and times as services write them, and the local day they fall on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from runrest.importing.numerals import shown
from runrest.importing.wording import month_number
from runrest.said import said

if TYPE_CHECKING:
    from datetime import tzinfo

EARLIEST, LATEST = 1970, 2199
LONGEST = 60

TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
CLOCK = rf"(?:[\s,]+(?:(?:à|às|at|um|om|kl\.?|alle|a las)\s+)?{TIME}\s*(?P<half>[ap]\.?\s?m\.?)?)?"
MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<year>\d{{4}})-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})(?:T|(?=\s)|(?=,)|$)(?:[\s,]*{TIME})?(?P<zone>Z|[+-]\d\d:?\d\d)?",
        rf"{MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){CLOCK}",
        rf"(?P<day>\d{{1,2}})\.?\s+(?:de\s+)?{MONTH}\s+(?:de\s+)?(?P<year>\d{{4}}){CLOCK}",
        rf"(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>\d{{4}}){CLOCK}",
        rf"(?P<first>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-](?P<year>\d{{4}}){CLOCK}",
    )
)
WORDED = SHAPES[1:2]
"""Those that begin with a word."""


def read_moment(text: str, *, zone: tzinfo = UTC) -> datetime:
    """Read a date and a time that were written without an offset.

    Parameters
    ----------
    text : str
        ``Jun 1, 2026, 2:30:00 AM``, ``15 Nov 2025, 13:31:49``, ``09.12.2022, 15:24:49``,
        ``6 mrt. 2024 14:23:15``, ``2018-09-12 15:02:23`` and the like; a missing time counts as midnight.
    zone : datetime.tzinfo, optional
        The zone it was written in; an offset in the text itself goes before it.

    Returns
    -------
    datetime.datetime
        The moment, with its zone.

    Raises
    ------
    ValueError
        Where it is no such date, or one that could be read in two ways (``03/04/2026``).

    Examples
    --------
    >>> read_moment("Jun 1, 2026, 2:30:00 AM").isoformat()
    '2026-06-01T02:30:00+00:00'
    """
    tidy = " ".join(text.split())
    shapes = SHAPES if tidy[:1].isdigit() else WORDED
    match = (
        next((found for shape in shapes if (found := shape.fullmatch(tidy))), None) if len(tidy) <= LONGEST else None
    )
    if match is None:
        raise ValueError(said("{text} is not a date in a form known here", text=shown(text)))
    part = match.groupdict()
    month, day = _month_and_day(part, text)
    hour = int(part["hour"] or 0)
    half = (part.get("half") or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(said("{text} has an impossible time", text=shown(text)))
        hour = hour % 12 + (12 if half == "p" else 0)
    year = int(part["year"])
    if not EARLIEST <= year <= LATEST:
        raise ValueError(
            said("{text} lies outside the years {first} to {last}", text=shown(text), first=EARLIEST, last=LATEST)
        )
    minute, second = int(part["minute"] or 0), int(part["second"] or 0)
    offset = part.get("zone")
    try:
        written = datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo if offset else zone
        return datetime(year, month, day, hour, minute, second, tzinfo=written)
    except ValueError as error:
        raise ValueError(said("{text} is not a real date: {why}", text=shown(text), why=str(error))) from None


def read_day(text: str) -> date:
    """Read a calendar day written as ``2026-11-22``; any other order is refused.

    Examples
    --------
    >>> read_day("2026-11-22")
    datetime.date(2026, 11, 22)
    """
    tidy = text.strip()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", tidy):
        raise ValueError(said("{text} is not a day written as 2026-11-22", text=shown(text)))
    try:
        day = date.fromisoformat(tidy)
    except ValueError as error:
        raise ValueError(said("{text} is not a real date: {why}", text=shown(text), why=str(error))) from None
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(
            said("{text} lies outside the years {first} to {last}", text=shown(text), first=EARLIEST, last=LATEST)
        )
    return day


def read_stamp(text: str) -> datetime:
    """Read when something was written down: ``2026-11-22T06:40+01:00``, in a form that ISO 8601 allows.

    Examples
    --------
    >>> read_stamp("2026-11-22T06:40").hour
    6
    """
    try:
        stamp = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(said("{text} is not a time written as 2026-11-22T06:40", text=shown(text))) from None
    if not EARLIEST <= stamp.year <= LATEST:
        raise ValueError(
            said("{text} lies outside the years {first} to {last}", text=shown(text), first=EARLIEST, last=LATEST)
        )
    return stamp


def read_zone(name: str | None) -> tzinfo:
    """Find a time zone by its IANA name; no name is UTC.

    Raises
    ------
    ValueError
        Where no zone has that name.
    """
    if name is None:
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(said("{text} is not a time zone", text=shown(name))) from None


def _month_and_day(part: dict[str, str | None], text: str) -> tuple[int, int]:
    if part.get("month"):
        month = month_number(part["month"] or "")
        if month is None:
            raise ValueError(said("{text} names no month known here", text=shown(text)))
        return month, int(part["day"] or 0)
    if part.get("number"):
        return int(part["number"] or 0), int(part["day"] or 0)
    first, other = int(part["first"] or 0), int(part["other"] or 0)
    if first <= 12 and other <= 12 and first != other:
        raise ValueError(said("{text} can be read as two different days", text=shown(text)))
    return (other, first) if first > 12 else (first, other)
