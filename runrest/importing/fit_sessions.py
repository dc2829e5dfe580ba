"""From what a FIT file says to its sessions: the device's own sums first, the records where it has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from runrest.importing.fit_messages import DATED, LAST_SECOND, Recording, Stretch
from runrest.importing.recordings import LONGEST_STEP_S, Session, heart_from
from runrest.logs.trainings import LEAST_BEATS, MOST_BEATS, Heart
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

RUN, STRENGTH = "Run", "Weight Training"
"""Words that every list of kinds of training knows."""
NO_SPORT = frozenset({None, "generic", "fitness_equipment", "training", "all"})
"""What says so little that the sub-sport tells more."""
RUN_INDOORS = frozenset({"treadmill", "indoor_running"})
MOST_AMOUNT = 10_000_000.0
MOSTLY = 0.5
"""The part of a session whose heart rate must be known second by second to pass without a word."""
RPE_TIMES = 10
"""FIT profile, ``workout_rpe``: the CR-10 scale times ten."""

NEVER_SET = said("its clock was never set (it counts from when the watch was switched on), so its day is unknown")
NO_DAY = said("it says no time, so its day is unknown")


@frozen
class Row:
    """One session as the file has it: what is said of it, and the records that fall into it."""

    told: dict[str, Any]
    """The fields of its message; none where the recording ends without one."""
    stretches: tuple[Stretch, ...]
    metres_before: float = 0.0
    """What the device had counted before it, where it counts on from session to session."""


def sums_among(sessions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Find what only sums up the other sessions: with it each of them would count twice."""
    found = [one for one in sessions if one.get("sport") == "multisport"]
    return found if len(found) < len(sessions) else []


def rows_of(recording: Recording, *, whole: bool) -> list[Row]:
    """Give each session its records.

    Parameters
    ----------
    recording : Recording
        One FIT file, read to its end or to the damage.
    whole : bool
        Whether that was its end: otherwise records after the last session are one that was cut short.

    Returns
    -------
    list of Row
        In order of time.
    """
    told = sorted(recording.sessions, key=lambda one: _stamp(one.get("start_time")) or 0)
    sums = sums_among(told)
    told = [one for one in told if one not in sums]
    if len(told) == 1 and told[0].get("sport") is None:
        told[0] |= dict(zip(("sport", "sub_sport"), recording.sport, strict=True))
    loose = []
    shares: list[list[Stretch]] = [[] for _ in told]
    starts = [_stamp(one.get("start_time")) or 0 for one in told]
    end = max((_end(one) for one in told), default=0.0)
    for stretch in recording.stretches:
        if not told or (not whole and stretch.begins >= end):
            loose.append(stretch)
            continue
        middle = (stretch.begins + stretch.ends) / 2
        shares[max(sum(start <= middle for start in starts), 1) - 1].append(stretch)
    rows = [Row(one, tuple(share)) for one, share in zip(told, shares, strict=True)]
    if sum(stretch.seconds for stretch in loose) >= (LONGEST_STEP_S if told else 1):
        rows.append(Row({}, tuple(loose)))
    return _counted_on(rows)


def read_row(
    row: Row, recording: Recording, source: str, localise: Callable[[int], datetime]
) -> tuple[Session | None, list[str]]:
    """Read one session.

    Parameters
    ----------
    row : Row
        As `rows_of` gave it.
    recording : Recording
        The file it stands in.
    source : str
        What to call it.
    localise : callable
        Gives a moment, in seconds as FIT counts them, where the runner was.

    Returns
    -------
    tuple of Session or None, and sentences
        What was assumed; without a session, the one sentence why there is none.
    """
    told, notes = row.told, []
    sport, sub_sport = (told.get("sport"), told.get("sub_sport")) if told else recording.sport
    start = _start(row)
    if start is None:
        stamps = [_stamp(told.get("start_time")), _stamp(told.get("timestamp")), *(one.begins for one in row.stretches)]
        return None, [NEVER_SET if any(stamps) else NO_DAY]
    if not told:
        notes.append(said("it ends without a summary, so time and distance are worked out from its records"))
    name = name_of(sport, sub_sport)
    if not name:
        notes.append(
            said("it does not say which sport it was, so it may have been a run: what hangs on that is unknown")
        )
    recorded = _covered(row)
    metres = _amount(told.get("total_distance"))
    if metres is None and recorded and told:
        notes.append(said("it gives no distance, so {km:.2f} km are worked out from its records", km=recorded / 1000))
    heart = _heart(row)
    seconds = _seconds(row)
    notes += _heart_notes(row, heart, seconds)
    if seconds is None and (seconds := _amount(told.get("total_elapsed_time"))):
        notes.append(said("it gives no time without pauses, so pauses may be counted"))
    session = Session(
        sport=name or None,
        start=localise(start),
        metres=metres or recorded,
        seconds=seconds,
        heart=heart,
        rpe=_effort(told.get("workout_rpe")),
        source=source,
    )
    return session, [said("{source}: {note}", source=source, note=note) for note in notes]


