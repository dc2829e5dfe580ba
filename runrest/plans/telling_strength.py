"""Placed strength in words, as a table and as a calendar."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.phrases import Phrases
from runrest.plans.calendars import Event, calendar_text
from runrest.plans.sessions import PHASES, count_words, told_day
from runrest.said import joined, said
from runrest.words.wording import fill, sentence

if TYPE_CHECKING:
    from runrest.plans.making_room import Shortage
    from runrest.plans.seasons import Placement
    from runrest.plans.sessions import Session
    from runrest.plans.strength_weeks import StrengthTable
    from runrest.plans.training_plan import TrainingPlan

COLUMNS = ("date", "kind", "km", "minutes", "phase", "note", "priority")
FORMULA = ("=", "+", "-", "@", "\t")
TITLE = said("Strength for runners")
LOADS = said("Sets and repetitions are the seed's. In trials heavier loads improve running economy most (EIH22).")
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
        words = [said("{focus}: {volume}", focus=self.focus, volume=self.volume)]
        if self.name:
            words.append(said("{title} (runrest offer {name})", title=self.title, name=self.name))
        if not self.jumps:
            words.append(said("no jumps, a race is near (ST11)"))
        return joined(words, "; ")


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
        where = said("after the {runs}", runs=_and(beside)) if beside else said("no run that day")
        told.append(
            Told(session, number, week, row.focus, row.volume, row.exercises, name, title, where, jumps=not near)
        )
    return tuple(told)


def _and(words: list[str]) -> str:
    return said("{first} and {last}", first=_and(words[:-1]), last=words[-1]) if len(words) > 1 else words[0]


def tell_strength(
    told: tuple[Told, ...],
    weeks: int,
    shortages: tuple[Shortage, ...],
    own: tuple[tuple[str, str], ...] = (),
    *,
    width: int = 80,
    phrases: Phrases | None = None,
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
    phrases : Phrases, optional
        Of the language to tell it in; else English.

    Returns
    -------
    str
        The phases with their exercises, each session with its day.
    """
    phrases = phrases or Phrases()
    translated = phrases.translated
    lines = [translated(said("{sessions} in {weeks}", sessions=_sessions(len(told)), weeks=_weeks(weeks)))]
    phase: str | None = None
    for one in told:
        if one.session.phase != phase:
            phase = one.session.phase
            head = said("{focus}, from week {week}: {volume}", focus=one.focus, week=one.week, volume=one.volume)
            lines += ["", translated(head), *fill(one.exercises, width, "  ")]
        race = "" if one.jumps else said("no jumps before the race (ST11)")
        words = translated(joined((told_day(one.session.day), one.beside, one.name, race)))
        start = translated(said("week {week}", week=f"{one.week:<3}"))
        lines += fill(words, width, f"  {start}", " " * (len(start) + 2))
    if told and own:
        named = ((phrases(key) if phrases.has(key := f"thing.{name}") else name, volume) for name, volume in own)
        numbers = ", ".join(f"{pattern} {volume}" for pattern, volume in named)
        first = said("An exercise's own numbers go before these: {numbers} (ST9).", numbers=numbers)
        lines += ["", *fill(translated(first), width)]
    if told:
        lines += fill(translated(LOADS), width)
    for shortage in shortages:
        lines += ["", *fill(sentence(translated(str(shortage))), width)]
    return "\n".join(lines)


def plan_csv(plan: TrainingPlan, told: tuple[Told, ...] = (), phrases: Phrases | None = None) -> str:
    """Write a plan as the CSV that it could be read from.

    Parameters
    ----------
    plan : TrainingPlan
        The sessions.
    told : tuple of Told
        What to note with the placed ones.
    phrases : Phrases, optional
        Of the language of the notes; else English.

    Returns
    -------
    str
        One row for each session.
    """
    translated = (phrases or Phrases()).translated
    notes = {one.session.day: translated(one.note) for one in told}
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


def strength_calendar(told: tuple[Told, ...], placement: Placement, phrases: Phrases | None = None) -> str:
    """Write placed strength as a calendar.

    Parameters
    ----------
    told : tuple of Told
        The sessions.
    placement : Placement
        For the first day.
    phrases : Phrases, optional
        Of the language to write it in; else English.

    Returns
    -------
    str
        iCalendar text.
    """
    translated = (phrases or Phrases()).translated
    events = []
    for one in told:
        words = [said("Week {week}, {beside}.", week=one.week, beside=one.beside)]
        words += [f"{one.focus}: {one.volume}.", f"{one.exercises}."]
        if one.name:
            words.append(said("Follow: runrest offer {name} ({title}).", name=one.name, title=one.title))
        if not one.jumps:
            words.append(said("No jumps: a race is near (ST11)."))
        summary = said("Strength {number} of {count}: {focus}", number=one.number, count=len(told), focus=one.focus)
        text = "\n".join(map(translated, words))
        events.append(Event(one.session.day, translated(summary), text, key=str(one.number)))
    return calendar_text(events, TITLE, placement.season.start, called=translated(TITLE))


def _sessions(number: int) -> str:
    if number < 2:
        return said("one strength session") if number else said("no strength sessions")
    return said("{count} strength sessions", count=count_words(number))


def _weeks(number: int) -> str:
    return said("one week") if number == 1 else said("{count} weeks", count=count_words(number))
