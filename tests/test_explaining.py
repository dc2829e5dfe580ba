from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mornings import HEALTHY, MORNINGS, morning
from test_telling import ANY_FACTS

import runrest
from runrest.differences.cells import cells
from runrest.loading import family, house
from runrest.words.explaining import unanswered
from runrest.words.reasons import deciding_step, holding


def test_two_things_hold_it_together() -> None:
    assert {step.question.signal for step in holding(morning("two_things"))} == {"soreness", "sleep_h_last"}


def test_the_step_that_decided_is_not_always_the_last() -> None:
    decision = morning("very_tired")
    tree = next(tree for tree in decision.trees if tree.name == "rest_timing/fatigue")
    assert decision.paths[tree.name][-1].question.signal == "readiness_signs"
    assert deciding_step(decision, tree).question.signal == "fatigue"


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({"fatigue": None}, ("fatigue",)),
        ({"pain_now": None}, ("pain_now",)),
        ({"rf_neuro": None}, ("rf_neuro",)),
        ({"pain_now": 3, "pain_site": "shin"}, ("bone_focal", "pain_night", "hop_pain")),
        ({"pain_now": 4, "pain_site": "knee", "gait_changed": None}, ("gait_changed",)),
        ({}, ()),
    ],
)
def test_what_is_missing_and_nothing_to_spare(more: dict[str, object], missing: tuple[str, ...]) -> None:
    assert unanswered(runrest.decide("today", {**HEALTHY, **more})) == missing


@settings(max_examples=60, deadline=None)
@given(facts=ANY_FACTS, data=st.data())
def test_no_answer_changes_within_a_cell(facts: dict[str, object], data: st.DataObject) -> None:
    trees = family("today")
    signals = [signal for signal in house().vocabulary.signals.values() if signal.numeric and not signal.derived]
    signal = data.draw(st.sampled_from(signals))
    known = runrest.decide("today", facts).facts
    cell = data.draw(st.sampled_from(cells(trees, signal, known)))
    low, high = cell.near(signal, signal.valid[0]), cell.near(signal, signal.valid[1])
    ends = [
        runrest.decide("today", {**known, signal.name: value}, confirmed=[signal.name, *known]).label
        for value in (low, high)
    ]
    assert ends[0] == ends[1] or _amounts_bite(signal.name)


def _amounts_bite(name: str) -> bool:
    """Kilometres and minutes of the plan are held against caps, not against cuts of a tree."""
    return name in ("planned_km", "planned_min")


def test_the_cells_of_a_signal_leave_no_gap() -> None:
    for signal in house().vocabulary.signals.values():
        if signal.numeric and not signal.derived:
            found = cells(family("today"), signal, {})
            assert found[0].low == (signal.valid[0], 0)
            assert found[-1].high == (signal.valid[1], 0)
            assert all(one.high < two.low for one, two in itertools.pairwise(found))


def test_mornings_are_many() -> None:
    assert {morning(name).label for name in MORNINGS} >= {
        "AS_PLANNED",
        "EASE",
        "EASE_SHORTEN",
        "SWAP",
        "RECOVERY",
        "REST",
        "STOP_REFER",
    }
