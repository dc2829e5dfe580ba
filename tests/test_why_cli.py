"""`runrest why` on the command line: forms, lengths, exit codes, and one sentence for whatever does not fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from golden_text import is_golden

from runrest.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

ON = ["--on", "2026-11-22"]
SAFE = ["--no-red-flags", "--not-ill", "--in-scope", "--pain", "0", "--set", "hours_since_hard=72"]
TIRED = [*SAFE, "--fatigue", "6", "--planned", "tempo:8km", *ON]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def refused(result: Result, words: str) -> None:
    assert result.exit_code == 2
    assert result.stderr.startswith("runrest: ")
    assert len(result.stderr.strip().splitlines()) == 1
    assert words in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("tired", TIRED),
        ("tired_not", [*TIRED, "--not", "as-planned"]),
        ("tired_line", [*TIRED, "--length", "line"]),
        ("nothing", ON),
        ("red_flag", [*TIRED, "--set", "rf_neuro=yes"]),
    ],
)
def test_why_as_kept(name: str, args: list[str]) -> None:
    result = run("why", *args)
    is_golden(f"why_cli_{name}", f"{result.stdout}--- stderr\n{result.stderr}--- exit {result.exit_code}\n")


@pytest.mark.parametrize(
    "args", [TIRED, [*TIRED, "--set", "sym_systemic=yes"], [*TIRED, "--set", "rf_neuro=yes"], ON, [*SAFE, *ON]]
)
def test_the_exit_code_is_that_of_the_answer(args: list[str]) -> None:
    assert run("why", *args).exit_code == run("today", *args).exit_code
    assert run("why", "--not", "rest", *args).exit_code == run("today", *args).exit_code


def test_the_week_is_explained_as_it_is_decided() -> None:
    args = ["--set", "weeks_since_deload=4", *ON]
    told = run("why", "week", "--json", *args)
    assert json.loads(told.stdout)["label"] == json.loads(run("week", "--json", *args).stdout)["label"] == "DELOAD"
    assert told.exit_code == run("week", *args).exit_code
    assert run("why", "week", "--not", "progress", "--length", "line", *args).stdout == (
        "Why not PROGRESS? Weeks since the last lighter week: 4 weeks.\n"
    )


def test_one_tree_and_a_file(tmp_path: Path) -> None:
    from runrest.shelf import content

    mine = tmp_path / "mine.toml"
    mine.write_bytes(content("rest_timing/soreness"))
    for name in ("rest_timing/soreness", str(mine)):
        result = run("why", name, "--length", "line", "--soreness", "5", *ON)
        assert (result.stdout, result.exit_code) == ("Why EASE? Muscle soreness this morning: 5 of 7.\n", 0)


def test_markdown_and_json() -> None:
    assert run("why", *TIRED, "--markdown", "--length", "everything").stdout.startswith("# Why EASE?\n\n## What")
    told = json.loads(run("why", *TIRED, "--json", "--length", "everything").stdout)
    assert told["rings"][0]["trees"][0]["tree"] == "rest_timing/fatigue"
    assert told["notes"] == []
    against = json.loads(run("why", *TIRED, "--json", "--not", "train", "--length", "everything").stdout)
    assert against["changes"][0]["parts"][0]["signal"] == "fatigue"


def test_in_another_language() -> None:
    assert run("why", "--lang", "de", *TIRED).stdout.startswith("Warum LOCKER? Müdigkeit heute Morgen: 6 von 7.")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--not", "sprint"], "there is no answer 'sprint'; there are as_planned, shorten"),
        (["week", "--not", "rest"], "there are progress, hold, deload"),
        (["--markdown", "--json"], "two forms; choose one"),
        (["--length", "essay"], "'essay' is not one of"),
        (["nosuch"], "there is no tree or family 'nosuch'"),
        (["nosuch.toml"], "there is no such file"),
        (["--fatigue", "9"], "fatigue is 9"),
    ],
)
def test_what_does_not_fit_is_one_sentence(args: list[str], words: str) -> None:
    refused(run("why", *args, *ON), words)


def test_an_old_check_in_is_named(tmp_path: Path) -> None:
    kept = tmp_path / "mornings.csv"
    kept.write_text("day,scale,fatigue,soreness\n2026-11-19,hooper,6,5\n", encoding="utf-8")
    result = run("why", *SAFE, "--planned", "tempo", "--checkins", str(kept), "--length", "everything", *ON)
    assert "Your check-in of Thu 19 Nov 2026 is 3 days old and is not used." in " ".join(result.stdout.split())


def test_today_explains_everything() -> None:
    explained = run("today", *TIRED, "--explain").stdout
    assert explained.endswith(run("why", *TIRED, "--length", "everything").stdout)
    week = ["--set", "weeks_since_deload=4", *ON]
    assert run("week", *week, "--explain").stdout.endswith(run("why", "week", *week, "--length", "everything").stdout)
