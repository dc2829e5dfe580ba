"""What would change an answer: what is said on mornings that everybody knows, and the rules of change."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from attrs import evolve
from mornings import HEALTHY, MORNINGS, morning

import runrest
from runrest import shelf
from runrest.conditions import Condition
from runrest.counterfactuals.clock import Clock
from runrest.counterfactuals.counterfactual import changes_to, freer_changes, what_would_change
from runrest.counterfactuals.cuts import cuts_of, stretches, tidy
from runrest.counterfactuals.variables import TIME
from runrest.counterfactuals.ways import Way, read_ways
from runrest.deciding import decide_with
from runrest.errors import UnknownNameError
from runrest.linking import link
from runrest.loading import family, house
from runrest.notation import read_condition
from runrest.reading import read_tree
from runrest.signals import Signal
from runrest.vocabulary import Vocabulary
from runrest.words.telling_changes import say_change, say_changes

SIGNALS = house().vocabulary.signals


def shown(changes: Any) -> list[tuple[str, str]]:
    """Every change as conditions and label; plans left out."""
    return [
        (" & ".join(f"{part.signal.name} {part.condition.show(part.signal)}" for part in change.parts), change.label)
        for change in changes
        if not change.planned
    ]


def today(**more: object) -> runrest.Decision:
    return runrest.decide("today", {**HEALTHY, **more})


@pytest.mark.parametrize(
    ("name", "freer"),
    [
        ("healthy", []),
        ("very_tired", [("fatigue <= 5", "AS_PLANNED")]),
        ("bad_night", [("sleep_h_last > 6", "AS_PLANNED")]),
        ("tendon", [("pain_now <= 2", "AS_PLANNED")]),
        ("mild_cold", [('sym_above_neck "none"', "AS_PLANNED")]),
        ("three_signs", [("fatigue <= 4", "EASE"), ("soreness <= 4", "EASE"), ("stress <= 4", "EASE")]),
        ("two_things", [("soreness <= 5 & sleep_h_last >= 4", "EASE")]),
        ("heat", [("wbgt_c <= 30", "EASE_SHORTEN")]),
        ("fever", []),
        ("chest", []),
        ("pregnant", []),
        ("three_weeks_off", []),
        ("planned_rest", []),
    ],
)
def test_the_next_freer_answer(name: str, freer: list[tuple[str, str]]) -> None:
    assert shown(what_would_change(morning(name)).freer) == freer


@pytest.mark.parametrize(
    ("name", "freest"),
    [
        ("very_tired", [("fatigue <= 5", "AS_PLANNED")]),
        ("heat", [("wbgt_c < 27.9", "AS_PLANNED")]),
        ("two_things", [("soreness <= 4 & sleep_h_last > 6", "AS_PLANNED")]),
        (
            "three_signs",
            [("fatigue <= 4 & soreness <= 4", "AS_PLANNED"), ("soreness <= 4 & stress <= 4", "AS_PLANNED")],
        ),
    ],
)
def test_the_freest_answer(name: str, freest: list[tuple[str, str]]) -> None:
    assert shown(what_would_change(morning(name)).freest) == freest


def test_what_would_make_it_worse() -> None:
    stricter = shown(what_would_change(morning("healthy")).stricter)
    assert stricter[:2] == [("fatigue >= 6", "EASE"), ("soreness >= 5", "EASE")]
    assert ("stress >= 5 & sleep_quality >= 5", "EASE") in stricter
    assert ("rf_chest_pain true", "STOP_REFER") in stricter


def test_across_trees_and_with_time() -> None:
    (change, plan) = what_would_change(today(planned_type="tempo", fatigue=6, hours_since_hard=39)).freer
    assert shown([change]) == [("fatigue <= 5 & hours_since_hard >= 48", "AS_PLANNED")]
    assert [(part.was, part.value, part.wait_h) for part in change.parts] == [(6, 5, None), (39, 48.0, 9.0)]
    assert change.wait_h == 9.0
    assert plan.planned
    assert [part.value for part in plan.parts] == ["easy"]


def test_hours_that_pass_for_one_pass_for_all() -> None:
    raced = {"days_since_race": 5, "last_race_km": 21.1}
    (change,) = (
        one
        for one in what_would_change(today(planned_type="tempo", hours_since_hard=39, **raced)).freer
        if not one.planned
    )
    assert change.wait_h == 48.0
    assert change.facts == {"hours_since_hard": 87.0, "days_since_race": 7}
    assert [part.wait_h for part in change.parts] == [9.0, 48.0]


@pytest.mark.parametrize(("hour", "wait"), [(0.0, 96.0), (6.0, 90.0), (23.0, 73.0)])
def test_days_pass_at_midnight(hour: float, wait: float) -> None:
    (change,) = (one for one in what_would_change(morning("after_race"), hour=hour).freer if not one.planned)
    assert (change.parts[0].value, change.wait_h) == (7, wait)


def test_waiting_may_cost_something_too() -> None:
    """Who may not run stays off the run while they wait: after six days that is a break of its own."""
    off = {"days_off": 4, "pain_now": 0, "planned_type": "easy", "experience_months": 60}
    cleared = {"bsi_returning": True, "bsi_cleared": True, "hop_pain": False, "walk_30_pain_free": True}
    decision = today(**off, **cleared, ran_yesterday=True)
    assert decision.label == "SWAP"
    assert shown(what_would_change(decision).freer) == [("ran_yesterday false", "AS_PLANNED")]
    assert shown(what_would_change(today(**{**off, "days_off": 5}, **cleared, ran_yesterday=True)).freer) == [
        ("ran_yesterday false", "SHORTEN")
    ]


def test_where_a_run_is_allowed_the_days_off_stand_still() -> None:
    raced = {"days_since_race": 3, "last_race_km": 42.2, "days_off": 3}
    (change,) = (one for one in what_would_change(today(planned_type="tempo", **raced)).freer if not one.planned)
    assert (change.label, change.wait_h) == ("AS_PLANNED", 264.0)
    assert "days_off" not in change.facts


def test_a_time_that_is_not_known_is_far_enough_at_the_latest() -> None:
    change = what_would_change(today(planned_type="tempo", hours_since_hard=None)).freer[0]
    assert [(part.was, part.value, part.wait_h) for part in change.parts] == [(None, 48.0, 48)]
    assert "in 48 h at the latest" in say_change(change, today(planned_type="tempo", hours_since_hard=None))


def test_less_may_be_planned_and_is_told_apart() -> None:
    decision = today(planned_type="long", planned_km=24, longest_run_30d=12)
    (change,) = what_would_change(decision).freer
    assert (change.planned, change.parts[0].value, change.label) == (True, 13.2, "AS_PLANNED")
    assert say_changes(decision) == ["You may do this today: long, 13.2 km."]
    assert shown(what_would_change(today(planned_type="rest")).freer) == []


def test_no_plan_hides_what_is_felt() -> None:
    changes = what_would_change(today(planned_type="tempo", soreness=6, sleep_h_last=3))
    assert shown(changes.freest) == [("soreness <= 4 & sleep_h_last > 6", "AS_PLANNED")]
    assert [change.planned for change in changes.freest] == [False, True]


def test_a_run_stays_a_run_where_running_is_allowed() -> None:
    tired = what_would_change(today(planned_type="tempo", fatigue=6)).freer[-1]
    assert tired.parts[0].condition.values == {"recovery", "easy"}
    limping = what_would_change(today(planned_type="tempo", gait_changed=True, pain_now=1)).freer[-1]
    assert limping.parts[0].condition.values == {"strength", "cross"}


def test_getting_well_is_no_free_pass() -> None:
    ill = what_would_change(today(sym_systemic=True))
    assert ill.freer == ()
    assert ill.freest == ()
    assert "Ask again when you are well" in say_changes(today(sym_systemic=True))[0]
    well = {names for change in what_would_change(today()).stricter for names in change.signals}
    assert {"sym_systemic", "temp_c", "sym_chest"} <= well
    (answered,) = what_would_change(today(sym_gi=None)).freer[:1]
    assert [(part.signal.name, part.was, part.value) for part in answered.parts] == [("sym_gi", None, False)]


def test_only_a_professional_undoes_a_stop() -> None:
    for name in ("bone", "chest", "pregnant"):
        decision = morning(name)
        changes = what_would_change(decision)
        assert (changes.freer, changes.freest) == ((), ())
        assert changes_to(decision, "REST") == ()
        assert say_changes(decision) == ["Only a professional's word changes this."]


def test_nobody_contradicts_themselves_to_be_freer() -> None:
    """A pain of 0 that makes you limp is no state: the limp has to go too."""
    decision = today(gait_changed=True, pain_now=4, pain_site="knee")
    found = {frozenset(change.signals): change for change in what_would_change(decision).freest}
    for change in found.values():
        again = runrest.decide("today", {**decision.facts, **change.facts})
        assert again.conflicts == ()


def test_changes_to_a_label() -> None:
    decision = today(soreness=6, planned_type="tempo")
    assert shown(changes_to(decision, "EASE")) == [("soreness <= 5", "EASE")]
    assert shown(changes_to(decision, "AS_PLANNED")) == [("soreness <= 4", "AS_PLANNED")]
    assert changes_to(decision, "RECOVERY") == ()
    assert ("sym_gi true", "REST") in shown(changes_to(decision, "REST"))
    with pytest.raises(UnknownNameError, match="AS_PLANED"):
        changes_to(decision, "AS_PLANED")


def test_a_week_has_labels_of_its_own() -> None:
    decision = runrest.decide("week", {**HEALTHY, "poor_days_7d": 0, "week_km_prev": 40, "week_km_next": 60})
    changes = what_would_change(decision)
    assert decision.label in ("HOLD", "DELOAD")
    for change in (*changes.freer, *changes.freest):
        assert runrest.decide("week", {**decision.facts, **change.facts}).label == change.label != decision.label
    assert changes_to(decision, decision.label) == ()
    with pytest.raises(UnknownNameError):
        changes_to(decision, "EASE")


def test_fewer_changes_are_all_there_are() -> None:
    decision = morning("two_things")
    assert shown(what_would_change(decision, most=1).freer) == []
    assert shown(what_would_change(decision, most=2).freer) == [("soreness <= 5 & sleep_h_last >= 4", "EASE")]


@pytest.mark.parametrize("name", sorted(MORNINGS))
def test_plain_data(name: str) -> None:
    changes = what_would_change(morning(name))
    told = json.loads(json.dumps(changes.to_dict()))
    assert set(told) == {"freer", "freest", "stricter"}
    assert freer_changes(morning(name)).to_dict() == {**changes.to_dict(), "stricter": []}
    for change in told["freer"]:
        assert set(change) == {"parts", "label", "words", "caps", "refer", "wait_h", "planned", "facts"}
        assert {"signal", "kind", "condition", "value", "was", "wait_h"} == set(change["parts"][0])


@pytest.mark.parametrize("name", sorted(MORNINGS))
@pytest.mark.parametrize("language", shelf.languages())
def test_every_change_can_be_said(name: str, language: str) -> None:
    decision = runrest.decide("today", dict(morning(name).facts), language=language)
    changes = what_would_change(decision)
    for change in (*changes.freer, *changes.freest, *changes.stricter):
        words = say_change(change, decision)
        assert words[0].isupper()
        assert words.endswith(".")
        assert "->" not in words
        assert "{" not in words


# ---------------------------------------------------------------------------------------------------------------
# changing.toml, cuts and the clock


def test_every_plain_signal_says_how_it_may_change() -> None:
    table = tomllib.loads(shelf.content("changing").decode())
    named = [*table["report"], *table["worsen"], *table["choose"], *table["never"], *table["wait"]]
    assert sorted(named) == sorted(house().vocabulary.names)
    assert read_ways(table) == house().changing
    assert TIME not in SIGNALS


def test_what_is_measured_by_never_changes() -> None:
    for question in ("today", "week"):
        bases = cuts_of(family(question)).bases
        assert bases
        assert not bases & house().changing.keys()


def test_what_counts_in_time_can_count() -> None:
    for name, way in house().changing.items():
        if way.kind == "wait":
            signal = SIGNALS[name]
            assert signal.numeric == (way.becomes is None)
            assert way.per == "hour" or signal.type != "number" or way.over
            assert not way.over or way.over in SIGNALS


def test_age_and_history_never_change() -> None:
    for name in ("age", "experience_months", "injury_12m", "bsi_high_2y", "illness_days", "longest_run_30d", "hard_7d"):
        assert name not in house().changing
    decision = today(planned_type="tempo", experience_months=6, hard_7d=2)
    assert decision.label == "EASE"
    assert shown(what_would_change(decision).freer) == []


def clock(now: float, way: Way, hour: float = 0.0, kind: str = "integer", **more: float) -> Clock:
    signal = Signal("s", kind, "down", "S", (0, 100))  # type: ignore[arg-type]
    return Clock({"s": now, **more}, {"s": signal}, {"s": way}, hour)


@pytest.mark.parametrize(
    ("way", "hour", "hours", "value"),
    [
        (Way("wait", "hour"), 20.0, 9.5, 14.5),
        (Way("wait", "day"), 0.0, 23.9, 5),
        (Way("wait", "day"), 0.0, 24.0, 6),
        (Way("wait", "day"), 20.0, 4.0, 6),
        (Way("wait", "day"), 20.0, 27.9, 6),
        (Way("wait", "week"), 12.0, 155.9, 5),
        (Way("wait", "week"), 12.0, 156.0, 6),
        (Way("wait", "day", -1.0), 0.0, 240.0, 0),
        (Way("wait", "day", over="o"), 0.0, 48.0, 5.5),
    ],
)
def test_the_clock(way: Way, hour: float, hours: float, value: float) -> None:
    kind = "number" if way.per == "hour" or way.over else "integer"
    assert clock(5, way, hour, kind, o=4).value("s", hours) == value


@pytest.mark.parametrize(
    ("way", "hour", "turn"),
    [
        (Way("wait", "hour"), 0.0, (2.5, 0)),
        (Way("wait", "day"), 0.0, (72.0, 0)),
        (Way("wait", "day"), 18.0, (54.0, 0)),
        (Way("wait", "week"), 0.0, (504.0, 0)),
        (Way("wait", "day", over="o"), 0.0, (240.0, 0)),
    ],
)
def test_the_clock_turns_exactly(way: Way, hour: float, turn: tuple[float, int]) -> None:
    kind = "number" if way.per == "hour" or way.over else "integer"
    some = clock(5, way, hour, kind, o=4)
    cells = stretches(some.signals["s"], [(7.5, 0)])
    assert some.turns("s", cells) == [turn]
    assert some.value("s", turn[0]) >= 7.5  # type: ignore[operator]
    assert some.value("s", turn[0] - 0.01) < 7.5  # type: ignore[operator]


def test_an_instant_that_does_not_count_yet() -> None:
    some = clock(5, Way("wait", "hour"), 0.0, "number")
    assert some.turns("s", stretches(some.signals["s"], [(7.5, 1)])) == [(2.5, 1)]
    down = clock(5, Way("wait", "hour", -2.0), 0.0, "number")
    assert down.turns("s", stretches(down.signals["s"], [(1.0, 0), (2.0, 1)])) == [(2.0, 1), (1.5, 0)]


BROKEN = """
title = "Is a true?"
start = "a"
version = "1.0"
[questions.a]
signal = "a"
because = "."
branches = { true = "rest", "false, unknown" = "fine" }
[advice.rest]
caps = { intensity = "none" }
say = "Rest."
[advice.fine]
say = "Go."
"""


def test_contradictions_one_after_the_other() -> None:
    """What resolves one contradiction may run into another: then more has to change."""
    signals = {name: Signal(name, "boolean", "neither", name) for name in "abc"}
    yes, no = (read_condition(word, signals["a"]) for word in ("true", "false"))
    clash = ((("b", yes), ("c", no)), "b needs c"), ((("a", yes), ("b", no)), "a needs b")
    shipped = house()
    changing = dict.fromkeys("abc", Way("report"))
    place = evolve(shipped, vocabulary=Vocabulary(signals, contradictions=clash), changing=changing)
    file, _ = read_tree(BROKEN, "t", "t.toml", place)
    assert file is not None
    decision = decide_with((link(file, place),), {"a": False, "b": False, "c": False}, "t")
    (change,) = what_would_change(decision).stricter
    assert (change.signals, change.label) == ({"a", "b", "c"}, "REST")
    assert what_would_change(decision, most=2).stricter == ()


def test_a_plan_that_no_tree_asks_for_can_stand_in_the_way() -> None:
    signals = {"a": Signal("a", "boolean", "neither", "a"), "b": Signal("b", "boolean", "up", "b")}
    clash = (((("a", Condition(values=frozenset([False]))), ("b", Condition(values=frozenset([True])))), "No."),)
    shipped = house()
    changing = {"a": Way("report"), "b": Way("choose")}
    place = evolve(shipped, vocabulary=Vocabulary(signals, contradictions=clash), changing=changing)
    file, _ = read_tree(BROKEN, "t", "t.toml", place)
    assert file is not None
    decision = decide_with((link(file, place),), {"a": True, "b": True}, "t")
    (change,) = what_would_change(decision).freer
    assert (change.signals, change.label, change.planned) == ({"a", "b"}, "AS_PLANNED", True)


def test_a_value_on_either_side_does_it() -> None:
    """HRV is two-sided; here a plain signal is."""
    signals = {"s": Signal("s", "integer", "neither", "S", (0, 9))}
    shipped = house()
    place = evolve(shipped, vocabulary=Vocabulary(signals), changing={"s": Way("report")})
    text = (
        BROKEN.replace('"a"', '"s"')
        .replace("questions.a", "questions.s")
        .replace('"false, unknown"', '"< 3, > 6, unknown"')
    )
    file, flaws = read_tree(text.replace("true =", '"[3..6]" ='), "t", "t.toml", place)
    assert file is not None, flaws
    decision = decide_with((link(file, place),), {"s": 4}, "t")
    assert shown(what_would_change(decision).freer) == [("s <= 2, >= 7", "AS_PLANNED")]


def test_a_time_that_passes_again() -> None:
    """What time brings, and takes away again, is told for as long as it lasts."""
    signals = {"s": Signal("s", "integer", "neither", "S", (0, 9))}
    shipped = house()
    place = evolve(shipped, vocabulary=Vocabulary(signals), changing={"s": Way("wait", "day")})
    text = BROKEN.replace('"a"', '"s"').replace("questions.a", "questions.s")
    text = text.replace('"false, unknown"', '"[3..4], >= 8, unknown"').replace("true =", '"< 3, [5..7]" =')
    file, flaws = read_tree(text, "t", "t.toml", place)
    assert file is not None, flaws
    decision = decide_with((link(file, place),), {"s": 1}, "t")
    (change,) = what_would_change(decision, hour=18).freer
    assert shown([change]) == [("s [3..4]", "AS_PLANNED")]
    assert change.wait_h == 30.0


def test_sums_of_figures_are_rounded_where_they_are_not_exact() -> None:
    assert 0.1 + 0.2 != 0.3
    assert tidy(0.1 + 0.2) == 0.3
    decision = today(planned_type="tempo", hours_since_hard=39.1)
    change = what_would_change(decision).freer[0]
    assert (change.wait_h, change.parts[0].value, change.label) == (8.9, 48.0, "AS_PLANNED")


def test_an_instant_that_still_counts_ends_the_time_before_it() -> None:
    """What holds at one instant alone was told as holding never."""
    home = house()
    clock = Clock({"hours_since_hard": 20.0}, home.vocabulary.signals, home.changing)
    assert clock.until("hours_since_hard", (4.0, 1)) == (24.0, 0)
    assert clock.until("hours_since_hard", (4.0, 0)) == (24.0, -1)
