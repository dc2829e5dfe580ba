"""Troubles that can be put into a simulated year: what they do to mornings, and when their signs show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.vocabulary import Facts

AFTERMATH = 28
"""Days after which an illness is no longer named as the last one."""
PAIN = (1, 1, 2, 2, 3, 3, 4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1)
SHORT_NIGHTS = 28


@frozen
class Trouble:
    """One trouble: how long it lasts, what each of its mornings says, and the sign that a rule speaks of."""

    name: str
    title: str
    tree: str
    """The tree that must catch it."""
    rule: str
    """The rule of the evidence base whose sign counts."""
    morning: Callable[[int], Mapping[str, Any]]
    """Days since it began to what it changes."""
    shows: Callable[[Facts], bool]
    """Whether a morning's facts hold the sign, told from the rule and not from any tree."""


def _cold(day: int) -> Mapping[str, Any]:
    """Two days of a runny nose, three of fever and aches, two of a runny nose, then well."""
    if day in (0, 1, 5, 6):
        return {"sym_above_neck": "mild", "days_symptom_free": 0, "illness_days": 3 if day > 2 else 0, "worse": 0.7}
    if day in (2, 3, 4):
        fever = (38.4, 38.0, 37.3)[day - 2]
        ill = {"sym_above_neck": "marked", "sym_systemic": True, "temp_c": fever}
        return {**ill, "days_symptom_free": 0, "illness_days": day - 1, "worse": 2.0}
    return {"days_symptom_free": day - 7, "illness_days": 3 if day < 7 + AFTERMATH else 0}


def _tendon(day: int) -> Mapping[str, Any]:
    """Pain at the Achilles tendon that grows from 1 to 4 of 10 in a week and fades over two."""
    if day >= len(PAIN):
        return {}
    signs = {"gait_changed": False, "bone_focal": False, "pain_night": False, "hop_pain": False}
    trend = "worse" if 4 <= day <= 8 else "better" if day > 11 else "same"
    return {**signs, "pain_now": PAIN[day], "pain_site": "achilles", "pain_trend": trend, "pain_days": day + 1}


def _sleep(day: int) -> Mapping[str, Any]:
    """Four weeks of about six hours a night."""
    return {"sleep_h": 6.1, "worse": 0.4} if day < SHORT_NIGHTS else {}


def _number(facts: Facts, name: str) -> float:
    value = facts.get(name)
    return float(value) if isinstance(value, (int, float)) else 0.0


def _ill(facts: Facts) -> bool:
    return facts.get("sym_above_neck") != "none" or facts.get("sym_systemic") is True


def _painful(facts: Facts) -> bool:
    return _number(facts, "pain_now") >= 3 or (_number(facts, "pain_now") > 0 and facts.get("pain_trend") == "worse")


def _short(facts: Facts) -> bool:
    return _number(facts, "sleep_h_last") <= 6


TROUBLES: Mapping[str, Trouble] = {
    "cold": Trouble("cold", "a cold with fever", "rest_timing/illness", "IL2, IL3", _cold, _ill),
    "tendon": Trouble("tendon", "a sore Achilles tendon", "rest_timing/pain", "PB6, PB8", _tendon, _painful),
    "sleep": Trouble("sleep", "a bad month of sleep", "rest_timing/sleep", "RD8", _sleep, _short),
}
