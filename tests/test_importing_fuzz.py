"""Whatever the bytes of a file are, it gives a log or one sentence.

600 broken copies are tried each time. ``RUNREST_FUZZ=20000`` tries as many as it says, and ``RUNREST_FUZZ_KEEP=folder``
keeps the copies that something is wrong with.
"""

from __future__ import annotations

import json
import math
import os
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fuzzing import broken_copy, seeds

from runrest.athlete import Athlete
from runrest.errors import FactsError, LogError
from runrest.importing import Log, read_log

COPIES = int(os.environ.get("RUNREST_FUZZ", "600"))
PORTIONS = 10
KEEP = os.environ.get("RUNREST_FUZZ_KEEP", "")
FILES = seeds()
LONGEST_SENTENCE = 1000


def said(random: Random) -> dict[str, Any]:
    """What the person says of the file."""
    return {
        "tz": random.choice((None, "Europe/Amsterdam", "Pacific/Auckland")),
        "units": random.choice((None, None, "km", "mi")),
        "scale": random.choice((None, None, "hooper", "0-10")),
        "recordings": random.random() < 0.5,
        "confirmed": random.choice(((), ("units",))),
    }


def complaint(path: Path, number: int) -> str:
    """Read a file, and say what is wrong with what comes out; ``""`` where nothing is."""
    try:
        log = read_log(path, **said(Random(number)))
    except LogError as error:
        sentence = str(error)
        if len(sentence.splitlines()) != 1 or len(sentence) - len(str(path)) > LONGEST_SENTENCE:
            return f"not one sentence: {sentence[:2000]!r}"
        return "" if str(path) in sentence else f"the sentence does not name the file: {sentence!r}"
    return wrong_with(log)


def wrong_with(log: Log) -> str:
    amounts = [amount for run in log.runs for amount in (run.km, run.minutes, run.rpe) if amount is not None]
    if not all(math.isfinite(amount) and amount >= 0 for amount in amounts):
        return f"impossible amounts: {amounts}"
    json.dumps(log.report.to_dict(), allow_nan=False)
    if not str(log.report):
        return "there is no report"
    try:
        Athlete(runs=log.runs, checkins=log.checkins).signals(log.report.last or date(2026, 11, 22))
    except FactsError as error:
        # Two check-ins of one morning that differ are asked about when that morning is.
        return "" if len(str(error).splitlines()) == 1 else f"not one sentence: {error!r}"
    unsourced = [one for one in (*log.runs, *log.runs.trainings, *log.checkins) if not one.source]
    return f"nobody knows where these are from: {unsourced}" if unsourced else ""


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_broken_copies_give_a_log_or_one_sentence(portion: int, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    wrong = []
    for number in range(portion, COPIES, PORTIONS):
        name, content = broken_copy(number, FILES)
        path.write_bytes(content)
        try:
            what = complaint(path, number)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
        if what:
            wrong.append(f"copy {number} of {name}: {what}")
            if KEEP:
                Path(KEEP, f"{number}-{name}").write_bytes(content)
    assert wrong == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_whole_files_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    assert complaint(path, 1) == ""


def test_the_same_number_makes_the_same_copy() -> None:
    assert [broken_copy(number, FILES) for number in range(50)] == [broken_copy(number, FILES) for number in range(50)]


def test_copies_are_broken_and_differ() -> None:
    copies = [broken_copy(number, FILES) for number in range(300)]
    assert len({content for _, content in copies}) > 250
    assert sum(content == FILES[name] for name, content in copies) < 15
