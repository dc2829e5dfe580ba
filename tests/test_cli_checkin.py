"""``runrest checkin``: answers in, one row in the runner's own file, and words about it on stderr."""

from __future__ import annotations

import ast
import contextlib
import inspect
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from golden_text import is_golden

from runrest.cli import main
from runrest.keeping import replacing
from runrest.keeping.check_in_files import VARIABLE
from runrest.loading import house

# Before click 8.2 the two streams were mixed unless one asked.
APART: Any = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
HOUSE = Path(__file__).parent.parent
ON = ["--on", "2026-11-22"]
PROMPT = " > "
STOP, END = "stop", "\x04"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mornings.csv"))
    return tmp_path / "mornings.csv"


def run(*args: str) -> Result:
    return CliRunner(**APART).invoke(main, ["checkin", *args], env={"COLUMNS": "200"})


def rows(path: Path) -> list[dict[str, str]]:
    """The cells that hold anything, row by row."""
    head, *lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    return [{name: cell for name, cell in zip(head, line, strict=True) if cell} for line in lines]


def said(result: Result) -> str:
    """What was said on stderr, as if there were no end to a line."""
    return " ".join(result.stderr.split())


def refused(result: Result, words: str, code: int = 2) -> None:
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert result.stderr.startswith("runrest: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


# ---- flags ----


def test_every_flag_has_its_column(path: Path) -> None:
    flags = "--soreness 1 --fatigue 2 --stress 3 --sleep-quality 4 --pain 0 --sleep 7.5 --temp 36.6 --rhr 51 --hrv 62.5"
    result = run(*ON, *flags.split(), "--set", "gait_changed=no", "--set", "pain_site=shin")
    assert (result.exit_code, result.stdout) == (0, "")
    (row,) = rows(path)
    at = datetime.fromisoformat(row.pop("at"))
    assert abs(datetime.now(at.tzinfo) - at) < timedelta(minutes=5)
    assert at.utcoffset() is not None
    assert row == {
        "day": "2026-11-22", "scale": "runrest", "fatigue": "2", "soreness": "1", "stress": "3", "sleep_quality": "4",
        "sleep_h": "7.5", "rhr": "51", "hrv_rmssd": "62.5", "pain_now": "0", "temp_c": "36.6", "gait_changed": "no",
        "pain_site": "shin",
    }  # fmt: skip
    assert f"for 2026-11-22 to {path}." in said(result)
    assert "The file is new" in said(result)


def test_today_is_the_day_unless_another_is_named(path: Path) -> None:
    before = date.today()  # noqa: DTZ011
    run("--rhr", "50")
    assert rows(path)[0]["day"] in {str(before), str(date.today())}  # noqa: DTZ011


def test_gates_say_no_to_all_that_nobody_said(path: Path) -> None:
    result = run(*ON, "--not-ill", "--no-red-flags", "--in-scope", "--set", "sym_gi=yes")
    row = rows(path)[0]
    assert (row["sym_gi"], row["sym_above_neck"], row["rf_neuro"], row["scope_pregnant"]) == ("yes", "none", "no", "no")
    assert "no to 20 questions" in said(result)
    assert "Sym_gi was given as well, and counts more than a no to all." in said(result)
    assert "ask `runrest today` before you train" in said(result)


def test_a_no_to_all_asks_for_nothing_more(path: Path) -> None:
    assert "runrest today" not in run(*ON, "--not-ill", "--no-red-flags").stderr
    assert len(rows(path)) == 1


def test_answers_on_another_scale_keep_it(path: Path) -> None:
    result = run(*ON, "--scale", "mclean", "--fatigue", "4.5")
    row = rows(path)[0]
    assert (row["scale"], row["fatigue"]) == ("mclean", "4.5")
    assert "fatigue 4.5 on the mclean scale" in said(result)


def test_what_is_new_in_the_file_is_said(path: Path) -> None:
    run(*ON, "--rhr", "50")
    result = run(*ON, "--temp", "36.6", "--set", "hop_pain=no")
    assert "The columns temp_c and hop_pain are new at its end." in said(result)
    assert "There was a check-in for 2026-11-22 already; it stays as it is, above this one." in said(result)
    result = run(*ON, "--not-ill", "--no-red-flags")
    assert "13 columns are new at its end, beginning with rf_chest_pain." in said(result)
    assert "There were 2 check-ins for 2026-11-22 already" in said(result)


def test_an_earlier_row_that_says_otherwise_and_has_no_time(path: Path) -> None:
    path.write_bytes(b"day,scale,fatigue\n2026-11-22,runrest,6\n")
    assert "nobody can tell which holds" in said(run(*ON, "--fatigue", "3"))
    assert len(rows(path)) == 2


def test_an_unusual_answer_is_written_and_said(path: Path) -> None:
    result = run(*ON, "--sleep", "20")
    assert "outside the usual" in said(result)
    assert rows(path)[0]["sleep_h"] == "20"


def test_another_language(path: Path) -> None:
    assert "Müdigkeit 3 von 7 für 2026-11-22 eingetragen in" in said(run(*ON, "--fatigue", "3", "--lang", "de"))
    assert rows(path)[0]["fatigue"] == "3"


def test_a_file_of_ones_own(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    assert run(*ON, "--rhr", "50", "--file", str(other)).exit_code == 0
    assert (other.exists(), path.exists()) == (True, False)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "there is no answer to write; give one, like --fatigue 3"),
        (["--no-input"], "there is no answer to write"),
        (["--set", "fatigue=unknown"], "there is no answer to write"),
        (["--fatigue", "9"], "fatigue is 9, but it must be a whole number from 1 to 7"),
        (["--fatigue", "2.5"], "fatigue is 2.5"),
        (["--rhr", "5"], "rhr is 5, but it must be a number from 20 to 200"),
        (["--sleep", "7,5"], "write 7.5"),
        (["--fatigue", "9", "--rhr", "x"], "fatigue is 9, but it must be a whole number from 1 to 7 (of 7); rhr is x"),
        (["--set", "fatige=3"], "there is no signal 'fatige' (did you mean fatigue?)"),
        (["--set", "fatigue"], "'fatigue' is not name=value"),
        (["--set", "readiness_signs=3"], "worked out by runrest"),
        (["--set", "day=3"], "there is no signal 'day'"),
        (["--fatigue", "3", "--set", "fatigue=4"], "fatigue is given twice"),
        (["--sleep", "7", "--set", "sleep_h=8"], "sleep_h_last is given twice"),
        (["--fatigue", "3", "--scale", "hoper"], "'hoper' is not a known scale (did you mean hooper?)"),
        (["--fatigue", "6", "--scale", "mclean"], "fatigue is 6, but it must be a number from 1 to 5"),
        (["--fatigue", "3", "--on", "22.11.2026"], "is not a day; write it as 2026-11-22"),
        (["--fatigue", "3", "--file", "nowhere/log.csv"], "there is no folder"),
    ],
)
def test_one_sentence_and_nothing_written(path: Path, args: list[str], words: str) -> None:
    refused(run(*args), words)
    assert list(path.parent.iterdir()) == []


