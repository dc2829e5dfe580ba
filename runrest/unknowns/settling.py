"""From what is known to the question that settles most.

Everything is weighed by what the runner is told: label, referral and the caps that take something away. A signal
that cannot change that for any athlete who is still possible is never asked.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal

from attrs import define, field

from runrest.deciding import decide_with
from runrest.unknowns.grounds import survey
from runrest.unknowns.labelling import rank, told
from runrest.unknowns.likelihoods import Likelihoods
from runrest.unknowns.next_questions import NextQuestion
from runrest.unknowns.prospects import view_of
from runrest.unknowns.states import place
from runrest.unknowns.varying import varies
from runrest.unknowns.vectors import NO_MULTIPLE
from runrest.unknowns.weighing import Weighing
from runrest.vocabulary import Facts

if TYPE_CHECKING:
    from runrest.linking import Tree
    from runrest.unknowns.hearing import Hearing
    from runrest.unknowns.likelihoods import Weights
    from runrest.unknowns.prospects import View
    from runrest.unknowns.rounds import Gate
    from runrest.unknowns.vectors import Step

Why = Literal["safety", "settles", "missing"]
Ranks = tuple[float, ...]


@define(eq=False, slots=False)  # a dictionary makes cached answers possible
class Settling:
    """Chooses the next question."""

    trees: tuple[Tree, ...]
    hearing: Hearing
    gates: tuple[Gate, ...]
    weights: Weights
    _changing: dict[str, bool] = field(init=False, factory=dict)

    @cached_property
    def view(self) -> View:
        """Give what may come of all that is still asked."""
        ground = survey(self.trees)
        state = place(ground, self.hearing.completions(ground.place), self.hearing.confirmed)
        return view_of(state, told=True)

    @cached_property
    def weighing(self) -> Weighing:
        """Give how much answers settle."""
        return Weighing(self.view, Likelihoods(self.view.state.ground, self.weights))

    def choose(self) -> NextQuestion | None:
        """Give the question to ask now.

        Returns
        -------
        NextQuestion or None
            ``None`` where no answer can change what the runner is told any more.
        """
        if self.view.settled:
            return self.missing()
        for gate in self.gates:
            if gate.safety:
                found = self.enter(gate, "safety") or self.follow(gate)
                if found is not None:
                    return found
        return self.most() or self.missing()

    def changes(self, name: str) -> bool:
        """Tell whether a signal can change what the runner is told, itself or by what is asked after it."""
        if name not in self._changing:
            self._changing[name] = False  # should follow-ups go in a circle
            asked = name in self.view.state.ground.place and name not in self.hearing.known.facts
            after = self.hearing.rounds.leads(name)
            self._changing[name] = (asked and varies(self.view, name)) or any(
                self.changes(other) for other in after if self.hearing.sense(other) is None
            )
        return self._changing[name]

    def enter(self, gate: Gate, why: Why) -> NextQuestion | None:
        """Ask a gate, unless it was asked already; a single signal where only that one tells anything."""
        left = [name for name in gate.signals if self.hearing.unsaid(name) and name in self.view.state.ground.place]
        if gate.name in self.hearing.asked or len(left) < 2:
            return None
        telling = list(islice((name for name in left if self.changes(name)), 2))
        if len(telling) == 1 and self.hearing.able(telling[0]):
            return NextQuestion(telling[0], "signal", why, (telling[0],))
        if not telling and not any(self.changes(name) for name in gate.then if self.hearing.unsaid(name)):
            return None
        return NextQuestion(gate.name, "gate", why, tuple(left), gate)

    def follow(self, gate: Gate) -> NextQuestion | None:
        """Ask what belongs to a gate signal by signal, in the order in which it makes most sense to a person."""
        able = (name for name in gate.then if self.hearing.able(name) and self.changes(name))
        return next((NextQuestion(name, "signal", "safety", (name,)) for name in able), None)

    def _gain(self, name: str) -> float:
        return self.weighing.gain(name) if name in self.view.state.ground.place else 0.0

    def most(self) -> NextQuestion | None:
        """Ask what settles most: a signal, or a gate, which settles what its signals do together."""
        names = [name for name in self.view.state.ground.vocabulary.names if name in self.view.state.ground.place]
        gains = {name: self._gain(name) for name in names if self.hearing.able(name) or self.hearing.unsaid(name)}
        gates = {gate.name: gate for gate in self.gates if gate.name not in self.hearing.asked}
        ranked = [(gain, 1, name) for name, gain in gains.items() if self.hearing.able(name)]
        ranked += [(sum(gains.get(one, 0.0) for one in gate.signals), 0, name) for name, gate in gates.items()]
        for _, single, name in sorted(ranked, key=lambda one: (-one[0], one[1])):
            if single and self.changes(name):
                return NextQuestion(name, "signal", "settles", (name,))
            found = None if single else self.enter(gates[name], "settles")
            if found is not None:
                return found
        return None

    def missing(self) -> NextQuestion | None:
        """Ask what cannot change what is allowed, but without which the answer is incomplete, or read carefully."""
        stands = self._stands(self.hearing.known.facts)
        if stands == self.view.least:
            return None
        ground = self.view.state.ground
        for name in ground.vocabulary.names:
            if name in ground.place and self.hearing.able(name):
                for point in self.view.state.possible(ground.place[name]):
                    if self._stands(Facts({**self.hearing.known.facts, **point})) != stands:
                        return NextQuestion(name, "signal", "missing", (name,))
        return self.several_missing()

    def several_missing(self) -> NextQuestion | None:
        """Ask what only together with other answers makes the answer complete, or free of what was read carefully."""
        known = self.hearing.known.facts
        decision = decide_with(self.trees, known, "")
        names = {
            name
            for outcome in (*decision.bound, *(one for one in decision.outcomes if one.incomplete))
            for step in decision.paths[outcome.tree]
            if step.branch.condition.unknown
            for name in self.view.state.ground.vocabulary.plain(step.question.signal)
            if name not in known and self.hearing.able(name)
        }
        name = next((name for name in self.view.state.ground.vocabulary.names if name in names), None)
        return None if name is None else NextQuestion(name, "signal", "missing", (name,))

    def _stands(self, facts: Facts) -> Ranks:
        """Give what the runner is told with these facts and no others."""
        decision = decide_with(self.trees, facts, "")
        ground = self.view.state.ground
        caps: dict[str, Step] = {
            scale: (one, *NO_MULTIPLE) if scale in ground.multiples else one for scale, one in decision.ranks.items()
        }
        biting = ground.house.scales.biting(decision.ranks, decision.facts) & {"km", "minutes"}
        planned = decision.facts.get("planned_type")
        incomplete = not decision.complete
        row = told(caps, decision.urgency, frozenset(biting), self.view.state, planned, incomplete=incomplete)
        return tuple(rank(step) for step in row)
