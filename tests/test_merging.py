"""One session from two sources is counted once, and only then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from runrest.importing.merging import merge, same
from runrest.logs.runs import Run
from runrest.logs.trainings import Heart, Training

DAY = date(2026, 11, 20)


def clock(*parts: int) -> datetime:
    """A local clock whose zone nobody said."""
    return datetime(*parts)  # type: ignore[arg-type, misc]  # noqa: DTZ001


SEVEN = datetime(2026, 11, 20, 7, tzinfo=UTC)
AMSTERDAM = timezone(timedelta(hours=1))
WATCH = Run(DAY, km=8.0, minutes=44, start=SEVEN, heart=Heart(150, 171), source="watch.fit")
LIST = Run(DAY, km=8.02, minutes=43.5, rpe=4, start=SEVEN, source="activities.csv:3")


def test_the_richer_is_kept_and_filled_from_the_other() -> None:
    bare = evolve(WATCH, heart=None)
    (kept,), (duplicate,) = merge([bare, evolve(LIST, kind="easy", heart=Heart(149))])
    assert (kept.source, duplicate.kept, duplicate.dropped) == ("activities.csv:3", "activities.csv:3", "watch.fit")
    (kept,), (duplicate,) = merge([evolve(WATCH, heart=Heart(150, seconds_at=[(150, 2600)])), LIST])
    assert (kept.source, kept.km, kept.rpe) == ("watch.fit", 8.0, 4)
    assert (duplicate.filled, duplicate.differs) == (("rpe",), "")


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({}, True),
        ({"start": SEVEN + timedelta(minutes=4)}, True),
        ({"start": SEVEN.astimezone(AMSTERDAM)}, True),
        ({"start": SEVEN + timedelta(minutes=20)}, True),
        ({"start": SEVEN + timedelta(minutes=30)}, False),
        ({"start": SEVEN + timedelta(hours=1)}, False),
        ({"start": clock(2026, 11, 20, 7, 0)}, True),
        ({"start": clock(2026, 11, 20, 8, 0, 20)}, True),
        ({"start": clock(2026, 11, 20, 8, 7)}, False),
        ({"start": clock(2026, 11, 20, 8, 0), "km": 12.0}, False),
        ({"start": None}, True),
        ({"start": None, "km": 9.0}, False),
        ({"start": None, "km": None, "minutes": None}, False),
        ({"start": None, "day": DAY + timedelta(days=1)}, False),
    ],
)
def test_what_is_the_same(change: dict[str, object], is_same: bool) -> None:
    other = evolve(LIST, **change)
    assert same(WATCH, other) is is_same
    assert same(other, WATCH) is is_same


def test_a_list_tells_its_own_sessions_apart_but_for_copies() -> None:
    assert not same(LIST, evolve(LIST, source="activities.csv:9", km=4.0))
    assert not same(LIST, evolve(LIST, source="activities.csv:9", start=None))
    assert same(LIST, evolve(LIST, source="activities.csv:9", km=8.1))


def test_a_run_is_no_ride_but_may_be_what_an_empty_stub_was() -> None:
    assert not same(WATCH, Training(DAY, "strength", minutes=30, start=SEVEN, source="list.csv:1"))
    stub = Training(DAY, "unnamed", start=SEVEN, source="intervals.json")
    for order in ([WATCH, stub], [stub, WATCH]):
        (kept,), _ = merge(order)
        assert kept == WATCH


def test_one_session_by_two_names_is_what_says_more() -> None:
    other = Training(DAY, "cross", "Other", minutes=44, start=SEVEN, source="a.tcx")
    strength = Training(
        DAY, "strength", "Weight Training", minutes=45, start=SEVEN.astimezone(AMSTERDAM), source="b.fit"
    )
    for order in ([other, strength], [strength, other]):
        (kept,), _ = merge(order)
        assert kept == strength
    assert merge([other, WATCH])[0] == (WATCH,)


def test_equal_runs_of_one_day_in_one_file_are_two() -> None:
    for place in ("runs.json, item {}", "mine.json, runs item {}", "runs.csv:{}", "multi.fit, session {}"):
        alike = [Run(DAY, km=5, minutes=30, source=place.format(number)) for number in (1, 2)]
        assert len(merge(alike)[0]) == 2


def test_a_day_that_is_known_goes_before_one_in_utc() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    listed = evolve(LIST, start=late, kind="easy")
    watch = evolve(WATCH, heart=None, day=DAY + timedelta(days=1), start=late.astimezone(AMSTERDAM))
    (kept,), _ = merge([listed, watch])
    assert (kept.day, kept.source) == (watch.day, LIST.source)


def test_two_that_cannot_both_be_right_are_named() -> None:
    _, (duplicate,) = merge([WATCH, evolve(LIST, km=12.5)])
    assert duplicate.differs in ("8 km and 12.5 km", "12.5 km and 8 km")


runs = st.builds(
    Run,
    day=st.just(DAY),
    km=st.none() | st.floats(3, 20),
    minutes=st.none() | st.floats(20, 90),
    start=st.none() | st.integers(0, 600).map(lambda minutes: SEVEN + timedelta(minutes=minutes)),
    source=st.sampled_from(["a.csv:1", "a.csv:2", "b.csv:1", "c.fit"]),
)


@given(st.lists(runs, max_size=6))
def test_nothing_is_lost_and_nothing_stays_twice(sessions: list[Run]) -> None:
    kept, duplicates = merge(sessions)
    assert len(kept) + len(duplicates) == len(sessions)
    assert sorted(one.source for one in sessions) == sorted(
        [*(one.source for one in kept), *(one.dropped for one in duplicates)]
    )
