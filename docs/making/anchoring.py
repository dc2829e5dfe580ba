"""Anchors that code hosts know too: ``<a id="here"></a>`` above a heading or within a line is a place to link to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from docutils.nodes import Element

OPENED = re.compile(r'<a id="([^"]+)">\Z')


class Anchors(SphinxTransform):
    """Give the heading below an anchor the anchor's name, and know it as a place of the page."""

    default_priority = 200  # before anything else looks at the ids

    def apply(self, **kwargs: Any) -> None:
        """Take every anchor out of the text and put its name where it leads."""
        for raw in list(self.document.findall(nodes.raw)):
            found = OPENED.match(raw.astext())
            if found and raw.parent is not None:
                self._place(raw, found[1])

    def _place(self, raw: nodes.raw, name: str) -> None:
        holder = raw.parent
        closing = holder[holder.index(raw) + 1]
        holder.remove(closing)
        below = None
        if len(holder) == 1:
            below = holder.next_node(descend=False, siblings=True, ascend=True)
        if isinstance(below, nodes.section):
            holder.parent.remove(holder)
            self._name(below, name)
        else:
            target = nodes.target()
            raw.replace_self(target)
            self._name(target, name)

    def _name(self, place: Element, name: str) -> None:
        slugs: dict[str, tuple[int | None, str, str]] = getattr(self.document, "myst_slugs", {})
        other = self.document.ids.get(name)
        if other is not None and other is not place:
            other["ids"].remove(name)
            freed = self._free(name)
            other["ids"].append(freed)
            self.document.ids[freed] = other
            for slug, (line, id, title) in list(slugs.items()):
                if id == name:
                    slugs[slug] = (line, freed, title)
        place["ids"] = [name, *(id for id in place["ids"] if id != name)]
        self.document.ids[name] = place
        head = place.next_node(nodes.title) if isinstance(place, nodes.section) else None
        slugs[name] = (place.line, name, head.astext() if head else name)
        self.document.myst_slugs = slugs
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs

    def _free(self, name: str) -> str:
        number = 1
        while f"{name}-{number}" in self.document.ids:
            number += 1
        return f"{name}-{number}"
