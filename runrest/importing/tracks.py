"""What the stretches of one recorded track add up to, whatever their clock and their gaps do."""

from __future__ import annotations

from itertools import chain, pairwise
from statistics import median, median_low
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.importing.recordings import LONGEST_STEP_S, covered_metres, heart_from, heart_of, moving_seconds
from runrest.logs.bounds import MOST_MINUTES
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runrest.importing.recordings import Point
    from runrest.logs.trainings import Heart

MOST_POINTS = 1_000_000
"""In one file; the longest session there may be, ten days, has 864,000 seconds."""

LONGEST_GAP_S = 10 * LONGEST_STEP_S
"""Of what lies between two points further apart, nothing is counted whatever the places say."""

Stretch = list["Point"]


@frozen
class Track:
    """What the points of one session say together; ``None`` is unknown."""

    begins: float
    ends: float
    """First and last moment [s since the epoch]."""
    points: int
    seconds: float | None
    """Without the pauses."""
    metres: float | None
    """From place to place, without what lies in a pause."""
    heart: Heart | None
    notes: tuple[str, ...] = ()

    @property
    def span(self) -> float:
        """The time from first to last, pauses included [s]."""
        return self.ends - self.begins


def add_up(stretches: Sequence[Stretch]) -> Track | None:
    """Add up the stretches of one track.

    Time and distance between two stretches are not counted. A step longer than a minute inside one is a pause, unless
    its places show that the runner went on at about the same speed, as through a tunnel. Where most steps are that
    long, the recording is a sparse one and not full of pauses.

    Parameters
    ----------
    stretches : sequence of lists of Point
        In the order of the file, without distances of the device's own.

    Returns
    -------
    Track or None
        ``None`` where there are no two points that lie apart in time.

    Examples
    --------
    >>> from runrest.importing.recordings import Point
    >>> track = add_up([[Point(0.0), Point(5.0)], [Point(65.0), Point(70.0)]])
    >>> track.seconds, track.span
    (10.0, 70.0)
    """
    kept, strays = _without_strays(stretches)
    repeated = 0
    if _goes_back(kept):
        kept, repeated = _without_repeats(kept)
    times = [point.seconds for stretch in kept for point in stretch]
    if not times or min(times) == max(times):
        return None
    begins, ends = min(times), max(times)
    left = {
        said("points more than ten days away from the rest, not used"): strays,
        said("points told twice, used once"): repeated,
        said("places where the clock goes back, so that the time may be a little off"): _goes_back(kept),
    }
    notes = [said("{what}: {count}", what=what, count=count) for what, count in left.items() if count]
    steps = [later.seconds - sooner.seconds for stretch in kept for sooner, later in pairwise(stretch)]
    if steps and median(steps) > LONGEST_STEP_S:
        notes.append(said("the points lie minutes apart, so that the time is that from first to last, pauses included"))
        walked, seconds = kept, ends - begins
        metres = sum(covered_metres(stretch) or 0.0 for stretch in walked)
    else:
        walked = [piece for stretch in kept for piece in _without_gaps(stretch)]
        seconds = sum(moving_seconds(stretch) or 0.0 for stretch in walked)
        metres = sum(covered_metres(stretch) or 0.0 for stretch in walked)
        gaps = [step for stretch in kept for step in _gaps(stretch)]
        went_on = [step for step in gaps if _went_on(step, metres / seconds if seconds else 0.0)]
        seconds = min(seconds + sum(step[0] for step in went_on), ends - begins)
        metres += sum(step[1] for step in went_on)
        if len(gaps) > len(went_on):
            notes.append(said("gaps longer than a minute, taken for pauses: {count}", count=len(gaps) - len(went_on)))
    hearts = [heart.seconds_at for stretch in walked if (heart := heart_of(stretch))]
    return Track(
        begins, ends, len(times), seconds or None, metres or None, heart_from(chain.from_iterable(hearts)), tuple(notes)
    )


def _without_strays(stretches: Sequence[Stretch]) -> tuple[list[Stretch], int]:
    """Leave out points that no session could reach: a clock that was set on the way."""
    middle = median_low(times) if (times := [point.seconds for one in stretches for point in one]) else 0.0
    kept = [[point for point in one if abs(point.seconds - middle) <= MOST_MINUTES * 60] for one in stretches]
    kept = [stretch for stretch in kept if stretch]
    return kept, len(times) - sum(map(len, kept))


def _goes_back(stretches: Sequence[Stretch]) -> int:
    times = chain.from_iterable(stretches)
    return sum(later.seconds < sooner.seconds for sooner, later in pairwise(times))


def _without_repeats(stretches: Sequence[Stretch]) -> tuple[list[Stretch], int]:
    """Leave out points that stand in the file before, at the same time and place."""
    seen: set[tuple[float, tuple[float, float] | None]] = set()
    kept = []
    for stretch in stretches:
        # One and the same point may also stand twice in one stretch.
        fresh = list({(point.seconds, point.place): point for point in stretch}.items())
        kept.append([point for mark, point in fresh if mark not in seen])
        seen.update(mark for mark, _ in fresh)
    repeated = sum(map(len, stretches)) - sum(map(len, kept))
    return [stretch for stretch in kept if stretch], repeated


def _gaps(stretch: Stretch) -> list[tuple[float, float]]:
    """List the steps that are too long, each with its seconds and its metres."""
    return [
        (later.seconds - sooner.seconds, covered_metres((sooner, later)) or 0.0)
        for sooner, later in pairwise(stretch)
        if later.seconds - sooner.seconds > LONGEST_STEP_S
    ]


def _went_on(step: tuple[float, float], speed: float) -> bool:
    """Tell whether somebody went on at about the speed of the rest: a tunnel, or points left out on a straight road."""
    seconds, metres = step
    return seconds <= LONGEST_GAP_S and speed / 2 <= metres / seconds <= speed * 2 and metres > 0


def _without_gaps(stretch: Stretch) -> list[Stretch]:
    cuts = [at for at, (one, other) in enumerate(pairwise(stretch), 1) if other.seconds - one.seconds > LONGEST_STEP_S]
    return [stretch[begin:end] for begin, end in pairwise([0, *cuts, len(stretch)])]
