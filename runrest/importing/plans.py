"""Reading a plan of training from a CSV or TOML file."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runrest.errors import FactsError, LogError, did_you_mean
from runrest.importing.forms import open_text
from runrest.importing.moments import read_day
from runrest.importing.numerals import read_number, shown
from runrest.importing.table import read_table
from runrest.places import find_places
from runrest.plans.sessions import WEEKDAYS, Session
from runrest.plans.training_plan import TrainingPlan
from runrest.said import joined, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.importing.table import Row, Table

COLUMNS = ("date", "kind", "km", "minutes", "phase", "note", "priority")
KEYS = (*COLUMNS[1:], "date", "day", "week")
WANTED = said("a plan has the columns date and kind, and km, minutes, phase and note if wished")
TOML_WANTED = said(
    'a plan has [[sessions]], each with a kind and a date, or with a day such as "Mon" below one start = date'
)
TOML = re.compile(r"""\[|[\w"'.-]+\s*=""")
MOST_SESSIONS = 2000
MOST_WEEKS = 104


def read_plan(path: str | Path) -> TrainingPlan:
    """Read a plan from a file whose form is told by its content.

    Parameters
    ----------
    path : str or pathlib.Path
        A CSV with the columns ``date, kind, km, minutes, phase, note, priority``, or a TOML file with
        ``[[sessions]]`` of the same names, whose days may be ``day = "Mon"`` after one ``start = 2026-11-23``.

    Returns
    -------
    TrainingPlan
        The sessions in order of day.

    Raises
    ------
    LogError
        Where the file is not a plan, or at the first session in it that is not what it should be.
    """
    if Path(path).is_dir():
        raise LogError(str(path), said("this is a folder"), remedy=said("give a plan as a CSV or TOML file"))
    try:
        place, text = open_text(path)
    except LogError as error:
        problem = error.problem.replace("not a log", "not a plan in CSV or TOML").replace(
            "not a table", "not a plan in CSV or TOML"
        )
        raise LogError(error.path, problem, error.line, WANTED if error.remedy else "") from None
    lines = (line.strip() for line in text.splitlines())
    written = next((line for line in lines if line and not line.startswith("#")), "")
    if str(path).lower().endswith(".toml") or TOML.match(written):
        return _from_toml(place, text)
    return _from_table(read_table(place, text))


def _from_table(table: Table) -> TrainingPlan:
    names = [" ".join(cell.lower().split()) for cell in table.header]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise LogError(table.place, said("the header names {names} more than once", names=", ".join(twice)), 1)
    missing = [name for name in ("date", "kind") if name not in names]
    if missing:
        near = next((hint for name in names if name not in COLUMNS and (hint := did_you_mean(name[:40], missing))), "")
        raise LogError(
            table.place, said("this has no column {names}{near}", names=" and ".join(missing), near=near), 1, WANTED
        )
    if table.misfits:
        line, reason = table.misfits[0]
        remedy = said("put quotes around a cell that holds a comma")
        raise LogError(table.place, said("this row does not fit: {reason}", reason=reason), line, remedy)
    columns = {name: at for at, name in enumerate(names) if name}
    sessions = [_from_row(table, row, columns) for row in table.rows]
    extra = [name for name in columns if name not in COLUMNS]
    notes = (said("columns not used: {names}", names=", ".join(extra)),) if extra else ()
    return _whole(table.place, sessions, notes, WANTED)


def _from_row(table: Table, row: Row, columns: Mapping[str, int]) -> Session:
    def cell(name: str) -> str:
        return row.cell(columns.get(name))

    try:
        return Session(
            read_day(cell("date")),
            cell("kind").lower(),
            _number("km", cell("km")),
            _number("minutes", cell("minutes")),
            cell("phase").lower() or None,
            cell("note"),
            cell("priority").upper() or None,
            source=table.at(row),
        )
    except FactsError as error:
        raise _at_line(error, table.place, row.line) from None
    except ValueError as error:
        raise LogError(table.place, str(error), row.line) from None


def _number(name: str, text: str) -> float | None:
    try:
        return read_number(text)
    except ValueError as error:
        raise ValueError(said("{name}: {why}", name=name, why=str(error))) from None


def _from_toml(place: str, text: str) -> TrainingPlan:
    try:
        told = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        problem = re.sub(r"\s*\(at .*\)$", "", str(error))
        line = int(found[1]) if found else None
        raise LogError(
            place, said("this is not readable as TOML ({problem})", problem=problem), line, TOML_WANTED
        ) from None
    except RecursionError:
        raise LogError(place, said("this is not readable as TOML"), remedy=TOML_WANTED) from None
    places = find_places(text)
    unknown = next((name for name in told if name not in ("sessions", "start", "title")), None)
    if unknown is not None:
        hint = did_you_mean(unknown[:40], ("sessions", "start", "title"))
        raise LogError(
            place,
            said("{text} means nothing in a plan{hint}", text=shown(unknown), hint=hint),
            places.line(unknown),
            TOML_WANTED,
        )
    listed = told.get("sessions")
    if not isinstance(listed, list):
        raise LogError(place, said("this has no [[sessions]]"), remedy=TOML_WANTED)
    try:
        start = _toml_day(told["start"], "start") if "start" in told else None
    except ValueError as error:
        raise LogError(place, str(error), places.line("start")) from None
    sessions = []
    for number, one in enumerate(listed):
        line = places.line("sessions", number)
        try:
            sessions.append(_from_entry(one, start, f"{place}:{line}"))
        except FactsError as error:
            raise _at_line(error, place, line) from None
        except ValueError as error:
            raise LogError(place, str(error), line) from None
    return _whole(place, sessions, (), TOML_WANTED)


def _from_entry(told: Any, start: date | None, source: str) -> Session:
    if not isinstance(told, dict):
        raise ValueError(said("each of the sessions is a table with a kind and a day"))
    unknown = next((name for name in told if name not in KEYS), None)
    if unknown is not None:
        raise ValueError(
            said("{text} means nothing in a session{hint}", text=shown(unknown), hint=did_you_mean(unknown[:40], KEYS))
        )
    words = {name: told.get(name, "") for name in ("kind", "phase", "note", "priority")}
    wrong = next((name for name, value in words.items() if not isinstance(value, str)), None)
    if wrong is not None:
        raise ValueError(said("{wrong} is {value!r}, but must be a word in quotes", wrong=wrong, value=words[wrong]))
    return Session(
        _entry_day(told, start),
        words["kind"].strip().lower(),
        told.get("km"),
        told.get("minutes"),
        words["phase"].strip().lower() or None,
        " ".join(words["note"].split()),
        words["priority"].strip().upper() or None,
        source=source,
    )


def _entry_day(told: Mapping[str, Any], start: date | None) -> date:
    if ("date" in told) == ("day" in told):
        if "date" in told:
            raise ValueError(said("this session has both a date and a day; give one of the two"))
        raise ValueError(said("this session has neither a date nor a day; give one of the two"))
    if "date" in told:
        if "week" in told:
            raise ValueError(said("a week belongs to a day such as Mon, not to a date"))
        return _toml_day(told["date"], "date")
    word = str(told["day"]).strip()[:3].title()
    if word not in WEEKDAYS or not isinstance(told["day"], str):
        raise ValueError(
            said(
                "{text} is no day of the week; there are {known}",
                text=shown(str(told["day"])),
                known=", ".join(WEEKDAYS),
            )
        )
    if start is None:
        raise ValueError(said("a day of the week needs a start = 2026-11-23 at the top of the file"))
    week = told.get("week", 1)
    if isinstance(week, bool) or not isinstance(week, int) or not 1 <= week <= MOST_WEEKS:
        raise ValueError(
            said("week is {week!r}, but must be a whole number from 1 to {most}", week=week, most=MOST_WEEKS)
        )
    return start + timedelta(days=(WEEKDAYS.index(word) - start.weekday()) % 7 + 7 * (week - 1))


def _toml_day(value: object, name: str) -> date:
    try:
        if isinstance(value, str) or (isinstance(value, date) and type(value) is date):
            return read_day(str(value))
    except ValueError as error:
        raise ValueError(said("{name}: {why}", name=name, why=str(error))) from None
    raise ValueError(said("{name} is {value!s:.40}, but must be a day written as 2026-11-23", name=name, value=value))


def _whole(place: str, sessions: list[Session], notes: tuple[str, ...], remedy: str) -> TrainingPlan:
    if not sessions:
        raise LogError(place, said("this plan has no sessions"), remedy=remedy)
    if len(sessions) > MOST_SESSIONS:
        raise LogError(
            place,
            said("this plan has more than {most} sessions", most=MOST_SESSIONS),
            remedy=said("give a year at most"),
        )
    running = {session.day for session in sessions if session.runs}
    for session in sessions:
        if session.kind == "rest" and session.day in running:
            line = int(session.source.rpartition(":")[2])
            remedy = said("take out the rest, or the run")
            raise LogError(place, said("{day} is a rest day and has a run", day=session.day), line, remedy)
    return TrainingPlan(sessions, notes)


def _at_line(error: FactsError, place: str, line: int) -> LogError:
    return LogError(place, joined((text.removeprefix(f"{place}:{line}: ") for text in error.problems), "; "), line)
