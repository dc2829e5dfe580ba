"""Each file to the reader that knows its form."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from runrest.errors import LogError, did_you_mean
from runrest.importing import garmin, hrv4training, intervals, intervals_wellness, own, own_json, strava
from runrest.importing.forms import CSV_WANTED, decode, form_of, parse_json
from runrest.importing.numerals import shown
from runrest.importing.table import Table, read_table
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runrest.importing.parts import Part, Told


class TableReader(Protocol):
    """A file of this package that reads a table."""

    def recognises(self, table: Table) -> bool:
        """Tell whether the table is of its form."""

    def read(self, table: Table, told: Told) -> Part:
        """Read it."""


class DocumentReader(Protocol):
    """A file of this package that reads JSON."""

    def recognises_json(self, document: object) -> bool:
        """Tell whether the document is of its form."""

    def read_json(self, place: str, document: object, told: Told) -> Part:
        """Read it."""


TABLE_READERS: tuple[TableReader, ...] = (strava, garmin, intervals, intervals_wellness, hrv4training, own)
DOCUMENT_READERS: tuple[DocumentReader, ...] = (intervals, intervals_wellness, own_json)
"""The first that recognises a table, or a document, reads it; no file fits two."""


def read_part(place: str, content: bytes, told: Told) -> Part:
    """Read one file by the reader that knows its form.

    Parameters
    ----------
    place : str
        What to call it in messages.
    content : bytes
        All of it, unpacked.
    told : Told
        What the person said of the files.

    Returns
    -------
    Part
        What it gave.

    Raises
    ------
    LogError
        Where it gives nothing.
    """
    form = form_of(place, content)
    if form == "fit":
        from runrest.importing.fit import read_fit

        return read_fit(place, content, told)
    if form == "tcx":
        from runrest.importing.tcx import read_tcx

        return read_tcx(place, content, told)
    if form == "gpx":
        from runrest.importing.gpx import read_gpx

        return read_gpx(place, content, told)
    text = decode(place, content)
    if form == "json":
        document = parse_json(place, text)
        reader = next((one for one in DOCUMENT_READERS if one.recognises_json(document)), None)
        if reader is None:
            remedy = said("give runs or check-ins as a list of objects, or an export of intervals.icu")
            raise LogError(place, said("no log known here is JSON of this shape"), remedy=remedy)
        part: Part = reader.read_json(place, document, told)
        return part
    with _no_collecting():
        return _read_table(read_table(place, text), told)


def _read_table(table: Table, told: Told) -> Part:
    for table_reader in TABLE_READERS:
        if table_reader.recognises(table):
            found: Part = table_reader.read(table, told)
            return found
    raise _unknown_header(table)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the collector from looking through every cell again and again: a table makes no cycles, and is soon gone."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _unknown_header(table: Table) -> LogError:
    named = ", ".join(shown(cell) for cell in table.header[:6])
    wanted = (*own.RUN_COLUMNS, "scale")
    near = next((hint for cell in table.header[:20] if (hint := did_you_mean(cell.lower()[:40], wanted))), "")
    return LogError(
        table.place,
        said("no log known here has the columns {named}{near}", named=named, near=near),
        line=1,
        remedy=CSV_WANTED,
    )
