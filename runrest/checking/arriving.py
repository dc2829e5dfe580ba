"""Athletes who come to a question: witnesses for a tree whose branches do not fit together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.checking.axes import Axis, TooIntricateError, build_axes
from runrest.checking.expansion import UNSURE, Expansion
from runrest.checking.regions import Mapper, cross
from runrest.checking.structure import check_structure
from runrest.checking.witnesses import one_athlete
from runrest.conditions import Condition, join, others
from runrest.tree import Branch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.checking.boxes import Box
    from runrest.house import House
    from runrest.signals import Value
    from runrest.tree import Question, TreeFile

MOST_TRIES = 200


@frozen(slots=False)
class Arrivals:
    """The states in which athletes come to each question of a file, flawed as it may be."""

    file: TreeFile
    house: House

    @cached_property
    def walkable(self) -> bool:
        """Tell whether the file can be walked at all."""
        signals = self.house.vocabulary.signals
        questions = self.file.questions.values()
        readable = all(
            branch.condition.intervals or branch.condition.values or branch.condition.unknown
            for question in questions
            for branch in question.branches
        )
        known = all(question.signal in signals for question in questions)
        return readable and known and not check_structure(self.file)

    def may_be_open(self, question: Question, complete: bool) -> bool:
        """Tell whether a question may come to nothing known: a count may be settled by some of its members.

        Parameters
        ----------
        question : Question
            Without a branch for unknown.
        complete : bool
            Whether its branches hold for every known value.

        Returns
        -------
        bool
            True if in doubt.
        """
        vocabulary = self.house.vocabulary
        derived = vocabulary.derived.get(question.signal)
        if not vocabulary.signals[question.signal].may_be_unknown:
            return False
        if not complete or derived is None or derived.kind in ("ratio", "difference"):
            return True
        alone = evolve(self.file, questions={question.id: question}, advice={})
        try:
            return bool(open_boxes(question, self.house, build_axes(alone, vocabulary)))
        except TooIntricateError:
            return True

    def meeting(self, question: Question, test: Condition) -> tuple[dict[str, Value], ...]:
        """Find an athlete who comes to a question with a value that meets a condition.

        Parameters
        ----------
        question : Question
            Of this file.
        test : Condition
            What the value must meet.

        Returns
        -------
        tuple of dict
            Plain facts, or nothing where there is no such athlete, or the file cannot be walked.
        """
        if not self.walkable:
            return ()
        asked = evolve(question, id=f"{question.id}?", branches=(Branch("?", test, ""),))
        probed = evolve(self.file, questions={**self.file.questions, asked.id: asked})
        try:
            axes = build_axes(probed, self.house.vocabulary)
            mapper = Mapper(self.file, self.house.vocabulary, axes)
            mapper.regions()
        except TooIntricateError:
            return ()
        inside = open_boxes(question, self.house, axes) if test.unknown else mapper.branch_boxes(asked)[0]
        for box in cross(mapper.arrivals.get(question.id, ()), inside)[:MOST_TRIES]:
            facts = one_athlete(self.house.vocabulary, axes, box)
            if facts is not None:
                return (facts,)
        return ()


def open_boxes(question: Question, house: House, axes: Mapping[str, Axis]) -> list[Box]:
    """Give the states in which it is not known which value, and so which branch, a question comes to."""
    signal = house.vocabulary.signals[question.signal]
    derived = house.vocabulary.derived.get(question.signal)
    if derived is None:
        return [{question.signal: axes[question.signal].unknown}]
    if derived.kind in ("ratio", "difference"):
        axis = axes[question.signal]
        return [{question.signal: axis.unknown | (0 if axis.zero is None else 1 << axis.zero)}]
    gap = others(join([branch.condition for branch in question.branches], signal), signal)
    known = [evolve(branch, condition=evolve(branch.condition, unknown=False)) for branch in question.branches]
    whole = evolve(question, branches=(*known, Branch("?", gap, "")))
    found = Expansion(derived, whole, house.vocabulary, axes).boxes()
    return [dict(box) for box in found.get(UNSURE, ())]
