"""Why proving each tree is enough, where it needs a reason of its own: signals without a direction that trees share.

Smallest caps of safe trees are safe wherever one best value of a signal is best for every tree, as on all signals
with a direction. On the others each tree might be freest for a value of its own. So here one value is found that is
as free as "unknown" in every tree that asks: by comparing each tree, told "unknown", with itself, told that value.
"""

from collections import defaultdict

import pytest
from attrs import evolve

from runrest.checking.axes import build_axes
from runrest.conditions import everything
from runrest.differences.differing import difference
from runrest.linking import Tree
from runrest.loading import family, house
from runrest.signals import Value
from runrest.tree import Branch, TreeFile

VOCABULARY = house().vocabulary


def shared(name: str) -> dict[str, list[Tree]]:
    asking: dict[str, list[Tree]] = defaultdict(list)
    for tree in family(name):
        for plain in {part for one in tree.questions.values() for part in VOCABULARY.plain(one.signal)}:
            if VOCABULARY.signals[plain].worse not in ("up", "down"):
                asking[plain].append(tree)
    return {signal: trees for signal, trees in asking.items() if len(trees) > 1}


def told(file: TreeFile, name: str, value: Value | None) -> TreeFile:
    """Give the tree as it is for those with one value of one signal."""
    signal = VOCABULARY.signals[name]
    questions = {}
    for id_, question in file.questions.items():
        if question.signal == name:
            taken = next(branch for branch in question.branches if branch.condition.holds(value))
            branch = Branch("-, unknown", everything(signal, unknown=True), taken.target)
            question = evolve(question, branches=(branch,))
        questions[id_] = question
    return evolve(file, questions=questions)


def values(name: str, trees: list[Tree]) -> list[Value]:
    every = {
        value: None for tree in trees for value in build_axes(tree.file, VOCABULARY)[name].cells if value is not None
    }
    return list(every)


@pytest.mark.parametrize("question", ["today", "week"])
def test_one_value_is_as_free_as_unknown_in_every_tree_that_asks(question: str) -> None:
    for name, trees in shared(question).items():
        for tree in trees:
            derived = [one.signal for one in tree.questions.values() if name in VOCABULARY.plain(one.signal)]
            assert set(derived) == {name}, f"{tree.name} asks {name} through {derived}; compare it by its parts"
        best = [
            value
            for value in values(name, trees)
            if not any(
                change.kind != "allows more"
                for tree in trees
                for change in difference(told(tree.file, name, None), told(tree.file, name, value), house())
            )
        ]
        assert best, f"{question}: no value of {name} is as free as unknown in all of {[tree.name for tree in trees]}"
