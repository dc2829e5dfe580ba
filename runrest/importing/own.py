"""runrest's own plain CSV files: one of runs, one of check-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.errors import FactsError, LogError, did_you_mean
from runrest.importing.moments import read_day
from runrest.importing.numerals import read_number, shown
from runrest.logs.checkins import RAW, WELLNESS, CheckIn
from runrest.logs.runs import RUN_KINDS, Run, RunLog
from runrest.logs.trainings import Training

if TYPE_CHECKING:
    from datetime import date

    from runrest.importing.table import Row, Table

RUN_COLUMNS = ("day", "km", "minutes", "rpe", "kind")
OTHER_TRAINING = ("strength", "cross")
NOT_SIGNALS = frozenset({"day", "scale", "note", "notes", "comment", "comments", "remark", "remarks"})
WORDS: dict[str, bool] = {"true": True, "yes": True, "false": False, "no": False}


def holds_runs(table: Table) -> bool:
    """Tell whether a table is a log of runs in our own form: a day, and a distance or a time."""
    names = _names(table)
    return "day" in names and not {"km", "minutes"}.isdisjoint(names)


def holds_checkins(table: Table) -> bool:
    """Tell whether a table is a list of check-ins of our own: a day, and neither a distance nor a time."""
    names = _names(table)
    return "day" in names and not holds_runs(table) and len(names) > 1


def read_own_runs(table: Table) -> RunLog:
    """Read runs from a table with the columns ``day, km, minutes, rpe, kind``, in any order.

    Parameters
    ----------
    table : Table
        One row for each run; an empty cell is unknown. A row whose kind is ``strength`` or ``cross`` is a
        day of other training, not a run.

    Returns
    -------
    RunLog
        The log; columns that mean nothing here are named in its notes.

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
            if kind is not None and kind not in RUN_KINDS:
                known = (*sorted(RUN_KINDS), *OTHER_TRAINING)
                hint = did_you_mean(kind, known)
                raise ValueError(f"{shown(kind)} is not a kind of session{hint}; there are {', '.join(known)}")
            runs.append(Run(day, km=km, minutes=minutes, rpe=rpe, kind=kind, source=table.at(row)))
        except FactsError as error:
            raise _at_line(error, table, row) from None
        except ValueError as error:
            raise LogError(table.place, str(error), line=row.line) from None
    extra = [name for name in columns if name not in RUN_COLUMNS]
    notes = [f"columns not used: {', '.join(extra)}"] if extra else []
    if not runs:
        notes.append("there are no runs in this log")
    return RunLog(tuple(runs), tuple(elsewhere), notes=tuple(notes))


def read_own_checkins(table: Table, *, scale: str | None = None) -> tuple[CheckIn, ...]:
    """Read check-ins from a table with a ``day``, a ``scale`` and any signals by name.

    Parameters
    ----------
    table : Table
        One row for each morning; an empty cell is unknown.
    scale : str, optional
        The scale of the wellness answers where a row does not name its own.

    Returns
    -------
    tuple of CheckIn
        In order of day.

    Raises
    ------
    LogError
        At the first row that is not what it should be, also at a second one for the same day.
    """
    _refuse_misfits(table)
    columns = _single_columns(table)
    found: dict[date, CheckIn] = {}
    for row in table.rows:
        items = {
            name: value
            for name, index in columns.items()
            if name not in NOT_SIGNALS and (value := _value(row, name, index, table)) is not None
        }
        named = row.cell(columns.get("scale")).lower() or scale
        try:
            day = read_day(row.cell(columns["day"]))
            if day in found:
                raise ValueError(f"there is a second check-in for {day}")
            found[day] = CheckIn.from_answers(day, items, scale=named, source=table.at(row))
        except FactsError as error:
            raise _at_line(error, table, row) from None
        except ValueError as error:
            raise LogError(table.place, str(error), line=row.line) from None
    return tuple(found[day] for day in sorted(found))


def _value(row: Row, name: str, index: int, table: Table) -> object:
    cell = row.cell(index)
    if cell.lower() in WORDS:
        return WORDS[cell.lower()]
    try:
        return _whole(read_number(cell))
    except ValueError as error:
        if name in (*WELLNESS, *RAW, "sleep_h") or not any(letter.isalpha() for letter in cell):
            raise LogError(table.place, f"{name}: {error}", line=row.line) from None
        return cell


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and number.is_integer() else number


def _number(row: Row, columns: dict[str, int], name: str) -> float | None:
    try:
        return read_number(row.cell(columns.get(name)))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _at_line(error: FactsError, table: Table, row: Row) -> LogError:
    problems = [problem.removeprefix(f"{table.at(row)}: ") for problem in error.problems]
    return LogError(table.place, "; ".join(problems), line=row.line)


def _names(table: Table) -> list[str]:
    return [" ".join(cell.lower().split()) for cell in table.header]


def _single_columns(table: Table) -> dict[str, int]:
    names = _names(table)
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise LogError(table.place, f"the header names {', '.join(twice)} more than once", line=1)
    return {name: index for index, name in enumerate(names) if name}


def _refuse_misfits(table: Table) -> None:
    if table.misfits:
        line, reason = table.misfits[0]
        remedy = "put quotes around a cell that holds a comma"
        raise LogError(table.place, f"this row does not fit: {reason}", line=line, remedy=remedy)
