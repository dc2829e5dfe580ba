"""What a change to a tree means, counted: for the footer of a drawing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.differences.changes import Change
    from runrest.linking import Tree

KINDS = ("allows more", "mixed", "more careful", "words")


def count_changes(changes: Iterable[Change], tree: Tree) -> str:
    """Say what changes mean, counted by kind.

    Parameters
    ----------
    changes : iterable of Change
        Of one tree.
    tree : Tree
        For its language.

    Returns
    -------
    str
        For example ``1 group of athletes is allowed more, 2 less``.
    """
    phrases = tree.house.phrases
    kinds = Counter(change.kind for change in changes)
    said = [phrases(f"picture.kind.{kind.replace(' ', '_')}", n=kinds[kind]) for kind in KINDS if kinds[kind]]
    return phrases.listed(said) if said else phrases("picture.kind.none")
