"""Numbers from runs: what a log shows on a given day, and what it cannot show."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve

from runrest.logs.breaks import Comeback, binding_comeback, break_findings
from runrest.logs.findings import Finding, values
from runrest.logs.lookback import GAP_DAYS, Lookback
from runrest.logs.races import last_race, race_findings
from runrest.logs.recent_runs import days_off, hard_days, hours_since_hard, longest_run, ran_yesterday, week_km
from runrest.logs.strength_days import strength_findings
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from runrest.logs.runs import RunLog

__all__ = ["MOST", "Comeback", "binding_comeback", "findings", "last_race", "log_findings"]

MOST = MappingProxyType(
    {
        "longest_run_30d": 250.0,
        "days_off": 3650,
        "hours_since_hard": 2000.0,
        "days_since_strength": 3650,
        "week_km_prev": 500.0,
        "days_since_race": 3650,
        "last_race_km": 500.0,
        "break_days": 3650,
    }
)
"""The vocabulary's largest values: a log of decades may hold more, but more would say nothing more."""


def log_findings(back: Lookback) -> dict[str, Finding]:
    """Give every signal of single days and runs that a log shows, each with what it rests on or why it is unknown.

    Parameters
    ----------
    back : Lookback
        The log as it looks on the day.

    Returns
    -------
    dict of str to Finding
        Signal to finding; a signal that the log cannot show has a reason, never a zero.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 10, 1), km=9, rpe=7)])
    >>> log_findings(Lookback(log, date(2026, 11, 22)))["longest_run_30d"].why
    'no run in the 30 days before 2026-11-22'
    """
    found = {
        "longest_run_30d": longest_run(back),
        "days_off": days_off(back),
        "hours_since_hard": hours_since_hard(back),
        "hard_7d": hard_days(back),
        **strength_findings(back),
        "week_km_prev": week_km(back),
        "ran_yesterday": ran_yesterday(back),
        **race_findings(back),
        **break_findings(back),
    }
    return {name: _within(name, finding) for name, finding in found.items()}


def _within(name: str, finding: Finding) -> Finding:
    most = MOST.get(name)
    if most is None or not finding.known or finding.value <= most:
        return finding
    return evolve(finding, value=most, why=said("{most:g} stands for anything more", most=most))


def findings(log: RunLog, on: date, gap_days: int = GAP_DAYS) -> Mapping[str, object]:
    """Give every signal of single days and runs that a log shows on a day.

    Parameters
    ----------
    log : RunLog
        The log; whatever is dated after the day is not used.
    on : datetime.date
        The day that is asked about.
    gap_days : int
        More days than this without any activity are a gap in the log, not rest.

    Returns
    -------
    mapping of str to object
        Signal to value; a signal that the log cannot show is absent, never zero.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import Run, RunLog
    >>> log = RunLog([Run(date(2026, 11, 12), km=9, rpe=7), Run(date(2026, 11, 20), km=12, rpe=3)])
    >>> findings(log, date(2026, 11, 22))["longest_run_30d"]
    12
    """
    return values(log_findings(Lookback(log, on, gap_days)))
