"""Knots: signals that are tied together, with the patterns of values that no tree can tell apart.

Most knots are one signal, and its patterns are the cells between the cuts of the trees. The parts of a ratio or a
difference make one knot, and so do a planned amount and the signal that a cap is a multiple of: there a pattern
says in which cell each part lies, in which cell each ratio, and which side of each comparison.

A set of patterns is a bit mask. ``unknown`` is a pattern too.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

from runrest.conditions import Interval
from runrest.differences.cells import Cell, best
from runrest.unknowns.limits import TooTangledError
from runrest.unknowns.sampling import MOST_WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.conditions import Bound, Condition
    from runrest.signals import Signal, Value

Point: TypeAlias = "Mapping[str, Value]"
"""Values of a knot's signals that stand for a pattern; unknown ones are absent."""


@frozen
class Ladder:
    """The cells of one number, as the bounds at which they begin."""

    starts: tuple[Bound, ...]

    def place(self, value: float) -> int:
        """Give the number of the cell in which a value lies."""
        return bisect_right(self.starts, (value, 0)) - 1


@define(eq=False)
class Knot:
    """Signals that are tied together."""

    signals: tuple[Signal, ...]
    points: list[Point]
    """A point for each pattern."""

    @property
    def names(self) -> tuple[str, ...]:
        """Name the signals."""
        return tuple(signal.name for signal in self.signals)


@define(eq=False)
class Single(Knot):
    """One signal by itself: a pattern for each cell, and one for unknown, the last."""

    cells: tuple[Cell, ...]
    ladder: Ladder | None = field(init=False)
    """``None`` for words."""
    words: Mapping[Value | None, int] = field(init=False)

    @classmethod
    def of(cls, signal: Signal, cells: tuple[Cell, ...]) -> Single:
        """Make a knot of a signal that is cut into cells."""
        points: list[Point] = [{signal.name: cell.near(signal, best(signal))} for cell in cells]
        return cls((signal,), [*points, {}], cells)

    @ladder.default
    def _climb(self) -> Ladder | None:
        return Ladder(tuple(cell.low for cell in self.cells)) if self.signals[0].numeric else None

    @words.default
    def _number(self) -> Mapping[Value | None, int]:
        return {cell.word: at for at, cell in enumerate(self.cells)}

    def known(self, value: Value) -> int:
        """Give the pattern of a value as a mask."""
        if self.ladder is None:
            return 1 << self.words[value]
        return 1 << self.ladder.place(value)  # type: ignore[arg-type]

    def mask(self, test: Condition) -> tuple[int, dict[int, Point]]:
        """Give the patterns that some value of a condition has, with points that lie inside where it cuts a cell."""
        name, signal = self.signals[0].name, self.signals[0]
        found = 1 << len(self.cells) if test.unknown else 0
        points: dict[int, Point] = {}
        for value in test.values:
            found |= 1 << self.words[value]
        for part in test.intervals:
            for at, cell in enumerate(self.cells):
                low, high = max(cell.low, part.low), min(cell.high, part.high)
                if low <= high:
                    found |= 1 << at
                    if (low, high) != (cell.low, cell.high):
                        points.setdefault(at, {name: Cell(low, high).near(signal, best(signal))})
        return found, points

    def within(self, number: int, test: Condition) -> tuple[tuple[Interval, Point], ...]:
        """Give the numbers of one cell for which a condition holds, whole ones each by itself."""
        cell, signal = self.cells[number], self.signals[0]
        met = ((max(cell.low, part.low), min(cell.high, part.high)) for part in test.intervals)
        parts = [part for low, high in met if low <= high for part in each(Interval(low, high), signal)]
        return tuple((part, {signal.name: Cell(part.low, part.high).near(signal, best(signal))}) for part in parts)


def each(part: Interval, signal: Signal) -> Iterator[Interval]:
    """Take an interval of whole numbers apart; one of broken numbers stays as it is.

    Raises
    ------
    TooTangledError
        Where there are too many.
    """
    if signal.type != "integer":
        yield part
        return
    if part.high[0] - part.low[0] > MOST_WHOLE:
        raise TooTangledError((signal.name,))
    yield from (Interval((at, 0), (at, 0)) for at in range(int(part.low[0]), int(part.high[0]) + 1))
