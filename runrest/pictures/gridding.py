"""From an overview to marks in columns, the same width everywhere and the same height along a row."""

from __future__ import annotations

import math
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from attrs import define

from runrest.pictures.marks import Mark, Pen
from runrest.pictures.phrasing import break_lines

if TYPE_CHECKING:
    from runrest.pictures.cards import Card
    from runrest.pictures.marks import Label, Sketch, Span
    from runrest.pictures.overviews import Overview
    from runrest.pictures.palette import Theme

WIDTH, CHARACTERS = 3.3, 41
"""Of a card: inches, and characters to a line."""
BESIDE, BELOW = 0.12, 0.12
"""Inches between cards."""
LINE, EDGES = 0.18, 0.16
"""Inches: a line of words, and what a card needs above and below them."""
AROUND, MARGIN = 3.2, 0.6
"""Inches: title, footer and what the cards add up to; and the margins left and right."""
USUAL, MOST = 3, 8
"""Columns."""


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
    hand = _Hand(theme, picture)
    hand.sheet.gap, hand.sheet.space = BELOW, BESIDE
    above = [card for card in picture.cards if card.group != "below"]
    columns = hand.columns(above)
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

    def columns(self, cards: list[Card]) -> int:
        """Choose as many columns as let the letters be largest on the paper."""
        paper = self.picture.paper
        if paper.column:
            return 1
        if math.isinf(paper.height):
            return USUAL
        return max(range(1, MOST + 1), key=lambda columns: self.scale(cards, columns))

    def scale(self, cards: list[Card], columns: int) -> float:
        """Estimate how far a sheet with so many columns has to be made smaller."""
        paper = self.picture.paper
        lines = [len(_label(card, CHARACTERS)) for card in cards]
        rows = [max(lines[start : start + columns]) for start in range(0, len(lines), columns)]
        height = AROUND + sum(LINE * most + EDGES + BELOW for most in rows)
        return min(paper.width / (columns * (WIDTH + BESIDE) + MARGIN), paper.height / height)

    def row(self, cards: list[Card], number: int) -> None:
        """Put cards side by side."""
        told = [(card, _label(card, CHARACTERS)) for card in cards]
        height = max(LINE * len(label) for _, label in told) + EDGES
        for at, (card, label) in enumerate(told):
            self.card(card, label, WIDTH, height, f"column{at}")
            self.put(card.id, number)
        for (one, _), (other, _) in pairwise(told):
            self.hold(one.id, other.id, 1)

    def below(self, cards: list[Card], rows: list[list[Card]]) -> None:
        """Put what the cards add up to under all of them."""
        columns = max(len(row) for row in rows)
        width = columns * WIDTH + (columns - 1) * BESIDE
        for number, card in enumerate(cards, len(rows)):
            label = _label(card, int(CHARACTERS * width / WIDTH * 1.05))
            self.card(card, label, width, LINE * len(label) + EDGES, "below")
            self.put(card.id, number)
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


def _label(card: Card, characters: int) -> Label:
    lines: list[tuple[Span, ...]] = [((line, "head"),) for line in _broken(card.heading, characters - 8)]
    lines += [((line, "strong"),) for line in _broken(card.strong, characters - 4) if line]
    lines += [((line, "small"),) for one in card.details for line in _broken(one, characters + 1)]
    return tuple(lines)


def _broken(text: str, width: int) -> list[str]:
    """Break a text into lines of much the same length, never inside a word."""
    lines = break_lines(text, width)
    return lines if " ".join(lines).split() == text.split() else wrap(text, width, break_long_words=False)
