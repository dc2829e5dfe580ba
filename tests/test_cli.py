from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from golden_text import is_golden
from mornings import HEALTHY

from runrest.cli import main

# Before click 8.2 the two streams were mixed unless one asked.
APART: Any = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
SAFE = ["--in-scope", "--no-red-flags", "--not-ill"]
WELL = [*SAFE, "--pain", "0", "--fatigue", "3", "--set", "hours_since_hard=72", "--set", "experience_months=60"]
ON = ["--on", "2026-11-22"]
KEYS = ["question", "on", "label", "caps", "refer", "complete", "say", "because", "unknown", "offers", "trees", "notes"]
STEP = ["tree", "question", "signal", "value", "branch", "advice", "binding", "sources"]


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner(**APART).invoke(main, args, input=stdin, env={"COLUMNS": "80"})


def process(*args: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from runrest.cli import main; main()", *args]
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(command, text=True, timeout=60, check=False, **streams)


def refused(result: Result, code: int, words: str) -> None:
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert result.stderr.startswith("runrest: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


# ---- answers and their exit codes ----


@pytest.mark.parametrize(
    ("args", "label", "code"),
    [
        (WELL, "AS_PLANNED", 0),
        ([*WELL, "--planned", "tempo:10km"], "AS_PLANNED", 0),
        ([*WELL, "--fatigue", "6"], "EASE", 0),
        ([*WELL, "--temp", "38.6"], "REST", 10),
        ([*WELL, "--soreness", "6"], "RECOVERY", 10),
        ([*WELL, "--planned", "rest"], "REST", 10),
        ([*WELL, "--set", "rf_chest_pain=yes"], "STOP_REFER", 11),
        ([], "EASE", 12),
        ([*WELL, "--set", "fatigue=unknown"], "EASE", 12),
        ([*WELL, "--set", "gait_changed=yes"], "SWAP", 12),
        (["--temp", "39"], "REST", 10),
    ],
)
def test_the_exit_code_fails_safe(args: list[str], label: str, code: int) -> None:
    result = run("today", "--json", *args)
    assert (json.loads(result.stdout)["label"], result.exit_code) == (label, code)


def test_json_keeps_its_contract() -> None:
    told = json.loads(run("today", "--json", *WELL, *ON, "--planned", "intervals:8km").stdout)
    assert set(KEYS) <= set(told)
    assert told["on"] == "2026-11-22"
    assert told["question"] == "today"
    assert all(set(STEP) == set(step) for step in told["because"])
    assert told["trees"]["rest_timing/pain"]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("healthy", [*WELL, "--planned", "intervals:8km"]),
        ("incomplete", []),
        ("fever", [*SAFE, "--temp", "38.6"]),
        ("emergency", [*WELL, "--set", "rf_dark_urine=yes"]),
        ("tendon", [*WELL, "--pain", "4", "--set", "pain_site=achilles", "--set", "gait_changed=no"]),
        ("explained", [*WELL, "--fatigue", "6", "--explain"]),
    ],
)
def test_today_as_kept(name: str, args: list[str]) -> None:
    result = run("today", *args, *ON)
    is_golden(f"cli_{name}", f"{result.stdout}--- stderr\n{result.stderr}--- exit {result.exit_code}\n")


def test_decide_one_tree_a_family_and_a_file(tmp_path: Path) -> None:
    from runrest.shelf import content

    mine = tmp_path / "mine.toml"
    mine.write_bytes(content("rest_timing/soreness"))
    for name in ("rest_timing/soreness", "rest_timing", str(mine)):
        told = json.loads(run("decide", name, "--json", "--soreness", "6").stdout)
        assert told["label"] == "RECOVERY"


def test_no_trees_yet_is_said_in_a_sentence() -> None:
    from runrest.loading import family

    if not family("week"):
        refused(run("week"), 1, "there are no trees for 'week' yet")


# ---- facts, and which of them win ----


