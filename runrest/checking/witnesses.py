"""Witnesses: concrete athletes picked from boxes and walked through the tree, so that anybody can see the fault."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from runrest.checking.parts import Parts, pairs
from runrest.checking.proof import larger
from runrest.scales import FREE
from runrest.signals import spell
from runrest.tree import Times
from runrest.vocabulary import Facts
from runrest.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.checking.axes import Axis
    from runrest.checking.boxes import Box
    from runrest.checking.proof import Proof
    from runrest.signals import Value
    from runrest.vocabulary import Vocabulary

Given: TypeAlias = "dict[str, Value]"
MOST_WAYS = 12
MOST_PARTS = 3
MOST_FIGURES = 100
MOST_TRIES = 60


@frozen
class Answer:
    """What the walker says to one athlete: the advice, its caps as numbers, the referral."""

    advice: str
    caps: Mapping[str, float]
    refer: int


def answer(proof: Proof, facts: Mapping[str, Value]) -> Answer:
    """Walk the tree."""
    outcome = walk(proof.tree, Facts(facts))
    caps = {}
    for scale, cap in outcome.caps:
        if isinstance(cap, Times):
            base = facts.get(cap.of)
            caps[scale] = FREE if base is None else cap.times * float(base)
        else:
            caps[scale] = cap
    return Answer(outcome.advice.id, caps, outcome.refer)


def more(one: Answer, two: Answer) -> tuple[str, ...]:
    """Name the scales on which one answer allows more than another; ``refer`` counts as one."""
    scales = [scale for scale, bound in two.caps.items() if larger(one.caps.get(scale, FREE), bound)]
    return (*scales, *(["refer"] if one.refer < two.refer else []))


def two_athletes(proof: Proof, worse: Box, better: Box) -> Iterator[tuple[Given, Given]]:
    """Pick pairs of athletes from two boxes, the first worse off than the second or the same, as alike as can be.

    Parameters
    ----------
    proof : Proof
        The tree with its axes.
    worse, better : Box
        Related on every axis.

    Yields
    ------
    tuple of two dict
        Plain facts; what is left out is unknown.
    """
    names = [name for name in proof.axes if name in worse or name in better]
    names.sort(key=lambda name: (name not in proof.vocabulary.derived, name))  # a quotient settles its parts
    found = _extend(proof, names, worse, better, ({}, {}))
    yield from islice(((tidied(one), tidied(two)) for one, two in found), MOST_TRIES)


def one_athlete(vocabulary: Vocabulary, axes: Mapping[str, Axis], box: Box) -> Given | None:
    """Pick an athlete from a box, or give ``None`` where none is found."""
    facts: Given = {}
    for name in sorted(box, key=lambda name: (name in vocabulary.derived, name)):
        axis = axes[name]
        cells = [at for at in range(len(axis.cells)) if box[name] >> at & 1]
        if 1 << cells[0] == axis.unknown:
            continue
        if name not in vocabulary.derived:
            value = axis.cells[cells[0]]
            facts |= {} if value is None else {name: value}
            continue
        parts = Parts(vocabulary).holding(facts)
        spans = (axis.intervals[at] for at in cells if 1 << at != axis.unknown)
        known = (one for span in spans for one in islice(parts.find(name, span), 1))
        found = next(known, {} if axis.unknown & box[name] else None)
        if found is None:
            return None
        facts |= found
    return tidied(facts)


def tidied(facts: Given) -> Given:
    """Write figures without a needless ``.0``, in the order of the names."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in sorted(facts.items())
    }


def _extend(
    proof: Proof, names: list[str], worse: Box, better: Box, pair: tuple[Given, Given]
) -> Iterator[tuple[Given, Given]]:
    if not names:
        yield pair
        return
    for one, two in islice(_ways(proof, names[0], worse, better, pair), MOST_WAYS):
        yield from _extend(proof, names[1:], worse, better, ({**pair[0], **one}, {**pair[1], **two}))


