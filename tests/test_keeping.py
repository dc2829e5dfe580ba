"""Check-ins are kept whole: whatever happens while one is written, none is lost and none is half there."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest.athlete import Athlete
from runrest.errors import FactsError, LogError
from runrest.importing import read_checkins
from runrest.keeping import replacing
from runrest.keeping.appending import keep_check_in
from runrest.keeping.check_in_files import VARIABLE, check_in_file, default_checkins
from runrest.keeping.recalling import recall_check_ins
from runrest.keeping.replacing import KeepingError
from runrest.loading import house
from runrest.logs.checkins import BOUNDS, SCALES, WELLNESS, CheckIn

ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 6, 40, 5, tzinfo=timezone(timedelta(hours=1)))
HEAD = "day,at,scale,fatigue,soreness,stress,sleep_quality,sleep_h,rhr,hrv_rmssd,pain_now"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mornings.csv"


def litter(path: Path) -> list[str]:
    """What lies beside a file, but for its lock."""
    return sorted(item.name for item in path.parent.iterdir() if item.name not in (path.name, f".{path.name}.lock"))


# ------------------------------------------------------------------ what is written


def test_the_first_check_in_makes_the_file(path: Path) -> None:
    kept = keep_check_in(ON, {"fatigue": 3, "sleep_h_last": 7.5, "hop_pain": False, "pain_now": None}, at=AT, path=path)
    assert (kept.made, kept.added, kept.earlier) == (True, (), 0)
    row = "2026-11-22,2026-11-22T06:40:05+01:00,runrest,3,,,,7.5,,,,no"
    assert path.read_bytes().decode() == f"{HEAD},hop_pain\n{row}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert litter(path) == []


def test_a_second_one_of_a_day_leaves_the_first_as_it_is(path: Path) -> None:
    keep_check_in(ON, {"fatigue": 3}, at=AT, path=path)
    first = path.read_bytes()
    kept = keep_check_in(ON, {"fatigue": 5}, at=AT + timedelta(hours=3), path=path)
    assert kept.earlier == 1
    assert path.read_bytes() == first + b"2026-11-22,2026-11-22T09:40:05+01:00,runrest,5,,,,,,,\n"
    assert keep_check_in(ON, {"rhr": 50}, at=AT, path=path).earlier == 2


def test_a_column_is_only_added_when_it_is_needed(path: Path) -> None:
    path.write_bytes(b"day,pain_now,comment\n2026-11-21,1,=2+2\n")
    assert keep_check_in(ON, {"pain_now": 0}, path=path).added == ()
    assert path.read_bytes() == b"day,pain_now,comment\n2026-11-21,1,=2+2\n2026-11-22,0,\n"
    kept = keep_check_in(ON, {"fatigue": 2, "temp_c": 36.6}, at=AT, path=path)
    assert kept.added == ("at", "scale", "fatigue", "temp_c")
    assert path.read_bytes().decode().splitlines() == [
        "day,pain_now,comment,at,scale,fatigue,temp_c",
        "2026-11-21,1,=2+2,,,,",
        "2026-11-22,0,,,,,",
        "2026-11-22,,,2026-11-22T06:40:05+01:00,runrest,2,36.6",
    ]


def test_no_two_of_a_day_have_the_same_time(path: Path) -> None:
    for fatigue in (1, 2, 3):
        keep_check_in(ON, {"fatigue": fatigue}, at=AT.replace(microsecond=fatigue), path=path)
    assert not keep_check_in(ON, {"rhr": 50}, at=AT - timedelta(seconds=1), path=path).clashes
    read = read_checkins(path)
    assert [(one.at - AT).total_seconds() for one in read if one.at is not None] == [0, 1, 2, -1]
    assert Athlete(checkins=read).signals(ON)["fatigue"] == 3


def test_an_earlier_row_without_a_time_that_says_otherwise_is_told_of(path: Path) -> None:
    path.write_bytes(b"day,scale,fatigue,rhr\n2026-11-22,runrest,6,50\n")
    assert not keep_check_in(ON, {"rhr": 50, "pain_now": 2}, at=AT, path=path).clashes
    assert keep_check_in(ON, {"fatigue": 3}, at=AT, path=path).clashes


def test_hours_of_sleep_go_in_the_column_that_is_there(path: Path) -> None:
    path.write_bytes(b"day,sleep_h_last\n2026-11-21,7\n")
    keep_check_in(ON, {"sleep_h": 8.25}, path=path)
    assert path.read_bytes() == b"day,sleep_h_last\n2026-11-21,7\n2026-11-22,8.25\n"


def test_earlier_rows_without_a_scale_need_one_and_keep_theirs(path: Path) -> None:
    path.write_bytes(b"day,fatigue\n2026-11-21,4\n")
    with pytest.raises(LogError, match=":2: fatigue needs a scale"):
        keep_check_in(ON, {"fatigue": 2}, path=path)
    keep_check_in(ON, {"fatigue": 2}, scale="mclean", unlabelled="hooper", path=path)
    assert path.read_bytes() == b"day,fatigue,scale\n2026-11-21,4,\n2026-11-22,2,mclean\n"
    assert [one.facts["fatigue"] for one in read_checkins(path, scale="hooper")] == [4, 6]


def test_what_a_sheet_looks_like_stays(path: Path) -> None:
    before = '\ufeffday;scale;fatigue;mood;note\r\n2026-11-21;hooper;3;gut;"müde; ""sehr"""\r\n'.encode()
    path.write_bytes(before)
    keep_check_in(ON, {"fatigue": 4, "sleep_h": 7.5}, path=path)
    lines = path.read_bytes().decode().split("\r\n")
    assert lines[0] == "\ufeffday;scale;fatigue;mood;note;sleep_h"
    assert lines[1] == '2026-11-21;hooper;3;gut;"müde; ""sehr""";'
    assert lines[2:] == ["2026-11-22;runrest;4;;;7,5", ""]


