"""The vocabulary: what facts are refused, what is doubted, and what derived signals know of what they do not know."""

from __future__ import annotations

import itertools
import json
import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runners import HEALTHY, PLAIN, VOCABULARY, value_of

import runrest
from runrest.defining import read_vocabulary
from runrest.derived import Derived, Member, derive_signal
from runrest.errors import FactsError
from runrest.notation import read_condition
from runrest.signals import Signal, Value, spell
from runrest.vocabulary import Vocabulary

# ---- facts ----


def problems(facts: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(FactsError) as caught:
        VOCABULARY.check(facts)
    return caught.value.problems


def test_every_wrong_thing_is_named_at_once() -> None:
    found = problems(
        {
            "sorness": 3,
            "fatigue": 9,
            "gait_changed": "yes",
            "pain_site": "elbow",
            "stress": 4,
            "pain_peak": 3,
            "sleep_h_last": float("nan"),
        }
    )
    assert found == (
        "there is no signal 'sorness' (did you mean soreness?)",
        "fatigue is 9, but it must be a whole number from 1 to 7 (of 7)",
        "gait_changed is yes, but it must be true or false",
        "pain_site is elbow, but it must be one of "
        "none, achilles, knee, shin, foot, hip_groin, hamstring, calf, back, other",
        "pain_peak is worked out by runrest; give pain_now, pain_run_peak, pain_next_am instead",
        "sleep_h_last is not a number, but it must be a number from 0 to 24 (h)",
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"fatigue": True}, "fatigue is yes, but it must be a whole number"),
        ({"sleep_h_last": True}, "sleep_h_last is yes, but it must be a number"),
        ({"gait_changed": 1}, "gait_changed is 1, but it must be true or false"),
        ({"gait_changed": 0.0}, "gait_changed is 0, but it must be true or false"),
        ({"fatigue": 3.5}, "fatigue is 3.5, but it must be a whole number"),
        ({"fatigue": "3"}, "fatigue is 3, but it must be a whole number"),
        ({"fatigue": float("nan")}, "fatigue is not a number"),
        ({"fatigue": float("inf")}, "fatigue is infinite"),
        ({"sleep_h_last": float("-inf")}, "sleep_h_last is infinite"),
        ({"sleep_h_last": 10**400}, "sleep_h_last is a number with far too many digits"),
        ({"fatigue": -(10**5000)}, "fatigue is a number with far too many digits"),
        ({"pain_site": True}, "pain_site is yes, but it must be one of"),
        ({"pain_site": "Knee"}, "pain_site is Knee, but it must be one of"),
        ({"pain_site": ["knee"]}, "pain_site is of the wrong kind (list)"),
        ({"fatigue": {"value": 3}}, "fatigue is of the wrong kind (dict)"),
        ({3: 3}, "there is no signal 3"),
        ({None: 3}, "there is no signal None"),
        ({"": 3}, "there is no signal ''"),
        ({"temp_c": 98.6}, "temp_c is 98.6, but it must be a number from 34 to 43"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(facts: dict[Any, Any], words: str) -> None:
    assert words in problems(facts)[0]
    assert len(problems(facts)) == 1


def test_a_very_long_answer_is_not_repeated_in_full() -> None:
    assert len(problems({"pain_site": "x" * 1_000_000})[0]) < 300


@pytest.mark.parametrize(("given_", "kept"), [(3, 3), (3.0, 3)])
def test_a_whole_number_may_be_written_with_a_point(given_: float, kept: int) -> None:
    checked = VOCABULARY.check({"fatigue": given_})
    assert checked == {"fatigue": kept}
    assert type(checked["fatigue"]) is int


def test_none_is_unknown() -> None:
    assert VOCABULARY.check({"fatigue": None, "stress": 2}) == {"stress": 2}


def test_a_derived_signal_is_refused_even_where_it_is_none() -> None:
    assert problems({"readiness_signs": None}) == (
        "readiness_signs is worked out by runrest; give fatigue, soreness, stress, sleep_quality, worse_than_usual, "
        "rpe_high_7d, rhr_high instead",
    )


def test_checking_leaves_the_callers_facts_alone() -> None:
    facts = {"fatigue": 3.0, "pain_now": None}
    VOCABULARY.check(facts)
    assert facts == {"fatigue": 3.0, "pain_now": None}
    assert isinstance(facts["fatigue"], float)


@given(st.fixed_dictionaries({}, optional={signal.name: value_of(signal) for signal in PLAIN}))
def test_valid_facts_are_kept_or_doubted_and_nothing_else_happens_to_them(facts: dict[str, Value]) -> None:
    checked = VOCABULARY.check(facts)
    assert checked.items() <= facts.items()
    for name, value in facts.items():
        signal = VOCABULARY.signals[name]
        usual = signal.plausible is None or (signal.numeric and signal.plausible[0] <= value <= signal.plausible[1])
        assert usual == (not any(doubt.startswith(f"{name} is ") for doubt in checked.doubts))
        if usual:
            assert checked[name] == value
    assert facts == VOCABULARY.check(facts, confirmed=facts)
    assert VOCABULARY.check(facts, confirmed=facts).doubts == ()


# ---- doubts ----


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("pain_now", 10, True),  # up is worse, and this is above
        ("temp_c", 42, True),
        ("sleep_h_last", 1.5, True),  # down is worse, and this is below
        ("sleep_h_last", 15, False),
        ("temp_c", 34.5, False),
        ("days_symptom_free", 100, False),
        ("hrv_ln7", 6.5, False),  # no direction
        ("hrv_ln7", 1.5, False),
        ("wbgt_c", -20, False),
    ],
)
def test_an_unusual_value_is_kept_only_on_the_worse_side(name: str, value: float, kept: bool) -> None:
    checked = VOCABULARY.check({name: value})
    assert kept == (name in checked)
    (doubt,) = checked.doubts
    assert doubt.startswith(f"{name} is {spell(value)}, outside the usual ")
    assert ("taken at its word" in doubt) == kept
    assert ("not known until you confirm it" in doubt) != kept
    sure = VOCABULARY.check({name: value}, confirmed=[name])
    assert (sure, sure.doubts) == ({name: value}, ())


