"""The search for the smallest changes after which the trees together ask for more caution.

One tree that says something strict enough is enough, whatever the others say: each of its rooms is a way. Where no
single tree is strict enough, a few may be together, such as one that eases and one that shortens.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.checking.boxes import meet
from runrest.counterfactuals.landscape import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runrest.checking.boxes import Box
    from runrest.counterfactuals.landscape import Found, Landscape


def tighten(land: Landscape, goal: int, most: int) -> Found:
    """Find every smallest set of variables that can make the answer as careful as asked; the plan stays as it is.

    Parameters
    ----------
    land : Landscape
        Around one answer.
    goal : int
        Place of the least careful label that counts; more careful than the one now.
    most : int
        Most variables to change.

    Returns
    -------
    dict of frozenset to list of boxes
        None of the sets includes another; all states that do it lie in the boxes.
    """
    search = _Search(land, goal)
    ways = [tuple(search.rooms(bits)) for bits in search.enough()]
    for size in range(1, most + 1):
        search.size = size
        search.smaller = [sum(land.index[name] for name in names) for names in search.found]
        for rooms in ways:
            search.gather({}, 0, rooms)
    return search.found


@define
class _Search:
    """One search; the sets grow from turn to turn."""

    land: Landscape
    goal: int
    size: int = 0
    smaller: list[int] = field(factory=list)
    """The sets found so far that have fewer variables, as masks."""
    found: Found = field(factory=dict)
    within: dict[int, list[tuple[Box, int]]] = field(factory=dict)
    """For each limit, the rooms that have it and that can be come to."""

    def enough(self) -> Iterator[tuple[int, ...]]:
        """Give every smallest set of limits that are strict enough together."""
        every = {bit for at in range(len(self.land.bits)) for bit, _, _ in self.land.rooms(at)} - {0, FORBIDDEN}
        alone = {bit for bit in every if self.strict([bit])}
        yield from ((bit,) for bit in sorted(alone))
        partly = frozenset(every - alone)
        if not self.strict(partly):
            return
        known = {frozenset(pair) for pair in combinations(sorted(partly), 2) if self.strict(pair)}
        waiting, seen = [partly], {partly}
        while waiting:
            some = waiting.pop()
            inside = next((one for one in known if one <= some), None)
            if inside is None and self.strict(some):
                inside = frozenset(self.needed(some))
                known.add(inside)
            for bit in inside or ():
                fewer = some - {bit}
                if fewer not in seen:
                    seen.add(fewer)
                    waiting.append(fewer)
        yield from sorted(tuple(sorted(one)) for one in known)

    def strict(self, bits: Iterable[int]) -> bool:
        """Tell whether limits that hold together make the answer as careful as asked."""
        return self.land.rank(sum(bits)) >= self.goal

    def needed(self, bits: frozenset[int]) -> list[int]:
        """Leave out of some limits what they do not need to be strict enough."""
        kept = sorted(bits)
        for bit in sorted(bits):
            fewer = [other for other in kept if other != bit]
            if self.strict(fewer):
                kept = fewer
        return kept

    def rooms(self, bits: tuple[int, ...]) -> Iterator[list[tuple[Box, int]]]:
        """Give, for each of some limits, all rooms that have them and that can be come to."""
        if not self.within:
            for at in range(len(self.land.bits)):
                for one, room, needs in self.land.rooms(at):
                    self.within.setdefault(one, [])
                    if self.changed(room) is not None:
                        self.within[one].append((room, needs))
        yield from (self.within[bit] for bit in bits)

    def changed(self, states: Box) -> Box | None:
        """Give what has to change to come to some states, or ``None`` where that cannot be."""
        found: dict[str, int] = {}
        for name, mask in states.items():
            variable = self.land.variables[name]
            if not mask >> variable.now & 1:
                if not mask & variable.stricter:
                    return None
                found[name] = mask & variable.stricter
        return found

    def gather(self, states: Box, needs: int, rooms: tuple[list[tuple[Box, int]], ...]) -> None:
        """Meet some states with a room of each limit in turn."""
        if not rooms:
            self.clear(states, 0)
            return
        for room, more in rooms[0]:
            both = needs | more
            if both.bit_count() <= self.size and not any(mask & both == mask for mask in self.smaller):
                met = meet(states, room)
                if met is not None:
                    self.gather(met, both, rooms[1:])

    def clear(self, states: Box, done: int) -> None:
        """Keep the states in which no answers contradict each other, changing more where that is needed.

        ``done`` marks the contradictions that the states were met with: what is changed later may touch others.
        """
        land = self.land
        box = self.changed(states)
        if box is None or len(box) > self.size or any(other < box.keys() for other in self.found):
            return
        first = len(land.decision.trees)
        left = land.touched(box) >> first & ~done
        if not left:
            names = frozenset(box)
            if len(names) == self.size and box not in self.found.setdefault(names, []):
                self.found[names].append(box)
            return
        number = (left & -left).bit_length() - 1
        for bit, room, _ in land.rooms(first + number):
            met = meet(states, room) if bit != FORBIDDEN else None
            if met is not None:
                self.clear(met, done | 1 << number)
