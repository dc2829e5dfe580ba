"""What would change an answer, by trying everything: the long way round that the search is held against."""

from __future__ import annotations

import math
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Any

from runrest.counterfactuals.clock import SOON_H
from runrest.deciding import decide_with
from runrest.tree import Times
from runrest.vocabulary import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.counterfactuals.alternatives import Change
    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.signals import Value

TIME = "time"
State = tuple[tuple[str, Any], ...]
"""What is changed: signal to value, and time to hours."""


class Brute:
    """Every state around one answer that the rules of change allow, over values that stand for all."""

    def __init__(self, decision: Decision, values: Mapping[str, Iterable[Value]], hour: float, most: int) -> None:
        self.decision, self.hour, self.most = decision, hour, most
        house = decision.house
        self.order = list(house.scales.week_labels)[::-1] if decision.weekly else list(house.scales.labels)
        self.here = self.order.index(decision.label)
        self.before = set(decision.conflicts)
        asked = asked_by(decision.trees) | ({"planned_type"} if not decision.weekly else set())
        bases = bases_of(decision.trees)
        room = runs(decision)
        self.moving = {}
        rows: dict[str, list[Value]] = {}
        for name, way in house.changing.items():
            if name not in asked or name in bases or name not in values:
                continue
            if way.kind == "wait" and name in decision.facts:
                if not (way.held and room) and not (way.over and not decision.facts.get(way.over)):
                    self.moving[name] = way
            else:
                rows[name] = [value for value in values[name] if value != decision.facts.get(name)]
        self.rows: dict[str, list[Any]] = {name: rows[name] for name in house.vocabulary.signals if name in rows}
        if self.moving:
            self.rows[TIME] = [hours for hours in self.waits(values) if self.moved(hours) != self.moved(0)]
        self.places: dict[State, int] = {}

    def waits(self, values: Mapping[str, Iterable[Value]]) -> list[float]:
        """List hours that stand for all others: when something is reached, and between."""
        turns = {0.0}
        for name, way in self.moving.items():
            now = self.decision.facts[name]
            if way.becomes is not None:
                turns.add(24 - self.hour)
                continue
            for value in values[name]:
                gap = (float(value) - float(now)) / way.step
                if way.over:
                    gap *= float(self.decision.facts[way.over])
                if gap > 0:
                    days = math.ceil(round(gap, 9)) * (7 if way.per == "week" else 1)
                    turns |= {gap} if way.per == "hour" else {24 * day - self.hour for day in (days, days + 1)}
        steps = sorted(turns)
        return sorted({*steps, *((one + two) / 2 for one, two in pairwise(steps)), steps[-1] + 24})[1:]

    def moved(self, hours: float) -> dict[str, Value]:
        """Move everything that moves."""
        nights = math.floor((self.hour + hours) / 24 + 1e-9)
        found: dict[str, Value] = {}
        for name, way in self.moving.items():
            now = self.decision.facts[name]
            if way.becomes is not None:
                found[name] = way.becomes if nights else now
                continue
            signal = self.decision.house.vocabulary.signals[name]
            units = hours if way.per == "hour" else nights if way.per == "day" else nights // 7
            step = way.step / float(self.decision.facts[way.over]) if way.over else way.step
            value = min(max(round(float(now) + step * units, 9), signal.valid[0]), signal.valid[1])
            found[name] = int(value) if signal.type == "integer" else value
        return found

    def facts(self, state: State) -> Facts:
        facts = Facts(self.decision.facts)
        for name, value in state:
            facts.update(self.moved(value) if name == TIME else {name: value})
        return facts

    def place(self, state: State) -> int:
        """Walk every tree again; a state that newly contradicts itself is nobody's."""
        if state not in self.places:
            again = decide_with(self.decision.trees, self.facts(state), "again")
            there = self.order.index(again.label)
            self.places[state] = there if set(again.conflicts) <= self.before else -1
        return self.places[state]

    def allowed(self, name: str, value: Any, freer: bool) -> bool:
        """The rules of change, as decision 14 states them."""
        if name == TIME:
            return True
        house = self.decision.house
        kind, now = house.changing[name].kind, self.decision.facts.get(name)
        signal = house.vocabulary.signals[name]
        rank = value if signal.numeric else list(signal.named_values()).index(value)
        held = now if signal.numeric or now is None else list(signal.named_values()).index(now)
        up = signal.worse == "up"
        if kind == "wait":
            return freer
        if kind == "choose":
            if name == "planned_type":
                demands, caps = house.scales.demands, self.decision.ranks
                asked, other = demands[now or "unplanned"], demands[value]
                softer = all(rank <= asked[scale] for scale, rank in other.items())
                on_foot = other["impact"] == asked["impact"] or caps.get("impact", 99.0) < asked["impact"]
                return freer and softer and on_foot
            return freer and (now is None or signal.worse not in ("up", "down") or (rank < held) == up)
        if kind == "worsen" and now is not None:
            return not freer and (signal.worse not in ("up", "down") or (rank > held) == up)
        return True

    def sets(self, goal: int, freer: bool, planned: bool | None = None) -> set[frozenset[str]]:
        """Give every smallest set of things to change that does it."""
        found: set[frozenset[str]] = set()
        rows = {name: [value for value in row if self.allowed(name, value, freer)] for name, row in self.rows.items()}
        names = [name for name in rows if rows[name]]
        for size in range(1, self.most + 1):
            for chosen in combinations(names, size):
                if any(one <= set(chosen) for one in found):
                    continue
                for row in product(*(rows[name] for name in chosen)):
                    there = self.place(tuple(zip(chosen, row, strict=True)))
                    if there >= 0 and (there <= goal if freer else there >= goal):
                        found.add(frozenset(chosen))
                        break
        return found

    def plans(self, names: frozenset[str]) -> bool:
        return any(name != TIME and self.decision.house.changing[name].kind == "choose" for name in names)

    def freest(self) -> set[frozenset[str]]:
        """Give the smallest sets for the freest label, with the plan as it is and with less planned."""
        planned: set[frozenset[str]] = set()
        for goal in range(self.here):
            every = self.sets(goal, True)
            held = {names for names in every if not self.plans(names)}
            planned = planned or {names for names in every if self.plans(names)}
            if held:
                return held | planned
        return planned


