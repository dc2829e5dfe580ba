"""From a card to the box that is drawn for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.pictures.marks import Mark, Span
from runrest.pictures.phrasing import break_lines

if TYPE_CHECKING:
    from runrest.pictures.cards import Card
    from runrest.pictures.measuring import Measure
    from runrest.pictures.palette import Theme


def boxed(card: Card, measure: Measure, letter: str, theme: Theme, group: str) -> Mark:
    """Box a question or an advice.

    Parameters
    ----------
    card : Card
        What it says.
    measure : tuple
        Characters to a line, and inches.
    letter : str
        What signposts name it by, or nothing.
    theme : Theme
        Its colours.
    group : str
        Boxes of a group stand one under another.

    Returns
    -------
    Mark
        With every line broken.
    """
    characters, inches = measure
    paint, question = theme.kinds[card.kind], card.kind == "question"
    lines: list[tuple[Span, ...]] = [
        ((line, "" if question else "head"),) for line in break_lines(card.heading, characters)
    ]
    if letter:
        lines[0] = ((letter, "bold"), ("\u00a0\u00a0", ""), *lines[0])
    lines += [((line, "strong"),) for line in break_lines(card.strong, characters) if line]
    lines += [
        ((line, "" if question else "small"),) for one in card.details for line in break_lines(one, characters + 2)
    ]
    pen = (("2.2", "1.2") if question else ("3", "1.4"))[not card.on_path]
    style = "rounded,filled" if question else "filled"
    if paint.border == "dashed":
        style += ",dashed"
    look = {"style": style, "fillcolor": paint.lit if card.on_path else paint.fill}
    if paint.border == "double":
        # Graphviz leaves 4 points between two borders, whatever their width: a wider pen would fill the gap.
        look["peripheries"], pen = "2", "2" if card.on_path else "1"
    ink = {"color": theme.ink if card.on_path else paint.line, "fontcolor": paint.text, "penwidth": pen}
    kind = "question" if question else f"advice {card.kind}"
    where = {"group": group, "width": str(inches), "id": f"n-{card.id}", "class": kind + " on-path" * card.on_path}
    link = {"URL": card.link, "target": "_blank"} if card.link else {}
    return Mark(card.id, tuple(lines), look | ink | where | link, card.tooltip)


def signpost(id: str, told: str, letter: str, theme: Theme, *, lit: bool, tooltip: str) -> Mark:
    """Make a small box that names the question to go on at.

    Parameters
    ----------
    id : str
        Of the box.
    told : str
        What it says.
    letter : str
        What is bold in it.
    theme : Theme
        Its colours.
    lit : bool
        Whether the walked path goes on there.
    tooltip : str
        Why it was asked.

    Returns
    -------
    Mark
        Dashed, because nothing ends here.
    """
    before, bold, after = told.rpartition(letter) if told.endswith(letter) else told.partition(letter)
    said = tuple(span for span in ((before, ""), (bold, "bold"), (after, "")) if span[0])
    look = {"style": "rounded,filled,dashed", "fillcolor": theme.paper, "color": theme.ink if lit else theme.quiet}
    size = {"width": "1.5", "height": "0.4", "group": "side", "penwidth": "2.2" if lit else "1.2"}
    kind = {"class": "signpost on-path" if lit else "signpost", "fontcolor": theme.ink}
    return Mark(id, (said,), look | size | kind, tooltip)
