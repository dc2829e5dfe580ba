"""Strategies for small vocabularies and trees, with values that stand for all others."""

from __future__ import annotations

from itertools import product
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from runrest.conditions import Condition, Interval, join
from runrest.derived import Derived, Member, derive_signal
from runrest.house import House
from runrest.loading import house
from runrest.notation import read_condition
from runrest.signals import Signal, Value
from runrest.tree import Advice, Branch, Question, Times, TreeFile
from runrest.vocabulary import Vocabulary

WAYS = ("up", "down", "neither")
STEPS = ("none", "easy", "hard")
REFER = ("none", "routine", "emergency")


@frozen(repr=False)
class World:
    """A vocabulary with the values that stand for all, and a tree over it."""

    house: House
    file: TreeFile
    values: dict[str, list[Value]]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        lines = []
        for name, signal in self.house.vocabulary.signals.items():
            made = self.house.vocabulary.derived.get(name)
            lines.append(f"{name}: {signal.type} {signal.worse} {signal.valid} {made or ''}")
        for question in self.file.questions.values():
            branches = ", ".join(f"{branch.text!r} -> {branch.target}" for branch in question.branches)
            lines.append(f"{question.id} asks {question.signal}: {branches}")
        for advice in self.file.advice.values():
            lines.append(f"{advice.id}: {advice.caps} {advice.refer}")
        return "\n".join(lines)


def grid(low: float, high: float, step: float) -> list[float]:
    return [low + step * at for at in range(int((high - low) / step) + 1)]


def plain_signal(name: str, kind: str, worse: Any) -> tuple[Signal, list[Value]]:
    if kind == "integer":
        return Signal(name, "integer", worse, name, valid=(0, 2)), [0, 1, 2]
    if kind == "number":
        return Signal(name, "number", worse, name, valid=(0.0, 1.0)), grid(0, 1, 0.25)
    if kind == "choice":
        return Signal(name, "choice", worse, name, values=("a", "b", "c")), ["a", "b", "c"]
    return Signal(name, "boolean", worse, name), [False, True]


def pieces(signal: Signal, cuts: list[float]) -> list[Condition]:
    """Cut a signal's values into the smallest pieces that a branch may have, best known first."""
    if not signal.numeric:
        return [Condition(values=frozenset([value])) for value in signal.named_values()]
    low, high = signal.valid
    points = [cut for cut in cuts if low <= cut <= high]
    bounds: list[tuple[float, int]] = sorted({(low, 0), *((cut, side) for cut in points for side in (0, 1))})
    ends = [(bound[0], bound[1] - 1) for bound in bounds[1:]]
    parts = [Interval(start, end) for start, end in zip(bounds, [*ends, (high, 0)], strict=True) if start <= end]
    found = [join([Condition((part,))], signal) for part in parts]
    return [part for part in found if part.intervals]


CUTS = {"ratio": [-1.0, 0.0, 0.5, 1.0, 2.0], "difference": [-1.0, -0.5, 0.0, 0.5, 1.0]}


def cuts_of(name: str, vocabulary: Vocabulary) -> list[float]:
    derived = vocabulary.derived.get(name)
    if derived is not None and derived.kind in CUTS:
        return [cut for cut in CUTS[derived.kind] if vocabulary.signals[name].type == "number" or cut == int(cut)]
    if vocabulary.signals[name].type == "integer":
        return [float(value) for value in range(int(vocabulary.signals[name].valid[1]) + 1)]
    return [0.0, 0.5, 1.0]


@st.composite
def tests(draw: st.DrawFn, name: str, vocabulary: Vocabulary) -> Condition:
    """Draw a condition for a member of a count, mostly on the worse side."""
    signal = vocabulary.signals[name]
    parts = pieces(signal, cuts_of(name, vocabulary))
    if len(parts) == 1:
        return parts[0]
    if draw(st.integers(0, 3)):
        at = draw(st.integers(1, len(parts) - 1))
        chosen = parts[:at] if signal.worse == "down" else parts[at:]
    else:
        chosen = draw(st.lists(st.sampled_from(parts), min_size=1, max_size=len(parts) - 1, unique_by=id))
    return join(chosen, signal)


