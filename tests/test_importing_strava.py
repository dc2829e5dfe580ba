"""Strava's bulk export: duplicate columns, eight languages, UTC, and everything that is not a run."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest.athlete import Athlete
from runrest.errors import LogError
from runrest.importing import read_runs

if TYPE_CHECKING:
    from pathlib import Path

    from runrest.logs.runs import RunLog


HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
    "Relative Effort,Commute,Filename,Elapsed Time,Moving Time,Distance,Average Speed,Perceived Exertion,"
    "Competition,Long Run"
)


def line(**cells: object) -> str:
    known: dict[str, object] = {
        "id": 1,
        "date": "Jun 1, 2026, 6:30:00 AM",
        "name": "Run",
        "type": "Run",
        "about": "",
        "elapsed": 3100,
        "shown": "10.00",
        "relative effort": "",
        "commute": "false",
        "file": "activities/1.fit.gz",
        "elapsed again": "3100.0",
        "moving": "3000.0",
        "metres": "10002.5",
        "speed": "",
        "effort": "3.0",
        "race": "",
        "long": "",
    }
    if "date" not in cells and isinstance(number := cells.get("id"), int):
        known["date"] = f"Jun {1 + (number - 1) % 28}, 2026, {6 + number // 28 % 6}:30:00 AM"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow((known | cells).values())
    return out.getvalue().removesuffix("\n")


def log_of(folder: Path, *lines: str, header: str = HEADER, **how: str) -> RunLog:
    path = folder / "activities.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read_runs(path, **how)


def test_one_run(tmp_path: Path) -> None:
    log = log_of(tmp_path, line())
    run = log.runs[0]
    assert (run.day, run.km, run.minutes, run.rpe, run.kind) == (date(2026, 6, 1), 10.002, 50, 3, None)
    assert run.source == f"{tmp_path / 'activities.csv'}:2"
    assert any("UTC" in note and "tz=" in note for note in log.notes)


def test_a_zone_moves_a_late_run_to_its_own_day(tmp_path: Path) -> None:
    late = line(date="Jun 1, 2026, 2:30:00\u202fAM")
    assert log_of(tmp_path, late).runs[0].day == date(2026, 6, 1)
    log = log_of(tmp_path, late, tz="America/New_York")
    assert log.runs[0].day == date(2026, 5, 31)
    assert not any("UTC" in note for note in log.notes)


def test_the_second_distance_goes_first_and_the_first_stands_in(tmp_path: Path) -> None:
    rows = [line(id=n, shown="6.21", metres="9994") for n in (1, 2, 3)]
    log = log_of(tmp_path, *rows, line(id=9, shown="3.11", metres="", moving="1500"))
    assert [run.km for run in log] == [9.994] * 3 + [5.005]
    assert any("1 of 4 runs" in note and "activities.csv:5" in note and "miles" in note for note in log.notes)


def test_speed_tells_the_unit_where_no_distance_does(tmp_path: Path) -> None:
    log = log_of(tmp_path, line(shown="6.2", metres="", speed="3.326", moving="3000"))
    assert log.runs[0].km == pytest.approx(9.978, abs=0.001)


@pytest.mark.parametrize(("units", "km"), [(None, 6.2), ("km", 6.2), ("mi", 9.978)])
def test_an_unlabelled_unit_is_said(tmp_path: Path, units: str | None, km: float) -> None:
    log = log_of(tmp_path, line(shown="6.2", metres=""), **({"units": units} if units else {}))
    assert log.runs[0].km == km
    assert any("1 of 1 runs" in note and ("units=" in note or "as you said" in note) for note in log.notes)


def test_a_distance_that_nobody_runs_counts_as_unknown(tmp_path: Path) -> None:
    log = log_of(tmp_path, line(metres="300000"), line(id=2, metres="40"))
    assert [run.km for run in log] == [None, None]
    assert sum("not believed" in note for note in log.notes) == 2


def test_missing_numbers_stay_unknown(tmp_path: Path) -> None:
    run = log_of(tmp_path, line(shown="0", metres="0.0", effort="0.0", moving="--")).runs[0]
    assert (run.km, run.rpe, run.minutes) == (None, None, 51.67)


def test_impossible_numbers_are_named(tmp_path: Path) -> None:
    log = log_of(tmp_path, line(metres="NaN", shown="", effort="55", moving="abc"))
    assert (log.runs[0].km, log.runs[0].rpe) == (None, None)
    for said in ("'NaN' is not a number", "effort of 55 is not possible", "'abc' is not a number"):
        assert any(said in note and "activities.csv:2" in note for note in log.notes)


def test_tags_give_the_kind_and_titles_never_do(tmp_path: Path) -> None:
    rows = [
        line(id=1, race="1.0"),
        line(id=2, long="true"),
        line(id=3, race="0.0"),
        line(id=4, name="Marathon race!"),
    ]
    assert [run.kind for run in log_of(tmp_path, *rows)] == ["race", "long", None, None]


def test_workout_types(tmp_path: Path) -> None:
    rows = [f"{n},2026-06-0{n} 06:00:00,Run,3000,10000,{n - 1}" for n in range(1, 5)]
    header = "id,date,type,elapsed_time,distance,workout_type"
    assert [run.kind for run in log_of(tmp_path, *rows, header=header)] == [None, "race", "long", "tempo"]


def test_lines_are_counted_through_descriptions(tmp_path: Path) -> None:
    about = 'First line\nsecond, with "quotes"\r\n\nthird'
    log = log_of(tmp_path, line(about=about), line(id=2))
    assert [run.source.rpartition(":")[2] for run in log] == ["2", "6"]


def test_only_running_counts_as_running(tmp_path: Path) -> None:
    kinds = [
        "Run",
        "Trail Run",
        "Virtual Run",
        "Treadmill",
        "Ride",
        "Walk",
        "Hike",
        "Workout",
        "Weight Training",
    ]
    log = log_of(
        tmp_path,
        *(line(id=n, type=kind, date=f"Jun {n}, 2026, 6:30:00 AM") for n, kind in enumerate(kinds, 1)),
    )
    assert len(log) == 4
    assert log.strength_days == (date(2026, 6, 9),)
    assert log.other_days == tuple(date(2026, 6, day) for day in (5, 6, 7, 8))
    assert any("1 Hike" in note for note in log.notes)


def test_a_hundred_types_and_doubts_do_not_make_a_hundred_notes(tmp_path: Path) -> None:
    rides = [line(id=1000 + n, type=f"Sport\n{n}") for n in range(100)]
    log = log_of(tmp_path, *rides, *(line(id=n, effort="x") for n in range(1, 101)))
    assert len(log.notes) < 20
    assert any("and 90 of other types" in note for note in log.notes)
    assert any("90 more numbers" in note for note in log.notes)
    assert not any("\n" in note for note in log.notes)


def test_a_log_of_rides_is_no_error(tmp_path: Path) -> None:
    log = log_of(tmp_path, line(type="Ride"))
    assert (len(log), log.last_day) == (0, date(2026, 6, 1))
    assert "there are no runs in this log" in log.notes
    assert Athlete(runs=log).signals(date(2026, 6, 2)) == {"load_days_known_7d": 1}


def test_a_header_alone_is_an_empty_log(tmp_path: Path) -> None:
    assert log_of(tmp_path).notes == ("there are no runs in this log",)


def test_rows_that_cannot_be_used_are_listed(tmp_path: Path) -> None:
    log = log_of(tmp_path, line(), "2,cut,short", line(id=3, date="someday"), line())
    assert len(log) == 1
    assert [(place.rpartition(":")[2], reason) for place, reason in log.skipped] == [
        ("3", "it has 3 cells where the header has 17"),
        ("4", "'someday' is not a date in a form known here"),
        ("5", "activity '1' is listed a second time"),
    ]


@pytest.mark.parametrize(
    ("rows", "how", "said"),
    [
        ([line(date="someday")], {}, ":2: 'someday' is not a date"),
        ([line()], {"tz": "Europe/Nowhere"}, "'Europe/Nowhere' is not a time zone"),
        ([line()], {"tz": "../../etc/passwd"}, "is not a time zone"),
        ([line()], {"units": "miles"}, "'miles' is not a unit of distance"),
    ],
)
def test_clear_refusals(tmp_path: Path, rows: list[str], how: dict[str, str], said: str) -> None:
    with pytest.raises(LogError) as caught:
        log_of(tmp_path, *rows, **how)
    assert said in str(caught.value)


def test_before_2019_names_were_lower_case_and_distances_metres(tmp_path: Path) -> None:
    header = "id,date,name,type,description,elapsed_time,distance,commute,gear,filename"
    row = "18,2018-09-12 15:02:23,Evening Run,Run,,3000,{},false,,activities/18.gpx"
    assert log_of(tmp_path, row.format("9681.0"), header=header).runs[0].km == 9.681
    assert log_of(tmp_path, row.format("9.68"), header=header).runs[0].km == 9.68


# ------------------------------------------------------------------ meaning


@settings(max_examples=50)
@given(st.lists(st.lists(st.text(max_size=12), min_size=17, max_size=17), max_size=4))
def test_any_cells_give_a_log_or_a_clear_no(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER.split(","), *rows, next(csv.reader([line()]))])
    path = tmp_path_factory.mktemp("any") / "activities.csv"
    path.write_bytes(out.getvalue().encode("utf-8", "replace"))
    try:
        log = read_runs(path)
    except LogError:
        return
    Athlete(runs=log).notes(date(2026, 6, 2))
