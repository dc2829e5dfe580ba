"""Advice as vectors: the rank of each scale, whether amounts bite, how calm the referral is, whether it is complete.

Two vectors combine by the smaller of each number, exactly as the outcomes of several trees make one decision.
Vectors are known by number; 0 is the vector that takes nothing away.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Iterable

Step: TypeAlias = "float | tuple[float, int, int]"
"""A rank; on a scale with multiples the rank, the number of the multiple and that of the pattern (both -1 for none)."""
Vector: TypeAlias = "tuple[Step, ...]"
NOTHING = 0
NO_MULTIPLE = (-1, -1)


def is_multiple(step: Step) -> TypeGuard[tuple[float, int, int]]:
    """Tell whether a step is a multiple of a signal that is not fully known."""
    return isinstance(step, tuple) and step[1] >= 0


@define(eq=False)
class Vectors:
    """Every vector met so far, by number, and what two of them add up to."""

    rows: list[Vector]
    numbers: dict[Vector, int] = field(init=False)
    _met: dict[tuple[int, int], int] = field(init=False, factory=dict)
    _adding: Lock = field(init=False, factory=Lock)

    @numbers.default
    def _index(self) -> dict[Vector, int]:
        return {row: at for at, row in enumerate(self.rows)}

    def number(self, row: Vector) -> int:
        """Give the number of a vector."""
        found = self.numbers.get(row)
        if found is None:
            with self._adding:  # two threads must not give one number to two vectors
                found = self.numbers.get(row)
                if found is None:
                    found = len(self.rows)
                    self.rows.append(row)
                    self.numbers[row] = found
        return found

    def meet(self, one: int, two: int) -> int:
        """Combine two vectors."""
        if not one or one == two:
            return two
        if not two:
            return one
        key = (one, two) if one < two else (two, one)
        found = self._met.get(key)
        if found is None:
            row = tuple(map(min, self.rows[one], self.rows[two]))
            found = self._met[key] = self.number(row)
        return found

    def meet_all(self, numbers: Iterable[int]) -> int:
        """Combine any number of vectors."""
        found = NOTHING
        for number in numbers:
            found = self.meet(found, number)
        return found
