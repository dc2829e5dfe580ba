"""Mutants of a tree file: the ways in which a hand may break it, each as a changed text."""

from __future__ import annotations

import copy
import json
from itertools import permutations
from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.conditions import Condition, Interval
from runrest.loading import house
from runrest.notation import read_condition
from runrest.scales import FREE
from runrest.signals import Signal, spell

if TYPE_CHECKING:
    from collections.abc import Iterator

Table = dict[str, Any]
KNOWN = house().vocabulary.signals
SCALES = house().scales


@frozen
class Mutant:
    kind: str
    what: str
    table: Table

    @property
    def text(self) -> str:
        return "".join(f"{json.dumps(key)} = {spell_toml(value)}\n" for key, value in self.table.items())


def spell_toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {spell_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(spell_toml(one) for one in value) + "]"
    return json.dumps(value)


def changed(table: Table, kind: str, what: str) -> tuple[Mutant, Table]:
    mutant = Mutant(kind, what, copy.deepcopy(table))
    return mutant, mutant.table


def mutants(table: Table) -> Iterator[Mutant]:
    for make in (
        branches_removed, ends_moved, thresholds_moved, unknown_moved, targets_swapped, advice_swapped,
        caps_loosened, referrals_lowered, names_misspelt, examples_changed,
    ):  # fmt: skip
        yield from make(table)


def branches_removed(table: Table) -> Iterator[Mutant]:
    for name, question in table["questions"].items():
        for text in question["branches"]:
            mutant, new = changed(table, "branch removed", f"{name} {text}")
            del new["questions"][name]["branches"][text]
            yield mutant


def step(signal: Signal, at: float = 0.0) -> float:
    """Give the step of a signal near a threshold: one, or the last decimal place that is written, a tenth at most."""
    if signal.type == "integer":
        return 1.0
    return min(0.1, 10.0 ** -len(spell(at).partition(".")[2]))


def tidy(number: float) -> float:
    return round(number, 6)


def retest(question: Table, text: str, condition: Condition, signal: Signal) -> bool:
    """Replace the test of a branch, keeping the order; say whether there is anything left of it."""
    shown = condition.show(signal)
    if not shown or (shown != text and shown in question["branches"]):
        return False
    question["branches"] = {(shown if key == text else key): to for key, to in question["branches"].items()}
    return True


def bounds(condition: Condition, signal: Signal) -> Iterator[tuple[int, str]]:
    """Name the ends of a condition that lie inside the signal's range."""
    low, high = signal.valid
    for at, part in enumerate(condition.intervals):
        if part.low != (low, 0):
            yield at, "low"
        if part.high != (high, 0):
            yield at, "high"


def with_end(condition: Condition, at: int, end: str, bound: tuple[float, int]) -> Condition | None:
    part = condition.intervals[at]
    new = Interval(bound, part.high) if end == "low" else Interval(part.low, bound)
    if new.low > new.high:
        return None
    parts = (*condition.intervals[:at], new, *condition.intervals[at + 1 :])
    return Condition(parts, condition.values, condition.unknown)


def ends_moved(table: Table) -> Iterator[Mutant]:
    """Move, or flip, one end of one branch: a gap or an overlap."""
    for name, question in table["questions"].items():
        signal = KNOWN[question["signal"]]
        if not signal.numeric:
            continue
        for text in question["branches"]:
            condition = read_condition(text, signal)
            for at, end in bounds(condition, signal):
                value, side = getattr(condition.intervals[at], end)
                size = step(signal, value)
                moved = [("bound moved", (tidy(value + size), side)), ("bound moved", (tidy(value - size), side))]
                if signal.type == "number":
                    flip = (1 if end == "low" else -1) if side == 0 else 0
                    moved.append(("end flipped", (value, flip)))
                for kind, bound in moved:
                    new_condition = with_end(condition, at, end, bound)
                    mutant, new = changed(table, kind, f"{name} {text} {end} {bound}")
                    if (
                        new_condition is not None
                        and signal.valid[0] <= bound[0] <= signal.valid[1]
                        and retest(new["questions"][name], text, new_condition, signal)
                    ):
                        yield mutant


def thresholds_moved(table: Table) -> Iterator[Mutant]:
    """Move, or flip, a threshold in all branches at once: no gap, no overlap, another meaning."""
    for name, question in table["questions"].items():
        signal = KNOWN[question["signal"]]
        if not signal.numeric:
            continue
        conditions = {text: read_condition(text, signal) for text in question["branches"]}
        cuts = sorted({cut for one in conditions.values() for cut in one.cuts()})
        low, high = signal.valid
        for cut in cuts:
            if not (low, 0) < cut <= (high, 0):
                continue
            size = step(signal, cut[0])
            moves = [("threshold moved", (tidy(cut[0] + way * size), cut[1])) for way in (1, -1)]
            if signal.type == "number":
                moves.append(("threshold flipped", (cut[0], 1 - cut[1])))
            for kind, to in moves:
                mutant, new = changed(table, kind, f"{name} {cut} to {to}")
                branches = {}
                for text, target in question["branches"].items():
                    old = conditions[text]
                    parts = tuple(moved_part(part, cut, to, signal) for part in old.intervals)
                    if all(part.low <= part.high for part in parts):
                        branches[Condition(parts, old.values, old.unknown).show(signal)] = target
                if len(branches) == len(question["branches"]) and low <= to[0] <= high:
                    new["questions"][name]["branches"] = branches
                    yield mutant


def moved_part(part: Interval, cut: tuple[float, int], to: tuple[float, int], signal: Signal) -> Interval:
    """Move the ends of an interval that lie at a cut; between whole numbers one cut has two names."""
    names = {cut, (cut[0] + cut[1], 0)} if signal.type == "integer" else {cut}
    low, high = part.low, part.high
    after = {(high[0], high[1] + 1), *([(high[0] + 1, 0)] if signal.type == "integer" else [])}
    return Interval(to if low in names else low, (to[0], to[1] - 1) if after & names else high)


def ranks(advice: Table) -> dict[str, float]:
    found = {"refer": -float(SCALES.refer.steps.index(advice.get("refer", "none")))}
    for scale, cap in advice.get("caps", {}).items():
        if not isinstance(cap, dict):
            found[scale] = SCALES.scales[scale].rank(cap) or 0.0
        else:
            found[scale] = 0.0
    return found


def freer(one: Table, two: Table) -> bool:
    """Tell whether one advice allows at least as much as another on every scale, and more on some."""
    first, second = ranks(one), ranks(two)
    pairs = [(first.get(key, FREE), second.get(key, FREE)) for key in first.keys() | second.keys()]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def unknown_moved(table: Table) -> Iterator[Mutant]:
    advice = table["advice"]
    freest = [one for one in advice if not any(freer(other, advice[one]) for other in advice.values())]
    for name, question in table["questions"].items():
        signal = KNOWN[question["signal"]]
        for text, target in question["branches"].items():
            condition = read_condition(text, signal)
            if not condition.unknown:
                continue
            known = Condition(condition.intervals, condition.values)
            mutant, new = changed(table, "unknown removed", f"{name} {text}")
            branches = new["questions"][name]["branches"]
            if known.intervals or known.values:
                retest(new["questions"][name], text, known, signal)
            else:
                del branches[text]
            yield mutant
            for one in freest:
                if target == one or (target in advice and not freer(advice[one], advice[target])):
                    continue
                sent = copy.deepcopy(mutant.table)
                branches = sent["questions"][name]["branches"]
                there = next((key for key, to in branches.items() if to == one), None)
                if there is None:
                    branches["unknown"] = one
                else:
                    sent["questions"][name]["branches"] = {
                        (f"{key}, unknown" if key == there else key): to for key, to in branches.items()
                    }
                yield Mutant("unknown sent to the freest", f"{name} {text} -> {one}", sent)


def targets_swapped(table: Table) -> Iterator[Mutant]:
    for name, question in table["questions"].items():
        signal = KNOWN[question["signal"]]
        ends = [text for text, to in question["branches"].items() if to in table["advice"]]
        for one, two in permutations(ends, 2):
            targets = question["branches"]
            first, second = table["advice"][targets[one]], table["advice"][targets[two]]
            if one < two and (freer(first, second) or freer(second, first)):
                mutant, new = changed(table, "targets swapped", f"{name} {one} {two} ({signal.worse})")
                branches = new["questions"][name]["branches"]
                branches[one], branches[two] = branches[two], branches[one]
                yield mutant


def advice_swapped(table: Table) -> Iterator[Mutant]:
    for one, two in permutations(table["advice"], 2):
        if freer(table["advice"][one], table["advice"][two]):
            mutant, new = changed(table, "advices swapped", f"{one} {two}")
            new["advice"][one], new["advice"][two] = new["advice"][two], new["advice"][one]
            yield mutant


def caps_loosened(table: Table) -> Iterator[Mutant]:
    """Raise a cap of a more careful advice above that of a freer one, or drop it."""
    for one, two in permutations(table["advice"], 2):
        careful, free = table["advice"][one], table["advice"][two]
        if not freer(free, careful):
            continue
        for scale, cap in careful.get("caps", {}).items():
            bound = free.get("caps", {}).get(scale)
            if bound is None or isinstance(bound, dict) or isinstance(cap, dict):
                continue
            mutant, new = changed(table, "cap dropped", f"{one} {scale} below {two}")
            del new["advice"][one]["caps"][scale]
            yield mutant
            steps = SCALES.scales[scale].steps
            if steps and steps.index(bound) + 1 < len(steps):
                raised: Any = steps[steps.index(bound) + 1]
            elif not steps and bound + 0.1 <= SCALES.scales[scale].range[1]:
                raised = round(bound + 0.1, 2)
            else:
                continue
            mutant, new = changed(table, "cap raised", f"{one} {scale} {raised} above {two}")
            new["advice"][one]["caps"][scale] = raised
            yield mutant


def referrals_lowered(table: Table) -> Iterator[Mutant]:
    steps = SCALES.refer.steps
    for one, two in permutations(table["advice"], 2):
        urgent, mild = table["advice"][one].get("refer", "none"), table["advice"][two].get("refer", "none")
        if steps.index(urgent) > steps.index(mild) > 0 and freer(table["advice"][two], table["advice"][one]):
            mutant, new = changed(table, "referral lowered", f"{one} {urgent} below {two} {mild}")
            new["advice"][one]["refer"] = steps[steps.index(mild) - 1]
            yield mutant


def names_misspelt(table: Table) -> Iterator[Mutant]:
    for name, question in table["questions"].items():
        mutant, new = changed(table, "signal misspelt", name)
        new["questions"][name]["signal"] += "x"
        yield mutant
        for at in range(len(question["evidence"])):
            mutant, new = changed(table, "source misspelt", f"{name} {at}")
            new["questions"][name]["evidence"][at]["source"] += "X"
            yield mutant
        for text in question["branches"]:
            mutant, new = changed(table, "target misspelt", f"{name} {text}")
            new["questions"][name]["branches"][text] += "x"
            yield mutant


def examples_changed(table: Table) -> Iterator[Mutant]:
    for at, example in enumerate(table["examples"]):
        other = next(one for one in table["advice"] if one != example["expect"]["advice"])
        mutant, new = changed(table, "example changed", f"{example['name']} advice")
        new["examples"][at]["expect"]["advice"] = other
        yield mutant
        if "path" in example["expect"]:
            mutant, new = changed(table, "example changed", f"{example['name']} path")
            new["examples"][at]["expect"]["path"].append("nowhere")
            yield mutant
