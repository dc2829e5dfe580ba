"""From what a file says to a tree that can be walked, and to the frozen graph that can be shown and searched.

Each question becomes a table from value to the next stop: a dictionary where the values can be counted, otherwise
a row indexed by the place of the value among the cuts. The tables say exactly what the conditions say; they only
save asking every condition in turn.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define, field, frozen

from runrest.bundles import bundle
from runrest.tree import Advice, Question, Times, TreeFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from runrest.flaws import Flaw
    from runrest.house import House
    from runrest.signals import Signal

MOST_COUNTED = 400


@frozen
class Outcome:
    """An advice with its caps as ranks, ready to be combined."""

    tree: str
    advice: Advice
    caps: tuple[tuple[str, float | Times], ...]
    refer: int
    incomplete: bool
    fixed: tuple[tuple[str, float], ...] | None = field(init=False)
    """The caps once more where none depends on a signal."""

    @fixed.default
    def _without_signals(self) -> tuple[tuple[str, float], ...] | None:
        plain = tuple((scale, rank) for scale, rank in self.caps if not isinstance(rank, Times))
        return plain if len(plain) == len(self.caps) else None


How: TypeAlias = "tuple[float, ...] | Literal[True] | None"
"""How a table is looked up: by value (``None``), by place among the cuts, or through a derived range (``True``)."""
Stop: TypeAlias = "tuple[str | None, Any, How]"
"""Where a walk stands: signal, table, how. At its end: ``None`` and the outcome (``None`` for a gap)."""
GAP: Stop = (None, None, None)


@define(eq=False)
class Tree:
    """A tree that may be walked, drawn and searched."""

    file: TreeFile
    house: House = field(repr=False)
    stops: Mapping[str, Stop] = field(repr=False)
    """Every question and advice by id, ready to be walked."""
    first: Stop = field(repr=False)
    flaws: tuple[Flaw, ...] = ()
    """What the checker found and the file's author accepted, or what an unproven tree still has."""
    proven: bool = True

    @property
    def name(self) -> str:
        """Give the tree's name, family first."""
        return self.file.name

    @property
    def title(self) -> str:
        """Give the question the tree answers."""
        return self.file.title

    @property
    def version(self) -> str:
        """Give the file's version."""
        return self.file.version

    @property
    def questions(self) -> Mapping[str, Question]:
        """Give the questions by id."""
        return self.file.questions

    @property
    def advice(self) -> Mapping[str, Advice]:
        """Give the advice by id."""
        return self.file.advice

    def outcomes(self) -> tuple[Outcome, ...]:
        """Give every advice with its caps as ranks."""
        return tuple(stop[1] for stop in self.stops.values() if stop[0] is None)

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """Build the frozen graph: nodes carry ``item`` (Question or Advice), edges carry ``branch``.

        Returns
        -------
        networkx.DiGraph
            Frozen; the attributes are frozen values too.
        """
        return build_graph(self.file)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return bundle(lambda: f"{self.title} ({self.name} {self.version})", (self, None))


class Family(tuple[Tree, ...]):
    """Several trees in the order in which they are told; it shows itself in notebooks."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        def plain() -> str:
            wide = max((len(tree.name) for tree in self), default=0)
            return "\n".join(f"{tree.name:<{wide}}  {tree.title}" for tree in self)

        return bundle(plain, (self, None))


def build_graph(file: TreeFile) -> nx.DiGraph[str]:
    """Lay a tree file out as a frozen ``networkx.DiGraph``.

    Parameters
    ----------
    file : TreeFile
        Any file without dangling branches; it may still be cyclic.

    Returns
    -------
    networkx.DiGraph
        With ``title``, ``name``, ``version`` and ``start`` as graph attributes.
    """
    import networkx as nx  # 110 ms: only where a graph is really wanted

    graph: nx.DiGraph[str] = nx.DiGraph(name=file.name, title=file.title, version=file.version, start=file.start)
    for question in file.questions.values():
        graph.add_node(question.id, item=question, kind="question")
    for advice in file.advice.values():
        graph.add_node(advice.id, item=advice, kind="advice")
    for question in file.questions.values():
        for branch in question.branches:
            if branch.target in graph:
                graph.add_edge(question.id, branch.target, branch=branch)
    nx.freeze(graph)
    return graph


def link(file: TreeFile, house: House, flaws: tuple[Flaw, ...] = (), *, proven: bool = True) -> Tree:
    """Turn a file without structural flaws into a tree that can be walked.

    Parameters
    ----------
    file : TreeFile
        Free of dangling branches and cycles.
    house : House
        Vocabulary and scales.
    flaws : tuple of Flaw
        Kept with the tree.
    proven : bool
        Whether the checker found nothing that forbids it to speak.

    Returns
    -------
    Tree
        With its walking tables laid out.
    """
    stops: dict[str, Stop] = {}
    for advice in file.advice.values():
        ranks = tuple(
            (scale, cap if isinstance(cap, Times) else house.scales.scales[scale].rank(cap) or 0.0)
            for scale, cap in advice.caps
        )
        refer = house.scales.refer.steps.index(advice.refer)
        stops[advice.id] = (None, Outcome(file.name, advice, ranks, refer, advice.incomplete), None)
    for question in leaves_first(file):
        signal = house.vocabulary.signals[question.signal]
        table, cuts = _table(question, signal, stops)
        stops[question.id] = (
            (signal.name, (table, cuts, question), True) if signal.derived else (signal.name, table, cuts)
        )
    return Tree(file, house, stops, stops[file.start], flaws, proven)


def leaves_first(file: TreeFile) -> list[Question]:
    """Order the questions so that each comes after all it leads to; the file must be free of cycles."""
    order: list[Question] = []
    placed: set[str] = set()
    for root in file.questions.values():
        waiting = [(root, False)]
        while waiting:
            question, ready = waiting.pop()
            if question.id in placed:
                continue
            if ready:
                placed.add(question.id)
                order.append(question)
                continue
            waiting.append((question, True))
            waiting += [
                (file.questions[branch.target], False)
                for branch in question.branches
                if branch.target in file.questions and branch.target not in placed
            ]
    return order


def _table(question: Question, signal: Signal, stops: Mapping[str, Stop]) -> tuple[Any, tuple[float, ...] | None]:
    def stop(value: Any) -> Stop:
        return next((stops[branch.target] for branch in question.branches if branch.condition.holds(value)), GAP)

    if not signal.numeric:
        return {value: stop(value) for value in (*signal.named_values(), None)}, None
    low, high = signal.valid
    if signal.type == "integer" and high - low <= MOST_COUNTED:
        return {value: stop(value) for value in (*range(int(low), int(high) + 1), None)}, None
    edges = {
        bound[0]
        for branch in question.branches
        for part in branch.condition.intervals
        for bound in (part.low, part.high)
    }
    cuts = sorted(edge for edge in edges if math.isfinite(edge))
    row: list[Stop] = []
    for at, cut in enumerate(cuts):
        row.append(stop((cuts[at - 1] + cut) / 2 if at else cut - 1))
        row.append(stop(cut))
    row.append(stop(cuts[-1] + 1 if cuts else 0.0))
    return (*row, stop(None)), tuple(cuts)
