"""FIT recordings: whole ones, odd ones and broken ones."""

from __future__ import annotations

import random
import struct
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import fit_files as f
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.errors import LogError
from runrest.importing import fit, fit_messages, fit_pieces
from runrest.importing.fit import read_fit
from runrest.importing.fit_pieces import checksum
from runrest.importing.parts import Part, Told
from runrest.logs.trainings import Heart

NOTHING_TOLD = Told()
REAL = Path(__file__).parent.parent.parent / "shared" / "exports" / "fit"
END = f.MORNING + timedelta(seconds=1800)


def read(content: bytes, told: Told = NOTHING_TOLD) -> Part:
    return read_fit("run.fit", content, told)


def refused(content: bytes) -> str:
    with pytest.raises(LogError) as caught:
        read(content)
    return str(caught.value)


def test_a_run_as_a_watch_writes_it() -> None:
    part = read(f.run(workout_rpe=40))
    (run,) = part.runs
    assert (run.day, run.km, run.minutes, run.rpe, run.kind, run.source) == (
        date(2026, 11, 21),
        6.0,
        30.0,
        4.0,
        None,
        "run.fit",
    )
    assert run.start is not None
    assert run.start.isoformat() == "2026-11-21T11:30:00+13:00"
    assert run.heart == Heart(150.0, 150.0, [(150, 1800.0)])
    assert (part.zone, part.units, part.owner) == (
        "local, as the watch wrote them (UTC+13:00)",
        "metres",
        "garmin 3907354759",
    )
    assert (part.notes, part.skipped, part.units_sure) == ((), (), True)


def test_the_other_order_of_bytes_and_the_short_header() -> None:
    said = {"timestamp": END, "start_time": f.MORNING, "sport": f.RUNNING}
    amounts = {"total_timer_time": 1800.0, "total_distance": 6000.0}
    content = f.fit(f.file_id(), f.message("session", big=True, **said, **amounts), f.activity(END), long_header=False)
    assert [(run.day, run.km, run.minutes) for run in read(content).runs] == [(date(2026, 11, 21), 6.0, 30.0)]


@pytest.mark.parametrize(
    ("sport", "sub_sport", "expected"),
    [
        (f.RUNNING, None, "run"),
        (f.RUNNING, f.TREADMILL, "run"),
        (f.RUNNING, f.TRAIL, "run"),
        (f.RUNNING, f.TRACK, "run"),
        (f.RUNNING, f.VIRTUAL, "run"),
        (f.EQUIPMENT, f.TREADMILL, "run"),
        (f.TRAINING, f.STRENGTH, ("strength", "Weight Training")),
        (f.EQUIPMENT, f.STRENGTH, ("strength", "Weight Training")),
        (f.TRAINING, 43, ("cross", "yoga")),
        (f.EQUIPMENT, 14, ("cross", "indoor rowing")),
        (f.WALKING, f.TREADMILL, ("cross", "walking")),
        (f.CYCLING, 0, ("cross", "cycling")),
        (f.MULTISPORT, 0, ("cross", "multisport")),
        (0, 0, ("cross", "generic")),
        (201, 0, ("cross", "sport 201")),
    ],
)
def test_what_is_a_run(sport: int, sub_sport: int | None, expected: object) -> None:
    part = read(f.run(sport=sport, sub_sport=sub_sport))
    found = [*("run" for _ in part.runs), *((one.sport, one.name) for one in part.trainings)]
    assert found == [expected]
    assert part.notes == ()


