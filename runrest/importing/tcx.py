"""TCX recordings: activities with laps and points, as Garmin's Training Center and many others write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from runrest.errors import LogError
from runrest.importing.clocks import Clock
from runrest.importing.gauges import read_beats, read_gauge, read_place
from runrest.importing.laps import Activity, Lap, session_of
from runrest.importing.markup import AGAIN, Closed, Markup, Opened
from runrest.importing.parts import Part
from runrest.importing.recordings import Point, as_session
from runrest.importing.tracks import MOST_POINTS
from runrest.logs.runs import Run
from runrest.logs.trainings import Training
from runrest.said import said

if TYPE_CHECKING:
    from runrest.importing.parts import Told

MOST_LAPS = 10_000
"""In one file; more than that is no session."""
NO_SESSIONS = {
    "Course": said("this is a course, a route to follow, not a training session"),
    "Workout": said("this is a planned workout, not a training session"),
}
WANTED = said("export the activity itself")


def read_tcx(place: str, content: bytes, told: Told) -> Part:
    """Read the sessions of a TCX file.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    content : bytes
        All of it.
    told : Told
        The zone the runner lives in, since TCX writes its times in UTC.

    Returns
    -------
    Part
        One session for each activity; the parts of a multisport session each stand by themselves.

    Raises
    ------
    LogError
        Where it is a course or a planned workout, holds no session that can be read, or could do harm.
    """
    markup = Markup(place, content)
    reading = _Reading(place)
    for tag in markup.tags():
        if isinstance(tag, Opened):
            reading.open(tag)
        else:
            reading.close(tag)
    if not reading.activities:
        problem = next((why for name, why in NO_SESSIONS.items() if name in reading.seen), said("it holds no activity"))
        raise LogError(place, markup.broken or problem, remedy=AGAIN if markup.broken else WANTED)
    return _part(reading, markup, told)


def _part(reading: _Reading, markup: Markup, told: Told) -> Part:
    place, many = reading.place, len(reading.activities) > 1
    sessions: list[Run | Training] = []
    skipped: list[tuple[str, str]] = []
    notes: list[str] = []
    for number, activity in enumerate(reading.activities, 1):
        source = f"{place}, session {number}" if many else place
        if activity.empty:
            skipped.append((source, said("this activity is empty")))
            continue
        session, remarks = session_of(activity, reading.clock, told, source)
        if session is None:
            skipped.append((source, remarks[0]))
            continue
        one, doubts = as_session(session)
        sessions.append(one)
        notes += [*(said("{source}: {note}", source=source, note=note) for note in remarks), *doubts]
    if not sessions:
        raise LogError(place, markup.broken or skipped[0][1], remedy=AGAIN)
    notes += [
        *markup.notes,
        *(said("{place}: {note}", place=place, note=note) for note in reading.notes),
        *reading.clock.notes(told),
    ]
    return Part(
        place,
        said("a TCX recording"),
        runs=tuple(one for one in sessions if isinstance(one, Run)),
        trainings=tuple(one for one in sessions if isinstance(one, Training)),
        skipped=tuple(skipped),
        notes=tuple(notes),
        zone=reading.clock.words(told),
        units=said("metres"),
        owner=reading.owner,
    )


@define
class _Reading:
    """One pass over the tags."""

    place: str
    clock: Clock = field(factory=Clock)
    activities: list[Activity] = field(factory=list)
    seen: set[str] = field(factory=set)
    """Tags that tell of something else than activities."""
    owner: str = ""
    changes: int = 0
    laps: int = 0
    points: int = 0
    untimed: int = 0
    now: dict[str, str] = field(factory=dict)
    """What was read of the point, or the lap's head, that is being read."""

    @property
    def notes(self) -> list[str]:
        """Say what was left out."""
        left = {
            said("points without a time, not used"): self.untimed,
            said("changes from one sport to the next, not counted as training"): self.changes,
        }
        return [said("{what}: {count}", what=what, count=count) for what, count in left.items() if count]

    @property
    def lap(self) -> Lap | None:
        """The lap that is being read."""
        return self.activities[-1].laps[-1] if self.activities and self.activities[-1].laps else None

    def open(self, tag: Opened) -> None:
        name = tag.name
        if name == "Trackpoint":
            self.now.clear()
        elif name == "Track" and self.lap is not None:
            self.lap.stretches.append([])
        elif name == "Lap" and tag.parent == "Activity" and self.activities:
            self.bound(laps=1)
            begins = self.clock.seconds(tag.attributes.get("StartTime", ""))
            self.activities[-1].laps.append(Lap(begins))
        elif name == "Activity":
            self.bound(laps=1)
            self.activities.append(Activity(tag.attributes.get("Sport", "")))
        elif name == "Transition":
            self.changes += 1
        elif name in NO_SESSIONS:
            self.seen.add(name)

    def close(self, tag: Closed) -> None:
        parent, name = tag.parent, tag.name
        if parent in ("Trackpoint", "Position"):
            self.now[name] = tag.text
        elif parent == "HeartRateBpm":
            self.now["Beats"] = tag.text
        elif name == "Trackpoint":
            self.take_point()
        elif self.lap is None and not self.activities:
            return
        elif parent == "Lap" and self.lap is not None:
            self.tell(self.lap, name, tag.text)
        elif name == "Value" and self.lap is not None:
            self.tell(self.lap, parent, tag.text)
        elif name == "Id" and parent == "Activity":
            self.activities[-1].named = self.clock.seconds(tag.text)
        elif name == "UnitId" and tag.text.strip().strip("0"):
            self.owner = self.owner or tag.text.strip()[:40]

    def tell(self, lap: Lap, what: str, text: str) -> None:
        """Take what the head of a lap says."""
        if what == "TotalTimeSeconds":
            lap.seconds = read_gauge(text)
        elif what == "DistanceMeters":
            lap.metres = read_gauge(text)
        elif what == "AverageHeartRateBpm" and text.strip():
            lap.mean = read_gauge(text)
        elif what == "MaximumHeartRateBpm" and text.strip():
            lap.most = read_gauge(text)

    def take_point(self) -> None:
        lap, now = self.lap, self.now
        if lap is None or not lap.stretches:
            return
        self.bound(points=1)
        count = read_gauge(now.get("DistanceMeters", ""))
        if count is not None:
            lap.counts.append(count)
        seconds = self.clock.seconds(now.get("Time", ""))
        if seconds is None:
            self.untimed += 1
            return
        place = read_place(now.get("LatitudeDegrees", ""), now.get("LongitudeDegrees", ""))
        lap.stretches[-1].append(Point(seconds, None, read_beats(now.get("Beats", "")), place))

    def bound(self, *, points: int = 0, laps: int = 0) -> None:
        self.points += points
        self.laps += laps
        if self.points > MOST_POINTS or self.laps > MOST_LAPS:
            what = (
                said("{most} points", most=MOST_POINTS)
                if self.points > MOST_POINTS
                else said("{most} laps", most=MOST_LAPS)
            )
            raise LogError(self.place, said("it holds more than {what}, as no session does", what=what), remedy=AGAIN)
