"""Files that are meant to do harm, or were mangled on the way: one sentence, exit code 2, within bounds.

Each is given to ``runrest today --runs``. What could cost memory or time is tried in a process of its own, which may
not take more than `MEMORY`, and which is ended after `PATIENCE`.
"""

from __future__ import annotations

import gzip
import inspect
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from fit_files import run as fit_run

from runrest.cli import main
from runrest.importing import read_log

if TYPE_CHECKING:
    from collections.abc import Callable

EXPORTS = Path(__file__).parent / "exports"
# Before click 8.2 the two streams were mixed unless one asked.
APART: Any = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
MB = 1024 * 1024
MEMORY = 1500 * MB
"""Of addresses, with the program itself; 64 MB are the most that is read of a file."""
PATIENCE = 60
"""Seconds; each of these takes a tenth of that, and without its bound would take all day."""
LOG = b"day,km,minutes,rpe,kind\n2026-11-20,8,44,4,easy\n"
ASK = ["today", "--no-input", "--on", "2026-11-22", "--runs"]
GPX_HEAD = b'<?xml version="1.0"?><gpx version="1.1"><trk><type>running</type><trkseg>'


def asked(path: Path, *more: str) -> tuple[int, str, str]:
    result = CliRunner(**APART).invoke(main, [*ASK, str(path), *more], env={"COLUMNS": "400"})
    return result.exit_code, result.stdout, result.stderr


def asked_within_bounds(path: Path) -> tuple[int, str, str]:
    """Ask in a process of its own, which gets no more memory than `MEMORY`."""
    pytest.importorskip("resource")
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "from runrest.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *ASK, str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "400"},
    )
    return done.returncode, done.stdout, done.stderr


