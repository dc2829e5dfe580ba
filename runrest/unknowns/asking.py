"""From a question's name and what is known to the question to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.deciding import decide_with
from runrest.loading import family, house
from runrest.unknowns.next_questions import NextQuestion
from runrest.words.explaining import taken_carefully, unanswered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

GATES = ("scope", "red_flags", "illness")


def next_question(
    question: str,
    facts: Mapping[str, object],
    *,
    asked: Collection[str] = (),
    weights: Mapping[str, Any] | None = None,
) -> NextQuestion | None:
    """Choose what to ask now."""
    vocabulary = house().vocabulary
    decision = decide_with(family(question), facts, question)
    same_day = decision.house.scales.refer.steps.index("same_day")
    if decision.urgency >= same_day:
        return None
    for gate in GATES:
        missing = tuple(name for name in vocabulary.gates[gate][1] if facts.get(name) is None and name not in asked)
        if missing and gate not in asked:
            return NextQuestion(gate, "gate", "safety", missing)
        if missing and not any(facts.get(name) is True for name in vocabulary.gates[gate][1]):
            return NextQuestion(missing[0], "signal", "safety", missing[:1])
    if 0.0 in (decision.ranks.get("intensity"), decision.ranks.get("minutes")):
        return None
    wanted = ["pain_now"]
    pain = facts.get("pain_now")
    if isinstance(pain, (int, float)) and pain > 0:
        wanted += ["pain_site", "gait_changed", "bone_focal", "pain_night", *(["hop_pain"] if pain <= 3 else [])]
    for name in wanted:
        if facts.get(name) is None and name not in asked:
            return NextQuestion(name, "signal", "safety", (name,))
    for why, names in (("missing", unanswered(decision)), ("careful", taken_carefully(decision))):
        for name in sorted(names, key=lambda name: name != "fatigue"):
            if name not in asked:
                return NextQuestion(name, "signal", why, (name,))
    return None
