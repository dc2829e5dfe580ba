"""Numbers of whole weeks of training: load, monotony, strain, lighter weeks."""

from __future__ import annotations

from statistics import quantiles
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve

from runrest.logs.day_states import daily_loads, state_of
from runrest.logs.deloads import deload_finding, weeks_since_deload
from runrest.logs.felt_effort import sessions_too_hard
from runrest.logs.findings import Finding, values
from runrest.logs.lookback import GAP_DAYS, Lookback
from runrest.logs.monotony import MONOTONY_LEAST, monotony, same_loads, strain
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from runrest.logs.runs import RunLog

__all__ = [
    "MONOTONY_LEAST",
    "daily_loads",
    "load_findings",
    "load_signals",
    "monotony",
    "sessions_too_hard",
    "strain",
    "strain_high",
    "weeks_since_deload",
]

STRAIN_WEEKS, STRAIN_LEAST = 52, 8
"""Past weeks that make the own range: the most that are looked at, and the fewest that will do."""
MOST = MappingProxyType({"load_7d": 100800.0, "load_28d": 403200.0, "strain_7d": 10080000.0})
"""The vocabulary's largest values: effort 10 for day and night."""


def load_findings(back: Lookback) -> dict[str, Finding]:
    """Give every signal on weeks of load that a log shows on a day, each with what it rests on or why it is unknown.

    Parameters
    ----------
    back : Lookback
        The log as it looks on the day; the seven days before are the week, and the day itself is not in it.

    Returns
    -------
    dict of str to Finding
        Signal to finding.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 1), km=9, source="runs.csv:2")])
    >>> load_findings(Lookback(log, date(2026, 11, 8)))["load_7d"].why
    'the run of 2026-11-01 (runs.csv:2) has neither effort nor minutes'
    """
    loads = daily_loads(back.log, back.on, 7 * (STRAIN_WEEKS + 1), back.gap_days)
    week = loads[:7]
    found = {
        "load_7d": _total(back, week),
        "load_28d": _total(back, loads[:28]),
        "load_days_known_7d": _known_days(back, week),
        "monotony_7d": _monotony(back, week),
        "strain_7d": _strain(back, week),
        "strain_high": _strain_high(back, loads),
        "weeks_since_deload": deload_finding(back),
    }
    return {
        name: evolve(one, value=min(one.value, MOST[name])) if one.known and name in MOST else one
        for name, one in found.items()
    }


def load_signals(log: RunLog, on: date, gap_days: int = GAP_DAYS) -> dict[str, object]:
    """Give every signal on weeks of load that a log shows on a day.

    Parameters
    ----------
    log : RunLog
        The log; the seven days before the day are the week, and the day itself is not in it.
    on : datetime.date
        The day that is asked about.
    gap_days : int
        More days than this without any activity are a gap in the log, not rest.

    Returns
    -------
    dict of str to object
        Signal to value; what the log cannot show is absent.

    Examples
    --------
    >>> from datetime import date, timedelta
    >>> from runrest.logs.runs import Run, RunLog
    >>> days = [date(2026, 11, 1) + timedelta(days=2 * back) for back in range(11)]
    >>> log = RunLog([Run(day, km=8, minutes=50, rpe=4, kind="easy") for day in days])
    >>> found = load_signals(log, date(2026, 11, 22))
    >>> found["load_7d"], found["load_days_known_7d"], round(found["monotony_7d"], 2)
    (800.0, 7, 1.15)
    """
    return values(load_findings(Lookback(log, on, gap_days)))


def why_load_unknown(back: Lookback, loads: Sequence[float | None]) -> str:
    """Say what keeps the load of the latest unknown day unknown; `loads` begin with the day before."""
    at = next((at for at, load in enumerate(loads, 1) if load is None), 0)
    return state_of(back, back.back(at)).reason if at else ""


def _total(back: Lookback, loads: Sequence[float | None]) -> Finding:
    why = why_load_unknown(back, loads)
    if why:
        return Finding(why=why)
    return _of_days(back, sum(load for load in loads if load is not None), len(loads))


def _of_days(back: Lookback, value: object, days: int, why: str = "") -> Finding:
    first, last = back.back(days), back.back(1)
    return Finding.of(value, back.log.sessions(first, last), why, (first, last))


def _known_days(back: Lookback, week: Sequence[float | None]) -> Finding:
    if back.begins is None:
        return Finding(why=said("there is no session up to {day}", day=back.on))
    return _of_days(back, sum(load is not None for load in week), 7, why_load_unknown(back, week))


def _monotony(back: Lookback, week: Sequence[float | None]) -> Finding:
    value = monotony(week)
    known = [load for load in week if load is not None]
    if value is None:
        few = said(
            "the load of {count} of the last seven days is not known: {why}",
            count=7 - len(known),
            why=why_load_unknown(back, week),
        )
        nothing = said("there was no training in the last seven days, so monotony and strain mean nothing")
        return Finding(why=few if len(known) < MONOTONY_LEAST else nothing)
    level = said("every day had the same load: that has no number, and is taken as high") if same_loads(known) else ""
    return _of_days(back, value, 7, level)


def _strain(back: Lookback, week: Sequence[float | None]) -> Finding:
    uniform = _monotony(back, week)
    return evolve(uniform, value=strain(week)) if uniform.known else uniform


def _strain_high(back: Lookback, loads: Sequence[float | None]) -> Finding:
    now, *past = (strain(loads[start : start + 7]) for start in range(0, len(loads), 7))
    known = [one for one in past if one is not None]
    if now is None:
        return Finding(why=_monotony(back, loads[:7]).why)
    if len(known) < STRAIN_LEAST:
        return Finding(
            why=said(
                "the strain of {count} earlier weeks is known, and {least} are needed",
                count=len(known),
                least=STRAIN_LEAST,
            )
        )
    line = quantiles(known, n=10, method="inclusive")[-1]
    return _of_days(
        back,
        now > line,
        7,
        said("strain {now:.0f} against {line:.0f}, the line of nine in ten own weeks", now=now, line=line),
    )


def strain_high(log: RunLog, on: date, gap_days: int = GAP_DAYS) -> bool | None:
    """Tell whether the week's strain is above the 90th percentile of the runner's own weeks (FOST98; LD6).

    The own weeks are the up to 52 before this one whose strain is known; fewer than eight do not make a range.
    """
    back = Lookback(log, on, gap_days)
    found = _strain_high(back, daily_loads(log, on, 7 * (STRAIN_WEEKS + 1), gap_days)).value
    return None if found is None else bool(found)
