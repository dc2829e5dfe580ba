"""From a picture to a sketch, whatever kind of picture it is: lines and frames get the inks of their own."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from runrest.pictures import sketching
from runrest.pictures.gridding import grid
from runrest.pictures.inks import Ink, InkedArrow, InkedCard
from runrest.pictures.overviews import Overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.pictures.cards import Picture
    from runrest.pictures.marks import Attrs, Label, Line, Mark, Sketch
    from runrest.pictures.palette import Theme

Joint: TypeAlias = "tuple[str, str]"
POINTS = 72
SPACE, JOINT = "\u00a0", " \u00b7 "
LONG_WORDS = 26
"""Characters beside a line down the spine, from which on what was counted stands on a line of its own."""
NARROW = 3.0
"""Lines wider than this [pt] have a head that is not as much larger."""


def sketch(picture: Picture, theme: Theme) -> Sketch:
    """Sketch a picture in a theme: one tree, or an overview of several.

    Parameters
    ----------
    picture : Picture
        Any.
    theme : Theme
        Its colours.

    Returns
    -------
    Sketch
        The same for the same picture.
    """
    if isinstance(picture, Overview):
        return grid(picture, theme)
    return retouch(sketching.sketch(picture, theme), picture, theme)


def retouch(drawn: Sketch, picture: Picture, theme: Theme) -> Sketch:
    """Go over the lines and frames of a sketch that have an ink of their own.

    Parameters
    ----------
    drawn : Sketch
        Of the picture.
    picture : Picture
        Its inked arrows and cards count; a picture without any is left as it is.
    theme : Theme
        Its colours.

    Returns
    -------
    Sketch
        With the same marks and lines.
    """
    frames = {card.id: card.ink for card in picture.cards if isinstance(card, InkedCard) and card.ink}
    inked = [arrow for arrow in picture.arrows if isinstance(arrow, InkedArrow) and arrow.ink]
    if not frames and not inked:
        return drawn
    inks: dict[Joint, list[Ink]] = {}
    for arrow in inked:
        for joint in route(drawn, arrow.start, arrow.end):
            inks.setdefault(joint, []).append(arrow.ink or Ink(1.0))
    settled = {joint: Ink.together(found) for joint, found in inks.items()}
    lines = [_inked(line, settled.get((line.start, line.end)), theme) for line in drawn.lines]
    widest: dict[str, tuple[float, str]] = {}
    for line in lines:
        if line.attrs.get("style") != "invis":
            for one in (line.start, line.end):
                met = float(line.attrs.get("penwidth", "1.3")), line.attrs.get("color", theme.quiet)
                widest[one] = max(widest.get(one, (0.0, "")), met)
    marks = [_framed(mark, frames.get(mark.id), widest, theme) for mark in drawn.marks]
    drawn.lines, drawn.marks = lines, marks
    return drawn


def route(drawn: Sketch, start: str, end: str) -> tuple[Joint, ...]:
    """Find the lines that an arrow of a picture became: they turn at corners, and may end in a signpost.

    Parameters
    ----------
    drawn : Sketch
        Of the picture.
    start, end : str
        The cards that the arrow joins.

    Returns
    -------
    tuple of (start, end)
        The lines, from the arrow's start on; empty where there is none.
    """
    marks = {mark.id: mark for mark in drawn.marks}
    ends = {end, *_signposts(marks.values(), start, marks[end])} if end in marks else {end}
    ways: dict[str, list[tuple[str, Joint]]] = {}
    arriving: set[Joint] = set()
    for line in drawn.lines:
        if line.attrs.get("style") != "invis":
            joint = (line.start, line.end)
            ways.setdefault(line.start, []).append((line.end, joint))
            ways.setdefault(line.end, []).append((line.start, joint))
            if line.attrs.get("arrowhead") != "none" and marks[line.end].attrs.get("shape") != "point":
                arriving.add(joint)
    corner = f"{start}.corner"  # in one column, lines leave from where they came
    starts = [start, corner] if (corner, start) in arriving else [start]
    waiting: deque[tuple[str, tuple[Joint, ...]]] = deque((one, ()) for one in starts)
    seen = {*starts}
    while waiting:
        at, come = waiting.popleft()
        for place, joint in ways.get(at, ()):
            if place in seen or (joint[1] == start and joint in arriving):
                continue
            if place in ends:
                if joint in arriving and joint[1] == place:
                    return (*come, joint)
                continue
            seen.add(place)
            if marks[place].attrs.get("shape") == "point":
                waiting.append((place, (*come, joint)))
    return ()


def _signposts(marks: Iterable[Mark], start: str, target: Mark) -> set[str]:
    """Name the signposts beside a question that bear the letter of the one they lead to."""
    letter = target.label[0][0] if target.label and target.label[0] else ("", "")
    return {
        mark.id
        for mark in marks
        if mark.attrs.get("class", "").startswith("signpost")
        and mark.id.rpartition(".")[0] == start
        and mark.label[0][-1] == letter
    }


def _look(ink: Ink, theme: Theme) -> Attrs:
    return {"color": theme.ink if ink.tone == "ink" else theme.quiet, "penwidth": f"{ink.width:g}"}


def _inked(line: Line, ink: Ink | None, theme: Theme) -> Line:
    if ink is None or line.attrs.get("style") == "invis":
        return line
    attrs = dict(line.attrs) | _look(ink, theme)
    attrs["fontcolor"] = theme.ink if ink.tone == "ink" else theme.small
    if ink.look != "solid":
        attrs["style"] = ink.look
    if ink.width > NARROW:
        attrs["arrowsize"] = "0.6"
    return evolve(line, attrs=attrs, label=_spaced(line.label))


def _spaced(label: Label) -> Label:
    """Keep the words beside a line off it, and long ones on lines of their own, so that they reach nothing else."""
    if not label or not label[0][0][0].startswith(SPACE):
        return label
    *above, under = label
    *words, (answer, how) = under
    if not words or len("".join(said for said, _ in under)) <= LONG_WORDS:
        return (*above, (*under, (SPACE, "")))
    *before, (last, plain) = words
    margin = last[: len(last) - len(last.lstrip(SPACE))]
    parts = [f"{part}," for part in answer.split(", ")]
    parts[-1] = parts[-1].removesuffix(",")
    told = tuple(((margin + part, how),) for part in parts)
    return (*above, (*before, (last.removesuffix(JOINT), plain)), *told)


def _framed(mark: Mark, ink: Ink | None, widest: Mapping[str, tuple[float, str]], theme: Theme) -> Mark:
    attrs = dict(mark.attrs)
    if attrs.get("shape") == "point" and mark.id in widest:
        width, color = widest[mark.id]
        size = f"{width / POINTS:.3g}"
        attrs |= {"width": size, "height": size, "color": color, "fillcolor": color}
    if ink is not None:
        attrs |= _look(ink, theme)
        if ink.look != "solid":
            attrs["style"] = f"{attrs['style']},{ink.look}"
    return evolve(mark, attrs=attrs)
