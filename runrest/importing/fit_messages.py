"""What the messages of one FIT file say, summed up one by one as they come; no record is kept."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define, field

from runrest.importing.recordings import LONGEST_STEP_S, great_circle
from runrest.logs.trainings import LEAST_BEATS, MOST_BEATS

if TYPE_CHECKING:
    from collections.abc import Sequence

DATED = 0x10000000
"""FIT profile, ``date_time``: smaller numbers count seconds since the device was switched on, not since 1989."""
LAST_SECOND = 0xFFFFFFFE
MOST_METRES = 10_000_000.0
TO_DEGREES = 180 / 2**31
"""FIT profile: a semicircle in degrees."""
LONGEST_STRETCH_S = 60
"""Some watches write laps and sessions only at the end, so that the records do not tell one leg from the next."""
LONGEST_SLIP_M = 50.0
"""How far a count of metres may fall back without having begun anew."""
MOST_STRETCHES = 20_000
"""Ten days and more; whatever comes later goes into the last."""

RECORD, SESSION, LAP, EVENT, HEART = 20, 18, 19, 21, 132
TOLD_ONCE = {0: "file_id", 34: "activity"}
TOLD_SPORT = {12: "sport", 19: "lap", 26: "workout"}
DEVICE = 23
STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})

SECONDS, METRES, BEATS, LATITUDE, LONGITUDE = range(5)


@define
class Stretch:
    """The records of a minute, or of less between two laps, pauses or sessions."""

    begins: int
    ends: int
    """First and last record, as FIT counts seconds."""
    seconds: float = 0.0
    """Without pauses."""
    first_metres: float | None = None
    most_metres: float = 0.0
    """As the device counts them, from the start of the recording or of the session."""
    ground: float = 0.0
    """From place to place, where records count nothing [m]."""
    seconds_at: dict[int, float] = field(factory=dict)
    slipped: int = 0
    """Records whose heart rate is none that a heart has."""


@define
class Recording:
    """One FIT file: what it is, its sessions, and its records in stretches."""

    file_id: dict[str, Any] = field(factory=dict)
    activity: dict[str, Any] = field(factory=dict)
    sessions: list[dict[str, Any]] = field(factory=list)
    sport: tuple[Any, Any] = (None, None)
    """Sport and sub-sport as said outside a session, last."""
    device: dict[str, Any] = field(factory=dict)
    stretches: list[Stretch] = field(factory=list)
    records: int = 0
    undated: int = 0
    """Records without a time."""
    heart_only: int = 0
    """Messages of a strap that kept the heart rate to itself under water."""
    longitude: float | None = None
    """Of the first place [degrees]."""
    _open: bool = False
    _seconds: int | None = None
    _beats: int | None = None
    _place: tuple[float, float] | None = None

    def take(self, message: Any) -> None:
        """Add what one data message says."""
        number = message.def_mesg.global_mesg_num
        if number == RECORD:
            self._take_record(message.fields)
        elif number == SESSION:
            self.sessions.append(said(message))
            self._open = False
        elif number == EVENT:
            self._take_event(said(message))
        elif number == HEART:
            self.heart_only += 1
        elif number in TOLD_ONCE:
            known = self.file_id if number == 0 else self.activity
            known.update((name, value) for name, value in said(message).items() if value is not None)
        elif number in TOLD_SPORT:
            self._take_sport(said(message))
            self._open = self._open and number != LAP
        elif number == DEVICE and not self.device:
            now = said(message)
            if now.get("device_index") in (0, "creator"):
                self.device = now

    def _take_sport(self, now: dict[str, Any]) -> None:
        if now.get("sport") is not None:
            self.sport = (now["sport"], now.get("sub_sport"))

    def _take_event(self, now: dict[str, Any]) -> None:
        if now.get("event") == "timer" and now.get("event_type") in STOPS:
            self._seconds = self._beats = self._place = None

    def _take_record(self, fields: Sequence[Any]) -> None:
        slots = record_slots()
        now: list[Any] = [None, None, None, None, None]
        for one in fields:
            slot = slots.get(one.field)
            # A field may come twice, once with a value and once unpacked from another that has none.
            if slot is not None and one.value is not None:
                now[slot] = one.value
        self.records += 1
        seconds, metres, beats = now[SECONDS], now[METRES], now[BEATS]
        if type(seconds) is not int or not 0 < seconds <= LAST_SECOND:
            self.undated += 1
            return
        counted = type(metres) is float and 0 <= metres <= MOST_METRES
        stretch = self._stretch_at(seconds, metres if counted else None)
        step = 0 if self._seconds is None else seconds - self._seconds
        if 0 < step <= LONGEST_STEP_S:
            stretch.seconds += step
            if self._beats is not None:
                stretch.seconds_at[self._beats] = stretch.seconds_at.get(self._beats, 0.0) + step
        if type(beats) is int:
            believed = LEAST_BEATS <= beats <= MOST_BEATS
            stretch.slipped += not believed
            self._beats = beats if believed else None
        elif step:
            # Some apps write one moment as several records: what one of them said of it still holds.
            self._beats = None
        self._seconds = stretch.ends = seconds
        if counted:
            if stretch.first_metres is None:
                stretch.first_metres = metres
            stretch.most_metres = max(stretch.most_metres, metres)
        if counted and metres > 0 and self.longitude is not None:
            self._place = None
        elif type(now[LATITUDE]) is int and type(now[LONGITUDE]) is int:
            self._take_place(stretch, now[LATITUDE] * TO_DEGREES, now[LONGITUDE] * TO_DEGREES)

    def _take_place(self, stretch: Stretch, latitude: float, longitude: float) -> None:
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return
        if self.longitude is None:
            self.longitude = longitude
        place = (latitude, longitude)
        if self._place is not None and place != self._place:
            stretch.ground += great_circle(self._place, place)
        self._place = place

    def _stretch_at(self, seconds: int, metres: float | None) -> Stretch:
        if self._seconds is not None and not 0 <= seconds - self._seconds <= LONGEST_STEP_S:
            self._open = False
            self._place = None
        if self.stretches:
            last = self.stretches[-1]
            # Most watches begin to count again with the next leg.
            anew = metres is not None and metres < last.most_metres - LONGEST_SLIP_M
            going_on = self._open and not anew and 0 <= seconds - last.begins < LONGEST_STRETCH_S
            if going_on or len(self.stretches) >= MOST_STRETCHES:
                return last
        self._open = True
        self.stretches.append(Stretch(seconds, seconds))
        return self.stretches[-1]


def said(message: Any) -> dict[str, Any]:
    """Give the fields of a message by name, without those that apps have added."""
    return {one.name: one.value for one in message.fields if one.field_def is None or not one.field_def.is_dev}


@cache
def record_slots() -> dict[Any, int]:
    """Find where each part of a record goes, by the field it lies in; apps' own fields are none of these."""
    from fitdecode import profile

    fields = profile.MESSAGE_TYPES[RECORD].fields
    slots = {fields[253]: SECONDS, fields[5]: METRES, fields[3]: BEATS, fields[0]: LATITUDE, fields[1]: LONGITUDE}
    # A moment packed into the head of a record has a field of its own.
    return slots | {profile.FIELD_TYPE_TIMESTAMP: SECONDS}
