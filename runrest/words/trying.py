"""Other answers with which a signal that is worked out from them might meet a condition: guesses, to be walked with."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from runrest.conditions import others
from runrest.differences.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.conditions import Condition
    from runrest.derived import Derived, Member
    from runrest.signals import Signal, Value
    from runrest.vocabulary import Vocabulary

Changed: TypeAlias = "dict[str, Value | None]"
"""Plain signals with another value; ``None`` takes one away."""
BASES = (10.0, 0.0, 5.0, 1.0, 300.0)
"""Stand in for the lower part of a ratio or difference where it is not known, or leaves the upper no room."""
DEPTH = 2
"""A ratio may have a difference in it, but that has none."""


@frozen
class Trial:
    """Makes guesses around one athlete."""

    vocabulary: Vocabulary
    facts: Mapping[str, Value]
    fixed: frozenset[str] = frozenset()
    """Plain signals that keep their value."""

    def guesses(self, name: str, condition: Condition) -> Iterator[Changed]:
        """Give answers with which a signal might meet a condition, the nearest to now first.

        Parameters
        ----------
        name : str
            A derived signal.
        condition : Condition
            On that signal.

        Yields
        ------
        dict of str to value or None
            What would be different.

        Examples
        --------
        >>> from runrest.loading import house
        >>> from runrest.notation import read_condition
        >>> vocabulary = house().vocabulary
        >>> condition = read_condition(">= 4", vocabulary.signals["pain_peak"])
        >>> list(Trial(vocabulary, {"pain_now": 1}).guesses("pain_peak", condition))
        [{'pain_now': 4, 'pain_run_peak': 4, 'pain_next_am': 4}]
        """
        derived, signal = self.vocabulary.derived[name], self.vocabulary.signals[name]
        if derived.kind in ("any", "count"):
            yield from self._counts(derived)
        else:
            for part in condition.intervals:
                known = self.vocabulary.range_of(name, self.facts)
                value = Cell(part.low, part.high).near(signal, known[0] if known else None)
                yield self._aim(name, float(value), ())
                if derived.kind in ("ratio", "difference"):
                    yield from (self._aim(name, float(value), bases) for bases in product(BASES, repeat=DEPTH))
        if condition.unknown:
            yield dict.fromkeys(part for part in self.vocabulary.plain(name) if part not in self.fixed)

    def _counts(self, derived: Derived) -> Iterator[Changed]:
        """Let none of the members count, then one, and so on; those that count now come first."""
        order = sorted(derived.members, key=lambda member: self._counting(member) is not True)
        for number in range(len(order) + 1):
            changed: Changed = {}
            for at, member in enumerate(order):
                changed |= self._turn(member, counts=at < number)
            yield changed

    def _counting(self, member: Member) -> bool | None:
        """Tell whether a member counts now; ``None`` where that is not known."""
        known = self.vocabulary.range_of(member.signal, self.facts)
        if known is None or member.condition is None or known[0] != known[1]:
            return None
        return member.condition.holds(known[0])

    def _turn(self, member: Member, *, counts: bool) -> Changed:
        """Make a member count, or not."""
        name, signal = member.signal, self.vocabulary.signals[member.signal]
        if name in self.fixed or member.condition is None or self._counting(member) == counts:
            return {}
        derived = self.vocabulary.derived.get(name)
        if derived is not None:
            changed: Changed = {}
            for part in derived.members:
                changed |= self._turn(part, counts=counts)
            return changed
        wanted = member.condition if counts else others(member.condition, signal)
        return {name: near(wanted, signal, self.facts.get(name))}

    def _aim(self, name: str, value: float, bases: tuple[float, ...]) -> Changed:
        """Work a value back to its parts: with the lower part of each ratio as it is, or with these instead."""
        if name in self.fixed:
            return {}
        signal, derived = self.vocabulary.signals[name], self.vocabulary.derived.get(name)
        if derived is None:
            number = _within(value, signal)
            return {name: round(number) if signal.type == "integer" else number}
        changed: Changed = {}
        if derived.kind == "max":
            for member in derived.members:
                changed |= self._aim(member.signal, value, bases)
            return changed
        first, second = (member.signal for member in derived.members)
        known = self.vocabulary.range_of(second, self.facts)
        if bases:
            base = _within(bases[0], self.vocabulary.signals[second])
            changed |= self._aim(second, base, bases[1:])
        elif known is not None:
            base = float(known[0])
        else:
            return {}
        return changed | self._aim(first, value + base if derived.kind == "difference" else value * base, bases[1:])


def _within(value: float, signal: Signal) -> float:
    return min(max(value, signal.valid[0]), signal.valid[1])


def near(condition: Condition, signal: Signal, now: Value | None) -> Value:
    """Give the value of a plain signal that meets a condition and lies nearest to now."""
    if signal.numeric:
        parts = (Cell(part.low, part.high).near(signal, now) for part in condition.intervals)
        return min(parts, key=lambda value: abs(float(value) - float(now or 0)))
    return next(value for value in signal.named_values() if value in condition.values)
