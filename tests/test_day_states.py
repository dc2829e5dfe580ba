"""The four states of a day, and that no two of them are ever merged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.errors import FactsError
from runrest.logs.day_states import STATES, DayState, daily_loads, day_states
from runrest.logs.runs import Run, RunLog
from runrest.logs.trainings import Training

ON = date(2026, 11, 22)


def back(days: int) -> date:
    return ON - timedelta(days=days)


def states(log: RunLog, oldest: int, newest: int = 1, gap_days: int = 30) -> list[str]:
    return [one.state for one in day_states(log, back(oldest), back(newest), gap_days, ON)]


def state(log: RunLog, days: int, **more: int) -> DayState:
    [found] = day_states(log, back(days), back(days), on=ON, **more)
    return found


known = st.builds(
    Run, day=st.integers(-5, 80).map(back), minutes=st.floats(1, 300), rpe=st.floats(0, 10), km=st.floats(1, 40)
)
some = st.builds(
    Run, day=st.integers(-5, 80).map(back), minutes=st.none() | st.floats(1, 300), rpe=st.none() | st.floats(0, 10)
)
others = st.builds(
    Training,
    day=st.integers(-5, 80).map(back),
    sport=st.sampled_from(["strength", "cross", "unnamed"]),
    minutes=st.none() | st.floats(1, 300),
    rpe=st.none() | st.floats(0, 10),
)
logs = st.builds(RunLog, st.lists(some, max_size=12), st.lists(others, max_size=6))


def test_the_four_states() -> None:
    log = RunLog([Run(back(4), minutes=40, rpe=3), Run(back(2), km=8, source="runs.csv:3")])
    assert states(log, 5, 1) == ["pre-history", "value", "rest", "unknown", "rest"]
    assert state(log, 4).load == 120
    assert state(log, 3).load == 0
    assert state(log, 2) == DayState(
        back(2), "unknown", None, f"the run of {back(2)} (runs.csv:3) has neither effort nor minutes", ("runs.csv:3",)
    )
    assert state(log, 5).reason == f"the log begins on {back(4)}"


def test_an_empty_log_is_all_pre_history() -> None:
    assert states(RunLog(), 3) == ["pre-history"] * 3


def test_strength_and_other_training_with_effort_and_minutes_have_a_load_too() -> None:
    day = [Training(back(1), "strength", minutes=30, rpe=6), Training(back(1), "cross", minutes=60, rpe=2)]
    log = RunLog([Run(back(1), minutes=50, rpe=4)], day)
    assert state(log, 1).load == 30 * 6 + 60 * 2 + 50 * 4
    assert state(RunLog(log.runs, [*day, Training(back(1), "cross", minutes=60, source="x.csv:2")]), 1).reason == (
        f"the session of {back(1)} (x.csv:2) has no effort"
    )


def test_a_session_of_which_nothing_is_known_is_unknown_not_rest() -> None:
    log = RunLog([Run(back(9), minutes=40, rpe=3)], [Training(back(2), "unnamed")])
    assert state(log, 2).state == "unknown"


def test_an_effort_of_nought_is_known_and_a_missing_one_is_not() -> None:
    assert state(RunLog([Run(back(1), minutes=40, rpe=0)]), 1) == DayState(back(1), "value", 0.0)
    assert state(RunLog([Run(back(1), minutes=40)]), 1).load is None


@pytest.mark.parametrize(("gap_days", "within"), [(29, "unknown"), (30, "rest"), (31, "rest")])
def test_a_longer_silence_than_the_parameter_is_a_gap(gap_days: int, within: str) -> None:
    log = RunLog([Run(back(35), minutes=40, rpe=3), Run(back(5), minutes=40, rpe=3)])
    assert set(states(log, 34, 6, gap_days)) == {within}
    assert state(log, 35, gap_days=gap_days).state == state(log, 5, gap_days=gap_days).state == "value"


@pytest.mark.parametrize(("days", "end"), [(30, "rest"), (31, "unknown")])
def test_the_same_holds_at_the_end_of_the_log(days: int, end: str) -> None:
    log = RunLog([Run(back(days), minutes=40, rpe=3)])
    assert state(log, 1).state == end
    assert state(log, days).state == "value"
    assert ("days ago, and may be out of date" in state(log, 1).reason) is (end == "unknown")


def test_any_activity_keeps_a_log_alive() -> None:
    log = RunLog([Run(back(50), minutes=40, rpe=3)], [Training(back(25))])
    assert set(states(log, 24)) == {"rest"}


def test_no_state_looks_into_the_future() -> None:
    log = RunLog([Run(back(40), minutes=40, rpe=3), Run(back(2), minutes=40, rpe=3)])
    [early] = day_states(log, back(30), back(30), on=back(29))
    assert early.state == "rest"
    assert state(log, 30).state == "unknown"
    [after] = day_states(log, back(1), back(1), on=back(5))
    assert (after.state, after.load) == ("unknown", None)


@pytest.mark.parametrize("gap_days", [0, -1, 2.5, True])
def test_an_impossible_gap_is_refused(gap_days: int) -> None:
    with pytest.raises(FactsError, match="gap_days"):
        day_states(RunLog(), back(1), ON, gap_days)


@given(logs, st.integers(1, 60))
def test_a_load_is_there_exactly_where_it_is_known(log: RunLog, gap_days: int) -> None:
    for one in day_states(log, back(90), back(1), gap_days, ON):
        assert one.state in STATES
        assert (one.load is None) == (one.state in ("unknown", "pre-history"))
        assert bool(one.reason) == (one.load is None)
        assert (one.state == "rest") <= (one.load == 0)


@given(logs, st.integers(1, 60))
def test_daily_loads_are_the_loads_of_the_states(log: RunLog, gap_days: int) -> None:
    found = [one.load for one in reversed(day_states(log, back(90), back(1), gap_days, ON))]
    assert daily_loads(log, ON, 90, gap_days) == found


@given(st.lists(known, max_size=12), st.integers(1, 29))
def test_one_more_rest_day_never_makes_a_load_unknown(runs: list[Run], days: int) -> None:
    """Up to a gap, time that passes without training takes nothing away of what was known."""
    log = RunLog([*runs, Run(ON, minutes=30, rpe=3)])
    before = day_states(log, back(90), ON, on=ON)
    after = day_states(log, back(90), ON, on=ON + timedelta(days=days))
    assert before == after


@given(logs)
def test_an_unknown_effort_never_becomes_a_load_of_nought(log: RunLog) -> None:
    for session in (*log.runs, *log.trainings):
        if (session.rpe is None or session.minutes is None) and session.day < ON:
            assert state(log, (ON - session.day).days).load is None


@given(logs, st.randoms())
def test_order_changes_nothing(log: RunLog, chance: object) -> None:
    runs, trainings = list(log.runs), list(log.trainings)
    chance.shuffle(runs)  # type: ignore[attr-defined]
    chance.shuffle(trainings)  # type: ignore[attr-defined]
    first, second = (
        [(one.state, one.load) for one in day_states(some, back(90), back(1), on=ON)]
        for some in (log, RunLog(runs, trainings))
    )
    assert first == second


@given(logs, st.lists(some, max_size=4))
def test_more_sessions_never_turn_a_day_of_training_into_rest(log: RunLog, more: list[Run]) -> None:
    fuller = RunLog([*log.runs, *more], log.trainings)
    pairs = zip(day_states(log, back(90), back(1), on=ON), day_states(fuller, back(90), back(1), on=ON), strict=True)
    for before, after in pairs:
        assert not (before.state in ("value", "unknown") and before.places and after.state == "rest")
        assert (before.state == "value") <= (after.state in ("value", "unknown"))
