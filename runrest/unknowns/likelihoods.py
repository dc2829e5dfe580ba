"""How likely the patterns of knots are, by the weights of an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from runrest.unknowns.knots import Single

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.conditions import Condition
    from runrest.signals import Signal, Value
    from runrest.unknowns.grounds import Ground
    from runrest.unknowns.knots import Knot

    Weights = Mapping[str, tuple[tuple[Condition, float], ...]]

LEAST = 1e-6
"""No pattern that is possible is ruled out by its weight."""


@define(eq=False)
class Likelihoods:
    """The weight of every pattern; the weights of the known values of a signal add up to 1."""

    ground: Ground
    weights: Weights
    _masses: dict[tuple[int, int], float] = field(init=False, factory=dict)
    _shares: dict[int, list[float]] = field(init=False, factory=dict)

    def mass(self, knot: int, mask: int) -> float:
        """Give how likely some patterns of a knot are."""
        key = (knot, mask)
        found = self._masses.get(key)
        if found is None:
            shares = self._shares.get(knot, [])
            if len(shares) < mask.bit_length():
                shares = self._shares[knot] = self._share(self.ground.knots[knot])
            found = self._masses[key] = sum(share for at, share in enumerate(shares) if mask >> at & 1)
        return found

    def _share(self, knot: Knot) -> list[float]:
        if isinstance(knot, Single):
            return self._cells(knot.signals[0], [point.get(knot.names[0]) for point in knot.points])
        columns = [self._by_condition(signal) for signal in knot.signals]
        found = []
        for point in knot.points:
            share = 1.0
            for signal, column in zip(knot.signals, columns, strict=True):
                value = point.get(signal.name)
                share *= next((one for test, one in column if value is not None and test.holds(value)), 1.0)
            found.append(max(share, LEAST))
        return found

    def _by_condition(self, signal: Signal) -> list[tuple[Condition, float]]:
        told = self.weights.get(signal.name, ())
        rest = max(0.0, 1 - sum(share for _, share in told))
        return [(test, share / max(rest, LEAST)) for test, share in told]

    def _cells(self, signal: Signal, values: list[Value | None]) -> list[float]:
        """Share the weight of each condition out among the cells that it holds for, and the rest among the others."""
        told = self.weights.get(signal.name, ())
        owner = [next((at for at, (test, _) in enumerate(told) if test.holds(value)), -1) for value in values]
        amounts = [*(share for _, share in told), max(0.0, 1 - sum(share for _, share in told))]
        counts = [
            sum(one == at and value is not None for one, value in zip(owner, values, strict=True))
            for at in (*range(len(told)), -1)
        ]
        return [
            1.0 if value is None else max(amounts[one] / counts[one], LEAST)
            for one, value in zip(owner, values, strict=True)
        ]
