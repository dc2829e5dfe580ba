"""A sentence that remembers what it was made of, so that it can be said in another language where it is read."""

from __future__ import annotations

from functools import lru_cache
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTHING: Mapping[str, object] = MappingProxyType({})


class Said(str):
    """An English sentence, and the template and the parts it was made of; everywhere else it is a plain string.

    Notes
    -----
    ``str()`` gives it back whole, so that it outlives an exception that carries it, and ``str`` of a value that says
    itself in one.
    """

    __slots__ = ("parts", "template")

    template: str
    parts: Mapping[str, object]

    def __new__(cls, words: str, template: str, parts: Mapping[str, object] = NOTHING) -> Said:
        """Make one of its English words, and what they were made of."""
        one = super().__new__(cls, words)
        one.template, one.parts = template, parts
        return one

    def __str__(self) -> str:
        return self

    def removeprefix(self, prefix: str, /) -> str:
        """Take what stands before a sentence away; the sentence remembers what it is made of."""
        rest = super().removeprefix(prefix)
        return next((part for part in self.parts.values() if isinstance(part, Said) and part == rest), rest)

    def __getnewargs__(self) -> tuple[str, str, dict[str, object]]:  # type: ignore[override]
        """Give what a copy is made of."""
        return str.__str__(self), self.template, dict(self.parts)


def said(template: str, /, **parts: object) -> str:
    """Make a sentence.

    Parameters
    ----------
    template : str
        The English sentence, written out where it is used, with places as ``str.format`` knows them. A test gathers
        every one from the code and wants it in each language.
    **parts : object
        What to put in its places: text, numbers, days, and sentences of this sort.

    Returns
    -------
    str
        The sentence in English; a `Said`.

    Examples
    --------
    >>> said("the log begins on {day}, {km:.1f} km in", day="2026-11-20", km=8)
    'the log begins on 2026-11-20, 8.0 km in'
    """
    return Said(template.format(**parts) if "{" in template else template, template, parts)


def counted(one: str, other: str, /, n: int, **parts: object) -> str:
    """Make a sentence that has a form for a count of one.

    Parameters
    ----------
    one, other : str
        The English sentence for one thing, and for any other number of them. A language finds it by the second.
    n : int
        The count, for the place ``{n}``.
    **parts : object
        As in `said`.

    Returns
    -------
    str
        The sentence in English; a `Said`.

    Examples
    --------
    >>> counted("{n} run is left out", "{n} runs are left out", 1)
    '1 run is left out'
    """
    return Said((one if n == 1 else other).format(n=n, **parts), other, {"n": n, **parts})


def joined(sentences: Iterable[str], by: str = ", ") -> str:
    """Join sentences by a sign; empty ones are passed over.

    Examples
    --------
    >>> joined([said("no effort"), "", said("no minutes")], "; ")
    'no effort; no minutes'
    """
    every = [one for one in sentences if one]
    if len(every) < 2:
        return every[0] if every else ""
    places = {f"p{at}": one for at, one in enumerate(every)}
    return Said(by.join(every), by.join(f"{{{place}}}" for place in places), places)


@lru_cache(maxsize=1024)
def places_of(template: str) -> tuple[str, Mapping[str, tuple[str, str]]]:
    """Take a template apart: as a language knows it, its places bare, and how each place is written.

    Parameters
    ----------
    template : str
        As in `said`.

    Returns
    -------
    tuple of str and mapping
        The template without conversions and formats; place to its conversion and its format.

    Examples
    --------
    >>> bare, places = places_of("{km:.1f} km in {name!r}")
    >>> bare, dict(places)
    ('{km} km in {name}', {'km': ('', '.1f'), 'name': ('r', '')})
    """
    bare, places = "", {}
    for words, name, spec, conversion in Formatter().parse(template):
        bare += words
        if name is not None:
            bare += f"{{{name}}}"
            places[name] = (conversion or "", spec or "")
    return bare, places
