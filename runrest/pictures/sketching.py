"""From a picture and the places of its cards to marks and lines: a drawing without any notation yet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field

from runrest.pictures.boxing import boxed, signpost
from runrest.pictures.marks import Pen, Sketch, Span
from runrest.pictures.measuring import ARROW_WIDTHS, DOWN_WIDTH, Measure, gaps, size, spoken
from runrest.pictures.phrasing import break_lines
from runrest.pictures.placing import Plan, place
from runrest.pictures.stacking import stack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.pictures.cards import Arrow, Card, Picture
    from runrest.pictures.palette import Theme
    from runrest.pictures.placing import Lane


def sketch(picture: Picture, theme: Theme) -> Sketch:
    """Sketch a picture in a theme.

    Parameters
    ----------
    picture : Picture
        Of one tree.
    theme : Theme
        Its colours.

    Returns
    -------
    Sketch
        The same for the same picture.
    """
    if picture.paper.column:
        return stack(picture, theme)
    plan = place(picture)
    sized = size(picture, plan, picture.paper)
    hand = _Hand(theme, picture, plan, sized.middle, sized.side)
    hand.sheet.gap, hand.sheet.space = gaps(plan)
    for lane in sorted(plan.lanes, key=lambda lane: -lane.level):
        hand.lane(lane)
    for one in plan.order:
        hand.put(one, plan.row[one])
        hand.beside(one)
    hand.spine()
    for card in picture.cards:
        hand.card(card)
    return hand.sheet


@define
class _Hand(Pen):
    """What sketches one picture."""

    picture: Picture
    plan: Plan
    middle: Measure
    """Characters and inches of a card on the spine."""
    side: Measure
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
        rows = self.plan.row[arrow.end] - self.plan.row[arrow.start]
        margin = "\u00a0" * (3 if arrow.on_path else 2)
        bold = "bold" if arrow.on_path and not arrow.answer else ""
        label: list[tuple[Span, ...]] = [
            ((margin + line, bold),) for line in break_lines(arrow.words, DOWN_WIDTH) if line
        ]
        if arrow.answer:
            alone = not label or len(label[-1][0][0]) + len(arrow.answer) > DOWN_WIDTH
            start: Span = (margin if alone else label.pop()[0][0] + " \u00b7 ", "")
            label.append((start, (arrow.answer, "bold")))
        attrs = {"weight": "10", "minlen": str(rows)}
        self.line(arrow.start, arrow.end, arrow.on_path, tuple(label), arrow.tooltip, align="left", **attrs)

    def across(self, start: str, end: str, arrow: Arrow, **attrs: str) -> None:
        """Draw one arrow across, its words above it in short lines."""
        bold = "bold" if arrow.on_path and not arrow.answer else ""
        lines = [((line, bold),) for line in spoken(arrow.words, self.picture.aside) if line]
        lines += [((line, "bold"),) for line in break_lines(arrow.answer, ARROW_WIDTHS[0]) if line]
        if arrow.start == self.plan.order[0]:
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
        letter = self.plan.signposts[arrow.end]
        told = f"{self.picture.go_on}{letter}"
        self.sheet.marks.append(signpost(id, told, letter, self.theme, lit=arrow.on_path, tooltip=arrow.tooltip))

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
        if card.kind == "signpost":
            lit, tip = card.on_path, card.tooltip
            mark = signpost(card.id, card.heading, card.letter, self.theme, lit=lit, tooltip=tip)
            self.sheet.marks.append(mark)
            return
        beside = card.group == "side" and not (self.plan.below and self.plan.below.end == card.id)
        letter = card.letter or self.plan.signposts.get(card.id, "")
        measure, group = (self.side, "side") if beside else (self.middle, "spine")
        self.sheet.marks.append(boxed(card, measure, letter, self.theme, group))
