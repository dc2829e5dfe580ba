"""What would change an answer, in sentences."""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING

from runrest.counterfactuals.counterfactual import freer_changes
from runrest.counterfactuals.variables import PLANNED
from runrest.words.reasons import holding
from runrest.words.wording import condition_words, sentence, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.counterfactuals.alternatives import Change, Part
    from runrest.decision import Decision
    from runrest.phrases import Phrases

FREEST = "AS_PLANNED"
MOST_TOLD = 2
DAY_H = 24


def say_changes(decision: Decision) -> list[str]:
    """Say what would make an answer freer: what is felt or waited for first, then what may be done instead.

    Parameters
    ----------
    decision : Decision
        Any answer.

    Returns
    -------
    list of str
        Sentences; empty where nothing holds the athlete back.

    Examples
    --------
    >>> import runrest
    >>> say_changes(runrest.decide("rest_timing/soreness", {"soreness": 5, "planned_type": "tempo"}))
    ['AS PLANNED if: muscle soreness 4 of 7 or less.', 'You may do this today: easy.']
    """
    phrases = decision.house.phrases
    if decision.label == "STOP_REFER":
        return [phrases("change.professional")]
    changes = freer_changes(decision)
    felt = [change for change in changes.freer if not change.planned]
    told = [" ".join(say_together(felt[:MOST_TOLD], decision))] if felt else []
    instead = [
        one for one in changes.freest if one.label == FREEST and all(part.kind == "choose" for part in one.parts)
    ]
    told += [say_change(change, decision) for change in instead[:1] if PLANNED in decision.facts]
    return told if felt else [*_held(decision, alone=not told), *told]


def say_change(change: Change, decision: Decision) -> str:
    """Say one change in a sentence.

    Parameters
    ----------
    change : Change
        One that belongs to the decision.
    decision : Decision
        The answer as it is now.

    Returns
    -------
    str
        What the answer would be, and with what; what may be done instead, where only the plan is another one.

    Examples
    --------
    >>> import runrest
    >>> from runrest.counterfactuals.counterfactual import changes_to
    >>> facts = {"planned_type": "tempo", "hours_since_hard": 39}
    >>> decision = runrest.decide("session_adjustment/spacing", facts)
    >>> [say_change(change, decision) for change in changes_to(decision, "AS_PLANNED")]
    ['In 9 h: AS PLANNED (hours since the last hard session 48 h or more).', 'You may do this today: easy.']
    """
    phrases = decision.house.phrases
    if change.label == FREEST and all(part.kind == "choose" for part in change.parts):
        return phrases("change.plan", plan=_plan(change, decision))
    return sentence(_headed(change, [change], phrases))


def say_together(changes: Iterable[Change], decision: Decision) -> list[str]:
    """Say changes in sentences, those to the same label in one.

    Parameters
    ----------
    changes : iterable of Change
        Such that belong to the decision.
    decision : Decision
        The answer as it is now.

    Returns
    -------
    list of str
        One sentence for each label, and for each length of waiting.
    """
    groups: dict[object, list[Change]] = {}
    for change in changes:
        groups.setdefault((change.words, _waited(change)), []).append(change)
    return [sentence(_headed(some[0], some, decision.house.phrases)) for some in groups.values()]


def _headed(first: Change, changes: list[Change], phrases: Phrases) -> str:
    """Put the label before what it takes; what only takes time says when first."""
    if _waited(first):
        when = _when(first.parts, phrases)
        told = [phrases.listed([_test(part, phrases) for part in one.parts], "change.joint") for one in changes]
        return phrases("change.in_time", when=when, heading=first.words, conditions=_either(told, phrases))
    told = [phrases.listed([_condition(part, phrases) for part in one.parts], "change.joint") for one in changes]
    return phrases("change.if", heading=first.words, conditions=_either(told, phrases))


def _either(told: list[str], phrases: Phrases) -> str:
    return reduce(lambda first, last: phrases("change.or", first=first, last=last), told)


def _waited(change: Change) -> float | None:
    """Give the hours where a change is nothing but waiting."""
    return change.wait_h if all(part.was is not None and part.kind == "wait" for part in change.parts) else None


def _condition(part: Part, phrases: Phrases) -> str:
    told = _test(part, phrases)
    if part.wait_h is None:
        return phrases("change.open", condition=told) if part.was is None else told
    key = "change.open_waited" if part.was is None else "change.waited"
    return phrases(key, condition=told, when=_when([part], phrases))


def _test(part: Part, phrases: Phrases) -> str:
    test, name = condition_words(part.condition, part.signal), phrases.brief(part.signal.label)
    return phrases("change.number" if part.signal.numeric else "change.word", name=name, test=test)


def _when(parts: Iterable[Part], phrases: Phrases) -> str:
    """Say when all of some parts have come about: in days where one of them counts in days."""
    last = max(parts, key=lambda part: part.wait_h or 0.0)
    hours = math.ceil(last.wait_h or 0.0)
    if last.was is None:
        return phrases("change.at_the_latest", h=hours)
    if last.signal.unit == "h":
        return phrases("change.hours", h=hours)
    days = math.ceil(hours / DAY_H)
    return phrases("change.days", d=days) if days > 1 else phrases("change.tomorrow")


def _plan(change: Change, decision: Decision) -> str:
    """Say the plan as it would be: the kind of session, and how far or how long."""
    signals, scales = decision.house.vocabulary.signals, decision.house.scales
    facts = {**decision.facts, **change.facts}
    on_foot = scales.demand(facts.get(PLANNED))["impact"] == scales.scales["impact"].rank("run")
    names = [PLANNED, *(["planned_km"] if on_foot else []), "planned_min", "week_km_next"]
    return ", ".join(value_words(facts[name], signals[name]) for name in names if name in facts)


def _held(decision: Decision, *, alone: bool) -> list[str]:
    """Name what holds the athlete back where no few changes free them; alone, also say where there is nothing."""
    phrases, signals = decision.house.phrases, decision.house.vocabulary.signals
    steps = holding(decision)
    names = [phrases.brief(step.question.label or signals[step.question.signal].label) for step in steps]
    if len(steps) > 1:
        told = phrases("change.several", count=phrases.count(len(steps)), names=phrases.listed(names))
        return [sentence(told)]
    ways = decision.house.changing
    if any(step.question.signal in ways and ways[step.question.signal].kind == "worsen" for step in steps):
        return [phrases("change.well")]
    return [phrases("change.nothing")] if steps and alone else []
