"""Why an answer is not another one: what stands against it, and the smallest changes that would give it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from runrest.counterfactuals.counterfactual import changes_to
from runrest.deciding import decide_with
from runrest.errors import UnknownNameError
from runrest.scales import FREE
from runrest.vocabulary import Facts
from runrest.words.peeling import peel
from runrest.words.reasoning import Spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.counterfactuals.alternatives import Change
    from runrest.decision import Decision
    from runrest.linking import Outcome
    from runrest.scales import Scales

Case: TypeAlias = Literal["same", "gentle", "planned", "professional", "freer", "stricter"]
LEAST: Mapping[str, Mapping[str, str | float]] = {
    "AS_PLANNED": {},
    "SHORTEN": {"volume": 0.99},
    "EASE": {"intensity": "easy"},
    "EASE_SHORTEN": {"intensity": "easy", "volume": 0.99},
    "SWAP": {"impact": "low"},
    "RECOVERY": {"intensity": "recovery"},
    "REST": {"intensity": "none"},
    "STOP_REFER": {"intensity": "none"},
    "PROGRESS": {},
    "HOLD": {"load": "hold"},
    "DELOAD": {"load": "deload"},
}
"""The loosest caps that give each label on a day with a hard run."""


@frozen(slots=False)  # worked out part by part, as long as somebody reads on
class WhyNot:
    """Why an answer is not another one."""

    decision: Decision
    label: str
    """The answer that was asked for."""

    @property
    def labels(self) -> tuple[str, ...]:
        """List the answers there can be, freest first."""
        return labels_of(self.decision)

    @cached_property
    def goal(self) -> str:
        """Give the answer that it comes to with today's plan: an easy run "eased" is the run as planned."""
        return self._with(None, self.label)

    @property
    def remark(self) -> bool:
        """Tell whether the plan is as gentle already as what was asked for."""
        return self._place(self.goal) < self._place(self.label)

    @cached_property
    def case(self) -> Case:
        """Say which kind of answer there is.

        ``same``: it is that already. ``gentle``: the plan is. ``planned``: the plan itself asks for less.
        ``professional``: only a professional's word could give it. ``freer``, ``stricter``: as it says.
        """
        now = self._place(self.decision.label)
        if self.label == self.decision.label:
            return "same"
        if self.decision.label == "STOP_REFER":
            return "professional"
        if self._place(self.goal) > self._place(self.label):
            return "planned"
        if self.goal == self.decision.label:
            return "gentle"
        return "freer" if self._place(self.goal) < now else "stricter"

    @cached_property
    def against(self) -> tuple[Spoken, ...]:
        """Give the trees that stand against it, in the order in which they bind.

        A tree does where it alone, with everything else as free as the answer lets it be, would make the answer more
        careful than that. Without these trees, and without contradictions, nothing would stand against it.
        """
        if self.case not in ("freer", "professional"):
            return ()
        trees = {tree.name: tree for tree in self.decision.trees}
        return tuple(
            Spoken(self.decision, trees[outcome.tree], outcome)
            for ring in peel(self.decision)
            for outcome in ring.bound
            if self._place(self._with(outcome, self.goal)) > self._place(self.goal)
        )

    @property
    def contradicted(self) -> bool:
        """Tell whether answers that contradict each other stand against it too."""
        if not self.decision.conflicts or self.case not in ("freer", "professional"):
            return False
        return self._place(self._with(None, self.goal, complete=False)) > self._place(self.goal)

    @property
    def unanswered(self) -> bool:
        """Tell whether missing answers stand against it."""
        return self.case == "freer" and any(spoken.outcome.incomplete for spoken in self.against)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Give the smallest changes that would give it, or something beyond it."""
        return changes_to(self.decision, self.goal) if self.case in ("freer", "stricter") else ()

    @cached_property
    def easy(self) -> Decision:
        """Give what the answer would be with an easy run planned."""
        facts = Facts({**self.decision.facts, "planned_type": "easy"})
        return decide_with(self.decision.trees, facts, self.decision.question, self.decision.on)

    def _place(self, label: str) -> int:
        return self.labels.index(label)

    def _with(self, outcome: Outcome | None, label: str, *, complete: bool = True) -> str:
        """Read the label off the loosest caps of another one, tightened by one advice."""
        scales = self.decision.house.scales
        ranks = least(label, scales)
        for name, rank in self.decision.caps_of(outcome) if outcome else ():
            ranks[name] = min(ranks.get(name, FREE), rank)
        complete = complete and not (outcome and outcome.incomplete)
        if self.decision.weekly:
            return scales.week_label(ranks, complete=complete).name
        refer = max(int(label == "STOP_REFER"), outcome.refer if outcome else 0)
        return scales.label(ranks, refer, self.decision.facts, complete=complete).name


def labels_of(decision: Decision) -> tuple[str, ...]:
    """List the answers that a question can have, freest first."""
    scales = decision.house.scales
    return tuple(scales.week_labels)[::-1] if decision.weekly else tuple(scales.labels)


def least(label: str, scales: Scales) -> dict[str, float]:
    """Give the loosest caps with which a hard run becomes a label, as ranks."""
    return {name: scales.scales[name].rank(cap) or 0.0 for name, cap in LEAST[label].items()}


def refuse(decision: Decision, label: str) -> WhyNot:
    """Explain why an answer is not another one.

    Parameters
    ----------
    decision : Decision
        Any answer.
    label : str
        Another one, such as ``AS_PLANNED``; small letters and spaces will do, and ``TRAIN`` for ``AS_PLANNED``.

    Returns
    -------
    WhyNot
        Worked out as far as it is read.

    Raises
    ------
    UnknownNameError
        Where the question has no such answer.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 6, "planned_type": "tempo"})
    >>> found = refuse(decision, "as planned")
    >>> found.case, [one.tree.name for one in found.against]
    ('freer', ['rest_timing/soreness'])
    """
    name = "_".join(label.upper().replace("-", " ").replace("_", " ").split())
    name = "AS_PLANNED" if name == "TRAIN" and not decision.weekly else name
    if name not in labels_of(decision):
        raise UnknownNameError("answer", label, labels_of(decision))
    return WhyNot(decision, name)
