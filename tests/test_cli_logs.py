"""Logs on the command line: several at once, kept check-ins unasked, units asked about, a report of all of it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from runrest.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ON = ("--on", "2026-11-22", "--no-input")
RUNS = "day,km,minutes,rpe\n2026-11-10,9,50,4\n2026-11-20,8,44,4\n"
MORNING = "day,scale,fatigue,soreness,pain_now\n2026-11-22,hooper,6,2,0\n"


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    path = tmp_path / "runs.csv"
    path.write_text(RUNS, encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kept.csv"
    path.write_text(MORNING, encoding="utf-8")
    monkeypatch.setenv("RUNREST_CHECKINS", str(path))
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def facts(*args: object) -> dict[str, object]:
    done = run("decide", "rest_timing", *args, "--json", *ON[:2])
    return dict(json.loads(done.stdout)["facts"])


def test_kept_check_ins_are_read_unasked(runs: Path, kept: Path) -> None:
    assert facts("--runs", runs)["fatigue"] == 6
    assert facts("--fatigue", "2")["fatigue"] == 2
    kept.unlink()
    assert "fatigue" not in facts("--runs", runs)


def test_named_check_ins_stand_in_for_the_kept_ones(runs: Path, kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(MORNING.replace(",6,2,0", ",3,2,0"), encoding="utf-8")
    assert facts("--runs", runs, "--checkins", other)["fatigue"] == 3


def test_kept_check_ins_that_are_damaged_are_said_and_left_out(runs: Path, kept: Path) -> None:
    kept.write_text(MORNING + "2026-11-23,hooper,nine,,\n", encoding="utf-8")
    done = run("today", "--runs", runs, *ON)
    assert "kept.csv:3" in done.stderr.replace("\n      ", " ")
    assert done.exit_code in (0, 10, 12)
    named = run("today", "--runs", runs, "--checkins", kept, *ON)
    assert (named.exit_code, "kept.csv:3" in named.stderr) == (2, True)


def test_a_drawing_shows_only_what_it_was_given(kept: Path, tmp_path: Path) -> None:
    to = tmp_path / "soreness.dot"
    assert run("draw", "rest_timing/soreness", "-o", to).exit_code == 0
    assert "you said" not in to.read_text(encoding="utf-8")


def test_several_logs_are_one(runs: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("day,km,minutes,rpe\n2026-11-15,17,100,5\n", encoding="utf-8")
    assert facts("--runs", runs)["longest_run_30d"] == 9
    assert facts("--runs", runs, "--runs", more)["longest_run_30d"] == 17


def test_an_unlikely_pace_is_asked_about_and_may_be_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "activities.csv"
    rows = "".join(f'{n},"Nov {n}, 2026, 6:30:00 AM",Run,3300,5.00\n' for n in range(17, 22))
    path.write_text("Activity ID,Activity Date,Activity Type,Elapsed Time,Distance\n" + rows, encoding="utf-8")
    asked = run("today", "--runs", path, "--units", "km", *ON)
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "are they in miles?" in asked.stderr
    assert "--units miles" in asked.stderr
    assert run("today", "--runs", path, "--units", "miles", *ON).exit_code != 2
    assert run("today", "--runs", path, "--confirm", "units", *ON).exit_code != 2


def test_fit_files_name_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fitdecode", None)
    for name in [name for name in sys.modules if name.startswith("runrest.importing.fit")]:
        monkeypatch.delitem(sys.modules, name)
    path = tmp_path / "run.fit"
    path.write_bytes(b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00")
    done = run("today", "--runs", path, *ON)
    assert (done.exit_code, "pip install 'runrest[files]'" in done.stderr) == (2, True)


def test_signals_tell_what_was_read(runs: Path) -> None:
    done = run("signals", "--runs", runs, "--on", "2026-11-22", "--json")
    told = json.loads(done.stdout)
    longest = next(one for one in told["signals"] if one["signal"] == "longest_run_30d")
    assert (done.exit_code, longest["value"], longest["places"]) == (0, 9, [f"{runs}:2"])
    assert told["read"]["runs"] == 2


def test_a_folder_without_a_log_gets_one_sentence(tmp_path: Path) -> None:
    done = run("today", "--runs", tmp_path, *ON)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "there is no log in here" in done.stderr
