"""A tree in a terminal: all that the drawing says, no line too long, readable without colour or Unicode."""

from __future__ import annotations

import re
from datetime import date

import pytest
from click.testing import CliRunner
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest import loading, shelf
from runrest.cli import main
from runrest.cli.wall_drawings import shows_signs
from runrest.pictures.picturing import picture_tree
from runrest.words.branching import tell_branches
from runrest.words.strokes import ASCII, UNICODE, columns_of, spell

ON = date(2026, 11, 22)
PAIN = {"pain_now": 4, "gait_changed": False}
CODES = re.compile(r"\x1b\[\d+m")


def flat(text: str) -> str:
    """Give the words alone: no strokes, no codes, no spaces."""
    return re.sub(r"[\s│┃├┣└┗┠─╴━▶▽▼]", "", CODES.sub("", text))


def test_a_tree_in_text_is_the_one_that_was_kept() -> None:
    is_golden("branches_pain", tell_branches(loading.load("rest_timing/pain")))
    decision = loading.decide("rest_timing/pain", PAIN, ON)
    is_golden("branches_pain_walked", tell_branches(decision.trees[0], decision))
    german = loading.load("rest_timing/sleep", language="de")
    walked = loading.decide("rest_timing/sleep", {"sleep_h_last": 5}, ON, language="de")
    is_golden("branches_sleep_plain_de", tell_branches(german, walked, plain=True, width=60))


@pytest.mark.parametrize("language", shelf.languages())
@pytest.mark.parametrize("name", shelf.names())
def test_all_that_a_tree_says_is_there(name: str, language: str) -> None:
    tree = loading.load(name, language=language)
    told = flat(tell_branches(tree))
    picture = picture_tree(tree)
    for card in picture.cards:
        for words in (card.heading, card.strong, *card.details):
            assert flat(words) in told
    for arrow in picture.arrows:
        assert flat(f"{arrow.words} → ") in told or flat(arrow.words) in told
    for question in tree.questions:
        heading = next(card.heading for card in picture.cards if card.id == question)
        assert told.count(flat(heading)) >= 1
    asked = sum(card.group == "spine" for card in picture.cards)
    jumps = told.count(flat(picture.go_on))
    assert len(picture.arrows) == asked - 1 + jumps + sum(card.group == "side" for card in picture.cards)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_too_long(width: int, plain: bool) -> None:
    for name in shelf.names():
        decision = loading.decide(name, {}, ON)
        for line in tell_branches(decision.trees[0], decision, width=width, plain=plain).split("\n"):
            assert columns_of(line) <= max(width, 40), line


@pytest.mark.parametrize("language", shelf.languages())
def test_plain_is_ascii(language: str) -> None:
    for name in shelf.names():
        decision = loading.decide(name, {}, ON, language=language)
        assert tell_branches(decision.trees[0], decision, plain=True).isascii()


def test_colour_adds_codes_and_nothing_else() -> None:
    decision = loading.decide("rest_timing/pain", PAIN, ON)
    coloured = tell_branches(decision.trees[0], decision, colour=True)
    plain = tell_branches(decision.trees[0], decision)
    assert "\x1b[33m" in coloured
    assert "\x1b" not in plain
    assert CODES.sub("", coloured) == plain


FACTS = st.fixed_dictionaries(
    {}, optional={"pain_now": st.integers(0, 10), "gait_changed": st.booleans(), "pain_builds": st.booleans()}
)


@settings(max_examples=40, deadline=None)
@given(FACTS)
def test_the_walked_path_is_marked_once_from_top_to_end(facts: dict[str, object]) -> None:
    decision = loading.decide("rest_timing/pain", facts, ON)
    told = tell_branches(decision.trees[0], decision)
    steps = decision.paths["rest_timing/pain"]
    tree, _, foot = told.rpartition("\n\n")
    assert tree.count("▶") + tree.count("▼") == len(steps)
    assert tree.count("you are here") == 1
    assert "┣━▶ and ▼ mark your answers on Sun 22 Nov 2026." in foot
    plain = tell_branches(decision.trees[0], decision, plain=True)
    assert plain.count("=>") - 1 + len(re.findall(r"^[ |*]*V ", plain, re.MULTILINE)) == len(steps)


def test_strokes_are_as_wide_as_each_other() -> None:
    for strokes in (UNICODE, ASCII):
        forks = (strokes.fork, strokes.last, strokes.down, strokes.blank, strokes.passed_fork)
        walked = (strokes.walked_fork, strokes.walked_last, strokes.walked_down)
        assert {columns_of(one) for one in (*forks, *walked)} == {4}
        assert {columns_of(one) for one in (strokes.head, strokes.walked_head)} == {2}


@given(st.text())
def test_any_text_can_be_spelt(text: str) -> None:
    assert spell(text).isascii()


def run(*words: str, **more: str) -> tuple[int, str, str]:
    done = CliRunner(env={"NO_COLOR": "", **more}).invoke(main, ["draw", *words])
    return done.exit_code, done.stdout, done.stderr


def test_draw_without_a_file_draws_here() -> None:
    code, told, _ = run("rest_timing/soreness", "--soreness", "6", "--on", "2026-11-22")
    decision = loading.decide("rest_timing/soreness", {"soreness": 6}, ON)
    assert (code, told) == (0, tell_branches(decision.trees[0], decision) + "\n")
    code, told, _ = run("rest_timing/soreness", "--lang", "de")
    assert (code, told.split("\n")[0]) == (0, "Wie stark ist mein Muskelkater?")
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["today"], "today is "),
        (["rest_timing"], "draw them into a file with -o FILE"),
        (["rest_timing/pian"], "did you mean rest_timing/pain?"),
        (["rest_timing/soreness", "--soreness", "9"], "soreness is 9"),
    ],
)
def test_what_cannot_be_drawn_here_is_one_sentence(words: list[str], said: str) -> None:
    code, told, complaint = run(*words)
    assert (code, told, complaint.count("\n")) == (2, "", 1)
    assert said in complaint


def test_a_terminal_without_the_signs_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        encoding: str | None = "latin-1"

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout", Stream())
    assert not shows_signs()
    Stream.encoding = "utf-8"
    assert shows_signs()
    Stream.encoding = None
    assert not shows_signs()
    Stream.encoding = "no such thing"
    assert not shows_signs()
    Stream.encoding = "utf-8"
    monkeypatch.setenv("TERM", "dumb")
    assert not shows_signs()
