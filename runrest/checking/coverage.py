"""One hit: the branches of a question share no value, and together they hold for every value and for unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.conditions import Condition, join, others
from runrest.flaws import Flaw
from runrest.signals import spell

if TYPE_CHECKING:
    from runrest.conditions import Interval
    from runrest.reading import House
    from runrest.signals import Signal, Value
    from runrest.tree import Branch, Question, TreeFile


def check_coverage(file: TreeFile, house: House) -> list[Flaw]:
    """Find gaps, overlaps, missing ``unknown`` branches, and ratios mixed with their own parts.

    Parameters
    ----------
    file : TreeFile
        What the file says.
    house : House
        For the signals' ranges.

    Returns
    -------
    list of Flaw
        Codes T304, T305, T306 and T308, with a witness each.
    """
    flaws: list[Flaw] = []
    for question in file.questions.values():
        signal = house.vocabulary.signals.get(question.signal)
        if signal is not None and all(_readable(branch) for branch in question.branches):
            flaws += _question(file, question, signal)
    return flaws + _mixed(file, house)


def _readable(branch: Branch) -> bool:
    test = branch.condition
    return bool(test.intervals or test.values or test.unknown)


def _question(file: TreeFile, question: Question, signal: Signal) -> list[Flaw]:
    place = f"questions.{question.id}"
    flaws = []
    covered = join([branch.condition for branch in question.branches], signal)
    gap = others(covered, signal)
    if question.branches and (gap.intervals or gap.values):
        shown = example(gap, signal)
        sentence = f"no branch for {signal.name} {gap.show(signal)} (for example {spell(shown)})"
        flaws.append(Flaw("T304", file.path, question.line, place, sentence, witness(signal, shown)))
    for at, one in enumerate(question.branches):
        for two in question.branches[at + 1 :]:
            if one.condition.overlaps(two.condition):
                both = common(one.condition, two.condition)
                shown = None if both.unknown else example(both, signal)
                words = "unknown" if shown is None else spell(shown)
                sentence = f"{signal.name} {words} is on two branches, {one.text!r} and {two.text!r}"
                flaws.append(Flaw("T305", file.path, two.line, place, sentence, witness(signal, shown)))
    if question.branches and signal.may_be_unknown and not covered.unknown:
        sentence = f"{signal.name} may be unknown, but no branch says where unknown leads"
        flaws.append(Flaw("T306", file.path, question.line, place, sentence, ({},)))
    if not signal.may_be_unknown and covered.unknown:
        line = next(branch.line for branch in question.branches if branch.condition.unknown)
        sentence = f"{signal.name} is never unknown (what is unknown is left out of it), so unknown leads nowhere"
        flaws.append(Flaw("T307", file.path, line, place, sentence))
    return flaws


def witness(signal: Signal, value: Value | None) -> tuple[dict[str, Value | None], ...]:
    """Give facts that show a value of a signal; a derived one cannot be stated as a fact."""
    return () if signal.derived or value is None else ({signal.name: value},)


def common(one: Condition, two: Condition) -> Condition:
    """Give what two conditions both hold for."""
    parts: list[Interval] = []
    for a in one.intervals:
        for b in two.intervals:
            low, high = max(a.low, b.low), min(a.high, b.high)
            if low <= high:
                parts.append(type(a)(low, high))
    return Condition(tuple(parts), one.values & two.values, one.unknown and two.unknown)


def example(test: Condition, signal: Signal) -> Value:
    """Pick a value that meets a condition, the plainest there is."""
    if not signal.numeric:
        return next(value for value in signal.named_values() if value in test.values)
    part = test.intervals[0]
    if part.low[1] == 0:
        return part.low[0]
    if part.high[1] == 0:
        return part.high[0]
    span = part.high[0] - part.low[0]
    for digits in range(0, 7):
        near = round(part.low[0] + min(span / 2, 10.0**-digits), digits)
        if part.low < (near, 0) < part.high:
            return near
    return part.low[0] + span / 2


def _mixed(file: TreeFile, house: House) -> list[Flaw]:
    vocabulary = house.vocabulary
    flaws = []
    asked = {question.signal: question for question in reversed(file.questions.values())}
    for name, question in asked.items():
        derived = vocabulary.derived.get(name)
        if derived is None or derived.kind not in ("ratio", "difference"):
            continue
        parts = set(vocabulary.plain(name))
        for other, second in asked.items():
            shared = parts & set(vocabulary.plain(other)) if other != name else set()
            if shared:
                sentence = f"asks {name} here and {other} in {second.id}; both depend on {', '.join(sorted(shared))}: split the tree"
                flaws.append(Flaw("T308", file.path, question.line, f"questions.{question.id}", sentence))
    return flaws
