"""HRV4Training: pulse and rMSSD are kept, answers on a scale that nobody names are not, days are never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from service_files import HRV4TRAINING

from runrest.errors import LogError
from runrest.importing.hrv4training import ON_SCALE, TRAINING_RPE, read, recognises
from runrest.importing.parts import Part, Told
from runrest.importing.table import read_table

HEADER = "date,HR,rMSSD,HRV4T_Recovery_Points"


def part_of(text: str, scale: str | None = None) -> Part:
    table = read_table("hrv.csv", text)
    assert recognises(table)
    return read(table, Told(scale=scale))


def test_an_export() -> None:
    part = part_of(HRV4TRAINING)
    assert [(one.day, one.rhr, one.hrv_rmssd, dict(one.facts), one.source) for one in part.checkins] == [
        (date(2026, 11, 21), 52, 64.3, {}, "hrv.csv:2"),
        (date(2026, 11, 22), 51, 68.0, {}, "hrv.csv:3"),
    ]
    assert (part.runs, part.trainings, part.skipped) == ((), (), ())
    assert part.notes == (
        "days are read as year-month-day, as one with a number above 12 shows",
        "the answers (sleep quality, muscle soreness, fatigue) are left out, since the file does not name their scale;"
        " if you know it, name it (scale=...)",
        "1 of 3 days hold no measurement and no answer that is used here",
        TRAINING_RPE,
        "not used: mental energy, sdnn",
    )


def test_answers_on_a_scale_that_the_person_names() -> None:
    part = part_of(HRV4TRAINING, scale="0-10")
    assert [dict(one.facts) for one in part.checkins] == [
        {"sleep_quality": 5, "soreness": 3, "fatigue": 3},
        {"sleep_quality": 6, "soreness": 2, "fatigue": 2},
    ]
    assert ON_SCALE in part.notes


def test_answers_outside_the_named_scale_are_doubted_one_by_one() -> None:
    part = part_of(HRV4TRAINING, scale="hooper")
    assert [dict(one.facts) for one in part.checkins] == [
        {"sleep_quality": 7, "soreness": 3, "fatigue": 4},
        {"soreness": 2, "fatigue": 2},
    ]
    assert any("sleep_quality is 8" in note for note in part.notes)


def test_a_carriage_return_alone_and_a_comma_too_many() -> None:
    text = HRV4TRAINING.replace("\n", ",\r").replace("Points,", "Points")
    part = part_of(text)
    assert [one.rhr for one in part.checkins] == [52, 51]
    assert part.skipped == ()
    wider = HRV4TRAINING.replace("Points\n", "Points,\n")
    assert [one.rhr for one in part_of(wider).checkins] == [52, 51]


def test_days_with_the_month_last() -> None:
    part = part_of(f"{HEADER}\n2026-05-11,52,64,8\n2026-13-11,51,68,8\n")
    assert [one.day for one in part.checkins] == [date(2026, 11, 5), date(2026, 11, 13)]
    assert part.zone == "days as written, year-day-month"
    assert "days are read as year-day-month, as one with a number above 12 shows" in part.notes


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-05-11", "2026-06-11"), "every day here can be read as year-month-day and as year-day-month"),
        (("2026-13-11", "2026-11-13"), "some days are only readable as year-month-day and others"),
    ],
)
def test_days_that_read_both_ways_are_refused(days: tuple[str, ...], said: str) -> None:
    with pytest.raises(LogError, match=said):
        part_of(f"{HEADER}\n" + "".join(f"{day},52,64,8\n" for day in days))


def test_a_day_that_reads_the_same_both_ways() -> None:
    assert part_of(f"{HEADER}\n2026-11-11,52,64,8\n").checkins[0].day == date(2026, 11, 11)


def test_days_that_cannot_be_read() -> None:
    part = part_of(f"{HEADER}\n2026-11-22,52,64,8\nsoon,52,64,8\n2026-02-30,52,64,8\n")
    assert part.skipped == (
        ("hrv.csv:3", "'soon' is not a day written as 2026-11-22"),
        ("hrv.csv:4", "'2026-02-30' is not a real date: day is out of range for month"),
    )
    with pytest.raises(LogError, match="no row here has a day that can be read"):
        part_of(f"{HEADER}\nsoon,52,64,8\n")


def test_zeros_are_no_pulse_and_impossible_readings_are_doubted() -> None:
    part = part_of(f"{HEADER}\n2026-11-22,0,0,8\n2026-11-23,520,64,8\n2026-11-24,5O,64,8\n")
    assert [(one.rhr, one.hrv_rmssd) for one in part.checkins] == [(None, 64), (None, 64)]
    assert any("rhr is 520" in note for note in part.notes)
    assert any("hr: '5O' is not a number" in note for note in part.notes)


def test_a_test_in_two_postures_and_a_stamp() -> None:
    text = "timestamp_measurement,HR_lying,rMSSD_lying,HR_standing,HRV4T_Recovery_Points\n"
    part = part_of(text + "2026-11-22 06:31:12 +0100,52,64,71,8\n")
    assert [(one.day, one.rhr, one.hrv_rmssd) for one in part.checkins] == [(date(2026, 11, 22), 52, 64)]


@pytest.mark.parametrize("header", ["date,HR", "date,rMSSD", "day,rMSSD,AVNN", "date,HR,SDNN,mental_energy"])
def test_other_tables_are_not_taken_for_it(header: str) -> None:
    assert not recognises(read_table("a.csv", f"{header}\n"))
