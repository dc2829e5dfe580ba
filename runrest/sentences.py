"""What a sentence in a language's file is: its forms, the places in it, and how a number stands in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define

from runrest.errors import RunrestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Phrase: TypeAlias = "str | dict[str, str]"
"""A sentence, or one for a count of 1 and one for any other."""

SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
PLURAL = frozenset({"one", "other"})
COUNT = "n"
"""The slot whose number chooses between ``one`` and ``other``."""


@define
class PhraseError(RunrestError):
    """A sentence that cannot be made: its key is not in the language's files, or a place in it was not filled."""

    language: str
    key: str
    problem: str

    def __str__(self) -> str:
        return f"the phrase {self.key!r} of the language {self.language!r} {self.problem}"


def figure(value: float) -> str:
    """Write a number without decimals that say nothing.

    Examples
    --------
    >>> figure(5.0), figure(33.6), figure(1 / 3)
    ('5', '33.6', '0.333333')
    """
    return str(int(value)) if float(value).is_integer() else f"{value:.6g}"


def slots_of(phrase: Phrase) -> frozenset[str]:
    """Name the places of a sentence, in all its forms.

    Examples
    --------
    >>> sorted(slots_of({"one": "{n} day", "other": "{n} days of {what}"}))
    ['n', 'what']
    """
    forms = [phrase] if isinstance(phrase, str) else phrase.values()
    return frozenset(name for form in forms for name in SLOT.findall(form))


def is_phrase(told: object) -> bool:
    """Tell whether what a file holds is a sentence, or one in both its forms."""
    plural = isinstance(told, dict) and told.keys() == PLURAL and all(isinstance(one, str) for one in told.values())
    return plural or isinstance(told, str)


def flat(table: Mapping[str, Any], language: str, start: str = "") -> Iterator[tuple[str, Phrase]]:
    """Give each sentence of a nested table with its whole key.

    Raises
    ------
    PhraseError
        Where a value is no sentence.
    """
    for name, told in table.items():
        key = start + name
        if is_phrase(told):
            yield key, told
        elif isinstance(told, dict):
            yield from flat(told, language, f"{key}.")
        else:
            raise PhraseError(language, key, "is no sentence")
