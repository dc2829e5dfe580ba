"""Placing strength: whatever is placed keeps to the rules, and where it says there is no place there is none."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import MONDAY, plan_of, runs_of

from runrest.errors import FactsError
from runrest.importing.plans import read_plan
from runrest.plans.making_room import find_shortages
from runrest.plans.plan_rules import spacing_rules, strength_table
from runrest.plans.scheduling import choices_of, graph_of_conflicts, place_strength
from runrest.plans.seasons import Placement, Season, lay_out
from runrest.plans.sessions import Session
from runrest.plans.spacing import find_breaches
from runrest.plans.strength_weeks import phase_of, read_lengths

if TYPE_CHECKING:
    from runrest.plans.training_plan import TrainingPlan

RULES = spacing_rules()
TABLE = (4, 4, 4)
INTENSE = (1, 1, 1)
STRENGTH_RULES = {"ST1", "ST2", "ST3", "ST4"}
SEED = Path(__file__).parent.parent / "docs" / "example" / "seed_week.toml"
DAY = timedelta(days=1)


def placed(words: str, weeks: int = 12, lengths: tuple[int, ...] = TABLE, **how: bool) -> Placement:
    return place_strength(lay_out(plan_of(words), MONDAY, weeks, lengths, **how), RULES)


def weekdays(placement: Placement) -> list[str]:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return [" ".join(names[number % 7] for number in days) for days in placement.chosen]


def strength_breaches(plan: TrainingPlan) -> list[str]:
    return [one.says for one in find_breaches(plan, RULES) if one.rule.id in STRENGTH_RULES and not one.hint]


# ------------------------------------------------------------------ the seed's week


def test_the_seed_s_own_days_come_out_of_its_own_runs() -> None:
    assert set(weekdays(placed("e m e - - l -"))) == {"Mon Thu"}


def test_with_a_tempo_on_tuesday_monday_is_left_alone() -> None:
    season = lay_out(read_plan(SEED), MONDAY, 12, TABLE)
    placement = place_strength(season, RULES)
    assert placement.placed == 24
    assert all("Mon" not in days for days in weekdays(placement))
    assert not strength_breaches(placement.plan())


def test_phases_follow_the_table() -> None:
    sessions = placed("e m e - - l -").sessions()
    assert [one.phase for one in sessions] == ["foundation"] * 8 + ["strength"] * 8 + ["power"] * 8
    assert [phase_of(week, (4, 6)) for week in (3, 4, 9, 10, 30)] == [
        "foundation",
        "strength",
        "strength",
        "power",
        "power",
    ]


def test_the_table_is_the_seed_s() -> None:
    rows = strength_table().rows
    assert [(row.weeks, row.volume, row.least, row.most) for row in rows.values()] == [
        (4, "2-3 x 12-15", 4, 6),
        (4, "3 x 10-12", 6, 8),
        (4, "3 x 8-10", None, None),
    ]
    assert dict(strength_table().own) == {"squat": "3 x 10-15", "calf": "3 x 15-20"}


# ------------------------------------------------------------------ proofs by brute force


def legal(season: Season, days: tuple[int, ...]) -> bool:
    """Ask the check itself whether strength on these days keeps to every rule, and the seed about hard days."""
    plan = season.runs
    for number in days:
        plan = plan.plus(Session(season.day(number), "strength", phase=season.phase(number // 7)))
    on_hard_day = any(session.hard for number in days for session in season.runs.of_day(season.day(number)))
    return not on_hard_day and not strength_breaches(plan)


@given(runs_of(7), st.sampled_from([TABLE, (4, 6), INTENSE]))
@settings(max_examples=30, deadline=None)
def test_what_is_placed_passes_the_check(words: str, lengths: tuple[int, ...]) -> None:
    for after_hard in (False, True):
        placement = placed(words, 12, lengths, after_hard=after_hard)
        assert not strength_breaches(placement.plan())
        hints = [one for one in find_breaches(placement.plan(), RULES) if one.hint and one.rule.id == "ST4"]
        assert after_hard or not hints


@given(runs_of(7), st.booleans())
@settings(max_examples=30, deadline=None)
def test_no_legal_place_in_a_week_is_true(words: str, intense: bool) -> None:
    """Every two days are tried, in every week the same: where none is legal, no week gets its two, and vice versa."""
    weeks = 3
    lengths = (1, 1) if intense else (weeks, 1)
    season = lay_out(plan_of(words), MONDAY, weeks + 1, lengths)
    first = 1 if intense else 0
    held = [
        pair
        for pair in combinations(range(7), 2)
        if legal(season, tuple(number + 7 * week for week in range(first, first + 2) for number in pair))
    ]
    placement = place_strength(season, RULES)
    assert bool(held) == (not {1, 2} & set(placement.lacking) if intense else 0 not in placement.lacking)


@given(runs_of(14), st.sampled_from([(1, 1), (2, 1), (2, 2)]))
@settings(max_examples=25, deadline=None)
def test_no_way_to_place_holds_more(words: str, lengths: tuple[int, ...]) -> None:
    plan = plan_of(words)
    season = lay_out(plan, MONDAY, 2, lengths)
    weeks = [
        [days for count in range(3) for days in combinations(range(7 * week, 7 * week + 7), count)] for week in (0, 1)
    ]
    alone = [[days for days in choices if legal(season, days)] for choices in weeks]
    most = max(len(one + other) for one, other in product(*alone) if legal(season, one + other))
    assert place_strength(season, RULES).placed == most


@given(runs_of(21))
@settings(max_examples=20, deadline=None)
def test_the_chosen_days_are_an_independent_set_of_the_conflicts(words: str) -> None:
    season = lay_out(plan_of(words), MONDAY, 3, INTENSE)
    choices = [choices_of(season, week, RULES) for week in range(3)]
    graph = graph_of_conflicts(choices, RULES)
    chosen = list(enumerate(place_strength(season, RULES).chosen))
    assert set(chosen) <= set(graph)
    assert not graph.subgraph(chosen).edges
    assert not any(graph.has_edge(*pair) for pair in product(choices[0], choices[2]))


@given(runs_of(7))
@settings(max_examples=20, deadline=None)
def test_placing_is_the_same_each_time(words: str) -> None:
    assert placed(words).chosen == placed(words).chosen


# ------------------------------------------------------------------ what is preferred


def test_easy_days_go_before_moderate_ones() -> None:
    assert set(weekdays(placed("m e m m e m m", lengths=INTENSE))) == {"Tue Fri"}


def test_foundation_leaves_the_day_before_hard_runs_alone_where_it_can() -> None:
    assert weekdays(placed("e t e e - l -", 4))[0] == "Wed Sun"


def test_a_day_stays_free_where_it_can() -> None:
    assert "Sun" not in " ".join(weekdays(placed("e e e e e e -")))


def test_strength_takes_the_place_of_a_rest_row_and_follows_a_run() -> None:
    plan = placed("e m e - - l -", 1).plan()
    assert [session.kind for session in plan.of_day(MONDAY)] == ["easy", "strength"]
    assert [session.kind for session in plan.of_day(MONDAY + 3 * DAY)] == ["strength"]


def test_a_start_in_the_middle_of_a_week() -> None:
    season = lay_out(plan_of("e m e - - l -"), MONDAY + 2 * DAY, 3, TABLE)
    placement = place_strength(season, RULES)
    assert placement.placed == 6
    assert all(session.day >= MONDAY + 2 * DAY for session in placement.plan().sessions)


# ------------------------------------------------------------------ no place, and what would make one

CROWDED = "e i e t e e l"


def test_a_crowded_week_says_so_and_what_would_help() -> None:
    plan = plan_of(CROWDED)
    placement = placed(CROWDED)
    (only,) = find_shortages(plan, placement, RULES)
    assert (only.weeks, only.found) == (tuple(range(4, 12)), 1)
    assert only.change == "make the tempo run of Thu an easy run"
    assert only.after_hard
    assert "the day before the intervals (ST3)" in str(only)
    eased = placed("e i e e e e l")
    assert not eased.lacking
    assert not placed(CROWDED, after_hard=True).lacking


def test_moving_a_session_goes_before_easing_it() -> None:
    words = "- i - - - l l"
    (only, *_) = find_shortages(plan_of(words), placed(words, lengths=INTENSE), RULES)
    assert only.change == "move the intervals from Tue to Wed, the two days changing places"


@given(runs_of(7))
@settings(max_examples=25, deadline=None)
def test_the_change_that_is_named_does_make_room(words: str) -> None:
    plan = plan_of(words)
    placement = placed(words, 6, INTENSE)
    for shortage in find_shortages(plan, placement, RULES):
        if not shortage.change:
            continue
        changed = apply(words, shortage.change)
        assert shortage.weeks[0] not in placed(changed, 6, INTENSE).lacking
        assert placed(changed, 6, INTENSE).placed > placement.placed


def apply(words: str, change: str) -> str:
    """Do to the words what the sentence says."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    days = words.split()
    named = [names.index(word.rstrip(",")) for word in change.split() if word.rstrip(",") in names]
    if change.startswith("move"):
        one, other = named
        days[one], days[other] = days[other], days[one]
    else:
        days[named[0]] = "".join("e" if letter in "lti" else letter for letter in days[named[0]])
    return " ".join(days)


