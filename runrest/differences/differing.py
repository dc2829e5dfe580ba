"""What a change to a tree means: the states of an athlete in which the answer is another one, and which way.

Both versions are mapped over the same axes, cut at the thresholds of both, so each state has one answer in each.
Names, order and the shape of the tree play no part. What counts is what a decision combines: caps, referral, and
whether the answer is complete. Words that changed are told apart.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, evolve, field

from runrest.checking.axes import Axis, TooIntricateError, build_axes
from runrest.checking.boxes import Box, meet
from runrest.checking.regions import Mapper
from runrest.differences.changes import Change, Limits, Words
from runrest.differences.merging import merge
from runrest.differences.realising import realise, stretch
from runrest.scales import FREE
from runrest.tree import Advice, Times, TreeFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.house import House

MOST_BOXES = 200_000
KINDS = ("allows more", "mixed", "more careful", "words")
"""From what needs the closest look to what needs the least."""
Group: TypeAlias = "tuple[str, Limits | Words, Limits | Words]"


def difference(old: TreeFile | None, new: TreeFile | None, house: House) -> tuple[Change, ...]:
    """Find the states in which two versions of a tree allow different things.

    Parameters
    ----------
    old, new : TreeFile or None
        Files whose branches cover every value once; ``None`` stands for no tree, which limits nothing.
    house : House
        Vocabulary and scales.

    Returns
    -------
    tuple of Change
        One for each region of states, what allows more first; empty where the files mean the same.

    Raises
    ------
    TooIntricateError
        Where the two files cut the athletes into too many kinds.
    """
    return tuple(change for change in compare(old, new, house) if change.kind != "words")


def rewording(old: TreeFile | None, new: TreeFile | None, house: House) -> tuple[Change, ...]:
    """Find the states in which two versions allow the same, but say or offer something else."""
    return tuple(change for change in compare(old, new, house) if change.kind == "words")


def compare(old: TreeFile | None, new: TreeFile | None, house: House) -> tuple[Change, ...]:
    """Find every change, of limits and of words; see ``difference``."""
    name = new.name if new else old.name if old else ""
    comparison = _Comparison(name, old or _nothing(name), new or _nothing(name), house)
    changes = comparison.changes()
    return changes if old and new else tuple(change for change in changes if change.kind != "words")


def compare_sets(old: Mapping[str, TreeFile], new: Mapping[str, TreeFile], house: House) -> tuple[Change, ...]:
    """Compare two sets of trees, each tree with the one of its name.

    A tree that is only in one set is compared with no tree at all. As the most careful tree decides, a new tree can
    then only take away, and a removed one only give. A tree that merely got another name is no difference.
    """
    left = {name: file for name, file in old.items() if name not in new}
    changes: list[Change] = []
    for name, file in sorted(new.items()):
        before = old.get(name)
        if before is None:
            twin = next((one for one, gone in left.items() if not compare(gone, file, house)), None)
            if twin is not None:
                del left[twin]
                continue
        changes += compare(before, file, house)
    for _, file in sorted(left.items()):
        changes += compare(file, None, house)
    return tuple(changes)


def _nothing(name: str) -> TreeFile:
    return TreeFile(name, "", "", "", "free", {}, {"free": Advice("free", "")})


@define
class _Comparison:
    """One comparison of two files over their common axes."""

    name: str
    old: TreeFile
    new: TreeFile
    house: House
    axes: Mapping[str, Axis] = field(init=False)

    @axes.default
    def _common(self) -> Mapping[str, Axis]:
        """Cut every signal at the thresholds of both files, and where a cap of one meets a cap of the other."""
        asked = (*self.old.questions.values(), *self.new.questions.values())
        told = (*self.old.advice.values(), *self.new.advice.values())
        both = evolve(
            self.old,
            questions={str(at): question for at, question in enumerate(asked)},
            advice={str(at): advice for at, advice in enumerate(told)},
        )
        return build_axes(both, self.house.vocabulary)

    def changes(self) -> tuple[Change, ...]:
        """Go through all pairs of answers that share a state, and gather those that differ."""
        vocabulary = self.house.vocabulary
        groups: dict[Group, list[Box]] = {}
        after = Mapper(self.new, vocabulary, self.axes)
        for region in Mapper(self.old, vocabulary, self.axes).regions():
            before = self.old.advice[region.advice]
            for advice, boxes in _descend(after, region.boxes):
                for box in boxes:
                    self._judge(before, self.new.advice[advice], box, groups)
        ordered = sorted(groups, key=lambda group: (KINDS.index(group[0]), str(group[1]), str(group[2])))
        return tuple(
            change for group in ordered for box in merge(groups[group], self.axes) for change in self._told(group, box)
        )

    def _judge(self, before: Advice, after: Advice, box: Box, groups: dict[Group, list[Box]]) -> None:
        """Sort one box of states that share two advices by what changed between them."""
        old, new = Limits.of(before, self.house.scales), Limits.of(after, self.house.scales)
        if old == new:
            words = Words.of(before), Words.of(after)
            if words[0] != words[1]:
                groups.setdefault(("words", *words), []).append(box)
            return
        for part in self._constant(old, new, box):
            kind = self._direction(old, new, part)
            if kind:
                groups.setdefault((kind, old, new), []).append(part)

    def _constant(self, old: Limits, new: Limits, box: Box) -> Iterable[Box]:
        """Cut a box so that in each part every cap that is a multiple compares in one way."""
        boxes = [box]
        for name in sorted({cap.of for limits in (old, new) for _, cap in limits.caps if isinstance(cap, Times)}):
            cells = range(len(self.axes[name].cells))
            boxes = [met for one in boxes for at in cells if (met := meet(one, {name: 1 << at})) is not None]
        return boxes

    def _direction(self, old: Limits, new: Limits, box: Box) -> str:
        """Say which way the limits moved in a box; nothing where they did not."""
        more = old.refer > new.refer or (old.incomplete and not new.incomplete)
        less = old.refer < new.refer or (new.incomplete and not old.incomplete)
        before, after = dict(old.caps), dict(new.caps)
        for scale in sorted(before.keys() | after.keys()):
            one, two = before.get(scale, FREE), after.get(scale, FREE)
            first, second = self._amount(one, box), self._amount(two, box)
            if isinstance(one, Times) and isinstance(two, Times) and one.of != two.of and min(first, second) > 0:
                more = less = True
            elif not math.isclose(first, second, rel_tol=1e-9):
                more, less = more or second > first, less or second < first
        return "mixed" if more and less else "allows more" if more else "more careful" if less else ""

    def _amount(self, cap: float | Times, box: Box) -> float:
        """Give a cap as a number; a cap on an unknown signal is no cap."""
        if not isinstance(cap, Times):
            return cap
        value = self.axes[cap.of].cells[box[cap.of].bit_length() - 1]
        return FREE if value is None else cap.times * float(value)

    def _told(self, group: Group, box: Box) -> Iterable[Change]:
        kind, old, new = group
        witness = realise(box, self.axes, self.house.vocabulary)
        if witness is None:
            return
        where = tuple((self.axes[name].signal, stretch(self.axes[name], mask)) for name, mask in sorted(box.items()))
        yield Change(self.name, kind, where, old, new, witness)


def _descend(mapper: Mapper, boxes: tuple[Box, ...]) -> list[tuple[str, tuple[Box, ...]]]:
    """Send boxes of states down a tree, and tell at which advice they arrive."""
    arrived: list[tuple[str, tuple[Box, ...]]] = []
    waiting = [(mapper.file.start, boxes)]
    count = 0
    while waiting:
        at, here = waiting.pop()
        if at in mapper.file.advice:
            arrived.append((at, here))
            continue
        question = mapper.file.questions[at]
        for branch, region in zip(question.branches, mapper.branch_boxes(question), strict=True):
            inside = tuple(met for one in here for two in region if (met := meet(one, two)) is not None)
            count += len(inside)
            if count > MOST_BOXES:
                raise TooIntricateError
            if inside:
                waiting.append((branch.target, inside))
    return arrived
