"""What the two safety proofs share: rooms (states with one advice and its caps as numbers), and fast search in them.

A cap that is a multiple of a signal is a range of numbers on each cell of that signal. The cells are cut where such
a cap meets a constant one, so that in each room it is known which of two caps is the larger.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from runrest.checking.boxes import Box, meet
from runrest.checking.coupling import couple
from runrest.scales import FREE
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runrest.checking.axes import Axis
    from runrest.checking.regions import Region
    from runrest.linking import Outcome, Tree
    from runrest.vocabulary import Vocabulary

CLOSE = 1e-9


@frozen
class Cap:
    """The smallest and largest that a cap can be in a room."""

    low: float
    high: float
    of: str = ""
    """The signal that it is a multiple of, with the cell and the factor."""
    cell: int = 0
    times: float = 0.0


Signature: TypeAlias = tuple[tuple[tuple[str, Cap], ...], int]
"""Everything about a room's advice that a proof compares: caps and referral."""


@frozen
class Room:
    """States that end at one advice, within which its caps compare in one way."""

    advice: str
    caps: tuple[tuple[str, Cap], ...]
    refer: int
    boxes: tuple[Box, ...]

    @property
    def signature(self) -> Signature:
        """Give what a proof compares."""
        return self.caps, self.refer


@frozen(slots=False)
class Proof:
    """A tree with its axes and rooms."""

    tree: Tree
    axes: Mapping[str, Axis]
    rooms: tuple[Room, ...]
    outcomes: Mapping[str, Outcome]
    _excess: dict[tuple[Signature, Signature, bool], tuple[str, ...]] = field(factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        """Give the tree's vocabulary."""
        return self.tree.house.vocabulary

    @cached_property
    def multiples(self) -> frozenset[str]:
        """Name the signals that some cap is a multiple of."""
        caps = (cap for outcome in self.outcomes.values() for _, cap in outcome.caps)
        return frozenset(cap.of for cap in caps if isinstance(cap, Times))

    @cached_property
    def flat(self) -> tuple[tuple[Box, Room], ...]:
        """List every box with its room: a box's place in this list is its bit in the searches."""
        return tuple((box, room) for room in self.rooms for box in room.boxes)

    @cached_property
    def signatures(self) -> Mapping[Signature, int]:
        """Give, for each set of caps, the boxes that have it."""
        found: dict[Signature, int] = {}
        for at, (_, room) in enumerate(self.flat):
            found[room.signature] = found.get(room.signature, 0) | 1 << at
        return found

    @cached_property
    def advice_bits(self) -> Mapping[str, int]:
        """Give the boxes of each advice."""
        found: dict[str, int] = {}
        for at, (_, room) in enumerate(self.flat):
            found[room.advice] = found.get(room.advice, 0) | 1 << at
        return found

    @cached_property
    def masks(self) -> Mapping[str, Mapping[int, int]]:
        """Give, for each axis, the boxes that have each mask on it; a box without the axis has the full one."""
        found: dict[str, dict[int, int]] = {name: {} for name in self.axes}
        for at, (box, _) in enumerate(self.flat):
            for name, axis in self.axes.items():
                mask = box.get(name, axis.full)
                found[name][mask] = found[name].get(mask, 0) | 1 << at
        return found

    def touching(self, name: str, wanted: int) -> int:
        """Give the boxes that have any of some cells on an axis."""
        return sum(bits for mask, bits in self.masks[name].items() if mask & wanted)

    def excess(self, one: Signature, two: Signature, *, same: bool) -> tuple[str, ...]:
        """Name the scales on which one room may allow more than another; ``refer`` counts as one.

        Parameters
        ----------
        one, two : Signature
            Caps and referral of two rooms.
        same : bool
            Whether it is one athlete in both, so that signals have the same value; otherwise the first one is
            worse off or the same.

        Returns
        -------
        tuple of str
            Empty where the first allows no more.
        """
        key = (one, two, same)
        found = self._excess.get(key)
        if found is None:
            caps = dict(one[0])
            more = [scale for scale, bound in two[0] if self._exceeds(caps.get(scale), bound, same=same)]
            found = self._excess[key] = (*more, *(["refer"] if one[1] < two[1] else []))
        return found

    def _exceeds(self, cap: Cap | None, bound: Cap, *, same: bool) -> bool:
        if cap is None:
            return True
        if cap.of and (cap.of, cap.cell) == (bound.of, bound.cell):
            rising = self.axes[cap.of].signal.worse == "up" and not same
            if not rising:
                return cap.times > bound.times and cap.high > 0
        return larger(cap.high, bound.low)


def larger(one: float, two: float) -> bool:
    """Tell whether one cap is larger than another, by more than a rounding."""
    return one > two + CLOSE * max(1.0, abs(two))


def build_rooms(
    regions: Iterable[Region], outcomes: Mapping[str, Outcome], axes: Mapping[str, Axis], vocabulary: Vocabulary
) -> tuple[Room, ...]:
    """Divide regions by the values of the signals that their caps are multiples of.

    Parameters
    ----------
    regions : iterable of Region
        The states of each advice.
    outcomes : mapping of str to Outcome
        Each advice with its caps as ranks.
    axes : mapping of str to Axis
        The tree's axes.
    vocabulary : Vocabulary
        To see which signals are parts of a ratio.

    Returns
    -------
    tuple of Room
        One for each region without such caps, else one for each cell.
    """
    rooms = []
    for region in regions:
        outcome = outcomes[region.advice]
        boxes = [part for box in region.boxes for part in couple(box, axes, vocabulary)]
        names = sorted({cap.of for _, cap in outcome.caps if isinstance(cap, Times)})
        for cells in _combinations(names, axes):
            wanted = {name: 1 << at for name, at in cells.items()}
            inside = tuple(met for box in boxes if (met := meet(box, wanted)) is not None)
            if inside:
                rooms.append(Room(region.advice, _caps(outcome, cells, axes), outcome.refer, inside))
    return tuple(rooms)


def _combinations(names: list[str], axes: Mapping[str, Axis]) -> Iterator[dict[str, int]]:
    if not names:
        yield {}
        return
    for rest in _combinations(names[1:], axes):
        for at in range(len(axes[names[0]].cells)):
            yield {names[0]: at, **rest}


def _caps(outcome: Outcome, cells: Mapping[str, int], axes: Mapping[str, Axis]) -> tuple[tuple[str, Cap], ...]:
    caps = []
    for scale, cap in outcome.caps:
        if not isinstance(cap, Times):
            if cap < FREE:
                caps.append((scale, Cap(cap, cap)))
        elif (span := axes[cap.of].intervals[cells[cap.of]]) is not None:
            low, high = cap.times * span.low[0], cap.times * span.high[0]
            caps.append((scale, Cap(low, high, cap.of, cells[cap.of], cap.times)))
    return tuple(sorted(caps))
