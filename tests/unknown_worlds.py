"""Small random questions for the tests of what is unknown: several trees over shared signals, and all their athletes."""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen
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
    from collections.abc import Iterator

    from runrest.decision import Decision
    from runrest.signals import Value

REFER = ("none", "routine", "same_day", "emergency")
KINDS = ("rest", "recovery", "easy", "tempo", "strength")
FINE = [at / 8 for at in range(17)]


@frozen
class Question1:
    """Several trees that answer one question, and every value that stands for others."""

    trees: tuple[Tree, ...]
    values: dict[str, list[Value]]
    """Believed values of each plain signal: all of them, or for numbers a grid."""
    doubted: dict[str, list[Value]]
    """Unusual values on the better side, or where none is worse."""
    exact: bool
    """Whether the grid stands for every value: not where ratios or multiples of broken numbers are asked."""

    @property
    def vocabulary(self) -> Vocabulary:
        return self.trees[0].house.vocabulary


def question_at_random(chance: random.Random) -> Question1:
    """Make up a vocabulary and a few trees over it."""
    signals: dict[str, Signal] = {}
    values: dict[str, list[Value]] = {}
    doubted: dict[str, list[Value]] = {}

    def add(name: str, kind: str, valid: tuple[float, float] | None = None) -> str:
        worse: Any = chance.choice(("up", "down", "neither"))
        if kind == "boolean":
            signals[name] = Signal(name, "boolean", worse, name)
            values[name] = [False, True]
        elif kind == "choice":
            signals[name] = Signal(name, "choice", worse, name, values=("a", "b", "c"))
            values[name] = ["a", "b", "c"]
        else:
            low, high = valid or ((0, 3) if kind == "integer" else (0.0, 1.0))
            plausible = None
            if not chance.randrange(3):
                plausible = (low + 1, high) if chance.randrange(2) else (low, high - 1)
                plausible = (float(low), high - 0.5) if kind == "number" else plausible
            every: list[Any] = (
                list(range(int(low), int(high) + 1))
                if kind == "integer"
                else [low + step for step in FINE if low + step <= high]
            )
            signals[name] = Signal(name, kind, worse, name, valid=(low, high), plausible=plausible)  # type: ignore[arg-type]
            believed = [
                one for one in every if not signals[name].implausible(one) or signals[name].implausibly_bad(one)
            ]
            values[name] = believed
            doubted[name] = [one for one in every if one not in believed]
        return name

    kinds = ["boolean", "boolean", "integer", "choice", "number"]
    for at in range(chance.randint(2, 4)):
        add(f"s{at}", chance.choice(kinds))
    if chance.randrange(2):
        signals["planned_type"] = Signal("planned_type", "choice", "neither", "plan", values=KINDS)
        values["planned_type"] = list(KINDS)
    amounts = [name for name in ("planned_km", "planned_min") if not chance.randrange(3)]
    for name in amounts:
        add(name, chance.choice(["integer", "integer", "number"]), (0, 2))
    speech = house().phrases
    signals.update({name: evolve(signal, phrases=speech) for name, signal in signals.items()})
    plain = list(signals)
    derived: dict[str, Derived] = {}

    def derive(name: str, kind: str, members: list[Member]) -> None:
        derived[name] = Derived(name, kind, tuple(members))
        signals[name] = derive_signal(derived[name], signals)

    def test(name: str) -> Condition:
        parts = pieces(signals[name], [0.0, 0.5, 1.0, 2.0])
        chosen = chance.sample(parts, chance.randint(1, max(1, len(parts) - 1)))
        return join(chosen, signals[name])

    def counted(name: str, kind: str, among: list[str]) -> None:
        some = chance.sample(among, min(len(among), chance.randint(1, 3)))
        derive(name, kind, [Member(one, test(one), bool(chance.randrange(2))) for one in some])

    for at in range(chance.randint(0, 3)):
        shape = chance.choice(["any", "count", "nested", "max", "ratio", "difference", "chain"])
        numbers = [name for name in plain if signals[name].type == "number"]
        wholes = [name for name in plain if signals[name].type == "integer"]
        if shape in ("any", "count"):
            counted(f"d{at}", shape, plain)
        elif shape == "nested":
            counted(f"e{at}", chance.choice(["any", "count"]), plain)
            counted(f"d{at}", chance.choice(["any", "count"]), [*chance.sample(plain, 1), f"e{at}"])
        elif shape == "max" and numbers + wholes:
            alike = chance.choice([some for some in (numbers, wholes, numbers + wholes) if some])
            some = chance.sample(alike, min(len(alike), chance.randint(1, 3)))
            derive(f"d{at}", "max", [Member(one, None, bool(chance.randrange(2))) for one in some])
        elif shape in ("ratio", "difference") and len(numbers + wholes) > 1:
            derive(f"d{at}", shape, [Member(one) for one in chance.sample(numbers + wholes, 2)])
        elif shape == "chain" and len(numbers + wholes) > 2:
            three = chance.sample(numbers + wholes, 3)
            derive(f"e{at}", "difference", [Member(one) for one in three[:2]])
            derive(f"d{at}", "ratio", [Member(f"e{at}"), Member(three[2])])
    contradictions = []
    for at in range(chance.choice([0, 0, 1, 2])):
        some = chance.sample(plain, min(2, len(plain)))
        contradictions.append((tuple((one, test(one)) for one in some), f"contradiction {at}"))
    shipped = house()
    home = House(Vocabulary(signals, derived, {}, tuple(contradictions)), shipped.scales, shipped.sources)
    week = not chance.randrange(8)
    files = [_tree(chance, f"{'progression' if week else 'random'}/t{at}", home) for at in range(chance.randint(1, 4))]
    asked = {one.signal for file in files for one in file.questions.values()}
    tied = {part for name in asked for part in home.vocabulary.plain(name) if _in_span(name, home.vocabulary)}
    tied |= {cap.of for file in files for one in file.advice.values() for _, cap in one.caps if isinstance(cap, Times)}
    exact = all(signals[name].type == "integer" for name in tied)
    trees = tuple(link(file, home) for file in files)
    return Question1(trees, {name: values[name] for name in plain}, doubted, exact)


