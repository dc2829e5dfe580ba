"""All-day events as iCalendar text (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MOST_OCTETS = 75
PRODUCT = "-//runrest//plan//EN"
# Made once for runrest: a calendar that reads the same plan again then changes its events instead of doubling them.
NAMESPACE = UUID("5f0c1f0e-6d0a-5c0f-9d4e-2b7a3f1c8e55")


@frozen
class Event:
    """One all-day event."""

    day: date
    summary: str
    description: str = ""
    key: str = ""
    """What tells it from the other events of the same plan, whatever day it is on."""


def calendar_text(events: Iterable[Event], name: str, stamp: date, *, called: str = "") -> str:
    r"""Write events as one iCalendar text.

    Parameters
    ----------
    events : iterable of Event
        In the order in which they are to stand.
    name : str
        What they belong to, in every language; it tells them from the events of others.
    stamp : datetime.date
        The day on which the plan begins; it stands for the time of writing, as runrest never reads the clock.
    called : str
        What a calendar calls them, where it is not ``name``.

    Returns
    -------
    str
        With CRLF at the end of each line, and no line longer than 75 octets.

    Examples
    --------
    >>> from datetime import date
    >>> text = calendar_text([Event(date(2026, 11, 23), "Strength")], "Strength", date(2026, 11, 23))
    >>> "DTSTART;VALUE=DATE:20261123\r\n" in text
    True
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{escape(called or name)}")
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uuid5(NAMESPACE, f'{name} {stamp} {event.key or event.day}')}@runrest",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escape(event.summary)}",
            *([f"DESCRIPTION:{escape(event.description)}"] if event.description else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def escape(words: str) -> str:
    r"""Write a text so that it is one value: backslash, semicolon, comma and line breaks.

    Examples
    --------
    >>> escape("squats, lunges; easy\nand slow")
    'squats\\, lunges\\; easy\\nand slow'
    """
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in words if letter == "\t" or letter.isprintable())


def fold(line: str) -> str:
    r"""Break a line that is longer than 75 octets, between letters; each further one begins with a space.

    Examples
    --------
    >>> [len(part) for part in fold("x" * 100).split("\r\n")]
    [75, 26]
    """
    parts: list[str] = []
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > MOST_OCTETS:
            parts.append(part)
            part, octets = " ", 1
        part += letter
        octets += size
    return "\r\n".join([*parts, part])
