"""HRV4Training's export: one row for each morning, with the heart at rest and what the runner said of the night.

Pulse and rMSSD mean one thing only and are read. The answers (sleep quality, soreness, fatigue) are sliders whose ends
the file does not name, and which the app's makers have not written down: without a scale that the person names they are
left out, never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.errors import LogError
from runrest.importing.day_orders import ALIKE, DAY_FIRST, MIXED, UNTOLD, day_order
from runrest.importing.doubting import Doubts, checkin_of
from runrest.importing.moments import read_day
from runrest.importing.numerals import read_number, shown
from runrest.importing.parts import Part
from runrest.importing.wording import plain
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.importing.parts import Told
    from runrest.importing.table import Row, Table
    from runrest.logs.checkins import CheckIn

DAYS = ("date", "timestamp measurement")
READINGS = {"rhr": ("hr", "hr lying"), "hrv_rmssd": ("rmssd", "rmssd lying")}
"""A test in two postures writes the pulse lying down under a name of its own."""
ANSWERS = {"sleep_quality": "sleep quality", "soreness": "muscle soreness", "fatigue": "fatigue"}
OTHERS = (
    "sleep time",
    "mental energy",
    "physical condition",
    "lifestyle",
    "current lifestyle",
    "sickness",
    "alcohol",
    "traveling",
    "travelling",
    "sdnn",
)
"""What cannot be told apart from the file, or is no signal; named once as not used."""
ITS_OWN = frozenset({"hrv4t recovery points", "trainingrpe", "mental energy", "muscle soreness", "avnn", "pnn50"})
NOTHING = frozenset({"no", "none", "nothing", "false", "0", "0.0"})
STAMP = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?", re.DOTALL)
ORDERS = {
    MIXED: said("some days are only readable as year-month-day and others only as year-day-month"),
    UNTOLD: said("every day here can be read as year-month-day and as year-day-month"),
}
ON_SCALE = said(
    "answers are on the scale you named, all in one direction: with 0-10, 10 is worst, for sleep quality too"
)
TRAINING_RPE = said(
    "trainingRPE is of a day's training, whatever it was, and makes no session; give the log of training too"
)


def recognises(table: Table) -> bool:
    """Tell whether a table is HRV4Training's."""
    names = set(_columns(table))
    return not names.isdisjoint(DAYS) and not names.isdisjoint(READINGS["hrv_rmssd"]) and not names.isdisjoint(ITS_OWN)


def read(table: Table, told: Told) -> Part:
    r"""Read check-ins from HRV4Training's export.

    Parameters
    ----------
    table : Table
        One row for each day.
    told : Told
        The scale of the answers, which the file does not name.

    Returns
    -------
    Part
        The check-ins; a day without a measurement or an answer that is used gives none.

    Raises
    ------
    LogError
        Where the days can be read in two ways, or not one can be read.

    Examples
    --------
    >>> from runrest.importing.parts import Told
    >>> from runrest.importing.table import read_table
    >>> text = "date, HR, rMSSD, HRV4T_Recovery_Points\n2026-11-22,51,68.2,8.1\n2026-11-21,-,-,-\n"
    >>> [(one.day.day, one.rhr, one.hrv_rmssd) for one in read(read_table("hrv.csv", text), Told()).checkins]
    [(22, 51.0, 68.2)]
    """
    reading = _Reading(table, _columns(table), told.scale)
    for row in table.rows:
        reading.take(row)
    if table.rows and not reading.days:
        where, problem = reading.skipped[-1]
        raise LogError(where, problem, remedy=said("no row here has a day that can be read"))
    return Part(
        table.place,
        said("HRV4Training's mornings"),
        checkins=tuple(sorted(reading.checkins, key=lambda checkin: checkin.day)),
        skipped=tuple(reading.skipped),
        notes=(*reading.notes(), *reading.doubts.notes()),
        zone=said("days as written, year-day-month") if reading.day_first else said("days as written"),
    )