def test_the_ends_of_the_usual_range_are_usual() -> None:
    for signal in PLAIN:
        for value in signal.plausible or ():
            assert VOCABULARY.check({signal.name: value}).doubts == (), signal.name


def test_only_the_confirmed_values_are_believed() -> None:
    checked = VOCABULARY.check({"sleep_h_last": 15, "days_symptom_free": 100}, confirmed=["sleep_h_last"])
    assert checked == {"sleep_h_last": 15}
    assert len(checked.doubts) == 1


# ---- derived signals, against every completion of what is unknown ----

SMALL = {
    name: Signal(name, "integer", worse, name, valid=valid)  # type: ignore[arg-type]
    for name, worse, valid in (
        ("a", "up", (0, 4)),
        ("b", "up", (0, 4)),
        ("c", "down", (0, 4)),
        ("d", "neither", (0, 4)),
    )
} | {
    "yes": Signal("yes", "boolean", "up", "yes"),
    "word": Signal("word", "choice", "up", "word", values=("none", "mild", "marked")),
}


def member(name: str, test: str | None = None, *, skipped: bool = False, known: dict[str, Signal] = SMALL) -> Member:
    return Member(name, None if test is None else read_condition(test, known[name]), skipped)


def vocabulary(*derived: Derived) -> Vocabulary:
    signals = dict(SMALL)
    for one in derived:
        signals[one.name] = derive_signal(one, signals)
    return Vocabulary(signals, {one.name: one for one in derived})


TESTS = {
    "a": [">= 3", "< 2", "[1..2]", "0, 4"],
    "b": [">= 3", "4"],
    "c": ["<= 1", "> 3"],
    "d": ["2"],
    "yes": ["true", "false"],
    "word": ['"mild", "marked"', '"none"'],
}


@st.composite
def counted(draw: st.DrawFn, kind: str) -> Derived:
    names = draw(st.lists(st.sampled_from(sorted(SMALL)), min_size=1, max_size=4, unique=True))
    return Derived(
        "made",
        kind,
        tuple(member(name, draw(st.sampled_from(TESTS[name])), skipped=draw(st.booleans())) for name in names),
    )


@st.composite
def largest(draw: st.DrawFn) -> Derived:
    names = draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True))
    return Derived("made", "max", tuple(member(name, skipped=draw(st.booleans())) for name in names))


@st.composite
def paired(draw: st.DrawFn, kind: str) -> Derived:
    first, second = draw(st.lists(st.sampled_from("abcd"), min_size=2, max_size=2, unique=True))
    return Derived("made", kind, (member(first), member(second)))


