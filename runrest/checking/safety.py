"""The two safety proofs: nobody worse off is allowed more, and not knowing never allows more than the best value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.checking.regions import Box, meet
from runrest.checking.witnesses import Pair, athlete, compare, pick
from runrest.flaws import Flaw
from runrest.scales import FREE
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.checking.axes import Axis
    from runrest.checking.regions import Region
    from runrest.linking import Outcome, Tree
    from runrest.scales import Scales


@frozen
class Proof:
    """Everything the two proofs share."""

    tree: Tree
    axes: Mapping[str, Axis]
    regions: tuple[Region, ...]
    outcomes: Mapping[str, Outcome]

    def pairs(self) -> Iterator[tuple[Region, Region]]:
        """Go through all ordered pairs of regions in which the first may allow more."""
        for one in self.regions:
            for two in self.regions:
                if one is not two and self.excess(one.advice, two.advice):
                    yield one, two

    def excess(self, one: str, two: str) -> tuple[str, ...]:
        """Name the scales on which one advice allows more than another; ``refer`` counts as one."""
        first, second = self.outcomes[one], self.outcomes[two]
        caps, bounds = dict(first.caps), dict(second.caps)
        more = [
            scale
            for scale, bound in bounds.items()
            if exceeds(caps.get(scale, FREE), bound, self.axes)
        ]
        return (*more, *(["refer"] if first.refer < second.refer else []))


def exceeds(cap: float | Times, bound: float | Times, axes: Mapping[str, Axis]) -> bool:
    """Tell whether a cap on a worse athlete can be larger than the bound on a better one.

    A cap that is a multiple of a signal is compared by its factor where both are multiples of one signal that can
    only shrink as the athlete gets worse; any other mixture may exceed.
    """
    if isinstance(cap, Times) and isinstance(bound, Times) and cap.of == bound.of:
        return cap.times > bound.times or (axes[cap.of].signal.worse in ("up", "both") and cap.times > 0)
    if isinstance(cap, Times) or isinstance(bound, Times):
        return not (isinstance(cap, Times) and cap.times == 0)
    return cap > bound


def check_monotone(proof: Proof) -> list[Flaw]:
    """Find athletes who are worse off and yet allowed more.

    Parameters
    ----------
    proof : Proof
        A tree with its axes and regions.

    Returns
    -------
    list of Flaw
        Code T501, one for each pair of advices, with the worse athlete first in the witness.
    """
    flaws = []
    related: dict[tuple[str, int, int], bool] = {}
    for more, less in proof.pairs():
        found = _first_related(proof, more, less, related)
        if found is not None:
            flaws.append(_unsafe(proof, more, less, found))
    return flaws


def _first_related(
    proof: Proof, more: Region, less: Region, related: dict[tuple[str, int, int], bool]
) -> tuple[Box, Box] | None:
    """Find a box of one region that is worse than or equal to a box of another on every axis."""
    axes = proof.axes
    for worse in more.boxes:
        for better in less.boxes:
            for name, mask in worse.items():
                other = better.get(name)
                if other is None:
                    continue
                key = (name, mask, other)
                fits = related.get(key)
                if fits is None:
                    fits = related[key] = axes[name].related(mask, other)
                if not fits:
                    break
            else:
                return worse, better
    return None


def _unsafe(proof: Proof, more: Region, less: Region, found: tuple[Box, Box]) -> Flaw:
    pair = pick(proof.axes, *found)
    sentence = (
        f"{more.advice} can be reached by somebody who is {compare(proof.axes, pair)} than at {less.advice}, "
        f"yet allows more: {_allows(proof, more.advice, less.advice)}"
    )
    return _flaw(proof, "T501", more, sentence, pair)


def check_unknown(proof: Proof) -> list[Flaw]:
    """Find answers that become freer when a value is forgotten than its best value would make them.

    Parameters
    ----------
    proof : Proof
        A tree with its axes and regions.

    Returns
    -------
    list of Flaw
        Code T502; the witness is the athlete with the value unknown, then with its best value.
    """
    flaws = []
    for name, axis in proof.axes.items():
        for one in proof.regions:
            forgotten = [box for box in one.boxes if box.get(name, axis.full) & axis.unknown]
            for scale in _scales(proof, one):
                found = _freer(proof, axis, one, forgotten, scale)
                if found is not None:
                    flaws.append(found)
                    break
    return flaws + _unknown_multiples(proof)


def _scales(proof: Proof, one: Region) -> tuple[str, ...]:
    """Name the scales on which some other advice allows less than this one."""
    found: dict[str, None] = {}
    for two in proof.regions:
        found.update(dict.fromkeys(proof.excess(one.advice, two.advice)))
    return tuple(found)


def _freer(proof: Proof, axis: Axis, one: Region, forgotten: list[Box], scale: str) -> Flaw | None:
    """Look for a state where forgetting one signal frees a scale beyond the signal's best value.

    On a directed axis the best value is its first cell. On another it is whichever value frees most, so a state
    fails only if no value frees as much: what remains of the box after taking away all that do.
    """
    name = axis.signal.name
    best = axis.best() if axis.directed else axis.full & ~axis.unknown
    tight, enough = [], []
    for two in proof.regions:
        bucket = tight if scale in proof.excess(one.advice, two.advice) else enough
        bucket += [(two, rest) for box in two.boxes if (rest := _without(box, name, best)) is not None]
    for box in forgotten:
        others = {key: mask for key, mask in box.items() if key != name}
        for two, rest in tight:
            met = meet(others, rest)
            if met is None:
                continue
            left = [met] if axis.directed else _subtract(proof.axes, met, [free for _, free in enough])
            if left:
                return _forgetful(proof, axis, one, two, left[0])
    return None


def _without(box: Box, name: str, wanted: int) -> Box | None:
    """Drop one axis from a box, if the box has any of the wanted cells on it."""
    if not box.get(name, wanted) & wanted:
        return None
    return {key: mask for key, mask in box.items() if key != name}


def _subtract(axes: Mapping[str, Axis], box: Box, taken: list[Box]) -> list[Box]:
    """Give what remains of a box after other boxes are taken out of it."""
    left: list[Box] = [box]
    for other in taken:
        rest: list[Box] = []
        for one in left:
            if meet(one, other) is None:
                rest.append(one)
                continue
            inside = dict(one)
            for name, mask in other.items():
                whole = inside.get(name, axes[name].full)
                if whole & ~mask:
                    rest.append({**inside, name: whole & ~mask})
                inside[name] = whole & mask
        left = rest
    return left


def _forgetful(proof: Proof, axis: Axis, one: Region, two: Region, rest: Box) -> Flaw:
    state = {name: (mask & -mask).bit_length() - 1 for name, mask in rest.items()}
    name = axis.signal.name
    cells = next(box for box in two.boxes if _same(proof.axes, box, state, name)).get(name, axis.full)
    wanted = cells & (axis.best() if axis.directed else axis.full & ~axis.unknown)
    pair = Pair(
        {**state, name: len(axis.cells) - 1}, {**state, name: (wanted & -wanted).bit_length() - 1}
    )
    known = athlete(proof.axes, pair.better).get(name)
    sentence = (
        f"without knowing {name} the answer is {one.advice}, but with {name} = {known!r} it is {two.advice}, "
        f"which is more careful: {_allows(proof, one.advice, two.advice)}"
    )
    return _flaw(proof, "T502", one, sentence, pair)


def _same(axes: Mapping[str, Axis], box: Box, state: Mapping[str, int], name: str) -> bool:
    return all(key == name or mask >> state.get(key, 0) & 1 for key, mask in box.items())


def _unknown_multiples(proof: Proof) -> list[Flaw]:
    """Find caps that are a multiple of a signal which may be unknown there: an unknown cap is no cap."""
    flaws = []
    for region in proof.regions:
        for scale, cap in proof.outcomes[region.advice].caps:
            if not isinstance(cap, Times):
                continue
            axis = proof.axes[cap.of]
            box = next((box for box in region.boxes if box.get(cap.of, axis.full) & axis.unknown), None)
            if box is not None:
                pair = pick(proof.axes, {**box, cap.of: axis.unknown}, {**box, cap.of: axis.unknown})
                sentence = f"{region.advice} caps {scale} by {cap.of}, which may be unknown here; ask {cap.of} first"
                flaws.append(_flaw(proof, "T502", region, sentence, pair))
    return flaws


def _allows(proof: Proof, more: str, less: str) -> str:
    scales: Scales = proof.tree.house.scales
    words = []
    for scale in proof.excess(more, less):
        if scale == "refer":
            one, two = proof.outcomes[more].refer, proof.outcomes[less].refer
            words.append(f"referral {scales.refer.steps[one]} against {scales.refer.steps[two]}")
            continue
        shown = []
        for advice in (more, less):
            cap = dict(proof.outcomes[advice].caps).get(scale, FREE)
            if isinstance(cap, Times):
                shown.append(f"{cap.times:g} x {cap.of}")
            else:
                shown.append("no limit" if cap == FREE else str(scales.scales[scale].value(cap)))
        words.append(f"{scale} {shown[0]} against {shown[1]}")
    return ", ".join(words)


def _flaw(proof: Proof, code: str, region: Region, sentence: str, pair: Pair) -> Flaw:
    advice = proof.tree.advice[region.advice]
    witness = (athlete(proof.axes, pair.worse), athlete(proof.axes, pair.better))
    return Flaw(code, proof.tree.file.path, advice.line, f"advice.{region.advice}", sentence, witness)
