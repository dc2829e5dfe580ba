"""Why an answer is what it is: the trees in the order in which they decide, each step of theirs, and what was open."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.words.explaining import taken_carefully, unanswered
from runrest.words.forking import forks
from runrest.words.peeling import peel
from runrest.words.reasons import SETTLED, counted, deciding_step
from runrest.words.stating import evidence_records, leads_words, needs_words, outcome_words, step_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.decision import Decision
    from runrest.linking import Outcome, Tree
    from runrest.signals import Signal
    from runrest.walking import Step
    from runrest.words.forking import Fork


@frozen
class Stale:
    """Something that was known once, but is too old to count."""

    why: str
    signals: tuple[str, ...]
    """What is not known because of it."""


@frozen(slots=False)  # what lies beside a path is only looked at when it is asked for
class Spoken:
    """One tree with what it said, step by step."""

    decision: Decision
    tree: Tree
    outcome: Outcome

    @property
    def steps(self) -> tuple[Step, ...]:
        """Give the walked steps."""
        return self.decision.paths[self.tree.name]

    @cached_property
    def forks(self) -> Mapping[str, tuple[Fork, ...]]:
        """Give the branches that were not taken, by question."""
        return forks(self.tree, self.decision.facts)

    def to_dict(self) -> dict[str, Any]:
        """Give the tree as plain data, see ``Why.to_dict``."""
        advice, scales = self.outcome.advice, self.decision.house.scales.scales
        return {
            "tree": self.tree.name,
            "title": self.tree.title,
            "version": self.tree.version,
            "advice": advice.id,
            "answer": outcome_words(self.decision, self.outcome),
            "say": advice.say,
            "caps": {name: scales[name].value(rank) for name, rank in self.decision.caps_of(self.outcome)},
            "refer": advice.refer,
            "incomplete": advice.incomplete,
            "steps": [self._step(step) for step in self.steps],
        }

    def _step(self, step: Step) -> dict[str, Any]:
        house, question = self.decision.house, step.question
        signal = house.vocabulary.signals[question.signal]
        return {
            "question": question.id,
            "signal": question.signal,
            "label": question.label or signal.label,
            "unit": signal.unit,
            "value": step.value,
            "possible": list(step.possible) if step.possible else None,
            "counted": [member.name for member in counted(self.decision, question.signal)],
            "branch": step.branch.text,
            "words": step_words(self.decision, step),
            "because": question.because,
            "evidence": evidence_records(question, house),
            "not_taken": [self._fork(fork, step, signal) for fork in self.forks[question.id]],
        }

    def _fork(self, fork: Fork, step: Step, signal: Signal) -> dict[str, Any]:
        return {
            "branch": fork.branch.text,
            "needs": fork.needs.show(signal),
            "words": needs_words(fork.needs, signal),
            "leads_to": fork.branch.target,
            "answer": leads_words(self.decision, fork, step),
            "ends": [outcome.advice.id for outcome in fork.ends],
            "tried": dict(fork.tried) if fork.tried is not None else None,
        }


@frozen(slots=False)  # worked out part by part, as long as somebody reads on
class Why:
    """Why an answer is what it is."""

    decision: Decision
    stale: tuple[Stale, ...] = ()

    @cached_property
    def rings(self) -> tuple[Decision, ...]:
        """Give the answer, then what it would be without the trees that bind it, and so on (see ``peel``)."""
        return peel(self.decision)

    def spoken(self, ring: Decision) -> tuple[Spoken, ...]:
        """Give the trees that bind in a ring, the most careful first."""
        trees = {tree.name: tree for tree in ring.trees}
        return tuple(Spoken(self.decision, trees[outcome.tree], outcome) for outcome in ring.bound)

    @property
    def otherwise(self) -> Decision | None:
        """Give the answer without all trees that bind in any ring; ``None`` where every tree does."""
        return None if self.rings[-1].binding else self.rings[-1]

    @property
    def rest(self) -> tuple[Spoken, ...]:
        """Give the trees that never bind, in the order in which they are told."""
        last = self.otherwise
        pairs = zip(last.trees, last.outcomes, strict=True) if last is not None else ()
        return tuple(Spoken(self.decision, tree, outcome) for tree, outcome in pairs)

    @property
    def waits(self) -> bool:
        """Tell whether the answer is only for now: an answer is missing, or two contradict each other."""
        return not self.decision.complete and self.decision.label not in SETTLED

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Name the answers that would make it complete."""
        return unanswered(self.decision) if self.waits else ()

    @cached_property
    def careful(self) -> tuple[str, ...]:
        """Name what was not known and was therefore read the careful way."""
        return () if self.waits or self.decision.label == "STOP_REFER" else taken_carefully(self.decision)

    @cached_property
    def deciding(self) -> tuple[Step, ...]:
        """Give the deciding step of each binding tree that does more than miss an answer, the most careful first."""
        return deciding_steps(self.decision)

    @property
    def halting(self) -> tuple[Step, ...]:
        """Give the deciding step of each tree that misses an answer."""
        trees = {tree.name: tree for tree in self.decision.trees}
        missing = (outcome.tree for outcome in self.decision.bound if outcome.incomplete)
        return tuple(deciding_step(self.decision, trees[name]) for name in missing)


def deciding_steps(ring: Decision) -> tuple[Step, ...]:
    """Give the deciding step of each binding tree that the label is read off, the most careful first.

    Parameters
    ----------
    ring : Decision
        An answer.

    Returns
    -------
    tuple of Step
        One for each signal. Trees that only miss an answer have none; with a referral only the most urgent trees
        have one, and of a week only those that its load is read off.
    """
    sure = [outcome for outcome in ring.bound if not outcome.incomplete]
    if ring.label == "STOP_REFER":
        sure = [outcome for outcome in sure if outcome.refer == ring.urgency] or sure
    if ring.weekly and "load" in ring.ranks:
        sure = [outcome for outcome in sure if ("load", ring.ranks["load"]) in ring.caps_of(outcome)]
    trees = {tree.name: tree for tree in ring.trees}
    found: dict[str, Step] = {}
    for outcome in sure:
        step = deciding_step(ring, trees[outcome.tree])
        found.setdefault(step.question.signal, step)
    return tuple(found.values())
