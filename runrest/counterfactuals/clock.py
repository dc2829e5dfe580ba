"""Time that passes: what some hours make of every signal that time alone moves, all of them together.

An answer is for a day, and nothing tells at what hour it is asked. So the clock starts at the day's beginning unless an
hour is given: hours count at once, days and weeks at each midnight that is passed. Nothing else happens meanwhile.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.counterfactuals.cuts import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.conditions import Bound
    from runrest.counterfactuals.ways import Way
    from runrest.differences.cells import Cell
    from runrest.signals import Signal, Value

DAY_H = 24.0
WEEK_DAYS = 7
BEFORE_H = 1e-6
SOON_H = 0.1
"""How far past an instant that does not itself belong to a stretch of time, where there is room."""


@frozen
class Clock:
    """The signals that time moves, as they are now, and the hour of the day."""

    facts: Mapping[str, Value]
    signals: Mapping[str, Signal]
    ways: Mapping[str, Way]
    """Only of signals that are known and do move."""
    hour: float = 0.0

    def midnights(self, hours: float) -> int:
        """Count the midnights that some hours pass."""
        return math.floor(tidy((self.hour + hours) / DAY_H))

    def value(self, name: str, hours: float) -> Value:
        """Give a signal as it is after some hours.

        Parameters
        ----------
        name : str
            A signal that time moves.
        hours : float
            Not negative [h].

        Returns
        -------
        value
            Never beyond the signal's valid range.
        """
        way = self.ways[name]
        nights = self.midnights(hours)
        if way.becomes is not None:
            return way.becomes if nights else self.facts[name]
        return self._moved(name, hours if way.per == "hour" else nights // (WEEK_DAYS if way.per == "week" else 1))

    def until(self, name: str, end: Bound) -> Bound:
        """Give the bound that a count comes to before some instant, as the last that belongs to that time.

        The instant itself still belongs to it where only what comes after does not.
        """
        way = self.ways[name]
        hours, after = end
        value = float(self.value(name, hours))
        if after > 0:
            return (value, 0)
        if way.per == "hour" and value not in self.signals[name].valid:  # at its end it stays there
            return (value, -1 if way.step > 0 else 1)
        return (float(self.value(name, hours - BEFORE_H)), 0)

    def _moved(self, name: str, units: float) -> Value:
        way, signal = self.ways[name], self.signals[name]
        now = self.facts[name]
        if not units or isinstance(now, (bool, str)):
            return now
        step = way.step / float(self.facts[way.over]) if way.over else way.step
        low, high = signal.valid
        number = min(max(tidy(now + step * units), low), high)
        return int(number) if signal.type == "integer" else number

    def turns(self, name: str, cells: Iterable[Cell]) -> list[Bound]:
        """Say when a signal comes into each of its cells that lie ahead.

        Parameters
        ----------
        name : str
            A signal that time moves.
        cells : iterable of Cell
            Of that signal.

        Returns
        -------
        list of bounds
            Hours from now; the side tells whether that very instant already counts.
        """
        way = self.ways[name]
        now = self.facts[name]
        if way.becomes is not None:
            return [] if now == way.becomes else [(self._midnight(1), 0)]
        if isinstance(now, (bool, str)):
            return []
        up = way.step > 0
        ahead = [cell for cell in cells if (cell.low > (now, 0) if up else cell.high < (now, 0))]
        step = way.step / float(self.facts[way.over]) if way.over else way.step
        if way.per == "hour":
            edges = [(cell.low if up else cell.high) for cell in ahead]
            return [(tidy((edge - now) / step), abs(side)) for edge, side in edges]
        turns: list[Bound] = []
        days = WEEK_DAYS if way.per == "week" else 1
        for cell in ahead:
            edge = cell.low if up else cell.high
            units = max(1, math.floor((edge[0] - now) / step) - 1)
            while units and self._short(name, units, edge, up):
                units += 1
            turns.append((self._midnight(units * days), 0))
        return turns

    def _short(self, name: str, units: int, edge: Bound, up: bool) -> bool:
        """Tell whether a count does not yet reach an edge that lies within its range."""
        number = self._moved(name, units)
        place = (float(number), 0)
        return place < edge if up else place > edge

    def _midnight(self, number: int) -> float:
        return tidy(DAY_H * number - self.hour)
