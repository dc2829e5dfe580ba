"""From an overview to marks in columns, the same width everywhere and the same height along a row."""

from __future__ import annotations

import math
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from attrs import define, frozen

from runrest.pictures.marks import Mark, Pen
from runrest.pictures.measuring import text_inches
from runrest.pictures.papers import SMALLEST
from runrest.pictures.phrasing import break_lines

if TYPE_CHECKING:
    from runrest.pictures.cards import Card
    from runrest.pictures.marks import Label, Sketch, Span
    from runrest.pictures.overviews import Overview
    from runrest.pictures.palette import Theme
    from runrest.pictures.papers import Paper

WIDTHS = ((3.3, 41), (3.05, 37), (2.8, 34))
"""Of a card: inches, and characters to a line."""
BESIDE, BELOW = 0.12, 0.12
"""Inches between cards."""
LINE, EDGES, DOUBLE = 0.2, 0.24, 0.11
"""Inches: a line of words, what a card needs above and below them, and what a double border adds in print."""
MARGIN, TITLE, FOOT = 0.95, 0.4, 0.2
"""Inches: around everything; and a line of the title and of the footer."""
SIDES, BOLD = 0.26, 1.03
"""Inches that a card leaves free left and right of its words; and how much wider bold letters are."""
PHONE = (3.35, 40)
"""A card on a phone."""
USUAL, MOST = 3, 8
"""Columns."""
GAIN = 1.02
"""What narrower cards, or more columns, must gain."""


@frozen
class Layout:
    """How the cards of an overview stand."""

    columns: int
    width: float
    """Inches of a card."""
    characters: int
    """To a line."""
    scale: float
    """How much smaller everything must become for the paper; 1 where it fits as it is."""


def lay_out(picture: Overview, paper: Paper) -> Layout:
    """Choose widths, and columns where the picture says none, so that the letters are largest on a paper.

    Parameters
    ----------
    picture : Overview
        Of several trees.
    paper : Paper
        What it must fit.

    Returns
    -------
    Layout
        One column on a phone, three where a screen has no end.
    """
    if paper.column:
        return Layout(1, *PHONE, 1.0)
    (width, characters), *_ = WIDTHS
    if math.isinf(paper.height):
        return Layout(USUAL, width, characters, 1.0)
    columns = picture.columns or 1
    best = Layout(columns, width, characters, _scale(picture, paper, columns, width, characters))
    for width, characters in WIDTHS:
        for columns in [picture.columns] if picture.columns else range(1, MOST + 1):
            scale = _scale(picture, paper, columns, width, characters)
            if scale > best.scale * GAIN:
                best = Layout(columns, width, characters, scale)
    return best


def grid(picture: Overview, theme: Theme) -> Sketch:
    """Sketch an overview.

    Parameters
    ----------
    picture : Overview
        Of several trees.
    theme : Theme
        Its colours.

    Returns
    -------
    Sketch
        Cards in rows, as many to a row as the paper has room for; what they add up to below, as wide as all of them.
    """
    hand = _Hand(theme, picture, lay_out(picture, picture.paper))
    hand.sheet.gap, hand.sheet.space = BELOW, BESIDE
    above = [card for card in picture.cards if card.group != "below"]
    columns = hand.layout.columns
    rows = [above[start : start + columns] for start in range(0, len(above), columns)]
    for number, row in enumerate(rows):
        hand.row(row, number)
    for upper, lower in pairwise(rows):
        for one, other in zip(upper, lower, strict=False):
            hand.hold(one.id, other.id, 10, 1)
    hand.below([card for card in picture.cards if card.group == "below"], rows)
    return hand.sheet


