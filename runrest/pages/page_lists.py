"""The pages that list things: signals, sources, rules, offers, and the index of them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runrest.pages.citing import SPACING
from runrest.pages.marking_up import anchor, code, link, page, safe, table
from runrest.pages.page_trees import REBUILT
from runrest.pictures.captions import citation
from runrest.signals import spell
from runrest.words.outlining import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runrest.house import House
    from runrest.linking import Tree
    from runrest.pages.citing import Citation
    from runrest.plans.spacing_rules import Rules
    from runrest.signals import Signal

WORSE = {"up": "more is worse", "down": "less is worse", "neither": "neither way is worse", "both": "either way"}
KNOWN = {
    "asked": "asking",
    "profile": "your profile",
    "planned": "the plan",
    "computed": "the log",
}
MISSING = {
    "block": "asked for; until then nothing hard and the answer is incomplete",
    "careful": "read the careful way",
    "neutral": "left out, and listed as not assessed",
}


def signals_page(house: House, trees: Sequence[Tree]) -> str:
    """Write the page of all signals, plain and derived."""
    lines = ["# Signals", "", "Every thing that may be known about the athlete.", ""]
    signals = house.vocabulary.signals.values()
    lines += ["## All of them", ""]
    lines += table(["signal", "name"], [[link(safe(one.label), "", one.name), code(one.name)] for one in signals])
    for signal in signals:
        lines += _signal(signal, house, trees)
    return page([*lines, "", REBUILT])


def _signal(signal: Signal, house: House, trees: Sequence[Tree]) -> list[str]:
    lines = [anchor(signal.name), "", f"## {code(signal.name)}", "", f"**{safe(signal.label)}** {_ruled(signal.about)}"]
    lines += ["", *([f"> {safe(signal.ask)}", ""] if signal.ask else [])]
    usual = f"; usually {spell(signal.plausible[0])} to {spell(signal.plausible[1])}" if signal.plausible else ""
    lines.append(f"- takes: {safe(signal.accepts() + usual)}; {WORSE[signal.worse]}")
    if not signal.derived:
        lines += [f"- known from: {KNOWN[signal.known]}", f"- while not known: {MISSING[signal.missing]}"]
    if signal.derived:
        derived = house.vocabulary.derived[signal.name]
        members = [
            link(code(one.signal), "", one.signal) + (f" {code(str(one.condition))}" if one.condition else "")
            for one in derived.members
        ]
        lines.append(f"- worked out: {derived.kind} of {', '.join(members)}")
    asked = [
        link(code(tree.name), f"{tree.name}.md", question.id)
        for tree in trees
        for question in tree.questions.values()
        if question.signal == signal.name
    ]
    return [*lines, f"- asked in {', '.join(asked)}" if asked else "- asked in no tree", ""]


def _ruled(words: str) -> str:
    """Lead from each rule that is named in some words to its place."""
    return re.sub(r"\b[A-Z]{2}\d+\b", lambda found: link(found[0], "rules.md", found[0].lower()), safe(words))


def sources_page(house: House, used: Mapping[str, Sequence[str]]) -> str:
    """Write the page of all sources, with how each was seen and who cites it."""
    lines = ["# Sources", "", "Every citation, and how it was seen.", ""]
    for name, told in house.sources.items():
        lines += [
            anchor(name.lower()),
            "",
            f"## {safe(citation(name, house))} ({code(name)})",
            "",
            _reference(told),
            "",
        ]
        lines.append(f"- seen: {mark_words(str(told.get('mark', '')), house.phrases) or 'not noted'}")
        lines += [f"- {safe(str(told['note']))}"] if "note" in told else []
        places = [link(code(place), _page_of(place)) for place in used.get(name, ())]
        lines += [f"- cited in {', '.join(places)}" if places else "- cited in no tree", ""]
    return page([*lines, "", REBUILT])


def _reference(told: Mapping[str, Any]) -> str:
    year = f" ({told['year']})" if "year" in told else ""
    parts = [
        f"{told['authors']}{year}".rstrip(".") if "authors" in told else "",
        told.get("title", ""),
        told.get("venue", ""),
    ]
    words = ". ".join(safe(str(part)) for part in parts if part)
    doi = f". [doi:{told['doi']}](https://doi.org/{told['doi']})" if "doi" in told else ""
    return words + doi + (f". <{told['url']}>" if "url" in told else "")


def _page_of(place: str) -> str:
    return "rules.md" if place == SPACING else f"{place}.md"


def rules_page(rules: Mapping[str, Mapping[str, str]], cited: Mapping[str, Sequence[Citation]], spacing: Rules) -> str:
    """Write the page of all rules of the evidence base: who cites each, or why nobody may."""
    rows = []
    for id, told in rules.items():
        where = _cited_by(cited.get(id, ())) or f"*No tree cites it.* {safe(told.get('why_not', 'NOT EXPLAINED'))}"
        rows.append([f"{anchor(id.lower())}{id}", safe(told["title"]), where])
    lines = ["# Rules", "", "Every rule of the evidence base, and where it is used.", ""]
    lines += table(["rule", "about", "cited by"], rows)
    lines += ["## Between planned sessions", "", "What `runrest plan` checks.", ""]
    between = [
        [link(rule.id, "", rule.id.lower()), safe(rule.asks), spell(rule.limit), rule.level, rule.link, rule.cutoff]
        for rule in spacing.by_key.values()
    ]
    return page([*lines, *table(["rule", "asks", "number", "level", "link", "threshold"], between), "", REBUILT])


def _cited_by(places: Iterable[Citation]) -> str:
    """List the places that cite a rule, those of one file together."""
    files: dict[str, list[str]] = {}
    for one in places:
        at = link(safe(one.at), _page_of(one.place), "" if one.place == SPACING else one.at)
        files.setdefault(one.place, []).append(at)
    return "; ".join(f"{link(safe(place), _page_of(place))}: {', '.join(found)}" for place, found in files.items())


def index_page(families: Mapping[str, str], trees: Sequence[Tree], files: Mapping[str, str]) -> str:
    """Write the page that leads to all others."""
    lines = [
        "# All that runrest knows",
        "",
        "Each tree answers one question. All trees of a family are walked; the most careful answer wins.",
        "",
    ]
    for family, title in families.items():
        lines += [f"## {link(safe(title), f'{family}/index.md')}", ""]
        lines += [f"- {link(safe(tree.title), f'{tree.name}.md')}" for tree in _of(family, trees)]
        lines.append("")
    lines += ["## Instead", "", *(f"- {link(safe(title), f'{name}.md')}" for name, title in files.items()), ""]
    lines += ["## Behind it", ""]
    lines += [f"- {link(name.capitalize(), f'{name}.md')}" for name in ("signals", "sources", "rules")]
    return page([*lines, "", REBUILT])


def _of(family: str, trees: Iterable[Tree]) -> list[Tree]:
    return [tree for tree in trees if tree.name.startswith(f"{family}/")]
