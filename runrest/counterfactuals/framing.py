"""From boxes of changed states to changes: the nearest state, how far each part of it reaches, and when it comes."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.conditions import Condition, Interval, settle
from runrest.counterfactuals.alternatives import Change, Part
from runrest.counterfactuals.variables import PLANNED, TIME
from runrest.counterfactuals.ways import UNIT_H
from runrest.vocabulary import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.checking.boxes import Box
    from runrest.counterfactuals.landscape import Found, Landscape


def frame(land: Landscape, found: Found, *, freer: bool) -> tuple[Change, ...]:
    """Make a change of each set of variables.

    Parameters
    ----------
    land : Landscape
        Around one answer.
    found : dict of frozenset to list of boxes
        What a search gave.
    freer : bool
        Which way was searched.

    Returns
    -------
    tuple of Change
        What is felt before what is planned, what is known before what is not; then the nearest label, the fewest
        parts, the shortest wait.
    """
    framing = _Framing(land, freer)
    changes = [framing.change(names, boxes) for names, boxes in found.items()]
    return tuple(sorted(changes, key=framing.order))


@frozen
class _Framing:
    """Makes changes in one direction."""

    land: Landscape
    freer: bool

    def order(self, change: Change) -> tuple[object, ...]:
        """Say where a change comes among others."""
        unknown = any(part.was is None for part in change.parts)
        place = self.land.labels.index(change.label)
        other = any(part.signal.name == PLANNED for part in change.parts)
        first = self.land.vocabulary.names.index(change.parts[0].signal.name)
        return (change.planned, unknown, place, len(change.parts), change.wait_h or 0.0, other, first)

    def change(self, names: frozenset[str], boxes: list[Box]) -> Change:
        """Make the change of one set of variables."""
        land = self.land
        order = [name for name in land.variables if name in names]
        point = min((self.nearest(box) for box in boxes), key=lambda point: self.far(point, order))
        there = land.decide(point)
        reach = self.reach(point, order, land.place(there))
        parts = [part for name in order for part in self.parts(name, point, reach, land.place(there))]
        waits = [part.wait_h for part in parts if part.wait_h is not None]
        wait = max([*waits, land.variables[TIME].far[point[TIME]]] if TIME in point else waits, default=None)
        facts = {name: value for name, value in there.facts.items() if land.facts.get(name) != value}
        return Change(tuple(parts), there.label, there.words, there.caps, there.refer, wait, facts)

    def nearest(self, box: Box) -> dict[str, int]:
        """Pick the state of a box that is nearest to now on each variable."""
        point = {}
        for name, mask in box.items():
            far = self.land.variables[name].far
            point[name] = min((at for at in range(len(far)) if mask >> at & 1), key=lambda at: far[at])
        return point

    def far(self, point: Mapping[str, int], order: Iterable[str]) -> tuple[float, tuple[int, ...]]:
        """Say how far a state is from now; where two are as far, the order of the cells decides."""
        variables = self.land.variables
        return sum(variables[name].far[at] for name, at in point.items()), tuple(point[name] for name in order)

    def enough(self, found: int, place: int) -> bool:
        """Tell whether a label is as free, or as careful, as another, and no contradiction."""
        if found >= len(self.land.labels):
            return False
        return found <= place if self.freer else found >= place

    def reach(self, point: Mapping[str, int], order: list[str], place: int) -> dict[str, int]:
        """Let each variable take every cell that does it with all cells of the others; time goes on unbroken."""
        masks = {name: 1 << at for name, at in point.items()}
        for name in order:
            variable = self.land.variables[name]
            allowed = variable.freer if self.freer else variable.stricter
            others = [[(other, at) for at in _places(masks[other])] for other in order if other != name]
            for at in range(len(variable.cells)):
                if name == TIME and (at < point[name] or not masks[name] >> (at - 1) & 1):
                    continue
                if allowed >> at & 1 and all(
                    self.enough(self.land.stand({**dict(row), name: at}), place) for row in product(*others)
                ):
                    masks[name] |= 1 << at
        return masks

    def parts(self, name: str, point: Mapping[str, int], reach: Mapping[str, int], place: int) -> list[Part]:
        """Give the parts of a change that one variable stands for: of time, each signal whose moving is needed."""
        land = self.land
        variable = land.variables[name]
        if name == TIME:
            return self.waits(point, reach[name], place)
        signal = land.vocabulary.signals[name]
        cells = [cell for at in _places(reach[name]) if (cell := variable.cells[at]) is not None]
        words = frozenset(cell.word for cell in cells if cell.word is not None)
        spans = [Interval(cell.low, cell.high) for cell in cells if cell.word is None]
        condition = Condition(settle(spans, signal), words)
        value = variable.values[point[name]]
        assert value is not None  # a search never forgets what is known, nor leaves what is not as it is
        wait = self.at_the_latest(name, condition) if variable.kind == "wait" else None
        return [Part(signal, variable.kind, condition, value, land.facts.get(name), wait)]

    def at_the_latest(self, name: str, condition: Condition) -> float | None:
        """Say by when a signal that counts on, and is not known, is surely far enough: an advice may tell."""
        land = self.land
        way = land.decision.house.changing[name]
        hours = [
            outcome.advice.not_before_h
            for at, outcome in enumerate(land.decision.outcomes)
            if land.cuts.askers[name] >> at & 1 and outcome.advice.not_before_h is not None
        ]
        if not hours or way.step <= 0 or way.over or way.becomes is not None:
            return None
        units = max(hours) / UNIT_H[way.per]
        return max(hours) if condition.holds(units) else None

    def waits(self, point: Mapping[str, int], mask: int, place: int) -> list[Part]:
        """Give the signals that time has to move for it, each with the hours that it needs itself."""
        land = self.land
        time = land.variables[TIME]
        facts = land.changed(point)
        touched = land.touched(point)
        plan = land.plan_of(point)
        parts = []
        last = max(_places(mask))
        for name in land.clock.ways:
            if land.moment(point[TIME])[name] == land.facts[name]:
                continue
            for at in range(point[TIME] + 1):
                tried = Facts({**facts, name: land.moment(at)[name]})
                if self.enough(land.stand_with(tried, touched, plan), place):
                    facts = tried
                    break
            if at:
                parts.append(self.waited(name, at, last, time.far[at]))
        return parts

    def waited(self, name: str, at: int, last: int, hours: float) -> Part:
        """Make the part of a signal that time moves, from one cell of time to another."""
        land = self.land
        signal, way = land.vocabulary.signals[name], land.clock.ways[name]
        value = land.moment(at)[name]
        if isinstance(value, (bool, str)):
            return Part(signal, "wait", Condition(values=frozenset([value])), value, land.facts[name], hours)
        cells = land.cuts.cells(signal, land.vocabulary, land.facts)
        start = next(cell for cell in cells if cell.low <= (value, 0) <= cell.high)
        end = next(cell for cell in cells if cell.low <= (land.moment(last)[name], 0) <= cell.high)
        span = Interval(start.low, end.high) if way.step > 0 else Interval(end.low, start.high)
        time = land.variables[TIME].cells
        if last < len(time) - 1 and (after := time[last + 1]) is not None:  # something else may end it sooner
            stop = land.clock.until(name, after.low)
            span = (
                Interval(span.low, min(span.high, stop)) if way.step > 0 else Interval(max(span.low, stop), span.high)
            )
        return Part(signal, "wait", Condition(settle([span], signal)), value, land.facts[name], hours)


def _places(mask: int) -> list[int]:
    return [at for at in range(mask.bit_length()) if mask >> at & 1]
