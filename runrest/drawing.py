"""From a picture to Graphviz: the only file that knows the graphviz package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import graphviz
from attrs import frozen

from runrest import loading, shelf
from runrest.deciding import decide_with
from runrest.errors import DrawingError
from runrest.linking import Tree
from runrest.pictures import mermaid
from runrest.pictures.palette import EDGE, GRAPH, HEAD, HIGH, LOW, NODE, SETTINGS, THEMES
from runrest.pictures.phrasing import break_lines
from runrest.pictures.picturing import Picture, picture_family, picture_tree
from runrest.pictures.rendering import REMEDY, finish, keep, render
from runrest.pictures.sketching import sketch

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.decision import Decision
    from runrest.pictures.marks import Label

ThemeName: TypeAlias = Literal["light", "dark"]

PNG_DPI = 144
FOOTER_WIDTH, TITLE_WIDTH = 92, 44


def draw(
    what: str | Path | Tree | tuple[Tree, ...],
    decision: Decision | None = None,
    *,
    theme: ThemeName = "light",
    language: str | None = None,
) -> Drawing:
    """Draw a tree, or several on one sheet.

    Parameters
    ----------
    what : str, Path, Tree or tuple of Tree
        ``today``, ``week``, a family, a shipped tree such as ``rest_timing/pain``, a file, or loaded trees.
    decision : Decision, optional
        Its answers are lit: the path through one tree, or the trees that decide.
    theme : str
        ``light`` or ``dark``.
    language : str, optional
        For example ``de``; otherwise that of the decision, or the one that is spoken. Loaded trees speak their own.

    Returns
    -------
    Drawing
        Shows itself in notebooks.

    Raises
    ------
    DrawingError
        Where there is nothing to draw, or no such theme.
    TreeError, UnknownNameError
        Where a name is not that of a tree or family.

    Examples
    --------
    >>> draw("rest_timing/soreness").dot().splitlines()[0]
    'digraph "rest_timing/soreness" {'
    """
    if theme not in THEMES:
        raise DrawingError(f"there is no theme {theme!r}", "choose light or dark")
    if isinstance(what, (str, Path)):
        named = str(what)
        single = isinstance(what, Path) or named in shelf.names() or named.endswith(".toml") or "\n" in named
        spoken = language or (decision.house.phrases.language if decision else None)
        trees, name = (loading.load(what, language=spoken), "") if single else (loading.family(named, spoken), named)
    else:
        trees, name = what, decision.question if decision else ""
    if isinstance(trees, Tree):
        return Drawing(picture_tree(trees, decision), theme)
    if not trees:
        raise DrawingError(f"there is no tree to draw in {name or 'an empty tuple'}")
    if decision and decision.trees != trees:
        decision = decide_with(trees, decision.facts, name, decision.on)
    phrases = trees[0].house.phrases
    told = loading.common("families", phrases.language)
    title = {**told["families"], **told["questions"]}.get(name, {}).get("title", phrases("drawing.trees_say"))
    return Drawing(picture_family(trees, title, decision), theme)


@frozen
class Drawing:
    """A picture that can be written down in several notations."""

    picture: Picture
    theme: ThemeName = "light"

    def dot(self) -> str:
        """Write it in Graphviz' DOT; the same picture gives the same bytes."""
        return _source(self.picture, self.theme, rich=True)

    def mermaid(self) -> str:
        """Write it as a Mermaid flowchart."""
        return mermaid.chart(self.picture, THEMES[self.theme])

    def svg(self) -> str:
        """Draw it as SVG, with a role and a title for screen readers.

        Raises
        ------
        DrawingError
            Where no drawing program is installed, saying which would do.
        """
        drawn = render(self.dot(), _source(self.picture, self.theme, rich=False), "svg")
        return finish(drawn, self.picture.title, self.picture.summary)

    def png(self) -> bytes:
        """Draw it as PNG; raises ``DrawingError`` as ``svg`` does."""
        return render(self.dot().replace("{", f"{{\n\tgraph [dpi={PNG_DPI}]", 1), "", "png")

    def pdf(self) -> bytes:
        """Draw it as PDF, at most one A4 page; raises ``DrawingError`` as ``svg`` does."""
        return render(self.dot(), "", "pdf")

    def save(self, path: str | Path) -> tuple[Path, ...]:
        """Write it to a file, whole or not at all.

        Parameters
        ----------
        path : str or Path
            The suffix decides: ``.svg``, ``.png``, ``.pdf``, ``.dot``, ``.gv``, ``.mmd`` or ``.md``.

        Returns
        -------
        tuple of Path
            What was written.

        Raises
        ------
        DrawingError
            For a suffix that is none of these, a folder that cannot be written to, or where no drawing program is
            installed; then the ``.dot`` and ``.mmd`` are written beside instead, and the error names them.
        """
        target = Path(path)
        forms: dict[str, Callable[[], str | bytes]] = {
            ".svg": self.svg,
            ".png": self.png,
            ".pdf": self.pdf,
            ".dot": self.dot,
            ".gv": self.dot,
            ".mmd": self.mermaid,
            ".md": lambda: f"```mermaid\n{self.mermaid()}```\n",
        }
        make = forms.get(target.suffix.lower())
        if make is None:
            raise DrawingError(f"{target.name} ends in none of {', '.join(forms)}", "give the file such an ending")
        if not target.parent.is_dir():
            raise DrawingError(f"there is no folder {target.parent}", "make it first, or choose another")
        try:
            content = make()
        except DrawingError as error:
            dot, chart = (target.with_suffix(suffix) for suffix in (".dot", ".mmd"))
            keep(dot, self.dot())
            keep(chart, self.mermaid())
            problem = f"{error.problem}, so {dot} and {chart} were written instead of {target.name}"
            raise DrawingError(problem, REMEDY) from error
        keep(target, content)
        return (target,)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        shown = {"text/plain": repr(self)}
        try:
            shown["image/svg+xml"] = self.svg()
        except Exception as error:  # a notebook must show something, whatever a drawing program does
            shown["text/plain"] += f"\n{error}"
        return shown

    def __repr__(self) -> str:
        return f"<Drawing of {self.picture.name}: {self.picture.title}>"


