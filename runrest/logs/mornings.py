"""One check-in a day, found by its day; what becomes of a second report, and what is said of it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.errors import FactsError
from runrest.logs.checkins import RAW, CheckIn
from runrest.logs.findings import Finding
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime


@frozen
class Mornings:
    """The check-ins up to one day, found by their day."""

    by_day: Mapping[date, CheckIn]
    """One for each day; later ones than the day that is asked about are not looked at."""
    on: date

    def value(self, name: str, day: date) -> float | None:
        """Give one numeric answer of a day; a reading is called by its own name."""
        checkin = self.by_day.get(day)
        found = None if checkin is None else checkin.rhr if name == "rhr" else checkin.facts.get(name)
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            return None
        return float(found)

    def days(self, name: str, oldest: int, newest: int, on: date | None = None) -> list[date]:
        """List the days on which something is known, from `oldest` to `newest` days before a day."""
        past = ((on or self.on) - timedelta(days=back) for back in range(oldest, newest - 1, -1))
        return [day for day in past if self.value(name, day) is not None]

    def known(self, name: str, days: Iterable[date]) -> list[float]:
        """Give the answers of some days."""
        found = (self.value(name, day) for day in days)
        return [value for value in found if value is not None]

    def finding(self, value: object, name: str, days: Sequence[date], why: str = "") -> Finding:
        """Make a finding that rests on the answers of some days."""
        places = dict.fromkeys(self.by_day[day].place_of(name) for day in days)
        return Finding(
            value, why, tuple(place for place in places if place), (days[0], days[-1]) if days else (self.on, self.on)
        )


def one_a_day(checkins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Put the reports of each day together into one check-in.

    Of two reports on one day the later answer to each item holds, and what only the earlier one answers stays. Which
    is the later is told by their times. Reports without a time go together as long as they do not contradict each
    other; where they do, nobody but the runner can say which holds.

    Parameters
    ----------
    checkins : iterable of CheckIn
        In any order.

    Returns
    -------
    tuple of CheckIn
        One for each day, in order.

    Raises
    ------
    FactsError
        Where two reports of one day differ and their times do not tell them apart.

    Examples
    --------
    >>> from datetime import date
    >>> day = date(2026, 11, 22)
    >>> [found] = one_a_day([CheckIn.of(day, sleep_h=7), CheckIn.of(day, scale="hooper", fatigue=3)])
    >>> dict(found.facts)
    {'sleep_h_last': 7, 'fatigue': 3}
    """
    problems: list[str] = []
    found = []
    for day, some in groupby(sorted(checkins, key=lambda one: one.day), key=lambda one: one.day):
        reports = [part for one in some for part in (one.parts or (one,))]
        if len(reports) == 1:
            found.append(reports[0])
            continue
        ordered = _by_time(reports)
        if problem := _contradiction(day, ordered):
            problems.append(problem)
        found.append(_joined(ordered))
    if problems:
        raise FactsError(tuple(problems))
    return tuple(found)


def joined_note(checkins: Sequence[CheckIn]) -> str:
    """Say that days have more than one report and what holds, or nothing where none has.

    Examples
    --------
    >>> from datetime import date
    >>> day = date(2026, 11, 22)
    >>> joined_note(one_a_day([CheckIn.of(day, sleep_h=7, source="a.csv:2"), CheckIn.of(day, rhr=50)]))
    'there are 2 check-ins for 2026-11-22 (a.csv:2); the later answer to each item holds'
    """
    several = [one for one in checkins if one.parts]
    if not several:
        return ""
    last = several[-1]
    places = ", ".join(part.source for part in last.parts if part.source)
    where = f"{last.day} ({places})" if places else str(last.day)
    if len(several) == 1:
        return said(
            "there are {count} check-ins for {where}; the later answer to each item holds",
            count=len(last.parts),
            where=where,
        )
    return said(
        "there are {count} check-ins for {where}, and more than one for {days} other days; the later answer to each"
        " item holds",
        count=len(last.parts),
        where=where,
        days=len(several) - 1,
    )


def _joined(reports: Sequence[CheckIn]) -> CheckIn:
    answers: dict[str, object] = {}
    for report in reports:
        answers |= report.answers()
    facts = {name: value for name, value in answers.items() if name not in RAW}
    last = reports[-1]
    rhr, hrv = (
        next((value for one in reversed(reports) if (value := getattr(one, raw)) is not None), None) for raw in RAW
    )
    return evolve(last, facts=facts, rhr=rhr, hrv_rmssd=hrv, parts=tuple(reports))


def _by_time(reports: list[CheckIn]) -> list[CheckIn]:
    times = [one.at for one in reports if one.at is not None]
    if len(times) < len(reports):
        return reports
    local = any(at.tzinfo is None for at in times)

    def moment(one: CheckIn) -> datetime:
        at = one.at or times[0]
        return at.replace(tzinfo=None) if local else at

    return sorted(reports, key=moment)


def _contradiction(day: date, reports: Sequence[CheckIn]) -> str:
    """Name the items that two reports, whose times do not tell them apart, answer differently."""
    answered: dict[str, tuple[object, datetime | None]] = {}
    differ: list[str] = []
    for report in reports:
        for name, value in report.answers().items():
            before, at = answered.get(name, (value, None))
            if before != value and (at is None or report.at is None or at == report.at):
                differ.append(name)
            answered[name] = (value, report.at)
    if not differ:
        return ""
    first, *others = dict.fromkeys(one.source for one in reports if one.source) or ("",)
    places = said("{first} and {others}", first=first, others=" and ".join(others)) if others else first
    return said(
        "there are two check-ins for {where} that differ in {names}; which one holds? Leave one out, or give the time"
        " of each",
        where=said("{day} ({places})", day=day, places=places) if places else day,
        names=", ".join(dict.fromkeys(differ)),
    )
