"""The search against trying everything: small trees at random, several at once, with plans, time, contradictions."""

from __future__ import annotations

import os
import random
import sys
from typing import TYPE_CHECKING, Any

from attrs import frozen
from brute_changes import Brute, holds, names_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trees_at_random import branchings, caps, cuts_of, grid, plain_signal, vocabularies
from trees_at_random import tests as some_test

from runrest.conditions import join
from runrest.counterfactuals.counterfactual import changes_to, what_would_change
from runrest.counterfactuals.ways import Way
from runrest.deciding import decide_with
from runrest.house import House
from runrest.linking import Tree, link
from runrest.loading import house
from runrest.tree import Advice, Branch, Question, TreeFile
from runrest.vocabulary import Facts, Vocabulary

if TYPE_CHECKING:
    import pytest

    from runrest.decision import Decision
    from runrest.signals import Signal, Value

LONG = bool(os.environ.get("RUNREST_LONG"))
FORESTS = 1000 if LONG else 60
ATHLETES = 25 if LONG else 12
CUTS = {"ratio", "difference"}
PLANS: dict[str, tuple[Signal, list[Value]]] = {
    "planned_type": (
        house().vocabulary.signals["planned_type"],
        list(house().vocabulary.signals["planned_type"].values),
    ),
    "planned_min": (house().vocabulary.signals["planned_min"], [0.0, 0.4, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0]),
}


@frozen(repr=False)
class Forest:
    """A few trees over one vocabulary, and for each plain signal values that stand for all."""

    trees: tuple[Tree, ...]
    values: dict[str, list[Value]]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        lines = []
        place = self.trees[0].house
        for name, signal in place.vocabulary.signals.items():
            lines.append(
                f"{name}: {signal.type} {signal.worse} {signal.valid} {place.vocabulary.derived.get(name, '')}"
            )
        lines.append(str({name: (way.kind, way.per, way.step) for name, way in place.changing.items()}))
        for tree in self.trees:
            for question in tree.questions.values():
                branches = ", ".join(f"{branch.text!r} -> {branch.target}" for branch in question.branches)
                lines.append(f"{tree.name}.{question.id} asks {question.signal}: {branches}")
            lines += [f"{tree.name}.{one.id}: {one.caps} {one.refer} {one.incomplete}" for one in tree.advice.values()]
        return "\n".join(lines)


@st.composite
def limits(draw: st.DrawFn, vocabulary: Vocabulary) -> tuple[tuple[str, Any], ...]:
    """Draw caps, mostly such that more than one tree matters."""
    if not draw(st.integers(0, 3)):
        return draw(caps(vocabulary, True))
    found: list[tuple[str, Any]] = []
    if draw(st.booleans()):
        found.append(("intensity", draw(st.sampled_from(["recovery", "easy", "easy", "moderate", "hard"]))))
    if not draw(st.integers(0, 3)):
        found.append(("impact", draw(st.sampled_from(["low", "run"]))))
    if not draw(st.integers(0, 2)):
        found.append(("volume", draw(st.sampled_from([0.5, 0.8]))))
    if not draw(st.integers(0, 4)):
        found.append(("strength", draw(st.sampled_from(["skip", "reduce"]))))
    return tuple(found)


@st.composite
def files(draw: st.DrawFn, name: str, names: list[str], vocabulary: Vocabulary) -> TreeFile:
    """Draw one tree over some signals."""
    advice = {
        f"a{at}": Advice(
            f"a{at}",
            "Say.",
            draw(limits(vocabulary)),
            draw(st.sampled_from(["none", "none", "none", "none", "routine"])),
            not draw(st.integers(0, 9)),
        )
        for at in range(draw(st.integers(1, 3)))
    }
    advice["fine"] = Advice("fine", "Say.")
    questions: dict[str, Question] = {}
    for at in reversed(range(draw(st.integers(1, 3)))):
        signal = vocabulary.signals[draw(st.sampled_from(names))]
        together: dict[str, list[Any]] = {}
        for condition in draw(branchings(signal, cuts_of(signal.name, vocabulary), False)):
            together.setdefault(draw(st.sampled_from([*questions, *advice])), []).append(condition)
        branches = [
            Branch((test := join(group, signal)).show(signal), test, target) for target, group in together.items()
        ]
        questions[f"q{at}"] = Question(f"q{at}", signal.name, "Because.", (), tuple(branches))
    return TreeFile(name, f"{name}.toml", name, "1", "q0", questions, advice)


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """Draw a vocabulary, ways to change, contradictions, and one to three trees over them."""
    vocabulary, values = draw(vocabularies(True))
    signals = dict(vocabulary.signals)
    for at in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["integer", "number", "boolean", "choice"]))
        signals[f"x{at}"], values[f"x{at}"] = plain_signal(f"x{at}", kind, draw(st.sampled_from(["up", "down"])))
    for name in draw(st.sets(st.sampled_from(sorted(PLANS)))):
        signals[name], values[name] = PLANS[name]
    for name in {"top", "one"} & signals.keys():  # half a step between any two cuts, the lower part being as it is
        if signals[name].type == "number":
            values[name] = list(grid(*signals[name].valid, 0.0625))
    own = Vocabulary(signals, vocabulary.derived)
    plain = [name for name, signal in signals.items() if not signal.derived]
    conflicts = []
    for at in range(draw(st.integers(0, 2)) if len(plain) > 1 else 0):
        names = draw(st.sets(st.sampled_from(plain), min_size=2, max_size=2))
        conflict = [(name, _planned(name) if name in PLANS else draw(some_test(name, own))) for name in sorted(names)]
        conflicts.append((tuple(conflict), f"No {at}."))
    whole = Vocabulary(signals, vocabulary.derived, contradictions=tuple(conflicts))
    changing = {name: way for name in plain if (way := draw(ways(signals[name], values))) is not None}
    shipped = house()
    place = House(whole, shipped.scales, shipped.sources, phrases=shipped.phrases, changing=changing)
    inner = {member.signal for one in own.derived.values() for member in one.members} & own.derived.keys()
    askable = [name for name in signals if name not in inner and name != "planned_min"]
    trees = [link(draw(files(f"t{at}", askable, whole)), place) for at in range(draw(st.integers(2, 4)))]
    return Forest(tuple(trees), values)


