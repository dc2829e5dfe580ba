"""``runrest plan``: what it prints, where it writes, and its exit codes."""

from __future__ import annotations

import csv
import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from runrest.cli import main
from runrest.importing.plans import read_plan

APART: Any = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
EXAMPLE = Path(__file__).parent.parent / "docs" / "example"
SEED, BLOCK = str(EXAMPLE / "seed_week.toml"), str(EXAMPLE / "plan.csv")
KINDS = ("easy", "tempo", "easy", "tempo", "easy", "easy", "long")
CROWDED = "\n".join(["date,kind", *(f"2026-11-{23 + at},{kind}" for at, kind in enumerate(KINDS))])


def run(*args: str) -> Result:
    return CliRunner(**APART).invoke(main, ["plan", *args], env={"COLUMNS": "80"})


@pytest.fixture
def crowded(tmp_path: Path) -> str:
    path = tmp_path / "crowded.csv"
    path.write_text(CROWDED)
    return str(path)


def test_check_tells_the_one_conflict_of_the_seed_week() -> None:
    result = run("check", SEED)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{SEED}: one breach\n\nST3  Intense strength on Mon 2026-11-23")
    assert "[SEED, BLAG18, DOMA15: link D, cut-off C]" in " ".join(result.stdout.split())
    assert "-> Move the strength of Mon 2026-11-23 to Sun 2026-11-29" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_check_as_json() -> None:
    told = json.loads(run("check", SEED, "--json").stdout)
    assert list(told) == ["file", "breaches", "found", "notes"]
    (found,) = told["found"]
    assert found["code"] == "ST3"
    assert found["dates"] == ["2026-11-23", "2026-11-24"]
    assert (found["link"], found["cutoff"], found["earliest"]) == ("D", "C", "2026-11-29")
    assert found["places"] == [f"{SEED}:15", f"{SEED}:10"]


def test_check_of_a_clean_block() -> None:
    result = run("check", BLOCK)
    assert (result.exit_code, result.stdout) == (0, f"{BLOCK}: no breaches\n")
    assert "LD1" in result.stderr  # the first week's lengths could not be judged


def test_a_week_that_repeats_meets_itself(tmp_path: Path) -> None:
    path = tmp_path / "week.csv"
    path.write_text("date,kind\n2026-11-23,tempo\n2026-11-29,long\n")
    assert run("check", str(path)).exit_code == 0
    result = run("check", str(path), "--repeat")
    assert result.exit_code == 1
    assert result.stdout.count("LD8  ") == 1
    assert run("check", BLOCK, "--repeat").exit_code == 2


def test_check_with_a_log_and_as_a_novice(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("day,km,minutes,rpe,kind\n2026-11-08,12,70,4,long\n2026-11-22,9,45,7,\n")
    week = tmp_path / "week.csv"
    week.write_text("date,kind,km\n2026-11-23,tempo,8\n2026-11-25,tempo,8\n2026-11-28,long,15\n")
    result = run("check", str(week), "--runs", str(log))
    assert "LD8  " in result.stdout
    assert "Run 13.2 km at most." in result.stdout
    assert "LD9  " in run("check", str(week), "--novice").stdout


def test_strength_as_text() -> None:
    result = run("strength", "--runs", SEED, "--start", "2026-11-30")
    assert result.exit_code == 0
    assert result.stdout.startswith("24 strength sessions in 12 weeks\n\nFoundation & Form, from week 1: 2-3 x 12-15")
    assert "squat 3 x 10-15, calf 3 x 15-20" in " ".join(result.stdout.split())
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    notes = " ".join(result.stderr.split())
    assert "the seed's text gives it 6 to 8" in notes
    assert "(2 sessions) was left out" in notes


def test_strength_as_csv_passes_its_own_check(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    result = run("strength", "--runs", SEED, "--start", "2026-11-30", "--phase-lengths", "4,6", "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    plan = read_plan(target)
    assert sum(session.strength for session in plan.sessions) == 24
    assert [session.phase for session in plan.sessions if session.strength].count("strength") == 12
    assert run("check", str(target)).exit_code == 0
    with target.open(newline="") as opened:
        assert all(None not in row.values() for row in csv.DictReader(opened))


def test_strength_as_a_calendar(tmp_path: Path) -> None:
    target = tmp_path / "out.ics"
    assert run("strength", "--runs", SEED, "--start", "2026-11-30", "-o", str(target)).exit_code == 0
    raw = target.read_bytes()
    assert raw.count(b"BEGIN:VEVENT\r\n") == 24
    assert raw.count(b"\n") == raw.count(b"\r\n")
    command = [sys.executable, "-c", "from runrest.cli import main; main()", "plan", "strength", "--runs", SEED]
    done = subprocess.run([*command, "--start", "2026-11-30", "--format", "ics"], capture_output=True, check=True)
    assert done.stdout == raw


def test_a_week_without_room_says_what_would_help(crowded: str) -> None:
    result = run("strength", "--runs", crowded, "--start", "2026-11-23")
    assert result.exit_code == 1
    words = " ".join(result.stdout.split())
    assert "Weeks 5 to 12: a legal place for one session only (Mon and Wed: the day before the tempo run (ST3)" in words
    assert "What would make room: make the tempo run of Tue an easy run." in words
    assert run("strength", "--runs", crowded, "--start", "2026-11-23", "--after-hard").exit_code == 0
    as_csv = run("strength", "--runs", crowded, "--start", "2026-11-23", "--format", "csv")
    assert as_csv.exit_code == 1
    assert "What would make room" in " ".join(as_csv.stderr.split())
    assert as_csv.stdout.startswith("date,kind,")


def test_no_jumps_before_a_race_that_matters(tmp_path: Path) -> None:
    path = tmp_path / "block.csv"
    rows = [f"2026-11-{day},easy," for day in range(23, 30)] + ["2026-12-12,easy,", "2026-12-13,race,A"]
    path.write_text("date,kind,priority\n" + "\n".join(rows))
    args = ["strength", "--runs", str(path), "--start", "2026-11-23", "--weeks", "3", "--phase-lengths", "1,1"]
    text = " ".join(run(*args).stdout.split())
    assert text.count("no jumps before the race (ST11)") == 2
    assert "power_home_b" in text
    assert "power_home_a" not in text


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["check", "no.csv"], "no.csv: there is no such file"),
        (["check"], "missing argument"),
        (["chekc"], "no such command"),
        (["strength", "--runs", SEED], "missing option '--start'"),
        (["strength", "--runs", SEED, "--start", "soon"], "is not a day"),
        (["strength", "--runs", SEED, "--start", "2026-11-30", "--weeks", "0"], "weeks is 0"),
        (["strength", "--runs", SEED, "--start", "2026-11-30", "--phase-lengths", "4"], "are no phase lengths"),
        (["strength", "--runs", BLOCK, "--start", "2026-11-23"], "the plan holds 3 of 12 weeks; give 3 weeks"),
        (
            ["strength", "--runs", SEED, "--start", "2026-11-30", "-o", "/no/such/out.csv"],
            "there is no folder /no/such",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(args: list[str], words: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_without_a_command_there_is_help() -> None:
    result = run()
    assert result.exit_code == 2
    assert "check" in result.stderr
