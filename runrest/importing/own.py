"""runrest's own plain CSV files: one of runs, one of check-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.errors import FactsError, LogError, did_you_mean
from runrest.importing.moments import read_day, read_stamp
from runrest.importing.numerals import read_number, shown
from runrest.importing.parts import Part
from runrest.logs.checkins import RAW, WELLNESS, CheckIn
from runrest.logs.runs import RUN_KINDS, Run
from runrest.logs.trainings import Training
from runrest.said import joined, said

if TYPE_CHECKING:
    from runrest.importing.parts import Told
    from runrest.importing.table import Row, Table

RUN_COLUMNS = ("day", "km", "minutes", "rpe", "kind")
OTHER_TRAINING = ("strength", "cross")
NOT_SIGNALS = frozenset({"day", "scale", "at", "note", "notes", "comment", "comments", "remark", "remarks"})
WORDS: dict[str, bool] = {"true": True, "yes": True, "false": False, "no": False}


def refuse_kind(kind: str | None) -> None:
    """Refuse a kind of session that there is not, as ``ValueError``."""
    if kind is None or kind in RUN_KINDS or kind in OTHER_TRAINING:
        return
    known = (*sorted(RUN_KINDS), *OTHER_TRAINING)
    told = {"text": shown(kind), "hint": did_you_mean(kind, known), "known": ", ".join(known)}
    raise ValueError(said("{text} is not a kind of session{hint}; there are {known}", **told))


def holds_runs(table: Table) -> bool:
    """Tell whether a table is a log of runs in our own form: a day, and a distance or a time."""
    names = _names(table)
    return "day" in names and not {"km", "minutes"}.isdisjoint(names)


def recognises(table: Table) -> bool:
    """Tell whether a table is one of our own: of runs, or of check-ins."""
    return "day" in _names(table) and len(table.header) > 1


def read(table: Table, told: Told) -> Part:
    """Read our own runs, or our own check-ins."""
    if holds_runs(table):
        return _read_runs(table)
    return _read_checkins(table, told.scale)


def _read_runs(table: Table) -> Part:
    """Read runs from a table with the columns ``day, km, minutes, rpe, kind``, in any order.

    Parameters
    ----------
    table : Table
        One row for each run; an empty cell is unknown. A row whose kind is ``strength`` or ``cross`` is a
        day of other training, not a run.

    Returns
    -------
    Part
        The sessions; columns that mean nothing here are named in its notes.

    Raises
    ------
    LogError
        At the first row that is not what it should be: such a file is written by hand and is mended by hand.
    """
    _refuse_misfits(table)
    columns = _single_columns(table)
    runs: list[Run] = []
    elsewhere: list[Training] = []
    for row in table.rows:
        kind = row.cell(columns.get("kind")).lower() or None
        try:
            day = read_day(row.cell(columns["day"]))
            km, minutes, rpe = (_number(row, columns, name) for name in ("km", "minutes", "rpe"))
            if kind in OTHER_TRAINING:
                elsewhere.append(Training(day, kind, kind, minutes=minutes, rpe=rpe, source=table.at(row)))
                continue
            refuse_kind(kind)
            runs.append(Run(day, km=km, minutes=minutes, rpe=rpe, kind=kind, source=table.at(row)))
        except FactsError as error:
            raise _at_line(error, table, row) from None
        except ValueError as error:
            raise LogError(table.place, str(error), line=row.line) from None
    extra = [name for name in columns if name not in RUN_COLUMNS]
    notes = (said("columns not used: {names}", names=", ".join(extra)),) if extra else ()
    return Part(
        table.place,
        said("our own runs"),
        runs=tuple(runs),
        trainings=tuple(elsewhere),
        notes=notes,
        zone=said("days as written"),
        units=said("km, as the column is called"),
    )


def _read_checkins(table: Table, scale: str | None) -> Part:
    """Read check-ins from a table with a ``day``, a ``scale``, the time they were given ``at``, and signals by name.

    Parameters
    ----------
    table : Table
        One row for each check-in; an empty cell is unknown. A day may have several.
    scale : str, optional
        The scale of the wellness answers where a row does not name its own.

    Returns
    -------
    Part
        The check-ins in order of day, those of one day in the order of the file.

    Raises
    ------
    LogError
        At the first row that is not what it should be.
    """
    _refuse_misfits(table)
    columns = _single_columns(table)
    found: list[CheckIn] = []
    for row in table.rows:
        items = {
            name: value
            for name, index in columns.items()
            if name not in NOT_SIGNALS and (value := _value(row, name, index, table)) is not None
        }
        named = row.cell(columns.get("scale")).lower() or scale
        try:
            day = read_day(row.cell(columns["day"]))
            at = read_stamp(stamp) if (stamp := row.cell(columns.get("at"))) else None
            found.append(CheckIn.from_answers(day, items, scale=named, at=at, source=table.at(row)))
        except FactsError as error:
            raise _at_line(error, table, row) from None
        except ValueError as error:
            raise LogError(table.place, str(error), line=row.line) from None
    checkins = tuple(sorted(found, key=lambda checkin: checkin.day))
    return Part(table.place, said("our own check-ins"), checkins=checkins, zone=said("days as written"))


def _value(row: Row, name: str, index: int, table: Table) -> object:
    cell = row.cell(index)
    if cell.lower() in WORDS:
        return WORDS[cell.lower()]
    try:
        return _whole(read_number(cell))
    except ValueError as error:
        if name in (*WELLNESS, *RAW, "sleep_h") or not any(letter.isalpha() for letter in cell):
            raise LogError(table.place, said("{name}: {why}", name=name, why=str(error)), line=row.line) from None
        return cell


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and number.is_integer() else number


def _number(row: Row, columns: dict[str, int], name: str) -> float | None:
    try:
        return read_number(row.cell(columns.get(name)))
    except ValueError as error:
        raise ValueError(said("{name}: {why}", name=name, why=str(error))) from None


def _at_line(error: FactsError, table: Table, row: Row) -> LogError:
    problems = [problem.removeprefix(f"{table.at(row)}: ") for problem in error.problems]
    return LogError(table.place, joined(problems, "; "), line=row.line)


def _names(table: Table) -> list[str]:
    return [" ".join(cell.lower().split()) for cell in table.header]


def _single_columns(table: Table) -> dict[str, int]:
    names = _names(table)
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise LogError(table.place, said("the header names {names} more than once", names=", ".join(twice)), line=1)
    return {name: index for index, name in enumerate(names) if name}


def _refuse_misfits(table: Table) -> None:
    if table.misfits:
        line, reason = table.misfits[0]
        remedy = said("put quotes around a cell that holds a comma")
        raise LogError(table.place, said("this row does not fit: {reason}", reason=reason), line=line, remedy=remedy)