def _source(picture: Picture, theme_name: ThemeName, *, rich: bool) -> str:
    """Write a picture in DOT, with HTML-like labels or without."""
    theme = THEMES[theme_name]
    drawn = sketch(picture, theme)
    graph, body = graphviz.Digraph(_tip(picture.name)), graphviz.Digraph("cluster_sheet")
    foot = [((line, ""),) for told in picture.footer for line in break_lines(told, FOOTER_WIDTH)]
    gaps = {"ranksep": str(drawn.gap), "nodesep": str(drawn.space)}
    paper = {"bgcolor": theme.paper, "fontcolor": theme.small, **gaps}
    told = {"label": _plain(((("", ""),), *foot), "\\l"), "tooltip": _tip(picture.summary)}
    graph.attr("graph", **GRAPH, **paper, **told)
    graph.attr("node", **NODE, **(LOW if picture.sheet else HIGH))
    graph.attr("edge", **EDGE, color=theme.quiet, fontcolor=theme.small)
    title: Label = tuple(((line, "bold"),) for line in break_lines(picture.title, TITLE_WIDTH))
    title += ((("\u00a0", "small"),),) * drawn.headroom
    body.attr("graph", **HEAD, label=_label(title, rich, "left"), fontcolor=theme.ink)
    for mark in drawn.marks:
        body.node(mark.id, **mark.attrs, label=_label(mark.label, rich), tooltip=_tip(mark.tooltip))
    for line in drawn.lines:
        where = "headlabel" if "labelangle" in line.attrs else "label"
        said = {where: _label(line.label, rich)} if line.label else {}
        said |= dict.fromkeys(("tooltip", "edgetooltip", "labeltooltip"), _tip(line.tooltip))
        body.edge(line.start, line.end, **said, **line.attrs)
    for row in drawn.rows.values():
        with body.subgraph() as same:
            same.attr(rank="same")
            for one in row:
                same.node(one)
    graph.subgraph(body)
    return str(graph.source)


def _label(label: Label, rich: bool, align: str = "center") -> str:
    """Write a label: plain where it can be, HTML-like where something in it is bold."""
    if not rich or all(how == "" for line in label for _, how in line):
        return _plain(label, "\\l" if align == "left" else "\\n")
    lines = ["".join(f"{SETTINGS[how][0]}{_markup(text)}{SETTINGS[how][1]}" for text, how in line) for line in label]
    turn = '<br align="left"/>' if align == "left" else "<br/>"
    return f"<{turn.join(lines)}{turn if align == 'left' else ''}>"


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
