"""The interview, on a real pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import sys
import time

import pytest

COMMAND = [sys.executable, "-c", "from runrest.cli import main; main()", "today"]
PROMPT = " > "
TRAINED = ["--set", "experience_months=60", "--set", "hours_since_hard=72"]


def talk(answers: list[str], *args: str, env: dict[str, str] | None = None) -> tuple[str, str, int]:
    """Give one answer at each prompt; return what the terminal showed, stdout, and the exit code."""
    here, there = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *args],
        stdin=there,
        stderr=there,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", **(env or {})},
    )
    os.close(there)
    shown, waiting, end = "", list(answers), time.monotonic() + 15
    fresh = ""
    while time.monotonic() < end:
        if select.select([here], [], [], 0.05)[0]:
            try:
                text = os.read(here, 4096).decode(errors="replace").replace("\r\n", "\n")
            except OSError:
                break
            if not text:
                break
            shown, fresh = shown + text, fresh + text
        elif fresh.endswith(PROMPT) and waiting:
            fresh = ""
            answer = waiting.pop(0)
            os.write(here, answer.encode() if answer in ("\x03", "\x04") else f"{answer}\n".encode())
        elif process.poll() is not None:
            break
    if waiting or process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
    if process.poll() is None:
        process.kill()
    output, _ = process.communicate(timeout=10)
    os.close(here)
    return shown, output.decode(), process.returncode


def test_few_answers_on_a_good_morning() -> None:
    shown, stdout, code = talk(
        ["n", "no", "n", "0", "3", "72"], "--planned", "tempo:10km", "--set", "experience_months=60"
    )
    assert code == 0
    assert stdout.startswith("► AS PLANNED: tempo, 10 km.")
    assert shown.count(PROMPT) == 6
    assert "How many hours ago was your last hard session" in shown


def test_an_urgent_yes_ends_the_questions() -> None:
    shown, stdout, code = talk(["n", "y", "y"])
    assert code == 11
    assert stdout.startswith("▲ STOP: see a doctor today.")
    assert shown.count(PROMPT) == 3


def test_red_flags_are_asked_even_out_of_scope() -> None:
    shown, stdout, code = talk(["y", "n", "y", "n", "n"])
    assert code == 11
    assert "chest pain" in shown
    assert "How tired" not in shown
    assert stdout.startswith("▲ STOP: see a professional")


def test_every_sign_of_illness_is_asked() -> None:
    shown, stdout, code = talk(["n", "n", "y", "none", "y", "y", "n", "2"])
    assert "trouble breathing" in shown
    assert code == 11
    assert "within 48 hours" in stdout


def test_pain_leads_to_bone_questions_and_no_hop_when_strong() -> None:
    shown, _, code = talk(["n", "n", "n", "5", "shin", "n", "n", "n", "3"], *TRAINED)
    assert "press it" in shown
    assert "hop on that leg" not in shown
    assert code in (0, 12)


def test_enter_means_not_known_and_nonsense_is_asked_again() -> None:
    shown, stdout, code = talk(["n", "", "perhaps", "n", "0", "9", "3"], *TRAINED)
    assert "Please give yes or no" in shown
    assert "from 1 to 7" in shown
    assert code == 12
    assert "the warning-sign questions" in stdout.lower()


def test_only_what_is_missing_is_asked() -> None:
    shown, _, code = talk(["n"], "--in-scope", "--not-ill", "--pain", "0", "--fatigue", "2", *TRAINED)
    assert shown.count(PROMPT) == 1
    assert code == 0


@pytest.mark.parametrize("args", [["--no-input"], ["--json"]])
def test_nothing_is_asked_when_told_not_to(args: list[str]) -> None:
    shown, _, code = talk([], *args)
    assert PROMPT not in shown
    assert code == 12


def test_the_end_of_input_means_not_known_for_all_the_rest() -> None:
    shown, stdout, code = talk(["n", "\x04"])
    assert code == 12
    assert stdout
    assert shown.count(PROMPT) == 2


def test_an_interrupt_decides_nothing() -> None:
    process = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert process.returncode == 1
    assert process.stdout == ""
    assert "stopped; nothing was decided" in process.stderr
    assert "Traceback" not in process.stderr


INTERRUPTED = """
import runrest.cli.asking as asking, runrest.cli.answers as answers
from runrest.cli import main
class Stdin:
    def readline(self): raise KeyboardInterrupt
    def isatty(self): return True
import sys
answers.may_ask = lambda: True
sys.stdin = Stdin()
main(["today"])
"""
