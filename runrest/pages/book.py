"""All pages from all files: the same files always give the same pages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from runrest import drawing
from runrest.errors import DrawingError
from runrest.instead.shelf_offers import contents
from runrest.loading import common, family, house
from runrest.offering import stock
from runrest.pages.citing import by_rule, by_source, citations, offer_place
from runrest.pages.page_lists import index_page, rules_page, signals_page, sources_page
from runrest.pages.page_offers import offers_page
from runrest.pages.page_trees import family_page, tree_page
from runrest.pictures.rendering import keep
from runrest.plans.plan_rules import spacing_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.linking import Tree


def pages() -> Mapping[str, str]:
    """Make every page.

    Returns
    -------
    mapping of str to str
        Path inside the folder to text: Markdown, and an SVG beside each tree where a drawing program is there.
    """
    told = common("families")["families"]
    families = {name: str(one["title"]) for name, one in told.items()}
    trees = [tree for name in families for tree in family(name)]
    offers, rules = stock(), spacing_rules()
    found = citations(trees, offers, rules)
    titles = {offer_place(path): str(tomllib.loads(text.decode())["title"]) for path, text in contents().items()}
    where = {one.id: f"../{offer_place(one.path)}.md" for one in offers.offers.values()}
    made = {
        "index.md": index_page(families, trees, titles),
        "signals.md": signals_page(house(), trees),
        "sources.md": sources_page(house(), by_source(found)),
        "rules.md": rules_page(common("rules"), by_rule(found), rules),
    }
    made |= {f"{name}.md": offers_page(name, title, offers, house()) for name, title in titles.items()}
    made |= {f"{name}/index.md": family_page(name, title, family(name)) for name, title in families.items()}
    for tree in trees:
        shown, files = _drawn(tree)
        made |= {f"{tree.name}.md": tree_page(tree, shown, where, trees), **files}
    return made


def _drawn(tree: Tree) -> tuple[str, Mapping[str, str]]:
    """Draw a tree as a file beside its page, or, without a drawing program, on the page."""
    made = drawing.draw(tree)
    short = tree.name.rsplit("/", 1)[-1]
    try:
        return f"![{tree.title}]({short}.svg)", {f"{tree.name}.svg": made.svg()}
    except DrawingError:
        return f"```mermaid\n{made.mermaid()}```", {}


def write_pages(folder: str | Path) -> tuple[Path, ...]:
    """Write every page into a folder, which is made where it is missing.

    Parameters
    ----------
    folder : str or Path
        Where to; pages of the same name are replaced, nothing else is touched.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    DrawingError
        Where the folder cannot be made, or a file cannot be written.
    """
    written = []
    for name, text in pages().items():
        target = Path(folder) / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DrawingError(f"the folder {target.parent} cannot be made: {error.strerror}") from error
        keep(target, text)
        written.append(target)
    return tuple(written)
