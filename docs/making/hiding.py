"""Words that only the site shows: a code host shows the same page without them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

HIDDEN = re.compile(r"<!-- site\b:?\s*(.*?)\s*-->", re.DOTALL)


def unhide(text: str) -> str:
    """Show what stands in ``<!-- site: ... -->``, such as links to pages that are only made for the site.

    Examples
    --------
    >>> unhide("All of them<!-- site: are [here](pages/index.md)-->.")
    'All of them are [here](pages/index.md).'
    """
    return HIDDEN.sub(lambda found: f" {found[1]}" if _within_line(found) else found[1], text)


def _within_line(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    return bool(before) and not before[-1].isspace()


def also(text: str, pages: Iterable[str]) -> str:
    r"""List the pages that the contents do not name yet, so that a new one is never lost.

    Examples
    --------
    >>> also(":::{toctree}\nstart\nNext week <weeks>\n:::\n", ["start", "weeks"])
    ':::{toctree}\nstart\nNext week <weeks>\n:::\n'
    >>> print(also("start\n", ["start", "drawing"]))
    start
    <BLANKLINE>
    :::{toctree}
    :hidden:
    :caption: More
    drawing
    :::
    <BLANKLINE>
    """
    named = {line.rpartition("<")[2].removesuffix(">") for line in text.splitlines()}
    missing = [page for page in sorted(pages) if page not in named]
    told = "\n".join([":::{toctree}", ":hidden:", ":caption: More", *missing, ":::", ""])
    return f"{text}\n{told}" if missing else text


def show_hidden(app: Any, page: str, source: list[str]) -> None:
    """Do both with the pages that Sphinx reads."""
    source[0] = unhide(source[0])
    if page == "index":
        source[0] = also(source[0], (file.stem for file in Path(app.srcdir).glob("*.md") if file.stem != page))
