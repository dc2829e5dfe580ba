"""How large a drawing will be, worked out before any drawing program sees it, so that all of them get the same sheets.

The figures are for letters such as Helvetica's, which every drawing program here knows the widths of.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.pictures.cards import QUESTION_WIDTH, SAY_WIDTH
from runrest.pictures.papers import INCH
from runrest.pictures.phrasing import break_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runrest.pictures.cards import Arrow, Card, Picture
    from runrest.pictures.papers import Paper
    from runrest.pictures.placing import Plan

Measure = tuple[int, float]
"""How wide a card may be: characters to a line, and inches."""

SPINE: tuple[Measure, ...] = ((QUESTION_WIDTH, 3.1), (42, 3.6), (27, 2.6))
SIDES: tuple[Measure, ...] = ((SAY_WIDTH, 3.1), (42, 3.6), (52, 4.4), (64, 5.2), (76, 6.2), (30, 2.8))
ARROW_WIDTHS, DOWN_WIDTH = (18, 26, 34), 32
MOST_LINES = 3
LONG_SHEET = 9

NARROW, WIDE = frozenset("fijlrtI.,;:'|!()[]/ -\u00a0\u00b7"), frozenset("mwMW%@\u2013\u25b2\u25a0\u25cb\u25ba\u2192")
QUESTION_LINE, ADVICE_LINE, WORDS_LINE = 0.215, 0.184, 0.2
"""Inches from one line to the next."""
LANE_INCHES = 0.36
LOOSE = 0.92
"""What heights come out as against their sum: Graphviz lets words slip between cards. Measured on the shipped trees."""
EDGES = 0.72
"""Inches around everything: the pad of the sheet and the margin of what stands on it."""


@frozen
class Size:
    """How a picture is set, and how large that will be in inches."""

    middle: Measure
    side: Measure
    width: float
    height: float

    def scale(self, paper: Paper) -> float:
        """Say how much smaller it must become for a paper, 1 where it fits as it is."""
        return min(1.0, paper.width / self.width, paper.height / self.height)


def size(picture: Picture, plan: Plan, paper: Paper) -> Size:
    """Choose the widths of cards at which a picture has the largest letters on a paper.

    Parameters
    ----------
    picture : Picture
        Of one tree.
    plan : Plan
        Its places.
    paper : Paper
        What it must fit.

    Returns
    -------
    Size
        Of the narrowest cards that do nearly as well as any.
    """
    tried = [_sized(picture, plan, *widths) for widths in _widths()]
    best = tried[0]
    for one in tried[1:]:
        if one.scale(paper) > best.scale(paper) * 1.02:
            best = one
    return best


def gaps(plan: Plan) -> tuple[float, float]:
    """Give the inches between rows, and between cards that stand side by side."""
    return 0.2 if plan.rows > LONG_SHEET else 0.3, 0.22


@lru_cache(maxsize=4096)
def text_inches(text: str, points: float) -> float:
    """Say how wide a text is, rather too wide than too narrow.

    Examples
    --------
    >>> round(text_inches("Rest.", 12), 2)
    0.41
    """
    widths = (0.32 if sign in NARROW else 0.9 if sign in WIDE else 0.73 if sign.isupper() else 0.56 for sign in text)
    return sum(widths) * points / INCH


def lines_of(card: Card, width: int) -> list[str]:
    """Break what a card says into the lines that it is drawn with."""
    question = card.kind == "question"
    lines = break_lines(card.heading, width) + [line for line in break_lines(card.strong, width) if line]
    return lines + [line for one in card.details for line in break_lines(one, width if question else width + 2)]


def _widths() -> Iterator[tuple[Measure, Measure]]:
    yield from ((middle, side) for middle in SPINE for side in SIDES)


def _sized(picture: Picture, plan: Plan, middle: Measure, side: Measure) -> Size:
    tallest, above = [0.0] * plan.rows, _above(picture, plan)
    wide = {"spine": middle[1], "side": side[1]}
    for card in picture.cards:
        lines = lines_of(card, (side if card.group == "side" else middle)[0])
        row, each = plan.row[card.id], QUESTION_LINE if card.kind == "question" else ADVICE_LINE
        tallest[row] = max(tallest[row], 0.2 + each * len(lines), 0.5)
        wide[card.group] = max(wide[card.group], *(0.3 + text_inches(line, 12) for line in lines))
    gap, space = gaps(plan)
    words = [arrow for arrows in plan.beside.values() for arrow in arrows]
    levels = 1 + max((lane.level for lane in plan.lanes), default=-1)
    lanes = [arrow for lane in plan.lanes for arrow in lane.arrows]
    width = EDGES + levels * LANE_INCHES + sum(wide.values()) + 2 * space
    width += _widest(words, picture) + _widest(lanes, picture)
    title = len(break_lines(picture.title, picture.paper.title)) * 0.35 + 0.2 + 0.2 * (picture.part[1] > 1)
    foot = 0.2 * (1 + sum(len(break_lines(line, picture.paper.footer)) for line in picture.footer))
    height = EDGES + title + foot + sum(tallest) + sum(above) + gap * plan.rows
    return Size(middle, side, width, LOOSE * height)


def _widest(arrows: Sequence[Arrow], picture: Picture) -> float:
    lines = (line for arrow in arrows for line in spoken(arrow.words, picture.aside))
    return max((text_inches(line, 12) for line in lines), default=0.0)


def _above(picture: Picture, plan: Plan) -> list[float]:
    """Give the inches that words on lines push each row down."""
    pushed = [0.0] * plan.rows
    for one, arrows in plan.beside.items():
        for row, arrow in enumerate(arrows, plan.row[one]):
            pushed[row] = max(pushed[row], WORDS_LINE * len(spoken(arrow.words, picture.aside)) - 0.08)
    for arrow in (*plan.down, *filter(None, [plan.below])):
        row, lines = plan.row[arrow.end], break_lines(arrow.words, DOWN_WIDTH) + [""] * bool(arrow.answer)
        pushed[row] = max(pushed[row], WORDS_LINE * len(lines) + 0.1)
    return pushed


def spoken(words: str, aside: str) -> list[str]:
    """Break an arrow's words into short lines, "or not known" onto one of its own.

    At most three lines as a rule: more would reach up into the row above.
    """
    lines: list[str] = []
    for width in ARROW_WIDTHS:
        known = words.removesuffix(aside)
        if len(words) <= width or known == words:
            lines = break_lines(words, width)
        else:
            lines = [*break_lines(known, width), aside.strip()]
        if len(lines) <= MOST_LINES:
            break
    return lines