def test_a_variable_set_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    refused(run("--fatigue", "3"), "RUNREST_CHECKINS: it is set to nothing")


def test_a_damaged_file_is_left_alone(path: Path) -> None:
    path.write_bytes(b"day,rhr\n2026-11-21\n")
    refused(run("--rhr", "50"), ":2: this row does not fit")
    assert path.read_bytes() == b"day,rhr\n2026-11-21\n"


def test_a_full_disk_is_a_failure(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing.os, "fsync", full)
    refused(run("--rhr", "50"), "it cannot be written (no space left on device), so nothing was written", code=1)


# ---- the table ----


def test_the_last_days_as_a_table(path: Path) -> None:
    run("--on", "2026-11-08", "--fatigue", "7")
    run("--on", "2026-11-20", "--scale", "mclean", "--fatigue", "5", "--sleep", "7.25", "--rhr", "51", "--hrv", "62.5")
    run(*ON, "--fatigue", "3", "--pain", "2", "--set", "pain_site=hip_groin", "--no-red-flags", "--not-ill")
    result = CliRunner(**APART).invoke(main, ["checkin", "--show", *ON], env={"COLUMNS": "80"})
    assert (result.exit_code, result.stderr) == (0, "")
    is_golden("checkin-show", result.stdout)
    assert run("--list", *ON).exit_code == 0


def test_what_is_written_can_be_shown_at_once(path: Path) -> None:
    result = run(*ON, "--fatigue", "3", "--show")
    assert re.search(r"^2026-11-22 +3 ", result.stdout, re.MULTILINE)


def test_nothing_to_show_is_said(path: Path, tmp_path: Path) -> None:
    result = run("--show")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"There are no check-ins in {path} yet" in said(result)
    refused(run("--show", "--file", str(tmp_path / "missing.csv")), "there is no such file")
    refused(run("--show", "--file", str(tmp_path)), "this is not a file")


# ---- questions ----


