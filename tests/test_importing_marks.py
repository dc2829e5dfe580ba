"""Decimal marks, durations, orders of days: what one cell cannot tell, a whole file often can."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.importing.day_orders import ALIKE, DAY_FIRST, MIXED, MONTH_FIRST, UNTOLD, day_order
from runrest.importing.decimal_marks import decimal_mark, read_marked
from runrest.importing.doubting import MOST_DOUBTS, Doubts
from runrest.importing.durations import read_duration
from runrest.importing.table import read_table
from runrest.importing.wording import headers, plain, run_types, several_types, strength_types


def written(number: float, mark: str, *, grouped: bool) -> str:
    text = f"{number:,.2f}" if grouped else f"{number:.2f}"
    return text.translate(str.maketrans(",.", ".,")) if mark == "," else text


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=20), st.sampled_from([".", ","]), st.booleans())
def test_a_file_tells_its_mark_and_is_read_by_it(hundredths: list[int], mark: str, grouped: bool) -> None:
    cells = [written(number / 100, mark, grouped=grouped) for number in hundredths]
    assert decimal_mark(cells) == mark
    assert [read_marked(cell, mark) for cell in cells] == [pytest.approx(number / 100) for number in hundredths]


@given(st.integers(0, 10**7), st.sampled_from([".", ","]))
def test_grouped_whole_numbers_are_read_by_the_mark_of_the_rest(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", "." if mark == "," else ",")
    assert read_marked(text, mark) == number


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["8.02", "8,02"], ""),
        (["1,020", "7,240", "148"], ""),
        (["1,020,300"], "."),
        (["1.020.300"], ","),
        (["00:28:10.5"], "."),
        (["30:00,75"], ","),
        (["'-12,5"], ","),
        (["Leiden, 6x400", "--", "2026-11-20 18:05:10", "00:44:10"], ""),
        (["1.234,5", "x" * 10_000], ","),
        ([], ""),
    ],
)
def test_what_tells_a_mark(cells: list[str], mark: str) -> None:
    assert decimal_mark(cells) == mark


@pytest.mark.parametrize("text", ["1,020", "1.020", "12.345"])
def test_what_could_be_a_thousand_times_more_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="can be read as two different numbers"):
        read_marked(text, "")


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1 020,5", ",", 1020.5),
        ("1\u202f020,5", ",", 1020.5),
        ("1\u2019020.5", ".", 1020.5),
        ("'-12", ".", -12),
        ("0,125", "", 0.125),
        ("--", ".", None),
        ("7,5", ".", 7.5),
    ],
)
def test_other_marks(text: str, mark: str, number: float | None) -> None:
    assert read_marked(text, mark) == number


@given(st.integers(0, 999 * 3600 + 3599))
def test_durations_are_read_back(seconds: int) -> None:
    assert read_duration(f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}") == seconds


@pytest.mark.parametrize(
    "text", ["1:60:00", "00:61:10", "1:75", "soon", "10", "-1:00", "1:2:3", "1:00:00:00", "9" * 60]
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time like"):
        read_duration(text)


@pytest.mark.parametrize(
    ("pairs", "order"),
    [
        ([(1, 2), (13, 2)], DAY_FIRST),
        ([(1, 2), (2, 13)], MONTH_FIRST),
        ([(13, 2), (2, 13)], MIXED),
        ([(1, 2)], UNTOLD),
        ([(2, 2)], ALIKE),
        ([(40, 50)], UNTOLD),
        ([], ALIKE),
    ],
)
def test_orders_of_days(pairs: list[tuple[int, int]], order: str) -> None:
    assert day_order(pairs) == order


def test_doubts_are_told_once_and_long_lists_are_cut() -> None:
    doubts = Doubts()
    for number in (*range(15), 3):
        doubts.add(f"a.csv:{number}", "it is odd")
    assert len(doubts.notes()) == MOST_DOUBTS + 1
    assert doubts.notes()[0] == "a.csv:0: it is odd, so it counts as unknown"
    assert doubts.notes()[-1] == "5 more numbers could not be used either"


def test_a_comma_too_many_at_the_end_of_lines() -> None:
    assert [tuple(row.cells) for row in read_table("a.csv", "a,b\n1,2,\n3,4,,\n").rows] == [("1", "2"), ("3", "4")]
    assert [tuple(row.cells) for row in read_table("a.csv", "a,b,\n1,2\n").rows] == [("1", "2", "")]
    table = read_table("a.csv", "a,b\n1,2,3\n1\n")
    assert (table.rows, len(table.misfits)) == ((), 2)


def test_no_kind_of_session_is_two_kinds() -> None:
    kinds = (run_types(), strength_types(), several_types(), run_types())
    assert not any(one & other for one, other in pairwise(kinds))
    assert headers("garmin")[plain("Zeit in Bewegung")] == "moving"
    assert "id" not in headers("garmin").values()
