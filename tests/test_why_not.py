"""Why an answer is not another one: what stands against it does so, and the changes that are told give it."""

from __future__ import annotations

import json
import re

import pytest
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st
from mornings import HEALTHY, MORNINGS, SAFE, morning
from test_telling import ANY_FACTS
from test_why import CODE, FLOAT, SITUATIONS, decided, flat

import runrest
from runrest.deciding import decide_with
from runrest.loading import house
from runrest.phrases import SLOT
from runrest.scales import FREE
from runrest.vocabulary import Facts
from runrest.words.opposing import LEAST, labels_of, least, refuse
from runrest.words.refusing import compose_not
from runrest.words.summing_up import PARAGRAPH
from runrest.words.whys import LENGTHS, why_not

DAY_LABELS = tuple(house().scales.labels)
LABELS = st.sampled_from(DAY_LABELS)


@pytest.mark.parametrize("name", SITUATIONS)
def test_told_as_kept(name: str) -> None:
    decision = decided(name)
    told = [why_not(decision, label) for label in ("AS_PLANNED", "EASE", "REST")]
    told.append(why_not(decision, "AS_PLANNED", "everything"))
    is_golden(f"why_not_{name}", "\n\n---\n\n".join(told))


# ---- each kind of answer ----


def test_what_it_is_already() -> None:
    assert why_not(morning("very_tired"), "ease", "line") == "Why not EASE? It is EASE already."


@pytest.mark.parametrize("label", ["AS_PLANNED", "as planned", "As-Planned", "train", " as_planned "])
def test_labels_are_read_kindly(label: str) -> None:
    assert refuse(morning("very_tired"), label).label == "AS_PLANNED"


def test_an_answer_that_is_none_is_refused() -> None:
    with pytest.raises(runrest.UnknownNameError, match="no answer 'sprint'"):
        why_not(morning("very_tired"), "sprint")
    with pytest.raises(runrest.UnknownNameError, match="PROGRESS, HOLD, DELOAD"):
        why_not(runrest.decide("week", {}), "REST")


def test_a_rest_day_in_the_plan_is_said_kindly() -> None:
    told = flat(why_not(morning("planned_rest"), "as_planned"))
    assert "You planned less than that for today: rest." in told
    assert "With an easy run planned it would be AS PLANNED." in told


def test_an_easy_plan_is_as_gentle_already() -> None:
    easy = morning("healthy", planned_type="easy")
    assert refuse(easy, "ease").case == "gentle"
    assert flat(why_not(easy, "ease")).startswith("Why not EASE? Your plan for today (easy) is that gentle already.")
    ill = morning("fever", planned_type="easy")
    assert (refuse(ill, "ease").case, refuse(ill, "ease").goal) == ("freer", "AS_PLANNED")


def test_only_a_professional_gives_it_back() -> None:
    for name in ("chest", "bone", "pregnant", "heat_stroke"):
        for label in ("as_planned", "ease", "rest"):
            told = flat(why_not(morning(name), label))
            assert "Only a professional's word changes this." in told
            assert " if:" not in told
    assert flat(why_not(morning("heat_stroke"), "train")).startswith("Why not TRAIN? Stop now. Cool down first:")


def test_getting_well_comes_first() -> None:
    assert "Ask again when you are well" in flat(why_not(morning("fever"), "train"))


def test_what_nobody_can_change_is_said_honestly() -> None:
    told = flat(why_not(morning("three_weeks_off"), "as_planned"))
    assert "Nobody can change this by tomorrow: days since the last run." in told


def test_missing_answers_stand_against_it() -> None:
    told = flat(why_not(runrest.decide("today", {}), "train"))
    assert "Not answered yet: the questions about your situation;" in told
    assert "when you are well" not in told


def test_a_contradiction_stands_against_it() -> None:
    decision = morning("limp_without_pain")
    assert decision.conflicts[0] in flat(why_not(decision, "train"))
    assert why_not(decision, "train", form="json")["conflicts"] == list(decision.conflicts)
    assert why_not(decision, "ease", form="json")["conflicts"] == []


def test_nothing_known_asks_for_rest() -> None:
    told = flat(why_not(morning("healthy"), "rest"))
    assert told.startswith("Why not REST? Nothing that is known today asks for it. REST if:")
    assert "fever, chills, aches or feeling unwell: yes" in told


def test_a_week_has_answers_of_its_own() -> None:
    decision = runrest.decide("week", {"weeks_since_deload": 4})
    told = why_not(decision, "progress", "everything", form="json")
    assert (told["label"], told["case"]) == ("DELOAD", "freer")
    assert "progression/running_week" in [tree["tree"] for tree in told["against"]]


# ---- true for anybody ----


def place(decision: runrest.Decision) -> int:
    return labels_of(decision).index(decision.label)


