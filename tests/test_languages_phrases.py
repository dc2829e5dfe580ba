"""The mechanism: sentences in files, places to fill, and a language that can change words and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from languages import phrases

import runrest
from runrest import loading, shelf
from runrest.errors import UnknownNameError
from runrest.overlaying import OverlayError, overlaid
from runrest.phrases import PhraseError, Phrases, slots_of
from runrest.words.telling import GENERAL
from runrest.words.wording import value_words

HOUSE = Path(__file__).parent.parent / "runrest"


def spoken(*files: str) -> Phrases:
    return Phrases("xx", lambda: tuple((f"file {at}", text) for at, text in enumerate(files)))


def test_places_are_filled_and_nothing_else_is() -> None:
    said = spoken('[number]\npoint = ","\n[a]\nb = "{one} and {two}, not {0} nor {one.real} nor {one!r}"')
    assert said("a.b", one="x{two}", two=1.5) == "x{two} and 1,5, not {0} nor {one.real} nor {one!r}"


def test_what_is_missing_is_named() -> None:
    said = spoken('a = "{one}"')
    with pytest.raises(PhraseError, match=r"'a' of the language 'xx' needs one"):
        said("a")
    with pytest.raises(PhraseError, match=r"'b' of the language 'xx' does not exist"):
        said("b")


def test_a_count_chooses_its_form() -> None:
    said = spoken('[number]\npoint = "."\n[days]\none = "{n} day"\nother = "{n} days"')
    assert [said("days", n=count) for count in (0, 1, 1.0, 2)] == ["0 days", "1 day", "1 day", "2 days"]


def test_a_key_is_said_once() -> None:
    with pytest.raises(PhraseError, match="said twice, the second time in file 1"):
        len(spoken('[a]\nb = "x"', '[a]\nb = "x"').every)


@pytest.mark.parametrize("text", ["a = 1", 'a = ["x"]', "[a]\none = 1\nother = 2", "a = true"])
def test_what_is_no_sentence_is_refused(text: str) -> None:
    with pytest.raises(PhraseError, match="is no sentence"):
        spoken(text)("a")


ENGLISH = {"start": "peak", "title": "How much?", "questions": {"peak": {"signal": "pain", "because": "So."}}}


@pytest.mark.parametrize(
    "words",
    [
        {"start": "other"},
        {"questions": {"peak": {"signal": "other"}}},
        {"questions": {"new": {"because": "So."}}},
        {"title": {"because": "So."}},
        {"title": 3},
        {"questions": {"peak": {"branches": {"> 5": "rest"}}}},
        {"caps": {"intensity": "hard"}},
        {"words": {"a": 1}},
    ],
)
def test_no_language_can_change_what_a_tree_means(words: dict[str, object]) -> None:
    with pytest.raises(OverlayError):
        overlaid(ENGLISH, words)


def test_a_list_is_translated_whole_or_not_at_all() -> None:
    table = {"steps": [{"do": "Walk.", "min": 5}, {"do": "Run.", "min": 5}], "drill": ["Walk.", "Run."], "a": ["x"]}
    laid = overlaid(table, {"steps": [{"do": "Geh."}, {"do": "Lauf."}], "drill": ["Geh.", "Lauf."]})
    assert laid["steps"] == [{"do": "Geh.", "min": 5}, {"do": "Lauf.", "min": 5}]
    assert laid["drill"] == ["Geh.", "Lauf."]
    with pytest.raises(OverlayError, match="1 entries, but 2"):
        overlaid(table, {"steps": [{"do": "Geh."}]})
    with pytest.raises(OverlayError, match="no sentence"):
        overlaid(table, {"a": ["y"]})
    assert table["drill"] == ["Walk.", "Run."]


def test_english_has_phrases_alone_and_no_language_is_a_family() -> None:
    assert shelf.languages() == ("en", "de")
    assert {item.name for item in (shelf.root() / "languages" / "en").iterdir()} == {"phrases"}
    assert not [name for name in shelf.names() if name.startswith("languages")]


def test_one_house_for_each_language() -> None:
    assert loading.house() is loading.house("en") is loading.load("rest_timing/pain").house
    assert loading.house("de") is loading.load("rest_timing/pain", language="de").house
    assert loading.family("today", "en") is loading.family("today")


def test_a_language_is_spoken_for_a_while() -> None:
    assert runrest.decide("rest_timing/soreness", {"soreness": 6}).words == "RECOVERY"
    with loading.speaking("de"):
        assert runrest.decide("rest_timing/soreness", {"soreness": 6}).words == "ERHOLUNG"
        assert loading.common("families")["questions"]["today"]["title"] == "Heute trainieren oder ruhen?"
        with loading.speaking("en"):
            assert loading.house().phrases.language == "en"
        assert runrest.decide("rest_timing/soreness", {"soreness": 6}, language="en").words == "RECOVERY"
    assert loading.house().phrases.language == "en"


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(UnknownNameError, match="no language 'fr'; there are en, de"):
        runrest.decide("today", {}, language="fr")
    with pytest.raises(UnknownNameError, match="no language"), loading.speaking("fr"):
        pass


def test_a_tree_of_ones_own_keeps_its_words_among_the_labels_of_the_language() -> None:
    text = (shelf.root() / "rest_timing" / "soreness.toml").read_text(encoding="utf-8")
    tree = loading.load(text, language="de")
    assert tree.title == "How sore are my muscles?"
    assert "Muskelkater heute Morgen: 6 von 7" in str(runrest.decide(tree, {"soreness": 6}))


def keys_in(path: Path) -> list[tuple[int, list[re.Pattern[str]], frozenset[str] | None]]:
    """Find what a file asks phrases for: line, patterns of keys, and the places it fills (``None`` for a mapping)."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        if name != "phrases":
            continue
        told = [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else [node.args[0]]
        slots = frozenset(word.arg for word in node.keywords if word.arg)
        whole = all(word.arg for word in node.keywords)
        found.append((node.lineno, [pattern for one in told for pattern in patterns(one)], slots if whole else None))
    return found


ANY = ".*"
"""What the code may put into a key."""


def patterns(node: ast.expr) -> list[re.Pattern[str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.compile(re.escape(node.value))]
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(part.value) if isinstance(part, ast.Constant) else ANY for part in node.values]
        return [re.compile("".join(parts))]
    return []


FILES = sorted(path for path in HOUSE.rglob("*.py") if path.name != "phrases.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_code_asks_for_phrases_that_are_there_and_fills_their_places(path: Path) -> None:
    english = phrases("en")
    for line, wanted, slots in keys_in(path):
        for pattern in wanted:
            meant = [key for key in english if pattern.fullmatch(key)]
            assert meant, f"{path.name}:{line}: there is no phrase {pattern.pattern}"
            fitting = [key for key in meant if slots is None or slots_of(english[key]) <= slots]
            assert fitting, f"{path.name}:{line}: a place of {meant[0]} is not filled"


@pytest.mark.parametrize("language", shelf.languages())
def test_every_phrase_is_found_one_by_one(language: str) -> None:
    """A sentence is looked for by the header of its table, in the files that have such a header."""
    said = Phrases(language, lambda: shelf.phrase_files(language))
    assert [key for key in phrases(language) if not said.has(key)] == []


def test_no_phrase_is_left_over() -> None:
    """Every key is spelt somewhere in the code, whole or with a part that the code puts in."""
    every: list[re.Pattern[str]] = []
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Constant, ast.JoinedStr)):
                every += [one for one in patterns(node) if one.pattern.replace(ANY, "").strip("\\. ")]
    whole = {one.pattern.replace("\\", "") for one in every if ANY not in one.pattern}
    shaped = [one for one in every if ANY in one.pattern and "\\." in one.pattern and " " not in one.pattern]
    unused = [
        key for key in phrases("en") if key not in whole and not any(one.fullmatch(key) for one in shaped)
    ]  # fmt: skip
    assert unused == []


