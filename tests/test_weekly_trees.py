"""progression: every threshold's edge in single trees, and what the whole of ``week`` makes of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runners import ATHLETES, HEALTHY

import runrest
from runrest import shelf
from runrest.loading import read

TREES = tuple(name for name in shelf.names() if name.startswith("progression/"))
RUNNER = {
    **HEALTHY,
    "red_day_7d": False,
    "pain_ok_days": 21,
    "bsi_high_2y": 0,
    "bsi_low_2y": 0,
    "injury_12m": False,
    "weeks_since_deload": 2,
    "week_km_prev": 40.0,
    "week_km_next": 43.0,
    "sleep_h_14d": 7.5,
    "days_off": 1,
    "break_days": 0,
    "sessions_done_pct": 95.0,
}
LIFTER = {
    **RUNNER,
    "strength_phase": "foundation",
    "weeks_in_phase": 4,
    "form_ok": True,
    "weeks_since_reassess": 4,
}
SHARES = {"progress": 1.1, "hold": 1.0, "deload": 0.8}


def ends(tree, facts):
    return runrest.decide(f"progression/{tree}", facts).outcomes[0].advice.id


def week(**changes):
    return runrest.decide("week", {**RUNNER, **changes})


@pytest.mark.parametrize("name", TREES)
def test_every_tree_is_proven(name):
    assert runrest.check(name) == ()


@pytest.mark.parametrize("name", TREES)
def test_every_tree_fits_on_a_page(name):
    file, flaws = read(name)
    assert not flaws
    assert len(file.questions) <= 10
    assert file.title.endswith("?")
    assert [one.id for one in file.advice.values() if len(one.say.split()) > 25] == []


def test_the_one_ignored_flaw_has_its_reason():
    ignored = {name: [one.code for one in read(name)[0].ignores] for name in TREES if read(name)[0].ignores}
    assert ignored == {"progression/week_jump": ["T501"]}


@pytest.mark.parametrize("name", TREES)
def test_a_held_week_never_grows_and_a_lighter_one_shrinks(name):
    for one in read(name)[0].advice.values():
        caps = dict(one.caps)
        if "load" in caps:
            assert caps["week_share"] <= SHARES[caps["load"]], one.id
            assert caps["longest_share"] <= 1.0, one.id


SAFE = {name: False for name in HEALTHY if name.startswith(("rf_", "scope_"))}
CALM = {**SAFE, "red_day_7d": False}
WELL = {"sym_above_neck": "none", "sym_systemic": False, "sym_chest": False, "sym_gi": False}
BONES = {"bsi_high_2y": 0, "bsi_low_2y": 0}
QUIET = {"pain_now": 0, "pain_ok_days": 7}
GOAL = {"race_priority": "A"}
POWER = {"strength_phase": "power"}
BASE = {"strength_phase": "foundation"}
LOADED = {"strength_phase": "strength"}
READY = {"weeks_since_reassess": 6, "sessions_done_pct": 80, "form_ok": True, "pain_now": 2}

EDGES = [
    # PG4, RF, RF9, PB1-PB3, PB12
    ("week_vetoes", CALM, "no_veto"),
    ("week_vetoes", {**SAFE, "red_day_7d": True}, "hold_after_red_day"),
    ("week_vetoes", SAFE, "ask_first"),
    ("week_vetoes", {"red_day_7d": False}, "ask_first"),
    ("week_vetoes", {**CALM, "rf_dark_urine": True}, "hold_red_flag"),
    ("week_vetoes", {**CALM, "scope_pregnant": True}, "hold_outside"),
    ("week_vetoes", {**CALM, "scope_pregnant": None}, "ask_first"),
    ("week_vetoes", {**CALM, "pain_night": True}, "hold_bone"),
    ("week_vetoes", {**CALM, "bsi_returning": True}, "hold_bone"),
    ("week_vetoes", {}, "ask_first"),
    # PG1-PG3
    ("running_week", {"weeks_since_deload": 3}, "progress"),
    ("running_week", {"weeks_since_deload": 4}, "deload"),
    ("running_week", {"soft_sign_days": 2}, "progress"),
    ("running_week", {"soft_sign_days": 3}, "deload"),
    ("running_week", {"perf_trend": "flat", "fatigue": 7}, "progress"),
    ("running_week", {"perf_trend": "down", "fatigue": 4}, "hold"),
    ("running_week", {"perf_trend": "down", "fatigue": 5}, "deload"),
    ("running_week", {"perf_trend": "down"}, "hold"),
    ("running_week", {"sleep_h_14d": 7}, "progress"),
    ("running_week", {"sleep_h_14d": 6.99}, "hold"),
    ("running_week", {"pain_trend": "same"}, "progress"),
    ("running_week", {"pain_trend": "worse"}, "hold"),
    ("running_week", {"poor_days_7d": 3}, "progress"),
    ("running_week", {"poor_days_7d": 4}, "hold"),
    ("running_week", {"rpe_high_7d": 1}, "progress"),
    ("running_week", {"rpe_high_7d": 2}, "hold"),
    ("running_week", {"days_symptom_free": 7}, "progress"),
    ("running_week", {"days_symptom_free": 6}, "hold"),
    ("running_week", {"sessions_done_pct": 80}, "progress"),
    ("running_week", {"sessions_done_pct": 79.9}, "hold"),
    ("running_week", {"sessions_done_pct": 70, "sleep_h_14d": 6, "rpe_high_7d": 3}, "hold"),
    ("running_week", {}, "progress"),
    # LD4
    ("week_jump", {"week_km_prev": 50, "week_km_next": 55, "rpe_high_7d": 2}, "small_step"),
    ("week_jump", {"week_km_prev": 50, "week_km_next": 55.5}, "large_step"),
    ("week_jump", {"week_km_prev": 50, "week_km_next": 55.5, "rpe_high_7d": 2}, "hold_with_sign"),
    ("week_jump", {"week_km_prev": 50, "week_km_next": 65}, "large_step"),
    ("week_jump", {"week_km_prev": 50, "week_km_next": 65.5}, "hold_too_much"),
    ("week_jump", {"week_km_next": 65.5}, "not_compared"),
    ("week_jump", {"week_km_prev": 0, "week_km_next": 30}, "not_compared"),
    ("week_jump", {}, "not_compared"),
    # LD6
    ("monotony", {"monotony_7d": 2.0, "strain_high": True}, "varied_enough"),
    ("monotony", {"monotony_7d": 2.01, "strain_high": True}, "hold_and_rest_day"),
    ("monotony", {"monotony_7d": 2.01, "strain_high": False}, "varied_enough"),
    ("monotony", {"monotony_7d": 2.01}, "varied_enough"),
    ("monotony", {}, "varied_enough"),
    # LD11
    ("taper", {**GOAL, "days_to_race": 22}, "not_yet"),
    ("taper", {**GOAL, "days_to_race": 21}, "level_before_taper"),
    ("taper", {**GOAL, "days_to_race": 15}, "level_before_taper"),
    ("taper", {**GOAL, "days_to_race": 14}, "taper"),
    ("taper", {**GOAL, "days_to_race": 8}, "taper"),
    ("taper", {**GOAL, "days_to_race": 0}, "taper"),
    ("taper", GOAL, "not_yet"),
    ("taper", {"race_priority": "B", "days_to_race": 10}, "no_goal_race"),
    ("taper", {"days_to_race": 10}, "no_goal_race"),
    # RD9, IL8
    ("sleep_weeks", {"sleep_h_14d": 5.99}, "hold_one_hard_day"),
    ("sleep_weeks", {"sleep_h_14d": 6}, "hold_and_sleep"),
    ("sleep_weeks", {"sleep_h_14d": 6.99}, "hold_and_sleep"),
    ("sleep_weeks", {"sleep_h_14d": 7}, "enough"),
    ("sleep_weeks", {}, "enough"),
    # RD3, RD11
    ("tired_weeks", {"fatigue_days_high": 7}, "not_tired_for_long"),
    ("tired_weeks", {"fatigue_days_high": 8}, "deload_tired"),
    ("tired_weeks", {"fatigue_days_high": 13, "perf_down_days": 14, "reduced_days": 14}, "deload_tired"),
    ("tired_weeks", {"fatigue_days_high": 14, "perf_down_days": 13, "reduced_days": 14}, "deload_tired"),
    ("tired_weeks", {"fatigue_days_high": 14, "perf_down_days": 14, "reduced_days": 13}, "deload_tired"),
    ("tired_weeks", {"fatigue_days_high": 14, "perf_down_days": 14, "reduced_days": 14}, "deload_and_be_seen"),
    ("tired_weeks", {}, "not_tired_for_long"),
    # RD10
    ("stress_weeks", {"stress_days_high": 6}, "room_to_grow"),
    ("stress_weeks", {"stress_days_high": 7}, "hold_stress"),
    ("stress_weeks", {}, "room_to_grow"),
    # IL1, IL2, IL7
    ("illness_weeks", {**WELL, "temp_c": 37.9}, "well"),
    ("illness_weeks", {**WELL, "temp_c": 38.0}, "hold_ill"),
    ("illness_weeks", {**WELL, "sym_above_neck": "mild"}, "hold_ill"),
    ("illness_weeks", {**WELL, "days_symptom_free": 6}, "hold_after_illness"),
    ("illness_weeks", {**WELL, "days_symptom_free": 7}, "well"),
    ("illness_weeks", WELL, "well"),
    ("illness_weeks", {"days_symptom_free": 30}, "ask_first"),
    # AT1, AT4, AT5, AT7
    ("history", {**BONES, "injury_12m": False}, "no_brake"),
    ("history", {**BONES, "injury_12m": True, "pain_ok_days": 13}, "hold_injury"),
    ("history", {**BONES, "injury_12m": True, "pain_ok_days": 14}, "small_steps"),
    ("history", {**BONES, "pain_ok_days": 14}, "small_steps"),
    ("history", BONES, "hold_injury"),
    ("history", {"bsi_high_2y": 1, "injury_12m": False}, "hold_bones"),
    ("history", {"bsi_high_2y": 1, "bsi_cleared": True, "injury_12m": False}, "no_brake"),
    ("history", {"bsi_high_2y": 0, "bsi_low_2y": 1, "injury_12m": False}, "no_brake"),
    ("history", {"bsi_low_2y": 2, "injury_12m": False}, "hold_bones"),
    ("history", {"bsi_low_2y": 1, "injury_12m": False}, "ask_history"),
    ("history", {**BONES, "menses_applicable": True, "missed_cycles": 2, "injury_12m": False}, "no_brake"),
    ("history", {**BONES, "menses_applicable": True, "missed_cycles": 3, "injury_12m": False}, "hold_periods"),
    ("history", {**BONES, "menses_applicable": False, "missed_cycles": 9, "injury_12m": False}, "no_brake"),
    ("history", {**BONES, "missed_cycles": 9, "injury_12m": False}, "no_brake"),
    ("history", {}, "ask_history"),
    # PB4-PB8, PB11, PG1
    ("pain_week", QUIET, "quiet"),
    ("pain_week", {**QUIET, "pain_now": 2}, "quiet"),
    ("pain_week", {**QUIET, "pain_now": 3}, "hold_pain"),
    ("pain_week", {**QUIET, "pain_run_peak": 3}, "hold_pain"),
    ("pain_week", {**QUIET, "pain_next_am": 3}, "hold_pain"),
    ("pain_week", {**QUIET, "gait_changed": True}, "hold_pain"),
    ("pain_week", {**QUIET, "pain_trend": "worse"}, "hold_pain"),
    ("pain_week", {**QUIET, "pain_ok_days": 6}, "hold_until_quiet"),
    ("pain_week", {"pain_now": 0}, "ask_quiet_days"),
    ("pain_week", {**QUIET, "pain_days": 14}, "quiet"),
    ("pain_week", {**QUIET, "pain_days": 15}, "hold_and_be_seen"),
    ("pain_week", {**QUIET, "sessions_changed": 2}, "quiet"),
    ("pain_week", {**QUIET, "sessions_changed": 3}, "hold_and_be_seen"),
    ("pain_week", {}, "ask_pain"),
    ("pain_mornings", {"pain_next_am": 1, "pain_usual_am": 0}, "hold_rise"),
    ("pain_mornings", {"pain_next_am": 1, "pain_usual_am": 1}, "settled"),
    ("pain_mornings", {"pain_next_am": 1}, "settled"),
    # BK1, BK3-BK5
    ("back_weeks", {"days_since_race": 6, "last_race_km": 21.1}, "hold_after_race"),
    ("back_weeks", {"days_since_race": 7, "last_race_km": 21.1}, "back"),
    ("back_weeks", {"days_off": 5}, "back"),
    ("back_weeks", {"days_off": 6}, "hold_coming_back"),
    ("back_weeks", {"week_km_prev": 0}, "hold_coming_back"),
    ("back_weeks", {"break_days": 5, "return_share": 0.2}, "back"),
    ("back_weeks", {"break_days": 6, "return_share": 0.99}, "hold_coming_back"),
    ("back_weeks", {"break_days": 6, "return_share": 1}, "back"),
    ("back_weeks", {"break_days": 6}, "hold_coming_back"),
    ("back_weeks", {}, "back"),
    # ST5, AT1
    ("strength_phase", {**BASE, "injury_12m": False, "weeks_in_phase": 3}, "stay_in_phase"),
    ("strength_phase", {**BASE, "injury_12m": False, "weeks_in_phase": 4}, "long_enough"),
    ("strength_phase", {**BASE, "injury_12m": True, "weeks_in_phase": 5}, "stay_in_phase"),
    ("strength_phase", {**BASE, "weeks_in_phase": 5}, "stay_in_phase"),
    ("strength_phase", {**BASE, "injury_12m": True, "weeks_in_phase": 6}, "long_enough"),
    ("strength_phase", {**LOADED, "injury_12m": False, "weeks_in_phase": 5}, "stay_in_phase"),
    ("strength_phase", {**LOADED, "injury_12m": False, "weeks_in_phase": 6}, "long_enough"),
    ("strength_phase", {**LOADED, "injury_12m": True, "weeks_in_phase": 7}, "stay_in_phase"),
    ("strength_phase", {**LOADED, "injury_12m": True, "weeks_in_phase": 8}, "long_enough"),
    ("strength_phase", {**BASE, "injury_12m": False}, "stay_in_phase"),
    ("strength_phase", POWER, "keep_going"),
    ("strength_phase", {}, "phase_not_known"),
    # ST6, ST7, ST12
    ("strength_ready", READY, "ready"),
    ("strength_ready", {**READY, "weeks_since_reassess": 7}, "reassess_due"),
    ("strength_ready", {**READY, "weeks_since_reassess": None}, "reassess_due"),
    ("strength_ready", {**READY, "sessions_done_pct": 79.9}, "hold_sessions"),
    ("strength_ready", {**READY, "sessions_done_pct": None}, "hold_sessions"),
    ("strength_ready", {**READY, "form_ok": False}, "hold_form"),
    ("strength_ready", {**READY, "form_ok": None}, "hold_form"),
    ("strength_ready", {**READY, "form_lost": True}, "hold_form"),
    ("strength_ready", {**READY, "pain_now": 3}, "hold_pain"),
    ("strength_ready", {**READY, "pain_now": None}, "hold_pain"),
    ("strength_ready", {**READY, "soreness_days": 3}, "ready"),
    ("strength_ready", {**READY, "soreness_days": 4}, "hold_soreness"),
    # ST11, AT4, AT5
    ("plyometrics", POWER, "jumps_allowed"),
    ("plyometrics", BASE, "later"),
    ("plyometrics", {**POWER, "hop_pain": True}, "no_jumps"),
    ("plyometrics", {**LOADED, "hop_pain": True}, "no_jumps"),
    ("plyometrics", {**POWER, "bone_focal": True}, "no_jumps"),
    ("plyometrics", {**POWER, "bsi_high_2y": 1}, "no_jumps"),
    ("plyometrics", {**POWER, "bsi_high_2y": 0, "bsi_low_2y": 1}, "jumps_allowed"),
    ("plyometrics", {**POWER, "bsi_low_2y": 2}, "no_jumps"),
    ("plyometrics", {**POWER, "menses_applicable": True, "missed_cycles": 2}, "jumps_allowed"),
    ("plyometrics", {**POWER, "menses_applicable": True, "missed_cycles": 3}, "no_jumps"),
    ("plyometrics", {**POWER, **GOAL, "days_to_race": 14}, "no_jumps"),
    ("plyometrics", {**POWER, **GOAL, "days_to_race": 15}, "jumps_allowed"),
    ("plyometrics", {**POWER, "race_priority": "B", "days_to_race": 5}, "jumps_allowed"),
    # ST8, ST12
    ("strength_week", {"fatigue_days_high": 7}, "as_planned"),
    ("strength_week", {"fatigue_days_high": 8}, "less_strength"),
    ("strength_week", {"fatigue": 5, "soreness": 5}, "as_planned"),
    ("strength_week", {"fatigue": 5, "soreness": 5, "sleep_quality": 5}, "less_strength"),
    ("strength_week", {"perf_trend": "down"}, "less_strength"),
    ("strength_week", {"form_lost": True}, "less_for_form"),
    ("strength_week", {}, "as_planned"),
]


@pytest.mark.parametrize(("tree", "facts", "expected"), EDGES)
def test_edges(tree, facts, expected):
    assert ends(tree, facts) == expected


def test_every_advice_is_reached_by_some_edge():
    reached = {(tree, end) for tree, _, end in EDGES}
    assert {(name.split("/")[1], one) for name in TREES for one in read(name)[0].advice} == reached


# ---- the whole week ----


def test_a_healthy_runner_may_go_up_a_little():
    decision = week()
    assert (decision.label, decision.refer, decision.complete) == ("PROGRESS", "none", True)
    assert (decision.caps["week_share"], decision.caps["longest_share"]) == (1.1, 1.1)
    assert "load" not in decision.caps


HOLDS = [
    ({"red_day_7d": True}, "week_vetoes"),
    ({"red_day_7d": None}, "week_vetoes"),
    ({"rf_breathless": True}, "week_vetoes"),
    ({"rf_breathless": None}, "week_vetoes"),
    ({"pain_now": 3}, "pain_week"),
    ({"pain_now": None}, "pain_week"),
    ({"pain_ok_days": 6}, "pain_week"),
    ({"pain_next_am": 2, "pain_usual_am": 1}, "pain_mornings"),
    ({"sym_gi": True}, "illness_weeks"),
    ({"sym_gi": None}, "illness_weeks"),
    ({"days_symptom_free": 6}, "illness_weeks"),
    ({"injury_12m": True, "pain_ok_days": 13}, "history"),
    ({"injury_12m": None, "pain_ok_days": 13}, "history"),
    ({"bsi_high_2y": None}, "history"),
    ({"days_since_race": 3, "last_race_km": 10.0}, "back_weeks"),
    ({"days_off": 6}, "back_weeks"),
    ({"week_km_prev": 0.0}, "back_weeks"),
    ({"week_km_next": 53.0}, "week_jump"),
    ({"week_km_next": 46.0, "rpe_high_7d": 2}, "week_jump"),
    ({"monotony_7d": 2.2, "strain_high": True}, "monotony"),
    ({**GOAL, "days_to_race": 18}, "taper"),
    ({"sleep_h_14d": 6.5}, "sleep_weeks"),
    ({"stress_days_high": 7}, "stress_weeks"),
    ({"sessions_done_pct": 60.0}, "running_week"),
]


@pytest.mark.parametrize(("change", "tree"), HOLDS)
def test_what_holds_the_week(change, tree):
    decision = week(**change)
    assert decision.label == "HOLD"
    assert f"progression/{tree}" in decision.binding
    assert decision.caps["week_share"] == 1.0


@pytest.mark.parametrize(
    ("change", "tree", "share"),
    [
        ({"weeks_since_deload": 4}, "running_week", 0.8),
        ({"soft_sign_days": 3}, "running_week", 0.8),
        ({"fatigue_days_high": 8}, "tired_weeks", 0.8),
        ({"perf_trend": "down", "fatigue": 5}, "running_week", 0.8),
        ({**GOAL, "days_to_race": 14}, "taper", 0.59),
    ],
)
def test_what_makes_a_lighter_week(change, tree, share):
    decision = week(**change)
    assert decision.label == "DELOAD"
    assert f"progression/{tree}" in decision.binding
    assert decision.caps["week_share"] == share


@pytest.mark.parametrize(
    ("change", "refer"),
    [
        ({"menses_applicable": True, "missed_cycles": 3}, "routine"),
        ({"menses_applicable": False, "missed_cycles": 3}, "none"),
        ({"bsi_high_2y": 1}, "routine"),
        ({"pain_days": 15}, "routine"),
        ({"fatigue_days_high": 14, "perf_down_days": 14, "reduced_days": 14}, "routine"),
    ],
)
def test_who_should_be_seen(change, refer):
    assert week(**change).refer == refer


@pytest.mark.parametrize(
    "change",
    [
        {"sleep_h_14d": None},
        {"week_km_prev": None},
        {"week_km_next": None},
        {"weeks_since_deload": None},
        {"days_off": None},
        {"sessions_done_pct": None},
        {"week_km_next": 52.0},
        {"monotony_7d": 3.0},
        {"weeks_since_deload": 3},
        {**GOAL, "days_to_race": 22},
        {"age": 70},
    ],
)
def test_what_does_not_stop_a_week_from_growing(change):
    assert week(**change).label == "PROGRESS"


def test_nothing_known_holds_and_says_so():
    decision = runrest.decide("week", {})
    assert (decision.label, decision.complete) == ("HOLD", False)


def test_a_strength_phase_may_advance():
    decision = runrest.decide("week", LIFTER)
    assert "phase" not in decision.caps
    assert "strength" not in decision.caps


@pytest.mark.parametrize(
    "change",
    [
        {"weeks_in_phase": 3},
        {"weeks_since_reassess": 7},
        {"sessions_done_pct": 79.0},
        {"form_ok": False},
        {"pain_now": 3},
        {"soreness_days": 4},
        {"perf_trend": "down"},
        {**GOAL, "days_to_race": 14},
        {"strength_phase": None},
        {"injury_12m": None},
        {"strength_phase": "strength", "weeks_in_phase": 8, "hop_pain": True},
    ],
)
def test_what_holds_a_strength_phase(change):
    assert runrest.decide("week", {**LIFTER, **change}).caps["phase"] == "hold"


@pytest.mark.parametrize("change", [{"fatigue_days_high": 8}, {"perf_trend": "down"}, {"form_lost": True}])
def test_what_makes_strength_smaller(change):
    assert runrest.decide("week", {**LIFTER, **change}).caps["strength"] == "reduce"


def test_jumps_are_kept_from_a_sore_hop():
    assert runrest.decide("week", {**LIFTER, "strength_phase": "power", "hop_pain": True}).caps["impact"] == "run"


# ---- invariants ----


def red(facts):
    """PB1-PB5, fever, whole-body, chest or stomach illness, a red flag, or outside the scope: from facts alone."""
    pain = max(facts.get(name) or 0 for name in ("pain_now", "pain_run_peak", "pain_next_am"))
    pains = ("gait_changed", "bone_focal", "pain_night", "hop_pain", "bsi_returning")
    bad = (*pains, "sym_chest", "sym_systemic", "sym_gi")
    flags = [name for name in facts if name.startswith(("rf_", "scope_"))]
    return pain > 5 or facts.get("temp_c", 0) >= 38 or any(facts.get(name) is True for name in (*bad, *flags))


@given(facts=ATHLETES)
@settings(max_examples=300, deadline=None)
def test_a_red_sign_and_progress_never_come_together(facts):
    facts = {**RUNNER, **facts}
    decision = runrest.decide("week", facts)
    if red(facts) or facts.get("red_day_7d") is not False:
        assert decision.label != "PROGRESS"
        assert decision.caps["week_share"] <= 1.0


@given(facts=ATHLETES)
@settings(max_examples=300, deadline=None)
def test_a_day_that_says_stop_holds_the_week(facts):
    today = runrest.decide("today", facts)
    stop = today.label == "STOP_REFER"
    decision = runrest.decide("week", {**RUNNER, **facts, "red_day_7d": stop})
    assert not (stop and decision.label == "PROGRESS")


@given(facts=ATHLETES)
@settings(max_examples=200, deadline=None)
def test_figures_and_words_of_a_week_agree(facts):
    decision = runrest.decide("week", {**RUNNER, **facts})
    load = decision.caps.get("load", "progress")
    assert decision.caps["week_share"] <= SHARES[load]
    assert decision.label == load.upper() or (decision.label == "HOLD" and not decision.complete)


@given(facts=ATHLETES, name=st.sampled_from(sorted(RUNNER)))
@settings(max_examples=200, deadline=None)
def test_forgetting_never_turns_a_held_week_into_progress(facts, name):
    known = {**facts, **RUNNER}
    best = runrest.decide("week", known).label
    forgotten = runrest.decide("week", {key: value for key, value in known.items() if key != name}).label
    order = ("DELOAD", "HOLD", "PROGRESS")
    assert order.index(forgotten) <= order.index(best)


def test_the_rules_of_load_strength_and_progress_are_all_in_some_tree():
    told = {one.rule for name in shelf.names() for asked in read(name)[0].questions.values() for one in asked.evidence}
    most = {"LD": 12, "ST": 14, "PG": 4, "AT": 7}
    wanted = {f"{kind}{number}" for kind in most for number in range(1, most[kind] + 1)}
    missing = sorted(wanted - told, key=lambda rule: (rule[:2], int(re.sub(r"\D", "", rule))))
    assert missing == ["AT6", "LD5", "LD7", "LD10", "LD12", "ST9", "ST10"]
