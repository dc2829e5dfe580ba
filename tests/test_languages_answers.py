"""An answer in another language, from the headline to the sources, kept as it was read: without a word of English."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st
from languages import LANGUAGES
from mornings import HEALTHY, MORNINGS, morning
from test_cli import ON, SAFE, WELL, run
from test_telling import ANY_FACTS

import runrest
from runrest import loading, offering, shelf
from runrest.drawing import draw
from runrest.words.telling import tell, tell_tree, tell_trees
from runrest.words.telling_weeks import tell_week
from runrest.words.week_answers import decide_week

ENGLISH = re.compile(
    r"\b(?:the|and|or|not|you|your|of|for|with|is|are|if|from|less|more|than|known|now|then|only|hold|things"
    r"|easy|run|tree|trees|week|weeks|days|day|hours|minutes|answer|answers|path|today|below|above)\b"
)
"""Words that English sentences are full of, and German ones never hold."""
CODES = re.compile(
    r"\w+_\w+|runrest [a-z]+(?: [A-Z]+)?|\b[a-z]+\.toml\b|--\w[\w-]*(?:[= ][a-z_]+)?|\[[^\]]*\]|\([^)]*\)"
)
"""Names of signals, trees and commands, which are the same everywhere; conditions and names stand in brackets."""


def english_words(text: str) -> list[str]:
    """Find English words in a text that should hold none."""
    return ENGLISH.findall(CODES.sub(" ", text))


GERMAN = {
    "healthy": ("today", [*WELL, "--planned", "tempo:10km"]),
    "fever": ("today", [*SAFE[:2], "--pain", "0", "--fatigue", "3", "--temp", "38.6"]),
    "tendon": (
        "today",
        [*WELL, "--pain", "4", "--set", "pain_site=achilles", "--set", "gait_changed=no", "--planned", "intervals:8km"],
    ),
    "sore": ("today", [*WELL, "--soreness", "6", "--sleep", "5.5"]),
    "red_flag": ("today", [*WELL, "--set", "rf_chest_pain=yes"]),
    "emergency": ("today", [*WELL, "--set", "rf_heat_confusion=yes"]),
    "nothing_known": ("today", []),
    "limp_without_pain": ("today", [*WELL, "--set", "gait_changed=yes"]),
    "unusual": ("today", [*WELL, "--pain", "10", "--sleep", "15"]),
    "explained": ("today", [*WELL, "--fatigue", "6", "--explain"]),
    "week": (
        "week",
        [*WELL, "--set", "weeks_since_deload=4", "--set", "week_km_prev=42.5", "--set", "longest_run_30d=15.1"],
    ),
}


@pytest.mark.parametrize("name", GERMAN)
def test_german_as_kept(name: str) -> None:
    command, args = GERMAN[name]
    result = run(command, "--lang", "de", "--no-input", *ON, *args)
    is_golden(f"de_{name}", f"{result.stdout}--- stderr\n{result.stderr}--- exit {result.exit_code}\n")


@pytest.mark.parametrize("name", ["soreness", "pain"])
def test_a_german_tree_as_kept(name: str) -> None:
    is_golden(f"de_tree_{name}", tell_tree(loading.load(f"rest_timing/{name}", language="de")))


def test_german_offers_as_kept() -> None:
    decision = runrest.decide("rest_timing/soreness", {"soreness": 6}, language="de")
    told = [offering.print_offers(decision), offering.print_offer("pool_run_easy", language="de")]
    told += [offering.print_offer("strength_none_a", language="de"), offering.print_table(language="de")]
    is_golden("de_offers", "\n\n".join(told))


@pytest.mark.parametrize("name", MORNINGS)
def test_no_english_in_a_german_answer(name: str) -> None:
    with loading.speaking("de"):
        told = tell(morning(name))
    assert english_words(told) == []


@given(facts=ANY_FACTS, question=st.sampled_from(["today", "week"]))
@settings(max_examples=80, deadline=None)
def test_no_english_in_any_german_answer(facts: dict[str, Any], question: str) -> None:
    with loading.speaking("de"):
        decision = runrest.decide(question, facts)
        told = tell(decision) if question == "today" else tell_week(decide_week(facts))
    assert english_words(told) == []
    assert english_words(str(decision)) == []
    assert not re.search(r"\d\.\d", CODES.sub(" ", told))


@pytest.mark.parametrize("name", MORNINGS)
def test_no_english_where_a_german_answer_is_explained(name: str) -> None:
    facts = json.dumps({**HEALTHY, **MORNINGS[name]})
    result = run("today", "--lang", "de", "--explain", "--no-input", *ON, "--signals", "-", stdin=facts)
    assert "\nWarum " in result.stdout, result.stderr
    assert english_words(result.stdout.partition("\nQuellen\n")[0]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", shelf.names())
def test_no_english_in_a_tree_as_text_or_drawn(name: str, language: str) -> None:
    tree = loading.load(name, language=language)
    text, _, rest = tell_tree(tree).partition("\nQuellen\n")
    assert rest
    ids = [*tree.questions, *tree.advice]
    for one in sorted(ids, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){one}(?![\w-])", " ", text)
    names = "|".join(name.rpartition("/")[2] for name in shelf.names())
    text = re.sub(rf"\b(?:{names})\b", " ", text)
    assert english_words(text) == []
    drawn = draw(tree).picture
    told = [*(card.heading for card in drawn.cards), *(arrow.words for arrow in drawn.arrows), *drawn.footer[1:]]
    told += [words for card in drawn.cards for words in (card.strong, *card.details)]
    assert english_words("\n".join(told)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_in_an_offer(language: str) -> None:
    stock = offering.stock(language)
    for name in [*stock.offers, *stock.exercises]:
        told = offering.print_offer(name, language=language)
        assert english_words(told.split("Belege")[0]) == [], name
    with loading.speaking(language):
        assert english_words(offering.print_offers()) == []
    assert english_words(offering.print_table(language=language)) == []


def test_the_shelf_is_told_in_german() -> None:
    with loading.speaking("de"):
        house = loading.house()
        told = tell_trees({"rest_timing": ("Wann ruhen", loading.family("rest_timing"))}, house.phrases)
    assert "Wie viel erlaubt der Schmerz?" in told


def test_a_drawing_speaks_the_language_of_its_decision() -> None:
    decision = runrest.decide("today", {"soreness": 6, "sleep_h_last": 5.5}, language="de")
    drawn = draw("today", decision).picture
    assert drawn.title == "Heute trainieren oder ruhen?"
    assert drawn.cards[-1].heading == "■ ERHOLUNG"
    assert drawn.summary.endswith("Die Antwort: ERHOLUNG.")
    lit = draw("rest_timing/sleep", decision, language="de").picture
    assert ("4 bis 6", "deine Antwort: 5,5 h") in [(arrow.words, arrow.answer) for arrow in lit.arrows if arrow.on_path]
    assert lit.title == "Habe ich genug geschlafen?"


def test_json_differs_in_nothing_but_words() -> None:
    ours, theirs = (json.loads(run("today", "--json", *ON, "--lang", one, *WELL).stdout) for one in ("en", "de"))
    assert ours.pop("say") != theirs.pop("say")
    assert ours == theirs


def test_the_environment_may_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    def title() -> str:
        return run("trees").stdout.splitlines()[0]

    english, german = "When to rest (rest_timing)", "Wann ruhen (rest_timing)"
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "RUNREST_LANG"):
        monkeypatch.delenv(name, raising=False)
    assert title() == english
    monkeypatch.setenv("RUNREST_LANG", "de")
    assert title() == german
    assert run("trees", "--lang", "en").stdout.splitlines()[0] == english
    monkeypatch.setenv("RUNREST_LANG", "auto")
    assert title() == german
    monkeypatch.setenv("LC_ALL", "C")
    assert title() == english
    monkeypatch.setenv("LC_ALL", "de-AT")
    assert title() == german
    monkeypatch.setenv("RUNREST_LANG", "")
    assert title() == english
    assert loading.house().phrases.language == "en"


def test_an_unknown_language_is_refused() -> None:
    result = run("today", "--lang", "fr", *WELL)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "runrest: there is no language 'fr'; there are en, de and auto\n"


def test_a_language_ends_with_its_command() -> None:
    assert run("today", "--lang", "de", *WELL).stdout.startswith("► TRAINIEREN")
    assert run("today", *WELL).stdout.startswith("► TRAIN:")