@pytest.mark.parametrize("language", shelf.languages())
@given(number=st.integers(0, 400), data=st.data())
@settings(max_examples=100, deadline=None)
def test_no_value_is_more_exact_than_it_is(language: str, number: int, data: st.DataObject) -> None:
    """5 of 10, not 5.0; 5.33 h, not 5.333333."""
    signals = [one for one in loading.house(language).vocabulary.signals.values() if one.numeric and one.unit]
    signal = data.draw(st.sampled_from(signals))
    assert value_words(float(number), signal) == value_words(number, signal)
    assert not re.search(r"\d[.,]0+(?!\d)", value_words(float(number), signal))
    assert not re.search(r"[.,]\d{3}", value_words(number + 1 / 3, signal))


@pytest.mark.parametrize("language", [name for name in shelf.languages() if name != "en"])
def test_each_small_word_begins_a_label(language: str) -> None:
    words = phrases(language)["label.inside"]
    labels = [signal.label for signal in loading.house(language).vocabulary.signals.values()]
    labels += [question.label for name in shelf.names() for question in loading.load(name).questions.values()]
    assert isinstance(words, str)
    assert [
        word for word in words.split() if not any(label.rstrip("?").split(" ")[0] == word for label in labels)
    ] == []


def test_what_is_told_in_english_alone_ends_as_all_else_does() -> None:
    assert phrases("en")["guidance"] == GENERAL


def test_numbers_are_written_as_the_language_does() -> None:
    english, german = loading.house().phrases, loading.house("de").phrases
    assert (english.number(7.5), german.number(7.5), german.number(5.0)) == ("7.5", "7,5", "5")
    assert (english.count(2), german.count(2), german.count(40)) == ("two", "zwei", "40")
