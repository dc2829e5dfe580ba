"""Words that stand around a drawing: what is allowed, why a question is asked and on whose word, and the footer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.reading import House
    from runrest.tree import Evidence, Question

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Spelt out here because ``strftime`` follows the locale, and a drawing is the same everywhere."""

NUMBER_SEEN = {"V": "number read in the paper", "V2": "number seen second hand", "R": "number recalled"}
GUIDANCE = "General guidance, not medical advice."
NOT_PROVEN = "NOT PROVEN: not every check was passed, so do not rely on this."


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
    single = len(trees) == 1
    lines = [f"Tree {trees[0].name} {trees[0].version}." if single else f"{len(trees)} trees, in no order of rank."]
    if decision:
        lit = "your answers" + (f" on {day(decision.on)}" if decision.on else "")
        lines.append(f"Bold line: {lit}." if single else f"Bold: what decides, from {lit}.")
    if not all(tree.proven for tree in trees):
        lines.append(NOT_PROVEN)
    for tree in trees:
        for one in tree.file.ignores:
            place = " ".join(filter(None, [one.code, "" if single else tree.name, one.place]))
            lines.append(f"Accepted, {place}: {one.reason}")
    return (*lines, GUIDANCE)


def day(on: date) -> str:
    """Write a day as a footer does, for example ``Sun 22 Nov 2026``."""
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


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
    said = []
    for name, scale in house.scales.scales.items():
        if name not in caps:
            continue
        value = scale.value(caps[name])
        if name == "volume":
            said.append(f"{round(caps[name] * 100)} % of the plan at most")
        elif name in ("km", "minutes"):
            said.append(f"{spell(round(float(value), 1))} {name} at most")
        elif value in scale.words:
            said.append(scale.words[str(value)])
        elif value == "none":
            said.append(f"no {scale.label}")
        else:
            said.append(f"{scale.label}: {str(value).replace('_', ' ')} at most")
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


def _cited(one: Evidence, house: House) -> str:
    source: Mapping[str, Any] = house.sources.get(one.source, {})
    seen = NUMBER_SEEN.get(one.mark or source.get("mark", ""), "")
    grades = f"link {one.link}, threshold {one.cutoff}" + (f", {seen}" if seen else "")
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
