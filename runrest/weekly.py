"""Signals about the week: what the last days of decisions, check-ins and runs add up to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve

from runrest.diary import Diary
from runrest.logs.findings import Finding, values
from runrest.logs.monotony import MONOTONY_LEAST
from runrest.logs.planned import Plan
from runrest.logs.weekly_load import daily_loads, load_findings
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.logs.records import Records

WEEK = 7


def weekly_signals(athlete: Records, on: date, today: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Give the signals that only a whole week can show.

    Every day is decided anew by the trees of ``today`` from that day's own check-in; nothing is guessed where one is
    missing.

    - ``red_day_7d`` (PG4): true where on any of the seven days before, or on the day itself, the answer was
      STOP_REFER, or a rule for bone, strong pain, a limp, fever or illness (PB1-PB5, IL1, IL2) took running away.
      False where at least four of the seven days before say no, and none says yes; a day says no only if its check-in
      answers pain and illness. Red flags are asked for "since the last clearance", so today's answer covers them.
    - ``poor_days_7d`` (PG1, RD4): days of seven, today included, with two or more signs of poor recovery; at least
      four days must be known, and those that are not are not counted.
    - ``soft_sign_days`` (PG3): days in a row up to today with two or more soft signs; a missing day ends the count.
    - ``pain_ok_days`` (PB7, PG1, AT1): days in a row up to today with pain of 2 of 10 at most, not worse than last
      week and not worse than on a usual morning. Where a missing day ends the count below seven, it is unknown.
    - ``rpe_high_7d`` (RD12): see ``sessions_too_hard``.
    - ``load_7d``, ``load_28d``, ``load_days_known_7d`` (FOST01, LD7), ``monotony_7d``, ``strain_7d``, ``strain_high``
      (FOST98, LD6), ``weeks_since_deload`` (BELL23, PG3): see ``load_signals``.

    Parameters
    ----------
    athlete : Records
        Log, check-ins and profile; the plan is the day's own and says nothing of days past.
    on : datetime.date
        The day that is asked about.
    today : mapping of str to object, optional
        What is known of that very day, where it is more than the log and the check-in say.

    Returns
    -------
    dict of str to value
        Signal to value; what cannot be known is absent.

    Raises
    ------
    FactsError
        Where a check-in does not fit the vocabulary.

    Examples
    --------
    >>> from runrest.logs.checkins import CheckIn
    >>> from runrest.logs.records import Records
    >>> fever = CheckIn.of(date(2026, 11, 18), temp_c=38.5)
    >>> weekly_signals(Records(checkins=[fever]), date(2026, 11, 22))
    {'red_day_7d': True}
    """
    return values(weekly_findings(athlete, on, today))


def weekly_findings(athlete: Records, on: date, today: Mapping[str, object] | None = None) -> dict[str, Finding]:
    """Give the signals that only a whole week can show, each with what it rests on or why it is unknown.

    Parameters
    ----------
    athlete : Records
        Log, check-ins and profile.
    on : datetime.date
        The day that is asked about.
    today : mapping of str to object, optional
        What is known of that very day, where it is more than the log and the check-in say.

    Returns
    -------
    dict of str to Finding
        The same signals as `weekly_signals`.

    Raises
    ------
    FactsError
        Where a check-in does not fit the vocabulary.
    """
    diary = Diary(evolve(athlete, plan=Plan()), on, today)
    return {**load_findings(athlete.lookback(on)), "rpe_high_7d": diary.rpe_high(on), **diary_findings(diary)}


def diary_findings(diary: Diary) -> dict[str, Finding]:
    """Give the signals that need the days before decided anew, or looked at through the vocabulary."""
    return {
        "red_day_7d": diary.red_day(),
        "poor_days_7d": diary.poor_days(diary.on),
        "soft_sign_days": diary.soft_sign_days(),
        "pain_ok_days": diary.pain_ok_days(),
    }


def weekly_notes(athlete: Records, on: date) -> tuple[str, ...]:
    """Say in plain sentences what the week leaves unknown, and why.

    Parameters
    ----------
    athlete : Records
        Log and check-ins.
    on : datetime.date
        The day that is asked about.

    Returns
    -------
    tuple of str
        On missing check-ins, and on days whose load is not known or is always the same.
    """
    told = {checkin.day for checkin in athlete.checkins}
    lacking = sum(on - timedelta(days=back) not in told for back in range(1, WEEK + 1))
    notes = (
        [said("{count} of the seven days before {on} have no check-in", count=lacking, on=on)]
        if athlete.checkins and lacking
        else []
    )
    week = daily_loads(athlete.runs, on, WEEK, athlete.gap_days)
    known = [load for load in week if load is not None]
    if len(athlete.runs) and len(known) < MONOTONY_LEAST:
        notes.append(
            said(
                "the load of {count} of the last seven days is not known (effort and minutes of every session are"
                " needed, strength too), so monotony and strain are left out",
                count=WEEK - len(known),
            )
        )
    elif len(set(known)) == 1:
        notes.append(
            said("every day had the same load, so monotony has no number and is taken as high")
            if any(known)
            else said("there was no training in the last seven days, so monotony and strain mean nothing")
        )
    return tuple(notes)
