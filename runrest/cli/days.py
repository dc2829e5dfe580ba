"""The facts of each day of a log: as JSON, or worked out from runs and check-ins."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runrest.athlete import Athlete
from runrest.errors import FactsError, LogError
from runrest.importing import read_checkins, read_runs
from runrest.logs.runs import RunLog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.logs.checkins import CheckIn
    from runrest.vocabulary import Facts, Vocabulary

MOST_BYTES = 64 * 1024 * 1024
MOST_DAYS = 40_000
ENDINGS = (".json", ".jsonl", ".ndjson")


def read_athlete(options: Mapping[str, Any]) -> Athlete:
    """Read the log and the check-ins that a command was given."""
    parts: dict[str, Any] = {}
    if options["runs"]:
        units = {"miles": "mi"}.get(options["units"], options["units"])
        parts["runs"] = read_runs(options["runs"], tz=options["tz"], units=units)
    if options["checkins"]:
        parts["checkins"] = read_checkins(options["checkins"], scale=options["scale"])
    return Athlete(**parts)


def read_days(paths: tuple[str, ...], vocabulary: Vocabulary) -> list[tuple[date, Facts]]:
    """Read what was known on each day.

    Parameters
    ----------
    paths : tuple of str
        Files of JSON objects with the day as ``on`` and the signals by name; logs of runs; check-ins. A log of runs
        and check-ins are one athlete's, and give every day from the first to the last of either.
    vocabulary : Vocabulary
        To check the facts.

    Returns
    -------
    list of tuple of date and Facts
        In order of day.

    Raises
    ------
    LogError
        Where a file is no such log, or a fact in it does not fit.
    """
    days: list[tuple[date, Facts]] = []
    runs: RunLog | None = None
    checkins: tuple[CheckIn, ...] = ()
    for path in paths:
        if path.lower().endswith(ENDINGS):
            days += _from_json(path, vocabulary)
            continue
        try:
            read = read_runs(path)
        except LogError as error:
            if "check-ins" not in error.problem:
                raise
            checkins += read_checkins(path)
            continue
        if runs is not None:
            raise LogError(path, "is a second log of runs; give one")
        runs = read
    athlete = Athlete(runs=runs or RunLog(), checkins=checkins)
    known = [*(run.day for run in athlete.runs), *(checkin.day for checkin in checkins)]
    if known:
        first = min(known)
        for after in range(min((max(known) - first).days + 1, MOST_DAYS)):
            day = first + timedelta(days=after)
            days.append((day, _checked(athlete.signals(day), f"{', '.join(paths)}, {day}", None, vocabulary)))
    return sorted(days, key=lambda told: told[0])


def _from_json(path: str, vocabulary: Vocabulary) -> Iterator[tuple[date, Facts]]:
    for line, told in _objects(path):
        if not isinstance(told, dict) or not isinstance(told.get("on"), str):
            raise LogError(path, 'each day is an object with its date, like {"on": "2026-11-22", "soreness": 3}', line)
        try:
            day = date.fromisoformat(told["on"])
        except ValueError:
            raise LogError(path, f"{told['on'][:40]!r} is no date; write YYYY-MM-DD", line) from None
        facts = {name: value for name, value in told.items() if name != "on"}
        yield day, _checked(facts, path, line, vocabulary)


def _objects(path: str) -> Iterator[tuple[int, Any]]:
    """Give each object with its line (or its number, where the file is one list)."""
    try:
        with Path(path).open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise LogError(path, f"cannot be read ({error.strerror})") from None
    if len(raw) > MOST_BYTES:
        raise LogError(path, f"is larger than {MOST_BYTES // 1024**2} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LogError(path, "is not text in UTF-8") from None
    if text.lstrip().startswith("["):
        yield from enumerate(_loads(text, path, None), start=1)
        return
    for line, row in enumerate(text.splitlines(), start=1):
        if row.strip():
            yield line, _loads(row, path, line)


def _loads(text: str, path: str, line: int | None) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        remedy = "give a list of objects, or one object on each line"
        raise LogError(path, "is not JSON", line, remedy) from None


def _checked(facts: Mapping[str, object], path: str, line: int | None, vocabulary: Vocabulary) -> Facts:
    try:
        return vocabulary.check(facts)
    except FactsError as error:
        raise LogError(path, str(error), line) from None