@settings(max_examples=120, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), label=LABELS)
def test_without_what_stands_against_it_nothing_does(facts: dict[str, object], safe: bool, label: str) -> None:
    decision = runrest.decide("today", {**facts, **(SAFE if safe else {})})
    refusal = refuse(decision, label)
    if refusal.case not in ("freer", "professional"):
        assert refusal.against == ()
        return
    against = {spoken.tree.name for spoken in refusal.against}
    assert against or refusal.contradicted
    left = tuple(tree for tree in decision.trees if tree.name not in against)
    if left and not decision.conflicts:
        goal = labels_of(decision).index(refusal.goal)
        assert place(decide_with(left, decision.facts, "today")) <= goal


@settings(max_examples=120, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), label=LABELS)
def test_each_tree_that_stands_against_it_does_so_alone(facts: dict[str, object], safe: bool, label: str) -> None:
    """With everything else as free as the answer lets it be, it makes the answer more careful."""
    decision = runrest.decide("today", {**facts, **(SAFE if safe else {})})
    refusal, scales = refuse(decision, label), decision.house.scales
    against = {spoken.tree.name for spoken in refusal.against}
    if refusal.case != "freer":
        return
    for outcome in decision.outcomes:
        ranks = least(refusal.goal, scales)
        for name, rank in decision.caps_of(outcome):
            ranks[name] = min(rank, ranks.get(name, FREE))
        refer = max(outcome.refer, int(refusal.goal == "STOP_REFER"))
        came = scales.label(ranks, refer, decision.facts, complete=not outcome.incomplete).name
        harder = DAY_LABELS.index(came) > DAY_LABELS.index(refusal.goal)
        assert harder == (outcome.tree in against)


@settings(max_examples=60, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), label=LABELS)
def test_the_changes_give_it_when_they_are_made(facts: dict[str, object], safe: bool, label: str) -> None:
    decision = runrest.decide("today", {**facts, **(SAFE if safe else {})})
    refusal = refuse(decision, label)
    goal = labels_of(decision).index(refusal.goal)
    for change in refusal.changes:
        other = decide_with(decision.trees, Facts({**decision.facts, **change.facts}), "today")
        assert place(other) <= goal if refusal.case == "freer" else place(other) >= goal


@settings(max_examples=60, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), label=LABELS, language=st.sampled_from(["en", "de"]))
def test_no_sentence_has_a_hole_or_a_word_of_code(
    facts: dict[str, object], safe: bool, label: str, language: str
) -> None:
    decision = runrest.decide("today", {**facts, **(SAFE if safe else {})}, language=language)
    refusal = refuse(decision, label)
    for block in compose_not(refusal):
        assert block.words
        assert not SLOT.search(block.words)
        if block.kind not in ("because", "say", "source", "evidence"):
            assert not CODE.search(block.words), block
            assert not FLOAT.search(block.words), block
    line = why_not(decision, label, "line")
    assert not CODE.search(line)
    assert len(line.split("?", 1)[1].split()) >= 2
    assert len(why_not(decision, label).split()) <= PARAGRAPH
    assert flat(why_not(decision, label)).endswith(decision.house.phrases("guidance"))


@pytest.mark.parametrize("name", MORNINGS)
def test_it_can_be_kept_and_read_again(name: str) -> None:
    for label in DAY_LABELS:
        told = [why_not(morning(name), label, length, form="json") for length in LENGTHS]
        assert json.loads(json.dumps(told[2], allow_nan=False)) == told[2]
        assert set(told[0]) < set(told[1]) < set(told[2])
        marked = why_not(morning(name), label, "everything", form="markdown")
        assert not re.search(r"\n\n\n|[ \t]\n", marked)


def test_rest_and_a_referral_from_two_trees_stand_together() -> None:
    decision = runrest.decide("today", {**HEALTHY, "temp_c": 38.0, "soreness_days": 8})
    assert decision.label == "STOP_REFER"
    assert [spoken.tree.name for spoken in refuse(decision, "rest").against] == ["rest_timing/soreness_course"]
    assert [spoken.tree.name for spoken in refuse(decision, "train").against] == ["rest_timing/illness"]


def test_every_label_has_its_loosest_caps() -> None:
    scales = house().scales
    assert set(LEAST) == {*scales.labels, *scales.week_labels}
    for label in scales.labels:
        assert scales.label(least(label, scales), int(label == "STOP_REFER"), {}, complete=True).name == label
    for label in scales.week_labels:
        assert scales.week_label(least(label, scales), complete=True).name == label


def test_the_easy_plan_is_worked_out_and_not_claimed() -> None:
    decision = runrest.decide("today", {**HEALTHY, "planned_type": "rest", "soreness": 6})
    assert "With an easy run planned it would be RECOVERY." in flat(why_not(decision, "as_planned"))
