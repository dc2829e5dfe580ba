"""Rows of a CSV text, each knowing the line it stands on and its columns by name and occurrence."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.errors import LogError
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SEPARATORS = (",", ";", "\t")
MOST_COLUMNS = 1000
MOST_ROWS = 100_000
"""Ten years have 4,000 sessions and as many mornings."""
MOST_LINES = 2_000_000
"""Descriptions may be of many lines."""


@frozen
class Row:
    """One record: its line in the file, and the cells as they stand."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """Give the cell of a column, stripped; ``""`` where the table has no such column."""
        return "" if column is None else self.cells[column].strip()


@frozen
class Table:
    """A header and its rows, and the rows that do not fit the header."""

    place: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    misfits: tuple[tuple[int, str], ...]
    """Each row with another number of cells than the header: its line, and why it was left out."""

    def at(self, row: Row) -> str:
        """Name the place of a row as ``file:line``."""
        return f"{self.place}:{row.line}"

    def columns(self, name_of: Callable[[str], str | None]) -> Mapping[str, tuple[int, ...]]:
        """Find the columns by what they hold, in order of occurrence.

        Parameters
        ----------
        name_of : callable
            Gives the name for a header cell, or ``None`` for a column that does not matter.

        Returns
        -------
        mapping of str to tuple of int
            For each name the indices of all columns that bear it; the same header may occur twice.
        """
        found: dict[str, tuple[int, ...]] = {}
        for index, cell in enumerate(self.header):
            name = name_of(cell)
            if name is not None:
                found[name] = (*found.get(name, ()), index)
        return found


def read_table(place: str, text: str) -> Table:
    r"""Split a CSV text into a header and rows.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    text : str
        The text; comma, semicolon or tab between cells, whichever the header uses most.

    Returns
    -------
    Table
        Every record with the line it begins on; blank lines are dropped.

    Raises
    ------
    LogError
        Where the text cannot be split, or the header is missing.

    Examples
    --------
    >>> table = read_table("log.csv", "day,km\n2026-11-20,8\n")
    >>> table.header, table.rows[0].line
    (('day', 'km'), 2)
    """
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    # A carriage return alone ends a line in some exports; csv wants its newlines untranslated.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    misfits: list[tuple[int, str]] = []
    line, width = 1, 0
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if line > MOST_LINES or len(rows) + len(misfits) > MOST_ROWS:
                problem = said("it has more than {most} rows, as no log has", most=MOST_ROWS)
                raise LogError(place, problem, line=begins, remedy=said("give fewer years at a time"))
            if not (cells and cells[0].strip()) and not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = tuple(cell.strip() for cell in cells)
                width = len(header)
            elif len(cells) == width:
                rows.append(Row(begins, tuple(cells)))
            elif not any(header[len(cells) :]) and not any(cell.strip() for cell in cells[width:]):
                # A comma too many at the end, of the header or of each row, as HRV4Training writes it.
                rows.append(Row(begins, (*cells, *header[len(cells) :])[:width]))
            else:
                misfits.append(
                    (
                        begins,
                        said(
                            "it has {cells} cells where the header has {columns}", cells=len(cells), columns=len(header)
                        ),
                    )
                )
    except csv.Error as error:
        raise LogError(
            place,
            said("this is not readable as CSV ({why})", why=str(error)),
            line=line,
            remedy=said("export it again"),
        ) from None
    if not header or len(header) > MOST_COLUMNS:
        raise LogError(place, said("this has no header that a log could have"), line=1)
    return Table(place, header, tuple(rows), tuple(misfits))
