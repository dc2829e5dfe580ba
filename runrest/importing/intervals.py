"""intervals.icu's activities: the CSV that its website writes, and the JSON of its API; both have the same names.

What the columns hold is told by the service's author in its forum (forum.intervals.icu, topics 599 and 609): local
dates, metres and seconds. ``session_rpe`` is effort times minutes there, a load, and never an effort; activities that
came from Strava may not be passed on by the API, and are empty but for their day.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from runrest.errors import LogError
from runrest.importing.doubting import Doubts, heart_told, not_runs
from runrest.importing.moments import read_moment
from runrest.importing.numerals import shown
from runrest.importing.parts import Part
from runrest.importing.recordings import Session, as_session
from runrest.importing.records import Record, Records, of_document, of_table
from runrest.importing.wording import plain, run_types
from runrest.logs.runs import Run
from runrest.logs.trainings import Training
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.importing.parts import Told
    from runrest.importing.table import Table

OWN = "icu_"
ATHLETE = re.compile(r"i\d+")
"""How the service names its own activities and athletes."""
TRUE = frozenset({"true", "1", "yes"})
# As Strava numbers a run's "workout type", which the service passes on; 11 is a race on the bicycle.
WORKOUT_KINDS = {1: "race", 2: "long", 3: "tempo", 11: "race"}
ITS_OWN_LOAD = said("icu_training_load is the service's own number and is not used")
NO_RPE = said("session_rpe is effort times minutes, not an effort: where there is no icu_rpe the effort is unknown")
QUARTER, MOST_ZONES = 900, 14 * 3600
MOST_RPE = 10
NAMELESS = said("without a type")


def recognises(table: Table) -> bool:
    """Tell whether a table is a list of activities of intervals.icu."""
    return "start_date_local" in table.header and any(name.startswith(OWN) for name in table.header)


def recognises_json(document: object) -> bool:
    """Tell whether a document is activities of intervals.icu: a list of them, or one."""
    records = document if isinstance(document, list) else [document]
    return any(isinstance(one, dict) and _is_activity(one) for one in records)


def _is_activity(record: Mapping[str, Any]) -> bool:
    # A planned workout has a category, and says nothing of what was done.
    if "start_date_local" not in record or "category" in record:
        return False
    its_own = isinstance(record.get("id"), str) and ATHLETE.fullmatch(record["id"]) is not None
    return its_own or "source" in record or any(isinstance(key, str) and key.startswith(OWN) for key in record)


def read(table: Table, told: Told) -> Part:
    """Read the CSV as `read_json` reads the JSON."""
    return _read(of_table(table))


def read_json(place: str, document: Any, told: Told) -> Part:
    """Read runs, strength sessions and other days from activities of intervals.icu.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    document : list or dict
        Activities as the API gives them.
    told : Told
        Not asked: dates, metres and seconds are settled here.

    Returns
    -------
    Part
        The sessions. An activity of which nothing is told is training without a name: it may have been a run.

    Raises
    ------
    LogError
        Where not one activity has a date that can be read.

    Examples
    --------
    >>> from runrest.importing.parts import Told
    >>> one = {"id": "i1", "start_date_local": "2026-11-20T07:10:00", "type": "Run", "distance": 8020, "icu_rpe": 4}
    >>> run = read_json("activities.json", [one], Told()).runs[0]
    >>> run.km, run.rpe
    (8.02, 4.0)
    """
    return _read(of_document(place, document))


def _read(records: Records) -> Part:
    reading = _Reading(list(records.misfits))
    for record in records.found:
        reading.take(record)
    sessions = reading.sessions
    if reading.skipped and not sessions:
        where, problem = reading.skipped[-1]
        raise LogError(where, problem, remedy=said("no activity here has a date that can be read"))
    trainings = tuple(one for one in sessions if isinstance(one, Training))
    notes = []
    if reading.stubs:
        notes.append(
            said(
                "{count} of {all} activities came from Strava, which lets intervals.icu's API tell nothing of them:"
                " they may have been runs, and their days are unknown; give Strava's own export too",
                count=reading.stubs,
                all=len(sessions),
            )
        )
    if reading.load:
        notes.append(ITS_OWN_LOAD)
    if reading.only_session_rpe:
        notes.append(NO_RPE)
    names = Counter(one.name or NAMELESS for one in trainings)
    names.subtract({NAMELESS: reading.stubs})
    return Part(
        records.place,
        said("intervals.icu's activities"),
        runs=tuple(one for one in sessions if isinstance(one, Run)),
        trainings=trainings,
        skipped=tuple(reading.skipped),
        notes=(*notes, *reading.doubts.notes(), *not_runs(+names)),
        zone=said("local, as intervals.icu writes them"),
        units=said("metres, as intervals.icu writes them"),
        owner=reading.owner,
    )


@define
class _Reading:
    """One pass over the activities."""

    skipped: list[tuple[str, str]]
    sessions: list[Run | Training] = field(factory=list)
    doubts: Doubts = field(factory=Doubts)
    seen: set[str] = field(factory=set)
    stubs: int = 0
    load: bool = False
    only_session_rpe: bool = False
    owner: str = ""

    def take(self, record: Record) -> None:
        """Read one activity, or say why not."""
        identity = record.text("id") or str(record.values.get("id", ""))
        if identity and identity in self.seen:
            self.skipped.append((record.source, said("activity {text} is listed a second time", text=shown(identity))))
            return
        try:
            start = told_start(record)
        except (ValueError, OverflowError) as error:
            self.skipped.append((record.source, str(error)))
            return
        self.seen.add(identity)
        self.owner = self.owner or record.text("icu_athlete_id")
        self.load |= "icu_training_load" in record.values
        name = record.text("type") or record.text("sport_type")
        metres = self._amount(record, "distance", "icu_distance")
        seconds = self._amount(record, "moving_time", "icu_recording_time", "elapsed_time")
        if not name and not metres and not seconds:
            self.stubs += record.text("source").upper() == "STRAVA" or "_note" in record.values
            self.sessions.append(Training(start.date(), "unnamed", "", start=start, source=record.source))
            return
        heart = heart_told(self._amount(record, "average_heartrate"), self._amount(record, "max_heartrate"))
        rpe = self._rpe(record)
        self.only_session_rpe |= rpe is None and "session_rpe" in record.values
        kind = self._kind(record) if plain(name) in run_types() else None
        found, remarks = as_session(Session(name, start, metres, seconds, heart, rpe, kind, record.source))
        self.doubts.keep(remarks)
        # Without a type it may have been a run.
        self.sessions.append(found if name or isinstance(found, Run) else evolve(found, sport="unnamed"))

    def _amount(self, record: Record, *names: str) -> float | None:
        """Give the first amount that is there and above zero."""
        for name in names:
            try:
                number = record.number(name)
            except ValueError as error:
                self.doubts.add(record.source, said("{name}: {why}", name=name, why=str(error)))
                continue
            if number is not None and number > 0:
                return number
        return None

    def _rpe(self, record: Record) -> float | None:
        for name in ("icu_rpe", "perceived_exertion"):
            rpe = self._amount(record, name)
            if rpe is not None and rpe <= MOST_RPE:
                return rpe
            if rpe is not None:
                self.doubts.add(
                    record.source,
                    said("{name} is {rpe:g}, but efforts go to {most}", name=name, rpe=rpe, most=MOST_RPE),
                )
        return None

    def _kind(self, record: Record) -> str | None:
        if str(record.values.get("race", "")).lower() in TRUE or record.text("sub_type").upper() == "RACE":
            return "race"
        number = self._amount(record, "workout_type")
        return WORKOUT_KINDS.get(int(number)) if number is not None else None


def told_start(record: Record) -> datetime:
    """Tell when an activity began on the runner's clock, with its zone where the record has the moment in UTC too.

    Examples
    --------
    >>> told_start(Record("", {"start_date_local": "2026-11-20T07:10:00", "start_date": "2026-11-20T06:10:00Z"})).isoformat()
    '2026-11-20T07:10:00+01:00'
    """  # noqa: E501  one call
    local = read_moment(record.text("start_date_local")).replace(tzinfo=None)
    try:
        moment = read_moment(record.text("start_date")).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return local
    off = (local - moment).total_seconds()
    if abs(off) > MOST_ZONES or off % QUARTER:
        return local
    return local.replace(tzinfo=timezone(timedelta(seconds=off)))
