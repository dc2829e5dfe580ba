"""Strava's bulk export: the `activities.csv` in it, in every wording and column count it has had."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from runrest.errors import LogError
from runrest.importing.distances import METRES, Trip, Unit, believable, tell_unit
from runrest.importing.moments import read_moment, read_zone
from runrest.importing.numerals import read_number, shown
from runrest.importing.wording import headers, plain, run_types, strength_types
from runrest.logs.bounds import MOST_KM, MOST_MINUTES
from runrest.logs.runs import Run, RunLog
from runrest.logs.trainings import Training

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from runrest.importing.table import Row, Table

TRUE = frozenset({"1", "1.0", "true", "yes"})
# Strava numbers a run's "workout type": a "workout" may be any quality session, and tempo claims the least.
WORKOUT_KINDS = {1: "race", 2: "long", 3: "tempo"}
TAGS = ("race", "long", "recovery")
MOST_DOUBTS = 10
AT_ZONE = 'say where you live, for instance tz="Europe/Amsterdam"'


@frozen
class Columns:
    """Where each thing stands; a name that occurs twice has the shown value first and the plain one last."""

    at: Mapping[str, tuple[int, ...]]

    def first(self, role: str) -> int | None:
        """Give the first column of a role."""
        return self.at[role][0] if role in self.at else None

    def last(self, role: str) -> int | None:
        """Give the last column of a role."""
        return self.at[role][-1] if role in self.at else None

    def second(self, role: str) -> int | None:
        """Give the last column of a role where there is more than one."""
        return self.at[role][-1] if len(self.at.get(role, ())) > 1 else None


def recognises(table: Table) -> bool:
    """Tell whether a table is an activity list of Strava's."""
    return {"id", "date", "type"} <= set(_columns(table).at)


def read_strava(table: Table, *, tz: str | None = None, units: str | None = None) -> RunLog:
    """Read runs, strength sessions and other days from Strava's activity list.

    Parameters
    ----------
    table : Table
        The rows of an ``activities.csv``.
    tz : str, optional
        The IANA name of the zone the runner lives in; Strava's own dates are in UTC.
    units : str, optional
        ``km``, ``mi`` or ``m``: the unit of the distances that Strava shows, where no other column tells.

    Returns
    -------
    RunLog
        The log, with what was assumed in `notes` and what could not be used in `skipped`.

    Raises
    ------
    LogError
        Where the zone or unit is unknown, or not one activity has a date that can be read.
    """
    if units is not None and units not in METRES:
        raise LogError(table.place, f"{shown(units)} is not a unit of distance", remedy="give km, mi or m")
    try:
        reading = _Reading(table, _columns(table), read_zone(tz))
    except ValueError as error:
        raise LogError(table.place, str(error), remedy=AT_ZONE) from None
    for row in table.rows:
        reading.take(row)
    if table.rows and not reading.dated:
        problem = reading.skipped[len(table.misfits)][1]
        remedy = "no activity here has a date that can be read"
        raise LogError(table.place, problem, line=table.rows[0].line, remedy=remedy)
    runs = reading.runs(units)
    reading.notes += list(reading.doubts)[:MOST_DOUBTS]
    if len(reading.doubts) > MOST_DOUBTS:
        reading.notes.append(f"{len(reading.doubts) - MOST_DOUBTS} more numbers could not be used either")
    if tz is None and reading.dated:
        reading.notes.append(f"Strava's dates are in UTC and are used as they are; {AT_ZONE}")
    if reading.not_runs:
        most = reading.not_runs.most_common(MOST_DOUBTS)
        listed = ", ".join(f"{count} {name}" for name, count in most)
        rest = reading.not_runs.total() - sum(count for _, count in most)
        listed += f", and {rest} of other types" if rest else ""
        reading.notes.append(f"not counted as runs: {listed}")
    if not runs:
        reading.notes.append("there are no runs in this log")
    return RunLog(
        runs=tuple(runs),
        trainings=tuple(reading.trainings),
        skipped=tuple(reading.skipped),
        notes=tuple(reading.notes),
    )