@define
class _Reading:
    """One pass over the rows."""

    table: Table
    columns: Mapping[str, int]
    scale: str | None
    day_first: bool = field(init=False)
    order_noted: bool = field(init=False)
    skipped: list[tuple[str, str]] = field(init=False)
    checkins: list[CheckIn] = field(factory=list)
    doubts: Doubts = field(factory=Doubts)
    answered: set[str] = field(factory=set)
    unused: set[str] = field(factory=set)
    days: int = 0
    empty: int = 0

    def __attrs_post_init__(self) -> None:
        self.skipped = [(f"{self.table.place}:{line}", reason) for line, reason in self.table.misfits]
        stamps = (STAMP.fullmatch(self._stamp(row)) for row in self.table.rows)
        order = day_order((int(found[2]), int(found[3])) for found in stamps if found)
        if order in ORDERS:
            remedy = said("export more days, or write the days as 2026-11-22")
            raise LogError(self.table.place, ORDERS[order], line=self.table.rows[0].line, remedy=remedy)
        self.day_first = order == DAY_FIRST
        self.order_noted = order != ALIKE

    def _stamp(self, row: Row) -> str:
        return next((cell for name in DAYS if (cell := row.cell(self.columns.get(name)))), "")

    def take(self, row: Row) -> None:
        """Read one morning, or say why not."""
        source = self.table.at(row)
        try:
            day = self._day(self._stamp(row))
        except ValueError as error:
            self.skipped.append((source, str(error)))
            return
        self.days += 1
        self.unused |= {name for name in (*OTHERS, "trainingrpe") if self._says(row, name)}
        items: dict[str, object] = {
            signal: next((value for name in names if (value := self._number(row, name))), None)
            for signal, names in READINGS.items()
        }
        answers = {signal: self._number(row, name) for signal, name in ANSWERS.items()}
        self.answered |= {ANSWERS[signal] for signal, value in answers.items() if value is not None}
        if self.scale is not None:
            items |= answers
        checkin = checkin_of(day, items, self.scale, source, self.doubts)
        if checkin is None:
            self.empty += 1
        else:
            self.checkins.append(checkin)

    def _day(self, text: str) -> date:
        found = STAMP.fullmatch(text)
        if found is None:
            raise ValueError(said("{text} is not a day written as 2026-11-22", text=shown(text)))
        month, day = (found[3], found[2]) if self.day_first else (found[2], found[3])
        return read_day(f"{found[1]}-{month:0>2}-{day:0>2}")

    def _says(self, row: Row, name: str) -> bool:
        cell = row.cell(self.columns.get(name)).lower()
        return cell not in NOTHING and any(letter.isalnum() for letter in cell)

    def _number(self, row: Row, name: str) -> float | None:
        try:
            number = read_number(row.cell(self.columns.get(name)))
        except ValueError as error:
            self.doubts.add(self.table.at(row), said("{name}: {why}", name=name, why=str(error)))
            return None
        return int(number) if number is not None and number.is_integer() else number

    def notes(self) -> list[str]:
        """Say what was assumed and what was left out."""
        remarks = []
        if self.order_noted and self.days:
            order = said("year-day-month") if self.day_first else said("year-month-day")
            remarks.append(said("days are read as {order}, as one with a number above 12 shows", order=order))
        if self.answered:
            listed = ", ".join(name for name in ANSWERS.values() if name in self.answered)
            remarks.append(
                said(
                    "the answers ({answers}) are left out, since the file does not name their scale; if you know it,"
                    " name it (scale=...)",
                    answers=listed,
                )
                if self.scale is None
                else ON_SCALE
            )
        if self.empty:
            remarks.append(
                said(
                    "{count} of {all} days hold no measurement and no answer that is used here",
                    count=self.empty,
                    all=self.days,
                )
            )
        if "trainingrpe" in self.unused:
            remarks.append(TRAINING_RPE)
        if others := [name for name in OTHERS if name in self.unused]:
            remarks.append(said("not used: {names}", names=", ".join(others)))
        return remarks


def _columns(table: Table) -> dict[str, int]:
    return {name: found[0] for name, found in table.columns(plain).items()}