@pytest.mark.parametrize(
    ("answers", "more", "said"),
    [
        ({"fatigue": 9}, {}, "fatigue is 9"),
        ({"fatigue": 3}, {"scale": "hoper"}, "did you mean hooper"),
        ({"fatigue": 0}, {"scale": "mclean"}, "on the mclean scale"),
        ({"fatige": 3}, {}, "did you mean fatigue"),
        ({"readiness_signs": 3}, {}, "worked out by runrest"),
        ({"rhr": 2}, {}, "rhr is 2"),
        ({"rhr": float("nan")}, {}, "rhr is nan"),
        ({"rhr": True}, {}, "rhr is True"),
        ({"pain_now": 3.5}, {}, "pain_now is 3.5"),
        ({"pain_site": "=1+1"}, {}, "pain_site is =1+1"),
        ({"gait_changed": "no"}, {}, "gait_changed is no"),
        (
            {"fatigue": 9, "rhr": 2},
            {},
            "fatigue is 9, but on the runrest scale it must be a number from 1 to 7; rhr is 2",
        ),
        ({}, {}, "no answer to write"),
        ({"fatigue": None}, {}, "no answer to write"),
        ({"rhr": 50}, {"day": date(2, 1, 1)}, "must be a date from 1970-01-01"),
        ({"rhr": 50}, {"day": AT}, "must be a date"),
        ({"rhr": 50}, {"at": datetime(2026, 11, 22)}, "with its offset from UTC"),  # noqa: DTZ001
    ],
)
def test_an_answer_that_does_not_fit_is_not_written(
    path: Path, answers: dict[str, Any], more: dict[str, Any], said: str
) -> None:
    keep_check_in(ON, {"rhr": 50}, path=path)
    before = path.read_bytes()
    with pytest.raises(FactsError) as caught:
        keep_check_in(**{"day": ON, "answers": answers, "path": path, **more})
    assert said in str(caught.value)
    assert path.read_bytes() == before


def test_what_is_unusual_or_contradicts_itself_is_written_and_said(path: Path) -> None:
    kept = keep_check_in(ON, {"sleep_h": 20, "gait_changed": True, "pain_now": 0}, path=path)
    assert [words.partition(",")[0] for words in kept.entry.doubts] == ["sleep_h_last is 20", "You say the pain is 0"]
    assert read_checkins(path)[0].facts == {"sleep_h_last": 20, "gait_changed": True, "pain_now": 0}