@define
class _Reading:
    """One pass over the rows: sorted into runs, strength, other and unusable."""

    table: Table
    columns: Columns
    zone: tzinfo
    foot: list[tuple[Row, datetime]] = field(factory=list)
    trainings: list[Training] = field(factory=list)
    skipped: list[tuple[str, str]] = field(init=False)
    notes: list[str] = field(factory=list)
    doubts: dict[str, None] = field(factory=dict)
    """In order and without repeats: one cell may be read more than once."""
    not_runs: Counter[str] = field(factory=Counter)
    seen: set[str] = field(factory=set)
    dated: int = 0

    @skipped.default
    def _misfits(self) -> list[tuple[str, str]]:
        return [(f"{self.table.place}:{line}", reason) for line, reason in self.table.misfits]

    def take(self, row: Row) -> None:
        try:
            start = read_moment(row.cell(self.columns.first("date")), zone=UTC).astimezone(self.zone)
        except (ValueError, OverflowError) as error:
            self.skipped.append((self.table.at(row), str(error)))
            return
        self.dated += 1
        identity = row.cell(self.columns.first("id"))
        if identity and identity in self.seen:
            self.skipped.append((self.table.at(row), f"activity {shown(identity)} is listed a second time"))
            return
        self.seen.add(identity)
        name = row.cell(self.columns.first("type"))
        if plain(name) in run_types():
            self.foot.append((row, start))
            return
        self.not_runs[" ".join(name[:40].split()) or "without a type"] += 1
        sport = "strength" if plain(name) in strength_types() else "cross"
        seconds = self.seconds(row)
        training = Training(
            day=start.date(),
            sport=sport,
            name=name,
            minutes=self.within(row, "time", seconds and round(seconds / 60, 2), MOST_MINUTES),
            rpe=self.within(row, "effort", self.number(row, self.columns.first("effort")), 10),
            start=start,
            source=self.table.at(row),
        )
        self.trainings.append(training)

    def runs(self, units: str | None) -> list[Run]:
        unit = self.unit(units)
        found = []
        for row, start in self.foot:
            metres, seconds = self.metres(row, unit), self.seconds(row)
            if metres and not believable(metres, seconds):
                self.doubt(row, f"{metres / 1000:.1f} km is not believed for its time")
                metres = None
            run = Run(
                day=start.date(),
                km=self.within(row, "distance", metres and round(metres / 1000, 3), MOST_KM),
                minutes=self.within(row, "time", seconds and round(seconds / 60, 2), MOST_MINUTES),
                # Strava's scale begins at 1: a 0 there is an effort that nobody gave.
                rpe=self.within(row, "effort", self.number(row, self.columns.first("effort")), 10),
                kind=self.kind(row),
                start=start,
                source=self.table.at(row),
            )
            found.append(run)
        return found

    def within(self, row: Row, what: str, amount: float | None, most: float) -> float | None:
        """Keep a possible amount; zero is what Strava writes for none, and the rest is doubted."""
        if not amount:
            return None
        if 0 < amount <= most:
            return amount
        self.doubt(row, f"a {what} of {amount:g} is not possible")
        return None

    def doubt(self, row: Row, why: str) -> None:
        self.doubts[f"{self.table.at(row)}: {why}, so it counts as unknown"] = None

    def unit(self, told: str | None) -> Unit | None:
        """Tell the unit of the shown distance, where any run needs it."""
        shown_at, plain_at = self.columns.first("distance"), self.columns.second("distance")
        rows = [row for row, _ in self.foot]
        needing = [row for row in rows if self.number(row, shown_at) and not self.number(row, plain_at)]
        if not needing:
            return None
        trips = []
        for row in rows:
            distance, seconds = self.number(row, shown_at), self.seconds(row)
            speed = self.number(row, self.columns.first("speed"))
            other = self.number(row, plain_at) or (speed * seconds if speed and seconds else None)
            if distance:
                trips.append(Trip(distance, other, seconds))
        unit = tell_unit(trips, told)
        whose = f"{len(needing)} of {len(rows)} runs have only the distance that Strava shows"
        place = f" (the first at {self.table.at(needing[0])})" if len(needing) < len(rows) else ""
        self.notes.append(f"{whose}{place}: {unit.note}")
        return unit

    def metres(self, row: Row, unit: Unit | None) -> float | None:
        exact = self.number(row, self.columns.second("distance"))
        if exact:
            return exact
        given = self.number(row, self.columns.first("distance"))
        return given * unit.metres if given and unit else None

    def seconds(self, row: Row) -> float | None:
        roles = (self.columns.last("moving"), self.columns.last("elapsed"), self.columns.first("elapsed"))
        return next((value for role in roles if (value := self.number(row, role))), None)

    def kind(self, row: Row) -> str | None:
        workout = self.number(row, self.columns.first("workout"))
        named = WORKOUT_KINDS.get(int(workout)) if workout else None
        return named or next((tag for tag in TAGS if row.cell(self.columns.first(tag)).lower() in TRUE), None)

    def number(self, row: Row, column: int | None) -> float | None:
        try:
            return read_number(row.cell(column))
        except ValueError as error:
            self.doubt(row, str(error))
            return None


def _columns(table: Table) -> Columns:
    return Columns(table.columns(lambda cell: headers().get(plain(cell))))
