"""Trees as plain data: everything that another program needs to walk them and to reach the same decision.

What is told here is meaning, not layout: a condition is its intervals and values, never a text to be parsed. An absent
key means nothing of its kind: no caps, no unknown, no upper end.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from runrest.compiled.compiling_house import compile_derived, compile_house, compile_signal
from runrest.compiled.compiling_offers import compile_offer
from runrest.pictures.captions import citation, headed
from runrest.pictures.phrasing import words
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.conditions import Condition
    from runrest.house import House
    from runrest.instead.offers import Offers
    from runrest.linking import Tree
    from runrest.signals import Signal
    from runrest.tree import Advice, Evidence, Question

FORMAT = "runrest-compiled"
FORMAT_VERSION = 1
"""It goes up when a reader of the old format could misread the new one."""


def compile_trees(name: str, title: str, trees: tuple[Tree, ...], stock: Offers) -> dict[str, Any]:
    """Tell trees, and all that they lean on, as plain data.

    Parameters
    ----------
    name : str
        What is asked: ``today``, a family, or a tree.
    title : str
        The question in words.
    trees : tuple of Tree
        At least one; all of one house.
    stock : Offers
        What can be offered.

    Returns
    -------
    dict
        Plain JSON data, the same for the same files. Numbers are finite; an endless side is left out.

    Examples
    --------
    >>> from runrest.loading import load
    >>> from runrest.offering import stock
    >>> told = compile_trees("rest_timing/pain", "Pain", (load("rest_timing/pain"),), stock())
    >>> told["trees"][0]["questions"]["peak"]["branches"][0]["intervals"]
    [{'from': 6, 'to': 10}]
    """
    house = trees[0].house
    vocabulary = house.vocabulary
    told = [_tree(tree) for tree in trees]
    offered = dict.fromkeys(offer for tree in trees for advice in tree.advice.values() for offer in advice.offer)
    offers = {one: compile_offer(stock.offers[one], stock) for one in offered if one in stock.offers}
    cited = _cited(told, offers)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "name": name,
        "title": title,
        "language": house.phrases.language,
        "weekly": trees[0].name.split("/")[0] in house.scales.week_families,
        "guidance": house.phrases("guidance"),
        "signals": {key: compile_signal(signal) for key, signal in vocabulary.signals.items() if not signal.derived},
        "derived": {
            key: compile_derived(one, vocabulary.signals[key], vocabulary.signals, condition)
            for key, one in vocabulary.derived.items()
        },
        "gates": {key: {"ask": ask, "no": dict(no)} for key, (ask, no) in vocabulary.gates.items()},
        "contradictions": [
            {"when": {key: condition(test) for key, test in tests}, "say": say}
            for tests, say in vocabulary.contradictions
        ],
        **compile_house(house),
        "trees": told,
        "offers": offers,
        "sources": {key: _source(key, house) for key in house.sources if key in cited},
    }


def condition(test: Condition) -> dict[str, Any]:
    """Tell a condition: its intervals, its values, and whether it is for what is not known.

    Examples
    --------
    >>> from runrest.loading import house
    >>> from runrest.notation import read_condition
    >>> signals = house().vocabulary.signals
    >>> condition(read_condition("< 3, unknown", signals["pain_now"]))
    {'intervals': [{'from': 0, 'to': 2}], 'unknown': True}
    >>> condition(read_condition("> 27.9", signals["wbgt_c"]))["intervals"][0]["over"]
    27.9
    """
    told: dict[str, Any] = {}
    if test.intervals:
        told["intervals"] = [
            {
                **({} if math.isinf(part.low[0]) else {"over" if part.low[1] else "from": part.low[0]}),
                **({} if math.isinf(part.high[0]) else {"under" if part.high[1] else "to": part.high[0]}),
            }
            for part in test.intervals
        ]
    if test.values:
        told["values"] = sorted(test.values)
    if test.unknown:
        told["unknown"] = True
    return told


def evidence(found: Iterable[Evidence]) -> list[dict[str, str]]:
    """Tell citations: rule, source and both grades, and how the number was seen where that is known."""
    return [
        {"rule": one.rule, "source": one.source, "link": one.link, "cutoff": one.cutoff}
        | ({"mark": one.mark} if one.mark else {})
        for one in found
    ]


def _tree(tree: Tree) -> dict[str, Any]:
    signals = tree.house.vocabulary.signals
    return {
        "name": tree.name,
        "title": tree.title,
        "version": tree.version,
        **({"about": " ".join(tree.file.about.split())} if tree.file.about else {}),
        "start": tree.file.start,
        "questions": {one.id: _question(one, signals[one.signal]) for one in tree.questions.values()},
        "advice": {one.id: _advice(one, tree) for one in tree.advice.values()},
    }


def _question(question: Question, signal: Signal) -> dict[str, Any]:
    return {
        "signal": question.signal,
        **({"label": question.label} if question.label else {}),
        "because": question.because,
        "branches": [
            {"text": one.text, "words": words(one.condition, signal), **condition(one.condition), "to": one.target}
            for one in question.branches
        ],
        "evidence": evidence(question.evidence),
    }


def _advice(advice: Advice, tree: Tree) -> dict[str, Any]:
    kind, heading = headed(advice, tree)
    told: dict[str, Any] = {"say": advice.say, "kind": kind, "heading": heading}
    caps = {scale: {"of": cap.of, "times": cap.times} if isinstance(cap, Times) else cap for scale, cap in advice.caps}
    told |= {"caps": caps} if caps else {}
    told |= {"refer": advice.refer} if advice.refer != "none" else {}
    told |= {"incomplete": True} if advice.incomplete else {}
    told |= {"not_before_h": advice.not_before_h} if advice.not_before_h is not None else {}
    told |= {"offer": list(advice.offer)} if advice.offer else {}
    return told | ({"note": True} if advice.note else {})


def _cited(trees: Iterable[Mapping[str, Any]], offers: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    questions = [question for tree in trees for question in tree["questions"].values()]
    return frozenset(one["source"] for cites in (*questions, *offers.values()) for one in cites["evidence"])


def _source(name: str, house: House) -> dict[str, Any]:
    return {"short": citation(name, house), **house.sources[name]}
