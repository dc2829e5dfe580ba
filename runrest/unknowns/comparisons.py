"""Multiples of signals held against each other, and signals written as factors of plain ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.tree import Times
from runrest.unknowns.limits import TooTangledError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.signals import Value
    from runrest.vocabulary import Vocabulary


@frozen
class Comparison:
    """A multiple of a signal, held against a figure, a planned amount or another multiple."""

    left: Times
    right: float | str | Times

    @property
    def signals(self) -> frozenset[str]:
        """Name the signals that are compared."""
        right = self.right.of if isinstance(self.right, Times) else self.right
        return frozenset({self.left.of, right} if isinstance(right, str) else {self.left.of})

    def turn(self, point: Mapping[str, Value]) -> int:
        """Tell which is smaller: -1 the left, 1 the right, 0 neither; 2 where one is unknown.

        A planned amount only has to be larger or not.
        """
        left, right = _figure(self.left, point), _figure(self.right, point)
        if left is None or right is None:
            return 2
        return (left > right and not isinstance(self.right, str)) - (left < right)


def _figure(term: float | str | Times, point: Mapping[str, Value]) -> float | None:
    if isinstance(term, float):
        return term
    if isinstance(term, str):
        value = point.get(term)
        return None if value is None else float(value)
    value = point.get(term.of)
    return None if value is None else term.times * float(value)


def linear(name: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Write a plain signal or a difference as factors of plain signals."""
    derived = vocabulary.derived.get(name)
    if derived is None:
        return {name: 1.0}
    if derived.kind != "difference":
        raise TooTangledError((name,))
    top, base = (linear(member.signal, vocabulary) for member in derived.members)
    return minus(top, base, 1.0)


def minus(one: Mapping[str, float], two: Mapping[str, float], times: float) -> dict[str, float]:
    """Take a multiple of some factors away from others."""
    return {name: one.get(name, 0.0) - times * two.get(name, 0.0) for name in {**one, **two}}