@st.composite
def vocabularies(draw: st.DrawFn, parts: bool = True) -> tuple[Vocabulary, dict[str, list[Value]]]:
    """Draw plain and derived signals; no two derived ones share a plain one, so that nothing is known twice."""
    signals: dict[str, Signal] = {}
    values: dict[str, list[Value]] = {}
    derived: dict[str, Derived] = {}

    def add(kind: str, worse: str | None = None) -> str:
        name = f"s{len(signals)}"
        signals[name], values[name] = plain_signal(name, kind, worse or draw(st.sampled_from(WAYS)))
        return name

    def derive(name: str, kind: str, members: list[Member]) -> None:
        derived[name] = Derived(name, kind, tuple(members))
        signals[name] = derive_signal(derived[name], signals)

    shapes = ["plain", "any", "count", "nested", "max", *(["ratio", "difference", "chain"] * parts)]
    shape = draw(st.sampled_from(shapes))
    kinds = ["integer", "number", "boolean", "choice"]
    if shape == "plain":
        for _ in range(draw(st.integers(1, 3))):
            add(draw(st.sampled_from(kinds)))
    elif shape in ("any", "count"):
        names = [add(draw(st.sampled_from(kinds))) for _ in range(draw(st.integers(1, 3)))]
        known = Vocabulary(dict(signals))
        derive(shape, shape, [Member(name, draw(tests(name, known)), draw(st.booleans())) for name in names])
        add("boolean")
    elif shape == "nested":
        names = [add(draw(st.sampled_from(["integer", "boolean"]))) for _ in range(2)]
        inner = draw(st.sampled_from(["any", "count"]))
        known = Vocabulary(dict(signals))
        derive(inner, inner, [Member(name, draw(tests(name, known)), draw(st.booleans())) for name in names])
        last = add("boolean")
        known = Vocabulary(dict(signals), dict(derived))
        members = [Member(name, draw(tests(name, known)), draw(st.booleans())) for name in (inner, last)]
        derive("outer", draw(st.sampled_from(["any", "count"])), members)
    elif shape == "max":
        worse = draw(st.sampled_from(WAYS))
        kind = draw(st.sampled_from(["integer", "number"]))
        names = [add(kind, worse) for _ in range(draw(st.integers(1, 2)))]
        derive("max", "max", [Member(name, None, draw(st.booleans())) for name in names])
        add(draw(st.sampled_from(["boolean", "integer"])))
    elif shape == "chain":  # a day's value off the mean, in standard deviations: no way is worse
        for name, low in (("one", 0.0), ("two", 0.0), ("low", draw(st.sampled_from([0.0, 0.5])))):
            signals[name] = Signal(name, "number", "neither", name, valid=(low, 1.0))
            values[name] = list(grid(low, 1, 0.25))
        derive("difference", "difference", [Member("one"), Member("two")])
        derive("ratio", "ratio", [Member("difference"), Member("low")])
    else:
        whole = draw(st.booleans())
        low = draw(st.sampled_from([0, 1] if whole else [0.0, 0.5])) if shape == "ratio" else 0
        for name, start in (("top", 0), ("low", low)):
            kind, worse = ("integer" if whole else "number"), draw(st.sampled_from(WAYS))
            signals[name] = Signal(name, kind, worse, name, valid=(start, 4 if whole else 2.0))
            values[name] = list(range(start, 5) if whole else grid(start, 2, 0.25))
        derive(shape, shape, [Member("top"), Member("low")])
        add("boolean")
    return Vocabulary(signals, derived), values


@st.composite
def caps(draw: st.DrawFn, vocabulary: Vocabulary, multiples: bool) -> tuple[tuple[str, Any], ...]:
    found: list[tuple[str, Any]] = []
    if draw(st.integers(0, 3)):
        found.append(("intensity", draw(st.sampled_from(STEPS))))
    if not draw(st.integers(0, 3)):
        found.append(("volume", draw(st.sampled_from([0.0, 0.5, 1.0]))))
    if not draw(st.integers(0, 3)):
        signals = [name for name, one in vocabulary.signals.items() if one.numeric and not one.derived]
        if signals and multiples and draw(st.booleans()):
            cap: Any = Times(draw(st.sampled_from(signals)), draw(st.sampled_from([0.0, 0.5, 1.0, 2.0])))
        else:
            cap = draw(st.sampled_from([0.0, 0.5, 1.0, 2.0]))
        found.append(("minutes", cap))
    return tuple(found)