BEGIN = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from runrest.cli import main
main()
"""
"""Whatever runs in the background would otherwise not heed Ctrl-C."""


def talk(answers: list[str], *args: str, **env: str) -> tuple[str, int]:
    """Give one answer at each prompt on a pseudo-terminal; return what it showed, and the exit code."""
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", BEGIN, "checkin", *args],
        stdin=there,
        stderr=there,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "COLUMNS": "80", **env},
    )
    os.close(there)
    shown, fresh, waiting, end = "", "", list(answers), time.monotonic() + 20
    while time.monotonic() < end:
        if select.select([here], [], [], 0.05)[0]:
            try:
                text = os.read(here, 4096).decode(errors="replace").replace("\r\n", "\n")
            except OSError:
                break
            shown, fresh = shown + text, fresh + text
            if not text:
                break
        elif fresh.endswith(PROMPT) and waiting:
            fresh, answer = "", waiting.pop(0)
            if answer == STOP:
                process.send_signal(signal.SIGINT)
            else:
                os.write(here, answer.encode() if answer == END else f"{answer}\n".encode())
        elif process.poll() is not None:
            break
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)
    if process.poll() is None:
        process.kill()
        process.wait()
    os.close(here)
    return shown, process.returncode


def test_the_everyday_questions_then_the_three_for_many(path: Path) -> None:
    shown, code = talk(["3", "nine", "2", "", "1", "7.5", "0", "51", "", "n", "no", ""], *ON)
    assert code == 0
    row = rows(path)[0]
    assert {"fatigue": "3", "soreness": "2", "sleep_quality": "1", "sleep_h": "7.5", "rhr": "51"}.items() <= row.items()
    assert "stress" not in row
    assert "hrv_rmssd" not in row
    assert (row["rf_neuro"], row["sym_gi"]) == ("no", "no")
    assert "scope_pregnant" not in row
    assert "Please give a whole number from 1 to 7" in shown
    assert shown.count(PROMPT) == 12


def test_a_yes_to_many_asks_each(path: Path) -> None:
    shown, code = talk([*[""] * 8, "", "y", "mild", "no", "", "no", ""], *ON)
    assert code == 0
    row = rows(path)[0]
    assert (row["sym_above_neck"], row["sym_systemic"], row["sym_gi"]) == ("mild", "no", "no")
    assert "sym_chest" not in row
    assert "ask `runrest today`" in " ".join(shown.split())


def test_the_end_of_input_keeps_what_was_said(path: Path) -> None:
    _, code = talk(["3", END], *ON)
    assert code == 0
    assert rows(path)[0]["fatigue"] == "3"


def test_stopped_in_the_middle_nothing_is_written(path: Path) -> None:
    shown, code = talk(["3", STOP], *ON)
    assert code == 1
    assert "runrest: stopped; nothing was written" in shown
    assert not path.exists()


def test_nothing_answered_nothing_written(path: Path) -> None:
    shown, code = talk([""] * 11, *ON)
    assert code == 2
    assert "nothing was answered, so nothing was written" in shown
    assert not path.exists()


def test_a_file_that_cannot_be_added_to_is_refused_before_the_first_question(path: Path) -> None:
    path.write_bytes(b"day,km\n2026-11-21,8\n")
    shown, code = talk(["3"], *ON)
    assert (code, shown.count(PROMPT)) == (2, 0)
    assert "this is a log of runs" in shown.replace("\n", "")


def test_an_earlier_one_is_said_before_asking(path: Path) -> None:
    run(*ON, "--rhr", "50")
    shown, _ = talk([END], *ON)
    assert "There is a check-in for 2026-11-22 already" in " ".join(shown.split())


def test_answers_that_could_not_be_written_come_back_as_a_command(path: Path) -> None:
    lock = f".{path.name}.lock"
    (path.parent / lock).mkdir()
    shown, code = talk(["3", "", "", "", "7.5", END], *ON)
    assert code == 1
    told = " ".join(shown.split())
    assert "runrest checkin --on 2026-11-22 --set fatigue=3 --set sleep_h_last=7.5" in told


def test_questions_name_another_scale(path: Path) -> None:
    shown, _ = talk(["5", END], *ON, "--scale", "mclean")
    assert "on the mclean scale, from 5 (best) to 1 (worst)?" in shown
    assert rows(path)[0]["fatigue"] == "5"


# ---- words ----


def test_every_phrase_is_there_in_both_languages_with_the_same_places() -> None:
    told = {}
    for language in ("en", "de"):
        file = HOUSE / "trees" / "languages" / language / "phrases" / "checkin.toml"
        told[language] = {
            key: set(re.findall(r"\{\w+\}", str(said))) for key, said in flat(tomllib.loads(file.read_text("utf-8")))
        }
    assert told["en"] == told["de"]


def flat(table: dict[str, Any], start: str = "") -> list[tuple[str, Any]]:
    if "other" in table and "one" in table:
        return [(start, table["one"] + table["other"])]
    return [
        pair
        for name, said in table.items()
        for pair in (
            flat(said, f"{start}.{name}".strip(".")) if isinstance(said, dict) else [(f"{start}.{name}", said)]
        )
    ]


def test_every_phrase_that_is_said_exists_and_every_one_is_said() -> None:
    used = set()
    for file in [*(HOUSE / "runrest" / "keeping").glob("*.py"), *(HOUSE / "runrest" / "cli").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("checkin."):
                used.add(node.value)
    made = {key for key in house().phrases.every if key.startswith("checkin.")}
    starts = {"checkin.", "checkin.table."}
    assert used - starts - made == set()
    assert {key for key in made - used if not re.fullmatch(r"checkin\.(rhr|hrv_rmssd|table)\.\w+", key)} == set()
