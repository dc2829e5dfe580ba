"""What is still possible is exactly what comes out for all athletes who agree with the facts, one by one.

``RUNREST_LONG=1`` goes through 20,000 random athletes instead of a few hundred; it takes some minutes.
"""

from __future__ import annotations

import math
import os
import random
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from mornings import HEALTHY, MORNINGS, SAFE
from runners import PLAIN
from unknown_worlds import Asked, choices, decided, facts_at_random, question_at_random, verdict

import runrest
from runrest.conditions import Condition, Interval
from runrest.deciding import decide_with
from runrest.errors import FactsError
from runrest.linking import link
from runrest.loading import family, house, read
from runrest.signals import Signal
from runrest.unknowns.asking import possible
from runrest.unknowns.grounds import survey
from runrest.unknowns.limits import TooManyError, TooTangledError
from runrest.unknowns.partly import Between, read_partly
from runrest.unknowns.possibilities import Possible, possible_with
from runrest.unknowns.sampling import sample
from runrest.walking import GapError

if TYPE_CHECKING:
    from runrest.linking import Tree
    from runrest.unknowns.listing import PossibleDecision

LONG = "RUNREST_LONG" in os.environ
QUESTIONS = 9_000 if LONG else 130
BLOCKS = 10
MOST = 2_000
"""Athletes of one random question at most; those with more are left out."""
VOCABULARY = house().vocabulary
SCALES = house().scales


def fits(one: PossibleDecision, found: tuple[Any, ...]) -> bool:
    """Tell whether a decision is among those that a listed one stands for."""
    label, ranks, refer, complete = found
    caps = dict(ranks)
    if (label, refer, complete) != (one.label, one.refer, one.complete) or caps.keys() != one.caps.keys():
        return False
    for scale, cap in one.caps.items():
        if isinstance(cap, Interval):
            if not cap.low <= (caps[scale], 0) <= cap.high:
                return False
        elif cap not in (SCALES.scales[scale].value(caps[scale]), caps[scale]):
            return False
    bases: dict[str, float] = {}
    for scale, term in one.multiples.items():
        base = caps[scale] / term.times
        if abs(bases.setdefault(term.of, base) - base) > 1e-9:
            return False
    return True


def outermost(found: list[dict[str, float]], pick: Any) -> dict[str, Any]:
    """Give the smallest or the largest cap on each scale."""
    ends = {scale: pick(caps.get(scale, math.inf) for caps in found) for scale in SCALES.scales}
    return {scale: SCALES.scales[scale].value(end) for scale, end in sorted(ends.items()) if end < math.inf}


def changing(asked: Asked, athletes: list[tuple[dict[str, Any], tuple[Any, ...]]]) -> set[str]:
    """Name the signals of which two values make two decisions, all else being equal."""
    found = set()
    several = [name for name in asked.values if len({athlete.get(name) for athlete, _ in athletes}) > 1]
    for name in several:
        alike = defaultdict(set)
        for athlete, decision in athletes:
            alike[tuple(athlete.get(one) for one in several if one != name)].add(decision)
        if any(len(decisions) > 1 for decisions in alike.values()):
            found.add(name)
    return found


