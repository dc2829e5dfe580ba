from __future__ import annotations

import pytest
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st
from mornings import HEALTHY, MORNINGS, SAFE, morning

import runrest
from runrest.loading import house, shipped
from runrest.words.telling import GENERAL, tell, tell_tree, tell_trees

EMERGENCIES = ("rf_heat_confusion", "rf_dark_urine", "rf_neuro")


@pytest.mark.parametrize("name", MORNINGS)
def test_told_as_kept(name: str) -> None:
    is_golden(f"tell_{name}", tell(morning(name)))


def test_nothing_known_as_kept() -> None:
    is_golden("tell_nothing_known", tell(runrest.decide("today", {})))


def test_a_tree_told_as_kept() -> None:
    is_golden("tree_soreness", tell_tree(shipped("rest_timing/soreness")))


@pytest.mark.parametrize("flag", EMERGENCIES)
def test_nothing_distracts_in_an_emergency(flag: str) -> None:
    lines = tell(runrest.decide("today", {**HEALTHY, flag: True, "soreness": 7})).splitlines()
    assert lines[0] == "▲ STOP: CALL THE EMERGENCY NUMBER NOW"
    assert len(lines) <= 5
    assert not any(word in " ".join(lines) for word in ("Why", "Not known", "To change"))


def test_urgency_comes_first() -> None:
    assert tell(morning("chest")).splitlines()[0] == "▲ STOP: see a doctor today."
    assert tell(morning("bone")).splitlines()[0] == "▲ STOP: see a doctor within 48 hours."


def test_colour_only_when_asked_and_never_alone() -> None:
    plain = tell(morning("very_tired"))
    coloured = tell(morning("very_tired"), colour=True)
    assert "\x1b" not in plain
    assert coloured.startswith("\x1b[1;33m")
    assert coloured.replace("\x1b[1;33m", "").replace("\x1b[0m", "") == plain


def test_notes_are_told_while_there_is_room() -> None:
    text = tell(morning("healthy"), notes=("the log ends 40 days ago", "something else"))
    assert "The log ends 40 days ago. (and 1 more)" in text


def test_caps_in_words() -> None:
    text = tell(
        runrest.decide(
            "today", {**HEALTHY, "pain_now": 4, "pain_site": "knee", "planned_type": "tempo", "planned_km": 16.5}
        )
    )
    assert "At most    Easy, 80 % of the plan (13.2 km)." in text


def test_a_lighter_answer_with_a_referral_says_so() -> None:
    assert "see a professional when you can" in tell(morning("long_soreness")).splitlines()[0]


def test_an_unproven_tree_is_named_as_such() -> None:
    text = UNPROVEN
    tree = runrest.load(text, proven=False)
    assert not tree.proven
    assert "fails its proofs" in tell(runrest.decide(tree, {"soreness": 6}))
    assert "fails its proofs" in tell_tree(tree)


def test_what_a_terminal_obeys_never_reaches_it() -> None:
    tree = runrest.load(UNPROVEN.replace("Rest.", "Rest.\\u001b[31mred\\u0007"), proven=False)
    assert "\x1b" not in tell(runrest.decide(tree, {"soreness": 6})) + tell_tree(tree)


def test_a_very_long_say_is_cut_to_ten_lines() -> None:
    tree = runrest.load(UNPROVEN.replace("Rest.", "Rest a lot. " * 200), proven=False)
    lines = tell(runrest.decide(tree, {"soreness": 6})).splitlines()
    assert len(lines) == 10
    assert lines[-1].strip() == GENERAL


def test_every_shipped_tree_can_be_told() -> None:
    from runrest.shelf import names

    for name in names():
        text = tell_tree(shipped(name))
        assert all(len(line) <= 80 for line in text.splitlines())
        assert shipped(name).title in " ".join(text.split())


def test_recalled_numbers_say_so_and_sources_carry_their_doi() -> None:
    text = " ".join(tell_tree(shipped("rest_timing/pain")).split())
    assert "number recalled, not read" in text
    assert "doi:10.1177/0363546506298279" in text


def test_an_empty_family_says_so() -> None:
    assert tell_trees({"progression": ("What next week allows", ())}, house().phrases).endswith("no trees yet")


VALUES = {
    "boolean": lambda _: st.booleans(),
    "choice": lambda signal: st.sampled_from(signal.values),
    "integer": lambda signal: st.integers(int(signal.valid[0]), int(signal.valid[1])),
    "number": lambda signal: st.floats(*signal.valid, allow_nan=False),
}
ANY_FACTS = st.fixed_dictionaries(
    {},
    optional={
        signal.name: VALUES[signal.type](signal) for signal in house().vocabulary.signals.values() if not signal.derived
    },
)


@settings(max_examples=150, deadline=None)
@given(facts=ANY_FACTS, safe=st.booleans(), width=st.sampled_from([40, 60, 80]))
def test_ten_lines_within_the_width_and_the_last_is_the_disclaimer(
    facts: dict[str, object], safe: bool, width: int
) -> None:
    decision = runrest.decide("today", {**facts, **(SAFE if safe else {})})
    lines = tell(decision, width=width).splitlines()
    assert len(lines) <= 10
    assert all(len(line) <= width for line in lines)
    assert lines[-1].strip() == GENERAL


UNPROVEN = """
title = "Sore?"
start = "sore"
version = "1.0"
[questions.sore]
signal = "soreness"
because = "Because."
evidence = [{ rule = "RD6", source = "DESIGN", link = "D", cutoff = "D" }]
[questions.sore.branches]
">= 6" = "rest"
"< 6, unknown" = "go"
[advice.rest]
caps = { intensity = "none" }
say = "Rest."
[advice.go]
say = "Go."
"""
