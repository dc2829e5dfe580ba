"""Divides an overview that is too large for its paper: with fewer words, or over several sheets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import evolve

from runrest.pictures.gridding import lay_out

if TYPE_CHECKING:
    from runrest.pictures.overviews import Overview
    from runrest.pictures.papers import Paper

SPARE = 1.04
"""Drawing programs differ a little from what is measured here."""


def page(picture: Overview, paper: Paper) -> tuple[Overview, ...]:
    """Fit an overview on as few sheets as have letters that can be read.

    Parameters
    ----------
    picture : Overview
        Of several trees.
    paper : Paper
        What it is drawn for.

    Returns
    -------
    tuple of Overview
        The picture itself where it fits, or where the paper has no end; without what can be left out where that saves
        a sheet. The last of several sheets says how the trees combine.

    Examples
    --------
    >>> from runrest.loading import family
    >>> from runrest.pictures.overviews import picture_overview
    >>> from runrest.pictures.papers import PAPERS
    >>> [one.part for one in page(picture_overview(family("progression"), "How to build up"), PAPERS["a4"])]
    [(1, 1)]
    """
    if picture.part[1] > 1 or math.isinf(paper.height):
        return (picture,)
    count = sum(card.group != "below" for card in picture.cards)
    for sheets in range(1, max(count, 2)):
        for whole in (picture, picture.brief):
            parts = _parts(whole, sheets, paper)
            if all(_fits(part, paper) for part in parts):
                return parts
    return (picture.brief,)


def _fits(picture: Overview, paper: Paper) -> bool:
    return lay_out(picture, paper).scale >= paper.scale * SPARE


def _parts(picture: Overview, sheets: int, paper: Paper) -> tuple[Overview, ...]:
    """Deal the cards out evenly in whole rows, in their order; what they add up to stands on the last sheet."""
    if sheets == 1:
        return (picture,)
    trees = [card for card in picture.cards if card.group != "below"]
    below = tuple(card for card in picture.cards if card.group == "below")
    fullest = evolve(picture, cards=(*trees[len(trees) * (sheets - 1) // sheets :], *below))
    columns, made = lay_out(fullest, paper).columns, []
    for number in range(1, sheets + 1):
        start, end = (columns * math.ceil(len(trees) * one / sheets / columns) for one in (number - 1, number))
        last = number == sheets
        said = picture.sheet_words.on_sheets.format(sheet=number, sheets=sheets)
        made.append(
            evolve(
                picture,
                cards=(*trees[start:end], *(below if last else ())),
                arrows=picture.arrows if last else (),
                part=(number, sheets),
                columns=columns,
                summary=f"{picture.summary} {said}.",
            )
        )
    return tuple(made)
