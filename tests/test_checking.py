"""What the checker says of small trees over the shipped vocabulary: sentences, witnesses, ignores, severity."""

from __future__ import annotations

import pytest

import runrest
from runrest.checking.coverage import check_coverage
from runrest.derived import Derived, Member, derive_signal
from runrest.errors import TreeError
from runrest.house import House
from runrest.loading import house
from runrest.notation import read_condition
from runrest.reading import read_tree
from runrest.vocabulary import Vocabulary

EVIDENCE = 'evidence = [{ rule = "X", source = "DESIGN", link = "D", cutoff = "D" }]'


def tree(questions: dict[str, tuple[str, dict[str, str]]], advice: dict[str, str], end: str, more: str = "") -> str:
    lines = ['title = "T"', f'start = "{next(iter(questions))}"', 'version = "1"']
    for name, (signal, branches) in questions.items():
        lines += [f"[questions.{name}]", f'signal = "{signal}"', 'because = "B."', EVIDENCE]
        lines += [f"[questions.{name}.branches]", *(f"'{test}' = \"{to}\"" for test, to in branches.items())]
    for name, told in advice.items():
        lines += [f"[advice.{name}]", 'say = "Say."', told]
    lines += ["[[examples]]", 'name = "x"', "given = {}", f'expect = {{ advice = "{end}" }}'] * 3
    return "\n".join([*lines, more]) + "\n"


EASY, HARD = 'caps = { intensity = "easy" }', 'caps = { intensity = "hard" }'
BACKWARDS = tree({"q": ("soreness", {">= 6": "hard", "< 6, unknown": "easy"})}, {"hard": HARD, "easy": EASY}, "easy")
HASTY = tree({"q": ("soreness", {"unknown": "hard", "-": "easy"})}, {"hard": HARD, "easy": EASY}, "hard")


def only(text: str, code: str) -> runrest.Flaw:
    (flaw,) = [flaw for flaw in runrest.check(text) if flaw.code == code]
    return flaw


def test_worse_and_allowed_more_is_said_in_words() -> None:
    flaw = only(BACKWARDS, "T501")
    assert flaw.sentence == (
        "can be reached by somebody who is worse on soreness (6 against 1) and equal elsewhere than somebody at easy, "
        "yet allows more: intensity hard against easy"
    )
    assert flaw.witness == ({"soreness": 6}, {"soreness": 1})


def test_not_knowing_and_allowed_more_is_said_in_words() -> None:
    flaw = only(HASTY, "T502")
    assert flaw.sentence == (
        "is the answer without knowing soreness, yet with its best value, 1, it is easy, which is more careful: "
        "intensity hard against easy"
    )
    assert flaw.witness == ({}, {"soreness": 1})


def test_a_ratio_is_shown_by_its_parts_and_units() -> None:
    text = tree({"q": ("spike", {"> 2": "hard", "<= 2, unknown": "easy"})}, {"hard": HARD, "easy": EASY}, "easy")
    flaw = only(text, "T501")
    worse, better = flaw.witness
    assert worse.keys() == better.keys() == {"planned_km", "longest_run_30d"}
    assert worse["planned_km"] / worse["longest_run_30d"] > 2 >= better["planned_km"] / better["longest_run_30d"]
    assert " km against " in flaw.sentence


def test_a_ratio_of_a_difference_is_shown_by_all_three() -> None:
    text = tree({"q": ("hrv_band", {"unknown": "hard", "-": "easy"})}, {"hard": HARD, "easy": EASY}, "hard")
    flaw = next(flaw for flaw in runrest.check(text) if flaw.code == "T502")
    assert flaw.witness[1].keys() == {"hrv_ln7", "hrv_base_mean", "hrv_base_sd"}


def test_a_gap_deep_in_a_tree_is_shown_by_somebody_who_comes_there() -> None:
    text = tree(
        {
            "first": ("gait_changed", {"true, unknown": "easy", "false": "second"}),
            "second": ("spike", {"< 2": "easy", "unknown": "hard"}),
        },
        {"hard": HARD, "easy": EASY},
        "easy",
    )
    (facts,) = only(text, "T304").witness
    assert facts["gait_changed"] is False
    assert facts["planned_km"] / facts["longest_run_30d"] >= 2


def test_whole_numbers_make_a_whole_difference() -> None:
    branches = {">= 1": "easy", "< 1, unknown": "hard"}
    text = tree({"q": ("pain_morning_rise", branches)}, {"hard": HARD, "easy": EASY}, "hard")
    assert not [flaw for flaw in runrest.check(text) if flaw.code == "T304"]


