"""Words for the arrows and questions of a drawing: conditions as a runner reads them, answers and scales.

All of it is made from data, never from the text of a file, and none of it knows how a drawing is drawn.
"""

from __future__ import annotations

import math
from textwrap import wrap
from typing import TYPE_CHECKING

from runrest.conditions import others
from runrest.decision import told
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.conditions import Condition, Interval
    from runrest.house import House
    from runrest.signals import Signal
    from runrest.walking import Step

UNITS = {"h": "hours", "min": "minutes", "%": "percent"}
SHORT_SCALE = 10
LONG_LIST = 4


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
    >>> from runrest.notation import read_condition
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
    said = _plain(step.value) if isinstance(step.value, (bool, str)) else spell(round(step.value, 2))
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


def last_answer(step: Step, house: House) -> str:
    """Say a step in a few words, without the condition that it met.

    Parameters
    ----------
    step : Step
        The last step of a walk, as a rule: the one that decides.
    house : House
        For the signal's label and unit.

    Returns
    -------
    str
        For example ``Sleep last night: 5.5 h``.
    """
    return told(step, house).removesuffix(f" ({step.branch.text})")


def break_lines(text: str, width: int) -> list[str]:
    """Break a text into lines of much the same length, at most ``width`` characters where its words allow.

    Examples
    --------
    >>> break_lines("Rest. You ran a marathon! Eat, drink, sleep well, and let your legs be.", 40)
    ['Rest. You ran a marathon! Eat, drink,', 'sleep well, and let your legs be.']
    """
    lines = wrap(text, width, break_on_hyphens=False) or [""]
    for narrower in range(width - 1, max(map(len, lines)) // 2, -1):
        tried = wrap(text, narrower, break_on_hyphens=False)
        if not tried or len(tried) > len(lines):
            break
        lines = tried
    return lines
