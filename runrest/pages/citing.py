"""Who cites what: every rule and every source, with the trees, offers and spacing rules that lean on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.instead.offers import Exercise, Offer, Offers
    from runrest.linking import Tree
    from runrest.plans.spacing_rules import Rules
    from runrest.tree import Evidence

SPACING = "spacing"


@frozen
class Citation:
    """One place that cites a rule and a source."""

    rule: str
    source: str
    place: str
    """The tree, ``offers/<file>``, or ``spacing``."""
    at: str
    """The question, the offer, or the key of the rule."""


def citations(trees: Iterable[Tree], offers: Offers, rules: Rules) -> tuple[Citation, ...]:
    """List every citation in the order of the files.

    Parameters
    ----------
    trees : iterable of Tree
        All shipped trees.
    offers : Offers
        All that is offered.
    rules : Rules
        The rules between sessions.

    Returns
    -------
    tuple of Citation
        Each once.
    """
    found = [
        Citation(one.rule, one.source, tree.name, question.id)
        for tree in trees
        for question in tree.questions.values()
        for one in question.evidence
    ]
    for name, path, evidence in _offered(offers):
        found += [Citation(one.rule, one.source, path, name) for one in evidence]
    for key, rule in rules.by_key.items():
        found += [Citation(rule.id, source, SPACING, key) for source in rule.sources]
    return tuple(dict.fromkeys(found))


def offer_place(path: str) -> str:
    """Name an offer's file as pages do.

    Examples
    --------
    >>> offer_place("trees/offers/drills.toml")
    'offers/drills'
    """
    return path.removeprefix("trees/").removesuffix(".toml")


def _offered(offers: Offers) -> list[tuple[str, str, tuple[Evidence, ...]]]:
    every: list[Offer | Exercise] = [*offers.offers.values(), *offers.exercises.values()]
    found = [(one.id, offer_place(one.path), one.evidence) for one in every]
    return [*found, *((phase.id, "offers/strength", phase.evidence) for phase in offers.phases.values())]


def by_rule(found: Iterable[Citation]) -> Mapping[str, list[Citation]]:
    """Sort citations by rule, each place once."""
    sorted_: dict[str, dict[tuple[str, str], Citation]] = {}
    for one in found:
        sorted_.setdefault(one.rule, {}).setdefault((one.place, one.at), one)
    return {rule: list(places.values()) for rule, places in sorted_.items()}


def by_source(found: Iterable[Citation]) -> Mapping[str, list[str]]:
    """Sort citations by source, and name the places."""
    sorted_: dict[str, dict[str, None]] = {}
    for one in found:
        sorted_.setdefault(one.source, {}).setdefault(one.place)
    return {source: list(places) for source, places in sorted_.items()}
