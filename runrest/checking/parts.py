"""From a ratio or difference back to its parts: real athletes whose quotient lies where it should."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from runrest.checking.spans import fit, meet_spans, minus, over, plus, point, times, whole
from runrest.conditions import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runrest.signals import Signal, Value
    from runrest.vocabulary import Vocabulary

Facts: TypeAlias = "dict[str, Value]"
NICE = (10, 5, 20, 4, 2, 1, 8, 3, 6, 12, 15, 30, 40, 50, 100, 7, 9, 60, 200, 0.5, 0.1, 0)
MOST_COUNTED = 400
MOST_BASES = 400
MOST_TOPS = 8
MOST_PAIRS = 4000
MOST_FIGURES = 60


@frozen
class Parts:
    """Works ratios and differences back to plain signals, some of which may be held to a narrower range."""

    vocabulary: Vocabulary
    held: Mapping[str, Interval] = field(factory=dict)

    def holding(self, facts: Mapping[str, Value]) -> Parts:
        """Hold plain signals to the values that they have already."""
        fixed = {name: point(value) for name, value in facts.items() if isinstance(value, (int, float))}
        return Parts(self.vocabulary, {**self.held, **fixed})

    def members(self, name: str) -> tuple[str, str]:
        """Name the upper and the lower part."""
        first, second = self.vocabulary.derived[name].members
        return first.signal, second.signal

    def reach(self, name: str) -> Interval | None:
        """Give the interval of all values that a signal can have; a ratio's lower part is never 0 there."""
        signal = self.vocabulary.signals[name]
        derived = self.vocabulary.derived.get(name)
        if derived is None:
            span = whole(signal)
            return meet_spans(span, self.held[name]) if name in self.held else span
        first, second = (self.reach(part) for part in self.members(name))
        if first is None or second is None:
            return None
        if derived.kind == "difference":
            return fit(minus(first, second), signal)
        base = without_zero(second)
        return None if base is None else fit(over(first, base), signal)

    def lower(self, name: str, span: Interval | None) -> Interval | None:
        """Give the interval in which the lower part lies while the whole lies in another; ``None``: divided by 0."""
        first, second = self.members(name)
        top, base = self.reach(first), self.reach(second)
        if top is None or base is None:
            return None
        if span is None:
            return meet_spans(base, point(0))
        if self.vocabulary.derived[name].kind == "difference":
            return fit(meet_spans(base, minus(top, span)), self.vocabulary.signals[second])
        found = meet_spans(base, over(top, span))
        return None if found is None else fit(without_zero(found), self.vocabulary.signals[second])

    def upper(self, name: str, span: Interval | None, base: Interval) -> Interval | None:
        """Give the interval in which the upper part lies, for a lower part in some interval."""
        first, _ = self.members(name)
        top = self.reach(first)
        if top is None or span is None:
            return top
        difference = self.vocabulary.derived[name].kind == "difference"
        return fit(meet_spans(top, (plus if difference else times)(span, base)), self.vocabulary.signals[first])

    def value(self, name: str, facts: Mapping[str, Value]) -> Value | None:
        """Give the value of a signal for facts."""
        known = self.vocabulary.range_of(name, facts)
        return None if known is None else known[0]

    def find(self, name: str, span: Interval | None) -> Iterator[Facts]:
        """Find athletes for whom a signal lies in an interval, or (``None``) is divided by 0; plain figures first."""
        if name not in self.vocabulary.derived:
            allowed = None if span is None else self.allowed(name, span)
            for figure in figures(self.vocabulary.signals[name], allowed):
                yield {name: figure}
            return
        first, second = self.members(name)
        base = self.lower(name, span)
        if base is None:
            return
        for below in islice(self.find(second, base), MOST_BASES):
            number = self.value(second, below)
            if not isinstance(number, (int, float)):
                continue
            within = self.holding(below)
            top = within.upper(name, span, point(number))
            if top is None:
                continue
            for above in islice(within.find(first, top), MOST_TOPS):
                facts = {**above, **below}
                if lies(self.value(name, facts), span):
                    yield facts

    def allowed(self, name: str, span: Interval) -> Interval | None:
        """Cut an interval of a plain signal to what it can be."""
        held = meet_spans(span, self.held[name]) if name in self.held else span
        return fit(held, self.vocabulary.signals[name])


