"""session_adjustment: every threshold's edge in single trees, and what the whole of ``today`` makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runners import HEALTHY

import runrest
from runrest import shelf
from runrest.loading import read

TREES = tuple(name for name in shelf.names() if name.startswith("session_adjustment/"))
RUNNER = {
    **HEALTHY,
    "hard_7d": 1,
    "hours_since_hard": 72.0,
    "longest_run_30d": 15.0,
    "planned_km": 8.0,
    "experience_months": 60,
}
HARD = ("tempo", "intervals", "race", "long")
GENTLE = ("rest", "recovery", "easy", "strength", "cross")
EASED = ("spacing", "hard_days")


def advice(tree, **facts):
    return runrest.decide(f"session_adjustment/{tree}", facts).outcomes[0].advice


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
    assert ignored == {"session_adjustment/spike": ["T501"]}


TEMPO = {"planned_type": "tempo"}
LIFT = {"planned_type": "strength"}
OLD = {**TEMPO, "experience_months": 60}
NEW = {**TEMPO, "experience_months": 23}
NEAR = {**LIFT, "days_to_next_hard": 1}

EDGES = [
    # LD8, AT3: 48 h between hard sessions, 72 h from 60 years on
    ("spacing", {**TEMPO, "hours_since_hard": 0}, "too_soon"),
    ("spacing", {**TEMPO, "hours_since_hard": 47.99}, "too_soon"),
    ("spacing", {**TEMPO, "hours_since_hard": 48}, "far_enough"),
    ("spacing", {**TEMPO, "hours_since_hard": 48, "age": 59}, "far_enough"),
    ("spacing", {**TEMPO, "hours_since_hard": 48, "age": 60}, "too_soon_at_60"),
    ("spacing", {**TEMPO, "hours_since_hard": 71.99, "age": 60}, "too_soon_at_60"),
    ("spacing", {**TEMPO, "hours_since_hard": 72, "age": 60}, "far_enough"),
    ("spacing", TEMPO, "ask_when"),
    ("spacing", {**TEMPO, "age": 60}, "ask_when_at_60"),
    ("spacing", {}, "ask_when"),
    # LD9, AT2: three hard days in seven, two for a novice; today would be one more
    ("hard_days", {**OLD, "hard_7d": 2}, "room_for_one"),
    ("hard_days", {**OLD, "hard_7d": 3}, "enough"),
    ("hard_days", OLD, "not_counted"),
    ("hard_days", {**NEW, "hard_7d": 1}, "room_for_one"),
    ("hard_days", {**NEW, "hard_7d": 2}, "enough_for_a_novice"),
    ("hard_days", {**NEW, "experience_months": 24, "hard_7d": 2}, "room_for_one"),
    ("hard_days", {**TEMPO, "hard_7d": 2}, "enough_for_a_novice"),
    ("hard_days", {}, "not_counted"),
    # AT2: eight weeks with a day between runs
    ("novice", {"experience_months": 1, "ran_yesterday": True}, "day_between"),
    ("novice", {"experience_months": 1, "ran_yesterday": False}, "run_today"),
    ("novice", {"experience_months": 1}, "ask_yesterday"),
    ("novice", {"experience_months": 2, "ran_yesterday": True}, "not_new"),
    ("novice", {"ran_yesterday": True}, "not_assessed"),
    ("novice", {"planned_type": "cross", "experience_months": 1, "ran_yesterday": True}, "no_run_planned"),
    # LD1-LD3: a run against the longest of 30 days
    ("spike", {"planned_km": 11, "longest_run_30d": 10}, "as_long_as_usual"),
    ("spike", {"planned_km": 11.01, "longest_run_30d": 10}, "a_tenth_more"),
    ("spike", {"planned_km": 20, "longest_run_30d": 10}, "a_tenth_more"),
    ("spike", {"planned_km": 20.01, "longest_run_30d": 10}, "a_tenth_more_at_most"),
    ("spike", {"planned_km": 20}, "longest_not_known"),
    ("spike", {"longest_run_30d": 10}, "longest_not_known"),
    ("spike", {"planned_km": 5, "longest_run_30d": 0}, "longest_not_known"),
    ("spike", {"planned_type": "race", "planned_km": 11, "longest_run_30d": 10}, "as_long_as_usual"),
    ("spike", {"planned_type": "race", "planned_km": 11.01, "longest_run_30d": 10}, "race_warning"),
    ("spike", {"planned_type": "race", "planned_km": 42.2}, "longest_not_known"),
    ("spike", {"planned_type": "cross", "planned_km": 60, "longest_run_30d": 10}, "not_a_run"),
    ("no_recent_run", {"longest_run_30d": 0}, "start_small"),
    ("no_recent_run", {"longest_run_30d": 0.1}, "has_run"),
    ("no_recent_run", {}, "not_known"),
    # ST1-ST3, ST13: where a strength session may stand
    ("strength_day", {**LIFT, "strength_7d": 1}, "as_planned"),
    ("strength_day", {**LIFT, "strength_7d": 2}, "mobility_instead"),
    ("strength_day", {**LIFT, "days_since_strength": 1}, "move_it"),
    ("strength_day", {**LIFT, "days_since_strength": 2}, "as_planned"),
    ("strength_day", {**LIFT, "days_to_next_hard": 2, "strength_phase": "power"}, "as_planned"),
    ("strength_day", {**NEAR, "strength_phase": "strength"}, "not_before_hard"),
    ("strength_day", {**NEAR, "strength_phase": "power"}, "not_before_hard"),
    ("strength_day", NEAR, "not_before_hard"),
    ("strength_day", {**NEAR, "strength_phase": "foundation"}, "light_only"),
    ("strength_day", {**NEAR, "strength_phase": "foundation", "soreness": 5}, "do_less"),
    ("strength_day", {**NEAR, "strength_phase": "foundation", "soreness": 6}, "too_sore"),
    ("strength_day", {**LIFT, "soreness": 4}, "as_planned"),
    ("strength_day", {**LIFT, "soreness": 5}, "do_less"),
    ("strength_day", {**LIFT, "soreness": 6}, "too_sore"),
    ("strength_day", LIFT, "as_planned"),
    ("strength_day", {"strength_7d": 5}, "no_strength_planned"),
    # ST8, ST12, ST14
    ("strength_quality", {"fatigue_days_high": 7}, "no_conflict"),
    ("strength_quality", {"fatigue_days_high": 8}, "less_while_tired"),
    ("strength_quality", {"fatigue": 5, "soreness": 5}, "no_conflict"),
    ("strength_quality", {"fatigue": 5, "soreness": 5, "stress": 5}, "less_while_tired"),
    ("strength_quality", {"perf_trend": "flat"}, "no_conflict"),
    ("strength_quality", {"perf_trend": "down"}, "less_while_slower"),
    ("strength_quality", {"form_lost": True}, "less_for_form"),
    ("strength_quality", {}, "no_conflict"),
    ("strength_discomfort", {"discomfort_sessions": 1}, "keep_it"),
    ("strength_discomfort", {"discomfort_sessions": 2}, "replace_it"),
    ("strength_discomfort", {}, "keep_it"),
    # ST4
    ("two_sessions", {"strength_order": "strength_first"}, "swap_them"),
    ("two_sessions", {"strength_order": "strength_first", "planned_type": "tempo"}, "hard_run_then_wait"),
    ("two_sessions", {"strength_order": "run_first", "planned_type": "long"}, "hard_run_then_wait"),
    ("two_sessions", {"strength_order": "run_first", "planned_type": "easy"}, "good_order"),
    ("two_sessions", {"strength_order": "none"}, "one_session"),
    ("two_sessions", {}, "one_session"),
]


@pytest.mark.parametrize(("tree", "facts", "expected"), EDGES)
def test_edges(tree, facts, expected):
    assert advice(tree, **facts).id == expected


def test_every_advice_is_reached_by_some_edge():
    reached = {(tree, end) for tree, _, end in EDGES}
    every = {(name.split("/")[1], one) for name in TREES for one in read(name)[0].advice}
    assert every - reached == {("spacing", "not_hard"), ("hard_days", "not_hard")}


@pytest.mark.parametrize("tree", EASED)
@pytest.mark.parametrize("kind", GENTLE)
def test_gentle_days_and_strength_are_not_held_back_by_hard_ones(tree, kind):
    assert advice(tree, planned_type=kind, hours_since_hard=1, hard_7d=6).id == "not_hard"


@pytest.mark.parametrize("kind", HARD)
def test_every_kind_of_hard_session_keeps_its_distance(kind):
    assert dict(advice("spacing", planned_type=kind, hours_since_hard=24).caps) == {"intensity": "easy"}
    assert dict(advice("hard_days", planned_type=kind, hard_7d=3).caps) == {"intensity": "easy"}


@pytest.mark.parametrize(
    ("age", "hours"),
    [(30, 48), (60, 72)],
)
def test_the_hours_until_it_is_possible_are_said(age, hours):
    assert advice("spacing", planned_type="tempo", age=age, hours_since_hard=24).not_before_h == hours
    assert advice("spacing", planned_type="tempo", age=age).not_before_h == hours


# ---- the whole of today ----


def test_a_rested_runner_trains_as_planned():
    decision = runrest.decide("today", RUNNER)
    assert (decision.label, dict(decision.caps), decision.complete) == ("AS_PLANNED", {}, True)


@pytest.mark.parametrize(
    ("change", "label", "binding"),
    [
        ({"hours_since_hard": 24.0}, "EASE", "spacing"),
        ({"hours_since_hard": None}, "EASE", "spacing"),
        ({"hard_7d": 3}, "EASE", "hard_days"),
        ({"planned_km": 17.0}, "SHORTEN", "spike"),
        ({"planned_km": 31.0}, "SHORTEN", "spike"),
        ({"experience_months": 1, "ran_yesterday": True}, "SWAP", "novice"),
        ({"planned_type": "strength", "strength_7d": 2}, "SWAP", "strength_day"),
        ({"planned_type": "strength", "days_since_strength": 1}, "SWAP", "strength_day"),
        ({"planned_type": "strength", "form_lost": True}, "SHORTEN", "strength_quality"),
    ],
)
def test_what_today_makes_of_it(change, label, binding):
    decision = runrest.decide("today", {**RUNNER, **change})
    assert decision.label == label
    assert f"session_adjustment/{binding}" in decision.binding


@pytest.mark.parametrize(
    "change",
    [
        {"planned_km": 16.5},
        {"planned_km": None},
        {"longest_run_30d": None},
        {"hard_7d": 2},
        {"hard_7d": None},
        {"hours_since_hard": 48.0},
        {"planned_type": "cross", "planned_km": 60.0, "hours_since_hard": 24.0},
        {"planned_type": "strength", "strength_7d": 1, "days_since_strength": 3, "hours_since_hard": 24.0},
        {"planned_type": "easy", "hours_since_hard": 24.0, "hard_7d": 3},
        {"planned_type": "race", "planned_km": 42.2},
        {"strength_order": "strength_first", "planned_type": "easy"},
        {"discomfort_sessions": 4},
        {"form_lost": True},
    ],
)
def test_what_today_leaves_as_planned(change):
    assert runrest.decide("today", {**RUNNER, **change}).label == "AS_PLANNED"


def test_the_cap_on_a_long_run_is_a_number_of_km():
    decision = runrest.decide("today", {**RUNNER, "planned_type": "long", "planned_km": 31.0})
    assert decision.caps["km"] == pytest.approx(16.5)


@given(longest=st.floats(0.1, 60).map(lambda km: round(km, 1)))
def test_a_tenth_more_typed_as_a_figure_is_never_a_spike(longest):
    facts = {"planned_type": "easy", "longest_run_30d": longest, "planned_km": round(longest * 1.1, 2)}
    assert runrest.decide("session_adjustment/spike", facts).label == "AS_PLANNED"


@pytest.mark.parametrize("phase", ["strength", "power", None])
def test_the_sample_week_of_the_seed_has_one_conflict(phase):
    """Monday strength, Thursday strength, Saturday long: only a tempo on Tuesday stands in the way."""
    monday = {
        **RUNNER,
        "planned_type": "strength",
        "planned_km": None,
        "strength_7d": 1,
        "days_since_strength": 4,
        "hours_since_hard": 48.0,
        "strength_phase": phase,
    }
    thursday = {**monday, "days_since_strength": 3, "days_to_next_hard": 2}
    assert runrest.decide("today", {**monday, "days_to_next_hard": 1}).label == "SWAP"
    assert runrest.decide("today", {**monday, "days_to_next_hard": 5}).label == "AS_PLANNED"
    assert runrest.decide("today", thursday).label == "AS_PLANNED"


def test_bodyweight_strength_may_stand_before_a_tempo():
    facts = {**RUNNER, "planned_type": "strength", "strength_phase": "foundation", "days_to_next_hard": 1}
    assert runrest.decide("today", facts).label == "AS_PLANNED"
