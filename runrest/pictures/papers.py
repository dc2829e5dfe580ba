"""The papers that a drawing is made for: how much room there is, and how small letters may become."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from attrs import frozen

PaperName: TypeAlias = Literal["a4", "a4-landscape", "phone", "free"]

SMALLEST = 12.0
"""Points: the smallest letters of a drawing before it is scaled."""
READABLE = 9.0
"""Points: the smallest letters on paper that are read at arm's length."""
INCH = 72
"""Points."""


@frozen
class Paper:
    """What a drawing is made for."""

    width: float
    """Inches that a drawing may be wide."""
    height: float
    """Inches that it may be tall, without end on a screen."""
    page: tuple[float, float] | None = None
    """Width and height of the page in inches, where there are pages."""
    column: bool = False
    """Whether everything stands in one column."""

    pad: str = "0.3,0.25"
    """Inches that are free left and right, and above and below."""
    title: int = 44
    """Characters to a line of the title."""
    footer: int = 92
    """Characters to a line of the footer."""

    @property
    def scale(self) -> float:
        """The most that a drawing may be made smaller."""
        return READABLE / SMALLEST if math.isfinite(self.height) else 1.0

    @property
    def limits(self) -> dict[str, str]:
        """Say in DOT how large a drawing may be, and what it leaves free around; a screen has no end."""
        size = {"size": f"{self.width:g},{self.height:g}"} if math.isfinite(self.height) else {}
        return size | {"pad": self.pad}


PAPERS: dict[PaperName, Paper] = {
    "a4": Paper(7.5, 10.6, (8.27, 11.69)),
    "a4-landscape": Paper(10.9, 7.4, (11.69, 8.27)),
    "phone": Paper(4.06, math.inf, column=True, pad="0.08,0.15", title=26, footer=44),
    "free": Paper(9.9, math.inf),
}
"""A phone is 390 CSS pixels wide, 96 to the inch, so that 12 points are 16 pixels."""
