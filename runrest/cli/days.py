"""The facts of each day of a log: as JSON, or worked out from runs and check-ins."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.athlete import Athlete
from runrest.cli.streams import showing_progress
from runrest.errors import FactsError, LogError
from runrest.importing import Report, read_log
from runrest.keeping.recalling import Recalled, recall_check_ins
from runrest.logs.runs import RunLog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.vocabulary import Facts, Vocabulary

MOST_BYTES = 64 * 1024 * 1024
MOST_DAYS = 40_000
ENDINGS = (".json", ".jsonl", ".ndjson")


@frozen
class Known:
    """Whom the command line told of, and how that was read."""

    athlete: Athlete
    report: Report
    notes: tuple[str, ...] = ()
    """On check-ins that were read unasked."""


def read_athlete(options: Mapping[str, Any]) -> Known | None:
    """Read the logs and the check-ins that a command was given, or the check-ins that the runner keeps.

    Parameters
    ----------
    options : mapping
        The command's options by name.

    Returns
    -------
    Known or None
        ``None`` where nothing was named and no check-ins are kept.

    Raises
    ------
    LogError
        Where something that was named cannot be read.
    """
    named = (*options["runs"], *options["checkins"])
    recalled = Recalled() if options["checkins"] else recall_check_ins(unlabelled=options["scale"])
    if not named and recalled.path is None:
        return None
    runs, checkins, report = RunLog(), recalled.checkins, Report()
    if named:
        with showing_progress() as progress:
            log = read_log(
                named,
                tz=options["tz"],
                units={"miles": "mi"}.get(options["units"], options["units"]),
                scale=options["scale"],
                recordings=options["recordings"],
                confirmed=options["confirm"],
                progress=progress,
            )
        runs, report = log.runs, log.report
        checkins += log.checkins
    return Known(Athlete(runs=runs, checkins=checkins), report, recalled.notes)


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
    logs = []
    for path in paths:
        if path.lower().endswith(ENDINGS):
            days += _from_json(path, vocabulary)
        else:
            logs.append(path)
    log = read_log(logs) if logs else None
    athlete = Athlete(runs=log.runs, checkins=log.checkins) if log else Athlete()
    known = [*(run.day for run in athlete.runs), *(checkin.day for checkin in athlete.checkins)]
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