def test_a_session_without_its_sport() -> None:
    part = read(f.run(sport=None))
    assert [(one.sport, one.name, one.minutes) for one in part.trainings] == [("unnamed", "", 30.0)]
    assert part.notes == (
        "run.fit: it does not say which sport it was, so it may have been a run: what hangs on that is unknown",
    )
    for told in (f.message("sport", sport=f.RUNNING), f.message("lap", sport=f.RUNNING), f.message("workout", sport=1)):
        assert len(read(f.fit(f.file_id(), told, f.session(sport=None), f.activity(END))).runs) == 1


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (None, "it does not say its local time"),
        (-7 * 24 + 2, "its local time (2026-11-14 01:00) cannot be right"),
        (7 * 24 + 2, "its local time (2026-11-28 01:00) cannot be right"),
        (14.25, "its local time (2026-11-21 13:15) cannot be right"),
        (-12.25, "its local time (2026-11-20 10:45) cannot be right"),
        (1.1, "its local time (2026-11-21 00:06) cannot be right"),
    ],
)
def test_a_local_time_that_is_missing_or_wrong(hours: float | None, says: str) -> None:
    content = f.run(hours=hours)
    part = read(content)
    assert [run.day for run in part.runs] == [date(2026, 11, 20)]
    assert part.zone == "UTC"
    assert [note for note in part.notes if note.startswith(f"run.fit: {says}, so its day is that of UTC; ")]
    part = read(content, Told(ZoneInfo("Pacific/Auckland")))
    assert [run.day for run in part.runs] == [date(2026, 11, 21)]
    assert part.zone == "moved from UTC to Pacific/Auckland"
    assert part.notes == (() if hours is None else (f"run.fit: {says}, so Pacific/Auckland is taken instead",))


def test_the_last_day_of_1989_is_no_local_time() -> None:
    content = f.fit(f.file_id(), f.session(), f.message("activity", timestamp=END, local_timestamp=f.EPOCH))
    assert "its local time (1989-12-31 00:00) cannot be right" in read(content).notes[0]


@pytest.mark.parametrize("hours", [-12, -9.5, 5.75, 14, 13 + 20 / 3600])
def test_zones_there_are(hours: float) -> None:
    (run,) = read(f.run(hours=hours)).runs
    assert run.start is not None
    assert run.start.utcoffset() == timedelta(hours=round(hours * 4) / 4)


def test_the_watch_knows_better_than_the_home_of_its_owner() -> None:
    part = read(f.run(hours=13), Told(ZoneInfo("Europe/Amsterdam")))
    assert [run.day for run in part.runs] == [date(2026, 11, 21)]


def test_utc_written_twice_is_no_local_time_far_from_greenwich() -> None:
    def at(longitude: float) -> str:
        points = f.records(f.MORNING, 100, place=(40.0, longitude))
        return read(f.fit(f.file_id(), points, f.session(), f.activity(END, 0))).zone

    assert at(-105.0) == "UTC"
    assert at(-8.6) == "local, as the watch wrote them (UTC)"


def test_a_session_without_activity_message() -> None:
    part = read(f.fit(f.file_id(), f.session()))
    assert [run.km for run in part.runs] == [6.0]
    assert "it does not say its local time" in part.notes[0]


def test_a_clock_that_was_never_set() -> None:
    start = f.EPOCH + timedelta(days=190)
    content = f.fit(f.file_id(), f.records(start, 600), f.session(start), f.activity(END))
    assert "its clock was never set" in refused(content)
    assert "day, km and minutes" in refused(content)
    both = read(content + f.run())
    assert [run.source for run in both.runs] == ["run.fit, session 2"]
    assert [place for place, why in both.skipped if "never set" in why] == ["run.fit, session 1"]


def test_the_start_is_found_elsewhere() -> None:
    points = f.records(f.MORNING + timedelta(seconds=3), 600)
    (run,) = read(f.fit(f.file_id(), points, f.session(start_time=None), f.activity(END))).runs
    assert run.start is not None
    assert run.start.astimezone(UTC) == f.MORNING + timedelta(seconds=3)
    (run,) = read(f.fit(f.file_id(), f.session(start_time=None, total_elapsed_time=1800), f.activity(END))).runs
    assert run.start is not None
    assert run.start.astimezone(UTC) == f.MORNING
    assert "it says no time" in refused(f.fit(f.file_id(), f.session(start_time=None, timestamp=None)))


def test_time_on_the_running_clock() -> None:
    (run,) = read(f.run(total_timer_time=1500, total_elapsed_time=2400)).runs
    assert run.minutes == 25.0
    part = read(f.run(total_timer_time=None, total_elapsed_time=2400))
    assert [run.minutes for run in part.runs] == [30.0]
    part = read(f.fit(f.file_id(), f.session(total_timer_time=None), f.activity(END)))
    assert [run.minutes for run in part.runs] == [31.0]
    assert part.notes == ("run.fit: it gives no time without pauses, so pauses may be counted",)


