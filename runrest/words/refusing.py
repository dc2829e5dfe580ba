"""Why an answer is not another one, in words: a line, a paragraph, or blocks from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.counterfactuals.counterfactual import MOST
from runrest.words.blocks import Block, source_blocks, tree_blocks
from runrest.words.dialects import TEXT
from runrest.words.reasoning import Why
from runrest.words.reasons import deciding_step, reason_words
from runrest.words.stating import name_of
from runrest.words.summing_up import LINE, PARAGRAPH, Saying, choose, heading_of, missing_words, openly
from runrest.words.telling_changes import say_change, say_together
from runrest.words.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runrest.walking import Step
    from runrest.words.dialects import Dialect
    from runrest.words.opposing import WhyNot

TOLD = 6
"""Changes beyond so many are hardly heard out; JSON has them all."""


def asked_not(refusal: WhyNot) -> str:
    """Ask why the answer is not the other one."""
    return refusal.decision.house.phrases("why.not.ask", heading=_heading(refusal))


def _heading(refusal: WhyNot) -> str:
    phrases = refusal.decision.house.phrases
    if refusal.label == "STOP_REFER":
        return phrases("why.stopping")
    unplanned = refusal.label == "AS_PLANNED" and "planned_type" not in refusal.decision.facts
    return phrases("heading.TRAIN" if unplanned else f"heading.{refusal.label}")


def not_line(refusal: WhyNot) -> str:
    """Say in one line why not.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.opposing import refuse
    >>> not_line(refuse(runrest.decide("rest_timing/soreness", {"soreness": 6}), "EASE"))
    'Why not EASE? Muscle soreness this morning: 6 of 7.'
    """
    told = asked_not(refusal)
    for at, reason in enumerate(reasons_against(refusal, LINE - len(told) - 1)):
        longer = f"{told} {reason}"
        if at and len(longer) > LINE:
            break
        told = longer
    return told


def reasons_against(refusal: WhyNot, room: int = 0) -> list[str]:
    """List in short sentences what stands against the other answer; there is always one.

    Parameters
    ----------
    refusal : WhyNot
        Any.
    room : int
        Letters for the list of answers that are missing; 0 for any number.

    Returns
    -------
    list of str
        What contradicts itself, then the trees that stand against it, then what was not answered.
    """
    decision, phrases = refusal.decision, refusal.decision.house.phrases
    if refusal.case == "same":
        stopped = decision.label == "STOP_REFER"
        return [phrases("why.not.same", heading=_heading(refusal) if stopped else heading_of(decision))]
    if refusal.case == "stricter":
        return [phrases("why.not.nothing_asks")]
    if refusal.case in ("gentle", "planned"):
        plan = decision.house.vocabulary.signals["planned_type"].word(decision.facts.get("planned_type"))
        if refusal.case == "gentle":
            return [phrases("why.not.gentle", plan=plan)]
        easy = phrases("why.not.planned_easy", heading=heading_of(refusal.easy))
        return [phrases("why.not.planned", plan=plan), easy]
    found = [phrases("telling.contradiction")] if refusal.contradicted else []
    found += [sentence(reason_words(decision, step)) for step in steps_against(refusal)]
    why = Why(decision)
    return [*found, missing_words(why, room)] if why.missing and refusal.unanswered else found


def steps_against(refusal: WhyNot) -> list[Step]:
    """Give the deciding step of each tree that stands against it and is no mere missing answer, one for each signal."""
    found: dict[str, Step] = {}
    for spoken in refusal.against:
        if spoken.outcome.incomplete:
            continue
        step = deciding_step(refusal.decision, spoken.tree)
        found.setdefault(step.question.signal, step)
    return list(found.values())


def changes_told(refusal: WhyNot) -> list[str]:
    """Say what would give the other answer; where nothing can, say so and why.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.opposing import refuse
    >>> changes_told(refuse(runrest.decide("rest_timing/scope", {"scope_pregnant": True}), "EASE"))
    ["Only a professional's word changes this."]
    """
    decision, phrases = refusal.decision, refusal.decision.house.phrases
    if refusal.case == "professional":
        return [phrases("change.professional")]
    if refusal.case not in ("freer", "stricter"):
        return []
    felt = [change for change in refusal.changes if not change.planned]
    told = say_together(felt[:TOLD], decision)
    if refusal.case == "stricter":
        return told or [phrases("why.not.never")]
    planned = [change for change in refusal.changes if change.planned]
    alone = [change for change in planned if all(part.kind == "choose" for part in change.parts)]
    instead = alone[:1] or ([] if told else planned[:1])
    return [*(told or _nothing(refusal)), *(say_change(change, decision) for change in instead)]


def _nothing(refusal: WhyNot) -> list[str]:
    """Say why nothing that the runner could feel, answer or wait for gives it."""
    house, phrases = refusal.decision.house, refusal.decision.house.phrases
    if any(spoken.outcome.refer for spoken in refusal.against):
        return [phrases("change.professional")]
    if refusal.unanswered:
        return []
    plain = house.vocabulary.plain
    ways = {step: [house.changing.get(name) for name in plain(step.question.signal)] for step in steps_against(refusal)}
    if any(way is not None and way.kind == "worsen" for found in ways.values() for way in found):
        return [phrases("change.well")]
    lasting = [
        name_of(step.question, house)
        for step, found in ways.items()
        if all(way is None or way.kind == "wait" for way in found)
    ]
    if lasting:
        return [phrases("why.not.lasting", names="; ".join(lasting))]
    return [phrases("why.not.much", n=MOST)]


def not_paragraph(refusal: WhyNot) -> str:
    """Say in at most 80 words why not, and what would change it.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.opposing import refuse
    >>> told = not_paragraph(refuse(runrest.decide("rest_timing/soreness", {"soreness": 6}), "AS_PLANNED"))
    >>> "TRAIN if: muscle soreness 4 of 7 or less." in told, len(told.split()) <= PARAGRAPH
    (True, True)
    """
    decision = refusal.decision
    sayings = [Saying(asked_not(refusal), 0)]
    if decision.refer == "emergency" and refusal.case == "professional":
        sayings.append(Saying(decision.say, 1))
    sayings += [Saying(words, 2) for words in decision.conflicts if refusal.contradicted]
    if steps_against(refusal):
        for at, step in enumerate(steps_against(refusal)):
            sayings.append(Saying(sentence(reason_words(decision, step)), 4 if at else 1))
            sayings.append(Saying(step.question.because, 7 if at else 5))
        sayings += [Saying(missing_words(Why(decision)), 2)] if refusal.unanswered else []
    else:
        sayings += [Saying(words, 1) for words in reasons_against(refusal)]
    sayings += [Saying(words, 6 if at else 3) for at, words in enumerate(changes_told(refusal))]
    sayings.append(Saying(decision.house.phrases("guidance"), 0))
    return choose(sayings, PARAGRAPH)


def compose_not(refusal: WhyNot, dialect: Dialect = TEXT) -> Iterator[Block]:
    """Lay everything out: what stands against the other answer in full, then what would give it.

    Parameters
    ----------
    refusal : WhyNot
        Any.
    dialect : Dialect
        How words and sources are written.

    Yields
    ------
    Block
        From the title down.
    """
    decision, phrases, plain = refusal.decision, refusal.decision.house.phrases, dialect.plain
    yield Block("title", plain(asked_not(refusal)))
    for words in openly(Why(decision)):
        yield Block("lead", plain(words))
    if refusal.against:
        yield Block("head", plain(phrases("why.not.against")))
        for spoken in refusal.against:
            yield from tree_blocks(spoken, dialect)
    else:
        yield Block("lead", plain(" ".join(reasons_against(refusal))))
    changes = changes_told(refusal)
    if changes:
        yield Block("head", plain(phrases("why.not.changes")))
    for words in changes:
        yield Block("change", plain(words))
    yield from source_blocks(refusal.against, decision.house, dialect)
    yield Block("last", plain(phrases("guidance")))
