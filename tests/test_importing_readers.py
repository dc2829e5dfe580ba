"""All readers side by side: no file fits two, and whatever is done to one gives a part or one clear sentence."""

from __future__ import annotations

import csv
import io
import json
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_files import CSV_FILES, JSON_FILES

from runrest.errors import LogError
from runrest.importing.dispatching import DOCUMENT_READERS, TABLE_READERS, read_part
from runrest.importing.forms import parse_json
from runrest.importing.parts import Part, Told
from runrest.importing.table import read_table

FILES = {name: text.encode() for name, text in (CSV_FILES | JSON_FILES).items()}
CHANGES = 40
TOLD = (Told(), Told(units="mi", scale="0-10"), Told(scale="hooper"))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Spoil a file as disks, editors and people do."""
    spoiled = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(spoiled) + 1)
        way = chance.randrange(6)
        if way == 0:
            spoiled = spoiled[:at]
        elif way == 1:
            spoiled[at:at] = chance.choice(
                [b"\xff", b'"', b",", b"\n", b"\r", b";", b"-", b"9" * 30, b"{", b"]", b"null", b"1e999", "é".encode()]
            )
        elif way == 2:
            del spoiled[at : at + chance.randrange(1, 20)]
        elif way == 3 and spoiled:
            spoiled[at % len(spoiled)] = chance.randrange(256)
        elif way == 4:
            other = chance.randrange(len(spoiled) + 1)
            spoiled[at:at] = spoiled[min(at, other) : max(at, other)]
        else:
            spoiled = bytearray(
                bytes(spoiled).replace(bytes(spoiled[at : at + 1]) or b",", chance.choice([b"", b"0"]), 3)
            )
    return bytes(spoiled)


@pytest.mark.parametrize("name", CSV_FILES)
def test_no_table_fits_two_readers(name: str) -> None:
    table = read_table(name, CSV_FILES[name])
    fitting = [reader.__name__.rpartition(".")[2] for reader in TABLE_READERS if reader.recognises(table)]
    expected = name.partition(".")[0].partition("_")[0]
    names = {"wellness": "intervals_wellness", "runs": "own", "checkins": "own"}
    assert fitting == [names.get(expected, expected)]


@pytest.mark.parametrize("name", JSON_FILES)
def test_no_document_fits_two_readers(name: str) -> None:
    document = parse_json(name, JSON_FILES[name])
    fitting = [reader.__name__.rpartition(".")[2] for reader in DOCUMENT_READERS if reader.recognises_json(document)]
    names = {"wellness": "intervals_wellness", "own": "own_json"}
    expected = name.partition(".")[0]
    assert fitting == [names.get(expected, expected)]


@pytest.mark.parametrize("name", FILES)
def test_damaged_files(name: str) -> None:
    chance = random.Random(name)
    for number in range(CHANGES):
        with suppress(LogError):
            assert isinstance(read_part(name, damaged(FILES[name], chance), TOLD[number % len(TOLD)]), Part)


ODD = """
0 -1 1,020 1.020 1e9 1e-9 1e999 nan inf -- 999999999999999999999999 00:00:00 25:61:99 1:2:3 0:00 9999:59:59 03/04/2026
31/12/2026 2026-02-30 0001-01-01 9999-12-31T23:59:59 2026-11-22T25:00 true -0.0 ١٢ ½ 1_000 +5 'x
"""
CELLS = (*ODD.split(), "", " ", "\n", "x" * 500)


def with_odd_cells(text: str, chance: random.Random) -> str:
    """Put odd things into some cells, and leave the file whole."""
    rows = list(csv.reader(io.StringIO(text)))
    for row in rows[1:]:
        for at in range(len(row)):
            if chance.random() < 0.15:
                row[at] = chance.choice(CELLS)
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("name", CSV_FILES)
def test_odd_cells(name: str) -> None:
    chance = random.Random(name)
    for number in range(CHANGES):
        content = with_odd_cells(CSV_FILES[name], chance).encode()
        with suppress(LogError):
            part = read_part(name, content, TOLD[number % len(TOLD)])
            assert not any("\n" in note or len(note) > 700 for note in part.notes)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
KNOWN = """
id day date start_date_local start_date type sport_type distance moving_time icu_rpe session_rpe race sub_type
icu_athlete_id workout_type source _note restingHR hrv sleepSecs sleepQuality fatigue km minutes rpe kind scale at runs
checkins pain_now average_heartrate
"""
NAMES = st.sampled_from(KNOWN.split())


@given(st.lists(st.dictionaries(NAMES, VALUES | st.just("2026-11-22") | st.just("i7"), max_size=10), max_size=4))
def test_any_values_under_the_known_names(document: list[dict[str, object]]) -> None:
    for reader in DOCUMENT_READERS:
        if reader.recognises_json(document):
            with suppress(LogError):
                assert isinstance(reader.read_json("a.json", document, Told(scale="0-10")), Part)
    assert json.dumps(document, default=str)
