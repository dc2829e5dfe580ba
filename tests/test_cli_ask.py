"""``runrest ask``: on a screen, in plain lines, put aside and gone on with."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from answering import LOG, WELL
from golden_text import is_golden
from interviewed import reply
from pseudo_terminals import PROMPT, PseudoTerminal, talk

from runrest.interviews.interview import Interview
from runrest.signals import spell

if TYPE_CHECKING:
    from pathlib import Path

ON = ["--on", "2026-11-22"]
LOGGED = {name: value for name, value in LOG.items() if not name.startswith("planned")}
LOGGED_ARGS = [word for name, value in LOGGED.items() for word in ("--set", f"{name}={spell(value)}")]
PLANNED = ["--planned", "tempo:10km"]
DOWN, UP, ENTER = "\x1b[B", "\x1b[A", "\r"

SITUATIONS: dict[str, tuple[dict[str, Any], list[str], str]] = {
    "healthy": ({}, [*LOGGED_ARGS, *PLANNED], "en"),
    "red_flag": ({"rf_calf_swelling": True}, [*LOGGED_ARGS, *PLANNED], "en"),
    "fever": ({"sym_systemic": True, "temp_c": 38.6, "illness_days": 2}, [*LOGGED_ARGS, *PLANNED], "en"),
    "sore_knee": ({"pain_now": 3, "pain_run_peak": 4, "pain_days": 5}, [*LOGGED_ARGS, *PLANNED], "en"),
    "nothing_known": ({}, PLANNED, "en"),
    "tired_and_sore_in_german": (
        {"fatigue": 6, "soreness": 5, "soreness_days": 2},
        [*LOGGED_ARGS, *PLANNED, "--lang", "de"],
        "de",
    ),
}
"""What is not as with a healthy runner, what is known before, and the language."""


def typed(interview: Interview, truth: dict[str, Any], *, nothing: bool = False) -> list[str]:
    """Write down what somebody types to each question."""
    lines = []
    while (question := interview.ask()) is not None:
        value = None if nothing else reply(question, truth)
        line = "" if value is None else spell(value)
        if question.type == "several" and value is not None:
            line = " ".join(str(at + 1) for at in value) or "n"
        assert interview.read(line) == (tuple(value) if isinstance(value, list) else value)
        lines.append(line)
        interview = interview.answer(value)
    return lines


def piped(lines: list[str], *args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Pipe answers in, one a line."""
    return subprocess.run(
        [sys.executable, "-c", "from runrest.cli import main; main()", "ask", *ON, *args],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "RUNREST_STATE": "", **(env or {})},
    )


# ---- as kept: six situations, in plain lines ----


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_situation_as_kept(name: str) -> None:
    different, args, language = SITUATIONS[name]
    nothing = name == "nothing_known"
    known = {"planned_type": "tempo", "planned_km": 10.0, **({} if nothing else LOGGED)}
    truth = {**WELL, **LOGGED, **different}
    lines = typed(Interview("today", known, language=language), truth, nothing=nothing)
    done = piped(lines, *args, "--plain")
    is_golden(f"ask_{name}", f"{done.stderr}--- stdout\n{done.stdout}--- exit {done.returncode}\n")
    assert "\x1b" not in done.stderr + done.stdout
    assert max(map(len, done.stderr.splitlines())) <= 80


def test_the_answer_is_that_of_today() -> None:
    lines = typed(Interview("today", LOGGED), {**WELL, **LOGGED, "fatigue": 6})
    asked = piped(lines, *LOGGED_ARGS, "--json")
    told = json.loads(asked.stdout)
    assert told["label"] == "EASE"
    assert told["facts"]["fatigue"] == 6
    assert told["on"] == "2026-11-22"
    assert asked.returncode == 0


def test_answers_that_end_early_leave_the_rest_unknown() -> None:
    done = piped(["n"])
    assert done.returncode == 12
    assert "for now" in done.stdout.lower()
    assert done.stderr.count(PROMPT) == 2


def test_signals_and_answers_cannot_both_come_from_stdin() -> None:
    done = piped(["n"], "--signals", "-")
    assert done.returncode == 2
    assert "where the answers come from" in done.stderr
    done = piped([], "--resume", "--restart")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


# ---- put aside, and gone on with ----


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    return {"RUNREST_STATE": str(tmp_path / "state")}


def test_it_is_put_aside_and_gone_on_with(state: dict[str, str], tmp_path: Path) -> None:
    first = piped(["n", "n", "q"], *PLANNED, env=state)
    assert first.returncode == 12
    assert first.stdout == ""
    assert "Your 2 answers are kept for today." in first.stderr
    kept = tmp_path / "state" / "interview.json"
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    second = piped(["n", "n"], "--resume", env=state)
    assert "You go on after 2 answers of earlier today" in second.stderr
    assert "Question 3" in second.stderr
    assert "Question 2" not in second.stderr
    assert not kept.exists(), "it is done"
    third = piped([], "--resume", env=state)
    assert third.returncode == 2
    assert "there is no interview of today to go on with" in third.stderr


