"""From a picture and the places of its cards to marks and lines: a drawing without any notation yet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.pictures.marks import Mark, Pen, Sketch, Span
from runrest.pictures.phrasing import break_lines
from runrest.pictures.picturing import QUESTION_WIDTH, SAY_WIDTH
from runrest.pictures.placing import Plan, place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.pictures.palette import Theme
    from runrest.pictures.picturing import Arrow, Card, Picture
    from runrest.pictures.placing import Lane

A4 = (7.5, 10.6)
SPINE = (QUESTION_WIDTH, 3.1)
SHEET_SPINE = (52, 4.4)
SIDES = ((SAY_WIDTH, 3.1), (42, 3.6), (52, 4.4), (64, 5.2))
"""How wide a card may be: characters to a line, and inches."""
GAP_INCHES, LINE_INCHES = 1.3, 0.19
ARROW_WIDTH, ANSWER_WIDTH = 18, 30
ANSWER_SPACE = 2.8
LONG_SHEET = 9


def sketch(picture: Picture, theme: Theme) -> Sketch:
    """Sketch a picture in a theme.

    Parameters
    ----------
    picture : Picture
        Of one tree, or of several.
    theme : Theme
        Its colours.

    Returns
    -------
    Sketch
        The same for the same picture.
    """
    plan = place(picture)
    hand = _Hand(theme, picture, plan, SHEET_SPINE if picture.sheet else SPINE, _side(picture, plan))
    hand.sheet.gap = 0.11 if picture.sheet else 0.2 if plan.rows > LONG_SHEET else 0.3
    hand.sheet.space = ANSWER_SPACE if picture.sheet and any(arrow.answer for arrow in picture.arrows) else 0.22
    for lane in sorted(plan.lanes, key=lambda lane: -lane.level):
        hand.lane(lane)
    for one in plan.order:
        hand.put(one, plan.row[one])
        hand.beside(one)
    hand.spine()
    for card in picture.cards:
        hand.card(card)
    return hand.sheet


def _side(picture: Picture, plan: Plan) -> tuple[int, float]:
    """Choose the width of the advice at which the sheet fits A4 with the largest letters."""
    if picture.sheet:
        return SHEET_SPINE
    left = 0.4 + 1.1 * bool(plan.lanes) + SPINE[1] + GAP_INCHES
    best, largest = SIDES[0], 0.0
    for characters, inches in SIDES:
        tallest = [0.0] * plan.rows
        for card in picture.cards:
            width = characters if card.group == "side" else QUESTION_WIDTH
            lines = 1 + bool(card.strong) + sum(len(break_lines(one, width)) for one in card.details)
            tallest[plan.row[card.id]] = max(tallest[plan.row[card.id]], 0.2 + LINE_INCHES * lines)
        height = 1.3 + sum(tallest) + 0.36 * plan.rows
        scale = min(1.0, A4[0] / (left + inches), A4[1] / height)
        if scale > largest * 1.02:
            best, largest = (characters, inches), scale
    return best


def _short(words: str, aside: str) -> list[str]:
    """Break an arrow's words, "or not known" onto a line of its own."""
    known = words.removesuffix(aside)
    if len(words) <= ARROW_WIDTH or known == words:
        return break_lines(words, ARROW_WIDTH)
    return [*break_lines(known, ARROW_WIDTH), aside.strip()]


