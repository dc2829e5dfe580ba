"""The axes of a tree's state space: each plain signal cut into cells at every threshold that the tree knows.

Within a cell no question of the tree can tell two values apart, so proving something for one value of each cell
proves it for all. A set of cells is a bit mask. ``unknown`` is a cell of its own, and so is a ratio whose lower
part is 0: unknown to a question, but not to the athlete.

A ratio or difference is an axis of its own. A tree may not ask one of its parts besides (T308), so every value of
it goes with every value of the other axes. Which of its cells belong to somebody worse off than which is worked
out from the parts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.checking.parts import Parts
from runrest.checking.relating import countable, relate
from runrest.checking.spans import example, point, whole
from runrest.conditions import Bound, Condition, Interval, before, settle
from runrest.tree import Times

if TYPE_CHECKING:
    from runrest.signals import Signal, Value
    from runrest.tree import TreeFile
    from runrest.vocabulary import Vocabulary

MOST_CELLS = 1000


class TooIntricateError(Exception):
    """The tree cuts the state space into more cells or boxes than the documented limits."""


@frozen
class Axis:
    """One signal's values as cells: known ones best first, then ``divided by 0`` where there is such, then unknown."""

    signal: Signal
    cells: tuple[Value | None, ...]
    """A value that stands for each cell; ``None`` for unknown, and for a ratio whose lower part is 0."""
    intervals: tuple[Interval | None, ...]
    """The numbers of each cell; ``None`` for words, for unknown and for a ratio whose lower part is 0."""
    below: tuple[int, ...]
    """For each cell, the cells of those who may be better off than or the same as somebody in it."""
    zero: int | None = None
    """The cell of a ratio whose lower part is 0."""
    unknown: int = field(init=False)
    full: int = field(init=False)
    directed: bool = field(init=False)

    @unknown.default
    def _last(self) -> int:
        return 1 << (len(self.cells) - 1)

    @full.default
    def _all(self) -> int:
        return (1 << len(self.cells)) - 1

    @directed.default
    def _has_direction(self) -> bool:
        return self.signal.worse in ("up", "down")

    @property
    def known(self) -> int:
        """Give all cells but unknown."""
        return self.full & ~self.unknown

    def mask(self, test: Condition) -> int:
        """Give the cells that meet a condition."""
        return sum(1 << at for at, value in enumerate(self.cells) if test.holds(value))

    def better(self, worse: int) -> int:
        """Give all cells of those who may be better off than or the same as somebody in a set of cells."""
        found = 0
        while worse:
            low = worse & -worse
            found |= self.below[low.bit_length() - 1]
            worse ^= low
        return found

    def pair(self, worse: int, better: int) -> tuple[int, int]:
        """Pick two cells, the first of somebody worse off or the same: equal ones if possible, else the nearest."""
        same = worse & better
        if same:
            low = same & -same
            return low.bit_length() - 1, low.bit_length() - 1
        size = len(self.cells)
        found = [
            (abs(one - two), one, two)
            for one in range(size)
            if worse >> one & 1
            for two in range(size)
            if self.below[one] & better & 1 << two
        ]
        return min(found)[1:]


def build_axes(file: TreeFile, vocabulary: Vocabulary) -> dict[str, Axis]:
    """Cut every signal that a tree depends on into cells.

    Parameters
    ----------
    file : TreeFile
        A file whose branches can all be read.
    vocabulary : Vocabulary
        For the derived signals.

    Returns
    -------
    dict of str to Axis
        By signal name: plain signals, ratios and differences.

    Raises
    ------
    TooIntricateError
        Past ``MOST_CELLS`` thresholds on one signal.
    """
    tests: dict[str, list[Condition]] = {}
    for question in file.questions.values():
        for branch in question.branches:
            spread(question.signal, branch.condition, vocabulary, tests)
    for name, points in crossings(file).items():
        tests.setdefault(name, []).extend(Condition((Interval((at, 0), (at, 0)),)) for at in sorted(points))
    return {name: cut(vocabulary.signals[name], found, vocabulary) for name, found in tests.items()}


