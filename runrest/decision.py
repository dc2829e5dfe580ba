"""A decision: what the walked trees add up to, which of them bind, and what was not known."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.bundles import bundle, marked_down
from runrest.scales import FREE
from runrest.tree import Times
from runrest.walking import Step, trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from runrest.house import House
    from runrest.linking import Outcome, Tree
    from runrest.scales import Label
    from runrest.signals import Signal, Value
    from runrest.vocabulary import Facts

UNKNOWN = "unknown"
"""How the text of a branch says that it is also for what is not known."""


@frozen(eq=False, slots=False)  # a dictionary makes cached answers, and a decision itself, twice as fast
class Decision:
    """The answer to one question for one athlete on one day.

    Trees combine by the smallest cap on each scale and the most urgent referral, so their order does not matter
    and none can undo another. Everything below the fields is worked out when it is asked for.
    """

    question: str
    on: date | None
    facts: Facts
    trees: tuple[Tree, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def house(self) -> House:
        """Give the vocabulary, scales and sources the trees share."""
        return self.trees[0].house

    @cached_property
    def _sums(self) -> tuple[Mapping[str, float], int, bool]:
        """Combine all outcomes: caps as ranks, urgency, whether every safety answer was there."""
        ranks: dict[str, float] = {}
        urgency, complete = 0, True
        for outcome in self.outcomes:
            if outcome.caps:
                for scale, rank in outcome.fixed or self.caps_of(outcome):
                    if rank < ranks.get(scale, FREE):
                        ranks[scale] = rank
            if outcome.refer > urgency:
                urgency = outcome.refer
            if outcome.incomplete:
                complete = False
        return ranks, urgency, complete and not self.conflicts

    @property
    def ranks(self) -> Mapping[str, float]:
        """Give the combined caps as ranks; a missing scale is free."""
        return self._sums[0]

    def caps_of(self, outcome: Outcome) -> Sequence[tuple[str, float]]:
        """Give one outcome's caps as numbers; a cap on an unknown signal is no cap."""
        if outcome.fixed is not None:
            return outcome.fixed
        caps = []
        for scale, rank in outcome.caps:
            if isinstance(rank, Times):
                base = self.facts.get(rank.of)
                if base is None:
                    continue
                rank = rank.times * float(base)
            caps.append((scale, rank))
        return caps

    @property
    def urgency(self) -> int:
        """Give the rank of the most urgent referral, 0 for none."""
        return self._sums[1]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Name the answers that contradict each other."""
        return self.house.vocabulary.conflicts(self.facts)

    @property
    def complete(self) -> bool:
        """Tell whether every safety answer was there, and none contradicts another."""
        return self._sums[2]

    @cached_property
    def proven(self) -> bool:
        """Tell whether every tree that spoke is proven."""
        return all(tree.proven for tree in self.trees)

    @property
    def weekly(self) -> bool:
        """Tell whether the answer is about a week instead of a day."""
        return self.trees[0].name.split("/")[0] in self.house.scales.week_families

    @cached_property
    def verdict(self) -> Label:
        """Read the label, with its words and colour, off the caps and the plan."""
        ranks, urgency, complete = self._sums
        if self.weekly:
            return self.house.scales.week_label(ranks, complete=complete)
        return self.house.scales.label(ranks, urgency, self.facts, complete=complete)

    @property
    def label(self) -> str:
        """Give the label: AS_PLANNED, SHORTEN, EASE, EASE_SHORTEN, SWAP, RECOVERY, REST or STOP_REFER."""
        return self.verdict.name

    @cached_property
    def caps(self) -> Mapping[str, str | float]:
        """Give the combined caps as a person reads them; a scale that is not named is free."""
        scales = self.house.scales.scales
        return {scale: scales[scale].value(rank) for scale, rank in sorted(self.ranks.items())}

    @property
    def refer(self) -> str:
        """Give the most urgent referral, ``none`` to ``emergency``."""
        return self.house.scales.refer.steps[self.urgency]

    @cached_property
    def bound(self) -> tuple[Outcome, ...]:
        """Give the outcomes that make the answer what it is, most careful first."""
        biting = frozenset(self.ranks) if self.weekly else self.house.scales.biting(self.ranks, self.facts)
        found = [
            outcome
            for outcome in self.outcomes
            if (self.urgency and outcome.refer == self.urgency)
            or outcome.incomplete
            or any(scale in biting and rank == self.ranks[scale] for scale, rank in self.caps_of(outcome))
        ]
        first = "load" if self.weekly else "intensity"
        return tuple(sorted(found, key=lambda one: (-one.refer, _careful(one, first), _careful(one, "impact"))))

    @cached_property
    def binding(self) -> tuple[str, ...]:
        """Name the trees that make the answer what it is."""
        return tuple(outcome.tree for outcome in self.bound)

    @cached_property
    def paths(self) -> Mapping[str, tuple[Step, ...]]:
        """Give the walked path through every tree."""
        return {tree.name: trace(tree, self.facts) for tree in self.trees}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Give every step through every tree, the binding trees first."""
        order = (*self.binding, *(tree.name for tree in self.trees if tree.name not in self.binding))
        return tuple(step for name in order for step in self.paths[name])

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Name the plain signals that were asked for and not known."""
        vocabulary = self.house.vocabulary
        found: dict[str, None] = {}
        for path in self.paths.values():
            for step in path:
                for name in vocabulary.plain(step.question.signal):
                    if name not in self.facts:
                        found.setdefault(name)
        return tuple(found)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Give what is said although it binds nothing: warnings that are the runner's own to weigh."""
        if self.label in ("REST", "STOP_REFER"):
            return ()
        noted = [outcome.advice.say for outcome in self.outcomes if outcome.advice.note and outcome not in self.bound]
        return tuple(dict.fromkeys(noted))

    @property
    def named(self) -> tuple[str, ...]:
        """Name what the binding trees offer instead, whether it fits the other trees' caps or not."""
        return tuple(dict.fromkeys(offer for outcome in self.bound for offer in outcome.advice.offer))

    @cached_property
    def offers(self) -> tuple[str, ...]:
        """Name the things offered instead that all caps together leave room for."""
        named = self.named
        return self.house.choose(self) if named and self.house.choose is not None else named

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Name the sources of the questions on the binding paths (of all paths where nothing binds)."""
        names = self.binding or tuple(self.paths)
        cited = (one.source for name in names for step in self.paths[name] for one in step.question.evidence)
        return tuple(dict.fromkeys(cited))

    @cached_property
    def say(self) -> str:
        """Say the answer in a sentence or two: what the binding trees say, or the label's words where none binds."""
        if self.bound:
            return " ".join(dict.fromkeys(outcome.advice.say for outcome in self.bound[:2]))
        if self.facts.get("planned_type") == "rest" and self.label == "REST":
            return self.house.phrases("decision.rest_planned")
        return self.verdict.say if "planned_type" in self.facts else self.verdict.unplanned

    @property
    def words(self) -> str:
        """Give the label as a heading: without a plan nothing can be "as planned"."""
        if self.label == "AS_PLANNED" and "planned_type" not in self.facts:
            return self.house.phrases("heading.TRAIN")
        return self.house.phrases(f"heading.{self.label}")

    def to_dict(self, *, chosen: bool = True) -> dict[str, Any]:
        """Give the decision as plain data; the keys are a contract.

        Parameters
        ----------
        chosen : bool
            Whether ``offers`` are only those that fit, or all that are named.

        Returns
        -------
        dict
            With ``question, on, label, caps, refer, complete, say, because, unknown, offers, trees`` and more.
        """
        ends = {outcome.tree: outcome.advice.id for outcome in self.outcomes}
        return {
            "question": self.question,
            "on": self.on.isoformat() if self.on else None,
            "label": self.label,
            "caps": dict(self.caps),
            "refer": self.refer,
            "complete": self.complete,
            "proven": self.proven,
            "say": self.say,
            "because": [
                {
                    "tree": step.tree,
                    "question": step.question.id,
                    "signal": step.question.signal,
                    "value": step.value,
                    "branch": step.branch.text,
                    "advice": ends[step.tree],
                    "binding": step.tree in self.binding,
                    "sources": list(dict.fromkeys(one.source for one in step.question.evidence)),
                }
                for step in self.steps
            ],
            "binding": list(self.binding),
            "facts": dict(self.facts),
            "unknown": list(self.unknown),
            "remarks": list(self.remarks),
            "doubts": list(self.facts.doubts),
            "conflicts": list(self.conflicts),
            "offers": list(self.offers if chosen else self.named),
            "sources": list(self.sources),
            "trees": {tree.name: tree.version for tree in self.trees},
        }

    def __str__(self) -> str:
        phrases = self.house.phrases
        lines = [phrases("decision.line", heading=self.words, say=self.say)]
        for name in self.binding:
            step = told(self.paths[name][-1], self.house)
            lines.append("  " + phrases("decision.because", step=step, tree=name))
        lines += ["  " + phrases("decision.note", words=remark) for remark in self.remarks]
        if not self.complete:
            lines.append("  " + phrases("decision.incomplete"))
        return "\n".join(lines)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        def markdown() -> str:
            return marked_down([*str(self).split("\n"), self.house.phrases("guidance")])

        drawn = self.trees if self.trees[1:] else self.trees[0]
        return bundle(lambda: str(self), (drawn, self), markdown)


