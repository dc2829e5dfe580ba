"""Paragraphs into few lines: the most important first, longer words only where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.words.wording import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMN = 11


@frozen
class Part:
    """One paragraph: where it stands, how much it matters, and its words in full and in short."""

    head: str
    words: str
    matters: int
    short: str = ""

    def lines(self, width: int, *, full: bool) -> list[str]:
        """Lay the paragraph out beside its head."""
        start = f"  {self.head:<{COLUMN}}" if self.head else "  "
        return fill(self.words if full else self.short or self.words, width, start)


def fit(parts: Sequence[Part], width: int, room: int) -> list[str]:
    """Keep the parts that fit, the most important first, and lengthen them while there is room.

    Parameters
    ----------
    parts : sequence of Part
        In the order in which they are said. Those that matter most (0) are never left out, only cut.
    width : int
        Columns to fill.
    room : int
        Lines there are.

    Returns
    -------
    list of str
        At most so many lines.
    """
    chosen: dict[int, list[str]] = {}
    for at, part in sorted(enumerate(parts), key=lambda pair: pair[1].matters):
        lines = part.lines(width, full=False)
        if len(lines) <= room:
            chosen[at] = lines
            room -= len(lines)
        elif part.matters == 0 and room > 0:
            chosen[at] = [*lines[: room - 1], lines[room - 1][: width - 4] + " ..."]
            room = 0
    for at, part in enumerate(parts):
        longer = part.lines(width, full=True)
        if at in chosen and part.short and len(longer) - len(chosen[at]) <= room:
            room -= len(longer) - len(chosen[at])
            chosen[at] = longer
    return [line for at in sorted(chosen) for line in chosen[at]]
