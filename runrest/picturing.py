"""A picture as plain data: cards, arrows and a footer. What it looks like is decided elsewhere.

The same picture feeds Graphviz, Mermaid and tests; nothing here needs a drawing program. An advice that several
questions lead to is one card beside each of them, so that no arrow has to cross the sheet.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from runrest.decision import told
from runrest.phrasing import URGENCY, answer_words, caps_words, day, scale_words, why, words
from runrest.tree import Times
from runrest.walking import trace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.reading import House
    from runrest.scales import Label
    from runrest.tree import Advice
    from runrest.walking import Step

Kind: TypeAlias = Literal["question", "train", "easy", "rest", "refer"]
CAREFUL_FIRST: tuple[Kind, ...] = ("refer", "rest", "easy", "train")

QUESTION_WIDTH, SAY_WIDTH = 32, 34
GUIDANCE = "General guidance, not medical advice."
NOT_PROVEN = "NOT PROVEN: this tree has not passed its checks, so do not rely on it."
HEADINGS = {
    "AS_PLANNED": "TRAIN",
    "SHORTEN": "SHORTER",
    "EASE": "EASY",
    "EASE_SHORTEN": "EASY AND SHORTER",
    "SWAP": "NO RUNNING",
    "STOP_REFER": "SEE A PROFESSIONAL",
}
"""What a label means to somebody reading a wall chart; a label that is not here is its own heading."""

__all__ = ["Arrow", "Card", "Picture", "picture_family", "picture_tree", "words"]


@frozen
class Card:
    """One box: a question, or an advice beside the question that leads to it."""

    id: str
    kind: Kind
    heading: str
    strong: str = ""
    """A line that must not be overlooked: how soon."""
    details: tuple[str, ...] = ()
    """Whole paragraphs; whoever draws them breaks the lines."""
    tooltip: str = ""
    on_path: bool = False
    group: str = "spine"
    """``spine`` for what runs down the sheet, ``side`` for what stands beside it."""


@frozen
class Arrow:
    """One branch, from a question to where it leads."""

    start: str
    end: str
    words: str = ""
    answer: str = ""
    on_path: bool = False
    tooltip: str = ""


@frozen
class Picture:
    """Everything a drawing shows."""

    name: str
    title: str
    footer: tuple[str, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    summary: str = ""
    """One sentence for those who cannot see it."""
    sheet: bool = False
    """Whether this is the overview of several trees rather than one tree."""


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
        Questions in the file's order, each followed by its advice.

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
    for question in tree.questions.values():
        signal = tree.house.vocabulary.signals[question.signal]
        step = steps.get(question.id)
        tooltip = why(question, tree.house)
        heading = question.label or signal.label
        details = tuple(filter(None, [scale_words(signal)]))
        cards.append(Card(question.id, "question", heading, "", details, tooltip, step is not None))
        for branch in question.branches:
            lit = step is not None and step.branch == branch
            said = words(branch.condition, signal)
            answer = answer_words(step, signal, said) if step and lit else ""
            end = branch.target
            if end in tree.advice:
                end = f"{question.id}.{branch.target}"
                cards.append(_advice_card(end, tree.advice[branch.target], tree, tooltip, lit))
            arrows.append(Arrow(question.id, end, said, answer, lit, tooltip))
    title = tree.title if tree.proven else f"NOT PROVEN: {tree.title}"
    return Picture(tree.name, title, _footer((tree,), decision), tuple(cards), tuple(arrows), _summary(title, cards))


def picture_family(trees: Iterable[Tree], title: str, decision: Decision | None = None) -> Picture:
    """Picture several trees on one sheet: what each of them says, and what that adds up to.

    Parameters
    ----------
    trees : iterable of Tree
        At least one, in the order in which they are told.
    title : str
        The question that they answer together.
    decision : Decision, optional
        Lights the binding trees and adds the combined answer.

    Returns
    -------
    Picture
        A card for each tree, and beside it where its walk ended, or all the places where one can end.
    """
    cards: list[Card] = []
    arrows: list[Arrow] = []
    ends = {outcome.tree: outcome.advice for outcome in decision.outcomes} if decision else {}
    for tree in trees:
        binding = decision is not None and tree.name in decision.binding
        if cards:
            arrows.append(Arrow(cards[-2].id, tree.name))
        cards.append(Card(tree.name, "question", tree.title, tooltip=tree.file.about, on_path=binding))
        end = f"{tree.name}.outcome"
        if tree.name in ends and decision:
            step = decision.paths[tree.name][-1]
            because = told(step, tree.house)
            cards.append(_advice_card(end, ends[tree.name], tree, because, binding))
            arrows.append(Arrow(tree.name, end, _deciding(step, tree.house), "", binding, because))
        else:
            cards.append(_kinds_card(end, tree))
            arrows.append(Arrow(tree.name, end))
    if decision and cards:
        arrows.append(Arrow(cards[-2].id, "answer", "the most careful answer wins"))
        cards.append(_answer_card(decision))
    name = decision.question if decision else title
    return Picture(name, title, _footer(tuple(trees), decision), tuple(cards), tuple(arrows), _summary(title, cards), sheet=True)


def break_lines(text: str, width: int) -> list[str]:
    """Break a text into lines of much the same length, at most ``width`` characters where its words allow.

    Examples
    --------
    >>> break_lines("Rest. You ran a marathon! Eat, drink, sleep well, and let your legs be.", 40)
    ['Rest. You ran a marathon! Eat, drink,', 'sleep well, and let your legs be.']
    """
    lines = wrap(text, width) or [""]
    for narrower in range(width - 1, max(map(len, lines)) // 2, -1):
        tried = wrap(text, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def outcome_label(advice: Advice, house: House) -> Label:
    """Give the label that an advice would earn on a day with an unplanned hard run."""
    ranks: dict[str, float] = {}
    for scale, cap in advice.caps:
        rank = None if isinstance(cap, Times) else house.scales.scales[scale].rank(cap)
        if rank is not None:
            ranks[scale] = rank
    refer = house.scales.refer.steps.index(advice.refer)
    return house.scales.label(ranks, refer, {}, complete=not advice.incomplete)


def _heading(label: Label, house: House) -> str:
    symbol = house.scales.kinds[label.kind]["symbol"]
    return f"{symbol} {HEADINGS.get(label.name, label.name.replace('_', ' '))}"


def _advice_card(id: str, advice: Advice, tree: Tree, tooltip: str, lit: bool) -> Card:
    label = outcome_label(advice, tree.house)
    heading = _heading(label, tree.house) + (" (answer missing)" if advice.incomplete else "")
    details, strong = [advice.say], ""
    if label.name == "STOP_REFER":
        strong = URGENCY[advice.refer]
    elif advice.refer != "none":
        strong = tree.house.scales.refer.words[advice.refer]
    return Card(id, _kind(label), heading, strong, tuple(details), tooltip, lit, "side")


def _kind(label: Label) -> Kind:
    return next((kind for kind in CAREFUL_FIRST if kind == label.kind), "rest")


def _kinds_card(id: str, tree: Tree) -> Card:
    """Say which kinds of outcome a tree has, the most careful first."""
    found = {_kind(outcome_label(advice, tree.house)) for advice in tree.advice.values()}
    told_kinds = tree.house.scales.kinds
    listed = [f"{told_kinds[kind]['symbol']} {told_kinds[kind]['word']}" for kind in CAREFUL_FIRST if kind in found]
    return Card(id, "question", "   ".join(listed), group="side")


def _answer_card(decision: Decision) -> Card:
    house = decision.house
    kind = _kind(decision.verdict)
    heading = f"{house.scales.kinds[kind]['symbol']} {decision.words}"
    heading = _heading(decision.verdict, house) if decision.label in ("STOP_REFER", "AS_PLANNED") else heading
    allowed = "; ".join(caps_words(decision.ranks, house))
    missing = "" if decision.complete else "An answer is missing, or two contradict each other."
    details = [decision.say, f"Allowed: {allowed}." if allowed else "", missing]
    strong = house.scales.refer.words[decision.refer]
    return Card("answer", kind, heading, strong, tuple(filter(None, details)), on_path=True)


def _deciding(step: Step, house: House) -> str:
    """Say the last answer on a path in a few words."""
    signal = house.vocabulary.signals[step.question.signal]
    if step.value is None or step.possible is not None:
        return told(step, house)
    return told(step, house).removesuffix(f" ({step.branch.text})") if signal.numeric else told(step, house)


def _footer(trees: tuple[Tree, ...], decision: Decision | None) -> tuple[str, ...]:
    lines = [f"Tree {trees[0].name} {trees[0].version}." if len(trees) == 1 else f"{len(trees)} trees; the most careful answer wins."]
    if decision:
        lit = "your answers" + (f" on {day(decision.on)}" if decision.on else "")
        lines.append(f"Bold line: {lit}." if len(trees) == 1 else f"Bold: what decides, from {lit}.")
    lines += [NOT_PROVEN for tree in trees[:1] if not all(one.proven for one in trees)]
    lines += [
        f"Accepted ({one.code}{' ' + one.place if one.place else ''}): {one.reason}" for tree in trees for one in tree.file.ignores
    ]
    return (*lines, GUIDANCE)


def _summary(title: str, cards: list[Card]) -> str:
    """Say in one sentence what is on the sheet, and where the lit path ends."""
    ends = [card for card in cards if card.on_path and card.kind != "question"]
    asked = sum(card.kind == "question" and card.group == "spine" for card in cards)
    told_end = f" The answer: {ends[-1].heading[2:].lower()}." if ends else ""
    return f"{title} A decision tree with {asked} question{'s' if asked != 1 else ''}.{told_end}"
