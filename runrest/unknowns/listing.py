"""Every decision that may come out, one by one, with an athlete who gets it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from runrest.conditions import Interval
from runrest.scales import FREE
from runrest.unknowns.labelling import labels, rank, roughen
from runrest.unknowns.spreading import spread, together, vectors_of
from runrest.unknowns.stretching import joined, reaches, times
from runrest.unknowns.vectors import is_multiple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from runrest.signals import Value
    from runrest.tree import Times
    from runrest.unknowns.grouping import Group
    from runrest.unknowns.knots import Point
    from runrest.unknowns.prospects import Prospect, View
    from runrest.unknowns.spreading import Share
    from runrest.unknowns.states import State

Cap: TypeAlias = str | float | Interval
MOST_DECISIONS = 20_000


@frozen
class PossibleDecision:
    """One answer that may still come out."""

    label: str
    caps: Mapping[str, Cap]
    """As in a decision; an interval where the cap is a multiple of a signal that is not fully known."""
    refer: str
    complete: bool
    example: Mapping[str, Value]
    """Facts of an athlete who gets this answer; they agree with all that is known."""
    multiples: Mapping[str, Times] = field(factory=dict)
    """For intervals among several caps: the signal each is a multiple of. Those of one signal go together."""


def listed(view: View) -> tuple[PossibleDecision, ...]:
    """List every decision that may come out, each once, with an athlete who gets it.

    Parameters
    ----------
    view : View
        What is known, and what may come of it.

    Returns
    -------
    tuple of PossibleDecision
        In no order that means anything.

    Raises
    ------
    TooManyError
        Past ``MOST_DECISIONS``.
    TooTangledError
        Where caps depend on each other in a way that intervals cannot tell.
    """
    multiples = view.state.ground.multiples
    single: dict[Hashable, Found] = {}
    joining: dict[tuple[str, Hashable], list[tuple[Interval, Found]]] = {}
    for prospect in view.prospects:
        for one in _each(prospect, view.state):
            moving = [scale for scale in one.caps if scale in multiples]
            others = tuple((scale, cap) for scale, cap in one.caps.items() if scale not in moving)
            key = (one.label, others, one.refer, one.complete)
            if len(moving) == 1:
                cap = one.caps[moving[0]]
                part = cap if isinstance(cap, Interval) else Interval((float(cap), 0), (float(cap), 0))
                joining.setdefault((moving[0], key), []).append((part, one))
            else:
                single.setdefault((key, tuple(one.caps.items()), tuple(one.multiples.items())), one)
    found = [one.told(one.caps, one.multiples) for one in single.values()]
    for (scale, _), parts in joining.items():
        found += [one.told({**one.caps, scale: _exact(part)}, {}) for part, one in joined(parts)]
    return tuple(found)


@frozen(eq=False)
class Found:
    """A decision as it comes, perhaps not for the first time."""

    label: str
    caps: Mapping[str, Cap]
    refer: str
    complete: bool
    multiples: Mapping[str, Times]
    example: Callable[[], Mapping[str, Value]]

    def told(self, caps: Mapping[str, Cap], multiples: Mapping[str, Times]) -> PossibleDecision:
        """Tell it, with its example."""
        return PossibleDecision(self.label, caps, self.refer, self.complete, self.example(), multiples)


def _each(prospect: Prospect, state: State) -> Iterator[Found]:
    """Give every decision as it comes, some more than once."""
    ground, outlook = state.ground, prospect.outlook
    scales, steps = ground.house.scales.scales, ground.house.scales.refer.steps
    parts = [(group, vectors_of(spread(group, outlook))) for group, _ in prospect.parts]
    owner = {id(share): group for group, part in parts for share in part.values()}
    found = together(outlook, [part for _, part in parts], MOST_DECISIONS)
    for vector, shares in found.items():
        row = outlook.vectors.rows[vector]
        named = list(zip(ground.scales, row, strict=False))
        caps: dict[str, Cap] = {
            scale: scales[scale].value(rank(step))
            for scale, step in named
            if not is_multiple(step) and rank(step) < FREE
        }
        terms = {scale: ground.terms[step[1]] for scale, step in named if is_multiple(step)}
        wanted = {terms[scale].of: step[2] for scale, step in named if is_multiple(step)}
        stretches = list(reaches(state, wanted)) if wanted else [({}, {})]
        refer = steps[-int(rank(row[-2]))]
        for name, amounts in labels(roughen(row, ground, outlook.planned), state, outlook.planned):
            for stretch, point in stretches:
                spans = {scale: _exact(times(stretch[term.of], term.times)) for scale, term in terms.items()}
                moving = {scale: terms[scale] for scale, cap in spans.items() if isinstance(cap, Interval)}
                example = partial(_example, prospect, state, owner, shares, {**amounts, **point})
                yield Found(name, dict(sorted({**caps, **spans}.items())), refer, bool(row[-1]), moving, example)


def _example(
    prospect: Prospect,
    state: State,
    owner: Mapping[int, Group],
    shares: tuple[Share, ...],
    chosen: Mapping[int, Point],
) -> dict[str, Value]:
    masks = list(prospect.outlook.masks)
    for share in shares:
        for knot, mask in zip(owner[id(share)].knots, share.box, strict=True):
            masks[knot] = mask
    facts: dict[str, Value] = dict(state.known.facts)
    for knot, mask in enumerate(masks):  # in a chosen point what is absent is unknown, too
        facts.update(chosen[knot] if knot in chosen else state.point(knot, (mask & -mask).bit_length() - 1))
    return facts


def _exact(part: Interval) -> float | Interval:
    return part.low[0] if part.low == part.high else part
