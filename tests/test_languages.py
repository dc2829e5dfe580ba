"""A language says all that English says, and nothing else: the same numbers, the same urgency, the same answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from languages import LANGUAGES, TRANSLATED, foreign, forms, numerals, phrases, read_by_a_runner, sentences
from test_telling import ANY_FACTS

import runrest
from runrest import loading, shelf
from runrest.phrases import SLOT, slots_of

SAME = frozenset({"normal", "A-skip"})
"""Words that are the same in English and in another language."""
SAME_PHRASES = frozenset({
    "cap.km", "cap.times", "change.hours", "offer.rounds", "offer.min", "offer.s", "offer.line_minutes",
    "offer.head.phase", "head.phase", "drawing.in_unit", "checkin.hrv_rmssd.unit",
    "history.row.stress", *(f"history.month.{month}" for month in (4, 8, 9, 11)),
})  # fmt: skip
"""Phrases whose words are the same in English and in another language."""

GERMAN_NUMBERS = {
    "two": "zwei|zweier|zweite[nrs]?|beiden?", "three": "drei|dritte[nrs]?", "four": "vier|vierte[nrs]?",
    "five": "fünf", "six": "sechs", "seven": "sieben", "eight": "acht", "nine": "neun", "ten": "zehn",
    "twelve": "zwölf",
    "thirty": "dreißig", "third": "drittel|dritte[nrs]?|drei", "fourth": "vierte[nrs]?", "fifth": "fünftel",
    "fifths": "fünftel", "tenth": "zehntel", "quarters": "vierteln?", "half": "hälfte|halb|halbe[nrs]?",
    "twice": "doppelte?|zweimal", "48 hours": "48 stunden", "72 hours": "72 stunden",
}  # fmt: skip
"""English number words, each with what says it in German."""
GERMAN_URGENCY = {
    r"emergency number": "notruf",
    r"emergency department": "notaufnahme",
    r"doctor|physio": r"ärztlich\w*|\w*arzt\w*|physio\w*",
    r"doctor today|look at it today": r"heute .*ärztlich|heute in ärztliche",
    r"within 48 hours": "binnen 48 stunden",
    r"within 7 days": "binnen 7 tagen",
    r"no training": "kein training",
    r"no exercise(?! keeps)": "kein sport",
    r"no running|not running yet": r"lauf\w* .*nicht|nicht laufen|nicht lauf\w*|kein lauf",
    r"no jumps|no jumping": r"keine sprünge|nicht springen|spring nicht|keine intervalle, hügel oder sprünge",
    r"until then": "bis dahin",
    r"stop if|stop at": "hör .*auf",
    r"stay level": r"auf (?:deinem|dem) stand",
    r"keep it easy|keep today easy": "bleib .*locker",
    r"painkiller": "schmerzmittel",
    r"no massage": "keine massage",
}
"""What an English advice must not lose: each with what says it in German."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TRANSLATED)
def test_every_sentence_has_its_translation_and_none_is_left_over(name: str, language: str) -> None:
    said, wanted = dict(sentences(foreign(name, language))), read_by_a_runner(name)
    assert sorted(wanted.keys() - said.keys()) == []
    assert sorted(said.keys() - wanted.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TRANSLATED)
def test_no_sentence_is_left_in_english(name: str, language: str) -> None:
    wanted = read_by_a_runner(name)
    same = {place: words for place, words in sentences(foreign(name, language)) if words == wanted[place]}
    assert {words for words in same.values() if words} <= SAME


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TRANSLATED)
def test_no_number_changes_with_the_language(name: str, language: str) -> None:
    wanted = read_by_a_runner(name)
    changed = {
        place: (wanted[place], words)
        for place, words in sentences(foreign(name, language))
        if ".words." not in place and numerals(wanted[place], "en") != numerals(words, language)
    }
    assert changed == {}


@pytest.mark.parametrize("name", [*shelf.names(), "offers/strength", "offers/recovery", "offers/drills"])
def test_no_number_in_words_is_lost_in_german(name: str) -> None:
    wanted, lost = read_by_a_runner(name), {}
    for place, words in sentences(foreign(name, "de")):
        for english, german in GERMAN_NUMBERS.items():
            if re.search(rf"\b{english}\b", wanted[place], re.I) and not re.search(rf"\b(?:{german})\b", words, re.I):
                lost[place, english] = (wanted[place], words)
        for german in ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "drittel", "fünftel"):
            told = "|".join(one for one, other in GERMAN_NUMBERS.items() if german in other)
            if re.search(rf"\b{german}\b", words, re.I) and not re.search(rf"\b(?:{told})\b", wanted[place], re.I):
                lost[place, german] = (wanted[place], words)
    assert lost == {}


