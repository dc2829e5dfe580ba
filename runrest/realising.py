"""From a box of states to one concrete athlete: plain facts that lie in the box, ratios worked back to their parts."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from runrest.conditions import Condition, Interval, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.checking.axes import Axis
    from runrest.checking.regions import Box
    from runrest.signals import Signal, Value
    from runrest.vocabulary import Vocabulary

Given: TypeAlias = "dict[str, Value | None]"
MOST_TRIES = 5_000
STEPS = (0.0, 1.0, 0.1, 0.01, 0.001, 0.5)
"""How far from an open end a value is looked for, the plainest figures first."""


def realise(box: Box, axes: Mapping[str, Axis], vocabulary: Vocabulary) -> dict[str, Value] | None:
    """Find an athlete in a box.

    Parameters
    ----------
    box : Box
        Cells on some axes; what is free stays unknown.
    axes : mapping of str to Axis
        The axes of the box.
    vocabulary : Vocabulary
        For ratios and differences.

    Returns
    -------
    dict of str to value, or None
        Plain facts, known rather than unknown where there is a choice, and usual rather than unusual. ``None``
        where a ratio and its own parts contradict each other, so that nobody is like this.
    """
    wanted = {name: stretch(axes[name], mask) for name, mask in box.items()}
    search = _Search(vocabulary, wanted)
    derived = [name for name in sorted(wanted) if name in vocabulary.derived]
    for facts in islice(search.all(derived, {}), MOST_TRIES):
        whole = dict(facts)
        for name in sorted(wanted.keys() - set(derived)):
            whole.setdefault(name, next(iter(search.values(name)), None))
        known = {name: value for name, value in sorted(whole.items()) if value is not None}
        if all(_holds(name, test, known, vocabulary) for name, test in wanted.items()):
            return known
    return None


def stretch(axis: Axis, mask: int) -> Condition:
    """Write a set of cells as a condition, the way a branch would say it."""
    signal = axis.signal
    inside = [at for at in range(len(axis.cells)) if mask >> at & 1]
    unknown = any(axis.cells[at] is None for at in inside)
    if not signal.numeric:
        return Condition(values=frozenset(value for at in inside if isinstance(value := axis.cells[at], (bool, str))), unknown=unknown)
    return Condition(settle([part for at in inside if (part := axis.intervals[at]) is not None], signal), unknown=unknown)


def _holds(name: str, test: Condition, facts: Mapping[str, Value], vocabulary: Vocabulary) -> bool:
    known = vocabulary.range_of(name, facts)
    return test.holds(None if known is None or known[0] != known[1] else known[0])


@frozen
class _Search:
    """Tries values for the parts of ratios and differences until all of them come out as wanted."""

    vocabulary: Vocabulary
    wanted: Mapping[str, Condition]

    def all(self, names: list[str], facts: Given) -> Iterator[Given]:
        """Give facts under which each of the named signals may come out as wanted."""
        if not names:
            yield facts
            return
        for value in self.values(names[0]):
            for more in self.ways(names[0], value, facts):
                yield from self.all(names[1:], more)

    def values(self, name: str) -> Iterator[Value | None]:
        """Give values that a signal may be meant to have, the plainest first."""
        signal = self.vocabulary.signals[name]
        test = self.wanted.get(name)
        if test is None:
            low, high = signal.plausible or signal.valid
            test = Condition((Interval((low, 0), (high, 0)),), unknown=True)
        yield from _plain_first(test, signal)
        if test.unknown:
            yield None

    def ways(self, name: str, value: Value | None, facts: Given) -> Iterator[Given]:
        """Give facts under which one signal has a value, without changing what is settled already."""
        derived = self.vocabulary.derived.get(name)
        if derived is None:
            yield from self._settled(name, value, facts)
            return
        first, second = (member.signal for member in derived.members)
        if value is None:
            for part in (second, first):
                yield from self.ways(part, None, facts)
            if derived.kind == "ratio":
                yield from self.ways(second, 0, facts)
            return
        for part in self.values(second):
            if isinstance(part, (int, float)) and (part or derived.kind == "difference"):
                whole = value * part if derived.kind == "ratio" else value + part  # type: ignore[operator]
                for more in self.ways(second, part, facts):
                    yield from self.ways(first, whole, more)
        for part in self.values(first):
            if isinstance(part, (int, float)) and (value or derived.kind == "difference"):
                other = part / value if derived.kind == "ratio" else part - value  # type: ignore[operator]
                for more in self.ways(first, part, facts):
                    yield from self.ways(second, other, more)

    def _settled(self, name: str, value: Value | None, facts: Given) -> Iterator[Given]:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        signal = self.vocabulary.signals[name]
        fits = facts[name] == value if name in facts else value is None or not signal.problem(value)
        if fits and (name not in self.wanted or self.wanted[name].holds(value)):
            yield {**facts, name: value}


def _plain_first(test: Condition, signal: Signal) -> Iterator[Value]:
    """Give known values that meet a condition: usual ones before unusual ones, round ones before others."""
    if not signal.numeric:
        yield from (value for value in signal.named_values() if value in test.values)
        return
    low, high = signal.plausible or signal.valid
    usual = settle([part for whole in test.intervals if (part := _cut(whole, low, high)) is not None], signal)
    seen: set[float] = set()
    for part in (*usual, *test.intervals):
        ends = [(part.low[0], 1.0), (part.high[0], -1.0)]
        middle = round((max(part.low[0], -1e3) + min(part.high[0], 1e3)) / 2)
        tries = [end + way * step for step in STEPS for end, way in ends if abs(end) < float("inf")]
        for number in (*tries, middle, (part.low[0] + part.high[0]) / 2):
            figure = round(number, 6)
            if figure not in seen and part.low <= (figure, 0) <= part.high and not (signal.type == "integer" and figure % 1):
                seen.add(figure)
                yield int(figure) if float(figure).is_integer() else figure


def _cut(part: Interval, low: float, high: float) -> Interval | None:
    start, end = max(part.low, (low, 0)), min(part.high, (high, 0))
    return Interval(start, end) if start <= end else None
