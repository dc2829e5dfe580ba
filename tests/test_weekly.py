"""The week: what its days add up to, and what `runrest week` makes of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from runners import HEALTHY

from runrest.athlete import Athlete, CheckIn, Plan, Profile, Run, RunLog
from runrest.cli import main
from runrest.errors import FactsError
from runrest.loading import house
from runrest.logs.trainings import Training
from runrest.logs.weekly_load import daily_loads, monotony, sessions_too_hard, strain, strain_high, weeks_since_deload
from runrest.weekly import weekly_notes, weekly_signals
from runrest.words.telling_weeks import MOST_LINES, tell_week
from runrest.words.week_answers import Week, decide_week

ON = date(2026, 11, 22)
CALM: dict[str, Any] = {
    "pain_now": 0,
    "gait_changed": False,
    "sym_above_neck": "none",
    "sym_systemic": False,
    "sym_chest": False,
    "sym_gi": False,
    "fatigue": 3,
    "soreness": 2,
    "stress": 2,
    "sleep_quality": 2,
}
RUNNER: dict[str, Any] = {
    **{name: value for name, value in HEALTHY.items() if not name.startswith("planned")},
    "red_day_7d": False,
    "pain_ok_days": 21,
    "bsi_high_2y": 0,
    "bsi_low_2y": 0,
    "injury_12m": False,
    "weeks_since_deload": 2,
    "week_km_prev": 42.0,
    "longest_run_30d": 15.1,
    "days_off": 1,
    "break_days": 0,
}


def back(days: int) -> date:
    return ON - timedelta(days=days)


def calm(days: int, **changes: object) -> CheckIn:
    told = {name: value for name, value in {**CALM, **changes}.items() if value is not None}
    return CheckIn.from_answers(back(days), told, scale="runrest")


def week_of(*checkins: CheckIn, **more: Any) -> dict[str, Any]:
    return weekly_signals(Athlete(checkins=checkins, **more), ON)


def days_with(days: list[int], **changes: object) -> list[CheckIn]:
    return [calm(day, **changes) for day in days]


# ------------------------------------------------------------------ red days


@pytest.mark.parametrize(
    "sign",
    [
        {"rf_chest_pain": True},
        {"pain_now": 6},
        {"gait_changed": True, "pain_now": 2},
        {"temp_c": 38.2},
        {"sym_systemic": True},
        {"sym_gi": True},
        {"sym_above_neck": "marked"},
        {"pain_site": "shin", "bone_focal": True, "pain_now": 3},
        {"pain_site": "hip_groin", "gait_changed": True, "pain_now": 2},
    ],
    ids=str,
)
@pytest.mark.parametrize("day", [0, 1, 7])
def test_one_red_day_is_enough(sign: dict[str, object], day: int) -> None:
    others = days_with([one for one in range(8) if one != day])
    assert week_of(*others)["red_day_7d"] is False
    assert week_of(*others, calm(day, **sign))["red_day_7d"] is True


@pytest.mark.parametrize(
    "sign", [{"pain_now": 3}, {"soreness": 7}, {"fatigue": 7}, {"sym_above_neck": "mild"}, {"sleep_h": 3}], ids=str
)
def test_days_that_only_ask_for_less_are_not_red(sign: dict[str, object]) -> None:
    assert week_of(*days_with([1, 2, 3, 4, 5, 6]), calm(7, **sign))["red_day_7d"] is False


def test_eight_days_ago_is_over() -> None:
    assert week_of(*days_with([1, 2, 3, 4]), calm(8, temp_c=39))["red_day_7d"] is False


def test_without_four_known_days_no_week_is_calm() -> None:
    assert "red_day_7d" not in week_of(*days_with([0, 1, 2, 3]))
    assert week_of(*days_with([1, 3, 5, 7]))["red_day_7d"] is False
    assert "red_day_7d" not in week_of(*days_with([1, 3, 5, 7], pain_now=None))
    assert "red_day_7d" not in week_of(*days_with([1, 3, 5, 7], sym_systemic=None))


def test_a_missing_red_flag_answer_is_for_today_to_give() -> None:
    assert week_of(*days_with([1, 2, 3, 4]))["red_day_7d"] is False
    assert week_of(*days_with([1, 2, 3, 4]), calm(5, rf_dark_urine=True))["red_day_7d"] is True


def test_todays_own_facts_count() -> None:
    athlete = Athlete(checkins=days_with([1, 2, 3, 4]))
    assert weekly_signals(athlete, ON, {"temp_c": 39.0})["red_day_7d"] is True
    assert weekly_signals(athlete, ON, {**CALM})["red_day_7d"] is False


def test_the_plan_of_today_says_nothing_of_other_days() -> None:
    plain = week_of(*days_with([1, 2, 3, 4]))
    assert plain == week_of(*days_with([1, 2, 3, 4]), plan=Plan.parse("race:42km"))


def test_a_past_check_in_that_cannot_be_is_named_with_its_day() -> None:
    with pytest.raises(FactsError, match=r"2026-11-20: pain_now is 12"):
        week_of(*days_with([1]), calm(2, pain_now=12))


# ------------------------------------------------------------------ pain, soft signs, poor days


def test_quiet_days_are_counted_to_the_last_pain() -> None:
    assert week_of(*days_with(list(range(9))), calm(9, pain_now=3))["pain_ok_days"] == 9
    assert week_of(*days_with([1, 2]), calm(0, pain_now=3))["pain_ok_days"] == 0
    assert week_of(*days_with([0, 1]), calm(2, pain_now=1, pain_run_peak=4))["pain_ok_days"] == 2
    assert week_of(*days_with([0, 1]), calm(2, pain_now=1, pain_trend="worse"))["pain_ok_days"] == 2
    assert week_of(*days_with([0, 1]), calm(2, pain_now=1, pain_next_am=2, pain_usual_am=1))["pain_ok_days"] == 2


def test_a_missing_day_leaves_quiet_days_open_unless_a_week_is_sure() -> None:
    assert "pain_ok_days" not in week_of(*days_with([0, 1, 2, 3, 4, 5, 7, 8]))
    assert week_of(*days_with([0, 1, 2, 3, 4, 5, 6, 8]))["pain_ok_days"] == 7
    assert "pain_ok_days" not in week_of(*days_with([1, 2, 3]))


def test_poor_days_count_two_signs_at_once() -> None:
    poor = days_with([0, 2, 4], fatigue=5, stress=6)
    assert week_of(*poor, *days_with([1, 3, 5, 6, 7]))["poor_days_7d"] == 3
    assert week_of(*poor, calm(1))["poor_days_7d"] == 3
    assert "poor_days_7d" not in week_of(*poor)


def test_soft_sign_days_are_in_a_row_up_to_today() -> None:
    soft = {"pain_trend": "worse", "perf_trend": "down"}
    assert week_of(*days_with([0, 1, 2], **soft), calm(3))["soft_sign_days"] == 3
    assert week_of(*days_with([0, 1, 3], **soft))["soft_sign_days"] == 2
    assert week_of(calm(0), *days_with([1, 2], **soft))["soft_sign_days"] == 0
    assert week_of(*days_with([0, 1], perf_trend="down"))["soft_sign_days"] == 0
    assert "soft_sign_days" not in week_of(*days_with([1, 2], **soft))


# ------------------------------------------------------------------ load


def test_a_day_without_anything_is_rest_only_where_the_log_covers_it() -> None:
    log = RunLog([Run(back(6), minutes=50, rpe=4), Run(back(2), minutes=30, rpe=3)])
    assert daily_loads(log, ON, 8) == [0, 90, 0, 0, 0, 200, None, None]
    assert daily_loads(RunLog(log.runs, [Training(back(4), "strength")]), ON, 5) == [0, 90, 0, None, 0]
    assert daily_loads(RunLog([*log.runs, Run(back(2), km=5)]), ON, 3) == [0, None, 0]
    assert daily_loads(RunLog(), ON, 2) == [None, None]


def test_an_ended_log_shows_no_rest() -> None:
    assert daily_loads(RunLog([Run(back(40), minutes=50, rpe=4)]), ON, 2) == [None, None]


def test_strength_with_effort_and_minutes_has_a_load_too() -> None:
    runs = [Run(back(day), minutes=60, rpe=5) for day in (1, 3, 5, 28)]
    strength = Training(back(2), "strength", minutes=40, rpe=6)
    found = weekly_signals(Athlete(runs=RunLog(runs, [strength])), ON)
    assert (found["load_7d"], found["load_days_known_7d"]) == (900 + 240, 7)
    assert "load_7d" not in weekly_signals(Athlete(runs=RunLog(runs, [Training(back(2), "strength")])), ON)


def test_a_gap_inside_the_weeks_leaves_them_unknown() -> None:
    runs = [Run(back(day), km=8, minutes=60, rpe=5) for day in (*range(45, 90, 2), 5, 3, 1)]
    found = weekly_signals(Athlete(runs=runs), ON)
    assert not {"load_7d", "load_28d", "monotony_7d", "weeks_since_deload"} & set(found)
    assert {"load_7d", "load_28d"} <= set(weekly_signals(Athlete(runs=runs, gap_days=40), ON))


def test_a_session_that_may_have_been_a_run_leaves_the_weeks_open() -> None:
    log = weeks_of(40, 42, 44, 30, 40)
    assert weeks_since_deload(log, ON) == 1
    assert weeks_since_deload(RunLog(log.runs, [Training(back(3), "unnamed")]), ON) is None
    assert sessions_too_hard(RunLog([Run(back(30)), *log.runs]), ON, {back(6): 0.0}) == 0
    open_ = RunLog([Run(back(30)), *log.runs], [Training(back(3), "unnamed")])
    assert sessions_too_hard(open_, ON, {back(6): 0.0}) is None
    assert sessions_too_hard(open_, ON, {back(6): 2.0}) == 1


def test_loads_stay_within_the_vocabulary() -> None:
    runs = [Run(back(day), minutes=14400, rpe=9 + day % 2) for day in range(1, 40)]
    found = weekly_signals(Athlete(runs=runs), ON)
    assert (found["load_7d"], found["load_28d"], found["strain_7d"]) == (100800, 403200, 10080000)
    house().vocabulary.check(found)


def test_what_the_log_shows_of_today_is_not_an_answer_of_today() -> None:
    athlete = Athlete(runs=weeks_of(40, 42, 44), profile=Profile.of(injury_12m=False))
    shown = athlete.signals(ON)
    assert "soft_sign_days" not in weekly_signals(athlete, ON, shown)
    assert weekly_signals(athlete, ON, {**shown, "fatigue": 3})["soft_sign_days"] == 0


def test_load_signals_by_hand() -> None:
    runs = [Run(back(day), minutes=60, rpe=5) for day in (1, 3, 5, 28)]
    found = weekly_signals(Athlete(runs=runs), ON)
    assert (found["load_7d"], found["load_28d"], found["load_days_known_7d"]) == (900, 1200, 7)
    assert found["monotony_7d"] == pytest.approx((900 / 7) / 148.461, rel=1e-4)  # population SD of 300 x 3 and 0 x 4
    assert found["strain_7d"] == pytest.approx(900 * found["monotony_7d"])


def test_monotony_needs_six_days_and_a_spread() -> None:
    assert monotony([100, 0, 100, 0, 100, 0, None]) == pytest.approx(1.0)
    assert monotony([100, 0, 100, 0, 100, None, None]) is None
    assert monotony([100] * 7) == 100
    assert monotony([0.0] * 7) is None
    assert strain([100, 0, 100, 0, 100, 0, None]) == pytest.approx(350)


@given(st.lists(st.floats(0, 1000) | st.none(), min_size=7, max_size=7))
def test_monotony_is_in_the_vocabulary(week: list[float | None]) -> None:
    found = monotony(week)
    assert found is None or 0 <= found <= 100


def test_strain_is_high_above_nine_of_ten_own_weeks() -> None:
    def log(weeks: int, last: float) -> RunLog:
        return RunLog(
            Run(back(day), minutes=last if day <= 7 else 60 + day / 7, rpe=5)
            for day in range(1, 7 * weeks + 1)
            if day % 7 in (1, 3, 5)
        )

    assert strain_high(log(9, 90), ON) is None  # the last week is covered only in part
    assert strain_high(log(10, 90), ON) is True
    assert strain_high(log(10, 40), ON) is False


def weeks_of(*kms: float | None) -> RunLog:
    """The latest week last."""
    return RunLog(Run(back(7 * at), km=km, minutes=None) for at, km in enumerate(reversed(kms), 1))


@pytest.mark.parametrize(
    ("kms", "weeks"),
    [
        ((40, 42, 44, 30), None),
        ((40, 42, 44, 30, 40), 1),
        ((40, 42, 44, 40, 33.6), 0),
        ((40, 42, 44, 40, 33.7), 2),
        ((40, 42, 44, 30, 40, 42, 44), 3),
        ((40, 40, 40, 40, 40, 40, 40, 40), 5),
        ((40, 42, None, 30, 40, 42), None),
        ((None, 42, 44, 40, 43, 30, 40), 1),
        ((45, 47, 33, 34, 46), 1),  # a long run missed in the third week does not hide the lighter fourth
    ],
)
def test_weeks_since_deload(kms: tuple[float | None, ...], weeks: int | None) -> None:
    assert weeks_since_deload(weeks_of(*kms), ON) == weeks


def test_sessions_that_felt_too_hard() -> None:
    usual = [Run(back(10 + day), km=8, rpe=3, kind="easy") for day in range(3)]
    hard = Run(back(2), km=8.5, rpe=5, kind="easy")
    assert sessions_too_hard(RunLog([*usual, hard]), ON, {}) == 1
    assert sessions_too_hard(RunLog([*usual, Run(back(2), km=8.5, rpe=4.5, kind="easy")]), ON, {}) == 0
    assert sessions_too_hard(RunLog([*usual, Run(back(2), km=14, rpe=5, kind="easy")]), ON, {}) is None
    assert sessions_too_hard(RunLog([*usual, hard, Run(back(4), km=8)]), ON, {}) == 1
    assert sessions_too_hard(RunLog([*usual, Run(back(2), km=14)]), ON, {back(1): 2.0}) == 1
    assert sessions_too_hard(RunLog(usual), ON, {}) is None


def test_notes_say_what_is_missing() -> None:
    runs = RunLog([Run(back(20), km=8), *(Run(back(day), km=8) for day in (1, 2, 3))])
    notes = weekly_notes(Athlete(runs=runs, checkins=days_with([1, 2])), ON)
    assert "5 of the seven days before 2026-11-22 have no check-in" in notes
    assert any("load of 3 of the last seven days is not known" in note for note in notes)
    same = Athlete(runs=[Run(back(day), minutes=30, rpe=4) for day in range(1, 15)])
    assert weekly_notes(same, ON) == ("every day had the same load, so monotony has no number and is taken as high",)


# ------------------------------------------------------------------ the answer


def week(**changes: Any) -> Week:
    return decide_week({name: value for name, value in {**RUNNER, **changes}.items() if value is not None}, ON)


def test_kilometres_are_shares_rounded_down() -> None:
    assert dict(week().kilometres) == {"week_km": 46.2, "longest_km": 16.6}
    assert dict(week(longest_run_30d=15.19).kilometres)["longest_km"] == 16.7
    assert dict(week(week_km_prev=None).kilometres) == {"longest_km": 16.6}
    assert dict(week(weeks_since_deload=4).kilometres) == {"week_km": 33.6, "longest_km": 12.0}


def test_an_incomplete_or_contradictory_week_never_grows() -> None:
    for found in (week(rf_chest_pain=None), week(gait_changed=True, pain_now=0)):
        assert not found.decision.complete
        assert found.label == "HOLD"
        assert found.kilometres["week_km"] <= 42


def test_the_phase_is_due_for_taking_stock() -> None:
    ready = {"strength_phase": "foundation", "weeks_in_phase": 5, "sessions_done_pct": 90, "form_ok": True}
    assert week(**ready, weeks_since_reassess=4).parts["phase"].answer == "advance"
    assert week(**ready, weeks_since_reassess=7).parts["phase"].answer == "reassess"
    assert week(**{**ready, "weeks_in_phase": 3}, weeks_since_reassess=4).parts["phase"].answer == "hold"
    assert week(fatigue_days_high=8).parts["strength"].answer == "reduce"


def test_a_red_flag_today_comes_before_the_week() -> None:
    found = week(rf_chest_pain=True)
    assert (found.label, found.refer, found.urgent) == ("HOLD", "same_day", True)
    assert tell_week(found).splitlines()[0].startswith("▲ FIRST: See a doctor today.")


@settings(max_examples=60, deadline=None)
@given(
    day=st.integers(0, 7),
    sign=st.sampled_from(
        [
            {"pain_now": 8},
            {"temp_c": 38.5},
            {"sym_systemic": True},
            {"rf_syncope_exercise": True},
            {"gait_changed": True},
        ]
    ),
    kind=st.dictionaries(st.sampled_from(["weeks_since_deload", "sleep_h_14d"]), st.integers(0, 9)),
)
def test_a_red_day_this_week_never_progresses(day: int, sign: dict[str, object], kind: dict[str, int]) -> None:
    checkins = [*days_with([one for one in range(8) if one != day]), calm(day, **{"pain_now": 1, **sign})]
    signals = weekly_signals(Athlete(checkins=checkins), ON)
    assert week(**{**kind, "red_day_7d": signals["red_day_7d"]}).label != "PROGRESS"


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"weeks_since_deload": 4},
        {"rf_chest_pain": True},
        {"rf_chest_pain": None},
        {"red_day_7d": True, "pain_now": 7},
    ],
    ids=str,
)
def test_a_week_is_told_in_twelve_lines(changes: dict[str, Any], width: int) -> None:
    lines = tell_week(week(**changes), width=width).splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= width
    assert lines[-1].strip() == "General guidance, not medical advice."


# ------------------------------------------------------------------ the command


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["week", "--on", "2026-11-22", *words])


def spelt(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


SURE = [word for name, value in RUNNER.items() for word in ("--set", f"{name}={spelt(value)}")]


@pytest.mark.parametrize(
    ("words", "code", "label"),
    [
        ([], 0, "PROGRESS"),
        (["--set", "red_day_7d=yes"], 0, "HOLD"),
        (["--set", "weeks_since_deload=4"], 10, "DELOAD"),
        (["--set", "rf_chest_pain=yes"], 11, "HOLD"),
        (["--set", "rf_chest_pain=unknown"], 12, "HOLD"),
        (["--set", "missed_cycles=3", "--set", "menses_applicable=yes"], 0, "HOLD"),
    ],
)
def test_exit_codes(words: list[str], code: int, label: str) -> None:
    result = run(*SURE, *words, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["label"]) == (code, label)
    assert {"question", "on", "caps", "refer", "complete", "say", "because", "unknown", "offers", "trees"} <= set(told)
    assert set(told["answers"]) == {"load", "strength", "phase"}
    assert all(part["because"] for part in told["answers"].values() if part["answer"] in ("hold", "deload", "reassess"))


def test_what_the_days_show_red_cannot_be_told_away(tmp_path: Any) -> None:
    file = tmp_path / "checkins.csv"
    file.write_text("day,pain_now\n2026-11-20,8\n")
    result = run(*SURE, "--set", "red_day_7d=no", "--checkins", str(file))
    assert result.exit_code == 0
    assert result.stdout.startswith("○ HOLD: at most 42 km next week, longest run 15.1 km.")


def test_the_words_name_the_kilometres() -> None:
    assert run(*SURE).stdout.startswith("► PROGRESS: at most 46.2 km next week, longest run 16.6 km.")
    assert "Phase      Take stock first." in run(*SURE).stdout
