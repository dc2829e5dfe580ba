"""The words of the services' own languages, read from `words.toml` and `words_garmin.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# Letters that do not come apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss"})


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Reduce a word to what it is compared by: no capitals, accents, punctuation or odd spaces.

    Examples
    --------
    >>> plain("Activiteits-ID"), plain(" Løb "), plain("elapsed_time")
    ('activiteits id', 'lob', 'elapsed time')
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


@cache
def headers(service: str = "") -> Mapping[str, str]:
    """Map each known column name, made plain, to what the column holds.

    Parameters
    ----------
    service : str, optional
        ``garmin`` for Garmin Connect; Strava's where nothing is said.

    Examples
    --------
    >>> headers()["bewegungszeit"], headers("garmin")["aktivitatstyp"]
    ('moving', 'type')
    """
    roles = _words(service)["headers"]
    return MappingProxyType({plain(word): role for role, words in roles.items() for word in words})


@cache
def run_types() -> frozenset[str]:
    """List the activity types, made plain, that are runs."""
    return frozenset(map(plain, _words()["runs"]["words"]))


@cache
def strength_types() -> frozenset[str]:
    """List the activity types, made plain, that are strength sessions."""
    return frozenset(map(plain, _words()["strength"]["words"]))


@cache
def several_types() -> frozenset[str]:
    """List the activity types, made plain, that hold several sports, a run perhaps among them."""
    return frozenset(map(plain, _words()["several"]["words"]))


@lru_cache(maxsize=512)
def month_number(word: str) -> int | None:
    """Find the month that a name, or the start of one, stands for.

    Parameters
    ----------
    word : str
        A month as written in one of the languages, whole or cut short.

    Returns
    -------
    int or None
        1 to 12, or ``None`` where it fits no month or more than one.

    Examples
    --------
    >>> month_number("Nov"), month_number("mrt."), month_number("févr."), month_number("jui")
    (11, 3, 2, None)
    """
    start = plain(word)
    found = {number for name, number in _months() if len(start) >= 3 and name.startswith(start)}
    return found.pop() if len(found) == 1 else None


@cache
def _months() -> tuple[tuple[str, int], ...]:
    languages = _words()["months"].values()
    return tuple((plain(name), number) for names in languages for number, name in enumerate(names, 1))


@cache
def _words(service: str = "") -> dict[str, Any]:
    name = f"words_{service}.toml" if service else "words.toml"
    return tomllib.loads(files("runrest.importing").joinpath(name).read_text(encoding="utf-8"))
