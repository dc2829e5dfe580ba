"""Small random questions for the tests of what is unknown: trees over shared signals, and all their athletes."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen
from trees_at_random import CUTS, STEPS, pieces

from runrest.conditions import Condition, join
from runrest.deciding import decide_with
from runrest.derived import Derived, Member, derive_signal
from runrest.house import House
from runrest.linking import Tree, link
from runrest.loading import house
from runrest.signals import Signal
from runrest.tree import Advice, Branch, Question, Times, TreeFile
from runrest.unknowns.partly import Between
from runrest.vocabulary import Vocabulary

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from runrest.decision import Decision
    from runrest.signals import Value

REFER = ("none", "routine", "same_day", "emergency")
KINDS = ("rest", "recovery", "easy", "tempo", "strength")
STEP = 0.125
"""Of the grid of broken numbers: finer than the trees' cuts lie apart."""


@frozen
class Asked:
    """Several trees that answer one question, and every value that stands for others."""

    trees: tuple[Tree, ...]
    values: dict[str, list[Value]]
    """Believed values of each plain signal: all of them, or for broken numbers a grid."""
    doubted: dict[str, list[Value]]
    """Unusual values on the better side, or where none is worse."""
    exact: bool
    """Whether the grid stands for every value: not where ratios or multiples of broken numbers are asked."""

    @property
    def vocabulary(self) -> Vocabulary:
        return self.trees[0].house.vocabulary


@define
class Making:
    """Makes up a vocabulary."""

    chance: random.Random
    signals: dict[str, Signal] = field(factory=dict)
    values: dict[str, list[Any]] = field(factory=dict)
    doubted: dict[str, list[Any]] = field(factory=dict)
    derived: dict[str, Derived] = field(factory=dict)

    def add(self, name: str, kind: Any, valid: tuple[float, float] | None = None) -> None:
        worse: Any = self.chance.choice(("up", "down", "neither"))
        if kind == "boolean":
            self.signals[name] = Signal(name, "boolean", worse, name)
            self.values[name] = [False, True]
        elif kind == "choice":
            self.signals[name] = Signal(name, "choice", worse, name, values=("a", "b", "c"))
            self.values[name] = ["a", "b", "c"]
        else:
            self.number(name, kind, worse, valid or ((0, 3) if kind == "integer" else (0.0, 1.0)))

    def number(self, name: str, kind: Any, worse: Any, valid: tuple[float, float]) -> None:
        low, high = valid
        usual: tuple[float, float] | None = None
        if not self.chance.randrange(3):
            part = 1 if kind == "integer" else 0.5
            usual = (low + part, high) if self.chance.randrange(2) else (low, high - part)
        signal = Signal(name, kind, worse, name, valid=valid, plausible=usual)
        step = 1 if kind == "integer" else STEP
        every = [low + at * step for at in range(int((high - low) / step) + 1)]
        self.signals[name] = signal
        self.doubted[name] = [one for one in every if signal.implausible(one) and not signal.implausibly_bad(one)]
        self.values[name] = [one for one in every if one not in self.doubted[name]]

    def plain(self) -> list[str]:
        for at in range(self.chance.randint(2, 4)):
            self.add(f"s{at}", self.chance.choice(["boolean", "boolean", "integer", "choice", "number"]))
        if self.chance.randrange(2):
            self.signals["planned_type"] = Signal("planned_type", "choice", "neither", "plan", values=KINDS)
            self.values["planned_type"] = list(KINDS)
        for name in ("planned_km", "planned_min"):
            if not self.chance.randrange(3):
                self.add(name, self.chance.choice(["integer", "integer", "number"]), (0, 2))
        speech = house().phrases
        told = {name: evolve(signal, phrases=speech, ask="What?") for name, signal in self.signals.items()}
        self.signals.update(told)
        return list(self.signals)

    def test(self, name: str) -> Condition:
        parts = pieces(self.signals[name], [0.0, 0.5, 1.0, 2.0])
        chosen = self.chance.sample(parts, self.chance.randint(1, max(1, len(parts) - 1)))
        return join(chosen, self.signals[name])

    def derive(self, name: str, kind: str, members: list[Member]) -> None:
        self.derived[name] = Derived(name, kind, tuple(members))
        self.signals[name] = derive_signal(self.derived[name], self.signals)

    def count(self, name: str, among: list[str], kind: str = "") -> None:
        some = self.chance.sample(among, min(len(among), self.chance.randint(1, 3)))
        members = [Member(one, self.test(one), bool(self.chance.randrange(2))) for one in some]
        self.derive(name, kind or self.chance.choice(["any", "count"]), members)

    def derive_any(self, at: int, plain: list[str]) -> None:
        """Derive a signal of any kind, as far as there are numbers for it."""
        shape = self.chance.choice(["any", "count", "nested", "max", "ratio", "difference", "chain"])
        numbers = [name for name in plain if self.signals[name].numeric]
        if shape in ("any", "count"):
            self.count(f"d{at}", plain, shape)
        elif shape == "nested":
            self.count(f"e{at}", plain)
            self.count(f"d{at}", [*self.chance.sample(plain, 1), f"e{at}"])
        elif shape == "max" and numbers:
            some = self.chance.sample(numbers, min(len(numbers), self.chance.randint(1, 3)))
            self.derive(f"d{at}", "max", [Member(one, None, bool(self.chance.randrange(2))) for one in some])
        elif shape in ("ratio", "difference") and len(numbers) > 1:
            self.derive(f"d{at}", shape, [Member(one) for one in self.chance.sample(numbers, 2)])
        elif shape == "chain" and len(numbers) > 2:
            three = self.chance.sample(numbers, 3)
            self.derive(f"e{at}", "difference", [Member(one) for one in three[:2]])
            self.derive(f"d{at}", "ratio", [Member(f"e{at}"), Member(three[2])])


