"""Where the trees of a question cut each plain signal, and which trees look at it: worked out once for all athletes."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import field, frozen

from runrest.checking.axes import spread
from runrest.conditions import Bound, before
from runrest.differences.cells import Cell
from runrest.scales import AMOUNTS
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from runrest.conditions import Condition
    from runrest.linking import Tree
    from runrest.signals import Signal, Value
    from runrest.vocabulary import Vocabulary

DIGITS = 12
MOST_KEPT = 4096
Kept = TypeVar("Kept")
Bounds: TypeAlias = frozenset[Bound]
"""Lower bounds at which an answer can change."""


@frozen
class Cuts:
    """What a set of trees asks, signal by signal."""

    plain: Mapping[str, Bounds]
    """By plain signal: where it is cut by what is asked of it."""
    quotients: Mapping[str, tuple[tuple[str, Bounds], ...]]
    """By plain signal: the ratios and differences of which it is the upper part, with their cuts."""
    askers: Mapping[str, int]
    """By plain signal: the trees that look at it, as a mask of their places."""
    bases: frozenset[str]
    """Signals that others are measured by: lower parts of ratios and differences, and what a cap is a multiple of."""
    caps: Mapping[str, tuple[float | Times, ...]]
    """By the name of a planned amount: the caps that it is held against."""
    axes: tuple[tuple[str, ...], ...]
    """For each tree the signals it is mapped over: plain ones, ratios and differences."""
    kept: dict[Hashable, Any] = field(factory=dict, init=False, repr=False, eq=False)
    """What was worked out for one athlete and holds for others."""

    def keep(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Work something out, unless it was before."""
        if key not in self.kept:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = make()
        kept: Kept = self.kept[key]
        return kept

    def cells(self, signal: Signal, vocabulary: Vocabulary, facts: Mapping[str, Value]) -> tuple[Cell, ...]:
        """Cut a plain signal wherever an answer can change, all other facts being as they are.

        Parameters
        ----------
        signal : Signal
            A plain signal that is no base.
        vocabulary : Vocabulary
            For ratios and differences.
        facts : mapping of str to value
            What is known.

        Returns
        -------
        tuple of Cell
            In rising order, without gaps; one for each value of a boolean or a choice.
        """
        plain = self.plain.get(signal.name, frozenset())
        if signal.name not in self.quotients and signal.name not in self.caps:
            return self.keep(signal.name, lambda: stretches(signal, plain))
        cuts = set(plain)
        for name, asked in self.quotients.get(signal.name, ()):
            for at in solved(name, {bound[0] for bound in asked if math.isfinite(bound[0])}, vocabulary, facts):
                cuts |= {(at, 0), (at, 1)}
        cuts |= {(figure, 1) for figure in self.capped(signal.name, facts)}
        return stretches(signal, cuts)

    def capped(self, name: str, facts: Mapping[str, Value]) -> list[float]:
        """List the caps that a planned amount is held against, where their base is known."""
        figures = (_figure(cap, facts) for cap in self.caps.get(name, ()))
        return [figure for figure in figures if figure is not None]


def _figure(cap: float | Times, facts: Mapping[str, Value]) -> float | None:
    if not isinstance(cap, Times):
        return cap
    base = facts.get(cap.of)
    if base is None:
        return None
    figure = cap.times * float(base)
    return min(figure, tidy(figure))


def tidy(number: float) -> float:
    """Round off the last digits, in which sums and products of figures are not exact."""
    return float(f"{number:.{DIGITS}g}") if math.isfinite(number) else number


def stretches(signal: Signal, cuts: Iterable[Bound]) -> tuple[Cell, ...]:
    """Divide the range of a signal at some bounds; each value of a boolean or a choice is a cell.

    Examples
    --------
    >>> from runrest.signals import Signal
    >>> [(cell.low[0], cell.high[0]) for cell in stretches(Signal("f", "integer", "up", "F", (1, 7)), [(4, 1)])]
    [(1, 4), (5, 7)]
    """
    if not signal.numeric:
        return tuple(Cell(word=value) for value in signal.named_values())
    low, high = (signal.valid[0], 0), (signal.valid[1], 0)
    starts = sorted({low, *(start for cut in cuts if low < (start := _step(cut, signal)) <= high)})
    ends = [*((start[0] - 1, 0) if signal.type == "integer" else before(start) for start in starts[1:]), high]
    return tuple(Cell(start, end) for start, end in zip(starts, ends, strict=True))


