"""The search for the smallest changes after which every tree together allows a label.

The search narrows a box of changed states. Where the trees together are too strict in it, some of them must say
something else: each room of one such tree is met with the box in turn, which changes further variables or narrows
those that are changed. A tree whose room is left alone keeps saying what it says, so what remains is surely allowed.
Every state in which the label is allowed lies in one of the rooms that are met, so none is missed.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.checking.boxes import Box
    from runrest.counterfactuals.landscape import Found, Landscape, Plan


def free(land: Landscape, goal: int, most: int, *, plan: bool) -> Found:
    """Find every smallest set of variables that can make the answer as free as wished.

    Parameters
    ----------
    land : Landscape
        Around one answer.
    goal : int
        Place of the most careful label that will do; freer than the one now.
    most : int
        Most variables to change.
    plan : bool
        Whether less may be planned. Where a smaller plan alone or with other changes does it, the sets without a
        plan are found all the same.

    Returns
    -------
    dict of frozenset to list of boxes
        None of the sets includes another; all states that do it lie in the boxes.
    """
    found: Found = {}
    for size in range(1, most + 1):
        for start, planned in _plans(land) if plan else [({}, ())]:
            if len(start) <= size and land.rank(0, planned) <= goal:
                _Search(land, goal, size, planned, found).narrow(start)
    return found


def _plans(land: Landscape) -> Iterator[tuple[Box, Plan]]:
    """Go through every way to plan less, the plan as it is first."""
    choices = [variable for variable in land.variables.values() if variable.kind == "choose"]
    rows = [
        [None, *(at for at in range(len(variable.cells)) if variable.freer >> at & 1)] for variable in choices
    ]
    for row in product(*rows):
        chosen = [(variable, at) for variable, at in zip(choices, row, strict=True) if at is not None]
        start = {variable.name: 1 << at for variable, at in chosen}
        yield start, tuple((variable.name, value) for variable, at in chosen if (value := variable.values[at]) is not None)


@define
class _Search:
    """One search, for sets of one size and one plan."""

    land: Landscape
    goal: int
    size: int
    plan: Plan
    found: Found
    seen: set[frozenset[tuple[str, int]]] = field(factory=set)

    def narrow(self, box: Box) -> None:
        """Look for allowed states in a box of changed variables, all others being as they are."""
        names = frozenset(box)
        if any(other < names for other in self.found):
            return
        key = frozenset(box.items())
        if key in self.seen:
            return
        self.seen.add(key)
        said = self.said(box)
        every = 0
        for bits in said.values():
            every |= bits
        if self.allows(every):
            if len(names) == self.size:
                self.found.setdefault(names, []).append(box)
            return
        for smaller in self.branches(box, said):
            self.narrow(smaller)

    def allows(self, bits: int) -> bool:
        """Tell whether limits that hold together leave the label as free as wished."""
        return self.land.rank(bits, self.plan) <= self.goal

    def said(self, box: Box) -> dict[int, int]:
        """Gather what each tree may say in a box, trees that say nothing left out."""
        touched = self.land.touched(box)
        found: dict[int, int] = {}
        for at, now in enumerate(self.land.bits):
            bits = now
            if touched >> at & 1:
                bits = 0
                for bit, room in self.land.rooms(at):
                    if bit and self.lies(box, room):
                        bits |= bit
            if bits:
                found[at] = bits
        return found

    def lies(self, box: Box, room: Box) -> bool:
        """Tell whether a room holds some state of a box, with nothing else changed."""
        for name, mask in room.items():
            held = box.get(name)
            if not mask & (1 << self.land.variables[name].now if held is None else held):
                return False
        return True

    def branches(self, box: Box, said: Mapping[int, int]) -> list[Box]:
        """Give boxes that together hold every allowed state of a box and of the boxes that change more."""
        alone = [at for at, bits in said.items() if any(not self.allows(bit) for bit in _ones(bits))]
        if alone:
            return min((self.moved(box, at, 0) for at in alone), key=len)
        held = dict(said)
        for at in said:  # what remains is a smallest set of trees that are too strict together
            rest = 0
            for other, bits in held.items():
                if other != at:
                    rest |= bits
            if not self.allows(rest):
                del held[at]
        for at, bits in held.items():
            if bits & (bits - 1):
                return self.moved(box, at, 0)
        return [smaller for at, bits in held.items() for smaller in self.moved(box, at, bits)]

    def moved(self, box: Box, at: int, but: int) -> list[Box]:
        """Meet a box with each room of a tree that may do, those of some limits left out."""
        found = []
        for bit, room in self.land.rooms(at):
            if not bit or (bit != but and self.allows(bit)):
                met = self.meet(box, room)
                if met is not None:
                    found.append(met)
        return found

    def meet(self, box: Box, room: Box) -> Box | None:
        """Narrow a box to a room, changing whatever must be changed for that."""
        met = dict(box)
        for name, mask in room.items():
            held = met.get(name)
            variable = self.land.variables[name]
            if held is None:
                if mask >> variable.now & 1:
                    continue
                held = variable.freer
                if len(met) >= self.size or variable.kind == "choose":
                    return None
            if not held & mask:
                return None
            met[name] = held & mask
        return met


def _ones(bits: int) -> Iterator[int]:
    while bits:
        yield bits & -bits
        bits &= bits - 1
