"""How fast a log is read, as a ratio to a baseline in the same run."""

from __future__ import annotations

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from test_speed import ratio

from runrest.importing import read_log

TIMES = "%b %d, %Y, %I:%M:%S %p"
BLANK = [f"Column {number}" for number in range(76)]
HEADER = [
    "Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description", "Elapsed Time",
    "Distance", "Max Heart Rate", "Relative Effort", "Filename", "Elapsed Time", "Moving Time", "Distance",
    "Average Speed", "Max Heart Rate", "Average Heart Rate", "Relative Effort", "Perceived Exertion", *BLANK,
]  # fmt: skip


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance, at = random.Random(1), datetime(2016, 11, 1, 6, tzinfo=UTC)
    path = tmp_path_factory.mktemp("export") / "activities.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(HEADER)
        for number in range(4000):
            at += timedelta(hours=chance.choice([20, 22, 24, 26]))
            km = chance.uniform(4, 20)
            kind = chance.choice(["Run"] * 8 + ["Ride", "Weight Training"])
            about = "Felt good,\nnice weather" if number % 10 == 0 else ""
            rest = [f"{chance.random() * 100:.3f}" if chance.random() < 0.5 else "" for _ in BLANK]
            out.writerow([
                number, at.strftime(TIMES), "Morning Run", kind, about, int(km * 335), f"{km:.2f}", "", "", "",
                f"{km * 335:.1f}", f"{km * 330:.1f}", f"{km * 1000:.2f}", "3.03", "172", "148", "", chance.randint(2, 8),
                *rest,
            ])  # fmt: skip
    return path


def by_hand(path: Path) -> int:
    with path.open(newline="", encoding="utf-8") as stream:
        rows = csv.reader(stream)
        next(rows)
        return len([datetime.strptime(row[1], TIMES) for row in rows])  # noqa: DTZ007


def test_both_sides_read_everything(ten_years: Path) -> None:
    assert by_hand(ten_years) == read_log(ten_years, tz="Europe/Amsterdam").report.sessions == 4000


def test_ten_years_of_strava(benchmark: Any, ten_years: Path) -> None:
    ratio(
        benchmark,
        "read_log / csv.reader and strptime alone, 4,000 activities (wanted: at most 3)",
        lambda: read_log(ten_years, tz="Europe/Amsterdam"),
        lambda: by_hand(ten_years),
    )
