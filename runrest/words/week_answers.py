"""A week's answer: load, strength and phase, each with its path, and the kilometres it allows."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

from runrest.bundles import bundle, marked_down
from runrest.decision import told
from runrest.loading import decide
from runrest.scales import FREE
from runrest.words.reasons import deciding_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from runrest.decision import Decision
    from runrest.linking import Outcome

Topic: TypeAlias = Literal["load", "strength", "phase"]
TOPICS: tuple[Topic, ...] = ("load", "strength", "phase")
SHARES = {"week_km": "week_share", "longest_km": "longest_share"}
"""Cap in kilometres to the scale of shares that it comes from."""
STOCKTAKING = "weeks_since_reassess"
SOON = "within_7_days"
"""From this referral on, seeing somebody comes before planning a week."""


@frozen
class Part:
    """One of the three answers of a week."""

    topic: Topic
    answer: str
    """progress, hold or deload; as_planned, reduce or skip; advance, hold or reassess."""
    bound: tuple[Outcome, ...]
    """The advice that makes it so, most careful first; of a free answer, what was said of it nevertheless."""


@frozen(slots=False)  # the parts are worked out once
class Week:
    """What next week allows, and what today asks for before it."""

    decision: Decision
    today: Decision
    """The same facts asked about today: a referral there comes first."""

    @property
    def label(self) -> str:
        """Give PROGRESS, HOLD or DELOAD."""
        return self.decision.label

    @property
    def refer(self) -> str:
        """Give the most urgent referral of the week and of today."""
        return max((self.decision, self.today), key=lambda one: one.urgency).refer

    @property
    def urgent(self) -> bool:
        """Tell whether a professional is to be seen within seven days or sooner."""
        steps = self.decision.house.scales.refer.steps
        return steps.index(self.refer) >= steps.index(SOON)

    @cached_property
    def kilometres(self) -> Mapping[str, float]:
        """Give the most that is allowed [km], rounded down to tenths; what cannot be known is absent.

        ``week_km`` is the week's whole running, ``longest_km`` its longest run.
        """
        scales, facts = self.decision.house.scales.scales, self.decision.facts
        found = {}
        for name, scale in SHARES.items():
            share, base = self.decision.ranks.get(scale, FREE), facts.get(scales[scale].of)
            share = share if self.label == "PROGRESS" else min(share, 1.0)
            if share < FREE and isinstance(base, (int, float)):
                found[name] = math.floor(share * base * 10 + 1e-6) / 10
        return found

    @cached_property
    def parts(self) -> Mapping[Topic, Part]:
        """Give the three answers."""
        return {topic: self._part(topic) for topic in TOPICS}

    def _part(self, topic: Topic) -> Part:
        decision = self.decision
        steps = decision.house.scales.scales[topic].steps
        rank = decision.ranks.get(topic, FREE)
        bound = [one for one in decision.outcomes if rank < FREE and (topic, rank) in decision.caps_of(one)]
        if topic == "load":
            share = (SHARES["week_km"], decision.ranks.get(SHARES["week_km"], FREE))
            if rank == FREE and decision.complete:
                bound = [one for one in decision.outcomes if share in decision.caps_of(one)]
            return Part(topic, decision.label.lower(), _careful(bound, decision))
        if topic == "phase" and any(self._last_signal(one) == STOCKTAKING for one in bound):
            first = sorted(bound, key=lambda one: self._last_signal(one) != STOCKTAKING)
            return Part(topic, "reassess", tuple(first))
        return Part(topic, steps[int(min(rank, len(steps) - 1))], tuple(bound))

    def _last_signal(self, outcome: Outcome) -> str:
        return self.decision.paths[outcome.tree][-1].question.signal

    @property
    def why(self) -> str:
        """Name the trees that make the load what it is, each with its deciding step."""
        decision = self.decision
        trees = {tree.name: tree for tree in decision.trees}
        return "; ".join(
            f"{one.tree}: {told(deciding_step(decision, trees[one.tree]), decision.house)}"
            for one in self.parts["load"].bound
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the week as plain data: the decision's own keys, and what only a week has.

        Returns
        -------
        dict
            As ``Decision.to_dict``; ``caps`` also with ``week_km`` and ``longest_km`` [km], ``refer`` the more urgent
            of week and today, ``answers`` for the three parts, each with its path, and ``today``.
        """
        plain = self.decision.to_dict()
        return {
            **plain,
            "caps": {**plain["caps"], **self.kilometres},
            "refer": self.refer,
            "answers": {topic: self._told(part) for topic, part in self.parts.items()},
            "today": {"label": self.today.label, "refer": self.today.refer, "say": self.today.say},
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        def lines() -> list[str]:
            first = [str(self.today)] if self.urgent else []
            return "\n".join([*first, str(self.decision)]).split("\n")

        def markdown() -> str:
            return marked_down([*lines(), self.decision.house.phrases("guidance")])

        return bundle(lambda: "\n".join(lines()), (self.decision.trees, self.decision), markdown)

    def _told(self, part: Part) -> dict[str, Any]:
        paths = self.decision.paths
        because = [
            {
                "tree": one.tree,
                "advice": one.advice.id,
                "say": one.advice.say,
                "path": [
                    {"signal": step.question.signal, "value": step.value, "branch": step.branch.text}
                    for step in paths[one.tree]
                ],
            }
            for one in part.bound
        ]
        return {"answer": part.answer, "because": because}


def _careful(bound: list[Outcome], decision: Decision) -> tuple[Outcome, ...]:
    """Order the advice on load: a referral first, then what is sure, then the smallest week."""
    scale = SHARES["week_km"]
    return tuple(
        sorted(bound, key=lambda one: (-one.refer, one.incomplete, dict(decision.caps_of(one)).get(scale, FREE)))
    )


def decide_week(facts: Mapping[str, object], on: date | None = None, *, confirmed: Iterable[str] = ()) -> Week:
    """Answer what next week allows.

    Parameters
    ----------
    facts : mapping of str to object
        Signal name to value, the weekly ones included; absent means unknown.
    on : datetime.date, optional
        The day the answer is for.
    confirmed : iterable of str
        Signals whose unusual value somebody has confirmed.

    Returns
    -------
    Week
        The three answers with their paths.

    Raises
    ------
    FactsError
        Where facts do not fit the vocabulary.

    Examples
    --------
    >>> week = decide_week({"weeks_since_deload": 4, "week_km_prev": 42.0, "longest_run_30d": 15.1})
    >>> week.label, dict(week.kilometres)
    ('DELOAD', {'week_km': 33.6, 'longest_km': 12.0})
    """
    sure = tuple(confirmed)
    decision = decide("week", facts, on, confirmed=sure)
    return Week(decision, decide("today", decision.facts, on, confirmed=sure))
