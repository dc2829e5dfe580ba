"""Blocks: the paragraphs of an explanation, each with the part it plays, before they are text or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from runrest.words.outlining import source_words
from runrest.words.stating import evidence_words, other_answers, outcome_words, step_words
from runrest.words.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runrest.house import House
    from runrest.words.dialects import Dialect
    from runrest.words.reasoning import Spoken

Kind: TypeAlias = Literal[
    "title", "lead", "head", "tree", "say", "step", "because", "forks", "evidence", "change", "brief", "source", "last"
]


@frozen
class Block:
    """One paragraph: the part it plays, and its words in some dialect."""

    kind: Kind
    words: str


def tree_blocks(spoken: Spoken, dialect: Dialect) -> Iterator[Block]:
    """Tell a tree in full: what it says, and of each step the answer, the reason, other answers and the evidence.

    Parameters
    ----------
    spoken : Spoken
        A tree with what it said.
    dialect : Dialect
        How words and sources are written.

    Yields
    ------
    Block
        From its title down.
    """
    decision, phrases, plain = spoken.decision, spoken.decision.house.phrases, dialect.plain
    answer = outcome_words(decision, spoken.outcome)
    title = phrases("why.tree", title=spoken.tree.title, answer=answer, tree=spoken.tree.name)
    yield Block("tree", plain(title))
    yield Block("say", plain(spoken.outcome.advice.say))
    for step in spoken.steps:
        yield Block("step", plain(sentence(step_words(decision, step))))
        yield Block("because", plain(step.question.because))
        others = other_answers(decision, spoken.forks[step.question.id], step)
        if others:
            said = "; ".join(phrases("why.other", needs=needs, leads=leads) for needs, leads in others)
            yield Block("forks", plain(phrases("why.others", others=said)))
        yield Block("evidence", " ".join(evidence_words(step.question, decision.house, dialect)))


def source_blocks(trees: Iterable[Spoken], house: House, dialect: Dialect) -> Iterator[Block]:
    """List the sources that trees cite on their paths, each once, under a heading; nothing where none is cited."""
    cited = dict.fromkeys(one.source for tree in trees for step in tree.steps for one in step.question.evidence)
    if cited:
        yield Block("head", dialect.plain(house.phrases("outline.sources")))
    for name in cited:
        yield Block("source", source_words(name, house, dialect))