@st.composite
def branchings(draw: st.DrawFn, signal: Signal, cuts: list[float], flawed: bool) -> list[Condition]:
    """Draw the tests of one question: a partition of the signal's values, or something like one."""
    parts = pieces(signal, cuts)
    count = draw(st.integers(1, 3))
    if draw(st.integers(0, 3)):
        ends = sorted(draw(st.lists(st.integers(0, len(parts)), min_size=count - 1, max_size=count - 1)))
        owners = [sum(at >= end for end in ends) for at in range(len(parts))]
    else:
        owners = [draw(st.integers(0, count - 1)) for _ in parts]
    groups: list[list[Condition]] = [[] for _ in range(count)]
    for part, owner in zip(parts, owners, strict=True):
        groups[owner].append(part)
    if signal.may_be_unknown and not (flawed and not draw(st.integers(0, 5))):
        at = draw(st.integers(0, count))
        groups.append([])
        groups[at].append(Condition(unknown=True))
    if flawed and not draw(st.integers(0, 4)):
        group = draw(st.sampled_from(groups))
        if group:
            group.pop(draw(st.integers(0, len(group) - 1)))
    if flawed and not draw(st.integers(0, 4)):
        draw(st.sampled_from(groups)).append(draw(st.sampled_from(parts)))
    return [join(group, signal) for group in groups if group]


@st.composite
def worlds(draw: st.DrawFn, flawed: bool = False, parts: bool = True, multiples: bool = True) -> World:
    """Draw a vocabulary and a tree: questions lead to later ones, some twice, or to one of a few advices."""
    vocabulary, values = draw(vocabularies(parts))
    atoms = {part for one in vocabulary.derived.values() if one.kind in CUTS for part in vocabulary.plain(one.name)}
    members = {member.signal for one in vocabulary.derived.values() for member in one.members}
    inner = members & vocabulary.derived.keys()
    names = [name for name in vocabulary.signals if name not in atoms and name not in inner]
    advice = {
        f"a{at}": Advice(f"a{at}", "Say.", draw(caps(vocabulary, multiples)), draw(st.sampled_from(REFER)))
        for at in range(draw(st.integers(2, 4)))
    }
    questions: dict[str, Question] = {}
    count = draw(st.integers(1, 5))
    for at in reversed(range(count)):
        signal = vocabulary.signals[draw(st.sampled_from(names))]
        conditions = draw(branchings(signal, cuts_of(signal.name, vocabulary), flawed))
        after = [*questions, *advice]
        together: dict[str, list[Condition]] = {}
        for condition in conditions:
            together.setdefault(draw(st.sampled_from(after)), []).append(condition)
        branches = []
        for target, group in together.items():
            condition = join(group, signal)
            text = condition.show(signal)
            assert read_condition(text, signal) == condition
            branches.append(Branch(text, condition, target))
        questions[f"q{at}"] = Question(f"q{at}", signal.name, "Because.", (), tuple(branches))
    waiting, reached = ["q0"], {"q0"}
    while waiting:
        for branch in questions[waiting.pop()].branches:
            if branch.target in questions and branch.target not in reached:
                waiting.append(branch.target)
            reached.add(branch.target)
    file = TreeFile(
        "random", "random.toml", "Random", "1", "q0",
        {name: questions[name] for name in reversed(questions) if name in reached},
        {name: one for name, one in advice.items() if name in reached},
    )  # fmt: skip
    shipped = house()
    return World(House(vocabulary, shipped.scales, shipped.sources), file, values)


def used(world: World) -> list[str]:
    """Name the plain signals that a tree depends on."""
    names: dict[str, None] = {}
    for question in world.file.questions.values():
        names.update(dict.fromkeys(world.house.vocabulary.plain(question.signal)))
    for advice in world.file.advice.values():
        names.update({cap.of: None for _, cap in advice.caps if isinstance(cap, Times)})
    return list(names)


def athletes(world: World) -> list[dict[str, Value]]:
    """List every state over the values that stand for all, unknown included."""
    names = used(world)
    rows = product(*([*world.values[name], None] for name in names))
    return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows]
