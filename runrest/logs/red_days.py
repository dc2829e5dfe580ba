"""Which days count against a bigger week: red days, and days of little pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.decision import Decision
    from runrest.linking import Outcome, Tree
    from runrest.vocabulary import Facts, Vocabulary

RED_RULES = frozenset({"PB1", "PB2", "PB3", "PB4", "PB5", "IL1", "IL2"})
"""A day on which one of these took running away is a red day (PG4), like any day of STOP_REFER."""
LITTLE_PAIN = 2
"""Of 10 (PB7)."""


def is_red(decision: Decision) -> bool | None:
    """Tell whether a day's answer makes it a red day (PG4).

    Parameters
    ----------
    decision : Decision
        An answer of ``today``.

    Returns
    -------
    bool or None
        ``None`` where a tree that could have made it one did not get its answers.

    Examples
    --------
    >>> import runrest
    >>> is_red(runrest.decide("today", {"pain_now": 7})), is_red(runrest.decide("today", {"soreness": 7}))
    (True, None)
    """
    if decision.label == "STOP_REFER":
        return True
    pairs = [
        (tree, outcome)
        for tree, outcome in zip(decision.trees, decision.outcomes, strict=True)
        if _rules(tree, tree.questions)
    ]
    for tree, outcome in pairs:
        walked = [step.question.id for step in decision.paths[tree.name]] if _no_running(tree, outcome) else []
        if not outcome.incomplete and _rules(tree, walked):
            return True
    return None if any(outcome.incomplete for _, outcome in pairs) else False


def _rules(tree: Tree, questions: Iterable[str]) -> bool:
    """Tell whether any of these questions cites a rule of red days."""
    return any(one.rule in RED_RULES for name in questions for one in tree.questions[name].evidence)


def _no_running(tree: Tree, outcome: Outcome) -> bool:
    caps = dict(outcome.fixed or ())
    running = tree.house.scales.scales["impact"].rank("run") or 0.0
    return caps.get("intensity", running) <= 0 or caps.get("impact", running) < running


def little_pain(facts: Facts, vocabulary: Vocabulary) -> bool | None:
    """Tell whether a day's pain was 2 of 10 at most and not getting worse; unknown without the pain right now.

    Parameters
    ----------
    facts : Facts
        One day's.
    vocabulary : Vocabulary
        To work out the worst pain, and the rise against a usual morning.

    Returns
    -------
    bool or None
        Worse is: worse than last week, or more on the morning after a run than on a usual one.
    """
    peak, rise = (vocabulary.range_of(name, facts) for name in ("pain_peak", "pain_morning_rise"))
    if "pain_now" not in facts or peak is None:
        return None
    rising = facts.get("pain_trend") == "worse" or (rise is not None and float(rise[0]) > 0)
    return float(peak[1]) <= LITTLE_PAIN and not rising
