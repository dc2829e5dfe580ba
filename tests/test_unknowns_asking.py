"""The next question: safety first, nothing that cannot change the answer, and in the end what full information gives.

``RUNREST_LONG=1`` asks thousands of made-up runners instead of a few.
"""

from __future__ import annotations

import math
import os
import random
import re
import sys
from collections import defaultdict
from typing import Any

import pytest
from answering import LOG, NO, VOCABULARY, WELL, interview, runner, sensible, told
from unknown_worlds import Asked, choices, completions, question_at_random

import runrest
from runrest import loading, shelf
from runrest.conditions import Condition, everything
from runrest.deciding import decide_with
from runrest.errors import FactsError
from runrest.unknowns.asking import next_question, possible, rounds
from runrest.unknowns.hearing import Hearing
from runrest.unknowns.limits import TooTangledError
from runrest.unknowns.next_questions import NextQuestion
from runrest.unknowns.partly import Known, read_partly
from runrest.unknowns.rounds import Rounds
from runrest.unknowns.settling import Settling
from runrest.vocabulary import Facts

LONG = "RUNREST_LONG" in os.environ
BLOCKS = 10
HEALTHY = sensible({**LOG, **WELL}, LOG)
FLAGS = tuple(VOCABULARY.gates["red_flags"][1])


