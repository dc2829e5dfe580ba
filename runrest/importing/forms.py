"""Which form a file is in, told by its content; its name proves nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from runrest.errors import LogError
from runrest.importing.opening import Opening
from runrest.said import said

CSV_WANTED = said("give the activities.csv of a Strava export, or a CSV file with columns day and km or minutes")
HEAD = 4000
MOST_OBJECTS, MOST_VALUES = 200_000, 3_000_000
"""Of JSON: ten years of a service have 4,000 sessions of 200 values, and objects within them for zones and laps."""
RECORDINGS = {
    "fit": said("a FIT file, a single recording"),
    "tcx": said("a TCX file, a single recording"),
    "gpx": said("a GPX file, a single track"),
}

# What the first bytes give away.
SIGNATURES = (
    (b"%PDF", 0, said("a PDF document")),
    (b"\x89PNG", 0, said("a picture")),
    (b"\xff\xd8\xff", 0, said("a picture")),
    (b"SQLite format 3", 0, said("a database")),
)
MARKUP = ((b"<gpx", "gpx"), (b":gpx", "gpx"), (b"<trainingcenterdatabase", "tcx"), (b":trainingcenterdatabase", "tcx"))


def form_of(place: str, content: bytes) -> str:
    """Tell the form of a file: ``fit``, ``gpx``, ``tcx``, ``json`` or ``csv``.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    content : bytes
        All of it.

    Returns
    -------
    str
        One of the five; a text that is nothing else is taken for CSV.

    Raises
    ------
    LogError
        Where it is empty, or plainly something else.

    Examples
    --------
    >>> form_of("log", b"day,km"), form_of("log", b'[{"day": "2026-11-22"}]')
    ('csv', 'json')
    """
    if not content.strip():
        raise LogError(place, said("the file is empty"), remedy=CSV_WANTED)
    if content[8:12] == b".FIT":
        return "fit"
    for signature, offset, what in SIGNATURES:
        if content[offset : offset + len(signature)] == signature:
            raise LogError(place, said("this is {what}, not a log", what=what), remedy=CSV_WANTED)
    # Without the NULs of UTF-16 and whatever mark stands before the first tag.
    start = content[:HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").lower()
    if start.startswith(b"<"):
        for tag, form in MARKUP:
            if tag in start:
                return form
        what = said("a web page") if b"<html" in start else said("XML of a kind not known here")
        raise LogError(place, said("this is {what}, not a log", what=what), remedy=CSV_WANTED)
    return "json" if start.startswith((b"[", b"{")) else "csv"


def open_text(path: str | Path) -> tuple[str, str]:
    """Read one file that must be text, and give what to call it and the text.

    Raises
    ------
    LogError
        Where it is not there, or is no text.
    """
    with Opening((Path(path),)) as opening:
        sources = opening.sources()
        if len(sources) != 1 or not sources[0].named:
            raise LogError(
                str(path), said("this is a folder or a zip, not a file"), remedy=said("name the file itself")
            )
        place, content = sources[0].place, sources[0].read()
    form = form_of(place, content)
    if form in RECORDINGS:
        raise LogError(place, said("this is {what}, not a table", what=RECORDINGS[form]), remedy=CSV_WANTED)
    return place, decode(place, content)


def decode(place: str, content: bytes) -> str:
    """Read bytes as text: UTF-8, or UTF-16 where a mark says so.

    Raises
    ------
    LogError
        Where it is neither.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\0" in content:
        raise LogError(place, said("this is a binary file, not a log"), remedy=CSV_WANTED)
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1 if encoding == "utf-8-sig" else None
        remedy = said("save it as UTF-8, or export it again")
        raise LogError(place, said("the text is not UTF-8"), line=line, remedy=remedy) from None
    if "\0" in text:
        # UTF-32 begins like UTF-16.
        raise LogError(place, said("this is a binary file, not a log"), remedy=CSV_WANTED)
    return text


def parse_json(place: str, text: str) -> Any:
    """Parse one JSON document, or one on each line as a list.

    Raises
    ------
    LogError
        Where it is neither, or holds NaN or infinity, which are no numbers.
    """
    if text.count("{") > MOST_OBJECTS or text.count(",") > MOST_VALUES:
        problem = said(
            "it has more than {objects} objects or {values} values, as no log has",
            objects=MOST_OBJECTS,
            values=MOST_VALUES,
        )
        raise LogError(place, problem, remedy=said("give fewer years at a time"))
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg != "Extra data" or len(lines) < 2:
            raise LogError(place, said("this is not JSON ({why})", why=error.msg), line=error.lineno) from None
    except (ValueError, RecursionError) as error:
        problem = said("it is nested too deep") if isinstance(error, RecursionError) else str(error)
        raise LogError(place, said("this is not JSON that a log could be ({problem})", problem=problem)) from None
    documents = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            if line.strip():
                documents.append(_loads(line))
        except (ValueError, RecursionError):
            remedy = said("give a list of objects, or one object on each line")
            raise LogError(place, said("this is not JSON"), line=number, remedy=remedy) from None
    return documents


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse)


def _refuse(word: str) -> None:
    raise ValueError(said("{word} is not a number", word=word))
