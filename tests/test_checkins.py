"""Wellness answers: one inner scale, one direction, and nothing without a label."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.errors import FactsError
from runrest.logs.checkins import SCALES, WELLNESS, CheckIn, day_of_report, on_own_scale
from runrest.logs.runs import Run

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("scale", "answers", "own"),
    [
        ("hooper", (1, 4, 7), [1, 4, 7]),
        ("runrest", (2, 6), [2, 6]),
        ("mclean", (5, 4, 3, 2, 1), [1, 3, 4, 6, 7]),
        ("pmsys", (5, 4, 3, 2, 1), [1, 3, 4, 6, 7]),
        ("intervals", (1, 2, 3, 4), [1, 3, 5, 7]),
        ("0-10", (0, 2, 2.5, 5, 10), [1, 2, 3, 4, 7]),
    ],
)
def test_scales_become_our_own(scale: str, answers: tuple[float, ...], own: list[int]) -> None:
    assert [on_own_scale(answer, scale) for answer in answers] == own


@given(st.sampled_from(sorted(SCALES)), st.floats(0, 1))
def test_every_scale_reaches_from_best_to_worst(scale: str, part: float) -> None:
    low, high, _ = SCALES[scale]
    ends = {on_own_scale(low, scale), on_own_scale(high, scale)}
    assert ends == {1, 7}
    assert 1 <= on_own_scale(low + part * (high - low), scale) <= 7


@given(st.sampled_from(sorted(SCALES)), st.floats(0, 1), st.floats(0, 1))
def test_a_worse_answer_never_becomes_a_better_one(scale: str, one: float, other: float) -> None:
    low, high, _ = SCALES[scale]
    first, second = sorted((low + one * (high - low), low + other * (high - low)))
    falls = on_own_scale(low, scale) > on_own_scale(high, scale)
    better, worse = (second, first) if falls else (first, second)
    assert on_own_scale(better, scale) <= on_own_scale(worse, scale)


@pytest.mark.parametrize("item", WELLNESS)
def test_a_wellness_answer_without_a_scale_is_refused(item: str) -> None:
    with pytest.raises(FactsError, match=f"{item} needs a scale"):
        CheckIn.of(ON, **{item: 3})


@pytest.mark.parametrize(
    ("scale", "items", "said"),
    [
        ("hoper", {"fatigue": 3}, "did you mean hooper"),
        ("mclean", {"fatigue": 6}, "from 1 to 5"),
        ("hooper", {"fatigue": 0}, "from 1 to 7"),
        ("hooper", {"stress": True}, "stress is True"),
        ("hooper", {"stress": math.nan}, "stress is nan"),
        ("hooper", {"rhr": 5}, "rhr is 5"),
        ("hooper", {"hrv_rmssd": 4000}, "hrv_rmssd"),
        ("hooper", {"sleep_h": 75}, "from 0 to 24"),
    ],
)
def test_impossible_answers_are_refused(scale: str, items: dict[str, object], said: str) -> None:
    with pytest.raises(FactsError, match=said):
        CheckIn.of(ON, scale=scale, **items)


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(FactsError) as caught:
        CheckIn.of(ON, scale="hooper", fatigue=9, soreness=8, rhr=1)
    assert len(caught.value.problems) == 3


def test_a_time_of_day_is_not_a_day() -> None:
    with pytest.raises(FactsError, match="must be a date"):
        CheckIn.of(datetime(2026, 11, 22, 7, tzinfo=UTC), sleep_h=7)
    with pytest.raises(FactsError, match="must be a date"):
        Run(datetime(2026, 11, 22, 7, tzinfo=UTC))


def test_other_items_pass_through() -> None:
    found = CheckIn.of(ON, sleep_h=7.5, pain_now=2, sym_above_neck="mild", gait_changed=False, rhr=None)
    assert found.facts == {
        "sleep_h_last": 7.5,
        "pain_now": 2,
        "sym_above_neck": "mild",
        "gait_changed": False,
    }
    assert found.rhr is None


@pytest.mark.parametrize(
    ("hour", "minute", "night_ends_h", "day"),
    [(0, 40, 3, 21), (2, 59, 3, 21), (3, 0, 3, 22), (7, 0, 3, 22), (23, 59, 3, 22), (0, 0, 0, 22), (4, 30, 5, 21)],
)
def test_a_report_made_before_going_to_bed_belongs_to_the_day_before(
    hour: int, minute: int, night_ends_h: int, day: int
) -> None:
    assert day_of_report(datetime(2026, 11, 22, hour, minute, tzinfo=UTC), night_ends_h) == date(2026, 11, day)


def test_the_day_that_is_named_always_holds() -> None:
    assert CheckIn.of(ON, sleep_h=7, at=datetime(2026, 11, 23, 0, 40, tzinfo=UTC)).day == ON


def test_readings_are_answers_too() -> None:
    found = CheckIn.of(ON, sleep_h=7, rhr=50, source="checkins.csv:2")
    assert found.answers() == {"sleep_h_last": 7, "rhr": 50}
    assert found.place_of("rhr") == "checkins.csv:2"
