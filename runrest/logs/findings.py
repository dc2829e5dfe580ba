"""A finding: one thing that is known on a day, and what it rests on, or why it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SOURCES = ("log", "check-in", "plan", "profile", "told", "derived")
"""Where a value can come from: ``told`` is said by hand, ``derived`` is worked out from other signals."""


class Record(Protocol):
    """Anything that was read from a place and belongs to a day."""

    @property
    def day(self) -> date:
        """The day it belongs to."""

    @property
    def source(self) -> str:
        """Where it was read, as ``file:line``, or nothing."""


@frozen
class Finding:
    """A value with the records and days it rests on, or, where it is ``None``, the reason.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import Run
    >>> Finding.of(12.0, [Run(date(2026, 11, 20), km=12, source="runs.csv:7")]).places
    ('runs.csv:7',)
    """

    value: Any = None
    why: str = ""
    """Why it is unknown; or, of a known value, how it is to be read."""
    places: tuple[str, ...] = ()
    """As ``file:line``."""
    days: tuple[date, date] | None = None
    """The first and the last day that it rests on."""

    @classmethod
    def of(
        cls, value: object, records: Iterable[Record] = (), why: str = "", days: tuple[date, date] | None = None
    ) -> Finding:
        """Make a finding that rests on records; the days are theirs where they are not given."""
        used = list(records)
        if days is None and used:
            days = (min(one.day for one in used), max(one.day for one in used))
        return cls(value, why, tuple(dict.fromkeys(one.source for one in used if one.source)), days)

    @property
    def known(self) -> bool:
        """Tell whether there is a value."""
        return self.value is not None


@frozen
class Origin:
    """One signal of the vocabulary on a day: its value and where it comes from, or why it is unknown."""

    signal: str
    value: Any
    """``None`` is unknown."""
    unit: str
    from_what: str
    """log, check-in, plan, profile, told or derived; of an unknown signal, where it would come from."""
    places: tuple[str, ...] = ()
    """As ``file:line``."""
    days: tuple[date, date] | None = None
    """The first and the last day that it rests on."""
    why: str = ""

    @property
    def known(self) -> bool:
        """Tell whether there is a value."""
        return self.value is not None

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data, days as text."""
        return {
            "signal": self.signal,
            "value": self.value,
            "unit": self.unit,
            "from": self.from_what,
            "places": list(self.places),
            "days": [day.isoformat() for day in self.days] if self.days else None,
            "why": self.why,
        }


def values(findings: dict[str, Finding]) -> dict[str, Any]:
    """Keep the values that are known.

    Examples
    --------
    >>> values({"days_off": Finding(2), "hard_7d": Finding(why="the log begins today")})
    {'days_off': 2}
    """
    return {name: finding.value for name, finding in findings.items() if finding.value is not None}


def together(*sources: dict[str, Finding]) -> dict[str, Finding]:
    """Lay findings over each other: a later value holds, a later reason only where nothing is known.

    Examples
    --------
    >>> together({"days_off": Finding(2)}, {"days_off": Finding(why="not answered")})["days_off"].value
    2
    """
    found: dict[str, Finding] = {}
    for source in sources:
        for name, finding in source.items():
            if finding.known or not (name in found and found[name].known):
                found[name] = finding
    return found
