"""How fast a decision is, as a ratio to a baseline in the same run; run with ``pytest tests/benchmarks --benchmark-enable -s``.

Ratios are printed and kept in the benchmark's extra figures; the only thing asserted is that both sides agree,
because these machines are too noisy for a timed test.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from long_tree import BAD, SIGNALS, WORSE_DOWN, athletes, by_hand, tree_text

import runrest
from runrest.deciding import decide_with
from runrest.loading import family

PEOPLE = athletes(500)


def best(work: Callable[[], Any], rounds: int = 15) -> float:
    """Give the shortest of several timings [s]."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def ratio(benchmark: Any, name: str, work: Callable[[], Any], base: Callable[[], Any]) -> None:
    """Run work and baseline in turn and keep the median of the paired ratios."""
    pairs = sorted(best(work, 5) / best(base, 5) for _ in range(7))
    benchmark.extra_info[name] = round(pairs[3], 2)
    benchmark.pedantic(work, rounds=5)
    print(f"\n{name}: {pairs[3]:.2f} (min {pairs[0]:.2f}, max {pairs[-1]:.2f})")


@pytest.fixture(scope="module")
def tree() -> runrest.Tree:
    return runrest.load(tree_text())


@pytest.fixture(scope="module")
def checked(tree: runrest.Tree) -> list[Any]:
    return [tree.house.vocabulary.check(facts) for facts in PEOPLE]


def test_both_sides_agree(tree: runrest.Tree, checked: list[Any]) -> None:
    assert [by_hand(facts) for facts in PEOPLE] == [decide_with((tree,), one, "x").label for one in checked]


def test_checked_facts_to_decision(benchmark: Any, tree: runrest.Tree, checked: list[Any]) -> None:
    trees = (tree,)
    ratio(
        benchmark,
        "decision / by hand (wanted: at most 4)",
        lambda: [decide_with(trees, facts, "x") for facts in checked],
        lambda: [by_hand(facts) for facts in PEOPLE],
    )


def test_checked_facts_to_label(benchmark: Any, tree: runrest.Tree, checked: list[Any]) -> None:
    trees = (tree,)
    ratio(
        benchmark,
        "decision and its label / by hand",
        lambda: [decide_with(trees, facts, "x").label for facts in checked],
        lambda: [by_hand(facts) for facts in PEOPLE],
    )


def test_raw_facts_to_decision(benchmark: Any, tree: runrest.Tree) -> None:
    trees = (tree,)
    ratio(
        benchmark,
        "unchecked facts to decision / by hand (wanted: at most 10)",
        lambda: [decide_with(trees, facts, "x") for facts in PEOPLE],
        lambda: [by_hand(facts) for facts in PEOPLE],
    )


def test_today_against_the_sum_of_its_trees(benchmark: Any, checked: list[Any]) -> None:
    trees = family("today")
    ratio(
        benchmark,
        "today / sum of its trees (wanted: at most 1.5)",
        lambda: [decide_with(trees, facts, "today").label for facts in checked],
        lambda: [[decide_with((tree,), facts, tree.name).label for tree in trees] for facts in checked],
    )


@pytest.mark.parametrize("rows", ["one cell a row, first hit", "the whole path a row"])
def test_against_a_decision_table_of_zen(benchmark: Any, tree: runrest.Tree, checked: list[Any], rows: str) -> None:
    zen = pytest.importorskip("zen", reason="pip install runrest[bench]")
    content = {"long": _table(whole_path=rows.startswith("the whole"))}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    people = [{name: facts.get(name) for _, name in SIGNALS} for facts in PEOPLE]

    def by_zen() -> list[str]:
        return [engine.evaluate("long", facts, {"trace": True})["result"]["label"] for facts in people]

    assert by_zen() == [by_hand(facts) for facts in PEOPLE]
    trees = (tree,)
    ratio(
        benchmark,
        f"zen decision table with trace ({rows}) / runrest (wanted: at least 40)",
        by_zen,
        lambda: [decide_with(trees, facts, "x") for facts in checked],
    )


def _table(*, whole_path: bool) -> dict[str, Any]:
    """Lay the long tree out as a decision table.

    A table made from a tree states the whole path in each row; as this tree is a single spine, first hit with one
    cell a row says the same, and is the most favourable form there is for the table.
    """
    inputs = [{"id": name, "name": name, "type": "expression", "field": name} for _, name in SIGNALS]
    stop, onward = {}, {}
    for kind, name in SIGNALS:
        sign, other = ("<", ">=") if name in WORSE_DOWN else (">=", "<")
        stop[name] = "$ == true" if kind == "boolean" else f"$ != null and $ {sign} {BAD[name]}"
        onward[name] = "$ != true" if kind == "boolean" else f"$ == null or $ {other} {BAD[name]}"
    names = [name for _, name in SIGNALS]
    rules = []
    for at, name in enumerate(names):
        before = {other: onward[other] if whole_path else "" for other in names[:at]}
        rules.append({"_id": f"r{at}", **dict.fromkeys(names, ""), **before, name: stop[name], "out": '"REST"'})
    last = onward if whole_path else dict.fromkeys(names, "")
    rules.append({"_id": "go", **last, "out": '"AS_PLANNED"'})
    output = {"id": "out", "name": "label", "type": "expression", "field": "label"}
    content = {"hitPolicy": "first", "inputs": inputs, "rules": rules, "outputs": [output]}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": content},
        {"id": "end", "name": "end", "type": "outputNode"},
    ]
    edges = [
        {"id": "e1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "e2", "sourceId": "table", "targetId": "end", "type": "edge"},
    ]
    return {"nodes": nodes, "edges": edges}