@define
class _Hand(Pen):
    """What sketches one picture."""

    picture: Picture
    plan: Plan
    middle: tuple[int, float]
    """Characters and inches of a card on the spine."""
    side: tuple[int, float]
    column: list[tuple[int, str]] = field(factory=list, kw_only=True)
    """What stands in the column on the right, with its rows."""

    def spine(self) -> None:
        """Draw what runs down the spine, and keep both columns straight."""
        row, order = self.plan.row, self.plan.order
        down = {(arrow.start, arrow.end): arrow for arrow in self.plan.down}
        for above, under in pairwise(order):
            arrow = down.get((above, under))
            if arrow:
                self.down(arrow)
            else:
                self.hold(above, under, 10, row[under] - row[above])
        if self.plan.below:
            self.down(self.plan.below)
        for (first, above), (second, under) in pairwise(self.column):
            self.hold(above, under, 5, second - first)

    def down(self, arrow: Arrow) -> None:
        """Draw one arrow down the spine, its words to the right of it."""
        last = self.picture.sheet and arrow.end == self.plan.order[-1]
        rows = self.plan.row[arrow.end] - self.plan.row[arrow.start] + last
        margin = "\u00a0" * (3 if arrow.on_path else 2)
        spans: list[Span] = [(margin + arrow.words, "bold" if arrow.on_path and not arrow.answer else "")]
        if arrow.answer:
            spans = [(spans[0][0] + (" \u00b7 " if arrow.words else ""), ""), (arrow.answer, "bold")]
        label = (tuple(spans),) if arrow.words or arrow.answer else ()
        tip = {"arrowhead": "none"} if self.picture.sheet and not last else {}
        self.line(arrow.start, arrow.end, arrow.on_path, label, arrow.tooltip, weight="10", minlen=str(rows), **tip)

    def across(self, start: str, end: str, arrow: Arrow, **attrs: str) -> None:
        """Draw one arrow across, its words above it in short lines."""
        bold = "bold" if arrow.on_path and not arrow.answer else ""
        lines = [((line, bold),) for line in _short(arrow.words, self.picture.aside) if line]
        answer = break_lines(arrow.answer, ANSWER_WIDTH if self.picture.sheet else ARROW_WIDTH)
        lines += [((line, "bold"),) for line in answer if line]
        if self.picture.sheet and lines:
            attrs |= {"labeldistance": "10", "labelangle": str(-1 - 4 * len(lines))}
        elif arrow.start == self.plan.order[0]:
            self.sheet.headroom = max(self.sheet.headroom, len(lines) - 1)
        self.line(start, end, arrow.on_path, tuple(lines), arrow.tooltip, **attrs)

    def beside(self, one: str) -> None:
        """Draw what leaves a question to the right: one arrow, or a fan of them."""
        arrows = self.plan.beside[one]
        lit = [number for number, arrow in enumerate(arrows) if arrow.on_path]
        posts = 0
        for number, arrow in enumerate(arrows):
            row, end = self.plan.row[one] + number, arrow.end
            if end in self.plan.order:
                end = f"{one}.signpost{posts or ''}"
                posts += 1
                self.signpost(end, arrow)
            corner = f"{one}.turn{number}"
            if len(arrows) == 1:
                self.across(one, end, arrow)
            else:
                walked = bool(lit) and number <= lit[0]
                self.corner(corner, f"{one}.turn", walked)
                self.put(corner, row)
                before = f"{one}.turn{number - 1}" if number else one
                self.line(before, corner, walked, arrowhead="none", weight="8")
                self.across(corner, end, arrow)
            self.put(end, row)
            self.column.append((row, end))

    def signpost(self, id: str, arrow: Arrow) -> None:
        """Put a small card that names the question to go on at."""
        theme = self.theme
        color = theme.ink if arrow.on_path else theme.quiet
        look = {"style": "rounded,filled,dashed", "fillcolor": theme.paper, "color": color}
        size = {"width": "1.5", "height": "0.4", "group": "side", "penwidth": "2.2" if arrow.on_path else "1.2"}
        kind = {"class": "signpost on-path" if arrow.on_path else "signpost", "fontcolor": theme.ink}
        said = (((self.picture.go_on, ""), (self.plan.signposts[arrow.end], "bold")),)
        self.sheet.marks.append(Mark(id, said, look | size | kind, arrow.tooltip))

    def lane(self, lane: Lane) -> None:
        """Draw a lane on the left, from corner to corner."""
        row, group = self.plan.row, f"lane{lane.level}"
        met: dict[int, list[tuple[str, Arrow]]] = {}
        for arrow in lane.arrows:
            for one in (arrow.start, arrow.end):
                met.setdefault(row[one], []).append((one, arrow))
        inner = {
            row[one]
            for other in self.plan.lanes
            if other.level < lane.level
            for arrow in other.arrows
            for one in (arrow.start, arrow.end)
        }
        stops = sorted({*met, *(stop for stop in inner if min(met) < stop < max(met))})
        corners = {stop: f"{lane.arrows[0].start}.{lane.arrows[-1].end}.lane{stop}" for stop in stops}
        for before, stop in zip([None, *stops], stops, strict=False):
            walked = [arrow for arrow in lane.arrows if arrow.on_path and row[arrow.start] <= stop <= row[arrow.end]]
            self.corner(corners[stop], group, bool(walked))
            for other in self.sheet.rows.get(stop, []):
                self.hold(other, corners[stop], 1)
            self.put(corners[stop], stop)
            if before is not None:
                lit = any(row[arrow.start] <= before for arrow in walked)
                apart = str(stop - before)
                self.line(corners[before], corners[stop], lit, minlen=apart, weight="20", arrowhead="none")
            self.turn(corners[stop], met.get(stop, []), lane)

    def turn(self, corner: str, met: Iterable[tuple[str, Arrow]], lane: Lane) -> None:
        """Join a lane's corner to the question in its row; the words stand where they tell branches apart."""
        joined = list(met)
        if not joined:
            return
        one, arrow = joined[0]
        arrives = arrow.end == one
        head = "normal" if arrives else "none"
        if arrives == lane.fan:
            self.across(corner, one, arrow, arrowhead=head)
        else:
            self.line(corner, one, any(other.on_path for _, other in joined), arrowhead=head)

    def card(self, card: Card) -> None:
        """Write one card."""
        paint = self.theme.kinds[card.kind]
        question = card.kind == "question"
        beside = card.group == "side" and not (self.plan.below and self.plan.below.end == card.id)
        characters, inches = self.side if beside else self.middle
        letter = self.plan.signposts.get(card.id)
        lines: list[tuple[Span, ...]] = [
            ((line, "" if question else "head"),) for line in break_lines(card.heading, characters)
        ]
        if letter:
            lines[0] = ((letter, "bold"), ("\u00a0\u00a0", ""), *lines[0])
        if card.strong:
            lines.append(((card.strong, "strong"),))
        lines += [
            ((line, "" if question else "small"),) for one in card.details for line in break_lines(one, characters + 2)
        ]
        pen = (("2.2", "1.2") if question else ("3", "1.4"))[not card.on_path]
        kind = "question" if question else f"advice {card.kind}"
        style = "rounded,filled" if question else "filled"
        look = {"style": style, "fillcolor": paint.lit if card.on_path else paint.fill}
        ink = {"color": self.theme.ink if card.on_path else paint.line, "fontcolor": paint.text, "penwidth": pen}
        where = {"group": "side" if beside else "spine", "width": str(inches), "id": f"n-{card.id}"}
        self.sheet.marks.append(
            Mark(card.id, tuple(lines), look | ink | where | {"class": kind + " on-path" * card.on_path}, card.tooltip)
        )
