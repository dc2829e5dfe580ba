"""Trees as GraphML: they load back with every question, advice and branch, as plain texts."""

from __future__ import annotations

import re

import networkx as nx
import pytest
from attrs import evolve
from hypothesis import given, settings
from trees_at_random import World, worlds

from runrest import shelf
from runrest.exporting.graphml import graphml_text
from runrest.linking import Tree, link
from runrest.loading import house, load


def compare(tree: Tree) -> nx.DiGraph:
    text = graphml_text(tree)
    assert text == graphml_text(tree)
    keys = re.findall(r'<key id="(\w+)"', text)
    assert len(keys) == len(set(keys)) > 5
    graph = nx.parse_graphml(text)
    assert type(graph) is nx.DiGraph
    assert set(graph.nodes) == set(tree.graph.nodes)
    branches = {(start, end): branch.text for start, end, branch in tree.graph.edges(data="branch")}
    assert {(start, end): label for start, end, label in graph.edges(data="label")} == branches
    assert graph.graph["title"] == tree.title
    assert graph.graph["start"] == tree.file.start
    for question in tree.questions.values():
        told = graph.nodes[question.id]
        assert (told["kind"], told["signal"], told["because"]) == ("question", question.signal, question.because)
        for one in question.evidence:
            assert f"{one.rule}: {one.source}, link {one.link}" in told["evidence"]
    for advice in tree.advice.values():
        told = graph.nodes[advice.id]
        assert (told["kind"], told["say"], told["refer"]) == ("advice", advice.say, advice.refer)
        assert all(f"{scale}: " in told["caps"] for scale, _ in advice.caps)
    for _, told in graph.nodes(data=True):
        assert told["label"]
        assert all(type(value) is str for value in told.values())
    return graph


@pytest.mark.parametrize("name", list(shelf.names()))
def test_a_shipped_tree_loads_back(name: str) -> None:
    assert "not medical advice" in compare(load(name)).graph["notice"]


@settings(max_examples=25)
@given(worlds())
def test_a_random_tree_loads_back(world: World) -> None:
    compare(link(world.file, evolve(world.house, phrases=house().phrases)))


def test_a_cap_by_a_signal_is_told_in_words() -> None:
    graph = nx.parse_graphml(graphml_text(load("session_adjustment/spike")))
    assert graph.nodes["a_tenth_more"]["caps"] == "km: 1.1 x longest_run_30d"


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    tree = load("rest_timing/soreness")
    first = next(iter(tree.advice.values()))
    said = {**tree.advice, first.id: evolve(first, say="a\x00b <&> \u00e4")}
    graph = nx.parse_graphml(graphml_text(link(evolve(tree.file, advice=said), house())))
    assert graph.nodes[first.id]["say"] == "a\ufffdb <&> \u00e4"