SOME_FACTS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in {
        **{name: range(5) for name in "abcd"}, "yes": (False, True), "word": ("none", "mild", "marked"),
    }.items()}
)  # fmt: skip


def values_of(signal: Signal) -> list[Value]:
    return (
        list(range(int(signal.valid[0]), int(signal.valid[1]) + 1)) if signal.numeric else list(signal.named_values())
    )


def worked_out(derived: Derived, facts: dict[str, Value]) -> Value | None:
    """The derived value by its plain definition, for facts in which only skipped members may be missing."""
    known = [one for one in derived.members if one.signal in facts]
    if derived.kind in ("any", "count"):
        count = sum(one.condition is not None and one.condition.holds(facts[one.signal]) for one in known)
        return count if derived.kind == "count" else count > 0
    numbers = [float(facts[one.signal]) for one in known]
    if derived.kind == "max":
        return max(numbers, default=None)
    first, second = numbers
    if derived.kind == "difference":
        return first - second
    return None if second == 0 else first / second


@given(counted("count") | counted("any") | largest(), SOME_FACTS)
def test_a_partly_known_value_reaches_from_the_least_to_the_most_of_all_completions(
    derived: Derived, facts: dict[str, Value]
) -> None:
    words = vocabulary(derived)
    open_ = [one.signal for one in derived.members if one.signal not in facts and not one.skipped]
    completions = [
        worked_out(derived, {**facts, **dict(zip(open_, values, strict=True))})
        for values in itertools.product(*(values_of(SMALL[name]) for name in open_))
    ]
    found = words.range_of("made", facts)
    if completions == [None]:
        assert found is None
    else:
        known = [value for value in completions if value is not None]
        assert (min(known), max(known)) == found


@given(paired("ratio") | paired("difference"), SOME_FACTS)
def test_a_ratio_or_difference_is_known_only_where_both_parts_are(derived: Derived, facts: dict[str, Value]) -> None:
    found = vocabulary(derived).range_of("made", facts)
    if all(one.signal in facts for one in derived.members):
        value = worked_out(derived, facts)
        assert found == (None if value is None else (value, value))
    else:
        assert found is None


@given(counted("count"), counted("any"), SOME_FACTS)
def test_a_count_of_counts_holds_every_completion_between_its_ends(
    inner: Derived, flag: Derived, facts: dict[str, Value]
) -> None:
    first, second = Derived("first", "count", inner.members), Derived("second", "any", flag.members)
    known = vocabulary(first, second).signals
    outer = Derived(
        "outer",
        "count",
        (member("first", ">= 1", known=known), member("second", "true", known=known), member("yes", "true")),
    )
    words = vocabulary(first, second, outer)
    open_ = [
        name
        for name in dict.fromkeys((*(one.signal for one in (*first.members, *second.members)), "yes"))
        if name not in facts
        and (name == "yes" or any(one.signal == name and not one.skipped for one in (*first.members, *second.members)))
    ]
    found = words.range_of("outer", facts)
    assert found is not None
    for values in itertools.product(*(values_of(SMALL[name]) for name in open_)):
        full = {**facts, **dict(zip(open_, values, strict=True))}
        parts = [
            int(bool(worked_out(first, _left_out(first, full, facts)))),
            int(bool(worked_out(second, _left_out(second, full, facts)))),
            int(full.get("yes") is True),
        ]
        assert found[0] <= sum(parts) <= found[1]


def _left_out(derived: Derived, full: dict[str, Value], facts: dict[str, Value]) -> dict[str, Value]:
    """A skipped member stays out while it is unknown, even if another member asks the same signal."""
    skipped = {one.signal for one in derived.members if one.skipped and one.signal not in facts}
    return {name: value for name, value in full.items() if name not in skipped}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, (0, 1)),  # all but fatigue are left out while unknown
        ({"fatigue": 6}, (1, 1)),
        ({"fatigue": 6, "soreness": 5, "stress": 5}, (3, 3)),
        ({"soreness": 5, "stress": 7}, (2, 3)),
        ({"fatigue": 2, "rhr_delta": 12.0}, (1, 1)),
        ({"fatigue": 2, "rhr_delta": 9.9, "rhr_days_high": 2}, (1, 1)),
    ],
)
def test_two_yes_and_one_unknown_are_two_or_three(facts: dict[str, Value], expected: tuple[int, int]) -> None:
    assert expected == VOCABULARY.range_of("readiness_signs", facts)