def test_a_block_names_the_dates() -> None:
    words = f"{CROWDED} e e e - e e l"
    placement = placed(words, 2, INTENSE[:2])
    assert placement.lacking == ()
    placement = placed(f"{words} {CROWDED}", 3, INTENSE)
    (only,) = find_shortages(plan_of(f"{words} {CROWDED}"), placement, RULES)
    assert only.weeks == (2,)
    assert "2026-12-" in only.change


def test_a_week_of_races_has_no_place_and_no_change() -> None:
    words = "R R R R R R R"
    (only, *_) = find_shortages(plan_of(words), placed(words), RULES)
    assert (only.found, only.change, only.after_hard) == (0, "", False)


# ------------------------------------------------------------------ what cannot be asked


@pytest.mark.parametrize("text", ["", "4", "4,4,4,4", "0,4,4", "4,x", "-1,2", "4,4,1000", "²,4"])
def test_phase_lengths_that_are_none(text: str) -> None:
    with pytest.raises(FactsError):
        read_lengths(text)


def test_a_block_must_hold_the_weeks() -> None:
    block = plan_of("e e e e e e l " * 3)
    with pytest.raises(FactsError, match="holds 3 of 12 weeks; give 3 weeks"):
        lay_out(block, MONDAY, 12, TABLE)
    with pytest.raises(FactsError, match="begins on"):
        lay_out(block, MONDAY - 8 * DAY, 2, TABLE)
    with pytest.raises(FactsError, match="holds 0 of 1 weeks"):
        lay_out(block, MONDAY + 30 * DAY, 1, TABLE)
    with pytest.raises(FactsError, match="from 1 to"):
        lay_out(block, MONDAY, 0, TABLE)
