"""The rows of Garmin Connect's list, each read once: its moment, clock, distance as shown, and metres by steps."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from runrest.importing.day_orders import DAY_FIRST, MIXED, MONTH_FIRST, day_order
from runrest.importing.decimal_marks import COMMA, MANY, POINT, decimal_mark, read_marked
from runrest.importing.doubting import Doubts, heart_told
from runrest.importing.durations import read_duration
from runrest.importing.moments import read_moment
from runrest.importing.wording import plain, run_types
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from runrest.importing.table import Row, Table
    from runrest.logs.trainings import Heart

MOST_NAME = 40
SHORT_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(.*)", re.DOTALL)
"""As a spreadsheet writes a date when it saves the list again; Garmin itself begins with the year."""
SHORTEST_STRIDE, LONGEST_STRIDE = 0.3, 2.5
"""A running step [m]; Garmin writes it in metres in accounts with miles too."""
CENTIMETRES = 30.0
"""From here on a stride is in centimetres, as some accounts show it."""
SAME = 0.05
"""How far distance times pace may lie from the time, as a share: both are rounded."""


@frozen
class Entry:
    """One activity as the list shows it."""

    name: str
    start: datetime
    source: str
    seconds: float | None
    distance: float | None
    """In the account's own unit."""
    walked: float | None
    """Steps times stride [m]."""
    heart: Heart | None

    @property
    def foot(self) -> bool:
        """Whether it is a run."""
        return plain(self.name) in run_types()


@define
class Rows:
    """One pass over the rows."""

    table: Table
    columns: Mapping[str, int]
    mark: str = field(init=False)
    month_first: bool | None = field(init=False)
    skipped: list[tuple[str, str]] = field(init=False)
    notes: list[str] = field(factory=list)
    doubts: Doubts = field(factory=Doubts)

    def __attrs_post_init__(self) -> None:
        self.skipped = [(f"{self.table.place}:{line}", reason) for line, reason in self.table.misfits]
        self.mark = decimal_mark(islice(self._numbers(), MANY))
        dates = (SHORT_DATE.match(row.cell(self.columns["date"])) for row in self.table.rows)
        order = day_order((int(found[1]), int(found[2])) for found in dates if found)
        self.month_first = {MONTH_FIRST: True, DAY_FIRST: False}.get(order)
        if self.month_first is not None:
            self.notes.append(said("dates are read with the {order}, as one with a number above 12 shows", order=order))
        elif order == MIXED:
            self.notes.append(
                said("some dates have the month first and others the day; those that read both ways are left out")
            )

    def _numbers(self) -> Iterator[str]:
        """Give the cells that can tell how numbers are written: all but those with words in them."""
        words = {self.columns.get(role) for role in ("type", "date", "favorite", "title")}
        kept = [index for index in range(len(self.table.header)) if index not in words]
        return (row.cells[index] for row in self.table.rows for index in kept)

    def entry(self, row: Row) -> Entry | None:
        """Read a row, or say why not."""
        source = self.table.at(row)
        try:
            start = self._start(row.cell(self.columns["date"]))
        except (ValueError, OverflowError) as error:
            self.skipped.append((source, str(error)))
            return None
        # Time is the watch's running clock, as its own recording tells it too; zero is what Garmin writes for none.
        clocks = (self._clock(row, role) for role in ("time", "moving", "elapsed"))
        seconds = next((found for found in clocks if found), None)
        heart = heart_told(self._number(row, "heart"), self._number(row, "top"))
        name = " ".join(row.cell(self.columns["type"])[:MOST_NAME].split())
        entry = Entry(name, start, source, seconds, None, self._walked(row, seconds), heart)
        return evolve(entry, distance=self._distance(row, seconds)) if entry.foot else entry

    def _start(self, text: str) -> datetime:
        short = SHORT_DATE.fullmatch(text)
        if short and self.month_first is not None:
            month, day = (short[1], short[2]) if self.month_first else (short[2], short[1])
            text = f"{day}.{month}.{short[3]}{short[4]}"
        return read_moment(text).replace(tzinfo=None)

    def _walked(self, row: Row, seconds: float | None) -> float | None:
        stride = self._number(row, "stride") or 0.0
        stride = stride / 100 if stride >= CENTIMETRES else stride
        if not SHORTEST_STRIDE <= stride <= LONGEST_STRIDE:
            return None
        moving = self._clock(row, "moving") or seconds or 0.0
        steps = self._number(row, "steps") or (self._number(row, "cadence") or 0.0) * moving / 60
        return steps * stride or None

    def _clock(self, row: Row, role: str) -> float | None:
        try:
            return read_duration(row.cell(self.columns.get(role))) or None
        except ValueError as error:
            self.doubts.add(self.table.at(row), str(error))
            return None

    def _number(self, row: Row, role: str) -> float | None:
        """Read a number that only helps; what is none is left out without a word."""
        try:
            return read_marked(row.cell(self.columns.get(role)), self.mark) or None
        except ValueError:
            return None

    def _distance(self, row: Row, seconds: float | None) -> float | None:
        text = row.cell(self.columns.get("distance"))
        try:
            return read_marked(text, self.mark) or None
        except ValueError as error:
            if distance := self._by_pace(row, text, seconds):
                return distance
            self.doubts.add(self.table.at(row), said("the distance: {why}", why=str(error)))
            return None

    def _by_pace(self, row: Row, text: str, seconds: float | None) -> float | None:
        """Tell what a number that reads both ways is, by the row's own pace."""
        try:
            pace = read_duration(row.cell(self.columns.get("pace")))
            readings = [read_marked(text, mark) for mark in (POINT, COMMA)]
        except ValueError:
            return None
        return next(
            (one for one in readings if one and pace and seconds and abs(one * pace / seconds - 1) < SAME), None
        )
