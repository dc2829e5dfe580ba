"""A tree as GraphML, which graph programs such as yEd and Gephi open: plain texts on every question and branch."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from runrest.exporting.elements import legible
from runrest.exporting.remarks import grades
from runrest.signals import spell
from runrest.tree import Times

if TYPE_CHECKING:
    from runrest.linking import Tree
    from runrest.tree import Advice, CapValue, Question


def graphml_text(tree: Tree) -> str:
    """Write a tree's graph as GraphML.

    Parameters
    ----------
    tree : Tree
        Any linked tree.

    Returns
    -------
    str
        A whole document. Nodes carry ``kind``, ``label`` and what the question asks or the advice says; branches
        carry their condition as ``label``. All of it is text.

    Examples
    --------
    >>> from runrest.loading import load
    >>> graphml_text(load("rest_timing/pain")).count("<node id=")
    20
    """
    import networkx as nx
    from networkx.readwrite.graphml import write_graphml_xml  # not write_graphml: with lxml its bytes differ

    told = {
        "name": tree.name,
        "title": tree.title,
        "version": tree.version,
        "start": tree.file.start,
        "notice": tree.house.phrases("guidance"),
    }
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.graph.update({key: legible(words) for key, words in told.items()})
    for question in tree.questions.values():
        graph.add_node(question.id, **_question(tree, question))
    for advice in tree.advice.values():
        graph.add_node(advice.id, **_advice(advice))
    for question in tree.questions.values():
        for branch in question.branches:
            graph.add_edge(question.id, branch.target, label=legible(branch.text))
    file = BytesIO()
    write_graphml_xml(graph, file)  # named keys would give a question and a branch the same one
    return file.getvalue().decode()


def _question(tree: Tree, question: Question) -> dict[str, str]:
    told = {
        "kind": "question",
        "label": question.label or tree.house.vocabulary.signals[question.signal].label,
        "signal": question.signal,
        "because": question.because,
        "evidence": "; ".join(grades(one) for one in question.evidence),
    }
    return {key: legible(text) for key, text in told.items() if text}


def _advice(advice: Advice) -> dict[str, str]:
    told = {
        "kind": "advice",
        "label": advice.id.replace("_", " "),
        "say": advice.say,
        "caps": "; ".join(f"{scale}: {_cap(value)}" for scale, value in advice.caps),
        "refer": advice.refer,
        "incomplete": "yes" if advice.incomplete else "",
        "not_before_h": "" if advice.not_before_h is None else spell(advice.not_before_h),
        "offer": ", ".join(advice.offer),
    }
    return {key: legible(text) for key, text in told.items() if text}


def _cap(value: CapValue) -> str:
    return f"{spell(value.times)} x {value.of}" if isinstance(value, Times) else spell(value)
