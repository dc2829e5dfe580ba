"""GPX recordings: tracks with times, in all the ways that they are written, and what only looks like one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.errors import LogError
from runrest.importing import gpx
from runrest.importing.clocks import IN_UTC, LOCAL
from runrest.importing.gpx import read_gpx
from runrest.importing.parts import Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.importing.parts import Part

EXPORTS = Path(__file__).parent.parent.parent / "shared" / "exports" / "gpx"
BEGINS = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
AMSTERDAM = Told(zone=ZoneInfo("Europe/Amsterdam"))
STEP = 0.000027
"""Degrees of latitude; one each second makes 3.002 m/s, which is 5:33 min/km."""
GARMIN = (
    "<extensions><gpxtpx:TrackPointExtension {}><gpxtpx:hr>150</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions>"
)
SPACE = 'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'


def point(second: float, *, clock: str = "Z", heart: str = "", place: float | None = None) -> str:
    time = (BEGINS + timedelta(seconds=second)).replace(tzinfo=None).isoformat()
    latitude = 52 + STEP * (second if place is None else place)
    return f'<trkpt lat="{latitude:.7f}" lon="4.0"><ele>1.5</ele><time>{time}{clock}</time>{heart}</trkpt>'


def segment(seconds: Iterable[float], **more: object) -> str:
    return f"<trkseg>{''.join(point(second, **more) for second in seconds)}</trkseg>"  # type: ignore[arg-type]


def track(*segments: str, sport: str | None = "running") -> str:
    return f"<trk><name>Evening</name>{'' if sport is None else f'<type>{sport}</type>'}{''.join(segments)}</trk>"


def document(*inside: str) -> bytes:
    head = '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
    return f"{head}<metadata><time>2020-01-01T00:00:00Z</time></metadata>{''.join(inside)}</gpx>".encode()


def read(content: bytes, told: Told = AMSTERDAM) -> Part:
    return read_gpx("x.gpx", content, told)


def measures(part: Part) -> list[tuple[float | None, float | None]]:
    return [(run.km, run.minutes) for run in part.runs]


def test_a_track_is_a_run() -> None:
    part = read(document(track(segment(range(601)))))
    (run,) = part.runs
    assert (run.day, run.km, run.minutes) == (date(2026, 11, 20), 1.801, 10.0)
    assert run.start == BEGINS
    assert (run.heart, run.rpe, run.kind, run.source) == (None, None, None, "x.gpx")
    assert (part.notes, part.skipped, part.owner) == ((), (), "")
    assert (part.zone, part.units) == ("UTC, moved to Europe/Amsterdam", "metres, worked out from the places")


@pytest.mark.parametrize(
    ("clock", "told", "day", "note"),
    [
        ("Z", Told(), 20, IN_UTC),
        ("Z", Told(zone=ZoneInfo("Asia/Tokyo")), 21, None),
        (".000Z", Told(zone=ZoneInfo("Asia/Tokyo")), 21, None),
        ("+00:00", Told(), 20, IN_UTC),
        ("+09:00", Told(), 20, None),
        ("", Told(zone=ZoneInfo("Asia/Tokyo")), 20, LOCAL),
    ],
)
def test_the_day_is_local_as_far_as_anybody_tells(clock: str, told: Told, day: int, note: str | None) -> None:
    part = read(document(track(segment(range(60), clock=clock))), told)
    assert [run.day.day for run in part.runs] == [day]
    assert part.notes == ((note,) if note else ())


@pytest.mark.parametrize("time", ["2026-11-20T9:05:03Z", "2026-11-20T09:05:03z", "2026-11-20 09:05:03Z"])
def test_times_that_are_nearly_right(time: str) -> None:
    first = f'<trkpt lat="52" lon="4"><time> {time}\n</time></trkpt>'
    other = first.replace(":03", ":13").replace('"52"', '"52.0003"')
    part = read(document(track(f"<trkseg>{first}{other}</trkseg>")), Told())
    assert [(run.start, run.minutes) for run in part.runs] == [(datetime(2026, 11, 20, 9, 5, 3, tzinfo=UTC), 0.17)]


@pytest.mark.parametrize(
    "heart",
    [
        GARMIN.format(SPACE),
        GARMIN.format(""),
        GARMIN.replace("gpxtpx:", "").format(""),
        GARMIN.replace("gpxtpx:", "ns3:").format(""),
        "<extensions><heartrate>150</heartrate></extensions>",
        "<extensions><hr>150</hr><aaa jjj='kkk'>bbb</aaa>hhh</extensions>",
        "<hr>150.0</hr>",
    ],
)
def test_the_heart_rate_in_whichever_extension(heart: str) -> None:
    (run,) = read(document(track(segment(range(61), heart=heart)))).runs
    assert run.heart
    assert run.heart.seconds_at == ((150, 60.0),)


@pytest.mark.parametrize("heart", ["<hr>0</hr>", "<hr>999</hr>", "<hr/>", "<hr>x</hr>", "<cad>90</cad>"])
def test_what_is_no_heart_rate_is_unknown(heart: str) -> None:
    assert read(document(track(segment(range(61), heart=heart)))).runs[0].heart is None


@pytest.mark.parametrize(
    "sport", ["running", "9", "Run", "run", "trail_running", "treadmill_running", "Trail Run", "Laufen", "Løb", "Corsa"]
)
def test_words_for_runs(sport: str) -> None:
    part = read(document(track(segment(range(601)), sport=sport)))
    assert (len(part.runs), part.notes) == (1, ())


@pytest.mark.parametrize(
    ("sport", "name", "kind"),
    [
        ("cycling", "cycling", "cross"),
        ("1", "type 1", "cross"),
        ("Weight Training", "Weight Training", "strength"),
        ("...", "", "cross"),
    ],
)
def test_other_sports_are_other_training_at_any_pace(sport: str, name: str, kind: str) -> None:
    slow = segment(range(601), place=0)
    (one,) = read(document(track(slow if sport == "..." else segment(range(601)), sport=sport))).trainings
    assert (one.name, one.sport, one.minutes) == (name, kind, 10.0)


@pytest.mark.parametrize("sport", [None, "", "  \n"])
@pytest.mark.parametrize(
    ("speed", "is_run", "said"),
    [
        (0.5, False, "11:06 min/km is not a usual running pace"),
        (1.0, True, "it is taken for a run by its pace of 5:33 min/km"),
        (2.0, False, "2:46 min/km is not a usual running pace"),
        (0, False, "its pace is not known"),
    ],
)
def test_without_a_sport_the_pace_decides_and_this_is_said(
    sport: str | None, speed: float, is_run: bool, said: str
) -> None:
    points = "".join(point(second, place=second * speed) for second in range(601))
    part = read(document(track(f"<trkseg>{points}</trkseg>", sport=sport)))
    assert (len(part.runs), len(part.trainings)) == ((1, 0) if is_run else (0, 1))
    assert said.removeprefix("it is ") in part.notes[0]


def test_a_pause_between_segments_is_not_counted() -> None:
    part = read(document(track(segment(range(301)), segment([]), segment(range(320, 621)))))
    assert measures(part) == [(1.801, 10.0)]


def test_a_pause_inside_a_segment_is_not_counted_either() -> None:
    there = "".join(point(second) for second in range(301))
    later = "".join(point(second + 900, place=second) for second in range(302, 603))
    part = read(document(track(f"<trkseg>{there}{later}</trkseg>")))
    assert measures(part) == [(1.801, 10.0)]
    assert part.notes == ("x.gpx: gaps longer than a minute, taken for pauses: 1",)


def test_a_tunnel_is_no_pause() -> None:
    part = read(document(track(segment([*range(301), *range(500, 801)]))))
    assert measures(part) == [(2.402, 13.33)]
    assert part.notes == ()


def test_a_ride_home_is_not_run() -> None:
    there = "".join(point(second) for second in range(601))
    home = point(601 + 1800, place=601 + 1800)
    assert measures(read(document(track(f"<trkseg>{there}{home}</trkseg>")))) == [(1.801, 10.0)]


def test_points_minutes_apart_are_a_sparse_recording() -> None:
    part = read(document(track(segment(range(0, 1801, 120)))))
    assert measures(part) == [(5.404, 30.0)]
    assert "pauses included" in part.notes[0]


def test_parts_of_seconds() -> None:
    assert measures(read(document(track(segment([n / 4 for n in range(241)]))))) == [(0.18, 1.0)]


def test_a_first_step_backwards_takes_nothing_away() -> None:
    first = point(40, place=0)
    rest = "".join(point(second) for second in range(61))
    part = read(document(track(f"<trkseg>{first}{rest}</trkseg>")))
    assert measures(part) == [(0.18, 1.0)]
    assert part.runs[0].start == BEGINS


def test_a_segment_told_twice_counts_once() -> None:
    part = read(document(track(segment(range(301)), segment(range(301)))))
    assert measures(part) == [(0.901, 5.0)]
    assert part.notes == ("x.gpx: points told twice, used once: 301",)


def test_each_track_is_a_session() -> None:
    there = track(segment(range(601)))
    back = track(segment(range(4000, 4301)), sport="cycling")
    part = read(document(there, track(sport="running"), back))
    assert [(run.source, run.minutes) for run in part.runs] == [("x.gpx, track 1", 10.0)]
    assert [(one.source, one.minutes) for one in part.trainings] == [("x.gpx, track 3", 5.0)]
    assert part.skipped == (("x.gpx, track 2", "this track is empty"),)


def test_tracks_that_go_on_are_one_session() -> None:
    laps = [track(segment(range(begin, begin + 300))) for begin in (0, 300, 600)]
    part = read(document(*laps))
    assert measures(part) == [(2.693, 14.95)]
    assert part.runs[0].source == "x.gpx"
    assert part.notes == ("x.gpx: tracks that follow each other within a minute, counted as one: 3",)


def test_tracks_of_another_sport_that_go_on_are_another_session() -> None:
    part = read(document(track(segment(range(600))), track(segment(range(600, 900)), sport="cycling")))
    assert (len(part.runs), len(part.trainings)) == (1, 1)


def test_of_tracks_at_the_same_time_the_fuller_one_is_kept() -> None:
    part = read(document(track(segment(range(0, 601, 10))), track(segment(range(601)), sport="cycling")))
    assert (part.runs, [one.source for one in part.trainings]) == ((), ["x.gpx"])
    assert part.skipped == (("x.gpx, track 1", "it is at the same time as track 2, which has as many points or more"),)


def test_points_without_a_time_are_said() -> None:
    timed = "".join(point(second) for second in range(61))
    part = read(document(track(f"<trkseg>{UNTIMED}{timed}{UNTIMED}</trkseg>")))
    assert measures(part) == [(0.18, 1.0)]
    assert part.notes == ("x.gpx: points without a time, not used: 2",)


def test_a_file_that_breaks_off_gives_what_it_had() -> None:
    content = document(track(segment(range(601))))
    part = read(content[: content.index(b"T22:35:00Z") + 20])
    assert measures(part) == [(0.898, 4.98)]
    assert part.notes == ("x.gpx: the file breaks off in line 1, and what stands before that is used",)


@pytest.mark.parametrize("head", [b'<?xml version="1.0" encoding="utf-8"?>', b'<?xml version="1.0"?>', b""])
def test_a_byte_order_mark(head: bytes) -> None:
    body = document(track(segment(range(60)))).partition(b"?>")[2]
    assert len(read(b"\xef\xbb\xbf" + head + body).runs) == 1


def test_utf16() -> None:
    assert len(read(document(track(segment(range(60)))).decode().encode("utf-16")).runs) == 1


UNTIMED = '<trkpt lat="52" lon="4"/>'
ROUTE = "this is a route without times"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (document(track(f"<trkseg>{UNTIMED}</trkseg>")), ROUTE),
        (document(track(f"<trkseg>{UNTIMED * 9}{point(0)}{point(9)}</trkseg>")), ROUTE),
        (document('<rte><rtept lat="1" lon="1"><time>2026-11-20T06:00:00Z</time></rtept></rte>'), ROUTE),
        (document('<wpt lat="1" lon="1"><time>2026-11-20T06:00:00Z</time></wpt>'), "this is a list of places"),
        (document(), "it holds no track"),
        (document(track()), "this track is empty"),
        (document(track(segment([]))), "this track is empty"),
        (document(track(segment([5]))), "its times make no session"),
        (document(track(segment([5, 864_006]))), "its times make no session"),
        (document(track(segment([5, 5, 5]))), "its times make no session"),
        (document(track(segment(range(9)))).replace(b"2026-", b"1970-"), "its clock was never set"),
        (b"<gpx><trk><trkseg><trkp", "the file breaks off in line 1"),
        (b"<gpx><trk>\0", "line 1 is not XML"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + document(track(segment(range(60))))[21:], "it declares a document type"),
        (b"<gpx>" + b"<a>" * 200_000, "nested more than 64 deep"),
        (b"<gpx>" + b"<trk/>" * 5_000, "more than 1000 tracks"),
    ],
)
def test_what_is_no_session_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(LogError, match=said) as caught:
        read(content)
    assert str(caught.value).startswith("x.gpx")
    assert len(str(caught.value).splitlines()) == 1


def test_too_many_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx, "MOST_POINTS", 100)
    assert len(read(document(track(segment(range(100))))).runs) == 1
    with pytest.raises(LogError, match="more than 100 points"):
        read(document(track(segment(range(101)))))


@pytest.mark.parametrize("place", ['lat="52"', 'lat="x" lon="4"', 'lat="0" lon="0"', 'lat="nan" lon="4"', ""])
def test_without_places_the_distance_is_unknown(place: str) -> None:
    points = "".join(point(second) for second in range(61))
    content = document(track(f"<trkseg>{points}</trkseg>")).decode()
    for second in range(61):
        content = content.replace(f'lat="{52 + STEP * second:.7f}" lon="4.0"', place)
    assert measures(read(content.encode())) == [(None, 1.0)]


def test_a_leap_of_the_places_is_doubted() -> None:
    points = "".join(point(second, place=0 if second < 30 else 60_000) for second in range(61))
    part = read(document(track(f"<trkseg>{points}</trkseg>")))
    assert measures(part) == [(None, 1.0)]
    assert part.notes == ("x.gpx: 180.1 km is not believed for its time, so it counts as unknown",)


@given(st.lists(st.tuples(st.floats(-4e5, 4e5), st.floats(-1e6, 1e6)), max_size=12), st.booleans())
def test_whatever_the_points_say_time_never_exceeds_the_span(points: list[tuple[float, float]], apart: bool) -> None:
    between = "</trkseg><trkseg>" if apart else ""
    inside = between.join(point(second, place=place) for second, place in points)
    content = document(track(f"<trkseg>{inside}</trkseg>"))
    times = [round(second, 6) for second, _ in points]
    if not times or max(times) == min(times):
        with pytest.raises(LogError):
            read(content)
        return
    (run,) = read(content).runs
    assert (run.minutes or 0) <= (max(times) - min(times)) / 60 + 0.01


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real export files are not here")
@pytest.mark.parametrize(
    ("name", "runs", "others"),
    [
        ("activity_5039744860.gpx", [], [("cycling", 2.1)]),
        ("korita-zbevnica.gpx", [], [("", 51.03), ("", 75.65)]),
        ("track-with-empty-segment.gpx", [], [("", 1.27)]),
        ("track-with-less-sec-time.gpx", [(0.002, 0.02)], []),
        ("track_with_speed.gpx", [], [("", 0.22)]),
    ],
)
def test_real_recordings(name: str, runs: list[tuple[float, float]], others: list[tuple[str, float]]) -> None:
    part = read_gpx(name, (EXPORTS / name).read_bytes(), AMSTERDAM)
    assert measures(part) == runs
    assert [(one.name, one.minutes) for one in part.trainings] == others


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real export files are not here")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cerknicko-without-times.gpx", ROUTE),
        ("gpx1.1_with_extensions_without_namespaces.gpx", "this is a list of places"),
        ("gpx_with_garmin_extension.gpx", "this is a list of places"),
        ("unicode_with_bom.gpx", "this is a list of places"),
        ("unicode_with_bom_noencoding.gpx", "this is a list of places"),
    ],
)
def test_real_files_without_a_session(name: str, said: str) -> None:
    with pytest.raises(LogError, match=said):
        read_gpx(name, (EXPORTS / name).read_bytes(), AMSTERDAM)
