"""Everything that a person points at, read as one log, with a report that leaves nothing out."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from runrest.errors import LogError
from runrest.importing import read_log
from runrest.importing.reading_logs import gaps_between

if TYPE_CHECKING:
    from pathlib import Path

LIST = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename,Elapsed Time,Moving Time,"
    "Distance,Perceived Exertion\n"
)
OWN = "day,km,minutes,rpe\n"


def listed(number: int, km: float = 8.0, file: str = "", **cells: object) -> str:
    known = {"metres": km * 1000, "moving": km * 330, **cells}
    return (
        f'{number},"Nov {number}, 2026, 6:30:00 AM",Run,Run,3000,{km},{file},3000.0,{known["moving"]},'
        f"{known['metres']},4\n"
    )


def gpx(day: int, minutes: int = 44, step: float = 0.0001) -> str:
    """A run due north at 6:30, a point every ten seconds."""
    begin = datetime(2026, 11, day, 6, 30, tzinfo=UTC)
    points = "".join(
        f'<trkpt lat="{52 + step * at * 2.47:.6f}" lon="4.0">'
        f"<time>{(begin + timedelta(seconds=10 * at)).isoformat()}</time></trkpt>"
        for at in range(minutes * 6 + 1)
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    (folder / "activities").mkdir(parents=True)
    rows = listed(20, file="activities/20.gpx.gz") + listed(21, 10.0)
    (folder / "activities.csv").write_text(LIST + rows, encoding="utf-8")
    (folder / "activities" / "20.gpx.gz").write_bytes(gzip.compress(gpx(20).encode()))
    (folder / "activities" / "22.gpx").write_text(gpx(22), encoding="utf-8")
    (folder / "media").mkdir()
    (folder / "media" / "one.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "bikes.csv").write_text("Bike Name,Bike Brand\nBlue,X\n", encoding="utf-8")
    return folder


def test_a_whole_export(export: Path) -> None:
    log = read_log(export, tz="UTC")
    assert [(run.day.day, run.km) for run in log.runs] == [(20, 8.0), (21, 10.0), (22, pytest.approx(7.25, abs=0.2))]
    report = log.report
    assert (report.runs, len(report.files), report.duplicates) == (3, 2, ())
    assert any("1 recordings stand in an activity list" in note for note in report.notes)
    assert [place.rpartition("/")[2] for place, _ in report.passed_over] == ["bikes.csv:1"]


def test_recordings_on_request_are_the_same_sessions(export: Path) -> None:
    report = read_log(export, tz="UTC", recordings=True).report
    assert (report.runs, len(report.files), len(report.duplicates)) == (3, 3, 1)
    assert report.duplicates[0].dropped.endswith("20.gpx.gz")


def test_a_recording_is_opened_where_its_row_lacks_the_distance(export: Path) -> None:
    row = listed(20, file="activities/20.gpx.gz").replace(",8.0,", ",,").replace("8000.0", "")
    (export / "activities.csv").write_text(LIST + row, encoding="utf-8")
    log = read_log(export, tz="UTC")
    assert [run.day.day for run in log.runs] == [20, 22]
    assert log.runs.runs[0].km == pytest.approx(7.25, abs=0.2)
    assert log.report.duplicates[0].filled == ("km",)


def test_a_zip_is_read_like_its_folder(export: Path) -> None:
    packed = export.parent / "export.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(export.rglob("*")):
            archive.write(path, path.relative_to(export))
    ours, theirs = read_log(packed, tz="UTC"), read_log(export, tz="UTC")
    assert [(run.day, run.km, run.minutes) for run in ours.runs] == [
        (run.day, run.km, run.minutes) for run in theirs.runs
    ]


def test_several_paths_are_one_log(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_text(OWN + "2026-11-20,8,44,4\n", encoding="utf-8")
    (tmp_path / "activities.csv").write_text(LIST + listed(20) + listed(21), encoding="utf-8")
    (tmp_path / "mornings.csv").write_text("day,scale,fatigue\n2026-11-22,hooper,3\n", encoding="utf-8")
    log = read_log([tmp_path / "runs.csv", tmp_path / "activities.csv", tmp_path / "mornings.csv"])
    assert (len(log.runs), len(log.checkins), len(log.report.duplicates)) == (2, 1, 1)
    said = str(log.report)
    assert "3 files read: 2 sessions (2 runs, 0 strength, 0 others), 1 check-in, 2026-11-20 to 2026-11-21" in said
    assert "told twice, counted once" in said
    assert json.loads(json.dumps(log.report.to_dict()))["runs"] == 2


def test_progress_is_told_for_each_file(export: Path) -> None:
    told: list[tuple[int, int]] = []
    read_log(export, progress=lambda done, of: told.append((done, of)))
    assert told == [(done, 4) for done in range(5)]


@pytest.mark.parametrize(
    ("pace", "units", "said"),
    [(10.5, "km", "are they in miles"), (10.5, None, "are they in miles"), (3.0, "mi", "are they in kilometres")],
)
def test_an_unlikely_pace_is_asked_about(tmp_path: Path, pace: float, units: str | None, said: str) -> None:
    header = "Activity ID,Activity Date,Activity Type,Elapsed Time,Distance\n"
    km = 1.609344 if units == "mi" else 1.0
    rows = "".join(f'{n},"Nov {n}, 2026, 6:30:00 AM",Run,{5 * pace * km * 60:.0f},5.00\n' for n in range(1, 6))
    (tmp_path / "activities.csv").write_text(header + rows, encoding="utf-8")
    with pytest.raises(LogError, match=said):
        read_log(tmp_path / "activities.csv", units=units)
    assert len(read_log(tmp_path / "activities.csv", units=units, confirmed=["units"]).runs) == 5


def test_two_people_s_files_are_said_to_be_so(tmp_path: Path) -> None:
    for name, km in (("anna", 8.0), ("bert", 14.0)):
        rows = "".join(listed(n, km) for n in range(1, 5))
        (tmp_path / f"{name}.csv").write_text(LIST + rows, encoding="utf-8")
    with pytest.raises(LogError, match=r"anna\.csv:2: 4 sessions .* two people's files; give one person's files"):
        read_log(tmp_path)


def test_one_clash_is_reported_and_the_richer_kept(tmp_path: Path) -> None:
    for name, km in (("a", 8.0), ("b", 14.0)):
        (tmp_path / f"{name}.csv").write_text(LIST + listed(1, km), encoding="utf-8")
    (duplicate,) = read_log(tmp_path).report.duplicates
    assert duplicate.differs == "8 km and 14 km"


def test_long_silence_is_a_gap() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 3)]
    assert gaps_between(days) == ((date(2026, 2, 1), date(2026, 3, 2)),)


def test_nothing_given() -> None:
    with pytest.raises(LogError, match="there is nothing to read"):
        read_log([])
    with pytest.raises(LogError, match="is not a time zone"):
        read_log(["x"], tz="Mars/Olympus")
    with pytest.raises(LogError, match="is not a unit of distance"):
        read_log(["x"], units="furlongs")
