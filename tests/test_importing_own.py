"""Our own CSV files, and whatever else somebody may hand over in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from runrest.athlete import Athlete, Plan, Run
from runrest.errors import LogError
from runrest.importing import read_checkins, read_runs

EXAMPLES = Path(__file__).parent.parent / "docs" / "example"
ON = date(2026, 11, 22)


def written(folder: Path, content: str | bytes, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, read: object = read_runs) -> str:
    with pytest.raises(LogError) as caught:
        read(path)  # type: ignore[operator]
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.startswith(str(path))
    return sentence.removeprefix(str(path))


# ------------------------------------------------------------------ runs


def test_runs_in_any_order_of_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "kind,RPE,km,day,shoes,minutes\neasy,3,8.5,2026-11-20,blue,50\n,,,2026-11-18,,\n")
    log = read_runs(path)
    assert log.runs == (
        Run(date(2026, 11, 18), source=f"{path}:3"),
        Run(date(2026, 11, 20), 8.5, 50, 3, "easy", source=f"{path}:2"),
    )
    assert log.notes == ("columns not used: shoes",)


def test_semicolons_decimal_commas_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfday;km\r\n2026-11-20;8,25\r\n")
    assert read_runs(path).runs[0].km == 8.25


def test_utf16_from_a_spreadsheet(tmp_path: Path) -> None:
    path = written(tmp_path, "day\tkm\n2026-11-20\t8\n".encode("utf-16"))
    assert read_runs(path).runs[0].km == 8


def test_a_carriage_return_alone_ends_a_line(tmp_path: Path) -> None:
    assert [run.km for run in read_runs(written(tmp_path, "day,km\r2026-11-20,8\r2026-11-21,9\r"))] == [8, 9]


def test_strength_and_cross_training_are_not_runs(tmp_path: Path) -> None:
    log = read_runs(written(tmp_path, "day,minutes,kind\n2026-11-20,40,strength\n2026-11-21,60,cross\n"))
    assert (len(log), log.strength_days, log.other_days) == (0, (date(2026, 11, 20),), (date(2026, 11, 21),))
    assert log.first_day == date(2026, 11, 20)
    assert log.notes == ("there are no runs in this log",)


def test_a_header_alone_is_an_empty_log(tmp_path: Path) -> None:
    log = read_runs(written(tmp_path, "day,km\n"))
    assert (len(log), log.first_day, log.notes) == (0, None, ("there are no runs in this log",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("day,km\n2026-11-20,8\n20.11.2026,8\n", ":3: '20.11.2026' is not a day"),
        ("day,km\n2026-11-31,8\n", ":2: '2026-11-31' is not a real date"),
        ("day,km\n0026-11-30,8\n", ":2: '0026-11-30' lies outside the years"),
        ("day,km\n,8\n", ":2: '' is not a day"),
        ("day,km\n2026-11-20,NaN\n", ":2: km: 'NaN' is not a number"),
        ("day,km\n2026-11-20,inf\n", "'inf' is not a number"),
        ("day,km\n2026-11-20,1e99\n", "km is 1e+99"),
        ('day,km\n2026-11-20,"1,020"\n', "two different numbers"),
        ("day,km\n2026-11-20,-8\n", "km is -8.0, but must be a number above 0"),
        ("day,km,rpe\n2026-11-20,8,11\n", "rpe is 11.0"),
        ("day,km,kind\n2026-11-20,8,temop\n", "did you mean tempo"),
        ("day,km\n2026-11-20,8,5\n", ":2: this row does not fit: it has 3 cells where the header has 2"),
        ("day,km,km\n2026-11-20,8,5\n", ":1: the header names km more than once"),
        ("km,minutes\n8,50\n", ":1: no log known here has the columns 'km', 'minutes'"),
        ("dya,km\n2026-11-20,8\n", "did you mean day"),
        ("day,fatigue,scale\n2026-11-20,3,hooper\n", ":1: these are check-ins, not runs"),
        ("hello\n", "no log known here"),
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        (b"\xff\xd8\xff\xe0JFIF", "this is a picture"),
        (b"day,km\n\x00\x01", "this is a binary file"),
        ("<?xml version='1.0'?>\n<html/>", "this is a web page"),
        ('<?xml version="1.0"?>\n<kml/>', "XML of a kind not known here"),
        (b"day,km\n2026-11-20,8\n\xe9", ":3: the text is not UTF-8"),
        (b"PK\x03\x04rubbish", "this zip is damaged"),
        ('day,km\n2026-11-20,"' + "x" * 200_000, "not readable as CSV"),
        ("day," + "x," * 2000 + "km\n", "no header that a log could have"),
    ],
)
def test_one_clear_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    assert said in refusal(written(tmp_path, content))


# ------------------------------------------------------------------ check-ins


def test_check_ins_with_a_scale_of_their_own(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "day,scale,fatigue,sleep_h,rhr,gait_changed,sym_above_neck,note\n"
        "2026-11-22,mclean,4,7.5,51,no,mild,tired\n"
        "2026-11-21,hooper,4,,,,,\n",
    )
    earlier, later = read_checkins(path)
    assert later.facts == {"fatigue": 3, "sleep_h_last": 7.5, "gait_changed": False, "sym_above_neck": "mild"}
    assert later.rhr == 51
    assert earlier.facts == {"fatigue": 4}


def test_a_column_may_have_any_name(tmp_path: Path) -> None:
    path = written(tmp_path, "day,source,cls,self\n2026-11-22,watch,1,yes\n")
    assert read_checkins(path)[0].facts == {"source": "watch", "cls": 1, "self": True}
    assert read_checkins(path)[0].source == f"{path}:2"


def test_a_scale_for_the_whole_file(tmp_path: Path) -> None:
    path = written(tmp_path, "day,soreness\n2026-11-22,2\n")
    assert read_checkins(path, scale="intervals")[0].facts == {"soreness": 3}
    assert ":2: soreness needs a scale" in refusal(path, read_checkins)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("day,scale,fatigue\n2026-11-22,hooper,9\n", ":2: fatigue is 9"),
        ("day,scale,fatigue\n2026-11-22,hoper,2\n", "did you mean hooper"),
        ("day,scale,fatigue\n2026-11-22,hooper,high\n", ":2: fatigue: 'high' is not a number"),
        ("day,pain_now,at\n2026-11-22,1,noon\n", ":2: 'noon' is not a time"),
        ("day,pain_now\n22/11/2026,1\n", ":2: '22/11/2026' is not a day"),
        ("day,km\n2026-11-22,8\n", "this is a log of runs"),
        ("date,pain\n2026-11-22,8\n", "no log known here"),
        ("dya,pain\n2026-11-22,8\n", "did you mean day"),
        ("day\n2026-11-22\n", "no log known here"),
    ],
)
def test_check_ins_that_cannot_be_read(tmp_path: Path, content: str, said: str) -> None:
    assert said in refusal(written(tmp_path, content), read_checkins)


# ------------------------------------------------------------------ the shipped example


def test_the_example_runner_is_healthy_and_rested() -> None:
    runner = Athlete(
        runs=read_runs(EXAMPLES / "activities.csv", tz="Europe/Amsterdam"),
        checkins=read_checkins(EXAMPLES / "checkins.csv"),
        plan=Plan.parse("tempo:8km"),
    )
    found = runner.signals(ON)
    assert (found["fatigue"], found["soreness"], found["pain_now"]) == (3, 2, 0)
    assert (found["days_off"], found["hours_since_hard"], found["break_days"]) == (1, 72, 0)
    assert (found["hard_7d"], found["days_since_strength"], found["worse_than_usual"]) == (2, 6, False)
    assert 14 < found["longest_run_30d"] < 17  # type: ignore[operator]
    assert 35 < found["week_km_prev"] < 46  # type: ignore[operator]
    off_band = (found["hrv_ln7"] - found["hrv_base_mean"]) / found["hrv_base_sd"]  # type: ignore[operator]
    assert abs(off_band) < 0.5
    assert runner.runs.last_day == date(2026, 11, 21)
    assert runner.runs.skipped == ()
