"""How many questions an interview asks, for a healthy runner and for each kind of trouble; counts, no times.

``RUNREST_LONG=1`` interviews 500 people of each kind instead of a few, and prints the table with ``-s``: median and 95th
percentile, beside those of asking one signal after the other in the vocabulary's order until nothing can change any
more, and of asking every signal.
"""

from __future__ import annotations

import os
import random
import statistics
from bisect import bisect_left
from functools import cache
from typing import Any

import pytest
from answering import LOG, WELL, sensible, told
from attrs import frozen
from interviewed import conduct

from runrest.interviews.interview import Interview
from runrest.loading import decide, family, house
from runrest.unknowns.asking import next_question, rounds

PEOPLE = 500 if os.environ.get("RUNREST_LONG") else 12
SIGNALS = house().vocabulary.signals
LOGGED = [name for name in LOG if not name.startswith("planned")]
FLAGS = tuple(house().vocabulary.gates["red_flags"][1])


@frozen
class Length:
    """How many questions somebody answers."""

    asked: int
    in_order: int
    all: int


def rested(chance: random.Random) -> dict[str, Any]:
    """Make up a healthy, rested runner."""
    return {
        **LOG,
        **WELL,
        "fatigue": chance.randint(1, 4),
        "soreness": chance.randint(1, 4),
        "stress": chance.randint(1, 4),
        "sleep_quality": chance.randint(1, 4),
        "sleep_h_last": chance.choice([6.5, 7.0, 7.5, 8.0, 9.0]),
        "sleep_h_14d": chance.choice([7.0, 7.5, 8.0]),
        "soreness_days": chance.randint(0, 2),
        "wbgt_c": float(chance.randint(-5, 22)),
        "aqi": chance.randint(5, 60),
        "planned_type": chance.choice(["recovery", "easy", "long", "tempo", "intervals", "cross"]),
        "planned_km": float(chance.randint(4, 20)),
        "hours_since_hard": float(chance.randint(72, 200)),
        "age": chance.randint(20, 70),
        "experience_months": chance.randint(24, 300),
        "days_since_race": chance.randint(60, 400),
        "strength_order": "none",
    }


def red_flag(chance: random.Random) -> dict[str, Any]:
    return {chance.choice(FLAGS): True}


def fever(chance: random.Random) -> dict[str, Any]:
    temp = round(chance.uniform(38, 40), 1)
    return {"sym_systemic": True, "temp_c": temp, "illness_days": chance.randint(1, 5), "days_symptom_free": 0}


def bone_pain(chance: random.Random) -> dict[str, Any]:
    signs = ["bone_focal", "pain_night", "hop_pain"]
    site, pain = chance.choice(["shin", "foot", "hip_groin"]), chance.randint(2, 7)
    found = chance.sample(signs, chance.randint(1, 2))
    return {"pain_now": pain, "pain_site": site, **dict.fromkeys(found, True), "pain_days": chance.randint(1, 20)}


def tendon_pain(chance: random.Random) -> dict[str, Any]:
    site, pain = chance.choice(["achilles", "knee", "hamstring"]), chance.randint(1, 6)
    return {
        "pain_now": pain, "pain_run_peak": chance.randint(0, 6), "pain_next_am": chance.randint(0, 4),
        "pain_site": site, "pain_days": chance.randint(1, 20), "pain_usual_am": chance.randint(0, 2),
        "pain_trend": chance.choice(["better", "same", "worse"]),
    }  # fmt: skip


def tired(chance: random.Random) -> dict[str, Any]:
    days = chance.randint(0, 16)
    return {"fatigue": chance.randint(5, 7), "stress": chance.randint(3, 6), "fatigue_days_high": days}


def sore(chance: random.Random) -> dict[str, Any]:
    return {"soreness": chance.randint(5, 7), "soreness_days": chance.randint(1, 8)}


def bad_sleep(chance: random.Random) -> dict[str, Any]:
    return {"sleep_h_last": round(chance.uniform(2, 6), 1), "sleep_quality": chance.randint(5, 7)}


def after_a_race(chance: random.Random) -> dict[str, Any]:
    return {"days_since_race": chance.randint(0, 12), "last_race_km": chance.choice([10.0, 21.1, 42.2])}


def heat(chance: random.Random) -> dict[str, Any]:
    return {"wbgt_c": round(chance.uniform(28, 34), 1), "acclimatised": chance.choice([True, False])}


KINDS = {
    "healthy": lambda chance: {},
    "red flag": red_flag,
    "fever": fever,
    "bone pain": bone_pain,
    "tendon pain": tendon_pain,
    "tired": tired,
    "sore": sore,
    "bad sleep": bad_sleep,
    "after a race": after_a_race,
    "heat": heat,
}


@cache
def asked_in_order() -> tuple[str, ...]:
    """List every signal that the trees of today ask and a person can be asked, in the vocabulary's order."""
    vocabulary, counted = house().vocabulary, rounds().counted
    wanted = {
        part
        for tree in family("today")
        for question in tree.questions.values()
        for part in vocabulary.plain(question.signal)
    }
    return tuple(
        name
        for name in vocabulary.names
        if name in wanted and (SIGNALS[name].known in ("asked", "profile") or name in counted)
    )


def in_order(known: dict[str, Any], full: dict[str, Any]) -> int:
    """Count the questions, one signal after the other, until no answer can change anything any more."""
    order = [name for name in asked_in_order() if name not in known]

    def settled(count: int) -> bool:
        said = {name: full[name] for name in order[:count] if name in full}
        return next_question("today", {**known, **said}, asked=order[:count], picking=True) is None

    return bisect_left(range(len(order)), 1, key=lambda count: int(settled(count)))


def lengths(kind: str, *, logged: bool, people: int) -> list[Length]:
    """Interview people of one kind."""
    found = []
    for seed in range(people):
        chance = random.Random(f"{kind} {seed}")
        truth = {**rested(chance), **KINDS[kind](chance)}
        given = [name for name in truth if name.startswith("planned") or (logged and name in LOGGED)]
        full = sensible(truth, given)
        known = {name: full[name] for name in given}
        ended = conduct(Interview("today", known), full)
        assert told(ended.decision) == told(decide("today", full))
        everything = sum(name not in known for name in asked_in_order())
        found.append(Length(len(ended.answers), in_order(known, full), everything))
    return found


def high(counts: list[int]) -> int:
    """Give the 95th percentile."""
    return sorted(counts)[max(0, -(-95 * len(counts) // 100) - 1)]


@pytest.mark.parametrize("logged", [True, False], ids=["with a log", "without"])
@pytest.mark.parametrize("kind", KINDS)
def test_few_questions(kind: str, *, logged: bool) -> None:
    found = lengths(kind, logged=logged, people=PEOPLE)
    asked, order = [one.asked for one in found], [one.in_order for one in found]
    log = "with a log" if logged else "without a log"
    print(
        f"\n| {kind}, {log} | {statistics.median(asked):g} | {high(asked)} | {max(asked)} |"
        f" {statistics.median(order):g} | {high(order)} | {found[0].all} |"
    )
    assert statistics.median(asked) < statistics.median(order) < found[0].all
    assert high(asked) < high(order)
    if kind == "healthy" and logged:
        assert max(asked) <= 8
    if kind == "red flag":
        assert max(asked) <= 2
