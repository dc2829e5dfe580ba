"""Make the pages that come from the files: trees, signals, offers, sources, rules, commands, names."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from making.commands_page import commands_page
from making.names_page import names_page
from runrest import drawing
from runrest.loading import common, family, load
from runrest.pages.book import pages
from runrest.shelf import names
from runrest.webpage.page_making import page as live_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from runrest.drawing import PaperName, ThemeName

BESIDE = "beside"
"""What is copied to the site as it is; Sphinx looks for pages everywhere else."""
DRAWN = re.compile(r"^!\[[^\n]*\]\([^\n]*\.svg\)$|^```mermaid\n.*?^```$", re.DOTALL | re.MULTILINE)
GRADED = "two grades"
THEMES: tuple[ThemeName, ...] = ("light", "dark")
ENDS: dict[tuple[ThemeName, PaperName], str] = {
    ("dark", "a4"): ".dark",
    ("light", "phone"): ".phone",
    ("dark", "phone"): ".phone.dark",
}
"""Drawings besides the one that ``runrest pages`` makes, and how their files end."""
LISTS = ("signals", "sources", "rules")
ANSWERED = ("today", "week")


def write_pages(folder: Path) -> None:
    """Write all that is new or has changed, and take away what is no longer made.

    Parameters
    ----------
    folder : Path
        Where to; it holds nothing else.
    """
    wanted = dict(made())
    for name, text in wanted.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
    for file in folder.rglob("*.*"):
        if file.is_file() and file.relative_to(folder).as_posix() not in wanted:
            file.unlink()


def made() -> Iterator[tuple[str, str]]:
    """Make all pages, and what lies beside them: drawings in two themes, and pages that answer."""
    told = {name: text + _contents(name) for name, text in pages().items()}
    shipped = frozenset(names())
    for name, text in told.items():
        tree = name.removesuffix(".md")
        if name.endswith(".svg"):
            yield f"{BESIDE}/drawings/{name}", text
        elif tree in shipped:
            shown = DRAWN.sub(partial(_figure, tree, told), text, count=1)
            yield name, shown.replace(GRADED, f"[{GRADED}](../../evidence.md)", 1)
        else:
            yield name, text
    for (theme, paper), end in ENDS.items():
        for tree in shipped if f"{next(iter(shipped))}.svg" in told else ():
            yield f"{BESIDE}/drawings/{tree}{end}.svg", drawing.draw(tree, theme=theme, paper=paper).svg()
    for name in (*ANSWERED, *shipped):
        yield f"{BESIDE}/live/{name}.html", live_page(name)
    yield "commands.md", commands_page()
    yield "api.md", names_page()


def _contents(name: str) -> str:
    """Say where the pages below an index stand in the contents of the site."""
    if name == "index.md":
        below = [*(f"{one}/index" for one in common("families")["families"]), "offers/*", *LISTS]
    elif name.endswith("/index.md"):
        below = [tree.name.rpartition("/")[2] for tree in family(name.removesuffix("/index.md"))]
    else:
        return ""
    return "\n".join(["", ":::{toctree}", ":hidden:", ":glob:", "", *below, ":::", ""])


def _figure(tree: str, told: Mapping[str, str], found: re.Match[str]) -> str:
    """Show a tree's drawing in the light or the dark, where it could be drawn, and the page that answers."""
    up = "../../"
    title = escape(load(tree).title)
    live = f'<p class="live"><a href="{up}live/{tree}.html">Answer it, and see your path light up</a></p>'
    if f"{tree}.svg" not in told:
        return live
    shown = "".join(_themed(f"{up}drawings/{tree}", theme, title) for theme in THEMES)
    return f'{live}\n\n<figure class="tree">{shown}</figure>'


def _themed(start: str, theme: ThemeName, title: str) -> str:
    """Show a drawing in one theme, narrow on a phone; a click opens it alone, with its tooltips."""
    wide, narrow = (f"{start}{ENDS.get((theme, paper), '')}.svg" for paper in ("a4", "phone"))
    told = f'alt="{title} The drawing of the tree."'
    picture = f'<picture><source media="(max-width: 40em)" srcset="{narrow}"><img src="{wide}" {told}></picture>'
    return f'<a class="only-{theme}" href="{wide}">{picture}</a>'
