"""The rules between planned sessions: what each asks, its number, its sources and both grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from runrest.phrases import Phrases
from runrest.said import Said

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen
class Rule:
    """One rule between sessions: what it asks, its number, and how well both are supported."""

    id: str
    limit: float
    asks: str
    level: str
    sources: tuple[str, ...]
    link: str
    cutoff: str
    novice: float | None = None


@frozen
class Rules:
    """The rules by their key in ``spacing.toml``."""

    by_key: Mapping[str, Rule]
    phrases: Phrases = field(factory=Phrases, eq=False, repr=False)
    """The language in which a move is suggested."""

    def __getitem__(self, key: str) -> Rule:
        return self.by_key[key]

    def limit(self, key: str) -> float:
        """Give a rule's number."""
        return self.by_key[key].limit

    def for_novice(self) -> Rules:
        """Take a novice's numbers where a rule has its own for them."""
        eased = {
            key: rule if rule.novice is None else evolve(rule, limit=rule.novice) for key, rule in self.by_key.items()
        }
        return evolve(self, by_key=eased)


def read_rules(table: Mapping[str, Mapping[str, Any]], phrases: Phrases | None = None) -> Rules:
    """Build the rules from what ``spacing.toml`` says.

    Parameters
    ----------
    table : mapping
        The parsed file.
    phrases : Phrases, optional
        The language in which a move is suggested.

    Returns
    -------
    Rules
        Frozen values.
    """
    return Rules(
        {
            key: Rule(
                told.get("rule", key),
                told["limit"],
                Said(told["asks"], told["asks"]),
                told["level"],
                tuple(told["sources"]),
                told["link"],
                told["cutoff"],
                told.get("novice"),
            )
            for key, told in table.items()
        },
        phrases or Phrases(),
    )
