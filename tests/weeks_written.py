"""One invented week of training, written as each service and device would write it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from math import degrees
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import frozen
from fit_files import RUNNING, STRENGTH, TRAINING, activity, file_id, fit, message, session

from runrest.importing.recordings import EARTH_M

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT = "Europe/Amsterdam"
STEP_S = 10
BEATS = 148


@frozen
class Done:
    """One session as it was."""

    start: datetime
    minutes: float
    km: float | None
    """``None`` is strength."""
    rpe: int

    @property
    def local(self) -> datetime:
        """When it began on the clock on the wall."""
        return self.start.astimezone(ZoneInfo(AT)).replace(tzinfo=None)

    @property
    def seconds(self) -> int:
        return round(self.minutes * 60)


def _done(when: str, minutes: float, km: float | None, rpe: int) -> Done:
    return Done(datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(AT)), minutes, km, rpe)


# The run just after midnight is on the day before in UTC; Thursday is a day of rest.
WEEK = (
    _done("2026-11-09T18:05:00", 44.5, 8.02, 3),
    _done("2026-11-10T17:00:00", 40.0, None, 6),
    _done("2026-11-11T00:20:00", 50.0, 10.0, 7),
    _done("2026-11-13T07:10:00", 33.0, 6.0, 3),
    _done("2026-11-14T08:00:00", 27.5, 5.0, 2),
    _done("2026-11-14T19:30:00", 24.0, 4.0, 4),
    _done("2026-11-15T09:00:00", 105.0, 18.0, 5),
)
MORNINGS = tuple(
    (date(2026, 11, 9) + timedelta(days=at), 51 + at % 3, 62.0 + at, 7.0 + at / 4, 1 + at % 4, 1 + (at + 1) % 4)
    for at in range(8)
)
"""Day, pulse, rMSSD, hours of sleep, fatigue and soreness from 1 (good) to 4 (bad)."""


def strava(folder: Path) -> None:
    head = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Max Heart Rate,Perceived Exertion,"
        "Filename,Elapsed Time,Moving Time,Distance\n"
    )
    rows = [
        f'{number},"{one.start.astimezone(UTC):%b %d, %Y, %I:%M:%S %p}",x,{"Run" if one.km else "Weight Training"},'
        f"{one.seconds + 60},{one.km or 0},,{one.rpe},,{one.seconds + 60}.0,{one.seconds}.0,{(one.km or 0) * 1000}\n"
        for number, one in enumerate(WEEK, 1)
    ]
    (folder / "activities.csv").write_text(head + "".join(rows), encoding="utf-8")


def garmin(folder: Path, mark: str = ".") -> None:
    head = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Avg Stride Length,Steps,Elapsed Time\n"
    rows = [
        f'{"Running" if one.km else "Strength Training"},{one.local},false,"x","{(one.km or 0):.2f}","1{mark}0",'
        f'"{clock(one.seconds)}","{BEATS}","1.00","{(one.km or 0) * 1000:.0f}","{clock(one.seconds + 60)}"\n'
        for one in WEEK
    ]
    text = "".join(rows)
    (folder / "Activities.csv").write_text(head + (text.replace(".", mark) if mark != "." else text), encoding="utf-8")


def garmin_german(folder: Path) -> None:
    head = "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø HF,Ø Schrittlänge,Schritte,Verstrichene Zeit\n"
    garmin(folder, ",")
    path = folder / "Activities.csv"
    rows = path.read_text(encoding="utf-8").split("\n", 1)[1]
    path.write_text(
        head + rows.replace("Running", "Laufen").replace("Strength Training", "Krafttraining"), encoding="utf-8"
    )


def intervals_json(folder: Path) -> None:
    records = [
        {
            "id": f"i{number}",
            "start_date_local": one.local.isoformat(),
            "start_date": f"{one.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "type": "Run" if one.km else "WeightTraining",
            "moving_time": one.seconds,
            "elapsed_time": one.seconds + 60,
            "distance": one.km * 1000 if one.km else None,
            "icu_rpe": one.rpe,
            "session_rpe": round(one.rpe * one.minutes),
            "average_heartrate": BEATS,
        }
        for number, one in enumerate(WEEK, 1)
    ]
    (folder / "activities.json").write_text(json.dumps(records), encoding="utf-8")


def intervals_csv(folder: Path) -> None:
    head = "id,start_date_local,name,type,moving_time,distance,elapsed_time,average_heartrate,icu_rpe,session_rpe\n"
    rows = [
        f"i{number},{one.local.isoformat()},x,{'Run' if one.km else 'WeightTraining'},{one.seconds},"
        f"{one.km * 1000 if one.km else ''},{one.seconds + 60},{BEATS},{one.rpe},{one.rpe * one.minutes:.0f}\n"
        for number, one in enumerate(WEEK, 1)
    ]
    (folder / "activities.csv").write_text(head + "".join(rows), encoding="utf-8")


def own_csv(folder: Path) -> None:
    rows = [
        f"{one.local.date()},{one.km or ''},{one.minutes},{one.rpe},{'' if one.km else 'strength'}\n" for one in WEEK
    ]
    (folder / "runs.csv").write_text("day,km,minutes,rpe,kind\n" + "".join(rows), encoding="utf-8")


def own_json(folder: Path) -> None:
    records = [
        {"day": str(one.local.date()), "minutes": one.minutes, "rpe": one.rpe}
        | ({"km": one.km} if one.km else {"kind": "strength"})
        for one in WEEK
    ]
    (folder / "runs.json").write_text(json.dumps({"runs": records}), encoding="utf-8")


def tcx(folder: Path) -> None:
    for number, one in enumerate(WEEK):
        points = "".join(
            f"<Trackpoint><Time>{moment:%Y-%m-%dT%H:%M:%SZ}</Time><DistanceMeters>{metres:.3f}</DistanceMeters>"
            f"<HeartRateBpm><Value>{BEATS}</Value></HeartRateBpm></Trackpoint>"
            for moment, metres in steps(one)
        )
        begins = f"{one.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        text = (
            '<?xml version="1.0"?><TrainingCenterDatabase'
            ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
            f'<Activity Sport="{"Running" if one.km else "Other"}"><Id>{begins}</Id><Lap StartTime="{begins}">'
            f"<TotalTimeSeconds>{one.seconds}</TotalTimeSeconds><DistanceMeters>{(one.km or 0) * 1000}</DistanceMeters>"
            f"<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
        )
        (folder / f"{number}.tcx").write_text(text, encoding="utf-8")


def gpx(folder: Path) -> None:
    for number, one in enumerate(WEEK):
        points = "".join(
            f'<trkpt lat="{52 + degrees(metres / EARTH_M):.9f}" lon="4.5">'
            f"<time>{moment:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
            for moment, metres in steps(one)
        )
        text = (
            '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
            f"<type>{'running' if one.km else 'strength_training'}</type><trkseg>{points}</trkseg></trk></gpx>"
        )
        (folder / f"{number}.gpx").write_text(text, encoding="utf-8")


def fit_files(folder: Path) -> None:
    for number, one in enumerate(WEEK):
        start, end = one.start.astimezone(UTC), one.start.astimezone(UTC) + timedelta(seconds=one.seconds)
        records = b"".join(
            message("record", timestamp=moment, heart_rate=BEATS, **({"distance": metres} if one.km else {}))
            for moment, metres in steps(one)
        )
        whole = session(
            start,
            one.seconds,
            sport=RUNNING if one.km else TRAINING,
            sub_sport=0 if one.km else STRENGTH,
            total_distance=one.km * 1000 if one.km else None,
            workout_rpe=one.rpe * 10,
        )
        content = fit(file_id(time_created=start), records, message("lap", timestamp=end), whole, activity(end, 1))
        (folder / f"{number}.fit").write_bytes(content)


def steps(one: Done) -> list[tuple[datetime, float]]:
    """Give each point of a recording: the moment, and metres since the start."""
    start = one.start.astimezone(UTC)
    metres = (one.km or 0) * 1000
    return [(start + timedelta(seconds=at), metres * at / one.seconds) for at in range(0, one.seconds + 1, STEP_S)]


def clock(seconds: int) -> str:
    """Write a duration as Garmin does."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