@define
class _Hand(Pen):
    """What sketches one overview."""

    picture: Overview
    layout: Layout

    def row(self, cards: list[Card], number: int) -> None:
        """Put cards side by side."""
        told = [(card, _label(card, self.layout.characters, self.layout.width)) for card in cards]
        height = max(LINE * len(label) for _, label in told) + EDGES
        for at, (card, label) in enumerate(told):
            self.card(card, label, self.layout.width, height, f"column{at}")
            self.put(card.id, number)
        for (one, _), (other, _) in pairwise(told):
            self.hold(one.id, other.id, 1)

    def below(self, cards: list[Card], rows: list[list[Card]]) -> None:
        """Put what the cards add up to under all of them."""
        width, characters = _across(self.layout.columns, self.layout.width, self.layout.characters)
        for number, card in enumerate(cards, len(rows)):
            label = _label(card, characters, width)
            self.card(card, label, width, LINE * len(label) + EDGES, "below")
            self.put(card.id, number)
        if not cards:
            return
        for card in rows[-1]:
            self.hold(card.id, cards[0].id, 1, 1)
        for arrow in self.picture.arrows:
            self.line(arrow.start, arrow.end, arrow.on_path, weight="10", minlen="2")

    def card(self, card: Card, label: Label, width: float, height: float, group: str) -> None:
        """Write one card."""
        paint, question = self.theme.kinds[card.kind], card.kind == "question"
        style = "rounded,filled" if question else "filled"
        style += ",dashed" if paint.border == "dashed" else ""
        look = {"style": style, "fillcolor": paint.lit if card.on_path else paint.fill}
        pen = "4" if card.on_path else "1.4"
        if paint.border == "double":
            look["peripheries"], pen = "2", "2" if card.on_path else "1"
        ink = {"color": self.theme.ink if card.on_path else paint.line, "fontcolor": paint.text, "penwidth": pen}
        kind = "question" if question else f"advice {card.kind}"
        where = {"group": group, "width": f"{width:g}", "height": f"{height:.2f}", "id": f"n-{card.id}"}
        named = {"class": kind + " on-path" * card.on_path}
        self.sheet.marks.append(Mark(card.id, label, look | ink | where | named, card.tooltip))


def _scale(picture: Overview, paper: Paper, columns: int, width: float, characters: int) -> float:
    """Work out how much smaller a sheet with such columns must become."""
    wide, letters = _across(columns, width, characters)
    above = [_height(card, characters, width) for card in picture.cards if card.group != "below"]
    rows = [max(above[start : start + columns]) for start in range(0, len(above), columns)]
    rows += [_height(card, letters, wide) for card in picture.cards if card.group == "below"]
    height = sum(rows) + BELOW * len(rows) + 0.2 * len(picture.arrows)
    height += TITLE * len(break_lines(picture.title, paper.title)) + 0.3 * (picture.part[1] > 1)
    height += FOOT * (1 + sum(len(break_lines(line, paper.footer)) for line in picture.footer)) + MARGIN
    return min(1.0, paper.width / (wide + MARGIN), paper.height / height)


def _height(card: Card, characters: int, width: float) -> float:
    return LINE * len(_label(card, characters, width)) + EDGES + DOUBLE * (card.kind == "rest")


def _across(columns: int, width: float, characters: int) -> tuple[float, int]:
    """Say how wide a card below all columns is, and how many characters that holds."""
    wide = columns * width + (columns - 1) * BESIDE
    return wide, int(characters * wide / width * 1.05)


def _label(card: Card, characters: int, width: float) -> Label:
    room = width - SIDES
    lines: list[tuple[Span, ...]] = [((line, "head"),) for line in _broken(card.heading, characters - 8, room, BOLD)]
    lines += [((line, "strong"),) for line in _broken(card.strong, characters - 4, room, BOLD) if line]
    lines += [((line, "small"),) for one in card.details for line in _broken(one, characters + 1, room, 1.0)]
    return tuple(lines)


def _broken(text: str, characters: int, room: float, bold: float) -> list[str]:
    """Break a text into lines of much the same length that have room in a card, never inside a word."""
    lines = [text]
    for most in range(characters, characters // 2, -2):
        lines = break_lines(text, most)
        if " ".join(lines).split() != text.split():
            lines = wrap(text, most, break_long_words=False)
        if all(text_inches(line, SMALLEST) * bold <= room for line in lines):
            break
    return lines
