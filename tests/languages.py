"""The words for people in a file of trees, signals, scales or offers, each by its place."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from runrest import shelf
from runrest.instead.shelf_offers import FILES
from runrest.overlaying import NAMED, SENTENCES, SOMETIMES
from runrest.phrases import Phrase, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRANSLATED = ("signals", "scales", "families", *(f"offers/{name}" for name in FILES), *shelf.names())
"""Every shipped file whose words a runner reads."""
LANGUAGES = tuple(name for name in shelf.languages() if name != shelf.ENGLISH)


def english(name: str) -> dict[str, Any]:
    """Parse a shipped file."""
    item = shelf.root()
    for part in f"{name}.toml".split("/"):
        item = item / part
    return tomllib.loads(item.read_text(encoding="utf-8"))


def foreign(name: str, language: str) -> dict[str, Any]:
    """Parse the words that a language lays over a shipped file."""
    text = shelf.translation(name, language)
    return tomllib.loads(text.decode()) if text is not None else {}


def sentences(table: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    """Give each sentence for people with its place."""
    for key, value in table.items():
        here = f"{place}.{key}" if place else key
        if isinstance(value, dict) and key in NAMED:
            yield from ((f"{here}.{name}", words) for name, words in value.items())
        elif isinstance(value, dict):
            yield from sentences(value, here)
        elif isinstance(value, list):
            for at, one in enumerate(value):
                if isinstance(one, dict):
                    yield from sentences(one, f"{here}.{at}")
                elif isinstance(one, str) and key in SOMETIMES:
                    yield f"{here}.{at}", one
        elif isinstance(value, str) and key in SENTENCES | SOMETIMES:
            yield here, value


def read_by_a_runner(name: str) -> dict[str, str]:
    """Give each sentence of a file that a runner reads; what is said about a signal is for those who write trees."""
    told = english(name)
    found = dict(sentences(told))
    if name == "signals":
        found = {place: words for place, words in found.items() if not place.endswith(".about")}
        found |= {
            f"signals.{signal}.words.{value}": value
            for signal, says in told["signals"].items()
            for value in says.get("values", ())
            if signal != "race_priority"  # its values are letters
        }
    if name == "scales":
        found |= {
            f"scales.{scale}.words.{step}": step
            for scale, says in told["scales"].items()
            for step in says.get("steps", ())
        }
    return {place: words for place, words in found.items() if words}


def phrases(language: str) -> Mapping[str, Phrase]:
    """Give the sentences of Python code in a language, by key."""
    return Phrases(language, lambda: shelf.phrase_files(language)).every


def forms(phrase: Phrase) -> tuple[str, ...]:
    """Give the forms of a phrase."""
    return (phrase,) if isinstance(phrase, str) else tuple(phrase.values())


def numerals(text: str, language: str) -> list[str]:
    """List the numbers in digits, thousands and decimals written alike."""
    point, thousands = (".", ",") if language == "en" else (",", ".")
    bare = re.sub(rf"(?<=\d){re.escape(thousands)}(?=\d{{3}}\b)", "", text)
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(rf"(?<=\d){re.escape(point)}(?=\d)", ".", bare)))
