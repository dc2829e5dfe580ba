"""Our own runs and check-ins as JSON: objects with the names that our CSV files have as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.errors import FactsError, LogError, did_you_mean
from runrest.importing.moments import read_day, read_stamp
from runrest.importing.numerals import BLANKS, read_number, shown
from runrest.importing.own import NOT_SIGNALS, OTHER_TRAINING, RUN_COLUMNS, WORDS, refuse_kind
from runrest.importing.parts import Part
from runrest.importing.records import Record, Records, of_document
from runrest.logs.checkins import RAW, WELLNESS, CheckIn
from runrest.logs.runs import Run
from runrest.logs.trainings import Training
from runrest.said import joined, said

if TYPE_CHECKING:
    from runrest.importing.parts import Told

RUNS, CHECKINS = "runs", "checkins"
OF_A_RUN = frozenset(RUN_COLUMNS) - {"day"}
MOST_NAMED = 10
LARGEST = 1e15


def recognises_json(document: object) -> bool:
    """Tell whether a document is ours: objects with a day, or lists of them under ``runs`` and ``checkins``."""
    if isinstance(document, dict) and not {RUNS, CHECKINS}.isdisjoint(document):
        return all(isinstance(document.get(name, []), list) for name in (RUNS, CHECKINS))
    listed = document if isinstance(document, list) else [document]
    return any(isinstance(one, dict) and "day" in one for one in listed)


def read_json(place: str, document: Any, told: Told) -> Part:
    """Read our own runs and check-ins.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    document : list or dict
        A list of objects, of which those with ``km``, ``minutes``, ``rpe`` or ``kind`` are sessions; or an object with
        lists of ``runs`` and of ``checkins``.
    told : Told
        The scale of wellness answers in objects that name none.

    Returns
    -------
    Part
        Runs, other training and check-ins; names that mean nothing in a run are noted.

    Raises
    ------
    LogError
        At the first object that is not what it should be: such a file is written by hand and is mended by hand.

    Examples
    --------
    >>> from runrest.importing.parts import Told
    >>> part = read_json("log.json", [{"day": "2026-11-20", "km": 8}, {"day": "2026-11-22", "rhr": 51}], Told())
    >>> part.runs[0].km, part.checkins[0].rhr
    (8.0, 51.0)
    """
    sessions: list[Run | Training] = []
    checkins: list[CheckIn] = []
    unknown: dict[str, None] = {}
    for record, is_session in _sorted(place, document, unknown):
        _refuse_names(record)
        try:
            if is_session:
                unknown |= dict.fromkeys(str(name)[:40] for name in record.values if name not in RUN_COLUMNS)
                sessions.append(_session(record))
            else:
                checkins.append(_checkin(record, told.scale))
        except FactsError as error:
            problems = [problem.removeprefix(f"{record.source}: ") for problem in error.problems]
            raise LogError(record.source, joined(problems, "; ")) from None
        except ValueError as error:
            raise LogError(record.source, str(error)) from None
    names = list(unknown)
    few, rest = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    notes = [said("names not used: {names}", names=few)] if names else []
    if rest > 0:
        notes = [said("names not used: {names}, and {rest} more", names=few, rest=rest)]
    return Part(
        place,
        said("our own runs and check-ins"),
        runs=tuple(one for one in sessions if isinstance(one, Run)),
        trainings=tuple(one for one in sessions if isinstance(one, Training)),
        checkins=tuple(sorted(checkins, key=lambda checkin: checkin.day)),
        notes=tuple(notes),
        zone=said("days as written"),
        units=said("km, as they are called") if sessions else "",
    )


def _sorted(place: str, document: Any, unknown: dict[str, None]) -> list[tuple[Record, bool]]:
    """List the records, each with whether it is a session."""
    if isinstance(document, dict) and not {RUNS, CHECKINS}.isdisjoint(document):
        unknown |= dict.fromkeys(str(name)[:40] for name in document if name not in (RUNS, CHECKINS))
        runs = _whole(of_document(place, document.get(RUNS, []), f"{RUNS} item"))
        checkins = _whole(of_document(place, document.get(CHECKINS, []), f"{CHECKINS} item"))
        return [*((record, True) for record in runs), *((record, False) for record in checkins)]
    return [(record, not OF_A_RUN.isdisjoint(record.values)) for record in _whole(of_document(place, document))]


def _whole(records: Records) -> tuple[Record, ...]:
    if records.misfits:
        where, problem = records.misfits[0]
        raise LogError(where, problem, remedy=said('give objects like {{"day": "2026-11-22", "km": 8}}'))
    return records.found


def _refuse_names(record: Record) -> None:
    if "day" not in record.values:
        hint = next((near for name in record.values if (near := did_you_mean(str(name).lower()[:40], ("day",)))), "")
        raise LogError(
            record.source, said("it has no day{hint}", hint=hint), remedy=said('write it as "day": "2026-11-22"')
        )


def _session(record: Record) -> Run | Training:
    day = read_day(record.text("day"))
    km, minutes, rpe = (_number(record, name) for name in ("km", "minutes", "rpe"))
    kind = record.text("kind").lower() or None
    if kind is None and record.values.get("kind", "") != "":
        raise ValueError(said("kind is {text}, but must be a word", text=shown(repr(record.values["kind"]))))
    if kind in OTHER_TRAINING:
        return Training(day, kind, kind, minutes=minutes, rpe=rpe, source=record.source)
    refuse_kind(kind)
    return Run(day, km=km, minutes=minutes, rpe=rpe, kind=kind, source=record.source)


def _checkin(record: Record, scale: str | None) -> CheckIn:
    day = read_day(record.text("day"))
    at = read_stamp(record.text("at")) if "at" in record.values else None
    answers = {
        name: value
        for name in record.values
        if name not in NOT_SIGNALS and (value := _answer(record, name)) is not None
    }
    named = record.text("scale").lower() or scale
    return CheckIn.from_answers(day, answers, scale=named, at=at, source=record.source)


def _number(record: Record, name: str) -> float | None:
    try:
        return record.number(name)
    except ValueError as error:
        raise ValueError(said("{name}: {why}", name=name, why=str(error))) from None


def _answer(record: Record, name: str) -> object:
    """Take an answer as it is, or the text of one as a cell of our CSV would be read."""
    value = record.values[name]
    if isinstance(value, bool):
        return value
    measured = name in (*WELLNESS, *RAW, "sleep_h")
    if isinstance(value, (int, float)) or measured:
        number = _number(record, name)
        return int(number) if number is not None and number.is_integer() else number
    if not isinstance(value, str):
        raise ValueError(
            said(
                "{name} is {text}, but must be a number, a word, true or false", name=name[:40], text=shown(repr(value))
            )
        )
    text = record.text(name)
    if text in BLANKS:
        return None
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    if any(letter.isalpha() for letter in text):
        return text
    number = read_number(text)
    return int(number) if number is not None and number.is_integer() else number
