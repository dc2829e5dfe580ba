"""The laps of an activity as a device tells them, and the session that they and their points make together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from runrest.importing.recordings import LONGEST_STEP_S, Session
from runrest.importing.sports import sport_of
from runrest.importing.tracks import add_up
from runrest.logs.bounds import LEAST_BEATS, MOST_BEATS
from runrest.logs.trainings import Heart
from runrest.said import said

if TYPE_CHECKING:
    from runrest.importing.clocks import Clock
    from runrest.importing.parts import Told
    from runrest.importing.tracks import Stretch, Track

QUARTER, MOST_ZONES = 900, 14 * 3600
"""Zones differ by whole quarters of an hour, by 14 hours at most [s]."""


@define
class Lap:
    """One lap; ``None`` is unknown."""

    begins: float | None = None
    seconds: float | None = None
    metres: float | None = None
    mean: float | None = None
    most: float | None = None
    """Heart rates [beats per minute]."""
    counts: list[float] = field(factory=list)
    """Metres at each point, since the activity or the lap began."""
    stretches: list[Stretch] = field(factory=list)
    """Points between pauses."""


@define
class Activity:
    """One activity."""

    sport: str
    named: float | None = None
    """When it began, by its name."""
    laps: list[Lap] = field(factory=list)

    @property
    def begins(self) -> float | None:
        """When it began by its head [s since the epoch]."""
        return next((lap.begins for lap in self.laps if lap.begins is not None), self.named)

    @property
    def empty(self) -> bool:
        """Whether there is neither time nor distance nor a point in it."""
        return not any(lap.seconds or lap.metres or any(lap.stretches) for lap in self.laps)


def session_of(activity: Activity, clock: Clock, told: Told, source: str) -> tuple[Session | None, tuple[str, ...]]:
    """Make a session of an activity.

    The device's own laps go before what the points add up to: they know the running clock, and a foot pod. Where a
    lap has no distance, or its clock plainly ran on through the pauses, the points are asked.

    Parameters
    ----------
    activity : Activity
        As read.
    clock : Clock
        That has read its times.
    told : Told
        Where the runner lives.
    source : str
        The place of the session, for messages.

    Returns
    -------
    tuple of Session or None, and notes
        ``None`` where nobody knows when it was; the note says so.
    """
    track = add_up([stretch for lap in activity.laps for stretch in lap.stretches])
    points = [point for lap in activity.laps for stretch in lap.stretches for point in stretch]
    begins = track.begins if track else points[0].seconds if points else activity.begins
    if begins is None:
        return None, (said("it does not say when it was"),)
    seconds, notes = _seconds(activity.laps, track)
    metres = _metres(activity.laps)
    sport, remarks = sport_of(activity.sport, metres, seconds)
    notes += remarks
    if track:
        notes += track.notes
    apart = begins - activity.named if activity.named is not None else 0.0
    zones = round(apart / QUARTER) * QUARTER
    if zones and abs(zones) <= MOST_ZONES and abs(apart - zones) <= LONGEST_STEP_S:
        notes += (
            said(
                "its name and its points are {hours:g} h apart, like two zones; the points are believed",
                hours=abs(zones) / 3600,
            ),
        )
    heart = (track and track.heart) or _heart(activity.laps)
    session = Session(sport, clock.start(begins, told), metres, seconds, heart, source=source)
    return session, notes


def _seconds(laps: list[Lap], track: Track | None) -> tuple[float | None, tuple[str, ...]]:
    claimed = sum(lap.seconds or _moving(lap) for lap in laps)
    if not track or not track.seconds or not claimed:
        return claimed or (track.seconds if track else None), ()
    paused = track.span - track.seconds
    ran_on = abs(claimed - track.span) <= LONGEST_STEP_S < paused
    # Where most of the time is not in the points, they are gaps in the recording rather than pauses.
    if ran_on and track.seconds >= claimed / 2:
        return track.seconds, (
            said("its clock ran on through pauses, which are not counted: {minutes:.1f} min", minutes=paused / 60),
        )
    return claimed, ()


def _moving(lap: Lap) -> float:
    track = add_up(lap.stretches)
    return (track.seconds if track else None) or 0.0


def _metres(laps: list[Lap]) -> float | None:
    """Add up the laps, each as the device says, else as it counts at the points, else from place to place [m]."""
    total = before = 0.0
    for lap in laps:
        most = max(lap.counts, default=0.0)
        since = before if lap.counts and lap.counts[0] >= before else 0.0
        if lap.metres:
            total += lap.metres
        elif most:
            total += most - since
        elif track := add_up(lap.stretches):
            total += track.metres or 0.0
        before = most or before
    return total or None


def _heart(laps: list[Lap]) -> Heart | None:
    """Take the heart from the heads of the laps; each counts for as long as it took."""
    means = [
        (lap.mean, lap.seconds) for lap in laps if lap.mean and LEAST_BEATS <= lap.mean <= MOST_BEATS and lap.seconds
    ]
    tops = [lap.most for lap in laps if lap.most and LEAST_BEATS <= lap.most <= MOST_BEATS]
    if not means and not tops:
        return None
    total = sum(seconds for _, seconds in means)
    mean = round(sum(beats * seconds for beats, seconds in means) / total, 1) if means else None
    return Heart(mean, max(tops, default=None))
