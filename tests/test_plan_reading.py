"""Plans as files: CSV and TOML, and whatever else somebody may hand over."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import MONDAY, plan_of, sessions_of

from runrest.errors import FactsError, LogError
from runrest.importing.plans import read_plan
from runrest.plans.sessions import PHASES, Session
from runrest.plans.telling_strength import plan_csv
from runrest.plans.training_plan import TrainingPlan

EXAMPLE = Path(__file__).parent.parent / "docs" / "example"


def written(folder: Path, content: str | bytes, name: str = "plan.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(LogError) as caught:
        read_plan(path)
    words = str(caught.value)
    assert words.startswith(str(path))
    assert "\n" not in words
    return words.removeprefix(str(path))


def test_the_examples() -> None:
    block, week = read_plan(EXAMPLE / "plan.csv"), read_plan(EXAMPLE / "seed_week.toml")
    assert (block.first_day, block.last_day) == (date(2026, 11, 23), date(2026, 12, 13))
    assert block.sessions[-1].priority == "B"
    assert [session.kind for session in week.sessions] == [
        *("easy", "strength", "tempo", "easy", "strength", "rest", "long", "rest")
    ]
    assert week.sessions[0].source.endswith("seed_week.toml:6")


def test_csv_in_any_order_and_form(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfKind;date;km;shoes\r\nLONG;2026-11-28;18,5;blue\r\nrest;2026-11-27;;\r\n")
    plan = read_plan(path)
    assert plan.sessions == (Session(date(2026, 11, 27), "rest"), Session(date(2026, 11, 28), "long", km=18.5))
    assert plan.notes == ("columns not used: shoes",)


def test_toml_by_date_by_day_and_by_week(tmp_path: Path) -> None:
    text = """
    start = 2026-11-25  # a Wednesday
    sessions = [
      { day = "Wed", kind = "easy", km = 8 },
      { day = "monday", kind = "race", priority = "a" },
      { day = "Mon", week = 2, kind = "rest" },
      { date = "2026-11-28", kind = "Strength", phase = "power" },
    ]
    """
    plan = read_plan(written(tmp_path, text, "plan"))
    assert [(session.day.day, session.kind) for session in plan.sessions] == [
        (25, "easy"),
        (28, "strength"),
        (30, "race"),
        (7, "rest"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,kind\n", ": this plan has no sessions"),
        ("", ": the file is empty; a plan has the columns"),
        ("date,kind\n2026-11-23,esay\n", ":2: 'esay' is no kind of session (did you mean easy?); there are rest,"),
        ("date,kind\n23-11-2026,easy\n", ":2: '23-11-2026' is not a day written as 2026-11-22"),
        ("date,kind,km\n2026-11-23,easy,-3\n", ":2: km is -3.0, but must be a number above 0"),
        ("date,kind,km\n2026-11-23,easy,far\n", ":2: km: 'far' is not a number"),
        ("date,kind,km\n2026-11-23,rest,5\n", ":2: a rest day has no distance or time"),
        ("date,kind,phase\n2026-11-23,easy,power\n", ":2: only strength has a phase"),
        ("date,kind,phase\n2026-11-23,strength,powr\n", ":2: 'powr' is no phase of strength (did you mean power?)"),
        ("date,kind,priority\n2026-11-23,easy,A\n", ":2: only a race has a priority"),
        ("date,kind\n2026-11-23,rest\n\n2026-11-23,easy\n", ":2: 2026-11-23 is a rest day and has a run"),
        ("date,kind\n2026-11-23,easy,8\n", ":2: this row does not fit"),
        ("date,kind,kind\n2026-11-23,easy,8\n", ":1: the header names kind more than once"),
        ("day,kind\n2026-11-23,easy\n", ":1: this has no column date; a plan has"),
        ("dat,kind\n2026-11-23,easy\n", ":1: this has no column date (did you mean date?)"),
        ("day,km\n2026-11-23,8\n", ":1: this has no column date and kind"),
        ("nonsense\n", ":1: this has no column date and kind; a plan has the columns"),
        ("x = \n", ":1: this is not readable as TOML (Invalid value); a plan has [[sessions]]"),
        ("[[sessions]\n", ":1: this is not readable as TOML"),
        ("start = 2026-11-23\n", ": this has no [[sessions]]"),
        ("sessions = 3\n", ": this has no [[sessions]]"),
        ("sessions = [3]\n", ":1: each of the sessions is a table"),
        ("begin = 2026-11-23\n[[sessions]]\n", ":1: 'begin' means nothing in a plan"),
        ("start = 5\n[[sessions]]\n", ":1: start is 5, but must be a day"),
        ("start = 2026-11-23T07:00:00\n[[sessions]]\n", ":1: start is 2026-11-23 07:00:00, but must be a day"),
        ("[[sessions]]\nkind = 'easy'\n", ":1: this session has neither a date nor a day"),
        ("[[sessions]]\nday = 'Mon'\nkind = 'easy'\n", ":1: a day of the week needs a start"),
        ("start = 2026-11-23\n\n[[sessions]]\nday = 'Mo'\nkind = 'easy'\n", ":3: 'Mo' is no day of the week"),
        ("start = 2026-11-23\n[[sessions]]\nday = 1\nkind = 'easy'\n", ":2: '1' is no day of the week"),
        ("start = 2026-11-23\n[[sessions]]\nday = 'Mon'\nweek = 0\nkind = 'easy'\n", ":2: week is 0"),
        ("[[sessions]]\ndate = 2026-11-23\nweek = 2\nkind = 'easy'\n", ":1: a week belongs to a day"),
        ("[[sessions]]\ndate = 2026-11-23\nkind = 3\n", ":1: kind is 3, but must be a word in quotes"),
        ("[[sessions]]\ndate = 2026-11-23\nkind = 'easy'\nkms = 3\n", ":1: 'kms' means nothing in a session (did you"),
        ("[[sessions]]\ndate = 2026-11-23\nkind = 'easy'\nkm = 'far'\n", ":1: km is 'far', but must be a number"),
        ("[[sessions]]\ndate = 2026-11-23\nkind = 'easy'\nkm = true\n", ":1: km is True, but must be a number"),
        ("[[sessions]]\ndate = 2026-11-23\nkind = 'easy'\nkm = nan\n", ":1: km is nan, but must be a number"),
        ("[[sessions]]\ndate = 1066-10-14\nkind = 'easy'\n", ":1: date: '1066-10-14' lies outside the years"),
    ],
)
def test_what_is_no_plan_says_where_and_why(tmp_path: Path, text: str, words: str) -> None:
    assert refusal(written(tmp_path, text)).startswith(words)


def test_places_that_are_no_plan(tmp_path: Path) -> None:
    assert refusal(tmp_path) == ": this is a folder; give a plan as a CSV or TOML file"
    assert refusal(tmp_path / "no.csv") == ": there is no such file"
    assert refusal(written(tmp_path, b"%PDF-1.7")).startswith(
        ": this is a PDF document, not a plan in CSV or TOML; a plan"
    )
    long = "date,kind\n" + "2026-11-23,easy\n" * 2001
    assert "more than 2000 sessions" in refusal(written(tmp_path, long))
    deep = written(tmp_path, "sessions = " + "[" * 5000 + "]" * 5000, "deep.toml")
    assert "not readable as TOML" in refusal(deep)


@given(st.text(max_size=300), st.sampled_from(["plan.csv", "plan.toml"]))
@settings(max_examples=200)
def test_any_text_is_a_plan_or_one_clear_refusal(text: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(LogError):
        assert read_plan(written(Path(folder), text.encode("utf-8", "replace"), name)).sessions


@given(sessions_of(12), st.sampled_from([None, 8, 12.345]), st.sampled_from([None, *PHASES]))
@settings(max_examples=60)
def test_a_plan_that_is_written_reads_back(words: str, km: float | None, phase: str | None) -> None:
    plan = plan_of(words, km=km).plus(Session(MONDAY, "strength", phase=phase, note='slow, "heavy"'))
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), plan_csv(plan))
        assert read_plan(path) == plan


def test_a_rest_day_with_a_run_is_no_plan_in_code_either() -> None:
    with pytest.raises(FactsError, match="is a rest day and has a run"):
        TrainingPlan([Session(MONDAY, "rest"), Session(MONDAY, "easy")])
    with pytest.raises(FactsError, match="must be a date"):
        Session("2026-11-23", "easy")  # type: ignore[arg-type]
