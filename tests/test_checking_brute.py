"""The checker against brute force: every state of small random trees, and every witness walked."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from trees_at_random import CUTS, World, athletes, used, worlds

from runrest.checking.axes import build_axes
from runrest.checking.coverage import check_coverage
from runrest.checking.proving import check_states
from runrest.checking.regions import Mapper
from runrest.checking.structure import check_structure
from runrest.linking import Tree, link
from runrest.scales import FREE
from runrest.signals import Signal, Value
from runrest.tree import Question, Times
from runrest.vocabulary import Facts, Vocabulary
from runrest.walking import GapError, trace, walk

if TYPE_CHECKING:
    from runrest.flaws import Flaw

Athlete = dict[str, Value]
EASY = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))

# ------------------------------------------------------------------ what a derived signal may be, by its definition


def possible(name: str, facts: Athlete, world: World) -> set[Value | None]:
    """Give every value a signal may turn out to have, trying all values of what is unknown."""
    vocabulary = world.house.vocabulary
    derived = vocabulary.derived.get(name)
    if derived is None:
        return {facts[name]} if name in facts else set()
    if derived.kind in ("ratio", "difference"):
        parts = [possible(member.signal, facts, world) for member in derived.members]
        if not all(parts):
            return set()
        top, low = (float(*part) for part in parts)  # type: ignore[arg-type]
        if derived.kind == "difference":
            return {top - low}
        return {top / low} if low else set()
    ways: list[list[Any]] = []
    for member in derived.members:
        known = possible(member.signal, facts, world)
        if derived.kind == "max":
            way = list(known or world.values[member.signal])
        else:
            way = list({member.condition.holds(value) for value in known} or {False, True})
        if len(way) == 1 or not member.skipped:
            ways.append(way)
    if derived.kind == "max":
        return {max(way) for way in product(*ways)} if ways else set()
    counts = {sum(way) for way in product(*ways)}
    return {count > 0 for count in counts} if derived.kind == "any" else counts


def outcome(question: Question, facts: Athlete, world: World) -> tuple[int | None, bool]:
    """Give the branch a question takes by the definition, and whether the value is sure."""
    values = possible(question.signal, facts, world)
    if values:
        for at, branch in enumerate(question.branches):
            if all(branch.condition.holds(value) for value in values):
                return at, len(values) == 1
    if len(values) == 1:
        return None, True
    return next((at for at, branch in enumerate(question.branches) if branch.condition.unknown), None), False


# ------------------------------------------------------------------ who is worse off, and who is allowed more


def no_better(one: Value | None, two: Value | None, signal: Signal) -> bool:
    """Tell whether the first value is worse than or the same as the second."""
    if one is None or two is None or signal.worse == "neither":
        return one == two
    if signal.type == "choice":
        one, two = signal.values.index(str(one)), signal.values.index(str(two))
    return one >= two if signal.worse == "up" else one <= two


def limits(tree: Tree, facts: Athlete) -> dict[str, float]:
    """Give what is allowed, scale by scale; less is more careful, referral included."""
    found = walk(tree, Facts(facts))
    caps = {"refer": -float(found.refer)}
    for scale, cap in found.caps:
        if isinstance(cap, Times):
            caps[scale] = cap.times * float(facts[cap.of]) if cap.of in facts else FREE
        else:
            caps[scale] = cap
    return caps


def more(one: dict[str, float], two: dict[str, float]) -> set[str]:
    return {scale for scale, bound in two.items() if one.get(scale, FREE) > bound + 1e-9}


def best(signal: Signal) -> Value:
    if signal.numeric:
        return signal.valid[0] if signal.worse == "up" else signal.valid[1]
    return signal.named_values()[0 if signal.worse == "up" else -1]


def forgets(tree: Tree, facts: Athlete, name: str, values: list[Value]) -> set[str]:
    """Give the scales on which not knowing one signal allows more than its best value (or than every value)."""
    signal = tree.house.vocabulary.signals[name]
    rest = {other: value for other, value in facts.items() if other != name}
    free = limits(tree, rest)
    tried = [best(signal)] if signal.worse != "neither" else values
    if signal.worse == "neither" and signal.type == "number":
        low, high = signal.valid
        cuts = {cut for known in CUTS.values() for cut in known}
        others = [float(value) for value in rest.values() if not isinstance(value, (bool, str))]
        edges = [edge for one in others for cut in cuts for edge in (one - cut, one + cut, one * cut, one / (cut or 1))]
        fine = [low + (high - low) * share / 64 for share in range(65)]
        tried = [*tried, *(number for number in (*fine, *edges) if low <= number <= high)]
    return set.intersection(*(more(free, limits(tree, {**rest, name: value})) for value in tried))


def multiples_unknown(tree: Tree, facts: Athlete) -> bool:
    found = walk(tree, Facts(facts))
    return any(isinstance(cap, Times) and cap.of not in facts for _, cap in found.caps)


def unsafe_pairs(tree: Tree, world: World, states: list[Athlete]) -> set[tuple[str, str]]:
    """Go through all pairs of states, and name the advices at which a worse and a better athlete are treated so."""
    names = used(world)
    answers = [limits(tree, facts) for facts in states]
    advice = [walk(tree, Facts(facts)).advice.id for facts in states]
    kinds = {tuple(sorted(one.items())): one for one in answers}
    bits: dict[Any, int] = dict.fromkeys(kinds, 0)
    homes: dict[str, int] = dict.fromkeys(advice, 0)
    for at, one in enumerate(answers):
        bits[tuple(sorted(one.items()))] |= 1 << at
        homes[advice[at]] |= 1 << at
    less = {kind: sum(bits[other] for other in kinds if more(one, kinds[other])) for kind, one in kinds.items()}
    better: dict[tuple[str, Any], int] = {}
    for name in names:
        signal = world.house.vocabulary.signals[name]
        for value in (*world.values[name], None):
            better[name, value] = sum(
                1 << at for at, facts in enumerate(states) if no_better(value, facts.get(name), signal)
            )
    pairs = set()
    for at, facts in enumerate(states):
        found = less[tuple(sorted(answers[at].items()))]
        for name in names:
            found &= better[name, facts.get(name)]
        pairs |= {(advice[at], other) for other, home in homes.items() if home & found}
    return pairs


# ------------------------------------------------------------------ witnesses


def walked(flaw: Flaw, world: World, tree: Tree) -> None:
    """Hold a witness to what it claims."""
    vocabulary = world.house.vocabulary
    for facts in flaw.witness:
        assert not (facts.keys() & vocabulary.derived.keys())
        assert vocabulary.check(facts, confirmed=facts) == facts
    if flaw.code in ("T304", "T306"):
        (facts,) = flaw.witness
        with pytest.raises(GapError) as caught:
            walk(tree, Facts(facts))
        assert caught.value.question == flaw.place.removeprefix("questions.")
    elif flaw.code == "T305":
        (facts,) = flaw.witness
        question = world.file.questions[flaw.place.removeprefix("questions.")]
        known = vocabulary.range_of(question.signal, Facts(facts))
        if known is None or known[0] != known[1]:
            assert sum(branch.condition.unknown for branch in question.branches) > 1
        else:
            assert sum(branch.condition.holds(known[0]) for branch in question.branches) > 1
        try:
            passed = [step.question.id for step in trace(tree, Facts(facts))]
        except GapError as error:
            passed = [error.question]
        assert question.id in passed or isinstance(passed, list)
    elif flaw.code == "T501":
        one, two = flaw.witness
        for name in used(world):
            assert no_better(one.get(name), two.get(name), vocabulary.signals[name])
        assert more(limits(tree, one), limits(tree, two))
        assert walk(tree, Facts(one)).advice.id == flaw.place.removeprefix("advice.")
    elif flaw.code == "T502" and len(flaw.witness) == 1:
        assert multiples_unknown(tree, flaw.witness[0])
    elif flaw.code == "T502":
        one, two = flaw.witness
        (name,) = two.keys() - one.keys()
        assert {key: two[key] for key in one} == one
        assert forgets(tree, two, name, [*world.values[name], two[name]])


# ------------------------------------------------------------------ the comparisons


def compare_coverage(world: World) -> dict[str, int]:
    """Compare gaps, overlaps and missing unknown with brute force, question by question."""
    flaws = check_coverage(world.file, world.house)
    assert not check_structure(world.file)
    tree = link(world.file, world.house)
    states = athletes(world)
    ends = []
    for facts in states:
        try:
            ends.append([step.question.id for step in trace(tree, Facts(facts))])
        except GapError as error:
            ends.append([error.question])
    for question in world.file.questions.values():
        told = {flaw.code: flaw for flaw in flaws if flaw.place == f"questions.{question.id}"}
        found = [(facts, *outcome(question, facts, world)) for facts in states]
        gaps = [facts for facts, branch, sure in found if branch is None and sure]
        twice = [
            facts
            for facts, _, _ in found
            if (values := possible(question.signal, facts, world) or {None})
            and any(sum(branch.condition.holds(value) for branch in question.branches) > 1 for value in values)
        ]
        opened = [facts for facts, branch, sure in found if branch is None and not sure]
        assert ("T304" in told) == bool(gaps)
        assert ("T305" in told) == bool(twice)
        if not gaps:
            assert ("T306" in told) == bool(opened)
        for code, facts_there in (("T304", gaps), ("T306", opened)):
            if code in told:
                come = [facts for facts, path in zip(states, ends, strict=True) if path[-1] == question.id]
                arrive = [facts for facts in facts_there if facts in come and code != "T305"]
                stuck = [facts for facts in arrive if _falls(tree, facts, question.id)]
                assert bool(told[code].witness) or not stuck or (code == "T306" and gaps)
    for flaw in flaws:
        if flaw.witness:
            walked(flaw, world, tree)
    return dict.fromkeys((flaw.code for flaw in flaws), 1)


def _falls(tree: Tree, facts: Athlete, question: str) -> bool:
    try:
        walk(tree, Facts(facts))
    except GapError as error:
        return error.question == question
    return False


def compare_states(world: World) -> dict[str, int]:
    """Compare dead branches, monotone and unknown safety, and the regions, with brute force over all states."""
    vocabulary = world.house.vocabulary
    tree = link(world.file, world.house)
    states = athletes(world)
    flaws = check_states(tree)
    axes = build_axes(world.file, vocabulary)
    regions = Mapper(world.file, vocabulary, axes).regions()
    taken: set[tuple[str, str]] = set()
    asked: set[str] = set()
    for facts in states:
        steps = trace(tree, Facts(facts))
        for step in steps:
            at, _ = outcome(step.question, facts, world)
            assert at is not None
            assert step.branch is step.question.branches[at]
            taken.add((step.question.id, step.branch.text))
            asked.add(step.question.id)
        cells = {name: cell_of(name, facts, axes, vocabulary) for name in axes}
        homes = [
            region.advice
            for region in regions
            if any(all(mask >> cells[name] & 1 for name, mask in box.items()) for box in region.boxes)
        ]
        assert homes == [walk(tree, Facts(facts)).advice.id]
    dead = {
        f"questions.{question.id}.branches.{branch.text}"
        for question in world.file.questions.values()
        if question.id in asked
        for branch in question.branches
        if (question.id, branch.text) not in taken
    }
    assert {flaw.place for flaw in flaws if flaw.code == "T307"} == dead
    codes = {flaw.code for flaw in flaws}
    for flaw in flaws:
        if flaw.code in ("T501", "T502"):
            assert flaw.witness or doubtful(world), flaw
        if flaw.code in ("T501", "T502") and flaw.witness:
            walked(flaw, world, tree)
    told = {
        (flaw.place.removeprefix("advice."), walk(tree, Facts(flaw.witness[1])).advice.id)
        for flaw in flaws
        if flaw.code == "T501" and flaw.witness
    }
    missed = unsafe_pairs(tree, world, states) - told
    assert not missed or doubtful(world)
    assert not missed or "T501" in codes
    forgotten = {
        (name, walk(tree, Facts({key: value for key, value in facts.items() if key != name})).advice.id)
        for facts in states
        for name in facts
        if forgets(tree, facts, name, world.values[name])
    }
    said = {
        (*(flaw.witness[1].keys() - flaw.witness[0].keys()), flaw.place.removeprefix("advice."))
        for flaw in flaws
        if flaw.code == "T502" and len(flaw.witness) == 2
    }
    assert forgotten <= said
    if any(multiples_unknown(tree, facts) for facts in states):
        assert any(len(flaw.witness) == 1 for flaw in flaws if flaw.code == "T502")
    doubts = {"doubt": 1} if any(flaw.code in ("T501", "T502") and not flaw.witness for flaw in flaws) else {}
    return dict.fromkeys(codes, 1) | doubts


def doubtful(world: World) -> bool:
    """Tell whether the checker may only doubt: caps are multiples of a part of a ratio, or of several signals."""
    derived = world.house.vocabulary.derived
    parts = {part for name, one in derived.items() if one.kind in CUTS for part in world.house.vocabulary.plain(name)}
    caps = [cap for advice in world.file.advice.values() for _, cap in advice.caps]
    multiples = {cap.of for cap in caps if isinstance(cap, Times)}
    return bool(multiples & parts) or len(multiples) > 1


def cell_of(name: str, facts: Athlete, axes: Any, vocabulary: Vocabulary) -> int:
    axis = axes[name]
    known = vocabulary.range_of(name, Facts(facts))
    if known is None:
        zero = axis.zero is not None and all(part in facts for part in vocabulary.plain(name))
        return axis.zero if zero else len(axis.cells) - 1
    if not axis.signal.numeric:
        return axis.cells.index(known[0])
    (cell,) = [at for at, span in enumerate(axis.intervals) if span and span.low <= (known[0], 0) <= span.high]
    return cell


@settings(EASY, max_examples=250)
@given(worlds(flawed=True))
def test_branches_are_judged_as_by_brute_force(world: World) -> None:
    compare_coverage(world)


@settings(EASY, max_examples=300)
@given(worlds())
def test_states_are_judged_as_by_brute_force(world: World) -> None:
    if not check_coverage(world.file, world.house):
        compare_states(world)