def test_a_ratio_within_an_any_may_not_be_mixed_with_its_parts() -> None:

    known = house().vocabulary
    jump = Derived("jump", "any", (Member("spike", read_condition("> 2", known.signals["spike"])),))
    signals = {**known.signals, "jump": derive_signal(jump, known.signals)}
    vocabulary = Vocabulary(signals, {**known.derived, "jump": jump})
    text = tree(
        {
            "q": ("jump", {"true": "easy", "false, unknown": "r"}),
            "r": ("planned_km", {"> 20": "easy", "<= 20, unknown": "hard"}),
        },
        {"hard": HARD, "easy": EASY},
        "hard",
    )
    mixed = House(vocabulary, house().scales, house().sources)
    file, flaws = read_tree(text, "t", "t", mixed)
    assert file is not None
    assert not flaws
    assert "T308" in {flaw.code for flaw in check_coverage(file, mixed)}


LIMITED = 'caps = { km = { of = "longest_run_30d", times = 1.1 } }'


def test_a_cap_may_be_a_multiple_of_a_part_of_the_ratio_that_is_asked() -> None:
    text = tree(
        {"q": ("spike", {"> 1.1": "shorter", "<= 1.1": "go", "unknown": "nothing"})},
        {"shorter": LIMITED, "go": "", "nothing": "caps = { km = 0 }"},
        "nothing",
    )
    assert runrest.check(text) == ()


def test_no_run_at_all_is_worse_than_a_short_one() -> None:
    text = tree({"q": ("spike", {"> 1.1": "shorter", "<= 1.1, unknown": "go"})}, {"shorter": LIMITED, "go": ""}, "go")
    flaw = only(text, "T501")
    assert flaw.witness[0]["longest_run_30d"] == 0
    assert "longest_run_30d (0 km against " in flaw.sentence


def test_a_multiple_of_something_unknown_is_no_cap() -> None:
    text = tree({"q": ("aqi", {"-, unknown": "shorter"})}, {"shorter": LIMITED}, "shorter")
    assert any("ask longest_run_30d first" in flaw.sentence for flaw in runrest.check(text) if flaw.code == "T502")


def test_a_multiple_of_something_that_is_worse_when_larger_is_unsafe() -> None:
    branches = {"unknown": "none", "-": "most"}
    caps = {"most": 'caps = { minutes = { of = "planned_min", times = 0.5 } }', "none": "caps = { minutes = 0 }"}
    flaw = only(tree({"q": ("planned_min", branches)}, caps, "none"), "T501")
    assert flaw.witness[0]["planned_min"] > flaw.witness[1]["planned_min"]


# ------------------------------------------------------------------ ignores and severity


def ignoring(text: str, code: str, place: str = "", reason: str = "A reason.") -> str:
    told = f'place = "{place}"\n' if place else ""
    return f'{text}[[ignore]]\ncode = "{code}"\n{told}reason = "{reason}"\n'


def test_an_ignore_with_a_reason_takes_a_flaw_away() -> None:
    with pytest.raises(TreeError):
        runrest.load(BACKWARDS)
    for text in (ignoring(BACKWARDS, "T501"), ignoring(BACKWARDS, "T501", "advice.hard")):
        assert runrest.check(text) == ()
        assert runrest.load(text).proven


def test_an_ignore_that_nothing_needs_is_a_flaw() -> None:
    for text in (ignoring(BACKWARDS, "T501", "advice.easy"), ignoring(BACKWARDS, "T502")):
        codes = [flaw.code for flaw in runrest.check(text)]
        assert sorted(codes) == ["T501", "T701"]
    assert only(ignoring(BACKWARDS, "T999"), "T701")


def test_an_ignore_without_a_reason_does_nothing() -> None:
    for text in (ignoring(BACKWARDS, "T501", reason=" "), BACKWARDS + '[[ignore]]\ncode = "T501"\n'):
        assert {flaw.code for flaw in runrest.check(text)} & {"T104", "T105"}
        with pytest.raises(TreeError):
            runrest.load(text)


def test_a_misspelt_source_does_not_hide_an_unsafe_branch() -> None:
    codes = {flaw.code for flaw in runrest.check(BACKWARDS.replace("DESIGN", "DESING"))}
    assert codes == {"T402", "T501"}


def test_a_warning_does_not_keep_a_tree_from_speaking() -> None:
    text = tree(
        {"q": ("soreness", {">= 6": "easy", "< 6, unknown": "hard"})}, {"hard": HARD, "easy": EASY}, "hard"
    ).replace('source = "DESIGN"', 'source = "RECALLED", mark = "V"')
    (flaw,) = runrest.check(text)
    assert (flaw.code, flaw.severity) == ("T404", "warning")
    assert runrest.load(text).proven
