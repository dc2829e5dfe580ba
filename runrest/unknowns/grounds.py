"""Everything that can be laid out once for the trees of a question, before any facts are known."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.conditions import Interval, after, before, everything, settle
from runrest.differences.cells import Cell
from runrest.scales import AMOUNTS, FREE
from runrest.tree import Times
from runrest.unknowns.comparisons import Comparison
from runrest.unknowns.knots import Knot, Ladder, Single
from runrest.unknowns.partly import believed
from runrest.unknowns.ties import Tie
from runrest.unknowns.unfolding import Unfolding, unfold_contradiction
from runrest.unknowns.vectors import NO_MULTIPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.conditions import Bound
    from runrest.house import House
    from runrest.linking import Tree
    from runrest.signals import Signal
    from runrest.unknowns.paths import Store
    from runrest.unknowns.unfolding import Node
    from runrest.unknowns.vectors import Step
    from runrest.vocabulary import Vocabulary

PLAN = ("planned_type", "planned_km", "planned_min")
"""The signals that a label is read off besides the caps."""
MOST_GROUNDS = 32


@define(eq=False)
class Ground:
    """The trees of one question, unfolded over the knots of their signals."""

    trees: tuple[Tree, ...]
    knots: tuple[Knot, ...]
    place: Mapping[str, int]
    """Signal, ratio or difference to the knot it is tied into."""
    starts: tuple[Node, ...]
    """The first fork of each tree."""
    vetoes: tuple[Node, ...]
    """The first fork of each contradiction."""
    scales: tuple[str, ...]
    """Every scale that some tree caps."""
    multiples: frozenset[str]
    """Scales on which some cap is a multiple of a signal."""
    terms: tuple[Times, ...]
    """Those multiples."""
    plan: tuple[str, ...]
    """The signals that the label is read off; none for a week."""
    loose: tuple[tuple[str, int], ...]
    """Scales of amounts whose planned amount only the label asks for, each with that amount's knot."""
    kinds: tuple[int, ...]
    """Planned sessions that no tree and no label can tell apart, as masks of that knot; none where nothing asks."""
    free: Mapping[str, Step] = field(init=False)
    """Each capped scale, as it stands in vectors where it is free."""
    weekly: bool = field(init=False)
    """Whether the answer is about a week instead of a day."""
    telling: tuple[int, ...] = field(init=False)
    """The knots that what is told depends on besides the trees: loose amounts, and whether strength work is planned."""
    store: Store | None = field(init=False, default=None)
    """What was worked out so far, see ``storing``."""

    @free.default
    def _set_free(self) -> Mapping[str, Step]:
        return {scale: (FREE, *NO_MULTIPLE) if scale in self.multiples else FREE for scale in self.scales}

    @telling.default
    def _tell_also(self) -> tuple[int, ...]:
        strength = (self.place["strength_order"],) if "strength_order" in self.place else ()
        return (*(knot for _, knot in self.loose), *strength)

    @weekly.default
    def _tell_weekly(self) -> bool:
        return self.trees[0].name.split("/")[0] in self.house.scales.week_families

    @property
    def house(self) -> House:
        """Give the vocabulary, scales and sources the trees share."""
        return self.trees[0].house

    @property
    def vocabulary(self) -> Vocabulary:
        """Give the vocabulary."""
        return self.house.vocabulary


@define
class Cuts:
    """Where the trees cut the signals, and which signals they tie together."""

    vocabulary: Vocabulary
    plain: dict[str, set[Bound]]
    spans: dict[str, set[Bound]]
    """Of ratios and differences."""
    tied: list[frozenset[str]]

    def spread(self, name: str, cuts: Iterable[Bound]) -> None:
        """Hand the cuts of an asked signal down to those it is made of."""
        derived = self.vocabulary.derived.get(name)
        if derived is None:
            self.plain.setdefault(name, set()).update(cuts)
        elif derived.kind in ("ratio", "difference"):
            self.spans.setdefault(name, set()).update(cuts)
            self.tied.append(frozenset(self.vocabulary.plain(name)))
            for part in self.vocabulary.plain(name):
                self.plain.setdefault(part, set())
        else:
            for member in derived.members:
                below = cuts if derived.kind == "max" else member.condition.cuts() if member.condition else ()
                self.spread(member.signal, below)


@lru_cache(MOST_GROUNDS)
def survey(trees: tuple[Tree, ...]) -> Ground:
    """Lay the trees of a question out.

    Parameters
    ----------
    trees : tuple of Tree
        Linked trees of one vocabulary.

    Returns
    -------
    Ground
        The same one for the same trees.
    """
    vocabulary = trees[0].house.vocabulary
    weekly = trees[0].name.split("/")[0] in trees[0].house.scales.week_families
    plan = () if weekly else tuple(name for name in PLAN if name in vocabulary.signals)
    cuts = Cuts(vocabulary, {name: set() for name in plan}, {}, [])
    for tree in trees:
        for question in tree.questions.values():
            cuts.spread(question.signal, [cut for branch in question.branches for cut in branch.condition.cuts()])
    for tests, _ in vocabulary.contradictions:
        for name, test in tests:
            cuts.spread(name, test.cuts())
    capped = [cap for tree in trees for outcome in tree.outcomes() for cap in outcome.caps]
    comparisons = _compare(capped, plan, cuts)
    groups = _group(cuts)
    place = {name: at for at, group in enumerate(groups) for name in group}
    place |= {name: place[vocabulary.plain(name)[0]] for name in cuts.spans}
    knots = tuple(_knot(group, cuts, comparisons, vocabulary) for group in groups)
    starts = tuple(Unfolding(tree, knots, place).start() for tree in trees)
    vetoes = tuple(unfold_contradiction(tests, knots, place) for tests, _ in vocabulary.contradictions)
    asked = {part for tree in trees for one in tree.questions.values() for part in vocabulary.plain(one.signal)}
    asked |= {name for tests, _ in vocabulary.contradictions for name, _ in tests}
    asked |= {name for tied in cuts.tied for name in tied}
    loose = tuple((scale, place[name]) for scale, name in AMOUNTS if name in plan and name not in asked)
    kinds = _kinds(trees, knots[place[PLAN[0]]]) if PLAN[0] in plan else ()
    scales = tuple(dict.fromkeys(scale for scale, _ in capped))
    multiples = frozenset(scale for scale, rank in capped if isinstance(rank, Times))
    terms = tuple(dict.fromkeys(rank for _, rank in capped if isinstance(rank, Times)))
    return Ground(trees, knots, place, starts, vetoes, scales, multiples, terms, plan, loose, kinds)


