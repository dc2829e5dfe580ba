"""Strava's bulk export: the `activities.csv` in it, in every wording and column count it has had."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from runrest.errors import LogError
from runrest.importing.distances import Trip, Unit, believable, tell_unit
from runrest.importing.doubting import not_runs
from runrest.importing.moments import read_moment
from runrest.importing.numerals import read_number, shown
from runrest.importing.parts import AT_ZONE, Part
from runrest.importing.wording import headers, plain, run_types, strength_types
from runrest.logs.bounds import MOST_KM, MOST_MINUTES
from runrest.logs.runs import Run
from runrest.logs.trainings import Heart, Training
from runrest.said import said

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from runrest.importing.parts import Told
    from runrest.importing.table import Row, Table

TIME, EFFORT, DISTANCE = said("time"), said("effort"), said("distance")
TRUE = frozenset({"1", "1.0", "true", "yes"})
# Strava numbers a run's "workout type": a "workout" may be any quality session, and tempo claims the least.
WORKOUT_KINDS = {1: "race", 2: "long", 3: "tempo"}
TAGS = ("race", "long", "recovery")
MOST_DOUBTS = 10
NAMELESS = said("without a type")
EXACT = Unit(1.0, said("distances are in metres, as a second column gives them"), sure=True)


@frozen
class Columns:
    """Where each thing stands; a name that occurs twice has the shown value first and the plain one last."""

    id: int | None
    date: int | None
    type: int | None
    file: int | None
    shown: int | None
    """The distance in the unit of the account."""
    exact: int | None
    """The distance in metres, where there is a second one."""
    seconds: tuple[int, ...]
    """The times, the one to believe first: moving, elapsed as a number, elapsed as shown."""
    speed: int | None
    effort: int | None
    workout: int | None
    heart: int | None
    heart_most: int | None
    tags: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, table: Table) -> Columns:
        """Find the columns by their names, in whatever language they are."""
        at = table.columns(lambda cell: headers().get(plain(cell)))
        first = {role: places[0] for role, places in at.items()}
        last = {role: places[-1] for role, places in at.items()}
        times = (last.get("moving"), last.get("elapsed"), first.get("elapsed"))
        return cls(
            id=first.get("id"),
            date=first.get("date"),
            type=first.get("type"),
            file=first.get("file"),
            shown=first.get("distance"),
            exact=last["distance"] if len(at.get("distance", ())) > 1 else None,
            seconds=tuple(dict.fromkeys(place for place in times if place is not None)),
            speed=first.get("speed"),
            effort=first.get("effort"),
            workout=first.get("workout"),
            heart=first.get("heart"),
            heart_most=last.get("heart_most"),
            tags=tuple((tag, first[tag]) for tag in TAGS if tag in first),
        )


def recognises(table: Table) -> bool:
    """Tell whether a table is an activity list of Strava's."""
    columns = Columns.of(table)
    return None not in (columns.id, columns.date, columns.type)


def read(table: Table, told: Told) -> Part:
    """Read runs, strength sessions and other days from Strava's activity list.

    Parameters
    ----------
    table : Table
        The rows of an ``activities.csv``.
    told : Told
        The zone the runner lives in, since Strava's own dates are in UTC, and the unit of the distances that Strava
        shows, where no other column tells.

    Returns
    -------
    Part
        The sessions, with what was assumed in `notes` and what could not be used in `skipped`.

    Raises
    ------
    LogError
        Where not one activity has a date that can be read.
    """
    reading = _Reading(table, Columns.of(table), told.zone or UTC)
    for row in table.rows:
        reading.take(row)
    if table.rows and not reading.dated:
        problem = reading.skipped[len(table.misfits)][1]
        remedy = said("no activity here has a date that can be read")
        raise LogError(table.place, problem, line=table.rows[0].line, remedy=remedy)
    runs, unit = reading.runs(told.units)
    reading.notes += list(reading.doubts)[:MOST_DOUBTS]
    if len(reading.doubts) > MOST_DOUBTS:
        reading.notes.append(said("{n} more numbers could not be used either", n=len(reading.doubts) - MOST_DOUBTS))
    if told.zone is None and reading.dated:
        reading.notes.append(said("Strava's dates are in UTC and are used as they are; {remedy}", remedy=AT_ZONE))
    if reading.not_runs:
        reading.notes += not_runs(reading.not_runs)
    return Part(
        table.place,
        said("Strava's activity list"),
        runs=tuple(runs),
        trainings=tuple(reading.trainings),
        skipped=tuple(reading.skipped),
        notes=tuple(reading.notes),
        zone=said("UTC, moved to {zone}", zone=told.zone) if told.zone else said("UTC, as Strava writes it"),
        units=unit.note,
        units_sure=unit.sure,
        recordings=tuple(reading.recordings),
    )


