"""Which athlete states lead where: a tree as lists of boxes over its axes.

A question on a plain signal cuts one axis; one on a count, an ``any`` or a maximum cuts several, so its branches
are unions of boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from runrest.checking.axes import TooIntricateError
from runrest.checking.boxes import Box, distinct, meet
from runrest.checking.expansion import Expansion
from runrest.linking import leaves_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.checking.axes import Axis
    from runrest.tree import Question, TreeFile
    from runrest.vocabulary import Vocabulary

MOST_BOXES = 20_000


@frozen
class Region:
    """All the states that end at one advice."""

    advice: str
    boxes: tuple[Box, ...]


@define
class Mapper:
    """Maps one tree: from its start down to regions."""

    file: TreeFile
    vocabulary: Vocabulary
    axes: Mapping[str, Axis]
    dead: set[tuple[str, int]] = field(factory=set)
    """Branches that no state takes, of questions that some state comes to."""
    arrivals: dict[str, tuple[Box, ...]] = field(factory=dict)
    """The states that come to each question."""
    _cuts: dict[str, list[tuple[Box, ...]]] = field(factory=dict)

    def regions(self) -> tuple[Region, ...]:
        """Send all states down the tree at once and gather what arrives at each advice.

        Returns
        -------
        tuple of Region
            One for each advice that some state reaches; ``dead`` and ``arrivals`` then are filled.

        Raises
        ------
        TooIntricateError
            Past ``MOST_BOXES`` boxes.
        """
        found: dict[str, list[Box]] = {self.file.start: [{}]}
        count = 0
        for question in reversed(leaves_first(self.file)):
            if question.id not in found:
                continue
            boxes = self.arrivals[question.id] = tuple(distinct(found.pop(question.id)))
            for number, region in enumerate(self.branch_boxes(question)):
                inside = cross(boxes, region)
                count += len(inside)
                if count > MOST_BOXES:
                    raise TooIntricateError
                if inside:
                    found.setdefault(question.branches[number].target, []).extend(inside)
                else:
                    self.dead.add((question.id, number))
        return tuple(Region(advice, tuple(distinct(boxes))) for advice, boxes in sorted(found.items()))

    def branch_boxes(self, question: Question) -> list[tuple[Box, ...]]:
        """Give, for each branch of a question, the states that take it; the first of two branches is taken."""
        if question.id not in self._cuts:
            derived = self.vocabulary.derived.get(question.signal)
            if derived is None or derived.kind in ("ratio", "difference"):
                axis = self.axes[question.signal]
                left = axis.full
                cuts: list[tuple[Box, ...]] = []
                for branch in question.branches:
                    mask = axis.mask(branch.condition) & left
                    left &= ~mask
                    cuts.append(({question.signal: mask},) if mask else ())
                self._cuts[question.id] = cuts
            else:
                outcomes = Expansion(derived, question, self.vocabulary, self.axes).boxes()
                self._cuts[question.id] = [
                    tuple(dict(box) for box in outcomes.get(number, ())) for number in range(len(question.branches))
                ]
        return self._cuts[question.id]


def cross(one: Iterable[Box], two: Iterable[Box]) -> list[Box]:
    """Give every box in which a box of one list and a box of another meet."""
    others = tuple(two)
    return [met for a in one for b in others if (met := meet(a, b)) is not None]