def test_it_goes_on_by_itself_and_begins_anew_on_request(state: dict[str, str]) -> None:
    piped(["n", "q"], env=state)
    assert "You go on after 1 answer of" in piped(["q"], env=state).stderr
    anew = piped(["q"], "--restart", env=state)
    assert "Question 1 " in anew.stderr
    assert "Nothing was answered yet, so nothing was kept." in anew.stderr
    assert "You go on" in piped(["q"], env=state).stderr, "what was kept before is still there"


def test_an_interview_of_another_day_begins_anew(state: dict[str, str]) -> None:
    piped(["n", "n", "q"], env=state)
    tomorrow = piped(["n", "q"], "--on", "2026-11-23", env=state)
    told = " ".join(tomorrow.stderr.split())
    assert "is of 2026-11-22, so it begins anew; only what is about you, not the day, is kept" in told
    assert "Since you were last cleared" in tomorrow.stderr
    assert "apply to you" not in tomorrow.stderr
    refused = piped([], "--resume", "--on", "2026-11-24", env=state)
    assert refused.returncode == 2


def test_an_interview_that_cannot_be_read_begins_anew(state: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "interview.json").write_text("{")
    done = piped(["q"], env=state)
    assert "cannot be read, so it begins anew" in " ".join(done.stderr.split())
    refused = piped([], "--resume", env=state)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1


def test_nothing_is_kept_where_nobody_wants_it() -> None:
    done = piped(["n", "q"])
    assert "Nothing was kept" in done.stderr
    assert done.returncode == 12


def test_where_it_cannot_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    done = piped(["n", "q"], env={"RUNREST_STATE": str(tmp_path / "state")})
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


# ---- on a screen ----

KNOWN = [*LOGGED_ARGS, *PLANNED, *ON]


def test_a_screen_for_each_question() -> None:
    with PseudoTerminal("ask", *KNOWN) as terminal:
        for words in ("apply to you", "last cleared", "anything hurt", "Are you ill", "Is it hot", "so today"):
            terminal.see(words)
            assert re.search(r"\n(\x1b\[7m)?> +don't know", terminal.frame)
            assert len(terminal.frame.splitlines()) <= 24
            terminal.type("n" + ENTER)
        terminal.see("How tired")
        assert "4  normal" in terminal.frame
        terminal.type("3" + ENTER)
        stdout, code = terminal.end()
        assert stdout.startswith("► AS PLANNED: tempo, 10 km.")
        assert code == 0
        assert terminal.left_as_found


def test_arrows_space_and_numbers() -> None:
    with PseudoTerminal("ask", *KNOWN, env={"NO_COLOR": "1"}) as terminal:
        terminal.see("apply to you")
        assert "\x1b[7m" not in terminal.shown
        terminal.type(UP + ENTER)  # none of these
        terminal.see("last cleared")
        terminal.type(DOWN + " ")  # round to the first
        terminal.see("> [x]  1  chest pain")
        terminal.type("4")
        terminal.see("> [x]  4  palpitations")
        terminal.type("4")
        terminal.see("> [ ]  4  palpitations")
        terminal.type("10")
        terminal.see("> [x] 10  pain")
        terminal.see("[x]  1  chest pain")
        terminal.type("1")
        terminal.see("> [ ]  1  chest pain")
        terminal.type("10")
        terminal.see("> [ ] 10  pain")
        terminal.see("[ ]  1  chest pain")
        terminal.type(DOWN + "1")
        terminal.see("> [x]  1  chest pain")
        terminal.type("n" + ENTER)
        terminal.see("You have ticked 1.")
        terminal.type("\x1b[H" + ENTER)
        stdout, code = terminal.end()
        assert code == 11
        assert "Chest pain" in stdout
        assert terminal.left_as_found


def test_back_brings_the_answer_back_to_be_changed() -> None:
    with PseudoTerminal("ask", *KNOWN, env={"NO_COLOR": "1"}) as terminal:
        terminal.see("apply to you")
        terminal.type("b")
        terminal.see("there is nothing to go back to")
        terminal.type("2" + ENTER)
        terminal.see("last cleared")
        terminal.type("b")
        terminal.see("> [x] 2  pregnant")
        terminal.type("2n" + ENTER)
        terminal.see("last cleared")
        terminal.type("n" + ENTER)
        terminal.see("anything hurt")
        terminal.type("\x03")
        _, code = terminal.end()
        assert code == 1


def test_a_number_is_typed_and_what_does_not_fit_is_said() -> None:
    with PseudoTerminal("ask", *KNOWN, "--in-scope", "--no-red-flags", "--set", "pain_now=3", "--set", "pain_site=knee",
                        env={"NO_COLOR": "1"}) as terminal:  # fmt: skip
        while True:
            terminal.until(lambda: "Question" in terminal.frame and "Enter takes" in terminal.frame)
            if "days in a row" in terminal.frame:
                break
            question = terminal.frame
            terminal.type(ENTER)
            terminal.until(lambda question=question: terminal.frame != question)
        terminal.type("99x9")
        terminal.see("> 999__ days")
        terminal.type("9" + ENTER)
        terminal.see("Please give a whole number from 0 to 3650")
        terminal.type("5\x7f12")
        terminal.see("> 12___ days")
        terminal.type("\x04")
        _, code = terminal.end()
        assert code in (0, 12)


