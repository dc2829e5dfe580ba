"""A CSV file as it lies on disk, to which columns and rows are added and in which nothing else ever changes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.errors import LogError
from runrest.keeping.csv_records import each_record, records, split_lines
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.signals import Value

SEPARATORS = (",", ";", "\t")
# The longer mark first: that of UTF-32 begins like that of UTF-16, and then the text is full of NULs.
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LINE_END = re.compile(r"\r\n|\r|\n")
COMMA, POINT = re.compile(r"[+-]?\d+,\d+"), re.compile(r"[+-]?\d+\.\d+")
THREE_DECIMALS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
"""Which a reader could take for thousands."""
NAME = re.compile(r"[a-z][a-z0-9_]*")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet may run instead of show."""
DAY = "day"


@frozen
class Sheet:
    """One CSV file, whole: what is added to it leaves every byte that was there where it was."""

    place: str
    """What to call the file in messages."""
    mark: bytes
    """The byte-order mark it begins with, if any."""
    encoding: str
    text: str
    separator: str
    line_end: str
    point: str
    """The sign before decimals: a comma in the sheets of many countries."""
    header: tuple[str, ...] = ()
    """The columns by name, in small letters and without spaces around them."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of every row that holds anything."""

    @classmethod
    def of(cls, place: str, content: bytes) -> Sheet:
        r"""Take a file apart just so far that it can be added to.

        Parameters
        ----------
        place : str
            What to call it in messages.
        content : bytes
            All of it; nothing at all makes a sheet that has no columns yet.

        Returns
        -------
        Sheet
            With the file's own encoding, separator, line ends and decimal sign.

        Raises
        ------
        LogError
            Where it is no text in UTF-8 or UTF-16, or no CSV with a column ``day``.

        Examples
        --------
        >>> sheet = Sheet.of("log.csv", b"day;sleep_h\r\n2026-11-21;7,5\r\n")
        >>> sheet.with_row({"day": "2026-11-22", "sleep_h": 8.25}).content()
        b'day;sleep_h\r\n2026-11-21;7,5\r\n2026-11-22;8,25\r\n'
        """
        mark, encoding = next((one for one in MARKS if content.startswith(one[0])), (b"", "utf-8"))
        try:
            text = content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            raise LogError(place, said("the text is not UTF-8"), remedy=said("save it as UTF-8")) from None
        if "\0" in text:
            raise LogError(place, said("this is a binary file, not a CSV of check-ins"))
        ends = LINE_END.search(text)
        bare = cls(place, mark, encoding, text, ",", ends.group() if ends else "\n", ".")
        if not text.strip():
            return bare
        separator = max(SEPARATORS, key=lambda one: _fit(place, text, one))
        header, *rows = records(place, text, separator)
        names = tuple(" ".join(cell.lower().split()) for cell in header)
        if DAY not in names:
            raise LogError(place, said("check-ins are only added to a CSV with a column day"), line=1)
        twice = sorted({name for name in names if name and names.count(name) > 1})
        if twice:
            raise LogError(place, said("the header names {names} more than once", names=", ".join(twice)), line=1)
        return evolve(bare, separator=separator, point=_point(rows, separator), header=names, rows=tuple(rows))

    def column(self, name: str) -> tuple[str, ...]:
        """Give the cells of a column, without spaces around them; no cells where there is no such column."""
        if name not in self.header:
            return ()
        index = self.header.index(name)
        return tuple(row[index].strip() for row in self.rows if len(row) > index)

    def with_columns(self, names: Iterable[str]) -> Sheet:
        r"""Add columns at the right, empty in every row that is there.

        Parameters
        ----------
        names : iterable of str
            Names of signals; those that are there already are left as they are.

        Returns
        -------
        Sheet
            Every cell and every line end that was there is as it was.

        Examples
        --------
        >>> Sheet.of("log.csv", b'day,note\n2026-11-21,"so, so"\n').with_columns(["rhr"]).content()
        b'day,note,rhr\n2026-11-21,"so, so",\n'
        """
        new = tuple(name for name in dict.fromkeys(names) if name not in self.header)
        if not new:
            return self
        wrong = next((name for name in new if not NAME.fullmatch(name)), None)
        if wrong is not None:
            raise ValueError(said("{wrong!r} is no name for a column", wrong=wrong))
        if not self.header:
            text = self._ended() + self.separator.join(new) + self.line_end
            return evolve(self, text=text, header=new)
        return self._checked(evolve(self, text=self._widened(new), header=self.header + new), None)

    def with_row(self, cells: Mapping[str, Value]) -> Sheet:
        """Add one row at the end.

        Parameters
        ----------
        cells : mapping of str to value
            For each column that is not to stay empty, what it holds.

        Returns
        -------
        Sheet
            What was there is the beginning of it, byte for byte.

        Raises
        ------
        LogError
            Where a row at the end would not be read as one, as behind a quote that was never closed.
        ValueError
            Where a word could be run as a formula by a spreadsheet.
        """
        row = tuple(self.written(name, cells[name]) if name in cells else "" for name in self.header)
        line = io.StringIO()
        csv.writer(line, delimiter=self.separator, lineterminator=self.line_end).writerow(row)
        return self._checked(evolve(self, text=self._ended() + line.getvalue()), row)

    def written(self, name: str, value: Value) -> str:
        """Write one value as this sheet would have it.

        Examples
        --------
        >>> sheet = Sheet.of("log.csv", b"day;sleep_h")
        >>> sheet.written("sleep_h", 7.5), sheet.written("hop_pain", True), sheet.written("pain_now", 0)
        ('7,5', 'yes', '0')
        """
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return _refuse_formula(name, value)
        number = format(Decimal(repr(value)), "f").replace(".", self.point)
        return number + "0" if THREE_DECIMALS.fullmatch(number) else number

    def content(self) -> bytes:
        """Give the file as bytes."""
        return self.mark + self.text.encode(self.encoding)

    def _ended(self) -> str:
        """Give the text with its last line ended."""
        return self.text if not self.text or self.text.endswith(("\n", "\r")) else self.text + self.line_end

    def _widened(self, new: tuple[str, ...]) -> str:
        """Put the names behind the header, and an empty cell for each behind every row that fits it."""
        parts, named = [], False
        for record, end in split_lines(self.text, self.separator):
            cells = next(csv.reader([record], delimiter=self.separator), [])
            behind: Iterable[str] = ()
            if not named and any(cell.strip() for cell in cells):
                behind, named = new, True
            elif named and len(cells) == len(self.header):
                behind = ("",) * len(new)
            parts += [record, *(self.separator + name for name in behind), end]
        return "".join(parts)

    def _checked(self, after: Sheet, row: tuple[str, ...] | None) -> Sheet:
        """Read the new text back, and let it pass only where it says what the old one did and the new row."""
        wide = len(after.header)
        old = [cells + ("",) * (wide - len(cells)) if len(cells) == len(self.header) else cells for cells in self.rows]
        rows = (*old, *([row] if row is not None else []))
        _, *found = records(self.place, after.text, self.separator)
        if tuple(found) != rows:
            line = self.text.count("\n") + 1
            problem = said("no row can be added safely, because a quote above is not closed or a line is broken off")
            raise LogError(self.place, problem, line=line, remedy=said("mend the end of the file"))
        return evolve(after, rows=rows)


def _fit(place: str, text: str, separator: str) -> tuple[bool, int]:
    """Tell how well a separator fits the header: whether there is a day then, and how many columns."""
    first = next(each_record(place, text, separator), ())
    return DAY in {cell.strip().lower() for cell in first}, len(first)


def _point(rows: Iterable[tuple[str, ...]], separator: str) -> str:
    """Tell the decimal sign from the rows, or else from the separator, which no number may hold."""
    if separator == ",":
        return "."
    for row in rows:
        for cell in row:
            if COMMA.fullmatch(cell.strip()):
                return ","
            if POINT.fullmatch(cell.strip()):
                return "."
    return "," if separator == ";" else "."


def _refuse_formula(name: str, word: str) -> str:
    if word.startswith(FORMULA):
        raise ValueError(
            said("{name} begins with {sign!r}, which a spreadsheet could run as a formula", name=name, sign=word[:1])
        )
    return word
