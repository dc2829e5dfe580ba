"""What was read, and what was not: every file, session and assumption of one reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

if TYPE_CHECKING:
    from datetime import date

    from runrest.importing.merging import Duplicate

MOST_LISTED = 10


@frozen
class FileRead:
    """One file, and what it gave."""

    place: str
    form: str
    runs: int
    strength: int
    others: int
    checkins: int
    zone: str = ""
    units: str = ""


@frozen
class Report:
    """What one reading found; nothing is dropped without standing here."""

    files: tuple[FileRead, ...] = ()
    passed_over: tuple[tuple[str, str], ...] = ()
    """Each file that gave nothing: its place, and why."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Each record that could not be used: its place, and why."""
    duplicates: tuple[Duplicate, ...] = ()
    gaps: tuple[tuple[date, date], ...] = ()
    """First and last day of each stretch without any session that is too long to be taken for rest."""
    notes: tuple[str, ...] = ()
    runs: int = 0
    strength: int = 0
    others: int = 0
    checkins: int = 0
    """After sessions that were told twice are counted once."""
    first: date | None = None
    last: date | None = None

    @property
    def sessions(self) -> int:
        """Count the sessions of every sort."""
        return self.runs + self.strength + self.others

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain data, ready for JSON."""
        told = asdict(self)
        told["gaps"] = [[begin.isoformat(), end.isoformat()] for begin, end in self.gaps]
        told["first"], told["last"] = (day.isoformat() if day else None for day in (self.first, self.last))
        for name in ("passed_over", "skipped"):
            told[name] = [{"place": place, "why": why} for place, why in getattr(self, name)]
        return told

    def lines(self) -> tuple[str, ...]:
        """Say the report in plain sentences, long lists cut short with their number."""
        span = f", {self.first} to {self.last}" if self.first else ""
        said = [
            f"{_count(len(self.files), 'file')} read: {_count(self.sessions, 'session')} ({_count(self.runs, 'run')},"
            f" {self.strength} strength, {_count(self.others, 'other')}), {_count(self.checkins, 'check-in')}{span}"
        ]
        said += _cut([_told(file) for file in self.files], "more files")
        said += _cut([f"left out: {place}: {why}" for place, why in self.skipped], "more records left out")
        said += _cut([f"not used: {place}: {why}" for place, why in self.passed_over], "more files not used")
        said += _cut([_twice(one) for one in self.duplicates], "more sessions told twice")
        said += _cut(
            [f"nothing from {begin} to {end}: those days are unknown, not rest" for begin, end in self.gaps],
            "more gaps",
        )
        return (*said, *self.notes)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def _told(file: FileRead) -> str:
    counts = [
        _count(number, thing)
        for number, thing in (
            (file.runs, "run"),
            (file.strength, "strength session"),
            (file.others, "other session"),
            (file.checkins, "check-in"),
        )
        if number
    ]
    assumed = "; ".join(words for words in (file.zone, file.units) if words)
    return f"{file.place}: {file.form}, {', '.join(counts) or 'nothing'}" + (f" ({assumed})" if assumed else "")


def _twice(one: Duplicate) -> str:
    more = f", with {', '.join(one.filled)} from the other" if one.filled else ""
    said = f"told twice, counted once: {one.kept} is kept and {one.dropped} is not{more}"
    return f"{said}; they differ: {one.differs}" if one.differs else said


def _cut(lines: list[str], rest: str) -> list[str]:
    return lines if len(lines) <= MOST_LISTED else [*lines[:MOST_LISTED], f"and {len(lines) - MOST_LISTED} {rest}"]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