def _planned(name: str) -> Any:
    from runrest.notation import read_condition

    return read_condition('"rest", "easy"' if name == "planned_type" else "> 0.5", PLANS[name][0])


@st.composite
def ways(draw: st.DrawFn, signal: Signal, values: dict[str, list[Value]]) -> Way | None:
    """Draw how a signal may change."""
    if signal.name in PLANS:
        return Way("choose")
    kind = draw(st.sampled_from(["report", "report", "worsen", "choose", "wait", "wait", "wait", "never"]))
    if kind == "never":
        return None
    held = draw(st.sampled_from(["", "", "run"]))
    if kind == "wait" and signal.type == "boolean":
        return Way("wait", "day", becomes=draw(st.booleans()), held=held)
    if kind == "wait" and signal.numeric:
        per = draw(st.sampled_from(["hour", "day", "week"] if signal.type == "number" else ["day", "week"]))
        over = draw(st.sampled_from(["", "", *(name for name in values if name != signal.name and name[0] == "x")]))
        counts = (
            over
            and values[over]
            and isinstance(values[over][-1], (int, float))
            and not isinstance(values[over][-1], bool)
        )
        size = 0.25 if per != "hour" and signal.type == "number" and not counts else 1.0
        step = draw(st.sampled_from([1.0, -1.0])) * size
        return Way(
            "wait", per, step, over=over if counts and signal.type == "number" and per != "hour" else "", held=held
        )
    return Way("report" if kind == "wait" else kind)  # type: ignore[arg-type]


def test_nothing_is_missed_and_nothing_is_to_spare(capsys: pytest.CaptureFixture[str]) -> None:
    compared = []

    @settings(max_examples=FORESTS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(forest=forests(), seed=st.integers(0, 2**30), hour=st.sampled_from([0.0, 0.0, 6.0, 23.0]))
    def hold(forest: Forest, seed: int, hour: float) -> None:
        dice = random.Random(seed)
        for _ in range(ATHLETES):
            decision = somebody(forest, dice)
            check(decision, forest.values, hour, most=dice.choice([1, 2, 3, 3]))
            compared.append(decision.label)

    hold()
    assert len(set(compared)) > 3
    if LONG:
        with capsys.disabled():
            sys.stdout.write(f"{len(compared)} athletes compared\n")


def somebody(forest: Forest, dice: random.Random) -> Decision:
    """Make up an athlete; of a few, often the one whom most trees hold back."""
    found = [
        decide_with(
            forest.trees,
            Facts({name: dice.choice(row) for name, row in forest.values.items() if row and dice.random() < 0.85}),
            "random",
        )
        for _ in range(dice.choice([1, 5]))
    ]
    return max(found, key=lambda one: (one.label != "STOP_REFER", len(one.bound)))


def check(decision: Decision, values: dict[str, list[Value]], hour: float, most: int) -> None:
    """Hold everything that is said of one answer against trying everything."""
    brute = Brute(decision, values, hour, most)
    changes = what_would_change(decision, most=most, hour=hour)
    last = len(brute.order) - 1
    moving = brute.moving
    stricter = brute.sets(brute.here + 1, False) if brute.here < last else set()
    assert {names_of(change, moving) for change in changes.stricter} == stricter
    undone = decision.label == "STOP_REFER"
    freer = brute.sets(brute.here - 1, True) if not undone else set()
    assert {names_of(change, moving) for change in changes.freer} == freer
    assert {names_of(change, moving) for change in changes.freest} == (brute.freest() if not undone else set())
    for change in (*changes.freer, *changes.freest):
        holds(change, brute, freer=True)
    for change in changes.stricter:
        holds(change, brute, freer=False)
    for goal in {0, 2, 3, 5, 6, last} - {brute.here}:
        found = changes_to(decision, brute.order[goal], most=most, hour=hour)
        wanted = brute.sets(goal, goal < brute.here) if goal > brute.here or not undone else set()
        assert {names_of(change, moving) for change in found} == wanted
