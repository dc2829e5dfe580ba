"""The axes of a tree's state space: each plain signal cut into cells at every threshold that the tree knows.

Within a cell no question of the tree can tell two values apart, so proving something for one value of each cell
proves it for all. Cells are numbered from best to worst; ``unknown`` is a cell of its own. A set of cells is a
bit mask. A ratio or difference is an axis of its own: a tree may not ask one of its parts besides (T308), so every
value of it goes with every value of the other axes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.checking.coverage import example
from runrest.conditions import Bound, Condition, Interval, before, everything, settle

if TYPE_CHECKING:
    from runrest.signals import Signal, Value
    from runrest.tree import TreeFile
    from runrest.vocabulary import Vocabulary


@frozen
class Axis:
    """One signal's values as cells, best first; the last cell is ``unknown``."""

    signal: Signal
    cells: tuple[Value | None, ...]
    """A value that stands for each cell; ``None`` for unknown, and for a ratio whose lower part is 0."""
    zero: int | None = None
    """The cell of a ratio whose lower part is 0: unknown to a question, but not to the athlete."""
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

    def mask(self, test: Condition) -> int:
        """Give the cells that meet a condition."""
        return sum(1 << at for at, value in enumerate(self.cells) if test.holds(value))

    def best(self) -> int:
        """Give the cell of the best value that the signal itself can have."""
        return 1 << (1 if self.zero == 0 else 0)

    def related(self, worse: int, better: int) -> bool:
        """Tell whether a cell of one set is worse than, or the same as, a cell of another.

        On an axis without direction only the same cell will do; on one that can go either way, any known pair.
        """
        if worse & better & self.unknown:
            return True
        known = self.full & ~self.unknown
        one, two = worse & known, better & known
        if not one or not two:
            return False
        if self.signal.worse == "both":
            return True
        if not self.directed:
            return bool(one & two)
        return one.bit_length() >= (two & -two).bit_length()

    def pair(self, worse: int, better: int) -> tuple[int, int]:
        """Pick the cells that show ``related``: equal ones if possible, else the nearest."""
        same = worse & better
        if same:
            low = same & -same
            return low.bit_length() - 1, low.bit_length() - 1
        known = self.full & ~self.unknown
        two = (better & known & -(better & known)).bit_length() - 1
        above = (worse & known) if self.signal.worse == "both" else (worse & known) >> (two + 1) << (two + 1)
        return (above & -above).bit_length() - 1, two


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
    """
    tests: dict[str, list[Condition]] = {}
    for question in file.questions.values():
        for branch in question.branches:
            _spread(question.signal, branch.condition, vocabulary, tests)
    for advice in file.advice.values():
        for _, cap in advice.caps:
            if not isinstance(cap, (str, float)):
                tests.setdefault(cap.of, [])
    return {name: cut(vocabulary.signals[name], found, vocabulary) for name, found in tests.items()}


def _spread(name: str, test: Condition, vocabulary: Vocabulary, tests: dict[str, list[Condition]]) -> None:
    """Hand a condition down to the axes that a derived signal is made of."""
    derived = vocabulary.derived.get(name)
    if derived is None or derived.kind in ("ratio", "difference"):
        tests.setdefault(name, []).append(test)
        return
    for member in derived.members:
        _spread(member.signal, member.condition or test, vocabulary, tests)


def cut(signal: Signal, tests: list[Condition], vocabulary: Vocabulary) -> Axis:
    """Cut one signal at the thresholds of some conditions.

    Parameters
    ----------
    signal : Signal
        Plain, or a ratio or difference.
    tests : list of Condition
        Everything asked of it.
    vocabulary : Vocabulary
        To see whether a ratio's lower part can be 0.

    Returns
    -------
    Axis
        Cells from best to worst, unknown last.
    """
    if signal.numeric:
        cells = [example(Condition((part,)), signal) for part in _parts(signal, tests)]
    else:
        cells = list(signal.named_values())
    found: list[Value | None] = list(cells)
    zero = None
    derived = vocabulary.derived.get(signal.name)
    if derived is not None and derived.kind == "ratio" and vocabulary.signals[derived.members[1].signal].valid[0] <= 0:
        zero = 0 if signal.worse == "down" else len(found)
        found.append(None)
    if signal.worse == "down":
        found.reverse()
    return Axis(signal, (*found, None), zero)


def _parts(signal: Signal, tests: list[Condition]) -> tuple[Interval, ...]:
    (whole,) = everything(signal).intervals
    starts: list[Bound] = sorted({whole.low, *(bound for test in tests for bound in test.cuts() if bound <= whole.high)})
    ends = [*(before(start) for start in starts[1:]), whole.high]
    cells: list[Interval] = []
    for start, end in zip(starts, ends, strict=True):
        part = Interval(start, end)
        cells += settle([part], signal) if not math.isinf(start[0]) else [part]
    return tuple(cells)
