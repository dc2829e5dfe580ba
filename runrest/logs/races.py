"""Races in a log: the one that still asks for easy days, and runs that look like one and are not called so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.logs.findings import Finding
from runrest.logs.naming import named
from runrest.said import said

if TYPE_CHECKING:
    from datetime import date

    from runrest.logs.lookback import Lookback
    from runrest.logs.runs import Run, RunLog

KM_PER_EASY_DAY = 3.0
"""A race asks for about one easy day for every so many kilometres (BK1)."""
RACE_KMS = (5.0, 10.0, 21.0975, 42.195)
LIKE_A_RACE_RPE = 7
"""House convention: an effort that the CR-10 scale calls very hard, over a distance that races have."""
SHORT, OVER = 0.01, 0.03
"""How much less, and how much more, than a race's distance a watch shows on the course: a convention too."""


def last_race(log: RunLog, on: date) -> Run | None:
    """Find the race that still asks for the most easy days, or else the most recent one.

    A race is a run whose kind is ``race``; nothing else is taken for one. A short race a week after a marathon must
    not hide the marathon.
    """
    races = [run for run in log.races if run.day <= on]

    def easy_days_left(run: Run) -> float:
        return max(0.0, (run.km or 0.0) / KM_PER_EASY_DAY - (on - run.day).days)

    return max(races, key=lambda run: (easy_days_left(run), run.day, run.km or 0.0), default=None)


def race_findings(back: Lookback) -> dict[str, Finding]:
    """Give the signals of the last race: ``days_since_race`` and ``last_race_km``."""
    race = last_race(back.log, back.on)
    if race is None:
        why = back.no_runs or said("no run in the log is called a race")
        return {"days_since_race": Finding(why=why), "last_race_km": Finding(why=why)}
    km = (
        Finding(why=said("{session} has no distance", session=named(race)))
        if race.km is None
        else Finding.of(race.km, [race])
    )
    return {"days_since_race": Finding.of((back.on - race.day).days, [race]), "last_race_km": km}


def looks_like_a_race(run: Run) -> bool:
    """Tell whether a run that is not called a race was as far and as hard as one.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import Run
    >>> looks_like_a_race(Run(date(2026, 11, 15), km=21.3, rpe=9)), looks_like_a_race(Run(date(2026, 11, 15), km=21.3))
    (True, False)
    """
    if run.kind == "race" or run.km is None or run.rpe is None or run.rpe < LIKE_A_RACE_RPE:
        return False
    return any((1 - SHORT) * km <= run.km <= (1 + OVER) * km for km in RACE_KMS)


def race_hints(back: Lookback) -> tuple[str, ...]:
    """Name the recent runs that look like a race and would ask for easy days if they were one.

    It is a hint, not a finding: no signal is made of it.
    """
    longest = int(max(RACE_KMS) * (1 + OVER) / KM_PER_EASY_DAY) + 1
    return tuple(
        said(
            "{session} looks like a race ({km:g} km at an effort of {rpe:g}); if it was one, call it so",
            session=named(run),
            km=run.km,
            rpe=run.rpe,
        )
        for run in back.runs(longest, 0)
        if looks_like_a_race(run) and (back.on - run.day).days < (run.km or 0.0) / KM_PER_EASY_DAY
    )
