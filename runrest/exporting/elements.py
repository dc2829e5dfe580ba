"""Small pieces of XML: elements without empty attributes, texts without forbidden signs, one stable layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only writes; nothing foreign is parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped: https://www.w3.org/TR/xml/#charsets."""


def legible(text: str) -> str:
    r"""Put a replacement sign in the place of every sign that XML cannot hold.

    Examples
    --------
    >>> legible("a\x00b & c")
    'a\ufffdb & c'
    """
    return FORBIDDEN.sub("\ufffd", text)


def element(tag: str, attributes: Iterable[tuple[str, str]] = (), parts: Iterable[Element] = ()) -> Element:
    r"""Make an element.

    Parameters
    ----------
    tag : str
        Its name.
    attributes : iterable of pairs of str
        In this order; empty ones are left out.
    parts : iterable of Element
        What it holds.

    Returns
    -------
    xml.etree.ElementTree.Element
        A new one.

    Examples
    --------
    >>> written(element("Value", [("value", 'a "b" <c>'), ("unit", "")]))
    '<?xml version="1.0" encoding="UTF-8"?>\n<Value value="a &quot;b&quot; &lt;c&gt;" />\n'
    """
    made = Element(tag, {key: legible(value) for key, value in attributes if value})
    made.extend(parts)
    return made


def worded(parent: Element, tag: str, text: str) -> None:
    """Add an element that holds a text to another."""
    SubElement(parent, tag).text = legible(text)


def written(root: Element) -> str:
    """Write a whole document, indented, the same way every time."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
