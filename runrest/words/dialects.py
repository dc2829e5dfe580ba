"""How words are written down: as plain text, or as Markdown with links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from attrs import frozen

from runrest.pages.marking_up import link, safe

if TYPE_CHECKING:
    from collections.abc import Callable


@frozen
class Dialect:
    """One way of writing: what becomes of plain words, and of words that have an address."""

    plain: Callable[[str], str]
    linked: Callable[[str, str], str]

    def doi(self, words: str, doi: str) -> str:
        """Write words that stand for a paper.

        Examples
        --------
        >>> MARKDOWN.doi("Drew 1997", "10.1016/S0140-6736(97)1")
        '[Drew 1997](https://doi.org/10.1016/S0140-6736%2897%291)'
        >>> TEXT.doi("Drew 1997", "10.1016/S0140-6736(97)1")
        'Drew 1997'
        """
        return self.linked(words, f"https://doi.org/{quote(doi, safe='/:;.-_')}")


TEXT = Dialect(str, lambda words, _: words)
MARKDOWN = Dialect(safe, lambda words, address: link(safe(words), address))
