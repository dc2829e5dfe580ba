"""GPX recordings: tracks of points with times, as watches, phones and services write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from runrest.errors import LogError
from runrest.importing.clocks import Clock
from runrest.importing.gauges import read_beats, read_place
from runrest.importing.markup import AGAIN, Closed, Markup, Opened
from runrest.importing.parts import Part
from runrest.importing.recordings import LONGEST_STEP_S, Point, Session, as_session
from runrest.importing.sports import sport_of
from runrest.importing.tracks import MOST_POINTS, Stretch, Track, add_up
from runrest.importing.wording import plain
from runrest.logs.runs import Run
from runrest.logs.trainings import Training
from runrest.said import said

if TYPE_CHECKING:
    from runrest.importing.parts import Told

BEATS = frozenset({"hr", "heartrate"})
"""What the heart rate is called, in whichever of the extensions, with or without its namespace."""
MOST_TRACKS = 1_000
"""In one file; each is laid beside all others."""
ROUTE = said("this is a route without times, not a training session")
"""Also where less than half of the points have one."""
STILL = said("its times make no session: they are all the same, or many days apart")
WANTED = said("export the activity itself, with its times")


@define
class Way:
    """One ``trk`` as the file tells it."""

    sport: str = ""
    stretches: list[Stretch] = field(factory=list)
    untimed: int = 0
    """Points without a time."""


@frozen
class Outing:
    """One track or more that are one session."""

    names: tuple[int, ...]
    """Which tracks of the file, from 1."""
    sport: str
    track: Track


def read_gpx(place: str, content: bytes, told: Told) -> Part:
    """Read the sessions of a GPX file.

    Each track is a session. A track that goes on within a minute of where the last one ended, in the same sport,
    belongs to it; of tracks at the same time the one with the most points is kept, since nobody runs twice at once.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    content : bytes
        All of it.
    told : Told
        The zone the runner lives in, since GPX writes its times in UTC.

    Returns
    -------
    Part
        Sessions with what was assumed of them: without a sport, it goes by the pace.

    Raises
    ------
    LogError
        Where it is a route or a list of places, holds no session that can be read, or could do harm.
    """
    markup = Markup(place, content)
    reading = _Reading(place)
    for tag in markup.tags():
        if isinstance(tag, Opened):
            reading.open(tag)
        else:
            reading.close(tag)
    outings, skipped = _outings(reading)
    if not outings:
        raise _nothing(reading, markup, skipped)
    return _part(reading, markup, told, outings, skipped)


def _outings(reading: _Reading) -> tuple[list[Outing], list[tuple[str, str]]]:
    """Join what goes on, and tell apart what cannot be a session."""
    skipped: list[tuple[str, str]] = []
    joined: list[list[tuple[int, Way, Track]]] = []
    ends = 0.0
    for number, way in enumerate(reading.ways, 1):
        timed = sum(map(len, way.stretches))
        track = add_up(way.stretches) if timed >= way.untimed else None
        if track is None:
            name = f"{reading.place}, track {number}" if len(reading.ways) > 1 else reading.place
            skipped.append((name, ROUTE if way.untimed > timed else STILL if timed else said("this track is empty")))
            continue
        same_sport = bool(joined) and plain(joined[-1][-1][1].sport) == plain(way.sport)
        if same_sport and 0 <= track.begins - ends <= LONGEST_STEP_S:
            joined[-1].append((number, way, track))
        else:
            joined.append([(number, way, track)])
        ends = track.ends
    kept: list[Outing] = []
    for outing in sorted(map(_outing, joined), key=lambda one: -one.track.points):
        other = next((one for one in kept if _at_once(one.track, outing.track)), None)
        if other is None:
            kept.append(outing)
        else:
            remarks = said("it is at the same time as {names}, which has as many points or more", names=_names(other))
            skipped.append((f"{reading.place}, {_names(outing)}", remarks))
    return sorted(kept, key=lambda one: one.names), skipped


def _outing(ways: list[tuple[int, Way, Track]]) -> Outing:
    numbers, sport, alone = tuple(number for number, _, _ in ways), ways[0][1].sport, ways[0][2]
    together = add_up([stretch for _, way, _ in ways for stretch in way.stretches]) if len(ways) > 1 else None
    return Outing(numbers, sport, together or alone)


def _at_once(one: Track, other: Track) -> bool:
    return min(one.ends, other.ends) - max(one.begins, other.begins) > LONGEST_STEP_S


def _names(outing: Outing) -> str:
    first, last = outing.names[0], outing.names[-1]
    return f"track {first}" if first == last else f"tracks {first} to {last}"


def _part(reading: _Reading, markup: Markup, told: Told, outings: list[Outing], skipped: list[tuple[str, str]]) -> Part:
    place = reading.place
    sessions: list[Run | Training] = []
    notes: list[str] = []
    for outing in outings:
        source = place if len(outings) == 1 else f"{place}, {_names(outing)}"
        track = outing.track
        sport, remarks = sport_of(outing.sport, track.metres, track.seconds)
        start = reading.clock.start(track.begins, told)
        session = Session(sport, start, track.metres, track.seconds, track.heart, source=source)
        one, doubts = as_session(session)
        sessions.append(one)
        if len(outing.names) > 1:
            remarks += (
                said("tracks that follow each other within a minute, counted as one: {count}", count=len(outing.names)),
            )
        notes += [*(said("{source}: {note}", source=source, note=note) for note in (*remarks, *track.notes)), *doubts]
    untimed = sum(way.untimed for way in reading.ways if any(way.stretches))
    if untimed:
        notes.append(said("{place}: points without a time, not used: {untimed}", place=place, untimed=untimed))
    return Part(
        place,
        said("a GPX recording"),
        runs=tuple(one for one in sessions if isinstance(one, Run)),
        trainings=tuple(one for one in sessions if isinstance(one, Training)),
        skipped=tuple(skipped),
        notes=(*notes, *markup.notes, *reading.clock.notes(told)),
        zone=reading.clock.words(told),
        units=said("metres, worked out from the places"),
    )


def _nothing(reading: _Reading, markup: Markup, skipped: list[tuple[str, str]]) -> LogError:
    if markup.broken:
        return LogError(reading.place, markup.broken, remedy=AGAIN)
    if reading.clock.unset:
        return LogError(reading.place, said("its clock was never set, so nobody knows the day"), remedy=WANTED)
    remarks = [why for _, why in skipped]
    empty = next((name for name in ("rte", "wpt") if name in reading.seen), "")
    problem = {
        "rte": ROUTE,
        "wpt": said("this is a list of places, not a training session"),
        "": said("it holds no track"),
    }[empty]
    problem = next((why for why in (ROUTE, STILL, *remarks) if why in remarks), problem)
    return LogError(reading.place, problem, remedy=WANTED)


@define
class _Reading:
    """One pass over the tags."""

    place: str
    clock: Clock = field(factory=Clock)
    ways: list[Way] = field(factory=list)
    seen: set[str] = field(factory=set)
    """Tags that tell of something else than tracks."""
    points: int = 0
    inside: bool = False
    """Whether a point of a track is being read."""
    at: tuple[float, float] | None = None
    time: str = ""
    beats: int | None = None

    def open(self, tag: Opened) -> None:
        name = tag.name
        if name == "trkpt":
            self.inside, self.time, self.beats = True, "", None
            self.at = read_place(tag.attributes.get("lat", ""), tag.attributes.get("lon", ""))
        elif name == "trkseg" and self.ways:
            self.ways[-1].stretches.append([])
        elif name == "trk":
            self.ways.append(Way())
            if len(self.ways) > MOST_TRACKS:
                self.refuse(said("{most} tracks", most=MOST_TRACKS))
        elif name in ("rte", "wpt"):
            self.seen.add(name)

    def close(self, tag: Closed) -> None:
        name, parent = tag.name, tag.parent
        if self.inside:
            if name == "trkpt":
                self.inside = False
                self.take_point()
            elif name == "time" and parent == "trkpt":
                self.time = tag.text
            elif name.lower() in BEATS:
                self.beats = read_beats(tag.text)
        elif name == "type" and parent == "trk" and self.ways:
            self.ways[-1].sport = " ".join(tag.text.split())

    def take_point(self) -> None:
        self.points += 1
        if self.points > MOST_POINTS:
            self.refuse(said("{most} points", most=MOST_POINTS))
        if not self.ways or not self.ways[-1].stretches:
            return
        seconds = self.clock.seconds(self.time)
        if seconds is None:
            self.ways[-1].untimed += 1
        else:
            self.ways[-1].stretches[-1].append(Point(seconds, None, self.beats, self.at))

    def refuse(self, what: str) -> None:
        raise LogError(self.place, said("it holds more than {what}, as no session does", what=what), remedy=AGAIN)
