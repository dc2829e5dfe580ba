"""What every tree of one collection shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.counterfactuals.ways import Way
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
    phrases: Phrases = field(factory=Phrases, repr=False)
    """The language that the vocabulary, the scales and the trees speak, and the sentences made of their words."""
    changing: Mapping[str, Way] = field(factory=dict, repr=False)
    """How each signal may be different another time; one that is not named here never is."""
