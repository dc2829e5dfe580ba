"""What every tree of one collection shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.scales import Scales
    from runrest.vocabulary import Vocabulary


@frozen(eq=False)
class House:
    """What every tree of one collection shares: the vocabulary, the scales and the citations."""

    vocabulary: Vocabulary
    scales: Scales
    sources: Mapping[str, Mapping[str, Any]]
    offers: frozenset[str] = frozenset()
    choose: Callable[[Any], tuple[str, ...]] | None = field(default=None, eq=False, repr=False)
    """From a decision to the offers it leaves room for; the offers themselves are only read when it is called."""
