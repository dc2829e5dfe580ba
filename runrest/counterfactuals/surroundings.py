"""What may be different around one athlete, and the answer wherever it is: the trees are walked again there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.checking.axes import Axis
from runrest.counterfactuals.cuts import cuts_of
from runrest.counterfactuals.variables import TIME, lies, near, variables_of
from runrest.decision import Decision
from runrest.vocabulary import Facts
from runrest.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.signals import Signal, Value


class Surroundings:
    """An answer, with everything that may be different and what follows from it."""

    def __init__(self, decision: Decision, hour: float = 0.0) -> None:
        self.decision = decision
        self.facts = decision.facts
        self.vocabulary = decision.house.vocabulary
        scales = decision.house.scales
        self.weekly = decision.weekly
        self.labels = tuple(scales.week_labels)[::-1] if self.weekly else tuple(scales.labels)
        """Freest first."""
        self.here = self.labels.index(decision.label)
        self.undone = decision.label == "STOP_REFER"
        """Whether only a professional's word changes it."""
        self.standing = frozenset(decision.conflicts)
        """Contradictions that hold now."""
        self.cuts = cuts_of(decision.trees)
        self.variables, self.clock = variables_of(decision, self.cuts, hour)
        self.index = {name: 1 << at for at, name in enumerate(self.variables)}
        """A bit for each variable."""
        self._moments: dict[int, Mapping[str, Value]] = {}
        self._touched: dict[frozenset[str], int] = {}
        self._decided: dict[tuple[tuple[str, int], ...], Decision] = {}

    def value(self, name: str, facts: Mapping[str, Value]) -> Value | None:
        """Give the value of a signal where it is sure."""
        known = self.vocabulary.range_of(name, facts)
        return None if known is None or known[0] != known[1] else known[0]

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
        outcomes = [
            walk(tree, facts) if touched >> at & 1 else outcome
            for at, (tree, outcome) in enumerate(zip(now.trees, now.outcomes, strict=True))
        ]
        return Decision(now.question, now.on, facts, now.trees, tuple(outcomes))

    def plans(self, names: Iterable[str]) -> bool:
        """Tell whether some variables include the plan."""
        return any(self.variables[name].kind == "choose" for name in names)

    def place(self, decision: Decision) -> int:
        """Give the place of a decision among the labels, past the last where it contradicts itself anew."""
        if not self.standing.issuperset(decision.conflicts):
            return len(self.labels)
        return self.labels.index(decision.label)


class Axes(dict[str, Axis]):
    """The axes that the mapper of a tree asks for, cut for one athlete; what cannot change is a single cell."""

    def __init__(self, land: Surroundings) -> None:
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
        leads = land.cuts.keep(("leads", name, cells), lambda: tuple(near(cell, signal, None) for cell in cells))
        if variable is not None:
            return leads if now is not None else (*leads, None)
        return (leads[next(at for at, cell in enumerate(cells) if now is not None and lies(now, cell))],)


def _axis(signal: Signal, values: tuple[Value | None, ...]) -> Axis:
    blank = len(values)
    return Axis(signal, values, (None,) * blank, (0,) * blank)
