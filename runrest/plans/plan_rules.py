"""The shipped rules and tables that plans are checked by and strength is placed by."""

from __future__ import annotations

import tomllib
from functools import cache, partial

from runrest import shelf
from runrest.overlaying import overlaid
from runrest.phrases import Phrases
from runrest.plans.spacing_rules import Rules, read_rules
from runrest.plans.strength_weeks import StrengthTable, read_strength_table


@cache
def spacing_rules() -> Rules:
    """Load the rules between sessions from ``trees/spacing.toml``.

    Examples
    --------
    >>> spacing_rules().limit("ST2")
    2
    """
    english = Phrases(shelf.ENGLISH, partial(shelf.phrase_files, shelf.ENGLISH))
    return read_rules(tomllib.loads((shelf.root() / "spacing.toml").read_text(encoding="utf-8")), english)


@cache
def strength_table(language: str = shelf.ENGLISH) -> StrengthTable:
    """Load the twelve weeks of strength from ``trees/offers/strength.toml``, in the words of a language.

    Examples
    --------
    >>> strength_table().rows["foundation"].focus
    'Foundation & Form'
    """
    table = tomllib.loads((shelf.root() / "offers" / "strength.toml").read_text(encoding="utf-8"))
    words = shelf.translation("offers/strength", language) if language != shelf.ENGLISH else None
    if words is not None:
        table = overlaid(table, tomllib.loads(words.decode()), f"{language}/offers/strength.toml")
    return read_strength_table(table)
