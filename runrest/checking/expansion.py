"""Questions on a count, an ``any`` or a maximum, taken apart member by member into boxes on the plain signals."""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.checking.boxes import meet
from runrest.conditions import Condition
from runrest.walking import taken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.checking.axes import Axis
    from runrest.derived import Derived, Member
    from runrest.signals import Value
    from runrest.tree import Question
    from runrest.vocabulary import Vocabulary

Frozen: TypeAlias = tuple[tuple[str, int], ...]
"""A box that can be hashed."""
Outcomes: TypeAlias = dict[int, tuple[Frozen, ...]]
State: TypeAlias = tuple[float, float]
"""What is known so far of a derived signal: the smallest and the largest that it can be."""
NOTHING = -math.inf
UNMET, MET, UNSURE = 0, 1, -1


@define
class Expansion:
    """Takes a derived question apart, member by member, into boxes for each branch."""

    derived: Derived
    asked: Question | Condition
    """The question whose branches are wanted, or the condition that an outer signal puts on this one."""
    vocabulary: Vocabulary
    axes: Mapping[str, Axis]
    _memo: dict[tuple[int, State], Outcomes] = field(factory=dict)

    def boxes(self) -> Outcomes:
        """Give the boxes for each outcome: the number of a branch, or how the condition turns out."""
        start = NOTHING if self.derived.kind == "max" else 0
        return self.expand(0, (start, start))

    def expand(self, at: int, state: State) -> Outcomes:
        """Give the boxes for each outcome, over the members from one on."""
        key = (at, state)
        if key not in self._memo:
            self._memo[key] = self._expand(at, state)
        return self._memo[key]

    def _expand(self, at: int, state: State) -> Outcomes:
        if at == len(self.derived.members):
            return {self.outcome(state): ((),)}
        grouped: list[tuple[list[Frozen], Outcomes]] = []
        member = self.derived.members[at]
        for boxes, after in self.classes(member, state):
            rest = self.expand(at + 1, after)
            twin = next((group for group in grouped if group[1] == rest), None)
            if twin is None:
                grouped.append((list(boxes), rest))
            else:
                twin[0].extend(boxes)
        if len(grouped) == 1:
            return grouped[0][1]
        gathered: dict[int, list[Frozen]] = {}
        for heads, rest in grouped:
            for number, tails in rest.items():
                for head in self.merge(heads):
                    for tail in tails:
                        met = meet(dict(head), dict(tail))
                        if met is not None:
                            gathered.setdefault(number, []).append(tuple(sorted(met.items())))
        return {number: tuple(found) for number, found in gathered.items()}

    def merge(self, boxes: list[Frozen]) -> list[Frozen]:
        """Join boxes that differ on a single axis only."""
        names = {name for box in boxes for name, _ in box}
        if len(names) == 1 and all(len(box) == 1 for box in boxes):
            name = names.pop()
            return [((name, reduce(int.__or__, (box[0][1] for box in boxes))),)]
        return boxes

    def classes(self, member: Member, state: State) -> list[tuple[tuple[Frozen, ...], State]]:
        """List the ways a member can turn out, each with its boxes and what is known after it."""
        low, high = state
        if self.derived.kind == "max":
            axis = self.axes[member.signal]
            bottom, top = axis.signal.valid
            ways: list[tuple[tuple[Frozen, ...], State]] = []
            for number, value in enumerate(axis.cells):
                after = (max(low, bottom), max(high, top))
                if value is None and member.skipped:
                    after = state
                elif value is not None:
                    after = (max(low, float(value)), max(high, float(value)))
                ways.append(((((member.signal, 1 << number),),), after))
            return ways
        yes, no, perhaps = self.truths(member)
        most = 1 if self.derived.kind == "any" else len(self.derived.members)
        unsure = state if member.skipped else (low, min(high + 1, most))
        return [(yes, (min(low + 1, most), min(high + 1, most))), (no, state), (perhaps, unsure)]

    def truths(self, member: Member) -> tuple[tuple[Frozen, ...], tuple[Frozen, ...], tuple[Frozen, ...]]:
        """Give the boxes in which a member surely counts, surely does not, and may."""
        inner = self.vocabulary.derived.get(member.signal)
        if inner is None or inner.kind in ("ratio", "difference"):
            axis = self.axes[member.signal]
            test = member.condition
            yes = axis.mask(test) if test is not None else 0
            unsure = sum(1 << at for at, value in enumerate(axis.cells) if value is None)
            masks = (yes, axis.full & ~yes & ~unsure, unsure)
            first, second, third = ((((member.signal, mask),),) if mask else () for mask in masks)
            return first, second, third
        test = member.condition or Condition()
        found = Expansion(inner, test, self.vocabulary, self.axes).boxes()
        return found.get(MET, ()), found.get(UNMET, ()), found.get(UNSURE, ())

    def outcome(self, state: State) -> int:
        """Say which branch a fully known state takes, or how an outer condition turns out."""
        known = self.range(state)
        if isinstance(self.asked, Condition):
            if known is None:
                return UNSURE
            if self.asked.covers(*known):
                return MET
            return UNSURE if self.asked.touches(*known) else UNMET
        branch = taken(self.asked, known)[0]
        return UNSURE if branch is None else self.asked.branches.index(branch)

    def range(self, state: State) -> tuple[Value, Value] | None:
        """Give the smallest and largest value of the derived signal in a state."""
        if self.derived.kind == "any":
            return (state[0] > 0, state[1] > 0)
        if self.derived.kind == "count":
            return (int(state[0]), int(state[1]))
        return None if state[0] == NOTHING else state
