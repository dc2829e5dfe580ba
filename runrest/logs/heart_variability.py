"""Heart-rate variability: the week, the own baseline without today, and the last ten days, as ln rMSSD."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from runrest.logs.findings import Finding, values
from runrest.said import counted, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WEEK = 7
HRV_BASELINE_DAYS = 60
HRV_WEEK_LEAST = 3
SHORT_HRV_DAYS, SHORT_HRV_LEAST = 10, 7
FLOOR_HRV_SD = 0.05
"""A spread of next to nothing would turn any ordinary morning into an alarm."""
NEVER = said("no HRV was measured in the last two months")


def variability_findings(logs: Mapping[date, float], on: date) -> dict[str, Finding]:
    """Describe ln rMSSD: the week, the longer baseline without today, and the last ten days.

    Parameters
    ----------
    logs : mapping of date to float
        Natural logarithm of each morning's rMSSD [ln ms].
    on : datetime.date
        The day that is asked about.

    Returns
    -------
    dict of str to Finding
        Every ``hrv_...`` signal: the mean of seven calendar days from three of them on, today's included; mean and
        spread of the 60 days before (the rules want 28 of them, and count with ``hrv_base_days``); today against the
        ten days before. Standard deviations are a sample's, with a floor of 0.05.

    Examples
    --------
    >>> found = variability_findings({date(2026, 11, 20): 4.0}, date(2026, 11, 22))
    >>> found["hrv_valid7"].value, found["hrv_ln7"].why
    (1, '1 of the 7 mornings has an HRV; 3 are needed')
    """
    week, base = _days(logs, on, 6, 0), _days(logs, on, HRV_BASELINE_DAYS, 1)
    if not week and not base:
        return dict.fromkeys(NAMES, Finding(why=NEVER))
    found = {
        "hrv_valid7": _spanning(len(week), week, on),
        "hrv_base_days": _spanning(len(base), base, on),
        "hrv_ln7": _mean(logs, week, HRV_WEEK_LEAST, WEEK),
        "hrv_base_mean": _mean(logs, base, 2, HRV_BASELINE_DAYS),
        "hrv_base_sd": _spread(logs, base, 2, HRV_BASELINE_DAYS),
    }
    recent = _days(logs, on, SHORT_HRV_DAYS, 1)
    if on not in logs:
        untold = Finding(why=said("no HRV was measured on {day}", day=on))
        return found | dict.fromkeys(("hrv_ln_day", "hrv_mean10", "hrv_sd10", "hrv_falling_days"), untold)
    words = SHORT_HRV_DAYS
    return found | {
        "hrv_ln_day": Finding(logs[on], days=(on, on)),
        "hrv_mean10": _mean(logs, recent, SHORT_HRV_LEAST, words),
        "hrv_sd10": _spread(logs, recent, SHORT_HRV_LEAST, words),
        "hrv_falling_days": _falling(logs, on),
    }


NAMES = (
    "hrv_valid7",
    "hrv_base_days",
    "hrv_ln7",
    "hrv_base_mean",
    "hrv_base_sd",
    "hrv_ln_day",
    "hrv_mean10",
    "hrv_sd10",
    "hrv_falling_days",
)


def heart_variability(logs: Mapping[date, float], on: date) -> dict[str, object]:
    """Give the ``hrv_...`` signals that can be known (see `variability_findings`).

    Examples
    --------
    >>> heart_variability({date(2026, 11, 20): 4.0}, date(2026, 11, 22))
    {'hrv_valid7': 1, 'hrv_base_days': 1}
    """
    return values(variability_findings(logs, on))


def _days(logs: Mapping[date, float], on: date, oldest: int, newest: int) -> list[date]:
    past = (on - timedelta(days=back) for back in range(oldest, newest - 1, -1))
    return [day for day in past if day in logs]


def _spanning(value: object, days: Sequence[date], on: date) -> Finding:
    return Finding(value, days=(days[0], days[-1]) if days else (on, on))


def _mean(logs: Mapping[date, float], days: Sequence[date], least: int, among: int) -> Finding:
    few = _too_few(days, least, among)
    return few or _spanning(fmean(logs[day] for day in days), days, days[0])


def _spread(logs: Mapping[date, float], days: Sequence[date], least: int, among: int) -> Finding:
    few = _too_few(days, least, among)
    return few or _spanning(max(stdev(logs[day] for day in days), FLOOR_HRV_SD), days, days[0])


def _too_few(days: Sequence[date], least: int, among: int) -> Finding | None:
    if len(days) >= least:
        return None
    return Finding(why=_few(len(days), least, among))


def _few(known: int, least: int, days: int) -> str:
    if days == WEEK:
        return counted(
            "{n} of the 7 mornings has an HRV; {least} are needed",
            "{n} of the 7 mornings have an HRV; {least} are needed",
            known,
            least=least,
        )
    return counted(
        "{n} of the {days} mornings before has an HRV; {least} are needed",
        "{n} of the {days} mornings before have an HRV; {least} are needed",
        known,
        days=days,
        least=least,
    )


def _falling(logs: Mapping[date, float], on: date) -> Finding:
    if on - timedelta(days=1) not in logs:
        return Finding(why=said("no HRV was measured on {day}, the day before", day=on - timedelta(days=1)))
    count = 0
    while count < HRV_BASELINE_DAYS:
        day = on - timedelta(days=count)
        before = day - timedelta(days=1)
        if day not in logs or before not in logs or logs[day] >= logs[before]:
            break
        count += 1
    return Finding(count, days=(on - timedelta(days=count), on))
