"""The cells of one signal: the stretches of values between the cuts of trees, where no answer can change."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.conditions import Bound, after, before

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.derived import Derived
    from runrest.linking import Tree
    from runrest.signals import Signal, Value
    from runrest.vocabulary import Vocabulary


@frozen
class Cell:
    """Neighbouring values of one signal: between two bounds, or a single word."""

    low: Bound = (0.0, 0)
    high: Bound = (0.0, 0)
    word: bool | str | None = None

    def near(self, signal: Signal, now: Value | None) -> Value:
        """Give the value of the cell that is nearest to the value as it is.

        Parameters
        ----------
        signal : Signal
            The signal that was cut.
        now : value or None
            As it is; where that is not known, the worse end counts as near.

        Returns
        -------
        value
            Inside the cell; a step of 0.1 off an end that does not belong to it, where there is room.
        """
        if self.word is not None:
            return self.word
        if now is None:
            now = signal.valid[0] if signal.worse == "down" else signal.valid[1]
        (low, above), (high, below) = self.low, self.high
        if low <= float(now) <= high and not (low == now and above) and not (high == now and below):
            return now
        if low >= float(now):
            number = low if not above else min(low + 0.1, (low + high) / 2)
        else:
            number = high if not below else max(high - 0.1, (low + high) / 2)
        return int(number) if signal.type == "integer" else round(number, 6)


def cells(trees: Iterable[Tree], signal: Signal, facts: Mapping[str, Value]) -> tuple[Cell, ...]:
    """Cut a plain signal's range wherever one of the trees could change its answer.

    Parameters
    ----------
    trees : iterable of Tree
        The trees that ask.
    signal : Signal
        A plain signal.
    facts : mapping of str to value
        What else is known: it turns a cut of a ratio into one of its parts.

    Returns
    -------
    tuple of Cell
        In rising order, without gaps; one for each value of a boolean or a choice.
    """
    if not signal.numeric:
        return tuple(Cell(word=value) for value in signal.named_values())
    cuts: set[Bound] = set()
    for tree in trees:
        vocabulary = tree.house.vocabulary
        for question in tree.questions.values():
            if signal.name in vocabulary.plain(question.signal):
                asked = {cut for branch in question.branches for cut in branch.condition.cuts()}
                cuts |= _cuts_of(signal.name, question.signal, asked, vocabulary, facts)
    low, high = (signal.valid[0], 0), (signal.valid[1], 0)
    starts = sorted({low, *(_step(cut, signal) for cut in cuts if low < cut <= high)})
    ends = [*(_end(start, signal) for start in starts[1:]), high]
    return tuple(Cell(start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


def _cuts_of(
    wanted: str, asked: str, cuts: set[Bound], vocabulary: Vocabulary, facts: Mapping[str, Value]
) -> set[Bound]:
    """Bring the cuts of an asked signal down to the plain signal that it is made of."""
    derived = vocabulary.derived.get(asked)
    if derived is None:
        return cuts if asked == wanted else set()
    found: set[Bound] = set()
    for member in derived.members:
        if wanted not in vocabulary.plain(member.signal):
            continue
        if derived.kind in ("any", "count"):
            below = set(member.condition.cuts()) if member.condition else set()
        elif derived.kind == "max":
            below = cuts
        else:
            below = _inverted(derived, member.signal, cuts, vocabulary, facts)
        found |= _cuts_of(wanted, member.signal, below, vocabulary, facts)
    return found


def _inverted(
    derived: Derived, name: str, cuts: set[Bound], vocabulary: Vocabulary, facts: Mapping[str, Value]
) -> set[Bound]:
    """Solve a ratio or a difference for one part; both sides of a solved cut are tried."""
    first = derived.members[0].signal == name
    known = vocabulary.range_of(derived.members[1 if first else 0].signal, facts)
    if known is None or known[0] != known[1]:
        return set()
    other = float(known[0])
    found: set[Bound] = set()
    for cut, _ in cuts:
        if not math.isfinite(cut):
            continue
        if derived.kind == "difference":
            at = other + cut if first else other - cut
        elif first:
            at = cut * other
        elif cut:
            at = other / cut
        else:
            continue
        found |= {(at, 0), after((at, 0))}
    return found


def _step(cut: Bound, signal: Signal) -> Bound:
    """Move a cut to the first whole number at or above it, where the signal counts."""
    if signal.type != "integer":
        return cut
    return (math.floor(cut[0]) + 1 if cut[1] > 0 else math.ceil(cut[0]), 0)


def _end(start: Bound, signal: Signal) -> Bound:
    return (start[0] - 1, 0) if signal.type == "integer" else before(start)


def best(signal: Signal) -> Value:
    """Give the value of a signal that calls for the least caution."""
    if not signal.numeric:
        values = signal.named_values()
        return values[-1] if signal.worse == "down" else values[0]
    number = signal.valid[1] if signal.worse == "down" else signal.valid[0]
    return int(number) if signal.type == "integer" else number
