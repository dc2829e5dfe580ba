"""TCX recordings: whole ones, odd ones, and those that are no session at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.errors import LogError
from runrest.importing import tcx
from runrest.importing.clocks import IN_UTC, LOCAL
from runrest.importing.parts import Told
from runrest.importing.tcx import read_tcx

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.importing.parts import Part

EXPORTS = Path(__file__).parent.parent.parent / "shared" / "exports" / "tcx"
SPACE = 'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
BEGINS = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
AMSTERDAM = Told(zone=ZoneInfo("Europe/Amsterdam"))


def point(
    second: float, *, metres: float | None = None, beats: int | None = None, place: str = "", clock: str = "Z"
) -> str:
    time = (BEGINS + timedelta(seconds=second)).replace(tzinfo=None).isoformat() + clock
    return (
        f"<Trackpoint><Time>{time}</Time>{place}"
        + (f"<DistanceMeters>{metres}</DistanceMeters>" if metres is not None else "")
        + (f"<HeartRateBpm><Value>{beats}</Value></HeartRateBpm>" if beats is not None else "")
        + "<Extensions><TPX><Speed>3.1</Speed></TPX></Extensions></Trackpoint>"
    )


def at(latitude: float, longitude: float = 4.0) -> str:
    return (
        f"<Position><LatitudeDegrees>{latitude}</LatitudeDegrees>"
        f"<LongitudeDegrees>{longitude}</LongitudeDegrees></Position>"
    )


def track(seconds: Iterable[float], **more: object) -> str:
    return f"<Track>{''.join(point(second, **more) for second in seconds)}</Track>"  # type: ignore[arg-type]


def lap(*tracks: str, seconds: object = None, metres: object = None, mean: object = None, most: object = None) -> str:
    head = {
        "TotalTimeSeconds": seconds,
        "DistanceMeters": metres,
        "AverageHeartRateBpm": None if mean is None else f"<Value>{mean}</Value>",
        "MaximumHeartRateBpm": None if most is None else f"<Value>{most}</Value>",
    }
    told = "".join(f"<{name}>{value}</{name}>" for name, value in head.items() if value is not None)
    return f'<Lap StartTime="2026-11-20T22:30:00Z">{told}{"".join(tracks)}</Lap>'


def activity(*laps: str, sport: str | None = "Running", name: str = "2026-11-20T22:30:00Z", unit: str = "") -> str:
    creator = f"<Creator><Name>Watch</Name><UnitId>{unit}</UnitId></Creator>" if unit else ""
    word = "" if sport is None else f' Sport="{sport}"'
    return f"<Activity{word}><Id>{name}</Id>{''.join(laps)}{creator}</Activity>"


def database(*inside: str) -> bytes:
    body = f"<Activities>{''.join(inside)}</Activities>"
    return f'<?xml version="1.0"?><TrainingCenterDatabase {SPACE}>{body}</TrainingCenterDatabase>'.encode()


def read(content: bytes, told: Told = AMSTERDAM) -> Part:
    return read_tcx("x.tcx", content, told)


def measures(part: Part) -> list[tuple[float | None, float | None]]:
    return [(run.km, run.minutes) for run in part.runs]


def test_the_device_s_own_laps_are_the_session() -> None:
    laps = lap(track(range(0, 610, 10), beats=150), seconds=600, metres=2000), lap(seconds=300.5, metres=1000)
    part = read(database(activity(*laps, unit="3854007508")))
    (run,) = part.runs
    assert (run.day, run.km, run.minutes) == (date(2026, 11, 20), 3.0, 15.01)
    assert run.start == BEGINS
    assert run.heart
    assert (run.heart.mean, run.heart.seconds_at) == (150.0, ((150, 600.0),))
    assert (run.rpe, run.kind, run.source) == (None, None, "x.tcx")
    assert (part.owner, part.notes, part.skipped) == ("3854007508", (), ())
    assert (part.zone, part.units) == ("UTC, moved to Europe/Amsterdam", "metres")


@pytest.mark.parametrize(
    ("clock", "told", "day", "hour", "note"),
    [
        ("Z", Told(), 20, 22, IN_UTC),
        ("Z", AMSTERDAM, 20, 23, None),
        ("Z", Told(zone=ZoneInfo("Asia/Tokyo")), 21, 7, None),
        ("+01:00", Told(), 20, 22, None),
        ("+01:00", Told(zone=ZoneInfo("Asia/Tokyo")), 21, 6, None),
        ("", Told(), 20, 22, LOCAL),
        ("", Told(zone=ZoneInfo("Asia/Tokyo")), 20, 22, LOCAL),
    ],
)
def test_the_day_is_local_as_far_as_the_file_and_the_person_tell(
    clock: str, told: Told, day: int, hour: int, note: str | None
) -> None:
    part = read(database(activity(lap(track(range(60), clock=clock), metres=150), name="")), told)
    (run,) = part.runs
    assert run.start
    assert (run.day.day, run.start.hour) == (day, hour)
    assert run.start.tzinfo == (told.zone or {"Z": UTC, "+01:00": timezone(timedelta(hours=1)), "": None}[clock])
    assert part.notes == ((note,) if note else ())


def test_a_name_in_another_zone_than_the_points_is_said() -> None:
    part = read(database(activity(lap(track(range(60)), metres=150), name="2026-11-20T17:30:02Z")))
    assert part.runs[0].start == BEGINS
    assert part.notes == ("x.tcx: its name and its points are 5 h apart, like two zones; the points are believed",)


@pytest.mark.parametrize("given", ["", "<DistanceMeters/>", "<DistanceMeters>0.0</DistanceMeters>"])
def test_a_missing_distance_is_what_the_device_counted(given: str) -> None:
    first = lap(f"<Track>{point(0, metres=3)}{point(50, metres=150)}</Track>", given, seconds=50)
    second = lap(f"<Track>{point(50, metres=150)}{point(100, metres=310)}</Track>", seconds=50)
    afresh = lap(f"<Track>{point(100, metres=0)}{point(150, metres=140)}</Track>", seconds=50)
    assert measures(read(database(activity(first, second, afresh)))) == [(0.45, 2.5)]


def test_a_missing_distance_is_worked_out_from_the_places_else() -> None:
    places = "".join(point(10 * n, place=at(52 + n / 4000)) for n in range(5))
    assert measures(read(database(activity(lap(f"<Track>{places}</Track>", seconds=40))))) == [(0.111, 0.67)]


def test_places_without_reception_do_not_count() -> None:
    places = [at(0, 0), at(52), at(52.0003), at(999)]
    points = "".join(point(10 * n, place=place) for n, place in enumerate(places))
    assert measures(read(database(activity(lap(f"<Track>{points}</Track>"))))) == [(0.033, 0.5)]


def test_a_clock_that_ran_on_through_pauses_is_seen_through() -> None:
    tracks = track(range(0, 600, 5)), track(range(900, 1505, 5))
    part = read(database(activity(lap(*tracks, seconds=1500, metres=4000))))
    assert measures(part) == [(4.0, 19.92)]
    assert part.notes == ("x.tcx: its clock ran on through pauses, which are not counted: 5.1 min",)


def test_a_clock_that_stood_still_in_pauses_is_believed() -> None:
    tracks = track(range(0, 600, 5)), track(range(900, 1505, 5))
    part = read(database(activity(lap(*tracks, seconds=1201, metres=4000))))
    assert measures(part) == [(4.0, 20.02)]
    assert part.notes == ()


def test_a_recording_with_a_point_here_and_there_keeps_the_lap_s_time() -> None:
    part = read(database(activity(lap(track([0, 30, 1200, 1800]), seconds=1800, metres=5000))))
    assert measures(part) == [(5.0, 30.0)]


def test_laps_without_a_time_take_that_of_their_points() -> None:
    laps = lap(track(range(0, 301, 5)), metres=1000), lap(seconds=300, metres=1000)
    assert measures(read(database(activity(*laps)))) == [(2.0, 10.0)]


def test_time_that_runs_backwards_counts_once() -> None:
    there = "".join(point(n, place=at(52 + n / 40000)) for n in (*range(60), *range(30), *range(20, 60)))
    part = read(database(activity(lap(f"<Track>{there}</Track>"))))
    assert measures(part) == [(0.164, 0.98)]
    assert part.notes == ("x.tcx: points told twice, used once: 70",)


def test_a_first_step_backwards_takes_nothing_away() -> None:
    part = read(database(activity(lap(track([40, *range(60)]), metres=180))))
    assert measures(part) == [(0.18, 0.98)]
    assert part.runs[0].start == BEGINS


def test_a_clock_that_was_set_back_on_the_way_is_said() -> None:
    moved = [*range(0, 600, 5), *range(300, 900, 5)]
    points = "".join(point(second, place=at(52 + n / 8000)) for n, second in enumerate(moved))
    part = read(database(activity(lap(f"<Track>{points}</Track>"))))
    assert measures(part) == [(3.322, 14.92)]
    assert part.notes == ("x.tcx: places where the clock goes back, so that the time may be a little off: 1",)


def test_negative_pauses_between_laps_take_nothing_away() -> None:
    laps = [lap(track(range(begin, begin + 300)), seconds=300, metres=900) for begin in (0, 290, 580)]
    assert measures(read(database(activity(*laps)))) == [(2.7, 15.0)]


def test_a_clock_that_was_set_on_the_way_does_not_stretch_the_session() -> None:
    stray = "<Trackpoint><Time>2015-01-01T00:00:00Z</Time></Trackpoint>"
    unset = "<Trackpoint><Time>1989-12-31T00:00:00Z</Time></Trackpoint>"
    inside = f"<Track>{unset}{stray}{''.join(point(n) for n in range(301))}</Track>"
    part = read(database(activity(lap(inside, metres=900), name="1989-12-31T00:00:00Z")))
    assert [(run.day, run.minutes) for run in part.runs] == [(date(2026, 11, 20), 5.0)]
    assert part.notes == (
        "x.tcx: points more than ten days away from the rest, not used: 1",
        "x.tcx: points without a time, not used: 1",
    )


def test_heart_rates_come_from_the_heads_of_laps_where_no_point_has_one() -> None:
    laps = lap(seconds=600, metres=2000, mean=150, most=160), lap(seconds=300, metres=900, mean=180, most=0)
    heart = read(database(activity(*laps))).runs[0].heart
    assert heart
    assert (heart.mean, heart.most, heart.seconds_at) == (160.0, 160.0, ())


@pytest.mark.parametrize("beats", [None, 0, 7, 250])
def test_no_heart_rate_is_unknown(beats: int | None) -> None:
    inside = lap(track(range(60), beats=beats), seconds=60, metres=180, mean=beats, most=beats)
    assert read(database(activity(inside))).runs[0].heart is None


@pytest.mark.parametrize(
    ("sport", "kind"), [("Biking", "Biking"), ("Other", "Other"), ("Walking", "Walking"), ("Krafttraining", None)]
)
def test_other_sports_are_other_training(sport: str, kind: str | None) -> None:
    part = read(database(activity(lap(track(range(600)), metres=2000), sport=sport)))
    (one,) = part.trainings
    assert (one.sport, one.name, one.minutes) == ("cross" if kind else "strength", sport, 9.98)
    assert part.runs == ()


@pytest.mark.parametrize("sport", ["Running", "running", "Trail Running", "Laufen"])
def test_words_for_runs(sport: str) -> None:
    assert len(read(database(activity(lap(track(range(60)), metres=180), sport=sport))).runs) == 1


@pytest.mark.parametrize("sport", [None, ""])
def test_without_a_sport_the_pace_decides_and_this_is_said(sport: str | None) -> None:
    run = read(database(activity(lap(seconds=600, metres=2000), sport=sport)))
    assert (len(run.runs), run.notes[0].startswith("x.tcx: it names no sport, and is taken for a run")) == (1, True)
    ride = read(database(activity(lap(seconds=600, metres=4000), sport=sport)))
    assert (len(ride.trainings), "counts as other training" in ride.notes[0]) == (1, True)


def test_the_parts_of_a_multisport_session_stand_by_themselves() -> None:
    swim = activity(lap(seconds=1200), sport="Other")
    ride = activity(lap(seconds=3600, metres=30000), sport="Biking", name="2026-11-20T23:00:00Z")
    run = activity(lap(seconds=1500, metres=5000), name="2026-11-21T00:10:00Z")
    change = '<Transition StartTime="2026-11-20T22:55:00Z"><TotalTimeSeconds>90</TotalTimeSeconds></Transition>'
    inside = (
        f"<MultiSportSession><Id>2026-11-20T22:30:00Z</Id><FirstSport>{swim}</FirstSport>"
        f"<NextSport>{change}{ride}</NextSport><NextSport>{change}{run}</NextSport></MultiSportSession>"
    )
    part = read(database(inside))
    assert [(one.source, one.km) for one in part.runs] == [("x.tcx, session 3", 5.0)]
    assert [(one.source, one.name, one.minutes) for one in part.trainings] == [
        ("x.tcx, session 1", "Other", 20.0),
        ("x.tcx, session 2", "Biking", 60.0),
    ]
    assert "x.tcx: changes from one sport to the next, not counted as training: 2" in part.notes


def test_an_empty_activity_beside_a_full_one_is_left_out_with_its_reason() -> None:
    part = read(database(activity(), activity(lap(seconds=600, metres=2000))))
    assert part.skipped == (("x.tcx, session 1", "this activity is empty"),)
    assert [run.source for run in part.runs] == ["x.tcx, session 2"]


def test_a_file_that_breaks_off_gives_what_it_had() -> None:
    whole = database(activity(lap(track(range(0, 600, 5)), seconds=600, metres=2000)))
    part = read(whole[: len(whole) // 2])
    assert measures(part) == [(2.0, 10.0)]
    assert part.notes == ("x.tcx: the file breaks off in line 1, and what stands before that is used",)


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n"])
def test_what_stands_before_the_first_tag_does_no_harm(before: bytes) -> None:
    assert len(read(before + database(activity(lap(seconds=600, metres=2000)))).runs) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<TrainingCenterDatabase><Courses><Course><Lap/></Course></Courses></TrainingCenterDatabase>", "a course"),
        (b"<TrainingCenterDatabase><Workouts><Workout/></Workouts></TrainingCenterDatabase>", "a planned workout"),
        (b"<TrainingCenterDatabase/>", "it holds no activity"),
        (b"<TrainingCenterDatabase><Activi", "the file breaks off in line 1"),
        (database(activity()), "this activity is empty"),
        (database(activity(lap(), lap("<Track/>"))), "this activity is empty"),
        (database(activity(lap(seconds=600)).replace("2026-", "1970-")), "it does not say when it was"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + database(activity(lap(seconds=600)))[21:], "it declares a document type"),
        (b"<TrainingCenterDatabase>" + b"<a>" * 200_000, "nested more than 64 deep"),
        (database(f'<Activity Sport="{"x" * 3_000_000}"/>'), "longer than 1024 kB"),
        (database("<Activity/>" * 20_000), "more than 10000 laps"),
        (database(activity("<Lap/>" * 20_000)), "more than 10000 laps"),
    ],
)
def test_what_is_no_session_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(LogError, match=said) as caught:
        read(content)
    assert str(caught.value).startswith("x.tcx")
    assert len(str(caught.value).splitlines()) == 1


def test_too_many_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcx, "MOST_POINTS", 100)
    assert len(read(database(activity(lap(track(range(100)), metres=300)))).runs) == 1
    with pytest.raises(LogError, match="more than 100 points"):
        read(database(activity(lap(track(range(101))))))


@pytest.mark.parametrize("amount", ["1e308", "-5", "nan", "inf", "1_000", "", "x", "9" * 70])
def test_impossible_amounts_are_unknown(amount: str) -> None:
    part = read(database(activity(lap(track(range(0, 301, 5)), seconds=amount, metres=amount, mean=amount))))
    assert measures(part) == [(None, 5.0)]


def test_amounts_that_no_body_can_reach_are_doubted() -> None:
    part = read(database(activity(lap(seconds=9e8, metres=9e8))))
    assert measures(part) == [(None, None)]
    assert len(part.notes) == 2


@given(
    st.lists(
        st.tuples(
            st.floats(-1e6, 1e6),
            st.sampled_from(["", at(52), at(52.001), at(-90, 180)]),
            st.sampled_from([None, 0, 150]),
        ),
        max_size=12,
    ),
    st.sampled_from([None, 0, 600, 1e9]),
)
def test_whatever_the_points_say_time_never_exceeds_the_span(
    points: list[tuple[float, str, int | None]], metres: float | None
) -> None:
    inside = "".join(point(second, place=place, beats=beats) for second, place, beats in points)
    content = database(activity(lap(f"<Track>{inside}</Track>", metres=metres)))
    if not points and not metres:
        with pytest.raises(LogError):
            read(content)
        return
    (run,) = read(content).runs
    span = max((second for second, _, _ in points), default=0) - min((second for second, _, _ in points), default=0)
    assert (run.minutes or 0) <= span / 60 + 0.01


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real export files are not here")
@pytest.mark.parametrize(
    ("name", "runs", "others", "heart"),
    [
        ("activity_5039744860.tcx", [], [("Biking", 2.1)], 150.5),
        ("no_hr.tcx", [(4.689, 33.21)], [], None),
        ("test.tcx", [(4.689, 33.21)], [], 159.9),
        ("sup_activity_1.tcx", [], [("Other", 18.54)], 87.9),
    ],
)
def test_real_recordings(
    name: str, runs: list[tuple[float, float]], others: list[tuple[str, float]], heart: float | None
) -> None:
    part = read_tcx(name, (EXPORTS / name).read_bytes(), AMSTERDAM)
    assert measures(part) == runs
    assert [(one.name, one.minutes) for one in part.trainings] == others
    (found,) = [one.heart for one in (*part.runs, *part.trainings)]
    assert (found.mean if found else None) == heart
    assert part.notes == ()
