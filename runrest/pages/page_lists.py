"""The pages that list things: signals, sources, rules, offers, and the index of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runrest.instead.telling_offers import tell_offer, tell_table
from runrest.pages.citing import SPACING, offer_place
from runrest.pages.marking_up import anchor, code, link, page, safe, table
from runrest.pages.page_trees import REBUILT
from runrest.signals import spell
from runrest.words.outlining import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runrest.house import House
    from runrest.instead.offers import Exercise, Offer, Offers
    from runrest.linking import Tree
    from runrest.pages.citing import Citation
    from runrest.plans.spacing_rules import Rules
    from runrest.signals import Signal

WORSE = {"up": "more is worse", "down": "less is worse", "neither": "neither way is worse", "both": "either way"}
MISSING = {
    "block": "asked for; until then nothing hard and the answer is incomplete",
    "careful": "read the careful way",
    "neutral": "left out, and listed as not assessed",
}


def signals_page(house: House, trees: Sequence[Tree]) -> str:
    """Write the page of all signals, plain and derived."""
    lines = ["# Signals", "", f"Every thing that may be known about the athlete. {REBUILT}", ""]
    for signal in house.vocabulary.signals.values():
        lines += _signal(signal, house, trees)
    return page(lines)


def _signal(signal: Signal, house: House, trees: Sequence[Tree]) -> list[str]:
    facts = [f"{signal.type}: {signal.accepts()}", WORSE[signal.worse]]
    if signal.plausible:
        facts.append(f"usual {spell(signal.plausible[0])} to {spell(signal.plausible[1])}")
    if not signal.derived:
        facts += [f"known: {signal.known}", f"not known: {MISSING[signal.missing]}"]
    lines = [anchor(signal.name), "", f"## {code(signal.name)}", "", f"**{safe(signal.label)}** {safe(signal.about)}"]
    lines += ["", *([f"Question: {safe(signal.ask)}", ""] if signal.ask else []), f"- {safe('; '.join(facts))}"]
    if signal.derived:
        derived = house.vocabulary.derived[signal.name]
        members = [
            link(code(one.signal), "", one.signal) + (f" {code(str(one.condition))}" if one.condition else "")
            for one in derived.members
        ]
        lines.append(f"- {derived.kind} of {', '.join(members)}")
    asked = [
        link(code(tree.name), f"{tree.name}.md", question.id)
        for tree in trees
        for question in tree.questions.values()
        if question.signal == signal.name
    ]
    return [*lines, f"- asked in {', '.join(asked)}" if asked else "- asked in no tree", ""]


def sources_page(house: House, used: Mapping[str, Sequence[str]]) -> str:
    """Write the page of all sources, with how each was seen and who cites it."""
    lines = ["# Sources", "", f"Every citation, and how it was seen. {REBUILT}", ""]
    for name, told in house.sources.items():
        lines += [anchor(name.lower()), "", f"## {name}", "", _reference(told), ""]
        lines.append(f"- seen: {mark_words(str(told.get('mark', '')), house.phrases) or 'not noted'}")
        lines += [f"- {safe(str(told['note']))}"] if "note" in told else []
        places = [link(code(place), _page_of(place)) for place in used.get(name, ())]
        lines += [f"- cited in {', '.join(places)}" if places else "- cited in no tree", ""]
    return page(lines)


def _reference(told: Mapping[str, Any]) -> str:
    year = f" ({told['year']})" if "year" in told else ""
    parts = [f"{told['authors']}{year}" if "authors" in told else "", told.get("title", ""), told.get("venue", "")]
    words = ". ".join(safe(str(part)) for part in parts if part)
    doi = f". [doi:{told['doi']}](https://doi.org/{told['doi']})" if "doi" in told else ""
    return words + doi + (f". <{told['url']}>" if "url" in told else "")


def _page_of(place: str) -> str:
    return "rules.md" if place == SPACING else f"{place}.md"


def rules_page(rules: Mapping[str, Mapping[str, str]], cited: Mapping[str, Sequence[Citation]], spacing: Rules) -> str:
    """Write the page of all rules of the evidence base: who cites each, or why nobody may."""
    rows = []
    for id, told in rules.items():
        places = [
            link(code(f"{one.place}: {one.at}"), _page_of(one.place), "" if one.place == SPACING else one.at)
            for one in cited.get(id, ())
        ]
        where = ", ".join(places) if places else f"*No tree cites it.* {safe(told.get('why_not', 'NOT EXPLAINED'))}"
        rows.append([f"{anchor(id.lower())}{id}", safe(told["title"]), where])
    lines = ["# Rules", "", f"Every rule of the evidence base, and where it is used. {REBUILT}", ""]
    lines += table(["rule", "about", "cited by"], rows)
    lines += ["## Between planned sessions", "", "What `runrest plan` checks.", ""]
    between = [
        [link(rule.id, "", rule.id.lower()), safe(rule.asks), spell(rule.limit), rule.level, rule.link, rule.cutoff]
        for rule in spacing.by_key.values()
    ]
    return page([*lines, *table(["rule", "asks", "number", "level", "link", "threshold"], between)])


def offers_page(name: str, title: str, offers: Offers, house: House) -> str:
    """Write the page of one file of offers, each as something to follow."""
    every: list[Offer | Exercise] = [*offers.offers.values(), *offers.exercises.values()]
    some = [one for one in every if offer_place(one.path) == name]
    lines = [f"# {safe(title)}", "", f"{len(some)} to choose from. {REBUILT}", ""]
    if name == "offers/strength":
        lines += ["## Phases", ""]
        for phase in offers.phases.values():
            weeks = f"{phase.weeks[0]} to {phase.weeks[1]} weeks" if phase.weeks else "goes on"
            lines += [anchor(phase.id), "", f"### {safe(phase.title)} ({weeks})", "", safe(phase.do), ""]
            lines += [safe(phase.when), "", safe(phase.when_not), ""]
        lines += ["## Twelve weeks", "", "```text", tell_table(offers), "```", ""]
    for one in some:
        lines += [anchor(one.id), "", f"## {code(one.id)}", "", "```text"]
        lines += [*tell_offer(one, offers, house.sources).split("\n"), "```", ""]
    return page([*lines, link("All pages", "../index.md")])


def index_page(families: Mapping[str, str], trees: Sequence[Tree], files: Mapping[str, str]) -> str:
    """Write the page that leads to all others."""
    lines = ["# All that runrest knows", "", f"Trees, offers, signals, sources and rules. {REBUILT}", ""]
    for family, title in families.items():
        lines += [f"## {link(safe(title), f'{family}/index.md')}", ""]
        lines += [f"- {link(safe(tree.title), f'{tree.name}.md')}" for tree in _of(family, trees)]
        lines.append("")
    lines += ["## Instead", "", *(f"- {link(safe(title), f'{name}.md')}" for name, title in files.items()), ""]
    lines += ["## Behind it", ""]
    lines += [f"- {link(name.capitalize(), f'{name}.md')}" for name in ("signals", "sources", "rules")]
    return page(lines)


def _of(family: str, trees: Iterable[Tree]) -> list[Tree]:
    return [tree for tree in trees if tree.name.startswith(f"{family}/")]