def facts_of(*args: str, stdin: str | None = None) -> dict[str, Any]:
    told = json.loads(run("today", "--json", *args, *ON, stdin=stdin).stdout)
    return {step["signal"]: step["value"] for step in told["because"]}


def test_later_facts_win(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_text("day,km,kind\n2026-11-10,10,easy\n2026-11-15,8,easy\n")
    (tmp_path / "in.csv").write_text("day,scale,fatigue,soreness\n2026-11-22,hooper,5,2\n")
    (tmp_path / "in.json").write_text('{"fatigue": 6, "stress": null, "days_off": 3}')
    logs = ["--runs", str(tmp_path / "runs.csv"), "--checkins", str(tmp_path / "in.csv")]
    assert facts_of(*logs)["days_off"] == 7
    assert facts_of(*logs)["fatigue"] == 5
    both = [*logs, "--signals", str(tmp_path / "in.json")]
    assert (facts_of(*both)["fatigue"], facts_of(*both)["days_off"]) == (6, 3)
    assert facts_of(*both, "--fatigue", "2")["fatigue"] == 2
    assert facts_of(*both, "--fatigue", "2", "--set", "fatigue=unknown")["fatigue"] is None


def test_signals_from_stdin() -> None:
    assert facts_of("--signals", "-", stdin='{"fatigue": 4}')["fatigue"] == 4


def test_a_no_to_all_never_unsays_a_yes() -> None:
    result = run("today", *WELL, "--set", "rf_chest_pain=yes")
    assert result.exit_code == 11
    assert "rf_chest_pain was given as well" in result.stderr.lower()


@pytest.mark.parametrize("word", ["yes", "Y", "true", "TRUE"])
def test_words_for_yes(word: str) -> None:
    assert facts_of("--set", f"gait_changed={word}", "--pain", "3")["gait_changed"] is True


def test_an_unusual_value_counts_once_confirmed() -> None:
    unsure = run("today", *WELL, "--set", "last_race_km=80", "--set", "days_off=0", "--sleep", "15")
    assert "--confirm sleep_h_last" in unsure.stderr
    assert "--confirm" not in run("today", *WELL, "--sleep", "15", "--confirm", "sleep_h_last").stderr


# ---- bad input: one sentence, the right code, no traceback ----


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--fatigue", "nine"], "fatigue is nine"),
        (["--fatigue", "9"], "from 1 to 7"),
        (["--fatigue", "3.5"], "whole number"),
        (["--fatigue", "nan"], "fatigue is nan"),
        (["--sleep", "7,5"], "write 7.5"),
        (["--temp", "-3"], "temp_c is -3"),
        (["--set", "fatgue=3"], "did you mean fatigue?"),
        (["--set", "fatigue"], "is not name=value"),
        (["--set", "readiness_signs=3"], "worked out by runrest"),
        (["--set", "gait_changed=perhaps"], "write yes or no"),
        (["--set", "pain_site=kne"], "did you mean knee?"),
        (["--set", "fatigue=" + "9" * 5000], "fatigue is"),
        (["--planned", "inervals:8km"], "did you mean intervals?"),
        (["--planned", "easy:8"], "is not an amount"),
        (["--on", "yesterday"], "is not a day"),
        (["--on", "0001-01-01"], "is not a day that runrest can answer for"),
        (["--confirm", "fatgue"], "did you mean fatigue?"),
        (["--units", "furlongs"], "is not one of"),
        (["--bogus"], "no such option"),
        (["--runs", "there/is/no/such.csv"], "no such"),
        (["--signals", "there/is/no/such.json"], "cannot be read"),
        (["--signals", "."], "cannot be read"),
    ],
)
def test_bad_options(args: list[str], words: str) -> None:
    refused(run("today", *args), 2, words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"fatigue": NaN}', "NaN is not a number"),
        (b'{"temp_c": 1e999}', "infinite"),
        (b"\xff\xfe{\x00", "UTF-8"),
        (b"", "is empty"),
        (b"[1, 2]", "must hold one object"),
        (b'{"fatigue": 3, "fatigue": 4}', "twice"),
        (b'{"fatigue": ', "is not JSON"),
        (b"[" * 100_000, "is not an object of signals"),
        (b'{"fatigue": "4"}', "fatigue is 4"),
        (b'{"fatigue": true}', "fatigue is yes"),
        (b'{"pain_now": [3]}', "of the wrong kind"),
        (b" " * 1_000_001, "larger than a megabyte"),
    ],
)
def test_bad_signals(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "signals.json"
    path.write_bytes(content)
    refused(run("today", "--signals", str(path)), 2, words)
    refused(run("today", "--signals", "-", stdin=content), 2, words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xff\x00\x01\x02", "not"),
        (b"hello\nworld\n", "no log known"),
        (b"day,fatigue\n2026-11-22,3\n", "fatigue needs a scale"),
    ],
)
def test_bad_logs(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    refused(run("today", "--runs", str(path)), 2, words)


def test_check_ins_without_a_scale_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("day,fatigue\n2026-11-22,3\n")
    refused(run("today", "--checkins", str(path)), 2, "needs a scale")
    assert run("today", *WELL, "--checkins", str(path), "--scale", "hooper", *ON).exit_code == 0


def test_what_a_log_leaves_open_is_noted(tmp_path: Path) -> None:
    old, later = tmp_path / "old.csv", tmp_path / "later.csv"
    old.write_text("day,km\n2026-10-10,8\n2026-10-13,10\n")
    later.write_text("day,km\n2027-01-13,10\n")
    assert "40 days ago" in run("today", "--runs", str(old), *ON).stderr
    assert "1 run is dated after 2026-11-22" in run("today", "--runs", str(later), *ON).stderr
    notes = json.loads(run("today", "--json", "--runs", str(old), *ON).stdout)["notes"]
    assert any("40 days ago" in words for words in notes)


def test_a_log_of_rides_only_knows_nothing_of_runs(tmp_path: Path) -> None:
    path = tmp_path / "activities.csv"
    path.write_text(
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance\n"
        '1,"Nov 20, 2026, 7:00:00 AM",Ride,Ride,3600,30.0\n'
    )
    result = run("today", "--runs", str(path), *ON)
    assert result.exit_code == 12
    assert "there are no runs" in result.stderr.lower()


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["decide", "nope"], 2, "there is no tree or family 'nope'"),
        (["show", "pain"], 2, "did you mean rest_timing/pain?"),
        (["decide", "nope.toml"], 2, "there is no such file"),
        (["show", "nope.toml"], 2, "there is no such file"),
        (["draw", "rest_timing/pain", "-o", "pain.xyz"], 1, "pain.xyz"),
        (["tody"], 2, "did you mean today?"),
        (["completion", "tcsh"], 2, "is not one of"),
        (["check", "--explain", "gapp"], 2, "did you mean gap?"),
        (["check", "--select", "Z9"], 2, "there is no code"),
        (["check", "nope"], 2, "there is no tree or path"),
    ],
)
def test_bad_names(args: list[str], code: int, words: str) -> None:
    refused(run(*args), code, words)


