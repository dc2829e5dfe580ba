"""Why an answer is what it is: every step once, every branch beside it named, and values that do lead there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from typing import Any

import pytest
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st
from mornings import HEALTHY, MORNINGS, SAFE, morning
from test_telling import ANY_FACTS

import runrest
from runrest.deciding import decide_with
from runrest.loading import house
from runrest.phrases import SLOT
from runrest.walking import taken, trace
from runrest.words.composing import compose
from runrest.words.dialects import MARKDOWN
from runrest.words.forking import changed, forks
from runrest.words.peeling import peel
from runrest.words.reasoning import Why
from runrest.words.stating import other_answers, step_words
from runrest.words.summing_up import LINE, PARAGRAPH
from runrest.words.whys import LENGTHS, why

DAY = date(2026, 11, 22)
SITUATIONS = ("healthy", "fever", "tendon", "three_signs", "nothing_known", "limp_without_pain", "chest")
"""Well, ill, sore, tired all round, silent, contradicting themselves, with a red flag."""
QUESTIONS = st.sampled_from(["today", "week", "rest_timing/pain", "session_adjustment"])
FLOAT = re.compile(r"\d[.,]0(?![\d.])")
CODE = re.compile(r"->|[<>]=?|[{}\[\]]|\bNone\b(?! of the)|\bTrue\b|\bFalse\b|\bnan\b|\binf\b")
OURS = frozenset({"title", "lead", "head", "tree", "step", "forks", "brief", "change"})
"""Blocks whose words are put together here; reasons, sayings and sources are the trees' own."""


def decided(name: str) -> runrest.Decision:
    return runrest.decide("today", {}) if name == "nothing_known" else morning(name)


def flat(text: str) -> str:
    return " ".join(text.split())


# ---- as kept ----


@pytest.mark.parametrize("name", SITUATIONS)
def test_told_as_kept(name: str) -> None:
    decision = decided(name)
    everything = why(decision, "everything")
    if name != "tendon":  # one tail is enough to be read
        everything = everything.partition(" more trees were asked")[0].rpartition("\n")[0].rstrip()
    is_golden(f"why_{name}", "\n\n---\n\n".join([why(decision, "line"), why(decision), everything]))


def test_told_as_kept_in_german() -> None:
    with runrest.loading.speaking("de"):
        decision = morning("three_signs")
        everything = why(decision, "everything")
    is_golden("why_three_signs_de", "\n\n---\n\n".join([why(decision, "line"), why(decision), everything]))


def test_marked_up_and_recorded_as_kept() -> None:
    decision = runrest.decide("rest_timing/pain", {"pain_now": 4, "gait_changed": False}, DAY)
    is_golden("why_pain", why(decision, "everything", form="markdown"), "md")
    is_golden("why_pain", json.dumps(why(decision, "everything", form="json"), indent=1, ensure_ascii=False), "json")


# ---- everything is there, once, and in order ----


def trees_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [*(tree for ring in told["rings"] for tree in ring["trees"]), *told["rest"]]


@settings(max_examples=60, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), question=QUESTIONS)
def test_every_step_of_every_tree_is_told_once(facts: dict[str, object], safe: bool, question: str) -> None:
    decision = runrest.decide(question, {**facts, **(SAFE if safe else {})}, DAY)
    told = why(decision, "everything", form="json")
    steps = Counter((tree["tree"], step["question"]) for tree in trees_of(told) for step in tree["steps"])
    assert steps == Counter((step.tree, step.question.id) for step in decision.steps)
    assert set(steps.values()) == {1}
    assert json.loads(json.dumps(told, allow_nan=False)) == told


@settings(max_examples=40, deadline=None)
@given(facts=ANY_FACTS, question=QUESTIONS)
def test_every_branch_beside_the_path_is_named(facts: dict[str, object], question: str) -> None:
    decision = runrest.decide(question, facts)
    trees = {tree.name: tree for tree in decision.trees}
    for tree in trees_of(why(decision, "everything", form="json")):
        for step in tree["steps"]:
            told = [step["branch"], *(fork["branch"] for fork in step["not_taken"])]
            asked = trees[tree["tree"]].questions[step["question"]]
            assert sorted(told) == sorted(branch.text for branch in asked.branches)
    text = flat(why(decision, "everything"))
    found = {name: forks(tree, decision.facts) for name, tree in trees.items()}
    for step in decision.steps:
        for needs, leads in other_answers(decision, found[step.tree][step.question.id], step):
            assert f"{needs} ({leads})" in text or f"{needs}: {leads}" in text
    for name in decision.binding:
        for step in decision.paths[name]:
            assert flat(step_words(decision, step)) in text
            assert flat(step.question.because) in text


