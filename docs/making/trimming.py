"""Blocks of code without the empty lines that end them in the source."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform


class Trimmed(SphinxTransform):
    """End every block with its last line: sessions keep an empty line before the fence for ``python -m doctest``."""

    default_priority = 210

    def apply(self, **kwargs: Any) -> None:
        """Trim all blocks of a page."""
        for block in self.document.findall(nodes.literal_block):
            if block.rawsource == block.astext():  # one that is not highlighted already
                block.rawsource = block.astext().rstrip("\n")
                block.children = []
                block += nodes.Text(block.rawsource)
