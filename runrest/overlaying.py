"""Another language laid over what a file says: sentences are replaced, and nothing else can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from runrest.errors import RunrestError

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES = frozenset({
    "about", "ask", "asks", "because", "cue", "do", "dose", "focus", "for", "how", "label", "reason", "say", "title",
    "unplanned", "when_not", "word",
})  # fmt: skip
"""Keys whose value is for people alone."""
SOMETIMES = frozenset({"when", "words", "drill"})
"""Keys that are for people where their value is a sentence, or a list of them."""
NAMED = frozenset({"words", "anchors"})
"""Tables that give the words for each step or value; a language may bring the table where English needs none."""


@define
class OverlayError(RunrestError):
    """A language that says something which the file it is laid over does not say in words."""

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


def overlaid(table: Mapping[str, Any], words: Mapping[str, Any], place: str = "") -> dict[str, Any]:
    """Lay the sentences of another language over a file.

    Parameters
    ----------
    table : mapping
        What the file says.
    words : mapping
        The same tables, holding only the sentences. Lists stand for lists of the same length.
    place : str
        What to call the file in a message.

    Returns
    -------
    dict
        The file with those sentences; what it means is the same.

    Raises
    ------
    OverlayError
        Where there is a key that the file does not have, or one that is not words for people.

    Examples
    --------
    >>> overlaid({"start": "peak", "title": "How much pain?"}, {"title": "Wie viel Schmerz?"})
    {'start': 'peak', 'title': 'Wie viel Schmerz?'}
    >>> overlaid({"start": "peak", "title": "How much pain?"}, {"start": "other"}, "de/pain.toml")
    Traceback (most recent call last):
    ...
    runrest.overlaying.OverlayError: de/pain.toml: start is no sentence, so no language can change it
    """
    laid = dict(table)
    for key, said in words.items():
        here = f"{place}.{key}" if place else key
        if key in NAMED and isinstance(said, dict):
            laid[key] = {**table.get(key, {}), **_named(said, here)}
        elif key not in table:
            raise OverlayError(place, f"the file it translates has no {key}")
        elif isinstance(said, dict) and isinstance(table[key], dict):
            laid[key] = overlaid(table[key], said, here)
        elif isinstance(said, list) and isinstance(table[key], list):
            laid[key] = _listed(table[key], said, key, place)
        else:
            laid[key] = _sentence(table[key], said, key, place)
    return laid


def _named(said: Mapping[str, Any], place: str) -> Mapping[str, str]:
    wrong = [name for name, words in said.items() if not isinstance(words, str)]
    if wrong:
        raise OverlayError(place, f"{wrong[0]} must be a sentence")
    return said


def _sentence(old: Any, said: Any, key: str, place: str) -> str:
    if key not in SENTENCES | SOMETIMES or not isinstance(old, str) or not isinstance(said, str):
        raise OverlayError(place, f"{key} is no sentence, so no language can change it")
    return said


def _listed(old: list[Any], said: list[Any], key: str, place: str) -> list[Any]:
    if len(old) != len(said):
        raise OverlayError(place, f"{key} has {len(said)} entries, but {len(old)} in the file it translates")
    return [
        overlaid(one, words, f"{place}.{key}") if isinstance(one, dict) and isinstance(words, dict)
        else _sentence(one, words, key, place)
        for one, words in zip(old, said, strict=True)
    ]  # fmt: skip
