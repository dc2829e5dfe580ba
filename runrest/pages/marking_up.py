"""Small pieces of Markdown: plain words made safe, links, anchors, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " ", **{sign: f"\\{sign}" for sign in "\\`*_[]|#~"}}
)


def safe(words: str) -> str:
    r"""Write words so that no sign in them means anything to Markdown.

    Examples
    --------
    >>> print(safe("below <3>, not_this"))
    below &lt;3&gt;, not\_this
    """
    return words.strip().translate(ESCAPED)


def code(name: str) -> str:
    """Write a name as it is written in files.

    Examples
    --------
    >>> code("pain_now")
    '`pain_now`'
    """
    return f"`{name}`"


def link(words: str, page: str, anchor: str = "") -> str:
    """Link to a page, or to a place on it.

    Examples
    --------
    >>> link("pain", "../signals.md", "pain_now")
    '[pain](../signals.md#pain_now)'
    """
    return f"[{words}]({page}{f'#{anchor}' if anchor else ''})"


def anchor(name: str) -> str:
    """Mark a place that links can lead to, whatever a renderer makes of headings.

    Examples
    --------
    >>> anchor("pain_now")
    '<a id="pain_now"></a>'
    """
    return f'<a id="{name}"></a>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lay out a table; its cells are Markdown already.

    Examples
    --------
    >>> table(["a", "b"], [["1", "2"]])
    ['| a | b |', '|---|---|', '| 1 | 2 |', '']
    """
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def page(lines: Iterable[str]) -> str:
    """Join lines to a page that ends in one line break, without two empty lines in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"
