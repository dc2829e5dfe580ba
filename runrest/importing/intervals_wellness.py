"""intervals.icu's wellness: one record for each day, as CSV or as the JSON of its API, with the same names.

Answers are on the service's own scale, 1 to 4, where 1 is good and 4 is bad for every one of them, and for sleep
quality too (1 great, 4 poor): said by the service's author in its forum (forum.intervals.icu, topic 609, post 34), and
by users who had it the wrong way round (github.com/CrankAddict/section-11, pull request 4;
github.com/mvilanova/intervals-mcp-server, issue 48 and pull request 63). ``hrv`` is rMSSD; ``hrvSDNN`` is another
measure and never stands for it. Nothing, 0 and -1 are no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import define, field

from runrest.errors import LogError
from runrest.importing.doubting import Doubts, checkin_of
from runrest.importing.moments import read_day
from runrest.importing.parts import Part
from runrest.importing.records import Record, Records, of_document, of_table
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.importing.parts import Told
    from runrest.importing.table import Table
    from runrest.logs.checkins import CheckIn

SCALE = "intervals"
SIGNALS = {
    "fatigue": "fatigue",
    "soreness": "soreness",
    "stress": "stress",
    "sleepQuality": "sleep_quality",
    "restingHR": "rhr",
    "hrv": "hrv_rmssd",
}
SLEEP = "sleepSecs"
OTHERS = ("mood", "motivation", "injury", "readiness", "sleepScore")
"""What a person said or a watch measured besides; named once as not used."""
OTHER_HRV = "hrvSDNN"
ITS_OWN = frozenset(
    ("restingHR", SLEEP, "sleepQuality", "sleepScore", OTHER_HRV, "avgSleepingHR", "ctlLoad", "atlLoad")
)
"""Names that no other service writes like this."""
KNOWN = ITS_OWN | SIGNALS.keys() | frozenset(OTHERS) | {"ctl", "atl", "weight"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def recognises(table: Table) -> bool:
    """Tell whether a table is wellness of intervals.icu."""
    names = set(table.header)
    return not names.isdisjoint({"date", "id"}) and not names.isdisjoint(ITS_OWN) and "start_date_local" not in names


def recognises_json(document: object) -> bool:
    """Tell whether a document is wellness of intervals.icu: a list of days, or one."""
    records = document if isinstance(document, list) else [document]
    return any(isinstance(one, dict) and _is_wellness(one) for one in records)


def _is_wellness(record: Mapping[str, Any]) -> bool:
    day = record.get("id")
    return isinstance(day, str) and DAY.fullmatch(day) is not None and not KNOWN.isdisjoint(record)


def read(table: Table, told: Told) -> Part:
    """Read the CSV as `read_json` reads the JSON."""
    return _read(of_table(table))


def read_json(place: str, document: Any, told: Told) -> Part:
    """Read check-ins from the wellness of intervals.icu.

    Parameters
    ----------
    place : str
        What to call the file in messages.
    document : list or dict
        Days as the API gives them.
    told : Told
        Not asked: the scale is the service's own.

    Returns
    -------
    Part
        The check-ins; a day without any answer or reading that is used here gives none.

    Raises
    ------
    LogError
        Where not one record has a day that can be read.

    Examples
    --------
    >>> from runrest.importing.parts import Told
    >>> one = {"id": "2026-11-22", "restingHR": 51, "sleepSecs": 27000, "fatigue": 2, "sleepQuality": 1}
    >>> checkin = read_json("wellness.json", [one], Told()).checkins[0]
    >>> checkin.facts, checkin.rhr
    (mappingproxy({'fatigue': 3, 'sleep_quality': 1, 'sleep_h_last': 7.5}), 51.0)
    """
    return _read(of_document(place, document))


def _read(records: Records) -> Part:
    reading = _Reading(list(records.misfits))
    for record in records.found:
        reading.take(record)
    if reading.skipped and not reading.days:
        where, problem = reading.skipped[-1]
        raise LogError(where, problem, remedy=said("no record here has a day that can be read"))
    notes = []
    if reading.checkins:
        notes.append(said("answers are on the scale of intervals.icu, 1 (good) to 4 (bad)"))
    if reading.empty:
        notes.append(
            said(
                "{count} of {all} days hold no answer and no reading that is used here",
                count=reading.empty,
                all=reading.days,
            )
        )
    if OTHER_HRV in reading.unused:
        notes.append(said("{name} is another measure than rMSSD and is not used", name=OTHER_HRV))
    if others := [name for name in OTHERS if name in reading.unused]:
        notes.append(said("not used: {names}", names=", ".join(others)))
    return Part(
        records.place,
        said("intervals.icu's wellness"),
        checkins=tuple(sorted(reading.checkins, key=lambda checkin: checkin.day)),
        skipped=tuple(reading.skipped),
        notes=(*notes, *reading.doubts.notes()),
        zone=said("days as written"),
    )


@define
class _Reading:
    """One pass over the days."""

    skipped: list[tuple[str, str]]
    checkins: list[CheckIn] = field(factory=list)
    doubts: Doubts = field(factory=Doubts)
    unused: set[str] = field(factory=set)
    days: int = 0
    empty: int = 0

    def take(self, record: Record) -> None:
        """Read one day, or say why not."""
        try:
            day = read_day(record.text("date") or record.text("id"))
        except ValueError as error:
            self.skipped.append((record.source, str(error)))
            return
        self.days += 1
        self.unused |= {name for name in (*OTHERS, OTHER_HRV) if self._amount(record, name) is not None}
        answers = {signal: self._amount(record, name) for name, signal in SIGNALS.items()}
        seconds = self._amount(record, SLEEP)
        answers["sleep_h"] = _whole(round(seconds / 3600, 2)) if seconds is not None else None
        checkin = checkin_of(day, answers, SCALE, record.source, self.doubts)
        if checkin is None:
            self.empty += 1
        else:
            self.checkins.append(checkin)

    def _amount(self, record: Record, name: str) -> float | None:
        try:
            number = record.number(name)
        except ValueError as error:
            self.doubts.add(record.source, said("{name}: {why}", name=name, why=str(error)))
            return None
        return _whole(number) if number is not None and number > 0 else None


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number
