"""From a box of states to one concrete athlete: plain facts that lie in the box, ratios worked back to their parts."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from runrest.checking.parts import Parts, figures
from runrest.conditions import Condition, Interval, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.checking.axes import Axis
    from runrest.checking.boxes import Box
    from runrest.signals import Value
    from runrest.vocabulary import Vocabulary

Given: TypeAlias = "Mapping[str, Value | None]"
MOST_TRIES = 5_000


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
    search = _Search(box, axes, vocabulary)
    derived = [name for name in sorted(box) if name in vocabulary.derived]
    for facts in islice(search.athletes(derived, {}), MOST_TRIES):
        known = {name: value for name, value in sorted(facts.items()) if value is not None}
        if all(_holds(name, test, known, vocabulary) for name, test in search.wanted.items()):
            return known
    return None


def stretch(axis: Axis, mask: int) -> Condition:
    """Write a set of cells as a condition, the way a branch would say it."""
    inside = [at for at in range(len(axis.cells)) if mask >> at & 1]
    unknown = any(axis.cells[at] is None for at in inside)
    if axis.signal.numeric:
        spans = [span for at in inside if (span := axis.intervals[at]) is not None]
        return Condition(settle(spans, axis.signal), unknown=unknown)
    words = (axis.cells[at] for at in inside)
    return Condition(values=frozenset(word for word in words if isinstance(word, (bool, str))), unknown=unknown)


def _holds(name: str, test: Condition, facts: Mapping[str, Value], vocabulary: Vocabulary) -> bool:
    known = vocabulary.range_of(name, facts)
    return test.holds(None if known is None or known[0] != known[1] else known[0])


@frozen
class _Search:
    """Tries athletes: first the parts of ratios and differences, then every other signal of the box."""

    box: Box
    axes: Mapping[str, Axis]
    vocabulary: Vocabulary
    wanted: Mapping[str, Condition] = field(init=False)
    parts: Parts = field(init=False)

    @wanted.default
    def _conditions(self) -> Mapping[str, Condition]:
        return {name: stretch(self.axes[name], mask) for name, mask in self.box.items()}

    @parts.default
    def _held(self) -> Parts:
        held = {
            name: Interval(test.intervals[0].low, test.intervals[-1].high)
            for name, test in self.wanted.items()
            if test.intervals and name not in self.vocabulary.derived
        }
        return Parts(self.vocabulary, held)

    def athletes(self, derived: list[str], facts: Given) -> Iterator[Given]:
        """Give facts under which each of the derived signals may come out as wanted."""
        if not derived:
            rest = {name: next(self.values(name), None) for name in self.wanted if name not in self.vocabulary.derived}
            yield {**rest, **facts}
            return
        for more in self.ways(derived[0], facts):
            yield from self.athletes(derived[1:], {**facts, **more})

    def ways(self, name: str, facts: Given) -> Iterator[Given]:
        """Give facts for the parts of one ratio or difference, without changing what is settled already."""
        axis, test = self.axes[name], self.wanted[name]
        within = self.parts.holding({part: value for part, value in facts.items() if value is not None})
        plain = self.vocabulary.plain(name)
        if not any(self.must_be_unknown(part, facts) for part in plain):
            for at, span in enumerate(axis.intervals):
                if self.box[name] >> at & 1 and (span is not None or at == axis.zero):
                    yield from within.find(name, span)
        if test.unknown:
            yield from (
                {part: None} for part in reversed(plain) if facts.get(part) is None and self.may_be_unknown(part)
            )

    def may_be_unknown(self, name: str) -> bool:
        """Tell whether a part may be left out."""
        return name not in self.wanted or self.wanted[name].unknown

    def must_be_unknown(self, name: str, facts: Given) -> bool:
        """Tell whether a part has to be left out."""
        told = name in facts and facts[name] is None
        return told or (name in self.wanted and not self.wanted[name].intervals)

    def values(self, name: str) -> Iterator[Value]:
        """Give known values that a plain signal may have, usual and round ones first."""
        signal, test = self.vocabulary.signals[name], self.wanted[name]
        if signal.numeric:
            for span in test.intervals:
                yield from figures(signal, span)
        else:
            yield from (value for value in signal.named_values() if value in test.values)
