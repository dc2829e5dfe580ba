"""The answers around one athlete: every tree as boxes over what may be different, everything else being as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from runrest.checking.axes import Axis
from runrest.checking.boxes import meet
from runrest.checking.regions import Mapper
from runrest.counterfactuals.cuts import cuts_of, lies, near
from runrest.counterfactuals.variables import TIME, variables_of
from runrest.decision import Decision
from runrest.linking import Outcome
from runrest.scales import AMOUNTS
from runrest.tree import Advice
from runrest.vocabulary import Facts
from runrest.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.checking.boxes import Box
    from runrest.linking import Tree
    from runrest.signals import Signal, Value

Room: TypeAlias = "tuple[int, Box]"
"""The limits of one advice, as a bit, and one box of states in which it is given."""
Plan: TypeAlias = "tuple[tuple[str, Value], ...]"
"""What is planned instead, where anything is."""
Found: TypeAlias = "dict[frozenset[str], list[Box]]"
"""Sets of variables, each with boxes of the states that do it."""
FORBIDDEN = 1
"""The bit of states in which answers contradict each other that do not do so now: nobody is like that."""
PLAN = ("planned_type", "strength_order", *(name for _, name in AMOUNTS))


class Axes(dict[str, Axis]):
    """The axes that the mapper of a tree asks for, cut for one athlete; what cannot change is a single cell."""

    def __init__(self, land: Landscape) -> None:
        super().__init__()
        self.land = land
        self.owner: dict[str, str] = {}
        """Axis name to the variable that its cells belong to."""

    def __missing__(self, name: str) -> Axis:
        vocabulary, land = self.land.vocabulary, self.land
        top = name
        while top in vocabulary.derived:  # a count or a maximum has no axis, so this is a ratio or a difference
            top = vocabulary.derived[top].members[0].signal
        owner = TIME if top in land.clock.ways else top
        variable = land.variables.get(owner)
        if variable is not None:
            self.owner[name] = owner
        if top != name or owner == TIME:
            places = range(len(variable.values)) if variable is not None else ()
            moved = [land.changed({owner: place}) for place in places] or [land.facts]
            values = tuple(land.value(name, facts) for facts in moved)
        else:
            values = self.plainest(name)
        axis = self[name] = land.cuts.keep((name, values), lambda: _axis(vocabulary.signals[name], values))
        return axis

    def plainest(self, name: str) -> tuple[Value | None, ...]:
        """Give a value for each cell of a plain signal: always the same, so that rooms can be kept for others."""
        land = self.land
        signal, now = land.vocabulary.signals[name], land.facts.get(name)
        variable = land.variables.get(name)
        if variable is None and (now is None or name in land.cuts.quotients or name in land.cuts.caps):
            return (now,)
        cells = land.cuts.cells(signal, land.vocabulary, land.facts)
        leads = land.cuts.keep(cells, lambda: tuple(near(cell, signal, None) for cell in cells))
        if variable is not None:
            return leads if now is not None else (*leads, None)
        return (leads[next(at for at, cell in enumerate(cells) if now is not None and lies(now, cell))],)


def _axis(signal: Signal, values: tuple[Value | None, ...]) -> Axis:
    blank = len(values)
    return Axis(signal, values, (None,) * blank, (0,) * blank)


class Landscape:
    """What every tree of a decision says, as one thing or another is different."""

    def __init__(self, decision: Decision, hour: float = 0.0) -> None:
        self.decision = decision
        self.facts = decision.facts
        self.vocabulary = decision.house.vocabulary
        scales = decision.house.scales
        self.labels = tuple(scales.week_labels)[::-1] if decision.weekly else tuple(scales.labels)
        self.here = self.labels.index(decision.label)
        self.undone = decision.label == "STOP_REFER"
        """Whether only a professional's word changes it."""
        self.cuts = cuts_of(decision.trees)
        self.variables, self.clock = variables_of(decision, self.cuts, hour)
        self.axes = Axes(self)
        self._bits: dict[object, int] = {}
        self._limits: dict[int, Outcome] = {}
        self._rooms: dict[int, tuple[Room, ...]] = {}
        self._ranks: dict[tuple[int, Plan], int] = {}
        self._moments: dict[int, Mapping[str, Value]] = {}
        self._touched: dict[frozenset[str], int] = {}
        self._decided: dict[tuple[tuple[str, int], ...], Decision] = {}
        conflicts = self.vocabulary.conflicts(self.facts)
        self.standing = frozenset(conflicts)
        """Contradictions that hold now."""
        self.bits = [self.bit(outcome) for outcome in decision.outcomes]
        """What each tree says now, then what each contradiction amounts to."""
        self.bits += [self._conflict_bit(say) if say in conflicts else 0 for _, say in self.vocabulary.contradictions]

    def value(self, name: str, facts: Mapping[str, Value]) -> Value | None:
        """Give the value of a signal where it is sure."""
        known = self.vocabulary.range_of(name, facts)
        return None if known is None or known[0] != known[1] else known[0]

    def bit(self, outcome: Outcome) -> int:
        """Number the limits that an advice sets; 0 where it sets none."""
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

    def limits(self, bits: int) -> list[Outcome]:
        """Give an advice for each of some bits."""
        return [outcome for bit, outcome in self._limits.items() if bits & bit]

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
            known = {name: self.facts[name] for name in (*PLAN, *self.cuts.bases) if name in self.facts}
            together = Decision(
                "", None, Facts({**known, **dict(plan)}), self.decision.trees, tuple(self.limits(bits))
            )
            found = self._ranks[key] = self.labels.index(together.label)
        return found

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
            self._rooms[at] = self._map(at) if at < len(trees) else tuple(self._divide(at - len(trees)))
        return self._rooms[at]

    def _map(self, at: int) -> tuple[Room, ...]:
        tree = self.decision.trees[at]
        names = self.cuts.axes[at]
        key = (at, tuple([(self.axes[name].cells, self.axes.owner.get(name)) for name in names]))
        bits = {outcome.advice.id: self.bit(outcome) for outcome in tree.outcomes()}
        return tuple([(bits[advice], box) for advice, box in self.cuts.keep(key, lambda: self._regions(tree))])

    def _regions(self, tree: Tree) -> tuple[tuple[str, Box], ...]:
        regions = Mapper(tree.file, self.vocabulary, self.axes).regions()
        rows = [(region.advice, self._own(box)) for region in regions for box in region.boxes]
        return tuple((advice, box) for advice, box in rows if box is not None)

    def _divide(self, at: int) -> Iterable[Room]:
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

    def touched(self, names: Iterable[str]) -> int:
        """Tell which trees and contradictions look at some variables, as a mask of their places."""
        key = frozenset(names)
        found = self._touched.get(key)
        if found is None:
            plain = {part for name in key for part in (self.clock.ways if name == TIME else (name,))}
            found = 0
            for name in plain:
                found |= self.cuts.askers.get(name, 0)
            self._touched[key] = found
        return found

    def changed(self, point: Mapping[str, int]) -> Facts:
        """Give the facts with variables in other cells, at the value that stands for each.

        Parameters
        ----------
        point : mapping of str to int
            Variable to the place of its cell.

        Returns
        -------
        Facts
            With everything that time moves moved together.
        """
        facts = Facts(self.facts)
        for name, place in point.items():
            value = self.variables[name].values[place]
            if name == TIME:
                facts.update(self.moment(place))
            elif value is None:
                facts.pop(name, None)
            else:
                facts[name] = value
        return facts

    def moment(self, place: int) -> Mapping[str, Value]:
        """Give every signal that time moves, as it is in a cell of time."""
        if place not in self._moments:
            hours = self.variables[TIME].far[place]
            self._moments[place] = {name: self.clock.value(name, hours) for name in self.clock.ways}
        return self._moments[place]

    def decide(self, point: Mapping[str, int]) -> Decision:
        """Walk every tree that looks at what is different once more; the others cannot say anything else.

        Parameters
        ----------
        point : mapping of str to int
            Variable to the place of its cell.

        Returns
        -------
        Decision
            As ``decide_with`` gives it for the changed facts.
        """
        key = tuple(sorted(point.items()))
        if key not in self._decided:
            facts, touched = self.changed(point), self.touched(point)
            self._decided[key] = self.again(facts, touched)
        return self._decided[key]

    def again(self, facts: Facts, touched: int) -> Decision:
        """Decide for changed facts, walking only some trees."""
        now = self.decision
        outcomes = tuple(
            walk(tree, facts) if touched >> at & 1 else outcome
            for at, (tree, outcome) in enumerate(zip(now.trees, now.outcomes, strict=True))
        )
        return Decision(now.question, now.on, facts, now.trees, outcomes)

    def plans(self, names: Iterable[str]) -> bool:
        """Tell whether some variables include the plan."""
        return any(self.variables[name].kind == "choose" for name in names)

    def place(self, decision: Decision) -> int:
        """Give the place of a decision among the labels, past the last where it contradicts itself anew."""
        if not self.standing.issuperset(decision.conflicts):
            return len(self.labels)
        return self.labels.index(decision.label)

