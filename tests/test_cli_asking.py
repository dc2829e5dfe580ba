"""Questions line by line, on a real pseudo-terminal: ``runrest today``."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pseudo_terminals import PROMPT, talk

LOG = {
    "hours_since_hard": 96, "hard_7d": 1, "days_off": 1, "break_days": 0, "longest_run_30d": 20, "ran_yesterday": "yes",
    "days_since_race": 200, "last_race_km": 10, "strength_7d": 1, "days_since_strength": 3, "fatigue_days_high": 0,
    "stress_days_high": 0, "rpe_high_7d": 0, "experience_months": 60, "age": 38, "air_sensitive": "no",
}  # fmt: skip
TRAINED = [word for name, value in LOG.items() for word in ("--set", f"{name}={value}")]
PLANNED = ["--planned", "tempo:10km"]
WELL = {
    "any of these apply": "n", "last cleared": "no", "anything hurt": "n", "Are you ill": "n", "Is it hot": "n",
    "of this so today": "n", "How tired": "3",
}  # fmt: skip


def test_few_answers_on_a_good_morning() -> None:
    shown, stdout, code = talk(WELL, "today", *TRAINED, *PLANNED)
    assert code == 0
    assert stdout.startswith("► AS PLANNED: tempo, 10 km.")
    assert shown.count(PROMPT) <= 8
    assert "Question 1 of about" in shown
    assert "likely the last" in shown


def test_what_is_confirmed_when_asked_counts() -> None:
    said = {**WELL, "of this so today": "5", "hours did you sleep": "16", "Is it right": "y", "What is not": "2"}
    shown, stdout, code = talk(said, "today", *TRAINED, *PLANNED)
    assert "That is unusual" in shown
    assert stdout.startswith("► AS PLANNED: tempo, 10 km.")
    assert "Unusual" not in stdout
    assert "Nothing that could change this answer." in stdout
    assert code == 0


def test_a_warning_sign_ends_the_questions() -> None:
    shown, stdout, code = talk(["n", "1"], "today")
    assert code == 11
    assert stdout.startswith("▲ STOP: see a doctor today.")
    assert shown.count(PROMPT) == 2


def test_a_yes_alone_brings_the_signs_one_by_one() -> None:
    said = {"any of these apply": "n", "cleared, any of these": "y", "chest pain, pressure": "y"}
    shown, stdout, code = talk(said, "today")
    assert code == 11
    assert "have you had chest pain, pressure" in shown
    assert shown.count(PROMPT) <= 7, "only what could make it an emergency is asked after that"
    assert "STOP" in stdout


def test_red_flags_are_asked_even_out_of_scope() -> None:
    shown, stdout, code = talk({**WELL, "any of these apply": "2", "last cleared": "n"}, "today", *TRAINED)
    assert code == 11
    assert "chest pain" in shown
    assert "How tired" not in shown
    assert stdout.startswith("▲ STOP: see a professional")


def test_every_sign_of_illness_counts() -> None:
    shown, stdout, code = talk({**WELL, "Are you ill": "2 3"}, "today", *TRAINED, *PLANNED)
    assert "trouble breathing" in shown
    assert code == 11
    assert "within 48 hours" in stdout


def test_pain_leads_to_bone_questions_and_no_hop_when_strong() -> None:
    hurt = {
        **WELL, "anything hurt": "1", "How much pain": "5", "hurt most": "shin", "limp": "n", "spot on a bone": "n",
        "at night": "n",
    }  # fmt: skip
    shown, _, code = talk(hurt, "today", *TRAINED, *PLANNED)
    assert "Where does it hurt most?" in shown
    assert "hop on that leg" not in shown
    assert code in (0, 12)


def test_enter_means_not_known_and_nonsense_is_asked_again() -> None:
    shown, stdout, code = talk(["n", "", "perhaps", "n", "n", "\x04"], "today", *TRAINED)
    assert "Please give the numbers of all that apply" in shown
    assert code == 12
    assert "the warning-sign questions" in stdout.lower()


def test_three_answers_that_do_not_fit_mean_not_known() -> None:
    shown, _, code = talk(["perhaps", "99", "1 99", "\x04"], "today")
    assert shown.count("Please give the numbers") == 3
    assert "Question 2" in shown
    assert code == 12


def test_one_can_go_back_and_ask_why() -> None:
    shown, _, code = talk(["b", "?", "1", "b", "n", "?", "1"], "today")
    assert "there is nothing to go back to" in " ".join(shown.split())
    assert "These rules were written for healthy adults" in " ".join(shown.split())
    assert shown.count("Question 1 of about") == 2
    assert "A warning sign that nobody asked about" in " ".join(shown.split())
    assert code == 11


def test_q_is_no_way_out_of_today() -> None:
    shown, _, code = talk(["q", "n", "1"], "today")
    assert "q to stop" not in shown
    assert "Please give the numbers" in shown
    assert code == 11


def test_only_what_is_missing_is_asked() -> None:
    known = ["--in-scope", "--no-red-flags", "--not-ill", "--pain", "0", "--fatigue", "2"]
    shown, _, code = talk(WELL, "today", *known, *TRAINED, *PLANNED)
    assert "any of these apply" not in shown
    assert "How tired" not in shown
    assert shown.count(PROMPT) <= 4
    assert code == 0


def test_an_unusual_answer_is_asked_about_and_then_counts() -> None:
    said = {**WELL, "of this so today": "5", "hours did you sleep": ["16", "6"], "Is it right": "n"}
    shown, _, _ = talk(said, "today", *TRAINED, *PLANNED)
    assert "You say: Sleep last night, 16 h" in shown
    assert shown.count("How many hours did you sleep last night?") == 2


def test_a_contradiction_is_asked_about() -> None:
    shown, _, code = talk(
        {**WELL, "Which of these is not right": "1", "limp or change": "n"},
        "today", "--set", "gait_changed=yes", "--pain", "0", *TRAINED, *PLANNED,
    )  # fmt: skip
    assert "You say the pain is 0, and that you limp" in " ".join(shown.split())
    assert code == 0


@pytest.mark.parametrize("args", [["--no-input"], ["--json"]])
def test_nothing_is_asked_when_told_not_to(args: list[str]) -> None:
    shown, _, code = talk([], "today", *args)
    assert PROMPT not in shown
    assert code == 12


def test_the_end_of_input_means_not_known_for_all_the_rest() -> None:
    shown, stdout, code = talk(["n", "\x04"], "today")
    assert code == 12
    assert stdout
    assert shown.count(PROMPT) == 2


def test_it_asks_in_german() -> None:
    shown, stdout, code = talk(["nein", "1"], "today", "--lang", "de")
    assert "Frage 1 von etwa" in shown
    assert "(Enter: weiß nicht)" in shown
    assert code == 11
    assert stdout.startswith("▲ STOPP")


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
