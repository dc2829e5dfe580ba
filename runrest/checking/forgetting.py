"""The proof that not knowing something never allows more than its best value would."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from runrest.checking.boxes import Box, meet, subtract
from runrest.checking.memories import memories
from runrest.checking.parts import figures
from runrest.checking.spans import whole
from runrest.checking.witnesses import Answer, allows, answer, more, shown, tidied, two_athletes
from runrest.flaws import Flaw
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.checking.axes import Axis
    from runrest.checking.proof import Proof, Room
    from runrest.signals import Signal, Value

Given: TypeAlias = "Mapping[str, Value]"
MOST_SEARCHES = 25
MOST_TOLD = 100


@frozen
class Recalled:
    """What becomes of some axes when a forgotten signal is known: any of these cells, for these other parts."""

    signal: Signal
    cells: Mapping[str, int]
    """Axis name to mask. Where there are several cells, the signal has no best value: all of them count."""
    facts: Given
    within: Mapping[str, int]
    """Where other parts must lie for that, as cells of their axes."""


def check_unknown(proof: Proof) -> list[Flaw]:
    """Find answers that become freer when a value is forgotten than its best value would make them.

    Parameters
    ----------
    proof : Proof
        A tree with its axes and rooms.

    Returns
    -------
    list of Flaw
        Code T502; the witness is the athlete with the value unknown, then with a value that counts.
    """
    flaws: dict[tuple[str, str], Flaw] = {}
    failed: dict[tuple[str, str], int] = {}
    for recalled in _recalled(proof):
        if len(flaws) >= MOST_TOLD:
            break
        hits = _Search(proof, recalled)
        for box, room in proof.flat:
            key = (recalled.signal.name, room.advice)
            if (key in flaws and flaws[key].witness) or failed.get(key, 0) >= MOST_SEARCHES:
                continue
            for other, state in islice(hits.freer(box, room), MOST_SEARCHES):
                flaw = _forgetful(proof, recalled, room, other, state)
                flaws.setdefault(key, flaw)
                failed[key] = failed.get(key, 0) + 1
                if flaw.witness:
                    flaws[key] = flaw
                if flaw.witness or failed[key] >= MOST_SEARCHES:
                    break
    return [*flaws.values(), *_unknown_multiples(proof)]


def _recalled(proof: Proof) -> Iterator[Recalled]:
    vocabulary, axes = proof.vocabulary, proof.axes
    for name, axis in axes.items():
        if name not in vocabulary.derived:
            yield Recalled(axis.signal, {name: 1 if axis.directed else axis.known}, {}, {})
            continue
        parts = dict.fromkeys(vocabulary.plain(name))
        for part in parts:
            own = {part: 1 if axes[part].directed else axes[part].known} if part in axes else {}
            for within in _places([axes[other] for other in parts if other in axes and other != part]):
                held = {other: span for other, cell in within.items() if (span := axes[other].intervals[cell])}
                bits = {other: 1 << cell for other, cell in within.items()}
                for mask, facts in memories(vocabulary, axis, part, held):
                    yield Recalled(vocabulary.signals[part], {name: mask, **own}, facts, bits)


def _places(axes: list[Axis]) -> Iterator[dict[str, int]]:
    """Go through the known cells of some axes, in every combination."""
    cells = [[cell for cell, span in enumerate(axis.intervals) if span is not None] for axis in axes]
    for row in product(*cells):
        yield {axis.signal.name: cell for axis, cell in zip(axes, row, strict=True)}


class _Search:
    """Looks for states in which forgetting one signal allows more."""

    def __init__(self, proof: Proof, recalled: Recalled) -> None:
        self.proof = proof
        self.recalled = recalled
        self.single = all(mask & (mask - 1) == 0 for mask in recalled.cells.values())
        self.candidates = -1
        for name, mask in recalled.cells.items():
            self.candidates &= proof.touching(name, mask)
        self.tighter: dict[object, dict[str, int]] = {}
        self.touching: dict[tuple[str, int], int] = {}

    def freer(self, box: Box, room: Room) -> Iterator[tuple[Room, Box]]:
        """Give the rooms that allow less when the signal is known, with a box of the other signals."""
        proof, cells = self.proof, self.recalled.cells
        if any(name in box and not box[name] & proof.axes[name].unknown for name in cells):
            return
        tight = self.tight(room)
        if not tight:
            return
        others = meet({name: mask for name, mask in box.items() if name not in cells}, self.recalled.within)
        if others is None:
            return
        near = self.candidates
        for name, mask in others.items():
            key = (name, mask)
            if key not in self.touching:
                self.touching[key] = proof.touching(name, mask)
            near &= self.touching[key]
        for bits in tight.values():
            enough = [] if self.single else [self._rest(at) for at in _bits(near & ~bits)]
            for at in _bits(near & bits):
                met = meet(others, self._rest(at))
                if met is not None:
                    for state in subtract(proof.axes, met, enough)[:1]:
                        yield proof.flat[at][1], state

    def _rest(self, at: int) -> Box:
        return {name: mask for name, mask in self.proof.flat[at][0].items() if name not in self.recalled.cells}

    def tight(self, room: Room) -> dict[str, int]:
        """Give, scale by scale, the boxes that allow less than a room."""
        key = room.signature
        if key not in self.tighter:
            found: dict[str, int] = {}
            for two, bits in self.proof.signatures.items():
                for scale in self.proof.excess(key, two, same=True):
                    found[scale] = found.get(scale, 0) | bits
            self.tighter[key] = found
        return self.tighter[key]


def _bits(number: int) -> Iterator[int]:
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _forgetful(proof: Proof, recalled: Recalled, room: Room, other: Room, state: Box) -> Flaw:
    advice = proof.tree.advice[room.advice]
    place = proof.tree.file.path, advice.line, f"advice.{advice.id}"
    name, unit = recalled.signal.name, recalled.signal.unit
    for facts, _ in two_athletes(proof, state, state):
        forgotten = tidied({**facts, **recalled.facts})
        forgotten.pop(name, None)
        first = answer(proof, forgotten)
        found = _all_less(proof, recalled, forgotten, first)
        if found is not None and first.advice == room.advice:
            value, second, scales = found
            best = shown(value, unit)
            if recalled.signal.worse in ("up", "down"):
                best = f"its best value, {best},"
            sentence = (
                f"is the answer without knowing {name}, yet with {best} it is {second.advice}, "
                f"which is more careful: {allows(proof, first, second, scales)}"
            )
            return Flaw("T502", *place, sentence, (forgotten, tidied({**forgotten, name: value})))
    sentence = (
        f"may allow more without knowing {name} than {other.advice} does with its best value; "
        "no such athlete was found, and none ruled out"
    )
    return Flaw("T502", *place, sentence)


def _all_less(
    proof: Proof, recalled: Recalled, forgotten: Given, first: Answer
) -> tuple[Value, Answer, tuple[str, ...]] | None:
    """Find a scale on which every value that counts allows less than not knowing."""
    answers = [(value, answer(proof, {**forgotten, recalled.signal.name: value})) for value in _values(proof, recalled)]
    scales = [set(more(first, second)) for _, second in answers]
    common = set.intersection(*scales)
    if not common:
        return None
    value, second = answers[0]
    return value, second, tuple(scale for scale in more(first, second) if scale in common)


def _values(proof: Proof, recalled: Recalled) -> list[Value]:
    """Give the best value of a signal, or, where it has none, values all over its range."""
    signal = recalled.signal
    if signal.worse in ("up", "down"):
        if signal.numeric:
            return [signal.valid[0] if signal.worse == "up" else signal.valid[1]]
        return [signal.named_values()[0 if signal.worse == "up" else -1]]
    axis = proof.axes.get(signal.name)
    cells = [] if axis is None else [value for value in axis.cells if value is not None]
    if not signal.numeric:
        return cells
    return list(dict.fromkeys([*cells, *figures(signal, whole(signal))]))


def _unknown_multiples(proof: Proof) -> list[Flaw]:
    """Find caps that are a multiple of a signal which may be unknown there: an unknown cap is no cap."""
    flaws: dict[str, Flaw] = {}
    for room in proof.rooms:
        advice = proof.tree.advice[room.advice]
        for scale, cap in proof.outcomes[room.advice].caps:
            if not isinstance(cap, Times) or scale in dict(room.caps) or room.advice in flaws:
                continue
            sentence = f"caps {scale} by {cap.of}, which may be unknown here; ask {cap.of} first"
            found = next(
                (one for box in room.boxes for one, _ in two_athletes(proof, box, box) if cap.of not in one), None
            )
            place = proof.tree.file.path, advice.line, f"advice.{advice.id}"
            flaws[room.advice] = Flaw("T502", *place, sentence, () if found is None else (found,))
    return list(flaws.values())
