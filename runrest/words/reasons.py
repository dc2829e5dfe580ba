"""Why an answer is what it is: the one step of each binding tree that is worth naming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.scales import FREE
from runrest.tree import Times
from runrest.words.wording import sentence, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.decision import Decision
    from runrest.linking import Outcome, Tree
    from runrest.signals import Signal
    from runrest.walking import Step

SETTLED = ("RECOVERY", "REST", "STOP_REFER", "DELOAD")
"""Labels so careful that a missing answer could not make them more so in kind."""
SOME = 1e9
"""Stands for a cap that depends on the athlete: less than free, more than any figure."""


def deciding_step(decision: Decision, tree: Tree) -> Step:
    """Find the last step on a tree's path at which another answer could have led to more.

    Parameters
    ----------
    decision : Decision
        An answer.
    tree : Tree
        One of its trees.

    Returns
    -------
    Step
        The one worth naming as the reason; the last one where no answer would have led to more.
    """
    path = decision.paths[tree.name]
    outcome = next(outcome for outcome in decision.outcomes if outcome.tree == tree.name)
    for step in reversed(path):
        others = [branch for branch in step.question.branches if branch is not step.branch]
        if any(_freer(tree, end, outcome) for branch in others for end in reachable(tree, branch.target)):
            return step
    return path[-1]


def reachable(tree: Tree, start: str) -> tuple[str, ...]:
    """List the advice that can be reached from a question or an advice.

    Parameters
    ----------
    tree : Tree
        A tree.
    start : str
        The id of one of its questions or advice.

    Returns
    -------
    tuple of str
        Ids of advice, each once; the start itself where that is advice.
    """
    found: dict[str, None] = {}
    waiting, seen = [start], {start}
    while waiting:
        place = waiting.pop()
        if place not in tree.questions:
            found[place] = None
            continue
        more = dict.fromkeys(branch.target for branch in tree.questions[place].branches if branch.target not in seen)
        seen.update(more)
        waiting += more
    return tuple(found)


def _freer(tree: Tree, end: str, outcome: Outcome) -> bool:
    """Tell whether an advice allows at least as much on every scale, and more on one."""
    scales = tree.house.scales
    advice = tree.advice[end]
    refer = scales.refer.steps.index(advice.refer)
    theirs = {
        scale: SOME if isinstance(cap, Times) else scales.scales[scale].rank(cap) or 0.0 for scale, cap in advice.caps
    }
    ours = {scale: SOME if isinstance(rank, Times) else rank for scale, rank in outcome.caps}
    pairs = [(theirs.get(scale, FREE), ours.get(scale, FREE)) for scale in {*theirs, *ours}]
    if advice.incomplete or refer > outcome.refer or any(other < own for other, own in pairs):
        return False
    return refer < outcome.refer or outcome.incomplete or any(other > own for other, own in pairs)


def holding(decision: Decision) -> tuple[Step, ...]:
    """List the deciding steps of all binding trees, one for each signal.

    Parameters
    ----------
    decision : Decision
        An answer that no single change would make freer.

    Returns
    -------
    tuple of Step
        What holds the answer together, the most careful tree first.
    """
    trees = {tree.name: tree for tree in decision.trees}
    found: dict[str, Step] = {}
    sure = [outcome.tree for outcome in decision.bound if not outcome.incomplete]
    for name in sure or decision.binding:
        step = deciding_step(decision, trees[name])
        found.setdefault(step.question.signal, step)
    return tuple(found.values())


def counted(decision: Decision, name: str) -> tuple[Signal, ...]:
    """List the members that make a count or an "any" what it is.

    Parameters
    ----------
    decision : Decision
        An answer.
    name : str
        A signal.

    Returns
    -------
    tuple of Signal
        The members whose condition holds; empty for any other signal.
    """
    vocabulary = decision.house.vocabulary
    derived = vocabulary.derived.get(name)
    found = []
    for member in derived.members if derived else ():
        known = vocabulary.range_of(member.signal, decision.facts)
        if member.condition and known and member.condition.holds(known[0]) and member.condition.holds(known[1]):
            found.append(vocabulary.signals[member.signal])
    return tuple(found)


def answer_words(decision: Decision, step: Step) -> str:
    """Say what was asked at a step and what the answer was: a count by its members, a ratio by its parts.

    Parameters
    ----------
    decision : Decision
        An answer.
    step : Step
        One of its steps.

    Returns
    -------
    str
        For example ``Signs of poor recovery: 2 (fatigue and stress)``.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 6})
    >>> answer_words(decision, decision.steps[0])
    'Muscle soreness this morning: 6 of 7'
    """
    vocabulary, phrases = decision.house.vocabulary, decision.house.phrases
    signal = vocabulary.signals[step.question.signal]
    name = (step.question.label or signal.label).rstrip("?")
    if step.possible is not None:
        if signal.type == "boolean":
            return phrases("step.known", name=name, value=phrases("drawing.not_all_known"))
        low, high = (signal.word(end) for end in step.possible)
        return phrases("step.partly", name=name, low=low, high=high)
    if step.value is None:
        return phrases("step.unknown", name=name)
    derived = vocabulary.derived.get(signal.name)
    if derived and derived.kind in ("ratio", "difference") and not step.question.label:
        parts = [vocabulary.signals[member.signal] for member in derived.members]
        if not any(part.derived for part in parts):
            values = [(phrases.inside(part.label), value_words(decision.facts[part.name], part)) for part in parts]
            return sentence("; ".join(phrases("step.known", name=name, value=value) for name, value in values))
    value = value_words(step.value, signal)
    members = [phrases.brief(member.label) for member in counted(decision, signal.name)]
    if members:
        return phrases("step.tested", name=name, value=value, test=phrases.listed(members))
    return phrases("step.known", name=name, value=value)


def reason_words(decision: Decision, step: Step) -> str:
    """Say a deciding step; where its answer was not there, also what was answered before.

    Parameters
    ----------
    decision : Decision
        An answer.
    step : Step
        The one that decided in its tree.

    Returns
    -------
    str
        For example ``Worst pain: 4 of 10; limping or running differently: not known``.
    """
    phrases = decision.house.phrases
    known = [one for one in decision.paths[step.tree] if one.value is not None]
    if step.value is not None or not known:
        return answer_words(decision, step)
    label = step.question.label or decision.house.vocabulary.signals[step.question.signal].label
    return phrases("telling.before", answer=answer_words(decision, known[-1]), name=phrases.inside(label))


def open_questions(decision: Decision, missing: Iterable[str]) -> list[str]:
    """Name missing answers, those of one gate together.

    Parameters
    ----------
    decision : Decision
        An answer.
    missing : iterable of str
        Plain signals that are not known.

    Returns
    -------
    list of str
        For example ``["the illness questions", "pain right now"]``.
    """
    vocabulary, phrases = decision.house.vocabulary, decision.house.phrases
    asked = tuple(missing)
    names: dict[str, None] = {}
    for name in asked:
        gate = next((gate for gate, (_, no) in vocabulary.gates.items() if name in no), "")
        together = gate and sum(other in vocabulary.gates[gate][1] for other in asked) > 1
        names[phrases(f"gate.{gate}") if together else phrases.inside(vocabulary.signals[name].label)] = None
    return list(names)
