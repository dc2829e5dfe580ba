"""The semantic difference against brute force: random trees, random mutants, and every shipped tree."""

import itertools
import math
import random

import pytest
from attrs import evolve
from changing_trees import HOUSE, SIGNALS, kind, limits, mutate, random_facts, random_tree, scramble
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest import shelf
from runrest.checking.axes import build_axes
from runrest.differences.differing import compare, compare_sets, difference, rewording
from runrest.differences.merging import merge, subtract
from runrest.differences.realising import realise, stretch
from runrest.linking import link
from runrest.loading import read
from runrest.notation import read_condition
from runrest.tree import Advice, Branch, Question, Times, TreeFile
from runrest.vocabulary import Facts
from runrest.walking import walk

SEEDS = st.integers(0, 2**32 - 1)


def agree(old, new, changes, facts):
    """Hold the changes to what walking both trees shows for one athlete."""
    seen = kind(limits(old, facts), limits(new, facts))
    told = {change.kind for change in changes if change.holds(facts, HOUSE.vocabulary)}
    assert told == ({seen} if seen else set()), (dict(facts), seen, told)


def hold(old_file, new_file, states):
    old, new = link(old_file, HOUSE), link(new_file, HOUSE)
    changes = difference(old_file, new_file, HOUSE)
    for facts in (*states, *(Facts(change.witness) for change in changes)):
        agree(old, new, changes, facts)
    for change in changes:
        facts = HOUSE.vocabulary.check(change.witness, confirmed=change.witness)
        assert change.holds(facts, HOUSE.vocabulary)
        assert change.kind == kind(limits(old, facts), limits(new, facts))
        before, after = walk(old, facts), walk(new, facts)
        assert (change.old.refer, change.new.refer) == (before.refer, after.refer)
        assert (change.old.caps, change.new.caps) == (tuple(sorted(before.caps)), tuple(sorted(after.caps)))


@settings(max_examples=120, deadline=None)
@given(SEEDS)
def test_random_mutants_against_brute_force(seed):
    rng = random.Random(seed)
    tree = random_tree(rng)
    hold(tree, mutate(rng, tree), [random_facts(rng) for _ in range(150)])


@settings(max_examples=120, deadline=None)
@given(SEEDS)
def test_any_two_random_trees_against_brute_force(seed):
    """Also where one asks a ratio and the other one of its parts."""
    rng = random.Random(seed)
    hold(random_tree(rng), random_tree(rng), [random_facts(rng) for _ in range(150)])


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_every_cell_of_small_trees(seed):
    """The union of the regions is exactly the set of states that differ: every state, none left out."""
    rng = random.Random(seed)
    tree = random_tree(rng, depth=2)
    other = mutate(rng, tree)
    axes = build_axes(
        evolve(tree, advice={**tree.advice, **{f"x{key}": one for key, one in other.advice.items()}}), HOUSE.vocabulary
    )
    if (
        any(name in HOUSE.vocabulary.derived for name in axes)
        or math.prod(len(axis.cells) for axis in axes.values()) > 20_000
    ):
        return
    every = itertools.product(*(axis.cells for axis in axes.values()))
    states = [
        Facts({name: value for name, value in zip(axes, state, strict=True) if value is not None}) for state in every
    ]
    hold(tree, other, states)


@pytest.mark.parametrize("name", shelf.names())
def test_renaming_and_reordering_is_no_difference(name):
    file, _ = read(name)
    for seed in range(5):
        assert compare(file, scramble(random.Random(seed), file), HOUSE) == ()


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_renaming_a_random_tree_is_no_difference(seed):
    rng = random.Random(seed)
    tree = random_tree(rng)
    assert compare(tree, scramble(rng, tree), HOUSE) == ()


@pytest.mark.parametrize("name", shelf.names())
def test_shipped_mutants(name):
    file, _ = read(name)
    for seed in range(4):
        rng = random.Random(seed)
        changes = difference(file, other := mutate(rng, file), HOUSE)
        old, new = link(file, HOUSE), link(other, HOUSE)
        for facts in (Facts(change.witness) for change in changes):
            agree(old, new, changes, facts)
        for _ in range(100):
            plain = {part for question in file.questions.values() for part in HOUSE.vocabulary.plain(question.signal)}
            facts = Facts({part: value_of(rng, SIGNALS[part]) for part in plain if rng.random() < 0.8})
            agree(old, new, changes, facts)


def value_of(rng, signal):
    if not signal.numeric:
        return rng.choice(signal.named_values())
    low, high = signal.plausible or signal.valid
    return rng.randint(int(low), int(high)) if signal.type == "integer" else round(rng.uniform(low, high), 2)


@pytest.mark.parametrize("name", shelf.names())
def test_a_tree_added_or_removed(name):
    file, _ = read(name)
    added, removed = compare_sets({}, {name: file}, HOUSE), compare_sets({name: file}, {}, HOUSE)
    limiting = any(one.caps or one.refer != "none" or one.incomplete for one in file.advice.values())
    assert {change.kind for change in added} == ({"more careful"} if limiting else set())
    assert {change.kind for change in removed} == ({"allows more"} if limiting else set())
    assert [change.where for change in added] == [change.where for change in removed]
    assert compare_sets({name: file}, {"another_name": file}, HOUSE) == ()


