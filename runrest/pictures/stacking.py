"""From a picture to marks and lines in one column, as a phone shows it: a line down the left, everything beside it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.pictures.boxing import boxed, signpost
from runrest.pictures.marks import Mark, Pen
from runrest.pictures.phrasing import break_lines
from runrest.pictures.placing import letters, place

if TYPE_CHECKING:
    from runrest.pictures.cards import Arrow, Card, Picture
    from runrest.pictures.marks import Sketch
    from runrest.pictures.palette import Theme
    from runrest.pictures.placing import Plan

COLUMN = (32, 3.07)
"""Characters to a line, and inches."""
WORDS = 38
GAP, SPACE, PAUSE = 0.1, 0.22, 4
"""Inches between rows and beside the line, and rows before a question that nothing just above leads to."""

THROUGH = {"tailclip": "false", "headclip": "false"}
"""Lines run to the middle of a corner, so that no gap shows."""


def stack(picture: Picture, theme: Theme) -> Sketch:
    """Sketch a picture in one column.

    Parameters
    ----------
    picture : Picture
        Of one tree, or of several.
    theme : Theme
        Its colours.

    Returns
    -------
    Sketch
        Each question, then each of its advice under the words of the branch that leads there; other questions that
        do not come next are named by a signpost.
    """
    hand = _Hand(theme, picture, place(picture))
    hand.sheet.gap, hand.sheet.space = GAP, SPACE
    hand.letter()
    for one, after in pairwise((*hand.plan.order, "")):
        hand.question(one, after)
    return hand.sheet


@define
class _Hand(Pen):
    """What sketches one picture."""

    picture: Picture
    plan: Plan
    letters: dict[str, str] = field(factory=dict, kw_only=True)
    last: str = field(default="", kw_only=True)
    """The corner that the line down the left has come to."""
    lit: bool = field(default=False, kw_only=True)
    """Whether the walked path goes on down from there."""
    joined: bool = field(default=False, kw_only=True)
    """Whether a branch goes on down from there."""

    def letter(self) -> None:
        """Give a letter to each question that does not just come next."""
        following = set(pairwise(self.plan.order))
        jumps = {arrow.end for arrow in self.picture.arrows if (arrow.start, arrow.end) not in following}
        self.letters = letters([one for one in self.plan.order if one in jumps], self.picture)

    def question(self, one: str, after: str) -> None:
        """Draw one question and everything that it leads to."""
        self.sheet.panels.append([])
        card = self.card(one)
        arrived = self.joined
        corner = self.step(one, card.on_path)
        self.mark(card)
        self.beside(corner, one, card.on_path, head=arrived)
        arrows = [arrow for arrow in self.picture.arrows if arrow.start == one]
        arrows.sort(key=lambda arrow: arrow.end == after)
        walked = any(arrow.on_path for arrow in arrows)
        self.joined = bool(arrows)
        for number, arrow in enumerate(arrows):
            self.lit = walked
            walked = walked and not arrow.on_path
            self.words(f"{one}.words{number}", arrow)
            if arrow.end != after:
                self.end(f"{one}.end{number}", arrow)
                self.joined = number + 1 < len(arrows)
                self.lit = walked

    def card(self, id: str) -> Card:
        """Find a card."""
        return next(card for card in self.picture.cards if card.id == id)

    def mark(self, card: Card) -> None:
        """Write one card."""
        lit, tip = card.on_path, card.tooltip
        if card.kind == "signpost":
            self.sheet.marks.append(signpost(card.id, card.heading, card.letter, self.theme, lit=lit, tooltip=tip))
        else:
            letter = card.letter or self.letters.get(card.id, "")
            self.sheet.marks.append(boxed(card, COLUMN, letter, self.theme, "column"))

    def step(self, id: str, lit: bool) -> str:
        """Lead the line on to a corner in a row of its own."""
        row = len(self.sheet.rows)
        corner = f"{id}.corner"
        self.corner(corner, "line", lit or self.lit)
        self.put(corner, row)
        if self.last and self.joined:
            self.line(self.last, corner, self.lit, (), "", arrowhead="none", weight="20", **THROUGH)
        elif self.last:
            self.hold(self.last, corner, 20, PAUSE)
        self.last = corner
        return corner

    def beside(self, corner: str, id: str, lit: bool, tooltip: str = "", *, head: bool = True) -> None:
        """Stand a mark beside a corner."""
        self.put(id, len(self.sheet.rows) - 1)
        tip = {} if head else {"arrowhead": "none"}
        self.line(corner, id, lit, (), tooltip, tailclip="false", **tip)

    def words(self, id: str, arrow: Arrow) -> None:
        """Write a branch's words on a line of their own."""
        bold = "bold" if arrow.on_path and not arrow.answer else ""
        lines = [((line, bold),) for line in break_lines(arrow.words, WORDS) if line]
        lines += [((line, "bold"),) for line in break_lines(arrow.answer, WORDS) if line]
        if not lines:
            return
        corner = self.step(id, self.lit)
        color = self.theme.ink if arrow.on_path else self.theme.small
        look = {"shape": "plaintext", "width": str(COLUMN[1]), "height": "0.2", "margin": "0.02,0", "fontsize": "12"}
        kind = {"group": "column", "fontcolor": color, "class": "words"}
        self.sheet.marks.append(Mark(id, tuple(lines), look | kind, arrow.tooltip, "left", COLUMN[1] - 0.05))
        self.put(id, len(self.sheet.rows) - 1)
        self.hold(corner, id, 1)

    def end(self, id: str, arrow: Arrow) -> None:
        """Draw where a branch ends: an advice, or a signpost."""
        corner = self.step(id, self.lit)
        if arrow.end in self.plan.order:
            letter = self.letters[arrow.end]
            told = f"{self.picture.go_on}{letter}"
            self.sheet.marks.append(signpost(id, told, letter, self.theme, lit=arrow.on_path, tooltip=arrow.tooltip))
            self.beside(corner, id, arrow.on_path, arrow.tooltip)
        else:
            self.mark(self.card(arrow.end))
            self.beside(corner, arrow.end, arrow.on_path, arrow.tooltip)