def test_a_ratio_by_nothing_is_unknown() -> None:
    assert VOCABULARY.range_of("race_recovery", {"days_since_race": 3, "last_race_km": 0.0}) is None
    assert VOCABULARY.range_of("race_recovery", {"days_since_race": 3, "last_race_km": 10.0}) == (0.3, 0.3)


def test_a_ratio_by_next_to_nothing_stays_finite() -> None:
    facts = VOCABULARY.check({"planned_km": 10.0, "longest_run_30d": 5e-324})
    assert VOCABULARY.range_of("spike", facts) == (1e9, 1e9)
    told = runrest.decide("today", {**HEALTHY, **facts}).to_dict()
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_a_ratio_of_a_difference_is_worked_out_through_both() -> None:
    facts: dict[str, Value] = {"hrv_ln7": 3.5, "hrv_base_mean": 4.0, "hrv_base_sd": 0.25}
    assert VOCABULARY.range_of("hrv_band", facts) == (-2.0, -2.0)
    assert VOCABULARY.range_of("hrv_band", {**facts, "hrv_base_sd": 0.0}) is None
    del facts["hrv_base_mean"]
    assert VOCABULARY.range_of("hrv_band", facts) is None


def test_plain_names_go_all_the_way_down() -> None:
    assert VOCABULARY.plain("hrv_band") == ("hrv_ln7", "hrv_base_mean", "hrv_base_sd")
    assert VOCABULARY.plain("fatigue") == ("fatigue",)
    assert VOCABULARY.plain("readiness_signs")[-2:] == ("rhr_delta", "rhr_days_high")


@pytest.mark.parametrize(
    ("kind", "members", "worse", "range_"),
    [
        ("count", [("a", ">= 3"), ("yes", "true")], "up", (0, 2)),
        ("count", [("a", ">= 3"), ("yes", "false")], "both", (0, 2)),
        ("count", [("a", "[1..2]")], "both", (0, 1)),
        ("count", [("c", "<= 1")], "up", (0, 1)),
        ("count", [("c", "> 3")], "both", (0, 1)),
        ("count", [("word", '"mild", "marked"')], "up", (0, 1)),
        ("count", [("word", '"mild"')], "both", (0, 1)),
        ("count", [("d", "2")], "both", (0, 1)),
        ("max", [("a", None), ("b", None)], "up", (0, 4)),
        ("max", [("a", None), ("c", None)], "both", (0, 4)),
        ("difference", [("a", None), ("c", None)], "up", (-4, 4)),
        ("difference", [("c", None), ("a", None)], "down", (-4, 4)),
        ("difference", [("a", None), ("b", None)], "both", (-4, 4)),
        ("difference", [("a", None), ("d", None)], "up", (-4, 4)),
        ("ratio", [("c", None), ("a", None)], "down", (0, math.inf)),
        ("ratio", [("d", None), ("d", None)], "neither", (0, math.inf)),
    ],
)
def test_the_worse_way_of_a_derived_signal_follows_from_its_members(
    kind: str, members: list[tuple[str, str | None]], worse: str, range_: tuple[float, float]
) -> None:
    made = derive_signal(Derived("made", kind, tuple(member(*one) for one in members)), SMALL)
    assert (worse, range_, True) == (made.worse, made.valid, made.derived)


@given(counted("count") | counted("any") | largest() | paired("difference") | paired("ratio"), st.data())
def test_a_directed_derived_signal_never_gets_better_as_a_member_gets_worse(
    derived: Derived, data: st.DataObject
) -> None:
    made = vocabulary(derived).signals["made"]
    if made.worse not in ("up", "down"):
        return
    names = {one.signal for one in derived.members}
    facts = {name: data.draw(st.sampled_from(values_of(SMALL[name]))) for name in sorted(names)}
    changed = data.draw(st.sampled_from(sorted(names)))
    signal = SMALL[changed]
    if signal.worse == "neither":
        return
    ranked = values_of(signal) if signal.worse == "up" else values_of(signal)[::-1]
    later = ranked[data.draw(st.integers(ranked.index(facts[changed]), len(ranked) - 1)) :][0]
    before, after = worked_out(derived, facts), worked_out(derived, {**facts, changed: later})
    if before is not None and after is not None:
        assert (float(after) >= float(before)) if made.worse == "up" else (float(after) <= float(before))


