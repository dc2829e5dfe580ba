"""What may come of each kind of planned session, group of trees by group of trees."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.deciding import decide_with
from runrest.unknowns.grouping import groups, ordered
from runrest.unknowns.labelling import rank
from runrest.unknowns.limits import ReachedGapError
from runrest.unknowns.outlooks import look
from runrest.unknowns.reaching import columns, reach
from runrest.unknowns.vectors import is_multiple
from runrest.unknowns.wearing import worn

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.unknowns.grouping import Group
    from runrest.unknowns.outlooks import Outlook
    from runrest.unknowns.states import State
    from runrest.unknowns.vectors import Step


@frozen(eq=False, slots=False)  # a dictionary makes cached answers possible
class Prospect:
    """What may come of one kind of planned session."""

    outlook: Outlook
    parts: tuple[tuple[Group, tuple[int, ...]], ...]
    """Groups of trees that have nothing to do with each other, each with all it can come to."""

    @property
    def every(self) -> tuple[tuple[int, ...], ...]:
        """List the vectors of each group; what holds for everybody is a group of its own."""
        return ((self.outlook.base,), *(part for _, part in self.parts))

    @cached_property
    def tops(self) -> tuple[tuple[float, ...], ...]:
        """Give for each group the largest of each number."""
        return tuple([columns(part, self.outlook.store)[1] for _, part in self.parts])

    def ends(self, span: Callable[[Step], tuple[float, float]]) -> tuple[list[float], list[float]]:
        """Give the smallest and the largest of each number, over all that may come out.

        Parameters
        ----------
        span : callable
            From a step that is a multiple of something unknown to the smallest and the largest it stands for.
        """
        lows: list[tuple[float, ...]] = []
        highs: list[tuple[float, ...]] = []
        for part in self.every:
            least, largest, moving = columns(part, self.outlook.store)
            low, high = list(least), list(largest)
            for at in moving:
                spans = [_span(self.outlook.vectors.rows[one][at], span) for one in part]
                low[at], high[at] = min(one for one, _ in spans), max(two for _, two in spans)
            lows.append(tuple(low))
            highs.append(tuple(high))
        return [*map(min, *lows, lows[0])], [*map(min, *highs, highs[0])]

    @property
    def moving(self) -> bool:
        """Tell whether something is still a multiple of what is unknown."""
        return any(columns(part, self.outlook.store)[2] for part in self.every)


def _span(step: Step, span: Callable[[Step], tuple[float, float]]) -> tuple[float, float]:
    return span(step) if is_multiple(step) else (rank(step), rank(step))


@frozen(eq=False, slots=False)  # a dictionary makes cached answers possible
class View:
    """What is known, and what may come of it."""

    state: State
    contradictory: bool
    """Whether the facts contradict each other whatever the rest may be; then no answer can be complete."""
    prospects: tuple[Prospect, ...]
    told: bool = False
    """Whether only what the runner is told is kept."""

    def ends(self, span: Callable[[Step], tuple[float, float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Give the smallest and the largest of each number over all kinds of planned sessions, as ``Prospect.ends``."""
        lows, highs = zip(*(prospect.ends(span) for prospect in self.prospects), strict=True)
        return tuple(map(min, *lows, lows[0])), tuple(map(max, *highs, highs[0]))

    @cached_property
    def _ends(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        return self.ends(lambda step: (rank(step), rank(step)))

    @property
    def least(self) -> tuple[float, ...]:
        """Give the smallest that each number of the vectors can be; of a multiple, that of some point."""
        return self._ends[0]

    @property
    def settled(self) -> bool:
        """Tell whether everybody comes to the same; not where a cap is still a multiple of something unknown."""
        moving = any(prospect.moving for prospect in self.prospects)
        return not moving and self._ends[0] == self._ends[1] and len(self.labels) == 1

    @cached_property
    def labels(self) -> frozenset[str]:
        """Give every label that may come out."""
        scales = self.state.ground.house.scales
        every = len(scales.week_labels if self.state.ground.weekly else scales.labels)
        found: frozenset[str] = frozenset()
        for prospect in self.prospects:
            if len(found) < every:
                found |= worn(prospect.outlook, [part for _, part in prospect.parts])
        return found


def view_of(state: State, *, told: bool = False) -> View:
    """Find out what may come of each kind of planned session.

    Parameters
    ----------
    state : State
        Facts laid over the knots.
    told : bool
        Whether only what the runner is told is kept.

    Returns
    -------
    View
        Athletes who contradict themselves are left out, unless there are no others.

    Raises
    ------
    GapError
        In an unproven tree, where no branch fits.
    """
    try:
        found = _each(state, told=told, contradict=False)
        contradict = not found
        return View(state, contradict, found or _each(state, told=told, contradict=True), told)
    except ReachedGapError as reached:
        facts = dict(state.known.facts)
        for knot, mask in enumerate(state.masks):
            left = reached.masks.get(knot, mask)
            facts.update(state.point(knot, (left & -left).bit_length() - 1))
        decide_with(state.ground.trees, facts, "", None, state.confirmed)  # comes to the same gap, and says where
        raise


def _each(state: State, *, told: bool, contradict: bool) -> tuple[Prospect, ...]:
    ground = state.ground
    kinds = [0]
    if ground.kinds:
        knot = ground.place["planned_type"]
        kinds = [kind for kind in ground.kinds if kind & state.masks[knot]]
    found = []
    for kind in kinds:
        outlook = look(state, kind, contradict=contradict, told=told)
        if outlook.vetoed:
            continue
        apart = [ordered(group, outlook) for group in groups(outlook)]
        parts = tuple([(group, reach(group, outlook)) for group in apart])
        if all(part for _, part in parts):
            found.append(Prospect(outlook, parts))
    return tuple(found)