def told(step: Step, house: House) -> str:
    """Tell one step as a person would: what was asked, the answer, the condition it met.

    Parameters
    ----------
    step : Step
        A walked step.
    house : House
        For the signal's label and unit.

    Returns
    -------
    str
        For example ``sleep last night: 5.5 h (<= 6)``.
    """
    signal = house.vocabulary.signals[step.question.signal]
    name = (step.question.label or signal.label).rstrip("?")
    phrases = house.phrases
    if step.possible is not None:
        low, high = (signal.word(end) for end in step.possible)
        return phrases("step.partly", name=name, low=low, high=high)
    if step.value is None:
        return phrases("step.unknown", name=name)
    value = amount(step.value, signal)
    if not signal.numeric:
        return phrases("step.known", name=name, value=value)
    test = step.branch.text.replace(UNKNOWN, phrases("step.test_unknown"))
    return phrases("step.tested", name=name, value=value, test=test)


def amount(value: Value, signal: Signal) -> str:
    """Write a value with its unit, in the signal's language."""
    if isinstance(value, (bool, str)):
        return signal.word(value)
    words = signal.word(round(value, 2))
    return f"{words} {signal.phrases.unit(signal.unit, value)}".strip()


def _careful(outcome: Outcome, scale: str) -> float:
    """Give an outcome's rank on a scale for sorting, the most careful first."""
    rank = dict(outcome.caps).get(scale, FREE)
    return FREE if isinstance(rank, Times) else rank