def question_at_random(chance: random.Random) -> Asked:
    """Make up a vocabulary and a few trees over it."""
    making = Making(chance)
    plain = making.plain()
    for at in range(chance.randint(0, 3)):
        making.derive_any(at, plain)
    contradictions = tuple(
        (tuple((one, making.test(one)) for one in chance.sample(plain, 2)), f"contradiction {at}")
        for at in range(chance.choice([0, 0, 1, 2]))
    )
    shipped = house()
    vocabulary = Vocabulary(making.signals, making.derived, {}, contradictions)
    home = House(vocabulary, shipped.scales, shipped.sources)
    folder = "random" if chance.randrange(8) else "progression"
    trees = tuple(link(_tree(chance, f"{folder}/t{at}", home), home) for at in range(chance.randint(1, 4)))
    asked = {one.signal for tree in trees for one in tree.questions.values()}
    tied = {part for name in asked for part in vocabulary.plain(name) if _spans(name, vocabulary)}
    tied |= {cap.of for tree in trees for one in tree.advice.values() for _, cap in one.caps if isinstance(cap, Times)}
    exact = all(making.signals[name].type == "integer" for name in tied)
    return Asked(trees, {name: making.values[name] for name in plain}, making.doubted, exact)


def _spans(name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a ratio or a difference is part of a signal."""
    derived = vocabulary.derived.get(name)
    if derived is None:
        return False
    return derived.kind in CUTS or any(_spans(member.signal, vocabulary) for member in derived.members)


def _tree(chance: random.Random, name: str, home: House) -> TreeFile:
    signals = home.vocabulary.signals
    numbers = [one.name for one in signals.values() if one.numeric and not one.derived]
    advice = {
        f"a{at}": Advice(
            f"a{at}", "Say.", _caps(chance, name, numbers), chance.choice(REFER), incomplete=not chance.randrange(4)
        )
        for at in range(chance.randint(2, 4))
    }
    questions: dict[str, Question] = {}
    for at in reversed(range(chance.randint(1, 4))):
        signal = signals[chance.choice(list(signals))]
        later = [*questions, *advice]
        together: dict[str, list[Condition]] = {}
        for condition in _partition(chance, signal, home.vocabulary):
            together.setdefault(chance.choice(later), []).append(condition)
        branches = tuple(Branch("", join(group, signal), target) for target, group in together.items())
        questions[f"q{at}"] = Question(f"q{at}", signal.name, "Because.", (), branches)
    return TreeFile(name, "random.toml", "Random", "1", "q0", questions, advice)


def _caps(chance: random.Random, name: str, numbers: list[str]) -> tuple[tuple[str, Any], ...]:
    found: list[tuple[str, Any]] = []
    if chance.randrange(3):
        found.append(("intensity", chance.choice([*STEPS, "recovery", "moderate"])))
    if not chance.randrange(3):
        found.append(("impact", chance.choice(["none", "low", "run"])))
    if not chance.randrange(4):
        found.append(("volume", chance.choice([0.0, 0.5, 1.0])))
    if not chance.randrange(5):
        found.append(("strength", chance.choice(["skip", "reduce"])))
    if name.startswith("progression"):
        found.append(("load", chance.choice(["deload", "hold", "progress"])))
    for scale in ("minutes", "km"):
        if not chance.randrange(4):
            figure = chance.choice([0.0, 0.5, 1.0, 2.0])
            multiple = numbers and chance.randrange(2)
            found.append((scale, Times(chance.choice(numbers), figure) if multiple else figure))
    return tuple(found)


def _partition(chance: random.Random, signal: Signal, vocabulary: Vocabulary) -> list[Condition]:
    derived = vocabulary.derived.get(signal.name)
    cuts = CUTS[derived.kind] if derived is not None and derived.kind in CUTS else [0.0, 0.5, 1.0, 2.0]
    if signal.type == "integer":
        cuts = [cut for cut in cuts if cut == int(cut)]
    owners: list[list[Condition]] = [[] for _ in range(chance.randint(1, 3))]
    for part in (*pieces(signal, cuts), Condition(unknown=True)):
        chance.choice(owners).append(part)
    return [join(group, signal) for group in owners if group]


def facts_at_random(chance: random.Random, asked: Asked) -> dict[str, Any]:
    """Make up facts: some known, some partly known, many unknown."""
    facts: dict[str, Any] = {}
    for name, values in asked.values.items():
        turn = chance.randrange(6)
        if turn < 2 and values:
            facts[name] = chance.choice(values)
        elif turn == 2 and values:
            facts[name] = _partly(chance, asked.vocabulary.signals[name], values)
        elif turn == 3 and asked.doubted.get(name) and chance.randrange(2):
            facts[name] = chance.choice(asked.doubted[name])
    return facts


def _partly(chance: random.Random, signal: Signal, values: list[Value]) -> Any:
    some: list[Any] = chance.sample(values, chance.randint(1, len(values)))
    if not chance.randrange(4):
        return [*some, None] if chance.randrange(2) else {"any_of": [*some, None]}
    if signal.numeric and chance.randrange(2):
        low, high = min(some), max(some)
        return Between(low, high) if chance.randrange(2) else {"from": low, "to": high}
    return tuple(some) if chance.randrange(2) else set(some)


def choices(asked: Asked, facts: dict[str, Any], may_skip: bool = False) -> dict[str, list[Any]]:
    """List for each plain signal what it may be; ``None`` for unknown."""
    found: dict[str, list[Any]] = {}
    for name, values in asked.values.items():
        told = facts.get(name)
        if isinstance(told, Between):
            found[name] = [one for one in values if told.low <= float(one) <= told.high]
        elif isinstance(told, dict) and "from" in told:
            found[name] = [one for one in values if told["from"] <= one <= told["to"]]
        elif isinstance(told, (dict, list, tuple, set)):
            found[name] = list(told["any_of"] if isinstance(told, dict) else told)
        elif told is not None and told in values:
            found[name] = [told]
        else:
            found[name] = [*values, None] if may_skip or not values else [*values]
    return found


def completions(asked: Asked, facts: dict[str, Any], may_skip: bool = False) -> Iterator[dict[str, Value]]:
    """List every athlete that the facts leave possible; those who contradict themselves too."""
    open_ = choices(asked, facts, may_skip)
    for row in product(*open_.values()):
        yield {name: value for name, value in zip(open_, row, strict=True) if value is not None}


def verdict(decision: Decision) -> tuple[Any, ...]:
    """Give what counts of a decision: label, caps as ranks, referral, completeness."""
    return decision.label, tuple(sorted(decision.ranks.items())), decision.refer, decision.complete


def decided(
    asked: Asked, facts: dict[str, Any], may_skip: bool = False
) -> list[tuple[dict[str, Value], tuple[Any, ...]]]:
    """Decide for every athlete; those who contradict themselves count only where all do."""
    found = [(athlete, decide_with(asked.trees, athlete, "random")) for athlete in completions(asked, facts, may_skip)]
    fine = [(athlete, verdict(decision)) for athlete, decision in found if not decision.conflicts]
    return fine or [(athlete, verdict(decision)) for athlete, decision in found]
