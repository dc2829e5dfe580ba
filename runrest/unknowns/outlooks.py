"""What the trees of a question can still say once some facts are known: what is settled, and the forks left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from runrest.scales import AMOUNTS
from runrest.unknowns.labelling import told
from runrest.unknowns.limits import ReachedGapError
from runrest.unknowns.paths import GAP, VETO
from runrest.unknowns.unfolding import End
from runrest.unknowns.vectors import NO_MULTIPLE, NOTHING, is_multiple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runrest.unknowns.paths import Path, Store, Way
    from runrest.unknowns.states import State
    from runrest.unknowns.unfolding import Fork, Node
    from runrest.unknowns.vectors import Step, Vector, Vectors


@define(eq=False)
class Outlook:
    """The forks that are left open, for one kind of planned session."""

    state: State
    masks: list[int]
    store: Store
    planned: object
    """A planned session of the kind, or ``None`` for no plan."""
    base: int
    """What holds for everybody."""
    paths: tuple[Way, ...]
    """What is left of each tree and of each contradiction."""
    vetoed: bool
    """Whether the facts contradict each other already."""

    @property
    def vectors(self) -> Vectors:
        """Give the vectors by number."""
        return self.store.vectors


@define(eq=False)
class Sight:
    """Turns forks into ways for some state and kind of planned session, and ends into vectors."""

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
        return self.store.way(fork.knot, arms)

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
            return self.store.way(knot, arms)
        return self.store.vectors.number(self.row(caps, end.refer, biting, incomplete=end.incomplete))

    def row(self, caps: Mapping[str, Step], refer: int, biting: frozenset[str], *, incomplete: bool) -> Vector:
        """Give advice as a vector."""
        if self.told:
            return told(caps, refer, biting, self.state, self.planned, incomplete=incomplete)
        steps = [caps.get(scale, free) for scale, free in self.state.ground.free.items()]
        return (*steps, float(not biting), -refer, int(not incomplete))


def look(state: State, kind: int = 0, *, contradict: bool = False, told: bool = False) -> Outlook:
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

    Returns
    -------
    Outlook
        Where all is settled, without any path.

    Raises
    ------
    ReachedGapError
        In an unproven tree, where no branch fits.
    """
    ground, store = state.ground, state.store
    masks = list(state.masks)
    planned: object = None
    if kind:
        knot = ground.place["planned_type"]
        masks[knot] &= kind
        planned = state.point(knot, (masks[knot] & -masks[knot]).bit_length() - 1).get("planned_type")
    sight = Sight(state, masks, planned, told, store)
    also = (planned, *(state.masks[knot] for knot in ground.telling)) if told else None
    paths: list[Path] = []
    for at, root in enumerate(store.roots[: len(ground.starts)] if contradict else store.roots):
        key = ("root", at, tuple([masks[knot] for knot in root.knots]), also, state.figures if root.figured else ())
        path: Path | None = store.find(key)
        if path is None:
            path = store.note(key, sight.path(root.node))
        paths.append(path)
    base = store.vectors.number(sight.row({}, 0, frozenset(), incomplete=False))
    if contradict:
        base = store.vectors.number((*store.vectors.rows[base][:-1], 0))
    if GAP in paths:
        raise ReachedGapError({})
    base, open_ = narrow(paths, base, store)
    return Outlook(state, masks, store, planned, base, open_, VETO in paths)


def narrow(paths: Sequence[Path], base: int, store: Store) -> tuple[int, tuple[Way, ...]]:
    """Gather what holds for everybody, and take from the ways what can take nothing away from that.

    Parameters
    ----------
    paths : sequence of Path
        What is left of each tree.
    base : int
        What holds to begin with.
    store : Store
        Of those paths.

    Returns
    -------
    tuple of int and tuple of Way
        A vector, and the ways that may still take something away from it.
    """
    vectors = store.vectors
    while True:
        base = vectors.meet_all((base, *(path for path in paths if isinstance(path, int) and path >= 0)))
        ways = [path for path in paths if not isinstance(path, int)]
        if ways:
            # what no end of some way exceeds holds for all; but for multiples, whose patterns are not alike for all
            tops = zip(*(way.top for way in ways), strict=True)
            lowest = [min(column) for column in tops]
            free = vectors.rows[NOTHING]
            fixed = [none if is_multiple(one) else one for one, none in zip(lowest, free, strict=True)]
            base = vectors.meet(base, vectors.number(tuple(fixed)))
        paths = [store.shed(way, base) for way in ways]
        if paths == ways:
            return base, tuple(ways)