def _ways(proof: Proof, name: str, worse: Box, better: Box, pair: tuple[Given, Given]) -> Iterator[tuple[Given, Given]]:
    """Give the ways in which two athletes can lie in the cells of one axis."""
    axis = proof.axes[name]
    left, right = worse.get(name, axis.full), better.get(name, axis.full)
    if name in pair[0]:
        yield {}, {}
    elif name in proof.vocabulary.derived:
        parts = [part for part in proof.vocabulary.plain(name) if part in proof.axes]
        for a, b in _cells(axis, left, right):
            if 1 << a == axis.unknown:
                yield {}, {}
            elif not parts:
                first, second = Parts(proof.vocabulary), Parts(proof.vocabulary)
                yield from islice(pairs(first, second, name, axis.intervals[a], axis.intervals[b]), MOST_PARTS)
            else:
                yield from _held(proof, (name, parts[0]), (a, b), worse, better)
    elif name in proof.multiples:
        for a, b in _cells(axis, left, right):
            parts_of = Parts(proof.vocabulary), Parts(proof.vocabulary)
            found = pairs(*parts_of, name, axis.intervals[a], axis.intervals[b])
            yield from _spread(name, list(islice(found, MOST_FIGURES))) if 1 << a != axis.unknown else [({}, {})]
    else:
        one, two = (axis.cells[cell] for cell in axis.pair(left, right))
        yield ({} if one is None else {name: one}), ({} if two is None else {name: two})


def _cells(axis: Axis, worse: int, better: int) -> list[tuple[int, int]]:
    """List related cells of two sets, the same ones first."""
    size = len(axis.cells)
    found = [(a, b) for a in range(size) for b in range(size) if worse >> a & 1 and axis.below[a] & better & 1 << b]
    return sorted(found, key=lambda cells: (abs(cells[0] - cells[1]), cells))


def _held(
    proof: Proof, names: tuple[str, str], cells: tuple[int, int], worse: Box, better: Box
) -> Iterator[tuple[Given, Given]]:
    """Give the ways for two cells of a ratio or difference, a part of which lies in cells of its own."""
    name, part = names
    spans = [proof.axes[name].intervals[cell] for cell in cells]
    axis = proof.axes[part]
    for a, b in _cells(axis, worse.get(part, axis.full), better.get(part, axis.full)):
        one, two = axis.intervals[a], axis.intervals[b]
        if one is not None and two is not None:
            found = pairs(Parts(proof.vocabulary, {part: one}), Parts(proof.vocabulary, {part: two}), name, *spans)
            yield from _spread(part, list(islice(found, MOST_FIGURES)))


def _spread(name: str, found: list[tuple[Given, Given]]) -> Iterator[tuple[Given, Given]]:
    """Choose from many pairs a few alike, the plainest, and those furthest apart."""
    alike = [pair for pair in found if pair[0][name] == pair[1][name]]
    others = [pair for pair in found if pair[0][name] != pair[1][name]]
    yield from (*alike[:4], *others[:2])
    yield from sorted(others, key=lambda pair: -abs(float(pair[0][name]) - float(pair[1][name])))[:4]
    yield from alike[4:8]


def compare(proof: Proof, worse: Given, better: Given) -> str:
    """Say on which signals the first athlete is worse than the second."""
    words = []
    for name in sorted(worse.keys() | better.keys()):
        one, two = worse.get(name), better.get(name)
        if one != two:
            unit = proof.vocabulary.signals[name].unit
            words.append(f"{name} ({shown(one, unit)} against {shown(two, unit)})")
    return f"worse on {', '.join(words)} and equal elsewhere" if words else "no better on anything"


def shown(value: Value | None, unit: str = "") -> str:
    """Write a value as a person would; ``unknown`` where there is none."""
    if value is None:
        return "unknown"
    bare = not unit or unit.startswith("of ") or isinstance(value, (bool, str))
    return spell(value) if bare else f"{spell(value)} {unit}"


def allows(proof: Proof, one: Answer, two: Answer, scales: tuple[str, ...]) -> str:
    """Say on which scales one answer allows more than another."""
    house = proof.tree.house.scales
    words = []
    for scale in scales:
        if scale == "refer":
            words.append(f"referral {house.refer.steps[one.refer]} against {house.refer.steps[two.refer]}")
            continue
        limits = [
            "no limit" if cap == FREE else spell(house.scales[scale].value(cap))
            for cap in (one.caps.get(scale, FREE), two.caps.get(scale, FREE))
        ]
        words.append(f"{scale} {limits[0]} against {limits[1]}")
    return ", ".join(words)
