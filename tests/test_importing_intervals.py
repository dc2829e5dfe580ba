"""intervals.icu: activities with two kinds of effort, empty stubs from Strava, and wellness on a scale of its own."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from service_files import INTERVALS, INTERVALS_JSON, WELLNESS, WELLNESS_JSON

from runrest.errors import LogError
from runrest.importing import intervals, intervals_wellness
from runrest.importing.parts import Part, Told
from runrest.importing.table import read_table
from runrest.logs.trainings import Heart


def activities(*records: Any) -> Part:
    whole = [
        {"id": f"i{number}", "start_date_local": "2026-11-20T18:05:10"} | record
        for number, record in enumerate(records)
    ]
    assert intervals.recognises_json(whole)
    return intervals.read_json("a.json", whole, Told())


def wellness(*records: Any) -> Part:
    whole = [{"id": f"2026-11-{number:02}"} | record for number, record in enumerate(records, 1)]
    assert intervals_wellness.recognises_json(whole)
    return intervals_wellness.read_json("w.json", whole, Told())


# ------------------------------------------------------------------ activities


def test_a_list_as_csv() -> None:
    part = intervals.read(read_table("a.csv", INTERVALS), Told())
    first, race = part.runs
    assert (first.day, first.km, first.minutes, first.rpe, first.kind) == (date(2026, 11, 20), 8.02, 43.97, 4, None)
    assert (first.start, first.heart) == (datetime.fromisoformat("2026-11-20T18:05:10"), Heart(148, 163))
    assert first.source == "a.csv:2"
    assert (race.km, race.rpe, race.kind) == (10, None, "race")
    assert [(one.sport, one.name, one.rpe) for one in part.trainings] == [
        ("strength", "WeightTraining", 6),
        ("cross", "Ride", 3),
    ]
    assert part.skipped == ()
    assert part.notes == (
        intervals.ITS_OWN_LOAD,
        intervals.NO_RPE,
        "not counted as runs: 1 WeightTraining, 1 Ride",
    )


def test_the_same_as_json_knows_its_zone() -> None:
    part = intervals.read_json("a.json", json.loads(INTERVALS_JSON), Told())
    assert part.runs[0].start == datetime.fromisoformat("2026-11-20T18:05:10+01:00")
    assert part.runs[0].source == "a.json, item 1"
    assert part.owner == "i7"


def test_a_stub_from_strava_is_a_day_that_nobody_knows() -> None:
    part = intervals.read_json("a.json", json.loads(INTERVALS_JSON), Told())
    (stub,) = part.trainings
    assert (stub.day, stub.sport, stub.minutes, stub.source) == (date(2026, 11, 19), "unnamed", None, "a.json, item 2")
    assert part.notes[0].startswith("1 of 2 activities came from Strava")
    assert not any("not counted as runs" in note for note in part.notes)


def test_session_rpe_is_never_an_effort() -> None:
    part = activities({"type": "Run", "moving_time": 2400, "session_rpe": 8})
    assert part.runs[0].rpe is None
    assert intervals.NO_RPE in part.notes
    assert activities({"type": "Run", "session_rpe": 160, "perceived_exertion": 4}).runs[0].rpe == 4
    assert activities({"type": "Run", "icu_rpe": 5, "perceived_exertion": 4}).runs[0].rpe == 5
    assert activities({"type": "Run", "icu_rpe": 0}).runs[0].rpe is None


def test_efforts_beyond_the_scale_are_doubted() -> None:
    part = activities({"type": "Run", "icu_rpe": 70, "perceived_exertion": 7})
    assert part.runs[0].rpe == 7
    assert "a.json, item 1: icu_rpe is 70, but efforts go to 10, so it counts as unknown" in part.notes


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"race": True}, "race"),
        ({"race": False, "sub_type": "NONE"}, None),
        ({"sub_type": "RACE"}, "race"),
        ({"workout_type": 1}, "race"),
        ({"workout_type": 2}, "long"),
        ({"workout_type": 3}, "tempo"),
        ({"workout_type": "-1"}, None),
        ({"sub_type": "WARMUP"}, None),
    ],
)
def test_kinds(record: dict[str, Any], kind: str | None) -> None:
    assert activities({"type": "Run"} | record).runs[0].kind == kind
    assert activities({"type": "Ride"} | record).runs == ()


def test_an_activity_without_a_type_may_have_been_a_run() -> None:
    part = activities({"moving_time": 2400}, {"type": "Yoga"})
    assert [(one.sport, one.minutes) for one in part.trainings] == [("unnamed", 40), ("cross", None)]
    assert part.notes == ("not counted as runs: 1 without a type, 1 Yoga",)


def test_the_next_best_clock_and_distance() -> None:
    part = activities(
        {"type": "Run", "moving_time": 0, "elapsed_time": 2400, "distance": 0, "icu_distance": 7000},
        {"type": "Run", "moving_time": "soon", "distance": True},
    )
    assert [(run.km, run.minutes) for run in part.runs] == [(7, 40), (None, None)]
    assert "a.json, item 2: moving_time: 'soon' is not a number, so it counts as unknown" in part.notes
    assert "a.json, item 2: distance: 'True' is not a number, so it counts as unknown" in part.notes


def test_a_zone_only_where_the_two_clocks_agree() -> None:
    odd = activities({"type": "Run", "start_date": "2026-11-20T17:04:10Z"}).runs[0]
    far = activities({"type": "Run", "start_date": "2026-11-18T17:05:10Z"}).runs[0]
    bad = activities({"type": "Run", "start_date": 7}).runs[0]
    assert [run.start and run.start.tzinfo for run in (odd, far, bad)] == [None, None, None]


def test_what_cannot_be_used_is_named() -> None:
    part = activities({"type": "Run"}, {"type": "Run", "id": "i0"}, {"type": "Run", "start_date_local": "soon"})
    assert part.skipped == (
        ("a.json, item 2", "activity 'i0' is listed a second time"),
        ("a.json, item 3", "'soon' is not a date in a form known here"),
    )
    with pytest.raises(LogError, match="item 1: 'soon' is not a date"):
        activities({"type": "Run", "start_date_local": "soon"})


def test_one_activity_alone() -> None:
    one = json.loads(INTERVALS_JSON)[0]
    assert intervals.recognises_json(one)
    assert intervals.read_json("a.json", one, Told()).runs[0].source == "a.json"


def test_planned_workouts_are_no_activities() -> None:
    assert not intervals.recognises_json([{"id": 7, "category": "WORKOUT", "start_date_local": "2026-11-20T00:00:00"}])
    assert not intervals.recognises_json([{"id": 7, "start_date_local": "2026-11-20T00:00:00"}])
    assert not intervals.recognises_json([7, None, "i81"])


# ------------------------------------------------------------------ wellness


def test_wellness_as_csv() -> None:
    part = intervals_wellness.read(read_table("w.csv", WELLNESS), Told(scale="hooper"))
    first, second = part.checkins
    assert first.facts == {"fatigue": 3, "soreness": 1, "stress": 1, "sleep_quality": 3, "sleep_h_last": 7.25}
    assert (first.rhr, first.hrv_rmssd, first.source) == (52, 64.3, "w.csv:2")
    assert second.facts == {"fatigue": 7, "soreness": 5, "sleep_quality": 1, "sleep_h_last": 7.5}
    assert part.notes == (
        "answers are on the scale of intervals.icu, 1 (good) to 4 (bad)",
        "1 of 3 days hold no answer and no reading that is used here",
        "hrvSDNN is another measure than rMSSD and is not used",
        "not used: mood, motivation, sleepScore",
    )


def test_wellness_as_json() -> None:
    part = intervals_wellness.read_json("w.json", json.loads(WELLNESS_JSON), Told())
    assert [(one.rhr, one.hrv_rmssd, one.source) for one in part.checkins] == [
        (52, 64.3, "w.json, item 1"),
        (51, None, "w.json, item 2"),
    ]


def test_another_measure_never_stands_for_rmssd() -> None:
    part = wellness({"hrvSDNN": 80})
    assert part.checkins == ()
    assert "hrvSDNN is another measure than rMSSD and is not used" in part.notes


def test_answers_and_readings_that_cannot_be() -> None:
    part = wellness({"fatigue": 5, "soreness": 2, "restingHR": 7, "hrv": 900, "sleepSecs": 99999, "stress": "x"})
    assert (dict(part.checkins[0].facts), part.checkins[0].rhr) == ({"soreness": 3}, None)
    assert len([note for note in part.notes if "so it counts as unknown" in note]) == 5
    assert any(
        "fatigue is 5, but on the intervals scale it must be a number from 1 to 4" in note for note in part.notes
    )


@pytest.mark.parametrize("unset", [0, -1, None, ""])
def test_what_was_not_answered(unset: object) -> None:
    part = wellness({"fatigue": unset, "soreness": unset, "restingHR": unset, "sleepSecs": unset, "stress": 1})
    assert (dict(part.checkins[0].facts), part.checkins[0].rhr) == ({"stress": 1}, None)
    assert len(part.notes) == 1


def test_days_that_cannot_be_read() -> None:
    text = "date,restingHR\n22/11/2026,51\n2026-11-22,51\n"
    part = intervals_wellness.read(read_table("w.csv", text), Told())
    assert part.skipped == (("w.csv:2", "'22/11/2026' is not a day written as 2026-11-22"),)
    with pytest.raises(LogError, match="no record here has a day that can be read"):
        intervals_wellness.read(read_table("w.csv", "date,restingHR\n22/11/2026,51\n"), Told())


@pytest.mark.parametrize("header", ["date,fatigue,soreness", "date,restingHr,hrv", "day,fatigue", "date,rMSSD,HR"])
def test_other_peoples_wellness_is_not_taken_for_it(header: str) -> None:
    table = read_table("w.csv", f"{header}\n2026-11-22" + ",1" * header.count(",") + "\n")
    assert not intervals_wellness.recognises(table)
