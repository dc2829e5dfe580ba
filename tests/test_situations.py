"""The situations that runrest is for, as a runner would live them, against what the evidence base says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from runners import HEALTHY

import runrest

if TYPE_CHECKING:
    from runrest.signals import Value


def today(**other: Value | None) -> runrest.Decision:
    """Decide for the healthy runner with a tempo planned, with some facts changed."""
    return runrest.decide("today", {**HEALTHY, **other})


def test_a_rested_healthy_runner_with_a_tempo_planned_trains_as_planned() -> None:
    decision = today()
    assert decision.label == "AS_PLANNED"
    assert decision.complete
    assert decision.refer == "none"
    assert decision.caps == {}
    assert decision.binding == ()


@pytest.mark.parametrize("planned", ["recovery", "easy", "long", "tempo", "intervals", "race", "strength", "cross"])
def test_so_does_one_with_anything_else_planned(planned: str) -> None:
    assert today(planned_type=planned).label == "AS_PLANNED"


def test_a_planned_rest_day_stays_one() -> None:
    decision = today(planned_type="rest")
    assert (decision.label, decision.say) == ("REST", "Rest, as planned.")


def test_without_a_plan_the_word_is_train() -> None:
    decision = today(planned_type=None)
    assert (decision.label, decision.words) == ("AS_PLANNED", "TRAIN")
    assert "plan" not in decision.say


# ---- stop and refer ----


@pytest.mark.parametrize(
    ("facts", "refer", "words"),
    [
        ({"rf_chest_pain": True}, "same_day", "doctor today"),
        ({"rf_syncope_exercise": True}, "same_day", "fainting"),
        ({"rf_breathless": True}, "within_48_h", "48 hours"),
        ({"rf_palpitations": True}, "within_48_h", "48 hours"),
        ({"rf_dark_urine": True}, "emergency", "emergency department now"),
        ({"rf_calf_swelling": True}, "same_day", "no massage"),
        ({"rf_calf_swelling": True, "rf_breathless": True}, "emergency", "emergency number"),
        ({"rf_heat_confusion": True}, "emergency", "Cool down first"),
        ({"rf_no_weight_bearing": True}, "same_day", "weight off"),
        ({"rf_neuro": True}, "emergency", "emergency department now"),
        ({"sym_chest": True}, "within_48_h", "48 hours"),
        (
            {"pain_now": 4, "pain_site": "shin", "bone_focal": True, "pain_night": True, "gait_changed": False},
            "within_48_h",
            "",
        ),
        (
            {"pain_now": 4, "pain_site": "back", "bone_focal": True, "pain_night": True, "gait_changed": False},
            "within_7_days",
            "",
        ),
        (
            {"pain_now": 4, "pain_site": "back", "bone_focal": True, "pain_trend": "worse", "gait_changed": False},
            "within_7_days",
            "",
        ),
        ({"pain_now": 3, "pain_site": "hip_groin", "gait_changed": True}, "same_day", ""),
        ({"pain_now": 3, "pain_site": "hip_groin", "hop_pain": True, "gait_changed": False}, "same_day", ""),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_warning_signs_stop_everything_and_say_how_soon(facts: dict[str, Value], refer: str, words: str) -> None:
    decision = today(**facts)
    assert decision.label == "STOP_REFER"
    assert refer == decision.refer
    assert words in decision.say
    assert decision.caps["intensity"] == "none"


def test_a_planned_rest_day_does_not_hide_a_warning_sign() -> None:
    decision = today(planned_type="rest", rf_chest_pain=True)
    assert (decision.label, decision.refer) == ("STOP_REFER", "same_day")


def test_a_warning_sign_with_everything_else_unknown_is_still_acted_on() -> None:
    decision = runrest.decide("today", {"rf_dark_urine": True})
    assert (decision.label, decision.refer) == ("STOP_REFER", "emergency")
    assert decision.binding[0] == "rest_timing/red_flags"


def test_the_most_urgent_of_two_signs_is_named() -> None:
    decision = today(rf_chest_pain=True, rf_dark_urine=True)
    assert decision.refer == "emergency"
    assert "urine" in decision.say


@pytest.mark.parametrize("scope", [name for name in HEALTHY if name.startswith("scope_")])
def test_whom_the_tool_does_not_know_it_sends_to_somebody_who_does(scope: str) -> None:
    decision = today(**{scope: True})
    assert (decision.label, decision.refer) == ("STOP_REFER", "routine")
    assert "professional" in decision.say


def test_one_bone_sign_away_from_the_risky_sites_is_easy_and_worth_a_visit() -> None:
    decision = today(pain_now=2, pain_site="knee", bone_focal=True, gait_changed=False, pain_trend="same")
    assert (decision.label, decision.refer) == ("EASE", "routine")


# ---- pain ----


def test_amber_tendon_pain_is_easy_and_shorter() -> None:
    decision = today(pain_now=4, pain_site="achilles", gait_changed=False, pain_trend="same")
    assert decision.label == "EASE_SHORTEN"
    assert decision.complete
    assert decision.caps == {"impact": "run", "intensity": "easy", "volume": 0.8}
    assert "No intervals, hills or jumps" in decision.say


def test_amber_pain_that_grows_from_week_to_week_is_no_running() -> None:
    assert today(pain_now=4, pain_site="achilles", gait_changed=False, pain_trend="worse").label == "SWAP"


def test_a_limp_is_no_running_whatever_the_number() -> None:
    for pain in (1, 2, 3, 5):
        assert today(pain_now=pain, pain_site="knee", gait_changed=True).label == "SWAP"


def test_yesterdays_run_counts_as_much_as_now() -> None:
    assert today(pain_now=1, pain_run_peak=6, pain_site="knee", gait_changed=False).label == "SWAP"
    assert today(pain_now=1, pain_next_am=4, pain_site="knee", gait_changed=False).label == "EASE_SHORTEN"


def test_amber_pain_with_an_unanswered_limp_is_incomplete_and_no_running() -> None:
    decision = today(pain_now=4, pain_site="achilles")
    assert (decision.label, decision.complete) == ("SWAP", False)
    assert "do you limp?" in decision.say


def test_a_painkiller_makes_no_pain_a_lower_bound() -> None:
    decision = today(painkiller_24h=True)
    assert decision.label == "EASE"
    assert "painkiller" in decision.say
    assert today(painkiller_24h=True, planned_type="easy").label == "AS_PLANNED"


# ---- illness ----


def test_fever_is_rest() -> None:
    decision = today(temp_c=38.4)
    assert (decision.label, decision.refer) == ("REST", "none")


def test_fever_on_a_race_day_is_rest_too() -> None:
    assert today(temp_c=38.4, planned_type="race", race_priority="A").label == "REST"


def test_a_mild_cold_is_easy_and_short() -> None:
    decision = today(sym_above_neck="mild")
    assert decision.label == "EASE_SHORTEN"
    assert (decision.caps["intensity"], decision.caps["minutes"]) == ("easy", 45)


def test_vomiting_is_rest() -> None:
    assert today(sym_gi=True).label == "REST"


def test_chest_symptoms_in_an_illness_stop_everything_until_seen() -> None:
    decision = today(sym_chest=True, sym_systemic=True)
    assert (decision.label, decision.refer) == ("STOP_REFER", "within_48_h")


def test_a_systemic_illness_on_its_fourth_day_is_rest_and_a_visit() -> None:
    decision = today(sym_systemic=True, illness_days=4)
    assert decision.refer == "routine"
    assert decision.label == "STOP_REFER"


def test_the_first_run_after_an_illness_is_easy_and_half_as_long() -> None:
    decision = today(illness_days=4, days_symptom_free=1)
    assert decision.label == "EASE_SHORTEN"
    assert decision.caps["volume"] == 0.5


# ---- readiness ----


@pytest.mark.parametrize(("soreness", "label"), [(4, "AS_PLANNED"), (5, "EASE"), (6, "RECOVERY"), (7, "RECOVERY")])
def test_sore_muscles_wait_for_hard_running(soreness: int, label: str) -> None:
    assert label == today(soreness=soreness).label


def test_a_bad_night_is_no_hard_day() -> None:
    decision = today(sleep_h_last=5.5)
    assert decision.label == "EASE"
    assert decision.binding == ("rest_timing/sleep",)


def test_a_very_bad_night_is_recovery_only() -> None:
    assert today(sleep_h_last=3.5).label == "RECOVERY"


def test_the_night_before_the_goal_race_is_forgiven() -> None:
    assert today(sleep_h_last=3.5, planned_type="race", race_priority="A").label == "AS_PLANNED"
    assert today(sleep_h_last=3.5, planned_type="race", race_priority="B").label == "RECOVERY"
    assert today(sleep_h_last=3.5, planned_type="race").label == "RECOVERY"


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"stress": 5}, "AS_PLANNED"),
        ({"stress": 5, "sleep_quality": 5}, "EASE"),
        ({"stress": 5, "sleep_quality": 5, "fatigue": 5}, "RECOVERY"),
        ({"stress": 7, "sleep_quality": 4}, "AS_PLANNED"),
        ({"stress": 5, "worse_than_usual": True}, "EASE"),
        ({"stress": 5, "rpe_high_7d": 2}, "EASE"),
        ({"stress": 5, "rpe_high_7d": 1}, "AS_PLANNED"),
    ],
)
def test_one_sign_is_nothing_two_are_easy_three_are_recovery(facts: dict[str, Value], label: str) -> None:
    assert label == today(**facts).label


def test_tired_for_weeks_despite_rest_is_no_hard_training_and_a_visit() -> None:
    decision = today(fatigue=5, fatigue_days_high=15, perf_down_days=15, reduced_days=15)
    assert (decision.label, decision.refer) == ("EASE_SHORTEN", "routine")


# ---- heart-rate signals ----


def test_low_hrv_lowers_and_normal_hrv_never_raises() -> None:
    baseline: dict[str, Value] = {"hrv_base_mean": 4.0, "hrv_base_sd": 0.2, "hrv_valid7": 6, "hrv_base_days": 40}
    assert today(**baseline, hrv_ln7=3.5).label == "EASE"
    assert today(**baseline, hrv_ln7=4.5).label == "EASE"
    assert today(**baseline, hrv_ln7=4.0).label == "AS_PLANNED"
    assert today(**baseline, hrv_ln7=4.0, soreness=6).label == "RECOVERY"
    assert today(**baseline, hrv_ln7=3.5, planned_type="easy").label == "AS_PLANNED"


def test_a_raised_resting_heart_rate_rests_only_together_with_illness() -> None:
    assert today(rhr_delta=12.0).label == "AS_PLANNED"
    assert today(rhr_delta=12.0, sym_above_neck="mild").label == "REST"
    assert today(rhr_days_high=3, sym_above_neck="mild").label == "REST"


# ---- breaks and races ----


def test_a_restart_after_three_weeks_is_easy_and_half_of_the_usual() -> None:
    decision = today(days_off=21)
    assert decision.label == "EASE_SHORTEN"
    assert (decision.caps["volume"], decision.caps["intensity"]) == (0.5, "easy")


def test_a_week_into_the_comeback_it_is_still_half() -> None:
    assert today(days_off=1, break_days=21, return_share=0.3).caps["volume"] == 0.5
    assert today(days_off=1, break_days=21, return_share=0.6).caps["volume"] == 0.75
    assert today(days_off=1, break_days=21, return_share=1.2).label == "AS_PLANNED"


@pytest.mark.parametrize(
    ("km", "days", "label"),
    [
        (5.0, 1, "EASE"), (5.0, 2, "AS_PLANNED"),
        (10.0, 3, "EASE"), (10.0, 4, "AS_PLANNED"),
        (21.1, 6, "EASE"), (21.1, 7, "AS_PLANNED"),
        (42.2, 0, "REST"), (42.2, 1, "REST"), (42.2, 2, "EASE"), (42.2, 13, "EASE"), (42.2, 14, "AS_PLANNED"),
    ],
)  # fmt: skip
def test_after_a_race_hard_running_waits_a_day_for_every_three_km(km: float, days: int, label: str) -> None:
    assert label == today(last_race_km=km, days_since_race=days).label


# ---- heat and air ----


@pytest.mark.parametrize(
    ("wbgt", "unused", "used"),
    [
        (20.0, "SHORTEN", "AS_PLANNED"),
        (28.5, "EASE_SHORTEN", "SHORTEN"),
        (31.0, "SWAP", "EASE_SHORTEN"),
        (33.0, "SWAP", "SWAP"),
    ],
)
def test_heat_takes_away_step_by_step(wbgt: float, unused: str, used: str) -> None:
    assert unused == today(wbgt_c=wbgt, acclimatised=False).label
    assert used == today(wbgt_c=wbgt, acclimatised=True).label


@pytest.mark.parametrize(("aqi", "label"), [(80, "AS_PLANNED"), (180, "EASE"), (250, "SWAP"), (350, "REST")])
def test_bad_air_takes_away_step_by_step(aqi: int, label: str) -> None:
    assert label == today(aqi=aqi).label


# ---- several things at once ----


def test_the_strictest_limit_on_each_scale_holds_and_all_that_bind_are_named() -> None:
    decision = today(sleep_h_last=5.0, days_off=10, wbgt_c=28.0, acclimatised=True)
    assert decision.label == "EASE_SHORTEN"
    assert decision.caps == {"intensity": "easy", "volume": 0.5}
    assert set(decision.binding) == {"rest_timing/sleep", "rest_timing/time_off"}


def test_what_it_says_is_what_the_binding_tree_says() -> None:
    assert today(sleep_h_last=5.5).say.startswith("A short night. Run easy today")
