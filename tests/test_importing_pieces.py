"""Numbers, dates and rows: the small pieces that every reader leans on."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.importing.moments import read_day, read_moment, read_zone
from runrest.importing.numerals import read_number
from runrest.importing.table import read_table


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("7.50", 7.5),
        ("7,5", 7.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("0,125", 0.125),
        ("", None),
        ("--", None),
        (" - ", None),
        ("12.345", 12.345),
        ("+3", 3),
        (".5", 0.5),
        ("1e3", 1000),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["nan", "inf", "7.5 km", "1,020", "1.2.3", "0x10", "1_000", "9" * 50])
def test_what_is_not_clearly_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        read_number(text)


@given(st.floats(0, 1e6))
def test_a_written_number_is_read_back(number: float) -> None:
    assert read_number(f"{number:.6f}") == pytest.approx(number, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Jun 1, 2026, 2:30:00 AM", "2026-06-01T02:30:00+00:00"),
        ("Jun 1, 2026, 2:30:00\u202fPM", "2026-06-01T14:30:00+00:00"),
        ("Oct 01, 2024, 12:05:00 AM", "2024-10-01T00:05:00+00:00"),
        ("15 Nov 2025, 13:31:49", "2025-11-15T13:31:49+00:00"),
        ("09.12.2022, 15:24:49", "2022-12-09T15:24:49+00:00"),
        ("6 mrt. 2024 14:23:15", "2024-03-06T14:23:15+00:00"),
        ("9 mei 2026, 19:00:00", "2026-05-09T19:00:00+00:00"),
        ("3 févr. 2025 à 07:05:00", "2025-02-03T07:05:00+00:00"),
        ("15 de nov. de 2025, 13:31:49", "2025-11-15T13:31:49+00:00"),
        ("15. nov. 2025 13.31.49", "2025-11-15T13:31:49+00:00"),
        ("2018-09-12 15:02:23", "2018-09-12T15:02:23+00:00"),
        ("2026-06-01T02:30:00Z", "2026-06-01T02:30:00+00:00"),
        ("2026-06-01T02:30:00+02:00", "2026-06-01T02:30:00+02:00"),
        ("2025-01-01", "2025-01-01T00:00:00+00:00"),
        ("25/12/2025, 08:00:00", "2025-12-25T08:00:00+00:00"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert read_moment(text).isoformat() == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "03/04/2026",
        "Foo 1, 2026, 2:30:00 AM",
        "30 Feb 2026",
        "Jun 1, 2026, 13:30:00 PM",
        "1 Jun 1066",
        "2026-06-01T25:00:00",
        "2026-06-01T02:30:00+99:99",
        "1" * 100,
        "32.01.2026",
        "01.13.2026",
        "0000-01-01",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"'"):
        read_moment(text)


@given(st.text(max_size=70))
def test_any_text_is_a_moment_or_a_value_error(text: str) -> None:
    for read in (read_moment, read_day, read_zone, read_number):
        with suppress(ValueError):
            read(text)


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=6))
def test_a_table_counts_lines_as_an_editor_does(records: list[list[str]]) -> None:
    quoted = [
        '"' + '","'.join(cell.replace('"', '""').replace("\r", "") for cell in record) + '"' for record in records
    ]
    text = "\n".join(["a,b", *quoted])
    lines, at = [], 2
    for line, record in zip(quoted, records, strict=True):
        if any(cell.replace("\r", "").strip() for cell in record):
            lines.append(at)
        at += line.count("\n") + 1
    assert [row.line for row in read_table("log.csv", text).rows] == lines