def test_no_distance_in_a_session_that_moved() -> None:
    for distance in (0, None):
        part = read(f.run(total_distance=distance))
        assert [run.km for run in part.runs] == [5.4]
        assert part.notes == ("run.fit: it gives no distance, so 5.40 km are worked out from its records",)
    for speed in (None, 0.0):
        points = f.records(f.MORNING, 1800, speed=speed, place=(52.0, 4.0))
        part = read(f.fit(f.file_id(), points, f.session(total_distance=0), f.activity(END)))
        assert [run.km for run in part.runs] == [pytest.approx(5.4, abs=0.01)]
    still = f.fit(f.file_id(), f.records(f.MORNING, 1800, speed=None), f.session(total_distance=0), f.activity(END))
    part = read(still)
    assert [(run.km, run.minutes) for run in part.runs] == [(None, 30.0)]
    assert part.notes == ()


def test_amounts_that_cannot_be_are_doubted() -> None:
    part = read(f.run(total_distance=60_000))
    assert [run.km for run in part.runs] == [None]
    assert "60.0 km is not believed for its time" in part.notes[0]


def test_a_heart_that_never_beats_is_unknown() -> None:
    points = f.records(f.MORNING, 1800, beats=0)
    part = read(f.fit(f.file_id(), points, f.session(avg_heart_rate=0, max_heart_rate=0), f.activity(END)))
    assert [run.heart for run in part.runs] == [None]
    assert part.notes == ("run.fit: the heart rate is none that a heart has, so it counts as unknown",)


def test_what_the_heart_did() -> None:
    half = f.MORNING + timedelta(seconds=900)
    points = f.records(f.MORNING, 900, beats=140) + f.records(half, 900, beats=160, from_metres=2700)
    said = {"avg_heart_rate": 151, "max_heart_rate": 163}
    (run,) = read(f.fit(f.file_id(), points, f.session(**said), f.activity(END))).runs
    assert run.heart == Heart(151.0, 163.0, [(140, 900.0), (160, 900.0)])
    # A mean below every beat that was recorded has zeros of a lost strap in it.
    (run,) = read(f.fit(f.file_id(), points, f.session(avg_heart_rate=80), f.activity(END))).runs
    assert run.heart == Heart(150.0, 160.0, [(140, 900.0), (160, 900.0)])
    (run,) = read(f.fit(f.file_id(), f.session(**said), f.activity(END))).runs
    assert run.heart == Heart(151.0, 163.0)


def test_a_strap_that_was_lost_on_the_way() -> None:
    points = f.records(f.MORNING, 300) + f.records(f.MORNING + timedelta(seconds=305), 1495, beats=None)
    part = read(f.fit(f.file_id(), points, f.session(), f.activity(END)))
    assert [run.heart and run.heart.seconds_at for run in part.runs] == [((150, 305.0),)]
    assert part.notes == ("run.fit: its records tell the heart rate of only 5 of 30 min",)


@pytest.mark.parametrize(
    ("pause", "stopped", "seconds"), [(40, False, 1240), (40, True, 1200), (3000, False, 1200), (3000, True, 1200)]
)
def test_pauses_are_in_neither_time_nor_heart(pause: int, stopped: bool, seconds: int) -> None:
    stop = f.message("event", timestamp=f.MORNING, event=f.TIMER, event_type=f.STOP_ALL)
    later = f.records(f.MORNING + timedelta(seconds=600 + pause), 600, from_metres=1800)
    points = f.records(f.MORNING, 600) + stop * stopped + later
    part = read(f.fit(f.file_id(), points, f.session(total_timer_time=None), f.activity(END)))
    assert [(run.minutes, run.heart) for run in part.runs] == [
        (round(seconds / 60, 2), Heart(150.0, 150.0, [(150, seconds)]))
    ]


