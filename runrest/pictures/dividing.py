"""Divides a picture that is too tall for its paper: several sheets, with letters where one goes on at another.

It is cut after a question and all its advice, where the fewest branches lead over the cut, on as few sheets as will do.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.pictures.cards import Card, Picture
from runrest.pictures.measuring import size
from runrest.pictures.overviews import Overview
from runrest.pictures.paging import page
from runrest.pictures.placing import place, place_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runrest.pictures.papers import Paper
    from runrest.pictures.placing import Plan

SPARE = 1.03
"""Drawing programs differ a little from what is measured here."""
CUT_COST, UNEVEN_COST = 2.0, 1.0
"""A branch over a cut, against a sheet that is wholly empty."""


@frozen
class Door:
    """Where a sheet is entered from others."""

    letter: str
    sheet: int
    """The sheet that the question stands on."""
    origins: tuple[int, ...]
    """The sheets that lead to it."""


@lru_cache(maxsize=64)
def divide(picture: Picture, paper: Paper) -> tuple[Picture, ...]:
    """Divide a picture into sheets on which every letter can be read.

    Parameters
    ----------
    picture : Picture
        Of one tree, or of several.
    paper : Paper
        What it is drawn for.

    Returns
    -------
    tuple of Picture
        The picture itself where it fits, where the paper has no end, or where it is of a kind that is drawn as one.

    Examples
    --------
    >>> from runrest.loading import load
    >>> from runrest.pictures.papers import PAPERS
    >>> from runrest.pictures.picturing import picture_tree
    >>> [one.part for one in divide(picture_tree(load("rest_timing/soreness")), PAPERS["a4"])]
    [(1, 1)]
    """
    if isinstance(picture, Overview):
        return page(picture, paper)
    if (
        picture.part[1] > 1
        or type(picture) is not Picture
        or math.isinf(paper.height)
        or _fits(picture, place(picture), paper)
    ):
        return (picture,)
    order = place(picture).order
    groups = [order[start:end] for start, end in pairwise(_cuts(picture, order, paper))]
    return _sheets(picture, groups) if len(groups) > 1 else (picture,)


def _fits(picture: Picture, plan: Plan, paper: Paper) -> bool:
    return size(picture, plan, paper).scale(paper) >= paper.scale * SPARE


def _cuts(picture: Picture, order: Sequence[str], paper: Paper) -> list[int]:
    """Choose where to cut: as few sheets as will do, then few branches over the cuts, then even sheets."""
    at = {one: number for number, one in enumerate(order)}
    crossing = [(at[arrow.start], at[arrow.end]) for arrow in picture.arrows if arrow.end in at]
    best: dict[int, tuple[int, float, list[int]]] = {0: (0, 0.0, [0])}
    for end in range(1, len(order) + 1):
        for start in range(end - 1, -1, -1):
            part = _part(picture, order[start:end], (2, 3), {})
            fits = _fits(part, place_in(order[start:end], part), paper)
            if not fits and start < end - 1:
                break
            sheets, cost, cuts = best[start]
            over = sum(start <= one < end <= other for one, other in crossing)
            cost += CUT_COST * over + UNEVEN_COST * ((end - start) / len(order)) ** 2
            if end not in best or (sheets + 1, cost) < best[end][:2]:
                best[end] = (sheets + 1, cost, [*cuts, end])
    return best[len(order)][2]


def _sheets(picture: Picture, groups: Sequence[Sequence[str]]) -> tuple[Picture, ...]:
    """Make a picture of each group of questions, and give letters to those that other sheets lead to."""
    sheet = {one: number for number, group in enumerate(groups, 1) for one in group}
    over = [arrow for arrow in picture.arrows if arrow.end in sheet and sheet[arrow.start] != sheet[arrow.end]]
    led = [one for one in sheet if any(arrow.end == one for arrow in over)]
    doors = {}
    for number, one in enumerate(led):
        origins = {sheet[arrow.start] for arrow in over if arrow.end == one}
        letter = ascii_uppercase[number % 26] + str(number // 26 or "")
        doors[one] = Door(letter, sheet[one], tuple(sorted(origins)))
    used, made = len(doors), []
    for number, group in enumerate(groups, 1):
        part = evolve(_part(picture, group, (number, len(groups)), doors), letters_used=used)
        lettered = {card.id for card in part.cards if card.letter}
        used += len(set(place(part).signposts) - lettered)
        made.append(part)
    return tuple(made)


def _part(picture: Picture, group: Sequence[str], part: tuple[int, int], doors: Mapping[str, Door]) -> Picture:
    """Make the picture of some questions, a signpost for each branch that leads off the sheet."""
    outside = {card.id for card in picture.cards if card.group == "spine"} - set(group)
    arrows = [arrow for arrow in picture.arrows if arrow.start not in outside]
    shown = {*group, *(arrow.end for arrow in arrows)} - outside
    words = picture.sheet_words
    cards = [_arrived(card, picture, doors) for card in picture.cards if card.id in shown]
    for number, arrow in enumerate(arrows):
        if arrow.end in outside:
            door = doors.get(arrow.end, Door("A", part[1], ()))
            told = words.go_on_sheet.format(letter=door.letter, sheet=door.sheet)
            id = f"{arrow.start}.to{number}"
            cards.append(Card(id, "signpost", told, "", (), arrow.tooltip, arrow.on_path, "side", letter=door.letter))
            arrows[number] = evolve(arrow, end=id)
    said = words.on_sheets.format(sheet=part[0], sheets=part[1])
    summary = f"{picture.summary} {said}." if picture.summary else said
    return evolve(picture, cards=tuple(cards), arrows=tuple(arrows), part=part, summary=summary)


def _arrived(card: Card, picture: Picture, doors: Mapping[str, Door]) -> Card:
    """Say on a question from which sheets one comes to it."""
    if card.id not in doors:
        return card
    door = doors[card.id]
    told = picture.sheet_words.from_sheet.format(sheet=", ".join(map(str, door.origins)))
    return evolve(card, letter=door.letter, details=(*card.details, told))
