"""What a log of runs shows on a day, and what it must leave unknown."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.athlete import Athlete, Profile
from runrest.errors import FactsError
from runrest.logs.gaps import gaps
from runrest.logs.hard_sessions import hardness
from runrest.logs.lookback import Lookback
from runrest.logs.races import looks_like_a_race
from runrest.logs.runs import RUN_KINDS, Run, RunLog
from runrest.logs.training_load import Comeback, binding_comeback, findings, last_race, log_findings
from runrest.logs.trainings import Heart, Training

ON = date(2026, 11, 22)


def ago(days: int, **known: object) -> Run:
    return Run(ON - timedelta(days=days), **known)  # type: ignore[arg-type]


def facts(*runs: Run, **rest: object) -> dict[str, object]:
    return dict(findings(RunLog(runs, **rest), ON))  # type: ignore[arg-type]


amounts = st.none() | st.floats(0.1, 90)
runs = st.builds(
    Run,
    day=st.integers(-10, 120).map(lambda days: ON - timedelta(days=days)),
    km=amounts,
    minutes=amounts,
    rpe=st.none() | st.floats(0, 10),
    kind=st.none() | st.sampled_from(sorted(RUN_KINDS)),
)
others = st.builds(
    Training,
    day=st.integers(-5, 60).map(lambda days: ON - timedelta(days=days)),
    sport=st.sampled_from(["strength", "cross", "unnamed"]),
    minutes=amounts,
    rpe=st.none() | st.floats(0, 10),
)
logs = st.builds(RunLog, st.lists(runs, max_size=12), st.lists(others, max_size=5))


def why(log: RunLog, signal: str, **more: Any) -> str:
    """Give the reason of a signal that is unknown."""
    finding = log_findings(Lookback(log, ON, **more))[signal]
    assert finding.value is None
    return finding.why


def unnamed(days: int) -> Training:
    """Make a session of which a service says nothing but that it was."""
    return Training(ON - timedelta(days=days), "unnamed", source=f"stubs.json:{days}")


def test_nothing_known_is_nothing_said() -> None:
    assert facts() == {}


@pytest.mark.parametrize(("days", "seen"), [(0, False), (1, True), (30, True), (31, False)])
def test_longest_run_is_of_the_thirty_days_before(days: int, seen: bool) -> None:
    assert ("longest_run_30d" in facts(ago(days, km=12))) is seen


def test_longest_run_without_any_distance_is_unknown_and_noted() -> None:
    log = RunLog([ago(3, minutes=50, source="log.csv:7")])
    assert why(log, "longest_run_30d") == "the run of 2026-11-19 (log.csv:7) has no distance"
    assert any("log.csv:7" in note and "without a distance" in note for note in gaps(log, ON))


def test_a_month_without_running_is_noted_not_zero() -> None:
    log = RunLog([ago(40, km=10, kind="easy")])
    found = findings(log, ON)
    assert "longest_run_30d" not in found
    assert found["days_off"] == 40
    assert not {"hard_7d", "week_km_prev", "ran_yesterday"} & set(found)
    assert "40 days ago" in " ".join(gaps(log, ON))


def test_days_off_is_zero_after_a_run_today() -> None:
    assert facts(ago(0, km=5))["days_off"] == 0


@pytest.mark.parametrize(
    ("run", "hard"),
    [
        ({"kind": "tempo"}, True),
        ({"kind": "long", "rpe": 2}, True),
        ({"rpe": 5}, True),
        ({"rpe": 4.9}, False),
        ({"kind": "easy"}, False),
        ({"kind": "recovery", "rpe": 8}, True),
        ({"rpe": 0}, False),
        ({"km": 10, "minutes": 50}, None),
    ],
)
def test_what_makes_a_run_hard(run: dict[str, object], hard: bool | None) -> None:
    assert ago(1, **run).hard is hard


def test_hours_since_hard_counts_whole_days() -> None:
    assert facts(ago(2, kind="intervals"), ago(1, kind="easy"))["hours_since_hard"] == 48


def test_a_later_run_of_unknown_effort_hides_the_last_hard_one() -> None:
    assert "hours_since_hard" not in facts(ago(3, kind="race"), ago(1, km=6))
    assert facts(ago(3, km=6), ago(1, kind="race"))["hours_since_hard"] == 24


def test_a_log_of_only_easy_runs_counts_from_its_first_day() -> None:
    assert facts(ago(10, kind="easy"), ago(1, rpe=2))["hours_since_hard"] == 240
    assert "hours_since_hard" not in facts(ago(10, km=8), ago(1, rpe=2))


def test_a_log_of_decades_stays_within_the_vocabulary() -> None:
    found = facts(ago(9000, kind="race", km=600), ago(1, kind="easy", km=300))
    assert (found["hours_since_hard"], found["days_since_race"], found["last_race_km"]) == (2000, 3650, 500)
    assert (found["longest_run_30d"], found["break_days"], found["return_share"]) == (250, 3650, 1 / 8999)


def test_hard_days_are_days_not_sessions() -> None:
    found = facts(ago(8, rpe=9), ago(7, rpe=9), ago(3, kind="tempo"), ago(3, kind="race"), ago(0, rpe=6))
    assert found["hard_7d"] == 2


def test_a_steady_week_never_counts_a_weekday_twice() -> None:
    steady = [ago(days, rpe=7) for days in (2, 4, 7, 9, 11, 14)]
    assert facts(*steady)["hard_7d"] == 2


@pytest.mark.parametrize("unclear", [0, 3, 6])
def test_hard_days_are_unknown_with_an_unclear_run_among_them(unclear: int) -> None:
    assert "hard_7d" not in facts(ago(9, rpe=3), ago(unclear, km=5))


def test_a_log_younger_than_a_week_does_not_know_the_week() -> None:
    log = RunLog([ago(6, km=8, rpe=6), ago(2, km=8, rpe=3)])
    assert not {"hard_7d", "week_km_prev"} & set(findings(log, ON))
    assert any("too late to know the week" in note for note in gaps(log, ON))


def test_week_km_adds_the_seven_days_before() -> None:
    found = facts(ago(8, km=50), ago(7, km=10), ago(1, km=5.5), ago(0, km=30))
    assert found["week_km_prev"] == 15.5
    assert "week_km_prev" not in facts(ago(8, km=50), ago(3, minutes=30))


def test_a_week_without_running_inside_a_live_log_is_a_real_zero() -> None:
    found = facts(ago(9, km=12, rpe=3))
    assert (found["week_km_prev"], found["hard_7d"], found["ran_yesterday"]) == (0, 0, False)


def test_strength_is_unknown_unless_the_log_ever_holds_it() -> None:
    assert not {"strength_7d", "days_since_strength"} & set(facts(ago(9, km=8)))
    days = (ON - timedelta(days=2), ON - timedelta(days=2), ON - timedelta(days=20))
    found = facts(ago(9, km=8), trainings=[Training(day, "strength") for day in days])
    assert (found["strength_7d"], found["days_since_strength"]) == (1, 2)


def test_last_race() -> None:
    found = facts(ago(30, kind="race", km=21.1), ago(4, kind="race", km=10))
    assert (found["days_since_race"], found["last_race_km"]) == (4, 10)
    assert not {"days_since_race", "last_race_km"} & set(facts(ago(4, km=10, rpe=10)))
    assert "last_race_km" not in facts(ago(4, kind="race"))


def test_a_short_race_does_not_hide_a_marathon() -> None:
    race = last_race(RunLog([ago(9, kind="race", km=42.2), ago(3, kind="race", km=5)]), ON)
    assert race is not None
    assert race.km == 42.2


@pytest.mark.parametrize(
    ("days", "comeback"),
    [
        ([1], None),
        ([6, 1], Comeback(0, 1.0)),
        ([7, 1], Comeback(6, 1 / 6)),
        ([20, 6], Comeback(14, 6 / 14)),
        ([28, 14], Comeback(0, 1.0)),
        ([27, 13], Comeback(14, 13 / 14)),
        ([70, 10, 9, 2], Comeback(60, 10 / 60)),
        ([70, 10, 2], Comeback(60, 10 / 60)),
        ([40, 30, 8, 2], Comeback(22, 8 / 22)),
        ([14, 0], Comeback(14, 0.0)),
    ],
)
def test_the_break_that_still_binds(days: list[int], comeback: Comeback | None) -> None:
    found = binding_comeback(RunLog([ago(day) for day in days]), ON)
    assert found == comeback


def test_no_open_break_leaves_the_share_out() -> None:
    found = facts(ago(3), ago(1))
    assert found["break_days"] == 0
    assert "return_share" not in found


def test_other_training_keeps_a_log_alive_but_is_no_run() -> None:
    found = facts(ago(35, km=9, rpe=3), trainings=(Training(ON - timedelta(days=20)), Training(ON - timedelta(days=2))))
    assert (found["days_off"], found["week_km_prev"]) == (35, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"km": 0},
        {"km": -1},
        {"km": float("nan")},
        {"km": True},
        {"km": "8"},
        {"minutes": 1e9},
        {"rpe": 11},
        {"kind": "esay"},
    ],
)
def test_impossible_runs_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(FactsError) as caught:
        ago(1, source="log.csv:3", **wrong)
    assert str(caught.value).startswith("log.csv:3: ")


def test_a_misspelt_kind_gets_a_suggestion() -> None:
    with pytest.raises(FactsError, match="did you mean easy"):
        ago(1, kind="esay")


@given(logs)
def test_the_future_changes_nothing(log: RunLog) -> None:
    assert findings(log, ON) == findings(log.until(ON), ON)


@given(st.lists(runs, max_size=12), st.randoms())
def test_order_changes_nothing(some: list[Run], chance: object) -> None:
    mixed = list(some)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert findings(RunLog(mixed), ON) == findings(RunLog(some), ON)


@given(logs)
def test_every_number_lies_in_its_range(log: RunLog) -> None:
    found = findings(log, ON)
    top: dict[str, float] = {
        "hours_since_hard": 2000,
        "longest_run_30d": 250,
        "hard_7d": 8,
        "return_share": 1,
    }
    for name, value in found.items():
        assert isinstance(value, bool) or 0 <= value <= top.get(name, 3650)  # type: ignore[operator]
    assert found.get("break_days", 0) == 0 or ("return_share" in found and found["break_days"] > 5)  # type: ignore[operator]


@given(logs, runs.filter(lambda run: run.day <= ON))
def test_one_more_run_never_makes_the_longest_shorter_or_the_pause_longer(log: RunLog, more: Run) -> None:
    before, after = findings(log, ON), findings(RunLog([*log, more]), ON)
    assert after.get("longest_run_30d", 0) >= before.get("longest_run_30d", 0)  # type: ignore[operator]
    assert after["days_off"] <= before.get("days_off", 3650)  # type: ignore[operator]


@given(logs)
def test_notes_are_single_sentences(log: RunLog) -> None:
    assert all(note and "\n" not in note for note in gaps(log, ON))


# ------------------------------------------------------------------ gaps in the log


def test_a_month_of_silence_inside_a_log_is_a_gap_not_a_week_of_rest() -> None:
    log = RunLog([ago(34, km=9, kind="easy"), ago(3, km=9, kind="easy")])
    said = "the log has a gap between 2026-10-19 and 2026-11-19"
    assert why(log, "week_km_prev") == why(log, "hard_7d") == said
    assert findings(log, ON, gap_days=31)["week_km_prev"] == 9
    assert said in " ".join(gaps(log, ON))


def test_a_gap_still_counts_as_days_off_and_as_a_break() -> None:
    log = RunLog([ago(80, km=9), ago(40, km=9, kind="tempo"), ago(3, km=9, kind="easy")])
    found = log_findings(Lookback(log, ON))
    assert (found["break_days"].value, found["days_off"].value) == (37, 3)
    assert "counted as a break: the log has a gap" in found["break_days"].why
    trailing = log_findings(Lookback(RunLog([ago(40, km=9)]), ON))["days_off"]
    assert (trailing.value, "40 days ago" in trailing.why) == (40, True)


def test_what_a_gap_hides_may_have_been_hard() -> None:
    log = RunLog([ago(40, km=9, kind="tempo"), ago(3, km=9, kind="easy")])
    found = log_findings(Lookback(log, ON))["hours_since_hard"]
    assert (found.value, found.why[:9]) == (96, "at least:")
    assert why(RunLog([ago(40, km=9, kind="tempo")]), "hours_since_hard").startswith("the log ends on 2026-10-13")


@pytest.mark.parametrize("gap_days", [0, 3651, 30.0, True, None])
def test_an_impossible_gap_is_refused(gap_days: object) -> None:
    with pytest.raises(FactsError, match="gap_days is"):
        Athlete(gap_days=gap_days)  # type: ignore[arg-type]


def test_the_runner_carries_the_length_of_a_gap() -> None:
    runs = [ago(34, km=9, kind="easy"), ago(3, km=9, kind="easy")]
    assert "week_km_prev" not in Athlete(runs=runs).signals(ON)
    assert Athlete(runs=runs, gap_days=40).signals(ON)["week_km_prev"] == 9


# ------------------------------------------------------------------ sessions of which nothing is known

WEEKS = [ago(days, km=8, kind="easy" if days % 3 else "tempo", rpe=4) for days in range(3, 36, 2)]


@pytest.mark.parametrize(
    ("days", "signals"),
    [
        (1, {"days_off", "ran_yesterday", "hours_since_hard", "hard_7d", "week_km_prev"}),
        (2, {"days_off", "hours_since_hard", "hard_7d", "week_km_prev"}),
        (4, {"hard_7d", "week_km_prev"}),
        (0, {"days_off", "hours_since_hard", "hard_7d"}),
        (20, set()),
    ],
)
def test_a_session_that_may_have_been_a_run_leaves_open_what_it_could_change(days: int, signals: set[str]) -> None:
    before, after = findings(RunLog(WEEKS), ON), findings(RunLog(WEEKS, [unnamed(days)]), ON)
    assert set(before) - set(after) == signals
    assert {name: value for name, value in before.items() if name not in signals} == after
    said = {why(RunLog(WEEKS, [unnamed(days)]), name) for name in signals}
    assert said <= {
        f"nothing is known of the session of {ON - timedelta(days=days)} (stubs.json:{days}), which may have been a run"
    }


def test_the_longest_run_is_at_least_the_longest_that_is_known() -> None:
    found = log_findings(Lookback(RunLog(WEEKS, [unnamed(9)]), ON))["longest_run_30d"]
    assert (found.value, found.why[:9]) == (8, "at least:")
    assert "may have been a run" in why(RunLog([ago(40, km=5)], [unnamed(20), unnamed(9)]), "longest_run_30d")


def test_a_session_inside_a_break_may_have_ended_it() -> None:
    runs = [ago(30, km=8), ago(6, km=8), ago(3, km=8)]
    assert findings(RunLog(runs), ON)["break_days"] == 24
    assert "stubs.json:15" in why(RunLog(runs, [unnamed(15)]), "break_days")
    assert findings(RunLog(runs, [unnamed(28)]), ON).get("break_days") is None
    assert findings(RunLog([ago(4, km=8), ago(1, km=8)], [unnamed(2)]), ON)["break_days"] == 0


def test_two_of_which_nothing_is_known_tell_no_more_of_a_break_than_one() -> None:
    """The first alone leaves no break, both leave none, but the second alone would be the first run back."""
    runs = [ago(7, km=8), ago(6, km=8)]
    assert findings(RunLog(runs, [unnamed(1)]), ON)["break_days"] == 0
    assert "stubs.json:0" in why(RunLog(runs, [unnamed(1), unnamed(0)]), "break_days")


@given(logs)
def test_a_break_is_known_where_it_is_the_same_whatever_the_unnamed_were(log: RunLog) -> None:
    unnamed = sorted({one.day for one in log.trainings if one.sport == "unnamed" and one.day <= ON})[:6]
    rest = [one for one in log.trainings if one.sport != "unnamed"]
    log = RunLog(log.runs, [*rest, *(Training(day, "unnamed") for day in unnamed)])
    possible = {
        binding_comeback(RunLog([*log.runs, *(Run(day) for day in some)], rest), ON)
        for count in range(len(unnamed) + 1)
        for some in combinations(unnamed, count)
    }
    certain = binding_comeback(log, ON)
    known = certain is not None and possible == {certain}
    assert log_findings(Lookback(log, ON))["break_days"].known == known


def test_a_session_of_which_nothing_is_known_may_have_been_strength() -> None:
    strength = Training(ON - timedelta(days=4), "strength")
    log = RunLog(WEEKS, [strength, unnamed(2)])
    assert why(log, "strength_7d") == why(log, "days_since_strength")
    earlier = findings(RunLog(WEEKS, [strength, unnamed(9)]), ON)
    assert (earlier["strength_7d"], earlier["days_since_strength"]) == (1, 4)


def test_a_day_that_was_hard_anyway_stays_hard() -> None:
    runs = [*WEEKS, ago(2, kind="race"), ago(2, km=3)]
    assert findings(RunLog(runs), ON)["hard_7d"] == 2
    assert findings(RunLog(runs, [unnamed(2)]), ON)["hard_7d"] == 2


@given(logs, others.filter(lambda one: one.sport == "unnamed"))
def test_one_more_session_of_which_nothing_is_known_adds_no_knowledge(log: RunLog, more: Training) -> None:
    """It may only show that the log is alive; no signal of runs gets another value by it."""
    seen = RunLog(log.runs, [*log.trainings, Training(more.day)])
    before, after = findings(seen, ON), findings(RunLog(log.runs, [*log.trainings, more]), ON)
    assert {name: before.get(name) for name in after} == after


@given(logs, st.integers(1, 60), st.integers(1, 60))
def test_a_shorter_gap_never_makes_more_known(log: RunLog, one: int, other: int) -> None:
    strict, mild = sorted((one, other))
    counted = {"hours_since_hard"}
    few, many = findings(log, ON, gap_days=strict), findings(log, ON, gap_days=mild)
    assert set(few) <= set(many)
    assert {name: many[name] for name in few if name not in counted} == {
        name: value for name, value in few.items() if name not in counted
    }
    assert all(few[name] <= many[name] for name in counted & set(few))  # type: ignore[operator]


@given(logs)
def test_every_signal_has_a_value_or_a_reason(log: RunLog) -> None:
    for name, finding in log_findings(Lookback(log, ON)).items():
        assert finding.known or finding.why, name


# ------------------------------------------------------------------ hard by the heart, and runs like a race


@pytest.mark.parametrize(
    ("heart", "hard"),
    [
        (Heart(seconds_at=[(180, 600)]), True),
        (Heart(seconds_at=[(180, 599)]), None),
        (Heart(seconds_at=[(179, 6000)]), None),
        (Heart(seconds_at=[(185, 300), (195, 300)]), True),
        (Heart(mean=180), True),
        (Heart(mean=120, most=150), None),
        (None, None),
    ],
)
def test_the_heart_only_ever_makes_a_run_hard(heart: Heart | None, hard: bool | None) -> None:
    run = ago(2, km=10, heart=heart)
    assert hardness(run, 200).hard is hard
    assert hardness(run).hard is None
    assert hardness(ago(2, kind="easy", heart=heart), 200).hard is (hard or False)
    assert hardness(ago(2, rpe=2, heart=heart), 200).hard is (hard or False)


def test_the_highest_heart_rate_of_the_profile_is_used() -> None:
    runs = [ago(9, km=8, kind="easy"), ago(2, km=8, heart=Heart(mean=182))]
    assert "hard_7d" not in Athlete(runs=runs).signals(ON)
    assert Athlete(runs=runs, profile=Profile.of(max_hr=200)).signals(ON)["hard_7d"] == 1


@pytest.mark.parametrize(
    ("run", "like"),
    [
        ({"km": 10.2, "rpe": 8}, True),
        ({"km": 42.4, "rpe": 10, "kind": "long"}, True),
        ({"km": 10.2, "rpe": 6.5}, False),
        ({"km": 12, "rpe": 9}, False),
        ({"km": 9.8, "rpe": 9}, False),
        ({"km": 10, "rpe": 9, "kind": "race"}, False),
        ({"km": 10}, False),
    ],
)
def test_a_run_that_looks_like_a_race(run: dict[str, object], like: bool) -> None:
    assert looks_like_a_race(ago(2, **run)) is like
    assert any("looks like a race" in note for note in gaps(RunLog([ago(20, km=5), ago(2, **run)]), ON)) is like
    assert "days_since_race" not in findings(RunLog([ago(2, **run)]), ON) or run.get("kind") == "race"