def test_effort_and_its_absence() -> None:
    for written, effort in ((100, 10.0), (10, 1.0), (55, 5.5), (0, None), (None, None), (120, None)):
        assert [run.rpe for run in read(f.run(workout_rpe=written)).runs] == [effort]


def multisport(*, counts_on: bool = False, laps: bool = True) -> bytes:
    """A swim, a change, a ride, a change and a run of ten minutes each, all sessions at the end."""
    sports = (f.SWIMMING, f.TRANSITION, f.CYCLING, f.TRANSITION, f.RUNNING)
    parts, sessions = [f.file_id()], []
    for leg, sport in enumerate(sports):
        start = f.MORNING + timedelta(seconds=600 * leg)
        begun = 1800.0 * leg if counts_on else 0.0
        parts.append(f.records(start, 595, beats=120 + leg, from_metres=begun))
        parts += [f.message("lap", timestamp=start)] * laps
        sessions.append(f.session(start, 600, sport=sport, total_distance=0))
    return f.fit(*parts, *sessions, f.activity(f.MORNING + timedelta(seconds=3000)))


@pytest.mark.parametrize("laps", [True, False])
@pytest.mark.parametrize("counts_on", [True, False])
def test_each_leg_of_a_multisport_activity_is_a_session(counts_on: bool, laps: bool) -> None:
    part = read(multisport(counts_on=counts_on, laps=laps))
    assert [(run.source, run.km, run.minutes) for run in part.runs] == [
        ("run.fit, session 5", pytest.approx(1.785, abs=0.016), 10.0)
    ]
    assert [(one.source, one.name) for one in part.trainings] == [
        ("run.fit, session 1", "swimming"),
        ("run.fit, session 3", "cycling"),
    ]
    # Each leg has the heart of its own records, but for the step from the leg before.
    assert [one.heart and one.heart.mean for one in (*part.trainings, *part.runs)] == [
        pytest.approx(beats, abs=0.02) for beats in (120, 122, 124)
    ]
    assert part.notes[-1] == "run.fit: changes from one sport to the next, not counted as training: 2"
    assert part.skipped == ()


def test_a_sum_of_all_legs_is_no_session() -> None:
    later = f.MORNING + timedelta(seconds=1800)
    legs = f.session(), f.session(later), f.session(f.MORNING, 3600, sport=f.MULTISPORT)
    part = read(f.fit(f.file_id(), *legs, f.activity(later)))
    assert (len(part.runs), part.trainings) == (2, ())
    assert "run.fit: sums of all legs, each leg counted by itself: 1" in part.notes


def test_only_a_change_of_sport() -> None:
    assert "nothing but changes" in refused(f.fit(f.file_id(), f.session(sport=f.TRANSITION)))


def test_two_runs_in_one_file() -> None:
    later = f.MORNING + timedelta(hours=9)
    first = f.records(f.MORNING, 1800) + f.session()
    second = f.records(later, 1200, beats=160) + f.session(later, 1200)
    one_file = f.fit(f.file_id(), first, second, f.activity(later + timedelta(seconds=1200)))
    chained = f.run() + f.fit(f.file_id(), second, f.activity(later + timedelta(seconds=1200)))
    for content in (one_file, chained):
        part = read(content)
        assert [(run.source, run.km, run.minutes, run.heart) for run in part.runs] == [
            ("run.fit, session 1", 6.0, 30.0, Heart(150.0, 150.0, [(150, 1800.0)])),
            ("run.fit, session 2", 4.0, 20.0, Heart(160.0, 160.0, [(160, 1200.0)])),
        ]
        assert part.notes == ()


def test_sessions_in_any_order() -> None:
    later = f.MORNING + timedelta(hours=9)
    points = f.records(f.MORNING, 1800) + f.records(later, 1800, beats=160)
    part = read(f.fit(f.file_id(), f.session(later), f.session(), points, f.activity(later)))
    assert [(run.source, run.start and run.start.hour, run.heart and run.heart.mean) for run in part.runs] == [
        ("run.fit, session 1", 11, 150.0),
        ("run.fit, session 2", 20, 160.0),
    ]


