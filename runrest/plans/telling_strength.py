"""Placed strength in words, as a table and as a calendar."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.plans.calendars import Event, calendar_text
from runrest.plans.sessions import PHASES, told_day
from runrest.words.wording import NUMBERS, fill, sentence

if TYPE_CHECKING:
    from runrest.plans.making_room import Shortage
    from runrest.plans.seasons import Placement
    from runrest.plans.sessions import Session
    from runrest.plans.strength_weeks import StrengthTable
    from runrest.plans.training_plan import TrainingPlan

COLUMNS = ("date", "kind", "km", "minutes", "phase", "note", "priority")
FORMULA = ("=", "+", "-", "@", "\t")
TITLE = "Strength for runners"
LOADS = "Sets and repetitions are the seed's. In trials heavier loads improve running economy most (EIH22)."
JUMPS_BEFORE_RACE = 14
"""Days before a race that matters without jumps (ST11): the upper end of "10 to 14"."""


@frozen
class Told:
    """One placed session with what there is to do in it."""

    session: Session
    number: int
    week: int
    """Counted from 1."""
    focus: str
    volume: str
    exercises: str
    name: str
    """The composed session to follow, ``""`` where there is none."""
    title: str
    beside: str
    jumps: bool

    @property
    def note(self) -> str:
        """Say in one line what to do."""
        follow = f"; {self.title} (runrest offer {self.name})" if self.name else ""
        return f"{self.focus}: {self.volume}{follow}{'' if self.jumps else '; no jumps, a race is near (ST11)'}"


def told_sessions(placement: Placement, table: StrengthTable, level: str) -> tuple[Told, ...]:
    """Say of each placed session what there is to do in it.

    Parameters
    ----------
    placement : Placement
        Where strength was placed.
    table : StrengthTable
        The twelve weeks.
    level : str
        Equipment: ``none``, ``home`` or ``gym``.

    Returns
    -------
    tuple of Told
        In order of day; the composed sessions of a phase take turns.
    """
    turns = dict.fromkeys(PHASES, 0)
    races = [run.day for run in placement.season.runs.sessions if run.kind == "race" and run.priority in (None, "A")]
    told = []
    for number, session in enumerate(placement.sessions(), start=1):
        phase = session.phase or PHASES[0]
        near = phase == "power" and any(0 <= (race - session.day).days <= JUMPS_BEFORE_RACE for race in races)
        row, composed = table.rows[phase], table.session(phase, level, turns[phase], jumps=not near)
        name, title = (composed.name, composed.title) if composed else ("", "")
        turns[phase] += 1
        week = (session.day - placement.season.start).days // 7 + 1
        beside = [one.words for one in placement.season.runs.of_day(session.day) if one.kind != "rest"]
        where = f"after the {' and '.join(beside)}" if beside else "no run that day"
        told.append(
            Told(session, number, week, row.focus, row.volume, row.exercises, name, title, where, jumps=not near)
        )
    return tuple(told)


def tell_strength(
    told: tuple[Told, ...],
    weeks: int,
    shortages: tuple[Shortage, ...],
    own: tuple[tuple[str, str], ...] = (),
    *,
    width: int = 80,
) -> str:
    """Tell placed strength week by week, phase by phase.

    Parameters
    ----------
    told : tuple of Told
        The sessions.
    weeks : int
        How many weeks were asked for.
    shortages : tuple of Shortage
        Weeks without enough room.
    own : tuple of tuple of str
        Patterns of movement with sets x reps of their own.
    width : int
        Columns to fill.

    Returns
    -------
    str
        The phases with their exercises, each session with its day.
    """
    lines = [f"{_count(len(told), 'strength session')} in {_count(weeks, 'week')}"]
    phase: str | None = None
    for one in told:
        if one.session.phase != phase:
            phase = one.session.phase
            lines += ["", f"{one.focus}, from week {one.week}: {one.volume}", *fill(one.exercises, width, "  ")]
        race = "" if one.jumps else ", no jumps before the race (ST11)"
        follow = f", {one.name}" if one.name else ""
        words = f"{told_day(one.session.day)}, {one.beside}{follow}{race}"
        lines += fill(words, width, f"  week {one.week:<3}", " " * 10)
    if told and own:
        numbers = ", ".join(f"{pattern} {volume}" for pattern, volume in own)
        lines += ["", *fill(f"An exercise's own numbers go before these: {numbers} (ST9).", width)]
    if told:
        lines += fill(LOADS, width)
    for shortage in shortages:
        lines += ["", *fill(sentence(str(shortage)), width)]
    return "\n".join(lines)


def plan_csv(plan: TrainingPlan, told: tuple[Told, ...] = ()) -> str:
    """Write a plan as the CSV that it could be read from.

    Parameters
    ----------
    plan : TrainingPlan
        The sessions.
    told : tuple of Told
        What to note with the placed ones.

    Returns
    -------
    str
        One row for each session.
    """
    notes = {one.session.day: one.note for one in told}
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    for session in plan.sessions:
        note = notes.get(session.day, session.note) if session.strength else session.note
        km, minutes = ("" if one is None else f"{one:.6g}" for one in (session.km, session.minutes))
        phase, priority = session.phase or "", session.priority or ""
        rows.writerow((session.day, session.kind, km, minutes, phase, _cell(note), priority))
    return written.getvalue()


def _cell(note: str) -> str:
    """Keep a spreadsheet from taking a note for a formula."""
    return f"'{note}" if note.startswith(FORMULA) else note


def strength_calendar(told: tuple[Told, ...], placement: Placement) -> str:
    """Write placed strength as a calendar.

    Parameters
    ----------
    told : tuple of Told
        The sessions.
    placement : Placement
        For the first day.

    Returns
    -------
    str
        iCalendar text.
    """
    events = []
    for one in told:
        words = [f"Week {one.week}, {one.beside}.", f"{one.focus}: {one.volume}.", f"{one.exercises}."]
        words += [f"Follow: runrest offer {one.name} ({one.title})."] if one.name else []
        words += [] if one.jumps else ["No jumps: a race is near (ST11)."]
        summary = f"Strength {one.number} of {len(told)}: {one.focus}"
        events.append(Event(one.session.day, summary, "\n".join(words), key=str(one.number)))
    return calendar_text(events, TITLE, placement.season.start)


def _count(number: int, thing: str) -> str:
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {thing}{'' if number == 1 else 's'}"