def spread(name: str, test: Condition, vocabulary: Vocabulary, tests: dict[str, list[Condition]]) -> None:
    """Hand a condition down to the axes that a derived signal is made of."""
    derived = vocabulary.derived.get(name)
    if derived is None or derived.kind in ("ratio", "difference"):
        tests.setdefault(name, []).append(test)
        return
    for member in derived.members:
        spread(member.signal, member.condition or test, vocabulary, tests)


def crossings(file: TreeFile) -> dict[str, set[float]]:
    """Say where a cap that is a multiple of a signal is 0, or meets a constant cap of the same scale."""
    caps = [cap for advice in file.advice.values() for cap in advice.caps]
    found: dict[str, set[float]] = {}
    for scale, cap in caps:
        if isinstance(cap, Times):
            points = found.setdefault(cap.of, {0.0})
            if cap.times:
                points.update(one / cap.times for where, one in caps if where == scale and isinstance(one, float))
    return found


def cut(signal: Signal, tests: list[Condition], vocabulary: Vocabulary) -> Axis:
    """Cut one signal at the thresholds of some conditions.

    Parameters
    ----------
    signal : Signal
        Plain, or a ratio or difference.
    tests : list of Condition
        Everything asked of it.
    vocabulary : Vocabulary
        For the parts of a ratio or difference.

    Returns
    -------
    Axis
        Cells from best to worst, unknown last.
    """
    if not signal.numeric:
        words: tuple[Value, ...] = signal.named_values()
        words = words[::-1] if signal.worse == "down" else words
        return Axis(signal, (*words, None), (None,) * (len(words) + 1), _order(signal, len(words)))
    turns = [Condition((point(0),))] if signal.worse == "both" else []  # below 0 a larger part turns the other way
    spans = list(_spans(signal, [*tests, *turns]))
    if signal.worse == "down":
        spans.reverse()
    if signal.name not in vocabulary.derived:
        shown = [example(Condition((span,)), signal) for span in spans]
        return Axis(signal, (*shown, None), (*spans, None), _order(signal, len(spans)))
    parts = Parts(vocabulary)
    if countable(signal.name, vocabulary):
        spans = [span for span in spans if next(parts.find(signal.name, span), None) is not None]
    shown = [example(Condition((span,)), signal) for span in spans]
    ratio = vocabulary.derived[signal.name].kind == "ratio"
    zero = len(spans) if ratio and next(parts.find(signal.name, None), None) is not None else None
    cells: tuple[Interval | None, ...] = (*spans, None) if zero is not None else tuple(spans)
    below = relate(parts, signal.name, cells)
    nobody = (None,) * (len(cells) - len(spans) + 1)
    return Axis(signal, (*shown, *nobody), (*cells, None), below, zero)


def _order(signal: Signal, size: int) -> tuple[int, ...]:
    """Relate the cells of a plain signal: each to itself, and to the better ones where there is a direction."""
    directed = signal.worse in ("up", "down")
    return tuple((2 << at) - 1 if directed and at < size else 1 << at for at in range(size + 1))


def _spans(signal: Signal, tests: list[Condition]) -> tuple[Interval, ...]:
    everything = whole(signal)
    bounds = {bound for test in tests for bound in test.cuts() if everything.low < bound <= everything.high}
    if len(bounds) > MOST_CELLS:
        raise TooIntricateError
    starts: list[Bound] = sorted({everything.low, *bounds})
    ends = [*(before(start) for start in starts[1:]), everything.high]
    cells: list[Interval] = []
    for start, end in zip(starts, ends, strict=True):
        part = Interval(start, end)
        cells += settle([part], signal) if not math.isinf(start[0]) else [part]
    return tuple(cells)