def pairs(
    worse: Parts, better: Parts, name: str, one: Interval | None, two: Interval | None
) -> Iterator[tuple[Facts, Facts]]:
    """Find two athletes, the first worse than or equal to the second on every plain part, as alike as can be.

    Parameters
    ----------
    worse, better : Parts
        With what is held for each athlete.
    name : str
        A plain signal, ratio or difference.
    one, two : Interval or None
        Where it lies for each; ``None`` for divided by 0.

    Yields
    ------
    tuple of two dict
        Facts of both.
    """
    if name not in worse.vocabulary.derived:
        if one is not None and two is not None:
            yield from _plain_pairs(worse, better, name, one, two)
        return
    first, second = worse.members(name)
    low, high = worse.lower(name, one), better.lower(name, two)
    if low is None or high is None:
        return
    for below, base in islice(pairs(worse, better, second, low, high), MOST_PAIRS):
        numbers = worse.value(second, below), better.value(second, base)
        if not isinstance(numbers[0], (int, float)) or not isinstance(numbers[1], (int, float)):
            continue
        left, right = worse.holding(below), better.holding(base)
        tops = left.upper(name, one, point(numbers[0])), right.upper(name, two, point(numbers[1]))
        if tops[0] is None or tops[1] is None:
            continue
        for above, top in islice(pairs(left, right, first, *tops), MOST_TOPS):
            found, other = {**above, **below}, {**top, **base}
            if lies(worse.value(name, found), one) and lies(better.value(name, other), two):
                yield found, other


def _plain_pairs(worse: Parts, better: Parts, name: str, one: Interval, two: Interval) -> Iterator[tuple[Facts, Facts]]:
    """Give a few alike and a few apart, the furthest among them, before all the others."""
    signal = worse.vocabulary.signals[name]
    first, second = worse.allowed(name, one), better.allowed(name, two)
    if first is None or second is None:
        return
    alike = figures(signal, meet_spans(first, second))
    yield from (_both(name, number, number) for number in islice(alike, 2))
    if signal.worse in ("up", "down"):
        sign = 1 if signal.worse == "up" else -1
        ones, twos = (list(islice(figures(signal, span), MOST_FIGURES)) for span in (first, second))
        apart = ((one, two) for two in twos for one in ones if sign * one > sign * two)
        near = list(islice(apart, 2))
        if near:
            near.append((max(ones, key=lambda one: sign * one), min(twos, key=lambda two: sign * two)))
        yield from (_both(name, one, two) for one, two in near)
        yield from (_both(name, number, number) for number in alike)
        yield from (_both(name, one, two) for one, two in apart)
    yield from (_both(name, number, number) for number in alike)


def _both(name: str, one: Value, two: Value) -> tuple[Facts, Facts]:
    return {name: one}, {name: two}


def lies(value: Value | None, span: Interval | None) -> bool:
    """Tell whether a value lies in an interval; without one it must be unknown."""
    if span is None:
        return value is None
    if value is None:
        return False
    return not isinstance(value, (bool, str)) and span.low <= (value, 0) <= span.high


def without_zero(span: Interval) -> Interval | None:
    """Leave 0 out where it is an end of an interval."""
    low = (0.0, 1) if span.low == (0, 0) else span.low
    high = (0.0, -1) if span.high == (0, 0) else span.high
    return Interval(low, high) if low <= high else None


def figures(signal: Signal, span: Interval | None) -> Iterator[int | float]:
    """Give values of an interval, usual and round ones first; all of them where they can be counted."""
    if span is None:
        return
    seen: set[float] = set()
    low, high = signal.plausible or signal.valid
    usual = meet_spans(span, Interval((low, 0), (high, 0)))
    for part in (usual, span) if usual is not None else (span,):
        for number in _tries(signal, part):
            if number not in seen and part.low <= (number, 0) <= part.high:
                seen.add(number)
                yield number


def _tries(signal: Signal, span: Interval) -> Iterable[int | float]:
    low, high = span.low[0], span.high[0]
    if signal.type == "integer":
        ends = (int(low), int(high))
        every: Iterable[int] = range(ends[0], ends[1] + 1) if ends[1] - ends[0] <= MOST_COUNTED else ()
        nice = (int(number) for number in NICE if number == int(number))
        return chain(nice, every, ends, ((ends[0] + ends[1]) // 2, ends[0] + 1, ends[1] - 1))
    width = high - low
    steps = [10.0**-digits for digits in range(-1, 5) if 10.0**-digits < width]
    near = [tidy(end, step) for step in steps for end in (low + step, high - step)]
    inside = [tidy(low + width * share) for share in (0.5, 0.25, 0.75, 0.1, 0.9, 0.01, 0.99)]
    raw = [low + width * share for share in (0.5, 0.25, 0.75)]
    closed = [end for end, side in (span.low, span.high) if not side]
    return chain(NICE, map(tidy, closed), near, inside, closed, raw)


def tidy(number: float, step: float | None = None) -> int | float:
    """Write a figure with few digits: whole where it is whole."""
    rounded = round(number, 6) if step is None else round(number / step) * step
    figure = float(f"{rounded:.6g}") if step is not None or abs(rounded - number) < 1e-9 else rounded
    return int(figure) if figure.is_integer() else figure
