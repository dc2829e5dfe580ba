"""Files that other people's devices and services wrote; they are not part of the project."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from runrest.athlete import Athlete
from runrest.errors import LogError
from runrest.importing import read_log, read_runs
from runrest.importing.wording import headers, plain

EXPORTS = Path(__file__).parent.parent.parent / "shared" / "exports"
pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real export files are not here")


def test_a_real_bulk_export() -> None:
    log = read_runs(EXPORTS / "strava" / "geo", tz="Europe/Berlin")
    assert [(run.day, run.km, run.minutes) for run in log] == [(date(2022, 5, 29), 3.323, 23.52)]
    assert log.skipped == ()


def test_an_export_with_one_distance_column() -> None:
    log = read_runs(EXPORTS / "strava" / "athlytics" / "activities.csv", tz="UTC")
    assert len(log) == 56
    assert max(run.km or 0 for run in log) < 25
    assert any("19 Ride" in note for note in log.notes)
    found = Athlete(runs=log).signals(date(2025, 1, 3) + timedelta(days=2))
    assert found["days_off"] == 2
    assert "hard_7d" not in found


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("[fgt]*/*.*")), ids=lambda path: path.name)
def test_every_file_gives_sessions_or_a_clear_no(path: Path) -> None:
    said, sessions = "", 0
    try:
        sessions = read_log(path).report.sessions
    except LogError as error:
        said = str(error)
    assert bool(sessions) is not bool(said)
    assert "\n" not in said


def test_the_german_words_are_strava_s() -> None:
    text = (EXPORTS / "strava" / "geo" / "strava-csv-mapping.json").read_text(encoding="utf-8")
    for german in (
        "Aktivitätsdatum",
        "Aktivitätsart",
        "Distanz",
        "Bewegungszeit",
        "Gefühlte Anstrengung",
        "Wettbewerb",
        "Langer Lauf",
    ):
        assert f'"{german}"' in text
        assert plain(german) in headers()
