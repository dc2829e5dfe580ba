"""An explanation in one line, and in one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.words.reasoning import deciding_steps
from runrest.words.reasons import SETTLED, open_questions, reason_words
from runrest.words.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runrest.decision import Decision
    from runrest.words.reasoning import Why

LINE = 100
"""Letters in a line, where that is possible."""
PARAGRAPH = 80
"""Words in a paragraph."""


@frozen
class Saying:
    """One sentence or two of a paragraph, and how much it matters (0 most)."""

    words: str
    matters: int


def asked(decision: Decision) -> str:
    """Ask why the answer is what it is.

    Examples
    --------
    >>> import runrest
    >>> asked(runrest.decide("rest_timing/soreness", {"soreness": 5}))
    'Why EASE?'
    """
    phrases = decision.house.phrases
    if decision.urgency:
        heading = phrases("why.stopping") if decision.label == "STOP_REFER" else heading_of(decision)
        return phrases("why.ask_refer", heading=heading, urgency=decision.house.scales.refer.words[decision.refer])
    return phrases("why.ask", heading=heading_of(decision))


def heading_of(decision: Decision) -> str:
    """Give the answer as a heading, and that it is only for now where something is missing."""
    if decision.complete or decision.label in SETTLED:
        return decision.words
    return decision.house.phrases("why.for_now", heading=decision.words)


def line(why: Why) -> str:
    """Say in one line why: the question, and as many reasons as there is room for.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.reasoning import Why
    >>> line(Why(runrest.decide("rest_timing/soreness", {"soreness": 5})))
    'Why EASE? Muscle soreness this morning: 5 of 7.'
    """
    told = asked(why.decision)
    room = LINE - len(told) - 1
    for at, reason in enumerate(reasons_of(why, room)):
        longer = f"{told} {sentence(reason)}"
        if at and len(longer) > LINE:
            break
        told = longer
    return told


def reasons_of(why: Why, room: int = 0) -> list[str]:
    """List the reasons in a few words each, the most careful first; there is always one.

    Parameters
    ----------
    why : Why
        Any explanation.
    room : int
        Letters for the list of answers that are missing, at the end of which the others are only counted; 0 for any.

    Returns
    -------
    list of str
        Some are sentences already.
    """
    decision, phrases = why.decision, why.decision.house.phrases
    found = [phrases("telling.contradiction")] if decision.conflicts and why.waits else []
    steps = [reason_words(decision, step) for step in why.deciding]
    asks = [missing_words(why, room)] if why.missing else []
    found += [*asks, *steps] if blank(why) else [*steps, *asks]
    if found:
        return found
    if decision.facts.get("planned_type") == "rest":
        return [phrases("why.rest_planned")]
    return [phrases("telling.trees", n=len(decision.trees))]


def missing_words(why: Why, room: int = 0) -> str:
    """Name the answers that are missing: all, or as many as there is room for, the others counted.

    Parameters
    ----------
    why : Why
        Any explanation that misses answers.
    room : int
        Letters there are; 0 for any number.

    Returns
    -------
    str
        One sentence.
    """
    phrases = why.decision.house.phrases
    names = open_questions(why.decision, why.missing)
    told = phrases("why.missing", names="; ".join(names))
    for kept in range(len(names) - 1, 0, -1):
        if not room or len(told) <= room:
            break
        more = phrases("telling.others", n=len(names) - kept)
        told = phrases("why.missing", names="; ".join([*names[:kept], more]))
    return told


def blank(why: Why) -> bool:
    """Tell whether nothing that was answered decides, only what was not."""
    return bool(why.missing) and all(step.value is None for step in why.deciding)


def openly(why: Why) -> list[str]:
    """List in sentences what is doubtful: answers that contradict each other, unusual, missing, or too old to count."""
    decision, phrases = why.decision, why.decision.house.phrases
    said = list(decision.conflicts)
    said += [_doubt(decision, words) for words in decision.facts.doubts]
    if why.missing:
        said.append(missing_words(why))
    if why.careful:
        said.append(phrases("why.careful", names="; ".join(open_questions(decision, why.careful))))
    said += [sentence(one.why) for one in why.stale]
    if not decision.proven:
        said.append(phrases("telling.unproven"))
    return said


def paragraph(why: Why) -> str:
    """Say in at most 80 words why, what is doubtful, and who would decide otherwise.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.reasoning import Why
    >>> told = paragraph(Why(runrest.decide("rest_timing/soreness", {"soreness": 5})))
    >>> told[:47], len(told.split()) <= PARAGRAPH
    ('Why EASE? Muscle soreness this morning: 5 of 7.', True)
    """
    return choose(list(_sayings(why)), PARAGRAPH)


def choose(sayings: Sequence[Saying], room: int) -> str:
    """Keep the sayings that fit into so many words, those that matter most first, in the order in which they stand."""
    kept: set[int] = set()
    for at, saying in sorted(enumerate(sayings), key=lambda pair: pair[1].matters):
        length = len(saying.words.split())
        if length <= room or not saying.matters:
            kept.add(at)
            room -= length
    return " ".join(saying.words for at, saying in enumerate(sayings) if at in kept)


def _sayings(why: Why) -> Iterator[Saying]:
    decision, phrases = why.decision, why.decision.house.phrases
    yield Saying(asked(decision), 0)
    if decision.refer == "emergency":
        yield Saying(decision.say, 1)
    doubtful = openly(why)
    first = len(decision.conflicts) + len(decision.facts.doubts)
    later = [Saying(words, 2 if why.missing else 6) for words in doubtful[first:]]
    yield from (Saying(words, 2) for words in doubtful[:first])
    yield from later if blank(why) else ()
    if not doubtful and not why.deciding:
        yield Saying(sentence(reasons_of(why)[0]), 1)
    if why.missing and not why.deciding:
        yield from (Saying(step.question.because, 8) for step in why.halting[:1])
    for at, step in enumerate(why.deciding):
        yield Saying(sentence(reason_words(decision, step)), 4 if at else 1)
        yield Saying(step.question.because, 7 if at else 3)
    if why.deciding and decision.label != "STOP_REFER" and why.rings[1:] and not blank(why):
        yield Saying(" ".join(_without(why.rings[1])), 5)
    yield from () if blank(why) else later
    yield Saying(phrases("guidance"), 0)


def _without(ring: Decision) -> Iterator[str]:
    yield ring.house.phrases("why.without", heading=heading_of(ring))
    for step in deciding_steps(ring):
        yield sentence(reason_words(ring, step))


def _doubt(decision: Decision, words: str) -> str:
    """Call the signal that a doubt begins with by its label."""
    name = words.split(maxsplit=1)[0]
    signal = decision.house.vocabulary.signals.get(name)
    return sentence(words.replace(name, signal.label.rstrip("?"), 1) if signal else words)
