"""What an answer would need to be told: which answers are missing, and which were read the careful way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.deciding import decide_with
from runrest.differences.cells import best
from runrest.vocabulary import Facts
from runrest.walking import walk

if TYPE_CHECKING:
    from runrest.decision import Decision
    from runrest.linking import Tree


def unanswered(decision: Decision) -> tuple[str, ...]:
    """Name the answers that would make an incomplete decision complete.

    Parameters
    ----------
    decision : Decision
        Any answer.

    Returns
    -------
    tuple of str
        Plain signals, none of them to spare: with the best answer to each, no tree calls itself incomplete.
        Empty where nothing is missing.

    Examples
    --------
    >>> import runrest
    >>> unanswered(runrest.decide("rest_timing/pain", {}))
    ('pain_now',)
    """
    pairs = zip(decision.trees, decision.outcomes, strict=True)
    trees = [tree for tree, outcome in pairs if outcome.incomplete]
    signals = decision.house.vocabulary.signals
    rank = {"neutral": 0, "careful": 1, "block": 2}
    open_ = dict.fromkeys(
        name
        for tree in trees
        for step in decision.paths[tree.name]
        if step.branch.condition.unknown
        for name in decision.house.vocabulary.plain(step.question.signal)
        if name not in decision.facts
    )
    filled = Facts({**decision.facts, **{name: best(signals[name]) for name in open_}})
    if not _complete(trees, filled):
        return tuple(open_)
    for name in sorted(open_, key=lambda name: rank[signals[name].missing]):
        without = Facts({key: value for key, value in filled.items() if key != name})
        if _complete(trees, without):
            filled = without
    return tuple(name for name in open_ if name in filled)


def taken_carefully(decision: Decision) -> tuple[str, ...]:
    """Name what binds the answer only because, not known, it was read the careful way.

    Parameters
    ----------
    decision : Decision
        Any answer.

    Returns
    -------
    tuple of str
        Plain signals whose missing policy is ``careful``, each of which could free the answer by itself.

    Examples
    --------
    >>> import runrest
    >>> taken_carefully(runrest.decide("session_adjustment/spacing", {"planned_type": "tempo"}))
    ('hours_since_hard',)
    """
    signals = decision.house.vocabulary.signals
    labels = list(decision.house.scales.labels)
    open_ = (step.question.signal for name in decision.binding for step in decision.paths[name] if step.value is None)
    found = []
    for name in dict.fromkeys(open_):
        if signals[name].missing == "careful" and signals[name].worse in ("up", "down"):
            known = Facts({**decision.facts, name: best(signals[name])})
            freer = decide_with(decision.trees, known, decision.question, decision.on)
            if not decision.weekly and labels.index(freer.label) < labels.index(decision.label):
                found.append(name)
    return tuple(found)


def _complete(trees: list[Tree], facts: Facts) -> bool:
    return not any(walk(tree, facts).incomplete for tree in trees)
