"""Small phrases: signals, values, conditions and caps as a runner would say them."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from runrest.decision import amount
from runrest.signals import Signal, Value, spell
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.conditions import Condition, Interval
    from runrest.scales import Scales
    from runrest.tree import CapValue

PLURALS = ("days", "weeks", "months", "years", "sessions", "cycles")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def inside(words: str) -> str:
    """Put a label inside a sentence: a small first letter, no question mark, abbreviations kept.

    Examples
    --------
    >>> inside("Limping or running differently?"), inside("HRV today")
    ('limping or running differently', 'HRV today')
    """
    words = words.rstrip("?")
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def brief(words: str) -> str:
    """Put a label inside a list, where "this morning" goes without saying.

    Examples
    --------
    >>> brief("Fatigue this morning")
    'fatigue'
    """
    return inside(words).removesuffix(" this morning")


def sentence(words: str) -> str:
    """Give words a large first letter and a full stop.

    Examples
    --------
    >>> sentence("two things")
    'Two things.'
    """
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words with commas and a last "and".

    Examples
    --------
    >>> listed(["sleep", "stress", "pain"])
    'sleep, stress and pain'
    """
    every = list(words)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {last} {every[-1]}" if every else ""


def value_words(value: Value | None, signal: Signal) -> str:
    """Write one value with its unit, choices without underscores."""
    if value is None:
        return "not known"
    if isinstance(value, str):
        return value.replace("_", " ")
    words = amount(value, signal)
    return words.removesuffix("s") if value == 1 and signal.unit in PLURALS else words


def condition_words(condition: Condition, signal: Signal) -> str:
    """Write a condition in words, with the signal's unit.

    Examples
    --------
    >>> from runrest.notation import read_condition
    >>> fatigue = Signal("fatigue", "integer", "up", "Fatigue", valid=(1, 7), unit="of 7")
    >>> condition_words(read_condition("<= 4, unknown", fatigue), fatigue)
    '4 of 7 or less, or not known'
    """
    parts = [_interval(part, signal) for part in condition.intervals]
    parts += [value_words(value, signal) for value in signal.named_values() if value in condition.values]
    words = listed(parts, "or")
    if condition.unknown:
        return f"{words}, or not known" if words else "not known"
    return words


def _interval(part: Interval, signal: Signal) -> str:
    (low, above), (high, below) = part.low, part.high
    whole = signal.type == "integer"
    from_start, to_end = part.low <= (signal.valid[0], 0), part.high >= (signal.valid[1], 0)
    if from_start and to_end:
        return "any value"
    if part.low == part.high:
        return _amount(low, signal)
    if from_start:
        return f"below {_amount(high, signal)}" if below and not whole else f"{_amount(high, signal)} or less"
    if to_end:
        return f"above {_amount(low, signal)}" if above and not whole else f"{_amount(low, signal)} or more"
    start = f"above {spell(low)}" if above else f"from {spell(low)}"
    return f"{start} to {'below ' if below else ''}{_amount(high, signal)}"


def _amount(number: float, signal: Signal) -> str:
    return amount(number, signal) if math.isfinite(number) else "any"


def cap_words(caps: Mapping[str, CapValue], scales: Scales, facts: Mapping[str, Value]) -> list[str]:
    """Write caps as the most that is allowed, scale by scale.

    Parameters
    ----------
    caps : mapping of str to cap
        Scale to step or figure; only these are told.
    scales : Scales
        For the words of the house.
    facts : mapping of str to value
        The plan, so that a share of it can be told in km and minutes.

    Returns
    -------
    list of str
        For example ``["easy", "80 % of the plan (6.4 km)"]``.
    """
    words = []
    for scale, cap in caps.items():
        if isinstance(cap, Times):
            words.append(f"{scale}: {cap.times:g} x {cap.of}")
        elif scale == "volume":
            words.append(_share(float(cap), facts))
        elif scale in ("km", "minutes"):
            words.append(f"{spell(round(float(cap), 1))} {scale}")
        elif scale in ("load", "phase", "strength"):
            words.append(f"{scales.scales[scale].label}: {str(cap).replace('_', ' ')}")
        else:
            told = {"none": "no training", "recovery": "very easy"} if scale == "intensity" else {}
            words.append(told.get(str(cap), scales.scales[scale].words.get(str(cap), str(cap))))
    return words


def _share(share: float, facts: Mapping[str, Value]) -> str:
    words = f"{share:.0%}".replace("%", " %")
    amounts = [
        f"{spell(round(share * planned, 1))} {unit}"
        for name, unit in (("planned_km", "km"), ("planned_min", "minutes"))
        if isinstance(planned := facts.get(name), (int, float))
    ]
    if amounts:
        return f"{words} of the plan ({', '.join(amounts)})"
    return f"{words} of the plan" if "planned_type" in facts else f"{words} of what is usual for you"


def fill(words: str, width: int, start: str = "", rest: str | None = None) -> list[str]:
    """Break words into lines of at most so many columns; what a terminal would obey is left out."""
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return textwrap.wrap(
        " ".join(printable.split()),
        max(width, len(start) + 20),
        initial_indent=start,
        subsequent_indent=" " * len(start) if rest is None else rest,
        break_on_hyphens=False,
    )
