"""Garmin Connect's list of activities: the `Activities.csv` that its website writes, in each account's language."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from attrs import evolve

from runrest.errors import LogError
from runrest.importing.distances import CLOSE, METRES, NAMES, Unit, tell_unit
from runrest.importing.doubting import not_runs
from runrest.importing.garmin_rows import Entry, Rows
from runrest.importing.parts import Part
from runrest.importing.recordings import Session, as_session
from runrest.importing.wording import headers, plain, several_types
from runrest.logs.runs import Run
from runrest.logs.trainings import Training
from runrest.said import said

if TYPE_CHECKING:
    from runrest.importing.doubting import Doubts
    from runrest.importing.parts import Told
    from runrest.importing.table import Table

SEVERAL = said("a session of several sports counts as other training, though a run may be part of it")
NAMELESS = said("without a type")


def recognises(table: Table) -> bool:
    """Tell whether a table is Garmin Connect's list of activities."""
    roles = set(_columns(table))
    return {"type", "date", "time"} <= roles and not roles.isdisjoint({"title", "favorite"})


def read(table: Table, told: Told) -> Part:
    r"""Read runs, strength sessions and other days from Garmin Connect's list.

    Nothing in the list names the unit of its distances. Pace does not help, since it is written in that same unit; but
    strides are in metres in every account, so steps and strides tell.

    Parameters
    ----------
    table : Table
        The rows of an ``Activities.csv``.
    told : Told
        The unit of the distances, where steps and strides do not show it.

    Returns
    -------
    Part
        The sessions, with what was assumed in `notes` and what could not be used in `skipped`.

    Raises
    ------
    LogError
        Where not one activity has a date that can be read, or the unit that was named cannot be.

    Examples
    --------
    >>> from runrest.importing.parts import Told
    >>> from runrest.importing.table import read_table
    >>> text = 'Activity Type,Date,Title,Distance,Time\nRunning,2026-11-20 07:10:00,Leiden,"8.02","00:44:10"\n'
    >>> read(read_table("Activities.csv", text), Told()).runs[0].km
    8.02
    """
    reading = Rows(table, _columns(table))
    entries = [entry for row in table.rows if (entry := reading.entry(row))]
    if table.rows and not entries:
        problem = reading.skipped[len(table.misfits)][1]
        remedy = said("no activity here has a date that can be read")
        raise LogError(table.place, problem, line=table.rows[0].line, remedy=remedy)
    unit, sure = _unit(table.place, [entry for entry in entries if entry.foot and entry.distance], told)
    sessions = [_session(entry, unit, reading.doubts) for entry in entries]
    trainings = tuple(one for one in sessions if isinstance(one, Training))
    notes = [*reading.notes, *([unit.note] if unit else [])]
    if any(plain(one.name) in several_types() for one in trainings):
        notes.append(SEVERAL)
    return Part(
        table.place,
        said("Garmin Connect's activity list"),
        runs=tuple(one for one in sessions if isinstance(one, Run)),
        trainings=trainings,
        skipped=tuple(reading.skipped),
        notes=(*notes, *reading.doubts.notes(), *not_runs(Counter(one.name or NAMELESS for one in trainings))),
        zone=said("local, as the watch wrote them"),
        units=unit.note if unit else "",
        units_sure=sure,
    )


def _unit(place: str, runs: list[Entry], told: Told) -> tuple[Unit | None, bool]:
    """Tell the unit of the distances, and whether that is sure."""
    if not runs:
        return None, True
    ratios = [run.walked / run.distance for run in runs if run.walked and run.distance]
    middle = median(ratios) if ratios else 0.0
    name = next((unit for unit in ("km", "mi") if abs(middle / METRES[unit] - 1) < CLOSE), None)
    if name is None:
        # Without trips it is what the person says, or else kilometres: Garmin lists no run in metres.
        return tell_unit([], told.units), told.units is not None
    if told.units not in (None, name) and "units" not in told.confirmed:
        problem = said(
            "you said that distances are in {told}, but steps and strides show {unit}",
            told=NAMES[told.units or name],
            unit=NAMES[name],
        )
        raise LogError(place, problem, remedy=said("leave the unit out; or if it is right, confirm units"))
    if told.units:
        return tell_unit([], told.units), True
    return Unit(METRES[name], said("distances are in {unit}, as steps and strides show", unit=NAMES[name])), True


def _session(entry: Entry, unit: Unit | None, doubts: Doubts) -> Run | Training:
    metres = entry.distance * unit.metres if entry.distance and unit and entry.foot else None
    session, remarks = as_session(
        Session(entry.name, entry.start, metres, entry.seconds, entry.heart, source=entry.source)
    )
    doubts.keep(remarks)
    if isinstance(session, Training) and not entry.name:
        return evolve(session, sport="unnamed")
    return session


def _columns(table: Table) -> dict[str, int]:
    names = headers("garmin")
    # What the account shows twice stands first as the list itself shows it.
    return {role: found[0] for role, found in table.columns(lambda cell: names.get(plain(cell))).items()}