@pytest.mark.parametrize("name", shelf.names())
def test_an_advice_is_as_urgent_in_german(name: str) -> None:
    pairs = zip(loading.load(name).advice.values(), loading.load(name, language="de").advice.values(), strict=True)
    lost = {
        (one.id, english): (one.say, other.say)
        for one, other in pairs
        for english, german in GERMAN_URGENCY.items()
        if re.search(rf"\b(?:{english})\b", one.say, re.I) and not re.search(german, other.say, re.I)
    }
    assert lost == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_there_with_the_same_places_and_numbers(language: str) -> None:
    ours, theirs = phrases("en"), phrases(language)
    assert sorted(ours.keys() - theirs.keys()) == []
    assert sorted(theirs.keys() - ours.keys()) == []
    assert {key for key in ours if slots_of(ours[key]) != slots_of(theirs[key])} == set()
    assert {key for key in ours if isinstance(ours[key], str) != isinstance(theirs[key], str)} == set()
    changed = {
        key: (ours[key], theirs[key])
        for key in ours
        for one, other in zip(forms(ours[key]), forms(theirs[key]), strict=True)
        if numerals(one, "en") != numerals(other, language)
    }
    assert changed == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_left_in_english(language: str) -> None:
    ours, theirs = phrases("en"), phrases(language)
    same = {key for key in ours if ours[key] == theirs[key]}
    assert {key for key in same if re.search(r"[^\W\d_]", SLOT.sub("", " ".join(forms(ours[key]))))} <= SAME_PHRASES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_of_questions_has_as_many_parts(language: str) -> None:
    """The interview shows them one by one."""
    ours, theirs = (loading.house(one).vocabulary.gates for one in ("en", language))
    for gate, (ask, answers) in ours.items():
        head, _, items = theirs[gate][0].partition(": ")
        assert head
        assert len(items.split("; ")) == len(ask.partition(": ")[2].split("; "))
        assert theirs[gate][1] == answers


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_beside_the_lines_fit_their_column(language: str) -> None:
    said = phrases(language)
    assert [key for key in said if key.startswith("head.") and len(str(said[key])) > 10] == []
    assert [key for key in said if key.startswith("offer.head.") and len(str(said[key])) > 11] == []


@pytest.mark.parametrize("language", LANGUAGES)
@given(facts=ANY_FACTS, question=st.sampled_from(["today", "week"]))
@settings(max_examples=60, deadline=None)
def test_an_answer_means_the_same_in_every_language(language: str, facts: dict[str, object], question: str) -> None:
    ours, theirs = (runrest.decide(question, facts, language=one).to_dict() for one in ("en", language))
    for words in ("say", "remarks", "doubts", "conflicts"):
        assert bool(ours.pop(words)) == bool(theirs.pop(words))
    assert ours == theirs


@pytest.mark.parametrize("name", shelf.names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tree_is_the_same_but_for_its_words(name: str, language: str) -> None:
    ours, theirs = loading.load(name), loading.load(name, language=language)
    assert ours.title != theirs.title
    assert list(ours.stops) == list(theirs.stops)
    for one, other in zip(ours.questions.values(), theirs.questions.values(), strict=True):
        assert (one.id, one.signal, one.branches, one.evidence) == (
            other.id, other.signal, other.branches, other.evidence,
        )  # fmt: skip
    for ours_, theirs_ in zip(ours.outcomes(), theirs.outcomes(), strict=True):
        assert (ours_.caps, ours_.refer, ours_.incomplete) == (theirs_.caps, theirs_.refer, theirs_.incomplete)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary_is_the_same_but_for_its_words(language: str) -> None:
    ours, theirs = loading.house().vocabulary, loading.house(language).vocabulary
    assert list(ours.signals) == list(theirs.signals)
    for one, other in zip(ours.signals.values(), theirs.signals.values(), strict=True):
        assert (one.type, one.worse, one.valid, one.plausible, one.values, one.unit, one.known, one.missing) == (
            other.type, other.worse, other.valid, other.plausible, other.values, other.unit, other.known, other.missing,
        )  # fmt: skip
    assert [tests for tests, _ in ours.contradictions] == [tests for tests, _ in theirs.contradictions]
    assert ours.derived == theirs.derived
