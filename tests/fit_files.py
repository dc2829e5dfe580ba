"""Writes small FIT files for the tests, whole or broken on purpose."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from runrest.importing.fit_pieces import checksum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
"""In New Zealand it is the morning of the 21st by then."""

# Base type of the FIT protocol: its number, how struct calls it, and what stands for no value.
KINDS = {
    "enum": (0x00, "B", 0xFF),
    "uint8": (0x02, "B", 0xFF),
    "uint16": (0x84, "H", 0xFFFF),
    "sint32": (0x85, "i", 0x7FFFFFFF),
    "uint32": (0x86, "I", 0xFFFFFFFF),
    "uint32z": (0x8C, "I", 0),
    "float64": (0x89, "d", float("nan")),
    "bytes": (0x0D, "s", b""),
    "string": (0x07, "s", b""),
}
MESSAGES: dict[str, tuple[int, dict[str, tuple[int, str, float]]]] = {
    "file_id": (
        0,
        {
            "type": (0, "enum", 1),
            "manufacturer": (1, "uint16", 1),
            "serial_number": (3, "uint32z", 1),
            "time_created": (4, "uint32", 1),
        },
    ),
    "sport": (12, {"sport": (0, "enum", 1), "sub_sport": (1, "enum", 1)}),
    "session": (
        18,
        {
            "timestamp": (253, "uint32", 1),
            "start_time": (2, "uint32", 1),
            "sport": (5, "enum", 1),
            "sub_sport": (6, "enum", 1),
            "total_elapsed_time": (7, "uint32", 1000),
            "total_timer_time": (8, "uint32", 1000),
            "total_distance": (9, "uint32", 100),
            "avg_heart_rate": (16, "uint8", 1),
            "max_heart_rate": (17, "uint8", 1),
            "workout_rpe": (193, "uint8", 1),
        },
    ),
    "lap": (19, {"timestamp": (253, "uint32", 1), "sport": (25, "enum", 1)}),
    "record": (
        20,
        {
            "timestamp": (253, "uint32", 1),
            "position_lat": (0, "sint32", 1),
            "position_long": (1, "sint32", 1),
            "heart_rate": (3, "uint8", 1),
            "distance": (5, "uint32", 100),
        },
    ),
    "event": (21, {"timestamp": (253, "uint32", 1), "event": (0, "enum", 1), "event_type": (1, "enum", 1)}),
    "device_info": (
        23,
        {"device_index": (0, "uint8", 1), "manufacturer": (2, "uint16", 1), "serial_number": (3, "uint32z", 1)},
    ),
    "workout": (26, {"sport": (4, "enum", 1)}),
    "activity": (34, {"timestamp": (253, "uint32", 1), "local_timestamp": (5, "uint32", 1)}),
    "hr": (132, {"timestamp": (253, "uint32", 1)}),
    "weight_scale": (30, {"timestamp": (253, "uint32", 1), "weight": (0, "uint16", 100)}),
}
RUNNING, CYCLING, TRANSITION, EQUIPMENT, SWIMMING, TRAINING, WALKING, MULTISPORT = 1, 2, 3, 4, 5, 10, 11, 18
TREADMILL, TRAIL, TRACK, STRENGTH, VIRTUAL = 1, 3, 4, 20, 58
TIMER, START, STOP, STOP_ALL = 0, 0, 1, 4
GARMIN = 1


def stamp(moment: datetime) -> int:
    """Count seconds as FIT does."""
    return round((moment - EPOCH).total_seconds())


def degrees(angle: float) -> int:
    """Give an angle in semicircles."""
    return round(angle * 2**31 / 180)


def message(name: str, *, big: bool = False, **said: Any) -> bytes:
    """Write one message with its definition; a moment becomes a stamp, ``None`` what stands for no value."""
    return definition(name, said, big=big) + values(name, said, big=big)


def definition(name: str, fields: Iterable[str], *, big: bool = False) -> bytes:
    """Write which fields the messages that follow have."""
    number, known = MESSAGES[name]
    written = [
        bytes([known[one][0], struct.calcsize(KINDS[known[one][1]][1]), KINDS[known[one][1]][0]]) for one in fields
    ]
    return struct.pack(f"{'>' if big else '<'}BBBHB", 0x40, 0, int(big), number, len(written)) + b"".join(written)


def values(name: str, said: Mapping[str, Any], *, big: bool = False) -> bytes:
    """Write one message of those defined last."""
    written = b"\x00"
    for field, value in said.items():
        _, kind, scale = MESSAGES[name][1][field]
        _, letter, none = KINDS[kind]
        plain = stamp(value) if isinstance(value, datetime) else value
        written += struct.pack(f"{'>' if big else '<'}{letter}", none if plain is None else round(plain * scale))
    return written


def odd_message(name: str, **said: tuple[str, Any]) -> bytes:
    """Write a message whose fields are of a kind that nobody expects there."""
    number, known = MESSAGES[name]
    head = struct.pack("<BBBHB", 0x40, 0, 0, number, len(said))
    written = b"\x00"
    for field, (kind, value) in said.items():
        base, letter, _ = KINDS[kind]
        packed = value if letter == "s" else struct.pack(f"<{letter}", value)
        head += bytes([known[field][0], len(packed), base])
        written += packed
    return head + written


def records(
    start: datetime,
    seconds: int,
    *,
    every: int = 5,
    speed: float | None = 3.0,
    beats: int | None = 150,
    from_metres: float = 0.0,
    place: tuple[float, float] | None = None,
) -> bytes:
    """Write records at a steady pace, northwards where they begin at a place."""
    written = []
    said: dict[str, Any] = {}
    for at in range(0, seconds + 1, every):
        said = {"timestamp": start + timedelta(seconds=at)}
        if speed is not None:
            said["distance"] = from_metres + speed * at
        if beats is not None:
            said["heart_rate"] = beats
        if place is not None:
            said |= {"position_lat": degrees(place[0] + at * 3.0 / 111_195), "position_long": degrees(place[1])}
        written.append(values("record", said))
    return definition("record", said) + b"".join(written)


def developed_record(moment: datetime, **said: int) -> bytes:
    """Write a record with an app's own field, which has the number of the heart rate and another value."""
    own = struct.pack("<BBBHB", 0x40, 0, 0, 207, 1) + bytes([3, 1, 0x02]) + b"\x00\x00"
    fields = [(0, 1, 0x02), (1, 1, 0x02), (2, 1, 0x02), (3, 11, 0x07)]
    own += struct.pack("<BBBHB", 0x40, 0, 0, 206, len(fields)) + b"".join(bytes(one) for one in fields)
    own += b"\x00" + bytes([0, 3, 0x02]) + b"heart_rate\x00"
    now = {"timestamp": moment, **said}
    # 0x60 in the place of 0x40 says that fields of apps follow.
    return own + b"\x60" + definition("record", now)[1:] + bytes([1, 3, 1, 0]) + values("record", now) + bytes([200])


