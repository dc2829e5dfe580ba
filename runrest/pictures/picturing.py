"""From a tree to a picture: cards, arrows and a footer. What it looks like is decided elsewhere.

The same picture feeds Graphviz, Mermaid and tests; nothing here needs a drawing program. An advice that several
questions lead to is one card beside each of them, so that no arrow has to cross the sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from runrest.pictures.captions import footer, headed, link, why
from runrest.pictures.cards import QUESTION_WIDTH, SAY_WIDTH, Arrow, Card, Picture, SheetWords
from runrest.pictures.phrasing import answer_words, scale_words, unknown_aside, words
from runrest.walking import trace

if TYPE_CHECKING:
    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.phrases import Phrases
    from runrest.tree import Advice

__all__ = ["QUESTION_WIDTH", "SAY_WIDTH", "Arrow", "Card", "Picture", "picture_tree", "words"]


def picture_tree(tree: Tree, decision: Decision | None = None) -> Picture:
    """Picture one tree, with the walked path lit where a decision is given.

    Parameters
    ----------
    tree : Tree
        A linked tree.
    decision : Decision, optional
        Its facts are walked through this tree.

    Returns
    -------
    Picture
        The first question, then the others in the file's order, each followed by its advice.

    Examples
    --------
    >>> from runrest.loading import load
    >>> picture = picture_tree(load("rest_timing/soreness"))
    >>> [(arrow.words, arrow.end) for arrow in picture.arrows][:2]
    [('6 or 7', 'soreness.recover'), ('5', 'soreness.easy_on_sore_legs')]
    """
    steps = {step.question.id: step for step in trace(tree, decision.facts)} if decision else {}
    cards: list[Card] = []
    arrows: list[Arrow] = []
    for question in sorted(tree.questions.values(), key=lambda one: one.id != tree.file.start):
        signal = tree.house.vocabulary.signals[question.signal]
        step = steps.get(question.id)
        tooltip, source = why(question, tree.house), link(question, tree.house)
        heading = question.label or signal.label
        details = tuple(filter(None, [scale_words(signal)]))
        cards.append(Card(question.id, "question", heading, "", details, tooltip, step is not None, link=source))
        for branch in question.branches:
            lit = step is not None and step.branch == branch
            said = words(branch.condition, signal)
            answer = answer_words(step, signal, said) if step and lit else ""
            end = branch.target
            if end in tree.advice:
                end = f"{question.id}.{branch.target}"
                cards.append(evolve(_advice_card(end, tree.advice[branch.target], tree, tooltip, lit), link=source))
            unknown = said == signal.word(None)
            arrows.append(Arrow(question.id, end, said, answer, lit, tooltip, unknown))
    phrases = tree.house.phrases
    title = _titled(tree.title, (tree,))
    summary = _summary(title, cards, phrases("drawing.questions", n=len(tree.questions)), phrases)
    return Picture(
        tree.name, title, footer((tree,), decision), tuple(cards), tuple(arrows), summary,
        go_on=phrases("drawing.go_on"), aside=unknown_aside(phrases), sheet_words=_sheet_words(phrases),
    )  # fmt: skip


def _advice_card(id: str, advice: Advice, tree: Tree, tooltip: str, lit: bool) -> Card:
    kind, heading = headed(advice, tree)
    phrases, refer = tree.house.phrases, advice.refer
    urgency = phrases(f"drawing.urgency.{refer}") if kind == "refer" else tree.house.scales.refer.words[refer]
    heading = phrases("drawing.missing_answer", heading=heading) if advice.incomplete else heading
    return Card(id, kind, heading, urgency, (advice.say,), tooltip, lit, "side")


def _sheet_words(phrases: Phrases) -> SheetWords:
    return SheetWords(
        phrases("drawing.on_sheets", sheet="{sheet}", sheets="{sheets}"),
        phrases("drawing.go_on_sheet", letter="{letter}", sheet="{sheet}"),
        phrases("drawing.from_sheet", sheet="{sheet}"),
    )


def _titled(title: str, trees: tuple[Tree, ...]) -> str:
    proven = all(tree.proven for tree in trees)
    return title if proven else trees[0].house.phrases("drawing.not_proven_title", title=title)


def _summary(title: str, cards: list[Card], count: str, phrases: Phrases) -> str:
    ends = [card.heading for card in cards if card.on_path and card.kind != "question"]
    if not ends:
        return phrases("drawing.summary", title=title, count=count)
    answer = ends[-1].partition(" ")[2]
    answer = answer.lower() if phrases("drawing.answer_case") == "small" else answer
    return phrases("drawing.summary_answer", title=title, count=count, answer=answer)
