"""Words for what drawings show: conditions as a runner reads them, answers, scales, caps and citations.

All of it is made from data, never from the text of a file, and none of it knows how a drawing is drawn.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from runrest.conditions import others
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from runrest.conditions import Condition, Interval
    from runrest.reading import House
    from runrest.signals import Signal
    from runrest.tree import Evidence, Question
    from runrest.walking import Step

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Spelt out here because ``strftime`` follows the locale, and a drawing is the same everywhere."""

UNITS = {"h": "hours", "min": "minutes", "%": "percent"}
SHORT_SCALE = 10
LONG_LIST = 4
NUMBER_SEEN = {"V": "number read in the paper", "V2": "number seen second hand", "R": "number recalled"}
URGENCY = {
    "routine": "when you can",
    "within_7_days": "within 7 days",
    "within_48_h": "within 48 hours",
    "same_day": "today",
    "emergency": "call the emergency number now",
}


def words(condition: Condition, signal: Signal) -> str:
    """Say a branch's condition as a runner reads it on an arrow.

    Parameters
    ----------
    condition : Condition
        What the branch holds for.
    signal : Signal
        The signal it asks.

    Returns
    -------
    str
        For example ``3 to 5``, ``no or not known``, ``over 4 up to 6``.

    Examples
    --------
    >>> from runrest.conditions import read_condition
    >>> from runrest.signals import Signal
    >>> pain = Signal("pain", "integer", "up", "Pain", valid=(0, 10))
    >>> [words(read_condition(text, pain), pain) for text in ("< 3, unknown", "[3..5]", "> 5")]
    ['below 3 or not known', '3 to 5', '6 or more']
    """
    rest = others(condition, signal)
    if not rest.intervals and not rest.values:
        return "in any case" if condition.unknown else "any answer"
    if signal.numeric:
        parts = [said for part in condition.intervals for said in _span(part, signal)]
    elif len(condition.values) > LONG_LIST and len(rest.values) < len(condition.values):
        parts = ["anything but " + either(_plain(value) for value in _ordered(rest.values, signal))]
    else:
        parts = [_plain(value) for value in _ordered(condition.values, signal)]
    if condition.unknown and any(" or " in part for part in parts):
        return either(parts) + ", or not known"
    return either([*parts, *(["not known"] if condition.unknown else [])])


def either(parts: Iterable[str]) -> str:
    """Join alternatives: commas, and "or" before the last.

    Examples
    --------
    >>> either(["mild", "marked", "not known"])
    'mild, marked or not known'
    """
    listed = list(parts)
    return " or ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _ordered(values: frozenset[bool | str], signal: Signal) -> list[bool | str]:
    return [value for value in signal.named_values() if value in values]


def _plain(value: bool | str) -> str:
    return spell(value).replace("_", " ")


def _span(part: Interval, signal: Signal) -> list[str]:
    low, high = part.low[0], part.high[0]
    least, most = signal.valid
    whole = signal.type == "integer"
    if part.low == part.high:
        return [spell(low)]
    if whole and high - low == 1:
        return [spell(low), spell(high)]
    if part.low <= (least, 0):
        return [f"up to {spell(high)}" if part.high[1] == 0 and not whole else f"below {spell(high + whole)}"]
    if part.high >= (most, 0):
        return [f"over {spell(low)}" if part.low[1] else f"{spell(low)} or more"]
    if part.low[1]:
        return [f"over {spell(low)} " + ("and below" if part.high[1] else "up to") + f" {spell(high)}"]
    return [f"{spell(low)} to " + ("below " if part.high[1] else "") + spell(high)]


def scale_words(signal: Signal) -> str:
    """Say a signal's scale in words, or nothing where its label is enough.

    Parameters
    ----------
    signal : Signal
        Any signal.

    Returns
    -------
    str
        For example ``1 (very, very low) to 7 (very, very high)``, ``in km`` or ``0 to 10``.
    """
    if signal.anchors:
        (low, first), (high, last) = signal.anchors[0], signal.anchors[-1]
        return f"{low} ({first}) to {high} ({last})"
    if not signal.numeric:
        return ""
    if signal.unit and not signal.unit.startswith("of "):
        return "" if _unit_told(signal) else f"in {UNITS.get(signal.unit, signal.unit)}"
    short = math.isfinite(signal.valid[1]) and 1 < signal.valid[1] <= SHORT_SCALE and signal.valid[0] >= 0
    return f"{spell(signal.valid[0])} to {spell(signal.valid[1])}" if short else ""


def answer_words(step: Step, signal: Signal, branch: str) -> str:
    """Say what was answered on a walked branch, or nothing where the branch's own words say it.

    Parameters
    ----------
    step : Step
        A walked step.
    signal : Signal
        The signal it asked.
    branch : str
        The branch's words.

    Returns
    -------
    str
        For example ``you said 3``, ``it was 36 h`` or ``not known``.
    """
    if step.possible is not None:
        low, high = (spell(end) for end in step.possible)
        return "not all known" if signal.type == "boolean" else f"{low} to {high}, not all known"
    if step.value is None:
        return "" if branch == "not known" else "not known"
    if isinstance(step.value, (bool, str)):
        said = _plain(step.value)
    else:
        said = spell(round(step.value, 2))
    if said == branch:
        return ""
    unit = "" if _unit_told(signal) or not signal.numeric else f" {signal.unit}"
    return f"{_told(signal)} {said}{unit}".rstrip()


def _unit_told(signal: Signal) -> bool:
    """Tell whether a signal's label, or its scale, makes its unit plain."""
    unit = UNITS.get(signal.unit, signal.unit)
    return unit.startswith("of ") or unit.rstrip("s") in signal.label.casefold()


def _told(signal: Signal) -> str:
    if signal.derived or signal.known == "computed":
        return "it was"
    return "you plan" if signal.known == "planned" else "you said"


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
            said.append(f"{scale.label}: {_plain(str(value))} at most")
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
    first = re.sub(r"\s+[A-Z]{1,3}$", "", authors.split(",")[0].split(";")[0].strip())
    named = first or str(source.get("title", name)).strip("[]")
    return f"{named} {source['year']}" if "year" in source else named
