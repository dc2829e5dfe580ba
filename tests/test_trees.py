"""The shipped trees themselves: proven, cited, in order, and written for people."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import runrest
from runrest import shelf
from runrest.loading import common, family, house

if TYPE_CHECKING:
    from runrest.linking import Tree

SHELF = Path(__file__).parent.parent / "trees"
TREES = tuple(runrest.load(name) for name in shelf.names())
SOURCES = house().sources
each_tree = pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)


@pytest.mark.parametrize("name", shelf.names())
def test_a_shipped_tree_has_no_flaw_not_even_a_warning(name: str) -> None:
    assert runrest.check(name) == ()


@each_tree
def test_a_shipped_tree_is_proven_and_walks_all_its_examples(tree: Tree) -> None:
    assert tree.proven
    assert len(tree.file.examples) >= 3
    reached = {example.advice for example in tree.file.examples}
    assert set(tree.advice) == reached, "every advice has an example"


def test_the_shelf_holds_data_only() -> None:
    kinds = {path.suffix for path in SHELF.rglob("*") if path.is_file()}
    assert kinds <= {".toml", ".json"}
    assert list(SHELF.rglob("*.py")) == []


def test_the_order_of_each_family_names_its_trees_all_of_them_and_no_other() -> None:
    told = common("families")
    for name, about in told["families"].items():
        inside = sorted(tree.removeprefix(f"{name}/") for tree in shelf.names() if tree.startswith(f"{name}/"))
        assert inside == sorted(about["order"]), name
        assert [f"{name}/{tree}" for tree in about["order"]] == [tree.name for tree in family(name)]
    assert {name.split("/")[0] for name in shelf.names()} <= told["families"].keys()
    for about in told["questions"].values():
        assert set(about["families"]) <= told["families"].keys()


def test_today_is_both_daily_families_in_the_order_of_the_gates() -> None:
    names = [tree.name for tree in family("today")]
    assert names[:4] == ["rest_timing/scope", "rest_timing/red_flags", "rest_timing/bone", "rest_timing/bone_return"]
    assert set(names) == {name for name in shelf.names() if not name.startswith("progression/")}


# ---- evidence ----

RULES = {
    "RF": range(1, 11),
    "PB": range(1, 13),
    "IL": range(1, 10),
    "RD": range(1, 13),
    "HR": range(1, 6),
    "BK": range(1, 7),
    "EN": range(1, 4),
}
"""evidence.md sections 1a to 1e, 1g and the environment of 1h: what rest_timing answers for."""

NOT_CITED = {
    "IL7": "holds the week, so it belongs to the weekly trees",
}
"""Rules of those sections that no tree of rest_timing can follow, each with the reason."""

RECALLED = {"NIEL14", "MCL10", "JAV19", "CHEU03", "DOMA17", "RECALLED"}
"""Sources that evidence.md marks as recalled, not seen."""


def test_every_rule_of_rest_timing_is_cited_or_has_a_reason_not_to_be() -> None:
    cited = {
        one.rule for tree in family("rest_timing") for question in tree.questions.values() for one in question.evidence
    }
    wanted = {f"{kind}{number}" for kind, numbers in RULES.items() for number in numbers}
    assert set(NOT_CITED) == wanted - cited


@each_tree
def test_every_source_exists_and_every_rule_has_an_id(tree: Tree) -> None:
    for question in tree.questions.values():
        assert question.evidence, question.id
        for one in question.evidence:
            assert one.source in SOURCES, question.id
            assert re.fullmatch(r"(RF|PB|IL|RD|HR|BK|EN|LD|AT|ST|PG|LF)\d{1,2}", one.rule), question.id


def test_every_source_says_how_it_was_seen_and_the_recalled_ones_say_so() -> None:
    assert {name for name, source in SOURCES.items() if source["mark"] == "R"} == RECALLED
    for name, source in SOURCES.items():
        assert re.fullmatch(r"[A-Z][A-Z0-9]*", name)
        assert source["mark"] in ("V", "V2", "R"), name
        assert source["title"].strip(), name
        if "doi" in source:
            assert source["doi"].startswith("10."), name


@each_tree
def test_what_is_recalled_is_never_passed_off_as_read(tree: Tree) -> None:
    for question in tree.questions.values():
        for one in question.evidence:
            if one.source in RECALLED:
                assert one.mark != "V", f"{question.id} cites {one.source}"


def test_the_training_load_ratio_gates_nothing() -> None:
    """evidence.md, trap 1: it points the other way in runners."""
    asked = {
        plain
        for tree in TREES
        for question in tree.questions.values()
        for plain in house().vocabulary.plain(question.signal)
    }
    assert set() == asked & {"load_7d", "load_28d", "acwr"}
    assert not any("acwr" in name for name in house().vocabulary.signals)


# ---- words ----


def sentences(tree: Tree) -> list[tuple[str, str]]:
    """Everything the tree says to a person, with where it says it."""
    return [
        *((f"advice.{advice.id}.say", advice.say) for advice in tree.advice.values()),
        *((f"questions.{question.id}.because", question.because) for question in tree.questions.values()),
    ]


def syllables(word: str) -> int:
    """Count the groups of vowels, less a silent e: near enough for English."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", bare))
    if bare.endswith("e") and not bare.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    if bare.endswith("ed") and not bare.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)


