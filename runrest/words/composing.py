"""An explanation from top to bottom: what is doubtful, who decides, who would decide otherwise, and all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.words.blocks import Block, source_blocks, tree_blocks
from runrest.words.dialects import TEXT
from runrest.words.reasons import answer_words
from runrest.words.stating import other_answers, outcome_words
from runrest.words.summing_up import asked, heading_of, openly, reasons_of
from runrest.words.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runrest.words.dialects import Dialect
    from runrest.words.reasoning import Spoken, Why


def compose(why: Why, dialect: Dialect = TEXT) -> Iterator[Block]:
    """Lay an explanation out in blocks.

    Parameters
    ----------
    why : Why
        Any explanation.
    dialect : Dialect
        How words and sources are written.

    Yields
    ------
    Block
        What is doubtful first; then the trees that decide, those that would decide without them, and so on, with
        their sources; then the others in brief.
    """
    phrases, plain = why.decision.house.phrases, dialect.plain
    yield Block("title", plain(asked(why.decision)))
    for words in openly(why):
        yield Block("lead", plain(words))
    told: list[Spoken] = []
    for place, ring in enumerate(why.rings):
        trees = why.spoken(ring)
        if trees:
            key = "why.would_decide" if place else "why.decides"
            yield Block("head", plain(phrases(key, heading=heading_of(ring))))
        for spoken in trees:
            yield from tree_blocks(spoken, dialect)
        told += trees
    if not told:
        yield Block("lead", plain(sentence(reasons_of(why)[0])))
    if why.otherwise is not None and told and why.decision.label != "STOP_REFER":
        yield Block("lead", plain(phrases("why.without", heading=heading_of(why.otherwise))))
    yield from source_blocks(told, why.decision.house, dialect)
    yield from _others(why, dialect)
    yield Block("last", plain(phrases("guidance")))


def _others(why: Why, dialect: Dialect) -> Iterator[Block]:
    """Tell the trees that never bind, each in one paragraph: first those that had an answer to go by."""
    rest = why.rest
    answered = [one for one in rest if any(step.value is not None for step in one.steps)]
    blank = [one for one in rest if one not in answered]
    for key, group in (("why.nothing_against", answered), ("why.no_answer", blank)):
        if group:
            yield Block("head", dialect.plain(why.decision.house.phrases(key, n=len(group))))
        for spoken in group:
            yield Block("brief", dialect.plain(_brief(spoken)))


def _brief(spoken: Spoken) -> str:
    decision, advice, phrases = spoken.decision, spoken.outcome.advice, spoken.decision.house.phrases
    said = [spoken.tree.title]
    for step in spoken.steps:
        answer = answer_words(decision, step).rstrip(".")
        others = "; ".join(
            phrases("why.brief_other", needs=needs, leads=leads)
            for needs, leads in other_answers(decision, spoken.forks[step.question.id], step)
        )
        said.append(sentence(phrases("why.brief", answer=answer, others=others) if others else answer))
    outcome = outcome_words(decision, spoken.outcome)
    said += [sentence(outcome)] if outcome != phrases("why.free") else []
    return " ".join([*said, advice.say] if advice.note else said)
