"""Where the shipped offers lie, and which names a tree may offer: cheap enough for every start of the command."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from runrest import shelf
from runrest.errors import InstallError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = ("recovery", "drills", "strength")
HEADER = re.compile(rb"^\[offers\.([a-z][a-z0-9_]*)\]", re.MULTILINE)


@cache
def contents() -> Mapping[str, bytes]:
    """Read the shipped files of offers as they lie there.

    Returns
    -------
    mapping of str to bytes
        Path, as messages name it, to text.

    Raises
    ------
    InstallError
        Where they are not there.
    """
    folder = shelf.root() / "offers"
    try:
        return {f"trees/offers/{name}.toml": (folder / f"{name}.toml").read_bytes() for name in FILES}
    except OSError as error:
        raise InstallError("this installation of runrest has no offers in it; install it again") from error


def translations(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Parse the words that a language lays over the shipped files of offers.

    Parameters
    ----------
    language : str
        One of ``shelf.languages()``.

    Returns
    -------
    mapping of str to mapping
        Path, as ``contents`` has it, to the sentences; files without any are absent.
    """
    found = {path: shelf.translation(f"offers/{name}", language) for path, name in zip(contents(), FILES, strict=True)}
    return {path: tomllib.loads(text.decode()) for path, text in found.items() if text is not None}


@cache
def offer_names() -> frozenset[str]:
    """List what a tree may offer, without parsing the files: their table headers are enough.

    Returns
    -------
    frozenset of str
        Drills, routines and strength sessions.

    Examples
    --------
    >>> "easy_walk_20" in offer_names()
    True
    """
    return frozenset(name.decode() for text in contents().values() for name in HEADER.findall(text))
