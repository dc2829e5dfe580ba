"""A knot of several numbers: the parts of ratios and differences, planned amounts and the caps held against them."""

from __future__ import annotations

from itertools import product
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.unknowns.comparisons import linear, minus
from runrest.unknowns.knots import Knot, Ladder, each
from runrest.unknowns.limits import TooTangledError
from runrest.unknowns.sampling import Form, sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.conditions import Interval
    from runrest.signals import Value
    from runrest.unknowns.comparisons import Comparison
    from runrest.unknowns.knots import Point
    from runrest.vocabulary import Vocabulary

Pattern: TypeAlias = tuple[int, ...]
Domain: TypeAlias = "tuple[tuple[Interval, ...], bool]"
"""Where a signal may lie, and whether it may be unknown."""
MOST_KEPT = 512


@define(eq=False)
class Tie(Knot):
    """Several numbers that are tied together."""

    vocabulary: Vocabulary
    ladders: Mapping[str, Ladder]
    """The cells of each signal, and of each ratio and difference made of them."""
    comparisons: tuple[Comparison, ...]
    forms: tuple[Form, ...] = field(init=False)
    patterns: dict[Pattern, int] = field(init=False, factory=dict)
    """Each pattern's number: its place among the points."""
    _adding: Lock = field(init=False, factory=Lock)
    _kept: dict[object, tuple[int, dict[int, Point]]] = field(init=False, factory=dict)
    _sliced: dict[object, dict[int, Point]] = field(init=False, factory=dict)
    _stretched: dict[object, tuple[tuple[Interval, Point], ...]] = field(init=False, factory=dict)
    _walked: dict[object, Mapping[int, dict[Interval, Point]]] = field(init=False, factory=dict)

    @forms.default
    def _lay_out(self) -> tuple[Form, ...]:
        found: list[Form] = []
        for name, ladder in self.ladders.items():
            cuts = {start[0] for start in ladder.starts}
            derived = self.vocabulary.derived.get(name)
            if derived is None or derived.kind == "difference":
                found += [self._form(linear(name, self.vocabulary), -cut) for cut in cuts]
                continue
            top, base = (linear(member.signal, self.vocabulary) for member in derived.members)
            found.append(self._form(base, 0.0))
            found += [self._form(minus(top, base, cut), 0.0) for cut in cuts if abs(cut) != float("inf")]
        for one in self.comparisons:
            left = {one.left.of: one.left.times}
            if isinstance(one.right, float):
                found.append(self._form(left, -one.right))
            elif isinstance(one.right, str):
                found.append(self._form(minus(left, {one.right: 1.0}, 1.0), 0.0))
            else:
                found.append(self._form(minus(left, {one.right.of: one.right.times}, 1.0), 0.0))
        return tuple(form for form in found if any(form[0]) and abs(form[1]) != float("inf"))

    def _form(self, factors: Mapping[str, float], constant: float) -> Form:
        return tuple(factors.get(name, 0.0) for name in self.names), constant

    def pattern(self, point: Point) -> Pattern:
        """Read off a point what the trees can tell of it."""
        found = [int(name in point) for name in self.names]
        for name, ladder in self.ladders.items():
            known = self.vocabulary.range_of(name, point)
            found.append(-1 if known is None else ladder.place(float(known[0])))
        found += [one.turn(point) for one in self.comparisons]
        return tuple(found)

    def number(self, point: Point) -> int:
        """Give the number of a point's pattern; a new one is added."""
        pattern = self.pattern(point)
        if pattern not in self.patterns:
            with self._adding:  # two threads must not give one number to two patterns
                if pattern not in self.patterns:
                    self.points.append(point)
                    self.patterns[pattern] = len(self.points) - 1
        return self.patterns[pattern]

    def possible(self, domains: Mapping[str, Domain]) -> tuple[int, dict[int, Point]]:
        """Give the patterns that are possible while each signal lies in its domain, with a point for each."""
        key = tuple(domains[name] for name in self.names)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            points: dict[int, Point] = {}
            for choice in self._choices(domains):
                found: set[int] = set()
                most = self._most(choice)
                for _, point in self._search(domains, choice):
                    number = self.number(point)
                    found.add(number)
                    points.setdefault(number, point)
                    if len(found) == most:
                        break
            kept = self._kept[key] = (sum(1 << at for at in points), points)
        return kept

    def stretches(self, domains: Mapping[str, Domain], name: str, wanted: int) -> tuple[tuple[Interval, Point], ...]:
        """Say where one signal may lie within a pattern, whole numbers each by itself, with a point for each stretch.

        Raises
        ------
        TooTangledError
            Where that depends on whole numbers.
        """
        key = (name, wanted, *(domains[one] for one in self.names))
        known = self._stretched.get(key)
        if known is not None:
            return known
        others = [signal for signal in self.signals if signal.name != name and signal.type == "integer"]
        own = next(signal for signal in self.signals if signal.name == name)
        if own.type != "integer" and any(_open(domains[signal.name]) for signal in others):
            raise TooTangledError(self.names)
        found = self._along(domains, name).get(wanted, {})
        if own.type == "integer":
            parts = sorted({one for part in found for one in each(part, own)})
            found = {}
            for part in parts:
                found |= self._along({**domains, name: ((part,), False)}, name).get(wanted, {})
        if len(self._stretched) >= MOST_KEPT:
            self._stretched.clear()
        known = self._stretched[key] = tuple(sorted(found.items(), key=lambda one: one[0]))
        return known

    def _along(self, domains: Mapping[str, Domain], name: str) -> Mapping[int, dict[Interval, Point]]:
        """Walk along one signal; give for each pattern the stretches in which it is met, with a point in each."""
        key = (name, *(domains[one] for one in self.names))
        known = self._walked.get(key)
        if known is not None:
            return known
        if len(self._walked) >= MOST_KEPT:
            self._walked.clear()
        found: dict[int, dict[Interval, Point]] = {}
        for choice in self._choices(domains):
            if choice[self.names.index(name)]:
                for part, point in self._search(domains, choice, name):
                    found.setdefault(self.number(point), {}).setdefault(part, point)
        self._walked[key] = found
        return found

    def slices(self, domains: Mapping[str, Domain], name: str) -> dict[int, Point]:
        """Give the patterns that one signal can choose from while all others stay as they are, and those others.

        Raises
        ------
        TooTangledError
            Where that depends on whole numbers in more than one way.
        """
        key = (name, *(domains[one] for one in self.names))
        known = self._sliced.get(key)
        if known is not None:
            return known
        own = self.names.index(name)
        extra = self._edges(domains, own)
        found: dict[int, Point] = {}
        for choice in self._choices({**domains, name: (domains[name][0], False)}):
            if not choice[own]:
                continue
            stacks: dict[tuple[tuple[str, Value], ...], int] = {}
            for _, point in self._search(domains, choice, last=name, extra=extra):
                rest = tuple(sorted(one for one in point.items() if one[0] != name))
                stacks[rest] = stacks.get(rest, 0) | 1 << self.number(point)
                if domains[name][1]:
                    stacks[rest] |= 1 << self.number(dict(rest))
            found.update({mask: dict(rest) for rest, mask in stacks.items()})
        if len(self._sliced) >= MOST_KEPT:
            self._sliced.clear()
        self._sliced[key] = found
        return found

    def _edges(self, domains: Mapping[str, Domain], own: int) -> tuple[Form, ...]:
        """Add the ends of a whole number's cells to the cuts, where the others are no whole numbers."""
        signal = self.signals[own]
        real = [one for one in self.signals if one.type != "integer" and _open(domains[one.name])]
        if signal.type != "integer" or not real:
            return ()
        lines = {(name, start[0]) for name, one in self.ladders.items() for start in one.starts[1:]}
        if sum(name not in self.names for name, _ in lines) + len(self.comparisons) > 1:
            raise TooTangledError(self.names)
        ladder = self.ladders.get(signal.name, Ladder(()))
        marks = {start[0] + off for start in ladder.starts for off in (-1, 0)} | set(signal.valid)
        return tuple(self._form({signal.name: 1.0}, -mark) for mark in sorted(marks))

    def _choices(self, domains: Mapping[str, Domain]) -> Iterator[tuple[bool, ...]]:
        """Give every choice of which signals are known."""
        return product(*((True,) * bool(domains[name][0]) + (False,) * domains[name][1] for name in self.names))

    def _most(self, choice: tuple[bool, ...]) -> int:
        """Count the patterns there could be at most while some signals are known."""
        known = {name for name, one in zip(self.names, choice, strict=True) if one}
        count: int = 3 ** sum(one.signals <= known for one in self.comparisons)
        for name, ladder in self.ladders.items():
            if known.issuperset(self.vocabulary.plain(name)):
                derived = self.vocabulary.derived.get(name)
                count *= len(ladder.starts) + (derived is not None and derived.kind == "ratio")
        return count

    def _search(
        self,
        domains: Mapping[str, Domain],
        choice: tuple[bool, ...],
        first: str = "",
        last: str = "",
        extra: tuple[Form, ...] = (),
    ) -> Iterator[tuple[Interval, Point]]:
        """Give points in every corner, while some signals are known and the others are not."""
        known = [at for at, one in enumerate(choice) if one]
        inside = [
            (tuple(factors[at] for at in known), constant)
            for factors, constant in (*self.forms, *extra)
            if all(not factor or choice[at] for at, factor in enumerate(factors))
        ]
        signals = [self.signals[at] for at in known]
        return sample(signals, {name: parts for name, (parts, _) in domains.items()}, inside, first, last)


def _open(domain: Domain) -> bool:
    parts, unknown = domain
    return unknown or len(parts) != 1 or parts[0].low != parts[0].high
