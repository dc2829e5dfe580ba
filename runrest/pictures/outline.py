"""From a picture to an outline in Markdown: numbered questions, each with its branches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runrest.pictures.cards import Card, Picture

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def outline(picture: Picture) -> str:
    r"""Write a picture as an outline.

    Parameters
    ----------
    picture : Picture
        Of one tree, or of several.

    Returns
    -------
    str
        Markdown: a numbered line for each question, its branches below it; what was answered is bold.

    Examples
    --------
    >>> from runrest.loading import load
    >>> from runrest.pictures.picturing import picture_tree
    >>> outline(picture_tree(load("rest_timing/soreness"))).splitlines()[3][:20]
    '   - 6 or 7: ■ RECOV'
    """
    cards = {card.id: card for card in picture.cards}
    asking = [card.id for card in picture.cards if any(arrow.start == card.id for arrow in picture.arrows)]
    numbers = {id: number for number, id in enumerate(asking, 1)}
    ends = {arrow.end for arrow in picture.arrows}
    lines = [f"# {_marked(picture.title)}", ""]
    for card in picture.cards:
        if card.id in numbers:
            lines.append(f"{numbers[card.id]}. {_told(card)}")
            for arrow in (one for one in picture.arrows if one.start == card.id):
                end = arrow.end
                leads = f"{_marked(picture.go_on)}{numbers[end]}" if end in numbers else _told(cards[end])
                said = ", ".join(_marked(part) for part in (arrow.words, arrow.answer) if part)
                lines.append(f"   - {f'**{said}**' if arrow.on_path else said}: {leads}")
        elif card.id not in ends:
            lines.append(f"- {_told(card)}")
    return "\n".join([*lines, "", *(f"{_marked(line)}  " for line in picture.footer)]).rstrip() + "\n"


def _told(card: Card) -> str:
    parts = [part for part in (card.heading, card.strong, *card.details) if part]
    return " ".join(_marked(part if part[-1] in ".?!:" else f"{part}.") for part in parts)


def _marked(text: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(text.replace("\u00a0", " ").split()) + (" " if text.endswith(" ") else ""))
