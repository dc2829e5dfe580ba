"""Drawings: what is drawn, for which paper and in which theme, and the forms that it can be had in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest import loading, shelf
from runrest.deciding import decide_with
from runrest.errors import DrawingError
from runrest.linking import Tree
from runrest.pictures import mermaid
from runrest.pictures.dividing import divide
from runrest.pictures.dotting import write_dot
from runrest.pictures.joining import join_pages
from runrest.pictures.outline import outline
from runrest.pictures.overviews import picture_overview
from runrest.pictures.palette import THEMES, ThemeName
from runrest.pictures.papers import PAPERS, Paper, PaperName
from runrest.pictures.picturing import Picture, picture_tree
from runrest.pictures.rendering import finish, render
from runrest.pictures.saving import save_as

if TYPE_CHECKING:
    from runrest.decision import Decision

PNG_DPI = 144


def draw(
    what: str | Path | Tree | tuple[Tree, ...],
    decision: Decision | None = None,
    *,
    theme: ThemeName = "light",
    paper: PaperName | None = None,
    language: str | None = None,
) -> Drawing:
    """Draw a tree, or an overview of several: a card for each, and how they combine.

    Parameters
    ----------
    what : str, Path, Tree or tuple of Tree
        ``today``, ``week``, a family, a shipped tree such as ``rest_timing/pain``, a file, or loaded trees.
    decision : Decision, optional
        Its answers are lit: the path through one tree, or the trees that decide.
    theme : str
        ``light``, ``dark``, or ``print``: black and white, fit for a photocopier.
    paper : str, optional
        ``a4``, ``a4-landscape``, ``phone`` (one column) or ``free`` (one sheet as large as it takes). Otherwise a PDF
        is A4, and any other file one picture.
    language : str, optional
        For example ``de``; otherwise that of the decision, or the one that is spoken. Loaded trees speak their own.

    Returns
    -------
    Drawing
        Shows itself in notebooks.

    Raises
    ------
    DrawingError
        Where there is nothing to draw, or no such theme or paper.
    TreeError, UnknownNameError
        Where a name is not that of a tree or family.

    Examples
    --------
    >>> draw("rest_timing/soreness").dot().splitlines()[0]
    'digraph "rest_timing/soreness" {'
    """
    refuse_unknown(theme, paper)
    if isinstance(what, (str, Path)):
        named = str(what)
        single = isinstance(what, Path) or named in shelf.names() or named.endswith(".toml") or "\n" in named
        spoken = language or (decision.house.phrases.language if decision else None)
        trees, name = (loading.load(what, language=spoken), "") if single else (loading.family(named, spoken), named)
    else:
        trees, name = what, decision.question if decision else ""
    if isinstance(trees, Tree):
        return Drawing(picture_tree(trees, decision), theme, paper)
    if not trees:
        raise DrawingError(f"there is no tree to draw in {name or 'an empty tuple'}")
    if decision and decision.trees != trees:
        decision = decide_with(trees, decision.facts, name, decision.on)
    phrases = trees[0].house.phrases
    told = loading.common("families", phrases.language)
    title = {**told["families"], **told["questions"]}.get(name, {}).get("title", phrases("drawing.trees_say"))
    return Drawing(picture_overview(trees, title, decision), theme, paper)


def refuse_unknown(theme: str, paper: str | None) -> None:
    """Refuse a theme or a paper that there is not, as ``DrawingError``."""
    for kind, chosen, offered in (("theme", theme, THEMES), ("paper", paper or "a4", PAPERS)):
        if chosen not in offered:
            *others, last = offered
            raise DrawingError(f"there is no {kind} {chosen!r}", f"choose {', '.join(others)} or {last}")


@frozen
class Drawing:
    """A picture that can be written down in several notations.

    ``svg``, ``png``, ``dot`` and ``mermaid`` give it in one piece; ``pdf`` and ``save`` give the sheets that its
    paper needs, and so does ``sheets``, each of them a drawing.
    """

    picture: Picture
    theme: ThemeName = "light"
    paper: PaperName | None = None
    """``None`` for A4 where there are sheets, and one picture as large as it takes where there are none."""

    @property
    def _paper(self) -> Paper:
        return PAPERS[self.paper or "a4"]

    @property
    def sheets(self) -> tuple[Drawing, ...]:
        """One drawing for each sheet of paper; itself where one is enough."""
        parts = divide(self.picture, self._paper)
        return (self,) if parts == (self.picture,) else tuple(evolve(self, picture=part) for part in parts)

    def dot(self) -> str:
        """Write it in Graphviz' DOT; the same picture gives the same bytes."""
        return self._dot(rich=True)

    def mermaid(self) -> str:
        """Write it as a Mermaid flowchart."""
        return mermaid.chart(self.picture, THEMES[self.theme])

    def outline(self) -> str:
        """Write it as an outline in Markdown: numbered questions with their branches."""
        return outline(self.picture)

    def svg(self) -> str:
        """Draw it as SVG, with a role, a title and a description for screen readers.

        Raises
        ------
        DrawingError
            Where no drawing program is installed, saying which would do.
        """
        return finish(render(self.dot(), self._dot(rich=False), "svg"), self.picture.title, self.picture.summary)

    def png(self) -> bytes:
        """Draw it as PNG; raises ``DrawingError`` as ``svg`` does."""
        return render(self.dot().replace("{", f"{{\n\tgraph [dpi={PNG_DPI}]", 1), "", "png")

    def pdf(self) -> bytes:
        """Draw it as one PDF with a page for each sheet; raises ``DrawingError`` as ``svg`` does."""
        pages = [render(sheet.dot(), "", "pdf") for sheet in self.sheets]
        page = self._paper.page
        return join_pages(pages, page, THEMES[self.theme].paper) if page else pages[0]

    def save(self, path: str | Path) -> tuple[Path, ...]:
        """Write it to a file, whole or not at all.

        Parameters
        ----------
        path : str or Path
            The suffix decides: ``.svg``, ``.png``, ``.pdf``, ``.dot``, ``.gv``, ``.mmd`` or ``.md``. Where a paper was
            chosen that needs several sheets, ``pain.svg`` becomes ``pain-1.svg``, ``pain-2.svg`` and so on; a PDF has
            pages.

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
        return save_as(self, Path(path))

    def _dot(self, *, rich: bool) -> str:
        """Write it for its paper, or in one piece where that would need several sheets, or leave something out."""
        sheets, paper, picture = self.sheets, PAPERS["free"], self.picture
        if len(sheets) == 1 and (self.paper or sheets[0].picture == picture):
            paper, picture = self._paper, sheets[0].picture
        return write_dot(evolve(picture, paper=paper), self.theme, rich=rich)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        shown = {"text/plain": repr(self)}
        try:
            shown["image/svg+xml"] = self.svg()
        except Exception as error:  # a notebook must show something, whatever a drawing program does
            shown["text/plain"] += f"\n{error}"
        return shown

    def __repr__(self) -> str:
        return f"<Drawing of {self.picture.name}: {self.picture.title}>"