def file_id(sort: int | None = 4, **said: Any) -> bytes:
    """Write what sort of file this is: 4 is an activity."""
    return message("file_id", type=sort, manufacturer=GARMIN, **{"serial_number": 3907354759, **said})


def activity(end: datetime, hours: float | None = 13) -> bytes:
    """Write the end of an activity, so many hours ahead of UTC."""
    local = None if hours is None else end + timedelta(hours=hours)
    return message("activity", timestamp=end, local_timestamp=local)


def session(start: datetime = MORNING, seconds: float = 1800, **said: Any) -> bytes:
    """Write the summary of a run of 6 km in half an hour, or of what else is said."""
    whole = {
        "timestamp": start + timedelta(seconds=seconds),
        "start_time": start,
        "sport": RUNNING,
        "sub_sport": 0,
        "total_elapsed_time": seconds + 60,
        "total_timer_time": seconds,
        "total_distance": seconds / 1800 * 6000,
    }
    return message("session", **{name: value for name, value in (whole | said).items() if value != "left out"})


def fit(*written: bytes, long_header: bool = True, size: int | None = None, crc: int | None = None) -> bytes:
    """Put messages into a file; the length in its header and its checksum are right unless said."""
    body = b"".join(written)
    head = bytes([14 if long_header else 12, 0x20]) + struct.pack("<HI", 2132, len(body) if size is None else size)
    head += b".FIT"
    if long_header:
        head += struct.pack("<H", checksum(head))
    return head + body + struct.pack("<H", checksum(head + body) if crc is None else crc)


def run(*, hours: float | None = 13, seconds: int = 1800, **said: Any) -> bytes:
    """Write a plain run as most watches do: records, a lap, the session, the activity."""
    end = MORNING + timedelta(seconds=seconds)
    parts = (file_id(), records(MORNING, seconds), message("lap", timestamp=end), session(seconds=seconds, **said))
    return fit(*parts, activity(end, hours))