LOGS: dict[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (
        strava,
        garmin,
        garmin_german,
        intervals_json,
        intervals_csv,
        own_csv,
        own_json,
        tcx,
        gpx,
        fit_files,
    )
}


def wellness_json(folder: Path) -> None:
    records = [
        {
            "id": str(day),
            "restingHR": rhr,
            "hrv": hrv,
            "sleepSecs": round(hours * 3600),
            "fatigue": tired,
            "soreness": sore,
        }
        for day, rhr, hrv, hours, tired, sore in MORNINGS
    ]
    (folder / "wellness.json").write_text(json.dumps(records), encoding="utf-8")


def wellness_csv(folder: Path) -> None:
    rows = [
        f"{day},{rhr},{hrv},{round(hours * 3600)},{tired},{sore}\n" for day, rhr, hrv, hours, tired, sore in MORNINGS
    ]
    head = "date,restingHR,hrv,sleepSecs,fatigue,soreness\n"
    (folder / "wellness.csv").write_text(head + "".join(rows), encoding="utf-8")


def hrv4training(folder: Path) -> None:
    rows = [f"{day}, {rhr}, {hrv}, -, {tired}, {sore}\n" for day, rhr, hrv, _, tired, sore in MORNINGS]
    head = "date, HR, rMSSD, HRV4T_Recovery_Points, fatigue, muscle_soreness\n"
    (folder / "hrv4training.csv").write_text(head + "".join(rows), encoding="utf-8")


def own_checkins(folder: Path) -> None:
    """Write the same answers as everybody's own scale has them: 1 to 7."""
    rows = [
        f"{day},hooper,{rhr},{hrv},{hours},{2 * tired - 1},{2 * sore - 1}\n"
        for day, rhr, hrv, hours, tired, sore in MORNINGS
    ]
    head = "day,scale,rhr,hrv_rmssd,sleep_h,fatigue,soreness\n"
    (folder / "checkins.csv").write_text(head + "".join(rows), encoding="utf-8")


CHECKINS: dict[str, Callable[[Path], None]] = {
    one.__name__: one for one in (wellness_json, wellness_csv, hrv4training, own_checkins)
}
