"""An explanation as text: one line, a paragraph, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.words.composing import compose
from runrest.words.summing_up import line, paragraph
from runrest.words.wording import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.words.blocks import Block, Kind
    from runrest.words.reasoning import Why

INDENTS: Mapping[Kind, tuple[str, str]] = {
    "tree": ("", "  "),
    "say": ("  ", "  "),
    "step": ("  ", "    "),
    "because": ("    ", "    "),
    "forks": ("    ", "    "),
    "evidence": ("    ", "    "),
    "brief": ("", "  "),
    "source": ("", "  "),
}
"""How far a paragraph stands in: its first line, and the others."""
SPACED: frozenset[Kind] = frozenset({"lead", "head", "tree", "last"})
"""Paragraphs with an empty line before them."""


def tell_why(why: Why, length: str = "everything", *, width: int = 80) -> str:
    """Tell an explanation as text.

    Parameters
    ----------
    why : Why
        Any explanation.
    length : str
        ``line``, ``paragraph`` or ``everything``.
    width : int
        Columns to fill, 40 at least; a line is never broken.

    Returns
    -------
    str
        Words alone: no symbol stands for anything.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.reasoning import Why
    >>> tell_why(Why(runrest.decide("rest_timing/soreness", {"soreness": 5})), "line")
    'Why EASE? Muscle soreness this morning: 5 of 7.'
    """
    if length == "line":
        return line(why)
    if length == "paragraph":
        return "\n".join(fill(paragraph(why), max(width, 40)))
    return lay_out(compose(why), width)


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
    """
    lines: list[str] = []
    before = ""
    for block in blocks:
        if lines and (block.kind in SPACED or (block.kind == "brief" and before != "brief")):
            lines.append("")
        start, rest = INDENTS.get(block.kind, ("", ""))
        lines += fill(block.words, max(width, 40), start, rest)
        before = block.kind
    return "\n".join(lines)
