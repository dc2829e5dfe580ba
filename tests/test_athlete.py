"""One runner's facts on a day: check-ins, plan, profile, and how they come together."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.athlete import Athlete, CheckIn, Plan, Profile, Run, RunLog
from runrest.errors import FactsError
from runrest.loading import family, house
from runrest.logs.checkins import WELLNESS
from runrest.logs.planned import PLAN_KINDS

ON = date(2026, 11, 22)


def morning(days: int, scale: str = "hooper", **items: object) -> CheckIn:
    return CheckIn.of(ON - timedelta(days=days), scale=scale, **items)


def signals(*checkins: CheckIn) -> dict[str, object]:
    return Athlete(checkins=checkins).signals(ON)


# ------------------------------------------------------------------ check-ins over days


def test_only_todays_check_in_speaks_for_today() -> None:
    runner = Athlete(checkins=[morning(1, fatigue=7, sleep_h=4), morning(-1, fatigue=6)])
    assert runner.signals(ON) == {}
    assert any("no check-in for 2026-11-22; the last one is from 2026-11-21" in note for note in runner.notes(ON))


def test_two_check_ins_for_one_day_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(FactsError, match="two check-ins for 2026-11-22 that differ in fatigue; which one holds"):
        Athlete(checkins=[morning(0, fatigue=2), morning(0, fatigue=3)])
    with pytest.raises(FactsError, match="differ in rhr"):
        Athlete(checkins=[at(7, rhr=50), at(7, rhr=60)])
    with pytest.raises(FactsError, match="differ in fatigue"):
        Athlete(checkins=[at(7, fatigue=2), morning(0, fatigue=3)])


def at(hour: int, minute: int = 0, **items: object) -> CheckIn:
    moment = datetime(2026, 11, 22, hour, minute, tzinfo=UTC)
    return CheckIn.of(ON, scale="hooper", at=moment, source=f"checkins.csv:{hour}", **items)


def test_of_two_check_ins_with_times_the_later_answer_to_each_item_holds() -> None:
    early, late = at(6, fatigue=2, soreness=5, rhr=50), at(19, fatigue=6, sleep_h=7, hrv_rmssd=60)
    for order in ([early, late], [late, early]):
        [found] = Athlete(checkins=order).checkins
        assert dict(found.facts) == {"fatigue": 6, "soreness": 5, "sleep_h_last": 7}
        assert (found.rhr, found.hrv_rmssd) == (50, 60)
        assert [found.place_of(name) for name in ("fatigue", "soreness", "rhr")] == [
            "checkins.csv:19",
            "checkins.csv:6",
            "checkins.csv:6",
        ]


def test_check_ins_without_times_go_together_where_they_agree() -> None:
    runner = Athlete(checkins=[morning(0, fatigue=2), CheckIn.of(ON, sleep_h=7, rhr=50), morning(0, fatigue=2)])
    assert runner.signals(ON)["sleep_h_last"] == 7
    assert runner.signals(ON)["fatigue"] == 2


def test_a_second_check_in_is_noted() -> None:
    runner = Athlete(checkins=[at(6, fatigue=2), at(19, fatigue=6), morning(3, fatigue=2)])
    said = "there are 2 check-ins for 2026-11-22 (checkins.csv:6, checkins.csv:19); the later answer to each item holds"
    assert said in runner.notes(ON)
    assert not any("2 check-ins" in note for note in runner.notes(ON - timedelta(days=1)))


def test_putting_together_twice_changes_nothing() -> None:
    runner = Athlete(checkins=[at(6, fatigue=2, rhr=50), at(19, fatigue=6)])
    assert Athlete(checkins=runner.checkins) == runner
    third = Athlete(checkins=[*runner.checkins, at(21, fatigue=4)])
    assert (third.signals(ON)["fatigue"], third.checkins[0].rhr) == (4, 50)


@given(
    st.lists(
        st.tuples(st.integers(0, 23), st.dictionaries(st.sampled_from(WELLNESS), st.integers(1, 7), min_size=1)),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one[0],
    ),
    st.randoms(),
)
def test_what_holds_is_what_was_said_last_whatever_the_order(
    reports: list[tuple[int, dict[str, int]]], chance: Any
) -> None:
    by_hand: dict[str, int] = {}
    for _, items in sorted(reports, key=lambda one: one[0]):
        by_hand |= items
    chance.shuffle(reports)
    [found] = Athlete(checkins=[at(hour, **items) for hour, items in reports]).checkins
    assert dict(found.facts) == by_hand


def test_sleep_average_needs_ten_nights() -> None:
    nights = [morning(day, sleep_h=6 + day % 2) for day in range(9)]
    assert "sleep_h_14d" not in signals(*nights)
    assert signals(*nights, morning(13, sleep_h=8), morning(14, sleep_h=24))["sleep_h_14d"] == pytest.approx(66 / 10)


def test_tired_days_in_a_row_end_at_a_missing_day() -> None:
    days = [morning(day, fatigue=6) for day in (0, 1, 2, 4, 5)]
    assert signals(*days)["fatigue_days_high"] == 3
    assert signals(morning(0, fatigue=5), morning(1, fatigue=7))["fatigue_days_high"] == 0
    assert "fatigue_days_high" not in signals(morning(0, stress=6), morning(1, fatigue=7))
    assert signals(morning(0, stress=6), morning(1, stress=7))["stress_days_high"] == 2


def usual(level: int, days: int, **today: int) -> dict[str, object]:
    return signals(*(morning(day, **dict.fromkeys(WELLNESS, level)) for day in range(1, days + 1)), morning(0, **today))


def test_worse_than_usual() -> None:
    same = dict.fromkeys(WELLNESS, 2)
    assert usual(2, 14, **same)["worse_than_usual"] is False
    assert usual(2, 14, **{**same, "stress": 3})["worse_than_usual"] is True
    assert usual(2, 14, stress=3)["worse_than_usual"] is True
    assert usual(2, 14, **{**same, "stress": 5})["worse_than_usual"] is False
    assert "worse_than_usual" not in usual(2, 14, stress=2)
    assert "worse_than_usual" not in usual(2, 13, **{**same, "stress": 4})


def test_the_baseline_leaves_today_out_and_ends_after_28_days() -> None:
    old = [morning(day, fatigue=7, rhr=90) for day in range(29, 60)]
    recent = [morning(day, fatigue=2, rhr=50 + day % 3) for day in range(1, 29)]
    found = signals(*old, *recent, morning(0, fatigue=3, rhr=58))
    assert found["worse_than_usual"] is True
    assert found["rhr_delta"] == 7
    assert found["rhr_days_high"] == 1


def test_high_mornings_are_held_against_their_own_past() -> None:
    calm = [morning(day, rhr=50) for day in range(3, 25)]
    found = signals(*calm, morning(2, rhr=56), morning(1, rhr=55), morning(0, rhr=57))
    assert (found["rhr_delta"], found["rhr_days_high"]) == (7, 3)
    assert "rhr_delta" not in signals(*calm[:13], morning(0, rhr=57))
    assert "rhr_days_high" not in signals(*calm, morning(1, rhr=60), morning(0, sleep_h=7))


def test_heart_rate_variability() -> None:
    days = [morning(day, hrv_rmssd=60 if day % 2 else 50) for day in range(1, 40)]
    found = signals(*days, morning(0, hrv_rmssd=40))
    assert found["hrv_ln_day"] == pytest.approx(math.log(40))
    assert (found["hrv_valid7"], found["hrv_base_days"]) == (7, 39)
    assert found["hrv_ln7"] == pytest.approx((3 * math.log(60) + 3 * math.log(50) + math.log(40)) / 7)
    assert found["hrv_mean10"] == pytest.approx((math.log(60) + math.log(50)) / 2)
    assert found["hrv_falling_days"] == 1
    assert 2 < found["hrv_base_mean"] < 5.5  # type: ignore[operator]


def test_heart_rate_variability_stays_silent_on_too_little() -> None:
    found = signals(morning(0, hrv_rmssd=50), morning(2, hrv_rmssd=55))
    assert (found["hrv_valid7"], found["hrv_base_days"]) == (2, 1)
    assert not {"hrv_ln7", "hrv_base_mean", "hrv_mean10", "hrv_falling_days"} & set(found)


def test_the_spread_has_a_floor() -> None:
    found = signals(*(morning(day, hrv_rmssd=55) for day in range(30)))
    assert (found["hrv_base_sd"], found["hrv_sd10"]) == (0.05, 0.05)


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60))
def test_days_in_a_row_is_what_a_person_would_count(levels: list[int]) -> None:
    by_hand = next((day for day, level in enumerate(levels) if level <= 5), len(levels))
    assert signals(*(morning(day, fatigue=level) for day, level in enumerate(levels)))["fatigue_days_high"] == by_hand


# ------------------------------------------------------------------ plan and profile


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("rest", Plan("rest")),
        ("intervals:8km", Plan("intervals", 8)),
        ("easy:45min", Plan("easy", None, 45)),
        ("long:24km:150min", Plan("long", 24, 150)),
        (" Tempo : 6,5 km ", Plan("tempo", 6.5)),
        ("race:10mi:1.5h", Plan("race", 16.09344, 90)),
    ],
)
def test_a_plan_from_a_short_text(text: str, plan: Plan) -> None:
    assert Plan.parse(text) == plan


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a kind of session"),
        ("intervalls:8km", "did you mean intervals"),
        ("easy:8", "write it as 8km"),
        ("easy:-8km", "not an amount"),
        ("easy:1e3km", "not an amount"),
        ("easy:8km:5mi", "a second time how far"),
        ("easy:", "not an amount"),
        ("rest:8km", "a rest day has no distance"),
    ],
)
def test_a_plan_that_cannot_be_read(text: str, said: str) -> None:
    with pytest.raises(FactsError, match=said):
        Plan.parse(text)


@given(st.text(max_size=80))
def test_any_text_is_a_plan_or_a_clear_no(text: str) -> None:
    with suppress(FactsError):
        assert Plan.parse(text).planned_type in PLAN_KINDS


def test_facts_come_together_and_the_day_itself_goes_first() -> None:
    runner = Athlete(
        runs=[Run(ON - timedelta(days=3), km=10, kind="tempo")],
        checkins=[morning(0, fatigue=2, days_off=1)],
        plan=Plan("easy", 8, days_to_race=20, race_priority="B"),
        profile=Profile.of(age=41, injury_12m=False),
    )
    found = runner.signals(ON)
    assert found["days_off"] == 1
    assert (found["planned_type"], found["days_to_race"], found["race_priority"]) == ("easy", 20, "B")
    assert (found["age"], found["injury_12m"], found["fatigue"], found["longest_run_30d"]) == (
        41,
        False,
        2,
        10,
    )
    assert "planned_min" not in found


def test_a_check_in_of_two_months_ago_says_nothing_of_heart_rate_variability() -> None:
    assert signals(morning(0, fatigue=3), morning(70, hrv_rmssd=50)) == {"fatigue": 3, "fatigue_days_high": 0}


def test_counts_of_days_stay_within_the_vocabulary() -> None:
    year = [morning(day, fatigue=7, stress=7, rhr=40 + day // 3, hrv_rmssd=20 + day) for day in range(400)]
    found = signals(*year)
    assert (found["fatigue_days_high"], found["stress_days_high"], found["hrv_falling_days"]) == (365, 365, 60)


@pytest.mark.parametrize(
    "wrong",
    [{"max_hr": 300}, {"max_hr": True}, {"resting_hr": 10}, {"sex": "w"}, {"max_hr": 60, "resting_hr": 60}],
    ids=str,
)
def test_a_heart_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FactsError):
        Profile.of(**wrong)


def test_what_only_the_heart_formulas_need_is_no_signal() -> None:
    assert Athlete(profile=Profile.of(max_hr=190, resting_hr=50, sex="female", age=40)).signals(ON) == {"age": 40}


def test_felt_effort_counts_today_too() -> None:
    """RD12 is one of the signs of the day (RD4), not only of the week."""
    usual = [Run(ON - timedelta(days=day), km=8, rpe=3, kind="easy") for day in range(10, 40, 3)]
    hard = [Run(ON - timedelta(days=day), km=8, rpe=6, kind="easy") for day in (2, 4)]
    assert Athlete(runs=[*usual, *hard]).signals(ON)["rpe_high_7d"] == 2
    told = Athlete(runs=[*usual, *hard[:1], Run(ON - timedelta(days=1), km=8, rpe=4, kind="easy")])
    assert told.signals(ON)["rpe_high_7d"] == 1
    again = Athlete(runs=told.runs, checkins=[morning(0, last_rpe_delta=3)])
    assert again.signals(ON)["rpe_high_7d"] == 2


def test_no_tree_of_today_asks_what_only_whole_weeks_show() -> None:
    """The days before are decided anew without it."""
    runs = [Run(ON - timedelta(days=day), km=8, minutes=50, rpe=3 + day % 4, kind="easy") for day in range(1, 90, 2)]
    runner = Athlete(runs=runs)
    left_out = set(runner.signals(ON)) - set(runner.day_signals(ON))
    assert left_out == {
        "load_7d",
        "load_28d",
        "load_days_known_7d",
        "monotony_7d",
        "strain_7d",
        "strain_high",
        "weeks_since_deload",
    }
    asked = {question.signal for tree in family("today") for question in tree.questions.values()}
    vocabulary = house().vocabulary
    assert not left_out & {part for name in asked for part in vocabulary.plain(name)}


def test_nothing_given_is_nothing_known() -> None:
    assert Athlete().signals(ON) == {}
    assert Athlete().notes(ON)


def test_notes_repeat_what_was_assumed_and_what_was_left_out() -> None:
    log = RunLog([Run(ON, km=5)], skipped=(("log.csv:9", "no date"),), notes=("UTC was assumed",))
    notes = Athlete(runs=log).notes(ON)
    assert notes[0] == "UTC was assumed"
    assert notes[1] == "1 record is left out of the log; the first is log.csv:9: no date"


def test_runs_after_the_day_are_noted_and_not_used() -> None:
    runner = Athlete(runs=[Run(ON - timedelta(days=2), km=5), Run(ON + timedelta(days=1), km=30)])
    assert runner.signals(ON)["longest_run_30d"] == 5
    assert "1 run is dated after 2026-11-22 and not used" in runner.notes(ON)
