"""A picture as plain data: cards, arrows and a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from runrest.pictures.papers import PAPERS, Paper

if TYPE_CHECKING:
    from runrest.pictures.captions import Kind

QUESTION_WIDTH, SAY_WIDTH = 32, 34
"""Characters to a line."""


@frozen
class Card:
    """One box: a question, or an advice beside the question that leads to it."""

    id: str
    kind: Kind | Literal["signpost"]
    heading: str
    strong: str = ""
    """A line that must not be overlooked: how soon."""
    details: tuple[str, ...] = ()
    """Whole paragraphs; whoever draws them breaks the lines."""
    tooltip: str = ""
    on_path: bool = False
    group: str = "spine"
    """``spine`` for what runs down the sheet, ``side`` for what stands beside it."""
    letter: str = field(default="", kw_only=True)
    """What signposts on other sheets name it by."""
    link: str = field(default="", kw_only=True)
    """The address of a source, ``https`` only."""


@frozen
class SheetWords:
    """What is said where a picture goes on: sentences with places, so that no sheet needs to know the language."""

    on_sheets: str = "{sheet}/{sheets}"
    go_on_sheet: str = "\u2192 {letter} ({sheet})"
    from_sheet: str = "\u2190 {sheet}"


@frozen
class Arrow:
    """One branch, from a question to where it leads."""

    start: str
    end: str
    words: str = ""
    answer: str = ""
    on_path: bool = False
    tooltip: str = ""
    unknown: bool = False
    """Whether it is only for what is not known."""


@frozen
class Picture:
    """Everything a drawing shows."""

    name: str
    title: str
    footer: tuple[str, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    summary: str = ""
    """One sentence for those who cannot see it."""
    go_on: str = ""
    """What a signpost says before the letter it names."""
    aside: str = ""
    """How the words of an arrow end that is also for what is not known."""
    sheet_words: SheetWords = field(default=SheetWords(), kw_only=True)
    paper: Paper = field(default=PAPERS["a4"], kw_only=True)
    """What it is drawn for."""
    part: tuple[int, int] = field(default=(1, 1), kw_only=True)
    """Which sheet of how many this is."""
    letters_used: int = field(default=0, kw_only=True)
    """How many letters stand for questions on other sheets, so that signposts here take others."""
