"""One session told by two sources is one session: it is counted once, and what each alone knows is kept.

Two sessions are the same where their time overlaps by half or more of the shorter: one body cannot do two runs at
once. Where one clock is not known to stand in the other's zone, the clocks may differ by whole quarters of an hour,
and distance and time must then agree; where a source knows only the day, distance and time must agree too.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.errors import LogError
from runrest.logs.runs import Run
from runrest.logs.trainings import Heart, Training
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Session = Run | Training

ALIKE_KM, ALIKE_MINUTES = 0.02, 0.05
"""How far two measures of one session may differ, as a share: watches, phones and services smooth differently."""
STARTS_TOGETHER = timedelta(minutes=5)
QUARTER, MOST_ZONES = 900.0, 14 * 3600.0
"""Zones differ by whole quarters of an hour, by 14 hours at most."""
PLACE_INSIDE = re.compile(r"(:\d+|, (\w+ )?(item|session|track) \d+)$")
"""What follows the file in a source: ``:7``, ``, item 7``, ``, session 2``."""
DIFFERENT_KM = 0.1
MOST_A_DAY = 60
"""Each is laid beside all others of its day."""
ONE_DAY = timedelta(days=1)
SPORTS = ("run", "strength", "cross", "unnamed")
"""What says more of a session, first."""
FILLED = ("km", "minutes", "rpe", "kind", "start", "name")


@frozen
class Duplicate:
    """A session that was told twice."""

    kept: str
    dropped: str
    """Places."""
    filled: tuple[str, ...] = ()
    """What the one that was dropped knew more."""
    differs: str = ""
    """Where the two cannot both be right: how far each says it was."""


def merge(sessions: Iterable[Session]) -> tuple[tuple[Session, ...], tuple[Duplicate, ...]]:
    """Count each session once.

    Parameters
    ----------
    sessions : iterable of Run or Training
        From any number of sources.

    Returns
    -------
    tuple of sessions, and of duplicates
        Of two that are the same the one that knows more is kept, with its blanks filled from the other.

    Examples
    --------
    >>> from datetime import date
    >>> day, at = date(2026, 11, 20), datetime(2026, 11, 20, 7, tzinfo=UTC)
    >>> twice = [Run(day, km=8, minutes=44, start=at, source="a"), Run(day, km=8.1, minutes=44, rpe=4, start=at)]
    >>> merge(twice)[0]
    (Run(day=datetime.date(2026, 11, 20), km=8.1, minutes=44, rpe=4, kind=None, start=datetime.datetime(2026, 11, 20, 7, 0, tzinfo=datetime.timezone.utc), heart=None, source=''),)
    """  # noqa: E501  the doctest's own output
    by_day: dict[date, list[Session]] = {}
    duplicates: list[Duplicate] = []
    for session in sessions:
        found = _same_among(by_day, session)
        if found is None:
            by_day.setdefault(session.day, []).append(session)
            if len(by_day[session.day]) > MOST_A_DAY:
                problem = said(
                    "there are more than {most} sessions on {day}, as nobody has", most=MOST_A_DAY, day=session.day
                )
                raise LogError(session.source, problem, remedy=said("give one person's files"))
            continue
        day, at = found
        joined, duplicate = _join(by_day[day].pop(at), session)
        by_day.setdefault(joined.day, []).append(joined)
        duplicates.append(duplicate)
    return tuple(session for day in sorted(by_day) for session in by_day[day]), tuple(duplicates)


def same(one: Session, other: Session) -> bool:
    """Tell whether two sessions are one and the same.

    Parameters
    ----------
    one, other : Run or Training
        On the same day, or on days next to each other.

    Returns
    -------
    bool
        A run may be what an unnamed session was; under another name only what begins and lasts the same is.
    """
    if _sport(one) != _sport(other) and "unnamed" not in (_sport(one), _sport(other)):
        return _same_by_another_name(one, other)
    if one.start is None or other.start is None:
        return one.day == other.day and _file(one) != _file(other) and _measures_agree(one, other, sure=False)
    told = _told(one.start) and _told(other.start)
    first, second = (
        (one.start, other.start) if told else (one.start.replace(tzinfo=UTC), other.start.replace(tzinfo=UTC))
    )
    if _together(first, second, one, other):
        # A list tells its own sessions apart; only a copy, from a watch and a phone, starts and measures the same.
        copied = abs(first - second) <= STARTS_TOGETHER and _measures_agree(one, other, sure=True)
        return copied or _file(one) != _file(other)
    if told or _file(one) == _file(other):
        return False
    apart = abs((first - second).total_seconds())
    off = min(apart % QUARTER, QUARTER - apart % QUARTER)
    return apart <= MOST_ZONES and off <= 60 and _measures_agree(one, other, sure=True)


def _same_by_another_name(one: Session, other: Session) -> bool:
    """Tell whether two sources call one session differently: what a watch calls strength is "Other" to some formats."""
    if one.start is None or other.start is None or not (_told(one.start) and _told(other.start)):
        return False
    if _file(one) == _file(other) or abs(one.start - other.start) > STARTS_TOGETHER:
        return False
    return one.minutes is not None and other.minutes is not None and _measures_agree(one, other, sure=False)


def _together(first: datetime, second: datetime, one: Session, other: Session) -> bool:
    if abs(first - second) <= STARTS_TOGETHER:
        return True
    if one.minutes is None or other.minutes is None:
        return False
    begins = max(first, second)
    ends = min(first + timedelta(minutes=one.minutes), second + timedelta(minutes=other.minutes))
    return (ends - begins).total_seconds() / 60 >= 0.5 * min(one.minutes, other.minutes)


def _measures_agree(one: Session, other: Session, *, sure: bool) -> bool:
    """Tell whether distance and time agree; ``sure`` wants both, otherwise one that is known will do."""
    pairs = ((_km(one), _km(other), ALIKE_KM), (one.minutes, other.minutes, ALIKE_MINUTES))
    verdicts = [abs(a - b) <= share * max(a, b) for a, b, share in pairs if a is not None and b is not None]
    return all(verdicts) and len(verdicts) >= (2 if sure else 1)


def _join(one: Session, other: Session) -> tuple[Session, Duplicate]:
    kept, dropped = sorted((one, other), key=lambda session: (SPORTS.index(_sport(session)), -_richness(session)))
    filled: dict[str, object] = {
        name: value
        for name in FILLED
        if getattr(kept, name, "") is None and (value := getattr(dropped, name, None)) is not None
    }
    if heart := _fuller_heart(kept.heart, dropped.heart):
        filled["heart"] = heart
    if kept.day != dropped.day and _knows_day(dropped) and not _knows_day(kept):
        filled |= {"day": dropped.day, "start": dropped.start}
    far, wide = _km(kept), _km(dropped)
    apart = far is not None and wide is not None and abs(far - wide) > DIFFERENT_KM * max(far, wide)
    differs = said("{far:g} km and {wide:g} km", far=far, wide=wide) if apart else ""
    return evolve(kept, **filled), Duplicate(kept.source, dropped.source, tuple(filled), differs)  # type: ignore[arg-type]


def _fuller_heart(kept: Heart | None, dropped: Heart | None) -> Heart | None:
    """Give the heart's record of the dropped session where it says more."""
    if dropped is None or (kept is not None and (kept.seconds_at or not dropped.seconds_at)):
        return None
    return dropped


def _richness(session: Session) -> int:
    known = sum(getattr(session, name, None) is not None for name in FILLED)
    heart = session.heart
    return known + (0 if heart is None else 2 if heart.seconds_at else 1)


def _sport(session: Session) -> str:
    return "run" if isinstance(session, Run) else session.sport


def _km(session: Session) -> float | None:
    return session.km if isinstance(session, Run) else None


def _file(session: Session) -> str:
    return PLACE_INSIDE.sub("", session.source)


def _told(start: datetime) -> bool:
    return start.tzinfo is not None


def _knows_day(session: Session) -> bool:
    """Tell whether a start stands on the runner's own clock, rather than on UTC for want of better."""
    return session.start is not None and (session.start.tzinfo is None or bool(session.start.utcoffset()))


def _same_among(by_day: Mapping[date, list[Session]], session: Session) -> tuple[date, int] | None:
    """Find where the same session stands already: on its own day, or, by another clock, on one next to it."""
    for day in (session.day, session.day - ONE_DAY, session.day + ONE_DAY):
        for at, other in enumerate(by_day.get(day, ())):
            if same(other, session):
                return day, at
    return None