def test_heart_rates_sent_afterwards_by_a_strap() -> None:
    sent = f.fit(f.message("hr", timestamp=f.MORNING))
    part = read(f.run() + sent + sent)
    assert (len(part.runs), part.skipped) == (1, ())
    assert part.notes == ("run.fit: heart rates that a strap sent afterwards are not used beat by beat",)
    assert "no session and no records" in refused(sent)
    empty = read(f.run() + f.fit(f.file_id()))
    assert empty.skipped == (("run.fit, part 2", "this FIT file holds no session and no records"),)


def test_settings_chained_to_a_run() -> None:
    part = read(f.run() + f.fit(f.file_id(2)))
    assert len(part.runs) == 1
    assert part.skipped == (("run.fit, part 2", "this is a settings file, not a training session"),)


@pytest.mark.parametrize(
    ("sort", "what"), [(2, "settings"), (5, "planned workout"), (6, "course"), (9, "weight"), (32, "monitoring")]
)
def test_files_that_are_no_activity(sort: int, what: str) -> None:
    said = refused(f.fit(f.file_id(sort), f.records(f.MORNING, 600), f.message("weight_scale", weight=60)))
    assert what in said
    assert said.endswith("not a training session; give the FIT file of an activity")


def test_a_session_is_one_whatever_the_file_calls_itself() -> None:
    assert len(read(f.fit(f.file_id(20), f.session(), f.activity(END))).runs) == 1
    assert len(read(f.fit(f.session(), f.activity(END))).runs) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "this is not a FIT file"),
        (b"day,km\n2026-11-20,8\n", "this is not a FIT file"),
        (f.fit(), "no session and no records"),
        (f.fit(f.file_id()), "no session and no records"),
        (f.fit(f.file_id(), f.records(f.MORNING, 0)), "too few records"),
        (f.fit(f.file_id(), f.message("record", heart_rate=140)), "none of its records (1) has a time"),
        (f.fit(f.file_id(), crc=1), "damaged or cut short"),
    ],
)
def test_files_with_nothing_in_them(content: bytes, said: str) -> None:
    assert said in refused(content)


def test_a_wrong_checksum() -> None:
    part = read(f.run()[:-2] + b"\0\0")
    assert [run.km for run in part.runs] == [6.0]
    assert part.notes == ("run.fit: the checksum is wrong; what could be read is used",)
    assert read(f.run() + f.run()[:-2] + b"\0\0").notes == (
        "run.fit, part 2: the checksum is wrong; what could be read is used",
    )


