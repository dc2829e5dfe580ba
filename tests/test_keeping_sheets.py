"""What is added to a CSV leaves every byte that was there where it was."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest.errors import LogError
from runrest.importing.numerals import read_number
from runrest.keeping.csv_records import records, split_lines
from runrest.keeping.sheets import FORMULA, Sheet
from runrest.loading import house

DAY = "2026-11-22"
EVERY_MARK = [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]


def added(content: bytes, cells: dict[str, object] | None = None) -> bytes:
    cells = {"day": DAY, **(cells or {})}
    return Sheet.of("log.csv", content).with_columns(cells).with_row(cells).content()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"day,rhr\n2026-11-21,50\n", b"2026-11-22,51\n"),
        (b"day,rhr\r\n2026-11-21,50\r\n", b"2026-11-22,51\r\n"),
        (b"day,rhr\r2026-11-21,50\r", b"2026-11-22,51\r"),
        (b"day,rhr\n2026-11-21,50", b"\n2026-11-22,51\n"),
        (b"day,rhr\r\n2026-11-21,50", b"\r\n2026-11-22,51\r\n"),
        (b"day,rhr", b"\n2026-11-22,51\n"),
        (b"day;rhr\n2026-11-21;50\n", b"2026-11-22;51\n"),
        (b"day\trhr\n2026-11-21\t50\n", b"2026-11-22\t51\n"),
        (b"\xef\xbb\xbfday,rhr\n", b"2026-11-22,51\n"),
        (b'"Day" ,RHR,comment\n2026-11-21,50,"a, ""b""\nc"\n\n', b"2026-11-22,51,\n"),
        (b"rhr,mood,day,,\n50,good,2026-11-21,,\n,,,,\n", b"51,,2026-11-22,,\n"),
        ("day,rhr,note\n2026-11-21,50,müde 😴\n".encode(), b"2026-11-22,51,\n"),
    ],
)
def test_a_row_comes_behind_all_that_was_there(before: bytes, after: bytes) -> None:
    assert added(before, {"rhr": 51}) == before + after


@pytest.mark.parametrize(("mark", "encoding"), EVERY_MARK)
def test_the_encoding_is_kept(mark: bytes, encoding: str) -> None:
    before = mark + "day,rhr,note\r\n2026-11-21,50,müde\r\n".encode(encoding)
    assert added(before, {"rhr": 51}) == before + "2026-11-22,51,\r\n".encode(encoding)


@pytest.mark.parametrize("before", [b"", b"\n\n", b"  ", b"\xef\xbb\xbf"])
def test_an_empty_file_gets_a_header(before: bytes) -> None:
    after = added(before, {"rhr": 51})
    assert after.startswith(before)
    assert after.endswith(b"day,rhr\n2026-11-22,51\n")


def test_a_new_column_comes_last_and_is_empty_in_every_row() -> None:
    before = b'day;note\r\n2026-11-20;"a;b"\r\n\r\n;;\r\n2026-11-21;"so\r\nso"'
    after = b'day;note;rhr\r\n2026-11-20;"a;b";\r\n\r\n;;\r\n2026-11-21;"so\r\nso";\r\n2026-11-22;;51\r\n'
    assert added(before, {"rhr": 51}) == after


def test_a_row_of_nothing_but_separators_fits_the_header_afterwards_too() -> None:
    assert added(b"day,note\n,\n", {"rhr": 51}) == b"day,note,rhr\n,,\n2026-11-22,,51\n"


@pytest.mark.parametrize(
    ("before", "written"),
    [
        (b"day,sleep_h\n2026-11-21,8\n", b"7.25"),
        (b'day,sleep_h\n2026-11-21,"7,5"\n', b"7.25"),
        (b"day;sleep_h\n2026-11-21;8\n", b"7,25"),
        (b"day;sleep_h\n2026-11-21;7,5\n", b"7,25"),
        (b"day;sleep_h\n2026-11-21;7.5\n", b"7.25"),
        (b"day\tsleep_h\n2026-11-21\t7,5\n", b"7,25"),
        (b"day\tsleep_h\n2026-11-21\t8\n", b"7.25"),
    ],
)
def test_decimals_are_written_as_the_sheet_has_them(before: bytes, written: bytes) -> None:
    assert written in added(before, {"sleep_h": 7.25}).splitlines()[-1]


@given(st.floats(-1e6, 1e6), st.sampled_from([b"day,x\n", b"day;x\n", b"day;x\n1;1.5\n"]))
def test_a_number_reads_back_as_itself(number: float, before: bytes) -> None:
    written = Sheet.of("log.csv", before).written("x", number)
    if len(written) <= 40:
        assert read_number(written) == number


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (b"date,rhr\n2026-11-21,50\n", "log.csv:1: check-ins are only added to a CSV with a column day"),
        (b"day,rhr,RHR \n", "log.csv:1: the header names rhr more than once"),
        (b'day,note\n2026-11-21,"never closed\n', "a quote above is not closed"),
        (b"day,rhr\n\xe9\n", "the text is not UTF-8"),
        (b"day,rhr\n2026-11-21,\0\n", "this is a binary file"),
        (b"\xff\xfe\0\0d\0\0\0", "this is a binary file"),
        (b'day,note\n2026-11-21,"' + b"x" * 200_000 + b'"\n', "this is not readable as CSV"),
    ],
)
def test_what_could_not_be_added_to_is_refused(before: bytes, said: str) -> None:
    with pytest.raises(LogError) as caught:
        added(before, {"rhr": 51})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("word", [f"{start}1+1" for start in FORMULA])
def test_no_cell_can_be_run_by_a_spreadsheet(word: str) -> None:
    with pytest.raises(ValueError, match="a spreadsheet could run as a formula"):
        added(b"day,pain_site\n", {"pain_site": word})


def test_no_word_of_the_vocabulary_looks_like_a_formula() -> None:
    signals = house().vocabulary.signals.values()
    assert [word for signal in signals for word in (signal.name, *signal.values) if word.startswith(FORMULA)] == []


@pytest.mark.parametrize("name", ["=1", "Rhr", "a b", ""])
def test_a_column_has_the_name_of_a_signal(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a column"):
        Sheet.of("log.csv", b"day\n").with_columns([name])


CELL = st.text(alphabet=st.sampled_from("ab 1.7,;\t\"'=é😴\n\r"), max_size=6)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[str], list[str], str, str, list[list[str]]]:
    """Lines as they stand, the end of each, the separator, the last line's end, and what the lines hold."""
    separator, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    width = draw(st.integers(2, 4))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    rows = draw(st.lists(st.lists(CELL, min_size=width - 1, max_size=width - 1), max_size=5))
    table = [
        ["day", *(f"column{number}" for number in range(width - 1))],
        *([str(date(2026, 11, 1)), *row] for row in rows),
    ]
    lines = []
    for row in table:
        text = io.StringIO()
        csv.writer(text, delimiter=separator, lineterminator="\r\n", quoting=quoting).writerow(row)
        lines.append(text.getvalue().removesuffix("\r\n"))
    ends = [end] * (len(lines) - 1) + [draw(st.sampled_from([end, ""]))]
    return lines, ends, separator, end, table