def test_a_rewritten_tree_with_the_same_meaning():
    """Questions in another order, and one threshold asked in two steps."""
    unknown = Branch("unknown", read_condition("unknown", SIGNALS["soreness"]), "free")

    def ask(id_, signal, **branches):
        tests = [Branch(test, read_condition(test, SIGNALS[signal]), target) for test, target in branches.items()]
        return Question(id_, signal, "", (), tuple(tests))

    advice = {"easy": Advice("easy", "", (("intensity", "easy"),)), "free": Advice("free", "")}
    one = {
        "a": ask("a", "soreness", **{">= 5": "b", "< 5, unknown": "free"}),
        "b": ask("b", "sleep_h_last", **{"< 6": "easy", ">= 6, unknown": "free"}),
    }
    two = {
        "a": ask("a", "sleep_h_last", **{"< 6": "b", ">= 6, unknown": "free"}),
        "b": ask("b", "soreness", **{">= 6": "easy", "< 6, unknown": "c"}),
        "c": ask("c", "soreness", **{"5": "easy", "< 5, unknown": "free"}),
    }
    files = [TreeFile("t", "t.toml", "?", "1", "a", questions, advice) for questions in (one, two)]
    assert compare(*files, HOUSE) == ()
    assert unknown.condition.unknown


def test_words_are_told_apart():
    file, _ = read("rest_timing/soreness")
    other = evolve(file, advice={**file.advice, "recover": evolve(file.advice["recover"], say="Rest.")})
    assert difference(file, other, HOUSE) == ()
    (change,) = rewording(file, other, HOUSE)
    assert (change.kind, change.place(), change.new.say) == ("words", "soreness >= 6", "Rest.")


def test_an_answer_that_is_no_longer_called_incomplete_allows_more():
    file, _ = read("rest_timing/pain")
    advice = {key: evolve(one, incomplete=False) for key, one in file.advice.items()}
    assert {change.kind for change in difference(file, evolve(file, advice=advice), HOUSE)} == {"allows more"}


def test_multiples_are_compared_by_their_figures():
    """11 km against 1.1 times the longest run: the longest run decides which way it goes."""

    def tree(cap):
        question = Question(
            "a", "soreness", "", (), (Branch("-, unknown", read_condition("-, unknown", SIGNALS["soreness"]), "x"),)
        )
        return TreeFile("t", "t.toml", "?", "1", "a", {"a": question}, {"x": Advice("x", "", (("km", cap),))})

    changes = difference(tree(11.0), tree(Times("longest_run_30d", 1.1)), HOUSE)
    assert [(change.kind, change.place()) for change in changes] == [
        ("allows more", "longest_run_30d > 10, unknown"),
        ("more careful", "longest_run_30d < 10"),
    ]


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_merged_boxes_cover_the_same_states(seed):
    rng = random.Random(seed)
    axes = build_axes(random_tree(rng), HOUSE.vocabulary)
    boxes = [
        {name: rng.randint(1, axis.full) for name, axis in axes.items() if rng.random() < 0.7}
        for _ in range(rng.randint(1, 12))
    ]
    merged = merge(boxes, axes)
    assert len(merged) <= len(boxes)
    before, after = (
        [tuple(box.get(name, axes[name].full) for name in axes) for box in some] for some in (boxes, merged)
    )
    assert not [rest for row in before for rest in subtract(row, after)]
    assert not [rest for row in after for rest in subtract(row, before)]
    assert merged == merge(rng.sample(boxes, k=len(boxes)), axes)


@pytest.mark.parametrize("name", [name for name in SIGNALS if name in HOUSE.vocabulary.derived])
def test_an_athlete_is_found_for_every_cell_of_a_derived_signal(name):
    kind_ = HOUSE.vocabulary.derived[name].kind
    if kind_ not in ("ratio", "difference"):
        return
    low, high = SIGNALS[name].valid
    cuts = [cut for cut in (-1, -0.5, 0, 0.333, 1, 1.5) if low < cut < high]
    tests = [f"< {cuts[0]}", *(f"[{a}..{b})" for a, b in itertools.pairwise(cuts)), f">= {cuts[-1]}", "unknown"]
    branches = []
    for test in tests:
        try:
            branches.append(Branch(test, read_condition(test, SIGNALS[name]), "x"))
        except Exception:
            continue
    tree = TreeFile(
        "t", "t", "?", "1", "a", {"a": Question("a", name, "", (), tuple(branches))}, {"x": Advice("x", "")}
    )
    axes = build_axes(tree, HOUSE.vocabulary)
    for at in range(len(axes[name].cells)):
        facts = realise({name: 1 << at}, axes, HOUSE.vocabulary)
        assert facts is not None, (name, at)
        known = HOUSE.vocabulary.range_of(name, facts)
        assert stretch(axes[name], 1 << at).holds(None if known is None else known[0])
