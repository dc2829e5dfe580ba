"""Mornings that many tests share: a healthy one, and what is different on others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import runrest
from runrest.loading import house

if TYPE_CHECKING:
    from runrest import Decision

SAFE: dict[str, Any] = {name: no for _, gate in house().vocabulary.gates.values() for name, no in gate.items()}
HEALTHY: dict[str, Any] = {
    **SAFE,
    "pain_now": 0,
    "gait_changed": False,
    "fatigue": 3,
    "soreness": 2,
    "hours_since_hard": 72,
    "experience_months": 60,
}

MORNINGS: dict[str, dict[str, Any]] = {
    "healthy": {"planned_type": "tempo", "planned_km": 10},
    "no_plan": {},
    "planned_rest": {"planned_type": "rest"},
    "very_tired": {"fatigue": 6, "planned_type": "intervals"},
    "three_signs": {"fatigue": 5, "soreness": 5, "stress": 6},
    "sore_legs": {"soreness": 5},
    "bad_night": {"sleep_h_last": 5, "planned_type": "tempo"},
    "two_things": {"soreness": 6, "sleep_h_last": 3},
    "tendon": {"pain_now": 4, "pain_site": "achilles", "planned_type": "intervals", "planned_km": 8},
    "fever": {"sym_systemic": True, "temp_c": 38.6},
    "mild_cold": {"sym_above_neck": "mild"},
    "after_race": {"days_since_race": 3, "last_race_km": 21.1},
    "three_weeks_off": {"days_off": 21, "planned_type": "easy", "planned_min": 60},
    "heat": {"wbgt_c": 31},
    "bone": {"pain_now": 3, "pain_site": "shin", "bone_focal": True},
    "chest": {"rf_chest_pain": True},
    "heat_stroke": {"rf_heat_confusion": True, "fatigue": 7, "pain_now": 4, "temp_c": 40},
    "pregnant": {"scope_pregnant": True},
    "limp_without_pain": {"gait_changed": True},
    "unusual_pain": {"pain_now": 10, "pain_site": "knee"},
    "fatigue_missing": {"fatigue": None},
    "long_soreness": {"soreness_days": 9},
}


def morning(name: str, **more: Any) -> Decision:
    """Decide one of the mornings."""
    return runrest.decide("today", {**HEALTHY, **MORNINGS[name], **more})