@define
class _Reading:
    """One pass over the rows: sorted into runs, strength, other and unusable."""

    table: Table
    columns: Columns
    zone: tzinfo
    foot: list[tuple[Row, datetime]] = field(factory=list)
    trainings: list[Training] = field(factory=list)
    recordings: list[tuple[str, str]] = field(factory=list)
    """Each file that the list names, with the place it is named at."""
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
            start = read_moment(row.cell(self.columns.date), zone=UTC).astimezone(self.zone)
        except (ValueError, OverflowError) as error:
            self.skipped.append((self.table.at(row), str(error)))
            return
        self.dated += 1
        identity = row.cell(self.columns.id)
        if identity and identity in self.seen:
            self.skipped.append(
                (self.table.at(row), said("activity {text} is listed a second time", text=shown(identity)))
            )
            return
        self.seen.add(identity)
        if recording := row.cell(self.columns.file):
            self.recordings.append((recording, self.table.at(row)))
        name = row.cell(self.columns.type)
        if plain(name) in run_types():
            self.foot.append((row, start))
            return
        self.not_runs[" ".join(name[:40].split()) or NAMELESS] += 1
        sport = "strength" if plain(name) in strength_types() else "cross"
        seconds = self.seconds(row)
        training = Training(
            day=start.date(),
            sport=sport,
            name=name,
            minutes=self.within(row, TIME, seconds and round(seconds / 60, 2), MOST_MINUTES),
            rpe=self.within(row, EFFORT, self.number(row, self.columns.effort), 10),
            start=start,
            heart=self.heart(row),
            source=self.table.at(row),
        )
        self.trainings.append(training)

    def runs(self, units: str | None) -> tuple[list[Run], Unit]:
        unit = self.unit(units)
        found = []
        for row, start in self.foot:
            metres, seconds = self.metres(row, unit), self.seconds(row)
            if metres and not believable(metres, seconds):
                self.doubt(row, said("{km:.1f} km is not believed for its time", km=metres / 1000))
                metres = None
            run = Run(
                day=start.date(),
                km=self.within(row, DISTANCE, metres and round(metres / 1000, 3), MOST_KM),
                minutes=self.within(row, TIME, seconds and round(seconds / 60, 2), MOST_MINUTES),
                # Strava's scale begins at 1: a 0 there is an effort that nobody gave.
                rpe=self.within(row, EFFORT, self.number(row, self.columns.effort), 10),
                kind=self.kind(row),
                start=start,
                heart=self.heart(row),
                source=self.table.at(row),
            )
            found.append(run)
        return found, unit or EXACT

    def within(self, row: Row, what: str, amount: float | None, most: float) -> float | None:
        """Keep a possible amount; zero is what Strava writes for none, and the rest is doubted."""
        if not amount:
            return None
        if 0 < amount <= most:
            return amount
        self.doubt(row, said("a {what} of {amount:g} is not possible", what=what, amount=amount))
        return None

    def doubt(self, row: Row, why: str) -> None:
        self.doubts[said("{place}: {why}, so it counts as unknown", place=self.table.at(row), why=why)] = None

    def unit(self, told: str | None) -> Unit | None:
        """Tell the unit of the shown distance, where any run needs it."""
        shown_at, plain_at = self.columns.shown, self.columns.exact
        rows = [row for row, _ in self.foot]
        needing = [row for row in rows if not self.number(row, plain_at) and self.number(row, shown_at)]
        if not needing:
            return None
        trips = []
        for row in rows:
            distance, seconds = self.number(row, shown_at), self.seconds(row)
            speed = self.number(row, self.columns.speed)
            other = self.number(row, plain_at) or (speed * seconds if speed and seconds else None)
            if distance:
                trips.append(Trip(distance, other, seconds))
        unit = tell_unit(trips, told)
        note = (
            said(
                "{count} of {all} runs have only the distance that Strava shows (the first at {place}): {unit}",
                count=len(needing),
                all=len(rows),
                place=self.table.at(needing[0]),
                unit=unit.note,
            )
            if len(needing) < len(rows)
            else said(
                "{count} of {all} runs have only the distance that Strava shows: {unit}",
                count=len(needing),
                all=len(rows),
                unit=unit.note,
            )
        )
        self.notes.append(note)
        return unit

    def metres(self, row: Row, unit: Unit | None) -> float | None:
        exact = self.number(row, self.columns.exact)
        if exact:
            return exact
        given = self.number(row, self.columns.shown)
        return given * unit.metres if given and unit else None

    def seconds(self, row: Row) -> float | None:
        for column in self.columns.seconds:
            if value := self.number(row, column):
                return value
        return None

    def kind(self, row: Row) -> str | None:
        workout = self.number(row, self.columns.workout)
        named = WORKOUT_KINDS.get(int(workout)) if workout else None
        if named:
            return named
        for tag, column in self.columns.tags:
            if row.cell(column).lower() in TRUE:
                return tag
        return None

    def heart(self, row: Row) -> Heart | None:
        """Give the heart's mean and highest rate; a 0 is what is written for none."""
        mean, most = self.number(row, self.columns.heart), self.number(row, self.columns.heart_most)
        return Heart(mean or None, most or None) if mean or most else None

    def number(self, row: Row, column: int | None) -> float | None:
        text = "" if column is None else row.cells[column]
        if not text:
            return None
        try:
            return read_number(text)
        except ValueError as error:
            self.doubt(row, str(error))
            return None
