"""Two versions of a tree laid side by side: which question, branch and advice of one is which of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.tree import Branch, Question, TreeFile

Fate: TypeAlias = Literal["same", "changed", "added", "removed"]


@frozen
class BranchPair:
    """A branch as it was and as it is; ``None`` where there is none."""

    old: Branch | None
    new: Branch | None
    fate: Fate


@frozen
class Pairing:
    """What of the old version is what of the new one, by id."""

    questions: Mapping[str, str]
    """Old to new."""
    advice: Mapping[str, str]

    @property
    def old_questions(self) -> Mapping[str, str]:
        """Give questions the other way round: new to old."""
        return {new: old for old, new in self.questions.items()}

    @property
    def old_advice(self) -> Mapping[str, str]:
        """Give advice the other way round: new to old."""
        return {new: old for old, new in self.advice.items()}

    def target(self, branch: Branch) -> str | None:
        """Give where a branch of the old version would lead in the new one; ``None`` where that is gone."""
        return self.questions.get(branch.target) or self.advice.get(branch.target)


def pair(old: TreeFile, new: TreeFile) -> Pairing:
    """Pair the questions and the advice of two versions.

    Parameters
    ----------
    old, new : TreeFile
        Any two.

    Returns
    -------
    Pairing
        A question is the same where it has the same id and asks the same signal, otherwise where it is the only one
        left on either side that asks its signal. Advice is the same by id, otherwise by what it says and allows.
    """
    questions = {
        id: id for id, one in old.questions.items() if id in new.questions and new.questions[id].signal == one.signal
    }
    questions |= _left_over(
        {id: one.signal for id, one in old.questions.items() if id not in questions},
        {id: one.signal for id, one in new.questions.items() if id not in questions},
    )
    advice = {id: id for id in old.advice if id in new.advice}
    advice |= _left_over(
        {id: evolve(one, id="", line=0) for id, one in old.advice.items() if id not in advice},
        {id: evolve(one, id="", line=0) for id, one in new.advice.items() if id not in advice},
    )
    return Pairing(questions, advice)


def _left_over(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, str]:
    """Pair what is left over on both sides by what makes it out, where that is there just once."""
    left, right = [*old.values()], [*new.values()]
    return {
        id: other
        for id, what in old.items()
        for other, same in new.items()
        if what == same and left.count(what) == right.count(what) == 1
    }


def pair_branches(old: Question, new: Question, pairing: Pairing) -> tuple[BranchPair, ...]:
    """Pair the branches of a question that is in both versions.

    Parameters
    ----------
    old, new : Question
        The same question, asking the same signal.
    pairing : Pairing
        Of the two versions.

    Returns
    -------
    tuple of BranchPair
        The new version's branches in their order, then those that are gone. A branch with the same condition, or
        else to the same place, is the same one, changed.
    """
    left = list(old.branches)
    met: dict[int, Branch] = {}

    def take(test: Callable[[Branch, Branch], bool]) -> None:
        for at, branch in enumerate(new.branches):
            one = next((one for one in left if test(one, branch)), None) if at not in met else None
            if one is not None:
                met[at] = one
                left.remove(one)

    take(lambda one, branch: one.condition == branch.condition and pairing.target(one) == branch.target)
    take(lambda one, branch: pairing.target(one) == branch.target)
    take(lambda one, branch: one.condition == branch.condition)
    pairs = []
    for at, branch in enumerate(new.branches):
        one = met.get(at)
        if one is None:
            pairs.append(BranchPair(None, branch, "added"))
            continue
        same = one.condition == branch.condition and pairing.target(one) == branch.target
        pairs.append(BranchPair(one, branch, "same" if same else "changed"))
    return (*pairs, *(BranchPair(one, None, "removed") for one in left))
