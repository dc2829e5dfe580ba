"""The same week from every source gives the same signals, or a reason that a person can read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from weeks_written import AT, CHECKINS, LOGS, MORNINGS, WEEK

from runrest.athlete import Athlete
from runrest.importing import read_log

if TYPE_CHECKING:
    from pathlib import Path

    from runrest.importing.reading_logs import Log

DAYS = tuple(date(2026, 11, 11) + timedelta(days=at) for at in range(7))
"""From the middle of the week to two days after it."""

FULL = ("strava", "intervals_json", "intervals_csv", "own_json", "fit_files")
# What these do not write: how hard a session felt; and in TCX, that a session without a name was strength.
NO_EFFORT = ("garmin", "garmin_german", "tcx", "gpx")
STRENGTH = {"strength_7d", "days_since_strength"}
UP_TO_EFFORT = {
    "load_7d",
    "load_28d",
    "load_days_known_7d",
    "monotony_7d",
    "strain_7d",
    "hours_since_hard",
    "hard_7d",
    "rpe_high_7d",
    "strain_high",
    "weeks_since_deload",
}


def log_of(folder: Path, *names: str) -> Log:
    for name in names:
        (folder / name).mkdir(parents=True)
        (LOGS | CHECKINS)[name](folder / name)
    return read_log(folder, tz=AT)


def signals(log: Log, on: date) -> dict[str, object]:
    return Athlete(runs=log.runs, checkins=log.checkins).signals(on)


def origins(log: Log, on: date) -> dict[str, Any]:
    return {one.signal: one for one in Athlete(runs=log.runs, checkins=log.checkins).origins(on)}


def alike(one: object, other: object) -> bool:
    """A recording rounds each of its points: up to a metre on a run."""
    return one == other or (one is not None and other is not None and one == pytest.approx(other, abs=0.0011))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Log:
    return log_of(tmp_path_factory.mktemp("ours"), "own_csv")


@pytest.fixture(scope="module")
def mornings(tmp_path_factory: pytest.TempPathFactory) -> Log:
    return log_of(tmp_path_factory.mktemp("mornings"), "own_checkins")


@pytest.mark.parametrize("name", LOGS)
def test_every_session_is_read(tmp_path: Path, name: str) -> None:
    log = log_of(tmp_path, name)
    assert [(run.day, run.km, run.minutes) for run in log.runs] == [
        (one.local.date(), pytest.approx(one.km, abs=0.0011), one.minutes) for one in WEEK if one.km
    ]
    assert [(one.day, one.minutes) for one in log.runs.trainings] == [(date(2026, 11, 10), 40)]
    assert (log.report.skipped, log.report.passed_over, log.report.duplicates) == ((), (), ())


@pytest.mark.parametrize("name", FULL)
def test_the_same_signals(tmp_path: Path, ours: Log, name: str) -> None:
    log = log_of(tmp_path, name)
    for on in DAYS:
        assert signals(log, on) == signals(ours, on)
    assert "hard_7d" in signals(log, DAYS[-2])


@pytest.mark.parametrize("name", NO_EFFORT)
def test_what_a_source_does_not_write_is_unknown_with_a_reason(tmp_path: Path, ours: Log, name: str) -> None:
    log = log_of(tmp_path, name)
    unsaid = UP_TO_EFFORT | (STRENGTH if name == "tcx" else set())
    differing: set[str] = set()
    for on in DAYS:
        here, there = signals(log, on), signals(ours, on)
        apart = {one for one in here.keys() | there.keys() if not alike(here.get(one), there.get(one))}
        reasons = {one: origins(log, on)[one].why for one in apart}
        differing |= apart
        assert apart <= unsaid
        # Nothing is put in the place of an effort that nobody gave: less is known, and never something else.
        assert {one for one in apart if one in here} <= {"load_days_known_7d"}
        for signal, why in reasons.items():
            assert ("effort" in why) if signal in UP_TO_EFFORT else ("strength" in why), (signal, why)
    assert {"hard_7d", "load_7d"} <= differing
    assert any("no run here tells its effort (RPE) or kind" in note for note in log.report.notes)


@pytest.mark.parametrize("name", ["wellness_json", "wellness_csv"])
def test_the_same_mornings(tmp_path: Path, mornings: Log, name: str) -> None:
    log = log_of(tmp_path, name)
    assert [one.facts for one in log.checkins] == [one.facts for one in mornings.checkins]
    for on in DAYS:
        assert signals(log, on) == signals(mornings, on)


def test_mornings_whose_answers_have_no_scale(tmp_path: Path, mornings: Log) -> None:
    log = log_of(tmp_path, "hrv4training")
    assert [(one.day, one.rhr, one.hrv_rmssd) for one in log.checkins] == [
        (one.day, one.rhr, one.hrv_rmssd) for one in mornings.checkins
    ]
    here, there = signals(log, DAYS[-2]), signals(mornings, DAYS[-2])
    assert {name: value for name, value in there.items() if name in here and "hrv" in name} == {
        name: value for name, value in here.items() if "hrv" in name
    }
    missing = there.keys() - here.keys()
    assert {"fatigue", "soreness", "sleep_h_last"} <= missing
    assert here.items() <= there.items()
    assert any("the file does not name their scale" in note for note in log.report.notes)
    # Sleep in hours is a column that this file does not have.
    (tmp_path / "again").mkdir()
    told = read_log(tmp_path, tz=AT, scale="intervals")
    assert {name: value for name, value in there.items() if "sleep" not in name} == signals(told, DAYS[-2])


def test_without_a_zone_a_run_after_midnight_lands_on_the_day_before_and_this_is_said(tmp_path: Path) -> None:
    LOGS["strava"](tmp_path)
    log = read_log(tmp_path)
    assert [run.day.day for run in log.runs] == [9, 10, 13, 14, 14, 15]
    assert any("dates are in UTC and are used as they are" in note for note in log.report.notes)


def test_all_at_once_is_the_same_week(tmp_path: Path, ours: Log) -> None:
    # Without TCX: it calls strength "Other", and nobody may take that for the same session.
    log = log_of(tmp_path, "strava", "garmin", "intervals_json", "gpx", "fit_files", "wellness_json")
    assert len(log.runs) == 6
    assert len(log.checkins) == len(MORNINGS)
    for on in DAYS:
        here = Athlete(runs=log.runs).signals(on)
        there = signals(ours, on)
        assert here.keys() == there.keys()
        assert [name for name in here if not alike(here[name], there[name])] == []
