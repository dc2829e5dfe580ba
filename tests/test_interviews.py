"""Interviews as an app or a bot holds them: values in, values out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from answering import LOG
from attrs.exceptions import FrozenInstanceError
from interviewed import conduct
from languages import numerals
from mornings import HEALTHY, SAFE

from runrest.errors import FactsError, UnknownNameError
from runrest.interviews.interview import Interview
from runrest.interviews.standing import Answer
from runrest.loading import decide, house, speaking
from runrest.unknowns.asking import rounds

GATES = rounds().gates
TODAY = date(2026, 11, 22)
KNOWN = {**HEALTHY, "pain_run_peak": 0, "pain_next_am": 0, "illness_days": 0}


def at(name: str, facts: dict[str, Any] | None = None, *, question: str = "today", gates: Any = False) -> Interview:
    """Go on with one answer to all gates, and "don't know" to the rest, until something is asked."""
    interview = Interview(question, facts or {})
    while (asked := interview.ask()) is not None and asked.name != name:
        interview = interview.answer(gates if asked.kind == "gate" else None)
    assert asked is not None, f"{name} is never asked"
    return interview


def at_sleep() -> Interview:
    return at("sleep_h_last", {"planned_type": "tempo"}, question="rest_timing/sleep", gates=True)


# ---- the questions ----


def test_a_gate_asks_for_many_at_once() -> None:
    question = Interview().ask()
    assert question is not None
    assert (question.kind, question.name, question.type, question.number) == ("gate", "scope", "several", 1)
    assert [choice.value for choice in question.choices] == list(range(8))
    assert question.choices[1].words == "pregnant"
    assert question.about >= 3
    assert "healthy adults" in question.why


def test_a_scale_comes_with_its_anchors() -> None:
    question = at("fatigue", {**KNOWN, "fatigue": None}).ask()
    assert question is not None
    assert (question.type, question.low, question.high, question.unit) == ("integer", 1, 7, "")
    assert question.hint == "a whole number from 1 to 7"
    assert question.anchors == ((1, "very, very low"), (4, "normal"), (7, "very, very high"))
    assert question.choices == ()
    assert "How you feel tells more than any watch" in question.why


def test_a_yes_or_no_and_a_choice_come_with_their_words() -> None:
    question = at("gait_changed", {"pain_now": 2}, question="rest_timing/pain", gates=True).ask()
    assert question is not None
    assert (question.name, question.type, question.hint) == ("gait_changed", "boolean", "yes or no")
    assert [(choice.value, choice.words) for choice in question.choices] == [(True, "yes"), (False, "no")]
    bone = at("pain_site", {"pain_now": 4}, question="rest_timing/bone").ask()
    assert bone is not None
    assert (bone.name, bone.type, bone.hint) == ("pain_site", "choice", "one of these, or its number")
    assert ("hip_groin", "hip groin") in [(choice.value, choice.words) for choice in bone.choices]


def test_questions_are_plain_data_for_an_app() -> None:
    question = Interview().ask()
    assert question is not None
    told = json.loads(json.dumps(question.to_dict()))
    assert told["choices"][0] == {"value": 0, "words": "under 18"}
    assert told["number"] == 1
    assert told["about"] == question.about
    assert set(told) == {
        "kind", "name", "words", "type", "hint", "choices", "anchors", "low", "high", "unit", "number", "about", "why",
    }  # fmt: skip


def test_it_speaks_the_language_it_is_given_or_the_one_that_is_spoken() -> None:
    german = Interview(language="de").ask()
    assert german is not None
    assert german.choices[0].words == "unter 18"
    assert "Gesunde" in german.why or "gesunde" in german.why
    plain = Interview()
    with speaking("de"):
        question = plain.ask()
        assert question is not None
        assert question.choices == german.choices
    question = plain.ask()
    assert question is not None
    assert question.choices[0].words == "under 18"
    with pytest.raises(UnknownNameError):
        Interview(language="fr")


@pytest.mark.parametrize("language", ["en", "de"])
def test_why_is_told_for_every_question(language: str) -> None:
    interview = Interview("today", {"planned_type": "tempo"}, language=language)
    while (question := interview.ask()) is not None:
        # The kind of reason, then what the tree says that asks it.
        assert question.why.count(".") >= 2
        assert question.why.startswith(house(language).phrases("asking.why.safety")[:12]) or question.number > 3
        interview = interview.answer(1 if question.name == "pain_now" else None)


def test_each_gate_is_said_in_german_with_the_same_numbers() -> None:
    english, german = GATES, rounds("de").gates
    assert list(english) == list(german)
    for one, other in zip(english.values(), german.values(), strict=True):
        said = [(one.ask, other.ask), *zip([i.say for i in one.items], [i.say for i in other.items], strict=True)]
        assert [pair for pair in said if pair[0] == pair[1]] == []
        assert [pair for pair in said if numerals(pair[0], "en") != numerals(pair[1], "de")] == []
        assert [(i.yes, i.no) for i in one.items] == [(i.yes, i.no) for i in other.items]


# ---- the answers ----


def test_an_interview_never_changes() -> None:
    before = Interview("today", {"pain_now": 0})
    after = before.answer([])
    assert before.answers == ()
    assert before.facts == {"pain_now": 0}
    assert after.facts == {"pain_now": 0, **dict.fromkeys(GATES["scope"].signals, False)}
    after.facts["pain_now"] = 7
    assert after.facts["pain_now"] == 0
    with pytest.raises(FrozenInstanceError):
        before.question = "week"  # type: ignore[misc]
    given = {"fatigue": 3}
    held = Interview("today", given)
    given["fatigue"] = 7
    assert held.facts == {"fatigue": 3}


def test_nothing_of_a_gate_is_said_with_false_or_an_empty_list() -> None:
    assert Interview().answer(False) == Interview().answer([]) == Interview().answer(())


def test_what_applies_is_picked_and_the_rest_does_not_apply() -> None:
    facts = Interview().answer([4]).facts
    assert facts["scope_surgery"] is True
    assert facts["scope_pregnant"] is False
    assert Interview().answer({4, 1}).answers == (Answer("gate", "scope", (1, 4)),)


def test_to_say_that_something_applies_without_what_is_asked_one_by_one() -> None:
    interview = Interview().answer(False).answer(True)
    question = interview.ask()
    assert question is not None
    assert question.name in GATES["red_flags"].signals
    assert question.kind == "signal"
    interview = interview.answer(True)
    assert interview.decision.label == "STOP_REFER"


def test_dont_know_is_no_value_and_is_not_asked_again() -> None:
    interview = Interview()
    names = []
    while (question := interview.ask()) is not None:
        names.append(question.name)
        interview = interview.answer(None)
    assert len(set(names)) == len(names)
    assert interview.facts == {}
    assert interview.decision.complete is False
    assert not set(names) & set(SAFE), "who does not know about any of them is not asked about each"


def test_what_was_asked_in_vain_is_named() -> None:
    interview = Interview("today", {**LOG, **{name: KNOWN[name] for name in KNOWN if name != "soreness"}})
    while (question := interview.ask()) is not None:
        assert question.kind == "gate"
        interview = interview.answer(None if question.name == "outside" else False)
    assert interview.unanswered == ("wbgt_c", "aqi")
    assert "soreness_days" in interview.partly_known
    one_by_one = Interview().answer(True).answer(None)
    assert one_by_one.unanswered == (one_by_one.answers[1].name,)


def test_an_answer_is_partly_known_until_it_is_asked_for() -> None:
    interview = at("morning", {**KNOWN, "soreness": None})
    question = interview.ask()
    assert question is not None
    sore = next(at for at, item in enumerate(GATES["morning"].items) if "soreness" in item.yes)
    nothing, picked = interview.answer(False), interview.answer([sore])
    assert nothing.partly_known["soreness"].holds(4)
    assert not nothing.partly_known["soreness"].holds(5)
    assert "soreness" not in nothing.facts
    following = picked.ask()
    assert following is not None
    assert following.name == "soreness"
    assert picked.answer(6).facts["soreness"] == 6
    assert "soreness" not in picked.answer(6).partly_known


def test_who_is_sore_but_cannot_say_how_much_is_taken_to_be_at_least_that() -> None:
    interview = at("morning", {**KNOWN, "soreness": None})
    sore = next(at for at, item in enumerate(GATES["morning"].items) if "soreness" in item.yes)
    picked = interview.answer([sore]).answer(None)
    assert picked.facts["soreness"] == 5
    assert decide("today", KNOWN).label == "AS_PLANNED"
    assert picked.decision.label == "EASE"


def test_pain_that_is_not_told_in_numbers_is_not_made_small() -> None:
    """A number that is missing is read more carefully than the smallest one would be."""
    interview = at("pain")
    hurts = next(at for at, item in enumerate(GATES["pain"].items) if "pain_now" in item.yes)
    interview = interview.answer([hurts])
    while (question := interview.ask()) is not None:
        interview = interview.answer(None if question.kind != "gate" else False)
    assert "pain_now" not in interview.facts
    assert interview.decision.complete is False


def test_what_is_said_to_apply_counts_more_than_what_was_known_before() -> None:
    interview = at("pain", {"pain_now": 0})
    hurts = next(at for at, item in enumerate(GATES["pain"].items) if "pain_now" in item.yes)
    interview = interview.answer([hurts])
    assert "pain_now" not in interview.facts
    while (question := interview.ask()) is not None and question.name != "pain_now":
        interview = interview.answer(None)
    assert question is not None


@pytest.mark.parametrize("value", [9, -1, [8], [True], ["x"], "perhaps", 1.5, {"a": 1}])
def test_a_bad_answer_to_a_gate_is_refused_in_a_sentence_and_changes_nothing(value: Any) -> None:
    interview = Interview()
    with pytest.raises(FactsError, match="scope is answered with numbers from 0 to 7, true or false, not with"):
        interview.answer(value)
    assert interview == Interview()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (9, "fatigue is 9, but it must be a whole number from 1 to 7"),
        (True, "fatigue is yes, but it must be a whole number"),
        ("3", "fatigue is 3, but it must be a whole number"),
        (3.5, "fatigue is 3.5, but"),
        (float("nan"), "not a number"),
        ([3], "wrong kind"),
        ((3,), "wrong kind"),
    ],
)
def test_a_bad_answer_to_a_signal_is_refused(value: Any, words: str) -> None:
    interview = at("fatigue", {**KNOWN, "fatigue": None})
    with pytest.raises(FactsError, match=words) as caught:
        interview.answer(value)
    assert len(caught.value.problems) == 1
    assert interview.answer(3.0).facts["fatigue"] == 3


def test_bad_facts_are_refused_at_once() -> None:
    with pytest.raises(FactsError, match="there is no signal 'sorness'"):
        Interview("today", {"sorness": 3})
    with pytest.raises(UnknownNameError):
        Interview("tomorrow")
    assert Interview("today", {"fatigue": None}).facts == {}  # type: ignore[dict-item]


def test_nothing_is_answered_when_all_is_asked() -> None:
    interview = conduct(Interview("rest_timing/soreness"), {"soreness": 3})
    assert interview.done
    assert interview.ask() is None
    with pytest.raises(FactsError, match="nothing is asked any more"):
        interview.answer(3)
    with pytest.raises(FactsError, match="nothing is asked any more"):
        interview.read("3")


def test_back_puts_the_last_question_again() -> None:
    one = Interview()
    two = one.answer([1])
    assert two.back() == one
    assert two.back().ask() == one.ask()
    assert one.back() is one
    assert two.answer([]).back().answer([]) == two.answer([])


def test_there_is_a_careful_decision_at_any_time() -> None:
    interview = Interview("today", on=TODAY)
    assert interview.decision.label == "EASE"
    assert interview.decision.on == TODAY
    assert not interview.decision.complete


def test_what_is_urgent_ends_it() -> None:
    flags = list(house().vocabulary.gates["red_flags"][1])
    interview = Interview().answer(False).answer([flags.index("rf_dark_urine")])
    assert interview.done
    assert (interview.decision.label, interview.decision.refer) == ("STOP_REFER", "emergency")


# ---- answers that are asked about ----


def test_an_unusual_answer_is_asked_about_before_it_counts_for_nothing() -> None:
    doubted = at_sleep().answer(16)
    question = doubted.ask()
    assert question is not None
    assert (question.kind, question.name) == ("doubt", "sleep_h_last")
    assert question.words == "You say: Sleep last night, 16 h. That is unusual; most often it is 2 to 14. Is it right?"
    assert doubted.answer(True).confirmed == ("sleep_h_last",)
    assert doubted.answer(True).decision.facts["sleep_h_last"] == 16
    assert "sleep_h_last" not in doubted.answer(None).decision.facts
    left = doubted.answer(None).ask()
    assert left is None or left.kind != "doubt", "once is enough"
    again = doubted.answer(False).ask()
    assert again is not None
    assert again.name == "sleep_h_last"
    assert doubted.answer(False).answer(6.5).decision.facts["sleep_h_last"] == 6.5


def test_an_unusual_answer_on_the_worse_side_is_taken_at_its_word() -> None:
    interview = at("pain_now", gates=True).answer(10)
    question = interview.ask()
    assert question is None or question.kind != "doubt"


def test_an_unusual_value_that_nobody_was_asked_for_is_not_asked_about() -> None:
    question = Interview("today", {"temp_c": 34.5}).ask()
    assert question is not None
    assert question.kind == "gate"


@pytest.mark.parametrize("confirmed", [(), ("sleep_h_last",)])
def test_what_somebody_confirmed_is_known(confirmed: tuple[str, ...]) -> None:
    interview = Interview("rest_timing/sleep", {"planned_type": "tempo", "sleep_h_last": 16.0}, confirmed=confirmed)
    names = []
    while (question := interview.ask()) is not None:
        names.append(question.name)
        interview = interview.answer(question.kind == "gate" or None)
    assert ("sleep_h_last" in names) == (confirmed == ())


LIMP = {**KNOWN, "gait_changed": True}


def test_a_contradiction_is_asked_about() -> None:
    question = Interview("today", LIMP).ask()
    assert question is not None
    assert (question.kind, question.name) == ("contradiction", "gait_changed+pain_now")
    assert question.words.startswith("You say the pain is 0, and that you limp")
    assert [choice.value for choice in question.choices] == ["gait_changed", "pain_now"]
    assert question.choices[1].words == "Pain right now: 0 of 10"


def test_the_answer_that_is_not_right_is_given_again() -> None:
    interview = Interview("today", LIMP).answer("gait_changed")
    question = interview.ask()
    assert question is not None
    assert (question.kind, question.name) == ("signal", "gait_changed")
    assert "first answer was not right" in question.why
    interview = interview.answer(False)
    assert interview.facts == KNOWN
    assert all(answer.kind != "contradiction" for answer in interview.answers[1:])
    same = interview.back().answer(True).ask()
    assert same is not None
    assert same.kind == "contradiction", "it still cannot be so"


def test_a_contradiction_that_is_left_keeps_the_answer_careful_and_is_not_asked_again() -> None:
    interview = conduct(Interview("today", LIMP), {})
    assert [answer.kind for answer in interview.answers].count("contradiction") == 1
    assert interview.decision.complete is False
    with pytest.raises(FactsError, match="answered with one of gait_changed, pain_now"):
        Interview("today", LIMP).answer("fatigue")


def test_no_contradiction_matters_to_who_needs_a_doctor_today() -> None:
    interview = Interview("today", {**LIMP, "rf_chest_pain": True})
    question = interview.ask()
    assert question is None or question.kind != "contradiction"


def denied() -> Interview:
    interview = Interview().answer(True)
    while (question := interview.ask()) is not None and question.kind == "signal":
        interview = interview.answer(False)
    assert question is not None
    assert (question.kind, question.name) == ("contradiction", "scope")
    assert [choice.value for choice in question.choices] == [*GATES["scope"].signals, "scope"]
    return interview


def test_who_says_that_something_applies_and_then_denies_each_is_asked_what_is_right() -> None:
    after_all = denied().answer("scope")
    question = after_all.ask()
    assert question is not None
    assert question.name == "red_flags"
    assert after_all.facts["scope_pregnant"] is False
    changed = denied().answer("scope_pregnant").answer(True)
    assert changed.decision.label == "STOP_REFER"
    nobody_knows = denied().answer(None)
    assert nobody_knows.facts == {}
    assert nobody_knows.decision.complete is False


def test_who_says_it_hurts_and_then_gives_no_pain_is_asked_what_is_right() -> None:
    interview = at("pain")
    hurts = next(at for at, item in enumerate(GATES["pain"].items) if "pain_now" in item.yes)
    interview = interview.answer([hurts])
    while (question := interview.ask()) is not None and question.name != "pain_now":
        interview = interview.answer(None)
    interview = interview.answer(0)
    question = interview.ask()
    assert question is not None
    assert (question.kind, question.name) == ("contradiction", "pain")
    assert [choice.value for choice in question.choices] == ["pain_now", "pain"]
    assert interview.answer("pain").facts["pain_now"] == 0
    assert "pain_now" not in interview.answer(None).facts
    again = interview.answer("pain_now").ask()
    assert again is not None
    assert again.name == "pain_now"


# ---- what a person types ----


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "", None),
        ("en", "  unknown ", None),
        ("en", "Don't know", None),
        ("en", "no", ()),
        ("en", "N", ()),
        ("en", "y", True),
        ("en", "2", (1,)),
        ("en", "3, 1", (0, 2)),
        ("en", "1 1;8", (0, 7)),
        ("de", "nein", ()),
        ("de", "j", True),
        ("de", "yes", True),
        ("de", "weiß nicht", None),
    ],
)
def test_a_gate_is_read_as_it_is_typed(language: str, text: str, value: object) -> None:
    assert Interview(language=language).read(text) == value


@pytest.mark.parametrize("text", ["9", "0", "1 9", "1 x", "1.5", "perhaps", ",", "1 -2", "12345", "²"])
def test_what_is_no_answer_to_a_gate_is_refused(text: str) -> None:
    with pytest.raises(FactsError, match=r"^Please give the numbers of all that apply"):
        Interview().read(text)


@pytest.mark.parametrize(("text", "value"), [("7", 7.0), ("7.5", 7.5), ("7,5", 7.5), (" 08 ", 8.0)])
def test_a_number_is_read_with_either_decimal_sign(text: str, value: float) -> None:
    assert at_sleep().read(text) == value


@pytest.mark.parametrize("text", ["25", "-1", "7h", "1e1", "nan", "7,5,5", "٣", "yes"])
def test_what_is_no_such_number_is_refused(text: str) -> None:
    with pytest.raises(FactsError, match=r"^Please give a number from 0 to 24 \(h\), or just press Enter\.$"):
        at_sleep().read(text)


@pytest.mark.parametrize(
    ("text", "value"), [("4", "shin"), ("SHIN", "shin"), ("hip groin", "hip_groin"), ("10", "other")]
)
def test_a_choice_is_read_by_its_word_or_its_place(text: str, value: str) -> None:
    interview = at("pain_site", {"pain_now": 4}, question="rest_timing/bone")
    assert interview.read(text) == value
    with pytest.raises(FactsError):
        interview.read("11")
