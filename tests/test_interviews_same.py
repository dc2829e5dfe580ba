"""An interview ends in the same decision as full information would give.

Whoever contradicts themselves is left out: one of their answers is not so, and which one they may never be asked.

``RUNREST_LONG=1`` interviews 20,000 people instead of a few hundred; it takes about a quarter of an hour.
"""

from __future__ import annotations

import os
import random

from answering import told
from hypothesis import given, settings
from hypothesis import strategies as st
from interviewed import conduct, somebody

from runrest.interviews.interview import Interview
from runrest.loading import decide, house

PEOPLE = 20_000 if os.environ.get("RUNREST_LONG") else 200
SEEDS = st.integers(0, 2**40)


def test_the_decision_is_the_one_that_full_information_gives() -> None:
    different = []
    for seed in range(PEOPLE):
        full, known = somebody(random.Random(seed))
        whole = decide("today", full)
        if not whole.conflicts and told(conduct(Interview("today", known), full).decision) != told(whole):
            different.append(seed)
    assert different == []


def test_it_is_asked_for_what_only_together_makes_the_answer_complete() -> None:
    """This one lacks an answer to each of two trees; neither alone makes the answer complete."""
    full, known = somebody(random.Random(16631))
    ended = conduct(Interview("today", known), full)
    assert {"fatigue", "walk_30_pain_free"} <= {answer.name for answer in ended.answers}
    assert ended.decision.complete


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_so_it_is_for_people_that_nobody_thought_of(seed: int) -> None:
    full, known = somebody(random.Random(seed))
    ended = conduct(Interview("today", known), full)
    whole = decide("today", full)
    assert whole.conflicts or told(ended.decision) == told(whole)
    names = [answer.name for answer in ended.answers if answer.kind in ("signal", "gate")]
    assert len(set(names)) == len(names), "nothing is asked twice"
    assert not set(names) & set(known), "what is known is not asked"
    for name, value in known.items():
        assert ended.facts.get(name, value) == value


@given(SEEDS, st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_is_answered_it_ends_and_is_careful(seed: int, data: st.DataObject) -> None:
    """Also where answers contradict each other, are unusual, or taken back."""
    _, known = somebody(random.Random(seed))
    signals = house().vocabulary.signals
    interview, backs = Interview("today", known), 5
    while (question := interview.ask()) is not None:
        assert len(interview.answers) < 150
        if backs and data.draw(st.integers(0, 9)) == 0:
            backs -= 1
            assert interview.back().back() == Interview("today", known, answers=interview.answers[:-2])
            interview = interview.back()
            continue
        if question.kind == "contradiction":
            value = data.draw(st.sampled_from([None, *[choice.value for choice in question.choices]]))
            value = None if len(interview.answers) > 80 else value
        elif question.type == "several":
            some = st.lists(st.integers(0, len(question.choices) - 1), max_size=3, unique=True)
            value = data.draw(st.none() | st.booleans() | some)
        elif question.kind == "doubt":
            value = data.draw(st.none() | st.booleans())
            value = None if len(interview.answers) > 80 else value
        elif signals[question.name].numeric:
            low, high = signals[question.name].valid
            whole = st.integers(int(low), int(high))
            value = data.draw(st.none() | whole)
        else:
            value = data.draw(st.none() | st.sampled_from(signals[question.name].named_values()))
        interview = interview.answer(value)
    again = Interview.from_dict(interview.to_dict())
    assert again == interview
    assert again.decision.to_dict() == interview.decision.to_dict()
    if again.decision.conflicts:
        assert not again.decision.complete