@settings(max_examples=60, deadline=None)
@given(facts=ANY_FACTS, question=QUESTIONS)
def test_what_is_named_really_leads_there(facts: dict[str, object], question: str) -> None:
    decision = runrest.decide(question, facts)
    signals = decision.house.vocabulary.signals
    for tree in decision.trees:
        for asked, found in forks(tree, decision.facts).items():
            signal = signals[tree.questions[asked].signal]
            for fork in found:
                if fork.tried is not None:
                    path = trace(tree, changed(decision.facts, fork.tried))
                    assert any(step.branch is fork.branch for step in path)
                if len(fork.ends) == 1 and fork.tried is not None and not signal.derived:
                    assert path[-1].branch.target == fork.ends[0].advice.id
                for value in inside(fork.needs, signal):
                    if signal.derived:
                        assert taken(tree.questions[asked], (value, value))[0] is fork.branch
                    elif fork.tried is not None:
                        path = trace(tree, changed(decision.facts, {signal.name: value}))
                        assert any(step.branch is fork.branch for step in path)
                assert not (fork.needs.unknown and not fork.branch.condition.unknown)


def inside(condition: runrest.conditions.Condition, signal: runrest.signals.Signal) -> list[Any]:
    """Values that meet a condition: both ends of each stretch, and every word."""
    values: list[Any] = sorted(condition.values, key=str)
    for part in condition.intervals:
        (low, above), (high, below) = part.low, part.high
        if signal.type == "integer":
            values += [int(low), int(high)]
        elif abs(low) + abs(high) < 1e9:
            values += [low if not above else (low + high) / 2, high if not below else (low + high) / 2]
    return values


def test_the_branches_that_no_value_alone_can_reach_are_few() -> None:
    """Such as "any red flag" after each of them was said to be known."""
    rare = {
        (tree.name, asked, fork.branch.text)
        for name in MORNINGS
        for tree in morning(name).trees
        for asked, found in forks(tree, morning(name).facts).items()
        for fork in found
        if fork.tried is None
    }
    assert len(rare) <= 2


def test_what_is_asked_before_narrows_what_is_named() -> None:
    decision = morning("healthy")
    illness = next(tree for tree in decision.trees if tree.name == "rest_timing/illness")
    (fork,) = forks(illness, decision.facts)["warm"]
    assert fork.branch.text == ">= 37.5"
    assert fork.needs.show(decision.house.vocabulary.signals["temp_c"]) == "[37.5..38)"


@settings(max_examples=100, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), question=QUESTIONS)
def test_the_trees_come_in_the_order_in_which_they_bind(facts: dict[str, object], safe: bool, question: str) -> None:
    decision = runrest.decide(question, {**facts, **(SAFE if safe else {})})
    told = Why(decision)
    seen: list[str] = []
    for ring in told.rings:
        left = tuple(tree for tree in decision.trees if tree.name not in seen)
        again = decide_with(left, decision.facts, question)
        assert (ring.binding, ring.label) == (again.binding, again.label)
        assert [spoken.tree.name for spoken in told.spoken(ring)] == list(ring.binding)
        assert not set(ring.binding) & set(seen)
        seen += ring.binding
    assert told.rings[0] is decision
    labels = list(decision.house.scales.week_labels)[::-1] if decision.weekly else list(decision.house.scales.labels)
    places = [labels.index(ring.label) for ring in told.rings]
    assert places == sorted(places, reverse=True)
    assert sorted([*seen, *(spoken.tree.name for spoken in told.rest)]) == sorted(tree.name for tree in decision.trees)


