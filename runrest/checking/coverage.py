"""One hit: the branches of a question share no value, and together they hold for every value and for unknown."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from runrest.checking.arriving import Arrivals
from runrest.checking.spans import common, example
from runrest.conditions import Condition, Interval, everything, join, others
from runrest.flaws import Flaw
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runrest.house import House
    from runrest.signals import Signal
    from runrest.tree import Branch, Question, TreeFile

MOST_TOLD = 20
"""So many overlaps of one question are told at most."""


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
        Codes T304 to T308. The witness is an athlete who comes to the question from the start, if there is one.
    """
    flaws: list[Flaw] = []
    arrivals = Arrivals(file, house)
    for question in file.questions.values():
        signal = house.vocabulary.signals.get(question.signal)
        if signal is not None and question.branches and all(readable(branch) for branch in question.branches):
            covered = join([branch.condition for branch in question.branches], signal)
            flaws += _gap(arrivals, question, signal, covered)
            flaws += _overlaps(arrivals, question, signal)
            flaws += _unknown(arrivals, question, signal, covered)
    return flaws + _mixed(file, house)


def readable(branch: Branch) -> bool:
    """Tell whether a branch's test could be read."""
    test = branch.condition
    return bool(test.intervals or test.values or test.unknown)


def _gap(arrivals: Arrivals, question: Question, signal: Signal, covered: Condition) -> list[Flaw]:
    gap = others(covered, signal)
    if not gap.intervals and not gap.values:
        return []
    shown = example(gap, signal)
    sentence = f"no branch for {signal.name} {gap.show(signal)} (for example {spell(shown)})"
    found = arrivals.meeting(question, gap)
    return [Flaw("T304", arrivals.file.path, question.line, f"questions.{question.id}", sentence, found)]


def _overlaps(arrivals: Arrivals, question: Question, signal: Signal) -> list[Flaw]:
    flaws = []
    for one, two in _shared(question):
        both = common(one.condition, two.condition)
        words = "unknown" if both.unknown else spell(example(both, signal))
        sentence = f"{signal.name} {words} is on two branches, {one.text!r} and {two.text!r}"
        found = arrivals.meeting(question, both)
        flaws.append(Flaw("T305", arrivals.file.path, two.line, f"questions.{question.id}", sentence, found))
    return flaws


def _shared(question: Question) -> list[tuple[Branch, Branch]]:
    """Find pairs of branches that share something, looking only at neighbours among the intervals."""
    order = {id(branch): at for at, branch in enumerate(question.branches)}
    found: dict[tuple[int, ...], tuple[Branch, Branch]] = {}
    for one, two in islice(_clashes(question), 2 * MOST_TOLD):
        first, second = sorted((one, two), key=lambda branch: order[id(branch)])
        found[order[id(first)], order[id(second)]] = (first, second)
    return [found[key] for key in sorted(found)][:MOST_TOLD]


def _clashes(question: Question) -> Iterator[tuple[Branch, Branch]]:
    parts = sorted(
        ((part, branch) for branch in question.branches for part in branch.condition.intervals),
        key=lambda pair: pair[0],
    )
    open_: list[tuple[Interval, Branch]] = []
    for part, branch in parts:
        open_ = [other for other in open_ if other[0].high >= part.low]
        yield from ((other, branch) for _, other in open_)
        open_.append((part, branch))
    taken: dict[object, list[Branch]] = {}
    for branch in question.branches:
        for value in (*branch.condition.values, *([None] if branch.condition.unknown else [])):
            yield from ((other, branch) for other in taken.setdefault(value, []))
            taken[value].append(branch)


def _unknown(arrivals: Arrivals, question: Question, signal: Signal, covered: Condition) -> list[Flaw]:
    place = f"questions.{question.id}"
    if not covered.unknown and arrivals.may_be_open(question, covered == everything(signal)):
        sentence = f"{signal.name} may be unknown, but no branch says where unknown leads"
        found = arrivals.meeting(question, Condition(unknown=True))
        return [Flaw("T306", arrivals.file.path, question.line, place, sentence, found)]
    if covered.unknown and not signal.may_be_unknown:
        line = next(branch.line for branch in question.branches if branch.condition.unknown)
        sentence = f"{signal.name} is never unknown (what is unknown is left out of it), so unknown leads nowhere"
        return [Flaw("T307", arrivals.file.path, line, place, sentence)]
    return []


def _mixed(file: TreeFile, house: House) -> list[Flaw]:
    """Find ratios and differences that share a part with something else that the tree asks."""
    vocabulary = house.vocabulary
    asked: dict[str, Question] = {}
    for question in file.questions.values():
        waiting = [question.signal] if question.signal in vocabulary.signals else []
        while waiting:
            name = waiting.pop()
            derived = vocabulary.derived.get(name)
            if derived is None or derived.kind in ("ratio", "difference"):
                asked.setdefault(name, question)
            else:
                waiting += [member.signal for member in derived.members]
    flaws = []
    for name, question in asked.items():
        if name not in vocabulary.derived:
            continue
        for other, second in asked.items():
            shared = set(vocabulary.plain(name)) & set(vocabulary.plain(other)) if other != name else set()
            if shared and not (other in vocabulary.derived and other < name):
                sentence = (
                    f"asks {name} here and {other} in {second.id}; "
                    f"both depend on {', '.join(sorted(shared))}: split the tree"
                )
                flaws.append(Flaw("T308", file.path, question.line, f"questions.{question.id}", sentence))
    return flaws
