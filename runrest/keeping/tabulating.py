"""The last days of check-ins as a small table; a day without one has its line too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from runrest.keeping.entries import EVERYDAY, OWN_SCALE, askable
from runrest.loading import house
from runrest.logs.checkins import OTHER_NAMES, WELLNESS, CheckIn
from runrest.words.wording import fill, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

DAYS = 14
COLUMNS = tuple(OTHER_NAMES.get(name, name) for name in EVERYDAY)
UNKNOWN = "-"


def tabulate(checkins: Iterable[CheckIn], on: date, *, width: int = 80, days: int = DAYS) -> str:
    """Show the check-ins of some days, oldest first, as they are read.

    Parameters
    ----------
    checkins : iterable of CheckIn
        In order of day; several of one day have a line each.
    on : datetime.date
        The last day to show.
    width : int
        Columns of the terminal.
    days : int
        How many days to show.

    Returns
    -------
    str
        A line for each day, ``-`` for what is not known, and below it whatever else was said.
    """
    phrases = house().phrases
    heads = [phrases(f"checkin.table.{name}") for name in COLUMNS]
    by_day: dict[date, list[CheckIn]] = {on - timedelta(days=back): [] for back in reversed(range(days))}
    for checkin in checkins:
        if checkin.day in by_day:
            by_day[checkin.day].append(checkin)
    lines = [
        *fill(phrases("checkin.table.title", n=days, day=on.isoformat()), width),
        "",
        _line(phrases("checkin.table.day"), heads, heads),
    ]
    below: list[str] = []
    for day, told in by_day.items():
        for checkin in told or [CheckIn(day)]:
            lines.append(_line(day.isoformat(), [_cell(checkin, name) for name in COLUMNS], heads))
            if also := tell_answers(_others(checkin)):
                words = phrases("checkin.table.also", day=day.isoformat(), answers=phrases.listed(also))
                below += fill(words, width, rest="  ")
    return "\n".join([*lines, *([""] if below else []), *below])


def tell_answers(answers: Mapping[str, Any], scale: str = OWN_SCALE) -> list[str]:
    """Write answers in words: those that say no to a sign of something only by their number.

    Parameters
    ----------
    answers : mapping
        Signal or column to value.
    scale : str
        The one that the wellness answers are on.

    Returns
    -------
    list of str
        For example ``["fatigue 3", "no to 13 questions about warning signs and the like"]``.
    """
    shared = house()
    gated = {name: no for _, members in shared.vocabulary.gates.values() for name, no in members.items()}
    signals = askable(shared.vocabulary, shared.phrases, scale)
    words, noes = [], 0
    for column, value in answers.items():
        name = OTHER_NAMES.get(column, column)
        if name in gated and value == gated[name]:
            noes += 1
            continue
        signal = signals[name]
        told = value_words(value, signal)
        if name in WELLNESS and not signal.unit:
            told = shared.phrases("checkin.with_scale", value=told, scale=scale)
        words.append(f"{shared.phrases.brief(signal.label)} {told}")
    return [*words, *([shared.phrases("checkin.gates", n=noes)] if noes else [])]


def _line(first: str, cells: Sequence[str], heads: Sequence[str]) -> str:
    return "  ".join([first.ljust(10), *(cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))])


def _cell(checkin: CheckIn, name: str) -> str:
    value = checkin.facts.get(name, getattr(checkin, name, None))
    return house().phrases.number(value) if isinstance(value, (int, float)) else UNKNOWN


def _others(checkin: CheckIn) -> dict[str, Any]:
    names = house().vocabulary.names
    return {name: value for name, value in checkin.facts.items() if name in names and name not in COLUMNS}
