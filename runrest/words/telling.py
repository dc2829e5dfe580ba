"""A decision in sentences: ten calm lines at most, for a runner at six in the morning."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from runrest.words.explaining import ILLNESS, taken_carefully, unanswered, what_would_change
from runrest.words.fitting import Part, fit
from runrest.words.outlining import tell_path, tell_tree, tell_trees
from runrest.words.reasons import counted, deciding_step, holding
from runrest.words.wording import (
    NUMBERS,
    brief,
    cap_words,
    condition_words,
    fill,
    inside,
    listed,
    sentence,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.decision import Decision
    from runrest.linking import Outcome
    from runrest.walking import Step
    from runrest.words.explaining import Change

__all__ = ["GENERAL", "tell", "tell_path", "tell_tree", "tell_trees"]

GENERAL = "General guidance, not medical advice."
MOST_LINES = 10
COLOURS = {"train": "1;34", "easy": "1;33", "rest": "1;31", "refer": "1;35"}
SETTLED = ("RECOVERY", "REST", "STOP_REFER")
"""Labels so careful that a missing answer could not make them more so in kind."""
EVERYDAY = (
    "fatigue",
    "sleep_h_last",
    "soreness",
    "stress",
    "sleep_quality",
    "days_off",
    "planned_type",
    "temp_c",
)
GATE_WORDS = {
    "scope": "the questions about your situation",
    "red_flags": "the warning-sign questions",
    "illness": "the illness questions",
}


def tell(decision: Decision, *, width: int = 80, colour: bool = False, notes: Iterable[str] = ()) -> str:
    """Tell a decision in ten lines at most.

    Parameters
    ----------
    decision : Decision
        Any answer.
    width : int
        Columns to fill, 40 at least.
    colour : bool
        Whether to colour the first line for a terminal; the words say the same without.
    notes : iterable of str
        What else should be said, such as what a log could not show.

    Returns
    -------
    str
        The answer, what is allowed, why, what would change it, what was not known, and that this is general
        guidance. What does not fit is left out, the least important first.

    Examples
    --------
    >>> import runrest
    >>> print(tell(runrest.decide("rest_timing/soreness", {"soreness": 3})))
    ► TRAIN: nothing here speaks against it.
      General guidance, not medical advice.
    """
    width = max(width, 40)
    first = fill(_headline(decision), width, rest="  ")
    body = fit(_parts(decision, tuple(notes)), width, MOST_LINES - len(first) - 1)
    if colour:
        first = [f"\x1b[{COLOURS[decision.verdict.kind]}m{line}\x1b[0m" for line in first]
    return "\n".join([*first, *body, f"  {GENERAL}"])


def _headline(decision: Decision) -> str:
    verdict, facts = decision.verdict, decision.facts
    symbol = decision.house.scales.kinds[verdict.kind]["symbol"]
    if verdict.name == "STOP_REFER":
        urgency = decision.house.scales.refer.words[decision.refer]
        return f"{symbol} STOP: {urgency.upper() if decision.refer == 'emergency' else urgency + '.'}"
    planned = facts.get("planned_type")
    words = verdict.say if planned else verdict.unplanned
    if verdict.name == "AS_PLANNED":
        words = _plan(decision) if planned else "nothing here speaks against it"
        words += f"; {decision.house.scales.refer.words[decision.refer]}." if decision.urgency else "."
    elif planned == "rest" and not decision.bound:
        return f"{symbol} REST, as planned."
    if not decision.complete and verdict.name not in SETTLED:
        many = "Some answers are missing." if unanswered(decision)[1:] else "An answer is missing."
        missing = "Two answers contradict each other." if decision.conflicts else many
        return f"{symbol} {decision.words} FOR NOW: {words} {missing}"
    if words.upper().startswith(decision.words):
        return f"{symbol} {decision.words}{words[len(decision.words) :]}"
    return f"{symbol} {decision.words}: {words}"


def _plan(decision: Decision) -> str:
    signals, facts = decision.house.vocabulary.signals, decision.facts
    names = [name for name in ("planned_type", "planned_km", "planned_min") if name in facts]
    return ", ".join(value_words(facts[name], signals[name]) for name in names)


def _parts(decision: Decision, notes: tuple[str, ...]) -> list[Part]:
    """List everything there is to say, in the order in which it is said."""
    sure = [outcome for outcome in decision.bound if not outcome.incomplete]
    if decision.label == "STOP_REFER":
        sure = [outcome for outcome in sure if outcome.refer == decision.urgency]
    says = list(dict.fromkeys(outcome.advice.say for outcome in sure))
    if decision.refer == "emergency":
        return [Part("", say, 0) for say in says[:2]]
    waits = not decision.complete and decision.label not in SETTLED
    parts = [Part("Check", " ".join(decision.conflicts), 1)] if decision.conflicts else []
    parts += [Part("", say, 0 if at == 0 else 9) for at, say in enumerate(says[:2])]
    missing = unanswered(decision) if waits else ()
    if not waits and decision.label != "STOP_REFER":
        missing = taken_carefully(decision)
    if missing:
        parts.append(Part("To answer", sentence("; ".join(_questions(decision, missing))), 1))
    parts += [Part("Note", remark, 1) for remark in decision.remarks]
    parts += _limits(decision)
    parts += _reasons(decision, sure)
    if decision.label == "AS_PLANNED" and not decision.bound and decision.trees[1:]:
        parts.append(Part("Why", f"None of the {len(decision.trees)} trees speaks against it.", 3))
    if not waits and not missing and decision.label != "AS_PLANNED":
        parts += [Part("To change", words, 4) for words in _changes(decision)]
    parts += _open(decision, missing)
    if decision.facts.doubts:
        parts.append(Part("Unusual", "; ".join(decision.facts.doubts) + ".", 3))
    if not decision.proven:
        parts.append(Part("Unproven", "A tree that spoke here fails its proofs; see runrest check.", 2))
    if notes:
        more = f" (and {len(notes) - 1} more)" if notes[1:] else ""
        parts.append(Part("Note", sentence(notes[0]) + more, 5))
    return parts


def _limits(decision: Decision) -> list[Part]:
    scales = decision.house.scales
    if decision.label in ("REST", "STOP_REFER"):
        return []
    biting = scales.biting(decision.ranks, decision.facts)
    words = cap_words({name: decision.caps[name] for name in scales.scales if name in biting}, scales, decision.facts)
    if not words or (decision.label == "EASE" and biting == {"intensity"}):
        return []
    return [Part("At most", sentence(", ".join(words)), 2)]


def _reasons(decision: Decision, bound: list[Outcome]) -> list[Part]:
    """Give the deciding step of up to three binding trees, with its value and because."""
    trees = {tree.name: tree for tree in decision.trees}
    parts: dict[str, Part] = {}
    for outcome in bound:
        step = deciding_step(decision, trees[outcome.tree])
        short = sentence(_answer(decision, step))
        head = " " if parts else "Why"
        parts.setdefault(short, Part(head, f"{short} {step.question.because}", 2 + 2 * len(parts), short))
    return list(parts.values())[:3]


def _answer(decision: Decision, step: Step) -> str:
    """Say what was asked and answered; where it was not, what was answered before."""
    vocabulary = decision.house.vocabulary
    signal = vocabulary.signals[step.question.signal]
    name = (step.question.label or signal.label).rstrip("?")
    if step.value is None:
        known = [one for one in decision.paths[step.tree] if one.value is not None]
        before = f"{_answer(decision, known[-1])}; " if known else ""
        return f"{before}{inside(name) if before else name}: not known"
    derived = vocabulary.derived.get(signal.name)
    if derived and derived.kind in ("ratio", "difference") and not step.question.label:
        parts = [vocabulary.signals[member.signal] for member in derived.members]
        if not any(part.derived for part in parts):
            told = (f"{inside(part.label)}: {value_words(decision.facts[part.name], part)}" for part in parts)
            return sentence("; ".join(told))
    members = [brief(member.label) for member in counted(decision, signal.name)]
    return f"{name}: {value_words(step.value, signal)}" + (f" ({listed(members)})" if members else "")


def _changes(decision: Decision) -> list[str]:
    if decision.label == "STOP_REFER":
        return ["Only a professional's word changes this."]
    changes = what_would_change(decision)
    if changes:
        return [sentence("; ".join(_change_words(change) for change in changes[:2]))]
    steps = holding(decision)
    signals = decision.house.vocabulary.signals
    names = [brief(step.question.label or signals[step.question.signal].label) for step in steps]
    if len(steps) > 1:
        number = NUMBERS[len(steps)] if len(steps) < len(NUMBERS) else str(len(steps))
        return [f"{number.capitalize()} things hold you back: {listed(names)}."]
    if any(step.question.signal in ILLNESS for step in steps):
        return ["Ask again when you are well; the days of coming back are counted then."]
    return ["Nothing that you could change today."] if steps else []


def _change_words(change: Change) -> str:
    test = condition_words(change.condition, change.signal)
    what = f"{brief(change.signal.label)}: {test}"
    if change.wait_h is not None:
        what = f"{_wait_words(change.wait_h, change.signal.unit)} ({what})"
    return f"{what} -> {change.words}"


def _wait_words(hours: float, unit: str) -> str:
    if unit != "days":
        return f"in {math.ceil(hours)} h"
    days = math.ceil(hours / 24)
    return f"in {days} days" if days > 1 else "tomorrow"


def _questions(decision: Decision, missing: tuple[str, ...]) -> list[str]:
    """Name missing answers, those of one gate together."""
    vocabulary = decision.house.vocabulary
    names: dict[str, None] = {}
    for name in missing:
        gate = next((gate for gate, (_, no) in vocabulary.gates.items() if name in no), "")
        together = gate and sum(other in vocabulary.gates[gate][1] for other in missing) > 1
        names[GATE_WORDS.get(gate, gate) if together else inside(vocabulary.signals[name].label)] = None
    return list(names)


def _open(decision: Decision, missing: tuple[str, ...]) -> list[Part]:
    """Name the everyday things that were not known, and count the others."""
    others = [name for name in decision.unknown if name not in missing]
    named = [name for name in EVERYDAY if name in others][:3]
    if not others or decision.label == "STOP_REFER":
        return []
    signals = decision.house.vocabulary.signals
    words = [brief(signals[name].label) for name in named]
    rest = len(others) - len(named)
    if rest:
        words.append(
            f"{rest} other{'s' if rest > 1 else ''}" if named else f"{rest} finer point{'s' if rest > 1 else ''}"
        )
    return [Part("Not known", sentence(listed(words)), 6)]