@pytest.mark.parametrize("block", range(BLOCKS))
def test_an_interview_ends_in_what_full_information_gives(block: int, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, asked_in_all = [], []
    for seed in range(block, 20_000 if LONG else 90, BLOCKS):
        truth, given = runner(random.Random(seed))
        whole = sensible(truth, given)
        wanted = runrest.decide("today", whole)
        if wanted.conflicts:
            continue
        decision, asked, _ = interview(whole, given)
        asked_in_all.append(len(asked))
        if told(decision) != told(wanted):
            wrong.append((seed, told(decision), told(wanted), asked))
    if LONG:
        few = sorted(asked_in_all)
        with capsys.disabled():
            told_of = (len(few), few[len(few) // 2], few[len(few) * 95 // 100], few[-1])
            sys.stdout.write("{} interviews, questions: median {}, 95 of 100 {}, most {}\n".format(*told_of))
    assert wrong == []
    assert len(asked_in_all) > 5


def test_a_healthy_runner_with_a_log_answers_at_most_eight_questions() -> None:
    decision, asked, _ = interview(HEALTHY, LOG)
    assert (decision.label, decision.complete) == ("AS_PLANNED", True)
    assert told(decision) == told(runrest.decide("today", HEALTHY))
    assert asked == ["scope", "red_flags", "pain", "illness", "outside", "morning", "fatigue"]


@pytest.mark.parametrize("flag", FLAGS)
def test_a_red_flag_is_found_with_two_questions_at_most(flag: str) -> None:
    truth = {**HEALTHY, flag: True}
    decision, asked, facts = interview(truth, LOG)
    assert asked == ["scope", "red_flags"]
    assert told(decision) == told(runrest.decide("today", truth))
    assert decision.label == "STOP_REFER"
    assert facts[flag] is True
    profile = [name for name in truth if name.startswith("scope_")]
    assert interview(truth, [*LOG, *profile])[1] == ["red_flags"]


def test_a_hip_makes_a_red_flag_that_could_wait_more_urgent() -> None:
    hip = {"pain_site": "hip_groin", "pain_now": 4, "gait_changed": True}
    for flag in ("rf_breathless", "rf_palpitations"):
        truth = {**HEALTHY, **hip, flag: True}
        decision, asked, _ = interview(truth, LOG)
        assert asked[:3] == ["scope", "red_flags", "pain"]
        assert decision.refer == runrest.decide("today", truth).refer == "same_day"


@pytest.mark.parametrize("name", [name for name in VOCABULARY.gates["scope"][1] if name.startswith("scope_")])
def test_out_of_scope_the_signs_that_make_it_urgent_are_asked_all_the_same(name: str) -> None:
    decision, asked, _ = interview({**HEALTHY, name: True}, LOG)
    assert asked[:3] == ["scope", "red_flags", "pain"]
    assert (decision.label, decision.refer) == ("STOP_REFER", "routine")
    assert len(asked) <= 4
    urgent, asked, _ = interview({**HEALTHY, name: True, "rf_dark_urine": True}, LOG)
    assert (urgent.refer, asked) == ("emergency", ["scope", "red_flags"])


def test_safety_comes_in_the_order_of_the_gates_whatever_is_likely() -> None:
    weights = {"fatigue": {"7": 0.9}, "soreness": {"> 5": 0.9}}
    _, asked, _ = interview(HEALTHY, LOG, weights=weights)
    assert asked[:4] == ["scope", "red_flags", "pain", "illness"]
    assert next_question("today", NO).name == "pain_now"  # type: ignore[union-attr]


def test_follow_ups_make_sense() -> None:
    hurting = {**LOG, **NO, "pain_run_peak": 0, "pain_next_am": 0}
    seen = defaultdict(set)
    for pain in (0, 2, 3, 4, 7):
        truth = {**LOG, **WELL, "pain_now": pain}
        _, asked, _ = interview(sensible(truth, hurting), hurting)
        seen[pain] = set(asked)
        assert next_question("today", {**hurting, "pain_now": pain}) is not None
    assert not {"pain_site", "gait_changed", "hop_pain", "pain_usual_am", "temp_c"} & seen[0]
    assert "pain_site" in seen[2]
    assert "hop_pain" in seen[3] | seen[2]
    assert not any("hop_pain" in seen[pain] for pain in (4, 7))
    assert not any("bsi_cleared" in some for some in seen.values())


def test_an_illness_leads_to_the_questions_about_it() -> None:
    ill = {**LOG, **WELL, "sym_above_neck": "mild", "temp_c": 37.0, "illness_days": 0}
    _, asked, _ = interview(sensible(ill, LOG), LOG)
    assert asked.index("illness") < asked.index("temp_c")
    assert "sym_above_neck" in asked  # picking it leaves open whether it is mild or marked


def test_what_was_asked_is_not_asked_again_and_stays_unknown() -> None:
    facts: dict[str, Any] = {**LOG, **NO, "pain_now": 0, "pain_run_peak": 0, "pain_next_am": 0}
    asked: list[str] = []
    while (found := next_question("today", facts, asked=asked, picking=True)) is not None:
        assert found.name not in asked
        asked.append(found.name)
        asked += found.signals if found.gate is not None else ()
    assert "fatigue" in asked
    assert len(asked) < 40
    assert next_question("today", {}, asked=VOCABULARY.names) is None


def test_a_plain_yes_or_no_is_enough_where_nothing_can_be_picked() -> None:
    facts: dict[str, Any] = dict(LOG)
    asked: list[str] = []
    while (found := next_question("today", facts, asked=asked)) is not None:
        asked.append(found.name)
        if found.gate is not None:
            assert found.name in VOCABULARY.gates
            assert set(found.signals) <= VOCABULARY.gates[found.name][1].keys()
            facts |= VOCABULARY.gates[found.name][1]
        else:
            facts[found.name] = HEALTHY.get(found.name, WELL[found.name])
    decision = runrest.decide("today", facts)
    assert told(decision) == ("AS_PLANNED", "none", True, ())
    assert asked[:3] == ["scope", "red_flags", "pain_now"]
    assert not {"morning", "outside", "pain"} & set(asked)
    assert len(asked) <= 20


def test_a_missing_answer_is_asked_for_although_it_cannot_change_what_is_allowed() -> None:
    sore = {**HEALTHY, "soreness": 6}
    known = {name: value for name, value in sore.items() if name != "fatigue"}
    assert possible("today", known, unanswered=[one for one in VOCABULARY.names if one not in sore]).settled
    assert not runrest.decide("today", known).complete
    assert next_question("today", known) == NextQuestion("fatigue", "signal", "missing", ("fatigue",))
    assert next_question("today", sore) is None
    assert next_question("today", known, asked=["fatigue"]) is None


def test_only_what_cannot_be_known_better_is_asked_of_what_a_log_counts() -> None:
    _, with_log, _ = interview(HEALTHY, LOG)
    _, without, _ = interview(HEALTHY, [name for name in LOG if name.startswith("planned")])
    assert len(without) > len(with_log)
    assert not {name for name in without if name.startswith(("hrv", "rhr", "planned", "worse"))}


def test_weights_decide_what_comes_first_and_nothing_else() -> None:
    facts = {**LOG, **NO, "pain_now": 0, "pain_run_peak": 0, "pain_next_am": 0, "wbgt_c": 15.0, "aqi": 30}
    facts |= {"illness_days": 0, "bsi_returning": False, "gait_changed": False, "painkiller_24h": False}
    tired = next_question("today", facts, weights={"fatigue": {"7": 0.5}, "soreness": {}, "sleep_h_last": {}})
    sore = next_question("today", facts, weights={"fatigue": {"7": 0.001}, "soreness": {"> 5": 0.5}})
    assert tired is not None
    assert sore is not None
    assert (tired.name, sore.name) == ("fatigue", "soreness")
    first = interview(HEALTHY, LOG)
    second = interview(HEALTHY, LOG, weights={"fatigue": {"7": 0.5}})
    assert told(first[0]) == told(second[0])


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"fatige": {"7": 0.5}}, "there is no signal 'fatige' to weigh (did you mean fatigue?)"),
        ({"spike": {"> 1": 0.5}}, "there is no signal 'spike' to weigh"),
        ({"fatigue": {"> x": 0.5}}, "the weights of fatigue: '> x'"),
        ({"fatigue": {"7": 0.7, "6": 0.4}}, "the weights of fatigue must be 0 or more, and 1 at most together"),
        ({"fatigue": {"7": -0.1}}, "the weights of fatigue must be 0 or more"),
    ],
)
def test_weights_that_make_no_sense_are_refused(weights: Any, words: str) -> None:
    with pytest.raises(FactsError) as caught:
        next_question("today", {}, weights=weights)
    assert words in str(caught.value)


