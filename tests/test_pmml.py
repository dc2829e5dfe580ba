"""Trees as PMML: the same advice, caps and referral as here, by a small scorer of our own and by JPMML.

JPMML needs Java and ``pip install jpmml_evaluator``; without them its tests are skipped. ``RUNREST_LONG=1`` scores
more than 50,000 states with it. ``RUNREST_PMML_XSD=PATH`` holds every document to the schema of the Data Mining
Group, which may not be shipped here; it needs lxml.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from importlib.util import find_spec
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmml_scorer import SPACE, Scorer, Xml
from pmml_states import states
from trees_at_random import World, athletes, worlds

from runrest import shelf
from runrest.conditions import Condition, Interval
from runrest.decision import Decision
from runrest.derived import Derived, Member, derive_signal
from runrest.exporting.elements import legible
from runrest.exporting.partly_known import ExportError
from runrest.exporting.pmml import pmml_text
from runrest.linking import Tree, link
from runrest.loading import house, load
from runrest.notation import read_condition
from runrest.signals import Signal
from runrest.tree import Advice, Branch, Question, TreeFile
from runrest.vocabulary import Facts, Vocabulary
from runrest.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = tuple(shelf.names())
LONG = bool(os.environ.get("RUNREST_LONG"))
SCHEMA = os.environ.get("RUNREST_PMML_XSD", "")
NO_JAVA = shutil.which("java") is None or find_spec("jpmml_evaluator") is None or find_spec("jpype") is None
EACH = 1200 if LONG else 20
Score = dict[str, Any]


def expected(tree: Tree, state: dict[str, Any]) -> Score:
    """Give what a scorer should answer, by the walker."""
    facts = Facts(state)
    outcome = walk(tree, facts)
    decision = Decision(tree.name, None, facts, (tree,), (outcome,))
    scales = tree.house.scales.scales
    caps = {
        f"cap_{name}": scales[name].steps[int(rank)] if scales[name].steps else rank
        for name, rank in decision.caps_of(outcome)
    }
    advice = outcome.advice
    told = {"advice": advice.id, "advice_id": advice.id, "say": legible(advice.say), "refer": advice.refer}
    hours = {"not_before_h": advice.not_before_h} if advice.not_before_h is not None else {}
    return {**told, "incomplete": advice.incomplete, **hours, **caps}


def without_missing(score: Score) -> Score:
    return {key: value for key, value in score.items() if value is not None and value == value}


def at_random(world: World) -> Tree:
    """Link a random tree that has the words of the house too."""
    words = house().phrases
    given = world.house.vocabulary
    signals = {name: evolve(signal, phrases=words) for name, signal in given.signals.items()}
    shared = evolve(world.house, vocabulary=Vocabulary(signals, given.derived), phrases=words)
    return link(world.file, shared)


# ------------------------------------------------------------------ our own scorer


@pytest.mark.parametrize("name", NAMES)
def test_a_scorer_answers_as_the_walker_does(name: str) -> None:
    tree = load(name)
    scorer = Scorer(pmml_text(tree))
    ends = Counter()
    for state in states(tree, 80, Random(name)):
        assert without_missing(scorer.score(state)) == expected(tree, state), state
        ends[walk(tree, Facts(state)).advice.id] += 1
    assert len(ends) > 1


@settings(max_examples=2000 if LONG else 100, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.integers(0, 10**6))
def test_a_scorer_answers_as_the_walker_does_on_random_trees(world: World, seed: int) -> None:
    tree = at_random(world)
    scorer = Scorer(pmml_text(tree))
    rows = athletes(world)
    for state in Random(seed).sample(rows, min(len(rows), 60)):
        assert without_missing(scorer.score(state)) == expected(tree, state), state


def test_two_or_three_picks_a_branch_only_where_both_fall_in_it() -> None:
    scorer = Scorer(pmml_text(load("rest_timing/pain")))
    assert scorer.score({"pain_run_peak": 6})["advice"] == "stop_strong"  # the worst of three is 6 to 10
    assert scorer.score({"pain_run_peak": 4})["advice"] == "limp_unanswered"  # 4 to 10 is asked about


def made_of(kind: str, members: tuple[Member, ...], signals: dict[str, Signal], *tests: str) -> Tree:
    """Make a tree of one question on a derived signal, with a branch for each test and for unknown."""
    known = dict(signals)
    derived = {}
    for name in ("inner", "outer"):
        how = ("count", (Member("one", YES), Member("two", YES))) if name == "inner" else (kind, members)
        derived[name] = Derived(name, *how)
        known[name] = evolve(derive_signal(derived[name], known), phrases=house().phrases)
    asked = known["outer"]
    branches = [Branch(test, read_condition(test, asked), f"a{at}") for at, test in enumerate((*tests, "unknown"))]
    file = TreeFile(
        "made", "made.toml", "Made", "1", "ask", {"ask": Question("ask", "outer", "Because.", (), tuple(branches))},
        {branch.target: Advice(branch.target, "Say.") for branch in branches},
    )  # fmt: skip
    return link(file, evolve(house(), vocabulary=Vocabulary(known, derived)))


YES = Condition(values=frozenset([True]))
PLAIN = {
    **{name: Signal(name, "boolean", "up", name, phrases=house().phrases) for name in ("one", "two", "three")},
    **{name: Signal(name, "integer", "up", name, valid=(0, 4)) for name in ("top", "bottom")},
}
ONCE = Condition(intervals=(Interval((1, 0), (1, 0)),))


DERIVED = [
    ("count", (Member("inner", ONCE), Member("three", YES)), ("0", "1", "2")),
    ("count", (Member("inner", ONCE, skipped=True), Member("three", YES)), ("0", "1", "2")),
    ("any", (Member("inner", ONCE), Member("three", YES, skipped=True)), ("true", "false")),
    ("ratio", (Member("top"), Member("bottom")), ("< 0.5", "[0.5..1.5)", ">= 1.5")),
    ("difference", (Member("top"), Member("inner")), ("< 0", "0", "> 0")),
    ("max", (Member("top"), Member("bottom")), ("< 3", ">= 3")),
    ("max", (Member("top", skipped=True), Member("bottom", skipped=True)), ("< 3", ">= 3")),
]


def every_state(tree: Tree) -> list[dict[str, Any]]:
    """List all states of the derived signal that a made tree asks."""
    names = tree.house.vocabulary.plain("outer")
    values = {
        **dict.fromkeys(("one", "two", "three"), (True, False, None)),
        **dict.fromkeys(("top", "bottom"), (*range(5), None)),
    }
    rows = product(*(values[name] for name in names))
    return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows]


@pytest.mark.parametrize(("kind", "members", "tests"), DERIVED)
def test_each_kind_of_derived_signal_is_scored_alike(kind: str, members: tuple[Member, ...], tests: Any) -> None:
    tree = made_of(kind, members, PLAIN, *tests)
    scorer = Scorer(pmml_text(tree))
    ends = Counter()
    for state in every_state(tree):
        assert without_missing(scorer.score(state)) == expected(tree, state), state
        ends[expected(tree, state)["advice"]] += 1
    assert len(ends) == len(tree.advice)


def test_a_field_that_no_tree_can_be_without_is_never_taken_by_a_signal() -> None:
    signals = house().vocabulary.signals
    outputs = {"advice", "advice_id", "refer", "say", "incomplete", "not_before_h"}
    outputs |= {f"cap_{name}" for name in house().scales.scales}
    assert outputs & signals.keys() == set()


# ------------------------------------------------------------------ the document


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_guessed(name: str) -> None:
    root = Xml.fromstring(pmml_text(load(name)))
    model = root.find(f"{SPACE}TreeModel")
    assert model is not None
    assert model.attrib["missingValueStrategy"] == "none"
    assert model.attrib["noTrueChildStrategy"] == "returnNullPrediction"
    for field in model.iter(f"{SPACE}MiningField"):
        if field.attrib["usageType"] == "active":
            assert field.attrib["missingValueTreatment"] == "asIs"
            assert field.attrib["invalidValueTreatment"] == "returnInvalid"
            assert "missingValueReplacement" not in field.attrib


@pytest.mark.parametrize("name", NAMES)
def test_the_document_holds_together(name: str) -> None:
    tree = load(name)
    text = pmml_text(tree)
    assert text == pmml_text(tree)
    assert text.isprintable() or "\n" in text
    root = Xml.fromstring(text)
    nodes = [node.attrib["id"] for node in root.iter(f"{SPACE}Node")]
    assert len(nodes) == len(set(nodes))
    assert {node.split("#")[0] for node in nodes} == {*tree.questions, *tree.advice}
    declared = [one.attrib["name"] for kind in ("DataField", "DerivedField") for one in root.iter(SPACE + kind)]
    asked = {one.attrib["field"] for kind in ("FieldRef", "SimplePredicate") for one in root.iter(SPACE + kind)}
    assert asked - {*declared, "advice_id"} == set()
    mined = {one.attrib["name"] for one in root.iter(f"{SPACE}MiningField")}
    assert mined == {one.attrib["name"] for one in root.iter(f"{SPACE}DataField")}
    cited = {one.source for question in tree.questions.values() for one in question.evidence}
    remarks = {one.attrib["name"] for one in root.iter(f"{SPACE}Extension")}
    assert {f"source.{source}" for source in cited} <= remarks
    assert {f"question.{question}.because" for question in tree.questions} <= remarks
    assert "not medical advice" in str(root.findtext(f"{SPACE}Header/{SPACE}Annotation"))


@pytest.mark.skipif(not SCHEMA, reason="RUNREST_PMML_XSD names no schema")
def test_the_documents_fit_the_schema() -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for name in NAMES:
        schema.assertValid(etree.fromstring(pmml_text(load(name)).encode()))


def small(say: str, signal: str = "gait_changed", proven: bool = True, shared: Any = None) -> Tree:
    yes, no = Condition(values=frozenset([True])), Condition(values=frozenset([False]), unknown=True)
    question = Question("limp", signal, "Because.", (), (Branch("true", yes, "a"), Branch("false, unknown", no, "b")))
    file = TreeFile(
        "small", "small.toml", "Small & <sure>", "1", "limp", {"limp": question},
        {"a": Advice("a", say), "b": Advice("b", "Run.")},
    )  # fmt: skip
    return link(file, shared or house(), proven=proven)


def test_every_sign_of_a_text_arrives_or_is_replaced() -> None:
    say = 'Less than 5 & "more" <b>\u00e4\u2265\U0001f3c3\u0001\ufffe\ttab\nline</b>'
    found = Scorer(pmml_text(small(say))).score({"gait_changed": True})["say"]
    assert found == say.replace("\u0001", "\ufffd").replace("\ufffe", "\ufffd")


def test_an_unproven_tree_is_refused() -> None:
    with pytest.raises(ExportError, match=r"^small cannot be exported: it is not proven, .*mend its flaws first$"):
        pmml_text(small("Rest.", proven=False))


def test_a_tree_with_too_many_paths_is_refused() -> None:
    yes, no = Condition(values=frozenset([True])), Condition(values=frozenset([False]), unknown=True)
    asked = ["gait_changed", "painkiller_24h", "pain_builds"]
    questions = {}
    for at in range(40):
        for side in "xy":
            ends = [f"{one}{at + 1}" for one in "xy"] if at < 39 else ["a", "b"]
            branches = (Branch("true", yes, ends[0]), Branch("false, unknown", no, ends[1]))
            questions[f"{side}{at}"] = Question(f"{side}{at}", asked[at % 3], "Because.", (), branches)
    file = TreeFile("wide", "wide.toml", "Wide", "1", "x0", questions, {key: Advice(key, "Rest.") for key in "ab"})
    with pytest.raises(ExportError, match=r"^wide cannot be exported: .* has 2199023255551 nodes in 41 layers"):
        pmml_text(link(file, house()))


def test_a_derived_signal_that_has_no_exact_form_is_refused() -> None:
    inner = Derived("inner", "any", (Member("gait_changed", Condition(values=frozenset([True]))),))
    outer = Derived("outer", "max", (Member("pain_now"), Member("inner")))
    signals: dict[str, Signal] = dict(house().vocabulary.signals)
    signals["inner"] = derive_signal(inner, signals)
    signals["outer"] = Signal("outer", "boolean", "up", "Outer", derived=True)
    shared = evolve(house(), vocabulary=Vocabulary(signals, {"inner": inner, "outer": outer}))
    with pytest.raises(ExportError, match=r"^small cannot be exported: outer is made of inner, which is no plain"):
        pmml_text(small("Rest.", "outer", shared=shared))


# ------------------------------------------------------------------ JPMML


@pytest.fixture(scope="module")
def score_all() -> Callable[[str, list[dict[str, Any]], list[str]], list[Score]]:
    """Score states with JPMML."""
    if NO_JAVA:
        pytest.skip("needs Java and: pip install jpmml_evaluator")
    import pandas as pd
    from jpmml_evaluator import make_backend, make_evaluator

    backend = make_backend("jpype")

    def score(text: str, rows: list[dict[str, Any]], names: list[str]) -> list[Score]:
        judge = make_evaluator(text.encode(), backend=backend)
        table = pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names, dtype=object)
        found = judge.evaluateAll(table, parallelism=1)
        assert "errors" not in found or found["errors"].isna().all(), found["errors"].dropna().iloc[0]
        return [without_missing(one) for one in found.drop(columns="errors", errors="ignore").to_dict("records")]

    return score


@pytest.mark.parametrize("name", NAMES)
def test_jpmml_answers_as_the_walker_does(name: str, score_all: Any) -> None:
    tree = load(name)
    rows = states(tree, EACH, Random(f"jpmml {name}"))
    scores = score_all(pmml_text(tree), rows, sorted({key for row in rows for key in row}))
    assert len(scores) == len(rows)
    for row, score in zip(rows, scores, strict=True):
        assert score == expected(tree, row), row
    if LONG:
        assert {score["advice"] for score in scores} == set(tree.advice), "some advice was never come to"


@pytest.mark.parametrize(("kind", "members", "tests"), DERIVED)
def test_jpmml_scores_each_kind_of_derived_signal_alike(
    score_all: Any, kind: str, members: tuple[Member, ...], tests: Any
) -> None:
    tree = made_of(kind, members, PLAIN, *tests)
    rows = every_state(tree)
    scores = score_all(pmml_text(tree), rows, [*tree.house.vocabulary.plain("outer")])
    for row, score in zip(rows, scores, strict=True):
        assert score == expected(tree, row), row


@settings(
    max_examples=400 if LONG else 15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=not LONG,
)
@given(worlds(), st.integers(0, 10**6))
def test_jpmml_answers_as_the_walker_does_on_random_trees(score_all: Any, world: World, seed: int) -> None:
    tree = at_random(world)
    rows = athletes(world)
    rows = Random(seed).sample(rows, min(len(rows), 60))
    names = sorted({key for row in athletes(world) for key in row})
    for row, score in zip(rows, score_all(pmml_text(tree), rows, names), strict=True):
        assert score == expected(tree, row), row


@pytest.mark.skipif(NO_JAVA, reason="needs Java and: pip install jpmml_evaluator")
def test_jpmml_gives_no_answer_to_an_invalid_value(score_all: Any) -> None:
    text = pmml_text(load("rest_timing/pain"))
    asked = {"pain_now": 4, "gait_changed": False}
    for wrong in ({"pain_now": 11}, {"pain_now": -1}, {"pain_now": 2.5}, {**asked, "pain_trend": "fine"}):
        with pytest.raises(AssertionError, match="cannot accept invalid value"):
            score_all(text, [wrong], list(wrong))