def _step(cut: Bound, signal: Signal) -> Bound:
    """Move a cut to the first whole number at or above it, where the signal counts."""
    if signal.type != "integer" or not math.isfinite(cut[0]):
        return cut
    return (math.floor(cut[0]) + 1 if cut[1] > 0 else math.ceil(cut[0]), 0)


def solved(name: str, cuts: Iterable[float], vocabulary: Vocabulary, facts: Mapping[str, Value]) -> set[float]:
    """Bring the cuts of a ratio or difference down to its plain upper part.

    Parameters
    ----------
    name : str
        A ratio or difference.
    cuts : iterable of float
        Values of it at which an answer can change.
    vocabulary : Vocabulary
        How it is made.
    facts : mapping of str to value
        What is known; the lower part must be, or there is nothing to solve.

    Returns
    -------
    set of float
        Values of the upper part.
    """
    derived = vocabulary.derived.get(name)
    if derived is None:
        return {tidy(cut) for cut in cuts}
    top, base = (member.signal for member in derived.members)
    known = vocabulary.range_of(base, facts)
    if known is None or known[0] != known[1]:
        return set()
    number = float(known[0])
    if derived.kind == "ratio":
        return solved(top, {cut * number for cut in cuts}, vocabulary, facts) if number else set()
    return solved(top, {cut + number for cut in cuts}, vocabulary, facts)


@lru_cache(maxsize=16)
def cuts_of(trees: tuple[Tree, ...]) -> Cuts:
    """Gather the cuts of some trees.

    Parameters
    ----------
    trees : tuple of Tree
        All of one house.

    Returns
    -------
    Cuts
        Kept for the next athlete.
    """
    vocabulary = trees[0].house.vocabulary
    tests: dict[str, list[Condition]] = {}
    askers: dict[str, int] = {}
    axes: list[tuple[str, ...]] = []
    for at, tree in enumerate(trees):
        own: dict[str, list[Condition]] = {}
        for question in tree.questions.values():
            for branch in question.branches:
                spread(question.signal, branch.condition, vocabulary, own)
        axes.append(tuple(own))
        _gather(own, 1 << at, vocabulary, tests, askers)
    for at, (conflict, _) in enumerate(vocabulary.contradictions, start=len(trees)):
        _gather({name: [test] for name, test in conflict}, 1 << at, vocabulary, tests, askers)
    bounds = {name: frozenset(cut for test in asked for cut in test.cuts()) for name, asked in tests.items()}
    quotients: dict[str, list[tuple[str, Bounds]]] = {}
    caps = [cap for tree in trees for outcome in tree.outcomes() for cap in outcome.caps]
    bases = {cap.of for _, cap in caps if isinstance(cap, Times)}
    for name in bounds.keys() & vocabulary.derived.keys():
        top = name
        while top in vocabulary.derived:
            top, base = (member.signal for member in vocabulary.derived[top].members)
            bases.update(vocabulary.plain(base))
        quotients.setdefault(top, []).append((name, bounds[name]))
    return Cuts(
        {name: found for name, found in bounds.items() if name not in vocabulary.derived},
        {top: tuple(asked) for top, asked in quotients.items()},
        askers,
        frozenset(bases),
        {
            planned: found
            for asked, planned in AMOUNTS
            if (found := tuple({cap for scale, cap in caps if scale == asked}))
        },
        tuple(axes),
    )


def _gather(
    own: Mapping[str, list[Condition]],
    bit: int,
    vocabulary: Vocabulary,
    tests: dict[str, list[Condition]],
    askers: dict[str, int],
) -> None:
    """Add what one tree, or one contradiction, asks to what all ask."""
    for name, asked in own.items():
        tests.setdefault(name, []).extend(asked)
        for plain in vocabulary.plain(name):
            askers[plain] = askers.get(plain, 0) | bit
