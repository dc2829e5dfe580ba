"""Blocks as text, for a terminal and for a screen reader: words alone, no symbol stands for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.words.wording import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.words.blocks import Block, Kind

INDENTS: Mapping[Kind, tuple[str, str]] = {
    "tree": ("", "  "),
    "say": ("  ", "  "),
    "step": ("  ", "    "),
    "because": ("    ", "    "),
    "forks": ("    ", "    "),
    "evidence": ("    ", "    "),
    "change": ("  ", "    "),
    "brief": ("", "  "),
    "source": ("", "  "),
}
"""How far a paragraph stands in: its first line, and the others."""
SPACED: frozenset[Kind] = frozenset({"lead", "head", "tree", "last"})
"""Paragraphs with an empty line before them."""
LISTED: frozenset[Kind] = frozenset({"brief", "change", "source"})
"""Paragraphs with an empty line before the first of them."""


def lay_out(blocks: Iterable[Block], width: int) -> str:
    """Lay blocks out as text.

    Parameters
    ----------
    blocks : iterable of Block
        In plain words.
    width : int
        Columns to fill, 40 at least.

    Returns
    -------
    str
        Paragraph by paragraph.

    Examples
    --------
    >>> from runrest.words.blocks import Block
    >>> print(lay_out([Block("title", "Why EASE?"), Block("head", "What decides"), Block("step", "Fatigue: 6.")], 40))
    Why EASE?
    <BLANKLINE>
    What decides
      Fatigue: 6.
    """
    lines: list[str] = []
    before = ""
    for block in blocks:
        if lines and (block.kind in SPACED or (block.kind in LISTED and before != block.kind)):
            lines.append("")
        start, rest = INDENTS.get(block.kind, ("", ""))
        lines += fill(block.words, max(width, 40), start, rest)
        before = block.kind
    return "\n".join(lines)
