"""A decision: how trees add up, what binds, what was unknown, and the label that is read off the caps and the plan."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runners import ATHLETES, HEALTHY, LABELS, VOCABULARY

import runrest
from runrest.deciding import decide_with
from runrest.loading import family, house
from runrest.scales import FREE

if TYPE_CHECKING:
    from runrest.signals import Value

SCALES = house().scales
TODAY = family("today")


def decide(**other: Value | None) -> runrest.Decision:
    """Decide today for the healthy runner with some facts changed; ``None`` takes one away."""
    return runrest.decide("today", {**HEALTHY, **other})


# ---- combination ----


@given(ATHLETES, st.randoms(use_true_random=False))
def test_trees_combine_by_smallest_cap_and_most_urgent_referral_in_any_order(
    facts: dict[str, Value], chance: object
) -> None:
    decision = decide_with(TODAY, facts, "today")
    caps: dict[str, float] = {}
    for outcome in decision.outcomes:
        for scale, rank in decision.caps_of(outcome):
            caps[scale] = min(caps.get(scale, FREE), rank)
    assert caps == decision.ranks
    assert max(outcome.refer for outcome in decision.outcomes) == decision.urgency
    assert (
        not any(outcome.incomplete for outcome in decision.outcomes) and not decision.conflicts
    ) == decision.complete
    shuffled = list(TODAY)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    other = decide_with(tuple(shuffled), facts, "today")
    assert (decision.caps, decision.refer, decision.label, decision.complete) == (
        other.caps,
        other.refer,
        other.label,
        other.complete,
    )
    assert set(decision.binding) == set(other.binding)
    assert set(decision.unknown) == set(other.unknown)


@given(ATHLETES, st.sets(st.sampled_from(range(len(TODAY))), min_size=1))
def test_one_more_tree_never_allows_more(facts: dict[str, Value], chosen: set[int]) -> None:
    some = decide_with(tuple(TODAY[at] for at in sorted(chosen)), facts, "some")
    every = decide_with(TODAY, facts, "today")
    assert all(every.ranks[scale] <= rank for scale, rank in some.ranks.items())
    assert every.urgency >= some.urgency
    assert LABELS.index(every.label) >= LABELS.index(some.label)


@given(ATHLETES)
def test_what_binds_is_what_makes_the_answer_and_leaving_it_out_changes_it(facts: dict[str, Value]) -> None:
    decision = decide_with(TODAY, facts, "today")
    assert len(set(decision.binding)) == len(decision.binding)
    rest = tuple(tree for tree in TODAY if tree.name not in decision.binding)
    if not decision.binding:
        assert decision.label == "AS_PLANNED" or facts.get("planned_type") == "rest" or decision.conflicts
    if not decision.binding or not rest:
        return
    without = decide_with(rest, facts, "rest")
    assert without.bound == () or LABELS.index(without.label) <= LABELS.index(decision.label)
    if decision.label != "REST":
        assert (without.label, without.refer, without.complete, dict(without.ranks)) != (
            decision.label,
            decision.refer,
            decision.complete,
            dict(decision.ranks),
        )


def test_the_binding_trees_are_named_the_most_urgent_first() -> None:
    decision = decide(rf_dark_urine=True, fatigue=7, soreness=6)
    assert decision.binding[0] == "rest_timing/red_flags"
    assert decide(soreness=5, sleep_h_last=5.0).binding == ("rest_timing/soreness", "rest_timing/sleep")
    assert decide().binding == ()


def test_an_answer_that_only_one_tree_speaks_against_binds_that_tree_alone() -> None:
    assert decide(soreness=5).binding == ("rest_timing/soreness",)
    assert decide(soreness=5, planned_type="easy").binding == ()


def test_the_steps_of_the_binding_trees_come_first_and_none_is_lost() -> None:
    decision = decide(soreness=5)
    assert decision.steps[0].tree == "rest_timing/soreness"
    assert {tree.name for tree in TODAY} == {step.tree for step in decision.steps}
    assert sum(len(path) for path in decision.paths.values()) == len(decision.steps)
    assert set(decision.sources) == {
        one.source for step in decision.paths["rest_timing/soreness"] for one in step.question.evidence
    }


# ---- unknown and complete ----


def test_the_unknown_are_the_plain_signals_that_were_asked_for_in_vain() -> None:
    assert "pain_now" not in decide().unknown
    assert "pain_now" in decide(pain_now=None).unknown
    assert {"rhr_delta", "rhr_days_high"} <= set(decide().unknown)
    assert "illness_days" not in runrest.decide("rest_timing/illness", {}).unknown  # never came to that question
    assert not {name for name in decide().unknown if VOCABULARY.signals[name].derived}
    assert runrest.decide("rest_timing/pain", {"pain_now": 7, "pain_run_peak": 0, "pain_next_am": 0}).unknown == ()


@pytest.mark.parametrize("missing", sorted(name for name in HEALTHY if VOCABULARY.signals[name].missing == "block"))
def test_a_missing_safety_answer_makes_it_incomplete(missing: str) -> None:
    decision = decide(**{missing: None})
    assert not decision.complete
    assert missing in decision.unknown
    assert "incomplete" in str(decision)
    assert decide().complete


def test_answers_that_contradict_each_other_make_it_incomplete() -> None:
    decision = decide(planned_type="rest", planned_km=8.0)
    assert (decision.complete, decision.label) == (False, "REST")
    assert decision.to_dict()["conflicts"] == list(decision.conflicts) != []
    assert decide(gait_changed=True).complete is False


def test_a_doubt_is_told_and_counts_as_unknown() -> None:
    decision = runrest.decide("today", {**HEALTHY, "sleep_h_last": 15.0})
    assert "sleep_h_last" in decision.unknown
    assert len(decision.to_dict()["doubts"]) == 1
    sure = runrest.decide("today", {**HEALTHY, "sleep_h_last": 15.0}, confirmed=["sleep_h_last"])
    assert "sleep_h_last" not in sure.unknown


# ---- the label ----

NO_CAPS: dict[str, float] = {}
RANK = {name: dict(zip(scale.steps, range(10), strict=False)) for name, scale in SCALES.scales.items()}


def label(
    planned: str | None,
    *,
    refer: int = 0,
    complete: bool = True,
    amounts: dict[str, float] | None = None,
    **caps: object,
) -> str:
    ranks = {scale: float(RANK[scale][cap]) if isinstance(cap, str) else float(cap) for scale, cap in caps.items()}  # type: ignore[arg-type]
    facts = {**({} if planned is None else {"planned_type": planned}), **(amounts or {})}
    return SCALES.label(ranks, refer, facts, complete=complete).name


@pytest.mark.parametrize(
    ("expected", "planned", "told"),
    [
        ("AS_PLANNED", "tempo", {}),
        ("AS_PLANNED", "tempo", {"intensity": "hard"}),
        ("EASE", "race", {"intensity": "hard"}),
        ("EASE", "tempo", {"intensity": "moderate"}),
        ("AS_PLANNED", "long", {"intensity": "moderate"}),
        ("EASE", "long", {"intensity": "easy"}),
        ("AS_PLANNED", "easy", {"intensity": "easy"}),
        ("RECOVERY", "easy", {"intensity": "recovery"}),
        ("AS_PLANNED", "recovery", {"intensity": "recovery"}),
        ("REST", "recovery", {"intensity": "none"}),
        ("REST", "rest", {}),
        ("REST", "rest", {"intensity": "easy", "volume": 0.5}),
        ("REST", "rest", {"complete": False}),
        ("STOP_REFER", "rest", {"intensity": "none", "refer": 3}),
        ("REST", "rest", {"refer": 1}),
        ("AS_PLANNED", "tempo", {"refer": 1}),
        ("STOP_REFER", "tempo", {"intensity": "none", "refer": 1}),
        ("STOP_REFER", "tempo", {"impact": "none", "refer": 5}),
        ("REST", "tempo", {"impact": "none"}),
        ("REST", "tempo", {"volume": 0.0}),
        ("REST", "tempo", {"minutes": 0.0}),
        ("REST", "tempo", {"km": 0.0}),
        ("SWAP", "tempo", {"impact": "low"}),
        ("SWAP", "tempo", {"impact": "low", "intensity": "easy", "volume": 0.8}),
        ("SWAP", "recovery", {"impact": "low"}),
        ("RECOVERY", "tempo", {"impact": "low", "intensity": "recovery"}),
        ("AS_PLANNED", "strength", {"impact": "low"}),
        ("AS_PLANNED", "cross", {"impact": "low"}),
        ("AS_PLANNED", "cross", {"impact": "low", "intensity": "easy"}),
        ("AS_PLANNED", "strength", {"intensity": "easy"}),
        ("AS_PLANNED", "strength", {"intensity": "moderate"}),
        ("SHORTEN", "tempo", {"volume": 0.8}),
        ("AS_PLANNED", "tempo", {"volume": 1.0}),
        ("EASE_SHORTEN", "tempo", {"volume": 0.8, "intensity": "easy"}),
        ("SHORTEN", "easy", {"volume": 0.8, "intensity": "easy"}),
        ("SHORTEN", "tempo", {"km": 10, "amounts": {"planned_km": 10.1}}),
        ("AS_PLANNED", "tempo", {"km": 10, "amounts": {"planned_km": 10.0}}),
        ("AS_PLANNED", "tempo", {"km": 10}),
        ("SHORTEN", "easy", {"minutes": 45}),
        ("SHORTEN", "easy", {"minutes": 45, "amounts": {"planned_min": 46}}),
        ("AS_PLANNED", "easy", {"minutes": 45, "amounts": {"planned_min": 45}}),
        ("EASE", "tempo", {"complete": False}),
        ("EASE", "easy", {"complete": False}),
        ("EASE_SHORTEN", "easy", {"complete": False, "volume": 0.8}),
        ("RECOVERY", "recovery", {"complete": False}),
        ("RECOVERY", "recovery", {"complete": False, "volume": 0.8}),
        ("SWAP", "tempo", {"complete": False, "impact": "low"}),
        ("AS_PLANNED", None, {}),
        ("AS_PLANNED", None, {"intensity": "hard"}),
        ("EASE", None, {"intensity": "moderate"}),
        ("SWAP", None, {"impact": "low"}),
    ],
)
def test_the_label_is_read_off_caps_and_plan(expected: str, planned: str | None, told: dict[str, object]) -> None:
    assert expected == label(planned, **told)  # type: ignore[arg-type]


PLANS = (*VOCABULARY.signals["planned_type"].values, None)
CAPS = st.fixed_dictionaries(
    {},
    optional={
        "intensity": st.sampled_from(SCALES.scales["intensity"].steps),
        "impact": st.sampled_from(SCALES.scales["impact"].steps),
        "volume": st.sampled_from([0.0, 0.33, 0.5, 0.8, 1.0]),
        "km": st.sampled_from([0.0, 5.0, 10.0, 20.0]),
        "minutes": st.sampled_from([0.0, 30.0, 45.0, 90.0]),
    },
)
AMOUNTS = st.fixed_dictionaries(
    {}, optional={"planned_km": st.sampled_from([4.0, 10.0, 30.0]), "planned_min": st.sampled_from([20.0, 45.0, 120.0])}
)


def test_every_label_can_be_reached_and_no_other_exists() -> None:
    steps = [{}, *({"intensity": step} for step in ("none", "recovery", "easy")), {"impact": "low"}]
    found = {
        label(planned, complete=complete, refer=refer, **{**caps, **volume})
        for planned, caps, volume, complete, refer in itertools.product(
            PLANS, steps, ({}, {"volume": 0.5}), (True, False), (0, 1)
        )
    }
    assert set(LABELS) == found == set(SCALES.labels)


@given(st.sampled_from(PLANS), CAPS, CAPS, AMOUNTS, st.booleans(), st.integers(0, 5), st.integers(0, 5))
def test_smaller_caps_and_more_urgency_never_make_the_label_harder(
    planned: str | None,
    one: dict[str, object],
    two: dict[str, object],
    amounts: dict[str, float],
    complete: bool,
    refer: int,
    more: int,
) -> None:
    def rank(scale: str, cap: object) -> float:
        return RANK[scale][cap] if isinstance(cap, str) else float(cap)  # type: ignore[index, arg-type]

    both = {
        scale: min((caps[scale] for caps in (one, two) if scale in caps), key=lambda cap, scale=scale: rank(scale, cap))
        for scale in one | two
    }
    free = label(planned, refer=min(refer, more), complete=True, amounts=amounts, **one)
    tight = label(planned, refer=max(refer, more), complete=complete, amounts=amounts, **both)
    assert LABELS.index(tight) >= LABELS.index(free)


@given(st.sampled_from(PLANS), CAPS, AMOUNTS, st.integers(0, 5))
def test_without_every_safety_answer_nothing_is_ever_as_planned_or_only_shorter(
    planned: str | None, caps: dict[str, object], amounts: dict[str, float], refer: int
) -> None:
    assert label(planned, refer=refer, complete=False, amounts=amounts, **caps) not in ("AS_PLANNED", "SHORTEN")


@given(st.sampled_from(PLANS), CAPS, AMOUNTS, st.integers(0, 5), st.booleans())
def test_the_label_is_never_harder_than_the_plan(
    planned: str | None, caps: dict[str, object], amounts: dict[str, float], refer: int, complete: bool
) -> None:
    found = label(planned, refer=refer, complete=complete, amounts=amounts, **caps)
    if planned == "rest":
        assert found in ("REST", "STOP_REFER")
    if planned == "recovery":
        assert found not in ("EASE", "EASE_SHORTEN"), "easy is harder than recovery"
    if planned == "cross" or (planned == "strength" and "strength" not in caps):
        assert found != "SWAP", "there is no impact to take away"
    if found == "STOP_REFER":
        assert refer
    if planned != "rest" and found == "REST":
        assert 0 in [RANK[scale][cap] if isinstance(cap, str) else cap for scale, cap in caps.items()]


def test_reading_a_label_twice_gives_the_same_and_the_memory_stays_small() -> None:
    for number in range(10_000):
        SCALES.label({}, 0, {"planned_type": "tempo", "planned_km": float(number)}, complete=True)
    assert len(SCALES._seen) <= 4096
    assert label("tempo") == "AS_PLANNED"


# ---- what it looks like ----

KEYS = {"question", "on", "label", "caps", "refer", "complete", "say", "because", "unknown", "offers", "trees"}
BECAUSE = {"tree", "question", "signal", "value", "branch", "advice", "binding", "sources"}


@given(ATHLETES)
def test_the_dictionary_keeps_its_contract_and_is_json(facts: dict[str, Value]) -> None:
    decision = runrest.decide("today", facts, on=date(2026, 11, 22))
    told = decision.to_dict()
    assert told.keys() >= KEYS
    assert told == json.loads(json.dumps(told, allow_nan=False))
    assert (told["question"], told["on"]) == ("today", "2026-11-22")
    assert {tree.name: tree.version for tree in TODAY} == told["trees"]
    for step in told["because"]:
        assert step.keys() >= BECAUSE
        assert step["binding"] == (step["tree"] in told["binding"])
        assert step["sources"]
    assert (decision.label, decision.refer, decision.complete) == (told["label"], told["refer"], told["complete"])
    assert told["say"].strip()


def test_the_values_in_the_dictionary_are_words_and_figures_people_know() -> None:
    told = decide(pain_now=4, pain_site="achilles", gait_changed=False).to_dict()
    assert told["caps"] == {"impact": "run", "intensity": "easy", "volume": 0.8}
    assert told["label"] == "EASE_SHORTEN"
    first = told["because"][0]
    assert tuple(first[key] for key in ("tree", "question", "signal", "value", "branch", "advice", "binding")) == (
        "rest_timing/pain",
        "peak",
        "pain_peak",
        4,
        "[3..5]",
        "easy_short",
        True,
    )


def test_the_day_is_only_what_the_caller_says() -> None:
    assert decide().on is None
    assert decide().to_dict()["on"] is None


def test_a_decision_is_frozen() -> None:
    decision = decide()
    for name in ("facts", "question", "trees", "outcomes", "on", "anything"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(decision, name, None)
    with pytest.raises(AttributeError):
        decision.label = "AS_PLANNED"  # type: ignore[misc]


def test_a_decision_reads_well_in_a_terminal() -> None:
    assert str(decide()) == "AS PLANNED: Train as planned."
    lines = str(decide(sleep_h_last=5.5)).splitlines()
    assert lines[0].startswith("EASE: ")
    assert "5.5 h" in lines[1]
    assert lines[1].endswith("(rest_timing/sleep)")
    missing = str(decide(pain_now=None)).splitlines()
    assert "incomplete" in missing[-1]


@given(ATHLETES)
def test_no_decision_is_told_with_loose_ends(facts: dict[str, Value]) -> None:
    told = str(runrest.decide("today", facts))
    assert "None" not in told
    assert "  \n" not in told
    assert all(len(line) < 400 for line in told.splitlines())


def test_without_a_plan_nothing_can_be_as_planned() -> None:
    decision = decide(planned_type=None)
    assert "AS PLANNED" not in str(decision)
    assert decision.words == ("TRAIN" if decision.label == "AS_PLANNED" else decision.label.replace("_", " "))


def test_one_tree_can_be_asked_alone() -> None:
    decision = runrest.decide("rest_timing/soreness", {"soreness": 6})
    assert (decision.question, decision.label, decision.binding) == (
        "rest_timing/soreness",
        "RECOVERY",
        ("rest_timing/soreness",),
    )


@pytest.mark.parametrize("question", ["todday", "rest_timing/pian", "rest"])
def test_a_question_nobody_knows_is_refused_with_a_hint(question: str) -> None:
    with pytest.raises(runrest.UnknownNameError) as caught:
        runrest.decide(question, {})
    assert "did you mean" in str(caught.value) or "there are" in str(caught.value)