def test_three_signs_come_before_the_sore_legs_that_would_have_bound() -> None:
    rings = peel(morning("three_signs"))
    assert [(ring.label, ring.binding) for ring in rings] == [
        ("RECOVERY", ("rest_timing/fatigue",)),
        ("EASE", ("rest_timing/soreness",)),
        ("AS_PLANNED", ()),
    ]


# ---- sentences ----


@settings(max_examples=60, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), question=QUESTIONS, language=st.sampled_from(["en", "de"]))
def test_no_sentence_has_a_hole_or_a_word_of_code(
    facts: dict[str, object], safe: bool, question: str, language: str
) -> None:
    decision = runrest.decide(question, {**facts, **(SAFE if safe else {})}, language=language)
    blocks = list(compose(Why(decision)))
    for block in blocks:
        assert block.words
        assert not SLOT.search(block.words)
        if block.kind in OURS:
            assert not CODE.search(block.words), block
            assert not FLOAT.search(block.words), block
    assert not CODE.search(why(decision, "line"))
    assert blocks[-1].words == decision.house.phrases("guidance")
    assert sum(block.kind == "title" for block in blocks) == 1


@settings(max_examples=60, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), question=QUESTIONS, width=st.sampled_from([40, 60, 80]))
def test_a_paragraph_has_eighty_words_and_text_keeps_to_the_width(
    facts: dict[str, object], safe: bool, question: str, width: int
) -> None:
    decision = runrest.decide(question, {**facts, **(SAFE if safe else {})})
    told = why(decision, width=width)
    assert len(told.split()) <= PARAGRAPH
    assert flat(told).endswith(decision.house.phrases("guidance"))
    assert "\n" not in why(decision, "line")
    for text in (told, why(decision, "everything", width=width)):
        assert all(len(line) <= width or " " not in line.strip() for line in text.splitlines())


