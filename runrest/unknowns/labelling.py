"""From a vector to the label it wears: only what the label can tell apart, and the label itself."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from runrest.scales import FREE, WHOLE_STRENGTH
from runrest.unknowns.vectors import NO_MULTIPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runrest.unknowns.grounds import Ground
    from runrest.unknowns.knots import Point
    from runrest.unknowns.states import State
    from runrest.unknowns.vectors import Step, Vector

Rough: TypeAlias = tuple[float, ...]
"""Ranks as far as the label can tell them apart: intensity, impact, volume, strength, loose amounts, calm, complete."""
ROUGH = ("intensity", "impact", "volume", "strength")
EASED, LOW, SHORT = 2.0, 1.0, 0.5
"""Ranks that stand for all that bite without forbidding everything: easy running, no running, less of it."""


def rank(step: Step) -> float:
    """Give the rank of a step."""
    return step[0] if isinstance(step, tuple) else step


def roughen(row: Vector, ground: Ground, planned: object) -> Rough:
    """Keep of a vector only what the label can tell apart.

    Parameters
    ----------
    row : Vector
        Combined advice.
    ground : Ground
        Of its scales.
    planned : object
        The planned session, or ``None`` for no plan.

    Returns
    -------
    Rough
        Two of them combine by the smaller of each number, as their vectors do.
    """
    ranks = {scale: rank(step) for scale, step in zip(ground.scales, row, strict=False)}
    whole, calm, complete = (rank(step) for step in row[-3:])
    if ground.weekly:
        return (ranks.get("load", FREE), 0.0, complete)
    demand = ground.house.scales.demand(planned)
    intensity, impact = ranks.get("intensity", FREE), ranks.get("impact", FREE)
    volume, strength = ranks.get("volume", FREE), ranks.get("strength", FREE)
    if 0.0 in (intensity, impact, volume, ranks.get("km"), ranks.get("minutes")):
        intensity = 0.0
    elif intensity >= demand["intensity"]:
        intensity = FREE
    return (
        min(intensity, EASED) if intensity < FREE else FREE,
        LOW if impact < demand["impact"] else FREE,
        SHORT if volume < 1 or not whole else FREE,
        strength if planned == "strength" and strength < WHOLE_STRENGTH else FREE,
        *(ranks.get(scale, FREE) for scale, _ in ground.loose),
        max(calm, -1.0),
        complete,
    )


def told(
    caps: Mapping[str, Step], refer: int, biting: frozenset[str], state: State, planned: object, *, incomplete: bool
) -> Vector:
    """Keep of advice only what the runner is told: label, referral, and the caps that take something away.

    Where nothing is allowed any more, or rest is planned, only the referral is kept, and whether nothing is allowed.
    Told advice combines like any other vector.

    Parameters
    ----------
    caps : mapping of str to Step
        Capped scales.
    refer : int
        Rank of the referral.
    biting : frozenset of str
        Amounts that are known to be less than what is planned.
    state : State
        Facts laid over the knots.
    planned : object
        The planned session, or ``None`` for no plan.
    incomplete : bool
        Whether a safety answer is missing.

    Returns
    -------
    Vector
        As long as any other.
    """
    ground = state.ground
    ranks = {scale: rank(step) for scale, step in caps.items()}
    nothing = any(ranks.get(scale) == 0 for scale in ("intensity", "impact", "volume", "km", "minutes"))
    resting = not ground.weekly and ground.house.scales.demand(planned)["intensity"] == 0
    kept = set(ranks) if ground.weekly else set()
    if not (ground.weekly or nothing or resting):
        demand = ground.house.scales.demand(planned)
        kept = {scale for scale in ("intensity", "impact") if ranks.get(scale, FREE) < demand[scale]}
        kept |= {scale for scale, knot in ground.loose if _short(ranks.get(scale, FREE), scale, state, knot)}
        kept |= biting | ({"volume"} if ranks.get("volume", FREE) < 1 else set())
        kept |= {"strength"} if _strength(state, planned) and ranks.get("strength", FREE) < WHOLE_STRENGTH else set()
    steps: list[Step] = []
    for scale in ground.scales:
        figure = 0.0 if nothing and not ground.weekly else FREE
        other: Step = (figure, *NO_MULTIPLE) if scale in ground.multiples else figure
        steps.append(caps[scale] if scale in kept else other)
    still = (nothing and not ground.weekly) or resting
    return (*steps, float(not biting and not still), -refer, int(not incomplete and not still))


def _short(cap: float, scale: str, state: State, knot: int) -> bool:
    amounts = [next(iter(point.values()), None) for point in state.possible(knot)]
    return cap < FREE and any(scale == "minutes" if amount is None else cap < float(amount) for amount in amounts)


def _strength(state: State, planned: object) -> bool:
    knot = state.ground.place.get("strength_order")
    points = state.possible(knot) if knot is not None else ()
    return planned == "strength" or any(point.get("strength_order", "none") != "none" for point in points)


def label_of(rough: Rough, ground: Ground, planned: object, amounts: Point) -> str:
    """Read the label off, by the scales that read it off decisions.

    Parameters
    ----------
    rough : Rough
        Combined advice.
    ground : Ground
        Of its scales.
    planned : object
        The planned session, or ``None`` for no plan.
    amounts : mapping of str to value
        The planned amounts that no tree asks for, as far as they are known.

    Returns
    -------
    str
        For example ``EASE``.
    """
    scales = ground.house.scales
    complete = bool(rough[-1])
    names = ("load",) if ground.weekly else (*ROUGH, *(scale for scale, _ in ground.loose))
    caps = {name: step for name, step in zip(names, rough, strict=False) if step < FREE}
    if ground.weekly:
        return scales.week_label(caps, complete=complete).name
    facts = {**amounts, "planned_type": planned} if isinstance(planned, str) else amounts
    return scales.label(caps, int(-rough[-2]), facts, complete=complete).name


def labels(rough: Rough, state: State, planned: object) -> Iterator[tuple[str, dict[int, Point]]]:
    """Read off every label that advice may wear.

    Parameters
    ----------
    rough : Rough
        Combined advice.
    state : State
        Facts laid over the knots.
    planned : object
        The planned session, or ``None`` for no plan.

    Yields
    ------
    tuple of str and dict
        For example ``EASE``, and with which points of the planned amounts' knots it is so; a label may come more than
        once.
    """
    capped = rough[len(ROUGH) : -2]
    loose = [knot for (_, knot), cap in zip(state.ground.loose, capped, strict=False) if cap < FREE]
    for points in product(*(state.possible(knot) for knot in loose)):
        yield label_of(rough, state.ground, planned, merged(points)), dict(zip(loose, points, strict=True))


def together(state: State, knots: Iterable[int]) -> Iterator[Point]:
    """Give a point for each combination of patterns of several knots."""
    yield from map(merged, product(*(state.possible(knot) for knot in knots)))


def merged(points: Iterable[Point]) -> Point:
    """Make one point of those of several knots."""
    return {name: value for point in points for name, value in point.items()}


def meet(one: Rough, two: Rough) -> Rough:
    """Combine two of them."""
    return tuple(map(min, one, two))
