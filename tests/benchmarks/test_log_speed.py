"""Signals for one day from ten years of a log, as ratios; run with ``pytest tests/benchmarks/test_log_speed.py --benchmark-enable -s``.

The baseline is one look at every session and check-in, with no arithmetic: less no program can do that has no index.
Nothing asserts a time; what is asserted is that ten years give the same answer as their last three.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from runrest.athlete import Athlete, CheckIn, Run, RunLog
from runrest.logs.trainings import Training
from runrest.weekly import weekly_signals

ON = date(2026, 11, 22)
TEN_YEARS, THREE_YEARS = 3650, 1095


def runs(days: int) -> list[Run]:
    """Give five runs a week, up to the day."""
    every = (ON - timedelta(days=back) for back in range(days))
    return [
        Run(
            day,
            km=8 + day.day % 7,
            minutes=50 + day.day % 9,
            rpe=3 + day.day % 4,
            kind="easy" if day.day % 3 else "tempo",
        )
        for day in every
        if day.weekday() not in (0, 4)
    ]


def strength(days: int) -> list[Training]:
    """Give two strength sessions a week."""
    every = (ON - timedelta(days=back) for back in range(days))
    return [Training(day, "strength", minutes=30, rpe=5) for day in every if day.weekday() in (0, 4)]


def mornings(days: int) -> list[CheckIn]:
    """Give a check-in for each day."""
    calm = {"pain_now": 0, "sym_systemic": False, "sym_chest": False, "sym_gi": False, "sym_above_neck": "none"}
    found = []
    for back in range(days):
        answers = {"fatigue": 2 + back % 3, "soreness": 2, "stress": 3, "sleep_quality": 2, "sleep_h": 7.5}
        measured = {"rhr": 50 + back % 3, "hrv_rmssd": 50 + back % 9}
        found.append(CheckIn.of(ON - timedelta(days=back), scale="hooper", **answers, **measured, **calm))
    return found


def athlete(days: int) -> Athlete:
    return Athlete(runs=RunLog(runs(days), strength(days)), checkins=mornings(days))


def everything(known: Athlete) -> dict[str, Any]:
    """Give the signals of the day and of its week, with nothing kept from an earlier time."""
    fresh = Athlete(runs=RunLog(known.runs.runs, known.runs.trainings), checkins=known.checkins)
    return {**weekly_signals(fresh, ON), **fresh.signals(ON)}


def looked_at(known: Athlete) -> int:
    """Look once at every session and check-in."""
    sessions = sum(session.day <= ON for session in (*known.runs.runs, *known.runs.trainings))
    return sessions + sum(checkin.day <= ON for checkin in known.checkins)


def best(work: Callable[[], Any], rounds: int = 5) -> float:
    """Give the shortest of several timings [s]."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def test_ten_years_and_three_give_the_same_day() -> None:
    assert everything(athlete(TEN_YEARS)) == everything(athlete(THREE_YEARS))


def test_signals_of_a_day_from_ten_years(benchmark: Any) -> None:
    long, short = athlete(TEN_YEARS), athlete(THREE_YEARS)
    everything(short)
    told = {
        "signals and week, ten years / three years (an index: well below 3.3)": (everything, long, everything, short),
        "signals and week, ten years / one look at everything": (everything, long, looked_at, long),
        "signals again / one look at everything": (lambda known: known.signals(ON), long, looked_at, long),
    }
    for name, (work, of, base, of_base) in told.items():
        pairs = sorted(best(lambda w=work, k=of: w(k)) / best(lambda w=base, k=of_base: w(k)) for _ in range(5))  # type: ignore[misc]
        benchmark.extra_info[name] = round(pairs[2], 2)
        print(f"\n{name}: {pairs[2]:.2f} (min {pairs[0]:.2f}, max {pairs[-1]:.2f})")
    print(f"\nsignals and week of one day: {1000 * best(lambda: everything(long)):.0f} ms")
    benchmark.pedantic(lambda: everything(long), rounds=3)