def test_a_fault_of_our_own_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("inside")

    monkeypatch.setattr("runrest.loading.decide", broken)
    refused(run("today", *WELL), 1, "this is a fault in runrest")


# ---- trees, show, check, completion ----


def test_trees_and_show() -> None:
    assert "rest_timing/pain " in run("trees").stdout
    shown = run("show", "rest_timing/soreness")
    is_golden("tree_soreness", shown.stdout)
    assert "Is the air clean" in run("show", "rest_timing").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    assert "_RUNREST_COMPLETE" in run("completion", shell).stdout


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("runrest ")
    for args in (["-h"], ["today", "-h"], ["check", "--help"]):
        assert run(*args).exit_code == 0
    assert run().exit_code == 2


FLAWED = """
title = "Sore?"
start = "sore"
version = "1.0"
[questions.sore]
signal = "soreness"
because = "Because."
evidence = [{ rule = "RD6", source = "DESIGN", link = "D", cutoff = "D" }]
[questions.sore.branches]
"> 6" = "rest"
"< 6, unknown" = "go"
[advice.rest]
caps = { intensity = "none" }
say = "Rest."
[advice.go]
say = "Go."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "sore, or 100%.toml").write_text(FLAWED)
    (tmp_path / "inner" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.toml").write_text("x = 1")
    return tmp_path


def test_check_walks_folders_once(folder: Path) -> None:
    result = run("check", str(folder))
    assert result.exit_code == 1
    assert "[T304 gap]" in result.stdout
    assert "in 1 tree" in result.stderr


def test_check_formats(folder: Path) -> None:
    flaws = json.loads(run("check", str(folder), "--format", "json").stdout)
    assert {"code", "path", "line", "sentence", "witness"} <= set(flaws[0])
    line = run("check", str(folder), "--format", "github").stdout.splitlines()[0]
    assert line.startswith("::error file=")
    assert "sore%2C or 100%25.toml" in line


def test_check_select_and_ignore(folder: Path) -> None:
    assert run("check", str(folder), "--select", "T2,gap").exit_code == 2
    only = json.loads(run("check", str(folder), "--select", "T304", "--format", "json").stdout)
    assert {flaw["code"] for flaw in only} == {"T304"}
    assert run("check", str(folder), "--ignore", "T").exit_code == 0


def test_check_an_empty_folder(tmp_path: Path) -> None:
    refused(run("check", str(tmp_path)), 2, "there is no tree")


def test_check_shipped_trees_in_the_checkout() -> None:
    trees = Path(__file__).parent.parent / "trees"
    result = run("check", str(trees))
    assert result.exit_code == 0, result.output
    assert "signals.toml" not in result.stdout


def test_a_flawed_file_may_not_speak(folder: Path) -> None:
    result = run("decide", str(folder / "inner" / "sore, or 100%.toml"), "--soreness", "6")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "[T304 gap]" in result.stderr


# ---- drawing ----


def test_draw_a_tree_and_the_answer(tmp_path: Path) -> None:
    tree, answer = tmp_path / "pain.dot", tmp_path / "today.dot"
    assert run("draw", "rest_timing/pain", "-o", str(tree), "--pain", "4", "--theme", "dark").exit_code == 0
    assert run("today", *WELL, "--draw", str(answer)).exit_code == 0
    assert tree.read_text().startswith("digraph")
    assert answer.read_text().startswith("digraph")


# ---- as a real process ----


def test_without_a_terminal_nothing_is_asked() -> None:
    done = process("today")
    assert done.returncode == 12
    assert "yes or no" not in done.stderr
    assert "--no-red-flags" in done.stderr


def test_letters_that_a_terminal_lacks_do_not_end_it() -> None:
    done = process("today", *WELL, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "TRAIN" in done.stdout


def test_a_broken_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -c 'from runrest.cli import main; main()' show rest_timing/pain | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("How much does the pain allow?")
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_a_failure() -> None:
    with open("/dev/full", "w") as full:
        done = process("today", *WELL, stdout=full)
    assert done.returncode == 1
    assert done.stderr.startswith("runrest: ")
    assert "Traceback" not in done.stderr


def test_only_what_is_needed_is_imported() -> None:
    code = (
        "import sys\nfrom runrest.cli import main\n"
        "try:\n    main(['today', '--json', '--pain', '0'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'networkx', 'graphviz', 'runrest.checking.proving', 'runrest.words.explaining',"
        " 'runrest.words.telling',"
        " 'runrest.drawing', 'runrest.athlete', 'runrest.importing', 'runrest.cli.checks'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[]"


def test_every_fact_of_a_morning_can_be_set() -> None:
    words = {True: "yes", False: "no"}
    args = [
        part
        for name, value in HEALTHY.items()
        for part in ("--set", f"{name}={words.get(value, value) if isinstance(value, bool) else value}")
    ]
    assert run("today", *args).exit_code == 0
