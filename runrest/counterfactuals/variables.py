"""What may be different about one athlete: each changeable signal in its cells, and time as one variable for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from runrest.conditions import before
from runrest.counterfactuals.clock import SOON_H, Clock
from runrest.differences.cells import Cell
from runrest.scales import FREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.conditions import Bound
    from runrest.counterfactuals.cuts import Cuts
    from runrest.counterfactuals.ways import Kind
    from runrest.decision import Decision
    from runrest.signals import Signal, Value

TIME = "time"
"""The variable of all signals that time moves. It is no signal's name: see ``variables_of``."""
ENDLESS_H = 1e9
PLANNED = "planned_type"


@frozen
class Variable:
    """One thing that may be different, cut into cells in which no answer can change."""

    name: str
    kind: Kind
    cells: tuple[Cell | None, ...]
    """``None`` is the cell of not knowing it, which is there only while it is not known."""
    values: tuple[Value | None, ...]
    """One value for each cell: as it is now, and elsewhere the nearest to that."""
    now: int
    """The place of the cell it lies in."""
    freer: int
    """The cells it may move to for a freer answer, as a mask."""
    stricter: int
    """The cells it may move to for a more careful answer, as a mask."""
    far: tuple[float, ...]
    """How far each cell is from now, to choose the nearest by."""


def variables_of(decision: Decision, cuts: Cuts, hour: float) -> tuple[dict[str, Variable], Clock]:
    """List everything that may be different and that some tree looks at.

    Parameters
    ----------
    decision : Decision
        Any answer.
    cuts : Cuts
        Of its trees.
    hour : float
        The hour of the day at which it was asked [h].

    Returns
    -------
    tuple of dict and Clock
        The variables by name, those of signals in the vocabulary's order, then time where it moves anything; and
        what moves with it.
    """
    house, facts = decision.house, decision.facts
    vocabulary = house.vocabulary
    found: dict[str, Variable] = {}
    moving: dict[str, tuple[Cell, ...]] = {}
    runs = leaves_room_for_a_run(decision)
    asked = cuts.askers.keys() | cuts.caps.keys() | ({PLANNED} if not decision.weekly else set())
    for name, signal in vocabulary.signals.items():
        way = house.changing.get(name)
        if way is None or name not in asked or name in cuts.bases:
            continue
        cells = cuts.cells(signal, vocabulary, facts)
        if way.kind != "wait" or name not in facts:
            found[name] = _variable(signal, way.kind, cells, facts.get(name), house.scales.demands)
            if name == PLANNED:
                found[name] = evolve(found[name], freer=found[name].freer & _less(decision, cells))
        elif not (way.held and runs) and (not way.over or facts.get(way.over)):
            moving[name] = cells
    clock = Clock(facts, vocabulary.signals, {name: house.changing[name] for name in moving}, hour)
    turns = {turn for name, cells in moving.items() for turn in clock.turns(name, cells)}
    if turns:
        found[TIME] = _time(turns)
    return found, clock


def leaves_room_for_a_run(decision: Decision) -> bool:
    """Tell whether an answer leaves room for a run of some kind, were it very easy and short."""
    scales, ranks = decision.house.scales.scales, decision.ranks
    least = {"intensity": scales["intensity"].rank("recovery"), "impact": scales["impact"].rank("run")}
    if any(ranks.get(scale, FREE) < (rank or 0.0) for scale, rank in least.items()):
        return False
    return all(ranks.get(scale, FREE) > 0 for scale in ("volume", "km", "minutes"))


def _variable(
    signal: Signal, kind: Kind, known: tuple[Cell, ...], now: Value | None, demands: Mapping[str, Any]
) -> Variable:
    cells: tuple[Cell | None, ...] = known if now is not None else (*known, None)
    at = len(known) if now is None else next(place for place, cell in enumerate(known) if lies(now, cell))
    values = tuple(now if place == at or cell is None else near(cell, signal, now) for place, cell in enumerate(cells))
    others = ((1 << len(cells)) - 1) & ~(1 << at)
    freer = stricter = others
    if now is not None:
        better = 0 if signal.worse not in ("up", "down") else (1 << at) - 1
        if signal.worse == "down":
            better = others & ~better
        if kind == "worsen":
            freer, stricter = 0, others & ~better
        elif kind == "choose":
            freer = better if signal.worse in ("up", "down") else others
    if kind == "choose":
        stricter = 0
    if kind == "wait":
        stricter = 0
    far = tuple(_far(signal, now, value, demands) for value in values)
    return Variable(signal.name, kind, cells, values, at, freer, stricter, far)


def _less(decision: Decision, cells: tuple[Cell, ...]) -> int:
    """Give the kinds of session that ask no more than the one planned; a run stays a run where running is allowed."""
    demands = decision.house.scales.demands
    asked = decision.house.scales.demand(decision.facts.get(PLANNED))
    swapped = decision.ranks.get("impact", FREE) < asked["impact"]
    mask = 0
    for at, cell in enumerate(cells):
        other = demands[str(cell.word)]
        if all(other[scale] <= rank for scale, rank in asked.items()) and (
            swapped or other["impact"] == asked["impact"]
        ):
            mask |= 1 << at
    return mask


def _far(signal: Signal, now: Value | None, value: Value | None, demands: Mapping[str, Any]) -> float:
    if value is None or value == now:
        return 0.0
    if signal.name == PLANNED:
        asked, other = demands[now if isinstance(now, str) else "unplanned"], demands[str(value)]
        return float(sum(abs(asked[scale] - other[scale]) for scale in asked))
    if not signal.numeric:
        words: tuple[Value, ...] = signal.named_values()
        return abs(words.index(value) - (0 if now is None else words.index(now))) / len(words)
    worst = signal.valid[0] if signal.worse == "down" else signal.valid[1]
    start = float(worst if now is None else now)
    return abs(float(value) - start) / (signal.valid[1] - signal.valid[0])


def _time(turns: Iterable[Bound]) -> Variable:
    starts = [(0.0, 0), *sorted(turns)]
    cells = []
    for at, start in enumerate(starts):
        end = before(starts[at + 1]) if at + 1 < len(starts) else (ENDLESS_H, 0)
        cells.append(Cell(start, end))
    values = tuple(
        cell.low[0] if not cell.low[1] else min(cell.low[0] + SOON_H, (cell.low[0] + cell.high[0]) / 2)
        for cell in cells
    )
    later = ((1 << len(cells)) - 1) & ~1
    return Variable(TIME, "wait", tuple(cells), values, 0, later, later, values)


def near(cell: Cell, signal: Signal, now: Value | None) -> Value:
    """Give the value of a cell that is nearest to now, rounded only where that stays inside.

    Parameters
    ----------
    cell : Cell
        Of the signal.
    signal : Signal
        Plain.
    now : value or None
        As it is; where that is not known, the worse end counts as near.

    Returns
    -------
    value
        Inside the cell.
    """
    value = cell.near(signal, now)
    if lies(value, cell):
        return value
    (low, above), (high, below) = cell.low, cell.high
    return low if not above else high if not below else (low + high) / 2


def lies(value: Value, cell: Cell) -> bool:
    """Tell whether a value lies in a cell."""
    return value == cell.word if isinstance(value, (bool, str)) else cell.low <= (value, 0) <= cell.high
