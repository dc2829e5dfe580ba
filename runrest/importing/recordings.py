"""From the points of a recording to one session: how far, how long, and what the heart did."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.importing.distances import believable
from runrest.importing.wording import plain, run_types, strength_types
from runrest.logs.bounds import MOST_KM, MOST_MINUTES
from runrest.logs.runs import Run
from runrest.logs.trainings import Heart, Training
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

LONGEST_STEP_S = 60.0
"""Between two points further apart nobody knows whether the runner ran: it is a pause."""
EARTH_M = 6_371_008.8
"""Mean radius of the Earth (IUGG), for the great-circle distance."""


@frozen
class Point:
    """One moment of a recording."""

    seconds: float
    """Since the epoch."""
    metres: float | None = None
    """Covered so far, where the recording says so."""
    beats: int | None = None
    place: tuple[float, float] | None = None
    """Latitude and longitude [degrees]."""


@frozen
class Session:
    """One session as a recording tells it; ``None`` is unknown."""

    sport: str | None
    """The word the file uses: ``running``; ``None`` where it may have been a run, for all that anybody knows."""
    start: datetime
    """Where the runner was, as far as that is known."""
    metres: float | None = None
    seconds: float | None = None
    """Moving, or on the running clock; pauses are not in it."""
    heart: Heart | None = None
    rpe: float | None = None
    kind: str | None = None
    source: str = ""


def moving_seconds(points: Sequence[Point]) -> float | None:
    """Add up the time between points, pauses left out [s].

    Examples
    --------
    >>> moving_seconds([Point(0.0), Point(5.0), Point(900.0), Point(904.0)])
    9.0
    """
    steps = [later.seconds - sooner.seconds for sooner, later in pairwise(points)]
    return sum(step for step in steps if 0 < step <= LONGEST_STEP_S) or None


def covered_metres(points: Sequence[Point]) -> float | None:
    """Tell how far it was: as the recording counts, or else from place to place along the great circle [m].

    Examples
    --------
    >>> round(covered_metres([Point(0.0, place=(52.0, 4.0)), Point(10.0, place=(52.0, 4.001))]))
    68
    """
    counted = [point.metres for point in points if point.metres is not None]
    if counted and max(counted) > 0:
        return max(counted) - min(counted[0], 0.0)
    places = [point.place for point in points if point.place is not None]
    return sum(great_circle(one, other) for one, other in pairwise(places)) or None


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance between two places by the haversine formula [m]."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    rise, turn = lat2 - lat1, math.radians(other[1] - one[1])
    half = math.sin(rise / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(turn / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def heart_of(points: Sequence[Point]) -> Heart | None:
    """Tell what the heart did, each beat rate held until the next point, pauses left out."""
    spent: list[tuple[int, float]] = []
    for point, later in pairwise(points):
        step = later.seconds - point.seconds
        if point.beats is not None and 0 < step <= LONGEST_STEP_S:
            spent.append((point.beats, step))
    return heart_from(spent)


def heart_from(seconds_at: Iterable[tuple[int, float]]) -> Heart | None:
    """Make a heart's record of seconds at each rate, with their mean and the highest; none where none is believed."""
    kept = Heart(seconds_at=tuple(seconds_at)).seconds_at
    if not kept:
        return None
    total = sum(seconds for _, seconds in kept)
    mean = sum(beats * seconds for beats, seconds in kept) / total
    return Heart(round(mean, 1), float(kept[-1][0]), kept)


def as_session(session: Session) -> tuple[Run | Training, tuple[str, ...]]:
    """Turn what a recording tells into a run, or into training that is none.

    Parameters
    ----------
    session : Session
        As read; amounts that cannot be are doubted here.

    Returns
    -------
    tuple of Run or Training, and notes
        The sentences say which amount was not believed and counts as unknown.
    """
    doubts = []
    metres = session.metres or None
    seconds = session.seconds or None
    if seconds is not None and not 0 < seconds / 60 <= MOST_MINUTES:
        doubts.append(
            said(
                "{place}: a time of {minutes:.0f} min is not possible, so it counts as unknown",
                place=session.source,
                minutes=seconds / 60,
            )
        )
        seconds = None
    minutes = (round(seconds / 60, 2) or None) if seconds else None
    word = plain(session.sport or "")
    if word not in run_types():
        sport = "strength" if word in strength_types() else "cross" if session.sport is not None else "unnamed"
        name = " ".join((session.sport or "")[:40].split())
        training = Training(
            session.start.date(), sport, name, minutes, session.rpe, session.start, session.heart, session.source
        )
        return training, tuple(doubts)
    if metres is not None and not (0 < metres / 1000 <= MOST_KM and believable(metres, seconds)):
        doubts.append(
            said(
                "{place}: {km:.1f} km is not believed for its time, so it counts as unknown",
                place=session.source,
                km=metres / 1000,
            )
        )
        metres = None
    run = Run(
        day=session.start.date(),
        km=(round(metres / 1000, 3) or None) if metres else None,
        minutes=minutes,
        rpe=session.rpe,
        kind=session.kind,
        start=session.start,
        heart=session.heart,
        source=session.source,
    )
    return run, tuple(doubts)