@pytest.mark.parametrize("name", [*MORNINGS, "nothing_known"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_line_is_a_line(name: str, language: str) -> None:
    with runrest.loading.speaking(language):
        line = why(decided(name), "line")
    assert len(line) <= LINE + (50 if language == "de" else 0)  # its words are longer
    assert line.count("?") >= 1


def test_what_contradicts_itself_or_is_unusual_is_named_first() -> None:
    decision = morning("limp_without_pain")
    assert decision.conflicts
    assert why(decision, "line").startswith("Why SWAP for now? Two answers contradict each other.")
    assert flat(why(decision)).startswith(f"Why SWAP for now? {decision.conflicts[0]}")
    assert flat(why(decision, "everything")).startswith(f"Why SWAP for now? {decision.conflicts[0]} What decides")
    assert flat(why(morning("unusual_pain"))).startswith("Why SWAP? Pain right now is 10, outside the usual 0 to 9;")


def test_what_was_taken_carefully_is_named() -> None:
    decision = runrest.decide("today", {**HEALTHY, "hours_since_hard": None, "planned_type": "tempo"})
    told = "Not known, so the careful way is taken: hours since the last hard session."
    assert told in flat(why(decision, "everything"))
    assert told in flat(why(decision))
    assert why(decision, form="json")["careful"] == ["hours_since_hard"]


def test_missing_answers_are_named_and_the_line_counts_the_rest() -> None:
    decision = runrest.decide("today", {})
    assert why(decision, "line") == (
        "Why EASE for now? Not answered yet: the questions about your situation; 4 others."
    )
    assert "the illness questions; fatigue this morning." in flat(why(decision))


def test_in_an_emergency_what_to_do_comes_first() -> None:
    decision = morning("heat_stroke")
    assert flat(why(decision)).startswith("Why STOP, and call the emergency number now? Stop now. Cool down first:")
    assert "Without that" not in flat(why(decision))


def test_an_unproven_tree_is_named_as_such() -> None:
    from test_telling import UNPROVEN

    decision = runrest.decide(runrest.load(UNPROVEN, proven=False), {"soreness": 6})
    assert "fails its proofs" in flat(why(decision, "everything"))


def test_what_was_only_recalled_says_so() -> None:
    told = flat(why(morning("tendon"), "everything"))
    assert "Silbernagel 2007, number recalled, not read" in told
    assert "a rule recalled, not read" in told


def test_every_source_without_an_author_has_a_short_name() -> None:
    nameless = {name for name, told in house().sources.items() if "authors" not in told}
    said = {key.removeprefix("why.source.") for key in house().phrases.every if key.startswith("why.source.")}
    assert nameless == said


# ---- Markdown and plain data ----


@pytest.mark.parametrize("name", SITUATIONS)
def test_markdown_is_well_formed_and_links_to_the_papers(name: str) -> None:
    text = why(decided(name), "everything", form="markdown")
    assert text.endswith("\n")
    assert not re.search(r"\n\n\n|[ \t]\n|<(?!br)", text)
    links = re.findall(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)", text)
    assert all(re.fullmatch(r"https?://[^\s()]+", address) for _, address in links)
    left = re.sub(r"(?<!\\)\[(?:\\.|[^\]\\])*\]\([^)]*\)", "", text)
    assert not re.search(r"(?<!\\)[\[\]]", left)
    if name == "tendon":
        assert ("Silbernagel 2007", "https://doi.org/10.1177/0363546506298279") in links
    headings = [line.split(" ")[0] for line in text.splitlines() if line.startswith("#")]
    assert headings[0] == "#"
    assert headings.count("#") == 1


def test_every_doi_and_address_can_be_linked() -> None:
    for told in house().sources.values():
        if "doi" in told:
            assert re.fullmatch(r"\[x\]\(https://doi\.org/[^\s()]+\)", MARKDOWN.doi("x", told["doi"]))
        assert not set("()<> ") & set(told.get("url", ""))


def test_each_length_has_the_keys_of_the_one_before() -> None:
    keys = [set(why(morning("tendon"), length, form="json")) for length in LENGTHS]
    assert keys[0] < keys[1] < keys[2]


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(runrest.UnknownNameError, match="length"):
        why(morning("tendon"), "essay")  # type: ignore[call-overload]
    with pytest.raises(runrest.UnknownNameError, match="form"):
        why(morning("tendon"), form="html")  # type: ignore[call-overload]


# ---- what is too old to count ----


def test_an_old_check_in_and_an_old_log_are_named() -> None:
    runner = runrest.Athlete(
        checkins=[runrest.CheckIn(date(2026, 11, 19), {"fatigue": 6, "soreness": 5})],
        runs=[runrest.Run(date(2026, 9, 10), km=12), runrest.Run(date(2026, 9, 20), km=12)],
    )
    decision = runrest.decide("today", runner.signals(DAY), DAY)
    told = why(decision, "everything", athlete=runner)
    assert "Your check-in of Thu 19 Nov 2026 is 3 days old and is not used." in flat(told)
    assert "Your log ends on Sun 20 Sep 2026, 63 days ago." in flat(told)
    assert "19 Nov" not in why(decision, "everything")
    stale = why(decision, form="json", athlete=runner)["stale"]
    assert {"fatigue", "soreness"} <= set(stale[0]["signals"])
    assert "longest_run_30d" in stale[1]["signals"]
    assert not {"fatigue", "soreness"} & decision.facts.keys()


def test_what_was_told_by_hand_is_not_stale() -> None:
    runner = runrest.Athlete(checkins=[runrest.CheckIn(date(2026, 11, 21), {"soreness": 5})])
    decision = runrest.decide("rest_timing/soreness", {"soreness": 2}, DAY)
    assert why(decision, form="json", athlete=runner)["stale"] == []
    unknown = runrest.decide("rest_timing/soreness", {}, DAY)
    assert "is 1 day old and is not used" in flat(why(unknown, athlete=runner))


def test_without_a_day_nothing_is_old() -> None:
    runner = runrest.Athlete(checkins=[runrest.CheckIn(date(2026, 11, 21), {"soreness": 5})])
    assert why(runrest.decide("rest_timing/soreness", {}), form="json", athlete=runner)["stale"] == []


def test_today_does_not_wait_for_it() -> None:
    code = (
        "import sys\nfrom runrest.cli import main\n"
        "try:\n    main(['today', '--pain', '0'])\nexcept SystemExit:\n    pass\n"
        "late = {'whys', 'forking', 'composing', 'opposing', 'recording_reasons', 'aging'}\n"
        "print(sorted(name for name in late if f'runrest.words.{name}' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
