"""The picture of a tree as a log went through it: the wider a line, the more days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from runrest.pictures.captions import day
from runrest.pictures.inks import FAINT, Ink, InkedArrow, InkedCard
from runrest.pictures.picturing import picture_tree

if TYPE_CHECKING:
    from runrest.linking import Tree
    from runrest.phrases import Phrases
    from runrest.pictures.cards import Card, Picture
    from runrest.pictures.traffic import Passage, Traffic

UNVISITED = Ink(FAINT, "dotted", "quiet")


def picture_traffic(tree: Tree, traffic: Traffic) -> Picture:
    """Picture a tree with the number of days on each branch.

    Parameters
    ----------
    tree : Tree
        The tree that the days were counted in.
    traffic : Traffic
        Its counts.

    Returns
    -------
    Picture
        As ``picture_tree``, with the count in words on each branch, lines as wide as their share of the days, and
        everything that no day came to faint.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.loading import house, load
    >>> from runrest.pictures.traffic import count_days
    >>> tree, check = load("rest_timing/soreness"), house().vocabulary.check
    >>> told = enumerate(({"soreness": 6}, {"soreness": 2}, {}), 1)
    >>> days = [(date(2026, 11, at), check(facts)) for at, facts in told]
    >>> [arrow.answer for arrow in picture_traffic(tree, count_days(tree, days)).arrows]
    ['1 of 3 days', 'no day', '2 of 3 days, 1 not known']
    """
    plain, phrases = picture_tree(tree), tree.house.phrases
    order = sorted(tree.questions.values(), key=lambda one: one.id != tree.file.start)
    places = [(question.id, at) for question in order for at in range(len(question.branches))]
    arrows = []
    came: dict[str, int] = {tree.file.start: traffic.days}
    for arrow, place in zip(plain.arrows, places, strict=True):
        passage = traffic.through(*place)
        ink = Ink.of_share(passage.days / traffic.days if traffic.days else 0.0)
        said = _counted(passage, traffic, phrases, only_unknown=arrow.unknown)
        came[arrow.end] = came.get(arrow.end, 0) + passage.days
        arrows.append(InkedArrow(arrow.start, arrow.end, arrow.words, said, False, arrow.tooltip, arrow.unknown, ink))
    cards = tuple(_card(card, came.get(card.id, 0)) for card in plain.cards)
    *said_first, guidance = plain.footer
    foot = (*said_first, *_footer(traffic, phrases), guidance)
    title = phrases("picture.heat_title", title=plain.title, n=traffic.days)
    summary = phrases("picture.heat_summary", summary=plain.summary, n=traffic.days)
    return evolve(plain, title=title, cards=cards, arrows=tuple(arrows), footer=foot, summary=summary)


def _card(card: Card, days: int) -> Card:
    ink = None if days else UNVISITED
    return InkedCard(card.id, card.kind, card.heading, card.strong, card.details, card.tooltip, False, card.group, ink)


def _counted(passage: Passage, traffic: Traffic, phrases: Phrases, *, only_unknown: bool) -> str:
    """Say how many days went down a branch, and on how many of them the answer was not known."""
    if not passage.days:
        return phrases("picture.no_day")
    said = phrases("picture.days_of", count=passage.days, n=traffic.days)
    if passage.unknown and not only_unknown:
        key = "picture.all_unknown" if passage.unknown == passage.days else "picture.days_unknown"
        return phrases(key, days=said, count=passage.unknown)
    return said


def _footer(traffic: Traffic, phrases: Phrases) -> list[str]:
    if traffic.first is None or traffic.last is None:
        return [phrases("picture.heat_nothing")]
    span = phrases(
        "picture.heat_span", n=traffic.days, first=day(traffic.first, phrases), last=day(traffic.last, phrases)
    )
    silent = phrases("picture.heat_silent", n=traffic.silent) if traffic.silent else phrases("picture.heat_told")
    return [f"{span} {silent}", phrases("picture.heat_key")]
