"""A tree's questions and advice as the nodes of a scorer, each path on its own: PMML lets no two branches meet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from runrest.exporting.elements import element
from runrest.exporting.expressions import predicate
from runrest.exporting.formulas import Comparison, Formula, all_of, any_of, covered, opposite
from runrest.exporting.partly_known import ExportError, fields_of
from runrest.linking import leaves_first

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from runrest.linking import Tree
    from runrest.tree import Branch, Question

MOST_NODES = 20_000
MOST_DEEP = 200
"""Far beyond any tree that a person could follow, and within what scorers and XML readers take."""


def nested(tree: Tree) -> Element:
    """Write a tree as nested nodes.

    Parameters
    ----------
    tree : Tree
        A proven tree.

    Returns
    -------
    xml.etree.ElementTree.Element
        The outermost ``Node``. Its ids are those of questions and advice, with ``#2`` and so on where one is
        reached on several paths. No two branches of a question can hold at once, so their order says nothing.

    Raises
    ------
    ExportError
        Where the tree has too many paths.
    """
    nodes: dict[str, int] = {}
    deep: dict[str, int] = {}
    for question in leaves_first(tree.file):
        targets = [branch.target for branch in question.branches]
        nodes[question.id] = 1 + sum(nodes.get(target, 1) for target in targets)
        deep[question.id] = 1 + max((deep.get(target, 1) for target in targets), default=0)
    start = tree.file.start
    if nodes.get(start, 1) > MOST_NODES or deep.get(start, 1) > MOST_DEEP:
        size = f"{nodes[start]} nodes in {deep[start]} layers"
        problem = f"with each path on its own it has {size}, and at most {MOST_NODES} in {MOST_DEEP} are written"
        raise ExportError(tree.name, problem)
    return _node(tree, start, all_of(()), "", Counter())


def _node(tree: Tree, place: str, test: Formula, text: str, met: Counter[str]) -> Element:
    met[place] += 1
    question = tree.questions.get(place)
    told = [("question", question.id)] if question is not None else []
    parts = [
        element("Extension", [("extender", "runrest"), ("name", name), ("value", words)])
        for name, words in (("branch", text), *told)
        if words
    ]
    parts.append(predicate(test))
    if question is not None:
        parts += [
            _node(tree, branch.target, branch_test(tree, question, branch), branch.text, met)
            for branch in question.branches
        ]
    number = f"{place}#{met[place]}" if met[place] > 1 else place
    return element("Node", [("id", number), ("score", place if question is None else "")], parts)


def branch_test(tree: Tree, question: Question, branch: Branch) -> Formula:
    """Say when a branch is taken, as ``walking.taken`` does.

    Parameters
    ----------
    tree : Tree
        For its vocabulary.
    question : Question
        With all its branches.
    branch : Branch
        One of them.

    Returns
    -------
    Formula
        For a partly known signal: all it can be meets one interval of the condition, or, for ``unknown``, no
        interval of any branch.

    Examples
    --------
    >>> from runrest.loading import load
    >>> tree = load("rest_timing/pain")
    >>> question = tree.questions["peak"]
    >>> branch_test(tree, question, question.branches[0])
    Comparison(field='pain_peak.low', operator='greaterOrEqual', value=6)
    """
    vocabulary = tree.house.vocabulary
    signal = vocabulary.signals[question.signal]
    ends = fields_of(question.signal, vocabulary)
    known = branch.condition.intervals or branch.condition.values
    parts = [covered(branch.condition, signal, ends)] if known else []
    if branch.condition.unknown and ends[0] == ends[1]:
        parts.append(Comparison(ends[0], "isMissing"))
    elif branch.condition.unknown:
        parts.append(all_of(opposite(covered(one.condition, signal, ends)) for one in question.branches))
    return any_of(parts)
