"""Small phrases: signals, values, conditions and caps as a runner would say them."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from runrest.decision import amount
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.conditions import Condition, Interval
    from runrest.phrases import Phrases
    from runrest.scales import Scales
    from runrest.signals import Signal, Value
    from runrest.tree import CapValue

NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
"""Small counts, where English alone is spoken: simulations. Elsewhere see ``Phrases.count``."""


def sentence(words: str) -> str:
    """Give words a large first letter and a full stop.

    Examples
    --------
    >>> sentence("two things")
    'Two things.'
    """
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def listed(words: Iterable[str]) -> str:
    """Join words with commas and a last "and", where English alone is spoken; elsewhere see ``Phrases.listed``.

    Examples
    --------
    >>> listed(["sleep", "stress", "pain"])
    'sleep, stress and pain'
    """
    every = list(words)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)


def value_words(value: Value | None, signal: Signal) -> str:
    """Write one value with its unit, choices in words."""
    return signal.word(None) if value is None else amount(value, signal)


def condition_words(condition: Condition, signal: Signal) -> str:
    """Write a condition in words, with the signal's unit.

    Examples
    --------
    >>> from runrest.loading import house
    >>> from runrest.notation import read_condition
    >>> fatigue = house().vocabulary.signals["fatigue"]
    >>> condition_words(read_condition("<= 4, unknown", fatigue), fatigue)
    '4 of 7 or less, or not known'
    """
    parts = [_interval(part, signal) for part in condition.intervals]
    parts += [value_words(value, signal) for value in signal.named_values() if value in condition.values]
    words = signal.phrases.either(parts)
    if condition.unknown:
        return signal.phrases("condition.or_unknown", words=words) if words else signal.word(None)
    return words


def _interval(part: Interval, signal: Signal) -> str:
    (low, above), (high, below) = part.low, part.high
    phrases, whole = signal.phrases, signal.type == "integer"
    from_start, to_end = part.low <= (signal.valid[0], 0), part.high >= (signal.valid[1], 0)
    if from_start and to_end:
        return phrases("condition.any")
    if part.low == part.high:
        return _amount(low, signal)
    if from_start:
        key = "condition.below" if below and not whole else "condition.at_most"
        return phrases(key, value=_amount(high, signal))
    if to_end:
        key = "condition.above" if above and not whole else "condition.at_least"
        return phrases(key, value=_amount(low, signal))
    key = f"condition.{'above' if above else 'from'}_{'below' if below else 'to'}"
    return phrases(key, low=low, high=_amount(high, signal))


def _amount(number: float, signal: Signal) -> str:
    return amount(number, signal) if math.isfinite(number) else signal.phrases("condition.endless")


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
    phrases, words = scales.phrases, []
    for name, cap in caps.items():
        scale = scales.scales[name]
        if isinstance(cap, Times):
            words.append(phrases("cap.times", scale=name, times=cap.times, of=cap.of))
        elif name == "volume":
            words.append(_share(float(cap), facts, phrases))
        elif name == "km":
            words.append(phrases("cap.km", km=round(float(cap), 1)))
        elif name == "minutes":
            words.append(phrases("cap.minutes", minutes=round(float(cap), 1)))
        elif name in ("load", "phase", "strength"):
            words.append(phrases("cap.step", scale=scale.label, step=scale.word(cap)))
        else:
            words.append(scale.word(cap))
    return words


def _share(share: float, facts: Mapping[str, Value], phrases: Phrases) -> str:
    percent = f"{share:.0%}".rstrip("%")
    amounts = []
    if isinstance(planned := facts.get("planned_km"), (int, float)):
        amounts.append(phrases("cap.km", km=round(share * planned, 1)))
    if isinstance(planned := facts.get("planned_min"), (int, float)):
        amounts.append(phrases("cap.minutes", minutes=round(share * planned, 1)))
    if amounts:
        return phrases("cap.plan_amounts", percent=percent, amounts=", ".join(amounts))
    return phrases("cap.plan" if "planned_type" in facts else "cap.usual", percent=percent)


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
