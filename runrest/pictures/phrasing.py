"""Words for the arrows and questions of a drawing: conditions as a runner reads them, answers and scales.

All of it is made from data, never from the text of a file, and none of it knows how a drawing is drawn.
"""

from __future__ import annotations

import math
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING

from runrest.conditions import others
from runrest.decision import amount, told

if TYPE_CHECKING:
    from runrest.conditions import Condition, Interval
    from runrest.house import House
    from runrest.phrases import Phrases
    from runrest.signals import Signal
    from runrest.walking import Step

SHORT_SCALE = 10
LONG_LIST = 4
LONGEST_WORD = 34
"""Letters; a longer word is no word, and is broken wherever a line ends."""
OUT_OF = "of "
"""How a unit begins that is the top of a scale, such as ``of 10``."""


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
    >>> from runrest.loading import house
    >>> from runrest.notation import read_condition
    >>> pain = house().vocabulary.signals["pain_now"]
    >>> [words(read_condition(text, pain), pain) for text in ("< 3, unknown", "[3..5]", "> 5")]
    ['below 3 or not known', '3 to 5', '6 or more']
    """
    rest, phrases = others(condition, signal), signal.phrases
    if not rest.intervals and not rest.values:
        return phrases("drawing.in_any_case" if condition.unknown else "drawing.any_answer")
    if signal.numeric:
        parts = [said for part in condition.intervals for said in _span(part, signal)]
    elif len(condition.values) > LONG_LIST and len(rest.values) < len(condition.values):
        exceptions = phrases.either(signal.word(value) for value in _ordered(rest.values, signal))
        parts = [phrases("drawing.anything_but", words=exceptions)]
    else:
        parts = [signal.word(value) for value in _ordered(condition.values, signal)]
    if not condition.unknown:
        return phrases.either(parts)
    if any(phrases("drawing.or") in part for part in parts):
        return phrases("drawing.or_unknown_after_or", words=phrases.either(parts))
    return phrases.either([*parts, phrases("value.unknown")])


def unknown_aside(phrases: Phrases) -> str:
    """Give the words that ``words`` adds where a branch is also for what is not known.

    Examples
    --------
    >>> from runrest.loading import house
    >>> unknown_aside(house().phrases)
    ' or not known'
    """
    return phrases.either(["", phrases("value.unknown")])


def _ordered(values: frozenset[bool | str], signal: Signal) -> list[bool | str]:
    return [value for value in signal.named_values() if value in values]


def _span(part: Interval, signal: Signal) -> list[str]:
    low, high = part.low[0], part.high[0]
    least, most = signal.valid
    whole = signal.type == "integer"
    phrases = signal.phrases
    if part.low == part.high:
        return [signal.word(low)]
    if whole and high - low == 1:
        return [signal.word(low), signal.word(high)]
    if part.low <= (least, 0):
        up_to = part.high[1] == 0 and not whole
        return [phrases("drawing.up_to", value=high) if up_to else phrases("drawing.below", value=high + whole)]
    if part.high >= (most, 0):
        return [phrases("drawing.over" if part.low[1] else "drawing.at_least", value=low)]
    if part.low[1]:
        return [phrases("drawing.over_below" if part.high[1] else "drawing.over_up_to", low=low, high=high)]
    return [phrases("drawing.from_below" if part.high[1] else "drawing.from_to", low=low, high=high)]


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
    phrases = signal.phrases
    if signal.anchors:
        (low, first), (high, last) = signal.anchors[0], signal.anchors[-1]
        return phrases("drawing.anchors", low=low, first=first, high=high, last=last)
    if not signal.numeric:
        return ""
    if signal.unit and not signal.unit.startswith(OUT_OF):
        return "" if _unit_told(signal) else phrases("drawing.in_unit", unit=_unit(signal))
    short = math.isfinite(signal.valid[1]) and 1 < signal.valid[1] <= SHORT_SCALE and signal.valid[0] >= 0
    return phrases("drawing.from_to", low=signal.valid[0], high=signal.valid[1]) if short else ""


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
    phrases = signal.phrases
    if step.possible is not None:
        if signal.type == "boolean":
            return phrases("drawing.not_all_known")
        low, high = (signal.word(end) for end in step.possible)
        return phrases("drawing.partly", low=low, high=high)
    if step.value is None:
        return "" if branch == signal.word(None) else signal.word(None)
    said = signal.word(step.value if isinstance(step.value, (bool, str)) else round(step.value, 2))
    if said == branch:
        return ""
    value = said if _unit_told(signal) else amount(step.value, signal)
    return phrases(f"drawing.{_told(signal)}", value=value)


def _unit_told(signal: Signal) -> bool:
    """Tell whether a signal's label, or its scale, makes its unit plain."""
    one, more = (signal.phrases.unit(signal.unit, count).casefold() for count in (1, 2))
    in_full = _unit(signal).casefold()
    label = signal.label.casefold()
    return signal.unit.startswith(OUT_OF) or any(unit in label for unit in (one, more, in_full) if len(unit) > 2)


def _unit(signal: Signal) -> str:
    """Give a unit in full where a drawing has room for it."""
    key = f"drawing.unit.{signal.unit}"
    return signal.phrases(key) if signal.phrases.has(key) else signal.phrases.unit(signal.unit, 2)


def _told(signal: Signal) -> str:
    if signal.derived or signal.known == "computed":
        return "computed"
    return "planned" if signal.known == "planned" else "told"


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
    return list(_broken(text, width))


@lru_cache(maxsize=4096)  # a sheet is measured in many widths before it is drawn in one
def _broken(text: str, width: int) -> tuple[str, ...]:
    endless = any(len(word) > max(width, LONGEST_WORD) for word in text.split())
    lines = wrap(text, width, break_on_hyphens=False, break_long_words=endless) or [""]
    for narrower in range(width - 1, max(map(len, lines)) // 2, -1):
        tried = wrap(text, narrower, break_on_hyphens=False, break_long_words=endless)
        if not tried or len(tried) > len(lines):
            break
        lines = tried
    return tuple(lines)
