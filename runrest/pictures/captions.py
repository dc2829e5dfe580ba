"""Words that stand around a drawing: what is allowed, why a question is asked and on whose word, and the footer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import quote

from runrest.tree import CapValue, Times

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.decision import Decision
    from runrest.house import House
    from runrest.linking import Tree
    from runrest.phrases import Phrases
    from runrest.tree import Advice, Evidence, Question

Kind: TypeAlias = Literal["question", "train", "easy", "rest", "refer"]
CAREFUL_FIRST: tuple[Kind, ...] = ("refer", "rest", "easy", "train")
BEYOND: frozenset[tuple[str, CapValue]] = frozenset({("strength", "skip"), ("strength", "reduce"), ("phase", "hold")})
"""Caps that leave a run as it is, but would be belied by the word TRAIN."""


def headed(advice: Advice, tree: Tree) -> tuple[Kind, str]:
    """Say what an advice means on a day with an unplanned hard run, in the few words that head a card.

    Parameters
    ----------
    advice : Advice
        Where a walk ends.
    tree : Tree
        For its scales and labels, and whether it speaks of a week.

    Returns
    -------
    tuple of str
        The kind, which gives the colour, and symbol and words in capitals.
    """
    scales, caps, complete = tree.house.scales, dict(advice.caps), not advice.incomplete
    ranks = {scale: scales.scales[scale].rank(cap) for scale, cap in caps.items() if not isinstance(cap, Times)}
    known = {scale: rank for scale, rank in ranks.items() if rank is not None}
    label = scales.label(known, scales.refer.steps.index(advice.refer), {}, complete=complete)
    if tree.name.split("/")[0] in scales.week_families:
        label = scales.week_label(known, complete=complete)
    kind = next(kind for kind in CAREFUL_FIRST if kind == label.kind)
    phrases = tree.house.phrases
    heading = phrases(f"drawing.heading.{label.name}")
    if label.kind == "train":
        found = [f"{scale}_{step}" for scale, step in caps.items() if (scale, step) in BEYOND]
        beyond = [phrases(f"drawing.beyond.{one}") for one in found]
        if "km" in caps or (label.name == "AS_PLANNED" and "longest_share" in caps):
            beyond.append(phrases("drawing.heading.SHORTEN"))
        if label.name == "PROGRESS" and "week_share" not in caps:
            heading = phrases("drawing.heading.planned")
        kind, heading = ("easy", beyond[0]) if beyond else (kind, heading)
    return kind, f"{scales.kinds[kind]['symbol']} {heading}"


def footer(trees: tuple[Tree, ...], decision: Decision | None) -> tuple[str, ...]:
    """Say which trees these are, what the bold line is, what was not proven, and what this is not.

    Parameters
    ----------
    trees : tuple of Tree
        At least one.
    decision : Decision, optional
        Whose answers are lit.

    Returns
    -------
    tuple of str
        One line each.
    """
    single, phrases = len(trees) == 1, trees[0].house.phrases
    lines = [phrases("drawing.tree", tree=trees[0].name, version=trees[0].version)]
    if not single:
        lines = [phrases("drawing.many", n=len(trees))]
    if decision:
        answers = phrases("drawing.answers")
        if decision.on:
            answers = phrases("drawing.answers_on", day=day(decision.on, phrases))
        lines.append(phrases("drawing.bold_line" if single else "drawing.bold", answers=answers))
    if not all(tree.proven for tree in trees):
        lines.append(phrases("drawing.not_proven"))
    for tree in trees:
        for one in tree.file.ignores:
            place = " ".join(filter(None, [one.code, "" if single else tree.name, one.place]))
            lines.append(phrases("drawing.accepted", place=place, reason=one.reason))
    return (*lines, phrases("guidance"))


def day(on: date, phrases: Phrases) -> str:
    """Write a day as a footer does, for example ``Sun 22 Nov 2026``; ``strftime`` would follow the machine."""
    weekday, month = phrases(f"day.{on.weekday()}"), phrases(f"month.{on.month}")
    return phrases("drawing.day", weekday=weekday, day=on.day, month=month, year=on.year)


def caps_words(caps: Mapping[str, float], house: House) -> list[str]:
    """Say combined caps, one phrase for each scale.

    Parameters
    ----------
    caps : mapping of str to float
        Ranks by scale, as ``Decision.ranks``.
    house : House
        For the scales.

    Returns
    -------
    list of str
        For example ``["easy at most", "80 % of the plan at most"]``.
    """
    said, phrases = [], house.phrases
    for name, scale in house.scales.scales.items():
        if name not in caps:
            continue
        value = scale.value(caps[name])
        if name == "volume" or scale.of:
            said.append(phrases(f"drawing.{name}", percent=round(caps[name] * 100)))
        elif name == "km":
            said.append(phrases("drawing.km", km=round(float(value), 1)))
        elif name == "minutes":
            said.append(phrases("drawing.minutes", minutes=round(float(value), 1)))
        elif name in ("load", "phase", "strength"):
            said.append(phrases("drawing.step", scale=scale.label, step=scale.word(value)))
        elif name == "impact" or value == "none":
            said.append(scale.word(value))
        else:
            said.append(phrases("drawing.at_most", scale=scale.label, step=scale.word(value)))
    return said


def why(question: Question, house: House) -> str:
    """Say why a question is asked, and on whose word: the text of a tooltip.

    Parameters
    ----------
    question : Question
        A question with its evidence.
    house : House
        For the citations.

    Returns
    -------
    str
        The reason, then one line for each citation with both grades.
    """
    return "\n".join([question.because, *dict.fromkeys(_cited(one, house) for one in question.evidence)])


def link(question: Question, house: House) -> str:
    """Give the address of the first source of a question that has one.

    Parameters
    ----------
    question : Question
        A question with its evidence.
    house : House
        For the citations.

    Returns
    -------
    str
        ``https://doi.org/...``, or the source's own address on the web; nothing where there is neither.
    """
    for one in question.evidence:
        source = house.sources.get(one.source, {})
        if source.get("doi"):
            return f"https://doi.org/{quote(str(source['doi']), safe='/:;.-_')}"
        if str(source.get("url", "")).startswith(("https://", "http://")):
            return quote(str(source["url"]), safe="/:;.-_?&=#%~+,")
    return ""


def _cited(one: Evidence, house: House) -> str:
    source: Mapping[str, Any] = house.sources.get(one.source, {})
    phrases, mark = house.phrases, one.mark or source.get("mark", "")
    seen = phrases(f"drawing.number.{mark}") if phrases.has(f"drawing.number.{mark}") else ""
    grades = phrases("drawing.graded_number" if seen else "drawing.graded", link=one.link, cutoff=one.cutoff, seen=seen)
    return f"{citation(one.source, house)} ({one.rule}): {grades}"


def citation(name: str, house: House) -> str:
    """Give the short form of a citation: first author and year, or the title where there is no author.

    Examples
    --------
    >>> from runrest.loading import house
    >>> citation("SILB07", house())
    'Silbernagel 2007'
    """
    source = house.sources.get(name, {})
    authors = str(source.get("authors", ""))
    first = re.sub(r"\s+[A-Z]{1,3}$", "", authors.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip())
    named = first or str(source.get("title", name)).strip("[]")
    return f"{named} {source['year']}" if "year" in source else named