def test_a_recording_that_was_cut_short() -> None:
    whole = f.fit(f.file_id(), f.message("sport", sport=f.RUNNING), f.records(f.MORNING, 1800), f.session())
    part = read(whole[: len(whole) // 2])
    (run,) = part.runs
    assert run.minutes == pytest.approx(15, abs=0.5)
    assert run.km == pytest.approx(2.7, abs=0.1)
    assert part.notes[:2] == (
        "run.fit: it is cut short; what could be read is used",
        "run.fit: it ends without a summary, so time and distance are worked out from its records",
    )


def test_a_leg_that_was_cut_short() -> None:
    later = f.MORNING + timedelta(seconds=1800)
    rest = f.message("sport", sport=f.CYCLING) + f.records(later, 1200, beats=130)
    for said in ({}, {"timestamp": None, "total_elapsed_time": 1800}):
        whole = f.fit(f.file_id(), f.records(f.MORNING, 1795), f.session(**said), rest)
        part = read(whole[:-3])
        assert [(run.minutes, run.heart and run.heart.mean) for run in part.runs] == [(30.0, 150.0)]
        assert [(one.name, one.minutes) for one in part.trainings] == [("cycling", pytest.approx(20, abs=0.2))]


def test_a_watch_that_stopped_before_it_wrote_the_length() -> None:
    said = [f.file_id(), f.records(f.MORNING, 1800), f.session(), f.activity(END)]
    for size in (0, 40, 0xFFFFFFFF):
        part = read(f.fit(*said, size=size))
        assert [(run.km, run.minutes) for run in part.runs] == [(6.0, 30.0)], size
        assert part.notes, size


def test_damage_in_the_middle() -> None:
    # Messages of a kind that was never defined.
    damage = b"\x0b" * 20
    part = read(f.fit(f.file_id(), f.session(), damage, f.activity(END)))
    assert [run.km for run in part.runs] == [6.0]
    assert part.notes[0] == "run.fit: it is damaged; what stands before the damage is used"


def test_a_second_header_that_is_corrupt() -> None:
    second = bytearray(f.fit(f.file_id(2)))
    second[8:12] = b"XXXX"
    part = read(f.run() + bytes(second))
    assert len(part.runs) == 1
    assert part.skipped == (("run.fit, part 2", "what follows is not FIT"),)
    assert read(f.run() + bytes(50)).skipped == ()


def test_what_apps_add_is_not_taken_for_the_watch_s_own() -> None:
    points = b"".join(
        f.developed_record(f.MORNING + timedelta(seconds=at), heart_rate=150, distance=3 * at) for at in range(0, 61, 5)
    )
    (run,) = read(f.fit(f.file_id(), points, f.session(seconds=60), f.activity(END))).runs
    assert run.heart == Heart(150.0, 150.0, [(150, 60.0)])


def test_one_moment_written_as_several_records() -> None:
    points = b""
    for at in range(0, 601, 5):
        moment = f.MORNING + timedelta(seconds=at)
        points += f.message("record", timestamp=moment, heart_rate=140) + f.message(
            "record", timestamp=moment, distance=3 * at
        )
    (run,) = read(f.fit(f.file_id(), points, f.session(seconds=600, total_distance=0), f.activity(END))).runs
    assert (run.km, run.heart) == (1.8, Heart(140.0, 140.0, [(140, 600.0)]))


def test_the_owner() -> None:
    for serial, other, owner in (
        (123, None, "garmin 123"),
        (0, 456, "garmin 456"),
        (0x7FFFFFFF, None, ""),
        (0xFFFFFFFF, 789, "garmin 789"),
    ):
        strap = f.message("device_info", device_index=1, manufacturer=f.GARMIN, serial_number=999)
        device = f.message("device_info", device_index=0, manufacturer=f.GARMIN, serial_number=other)
        assert read(f.fit(f.file_id(serial_number=serial), strap, device, f.session())).owner == owner


def test_fields_of_an_unexpected_kind() -> None:
    odd = {
        "start_time": ("float64", 1.5),
        "sport": ("string", b"running\0"),
        "total_distance": ("string", b"far\0"),
        "total_timer_time": ("float64", float("inf")),
        "workout_rpe": ("bytes", b"ab"),
        "avg_heart_rate": ("bytes", b"abc"),
    }
    assert "it says no time" in refused(f.fit(f.odd_message("session", **odd), f.activity(END)))
    dated = odd | {"start_time": ("uint32", f.stamp(f.MORNING))}
    (run,) = read(f.fit(f.odd_message("session", **dated), f.activity(END))).runs
    assert (run.km, run.minutes, run.rpe, run.heart) == (None, None, None, None)
    record = {
        "timestamp": ("uint32", f.stamp(f.MORNING)),
        "heart_rate": ("bytes", b"abc"),
        "distance": ("float64", float("inf")),
        "position_lat": ("string", b"x"),
        "position_long": ("sint32", 1),
    }
    strange = f.fit(f.odd_message("record", **record), f.odd_message("record", timestamp=("float64", 1.0)), f.session())
    assert [run.heart for run in read(strange).runs] == [None]


def test_without_fitdecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fitdecode", None)
    assert refused(f.run()) == "run.fit: FIT files need an extra: pip install 'runrest[files]'"


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    legs = [f.session(f.MORNING + timedelta(hours=hour), 60) for hour in range(4)]
    monkeypatch.setattr(fit, "MOST_SESSIONS", 3)
    assert "more than 3 sessions" in refused(f.fit(*legs))
    assert "more than 3 sessions" in refused(f.fit(*legs[:2]) + f.fit(*legs[2:]))
    monkeypatch.setattr(fit_pieces, "MOST_PIECES", 2)
    assert read(f.run() + f.run() + f.run()).skipped == (("run.fit, part 3", "what follows is not FIT"),)
    monkeypatch.setattr(fit, "MOST_MESSAGES", 10)
    assert any("longer than any session" in note for note in read(f.run()).notes)


def test_no_more_stretches_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_messages, "MOST_STRETCHES", 2)
    recording = fit_messages.Recording()
    for message in fit_pieces.messages(fit_pieces.Piece(f.records(f.MORNING, 600)), print):
        recording.take(message)
    assert [one.seconds for one in recording.stretches] == [55.0, 545.0]


@given(st.binary(min_size=0, max_size=200))
def test_the_checksum_of_a_whole_is_nothing(content: bytes) -> None:
    assert checksum(content + struct.pack("<H", checksum(content))) == 0


def test_a_part_holds_sessions() -> None:
    assert either_way(f.run())
    assert not either_way(b"")


@given(st.binary(max_size=120))
def test_any_body_gives_sessions_or_a_clear_no(body: bytes) -> None:
    either_way(f.fit(f.file_id(), body, f.session()))


def either_way(content: bytes) -> bool:
    """Read it; whether it gave sessions."""
    try:
        found = read(content).sessions
    except LogError as error:
        found = -str(error).count("\n")
    assert found >= 0
    return found > 0


def broken(chance: random.Random, content: bytes) -> bytes:
    """A copy with some bytes changed, cut out or put in, or without its end."""
    copy = bytearray(content)
    at = chance.randrange(len(copy))
    match chance.randrange(5):
        case 0:
            return content[:at]
        case 1:
            del copy[at : at + chance.randrange(1, 40)]
        case 2:
            copy[at:at] = chance.randbytes(chance.randrange(1, 40))
        case 3:
            # Near the front, where it says what is what.
            for _ in range(chance.choice((1, 3))):
                copy[chance.randrange(min(len(copy), 300))] = chance.choice((0, 1, 7, 0x0D, 0x40, 0x8F, 0xFF))
        case _:
            for _ in range(chance.choice((1, 5, 50))):
                copy[chance.randrange(len(copy))] = chance.randrange(256)
    return bytes(copy)


def test_broken_copies_give_sessions_or_a_clear_no() -> None:
    chance = random.Random(5)
    samples = (f.run(seconds=60), multisport()[:4000], f.run(seconds=60) + f.fit(f.file_id(2)), f.fit(f.file_id(9)))
    read_well = sum(either_way(broken(chance, chance.choice(samples))) for _ in range(600))
    assert 100 < read_well < 500


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize(
    ("name", "runs", "others"),
    [
        ("4078723797.fit", [], [("cycling", 139.26)]),
        ("6471559601_ACTIVITY.fit", [(date(2021, 3, 22), None, 0.41)], [("rowing", 0.39)]),
        ("Activity.fit", [(date(2012, 4, 9), None, 0.23)], []),
        ("activity-filecrc.fit", [(date(2012, 4, 9), None, 0.23)], []),
        ("activity-settings-nodata.fit", [(date(2012, 4, 9), None, 0.23)], []),
        ("activity-small-fenix2-run.fit", [(date(2015, 8, 15), 9.008, 47.2)], []),
        ("event_timestamp.fit", [], [("swimming", 72.86)]),
        ("garmin-fenix-5-run.fit", [(date(2017, 6, 11), 0.158, 0.95)], []),
        ("garmin-fenix-5-walk.fit", [], [("walking", 0.76)]),
        ("garmin-fr935-cr.fit", [], [("swimming", 125.88)]),
    ],
)
def test_real_files(name: str, runs: list[object], others: list[object]) -> None:
    part = read((REAL / name).read_bytes())
    assert [(run.day, run.km, run.minutes) for run in part.runs] == runs
    assert [(one.name, one.minutes) for one in part.trainings] == others


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize("name", ["DeveloperData.fit", "MonitoringFile.fit", "WeightScaleSingleUser.fit"])
def test_real_files_that_are_no_session(name: str) -> None:
    assert refused((REAL / name).read_bytes())


def test_a_moment_is_counted_as_fit_does() -> None:
    assert f.stamp(datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)) == 1_000_000_000
