"""Every decision that may come out, one by one, with an athlete who gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from attrs import evolve, field, frozen

from runrest.conditions import Interval
from runrest.scales import FREE
from runrest.unknowns.labelling import labels, rank, roughen
from runrest.unknowns.spreading import together
from runrest.unknowns.stretching import joined, reaches, times

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from runrest.signals import Value
    from runrest.tree import Times
    from runrest.unknowns.prospects import Prospect, View
    from runrest.unknowns.spreading import Share
    from runrest.unknowns.states import State
    from runrest.unknowns.vectors import Step

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
    single: dict[Hashable, PossibleDecision] = {}
    joining: dict[tuple[str, Hashable], list[tuple[Interval, PossibleDecision]]] = {}
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
    found = list(single.values())
    for (scale, _), parts in joining.items():
        for part, one in joined(parts):
            found.append(evolve(one, caps={**one.caps, scale: _exact(part)}, multiples={}))
    return tuple(found)


def _each(prospect: Prospect, state: State) -> Iterator[PossibleDecision]:
    """Give every decision as it comes, some more than once."""
    ground, outlook = state.ground, prospect.outlook
    scales, steps = ground.house.scales.scales, ground.house.scales.refer.steps
    found = together(outlook, [part for _, part in prospect.parts], MOST_DECISIONS)
    for vector, shares in found.items():
        row = outlook.vectors.rows[vector]
        named = list(zip(ground.scales, row, strict=False))
        caps: dict[str, Cap] = {
            scale: scales[scale].value(rank(step)) for scale, step in named if not _multiple(step) and rank(step) < FREE
        }
        terms = {scale: ground.terms[step[1]] for scale, step in named if _multiple(step)}
        wanted = {terms[scale].of: step[2] for scale, step in named if _multiple(step)}
        for name, amounts in labels(roughen(row, ground, outlook.planned), state, outlook.planned):
            example = {**_example(prospect, state, shares), **amounts}
            for stretch, point in reaches(state, wanted) if wanted else [({}, {})]:
                spans = {scale: _exact(times(stretch[term.of], term.times)) for scale, term in terms.items()}
                all_caps = dict(sorted({**caps, **spans}.items()))
                moving = {scale: terms[scale] for scale, cap in spans.items() if isinstance(cap, Interval)}
                refer = steps[-int(rank(row[-2]))]
                yield PossibleDecision(name, all_caps, refer, bool(row[-1]), {**example, **point}, moving)


def _example(prospect: Prospect, state: State, shares: tuple[Share, ...]) -> dict[str, Value]:
    masks = list(prospect.outlook.masks)
    of = {id(share): group for group, part in prospect.parts for share in part.values()}
    for share in shares:
        for knot, mask in zip(of[id(share)].knots, share.box, strict=True):
            masks[knot] = mask
    facts: dict[str, Value] = dict(state.known.facts)
    for knot, mask in enumerate(masks):
        facts.update(state.point(knot, (mask & -mask).bit_length() - 1))
    return facts


def _multiple(step: Step) -> TypeGuard[tuple[float, int, int]]:
    return isinstance(step, tuple) and step[1] >= 0


def _exact(part: Interval) -> float | Interval:
    return part.low[0] if part.low == part.high else part
