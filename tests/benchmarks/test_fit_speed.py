"""How fast FIT files are read, beside fitdecode alone; run with ``pytest tests/benchmarks --benchmark-enable -s``.

The ratio is printed and kept in the benchmark's extra figures; the only thing asserted is that both sides saw the same
records, because these machines are too noisy for a timed test.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import fit_files as f
import fitdecode
import pytest

from runrest.importing.fit import read_fit
from runrest.importing.parts import Told

REAL = Path(__file__).parent.parent.parent.parent / "shared" / "exports" / "fit"
FILES = 500
ROUNDS = 5


def morning_run(day: int, minutes: int = 40) -> bytes:
    """Write a run recorded every five seconds, with heart rate and places."""
    start, seconds = f.MORNING - timedelta(days=day), 60 * minutes
    points = f.records(start, seconds, beats=120 + day % 50, place=(52.0, 4.3))
    end = start + timedelta(seconds=seconds)
    return f.fit(f.file_id(), points, f.message("lap", timestamp=end), f.session(start, seconds), f.activity(end))


def alone(files: Sequence[bytes]) -> int:
    """Let fitdecode go through every message, as it does by itself."""
    records = 0
    for content in files:
        with fitdecode.FitReader(content) as frames:
            for frame in frames:
                records += frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record"
    return records


def hurried(files: Sequence[bytes]) -> None:
    """Let fitdecode go through every message without checksum, dates and warnings."""
    for content in files:
        quick = {"processor": None, "check_crc": fitdecode.CrcCheck.DISABLED}
        with fitdecode.FitReader(content, **quick, error_handling=fitdecode.ErrorHandling.IGNORE) as frames:
            for _ in frames:
                pass


def ours(files: Sequence[bytes]) -> float:
    """Read every file to its sessions."""
    read = [read_fit(f"{number}.fit", content, Told()) for number, content in enumerate(files)]
    return sum(second for part in read for run in part.runs if run.heart for _, second in run.heart.seconds_at)


def took(work: Callable[[Sequence[bytes]], Any], files: Sequence[bytes]) -> float:
    """Time one pass [s]."""
    start = time.perf_counter()
    work(files)
    return time.perf_counter() - start


def compare(benchmark: Any, name: str, files: Sequence[bytes]) -> None:
    """Run both sides in turn and keep the middle ratio."""
    if benchmark.disabled:
        pytest.skip("only with --benchmark-enable")
    for against, base in (("fitdecode alone (wanted: at most 1.2)", alone), ("fitdecode in a hurry", hurried)):
        ratios = sorted(took(ours, files) / took(base, files) for _ in range(ROUNDS))
        benchmark.extra_info[f"{name} / {against}"] = round(ratios[ROUNDS // 2], 2)
        print(f"\n{name} / {against}: {ratios[ROUNDS // 2]:.2f} (min {ratios[0]:.2f}, max {ratios[-1]:.2f})")
    benchmark.pedantic(ours, args=(files,), rounds=1)


def test_both_sides_see_the_same_records() -> None:
    files = [morning_run(day, 2) for day in range(3)]
    assert alone(files) == 3 * 25
    assert ours(files) == 3 * 120


def test_five_hundred_runs(benchmark: Any) -> None:
    different = [morning_run(day) for day in range(20)] if not benchmark.disabled else []
    compare(benchmark, f"{FILES} runs of 40 min", different * (FILES // 20))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
def test_real_recordings(benchmark: Any) -> None:
    names = ("4078723797", "activity-small-fenix2-run", "event_timestamp", "garmin-fenix-5-run", "garmin-fr935-cr")
    compare(benchmark, "five real recordings", [(REAL / f"{name}.fit").read_bytes() for name in names])
