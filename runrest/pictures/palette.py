"""The themes of the house, light, dark and print, and the type and measures that go with them in DOT.

A colour never speaks alone: a symbol and a word always come with it. In print there is no colour at all: borders and
one black fill tell the kinds apart, so that a photocopy of a photocopy still does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

Border: TypeAlias = Literal["solid", "dashed", "double"]
ThemeName: TypeAlias = Literal["light", "dark", "print"]


@frozen
class Paint:
    """The colours of one kind of card."""

    fill: str
    line: str
    text: str
    lit: str
    """The fill where the walked path ends."""
    border: Border = "solid"
    """What tells the kinds apart where colours cannot."""


@frozen
class Theme:
    """Every colour of one drawing."""

    paper: str
    ink: str
    """The walked path, and headings."""
    quiet: str
    """Arrows that were not walked."""
    small: str
    """Words on quiet arrows, and the footer."""
    kinds: Mapping[str, Paint]


LIGHT = Theme(
    paper="#FFFFFF",
    ink="#1F2933",
    quiet="#7B8794",
    small="#52606D",
    kinds={
        "question": Paint("#FFFFFF", "#52606D", "#1F2933", "#FFFFFF"),
        "train": Paint("#DCEBF7", "#0B6BAA", "#07406A", "#A9D3F2"),
        "easy": Paint("#FFF0C2", "#9A6F00", "#4F3900", "#FFD166"),
        "rest": Paint("#FCE3D6", "#BF4A0A", "#752D00", "#F8BD9C"),
        "refer": Paint("#5B2A59", "#3D1A3B", "#FFFFFF", "#5B2A59"),
    },
)
DARK = Theme(
    paper="#14181D",
    ink="#F5F7FA",
    quiet="#7B8794",
    small="#A9B4C0",
    kinds={
        "question": Paint("#1F2933", "#7B8794", "#F5F7FA", "#2C3843"),
        "train": Paint("#0E3350", "#4BA3DC", "#D6ECFB", "#155480"),
        "easy": Paint("#4A4000", "#D9A514", "#FFEBB0", "#6E5F00"),
        "rest": Paint("#4F2108", "#EE8148", "#FFDCC8", "#7A340E"),
        "refer": Paint("#6E366B", "#C98FC6", "#FFFFFF", "#8F4A6E"),
    },
)
PRINT = Theme(
    paper="#FFFFFF",
    ink="#000000",
    quiet="#000000",
    small="#000000",
    kinds={
        "question": Paint("#FFFFFF", "#000000", "#000000", "#FFFFFF"),
        "train": Paint("#FFFFFF", "#000000", "#000000", "#FFFFFF"),
        "easy": Paint("#FFFFFF", "#000000", "#000000", "#FFFFFF", "dashed"),
        "rest": Paint("#FFFFFF", "#000000", "#000000", "#FFFFFF", "double"),
        "refer": Paint("#000000", "#000000", "#FFFFFF", "#000000"),
    },
)
"""No grey: a laser printer makes dots of it, and a photocopier makes it white or black."""
THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK, "print": PRINT}

FONT = "Helvetica,Arial,sans-serif"
GRAPH = {
    "rankdir": "TB", "splines": "true", "margin": "0",
    "outputorder": "edgesfirst", "fontname": FONT, "fontsize": "12",
    "labelloc": "b", "labeljust": "l",
}  # fmt: skip
NODE = {"shape": "box", "fontname": FONT, "fontsize": "13"}
HIGH, LOW = {"height": "0.5", "margin": "0.12,0.07"}, {"height": "0.3", "margin": "0.12,0.05"}
EDGE = {"penwidth": "1.3", "arrowsize": "0.8", "fontname": FONT, "fontsize": "12", "edgetooltip": " "}
HEAD = {"peripheries": "0", "margin": "4", "labelloc": "t", "labeljust": "l", "fontsize": "21", "tooltip": " "}
PANEL = {"label": "", "style": "rounded", "peripheries": "1", "penwidth": "1", "margin": "4", "tooltip": " "}
"""What frames a question and its branches in one column."""
PHONE_HEAD = HEAD | {"fontsize": "17"}
SETTINGS = {
    "": ("", ""),
    "bold": ("<b>", "</b>"),
    "head": ('<font point-size="13.5"><b>', "</b></font>"),
    "strong": ('<font point-size="12"><b>', "</b></font>"),
    "small": ('<font point-size="12">', "</font>"),
}
"""How spans are set in HTML-like labels."""
