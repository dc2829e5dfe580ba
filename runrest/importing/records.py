"""Records that services write alike as rows of a table and as JSON: names and values, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.importing.numerals import read_number, shown
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.importing.table import Table

MOST_TEXT = 100


@frozen
class Record:
    """One of them; what is blank is not in it."""

    source: str
    values: Mapping[str, Any] = field(factory=dict)

    def text(self, name: str) -> str:
        """Give a text on one line, cut where it is long; ``""`` where there is none."""
        value = self.values.get(name)
        return " ".join(value[:MOST_TEXT].split()) if isinstance(value, str) else ""

    def number(self, name: str) -> float | None:
        """Give a number; blank is unknown.

        Raises
        ------
        ValueError
            Where it is neither a number nor the text of one.

        Examples
        --------
        >>> record = Record("log.json, item 1", {"distance": 8020, "rpe": "4.5"})
        >>> record.number("distance"), record.number("rpe"), record.number("hrv")
        (8020.0, 4.5, None)
        """
        value = self.values.get(name)
        if isinstance(value, str):
            return read_number(value)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not -1e15 < value < 1e15:
            raise ValueError(said("{text} is not a number", text=shown(repr(value))))
        return float(value)


@frozen
class Records:
    """All records of one file, and what stands among them that is none."""

    place: str
    found: tuple[Record, ...]
    misfits: tuple[tuple[str, str], ...] = ()
    """Each with its place, and why it is none."""


def of_table(table: Table) -> Records:
    r"""Take the rows of a table; of two columns with one name the first counts.

    Examples
    --------
    >>> from runrest.importing.table import read_table
    >>> of_table(read_table("a.csv", "id,type\ni1,Run\n")).found[0].values["type"]
    'Run'
    """
    names: dict[str, int] = {}
    for index, cell in enumerate(table.header):
        names.setdefault(cell.strip(), index)
    found = (
        Record(table.at(row), {name: cell for name, index in names.items() if (cell := row.cell(index))})
        for row in table.rows
    )
    return Records(table.place, tuple(found), tuple((f"{table.place}:{line}", why) for line, why in table.misfits))


def of_document(place: str, document: object, item: str = "item") -> Records:
    """Take the objects of a JSON list, or one object.

    Examples
    --------
    >>> of_document("a.json", [{"id": "i1", "type": None}, 7]).misfits
    (('a.json, item 2', 'it is no object with names and values'),)
    """
    listed = document if isinstance(document, list) else [document]
    found: list[Record] = []
    misfits: list[tuple[str, str]] = []
    for number, one in enumerate(listed, 1):
        source = f"{place}, {item} {number}" if document is listed else place
        if isinstance(one, dict):
            found.append(Record(source, {key: value for key, value in one.items() if value is not None}))
        else:
            misfits.append((source, said("it is no object with names and values")))
    return Records(place, tuple(found), tuple(misfits))
