"""What was read, and what was not: every file, session and assumption of one reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from runrest.said import counted, joined, said

if TYPE_CHECKING:
    from datetime import date

    from runrest.importing.merging import Duplicate

MOST_LISTED = 10
NOTHING = said("nothing")
MORE_FILES, MORE_NOT_USED = said("more files"), said("more files not used")
MORE_LEFT_OUT = said("more records left out")
MORE_TWICE, MORE_GAPS = said("more sessions told twice"), said("more gaps")


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
        lines = [self._counts()]
        lines += _cut([_told(file) for file in self.files], MORE_FILES)
        left_out = [said("left out: {place}: {why}", place=place, why=why) for place, why in self.skipped]
        lines += _cut(left_out, MORE_LEFT_OUT)
        not_used = [said("not used: {place}: {why}", place=place, why=why) for place, why in self.passed_over]
        lines += _cut(not_used, MORE_NOT_USED)
        lines += _cut([_twice(one) for one in self.duplicates], MORE_TWICE)
        silent = [
            said("nothing from {begin} to {end}: those days are unknown, not rest", begin=begin, end=end)
            for begin, end in self.gaps
        ]
        lines += _cut(silent, MORE_GAPS)
        return (*lines, *self.notes)

    def _counts(self) -> str:
        counts = said(
            "{files} read: {sessions} ({runs}, {strength} strength, {others}), {checkins}",
            files=counted("{n} file", "{n} files", len(self.files)),
            sessions=counted("{n} session", "{n} sessions", self.sessions),
            runs=counted("{n} run", "{n} runs", self.runs),
            strength=self.strength,
            others=counted("{n} other", "{n} others", self.others),
            checkins=counted("{n} check-in", "{n} check-ins", self.checkins),
        )
        if not self.first:
            return counts
        return said("{counts}, {first} to {last}", counts=counts, first=self.first, last=self.last)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def _told(file: FileRead) -> str:
    counts = [
        counted("{n} run", "{n} runs", file.runs) if file.runs else "",
        counted("{n} strength session", "{n} strength sessions", file.strength) if file.strength else "",
        counted("{n} other session", "{n} other sessions", file.others) if file.others else "",
        counted("{n} check-in", "{n} check-ins", file.checkins) if file.checkins else "",
    ]
    told = said("{place}: {form}, {counts}", place=file.place, form=file.form, counts=joined(counts) or NOTHING)
    assumed = joined((file.zone, file.units), "; ")
    return said("{told} ({assumed})", told=told, assumed=assumed) if assumed else told


def _twice(one: Duplicate) -> str:
    told = said("told twice, counted once: {kept} is kept and {dropped} is not", kept=one.kept, dropped=one.dropped)
    if one.filled:
        told = said("{told}, with {names} from the other", told=told, names=", ".join(one.filled))
    return said("{told}; they differ: {differs}", told=told, differs=one.differs) if one.differs else told


def _cut(lines: list[str], rest: str) -> list[str]:
    if len(lines) <= MOST_LISTED:
        return lines
    return [*lines[:MOST_LISTED], said("and {count} {rest}", count=len(lines) - MOST_LISTED, rest=rest)]
