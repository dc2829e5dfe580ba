"""The page and the compiled JSON of whatever can be named: a question, a family, a tree, a file."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from runrest.compiled.compiling import compile_trees
from runrest.instead.choosing import shelf_stock
from runrest.loading import common, family, load
from runrest.webpage.filling import fill_page

if TYPE_CHECKING:
    from pathlib import Path

    from runrest.linking import Tree


def named(name: str | Path, language: str | None = None) -> tuple[str, str, tuple[Tree, ...]]:
    """Find what a name stands for.

    Parameters
    ----------
    name : str or Path
        ``today``, ``week``, a family, a shipped tree, or a ``.toml`` file.
    language : str, optional
        Otherwise the one that is spoken.

    Returns
    -------
    tuple of str, str and trees
        The name, the title, and the trees, all of them proven.

    Raises
    ------
    TreeError, UnknownNameError
        Where it is not a tree that may speak, or nothing at all.
    """
    told = common("families", language)
    for kind in ("questions", "families"):
        if str(name) in told[kind]:
            return str(name), str(told[kind][str(name)]["title"]), family(str(name), language)
    tree = load(name, language=language)
    return tree.name, tree.title, (tree,)


def compiled(name: str | Path, language: str | None = None) -> dict[str, Any]:
    """Tell trees as plain data, for an app in another language.

    Parameters
    ----------
    name : str or Path
        ``today``, ``week``, a family, a shipped tree such as ``rest_timing/pain``, or a ``.toml`` file.
    language : str, optional
        That of every sentence; otherwise the one that is spoken.

    Returns
    -------
    dict
        As ``compiled.schema.json`` describes it.

    Examples
    --------
    >>> compiled("rest_timing/pain", "de")["trees"][0]["start"]
    'peak'
    """
    key, title, trees = named(name, language)
    return compile_trees(key, title, trees, shelf_stock(trees[0].house))


def compiled_text(name: str | Path, language: str | None = None) -> str:
    """Write the compiled trees as the text of a JSON file."""
    return json.dumps(compiled(name, language), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def page(name: str | Path, language: str | None = None) -> str:
    """Write one HTML file that asks, answers and shows why, with nothing from the network.

    Parameters
    ----------
    name : str or Path
        As for ``compiled``.
    language : str, optional
        That of every sentence; otherwise the one that is spoken.

    Returns
    -------
    str
        The file's text, in UTF-8 when written.

    Examples
    --------
    >>> page("rest_timing/pain").splitlines()[0]
    '<!doctype html>'
    """
    key, title, trees = named(name, language)
    return fill_page(key, title, trees, shelf_stock(trees[0].house), _version())


def _version() -> str:
    try:
        return version("runrest")
    except PackageNotFoundError:
        return ""
