"""What a ratio or difference may be once a forgotten part of it is known: the cells that then count."""

from __future__ import annotations

from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, TypeAlias

from runrest.checking.parts import MOST_COUNTED, Parts, figures, lies
from runrest.checking.spans import meet_spans, point, whole
from runrest.conditions import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.checking.axes import Axis
    from runrest.signals import Signal, Value
    from runrest.vocabulary import Vocabulary

Memory: TypeAlias = "tuple[int, Mapping[str, Value]]"
"""Cells, with the other parts that lead to them."""
MOST_FIGURES = 30


def memories(vocabulary: Vocabulary, axis: Axis, part: str, held: Mapping[str, Interval]) -> list[Memory]:
    """Say where a ratio or difference lies once a part of it is known.

    Parameters
    ----------
    vocabulary : Vocabulary
        For the parts.
    axis : Axis
        Of a ratio or difference.
    part : str
        The plain signal that was forgotten.
    held : mapping of str to Interval
        Where other parts lie that have an axis of their own.

    Returns
    -------
    list of memories
        With a direction: one cell each, that of the part's best value with some other parts. Without: the cells of
        all its values with some other parts. A division by 0 is left out: to a question it is unknown, as before.
    """
    signal = vocabulary.signals[part]
    if signal.worse not in ("up", "down"):
        return _least(_undirected(vocabulary, axis, signal, held))
    best = signal.valid[0] if signal.worse == "up" else signal.valid[1]
    parts = Parts(vocabulary, {**held, part: point(best)})
    found: list[Memory] = []
    for cell, span in enumerate(axis.intervals):
        facts = None if span is None else next(parts.find(axis.signal.name, span), None)
        if facts is not None:
            found.append((1 << cell, facts))
    return found


def _undirected(vocabulary: Vocabulary, axis: Axis, signal: Signal, held: Mapping[str, Interval]) -> Iterator[Memory]:
    name = axis.signal.name
    others = [vocabulary.signals[other] for other in dict.fromkeys(vocabulary.plain(name)) if other != signal.name]
    parts = Parts(vocabulary)
    low, high = signal.valid
    counted = signal.type == "integer" and high - low <= MOST_COUNTED
    tries = [int(number) for number in range(int(low), int(high) + 1)] if counted else [low, high]
    reaches = {other.name: held.get(other.name, whole(other)) for other in others}
    grids = [_grid(axis, other, reaches[other.name], signal, alone=len(others) == 1) for other in others]
    for values in product(*grids):
        facts = dict(zip((other.name for other in others), values, strict=True))
        reached = [parts.value(name, {**facts, signal.name: number}) for number in tries]
        numbers = [value for value in reached if isinstance(value, (int, float))]
        if len(numbers) < len(tries) or _crosses(parts, name, [{**facts, signal.name: number} for number in tries]):
            continue  # with some value it is divided by 0, and then as unknown as without
        spans = [point(number) for number in numbers] if counted else [_between(numbers)]
        mask = sum(
            1 << cell
            for cell, whole_cell in enumerate(axis.intervals)
            if whole_cell is not None and any(meet_spans(whole_cell, span) for span in spans)
        )
        yield mask, {**facts, signal.name: tries[0]}


def _crosses(parts: Parts, name: str, athletes: list[dict[str, Value]]) -> bool:
    """Tell whether the lower part of a ratio goes through 0 between athletes."""
    _, lower = parts.members(name)
    bases = [value for facts in athletes if isinstance(value := parts.value(lower, facts), (int, float))]
    return parts.vocabulary.derived[name].kind == "ratio" and min(bases) < 0 < max(bases)


def _between(numbers: list[int | float]) -> Interval:
    return Interval((min(numbers), 0), (max(numbers), 0))


def _grid(axis: Axis, other: Signal, reach: Interval, signal: Signal, *, alone: bool) -> list[int | float]:
    """Give values of another part: plain ones, and those at which the reach of the forgotten one crosses a cell."""
    found = set(islice(figures(other, reach), MOST_FIGURES))
    found.update(bound[0] for bound in (reach.low, reach.high))
    if alone:
        edges = {bound[0] for span in axis.intervals if span is not None for bound in (span.low, span.high)}
        for edge in edges:
            for end in signal.valid:
                found.update({end * edge, end - edge, end + edge, *([end / edge] if edge else [])})
    near = sorted(number for number in found if reach.low[0] <= number <= reach.high[0])
    middle = [(one + two) / 2 for one, two in pairwise(near)]
    every = [number for number in sorted({*near, *(middle if alone else ())}) if lies(number, reach)]
    return [number for number in every if other.type == "number" or float(number).is_integer()]


def _least(found: Iterator[Memory]) -> list[Memory]:
    """Keep the memories with the fewest cells: what holds for them holds for all that include them."""
    kept: dict[int, Mapping[str, Value]] = {}
    for mask, facts in found:
        if not any(other & mask == other for other in kept):
            kept = {other: told for other, told in kept.items() if other & mask != mask}
            kept[mask] = facts
    return list(kept.items())
