"""Where the shipped trees lie: inside the installed package, or beside a checkout's pyproject.toml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from runrest.errors import InstallError, UnknownNameError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

COMMON = ("signals", "scales", "sources", "families", "rules", "changing")
LANGUAGES = "languages"
NO_TREES = ("offers", LANGUAGES)
"""Folders beside the families that hold no trees."""
ENGLISH = "en"
"""The language of the trees themselves; its folder holds phrases alone."""


@cache
def root() -> Traversable:
    """Find the folder of shipped trees.

    Returns
    -------
    importlib.resources.abc.Traversable
        A folder, possibly inside a zip file.

    Raises
    ------
    InstallError
        Where neither the package nor the checkout has it.
    """
    inside = files("runrest") / "trees"
    if (inside / "signals.toml").is_file():
        return inside
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "trees" / "signals.toml").is_file():
        return checkout / "trees"
    raise InstallError("this installation of runrest has no trees in it; its build is broken, so install it again")


@cache
def names() -> tuple[str, ...]:
    """List the shipped trees, family first, for example ``rest_timing/pain``."""
    found = []
    for family in root().iterdir():
        if family.is_dir() and family.name not in NO_TREES:
            found += [
                f"{family.name}/{item.name.removesuffix('.toml')}"
                for item in family.iterdir()
                if item.name.endswith(".toml")
            ]
    return tuple(sorted(found))


def place(name: str) -> str:
    """Give the path of a shipped tree as messages name it."""
    return f"trees/{name}.toml"


def content(name: str) -> bytes:
    """Read a shipped file by its name.

    Parameters
    ----------
    name : str
        A tree such as ``rest_timing/pain``, or one of ``signals``, ``scales``, ``sources``, ``families``, ``rules``.

    Returns
    -------
    bytes
        The file as it lies there.

    Raises
    ------
    UnknownNameError
        Where no such tree ships.
    """
    if name not in COMMON and name not in names():
        raise UnknownNameError("tree", name, names())
    item = root()
    for part in f"{name}.toml".split("/"):
        item = item / part
    return item.read_bytes()


@cache
def languages() -> tuple[str, ...]:
    """List the languages that runrest speaks, English first.

    Examples
    --------
    >>> languages()
    ('en', 'de')
    """
    found = (folder.name for folder in (root() / LANGUAGES).iterdir() if folder.is_dir())
    return tuple(sorted(found, key=lambda name: (name != ENGLISH, name)))


def translation(name: str, language: str) -> bytes | None:
    """Read the words that a language lays over a shipped file.

    Parameters
    ----------
    name : str
        The file, for example ``rest_timing/pain``, ``signals`` or ``offers/drills``.
    language : str
        One of ``languages``.

    Returns
    -------
    bytes or None
        ``None`` where the language has no words for it; it is then told in English.
    """
    item = root() / LANGUAGES / language
    for part in f"{name}.toml".split("/"):
        item = item / part
    return item.read_bytes() if item.is_file() else None


def phrase_files(language: str, folder: str = "phrases") -> tuple[tuple[str, str], ...]:
    """Read the sentences that runrest itself speaks in a language.

    Parameters
    ----------
    language : str
        One of ``languages``.
    folder : str
        ``phrases``, found by a key, or ``said``, found by their English; where it is missing there are none.

    Returns
    -------
    tuple of tuple of str
        What to call each file, and its text.
    """
    found = root() / LANGUAGES / language / folder
    every = found.iterdir() if found.is_dir() else ()
    files = sorted((item for item in every if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple((f"{LANGUAGES}/{language}/{folder}/{item.name}", item.read_text(encoding="utf-8")) for item in files)