def test_a_count_of_skipped_members_only_is_never_unknown() -> None:
    sure = derive_signal(Derived("made", "any", (member("yes", "true", skipped=True),)), SMALL)
    open_ = derive_signal(Derived("made", "any", (member("yes", "true"), member("a", "4", skipped=True))), SMALL)
    assert (sure.may_be_unknown, open_.may_be_unknown) == (False, True)


# ---- contradictions ----


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"pain_now": 0, "gait_changed": True}, "limp"),
        ({"pain_now": 3, "pain_site": "none"}, "nowhere"),
        ({"pain_site": "none", "bone_focal": True}, "nowhere"),
        ({"sym_systemic": True, "days_symptom_free": 1}, "free of symptoms"),
        ({"planned_type": "rest", "planned_km": 8.0}, "The plan says rest"),
        ({"ran_yesterday": True, "days_off": 2}, "more than a day ago"),
    ],
)
def test_answers_that_cannot_all_be_so_are_named(facts: dict[str, Value], words: str) -> None:
    (sentence,) = VOCABULARY.conflicts(facts)
    assert words in sentence
    for name in facts:
        assert VOCABULARY.conflicts({key: value for key, value in facts.items() if key != name}) == ()


def test_a_healthy_runner_contradicts_nothing() -> None:
    assert VOCABULARY.conflicts(HEALTHY) == ()
    assert VOCABULARY.conflicts({"ran_yesterday": True, "days_off": 1}) == ()
    assert VOCABULARY.conflicts({"planned_type": "rest", "planned_km": 0.0}) == ()


# ---- what ships ----

SECTION_3 = [
    "rf_chest_pain",
    "rf_syncope_exercise",
    "rf_breathless",
    "rf_palpitations",
    "rf_dark_urine",
    "rf_calf_swelling",
    "rf_heat_confusion",
    "rf_no_weight_bearing",
    "rf_neuro",
    "scope_under18",
    "scope_pregnant",
    "scope_postpartum_lt12w",
    "scope_heart_disease",
    "scope_surgery",
    "scope_eating_disorder",
    "scope_cancer_tx",
    "pain_now",
    "pain_run_peak",
    "pain_next_am",
    "pain_usual_am",
    "pain_site",
    "pain_trend",
    "gait_changed",
    "bone_focal",
    "pain_night",
    "hop_pain",
    "painkiller_24h",
    "temp_c",
    "sym_above_neck",
    "sym_systemic",
    "sym_chest",
    "sym_gi",
    "days_symptom_free",
    "illness_days",
    "fatigue",
    "soreness",
    "stress",
    "sleep_quality",
    "fatigue_days_high",
    "sleep_h_last",
    "sleep_h_14d",
    "rhr_delta",
    "hrv_ln7",
    "hrv_base_mean",
    "hrv_base_sd",
    "hrv_valid7",
    "planned_type",
    "planned_km",
    "planned_min",
    "longest_run_30d",
    "week_km_prev",
    "week_km_next",
    "last_rpe_delta",
    "hours_since_hard",
    "hard_7d",
    "strength_7d",
    "days_since_strength",
    "strength_order",
    "days_to_next_hard",
    "strength_phase",
    "weeks_in_phase",
    "sessions_done_pct",
    "form_ok",
    "weeks_since_reassess",
    "days_since_race",
    "last_race_km",
    "days_to_race",
    "race_priority",
    "days_off",
    "weeks_since_deload",
    "perf_trend",
    "perf_down_days",
    "injury_12m",
    "bsi_low_2y",
    "bsi_high_2y",
    "missed_cycles",
    "menses_applicable",
    "experience_months",
    "age",
    "wbgt_c",
    "acclimatised",
    "aqi",
]
"""evidence.md section 3, with sets as booleans, dates as days; loads[28] is a log, not a signal."""

DIRECTIONS = {
    "up": """
        rf_chest_pain pain_now pain_run_peak pain_next_am gait_changed bone_focal pain_night
        hop_pain painkiller_24h temp_c sym_systemic illness_days fatigue soreness stress
        sleep_quality fatigue_days_high rhr_delta last_rpe_delta spike week_ratio hard_7d
        strength_7d last_race_km days_off weeks_since_deload perf_down_days injury_12m bsi_low_2y
        missed_cycles wbgt_c aqi weeks_since_reassess
    """,
    "down": """sleep_h_last sleep_h_14d days_symptom_free hours_since_hard days_since_race longest_run_30d
        experience_months weeks_in_phase sessions_done_pct acclimatised form_ok""",
    "neither": "hrv_ln7 hrv_band age days_to_race planned_type",
}
"""evidence.md section 4: which way is worse, and what must not be tested as if it had one."""


