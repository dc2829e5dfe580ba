"""Garmin Connect's Activities.csv: eight languages, two decimal marks, two units, none of them named."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from service_files import GARMIN, GARMIN_LANGUAGES, GARMIN_MILES

from runrest.errors import LogError
from runrest.importing.garmin import SEVERAL, read, recognises
from runrest.importing.parts import Part, Told
from runrest.importing.table import read_table
from runrest.logs.trainings import Heart

HEADER = "Activity Type,Date,Favorite,Title,Distance,Time,Avg Pace,Avg Stride Length,Steps\n"


def part_of(text: str, **told: object) -> Part:
    table = read_table("Activities.csv", text)
    assert recognises(table)
    return read(table, Told(**told))  # type: ignore[arg-type]


def row(distance: str = "8.02", time: str = "00:44:10", day: str = "2026-11-20 18:05:10", **more: str) -> str:
    kind, pace, stride, steps = (more.get(name, "--") for name in ("kind", "pace", "stride", "steps"))
    kind = "Running" if kind == "--" else kind
    return f'{kind},{day},false,a,"{distance}","{time}","{pace}","{stride}","{steps}"\n'


def test_an_export() -> None:
    part = part_of(GARMIN)
    first, second = part.runs
    assert (first.day, first.km, first.minutes, first.source) == (date(2026, 11, 20), 8.02, 44.17, "Activities.csv:2")
    assert first.start == datetime.fromisoformat("2026-11-20T18:05:10")
    assert first.heart == Heart(148, 163)
    assert (first.rpe, first.kind, first.hard) == (None, None, None)
    assert (second.km, second.minutes, second.heart) == (4.5, 28.18, None)
    assert [(one.sport, one.name, one.minutes) for one in part.trainings] == [
        ("strength", "Strength Training", 40),
        ("cross", "Pool Swimming", 41),
    ]
    assert part.units_sure
    assert part.skipped == ()
    assert "distances are in kilometres, as steps and strides show" in part.notes
    assert "not counted as runs: 1 Strength Training, 1 Pool Swimming" in part.notes


@pytest.mark.parametrize("language", GARMIN_LANGUAGES)
@pytest.mark.parametrize("mark", [".", ","])
def test_each_language_and_mark(language: str, mark: str) -> None:
    header, run, strength = GARMIN_LANGUAGES[language]
    text = (
        f'{header}\n{run},2026-11-20 18:05:10,a,"8{mark}02","00:44:10",148\n'
        f'{strength},2026-11-19 17:00:00,b,"0{mark}00","00:40:00",--\n'
    )
    part = part_of(text)
    assert [(one.km, one.minutes, one.heart) for one in part.runs] == [(8.02, 44.17, Heart(148))]
    assert [one.sport for one in part.trainings] == ["strength"]


def test_miles_are_told_by_steps_and_strides() -> None:
    part = part_of(GARMIN_MILES)
    assert [run.km for run in part.runs] == [4.828, 6.437]
    assert part.units == "distances are in miles, as steps and strides show"
    assert part.units_sure


def test_cadence_stands_in_for_steps() -> None:
    text = "Activity Type,Date,Title,Distance,Time,Avg Run Cadence,Avg Stride Length\n"
    assert part_of(text + "Running,2026-11-20 18:05:10,a,4.98,00:44:10,164,1.11\n").runs[0].km == 8.015
    assert part_of(text + "Running,2026-11-20 18:05:10,a,8.02,00:44:10,164,111\n").runs[0].km == 8.02


def test_a_unit_that_nothing_shows_is_assumed_and_said() -> None:
    part = part_of(HEADER + row())
    assert part.runs[0].km == 8.02
    assert not part.units_sure
    assert any('if the account shows miles, say so (units="mi")' in note for note in part.notes)
    told = part_of(HEADER + row("5"), units="mi")
    assert (told.runs[0].km, told.units_sure) == (8.047, True)


def test_a_unit_that_cannot_be_is_asked_about() -> None:
    with pytest.raises(LogError, match="you said that distances are in kilometres, but steps and strides show miles"):
        part_of(GARMIN_MILES, units="km")
    sure = part_of(GARMIN_MILES, units="km", confirmed=frozenset({"units"}))
    assert [run.km for run in sure.runs] == [3, 4]
    assert part_of(GARMIN_MILES, units="mi").runs[0].km == 4.828


@pytest.mark.parametrize(
    ("distance", "other", "km"),
    [
        ("12,345", "8,02", 12.345),
        ("1,020", "8,02", 1.02),
        ("12.345", "8,02", None),
    ],
)
def test_the_files_own_mark_settles_a_number(distance: str, other: str, km: float | None) -> None:
    part = part_of(HEADER + row(distance, "00:06:10" if km == 1.02 else "01:06:10") + row(other))
    assert part.runs[0].km == km


def test_a_number_that_reads_both_ways_is_settled_by_its_pace_or_refused() -> None:
    settled = part_of(HEADER + row("1,020", "00:05:37", pace="5:30"))
    assert settled.runs[0].km == 1.02
    refused = part_of(HEADER + row("1,020", "00:05:37"))
    assert refused.runs[0].km is None
    assert any(note.startswith("Activities.csv:2: the distance: '1,020' can be read as two") for note in refused.notes)


def test_marks_that_contradict_each_other_settle_nothing() -> None:
    part = part_of(HEADER + row("1,020") + row("8,02") + row("8.02"))
    assert [run.km for run in part.runs] == [None, 8.02, 8.02]


def test_zeros_and_dashes_are_absent() -> None:
    part = part_of(HEADER + row("0.00", "00:00:00") + row("--", "--") + row("8.02"))
    assert [(run.km, run.minutes) for run in part.runs] == [(None, None), (None, None), (8.02, 44.17)]


def test_the_running_clock_goes_before_moving_and_elapsed_time() -> None:
    header = "Activity Type,Date,Title,Distance,Time,Moving Time,Elapsed Time\n"
    lines = (
        "Running,2026-11-20 18:05:10,a,8.02,00:44:00,00:43:00,00:50:00\n"
        "Running,2026-11-19 18:05:10,a,8.02,--,00:43:00,00:50:00\n"
        "Running,2026-11-18 18:05:10,a,8.02,--,00:00:00,00:50:00\n"
    )
    assert [run.minutes for run in part_of(header + lines).runs] == [44, 43, 50]


def test_what_is_not_believed() -> None:
    part = part_of(HEADER + row("80.2", "00:44:10") + row("8.02", "soon") + row("8.02", "00:61:10"))
    assert [(run.km, run.minutes) for run in part.runs] == [(None, 44.17), (8.02, None), (8.02, None)]
    assert any("80.2 km is not believed" in note for note in part.notes)
    assert any("'soon' is not a time like 1:02:03" in note for note in part.notes)


def test_dates_that_a_spreadsheet_wrote() -> None:
    part = part_of(HEADER + row(day="7/4/2026 15:36") + row(day="7/14/2026 6:05 AM"))
    assert [run.start for run in part.runs] == [
        datetime.fromisoformat("2026-07-04T15:36"),
        datetime.fromisoformat("2026-07-14T06:05"),
    ]
    assert "dates are read with the month first, as one with a number above 12 shows" in part.notes
    assert [run.day.month for run in part_of(HEADER + row(day="7/4/2026") + row(day="14/4/2026")).runs] == [4, 4]


def test_dates_that_read_both_ways_are_never_guessed() -> None:
    part = part_of(HEADER + row(day="7/4/2026 15:36") + row(day="2026-11-20 18:05:10"))
    assert part.skipped == (("Activities.csv:2", "'7/4/2026 15:36' can be read as two different days"),)
    with pytest.raises(LogError, match="no activity here has a date that can be read"):
        part_of(HEADER + row(day="7/4/2026 15:36"))
    mixed = part_of(HEADER + row(day="7/4/2026") + row(day="14/4/2026") + row(day="4/14/2026"))
    assert len(mixed.runs) == 2
    assert any("some dates have the month first" in note for note in mixed.notes)


def test_several_sports_in_one() -> None:
    part = part_of(HEADER + row(kind="Multisport") + row(kind="Zumba") + row(kind=""))
    assert [one.sport for one in part.trainings] == ["cross", "cross", "unnamed"]
    assert SEVERAL in part.notes
    assert "not counted as runs: 1 Multisport, 1 Zumba, 1 without a type" in part.notes


def test_a_row_that_does_not_fit_is_named() -> None:
    part = part_of(HEADER + row() + "Running,2026-11-20\n")
    assert part.skipped == (("Activities.csv:3", "it has 2 cells where the header has 9"),)


def test_an_empty_list() -> None:
    part = part_of(HEADER)
    assert (part.runs, part.trainings, part.notes) == ((), (), ())