def test_how_much_a_cap_is_is_asked_where_it_surely_takes_something_away() -> None:
    facts: dict[str, Any] = {"planned_type": "easy", "planned_km": 100.0, "longest_run_30d": {"from": 40, "to": 45}}
    spike = "session_adjustment/spike"
    assert possible(spike, facts).labels == ("SHORTEN",)
    assert next_question(spike, facts) == NextQuestion("longest_run_30d", "signal", "settles", ("longest_run_30d",))
    assert next_question(spike, {**facts, "longest_run_30d": 42}) is None


# -- asking.toml


def test_picking_an_item_and_not_picking_it_never_say_the_same() -> None:
    for gate in rounds().gates.values():
        for item in gate.items:
            for name in item.yes.keys() & item.no.keys():
                signal = VOCABULARY.signals[name]
                assert not item.yes[name].overlaps(item.no[name]), (gate.name, name)
                for part in everything(signal).intervals:
                    for value in (part.low[0], part.high[0]):
                        assert item.yes[name].holds(value) != item.no[name].holds(value)


def test_whoever_picks_nothing_of_any_gate_has_little_left_to_say() -> None:
    facts: dict[str, Any] = {**LOG, "fatigue": 2}
    for gate in rounds().gates.values():
        facts |= gate.answer([])
    assert next_question("today", facts, asked=tuple(rounds().gates)) is None
    assert runrest.decide("today", read_partly(facts, VOCABULARY).facts).label == "AS_PLANNED"


def test_every_gate_of_the_vocabulary_is_asked_in_its_own_words() -> None:
    for name, (words, no) in VOCABULARY.gates.items():
        plain = rounds().plain[name]
        assert plain.answer([]) == no
        assert all(item.say in words for item in plain.items)
        assert words.startswith(plain.ask.rstrip("?"))
        assert set(no) <= set(rounds().gates[name].signals)


@pytest.mark.parametrize("language", [name for name in shelf.languages() if name != shelf.ENGLISH])
def test_another_language_says_every_gate_in_its_own_words(language: str) -> None:
    for name, gate in rounds().gates.items():
        foreign = rounds(language).gates[name]
        said = [
            (gate.ask, foreign.ask),
            *((one.say, two.say) for one, two in zip(gate.items, foreign.items, strict=True)),
        ]
        assert not [english for english, other in said if english == other]
        assert [(one.yes, one.no) for one in gate.items] == [(one.yes, one.no) for one in foreign.items]
        assert re.findall(r"\d+", gate.ask) == re.findall(r"\d+", foreign.ask)
        for english, other in said:
            assert re.findall(r"\d+", english) == re.findall(r"\d+", other)
    with loading.speaking(language):
        found = next_question("today", {**LOG, **NO}, picking=True)
    assert found is not None
    assert found.gate is not None
    assert found.gate.ask == rounds(language).gates[found.name].ask


