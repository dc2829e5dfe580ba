"""Moving a session: the earliest day that breaks nothing, or plainly none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import MONDAY, plan_of, sessions_of

from runrest.errors import UnknownNameError
from runrest.loading import decide, load
from runrest.logs.runs import Run, RunLog
from runrest.plans.moving import earliest_date, find_move, suggest_move
from runrest.plans.plan_rules import spacing_rules
from runrest.plans.sessions import Session
from runrest.plans.spacing import count_breaches
from runrest.plans.training_plan import TrainingPlan

if TYPE_CHECKING:
    from runrest.decision import Decision

RULES = spacing_rules()


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def first(plan: TrainingPlan, kind: str, number: int) -> Session:
    return next(session for session in plan.of_day(day(number)) if session.kind == kind)


@pytest.mark.parametrize(
    ("words", "kind", "at", "to"),
    [
        ("t i - - -", "intervals", 1, 2),
        ("t i e l - -", "intervals", 1, 5),
        ("l t - e e", "tempo", 1, 2),
        ("s s - - -", "strength", 1, 2),
        ("es t e s - l -", "strength", 0, 6),
        ("s t", "strength", 0, None),
        ("l R e e e", "race", 1, None),
        ("t i - l - t - i - l", "intervals", 1, None),
    ],
)
def test_the_earliest_day(words: str, kind: str, at: int, to: int | None) -> None:
    plan = plan_of(words)
    found = earliest_date(plan, first(plan, kind, at), RULES)
    assert found == (None if to is None else day(to))


def test_an_easy_run_changes_places_and_is_named() -> None:
    plan = plan_of("l t e e -")
    move = find_move(plan, first(plan, "tempo", 1), RULES)
    assert move.to == day(2)
    assert move.plan is not None
    assert [session.kind for session in move.plan.sessions] == ["long", "easy", "tempo", "easy", "rest"]
    assert str(move) == (
        "Move the tempo run of Tue 2026-11-24 to Wed 2026-11-25: it is the first day that keeps to the rules."
        " The easy run of that day can take its place."
    )


def test_why_not_sooner_is_said() -> None:
    plan = plan_of("es t e s - l -")
    words = str(find_move(plan, first(plan, "strength", 0), RULES))
    assert "not Tue: tempo run that day; Wed and Thu: ST2; Fri: ST2, ST3; Sat: long run that day" in words
    none = find_move(plan_of("s t"), plan_of("s t").sessions[0], RULES)
    assert str(none).startswith(
        "No other day for the strength of Mon 2026-11-23: no day within 7 days keeps to the rules"
    )
    assert "the plan ends on Tue 2026-11-24" in str(none)


def test_not_before() -> None:
    plan = plan_of("t i - - - -")
    assert earliest_date(plan, first(plan, "intervals", 1), RULES, not_before=day(4)) == day(4)


def test_a_session_of_another_plan() -> None:
    with pytest.raises(UnknownNameError, match="long of 2026-11-23"):
        find_move(plan_of("t i"), Session(day(0), "long"), RULES)


@given(sessions_of(12), st.integers(0, 11))
@settings(max_examples=150, deadline=None)
def test_moving_never_makes_a_breach_and_finds_the_earliest(words: str, number: int) -> None:
    plan = plan_of(words)
    for session in plan.of_day(day(number)):
        if session.kind in ("rest", "race"):
            continue
        move = find_move(plan, session, RULES)
        before = count_breaches(plan, RULES)
        if move.to is not None:
            assert move.plan is not None
            assert session.day < move.to <= min(day(11), session.day + timedelta(days=7))
            assert not count_breaches(move.plan, RULES) - before
            kinds = sorted(one.kind for one in plan.sessions if one.kind != "rest")
            assert sorted(one.kind for one in move.plan.sessions if one.kind != "rest") == kinds
        # Where the day has nothing else, a plain try by hand must not find an earlier one.
        last = min(11, number + 7)
        for at in range(number + 1, last + 1):
            if plan.of_day(day(at))[0].kind != "rest":
                continue
            tried = plan.without(session).plus(evolve(session, day=day(at)))
            if not count_breaches(tried, RULES) - before:
                assert move.to is not None
                assert move.to <= day(at)
                break


# ------------------------------------------------------------------ from today's decision

TREE = """
title = "Spacing"
start = "since"
version = "1.0"
[questions.since]
signal = "hours_since_hard"
because = "A test."
evidence = [{ rule = "%s", source = "STAN13", link = "C", cutoff = "C" }]
[questions.since.branches]
"< 48, unknown" = "easy"
">= 48" = "go"
[advice.easy]
caps = { intensity = "easy" }
say = "Easy."
%s
[advice.go]
say = "Go."
"""


def decision_of(plan: TrainingPlan, on: date, hours: float, rule: str = "LD8", wait: str = "") -> Decision:
    tree = load(TREE % (rule, wait), proven=False)
    return decide(tree, {**plan.on(on).facts(), "hours_since_hard": hours}, on)


def test_a_hard_run_too_soon_gets_another_day() -> None:
    plan = plan_of("l t - e e")
    move = suggest_move(decision_of(plan, day(1), 24), plan, day(1), RULES)
    assert move is not None
    assert move.to == day(2)


def test_nothing_is_moved_where_nothing_is_taken_away() -> None:
    plan = plan_of("l - t e e")
    assert suggest_move(decision_of(plan, day(2), 48), plan, day(2), RULES) is None
    plan = plan_of("l e t e e")
    assert suggest_move(decision_of(plan, day(1), 24), plan, day(1), RULES) is None


def test_what_is_held_back_for_another_reason_is_not_made_up_for() -> None:
    plan = plan_of("l t - e e")
    decision = decision_of(plan, day(1), 24, rule="RD6")
    assert suggest_move(decision, plan, day(1), RULES) is None


def test_the_hours_of_the_advice_are_waited_for() -> None:
    """They count from the last hard session, as the advice says it: a runner of 60 waits three days from it."""
    plan = plan_of("l t - - - e e")
    decision = decision_of(plan, day(1), 24, wait="not_before_h = 72")
    move = suggest_move(decision, plan, day(1), RULES)
    assert move is not None
    assert move.to == day(3)


def today(plan: TrainingPlan, on: date, **facts: object) -> Decision:
    return decide("session_adjustment", {"experience_months": 60, **plan.facts(on), **facts}, on)


def test_the_shipped_trees_hold_back_and_the_plan_gives_another_day() -> None:
    plan = plan_of("l t - e e e")
    decision = today(plan, day(1), hours_since_hard=24, hard_7d=1)
    move = suggest_move(decision, plan, day(1), RULES)
    assert decision.label == "EASE"
    assert move is not None
    assert move.to == day(2)
    older = suggest_move(today(plan, day(1), hours_since_hard=24, hard_7d=1, age=64), plan, day(1), RULES)
    assert older is not None
    assert older.to == day(3)


def test_a_novice_moves_by_a_novice_s_number() -> None:
    plan = plan_of("t - l - i - - - - - e")
    move = suggest_move(today(plan, day(4), hours_since_hard=48, hard_7d=2, experience_months=5), plan, day(4), RULES)
    assert move is not None
    assert move.to == day(7)


@pytest.mark.parametrize(
    ("words", "at", "facts", "to"),
    [
        ("e s t e e e -", 1, {}, 3),
        ("s s - - e e", 1, {"days_since_strength": 1, "strength_7d": 1}, 2),
        ("s - s - s - - - e", 4, {"days_since_strength": 2, "strength_7d": 2}, 7),
    ],
)
def test_strength_that_stands_badly_gets_another_day(words: str, at: int, facts: dict[str, object], to: int) -> None:
    plan = plan_of(words)
    decision = today(plan, day(at), **facts)
    move = suggest_move(decision, plan, day(at), RULES)
    assert decision.label in ("SWAP", "RECOVERY")
    assert move is not None
    assert move.to == day(to)


def test_sore_legs_are_no_matter_of_spacing() -> None:
    plan = plan_of("e s t e e e -")
    assert suggest_move(today(plan, day(1), soreness=6, days_to_next_hard=3), plan, day(1), RULES) is None


def test_the_phase_of_the_day_s_strength_is_told() -> None:
    plan = TrainingPlan([Session(day(0), "strength", phase="foundation"), Session(day(1), "tempo")])
    assert plan.facts(day(0))["strength_phase"] == "foundation"
    assert suggest_move(today(plan, day(0)), plan, day(0), RULES) is None


def test_what_was_done_counts_for_more_than_what_was_planned() -> None:
    plan = plan_of("e t - - e e")
    log = RunLog([Run(day(-1), km=9, kind="easy"), Run(day(0), km=12, rpe=8)])
    decision = decision_of(plan, day(1), 0)
    without = suggest_move(decision, plan, day(1), RULES)
    move = suggest_move(decision, plan, day(1), RULES, log)
    assert without is not None
    assert move is not None
    assert without.to == move.to == day(3)  # the answer itself says that the last hard session is 0 hours ago


def test_the_plan_of_a_day() -> None:
    plan = TrainingPlan(
        [
            Session(day(0), "easy", km=8),
            Session(day(0), "strength"),
            Session(day(1), "moderate", km=9, minutes=50),
            Session(day(3), "race", km=10, priority="B"),
            Session(day(6), "rest"),
        ]
    )
    assert plan.on(day(0)).facts() == {
        "planned_type": "easy",
        "planned_km": 8,
        "days_to_race": 3,
        "race_priority": "B",
        "days_to_next_hard": 3,
        "strength_order": "run_first",
    }
    assert plan.on(day(1)).planned_type == "tempo"  # never as an easy run: a cap of easy must still ease it
    assert plan.on(day(2)).planned_type == "rest"
    assert plan.on(day(3)).days_to_race == 0
    assert plan.on(day(4)).days_to_next_hard == 3
    assert plan.on(day(6)).days_to_next_hard is None
    assert plan.on(day(7)).facts() == {}
    assert plan.on(day(-1)).facts() == {}


def test_a_moderate_run_is_eased_by_a_cap_of_easy() -> None:
    plan = plan_of("e m e")
    assert decide("rest_timing/fatigue", {**plan.on(day(1)).facts(), "fatigue": 6}).label != "AS_PLANNED"
    assert decision_of(plan, day(1), 24).label == "EASE"


def test_next_week_s_kilometres() -> None:
    plan = plan_of("e e e - e - l e e e - e - l", km=10)
    assert plan.on(day(6)).week_km_next == 50
    assert plan.on(day(7)).week_km_next is None
    assert plan_of("e e e - e - l e e e - e - l").on(day(6)).week_km_next is None
