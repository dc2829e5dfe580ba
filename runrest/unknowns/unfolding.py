"""From a linked tree to forks: each asks one knot, and what a derived signal needs is asked knot by knot.

The forks say what the walker does, unknown-aware meaning of derived signals included: every arm is found by asking
``Vocabulary.range_of`` and ``walking.taken`` for a point of each pattern.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.tree import Times
from runrest.walking import taken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.conditions import Condition
    from runrest.derived import Derived
    from runrest.linking import Outcome, Tree
    from runrest.signals import Value
    from runrest.tree import Question
    from runrest.unknowns.knots import Knot, Point

    Span: TypeAlias = "tuple[Value, Value] | None"
    Onward: TypeAlias = "Callable[[Span], Node]"

Rank: TypeAlias = "float | tuple[Times, int]"
"""A cap as a rank; as a multiple it holds for the points of one pattern."""


@define(eq=False)
class End:
    """Where a walk ends."""

    tree: str
    caps: tuple[tuple[str, Rank], ...]
    refer: int
    incomplete: bool
    gap: str = ""
    """The question that has no branch here; only an unproven tree has one."""
    veto: bool = False
    """Whether the answers contradict each other."""


@define(eq=False)
class Fork:
    """One knot, and where each of its patterns leads."""

    knot: int
    points: list[Point]
    """Those of the knot: a tie may learn new ones."""
    onward: Callable[[int], Node] = field(repr=False)
    arms: list[tuple[int, Node]] = field(factory=list, repr=False)
    seen: int = 0

    def grow(self) -> list[tuple[int, Node]]:
        """Give the arms as masks and where they lead, those of new patterns included."""
        if self.seen < len(self.points):
            found = {id(node): (mask, node) for mask, node in self.arms}
            for at in range(self.seen, len(self.points)):
                node = self.onward(at)
                mask, _ = found.get(id(node), (0, node))
                found[id(node)] = (mask | 1 << at, node)
            self.arms[:] = found.values()
            self.seen = len(self.points)
        return self.arms


Node: TypeAlias = "Fork | End"


@define
class Unfolding:
    """Unfolds one tree over knots."""

    tree: Tree
    knots: tuple[Knot, ...]
    place: Mapping[str, int]
    """Signal to the knot it is tied into."""
    _done: dict[str, Node] = field(factory=dict)

    def start(self) -> Node:
        """Give the first fork."""
        return self._stop(self.tree.file.start)

    def _stop(self, at: str) -> Node:
        if at not in self._done:
            question = self.tree.questions.get(at)
            if question is None:
                self._done[at] = self._end(self.tree.stops[at][1])
            else:
                self._done[at] = self._ask(question.signal, self._branching(question))
        return self._done[at]

    def _branching(self, question: Question) -> Onward:
        gap = End(self.tree.name, (), 0, incomplete=False, gap=question.id)

        def onward(found: Span) -> Node:
            branch, _ = taken(question, found)
            return gap if branch is None else self._stop(branch.target)

        return onward

    def _end(self, outcome: Outcome) -> Node:
        """End a walk; a cap that is a multiple of a signal first asks for it."""
        fixed = tuple((scale, rank) for scale, rank in outcome.caps if not isinstance(rank, Times))
        terms = [(scale, rank) for scale, rank in outcome.caps if isinstance(rank, Times)]

        def ask(at: int, caps: tuple[tuple[str, Rank], ...]) -> Node:
            if at == len(terms):
                return End(outcome.tree, caps, outcome.refer, outcome.incomplete)
            scale, term = terms[at]
            knot = self.place[term.of]
            points = self.knots[knot].points

            def onward(number: int) -> Node:
                known = term.of in points[number]
                return ask(at + 1, (*caps, (scale, (term, number))) if known else caps)

            return Fork(knot, points, onward)

        return ask(0, fixed)

    def _ask(self, name: str, onward: Onward) -> Node:
        """Ask a signal, plain or derived, and go on with the smallest and the largest it can be."""
        vocabulary = self.tree.house.vocabulary
        derived = vocabulary.derived.get(name)
        if derived is not None and derived.kind in ("any", "count"):
            return self._count(derived, onward)
        if derived is not None and derived.kind == "max":
            return self._largest(derived, onward)
        knot = self.place[name]
        points = self.knots[knot].points
        return Fork(knot, points, lambda number: onward(vocabulary.range_of(name, points[number])))

    def _count(self, derived: Derived, onward: Onward) -> Node:
        memo: dict[tuple[int, int, int], Node] = {}

        def fold(at: int, sure: int, open_: int) -> Node:
            if at == len(derived.members):
                return onward((sure > 0, sure + open_ > 0) if derived.kind == "any" else (sure, sure + open_))
            key = (at, sure, open_)
            if key not in memo:
                member = derived.members[at]
                test = member.condition
                if test is None:
                    memo[key] = fold(at + 1, sure, open_)
                else:

                    def more(found: Span) -> Node:
                        if found is None:
                            return fold(at + 1, sure, open_ + (not member.skipped))
                        if test.covers(*found):
                            return fold(at + 1, sure + 1, open_)
                        unsure = found[0] != found[1] and not member.skipped and test.touches(*found)
                        return fold(at + 1, sure, open_ + unsure)

                    memo[key] = self._ask(member.signal, more)
            return memo[key]

        return fold(0, 0, 0)

    def _largest(self, derived: Derived, onward: Onward) -> Node:
        signals = self.tree.house.vocabulary.signals
        memo: dict[tuple[int, float, float], Node] = {}

        def fold(at: int, low: float, high: float) -> Node:
            if at == len(derived.members):
                return onward(None if low == -math.inf else (low, high))
            key = (at, low, high)
            if key not in memo:
                member = derived.members[at]
                bottom, top = (-math.inf, -math.inf) if member.skipped else signals[member.signal].valid

                def more(found: Span) -> Node:
                    if found is None:
                        return fold(at + 1, max(low, bottom), max(high, top))
                    return fold(at + 1, max(low, float(found[0])), max(high, float(found[0])))

                if member.signal in self.tree.house.vocabulary.derived:
                    memo[key] = more(None)  # a maximum is taken of plain signals only
                else:
                    memo[key] = self._ask(member.signal, more)
            return memo[key]

        return fold(0, -math.inf, -math.inf)


def unfold_contradiction(
    tests: tuple[tuple[str, Condition], ...], knots: tuple[Knot, ...], place: Mapping[str, int]
) -> Node:
    """Unfold a contradiction: it ends in a veto where all of its conditions hold."""
    fine, wrong = End("", (), 0, incomplete=False), End("", (), 0, incomplete=True, veto=True)

    def ask(at: int) -> Node:
        if at == len(tests):
            return wrong
        name, test = tests[at]
        points = knots[place[name]].points
        after = ask(at + 1)

        def onward(number: int) -> Node:
            value = points[number].get(name)
            return fine if value is None or not test.holds(value) else after

        return Fork(place[name], points, onward)

    return ask(0)
