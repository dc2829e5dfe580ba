"""The signs that a tree is drawn with in a terminal, how they are spelt in ASCII, and how wide a text is there."""

from __future__ import annotations

import unicodedata

from attrs import frozen


@frozen
class Strokes:
    """The signs that a tree is drawn with: four columns each, heads two."""

    fork: str
    last: str
    down: str
    blank: str
    walked_fork: str
    walked_last: str
    walked_down: str
    passed_fork: str
    """A branch off a walked line that was not taken."""
    head: str
    walked_head: str
    leads: str
    """Before what a branch leads to."""


UNICODE = Strokes("├─╴ ", "└─╴ ", "│   ", "    ", "┣━▶ ", "┗━▶ ", "┃   ", "┠─╴ ", "▽ ", "▼ ", "→ ")
ASCII = Strokes("|-- ", "`-- ", "|   ", "    ", "*=> ", "`=> ", "*   ", "*-- ", "v ", "V ", "-> ")
SPELT = {
    "►": ">", "◀": "<-", "○": "o", "■": "#", "▲": "^", "→": "->", "·": "-", "\u2013": "-", "\u2212": "-", "…": "...",
    "\u2019": "'",
    "°": "", "≥": ">=", "≤": "<=", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss",
    "\u00a0": " ",
}  # fmt: skip
"""How signs are spelt where a terminal has none but ASCII."""


def spell(text: str) -> str:
    """Spell a text in ASCII.

    Examples
    --------
    >>> spell("► Müde · 5 °C")
    '> Muede - 5 C'
    """
    spelt = "".join(SPELT.get(sign, sign) for sign in text)
    return unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()


def columns_of(text: str) -> int:
    r"""Count the columns that a text takes in a terminal: wide letters two, marks on letters none.

    Examples
    --------
    >>> columns_of("Müde"), columns_of("Mu\u0308de"), columns_of("日本")
    (4, 4, 4)
    """
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
