"""The shape of a tree: every branch leads somewhere, nothing goes round in a circle, everything can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from runrest.errors import did_you_mean
from runrest.flaws import Flaw
from runrest.linking import build_graph

if TYPE_CHECKING:
    from runrest.tree import TreeFile

DEEPEST = 300
MOST_PATHS = 2000
MOST_PIECES = 400
MOST_HINTS = 30
"""After so many dangling branches nothing is suggested any more: it takes long, and one repair at a time will do."""


def check_structure(file: TreeFile) -> list[Flaw]:
    """Find dangling and parallel branches, cycles, unreachable parts, and trees past the limits.

    Parameters
    ----------
    file : TreeFile
        What the file says.

    Returns
    -------
    list of Flaw
        Codes T102 and T201 to T204.
    """
    flaws = [*_too_fine(file), *_dangling(file), *_parallel(file)]
    graph = build_graph(file)
    circles = _cycles(file, graph)
    flaws += circles
    if file.start in file.questions:
        flaws += _unreachable(file, graph)
        if not circles:
            flaws += _too_deep(file, graph)
    return flaws


def _too_fine(file: TreeFile) -> list[Flaw]:
    flaws = []
    for question in file.questions.values():
        pieces = sum(len(branch.condition.intervals) for branch in question.branches)
        if pieces > MOST_PIECES:
            sentence = f"the question cuts its signal into {pieces} pieces; at most {MOST_PIECES} are allowed"
            flaws.append(Flaw("T102", file.path, question.line, f"questions.{question.id}", sentence))
    return flaws


def _dangling(file: TreeFile) -> list[Flaw]:
    known = (*file.questions, *file.advice)
    ids = frozenset(known)
    flaws = []
    if file.start and file.start not in file.questions:
        near = did_you_mean(file.start, file.questions)
        sentence = f"the start is {file.start!r}, which is no question of this file{near}"
        flaws.append(Flaw("T201", file.path, file.start_line, "start", sentence))
    for question in file.questions.values():
        if not question.branches:
            place = f"questions.{question.id}"
            flaws.append(Flaw("T304", file.path, question.line, place, "the question has no branches"))
        for branch in question.branches:
            if branch.target and branch.target not in ids:
                place = f"questions.{question.id}.branches.{branch.text}"
                near = did_you_mean(branch.target, known) if len(flaws) < MOST_HINTS else ""
                sentence = f"leads to {branch.target!r}, which is not in the file{near}"
                flaws.append(Flaw("T201", file.path, branch.line, place, sentence))
    return flaws


def _parallel(file: TreeFile) -> list[Flaw]:
    flaws = []
    for question in file.questions.values():
        first: dict[str, str] = {}
        for branch in question.branches:
            if branch.target in first:
                sentence = (
                    f"{first[branch.target]!r} and {branch.text!r} both lead to {branch.target}; "
                    f"write one branch '{first[branch.target]}, {branch.text}'"
                )
                flaws.append(Flaw("T204", file.path, branch.line, f"questions.{question.id}", sentence))
            first.setdefault(branch.target, branch.text)
    return flaws


def _cycles(file: TreeFile, graph: nx.DiGraph[str]) -> list[Flaw]:
    flaws = []
    for group in nx.strongly_connected_components(graph):
        ring = sorted(group & file.questions.keys())
        if len(ring) > 1 or any(graph.has_edge(one, one) for one in ring):
            circle = [edge[0] for edge in nx.find_cycle(graph.subgraph(ring))]
            sentence = "the questions go round in a circle: " + " -> ".join([*circle, circle[0]])
            line = min(file.questions[one].line for one in circle)
            flaws.append(Flaw("T202", file.path, line, f"questions.{circle[0]}", sentence))
    return flaws


def _unreachable(file: TreeFile, graph: nx.DiGraph[str]) -> list[Flaw]:
    reached = {file.start} | nx.descendants(graph, file.start)
    flaws = []
    for kind, found in (("questions", file.questions), ("advice", file.advice)):
        for id_, item in found.items():
            if id_ not in reached:
                sentence = "no walk from the start ever comes here; lead a branch to it or take it out"
                flaws.append(Flaw("T203", file.path, item.line, f"{kind}.{id_}", sentence))
    return flaws


def _too_deep(file: TreeFile, graph: nx.DiGraph[str]) -> list[Flaw]:
    deep: dict[str, int] = {}
    paths: dict[str, int] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        after = list(graph.successors(node))
        deep[node] = 1 + max((deep[one] for one in after), default=0)
        paths[node] = sum(paths[one] for one in after) or 1
    flaws = []
    if deep[file.start] > DEEPEST + 1:
        sentence = f"a path asks {deep[file.start] - 1} questions; at most {DEEPEST} are allowed"
        flaws.append(Flaw("T102", file.path, file.start_line, "", sentence))
    if paths[file.start] > MOST_PATHS:
        sentence = f"there are {paths[file.start]:.4g} paths; at most {MOST_PATHS} are allowed: split the tree"
        flaws.append(Flaw("T102", file.path, file.start_line, "", sentence))
    return flaws
