"""Words that stand around a drawing: what is allowed, why a question is asked and on whose word, and the footer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from runrest.signals import spell
from runrest.tree import CapValue, Times

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.decision import Decision
    from runrest.house import House
    from runrest.linking import Tree
    from runrest.tree import Advice, Evidence, Question

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Spelt out here because ``strftime`` follows the locale, and a drawing is the same everywhere."""

Kind: TypeAlias = Literal["question", "train", "easy", "rest", "refer"]
CAREFUL_FIRST: tuple[Kind, ...] = ("refer", "rest", "easy", "train")
URGENCY = {
    "routine": "when you can",
    "within_7_days": "within 7 days",
    "within_48_h": "within 48 hours",
    "same_day": "today",
    "emergency": "call the emergency number now",
}
HEADINGS = {
    "AS_PLANNED": "TRAIN",
    "SHORTEN": "SHORTER",
    "EASE": "EASY",
    "EASE_SHORTEN": "EASY AND SHORTER",
    "SWAP": "NO RUNNING",
    "STOP_REFER": "SEE A PROFESSIONAL",
    "PROGRESS": "GO UP A LITTLE",
    "HOLD": "STAY LEVEL",
    "DELOAD": "AN EASIER WEEK",
}
"""What a label means to somebody reading a wall chart; a label that is not here is its own heading."""

BEYOND: dict[tuple[str, CapValue], str] = {
    ("strength", "skip"): "NO STRENGTH",
    ("strength", "reduce"): "LESS STRENGTH",
    ("phase", "hold"): "STAY IN THIS PHASE",
}
"""Caps that leave a run as it is, but would be belied by the word TRAIN."""

NUMBER_SEEN = {"V": "number read in the paper", "V2": "number seen second hand", "R": "number recalled"}
GUIDANCE = "General guidance, not medical advice."
NOT_PROVEN = "NOT PROVEN: not every check was passed, so do not rely on this."


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
    heading = HEADINGS.get(label.name, label.name)
    if label.kind == "train":
        beyond = [BEYOND[scale, step] for scale, step in caps.items() if (scale, step) in BEYOND]
        if "km" in caps or (label.name == "AS_PLANNED" and "longest_share" in caps):
            beyond.append(HEADINGS["SHORTEN"])
        if label.name == "PROGRESS" and "week_share" not in caps:
            heading = "AS PLANNED"
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
    single = len(trees) == 1
    many = f"{len(trees)} trees; the most careful answer wins."
    lines = [f"Tree {trees[0].name} {trees[0].version}." if single else many]
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
        elif scale.label.startswith("share of "):
            said.append(f"{round(caps[name] * 100)} % of {scale.label.removeprefix('share of ')} at most")
        elif name in ("load", "phase", "strength"):
            said.append(f"{scale.label}: {str(value).replace('_', ' ')}")
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