def test_every_follow_up_has_a_question_that_comes_before_it() -> None:
    how = rounds()
    for name, lists in how.after.items():
        assert VOCABULARY.signals[name].ask
        for tests in lists:
            for before in tests:
                signal = VOCABULARY.signals[before]
                assert signal.known in ("asked", "profile") or before in how.counted
    assert set(how.leads("pain_now")) >= {"pain_site", "hop_pain"}


def test_every_signal_that_an_interview_of_the_day_asks_is_weighed() -> None:
    how = rounds()
    hearing = Hearing(VOCABULARY, how, Known(Facts()), frozenset(), frozenset())
    asked = [name for name in possible("today", {}).ground.place if name in VOCABULARY.names and hearing.asks(name)]
    directed = {name for name in asked if VOCABULARY.signals[name].worse != "neither"}
    unweighed = directed - how.weights.keys()
    rare = {"bsi_cleared", "walk_30_pain_free", "perf_down_days", "reduced_days", "strength_7d", "days_since_strength"}
    assert unweighed <= rare | {"discomfort_sessions"}


# -- against all athletes of small random questions


def alone(asked: Asked, known: dict[str, Any], silent: set[str], name: str) -> bool:
    """Tell whether two values of one signal make two answers that are told differently, all else being equal."""
    alike: defaultdict[Any, set[Any]] = defaultdict(set)
    open_ = Asked(asked.trees, {one: some for one, some in asked.values.items() if one not in silent}, {}, exact=True)
    every = [decide_with(asked.trees, athlete, "random") for athlete in completions(open_, known)]
    for decision in [one for one in every if not one.conflicts] or every:
        rest = tuple(sorted((one, value) for one, value in decision.facts.items() if one != name))
        alike[rest].add(told(decision))
    return any(len(some) > 1 for some in alike.values())


@pytest.mark.parametrize("block", range(5))
def test_what_cannot_change_the_answer_is_never_asked(block: int) -> None:
    checked, wrong, ends = 0, [], 0
    for seed in range(block, 20_000 if LONG else 700, 5):
        chance = random.Random(seed)
        asked = question_at_random(chance)
        if not asked.exact or any(asked.doubted.values()) or asked.vocabulary.contradictions:
            continue
        if math.prod(len(some) for some in choices(asked, {}).values()) > 600:
            continue
        truth = {name: chance.choice(some) for name, some in asked.values.items()}
        facts: dict[str, Any] = {}
        silent: set[str] = set()
        tangled = False
        while not tangled:
            hearing = Hearing(
                asked.vocabulary, Rounds({}, {}, frozenset(), {}), Known(Facts(facts)), frozenset(silent), frozenset()
            )
            try:
                found = Settling(asked.trees, hearing, (), {}).choose()
            except TooTangledError:
                tangled = True
                continue
            if found is None:
                break
            if found.why == "settles":
                checked += 1
                if not alone(asked, facts, silent, found.name):
                    wrong.append((seed, facts, silent, found))
            if chance.randrange(5):
                facts = {**facts, found.name: truth[found.name]}
            else:
                silent.add(found.name)
        whole = {name: value for name, value in truth.items() if name not in silent}
        ends += not tangled
        if not tangled and told(decide_with(asked.trees, facts, "random")) != told(
            decide_with(asked.trees, whole, "random")
        ):
            wrong.append((seed, facts, whole, "ended too early"))
    assert wrong == []
    assert checked > 5
    assert ends > 4


def test_a_question_knows_what_its_gate_says() -> None:
    found = next_question("today", {}, picking=True)
    assert found is not None
    assert found.gate is not None
    assert found.kind == "gate"
    answer = found.gate.answer([1])
    assert answer["scope_pregnant"] is True
    assert answer["scope_under18"] is False
    morning = rounds().gates["morning"].answer([0])
    assert isinstance(morning["soreness"], Condition)
    assert morning["soreness"].holds(5)
    assert isinstance(morning["stress"], Condition)
    assert not morning["stress"].holds(5)
