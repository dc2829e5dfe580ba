"""The set of decisions that are still possible while some signals are unknown, worked out exactly."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.scales import FREE
from runrest.unknowns.grounds import survey
from runrest.unknowns.listing import PossibleDecision, listed
from runrest.unknowns.partly import read_partly
from runrest.unknowns.prospects import view_of
from runrest.unknowns.states import place
from runrest.unknowns.stretching import stretched
from runrest.unknowns.varying import varying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from runrest.linking import Tree
    from runrest.unknowns.grounds import Ground
    from runrest.unknowns.prospects import View
    from runrest.unknowns.vectors import Step


@frozen(eq=False, slots=False)  # a dictionary makes cached answers possible
class Possible:
    """All decisions that are still possible. Whatever is not a field is worked out when it is asked for."""

    question: str
    on: date | None
    view: View
    """What is known, and what may come of it."""

    @property
    def ground(self) -> Ground:
        """Give the trees, laid out."""
        return self.view.state.ground

    @property
    def doubts(self) -> tuple[str, ...]:
        """Name the values that are so unusual that they are not believed until somebody confirms them."""
        return self.view.state.known.facts.doubts

    @property
    def contradictory(self) -> bool:
        """Tell whether the facts contradict each other whatever the rest may be; then no answer can be complete."""
        return self.view.contradictory

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Give every possible label, from the one that allows most to the most careful."""
        scales = self.ground.house.scales
        order = tuple(scales.week_labels)[::-1] if self.ground.weekly else tuple(scales.labels)
        return tuple(name for name in order if name in self.view.labels)

    @cached_property
    def _ends(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Give the smallest and the largest of each number of the vectors, over all completions."""
        known: dict[Step, tuple[float, float]] = {}

        def span(step: Step) -> tuple[float, float]:
            if step not in known:
                parts = stretched(self.view.state, step)
                known[step] = min(part.low[0] for part in parts), max(part.high[0] for part in parts)
            return known[step]

        return self.view.ends(span)

    def _caps(self, ranks: Iterable[float]) -> dict[str, str | float]:
        scales = self.ground.house.scales.scales
        named = zip(self.ground.scales, ranks, strict=False)
        return {scale: scales[scale].value(rank) for scale, rank in sorted(named) if rank < FREE}

    @property
    def granted(self) -> Mapping[str, str | float]:
        """Give what is allowed whatever the rest may be: on each scale the smallest cap of all completions."""
        return self._caps(self._ends[0])

    @property
    def at_best(self) -> Mapping[str, str | float]:
        """Give the most that may still turn out to be allowed; a scale that may be free is not named."""
        return self._caps(self._ends[1])

    @property
    def refer(self) -> tuple[str, str]:
        """Give the least and the most urgent referral that may come out."""
        steps = self.ground.house.scales.refer.steps
        return steps[int(-self._ends[1][-2])], steps[int(-self._ends[0][-2])]

    @property
    def complete(self) -> tuple[bool, bool]:
        """Tell whether the answer is complete whatever the rest may be, and whether it can be at all."""
        return bool(self._ends[0][-1]), bool(self._ends[1][-1])

    @cached_property
    def settled(self) -> bool:
        """Tell whether only one decision is left."""
        low, high = self._ends
        return len(self.labels) == 1 and (*low[:-3], *low[-2:]) == (*high[:-3], *high[-2:])

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Name the unknown signals that can still change the decision, each by itself for some athlete."""
        return varying(self.view)

    @cached_property
    def decisions(self) -> tuple[PossibleDecision, ...]:
        """List every decision that may come out, from the label that allows most to the most careful.

        Raises
        ------
        TooManyError
            Past ``listing.MOST_DECISIONS``: then ask for labels and caps only, or give some more facts.
        TooTangledError
            Where caps depend on each other in a way that intervals cannot tell.
        """
        order = {name: at for at, name in enumerate(self.labels)}
        return tuple(sorted(listed(self.view), key=lambda one: (order[one.label], one.refer, str(one.caps))))

    def to_dict(self) -> dict[str, Any]:
        """Give what is possible as plain data, without the list of decisions."""
        return {
            "question": self.question,
            "on": self.on.isoformat() if self.on else None,
            "labels": list(self.labels),
            "granted": dict(self.granted),
            "at_best": dict(self.at_best),
            "refer": list(self.refer),
            "complete": list(self.complete),
            "settled": self.settled,
            "open": list(self.open),
            "doubts": list(self.doubts),
            "contradictory": self.contradictory,
        }


def possible_with(
    trees: tuple[Tree, ...],
    facts: Mapping[str, object],
    question: str,
    on: date | None = None,
    *,
    confirmed: Iterable[str] = (),
    unanswered: Collection[str] = (),
    may_skip: bool = False,
) -> Possible:
    """Work out what loaded trees may still decide.

    Parameters
    ----------
    trees : tuple of Tree
        All are walked; the most careful answer wins on every scale.
    facts : mapping of str to object
        Signal to a value, or to what is known of it (see ``read_partly``); absent means unknown.
    question : str
        What was asked, for the record.
    on : datetime.date, optional
        The day the answer is for.
    confirmed : iterable of str
        Signals whose unusual values somebody has confirmed.
    unanswered : collection of str
        Signals that stay unknown.
    may_skip : bool
        Whether every other signal may stay unknown, too.

    Returns
    -------
    Possible
        Frozen.

    Raises
    ------
    FactsError
        Where facts do not fit the vocabulary.
    GapError
        In an unproven tree, where no branch fits.
    """
    ground = survey(trees)
    sure = frozenset(confirmed)
    known = read_partly(facts, ground.vocabulary, sure, unanswered)
    return Possible(question, on, view_of(place(ground, known, sure, may_skip=may_skip)))
