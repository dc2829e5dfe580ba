"""Blocks as Markdown: headings, quotes and lists, no raw HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.pages.marking_up import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.words.blocks import Block, Kind

MARKS: Mapping[Kind, str] = {
    "title": "# {}",
    "head": "## {}",
    "tree": "### {}",
    "say": "> {}",
    "step": "- **{}**",
    "because": "  {}",
    "forks": "  - {}",
    "evidence": "  - {}",
    "change": "- {}",
    "brief": "- {}",
    "source": "- {}",
}
"""How each paragraph is marked; any other stands as it is."""
TIGHT: frozenset[tuple[Kind, Kind]] = frozenset({
    ("step", "because"), ("because", "forks"), ("because", "evidence"), ("forks", "evidence"), ("forks", "step"),
    ("evidence", "step"), ("because", "step"), ("brief", "brief"), ("change", "change"), ("source", "source"),
})  # fmt: skip
"""Paragraphs that follow each other without an empty line, as one list."""


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

    Examples
    --------
    >>> from runrest.words.blocks import Block
    >>> print(mark_up([Block("title", "Why EASE?"), Block("step", "Fatigue: 6."), Block("because", "It tells.")]))
    # Why EASE?
    <BLANKLINE>
    - **Fatigue: 6.**
      It tells.
    <BLANKLINE>
    """
    lines: list[str] = []
    before: Kind | None = None
    for block in blocks:
        if before is not None and (before, block.kind) not in TIGHT:
            lines.append("")
        lines.append(MARKS.get(block.kind, "{}").format(block.words))
        before = block.kind
    return page(lines)
