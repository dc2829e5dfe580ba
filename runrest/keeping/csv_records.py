"""The records of a CSV text: as the cells that they hold, and as they stand, byte for byte."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from runrest.errors import LogError
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator


def records(place: str, text: str, separator: str) -> list[tuple[str, ...]]:
    """Split a text into the cells of each line that holds anything.

    Raises
    ------
    LogError
        Where it cannot be split.
    """
    return list(each_record(place, text, separator))


def each_record(place: str, text: str, separator: str) -> Iterator[tuple[str, ...]]:
    """Split a text as `records` does, one after the other."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from (tuple(cells) for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error as error:
        raise LogError(
            place, said("this is not readable as CSV ({why})", why=str(error)), line=reader.line_num
        ) from None


def split_lines(text: str, separator: str) -> Iterator[tuple[str, str]]:
    """Give each record as it stands, and the line end behind it."""
    plain = rf"[^{separator}\r\n]*+"
    cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"{plain}|{plain})'
    record = re.compile(rf"({cell}(?:{separator}{cell})*+)(\r\n|\r|\n|\Z)")
    at = 0
    while at < len(text) and (found := record.match(text, at)):
        yield found[1], found[2]
        at = found.end()
