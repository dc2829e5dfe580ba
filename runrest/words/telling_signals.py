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
    from runrest.signals import Signal

TITLES = {
    "log": "From the log",
    "check-in": "From the check-ins",
    "plan": "From the plan",
    "profile": "From the profile",
    "told": "Told by hand",
    "derived": "Worked out from these",
}
REPORTED = "Reported, never used for advice"
READ = "What was read"
ROOMY = 72
"""From this width on [columns] a name, its value and where it comes from share a line."""


def tell_signals(
    origins: Sequence[Origin],
    figures: Sequence[Figure],
    signals: Mapping[str, Signal],
    on: date,
    *,
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
    lines = fill(f"Signals for {on}: {known} known, {len(origins) - known} unknown", width)
    for whence, title in TITLES.items():
        group = [one for one in origins if one.from_what == whence]
        if group:
            lines += ["", title, *_group(group, signals, width)]
    lines += ["", REPORTED, *_figures(figures, width)]
    if read:
        lines += ["", READ, *(line for words in read for line in fill(words, width, "  ", "      "))]
    return "\n".join(lines)


def _group(group: Sequence[Origin], signals: Mapping[str, Signal], width: int) -> list[str]:
    told = []
    for one in group:
        if one.known:
            signal = signals.get(one.signal)
            value = value_words(one.value, signal) if signal else spell(one.value)
            told.append((one.signal, value, rests_on(one)))
    return [*_table(told, width), *_unknown(((one.signal, one.why) for one in group if not one.known), width)]


def rests_on(origin: Origin) -> str:
    """Say in words which days and which places a value rests on, and how it is to be read.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.findings import Origin
    >>> day = date(2026, 11, 20)
    >>> rests_on(Origin("longest_run_30d", 12.0, "km", "log", ("runs.csv:7",), (day, day)))
    '2026-11-20 (runs.csv:7)'
    """
    days = ""
    if origin.days is not None:
        first, last = origin.days
        days = str(first) if first == last else f"{first} to {last}"
    places = _places(origin.places)
    where = f"{days} ({places})" if days and places else days or places
    return "; ".join(words for words in (where, origin.why) if words)


def _places(places: Sequence[str]) -> str:
    """Name the first two places, the file of both only once.

    >>> _places(["runs.csv:7", "runs.csv:9", "runs.csv:12"])
    'runs.csv:7, 9 and 1 more'
    """
    if len(places) < 2:
        return "".join(places)
    first, second = places[:2]
    file, _, line = second.rpartition(":")
    words = f"{first}, {line if file and first.startswith(f'{file}:') else second}"
    return words if len(places) == 2 else f"{words} and {len(places) - 2} more"


def _figures(figures: Sequence[Figure], width: int) -> list[str]:
    told = []
    for one in figures:
        if one.value is not None:
            words = f"{spell(round(one.value, 2))} {one.unit}".strip()
            told.append((one.name, words, one.source))
    return [*_table(told, width), *_unknown(((one.name, one.reason) for one in figures if not one.known), width)]


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


def _unknown(pairs: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Write what is unknown, those with the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in pairs:
        by_reason.setdefault(reason, []).append(name)
    lines = []
    for reason, names in by_reason.items():
        lines += fill(f"{', '.join(names)}: unknown; {reason}", width, "  ", "      ")
    return lines