def name_of(sport: Any, sub_sport: Any) -> str:
    """Name a sport in the words of other logs; ``""`` where it is not said.

    Examples
    --------
    >>> name_of("running", "trail"), name_of("fitness_equipment", "indoor_rowing"), name_of("cycling", None)
    ('Run', 'indoor rowing', 'cycling')
    """
    sport, sub_sport = _word(sport), _word(sub_sport)
    if sport == "running" or (sport in NO_SPORT and sub_sport in RUN_INDOORS):
        return RUN
    if sub_sport == "strength_training":
        return STRENGTH
    telling = sub_sport if sport in NO_SPORT and sub_sport not in NO_SPORT else sport
    return (telling or "").replace("_", " ")


def _word(value: Any) -> str | None:
    if isinstance(value, int):
        return f"sport {value}"
    # A damaged file may have any text here.
    return value if isinstance(value, str) and re.fullmatch("[a-z_]{1,40}", value) else None


def _counted_on(rows: Sequence[Row]) -> list[Row]:
    counted, found = 0.0, []
    for row in rows:
        first = next((one.first_metres for one in row.stretches if one.first_metres is not None), None)
        goes_on = first is not None and 0 < counted <= first
        found.append(evolve(row, metres_before=counted if goes_on else 0.0))
        counted = max((one.most_metres for one in row.stretches), default=counted)
    return found


def _stamp(value: Any) -> int | None:
    return value if type(value) is int and 0 < value <= LAST_SECOND else None


def _end(told: dict[str, Any]) -> float:
    start, written = _stamp(told.get("start_time")) or 0, _stamp(told.get("timestamp")) or 0
    lasted = _amount(told.get("total_elapsed_time")) or _amount(told.get("total_timer_time")) or 0.0
    return float(written) if written > start else start + lasted


def _start(row: Row) -> int | None:
    written = _stamp(row.told.get("timestamp"))
    elapsed = _amount(row.told.get("total_elapsed_time"))
    candidates = (
        _stamp(row.told.get("start_time")),
        *(one.begins for one in row.stretches),
        written - int(elapsed) if written and elapsed else None,
        written,
    )
    return next((one for one in candidates if one is not None and one >= DATED), None)


def _amount(value: Any) -> float | None:
    return float(value) if type(value) in (int, float) and 0 < value <= MOST_AMOUNT else None


def _seconds(row: Row) -> float | None:
    clock = _amount(row.told.get("total_timer_time")) or _amount(row.told.get("total_moving_time"))
    return clock or sum(one.seconds for one in row.stretches) or None


def _covered(row: Row) -> float | None:
    most = max((one.most_metres for one in row.stretches), default=0.0) - row.metres_before
    return (most if most > 0 else 0.0) or sum(one.ground for one in row.stretches) or None


def _heart(row: Row) -> Heart | None:
    mean, most = _beats(row.told.get("avg_heart_rate")), _beats(row.told.get("max_heart_rate"))
    recorded = heart_from(_together(row.stretches))
    if recorded is None:
        return Heart(mean, most) if mean or most else None
    # A mean outside what was recorded has zeros of a lost strap in it.
    if mean is None or not recorded.seconds_at[0][0] <= mean <= recorded.seconds_at[-1][0]:
        mean = recorded.mean
    return evolve(recorded, mean=mean, most=most or recorded.most)


def _heart_notes(row: Row, heart: Heart | None, seconds: float | None) -> list[str]:
    if heart is None:
        slipped = any(one.slipped for one in row.stretches) or row.told.get("avg_heart_rate") == 0
        return [said("the heart rate is none that a heart has, so it counts as unknown")] if slipped else []
    known = sum(second for _, second in heart.seconds_at)
    if not known or not seconds or known >= MOSTLY * seconds:
        return []
    return [
        said(
            "its records tell the heart rate of only {known:.0f} of {minutes:.0f} min",
            known=known / 60,
            minutes=seconds / 60,
        )
    ]


def _together(stretches: Iterable[Stretch]) -> list[tuple[int, float]]:
    return [pair for stretch in stretches for pair in stretch.seconds_at.items()]


def _beats(value: Any) -> float | None:
    return float(value) if type(value) is int and LEAST_BEATS <= value <= MOST_BEATS else None


def _effort(value: Any) -> float | None:
    # Zero is what is written where nobody answered.
    return value / RPE_TIMES if type(value) is int and 0 < value <= 10 * RPE_TIMES else None
