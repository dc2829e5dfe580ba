"""An overview of many trees on one sheet: a card for each, and below them how they combine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from runrest.pictures.captions import CAREFUL_FIRST, Kind, caps_words, footer, headed
from runrest.pictures.cards import Arrow, Card, Picture, SheetWords
from runrest.pictures.phrasing import last_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.tree import Advice

MOST_ASKED = 2
HOW, ANSWER = "how", "answer"
"""The cards below all others."""


@frozen
class TreeCard(Card):
    """One tree."""

    spare: tuple[str, ...] = field(default=(), kw_only=True)
    """Which of its details can be left out where there is little room."""


@frozen
class Overview(Picture):
    """A picture whose cards stand in columns, with what they add up to below them."""

    columns: int = field(default=0, kw_only=True)
    """How many on each of several sheets; 0 where the paper decides."""

    @property
    def brief(self) -> Overview:
        """The same without what can be left out."""
        return evolve(self, cards=tuple(_brief(card) for card in self.cards))


def picture_overview(trees: Iterable[Tree], title: str, decision: Decision | None = None) -> Overview:
    """Picture several trees as cards: what each asks, the hardest it may say, and how they combine.

    Parameters
    ----------
    trees : iterable of Tree
        At least one, in the order in which they are told.
    title : str
        The question that they answer together.
    decision : Decision, optional
        Over the same trees. Each card then also says what its tree says, those that decide are lit, and the answer
        stands below.

    Returns
    -------
    Overview
        The same for the same input.

    Examples
    --------
    >>> from runrest.loading import family
    >>> picture = picture_overview(family("rest_timing"), "When to rest")
    >>> [card.strong.split() for card in picture.cards if card.heading == "Did I sleep enough?"]
    [['At', 'its', 'strictest:', '■', 'RECOVERY']]
    """
    told = tuple(trees)
    phrases = told[0].house.phrases
    cards = [_tree_card(f"tree{number}", tree, decision) for number, tree in enumerate(told, 1)]
    key = "picture.how_week" if told[0].name.split("/")[0] in told[0].house.scales.week_families else "picture.how"
    details = (phrases(key), phrases("picture.how_refer"), phrases("picture.how_order"))
    cards.append(Card(HOW, "question", phrases("picture.how_title"), "", details, group="below"))
    arrows: tuple[Arrow, ...] = ()
    if decision is not None:
        cards.append(_answer_card(decision))
        arrows = (Arrow(HOW, ANSWER, on_path=True),)
    summary = phrases("drawing.summary", title=title, count=phrases("drawing.decision_trees", n=len(told)))
    if decision is not None:
        answer = decision.words.lower() if phrases("drawing.answer_case") == "small" else decision.words
        summary = phrases(
            "drawing.summary_answer", title=title, count=phrases("drawing.decision_trees", n=len(told)), answer=answer
        )
    proven = all(tree.proven for tree in told)
    titled = title if proven else phrases("drawing.not_proven_title", title=title)
    name = decision.question if decision else title
    foot = tuple(line for line in footer(told, decision) if not _accepted(line, told))
    words = SheetWords(phrases("drawing.on_sheets", sheet="{sheet}", sheets="{sheets}"))
    return Overview(name, titled, foot, tuple(cards), arrows, summary, sheet_words=words)


def _brief(card: Card) -> Card:
    if not isinstance(card, TreeCard):
        return card
    return evolve(card, details=tuple(one for one in card.details if one not in card.spare), spare=())


def _accepted(line: str, trees: tuple[Tree, ...]) -> bool:
    """Tell whether a footer's line is about one tree alone: that tree's own drawing says it."""
    return any(one.reason in line for tree in trees for one in tree.file.ignores)


def _tree_card(id: str, tree: Tree, decision: Decision | None) -> Card:
    phrases, signals = tree.house.phrases, tree.house.vocabulary.signals
    asked = list(dict.fromkeys(one.label or signals[one.signal].label for one in tree.questions.values()))
    named = [phrases.inside(label) for label in asked[: MOST_ASKED if len(asked) > MOST_ASKED + 1 else None]]
    if len(asked) > len(named):
        named.append(phrases("picture.more", n=len(asked) - len(named)))
    kind, hardest = _hardest(tree)
    asks, limit = phrases("picture.asks", questions=", ".join(named)), phrases("picture.hardest", advice=hardest)
    if decision is None:
        return TreeCard(id, kind, tree.title, limit, (asks,), tree.file.about, spare=(asks,))
    outcome = next(one for one in decision.outcomes if one.tree == tree.name)
    said = _said(outcome.advice, tree)
    binding = tree.name in decision.binding
    step = last_answer(decision.paths[tree.name][-1], tree.house)
    key = "picture.decides" if binding else "picture.says"
    details = (phrases("picture.because", step=step) if binding else asks, limit)
    tooltip = f"{step}\n{outcome.advice.say}"
    kind_now = headed(outcome.advice, tree)[0]
    strong = phrases(key, advice=said)
    return TreeCard(id, kind_now, tree.title, strong, details, tooltip, binding, spare=(asks, limit))


def _hardest(tree: Tree) -> tuple[Kind, str]:
    """Find the kind and the words of the most careful advice of a tree."""
    refers = tree.house.scales.refer.steps

    def careful(advice: Advice) -> tuple[int, int]:
        urgency = refers.index(advice.refer)
        kind = "refer" if urgency else headed(advice, tree)[0]
        return CAREFUL_FIRST.index(kind), -urgency

    first = min(tree.advice.values(), key=careful)
    return CAREFUL_FIRST[careful(first)[0]], _said(first, tree)


def _said(advice: Advice, tree: Tree) -> str:
    """Say an advice in the words that head its card, and how urgent it is."""
    phrases = tree.house.phrases
    kind, heading = headed(advice, tree)
    urgency = (
        phrases(f"drawing.urgency.{advice.refer}") if kind == "refer" else tree.house.scales.refer.words[advice.refer]
    )
    heading = phrases("drawing.missing_answer", heading=heading) if advice.incomplete else heading
    sign, _, words = heading.partition(" ")
    return ", ".join(filter(None, [f"{sign}\u00a0{words}", urgency]))


def _answer_card(decision: Decision) -> Card:
    house, phrases = decision.house, decision.house.phrases
    kind = next(kind for kind in CAREFUL_FIRST if kind == decision.verdict.kind)
    heading = f"{house.scales.kinds[kind]['symbol']} {phrases(f'drawing.heading.{decision.label}')}"
    if decision.label == "AS_PLANNED" and "planned_type" in decision.facts:
        heading = phrases("drawing.as_planned", heading=heading)
    titles = {tree.name: tree.title for tree in decision.trees}
    caps = "; ".join(caps_words(decision.ranks, house))
    decided = phrases("picture.decided_by", trees=" ".join(titles[name] for name in decision.binding))
    details = [
        decision.say,
        decided if decision.binding else phrases("picture.nothing_decides"),
        phrases("drawing.allowed", caps=caps) if caps else "",
        "" if decision.complete else phrases("drawing.incomplete"),
    ]
    shown = tuple(filter(None, details))
    return Card(ANSWER, kind, heading, house.scales.refer.words[decision.refer], shown, on_path=True, group="below")
