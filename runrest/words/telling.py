"""A decision in sentences: ten calm lines at most, for a runner at six in the morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.words.explaining import taken_carefully, unanswered
from runrest.words.fitting import Part, fit
from runrest.words.outlining import tell_tree, tell_trees
from runrest.words.reasons import SETTLED, deciding_step, open_questions, reason_words
from runrest.words.telling_changes import say_changes
from runrest.words.wording import (
    cap_words,
    fill,
    sentence,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.decision import Decision
    from runrest.linking import Outcome

__all__ = ["GENERAL", "tell", "tell_tree", "tell_trees"]

GENERAL = "General guidance, not medical advice."
MOST_LINES = 10
COLOURS = {"train": "1;34", "easy": "1;33", "rest": "1;31", "refer": "1;35"}
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


def tell(
    decision: Decision,
    *,
    width: int = 80,
    colour: bool = False,
    notes: Iterable[str] = (),
    in_vain: tuple[str, ...] | None = None,
) -> str:
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
    in_vain : tuple of str, optional
        After a whole interview: the signals that were asked in vain. Nothing else that is not known could change the
        answer, and that is said instead of what else is not known.

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
    body = fit(_parts(decision, tuple(notes), in_vain), width, MOST_LINES - len(first) - 1)
    if colour:
        first = [f"\x1b[{COLOURS[decision.verdict.kind]}m{line}\x1b[0m" for line in first]
    return "\n".join([*first, *body, "  " + decision.house.phrases("guidance")])


def _headline(decision: Decision) -> str:
    verdict, facts, phrases = decision.verdict, decision.facts, decision.house.phrases
    symbol = decision.house.scales.kinds[verdict.kind]["symbol"]
    urgency = decision.house.scales.refer.words[decision.refer]
    if verdict.name == "STOP_REFER":
        if decision.refer == "emergency":
            return phrases("telling.stop_at_once", symbol=symbol, urgency=urgency.upper())
        return phrases("telling.stop", symbol=symbol, urgency=urgency)
    planned = facts.get("planned_type")
    words = verdict.say if planned else verdict.unplanned
    if verdict.name == "AS_PLANNED":
        words = _plan(decision) if planned else phrases("telling.nothing_against")
        words += phrases("telling.and_refer", urgency=urgency) if decision.urgency else "."
    elif planned == "rest" and not decision.bound:
        return phrases("telling.rest_planned", symbol=symbol)
    heading = decision.words
    if not decision.complete and verdict.name not in SETTLED:
        many = "telling.answers_missing" if unanswered(decision)[1:] else "telling.answer_missing"
        missing = phrases("telling.contradiction" if decision.conflicts else many)
        return phrases("telling.for_now", symbol=symbol, heading=heading, words=words, missing=missing)
    if words.upper().startswith(heading):
        return phrases("telling.same_word", symbol=symbol, heading=heading, words=words[len(heading) :])
    return phrases("telling.headline", symbol=symbol, heading=heading, words=words)


def _plan(decision: Decision) -> str:
    signals, facts = decision.house.vocabulary.signals, decision.facts
    names = [name for name in ("planned_type", "planned_km", "planned_min") if name in facts]
    return ", ".join(value_words(facts[name], signals[name]) for name in names)


def _parts(decision: Decision, notes: tuple[str, ...], in_vain: tuple[str, ...] | None) -> list[Part]:
    """List everything there is to say, in the order in which it is said."""
    sure = [outcome for outcome in decision.bound if not outcome.incomplete]
    if decision.label == "STOP_REFER":
        sure = [outcome for outcome in sure if outcome.refer == decision.urgency]
    says = list(dict.fromkeys(outcome.advice.say for outcome in sure))
    if decision.refer == "emergency":
        return [Part("", say, 0) for say in says[:2]]
    phrases = decision.house.phrases
    waits = not decision.complete and decision.label not in SETTLED
    parts = [Part(phrases("head.check"), " ".join(decision.conflicts), 1)] if decision.conflicts else []
    parts += [Part("", say, 0 if at == 0 else 9) for at, say in enumerate(says[:2])]
    missing = unanswered(decision) if waits else ()
    if not waits and decision.label != "STOP_REFER":
        missing = taken_carefully(decision)
    if missing:
        parts.append(Part(phrases("head.to_answer"), sentence("; ".join(open_questions(decision, missing))), 1))
    parts += [Part(phrases("head.note"), remark, 1) for remark in decision.remarks]
    parts += _limits(decision)
    parts += _reasons(decision, sure)
    if decision.label == "AS_PLANNED" and not decision.bound and decision.trees[1:]:
        parts.append(Part(phrases("head.why"), phrases("telling.trees", n=len(decision.trees)), 3))
    if not waits and not missing and decision.label != "AS_PLANNED":
        told = say_changes(decision)
        parts += [Part(phrases("head.to_change"), " ".join(told), 4, told[0])] if told else []
    parts += _open(decision, missing) if in_vain is None else _left(decision, missing, in_vain)
    if decision.facts.doubts:
        parts.append(Part(phrases("head.unusual"), "; ".join(decision.facts.doubts) + ".", 3))
    if not decision.proven:
        parts.append(Part(phrases("head.unproven"), phrases("telling.unproven"), 2))
    if notes:
        words, more = sentence(notes[0]), len(notes) - 1
        words = phrases("telling.more_notes", note=words, n=more) if more else words
        parts.append(Part(phrases("head.note"), words, 5))
    return parts


def _limits(decision: Decision) -> list[Part]:
    scales = decision.house.scales
    if decision.label in ("REST", "STOP_REFER"):
        return []
    biting = scales.biting(decision.ranks, decision.facts)
    words = cap_words({name: decision.caps[name] for name in scales.scales if name in biting}, scales, decision.facts)
    if not words or (decision.label == "EASE" and biting == {"intensity"}):
        return []
    return [Part(scales.phrases("head.at_most"), sentence(", ".join(words)), 2)]


def _reasons(decision: Decision, bound: list[Outcome]) -> list[Part]:
    """Give the deciding step of up to three binding trees, with its value and because."""
    trees = {tree.name: tree for tree in decision.trees}
    parts: dict[str, Part] = {}
    for outcome in bound:
        step = deciding_step(decision, trees[outcome.tree])
        short = sentence(reason_words(decision, step))
        head = " " if parts else decision.house.phrases("head.why")
        parts.setdefault(short, Part(head, f"{short} {step.question.because}", 2 + 2 * len(parts), short))
    return list(parts.values())[:3]


def _open(decision: Decision, missing: tuple[str, ...]) -> list[Part]:
    """Name the everyday things that were not known, and count the others."""
    others = [name for name in decision.unknown if name not in missing]
    named = [name for name in EVERYDAY if name in others][:3]
    if not others or decision.label == "STOP_REFER":
        return []
    signals, phrases = decision.house.vocabulary.signals, decision.house.phrases
    words = [phrases.brief(signals[name].label) for name in named]
    rest = len(others) - len(named)
    if rest:
        words.append(phrases("telling.others" if named else "telling.finer", n=rest))
    return [Part(phrases("head.not_known"), sentence(phrases.listed(words)), 6)]


def _left(decision: Decision, missing: tuple[str, ...], in_vain: tuple[str, ...]) -> list[Part]:
    """Name what was asked in vain, and say that nothing else could change the answer."""
    if decision.label == "STOP_REFER":
        return []
    signals, phrases = decision.house.vocabulary.signals, decision.house.phrases
    others = [name for name in in_vain if name not in missing]
    everyday = [name for name in EVERYDAY if name in others]
    named = [*everyday, *(name for name in others if name not in everyday)][:3]
    words = [phrases.brief(signals[name].label) for name in named]
    if more := len(others) - len(words):
        words.append(phrases("telling.others", n=more))
    said = [sentence(phrases.listed(words))] if words else []
    said.append(phrases("telling.idle" if said or missing else "telling.all_idle"))
    return [Part(phrases("head.not_known"), " ".join(said), 6)]
