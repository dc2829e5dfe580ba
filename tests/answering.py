"""Made-up runners who answer the questions of an interview, and what they would be told if they had said everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.conditions import Condition, everything
from runrest.deciding import decide_with
from runrest.loading import family, house
from runrest.unknowns.asking import next_question, rounds
from runrest.unknowns.partly import believed, read_partly

if TYPE_CHECKING:
    import random
    from collections.abc import Collection, Mapping

    from runrest.decision import Decision
    from runrest.signals import Signal, Value

VOCABULARY = house().vocabulary
PLAIN = [VOCABULARY.signals[name] for name in VOCABULARY.names]
LOG: dict[str, Any] = {
    "hours_since_hard": 96.0, "hard_7d": 1, "days_off": 1, "break_days": 0, "longest_run_30d": 20.0,
    "ran_yesterday": True, "days_since_race": 200, "last_race_km": 10.0, "strength_7d": 1, "days_since_strength": 3,
    "planned_type": "tempo", "planned_km": 10.0, "fatigue_days_high": 0, "stress_days_high": 0, "rpe_high_7d": 0,
    "experience_months": 60, "age": 38, "air_sensitive": False,
}  # fmt: skip
"""What a log, a plan and a profile tell of a healthy runner."""
NO: dict[str, Any] = {name: value for _, no in VOCABULARY.gates.values() for name, value in no.items()}
WELL: dict[str, Any] = {
    **NO, "pain_now": 0, "pain_run_peak": 0, "pain_next_am": 0, "pain_usual_am": 0, "pain_days": 0,
    "sessions_changed": 0, "painkiller_24h": False, "bsi_returning": False, "illness_days": 0, "fatigue": 3,
    "soreness": 2, "soreness_days": 0, "stress": 2, "sleep_quality": 2, "sleep_h_last": 7.5, "sleep_h_14d": 7.5,
    "wbgt_c": 15.0, "aqi": 30, "form_lost": False, "perf_trend": "flat", "discomfort_sessions": 0,
    "perf_down_days": 0, "reduced_days": 0, "acclimatised": True, "pain_site": "knee", "gait_changed": False,
    "bone_focal": False, "pain_night": False, "hop_pain": False, "pain_trend": "same", "pain_builds": False,
    "bsi_cleared": True, "walk_30_pain_free": True, "temp_c": 36.8, "days_symptom_free": 3, "soreness_rising": False,
    "strength_phase": "strength",
}  # fmt: skip
"""What a healthy runner answers."""


def anything(chance: random.Random, signal: Signal) -> Value:
    """Draw a believed value of a signal, often an expected one."""
    told = rounds().weights.get(signal.name, ())
    test = chance.choice(told)[0] if told and chance.randrange(3) else everything(signal)
    return value_in(chance, believed(test, signal), signal)


def value_in(chance: random.Random, test: Condition, signal: Signal) -> Value:
    if not signal.numeric:
        return chance.choice(sorted(test.values, key=str))
    part = chance.choice(test.intervals)
    low, high = part.low[0], part.high[0]
    if signal.type == "integer":
        return chance.choice([int(low), int(high), chance.randint(int(low), int(high))])
    ends = [end for end, side in (part.low, part.high) if not side]
    inside = low + (high - low) * chance.random()
    inside = inside if low < inside < high else (low + high) / 2
    return float(chance.choice([*ends, inside, inside]))


def sensible(truth: Mapping[str, Any], given: Collection[str]) -> dict[str, Any]:
    """Leave out what no interview would ask this runner, and what would make no sense to ask."""
    kept = {name: value for name, value in truth.items() if name in given}
    for _ in range(4):
        for name, value in truth.items():
            signal = VOCABULARY.signals[name]
            lists = rounds().after.get(name, ())
            sense = not lists or any(all(test.holds(kept.get(one)) for one, test in some.items()) for some in lists)
            asked = signal.known in ("asked", "profile") or name in rounds().counted
            if name not in given and asked:
                kept.pop(name, None)
                if sense:
                    kept[name] = value
    return kept


def runner(chance: random.Random) -> tuple[dict[str, Any], list[str]]:
    """Make up a runner with some troubles, and say what the log tells of them."""
    given = list(LOG) if chance.randrange(3) else []
    truth = {**LOG, **WELL}
    troubles = chance.choice([0, 1, 1, 2, 3, 5, 10, 40])
    for signal in chance.sample(PLAIN, troubles):
        truth[signal.name] = anything(chance, signal)
        if not chance.randrange(6) and signal.name not in LOG:
            given.append(signal.name)
    if not chance.randrange(3):
        truth["pain_now"] = chance.randint(0, 10)
        names = ("pain_site", "gait_changed", "bone_focal", "pain_night", "hop_pain", "pain_trend", "pain_days")
        for name in chance.sample(names, chance.randint(0, len(names))):
            truth[name] = anything(chance, VOCABULARY.signals[name])
    for name in ("planned_type", "planned_km", "planned_min", "strength_order"):
        if not chance.randrange(3):
            truth[name] = anything(chance, VOCABULARY.signals[name])
            given += [name] * (name not in given)
        elif not chance.randrange(4):
            truth.pop(name, None)
    if truth.get("planned_type") == "rest":
        truth.pop("planned_km", None)
    if truth["days_off"] > 1:
        truth["ran_yesterday"] = False
    if truth["sym_systemic"] or truth["sym_chest"] or truth["sym_gi"]:
        truth["days_symptom_free"] = 0
    return truth, [name for name in given if name in truth]


def told(decision: Decision) -> tuple[Any, ...]:
    """Give what a runner is told: where nothing is allowed the referral, else the caps that bite as well."""
    if decision.weekly:
        return decision.label, decision.refer, decision.complete, tuple(decision.caps.items())
    if decision.label in ("REST", "STOP_REFER"):
        return decision.label, decision.refer
    biting = decision.house.scales.biting(decision.ranks, decision.facts)
    caps = tuple((scale, cap) for scale, cap in decision.caps.items() if scale in biting)
    return decision.label, decision.refer, decision.complete, caps


def interview(
    truth: Mapping[str, Any], given: Collection[str], question: str = "today", **how: Any
) -> tuple[Decision, list[str], dict[str, Any]]:
    """Ask a runner until nothing can change; give the decision, what was asked, and the facts."""
    facts: dict[str, Any] = {name: truth[name] for name in given}
    asked: list[str] = []
    while (found := next_question(question, facts, asked=asked, picking=True, **how)) is not None:
        assert found.name not in asked
        asked.append(found.name)
        if found.gate is not None:
            picked = [at for at, item in enumerate(found.gate.items) if _applies(item.yes, truth)]
            for name, value in found.gate.answer(picked).items():
                if name not in given:
                    facts[name] = value
        elif truth.get(found.name) is not None:
            facts[found.name] = truth[found.name]
    known = read_partly(facts, VOCABULARY)
    return decide_with(family(question), known.facts, question), asked, facts


def _applies(said: Mapping[str, Condition], truth: Mapping[str, Any]) -> bool:
    return any(name in truth and test.holds(truth[name]) for name, test in said.items())
