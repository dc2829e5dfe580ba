"""What the trees of a question can still say once some facts are known: what is settled, and the forks left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from runrest.scales import AMOUNTS, FREE
from runrest.unknowns.labelling import told
from runrest.unknowns.limits import ReachedGapError
from runrest.unknowns.unfolding import End
from runrest.unknowns.vectors import NO_MULTIPLE, NOTHING, Vectors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.unknowns.states import State
    from runrest.unknowns.unfolding import Fork, Node
    from runrest.unknowns.vectors import Step, Vector

VETO, GAP = -1, -2


@define(eq=False)
class Way:
    """A fork that is left open: the patterns of one knot, and where they lead."""

    knot: int
    arms: tuple[tuple[int, Path], ...]
    support: int
    """The knots that are asked from here on, as a mask."""


Path: TypeAlias = "int | Way"
"""A way, or where all is settled the number of a vector, ``VETO`` or ``GAP``."""


@define(eq=False)
class Store:
    """Ways and vectors, each of them once: what is alike for two kinds of planned session is the same."""

    vectors: Vectors = field(init=False, factory=lambda: Vectors([]))
    ways: dict[tuple[int, frozenset[tuple[Path, int]]], Way] = field(init=False, factory=dict)


@define(eq=False)
class Outlook:
    """The forks that are left open, for one kind of planned session."""

    state: State
    masks: list[int]
    vectors: Vectors
    planned: object
    """A planned session of the kind, or ``None`` for no plan."""
    base: int
    """What is settled."""
    paths: tuple[Way, ...]
    """What is left of each tree and of each contradiction."""
    vetoed: bool
    """Whether the facts contradict each other already."""


@define(eq=False)
class Sight:
    """Turns forks into ways for some state, and ends into vectors."""

    state: State
    masks: list[int]
    planned: object
    told: bool
    """Whether only what the runner is told is kept."""
    store: Store
    _paths: dict[int, Path] = field(init=False, factory=dict)

    def path(self, node: Node) -> Path:
        """Turn a fork and all that comes after it into ways."""
        found = self._paths.get(id(node))
        if found is None:
            found = self._end(node) if isinstance(node, End) else self._fork(node)
            self._paths[id(node)] = found
        return found

    def _fork(self, fork: Fork) -> Path:
        mask = self.masks[fork.knot]
        arms: dict[Path, int] = {}
        for arm, node in fork.grow():
            both = arm & mask
            if both:
                path = self.path(node)
                arms[path] = arms.get(path, 0) | both
        return self.way(fork.knot, arms)

    def way(self, knot: int, arms: Mapping[Path, int]) -> Path:
        """Make a way, or what it leads to where all patterns lead to the same."""
        if len(arms) == 1:
            return next(iter(arms))
        key = (knot, frozenset(arms.items()))
        found = self.store.ways.get(key)
        if found is None:
            support = 1 << knot
            for path in arms:
                if not isinstance(path, int):
                    support |= path.support
            found = self.store.ways[key] = Way(knot, tuple((mask, path) for path, mask in arms.items()), support)
        return found

    def _end(self, end: End) -> Path:
        if end.veto:
            return VETO
        if end.gap:
            return GAP
        caps = {scale: self._step(scale, rank) for scale, rank in end.caps}
        return self._amounts(end, caps, frozenset())

    def _step(self, scale: str, rank: object) -> Step:
        """Give a rank as it stands in vectors."""
        ground = self.state.ground
        if isinstance(rank, tuple):
            term, number = rank
            point = self.state.point(ground.place[term.of], number)
            value = term.times * float(point[term.of])
            if term.of in self.state.known.facts:
                return (value, *NO_MULTIPLE)
            return (value, ground.terms.index(term), number)
        return (rank, *NO_MULTIPLE) if scale in ground.multiples else rank  # type: ignore[return-value]

    def _amounts(self, end: End, caps: Mapping[str, Step], biting: frozenset[str], at: int = 0) -> Path:
        """Find out whether the capped amounts are less than what is planned, where trees or ties know that amount."""
        ground = self.state.ground
        for turn in range(at, len(AMOUNTS)):
            scale, planned = AMOUNTS[turn]
            cap = caps.get(scale)
            if cap is None or ground.weekly or any(scale == one for one, _ in ground.loose):
                continue
            rank, multiple, number = cap if isinstance(cap, tuple) else (cap, *NO_MULTIPLE)
            knot = ground.place.get(planned)
            if knot is None:
                biting |= {scale} if scale == "minutes" else frozenset()
                continue
            same = multiple >= 0 and ground.place[ground.terms[multiple].of] == knot
            arms: dict[Path, int] = {}
            left = 1 << number if same else self.masks[knot]
            while left:
                bit = left & -left
                left ^= bit
                amount = self.state.point(knot, bit.bit_length() - 1).get(planned)
                bites = scale == "minutes" if amount is None else rank < amount  # type: ignore[operator]
                path = self._amounts(end, caps, biting | {scale} if bites else biting, turn + 1)
                arms[path] = arms.get(path, 0) | bit
            return self.way(knot, arms)
        return self.store.vectors.number(self.row(caps, end.refer, biting, incomplete=end.incomplete))

    def row(self, caps: Mapping[str, Step], refer: int, biting: frozenset[str], *, incomplete: bool) -> Vector:
        """Give advice as a vector."""
        if self.told:
            return told(caps, refer, biting, self.state, self.planned, incomplete=incomplete)
        ground = self.state.ground
        steps: list[Step] = []
        for scale in ground.scales:
            free: Step = (FREE, *NO_MULTIPLE) if scale in ground.multiples else FREE
            steps.append(caps.get(scale, free))
        return (*steps, float(not biting), -refer, int(not incomplete))


def look(
    state: State, kind: int = 0, *, contradict: bool = False, told: bool = False, store: Store | None = None
) -> Outlook:
    """See what is left open.

    Parameters
    ----------
    state : State
        Facts laid over the knots.
    kind : int
        A kind of planned session, as patterns of that knot; 0 where nothing asks for it.
    contradict : bool
        Whether answers may contradict each other; then nothing is complete.
    told : bool
        Whether only what the runner is told is kept; that is another vector for each kind of planned session.
    store : Store, optional
        Of another kind of planned session, to be shared.

    Returns
    -------
    Outlook
        Where all is settled, without any path.
    """
    ground = state.ground
    masks = list(state.masks)
    planned: object = None
    if kind:
        knot = ground.place["planned_type"]
        masks[knot] &= kind
        planned = state.point(knot, (masks[knot] & -masks[knot]).bit_length() - 1).get("planned_type")
    sight = Sight(state, masks, planned, told, Store() if store is None else store)
    vectors = sight.store.vectors
    vectors.number(sight.row({}, 0, frozenset(), incomplete=False))
    roots = (*ground.starts, *(() if contradict else ground.vetoes))
    paths = [sight.path(node) for node in roots]
    base = vectors.number((*vectors.rows[NOTHING][:-1], 0)) if contradict else NOTHING
    vetoed = VETO in paths
    if GAP in paths:
        raise ReachedGapError({})
    open_: list[Way] = []
    while paths:
        base = vectors.meet_all((base, *(path for path in paths if isinstance(path, int) and path >= 0)))
        open_ = [path for path in paths if not isinstance(path, int)]
        if len(open_) == len(paths) and base == NOTHING:
            break
        shed = Shedding(sight, base)
        paths = [shed.shed(path) for path in open_]
        if not any(isinstance(path, int) for path in paths):
            open_ = [path for path in paths if not isinstance(path, int)]
            break
    return Outlook(state, masks, vectors, planned, base, tuple(open_), vetoed)


@define(eq=False)
class Shedding:
    """Sheds from ways what can take nothing away any more."""

    sight: Sight
    base: int
    _done: dict[Path, Path] = field(init=False, factory=dict)

    def shed(self, path: Path) -> Path:
        """Give what is left of a way."""
        found = self._done.get(path)
        if found is None:
            if isinstance(path, int):
                idle = path >= 0 and self.sight.store.vectors.meet(self.base, path) == self.base
                found = NOTHING if idle else path
            else:
                arms: dict[Path, int] = {}
                for mask, child in path.arms:
                    to = self.shed(child)
                    arms[to] = arms.get(to, 0) | mask
                found = self.sight.way(path.knot, arms)
            self._done[path] = found
        return found