# ------------------------------------------------------------------ files that are refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"day,km\n2026-11-21,8\n", "this is a log of runs"),
        (b"hello\n", ":1: check-ins are only added to a CSV with a column day"),
        (b"day,pain_now\n2026-11-21\n", ":2: this row does not fit"),
        (b"day,pain_now\nyesterday,2\n", ":2: 'yesterday' is not a day"),
        (b"day,scale,fatigue\n2026-11-21,hooper,12\n", ":2: fatigue is 12"),
        (b'day,note\n2026-11-21,"open\n', "a quote above is not closed"),
        (b"day,note\n2026-11-21,\xfc\n", "the text is not UTF-8"),
        (b"PK\x03\x04rubbish\0", "binary"),
        (b'[{"day": "2026-11-21", "fatigue": 3}]', "a CSV with a column day"),
    ],
)
def test_a_file_that_is_not_right_is_left_as_it_is(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(LogError) as caught:
        keep_check_in(ON, {"rhr": 50}, path=path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
    assert litter(path) == []


def test_a_folder_and_a_place_without_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="this is not a file"):
        keep_check_in(ON, {"rhr": 50}, path=tmp_path)
    with pytest.raises(LogError, match="there is no folder"):
        keep_check_in(ON, {"rhr": 50}, path=tmp_path / "nowhere" / "log.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_huge_file_is_not_read(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    with pytest.raises(LogError, match="larger than 64 MB"):
        keep_check_in(ON, {"rhr": 50}, path=path)


# ------------------------------------------------------------------ links, permissions, disks


def test_a_link_stays_a_link(tmp_path: Path, path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "real.csv"
    target.write_bytes(b"day,rhr\n2026-11-21,50\n")
    path.symlink_to(Path("there") / "real.csv")
    keep_check_in(ON, {"rhr": 51}, path=path)
    assert path.is_symlink()
    assert target.read_bytes() == b"day,rhr\n2026-11-21,50\n2026-11-22,51\n"


def test_permissions_stay(path: Path) -> None:
    path.write_bytes(b"day,rhr\n2026-11-21,50\n")
    path.chmod(0o664)
    keep_check_in(ON, {"rhr": 51}, path=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_a_read_only_file_and_a_read_only_folder_are_left_alone(path: Path) -> None:
    path.write_bytes(b"day,rhr\n2026-11-21,50\n")
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("permissions hold nobody back here, as with root")
    with pytest.raises(KeepingError, match="it is read-only, so nothing was written"):
        keep_check_in(ON, {"rhr": 51}, path=path)
    path.chmod(0o644)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(KeepingError, match=r"cannot be written \(permission denied\), so nothing was written"):
            keep_check_in(ON, {"rhr": 51}, path=path)
    finally:
        path.parent.chmod(0o755)
    assert path.read_bytes() == b"day,rhr\n2026-11-21,50\n"


def fail(code: int) -> Any:
    def failing(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return failing


@pytest.mark.parametrize("what", ["fsync", "replace", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_fails_leaves_the_old_file_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str, code: int
) -> None:
    path.write_bytes(b"day,rhr\n2026-11-21,50\n")
    monkeypatch.setattr(replacing.os, what, fail(code))
    with pytest.raises(KeepingError) as caught:
        keep_check_in(ON, {"rhr": 51}, path=path)
    monkeypatch.undo()
    reason = os.strerror(code)
    assert f"cannot be written ({reason[0].lower()}{reason[1:]}), so nothing was written" in str(caught.value)
    assert path.read_bytes() == b"day,rhr\n2026-11-21,50\n"
    assert litter(path) == []


def test_a_folder_that_cannot_be_synced_is_no_failure(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            fail(errno.EINVAL)()
        real(handle)

    monkeypatch.setattr(replacing.os, "fsync", only_files)
    keep_check_in(ON, {"rhr": 51}, path=path)
    assert len(read_checkins(path)) == 1


def test_another_program_that_writes_meanwhile_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"day,rhr\n2026-11-21,50\n")
    real = replacing._write

    def late(*told: Any) -> None:
        real(*told)
        with path.open("ab") as stream:
            stream.write(b"2026-11-20,49\n")

    monkeypatch.setattr(replacing, "_write", late)
    with pytest.raises(KeepingError, match="another program changed it just now"):
        keep_check_in(ON, {"rhr": 51}, path=path)
    assert path.read_bytes() == b"day,rhr\n2026-11-21,50\n2026-11-20,49\n"
    assert litter(path) == []


def test_a_lock_that_is_held_for_long_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "PATIENCE", 0.05)
    with replacing.alone(path), pytest.raises(KeepingError, match="another runrest has been writing to it"):
        keep_check_in(ON, {"rhr": 51}, path=path)
    assert not path.exists()


# ------------------------------------------------------------------ other processes


def child(code: str, *args: object) -> subprocess.Popen[str]:
    lines = [
        "import os, signal, sys",
        "from datetime import date, timedelta",
        "from runrest.keeping.appending import keep_check_in",
        code,
    ]
    command = [sys.executable, "-c", "\n".join(lines), *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


MANY = """
first, count, path = date.fromisoformat(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
for number in range(count):
    day = first + timedelta(days=number)
    keep_check_in(day, {"rhr": 50, "fatigue": 3}, path=path)
    print(day, flush=True)
"""
DIE = "lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
STEPS = {
    "before anything is written": f"from runrest.keeping import appending; appending.replace_whole = {DIE}",
    "halfway through the new file": """
from runrest.keeping import replacing
def half(fresh, content, *_):
    fresh.write_bytes(content[:len(content) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
replacing._write = half
""",
    "before it is on the disk": f"os.fsync = {DIE}",
    "before it takes its place": f"os.replace = {DIE}",
    "after it took its place": f"from runrest.keeping import replacing; replacing._settle = {DIE}",
}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(path: Path, step: str) -> None:
    old = b"day,scale,fatigue,rhr\n2026-11-21,runrest,3,50\n"
    path.write_bytes(old)
    process = child(STEPS[step] + MANY, ON, 1, path)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors) == (-signal.SIGKILL, "", "")
    new = old + b"2026-11-22,runrest,3,50\n"
    assert path.read_bytes() == (new if step.startswith("after") else old)
    keep_check_in(ON + timedelta(days=1), {"rhr": 52}, path=path)
    assert len(read_checkins(path)) == (3 if step.startswith("after") else 2)
    assert litter(path) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_in_the_middle_of_many_no_line_is_lost(path: Path) -> None:
    chance = random.Random(20261122)
    known: list[str] = []
    for round_ in range(6):
        process = child(MANY, date(2000 + round_, 1, 1), 10_000, path)
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(chance.randrange(1, 12))]
        time.sleep(chance.random() / 50)
        process.kill()
        said += process.communicate(timeout=60)[0].split()
        assert all(said)
        told = [str(checkin.day) for checkin in read_checkins(path)]
        extra = told[len(known) + len(said) :]
        assert told[: len(known) + len(said)] == known + said
        assert len(extra) <= 1, "at most the one that was written and not yet told of"
        known = told
    assert litter(path) in ([], [f".{path.name}.new"])
    assert path.read_bytes().endswith(b"\n")


def test_two_at_once_lose_nothing(path: Path) -> None:
    firsts = [date(2001, 1, 1), date(2002, 1, 1)]
    for process in [child(MANY, first, 50, path) for first in firsts]:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    wanted = [first + timedelta(days=number) for first in firsts for number in range(50)]
    assert [checkin.day for checkin in read_checkins(path)] == wanted
    assert path.read_bytes().count(b"\n") == 101
    assert litter(path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_file_that_may_grow_no_further_stays_whole(path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))\n"
    process = child(limit + MANY, ON, 50, path)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "KeepingError" in errors
    assert len(output.split()) == len(read_checkins(path)) > 2
    assert path.stat().st_size <= 300
    assert litter(path) == []


# ------------------------------------------------------------------ there and back


def values(name: str) -> st.SearchStrategy[Any]:
    signal_ = house().vocabulary.signals[name]
    if signal_.type == "boolean":
        return st.booleans()
    if signal_.type == "choice":
        return st.sampled_from(signal_.values)
    low, high = signal_.valid
    if signal_.type == "integer":
        return st.integers(int(low), int(high))
    return st.floats(low, high).map(lambda number: round(number, 4)).filter(lambda number: low <= number <= high)


@st.composite
def mornings(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    scale = draw(st.sampled_from(sorted(SCALES)))
    low, high, _ = SCALES[scale]
    plain = [name for name in house().vocabulary.names if name not in WELLNESS]
    answers = {name: draw(values(name)) for name in draw(st.lists(st.sampled_from(plain), max_size=6, unique=True))}
    answers |= draw(st.dictionaries(st.sampled_from(WELLNESS), st.integers(int(low), int(high)), max_size=4))
    for name in draw(st.sets(st.sampled_from(["rhr", "hrv_rmssd"]))):
        answers[name] = round(draw(st.floats(*BOUNDS[name])), 1)
    return scale, answers or {"pain_now": 0}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(mornings(), min_size=1, max_size=4),
    st.sampled_from([b"", b"\xef\xbb\xbf", b'day;note\r\n2026-01-01;"a;b"\r\n', "day\tpain_now\n".encode("utf-16")]),
)
def test_what_is_written_is_what_is_read(told: list[tuple[str, dict[str, Any]]], start: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mornings.csv"
        path.write_bytes(start)
        for number, (scale, answers) in enumerate(told):
            keep_check_in(ON + timedelta(days=number), answers, scale=scale, at=AT, path=path)
        read = [checkin for checkin in read_checkins(path) if checkin.day >= ON]
    assert len(read) == len(told)
    for number, (found, (scale, answers)) in enumerate(zip(read, told, strict=True)):
        wanted = CheckIn.from_answers(ON + timedelta(days=number), answers, scale=scale)
        assert (found.day, dict(found.facts)) == (wanted.day, dict(wanted.facts))
        assert (found.rhr, found.hrv_rmssd) == (wanted.rhr, wanted.hrv_rmssd)


# ------------------------------------------------------------------ where they lie, and reading them unasked


def test_the_place_is_what_the_variable_names(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(path))
    assert (check_in_file(), default_checkins()) == (path, None)
    keep_check_in(ON, {"rhr": 50})
    assert default_checkins() == path


@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_variable_set_to_nothing_switches_it_off(monkeypatch: pytest.MonkeyPatch, nothing: str) -> None:
    monkeypatch.setenv(VARIABLE, nothing)
    assert (check_in_file(), default_checkins(), recall_check_ins().path) == (None, None, None)
    with pytest.raises(LogError, match=r"^RUNREST_CHECKINS: it is set to nothing"):
        keep_check_in(ON, {"rhr": 50})


def test_the_usual_place_is_the_users_own_folder_and_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    usual = tmp_path / "share" / "runrest"
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **_: tmp_path / "share" / name)
    assert (check_in_file(), default_checkins()) == (usual / "checkins.csv", None)
    keep_check_in(ON, {"rhr": 50})
    assert default_checkins() == usual / "checkins.csv"
    assert stat.S_IMODE(usual.stat().st_mode) == 0o700


def test_a_tilde_is_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(VARIABLE, "~/mornings.csv")
    assert check_in_file() == tmp_path / "mornings.csv"


def test_check_ins_are_recalled(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(path))
    assert recall_check_ins().checkins == ()
    keep_check_in(ON, {"fatigue": 3}, at=datetime(2026, 11, 22, 6, tzinfo=UTC))
    found = recall_check_ins()
    assert (found.path, found.notes) == (path, ())
    assert [dict(checkin.facts) for checkin in found.checkins] == [{"fatigue": 3}]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"day,scale,fatigue\n2026-11-22,hooper,9\n", ":2: fatigue is 9"),
        (b"day,fatigue\n2026-11-22,3\n", ":2: fatigue needs a scale"),
        (b"hello\n", "no log known here"),
        (b"", "the file is empty"),
        (None, "this is not a file"),
    ],
)
def test_what_cannot_be_read_does_not_stop_the_answer(
    path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, why: str
) -> None:
    monkeypatch.setenv(VARIABLE, str(path))
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    found = recall_check_ins()
    assert found.checkins == ()
    assert len(found.notes) == 1
    assert why in found.notes[0]
    assert "the answer goes on without them" in found.notes[0]


def test_what_two_reports_without_a_time_dispute_is_left_out_and_the_rest_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(path))
    path.write_bytes(
        b"day,scale,fatigue,pain_now,rhr\n2026-11-21,runrest,2,,\n2026-11-22,runrest,6,7,50\n2026-11-22,runrest,3,,51\n"
    )
    found = recall_check_ins()
    facts = Athlete(checkins=found.checkins).signals(ON)
    assert "fatigue" not in facts
    assert facts["pain_now"] == 7
    assert {checkin.rhr for checkin in found.checkins} == {None}
    assert found.checkins[0].facts == {"fatigue": 2}
    assert len(found.notes) == 1
    assert "differ in fatigue, rhr" in found.notes[0]
    assert found.notes[0].endswith("until then those answers count as not known")


def test_what_is_no_signal_or_out_of_range_is_left_out_with_a_word(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(path))
    path.write_bytes(b"day,mood,pain_now,hop_pain\n2026-11-21,3,1,no\n2026-11-22,4,99,yes\n")
    found = recall_check_ins()
    assert [dict(checkin.facts) for checkin in found.checkins] == [
        {"pain_now": 1, "hop_pain": False},
        {"hop_pain": True},
    ]
    assert found.notes == (
        "the column mood of your check-ins is no signal, so it is not used",
        f"{path}:3: pain_now is 99, but it must be a whole number from 0 to 10 (of 10), so it counts as not known",
    )