@settings(max_examples=150)
@given(sheets(), st.sampled_from(EVERY_MARK), st.booleans())
def test_whatever_the_cells_hold_not_a_byte_of_them_changes(
    sheet: tuple[list[str], list[str], str, str, list[list[str]]], coded: tuple[bytes, str], wider: bool
) -> None:
    lines, ends, separator, end, table = sheet
    mark, encoding = coded
    before = "".join(line + ended for line, ended in zip(lines, ends, strict=True))
    cells: dict[str, object] = {"day": DAY, **({"rhr": 51} if wider else {})}
    after = added(mark + before.encode(encoding), cells)
    assert after.startswith(mark)
    text = after[len(mark) :].decode(encoding)
    extra = [f"{separator}rhr", *[separator] * (len(lines) - 1)] if wider else [""] * len(lines)
    kept = "".join(line + more + (ended or end) for line, more, ended in zip(lines, extra, ends, strict=True))
    first_end = end if len(lines) > 1 or ends[0] else "\n"
    if len(lines) == 1 and not ends[0]:
        kept = lines[0] + extra[0] + first_end
    assert text.startswith(kept)
    empty = separator * (len(table[0]) - 1)
    assert text[len(kept) :] == DAY + empty + (f"{separator}51" if wider else "") + first_end


@given(st.text(alphabet=st.sampled_from('a",\n\r'), max_size=30))
def test_the_lines_together_are_the_text(text: str) -> None:
    assert "".join(record + end for record, end in split_lines(text, ",")) == text


@given(st.lists(st.lists(CELL, min_size=1, max_size=3), max_size=5))
def test_each_line_that_stands_holds_one_record(table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(table)
    found = [next(csv.reader([record]), []) for record, _ in split_lines(text.getvalue(), ",")]
    assert [tuple(cells) for cells in found if any(cell.strip() for cell in cells)] == records(
        "x", text.getvalue(), ","
    )