def refused(answer: tuple[int, str, str], said: str) -> None:
    code, out, err = answer
    assert (code, out) == (2, ""), err
    assert err.startswith("runrest: ")
    assert err.count("\n") == 1
    assert len(err) < 1000
    assert said in err


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def zipped(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def gpx(start: datetime, speed: float, seconds: int = 900) -> bytes:
    """Write a run northwards at a steady speed [m/s]."""
    points = (
        f'<trkpt lat="{52 + speed * second / 111_195:.7f}" lon="4">'
        f"<time>{(start + timedelta(seconds=second)).strftime('%Y-%m-%dT%H:%M:%SZ')}</time></trkpt>"
        for second in range(0, seconds, 5)
    )
    return GPX_HEAD + "".join(points).encode() + b"</trkseg></trk></gpx>"


# ---- zips and what is compressed ----


@pytest.mark.parametrize(
    ("name", "said"),
    [("activities.csv", "times its size"), ("1.gpx", "times its size"), ("run.fit.gz", "more than 100 times its size")],
)
def test_a_zip_bomb(tmp_path: Path, name: str, said: str) -> None:
    content = b"\0" * 200 * MB
    path = zipped(tmp_path / "x.zip", **{name: gzip.compress(content, 1) if name.endswith("gz") else content})
    refused(asked_within_bounds(path), said)


def test_a_gzip_bomb(tmp_path: Path) -> None:
    refused(
        asked_within_bounds(written(tmp_path / "run.fit.gz", gzip.compress(b"\0" * 200 * MB, 1))), "larger than 64 MB"
    )


def test_a_zip_that_says_less_than_it_holds(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", **{"runs.csv": LOG * 2000})
    size = len(LOG * 2000).to_bytes(4, "little")
    content = path.read_bytes()
    assert content.count(size) == 2
    refused(asked(written(path, content.replace(size, (60).to_bytes(4, "little")))), "this zip is damaged")


def test_an_encrypted_zip(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "x.zip", **{"runs.csv": LOG}).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    refused(asked(written(tmp_path / "x.zip", bytes(content))), "this zip is encrypted")


def test_names_that_lead_out_of_a_zip_lead_nowhere(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    names = ("../../runs.csv", "/runs2.csv", "C:\\runs4.csv", "a/../../../runs5.csv")
    rows = {name: LOG.replace(b"-20", f"-{day}".encode()) for day, name in enumerate(names, 10)}
    before = sorted(tmp_path.rglob("*"))
    log = read_log(zipped(inside / "x.zip", **rows))
    assert len(log.runs) == len(names)
    assert sorted(tmp_path.rglob("*")) == [*before, inside / "x.zip"]


@pytest.mark.parametrize("name", ["x\n\x1b[2Jy.csv", "\u202egpx.exe", "x" * 60_000, "con.csv", "a\0b.csv"])
def test_odd_names_in_a_zip_stay_in_one_line(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "x.zip", **{"y" * len(name.encode()): b"no log"})
    content = path.read_bytes().replace(b"y" * len(name.encode()), name.encode())
    refused(asked(written(path, content)), "x.zip")


def test_an_entry_without_a_name_is_no_crash(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", **{"q": LOG, "runs.csv": LOG})
    content = bytearray(path.read_bytes())
    # The first character of a name ends it where it is NUL.
    for signature, offset in ((b"PK\x03\x04", 30), (b"PK\x01\x02", 46)):
        content[content.index(signature) + offset] = 0
    code, _, err = asked(written(path, bytes(content)))
    assert code in (2, 12)
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["inner.zip", "inner.fit", "inner.fit.gz"])
def test_a_zip_in_a_zip(tmp_path: Path, name: str) -> None:
    inner = zipped(tmp_path / "inner.zip", **{"runs.csv": LOG}).read_bytes()
    path = zipped(tmp_path / "x.zip", **{name: gzip.compress(inner) if name.endswith("gz") else inner})
    refused(asked(path), "zip inside another file")


def test_a_gzip_in_a_gzip(tmp_path: Path) -> None:
    twice = gzip.compress(gzip.compress(fit_run()))
    refused(asked(written(tmp_path / "run.fit.gz", twice)), "run.fit.gz")


def test_a_zip_of_very_many_files(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(zipfile.ZipInfo(f"{number}.csv"), b"")
    refused(asked_within_bounds(path), "more than 50000 files")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
def test_a_file_in_a_folder_that_never_ends_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_bytes(LOG)
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.csv")
    code, _, err = asked_within_bounds(tmp_path)
    assert code == 12, err


# ---- large texts ----


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("sparse.csv", None, "larger than 64 MB"),
        ("line.csv", lambda: LOG + b"x" * 60 * MB, "field larger than field limit"),
        ("quote.csv", lambda: LOG + b'2026-11-21,"' + b"x\n" * 30 * MB, "field larger than field limit"),
        ("header.csv", lambda: b"day,km" + b"," * 60 * MB, "no header that a log could have"),
        ("rows.csv", lambda: LOG + b"1,2\n" * 15 * MB, "rows.csv"),
        ("cells.csv", lambda: LOG + b"1\n" * 30 * MB, "cells.csv"),
        ("runs.csv", lambda: LOG + b"2026-11-20,8,,,\n" * 3_900_000, "runs.csv"),
        ("deep.json", lambda: b"[" * 60 * MB, "nested too deep"),
        ("deep2.json", lambda: b'{"a":' * 10 * MB, "deep2.json"),
        ("number.json", lambda: b'[{"day":"2026-11-20","km":' + b"9" * 30 * MB + b"}]", "number.json"),
        ("objects.json", lambda: b"[" + b"{}," * 20 * MB + b"{}]", "objects.json"),
        ("lines.json", lambda: b'{"day":"2026-11-20","km":8}\n' * 2_200_000, "lines.json"),
        ("attribute.gpx", lambda: b"<gpx><trk a='" + b"x" * 60 * MB + b"'/></gpx>", "longer than 1024 kB"),
        ("deep.gpx", lambda: b"<gpx>" + b"<a>" * 20 * MB, "nested more than 64 deep"),
        ("points.gpx", lambda: GPX_HEAD + b"<trkpt/>" * 7 * MB, "more than 1000000 points"),
        ("tags.tcx", lambda: b"<TrainingCenterDatabase>" + b"<a/>" * 15 * MB, "more than 2000000 tags"),
        ("zeros.fit", lambda: fit_run()[:14] + b"\0" * 60 * MB, "zeros.fit"),
    ],
)
def test_large_files_are_refused_within_bounds(
    tmp_path: Path, name: str, content: Callable[[], bytes] | None, said: str
) -> None:
    path = tmp_path / name
    if content is None:
        with path.open("wb") as stream:
            stream.write(LOG)
            stream.truncate(1024 * MB)
    else:
        path.write_bytes(content())
    refused(asked_within_bounds(path), said)


def test_very_many_runs_on_one_day_are_refused_soon(tmp_path: Path) -> None:
    rows = b"".join(b"2026-11-20,%d.%02d,,,\n" % (1 + number % 90, number % 100) for number in range(50_000))
    refused(asked_within_bounds(written(tmp_path / "runs.csv", LOG + rows)), "runs.csv")


# ---- XML that reaches for something else ----


@pytest.mark.parametrize("ending", ["gpx", "tcx"])
@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;&b;&b;"><!ENTITY e "&d;&d;&d;&d;&d;&d;">]>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    ],
)
def test_entities_and_document_types(tmp_path: Path, ending: str, declared: bytes) -> None:
    content = (EXPORTS / f"run.{ending}").read_bytes().replace(b"?>", b"?>" + declared, 1)
    refused(asked(written(tmp_path / f"x.{ending}", content)), "it declares a document type")


# ---- mangled texts ----


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        (b"\xef\xbb\xbf", "x.csv"),
        (b"\xff\xfe", "x.csv"),
        (LOG.replace(b"8", b"\0"), "this is a binary file"),
        (LOG + b"2026-11-21,5,30,,\xe9\n", "x.csv:3: the text is not UTF-8"),
        (LOG + LOG.decode().encode("utf-16"), "x.csv"),
        (LOG.decode().encode("utf-32"), "x.csv"),
        (LOG.decode().encode("utf-16-le"), "this is a binary file"),
        (LOG.replace(b",", b"|"), "no log known here has the columns"),
        (b"%PDF-1.7", "this is a PDF document"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "this is a web page"),
        (b'{"day": NaN}', "NaN is not a number"),
        (b"MZ\x90\0\x03", "this is a binary file"),
    ],
)
def test_mangled_texts_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    refused(asked(written(tmp_path / "x.csv", content)), said)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + LOG,
        LOG.decode().encode("utf-16"),
        LOG.replace(b"\n", b"\r"),
        LOG.replace(b"\n", b"\r\n"),
        LOG.replace(b"\n", b"\n\n\r\n"),
        LOG.replace(b",", b";"),
        LOG.replace(b",", b"\t"),
        b"\n\n" + LOG,
    ],
)
def test_marks_and_line_ends_of_any_sort_are_read(tmp_path: Path, content: bytes) -> None:
    (run,) = read_log(written(tmp_path / "x.csv", content)).runs
    assert (run.km, run.minutes, run.rpe, run.kind) == (8.0, 44.0, 4.0, "easy")


