"""What may come of each kind of planned session, group of trees by group of trees."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.deciding import decide_with
from runrest.unknowns.grouping import groups
from runrest.unknowns.labelling import labels, meet, rank, roughen
from runrest.unknowns.limits import ReachedGapError
from runrest.unknowns.outlooks import Store, look
from runrest.unknowns.spreading import spread, vectors_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.unknowns.grouping import Group
    from runrest.unknowns.labelling import Rough
    from runrest.unknowns.outlooks import Outlook, Way
    from runrest.unknowns.spreading import Share
    from runrest.unknowns.states import State
    from runrest.unknowns.vectors import Vector


@frozen(eq=False)
class Prospect:
    """What may come of one kind of planned session."""

    outlook: Outlook
    parts: tuple[tuple[Group, Mapping[int, Share]], ...]
    """Groups of trees that have nothing to do with each other, each with all it can come to."""

    @property
    def rows(self) -> list[list[Vector]]:
        """List the vectors of each group; what is settled is a group of its own."""
        rows = self.outlook.vectors.rows
        return [[rows[self.outlook.base]], *([rows[number] for number in part] for _, part in self.parts)]


@frozen(eq=False, slots=False)  # a dictionary makes cached answers possible
class View:
    """What is known, and what may come of it."""

    state: State
    contradictory: bool
    """Whether the facts contradict each other whatever the rest may be; then no answer can be complete."""
    prospects: tuple[Prospect, ...]
    told: bool = False
    """Whether only what the runner is told is kept."""

    @cached_property
    def _ends(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        lows, highs = [], []
        for prospect in self.prospects:
            columns = [[[rank(step) for step in steps] for steps in zip(*rows, strict=True)] for rows in prospect.rows]
            lows.append([min(map(min, steps)) for steps in zip(*columns, strict=True)])
            highs.append([min(map(max, steps)) for steps in zip(*columns, strict=True)])
        smallest = tuple(min(steps) for steps in zip(*lows, strict=True))
        return smallest, tuple(max(steps) for steps in zip(*highs, strict=True))

    @property
    def least(self) -> tuple[float, ...]:
        """Give the smallest that each number of the vectors can be; of a multiple, that of some point."""
        return self._ends[0]

    @property
    def settled(self) -> bool:
        """Tell whether everybody comes to the same; not where a cap is still a multiple of something unknown."""
        steps = (step for prospect in self.prospects for rows in prospect.rows for row in rows for step in row)
        moving = any(isinstance(step, tuple) and step[1] >= 0 for step in steps)
        return not moving and self._ends[0] == self._ends[1] and len(self.labels) == 1

    @cached_property
    def labels(self) -> frozenset[str]:
        """Give every label that may come out."""
        found: set[str] = set()
        ground = self.state.ground
        for prospect in self.prospects:
            planned = prospect.outlook.planned
            ends: set[Rough] = set()
            for rows in prospect.rows:
                rough = {roughen(row, ground, planned) for row in rows}
                ends = {meet(one, two) for one, two in product(ends, rough)} if ends else rough
            found.update(name for end in ends for name, _ in labels(end, self.state, planned))
        return frozenset(found)


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
    store = None if told else Store()
    done: dict[frozenset[Way], Mapping[int, Share]] = {}
    for kind in kinds:
        outlook = look(state, kind, contradict=contradict, told=told, store=store)
        if outlook.vetoed:
            continue
        parts = []
        for group in groups(outlook.paths, outlook.masks):
            key = frozenset(group.ways)
            if key not in done:
                done[key] = vectors_of(spread(group, outlook))
            parts.append((group, done[key]))
        if all(part for _, part in parts):
            found.append(Prospect(outlook, tuple(parts)))
    return tuple(found)