def compare(asked: Asked, facts: dict[str, Any], may_skip: bool, never: Any = ()) -> tuple[list[Any], int]:
    """Hold everything that is said to be possible against all athletes; give what differs, and how many there were."""
    found = possible_with(asked.trees, facts, "random", may_skip=may_skip, unanswered=never)
    listed = found.decisions
    athletes = decided(asked, facts, may_skip)
    decisions = {decision for _, decision in athletes}
    wrong: list[Any] = []
    for decision in decisions:
        matching = [one for one in listed if fits(one, decision)]
        once = len(matching) == 1 or any(len({"km", "minutes"} & one.caps.keys()) > 1 for one in matching)
        wrong += [("missing" if not matching else "twice", decision, matching)] * (not matching or not once)
    for one in listed:
        wrong += [("example", one)] * (not fits(one, verdict(decide_with(asked.trees, one.example, "random"))))
    wrong += [("labels", found.labels)] * (set(found.labels) != {one.label for one in listed})
    alone = len(listed) == 1 and not any(isinstance(cap, Interval) for cap in listed[0].caps.values())
    wrong += [("settled", found.settled)] * (found.settled != alone)
    if asked.exact:
        wrong += [("too many", one) for one in listed if not any(fits(one, decision) for decision in decisions)]
        caps = [dict(ranks) for _, ranks, _, _ in decisions]
        refer = [SCALES.refer.steps.index(step) for _, _, step, _ in decisions]
        expected = {
            "granted": outermost(caps, min),
            "at_best": outermost(caps, max),
            "refer": (SCALES.refer.steps[min(refer)], SCALES.refer.steps[max(refer)]),
            "complete": (all(one[3] for one in decisions), any(one[3] for one in decisions)),
            "open": tuple(name for name in asked.vocabulary.names if name in changing(asked, athletes)),
        }
        wrong += [(name, getattr(found, name), one) for name, one in expected.items() if getattr(found, name) != one]
    return wrong, len(athletes)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_what_is_possible_is_what_comes_out_for_all_athletes(block: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Random trees over random signals: every completion is decided, and nothing else is claimed."""
    wrong, compared, tangled, athletes = [], 0, 0, 0
    for seed in range(block, QUESTIONS, BLOCKS):
        chance = random.Random(seed)
        asked = question_at_random(chance)
        for _ in range(3):
            facts, may_skip = facts_at_random(chance, asked), not chance.randrange(5)
            if math.prod(max(1, len(some)) for some in choices(asked, facts, may_skip).values()) > MOST:
                continue
            try:
                found, count = compare(asked, facts, may_skip)
            except TooTangledError:
                tangled += 1
                continue
            compared, athletes = compared + 1, athletes + count
            wrong += [(seed, facts, may_skip, one) for one in found]
    if LONG:
        with capsys.disabled():
            sys.stdout.write(f"{compared} partly known, {athletes} athletes, {tangled} too tangled\n")
    assert wrong == []
    assert compared > 5 * tangled
    assert athletes > 20 * compared


@pytest.mark.parametrize("block", range(3))
def test_with_every_signal_known_or_silent_the_one_decision_is_the_walkers(block: int) -> None:
    """Unknown has a meaning of its own in counts, maxima and ratios; it is the walker's."""
    for seed in range(block, 6_000 if LONG else 240, 3):
        chance = random.Random(seed)
        asked = question_at_random(chance)
        for _ in range(5):
            facts = {name: chance.choice(some) for name, some in asked.values.items() if chance.randrange(3) and some}
            silent = [name for name in asked.values if name not in facts]
            (only,) = possible_with(asked.trees, facts, "random", unanswered=silent).decisions
            decision = decide_with(asked.trees, facts, "random")
            assert fits(only, verdict(decision)), (seed, facts)
            assert only.example == decision.facts


KNOWN: dict[str, Any] = {
    **HEALTHY, "planned_type": "tempo", "planned_km": 10.0, "planned_min": 60.0, "stress": 2, "sleep_quality": 2,
    "sleep_h_last": 7.5, "sleep_h_14d": 7.5, "pain_run_peak": 0, "pain_next_am": 0, "pain_usual_am": 0,
    "pain_site": "knee", "pain_trend": "same", "pain_builds": False, "pain_days": 0, "sessions_changed": 0,
    "bone_focal": False, "pain_night": False, "hop_pain": False, "painkiller_24h": False, "bsi_returning": False,
    "temp_c": 36.8, "days_symptom_free": 3, "illness_days": 0, "worse_than_usual": False, "rpe_high_7d": 0,
    "rhr_delta": 0.0, "rhr_days_high": 0, "fatigue_days_high": 0, "perf_trend": "flat", "soreness_days": 0,
    "stress_days_high": 0, "hrv_falling_days": 0, "hrv_valid7": 0, "hrv_ln_day": 4.0, "hrv_mean10": 4.0,
    "hrv_sd10": 0.2, "days_off": 1, "break_days": 0, "days_since_race": 200, "last_race_km": 10.0,
    "longest_run_30d": 20.0, "hard_7d": 1, "wbgt_c": 15.0, "aqi": 30, "strength_order": "none",
    "form_lost": False, "age": 38, "discomfort_sessions": 0, "ran_yesterday": False, "acclimatised": True,
}  # fmt: skip
"""A healthy runner of whom everything is known that the trees of a day ask."""


def drawn(chance: random.Random, facts: dict[str, Any]) -> dict[str, Any]:
    """Complete facts: every signal that is not known gets a believed value."""
    whole = dict(facts)
    for signal in PLAIN:
        if signal.name in whole:
            continue
        if not signal.numeric:
            whole[signal.name] = chance.choice(signal.named_values())
            continue
        low, high = signal.plausible or signal.valid
        figure = chance.choice([low, high, chance.uniform(low, high), min(high, max(low, chance.uniform(0, 50)))])
        whole[signal.name] = round(figure) if signal.type == "integer" else figure
    return whole


@pytest.mark.parametrize("block", range(5))
def test_sampled_athletes_get_one_of_the_possible_decisions_of_the_day(block: int) -> None:
    """The shipped trees: complete a half-known athlete at random, and the decision is among the possible ones."""
    names = sorted(KNOWN)
    for seed in range(block, 1_000 if LONG else 40, 5):
        chance = random.Random(seed)
        facts = {name: KNOWN[name] for name in names if chance.random() < 0.9}
        facts |= {"planned_type": "tempo"} if chance.randrange(3) else {}
        found = possible("today", facts)
        for _ in range(10):
            decision = runrest.decide("today", drawn(chance, facts))
            if decision.conflicts:
                continue
            assert decision.label in found.labels
            least, most = (SCALES.refer.steps.index(step) for step in found.refer)
            assert least <= decision.urgency <= most
            for scale, cap in found.granted.items():
                rank = SCALES.scales[scale].rank(cap)
                assert rank is not None
                assert decision.ranks.get(scale, math.inf) >= rank - 1e-9
            for scale, cap in found.at_best.items():
                rank = SCALES.scales[scale].rank(cap)
                assert rank is not None
                assert decision.ranks[scale] <= rank + 0.005


@pytest.mark.parametrize("seed", range(300 if LONG else 12))
def test_a_few_unknown_signals_of_the_day_are_gone_through_one_by_one(seed: int) -> None:
    chance = random.Random(seed)
    counted = {
        signal.name: signal.named_values() or range(int(signal.valid[0]), int(signal.valid[1]) + 1)
        for signal in PLAIN
        if signal.name in KNOWN and (not signal.numeric or (signal.type == "integer" and signal.valid[1] <= 14))
    }
    base = {**KNOWN, **MORNINGS[chance.choice(sorted(MORNINGS))]}
    hidden = chance.sample(sorted(counted), 5)
    while math.prod(len(counted[name]) for name in hidden) > 400:
        hidden.pop()
    facts = {name: value for name, value in base.items() if name not in hidden}
    signals = VOCABULARY.signals
    believed = {
        name: [one for one in counted[name] if not signals[name].implausible(one) or signals[name].implausibly_bad(one)]
        for name in hidden
    }
    asked = Asked(family("today"), believed, {}, exact=True)
    asked.values.update({name: [value] for name, value in facts.items() if value is not None})
    never = [name for name in VOCABULARY.names if name not in asked.values]
    wrong, _ = compare(asked, facts, may_skip=False, never=never)
    assert wrong == []


@pytest.mark.parametrize("name", sorted(MORNINGS))
def test_full_information_leaves_one_decision_the_one_that_is_made(name: str) -> None:
    facts = {**KNOWN, **MORNINGS[name]}
    found = possible("today", facts, unanswered=[one for one in VOCABULARY.names if facts.get(one) is None])
    decision = runrest.decide("today", facts)
    assert found.settled
    assert found.open == ()
    (only,) = found.decisions
    assert fits(only, verdict(decision))
    assert found.granted == found.at_best == decision.caps
    assert found.contradictory == bool(decision.conflicts)


@pytest.mark.parametrize("question", ["today", "week", "rest_timing", "session_adjustment", "rest_timing/bone"])
def test_with_nothing_known_everything_is_still_possible(question: str) -> None:
    found = possible(question, {})
    told = found.to_dict()
    assert not found.settled
    assert told["open"] == list(found.open)
    careful = {"week": "DELOAD", "session_adjustment": "REST"}  # a planned rest stays rest
    assert found.labels[-1] == careful.get(question, "STOP_REFER")
    assert found.labels[0] in ("AS_PLANNED", "PROGRESS")
    assert "discomfort_sessions" not in found.open  # it is only noted


def test_every_example_of_a_listed_decision_gets_it() -> None:
    facts = {**SAFE, "pain_now": 0, "fatigue": 3, "planned_type": "tempo"}
    listed = possible("today", facts).decisions
    assert len(listed) > 500
    for one in random.Random(1).sample(listed, 200):
        assert one.example.items() >= facts.items()
        assert fits(one, verdict(runrest.decide("today", one.example)))


FATIGUE = "rest_timing/fatigue"


@pytest.mark.parametrize(
    ("told", "labels"),
    [
        (5, ("AS_PLANNED", "EASE", "RECOVERY")),
        (6, ("EASE", "RECOVERY")),
        (Between(5, 6), ("AS_PLANNED", "EASE", "RECOVERY")),
        ({"from": 6, "to": 7}, ("EASE", "RECOVERY")),
        ({7}, ("RECOVERY",)),
        ([6, 7], ("EASE", "RECOVERY")),
        ({"any_of": [7, 7]}, ("RECOVERY",)),
        ({"is": "> 6"}, ("RECOVERY",)),
        ({"any_of": [7, None]}, ("AS_PLANNED", "EASE", "RECOVERY")),
    ],
)
def test_partly_known_values_come_in_several_forms(told: Any, labels: tuple[str, ...]) -> None:
    found = possible(FATIGUE, {"fatigue": told, "planned_type": "easy" if told == {"any_of": [7, None]} else "tempo"})
    wanted = labels if told != 5 else ("AS_PLANNED", "EASE", "RECOVERY")
    assert found.labels == wanted


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"fatigue": {"from": 6}}, "fatigue is not told in a way that can be read"),
        ({"fatigue": Between(6, 5)}, "fatigue goes from 6 to 5: the smaller number comes first"),
        ({"fatigue": Between(5, 9)}, "fatigue is 9, but it must be a whole number from 1 to 7"),
        ({"fatigue": []}, "fatigue has no possible value left"),
        ({"fatigue": {"is": "> x"}}, "fatigue: '> x'"),
        ({"pain_site": Between(1, 2)}, "pain_site has no range"),
        ({"pain_site": ["knee", "elbow"]}, "pain_site is elbow, but it must be one of"),
        ({"fatige": {5, 6}}, "there is no signal 'fatige'"),
        ({"readiness_signs": {1, 2}}, "readiness_signs is worked out by runrest"),
        ({"fatigue": object()}, "fatigue is not told in a way that can be read"),
    ],
)
def test_facts_that_cannot_be_read_are_named(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(FactsError) as caught:
        possible("today", facts)
    assert words in str(caught.value)
    assert str(caught.value).count(";") <= 1


def test_all_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(FactsError) as caught:
        possible("today", {"fatigue": 9, "stress": Between(3, 2), "soreness": []}, unanswered=["no_such", "spike"])
    assert len(caught.value.problems) == 3
    with pytest.raises(FactsError, match="no signal 'spike' that could stay unanswered"):
        possible("today", {}, unanswered=["spike"])


def test_one_value_is_the_same_as_that_value() -> None:
    known = read_partly({"fatigue": {5}, "sleep_h_last": Between(6, 6), "stress": Condition()}, VOCABULARY)
    assert known.facts == {"fatigue": 5, "sleep_h_last": 6}
    assert known.held == {}


def test_unusual_values_on_the_better_side_are_left_out_until_they_are_confirmed() -> None:
    facts = {"sleep_h_last": {1.0, 20.0}}
    assert read_partly(facts, VOCABULARY).facts == {"sleep_h_last": 1.0}  # on the worse side it is believed
    assert read_partly(facts, VOCABULARY, ["sleep_h_last"]).held["sleep_h_last"].holds(20.0)
    too_long = possible("rest_timing/sleep", {"sleep_h_last": {16.0, 20.0}})
    assert too_long.labels == possible("rest_timing/sleep", {}).labels
    doubted = possible("today", {"sleep_h_last": 20.0})
    assert len(doubted.doubts) == 1
    assert "sleep_h_last" in doubted.open


def test_who_stays_silent_may_be_told_what_nobody_who_answers_is_told() -> None:
    plan = {"planned_type": "tempo"}
    answered = possible("rest_timing/scope", plan)
    silent = possible("rest_timing/scope", plan, may_skip=True)
    never = possible("rest_timing/scope", plan, unanswered=["scope_pregnant"])
    assert answered.labels == ("AS_PLANNED", "STOP_REFER")
    assert answered.complete == (True, True)
    assert silent.labels == ("AS_PLANNED", "EASE", "STOP_REFER")
    assert never.labels == ("EASE", "STOP_REFER")
    assert silent.complete == (False, True)
    assert "scope_pregnant" not in never.open


def test_who_contradicts_themselves_is_left_out_unless_all_do() -> None:
    limping = possible("rest_timing/pain", {"pain_now": 0, "pain_run_peak": 0, "pain_next_am": 0})
    assert "gait_changed" not in limping.open  # with no pain, a limp because of it would contradict
    assert "SWAP" not in limping.labels
    torn = possible("rest_timing/pain", {"pain_now": 0, "gait_changed": True})
    assert torn.contradictory
    assert torn.complete == (False, False)
    assert "SWAP" in torn.labels
    between = possible("rest_timing/bone", {"pain_site": "none", "gait_changed": True})
    assert between.contradictory  # pain would be nowhere, no pain would not make one limp


def test_what_other_trees_hide_is_not_open() -> None:
    """Whatever the sleep was, easy is the most; so whether the air calls for easy changes nothing."""
    facts = {**KNOWN, "sleep_h_last": {3.0, 5.0}, "aqi": {50, 180}}
    silent = [name for name in VOCABULARY.names if name not in KNOWN]
    assert possible("today", facts, unanswered=silent).open == ("sleep_h_last",)
    assert possible("today", {**facts, "sleep_h_last": {3.0, 8.0}}, unanswered=silent).open == ("sleep_h_last", "aqi")


def test_a_cap_that_is_a_multiple_of_an_unknown_signal_is_an_interval() -> None:
    facts = {"planned_type": "easy", "planned_km": 11.0}
    found = possible("session_adjustment/spike", facts)
    (free,) = (one for one in found.decisions if not one.caps)
    (short,) = (one for one in found.decisions if one.caps)
    assert (free.label, short.label) == ("AS_PLANNED", "SHORTEN")
    assert str(short.caps["km"]) == "(0..11)"
    assert found.granted == {"km": 0.0}
    assert found.open == ("longest_run_30d",)
    known = possible("session_adjustment/spike", {**facts, "longest_run_30d": Between(8, 9)})
    (short,) = known.decisions
    cap = short.caps["km"]
    assert isinstance(cap, Interval)
    assert (round(cap.low[0], 9), round(cap.high[0], 9), cap.low[1], cap.high[1]) == (8.8, 9.9, 0, 0)
    assert not known.settled


def test_multiples_of_one_signal_go_together() -> None:
    tree = runrest.load(TWO_MULTIPLES, proven=False)
    facts = {"aqi": 200, "planned_type": "easy", "planned_km": 100.0, "planned_min": 1000.0}
    one = next(one for one in possible(tree, facts).decisions if one.multiples)
    assert {scale: (term.of, term.times) for scale, term in one.multiples.items()} == {
        "km": ("longest_run_30d", 0.5),
        "minutes": ("longest_run_30d", 6.0),
    }
    assert all(isinstance(one.caps[scale], Interval) for scale in ("km", "minutes"))


TWO_MULTIPLES = """
title = "Two"
start = "air"
version = "1"
[questions.air]
signal = "aqi"
because = "Because."
evidence = [{ rule = "X", source = "DESIGN", link = "D", cutoff = "D" }]
[questions.air.branches]
"> 100" = "less"
"<= 100, unknown" = "all"
[advice.less]
caps = { km = { of = "longest_run_30d", times = 0.5 }, minutes = { of = "longest_run_30d", times = 6.0 } }
say = "Less."
[advice.all]
say = "All."
"""
GAPPED = TWO_MULTIPLES.replace('"<= 100, unknown"', '"<= 50, unknown"')


def test_a_gap_in_an_unproven_tree_is_named() -> None:
    file, _ = read(GAPPED)
    assert file is not None
    tree = link(file, house(), proven=False)
    with pytest.raises(GapError, match="question air has no branch for"):
        possible(tree, {})
    assert possible(tree, {"aqi": 20, "planned_type": "easy"}).labels == ("AS_PLANNED",)


def test_more_decisions_than_are_listed_are_refused_and_the_rest_is_still_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("runrest.unknowns.listing.MOST_DECISIONS", 50)
    found = possible("today", SAFE)
    with pytest.raises(TooManyError, match="more than 50 decisions are possible"):
        _ = found.decisions
    assert found.labels[0] == "AS_PLANNED"


def test_whole_numbers_that_depend_on_broken_ones_are_refused_not_guessed() -> None:
    assert "last_race_km" in str(TooTangledError(("last_race_km", "days_since_race")))


def test_more_tied_numbers_than_can_be_worked_out_are_refused_before_they_take_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("runrest.unknowns.sampling.MOST_WALLS", 3)
    file, _ = read(TWO_MULTIPLES)
    assert file is not None
    tree = link(evolve(file, name="rest_timing/few"), house(), proven=False)
    facts = {"aqi": 200, "planned_type": "easy"}
    with pytest.raises(TooTangledError, match="longest_run_30d, planned_km, planned_min depend on"):
        possible(tree, facts)
    fixed = possible(tree, {**facts, "longest_run_30d": 12.0, "planned_km": 10.0, "planned_min": 50.0})
    assert fixed.labels == ("SHORTEN",)


@pytest.mark.parametrize("width", [3, 40])
def test_whole_numbers_are_met_in_every_corner(width: int) -> None:
    """Few whole numbers are tried one by one, and no cut has to be handed on to them; of many only some are tried."""
    whole = [Signal(name, "integer", "up", name, valid=(0, width)) for name in ("one", "two")]
    real = Signal("real", "number", "up", "real", valid=(0.0, 5.0))
    forms = [((1.0, -1.0, 1.0), -0.5), ((2.0, 0.0, -1.0), 0.0), ((0.0, 1.0, -2.0), -1.0)]
    domains = {one.name: (Interval((one.valid[0], 0), (one.valid[1], 0)),) for one in (*whole, real)}

    def corner(point: dict[str, float]) -> tuple[int, ...]:
        row = (point["one"], point["two"], point["real"])
        sums = (add + sum(a * b for a, b in zip(row, factors, strict=True)) for factors, add in forms)
        return tuple((one > 0) - (one < 0) for one in sums)

    found = {corner(point) for _, point in sample([*whole, real], domains, forms)}
    grid = product(range(width + 1), range(width + 1), range(41))
    assert found >= {corner({"one": one, "two": two, "real": step / 8}) for one, two, step in grid}


def test_the_same_trees_are_laid_out_once() -> None:
    first, second = possible("today", {}), possible("today", {"fatigue": 3})
    assert isinstance(first, Possible)
    assert first.ground is second.ground


@pytest.mark.parametrize("seed", [1390, 6481])
def test_points_beside_each_other_do_not_fall_together_by_rounding(seed: int) -> None:
    """Figures like 0.8 - 0.3 met a cut at 0.5 only nearly, and answers got lost."""
    chance = random.Random(seed)
    asked = question_at_random(chance)
    for _ in range(3):
        facts, may_skip = facts_at_random(chance, asked), not chance.randrange(5)
        if math.prod(max(1, len(some)) for some in choices(asked, facts, may_skip).values()) <= MOST:
            assert compare(asked, facts, may_skip)[0] == []


def written(start: str, rest: str) -> Tree:
    """Write a tree of one question that is about to be proven."""
    file, problems = read(f'title = "One"\nversion = "1"\nstart = "{start}"\n' + rest)
    assert file is not None, problems
    return link(file, house(), proven=False)


def asking(signal: str, **leads: tuple[str, str]) -> Tree:
    """Write a tree that asks one signal; each advice has a condition and its caps."""
    branches = "".join(f"'{test}' = \"{name}\"\n" for name, (test, _) in leads.items())
    advice = "".join(f'[advice.{name}]\nsay = "Say."\ncaps = {{ {caps} }}\n' for name, (_, caps) in leads.items())
    proof = '[{ rule = "X", source = "DESIGN", link = "D", cutoff = "D" }]'
    asked = f'[questions.one]\nsignal = "{signal}"\nbecause = "Because."\nevidence = {proof}\n'
    return written("one", f"{asked}[questions.one.branches]\n{branches}{advice}")


def test_an_example_may_need_that_a_planned_amount_stays_unknown() -> None:
    """With 45 minutes only a run of unknown length is cut short, none of 30 minutes; the example was one of 30."""
    trees = (asking("aqi", less=("> 100", "minutes = 45.0"), all=("<= 100, unknown", "")),)
    facts = {"aqi": 200, "planned_type": "easy", "planned_min": {"any_of": [30, None]}}
    full, short = possible_with(trees, facts, "one").decisions
    assert (full.label, full.example["planned_min"]) == ("AS_PLANNED", 30)
    assert (short.label, "planned_min" in short.example) == ("SHORTEN", False)
    assert fits(short, verdict(decide_with(trees, short.example, "one")))


def test_two_multiples_of_the_same_size_are_one_cap() -> None:
    """Half of the longest run may be what the last race says; then which of them is meant makes no difference."""
    less = "km = { of = 'longest_run_30d', times = 0.5 }"
    trees = (
        asking("planned_type", less=('"easy"', less), all=('"tempo"', "")),
        asking("aqi", race=("unknown", "km = { of = 'last_race_km', times = 1.0 }")),
    )
    facts = {"planned_type": {"easy", "tempo"}, "last_race_km": {5.0, 10.0}, "planned_km": 100.0}
    never = ["planned_min", "aqi"]
    alike = possible_with(trees, {**facts, "longest_run_30d": {20.0, 30.0}}, "two", unanswered=never)
    assert alike.open == ("last_race_km",)
    apart = possible_with(trees, {**facts, "longest_run_30d": {18.0, 30.0}}, "two", unanswered=never)
    assert set(apart.open) == {"last_race_km", "longest_run_30d", "planned_type"}


def test_an_answer_does_not_depend_on_who_asked_before() -> None:
    """What is kept from one runner for the next changes the time it takes, and nothing else."""
    some = [{}, {"rf_chest_pain": True}, {**SAFE, "planned_type": "tempo"}, {"fatigue": {"from": 5, "to": 6}}, KNOWN]
    ground = survey(family("today"))
    alone = []
    for facts in some:
        ground.store = None
        alone.append(possible("today", facts).to_dict())
    ground.store = None
    assert [possible("today", facts).to_dict() for facts in some] == alone
    assert [possible("today", facts).to_dict() for facts in some[::-1]] == alone[::-1]


def test_threads_may_share_what_is_kept() -> None:
    some = [{"planned_type": kind, "fatigue": fatigue} for kind in ("tempo", "easy", "rest") for fatigue in (2, 5, 7)]
    alone = [possible("today", facts).to_dict() for facts in some]
    survey(family("today")).store = None
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda facts: possible("today", facts).to_dict(), some)) == alone


def test_a_full_store_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = survey(family("today"))
    before = possible("today", HEALTHY).to_dict()
    kept = ground.store
    monkeypatch.setattr("runrest.unknowns.paths.MOST_KEPT", 10)
    assert possible("today", HEALTHY).to_dict() == before
    assert ground.store is not kept
