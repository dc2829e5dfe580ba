"""From a picture to Mermaid, which draws in browsers, on GitHub and in most notebooks without any program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from runrest.pictures.overviews import HOW, Overview
from runrest.pictures.phrasing import break_lines
from runrest.pictures.picturing import QUESTION_WIDTH, SAY_WIDTH

if TYPE_CHECKING:
    from runrest.pictures.palette import Theme
    from runrest.pictures.picturing import Card, Picture

COLUMNS = 3
"""Of an overview."""
SPECIAL = {sign: f"#{ord(sign)};" for sign in '#&<>"`\\;|{}%'}
"""Written as entities, because Mermaid reads them as its own, even inside quotes."""

BORDERS = {"solid": "", "dashed": ",stroke-dasharray:6 4", "double": ",stroke-width:4px"}
"""Mermaid draws no double border: a thick one stands for it."""


def quoted(text: str) -> str:
    """Write a text so that Mermaid shows just that.

    Examples
    --------
    >>> quoted('a "5" <b>')
    'a #34;5#34; #60;b#62;'
    """
    return "".join(SPECIAL.get(sign, sign) if sign.isprintable() else " " for sign in text) or "#160;"


def chart(picture: Picture, theme: Theme) -> str:
    """Write a picture as a Mermaid flowchart.

    Parameters
    ----------
    picture : Picture
        Of one tree, or of several.
    theme : Theme
        Its colours.

    Returns
    -------
    str
        A flowchart that runs down, with the walked path in bold lines.
    """
    ids = {card.id: f"n{number}" for number, card in enumerate(picture.cards, 1)}
    told = ["---", f"title: {json.dumps(quoted_title(picture.title), ensure_ascii=False)}", "---", "flowchart TD"]
    boxes = {card.id: f"    {_box(ids[card.id], card)}" for card in picture.cards}
    trees = [card.id for card in picture.cards if card.group != "below"] if isinstance(picture, Overview) else []
    if trees:
        told += ['    subgraph trees["#160;"]', *(f"    {boxes.pop(one)}" for one in trees), "    end"]
    told += boxes.values()
    for arrow in picture.arrows:
        words = " · ".join(quoted(part) for part in (arrow.words, arrow.answer) if part)
        line = f'-->|"{words}"|' if words else "-->"
        told.append(f"    {ids[arrow.start]} {line} {ids[arrow.end]}")
    if trees:
        told += [f"    trees --> {ids[HOW]}", *_columns([ids[one] for one in trees])]
    told.append(f'    foot["{"<br/>".join(quoted(line) for line in picture.footer)}"]:::foot')
    for kind, paint in theme.kinds.items():
        told.append(
            f"    classDef {kind} fill:{paint.fill},stroke:{paint.line},color:{paint.text}{BORDERS[paint.border]}"
        )
    told.append(f"    classDef lit stroke:{theme.ink},stroke-width:3px")
    told.append(f"    classDef foot fill:none,stroke:none,color:{theme.small}")
    on_path = [ids[card.id] for card in picture.cards if card.on_path]
    if on_path:
        told.append(f"    class {','.join(on_path)} lit")
    lit = [str(number) for number, arrow in enumerate(picture.arrows) if arrow.on_path]
    if lit:
        told.append(f"    linkStyle {','.join(lit)} stroke:{theme.ink},stroke-width:3.2px")
    return "\n".join(told) + "\n"


def quoted_title(title: str) -> str:
    """Keep a title on one line; the front matter that it stands in is not Mermaid's own notation."""
    return "".join(sign if sign.isprintable() else " " for sign in title)


def _columns(trees: list[str]) -> list[str]:
    """Stand cards in columns: links that are not drawn keep one below another."""
    return [
        f"    {' ~~~ '.join(column)}" for column in (trees[at::COLUMNS] for at in range(COLUMNS)) if len(column) > 1
    ]


def _box(id: str, card: Card) -> str:
    wide = QUESTION_WIDTH if card.kind == "question" else SAY_WIDTH
    lines = [quoted(line) for line in break_lines(card.heading, wide)]
    if card.kind != "question":
        lines = [f"<b>{line}</b>" for line in lines]
    lines += [f"<b>{quoted(line)}</b>" for line in break_lines(card.strong, wide) if line]
    lines += [quoted(line) for one in card.details for line in break_lines(one, wide)]
    label = "<br/>".join(lines)
    opening, closing = ("(", ")") if card.kind == "question" else ("[", "]")
    return f'{id}{opening}"{label}"{closing}:::{card.kind}'
