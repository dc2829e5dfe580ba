"""From trees and facts to a decision: check the facts once, walk every tree, keep where each walk ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.decision import Decision
from runrest.vocabulary import Facts
from runrest.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from runrest.linking import Tree


def decide_with(
    trees: tuple[Tree, ...],
    facts: Mapping[str, object],
    question: str,
    on: date | None = None,
    confirmed: Iterable[str] = (),
) -> Decision:
    """Walk loaded trees and combine what they say.

    Parameters
    ----------
    trees : tuple of Tree
        All are walked; the most careful answer wins on every scale.
    facts : mapping of str to object
        Raw facts, or ``Facts`` that are checked already.
    question : str
        What was asked, for the record.
    on : datetime.date, optional
        The day the answer is for.
    confirmed : iterable of str
        Signals whose unusual value somebody has confirmed.

    Returns
    -------
    Decision
        Frozen; explanations are worked out when asked for.

    Raises
    ------
    FactsError
        Where facts do not fit the vocabulary.
    """
    checked = facts if isinstance(facts, Facts) else trees[0].house.vocabulary.check(facts, confirmed)
    outcomes = (walk(trees[0], checked),) if len(trees) == 1 else tuple([walk(tree, checked) for tree in trees])
    return Decision(question, on, checked, trees, outcomes)
