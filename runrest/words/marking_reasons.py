"""An explanation as Markdown, its sources linked to the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.pages.marking_up import page, safe
from runrest.words.composing import compose
from runrest.words.dialects import MARKDOWN
from runrest.words.summing_up import line, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.words.blocks import Block, Kind
    from runrest.words.reasoning import Why

MARKS: Mapping[Kind, str] = {
    "title": "# {}",
    "head": "## {}",
    "tree": "### {}",
    "say": "> {}",
    "step": "- **{}**",
    "because": "  {}",
    "forks": "  - {}",
    "evidence": "  - {}",
    "brief": "- {}",
    "source": "- {}",
}
"""How each paragraph is marked; any other stands as it is."""
TIGHT: frozenset[tuple[Kind, Kind]] = frozenset({
    ("step", "because"), ("because", "forks"), ("because", "evidence"), ("forks", "evidence"), ("forks", "step"),
    ("evidence", "step"), ("because", "step"), ("brief", "brief"), ("source", "source"),
})  # fmt: skip
"""Paragraphs that follow each other without an empty line, as one list."""


def mark_why(why: Why, length: str = "everything") -> str:
    """Write an explanation as Markdown.

    Parameters
    ----------
    why : Why
        Any explanation.
    length : str
        ``line``, ``paragraph`` or ``everything``.

    Returns
    -------
    str
        Headings, quotes and lists; no raw HTML.

    Examples
    --------
    >>> import runrest
    >>> from runrest.words.reasoning import Why
    >>> told = mark_why(Why(runrest.decide("rest_timing/soreness", {"soreness": 5})))
    >>> told.splitlines()[:3]
    ['# Why EASE?', '', '## What decides']
    """
    if length == "line":
        return safe(line(why)) + "\n"
    if length == "paragraph":
        return safe(paragraph(why)) + "\n"
    return mark_up(compose(why, MARKDOWN))


def mark_up(blocks: Iterable[Block]) -> str:
    """Mark blocks up.

    Parameters
    ----------
    blocks : iterable of Block
        Written in the dialect of Markdown.

    Returns
    -------
    str
        One page.
    """
    lines: list[str] = []
    before: Kind | None = None
    for block in blocks:
        if before is not None and (before, block.kind) not in TIGHT:
            lines.append("")
        lines.append(MARKS.get(block.kind, "{}").format(block.words))
        before = block.kind
    return page(lines)
