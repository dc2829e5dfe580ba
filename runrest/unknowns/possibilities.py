"""The set of decisions that are still possible while some signals are unknown, worked out exactly."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, TypeGuard

from attrs import evolve, field, frozen

from runrest.conditions import Interval
from runrest.scales import FREE
from runrest.unknowns.labelling import labels, meet, roughen
from runrest.unknowns.grounds import survey
from runrest.unknowns.outlooks import place
from runrest.unknowns.partly import read_partly
from runrest.unknowns.prospects import prospects
from runrest.unknowns.spreading import together
from runrest.unknowns.stretching import joined, reaches, stretched, times

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
    from datetime import date

    from runrest.linking import Tree
    from runrest.signals import Value
    from runrest.tree import Times
    from runrest.unknowns.labelling import Rough
    from runrest.unknowns.grounds import Ground
    from runrest.unknowns.outlooks import State
    from runrest.unknowns.prospects import Prospect
    from runrest.unknowns.spreading import Share
    from runrest.unknowns.vectors import Step

MOST_DECISIONS = 20_000


@frozen
class PossibleDecision:
    """One answer that may still come out."""

    label: str
    caps: Mapping[str, str | float | Interval]
    """As in a decision; an interval where the cap is a multiple of a signal that is not fully known."""
    refer: str
    complete: bool
    example: Mapping[str, Value]
    """Facts of an athlete who gets this answer; they agree with all that is known."""
    multiples: Mapping[str, Times] = field(factory=dict)
    """For the intervals among the caps: which signal they are a multiple of."""


@frozen(eq=False, slots=False)
class Possible:
    """All decisions that are still possible. Whatever is not a field is worked out when it is asked for."""

    question: str
    on: date | None
    state: State
    contradictory: bool
    """Whether the facts contradict each other whatever the rest may be; then no answer can be complete."""
    prospects: tuple[Prospect, ...]

    @property
    def ground(self) -> Ground:
        """Give the trees, laid out."""
        return self.state.ground

    @property
    def doubts(self) -> tuple[str, ...]:
        """Name the values that are so unusual that they are not believed until somebody confirms them."""
        return self.state.known.facts.doubts

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Give every possible label, from the one that allows most to the most careful."""
        scales = self.ground.house.scales
        found: set[str] = set()
        for prospect in self.prospects:
            planned = prospect.outlook.planned
            ends: set[Rough] = set()
            for rows in prospect.rows:
                rough = {roughen(row, self.ground, planned) for row in rows}
                ends = {meet(one, two) for one, two in product(ends, rough)} if ends else rough
            found.update(name for end in ends for name, _ in labels(end, self.state, planned))
        order = tuple(scales.week_labels)[::-1] if self.ground.weekly else tuple(scales.labels)
        return tuple(name for name in order if name in found)

    @cached_property
    def _ends(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Give the smallest and the largest of each number of the vectors, over all completions."""
        lows, highs = [], []
        for prospect in self.prospects:
            low, high = [], []
            for rows in prospect.rows:
                spans = [[self._span(step) for step in steps] for steps in zip(*rows, strict=True)]
                low.append([min(one for one, _ in steps) for steps in spans])
                high.append([max(two for _, two in steps) for steps in spans])
            lows.append([min(steps) for steps in zip(*low, strict=True)])
            highs.append([min(steps) for steps in zip(*high, strict=True)])
        return (
            tuple(min(steps) for steps in zip(*lows, strict=True)),
            tuple(max(steps) for steps in zip(*highs, strict=True)),
        )

    def _span(self, step: Step) -> tuple[float, float]:
        if not isinstance(step, tuple):
            return step, step
        parts = stretched(self.state, step)
        return min(part.low[0] for part in parts), max(part.high[0] for part in parts)

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
        """Tell whether the answer is complete whatever the rest may be, and whether it may be."""
        return bool(self._ends[0][-1]), bool(self._ends[1][-1])

    @cached_property
    def settled(self) -> bool:
        """Tell whether only one decision is left."""
        low, high = self._ends
        return len(self.labels) == 1 and (*low[:-3], *low[-2:]) == (*high[:-3], *high[-2:])

    @cached_property
    def decisions(self) -> tuple[PossibleDecision, ...]:
        """List every decision that may come out, each once, with an athlete who gets it.

        Raises
        ------
        TooManyError
            Past ``MOST_DECISIONS``.
        """
        listed: dict[Hashable, PossibleDecision] = {}
        joining: dict[Hashable, list[tuple[Interval, PossibleDecision]]] = {}
        for one in self._each():
            spread_out = [scale for scale in one.caps if scale in self.ground.multiples]
            others = tuple((scale, cap) for scale, cap in one.caps.items() if scale not in spread_out)
            key = (one.label, others, one.refer, one.complete)
            if len(spread_out) == 1:
                (scale,) = spread_out
                cap = one.caps[scale]
                part = cap if isinstance(cap, Interval) else Interval((float(cap), 0), (float(cap), 0))
                joining.setdefault((scale, key), []).append((part, one))
            else:
                listed.setdefault((key, tuple(one.caps.items()), tuple(one.multiples.items())), one)
        found = list(listed.values())
        for parts in joining.values():
            for part, one in joined(parts):
                (scale,) = (scale for scale in one.caps if scale in self.ground.multiples)
                found.append(evolve(one, caps={**one.caps, scale: _exact(part)}))
        order = {name: at for at, name in enumerate(self.labels)}
        return tuple(sorted(found, key=lambda one: (order[one.label], one.refer, str(one.caps))))

    def _each(self) -> Iterator[PossibleDecision]:
        """Give every decision as it comes, some more than once."""
        scales, steps = self.ground.house.scales, self.ground.house.scales.refer.steps
        for prospect in self.prospects:
            planned, rows = prospect.outlook.planned, prospect.outlook.vectors.rows
            found = together(prospect.outlook, [part for _, part in prospect.parts], MOST_DECISIONS)
            for vector, shares in found.items():
                row = rows[vector]
                named = list(zip(self.ground.scales, row, strict=False))
                plain = {scale: _rank(step) for scale, step in named if not _multiple(step) and _rank(step) < FREE}
                caps: dict[str, str | float | Interval] = {
                    scale: scales.scales[scale].value(rank) for scale, rank in plain.items()
                }
                terms = {scale: self.ground.terms[step[1]] for scale, step in named if _multiple(step)}
                wanted = {terms[scale].of: step[2] for scale, step in named if _multiple(step)}
                for name, amounts in labels(roughen(row, self.ground, planned), self.state, planned):
                    example = {**self._example(prospect, shares), **amounts}
                    for stretch, point in reaches(self.state, wanted) if wanted else [({}, {})]:
                        spans = {scale: _exact(times(stretch[term.of], term.times)) for scale, term in terms.items()}
                        moving = {scale: terms[scale] for scale, cap in spans.items() if isinstance(cap, Interval)}
                        yield PossibleDecision(
                            name,
                            dict(sorted({**caps, **spans}.items())),
                            steps[-int(_rank(row[-2]))],
                            bool(row[-1]),
                            {**example, **point},
                            moving,
                        )

    def _example(self, prospect: Prospect, shares: tuple[Share, ...]) -> dict[str, Value]:
        masks = list(prospect.outlook.masks)
        by_share = {id(share): group for group, part in prospect.parts for share in part.values()}
        for share in shares:
            for knot, mask in zip(by_share[id(share)].knots, share.box, strict=True):
                masks[knot] = mask
        facts: dict[str, Value] = dict(self.state.known.facts)
        for knot, mask in enumerate(masks):
            facts.update(self.state.point(knot, (mask & -mask).bit_length() - 1))
        return facts


def _multiple(step: Step) -> TypeGuard[tuple[float, int, int]]:
    return isinstance(step, tuple) and step[1] >= 0


def _rank(step: Step) -> float:
    return step[0] if isinstance(step, tuple) else step


def _exact(part: Interval) -> float | Interval:
    return part.low[0] if part.low == part.high else part


def possible_with(
    trees: tuple[Tree, ...],
    facts: Mapping[str, object],
    question: str,
    on: date | None = None,
    confirmed: Iterable[str] = (),
    unanswered: Collection[str] = (),
    *,
    may_skip: bool = False,
) -> Possible:
    """Work out what loaded trees may still decide.

    Parameters
    ----------
    trees : tuple of Tree
        All are walked; the most careful answer wins on every scale.
    facts : mapping of str to object
        Signal to a value, or to what is known of it (see ``partly``); absent means unknown.
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
    state = place(ground, known, sure, may_skip=may_skip)
    return Possible(question, on, state, *prospects(state))