@pytest.mark.parametrize("name", sorted(path.name for path in EXPORTS.glob("*.csv")))
@pytest.mark.parametrize("end", [b"\r", b"\r\n"])
def test_exports_of_all_services_are_read_with_any_line_end(tmp_path: Path, name: str, end: bytes) -> None:
    content = (EXPORTS / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    plain = read_log(written(tmp_path / name, content))
    other = read_log(written(tmp_path / name, content.replace(b"\n", end)))
    assert [(run.day, run.km) for run in other.runs] == [(run.day, run.km) for run in plain.runs]
    assert [one.day for one in other.checkins] == [one.day for one in plain.checkins]


# ---- what can be read in two ways ----


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("runs.csv", LOG.replace(b"2026-11-20", b"03/04/2026")),
        ("runs.csv", LOG.replace(b"2026-11-20", b"03-04-2026")),
        ("strava.csv", b'Activity ID,Activity Date,Activity Type,Distance\n1,"03/04/2026, 10:00:00",Run,5\n'),
        ("hrv.csv", b"date, HR, rMSSD, HRV4T_Recovery_Points\n2026-03-04,51,68,8\n2026-04-03,52,60,8\n"),
    ],
)
def test_dates_that_can_be_read_in_two_ways_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    refused(asked(written(tmp_path / name, content)), name)


def strava_rows(*trips: tuple[float, int]) -> bytes:
    rows = (f'{n},"Nov {n + 1}, 2026, 6:12:40 AM",Run,{seconds},{far}' for n, (far, seconds) in enumerate(trips, 1))
    return ("Activity ID,Activity Date,Activity Type,Elapsed Time,Distance\n" + "\n".join(rows)).encode()


def test_miles_that_are_said_to_be_kilometres_are_asked_about(tmp_path: Path) -> None:
    miles = written(tmp_path / "activities.csv", strava_rows((5.0, 3000), (6.2, 3700), (3.1, 1900), (10.0, 6200)))
    refused(asked(miles), "are they in miles?")
    refused(asked(miles, "--units", "km"), "are they in miles?")
    assert [run.km for run in read_log(miles, units="mi").runs] == [8.047, 9.978, 4.989, 16.093]
    assert [run.km for run in read_log(miles, units="km", confirmed=["units"]).runs] == [5.0, 6.2, 3.1, 10.0]


def test_kilometres_that_are_said_to_be_miles_are_asked_about(tmp_path: Path) -> None:
    kilometres = written(tmp_path / "activities.csv", strava_rows((8.0, 2300), (10.0, 2900), (5.0, 1400)))
    refused(asked(kilometres, "--units", "miles"), "are they in kilometres?")


def test_two_people_s_files_in_one_folder(tmp_path: Path) -> None:
    for day in range(10, 15):
        start = datetime(2026, 11, day, 6, 0, tzinfo=UTC)
        (tmp_path / f"one-{day}.gpx").write_bytes(gpx(start, 3.2))
        (tmp_path / f"other-{day}.gpx").write_bytes(gpx(start + timedelta(minutes=2), 2.3))
    refused(asked(tmp_path), "two people")


def test_one_person_s_files_from_two_devices_are_one_person_s(tmp_path: Path) -> None:
    for day in range(10, 15):
        start = datetime(2026, 11, day, 6, 0, tzinfo=UTC)
        (tmp_path / f"one-{day}.gpx").write_bytes(gpx(start, 3.2))
        (tmp_path / f"other-{day}.gpx").write_bytes(gpx(start + timedelta(seconds=20), 3.15))
    log = read_log(tmp_path)
    assert (len(log.runs), len(log.report.duplicates)) == (5, 5)


def test_in_a_folder_what_is_hostile_does_not_keep_the_rest_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_bytes(LOG)
    (tmp_path / "laughs.gpx").write_bytes(b'<!DOCTYPE a [<!ENTITY b "c">]><gpx>&b;</gpx>')
    (tmp_path / "bomb.fit.gz").write_bytes(gzip.compress(b"\0" * 70 * MB, 1))
    (tmp_path / "binary.csv").write_bytes(b"a\0b")
    log = read_log(tmp_path)
    assert len(log.runs) == 1
    assert len(log.report.passed_over) == 3
