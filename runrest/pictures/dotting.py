"""From a picture to Graphviz' DOT: the only file that knows the graphviz package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphviz

from runrest.pictures.overviews import Overview
from runrest.pictures.palette import EDGE, GRAPH, HEAD, HIGH, LOW, NODE, PANEL, PHONE_HEAD, SETTINGS, THEMES
from runrest.pictures.papers import INCH
from runrest.pictures.phrasing import break_lines
from runrest.pictures.retouching import sketch

if TYPE_CHECKING:
    from runrest.pictures.cards import Picture
    from runrest.pictures.marks import Label
    from runrest.pictures.palette import ThemeName

COLUMN = (
    '<table border="0" cellborder="0" cellspacing="0" cellpadding="0">'
    '<tr><td width="{points}" align="left" balign="left">{told}</td></tr></table>'
)
"""Only in a table does an HTML-like label stand on the left of its mark."""

STRUT = '<font point-size="{points}">\u00a0</font>'
TREE_LEADING, LEADING, AIR = 13, 14, 3
"""Points of what ends each of several lines, on trees and elsewhere, and how much more where a line is of another kind
than the one above: an HTML-like label would set letters of 12 points with no room between them."""


def write_dot(picture: Picture, theme_name: ThemeName, *, rich: bool) -> str:
    """Write a picture in DOT.

    Parameters
    ----------
    picture : Picture
        For the paper that it says.
    theme_name : str
        Its colours.
    rich : bool
        With HTML-like labels, or without for programs that cannot draw them.

    Returns
    -------
    str
        The same for the same picture.
    """
    theme, paper = THEMES[theme_name], picture.paper
    head = PHONE_HEAD if paper.column else HEAD
    drawn = sketch(picture, theme)
    graph, body = graphviz.Digraph(_tip(picture.name)), graphviz.Digraph("cluster_sheet")
    foot = [((line, ""),) for told in picture.footer for line in break_lines(told, paper.footer)]
    gaps = {"ranksep": str(drawn.gap), "nodesep": str(drawn.space)}
    look = {"bgcolor": theme.paper, "fontcolor": theme.small, **gaps, **paper.limits}
    told = {"label": _plain(((("", ""),), *foot), "\\l"), "tooltip": _tip(picture.summary)}
    graph.attr("graph", **GRAPH, **look, **told)
    graph.attr("node", **NODE, **(LOW if isinstance(picture, Overview) else HIGH))
    graph.attr("edge", **EDGE, color=theme.quiet, fontcolor=theme.small)
    title: Label = tuple(((line, "bold"),) for line in break_lines(picture.title, paper.title))
    if picture.part[1] > 1:
        said = picture.sheet_words.on_sheets.format(sheet=picture.part[0], sheets=picture.part[1])
        title += (((said, "small"),),)
    title += ((("\u00a0", "small"),),) * max(1, drawn.headroom)
    body.attr("graph", **head, label=_label(title, rich, "left", leading=LEADING), fontcolor=theme.ink)
    leading = LEADING if isinstance(picture, Overview) else TREE_LEADING
    for mark in drawn.marks:
        said = _label(mark.label, rich, mark.align, mark.inches, leading)
        body.node(mark.id, **mark.attrs, label=said, tooltip=_tip(mark.tooltip))
    for line in drawn.lines:
        words = {"label": _label(line.label, rich, line.align)} if line.label else {}
        words |= dict.fromkeys(("tooltip", "edgetooltip", "labeltooltip"), _tip(line.tooltip))
        body.edge(line.start, line.end, **words, **line.attrs)
    framed = {one: number for number, panel in enumerate(drawn.panels) for one in panel}
    panels = [graphviz.Digraph(f"cluster_panel{number}") for number, _ in enumerate(drawn.panels)]
    for row in drawn.rows.values():
        with (panels[framed[row[0]]] if row[0] in framed else body).subgraph() as same:
            same.attr(rank="same")
            for one in row:
                same.node(one)
    for panel in panels:
        panel.attr("graph", **PANEL, color=theme.quiet)
        body.subgraph(panel)
    graph.subgraph(body)
    return str(graph.source)


def _label(label: Label, rich: bool, align: str = "center", inches: float = 0.0, leading: int = 0) -> str:
    """Write a label: plain where it can be, HTML-like where something in it is bold."""
    if not rich or all(how == "" for line in label for _, how in line):
        return _plain(label, "\\l" if align == "left" else "\\n")
    lines = ["".join(f"{SETTINGS[how][0]}{_markup(text)}{SETTINGS[how][1]}" for text, how in line) for line in label]
    turn = '<br align="left"/>' if align == "left" else "<br/>"
    if leading and len(lines) > 1:
        kinds = [line[-1][1] for line in label]
        apart = [leading + AIR * (one != other) for one, other in zip(kinds, [kinds[0], *kinds], strict=False)]
        lines = [line + STRUT.format(points=points) for line, points in zip(lines, apart, strict=True)]
    told = turn.join(lines) + (turn if align == "left" else "")
    return f"<{COLUMN.format(points=round(inches * INCH), told=told)}>" if inches else f"<{told}>"


def _plain(label: Label, turn: str = "\\n") -> str:
    """Write lines of words as they are; plain labels need no unbreakable spaces, and some programs misjudge them."""
    told = (_clean("".join(text for text, _ in line)).replace("\u00a0", " ") for line in label)
    lines = [graphviz.escape(line.replace("&", "&amp;")) for line in told]
    return graphviz.nohtml(turn.join(lines) + (turn if turn == "\\l" else ""))  # type: ignore[no-any-return]


def _tip(text: str) -> str:
    """Write a tooltip, which Graphviz unescapes twice; without one it would show its own."""
    lines = [_clean(line).replace("&", "&amp;").replace("\\", "\\" * 4) for line in (text or " ").split("\n")]
    return graphviz.nohtml("\\n".join(lines))  # type: ignore[no-any-return]


def _markup(text: str) -> str:
    special = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\\": "\\\\"}
    return "".join(special.get(sign, sign) for sign in _clean(text))


def _clean(text: str) -> str:
    """Leave out signs that no drawing can show; a line without any would crash some programs."""
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else " " for sign in text) or "\u00a0"
