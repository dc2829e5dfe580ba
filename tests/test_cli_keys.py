"""Keys, whatever bytes they come as, and the pages that they move about on."""

from __future__ import annotations

import os
from select import select
from threading import Timer

import pytest
from answering import LOG

from runrest.cli.keys import read_key
from runrest.cli.screens import FEW, page, rows_of
from runrest.interviews.interview import Interview
from runrest.interviews.posing import pose_gate, pose_signal
from runrest.loading import house
from runrest.unknowns.asking import rounds

SIGNALS = house().vocabulary.signals


def keys(pressed: bytes) -> list[str]:
    """What keys are read, up to the end."""
    (here, there), (signalled, signal) = os.pipe(), os.pipe()
    os.write(there, pressed)
    os.close(there)
    found = []
    while not found or found[-1] != "end of input":
        found.append(read_key(here, signalled))
    for place in (here, signalled, signal):
        os.close(place)
    return found[:-1]


@pytest.mark.parametrize(
    ("pressed", "read"),
    [
        (b"a1?", ["a", "1", "?"]),
        (b"\r\n", ["enter", "enter"]),
        (b"\x1b[A\x1b[B\x1bOA\x1bOB", ["up", "down", "up", "down"]),
        (b"\x1b[H\x1b[F\x1b[1~\x1b[4~", ["home", "end", "home", "end"]),
        (b"\x1b[1;5A3", ["", "3"]),
        (b"\x1b[200~x", ["", "x"]),
        (b"\x7f\x08", ["backspace", "backspace"]),
        (b"\x10\x0e\t", ["up", "down", "down"]),
        ("ß€😀n".encode(), ["ß", "€", "😀", "n"]),
        (b"\xff\x00\x01", ["�", "", ""]),
        (b"\x1b", [""]),
        (b"\x1b[" + b"1" * 20, ["", "1", "1", "1"]),
    ],
)
def test_keys(pressed: bytes, read: list[str]) -> None:
    assert keys(pressed) == read


def test_ctrl_d_ends_it() -> None:
    assert keys(b"\x04") == []


def test_a_signal_that_came_before_the_wait_ends_the_wait() -> None:
    """Its handler can only run between two waits; were the wait for a key alone, Ctrl-C would need one more key."""
    (here, there), (signalled, signal) = os.pipe(), os.pipe()
    os.write(signal, b"\x02")
    later = Timer(0.05, lambda: os.write(there, b"k"))
    later.start()
    assert read_key(here, signalled) == "k"
    assert select([signalled], [], [], 0)[0] == [], "it was heard"
    later.join()
    for place in (here, there, signalled, signal):
        os.close(place)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_question_fits_a_small_terminal_in_every_language(language: str) -> None:
    """80 columns and 24 lines are enough for each; no line is longer, and none is lost."""
    there = house(language)
    questions = [pose_gate(gate, there.phrases) for gate in rounds(language).gates.values()]
    questions += [pose_signal(signal) for signal in there.vocabulary.signals.values() if signal.ask]
    for question in questions:
        laid = page(question, "Train or rest today?", there.phrases, (80, 24))
        assert laid is not None, question.name
        assert len(laid.lines) <= 24
        assert max(map(len, laid.lines)) < 80
        shown = " ".join(" ".join(laid.lines).split())
        assert " ".join(question.words.split()) in shown
        rows = rows_of(question, there.phrases)
        keyed = [row.key for row in rows if row.key]
        assert len(set(keyed)) == len(keyed)
        for row in rows:
            assert row.words in shown
        assert (rows == ()) == (question.type == "number" or (question.high or 0) - (question.low or 0) >= FEW)


def test_a_page_with_no_room_is_none_and_a_tight_one_has_less_air() -> None:
    phrases = house().phrases
    question = pose_signal(SIGNALS["pain_site"])
    airy, tight = (page(question, "Today?", phrases, (80, lines)) for lines in (24, 16))
    assert airy is not None
    assert tight is not None
    assert "" in airy.lines
    assert "" not in tight.lines
    assert page(question, "Today?", phrases, (80, 10)) is None


def test_the_cursor_stands_on_what_is_chosen() -> None:
    phrases = house().phrases
    question = pose_signal(SIGNALS["pain_site"])
    for chosen in range(11):
        laid = page(question, "Today?", phrases, (80, 24), chosen=chosen)
        assert laid is not None
        assert laid.lines[laid.at[0]].startswith("> ")
        assert laid.marked == (laid.at[0],)
    typed = page(pose_signal(SIGNALS["sleep_h_last"]), "Today?", phrases, (80, 24), typed="7.5")
    assert typed is not None
    assert typed.lines[typed.at[0]].startswith("> 7.5__ h")
    assert typed.at[1] == 5


def test_how_many_questions_there_will_be_is_not_far_off() -> None:
    logged = {name: value for name, value in LOG.items() if name != "planned_km"}
    interview = Interview("today", logged)
    question = interview.ask()
    assert question is not None
    first = question.about
    while question is not None:
        assert question.about >= question.number
        interview = interview.answer(False if question.kind == "gate" else 3 if question.name == "fatigue" else None)
        question = interview.ask()
    assert len(interview.answers) == first