def names_of(change: Change, moving: Iterable[str]) -> frozenset[str]:
    """Name what a change changes, waiting as one thing."""
    return frozenset(TIME if part.signal.name in moving else part.signal.name for part in change.parts)


def asked_by(trees: Iterable[Tree]) -> set[str]:
    """Name everything that may matter: what a tree asks, what an amount is held against, what can contradict."""
    found = {"planned_km", "planned_min"}
    for tree in trees:
        vocabulary = tree.house.vocabulary
        for question in tree.questions.values():
            found.update(vocabulary.plain(question.signal))
        found.update(name for conflict, _ in vocabulary.contradictions for name, _ in conflict)
    return found


def bases_of(trees: Iterable[Tree]) -> set[str]:
    """Name what others are measured by."""
    found: set[str] = set()
    for tree in trees:
        vocabulary = tree.house.vocabulary
        asked = {question.signal for question in tree.questions.values()}
        waiting = [*asked]
        while waiting:
            derived = vocabulary.derived.get(waiting.pop())
            if derived is None:
                continue
            waiting += [member.signal for member in derived.members]
            if derived.kind in ("ratio", "difference"):
                found.update(vocabulary.plain(derived.members[1].signal))
        found.update(cap.of for outcome in tree.outcomes() for _, cap in outcome.caps if isinstance(cap, Times))
    return found


def runs(decision: Decision) -> bool:
    """Tell whether the answer leaves room for a run."""
    caps = decision.caps
    steps = {scale: decision.house.scales.scales[scale].steps for scale in ("intensity", "impact")}
    hard_enough = steps["intensity"].index(str(caps.get("intensity", "race"))) >= 1
    on_foot = steps["impact"].index(str(caps.get("impact", "jump"))) >= steps["impact"].index("run")
    return hard_enough and on_foot and all(float(caps.get(scale, 1)) > 0 for scale in ("volume", "km", "minutes"))


def holds(change: Change, brute: Brute, *, freer: bool) -> None:
    """A change does what it says when the trees are walked again, wherever its conditions hold, and no further."""
    decision = brute.decision
    order, trees = brute.order, decision.trees
    again = decide_with(trees, Facts({**decision.facts, **change.facts}), "again")
    place = order.index(again.label)
    assert (again.label, again.refer, dict(again.caps)) == (change.label, change.refer, dict(change.caps))
    assert place < brute.here if freer else place > brute.here
    assert set(again.conflicts) <= brute.before
    for part in change.parts:
        assert part.condition.holds(part.value)
        assert part.was == decision.facts.get(part.signal.name)
        assert not part.condition.holds(part.was)
    timed = [part for part in change.parts if part.signal.name in brute.moving]
    for part in timed:
        assert part.wait_h is not None
        assert change.wait_h is not None
        assert 0 < part.wait_h <= change.wait_h
        assert part.condition.holds(change.facts[part.signal.name])
    if timed:
        earlier = [hours for hours in brute.rows[TIME] if hours < change.wait_h - SOON_H - 1e-6]
        fixed = [(part.signal.name, part.value) for part in change.parts if part not in timed]
        assert not any(fits(brute.place((*fixed, (TIME, hours))), place, freer) for hours in earlier)
    # (what follows: the whole region of a change, cell by cell)
    rows: list[list[tuple[str, Any]]] = []
    for part in change.parts:
        name = part.signal.name
        if part not in timed:
            rows.append([(name, value) for value in brute.rows[name] if part.condition.holds(value)])
    if timed:
        inside = [
            hours
            for hours in brute.rows[TIME]
            if hours >= change.wait_h - 1e-9
            and all(part.condition.holds(brute.moved(hours)[part.signal.name]) for part in timed)
        ]
        through(brute, [part.signal.name for part in timed], inside, rows, place, freer)
        rows.append([(TIME, change.wait_h)])
    for row in product(*rows):
        assert fits(brute.place(row), place, freer), row
    if len(change.parts) == 1 and not timed:
        part = change.parts[0]
        name = part.signal.name
        others = [value for value in brute.rows[name] if not part.condition.holds(value)]
        does = [
            value
            for value in others
            if brute.allowed(name, value, freer) and fits(brute.place(((name, value),)), place, freer)
        ]
        assert does == []


def fits(there: int, place: int, freer: bool) -> bool:
    return there >= 0 and (there <= place if freer else there >= place)


def through(
    brute: Brute, names: list[str], hours: list[float], rows: list[list[tuple[str, Any]]], place: int, freer: bool
) -> None:
    """It lasts as long as the conditions on time say, unless they cannot tell when something else ends it."""
    before = None
    for hour in hours:
        if not all(fits(brute.place((*row, (TIME, hour))), place, freer) for row in product(*rows)):
            assert before is not None
            assert [brute.moved(hour)[name] for name in names] == [brute.moved(before)[name] for name in names]
            return
        before = hour