def test_every_signal_of_the_evidence_base_ships() -> None:
    assert [name for name in SECTION_3 if name not in VOCABULARY.names] == []


@pytest.mark.parametrize("way", DIRECTIONS)
def test_the_worse_way_is_the_one_of_the_evidence_base(way: str) -> None:
    assert {
        name: VOCABULARY.signals[name].worse
        for name in DIRECTIONS[way].split()
        if VOCABULARY.signals[name].worse != way
    } == {}


@pytest.mark.parametrize(
    ("name", "valid", "plausible"),
    [
        ("pain_now", (0, 10), (0, 9)),
        ("temp_c", (34, 43), (35.5, 40.5)),
        ("fatigue", (1, 7), (1, 7)),
        ("sleep_h_last", (0, 24), (2, 14)),
        ("rhr_delta", (-40, 80), (-15, 25)),
        ("hrv_ln7", (1, 7), (2, 5.5)),
        ("planned_km", (0, 250), (0, 60)),
        ("planned_min", (0, 2880), (0, 360)),
        ("days_off", (0, 3650), (0, 400)),
        ("wbgt_c", (-30, 45), (-10, 36)),
        ("aqi", (0, 1000), (0, 400)),
        ("age", (18, 100), (18, 90)),
        ("last_rpe_delta", (-10, 10), (-4, 5)),
    ],
)
def test_the_ranges_are_those_of_the_evidence_base(
    name: str, valid: tuple[float, ...], plausible: tuple[float, ...]
) -> None:
    signal = VOCABULARY.signals[name]
    assert (valid, plausible) == (signal.valid, signal.plausible)


@pytest.mark.parametrize("signal", PLAIN, ids=lambda signal: signal.name)
def test_every_plain_signal_is_described_for_people(signal: Signal) -> None:
    assert 0 < len(signal.label) <= 40
    assert re.search(r"\?( \([^()]+\))?$", signal.ask), "a question, with at most a remark in brackets after it"
    assert signal.known in ("asked", "profile", "planned", "computed")
    assert signal.missing in ("block", "neutral", "careful")
    assert signal.worse in ("up", "down", "neither")
    if signal.numeric:
        assert signal.valid[0] < signal.valid[1]
        if signal.plausible is not None:
            assert signal.valid[0] <= signal.plausible[0] < signal.plausible[1] <= signal.valid[1]
    if signal.type == "choice":
        assert len(set(signal.values)) == len(signal.values) > 1


def test_every_derived_signal_has_a_short_label_too() -> None:
    assert {
        signal.name: signal.label for signal in VOCABULARY.signals.values() if not 0 < len(signal.label) <= 40
    } == {}


def test_maxima_are_of_plain_signals_with_one_range() -> None:
    """Otherwise the ends of a partly known maximum would be too wide, and the proofs with them."""
    for name, derived in VOCABULARY.derived.items():
        if derived.kind == "max":
            parts = [VOCABULARY.signals[one.signal] for one in derived.members]
            assert {VOCABULARY.signals[name].valid} == {part.valid for part in parts}
            assert not any(part.derived for part in parts)


def test_the_gates_answer_every_signal_that_blocks_in_one_go() -> None:
    blocking = {signal.name for signal in PLAIN if signal.missing == "block"}
    answered = {name for _, answers in VOCABULARY.gates.values() for name in answers}
    assert {"pain_now", "fatigue"} == blocking - answered
    for question, answers in VOCABULARY.gates.values():
        assert question.endswith("?")
        assert VOCABULARY.check(answers) == answers


def test_a_derived_signal_may_only_lean_on_those_before_it() -> None:
    table = {
        "signals": {"a": {"type": "boolean", "worse": "up", "label": "A", "known": "asked", "missing": "neutral"}},
        "derived": {
            "first": {"any": [{"signal": "second", "is": "true"}], "label": "First"},
            "second": {"any": [{"signal": "a", "is": "true"}], "label": "Second"},
        },
    }
    with pytest.raises(KeyError):
        read_vocabulary(table)
    table["derived"] = dict(reversed(table["derived"].items()))
    assert read_vocabulary(table).range_of("first", {"a": True}) == (True, True)
