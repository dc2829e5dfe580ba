"""Three ways through a tree that must agree: the graph, the tables of the walker, and the told path."""

from __future__ import annotations

import copy
import itertools
from typing import TYPE_CHECKING

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runners import ATHLETES, VOCABULARY

import runrest
from runrest import shelf
from runrest.linking import Tree, build_graph, leaves_first, link
from runrest.loading import house
from runrest.notation import read_condition
from runrest.tree import Advice, Branch, Question, TreeFile
from runrest.vocabulary import Facts
from runrest.walking import GapError, trace, walk

if TYPE_CHECKING:
    from runrest.signals import Value

TREES = tuple(runrest.load(name) for name in shelf.names())


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_the_graph_holds_every_question_advice_and_branch(tree: Tree) -> None:
    graph = tree.graph
    assert isinstance(graph, nx.DiGraph)
    assert graph is tree.graph
    assert {**tree.questions, **tree.advice} == dict(graph.nodes(data="item"))
    branches = {
        (question.id, branch.target): branch for question in tree.questions.values() for branch in question.branches
    }
    assert branches == {(one, two): branch for one, two, branch in graph.edges(data="branch")}
    assert nx.is_directed_acyclic_graph(graph)
    assert [tree.file.start] == [node for node, degree in graph.in_degree() if not degree]
    assert set(tree.advice) == {node for node, degree in graph.out_degree() if not degree}
    assert {"question"} == {graph.nodes[name]["kind"] for name in tree.questions}
    assert {"advice"} == {graph.nodes[name]["kind"] for name in tree.advice}
    assert (tree.name, tree.title, tree.version, tree.file.start) == tuple(
        graph.graph[key] for key in ("name", "title", "version", "start")
    )


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_the_graph_and_everything_in_it_is_frozen(tree: Tree) -> None:
    graph = tree.graph
    assert nx.is_frozen(graph)
    with pytest.raises(nx.NetworkXError):
        graph.add_edge("one", "two")
    with pytest.raises(nx.NetworkXError):
        graph.remove_node(tree.file.start)
    items = [*graph.nodes(data="item"), *((0, branch) for _, _, branch in graph.edges(data="branch"))]
    for _, item in items:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            item.line = 99


def by_graph(tree: Tree, facts: Facts) -> tuple[list[str], Advice]:
    """Walk the graph edge by edge, by what its branches say and nothing else."""
    graph, at, path = tree.graph, tree.graph.graph["start"], []
    while graph.nodes[at]["kind"] == "question":
        path.append(at)
        known = VOCABULARY.range_of(graph.nodes[at]["item"].signal, facts)
        edges = [(target, branch.condition) for _, target, branch in graph.out_edges(at, data="branch")]
        fitting = [target for target, test in edges if known is not None and _holds_throughout(test, *known)]
        if not fitting:
            fitting = [target for target, test in edges if test.unknown]
        (at,) = fitting
    return path, graph.nodes[at]["item"]


def _holds_throughout(test: object, low: Value, high: Value) -> bool:
    if low == high:
        return test.holds(low)  # type: ignore[attr-defined, no-any-return]
    if isinstance(low, bool):
        return test.holds(low) and test.holds(high)  # type: ignore[attr-defined, no-any-return]
    return all(test.holds(value) for value in range(int(low), int(high) + 1))  # type: ignore[attr-defined, arg-type]


@given(ATHLETES)
def test_the_graph_the_tables_and_the_path_lead_to_the_same_advice(facts: dict[str, Value]) -> None:
    checked = VOCABULARY.check(facts, confirmed=facts)
    for tree in TREES:
        path, advice = by_graph(tree, checked)
        steps = trace(tree, checked)
        assert path == [step.question.id for step in steps], tree.name
        assert advice is walk(tree, checked).advice, tree.name
        assert advice.id == steps[-1].branch.target, tree.name
        for step, after in itertools.pairwise(steps):
            assert step.branch.target == after.question.id
        assert all(step.branch in step.question.branches for step in steps)


@given(ATHLETES)
def test_a_step_tells_the_value_that_was_known(facts: dict[str, Value]) -> None:
    checked = VOCABULARY.check(facts, confirmed=facts)
    for tree in TREES:
        for step in trace(tree, checked):
            known = VOCABULARY.range_of(step.question.signal, checked)
            if known is None:
                assert (step.value, step.possible) == (None, None)
                assert step.branch.condition.unknown
            elif known[0] == known[1]:
                assert (known[0], None) == (step.value, step.possible)
                assert step.branch.condition.holds(known[0])
            else:
                assert (None, known) == (step.value, step.possible)


