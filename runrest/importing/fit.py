"""FIT recordings, as nearly every watch writes them: runs and other training, from whole files and damaged ones."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from runrest.errors import LogError
from runrest.importing.fit_clock import clock_of
from runrest.importing.fit_messages import Recording
from runrest.importing.fit_pieces import Piece, messages, pieces
from runrest.importing.fit_sessions import NEVER_SET, Row, read_row, rows_of, sums_among
from runrest.importing.parts import Part
from runrest.importing.recordings import as_session
from runrest.logs.runs import Run
from runrest.said import joined, said

if TYPE_CHECKING:
    from runrest.importing.parts import Told
    from runrest.logs.trainings import Training

FORM = said("a FIT recording")
EXTRA = said("FIT files need an extra: pip install 'runrest[files]'")
WANTED = said("give the FIT file of an activity")
AGAIN = said("copy it from the watch again")
BY_HAND = said("write that session into a log of your own, with the columns day, km and minutes")
MOST_SESSIONS = 200
"""In one file; a watch writes one, or a leg of each sport."""
MOST_MESSAGES = 2_000_000
"""In one file; ten days, the longest session there may be, are 864,000 seconds."""
TOO_LONG = said("it is longer than any session; what comes after {most} messages is not used", most=MOST_MESSAGES)
PLACEHOLDERS = frozenset({0, 0x7FFFFFFF, 0xFFFFFFFF})
"""Serial numbers that programs write in the place of one."""

SORTS = {
    "device": said("the description of a device"),
    "settings": said("a settings file"),
    "sport": said("the settings of a sport"),
    "workout": said("a planned workout"),
    "course": said("a course, a route to follow"),
    "schedules": said("a training calendar"),
    "weight": said("what a weight scale wrote"),
    "totals": said("a file of totals"),
    "goals": said("a file of goals"),
    "blood_pressure": said("what a blood pressure meter wrote"),
    "monitoring_a": said("all-day monitoring"),
    "monitoring_b": said("all-day monitoring"),
    "monitoring_daily": said("all-day monitoring"),
    "segment": said("a segment to race on"),
    "segment_list": said("a list of segments"),
    "exd_configuration": said("a settings file"),
}
"""What a FIT file calls itself when it is no activity, in words."""


def read_fit(place: str, content: bytes, told: Told) -> Part:
    """Read the sessions of a FIT file.

    Records are summed up as they come and none is kept: the reading of a file takes the room of three copies of it,
    and of the sums for each of its minutes.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    content : bytes
        All of it; FIT files may be chained in it.
    told : Told
        The zone the runner lives in, for files that do not say their local time.

    Returns
    -------
    Part
        Each leg of a multisport activity is a session; what lies between two legs is none.

    Raises
    ------
    LogError
        Where it holds no session, or fitdecode is not installed.
    """
    if find_spec("fitdecode") is None:
        raise LogError(place, EXTRA)
    reading = _Reading(place, told)
    for piece in pieces(content):
        reading.take(piece)
    return reading.part()


def owner_of(recording: Recording) -> str:
    """Give maker and serial number of the device, where it has one.

    Examples
    --------
    >>> owner_of(Recording(file_id={"manufacturer": "garmin", "serial_number": 3907354759}))
    'garmin 3907354759'
    """
    for told in (recording.file_id, recording.device):
        serial = told.get("serial_number")
        if type(serial) is int and serial not in PLACEHOLDERS:
            return f"{told.get('manufacturer')} {serial}"
    return ""


@frozen
class _Refusal:
    part: int
    why: str
    remedy: str = ""


@define
class _Reading:
    """One pass over the FIT files that are chained in one file."""

    place: str
    told: Told
    count: int = 0
    """FIT files so far."""
    messages: int = 0
    rows: list[tuple[Row, Recording]] = field(factory=list)
    refused: list[_Refusal] = field(factory=list)
    notes: list[str] = field(factory=list)
    owner: str = ""
    zones: dict[str, None] = field(factory=dict)

    def take(self, piece: Piece) -> None:
        """Read one FIT file."""
        self.count += 1
        if piece.stray:
            why = said("what follows is not FIT") if self.count > 1 else said("this is not a FIT file")
            self.refused.append(_Refusal(self.count, why, WANTED))
            return
        recording, flaws = Recording(), [piece.flaw] if piece.flaw else []
        for message in messages(piece, flaws.append):
            self.messages += 1
            if self.messages > MOST_MESSAGES:
                flaws.append(TOO_LONG)
                break
            recording.take(message)
            self.refuse_more_than(len(recording.sessions))
        rows = rows_of(recording, whole=not flaws)
        sort = recording.file_id.get("type")
        if sort in SORTS and not recording.sessions:
            why = said("this is {what}, not a training session", what=SORTS[sort])
            self.refused.append(_Refusal(self.count, why, WANTED))
        elif rows:
            self.rows += [(row, recording) for row in rows]
            self.refuse_more_than(len(self.rows))
            self.owner = self.owner or owner_of(recording)
            if sums := len(sums_among(recording.sessions)):
                self.notes.append(
                    said("{place}: sums of all legs, each leg counted by itself: {sums}", place=self.place, sums=sums)
                )
            if flaws:
                where = f"{self.place}, part {self.count}" if self.count > 1 else self.place
                self.notes.append(said("{where}: {why}", where=where, why=flaws[-1]))
        elif recording.heart_only and self.rows:
            self.notes.append(
                said("{place}: heart rates that a strap sent afterwards are not used beat by beat", place=self.place)
            )
        else:
            self.refused.append(_refusal(self.count, recording, flaws))

    def refuse_more_than(self, sessions: int) -> None:
        if sessions > MOST_SESSIONS:
            raise LogError(
                self.place, said("it holds more than {most} sessions, as no recording does", most=MOST_SESSIONS)
            )

    def part(self) -> Part:
        """Make sessions of what was read."""
        runs: list[Run] = []
        trainings: list[Training] = []
        skipped = [(f"{self.place}, part {one.part}", one.why) for one in self.refused]
        changes = 0
        for number, (row, recording) in enumerate(self.rows, 1):
            if row.told.get("sport") == "transition":
                changes += 1
                continue
            source = f"{self.place}, session {number}" if len(self.rows) > 1 else self.place
            read = self.read(row, recording, source)
            if isinstance(read, Run):
                runs.append(read)
            elif isinstance(read, str):
                skipped.append((source, read))
                self.refused.append(_Refusal(0, read, BY_HAND if read == NEVER_SET else ""))
            else:
                trainings.append(read)
        if not runs and not trainings:
            nothing = _Refusal(0, said("it holds nothing but changes from one sport to the next"))
            first = (self.refused or [nothing])[0]
            raise LogError(self.place, first.why, remedy=first.remedy)
        if changes:
            self.notes.append(
                said(
                    "{place}: changes from one sport to the next, not counted as training: {changes}",
                    place=self.place,
                    changes=changes,
                )
            )
        return Part(
            self.place,
            FORM,
            runs=tuple(runs),
            trainings=tuple(trainings),
            skipped=tuple(skipped),
            notes=tuple(dict.fromkeys(self.notes)),
            zone=joined(self.zones, "; "),
            units=said("metres"),
            owner=self.owner,
        )

    def read(self, row: Row, recording: Recording, source: str) -> Run | Training | str:
        """Read one session, or say why not."""
        clock = clock_of(recording, self.told)
        session, remarks = read_row(row, recording, source, clock.localise)
        if session is None:
            return remarks[0]
        read, doubts = as_session(session)
        self.zones[clock.words] = None
        self.notes += [
            *remarks,
            *doubts,
            *([said("{place}: {note}", place=self.place, note=clock.note)] if clock.note else []),
        ]
        return read


def _refusal(part: int, recording: Recording, flaws: list[str]) -> _Refusal:
    if recording.undated and recording.undated == recording.records:
        return _Refusal(
            part,
            said("none of its records ({count}) has a time, so nothing can be made of them", count=recording.records),
        )
    if flaws:
        return _Refusal(part, said("it is damaged or cut short, and holds no session that can be read"), AGAIN)
    if recording.records:
        return _Refusal(part, said("it holds no session, and too few records to make one"))
    return _Refusal(part, said("this FIT file holds no session and no records"), WANTED)