def test_why_is_said_on_request() -> None:
    with PseudoTerminal("ask", *KNOWN) as terminal:
        terminal.see("apply to you")
        terminal.type("?")
        terminal.see("Why am I asked this?")
        assert "healthy adults" in terminal.frame
        terminal.type(" ")
        terminal.see("don't know")
        terminal.type("\x04")
        stdout, code = terminal.end()
        assert code == 12
        assert stdout
        assert terminal.left_as_found


def test_an_interrupt_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with PseudoTerminal("ask", *KNOWN, env={"RUNREST_STATE": str(tmp_path)}) as terminal:
        terminal.see("apply to you")
        terminal.type("n" + ENTER)
        terminal.see("last cleared")
        terminal.type("\x03")
        stdout, code = terminal.end()
        assert code == 1
        assert stdout == ""
        assert terminal.shown.endswith("runrest: stopped; nothing was decided\n")
        assert "Traceback" not in terminal.shown
        assert terminal.left_as_found
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_so_does_a_signal_that_ends_it(number: signal.Signals) -> None:
    with PseudoTerminal("ask", *KNOWN) as terminal:
        terminal.see("apply to you")
        terminal.signal(number)
        _, code = terminal.end()
        assert code == 128 + number
        assert terminal.left_as_found
        assert "Traceback" not in terminal.shown


def test_it_is_suspended_and_taken_up_again() -> None:
    with PseudoTerminal("ask", *KNOWN) as terminal:
        terminal.see("apply to you")
        terminal.signal(signal.SIGTSTP)
        terminal.until(lambda: terminal.shown.endswith("\x1b[?1049l"))
        terminal.until(lambda: terminal.left_as_found)
        terminal.shown = ""
        terminal.signal(signal.SIGCONT)
        terminal.see("apply to you")
        terminal.type("n" + ENTER)
        terminal.see("last cleared")
        terminal.type("\x04")
        terminal.end()


def test_a_window_that_changes_is_drawn_again() -> None:
    with PseudoTerminal("ask", *KNOWN) as terminal:
        terminal.see("treatment for an illness with fever")
        terminal.resize(50, 30)
        terminal.signal(signal.SIGWINCH)
        terminal.until(lambda: max(map(len, terminal.frame.splitlines())) < 50 and "Enter takes" in terminal.frame)
        terminal.resize(20, 5)
        terminal.signal(signal.SIGWINCH)
        terminal.see("too small")
        terminal.type("n")
        terminal.until(lambda: terminal.shown.endswith(PROMPT))
        assert "apply to you" in terminal.shown.rpartition("Question")[2]
        terminal.type("\x04")
        terminal.end()
        assert terminal.left_as_found


def test_a_question_that_does_not_fit_is_asked_in_lines() -> None:
    with PseudoTerminal("ask", *KNOWN, size=(40, 12)) as terminal:
        terminal.until(lambda: terminal.shown.endswith(PROMPT))
        terminal.type("n\n")
        terminal.until(lambda: terminal.shown.endswith(PROMPT) and "bladder" in terminal.shown)
        terminal.type("5\n")
        stdout, code = terminal.end()
        assert code == 11
        assert stdout
        assert terminal.left_as_found


def test_it_stops_on_the_screen_and_goes_on(state: dict[str, str]) -> None:
    with PseudoTerminal("ask", *KNOWN, env=state) as terminal:
        terminal.see("apply to you")
        terminal.type("n" + ENTER)
        terminal.see("last cleared")
        terminal.type("q")
        stdout, code = terminal.end()
        assert (stdout, code) == ("", 12)
        assert "Your answer is kept for today." in terminal.shown
    with PseudoTerminal("ask", *ON, env=state) as terminal:
        terminal.see("last cleared")
        assert "Question 2 of" in terminal.frame
        terminal.type("5" + ENTER)
        stdout, code = terminal.end()
        assert code == 11


@pytest.mark.parametrize(("args", "env"), [(["--plain"], {}), ([], {"TERM": "dumb"}), ([], {"TERM": ""})])
def test_plain_lines_where_nothing_can_be_drawn(args: list[str], env: dict[str, str]) -> None:
    shown, stdout, code = talk(["n", "1"], "ask", *args, *ON, env=env)
    assert code == 11
    assert stdout
    assert "\x1b" not in shown


def test_german_keys() -> None:
    with PseudoTerminal("ask", "--lang", "de", *KNOWN, env={"NO_COLOR": "1"}) as terminal:
        terminal.see("Frage 1 von etwa")
        assert "weiß nicht" in terminal.frame
        terminal.type("n" + ENTER)
        terminal.see("Abklärung")
        terminal.type("?")
        terminal.see("Warum werde ich das gefragt?")
        terminal.type("\x04")
        terminal.end()