def reading_ease(text: str) -> float:
    """Flesch's reading ease: 60 and above is plain English, 100 is very easy."""
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", text)
    count = max(1, len([part for part in re.split(r"[.!?:;]+(?:\s|$)", text) if part.strip()]))
    return 206.835 - 1.015 * len(words) / count - 84.6 * sum(map(syllables, words)) / len(words)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("run", 1),
        ("easy", 2),
        ("swollen", 2),
        ("professional", 4),
        ("made", 1),
        ("little", 2),
        ("stopped", 1),
        ("rested", 2),
    ],
)
def test_syllables_are_counted_near_enough(word: str, count: int) -> None:
    assert count == syllables(word)


def test_reading_ease_tells_plain_words_from_officialese() -> None:
    assert reading_ease("Run easy today. Stop if it hurts.") > 90
    assert reading_ease("Immediate discontinuation of musculoskeletal loading is recommended.") < 0


@each_tree
def test_what_a_tree_says_is_short(tree: Tree) -> None:
    assert {advice.id: len(advice.say.split()) for advice in tree.advice.values() if len(advice.say.split()) > 40} == {}
    assert {q.id: len(q.because.split()) for q in tree.questions.values() if len(q.because.split()) > 50} == {}
    assert len(tree.title) <= 60
    assert tree.title.endswith("?")


@each_tree
def test_a_tree_speaks_to_a_person_not_about_one(tree: Tree) -> None:
    about = re.compile(r"\b(the (athlete|runner|user|patient|person)|he|she|his|her)\b", re.IGNORECASE)
    assert [place for place, text in sentences(tree) if about.search(text)] == []


@each_tree
def test_a_tree_is_written_in_plain_sentences(tree: Tree) -> None:
    for place, text in sentences(tree):
        assert text == text.strip(), place
        assert text[0].isupper() or text[0].isdigit(), place
        assert text[-1] in ".!?", place
        assert "  " not in text, place
        assert not re.search(r"\b(utili[sz]e|discontinue|commence|prior to|in order to|contraindicat\w+)\b", text), (
            place
        )


@each_tree
def test_a_tree_is_easy_to_read(tree: Tree) -> None:
    whole = " ".join(text for _, text in sentences(tree))
    assert reading_ease(whole) >= 60
    assert {place: round(reading_ease(text)) for place, text in sentences(tree) if reading_ease(text) < 50} == {}


@each_tree
def test_a_tree_that_holds_back_says_what_to_do(tree: Tree) -> None:
    for advice in tree.advice.values():
        if advice.incomplete:
            assert re.search(r"[Pp]lease|\?|[Tt]ell us|[Uu]ntil", advice.say), advice.id
        if advice.refer in ("same_day", "emergency", "within_48_h"):
            assert re.search(r"doctor|emergency", advice.say), advice.id


# ---- signals ----


def test_every_signal_a_tree_asks_has_the_words_to_ask_it_with() -> None:
    vocabulary = house().vocabulary
    for tree in TREES:
        for question in tree.questions.values():
            assert question.label or vocabulary.signals[question.signal].label
            for plain in vocabulary.plain(question.signal):
                assert "?" in vocabulary.signals[plain].ask, plain


def test_every_signal_that_blocks_is_asked_by_some_tree() -> None:
    vocabulary = house().vocabulary
    asked = {plain for tree in TREES for q in tree.questions.values() for plain in vocabulary.plain(q.signal)}
    assert {name for name in vocabulary.names if vocabulary.signals[name].missing == "block"} <= asked


@pytest.mark.parametrize("path", sorted(SHELF.rglob("*.toml")), ids=lambda path: str(path.relative_to(SHELF)))
def test_every_file_of_the_shelf_is_utf8_toml_without_tabs(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\t" not in text
    assert "\r" not in text
    assert text.endswith("\n")
    assert tomllib.loads(text)