def chain(length: int) -> TreeFile:
    """A tree that asks one question after the other, each with its own advice."""
    questions, advice = {}, {}
    signal = VOCABULARY.signals["fatigue"]
    for number in range(length):
        branches = [Branch("7", read_condition("7", signal), f"stop_{number}")]
        onward = f"q_{number + 1}" if number + 1 < length else "go"
        branches.append(Branch("< 7, unknown", read_condition("< 7, unknown", signal), onward))
        questions[f"q_{number}"] = Question(f"q_{number}", "fatigue", "why", (), tuple(branches))
        advice[f"stop_{number}"] = Advice(f"stop_{number}", "Stop.")
    advice["go"] = Advice("go", "Go.")
    return TreeFile("chain", "chain.toml", "Chain", "1", "q_0", questions, advice)


@pytest.mark.parametrize("length", [300, 3000])
def test_a_very_deep_tree_is_linked_and_walked_without_recursion(length: int) -> None:
    file = chain(length)
    order = [question.id for question in leaves_first(file)]
    assert [f"q_{number}" for number in reversed(range(length))] == order
    tree = link(file, house())
    assert walk(tree, Facts({"fatigue": 3})).advice.id == "go"
    assert len(trace(tree, Facts({"fatigue": 3}))) == length
    assert walk(tree, Facts({"fatigue": 7})).advice.id == "stop_0"
    assert tree.graph.number_of_nodes() == 2 * length + 1


def test_every_question_comes_after_all_it_leads_to() -> None:
    for tree in TREES:
        order = [question.id for question in leaves_first(tree.file)]
        assert sorted(order) == sorted(tree.questions)
        for question in tree.questions.values():
            for branch in question.branches:
                if branch.target in tree.questions:
                    assert order.index(branch.target) < order.index(question.id)


def test_a_gap_in_an_unproven_tree_is_told_when_it_is_met() -> None:
    file = chain(2)
    holed = copy.copy(file.questions)
    last = holed["q_1"]
    holed["q_1"] = attrs.evolve(last, branches=(last.branches[0],))
    tree = link(
        attrs.evolve(file, questions=holed, advice={k: v for k, v in file.advice.items() if k != "go"}), house()
    )
    assert walk(tree, Facts({"fatigue": 7})).advice.id == "stop_0"
    for facts, value in (({"fatigue": 3}, "3"), ({}, "empty")):
        for way in (walk, trace):
            with pytest.raises(GapError) as caught:
                way(tree, Facts(facts))
            assert f"chain: question q_1 has no branch for {value}; check the tree" == str(caught.value)


def test_a_file_with_dangling_branches_still_has_a_graph_to_look_at() -> None:
    file = chain(1)
    graph = build_graph(attrs.evolve(file, advice={}))
    assert list(graph.nodes) == ["q_0"]


@st.composite
def cut_trees(draw: st.DrawFn) -> tuple[Tree, list[float]]:
    """A one-question tree on a number, cut at random places, each end open or closed at random."""
    ends = sorted(set(draw(st.lists(st.integers(1, 47).map(lambda half: half / 2), min_size=1, max_size=6))))
    below = [draw(st.booleans()) for _ in ends]  # does the end belong to the part below it?
    tests = [f"{'<=' if below[0] else '<'} {ends[0]}"]
    for at, (low, high) in enumerate(itertools.pairwise(ends)):
        tests.append(f"{'(' if below[at] else '['}{low}..{high}{']' if below[at + 1] else ')'}")
    tests.append(f"{'>' if below[-1] else '>='} {ends[-1]}")
    signal = VOCABULARY.signals["sleep_h_last"]
    parts = [*tests, "unknown"]
    branches = tuple(Branch(text, read_condition(text, signal), f"part_{at}") for at, text in enumerate(parts))
    advice = {f"part_{at}": Advice(f"part_{at}", text) for at, text in enumerate(parts)}
    question = Question("hours", "sleep_h_last", "why", (), branches)
    return link(TreeFile("cut", "cut.toml", "Cut", "1", "hours", {"hours": question}, advice), house()), ends


@given(cut_trees(), st.data())
def test_a_table_of_cuts_says_exactly_what_the_conditions_say(
    drawn: tuple[Tree, list[float]], data: st.DataObject
) -> None:
    tree, ends = drawn
    hours = data.draw(
        st.sampled_from(ends) | st.floats(0, 24) | st.none() | st.sampled_from(ends).map(lambda end: end + 1e-9)
    )
    facts = Facts({} if hours is None else {"sleep_h_last": hours})
    (branch,) = [branch for branch in tree.questions["hours"].branches if branch.condition.holds(hours)]
    assert branch.target == walk(tree, facts).advice.id == trace(tree, facts)[-1].branch.target