def _in_span(name: str, vocabulary: Vocabulary) -> bool:
    derived = vocabulary.derived.get(name)
    if derived is None:
        return False
    return derived.kind in CUTS or any(_in_span(member.signal, vocabulary) for member in derived.members)


def _tree(chance: random.Random, name: str, home: House) -> TreeFile:
    vocabulary = home.vocabulary
    numbers = [one.name for one in vocabulary.signals.values() if one.numeric and not one.derived]

    def caps() -> tuple[tuple[str, Any], ...]:
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
                if numbers and chance.randrange(2):
                    found.append((scale, Times(chance.choice(numbers), chance.choice([0.0, 0.5, 1.0, 2.0]))))
                else:
                    found.append((scale, chance.choice([0.0, 0.5, 1.0, 2.0])))
        return tuple(found)

    def partition(signal: Signal) -> list[Condition]:
        derived = vocabulary.derived.get(signal.name)
        cuts = CUTS[derived.kind] if derived is not None and derived.kind in CUTS else [0.0, 0.5, 1.0, 2.0]
        if signal.type == "integer":
            cuts = [cut for cut in cuts if cut == int(cut)]
        parts = pieces(signal, cuts)
        owners: list[list[Condition]] = [[] for _ in range(chance.randint(1, 3))]
        for part in (*parts, Condition(unknown=True)):
            chance.choice(owners).append(part)
        return [join(group, signal) for group in owners if group]

    advice = {
        f"a{at}": Advice(f"a{at}", "Say.", caps(), chance.choice(REFER), incomplete=not chance.randrange(4))
        for at in range(chance.randint(2, 4))
    }
    questions: dict[str, Question] = {}
    for at in reversed(range(chance.randint(1, 4))):
        signal = vocabulary.signals[chance.choice(list(vocabulary.signals))]
        later = [*questions, *advice]
        together: dict[str, list[Condition]] = {}
        for condition in partition(signal):
            together.setdefault(chance.choice(later), []).append(condition)
        branches = tuple(Branch("", join(group, signal), target) for target, group in together.items())
        questions[f"q{at}"] = Question(f"q{at}", signal.name, "Because.", (), branches)
    return TreeFile(name, "random.toml", "Random", "1", "q0", questions, advice)


def facts_at_random(chance: random.Random, asked: Question1) -> dict[str, Any]:
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
    return tuple(some) if chance.randrange(2) or not signal.numeric else set(some)


def choices(asked: Question1, facts: dict[str, Any], may_skip: bool = False) -> dict[str, list[Value | None]]:
    """List for each plain signal what it may be; ``None`` for unknown."""
    found: dict[str, list[Value | None]] = {}
    for name, values in asked.values.items():
        told = facts.get(name)
        believed: list[Value | None] = [*values]
        if isinstance(told, Between):
            told = {"from": told.low, "to": told.high}
        if isinstance(told, dict) and "from" in told:
            found[name] = [one for one in values if told["from"] <= one <= told["to"]]  # type: ignore[operator]
        elif isinstance(told, (dict, list, tuple, set)):
            listed = told["any_of"] if isinstance(told, dict) else told
            found[name] = list(listed)
        elif told is not None and told in values:
            found[name] = [told]
        else:
            found[name] = [*believed, None] if may_skip or not believed else believed
    return found


def completions(asked: Question1, facts: dict[str, Any], may_skip: bool = False) -> Iterator[dict[str, Value]]:
    """List every athlete that the facts leave possible; those who contradict themselves too."""
    open_ = choices(asked, facts, may_skip)
    for row in product(*open_.values()):
        yield {name: value for name, value in zip(open_, row, strict=True) if value is not None}


def verdict(decision: Decision) -> tuple[Any, ...]:
    """Give what counts of a decision: label, caps as ranks, referral, completeness."""
    ranks = tuple(sorted(decision.ranks.items()))
    return decision.label, ranks, decision.refer, decision.complete


def decided(asked: Question1, facts: dict[str, Any], may_skip: bool = False) -> dict[tuple[Any, ...], dict[str, Value]]:
    """Decide for every athlete, and give one for each decision; who contradicts themselves counts only if all do."""
    fine: dict[tuple[Any, ...], dict[str, Value]] = {}
    wrong: dict[tuple[Any, ...], dict[str, Value]] = {}
    for athlete in completions(asked, facts, may_skip):
        decision = decide_with(asked.trees, athlete, "random")
        (wrong if decision.conflicts else fine).setdefault(verdict(decision), athlete)
    return fine or wrong