def _kinds(trees: tuple[Tree, ...], knot: Knot) -> tuple[int, ...]:
    """Gather the planned sessions that all questions, all contradictions and the scales treat alike."""
    name = PLAN[0]
    house = trees[0].house
    tests = [test for all_of, _ in house.vocabulary.contradictions for one, test in all_of if one == name]
    inside = any(name in house.vocabulary.plain(one) for one in house.vocabulary.derived)
    for tree in trees:
        for question in tree.questions.values():
            if question.signal == name:
                tests += [branch.condition for branch in question.branches]
    alike: dict[object, int] = {}
    for at, point in enumerate(knot.points):
        value = point.get(name)
        demand = frozenset(house.scales.demand(value).items())
        key = (demand, value == "strength", tuple(test.holds(value) for test in tests), inside and at)
        alike[key] = alike.get(key, 0) | 1 << at
    return tuple(alike.values())


def _compare(capped: list[tuple[str, float | Times]], plan: tuple[str, ...], cuts: Cuts) -> list[Comparison]:
    """Cut where a cap that is a multiple of a signal meets another cap or what is planned."""
    planned = {scale: name for scale, name in AMOUNTS if name in plan}
    found: list[Comparison] = []
    for scale in dict.fromkeys(scale for scale, _ in capped):
        ranks = {rank for one, rank in capped if one == scale}
        edges = {0.0, 1.0} if scale == "volume" else {0.0}  # where it forbids all, and where it bites
        figures = sorted({*edges, *(rank for rank in ranks if not isinstance(rank, Times))})
        terms = sorted({rank for rank in ranks if isinstance(rank, Times)}, key=lambda term: (term.of, term.times))
        if scale in planned:
            cuts.plain[planned[scale]].update(cut for one in figures for cut in ((one, 0), after((one, 0))))
        for term in terms:
            cuts.plain.setdefault(term.of, set())
            found += [Comparison(term, figure) for figure in figures]
            points = [figure / term.times for figure in figures if term.times]
            cuts.plain[term.of].update(cut for one in points for cut in ((one, 0), after((one, 0))))
            if scale in planned:
                found.append(Comparison(term, planned[scale]))
        found += [Comparison(one, two) for one, two in combinations(terms, 2)]
    cuts.tied += [one.signals for one in found]
    return found


def _group(cuts: Cuts) -> list[tuple[str, ...]]:
    """Gather the signals that are tied together, in the vocabulary's order."""
    owner = {name: {name} for name in cuts.plain}
    for tied in cuts.tied:
        together = set().union(*(owner[name] for name in tied))
        for name in together:
            owner[name] = together
    order = {name: at for at, name in enumerate(cuts.vocabulary.names)}
    groups = {tuple(sorted(group, key=order.__getitem__)) for group in owner.values()}
    return sorted(groups, key=lambda group: order[group[0]])


def _knot(group: tuple[str, ...], cuts: Cuts, comparisons: list[Comparison], vocabulary: Vocabulary) -> Knot:
    signals = tuple(vocabulary.signals[name] for name in group)
    if len(group) == 1:
        return Single.of(signals[0], _cells(signals[0], cuts.plain[group[0]]))
    ladders = {
        signal.name: Ladder(tuple(cell.low for cell in _cells(signal, cuts.plain[signal.name])))
        for signal in signals
        if cuts.plain[signal.name]
    }
    for name, bounds in cuts.spans.items():
        if vocabulary.plain(name)[0] in group:
            low, high = vocabulary.signals[name].valid
            inside = sorted(bound for bound in bounds if (low, 0) < bound <= (high, 0))
            ladders[name] = Ladder(((low, 0), *inside))
    held = tuple(one for one in comparisons if one.signals <= set(group))
    return Tie(signals, [], vocabulary, ladders, held)


def _cells(signal: Signal, bounds: set[Bound]) -> tuple[Cell, ...]:
    """Cut a signal at some bounds, and where its usual values end."""
    if not signal.numeric:
        return tuple(Cell(word=word) for word in signal.named_values())
    (whole,) = everything(signal).intervals
    usual = believed(everything(signal), signal).intervals
    edges = {edge for part in usual for edge in (part.low, after(part.high))}
    starts = sorted({whole.low, *(bound for bound in bounds | edges if whole.low < bound <= whole.high)})
    ends = [*(before(start) for start in starts[1:]), whole.high]
    parts = [part for low, high in zip(starts, ends, strict=True) for part in settle([Interval(low, high)], signal)]
    return tuple(Cell(part.low, part.high) for part in parts)
