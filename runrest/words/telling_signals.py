"""The signals of a day as text: value, unit, from which file and day, or why unknown; then what is only reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.signals import spell
from runrest.words.wording import fill, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from runrest.logs.figures import Figure
    from runrest.logs.findings import Origin
    from runrest.phrases import Phrases
    from runrest.signals import Signal

GROUPS = ("log", "check-in", "plan", "profile", "told", "derived")
"""Where a value can come from, in the order of telling; each has a title in the phrases ``signals.from``."""
ROOMY = 72
"""From this width on [columns] a name, its value and where it comes from share a line."""


def tell_signals(
    origins: Sequence[Origin],
    figures: Sequence[Figure],
    signals: Mapping[str, Signal],
    on: date,
    *,
    phrases: Phrases,
    read: Sequence[str] = (),
    width: int = 80,
) -> str:
    """Write the signals of a day as text.

    Parameters
    ----------
    origins : sequence of Origin
        Every signal once.
    figures : sequence of Figure
        What is only reported.
    signals : mapping of str to Signal
        The vocabulary, for the words of a value.
    on : datetime.date
        The day.
    phrases : Phrases
        Of the language to tell it in.
    read : sequence of str
        What was read, sentence by sentence.
    width : int
        The most columns of a line.

    Returns
    -------
    str
        Known signals line by line in groups; unknown ones with their reason, those with the same reason together.
    """
    known = sum(one.known for one in origins)
    lines = fill(phrases("signals.head", on=str(on), known=known, unknown=len(origins) - known), width)
    for whence in GROUPS:
        group = [one for one in origins if one.from_what == whence]
        if group:
            lines += ["", phrases(f"signals.from.{whence}"), *_group(group, signals, width, phrases)]
    lines += ["", phrases("signals.reported"), *_figures(figures, width, phrases)]
    if read:
        told = (phrases.translated(words) for words in read)
        lines += ["", phrases("signals.read"), *(line for words in told for line in fill(words, width, "  ", "      "))]
    return "\n".join(lines)


def _group(group: Sequence[Origin], signals: Mapping[str, Signal], width: int, phrases: Phrases) -> list[str]:
    told = []
    for one in group:
        if one.known:
            signal = signals.get(one.signal)
            value = value_words(one.value, signal) if signal else spell(one.value)
            told.append((one.signal, value, rests_on(one, phrases)))
    return [*_table(told, width), *_unknown(((one.signal, one.why) for one in group if not one.known), width, phrases)]


def rests_on(origin: Origin, phrases: Phrases) -> str:
    """Say in words which days and which places a value rests on, and how it is to be read.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.loading import house
    >>> from runrest.logs.findings import Origin
    >>> day = date(2026, 11, 20)
    >>> rests_on(Origin("longest_run_30d", 12.0, "km", "log", ("runs.csv:7",), (day, day)), house().phrases)
    '2026-11-20 (runs.csv:7)'
    """
    days = ""
    if origin.days is not None:
        first, last = origin.days
        days = str(first) if first == last else phrases("signals.days", first=str(first), last=str(last))
    places = _places(origin.places, phrases)
    where = f"{days} ({places})" if days and places else days or places
    return "; ".join(words for words in (where, phrases.translated(origin.why)) if words)


def _places(places: Sequence[str], phrases: Phrases) -> str:
    """Name the first two places, the file of both only once.

    >>> from runrest.loading import house
    >>> _places(["runs.csv:7", "runs.csv:9", "runs.csv:12"], house().phrases)
    'runs.csv:7, 9 and 1 more'
    """
    if len(places) < 2:
        return "".join(places)
    first, second = places[:2]
    file, _, line = second.rpartition(":")
    words = f"{first}, {line if file and first.startswith(f'{file}:') else second}"
    return words if len(places) == 2 else phrases("signals.more_places", places=words, n=len(places) - 2)


def _figures(figures: Sequence[Figure], width: int, phrases: Phrases) -> list[str]:
    told = []
    for one in figures:
        if one.value is not None:
            words = f"{phrases.number(round(one.value, 2))} {phrases.unit(one.unit, one.value)}".strip()
            told.append((one.name, words, phrases.translated(one.source)))
    return [
        *_table(told, width),
        *_unknown(((one.name, one.reason) for one in figures if not one.known), width, phrases),
    ]


def _table(rows: Sequence[tuple[str, str, str]], width: int) -> list[str]:
    """Lay out name, value and the words on it; in narrow places the words stand below."""
    names, values = (max((len(row[at]) for row in rows), default=0) for at in (0, 1))
    lines = []
    for name, value, words in rows:
        start = f"  {name:<{names}}  {value:<{min(values, 16)}}  "
        if width < ROOMY:
            lines += [*fill(f"{name}  {value}", width, "  "), *fill(words, width, "      ")]
        elif words:
            lines += fill(words, width, start, " " * len(f"  {'':<{names}}  {'':<{min(values, 16)}}  "))
        else:
            lines.append(start.rstrip())
    return lines


def _unknown(pairs: Iterable[tuple[str, str]], width: int, phrases: Phrases) -> list[str]:
    """Write what is unknown, those with the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in pairs:
        by_reason.setdefault(reason, []).append(name)
    lines = []
    for reason, names in by_reason.items():
        words = phrases("signals.unknown", names=", ".join(names), why=phrases.translated(reason))
        lines += fill(words, width, "  ", "      ")
    return lines
