"""The answers around one athlete: every tree as boxes over what may be different, everything else being as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from runrest.checking.boxes import meet
from runrest.checking.regions import Mapper
from runrest.counterfactuals.surroundings import Axes, Surroundings
from runrest.counterfactuals.variables import PLANNED
from runrest.linking import Outcome
from runrest.scales import AMOUNTS, FREE
from runrest.tree import Advice
from runrest.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from runrest.checking.boxes import Box
    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.signals import Value
    from runrest.vocabulary import Facts

Room: TypeAlias = "tuple[int, Box, int]"
"""The limits of one advice, as a bit; one box of states in which it is given; what must change to come there."""
Plan: TypeAlias = "tuple[tuple[str, Value], ...]"
"""What is planned instead, where anything is."""
Found: TypeAlias = "dict[frozenset[str], list[Box]]"
"""Sets of variables, each with boxes of the states that do it."""
Result = TypeVar("Result")
CAPPED = {planned: scale for scale, planned in AMOUNTS}
"""Each planned amount with the scale that caps it."""
FORBIDDEN = 1
"""The bit of states in which answers contradict each other that do not do so now: nobody is like that."""


class Landscape(Surroundings):
    """What every tree of a decision says, as one thing or another is different."""

    def __init__(self, decision: Decision, hour: float = 0.0) -> None:
        super().__init__(decision, hour)
        self.axes = Axes(self)
        self._bits: dict[object, int] = {}
        self._limits: dict[int, Outcome] = {}
        self._rooms: dict[int, tuple[Room, ...]] = {}
        self._sums: dict[int, tuple[Mapping[str, float], int, bool]] = {}
        self._ranks: dict[tuple[int, Plan], int] = {}
        self._kept: dict[object, Any] = {}
        self._said: dict[int, tuple[Outcome, int]] = {}
        self._asked: dict[int, tuple[int, tuple[Tree, ...]]] = {}
        self._stands: dict[tuple[tuple[str, int], ...], int] = {}
        self.bits = [self.bit(outcome) for outcome in decision.outcomes]
        """What each tree says now, then what each contradiction amounts to."""
        self.bits += [
            self._conflict_bit(say) if say in self.standing else 0 for _, say in self.vocabulary.contradictions
        ]

    def bit(self, outcome: Outcome) -> int:
        """Give the bit that stands for the limits of an advice; 0 where it sets none."""
        caps = tuple(sorted(self.decision.caps_of(outcome)))
        if not (caps or outcome.refer or outcome.incomplete):
            return 0
        key = (caps, outcome.refer > 0, outcome.incomplete)
        if key not in self._bits:
            self._bits[key] = 2 << len(self._bits)
            self._limits[self._bits[key]] = outcome
        return self._bits[key]

    def _conflict_bit(self, say: str) -> int:
        if say not in self.standing:
            return FORBIDDEN
        return self.bit(Outcome("", Advice("", say), (), 0, True))

    def rank(self, bits: int, plan: Plan = ()) -> int:
        """Read the label off limits that hold together, as its place among the labels: the larger, the more careful.

        Parameters
        ----------
        bits : int
            Limits of any trees.
        plan : Plan
            What is planned instead.

        Returns
        -------
        int
            Past the last label where the state contradicts itself.
        """
        if bits & FORBIDDEN:
            return len(self.labels)
        key = (bits, plan)
        found = self._ranks.get(key)
        if found is None:
            ranks, urgency, complete = self._together(bits)
            scales = self.decision.house.scales
            read = tuple([one for one in plan if CAPPED.get(one[0], "") in ranks or one[0] not in CAPPED])
            if read != plan:  # how much is planned does not matter where it has no cap
                place = self.rank(bits, read)
            elif self.weekly:
                place = self.labels.index(scales.week_label(ranks, complete=complete).name)
            else:
                facts = {**self.facts, **dict(plan)} if plan else self.facts
                place = self.labels.index(scales.label(ranks, urgency, facts, complete=complete).name)
            found = self._ranks[key] = place
        return found

    def _together(self, bits: int) -> tuple[Mapping[str, float], int, bool]:
        """Combine limits as a decision does."""
        if bits not in self._sums:
            ranks: dict[str, float] = {}
            urgency, complete = 0, True
            for bit, outcome in self._limits.items():
                if bits & bit:
                    for scale, rank in self.decision.caps_of(outcome):
                        ranks[scale] = min(rank, ranks.get(scale, FREE))
                    urgency = max(urgency, outcome.refer)
                    complete &= not outcome.incomplete
            self._sums[bits] = (ranks, urgency, complete)
        return self._sums[bits]

    def stand(self, point: Mapping[str, int]) -> int:
        """Say what the label is with variables in other cells, as its place among the labels.

        Parameters
        ----------
        point : mapping of str to int
            Variable to the place of its cell.

        Returns
        -------
        int
            That of the decision there; past the last label where that contradicts itself anew.
        """
        key = tuple(sorted(point.items()))
        found = self._stands.get(key)
        if found is None:
            found = self.stand_with(self.changed(point), self.touched(point), self.plan_of(point))
            self._stands[key] = found
        return found

    def plan_of(self, point: Mapping[str, int]) -> Plan:
        """Give what is planned instead."""
        chosen = [one for name, one in self.variables.items() if name in point and one.kind == "choose"]
        values = [(one.name, one.values[point[one.name]]) for one in chosen]
        return tuple([(name, value) for name, value in values if value is not None])

    def stand_with(self, facts: Facts, touched: int, plan: Plan = ()) -> int:
        """Say what the label is with changed facts; only the trees that look at what is changed are walked again."""
        first = len(self.decision.trees)
        if touched not in self._asked:
            kept = 0
            for at, bits in enumerate(self.bits[:first]):
                kept |= 0 if touched >> at & 1 else bits
            asked = tuple(tree for at, tree in enumerate(self.decision.trees) if touched >> at & 1)
            self._asked[touched] = (kept, asked)
        bits, asked = self._asked[touched]
        for tree in asked:
            outcome = walk(tree, facts)
            known = self._said.get(id(outcome))
            if known is None:
                known = self._said[id(outcome)] = (outcome, self.bit(outcome))
            bits |= known[1]
        for say in self.vocabulary.conflicts(facts) if touched >> first else self.standing:
            bits |= self._conflict_bit(say)
        return self.rank(bits, plan)

    def rooms(self, at: int) -> tuple[Room, ...]:
        """Map a tree, or a contradiction, over what may be different.

        Parameters
        ----------
        at : int
            The place of a tree; contradictions come after the trees.

        Returns
        -------
        tuple of rooms
            Boxes by variable, which together hold every state; each state lies in one of them at most.
        """
        if at not in self._rooms:
            trees = self.decision.trees
            rows = self._map(at) if at < len(trees) else self._divide(at - len(trees))
            self._rooms[at] = tuple([(bit, box, self.needs(box)) for bit, box in rows])
        return self._rooms[at]

    def needs(self, box: Box) -> int:
        """Tell which variables must change to come into a box."""
        needs = 0
        for name, mask in box.items():
            if not mask >> self.variables[name].now & 1:
                needs |= self.index[name]
        return needs

    def _map(self, at: int) -> Iterable[tuple[int, Box]]:
        tree = self.decision.trees[at]
        names = self.cuts.axes[at]
        key = (at, tuple([(self.axes[name].cells, self.axes.owner.get(name)) for name in names]))
        bits = {outcome.advice.id: self.bit(outcome) for outcome in tree.outcomes()}
        return [(bits[advice], box) for advice, box in self.cuts.keep(key, lambda: self._regions(tree))]

    def _regions(self, tree: Tree) -> tuple[tuple[str, Box], ...]:
        regions = Mapper(tree.file, self.vocabulary, self.axes).regions()
        rows = [(region.advice, self._own(box)) for region in regions for box in region.boxes]
        return tuple((advice, box) for advice, box in rows if box is not None)

    def _divide(self, at: int) -> Iterable[tuple[int, Box]]:
        """Cut the states into those that contradict themselves and, condition by condition, the others."""
        tests, say = self.vocabulary.contradictions[at]
        held: Box | None = {}
        for name, test in tests:
            axis = self.axes[name]
            mask = sum(1 << place for place, value in enumerate(axis.cells) if value is not None and test.holds(value))
            outside = self._own({name: axis.full & ~mask}) if axis.full & ~mask else None
            if held is not None and outside is not None:
                yield from ((0, met) for met in [meet(held, outside)] if met is not None)
            inside = self._own({name: mask}) if mask else None
            held = meet(held, inside) if held is not None and inside is not None else None
        if held is not None:
            yield self._conflict_bit(say), held

    def _own(self, box: Box) -> Box | None:
        """Rename the axes of a box to the variables that they belong to."""
        found: dict[str, int] = {}
        for name, mask in box.items():
            if mask == self.axes[name].full:
                continue
            owner = self.axes.owner[name]
            both = found.get(owner, mask) & mask
            if not both:
                return None
            found[owner] = both
        return found

    def kept(self, work: Callable[[Landscape], Result]) -> Result:
        """Work something out about this landscape, once."""
        if work not in self._kept:
            self._kept[work] = work(self)
        found: Result = self._kept[work]
        return found

    def matters(self, name: str) -> bool:
        """Tell whether another value can help: to the label itself, to a tree, or to keep out of a contradiction."""
        if (name == PLANNED and not self.weekly) or self.cuts.capped(name, self.facts):
            return True
        now = self.facts.get(name)
        tests = (one for conflict, _ in self.vocabulary.contradictions for one in conflict)
        if now is not None and any(asked == name and test.holds(now) for asked, test in tests):
            return True
        return any(name in room for at in range(len(self.decision.trees)) for _, room, _ in self.rooms(at))
