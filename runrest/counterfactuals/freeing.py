"""The search for the smallest changes after which every tree together allows a label.

The search narrows a box of changed states. Where the trees together are too strict in it, some of them must say
something else: each room of one such tree is met with the box in turn, which changes further variables or narrows
those that are changed. A tree whose room is left alone keeps saying what it says, so what remains is surely allowed.
Every state in which the label is allowed lies in one of the rooms that are met, so none is missed.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count, product
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.checking.boxes import Box
    from runrest.counterfactuals.landscape import Found, Landscape, Plan, Room


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
    plans = land.kept(_plans) if plan else [({}, ())]
    if not _hope(land, goal, plans):
        return found
    masks: list[int] = []
    ways = count()
    waiting: list[tuple[int, int, Box, _Search]] = []
    for start, planned in plans:
        if len(start) <= most and land.rank(0, planned) <= goal:
            heappush(waiting, (len(start), next(ways), start, _Search(land, goal, most, planned, found, masks)))
    while waiting:  # the fewest changes first, so that what is found is never more than is needed
        _, _, box, search = heappop(waiting)
        for smaller in search.narrow(box):
            heappush(waiting, (len(smaller), next(ways), smaller, search))
    return found


def _plans(land: Landscape) -> list[tuple[Box, Plan]]:
    """List every way to plan less that may matter, the plan as it is first."""
    choices = [
        variable for variable in land.variables.values() if variable.kind == "choose" and land.matters(variable.name)
    ]
    rows = [[None, *(at for at in range(len(one.cells)) if one.freer >> at & 1)] for one in choices]
    found: list[tuple[Box, Plan]] = []
    for row in product(*rows):
        chosen = [(one, at, one.values[at]) for one, at in zip(choices, row, strict=True) if at is not None]
        plan = tuple((one.name, value) for one, _, value in chosen if value is not None)
        found.append(({one.name: 1 << at for one, at, _ in chosen}, plan))
    return sorted(found, key=lambda one: len(one[0]))


def _hope(land: Landscape, goal: int, plans: list[tuple[Box, Plan]]) -> bool:
    """Tell whether each tree that is too strict now has a room, within reach, that may do with some plan."""

    def within_reach(room: Box) -> bool:
        variables = [(land.variables[name], mask) for name, mask in room.items()]
        return all(mask & (one.freer | 1 << one.now) for one, mask in variables)

    def may_do(bits: int) -> bool:
        return any(land.rank(bits, plan) <= goal for _, plan in plans)

    return all(
        any(within_reach(room) and may_do(bit) for bit, room, _ in land.rooms(at))
        for at, bits in enumerate(land.bits)
        if bits and land.rank(bits) > goal
    )


@define
class _Search:
    """One search, with one plan."""

    land: Landscape
    goal: int
    most: int
    plan: Plan
    found: Found
    masks: list[int]
    """The sets that were found, as masks, for all plans."""
    seen: set[frozenset[tuple[str, int]]] = field(factory=set)
    good: int = 0
    """Limits that may hold by themselves, as far as they were looked at."""
    bad: int = 0
    usable: dict[int, list[Room]] = field(factory=dict)
    """For each tree, its rooms that may do and can be come to."""

    def narrow(self, box: Box) -> list[Box]:
        """Keep a box of changed variables if it is allowed, all others being as they are; else give smaller ones."""
        names = frozenset(box)
        key = frozenset(box.items())
        if key in self.seen or any(other < names for other in self.found):
            return []
        self.seen.add(key)
        changed = sum(self.land.index[name] for name in names)
        said = self.said(box, changed)
        every = 0
        for bits in said.values():
            every |= bits
        if self.allows(every):
            if names not in self.found:
                self.masks.append(changed)
            self.found.setdefault(names, []).append(box)
            return []
        return self.branches(box, changed, said)

    def allows(self, bits: int) -> bool:
        """Tell whether limits that hold together leave the label as free as wished."""
        return self.land.rank(bits, self.plan) <= self.goal

    def faults(self, bits: int) -> int:
        """Give those of some limits that are too strict by themselves."""
        new = bits & ~(self.good | self.bad)
        while new:
            bit = new & -new
            new ^= bit
            if self.allows(bit):
                self.good |= bit
            else:
                self.bad |= bit
        return bits & self.bad

    def said(self, box: Box, changed: int) -> dict[int, int]:
        """Gather what each tree may say in a box, trees that say nothing left out."""
        touched = self.land.touched(box)
        found: dict[int, int] = {}
        for at, now in enumerate(self.land.bits):
            bits = now
            if touched >> at & 1:
                bits = 0
                for bit, room, needs in self.land.rooms(at):
                    if bit and not needs & ~changed and not bits & bit:
                        for name, mask in box.items():
                            if not room.get(name, mask) & mask:
                                break
                        else:
                            bits |= bit
            if bits:
                found[at] = bits
        return found

    def branches(self, box: Box, changed: int, said: Mapping[int, int]) -> list[Box]:
        """Give boxes that together hold every allowed state of a box and of the boxes that change more."""
        best: list[Box] | None = None
        for at, bits in said.items():
            if self.faults(bits):
                moved = self.moved(box, changed, at, 0)
                if best is None or len(moved) < len(best):
                    best = moved
                if not best:
                    return best
        if best is not None:
            return best
        held = dict(said)
        for at in said:  # what remains is a smallest set of trees that are too strict together
            rest = 0
            for other, bits in held.items():
                if other != at:
                    rest |= bits
            if not self.allows(rest):
                del held[at]
        return [smaller for at, bits in held.items() for smaller in self.moved(box, changed, at, bits)]

    def moved(self, box: Box, changed: int, at: int, but: int) -> list[Box]:
        """Meet a box with each room of a tree that may do, but for those of the one thing that it says now."""
        if at not in self.usable:
            rooms = self.land.rooms(at)
            self.usable[at] = [one for one in rooms if not self.faults(one[0]) and self.within_reach(one)]
        left = self.most - len(box)
        found = []
        for bit, room, needs in self.usable[at]:
            more = needs & ~changed
            if more.bit_count() > left or (but and bit == but):
                continue
            both = changed | more
            if any(mask & both == mask != both for mask in self.masks):
                continue
            met = self.meet(box, room)
            if met is not None:
                found.append(met)
        return found

    def within_reach(self, room: Room) -> bool:
        """Tell whether what must change for a room can, the plan being settled."""
        _, box, needs = room
        for name, mask in box.items():
            variable = self.land.variables[name]
            if needs & self.land.index[name] and not mask & variable.freer:
                return False
        return True

    def meet(self, box: Box, room: Box) -> Box | None:
        """Narrow a box to a room, changing whatever must be changed for that."""
        met = dict(box)
        for name, mask in room.items():
            held = met.get(name)
            if held is None:
                variable = self.land.variables[name]
                if mask >> variable.now & 1:
                    continue
                held = variable.freer
                if variable.kind == "choose":
                    return None
            if not held & mask:
                return None
            met[name] = held & mask
        return met
