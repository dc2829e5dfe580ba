"""Marks and lines: what a sketch is made of, and the pen that draws them.

Words stay words here: nothing is escaped, and no attribute is quoted. That is left to whoever writes the notation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

if TYPE_CHECKING:
    from runrest.pictures.palette import Theme

Span: TypeAlias = tuple[str, str]
"""Some words, and how they are set: ``""`` as they come, ``bold``, ``head`` or ``small``."""
Label: TypeAlias = tuple[tuple[Span, ...], ...]
"""Lines of spans."""
Attrs: TypeAlias = "dict[str, str]"


@frozen
class Mark:
    """A box, or a corner where a line turns."""

    id: str
    label: Label
    attrs: Attrs
    tooltip: str = ""
    align: str = "center"
    inches: float = 0.0
    """How wide it is, where its words stand on the left of it."""


@frozen
class Line:
    """A line between two marks; without ``shown`` it only keeps them in their places."""

    start: str
    end: str
    label: Label
    attrs: Attrs
    tooltip: str = ""
    align: str = "center"


@define
class Sketch:
    """Everything on the sheet, in the order in which it is written down."""

    marks: list[Mark] = field(factory=list)
    lines: list[Line] = field(factory=list)
    rows: dict[int, list[str]] = field(factory=dict)
    """Marks that stand side by side, left to right."""
    gap: float = 0.3
    """Inches between rows, smaller where there are many."""
    space: float = 0.22
    """Inches between marks in a row."""
    panels: list[list[str]] = field(factory=list)
    """Marks that stand together in a frame."""
    headroom: int = 0
    """Lines of words that stand above the first row, under the title."""


@define
class Pen:
    """What draws one sheet, in the colours of a theme."""

    theme: Theme
    sheet: Sketch = field(factory=Sketch, kw_only=True)

    def put(self, id: str, row: int) -> None:
        """Stand a mark at the right end of a row."""
        self.sheet.rows.setdefault(row, []).append(id)
        if self.sheet.panels:
            self.sheet.panels[-1].append(id)

    def line(self, start: str, end: str, lit: bool = False, label: Label = (), tooltip: str = "", **attrs: str) -> None:
        """Draw a line, in ink where it was walked; ``align`` says on which side its words are straight."""
        theme = self.theme
        align = attrs.pop("align", "center")
        ink = {"color": theme.ink, "fontcolor": theme.ink, "penwidth": "3.2", "arrowsize": "0.9", "class": "on-path"}
        self.sheet.lines.append(Line(start, end, label, (ink if lit else {}) | attrs, tooltip, align))

    def hold(self, start: str, end: str, weight: int, rows: int = 0) -> None:
        """Keep two marks in line without drawing anything."""
        apart = {"minlen": str(rows)} if rows else {}
        self.sheet.lines.append(Line(start, end, (), {"style": "invis", "weight": str(weight)} | apart))

    def corner(self, id: str, group: str, lit: bool) -> None:
        """Put a corner where lines meet, just as wide as they are, so that no gap shows."""
        size = "0.05" if lit else "0.025"
        color = self.theme.ink if lit else self.theme.quiet
        look = {"shape": "point", "width": size, "height": size, "color": color, "fillcolor": color, "penwidth": "0"}
        self.sheet.marks.append(Mark(id, (), look | {"group": group, "class": "corner"}))
