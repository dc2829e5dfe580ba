"""Writes a drawing to files, each of them whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from runrest.errors import DrawingError
from runrest.pictures.rendering import REMEDY, keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Drawing(Protocol):
    """What can be saved; ``runrest.drawing`` makes it."""

    @property
    def paper(self) -> str | None:
        """What it was made for, if that was chosen."""

    @property
    def sheets(self) -> tuple[Drawing, ...]:
        """One for each sheet of paper."""

    def svg(self) -> str:
        """Draw it as SVG."""

    def png(self) -> bytes:
        """Draw it as PNG."""

    def pdf(self) -> bytes:
        """Draw it as PDF."""

    def dot(self) -> str:
        """Write it in DOT."""

    def mermaid(self) -> str:
        """Write it in Mermaid."""

    def outline(self) -> str:
        """Write it as an outline in Markdown."""


FORMS: dict[str, Callable[[Drawing], str | bytes]] = {
    ".svg": lambda drawing: drawing.svg(),
    ".png": lambda drawing: drawing.png(),
    ".pdf": lambda drawing: drawing.pdf(),
    ".dot": lambda drawing: drawing.dot(),
    ".gv": lambda drawing: drawing.dot(),
    ".mmd": lambda drawing: drawing.mermaid(),
    ".md": lambda drawing: f"{drawing.outline()}\n```mermaid\n{drawing.mermaid()}```\n",
}
SHEETWISE = frozenset({".svg", ".png", ".dot", ".gv"})
"""Forms that hold one sheet each; the others hold everything."""


def save_as(drawing: Drawing, target: Path) -> tuple[Path, ...]:
    """Write a drawing to a file, or to a numbered one for each sheet.

    Parameters
    ----------
    drawing : Drawing
        With as many sheets as its paper needs.
    target : Path
        Its suffix decides on the form.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    DrawingError
        As ``Drawing.save`` says.
    """
    suffix = target.suffix.lower()
    make = FORMS.get(suffix)
    if make is None:
        raise DrawingError(f"{target.name} ends in none of {', '.join(FORMS)}", "give the file such an ending")
    if not target.parent.is_dir():
        raise DrawingError(f"there is no folder {target.parent}", "make it first, or choose another")
    sheets = drawing.sheets if drawing.paper and suffix in SHEETWISE else (drawing,)
    targets: tuple[Path, ...] = (target,)
    if len(sheets) > 1:
        targets = tuple(target.with_stem(f"{target.stem}-{number}") for number in range(1, len(sheets) + 1))
    try:
        contents = [make(sheet) for sheet in sheets]
    except DrawingError as error:
        dot, chart = (target.with_suffix(ending) for ending in (".dot", ".mmd"))
        keep(dot, drawing.dot())
        keep(chart, drawing.mermaid())
        problem = f"{error.problem}, so {dot} and {chart} were written instead of {target.name}"
        raise DrawingError(problem, REMEDY) from error
    for one, content in zip(targets, contents, strict=True):
        keep(one, content)
    return targets
