"""Which athlete states lead where: every path of a tree as a list of boxes over its axes.

A box fixes a set of cells on some axes and leaves the others free. A question on a plain signal cuts one axis; one
on a count, an ``any`` or a maximum cuts several, so its branches are unions of boxes.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

from runrest.conditions import Condition
from runrest.walking import taken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.checking.axes import Axis
    from runrest.signals import Value
    from runrest.tree import Question, TreeFile
    from runrest.vocabulary import Derived, Member, Vocabulary

Box: TypeAlias = "Mapping[str, int]"
"""Axis name to mask; an axis that is not named is free."""
MOST_BOXES = 20_000


class TooIntricateError(Exception):
    """The tree cuts the state space into more boxes than the documented limit."""


@frozen
class Region:
    """All the states that end at one advice."""

    advice: str
    boxes: tuple[Box, ...]


def meet(one: Box, two: Box) -> Box | None:
    """Give the box that lies in both boxes, or ``None`` where there is none."""
    met = dict(one)
    for name, mask in two.items():
        both = met.get(name, mask) & mask
        if not both:
            return None
        met[name] = both
    return met


@define
class Mapper:
    """Maps one tree: from its start down to regions."""

    file: TreeFile
    vocabulary: Vocabulary
    axes: Mapping[str, Axis]
    dead: set[tuple[str, int]] = field(factory=set)
    _cuts: dict[str, list[tuple[Box, ...]]] = field(factory=dict)

    def regions(self) -> tuple[Region, ...]:
        """Walk every path at once and gather what arrives at each advice.

        Returns
        -------
        tuple of Region
            One for each advice that some state reaches; ``dead`` then holds the branches none does.

        Raises
        ------
        TooIntricateError
            Past ``MOST_BOXES`` boxes.
        """
        found: dict[str, list[Box]] = {}
        live: set[tuple[str, int]] = set()
        asked: set[str] = set()
        waiting: list[tuple[str, tuple[Box, ...]]] = [(self.file.start, ({},))]
        count = 0
        while waiting:
            at, boxes = waiting.pop()
            if at in self.file.advice:
                found.setdefault(at, []).extend(boxes)
                continue
            question = self.file.questions[at]
            asked.add(at)
            for number, region in enumerate(self.branch_boxes(question)):
                inside = tuple(met for one in boxes for two in region if (met := meet(one, two)) is not None)
                count += len(inside)
                if count > MOST_BOXES:
                    raise TooIntricateError
                if inside:
                    live.add((at, number))
                    waiting.append((question.branches[number].target, inside))
        self.dead = {
            (at, number) for at in asked for number in range(len(self.file.questions[at].branches))
        } - live
        return tuple(Region(advice, tuple(boxes)) for advice, boxes in sorted(found.items()))

    def branch_boxes(self, question: Question) -> list[tuple[Box, ...]]:
        """Give, for each branch of a question, the states that take it."""
        if question.id not in self._cuts:
            derived = self.vocabulary.derived.get(question.signal)
            if derived is None or derived.kind in ("ratio", "difference"):
                axis = self.axes[question.signal]
                masks = [axis.mask(branch.condition) for branch in question.branches]
                self._cuts[question.id] = [({question.signal: mask},) if mask else () for mask in masks]
            else:
                outcomes = _Expansion(derived, question, self.vocabulary, self.axes).expand(0, START)
                self._cuts[question.id] = [
                    tuple(dict(box) for box in outcomes.get(number, ())) for number in range(len(question.branches))
                ]
        return self._cuts[question.id]


Frozen: TypeAlias = tuple[tuple[str, int], ...]
"""A box that can be hashed."""
Outcomes: TypeAlias = dict[int, tuple[Frozen, ...]]
State: TypeAlias = tuple[int, int, "float | None"]
"""What is known so far of a derived signal: surely counting, possibly counting, largest value."""
START: State = (0, 0, None)
UNMET, MET, UNSURE = 0, 1, -1


@define
class _Expansion:
    """Takes a derived question apart, member by member, into boxes for each branch."""

    derived: Derived
    asked: Question | Condition | None
    """The question whose branches are wanted, or the condition that an outer signal puts on this one."""
    vocabulary: Vocabulary
    axes: Mapping[str, Axis]
    _memo: dict[tuple[int, State], Outcomes] = field(factory=dict)

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
        outcomes: dict[int, list[Frozen]] = {}
        for boxes, rest in grouped:
            for number, tails in rest.items():
                for head in self.merge(boxes):
                    for tail in tails:
                        met = meet(dict(head), dict(tail))
                        if met is not None:
                            outcomes.setdefault(number, []).append(tuple(sorted(met.items())))
        return {number: tuple(found) for number, found in outcomes.items()}

    def merge(self, boxes: list[Frozen]) -> list[Frozen]:
        """Join boxes that differ on a single axis only."""
        names = {name for box in boxes for name, _ in box}
        if len(names) == 1 and all(len(box) == 1 for box in boxes):
            name = names.pop()
            return [((name, reduce(int.__or__, (box[0][1] for box in boxes))),)]
        return boxes

    def classes(self, member: Member, state: State) -> list[tuple[tuple[Frozen, ...], State]]:
        """List the ways a member can turn out, each with its boxes and what is known after it."""
        sure, open_, largest = state
        if self.derived.kind == "max":
            axis = self.axes[member.signal]
            ways: list[tuple[tuple[Frozen, ...], State]] = []
            for number, value in enumerate(axis.cells):
                mask: tuple[Frozen, ...] = (((member.signal, 1 << number),),)
                if value is None:
                    ways.append((mask, state if member.skipped else (sure, 1, largest)))
                else:
                    ways.append((mask, (sure, open_, float(value) if largest is None else max(largest, float(value)))))
            return ways
        most = 1 if self.derived.kind == "any" else len(self.derived.members)
        yes, no, perhaps = self.truths(member)
        return [
            (yes, (min(sure + 1, most), open_, None)),
            (no, state),
            (perhaps, state if member.skipped else (sure, min(open_ + 1, most), None)),
        ]

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
        found = _Expansion(inner, member.condition, self.vocabulary, self.axes).expand(0, START)
        return found.get(MET, ()), found.get(UNMET, ()), found.get(UNSURE, ())

    def outcome(self, state: State) -> int:
        """Say which branch a fully known state takes, or how an outer condition turns out."""
        known = self.range(state)
        if isinstance(self.asked, Condition):
            if known is None or self.asked.holds(known[0]) != self.asked.holds(known[1]):
                return UNSURE
            return MET if self.asked.holds(known[0]) else UNMET
        if self.asked is None:
            return UNSURE
        branch = taken(self.asked, known)[0]
        return UNSURE if branch is None else self.asked.branches.index(branch)

    def range(self, state: State) -> tuple[Value, Value] | None:
        """Give the smallest and largest value of the derived signal in a state."""
        sure, open_, largest = state
        if self.derived.kind == "any":
            return (sure > 0, sure + open_ > 0)
        if self.derived.kind == "count":
            return (sure, sure + open_)
        bottom, top = self.vocabulary.signals[self.derived.name].valid
        if open_:
            return (bottom if largest is None else largest, top)
        return None if largest is None else (largest, largest)
