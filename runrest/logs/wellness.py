"""Numbers from check-ins: today's answers, runs of bad days, and today against one's own baseline."""

from __future__ import annotations

import math
from datetime import date, timedelta
from statistics import fmean, median, stdev
from typing import TYPE_CHECKING

from runrest.logs.checkins import WELLNESS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from runrest.logs.checkins import CheckIn

FATIGUE_HIGH = 6
"""Fatigue above 5 of 7 (RD3)."""
STRESS_HIGH = 6
"""Stress of 6 or 7 of 7 (RD10)."""
A_SIGN_ANYWAY = 5
"""From here a wellness item counts as a sign whatever is usual (RD4)."""
RHR_HIGH = 5
"""Beats above the baseline that make a high morning (HR4)."""

LEAST_DELTA, MOST_DELTA = -40.0, 80.0
"""The vocabulary's ends for `rhr_delta`; further out says nothing more."""

BASELINE_DAYS, BASELINE_LEAST = 28, 14
SLEEP_DAYS, SLEEP_LEAST = 14, 10
HRV_BASELINE_DAYS = 60
HRV_WEEK_LEAST = 3
SHORT_HRV_DAYS, SHORT_HRV_LEAST = 10, 7
ONE_DAY = timedelta(days=1)
FLOOR_WELLNESS_SD, FLOOR_HRV_SD = 0.5, 0.05
"""A spread of next to nothing would turn any ordinary morning into an alarm."""


def findings(checkins: Sequence[CheckIn], on: date) -> Mapping[str, object]:
    """Give every signal that check-ins show on a day.

    Parameters
    ----------
    checkins : sequence of CheckIn
        At most one for each day; those after the day are not used.
    on : datetime.date
        The day that is asked about; an older check-in never stands in for this day's.

    Returns
    -------
    mapping of str to object
        Signal to value; what the check-ins cannot show is absent.

    Examples
    --------
    >>> from runrest.logs.checkins import CheckIn
    >>> findings([CheckIn.of(date(2026, 11, 22), scale="hooper", fatigue=6)], date(2026, 11, 22))
    {'fatigue_days_high': 1, 'fatigue': 6}
    """
    by_day = {checkin.day: checkin for checkin in checkins if checkin.day <= on}
    today = by_day.get(on)
    if today is None:
        return {}
    pulse = {day: checkin.rhr for day, checkin in by_day.items() if checkin.rhr is not None}
    variability = {day: math.log(c.hrv_rmssd) for day, c in by_day.items() if c.hrv_rmssd is not None}
    fatigue, stress = answers(by_day, "fatigue"), answers(by_day, "stress")
    numbers = {
        "sleep_h_14d": mean_of_last(answers(by_day, "sleep_h_last"), on, SLEEP_DAYS, SLEEP_LEAST),
        "fatigue_days_high": days_in_a_row(fatigue, on, lambda value: value >= FATIGUE_HIGH),
        "stress_days_high": days_in_a_row(stress, on, lambda value: value >= STRESS_HIGH),
        "worse_than_usual": worse_than_usual(by_day, on),
        "rhr_delta": above_baseline(pulse, on),
        "rhr_days_high": high_mornings(pulse, on),
        **heart_variability(variability, on),
    }
    return {name: value for name, value in numbers.items() if value is not None} | dict(today.facts)


def answers(by_day: Mapping[date, CheckIn], name: str) -> dict[date, float]:
    """Collect one numeric answer from all check-ins that hold it."""
    found: dict[date, float] = {}
    for day, checkin in by_day.items():
        value = checkin.facts.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found[day] = float(value)
    return found


def mean_of_last(values: Mapping[date, float], on: date, days: int, least: int) -> float | None:
    """Average the last days, today's included; unknown with fewer than `least` of them."""
    known = within(values, on, days - 1, 0)
    return fmean(known) if len(known) >= least else None


def days_in_a_row(values: Mapping[date, float], on: date, bad: Callable[[float], bool]) -> int | None:
    """Count the bad days up to today; a day that is missing ends the count, and without today it is unknown.

    Examples
    --------
    >>> fatigue = {date(2026, 11, 21): 6, date(2026, 11, 22): 7}
    >>> days_in_a_row(fatigue, date(2026, 11, 22), lambda value: value > 5)
    2
    """
    if on not in values:
        return None
    count = 0
    while (day := on - timedelta(days=count)) in values and bad(values[day]):
        count += 1
    return count


def worse_than_usual(by_day: Mapping[date, CheckIn], on: date) -> bool | None:
    """Tell whether an answer below 5 still lies a standard deviation above what is usual (RD5).

    The usual is the mean and the sample standard deviation of the 28 days before, at least 14 of them known.
    Unknown where no answer is that much worse and one of the four cannot be compared.
    """
    verdicts = [_worse(answers(by_day, item), on) for item in WELLNESS]
    return True if any(verdicts) else None if None in verdicts else False


def _worse(values: Mapping[date, float], on: date) -> bool | None:
    before = within(values, on, BASELINE_DAYS, 1)
    if on in values and values[on] >= A_SIGN_ANYWAY:
        return False
    if on not in values or len(before) < BASELINE_LEAST:
        return None
    return values[on] >= fmean(before) + max(stdev(before), FLOOR_WELLNESS_SD)


def above_baseline(values: Mapping[date, float], on: date) -> float | None:
    """Subtract the median of the 28 days before from a morning's value; at least 14 of them must be known."""
    before = within(values, on, BASELINE_DAYS, 1)
    if on not in values or len(before) < BASELINE_LEAST:
        return None
    return min(MOST_DELTA, max(LEAST_DELTA, values[on] - median(before)))


def high_mornings(values: Mapping[date, float], on: date) -> int | None:
    """Count the mornings up to today with a heart rate 5 or more above the baseline before each of them."""
    mornings = (on - timedelta(days=back) for back in range(BASELINE_DAYS))
    deltas = {day: delta for day in mornings if (delta := above_baseline(values, day)) is not None}
    return days_in_a_row(deltas, on, lambda delta: delta >= RHR_HIGH)


def heart_variability(logs: Mapping[date, float], on: date) -> dict[str, object]:
    """Describe ln rMSSD: the week, the longer baseline without today, and the last ten days.

    Parameters
    ----------
    logs : mapping of date to float
        Natural logarithm of each morning's rMSSD [ln ms].
    on : datetime.date
        The day that is asked about.

    Returns
    -------
    dict of str to object
        The ``hrv_...`` signals that can be known. Standard deviations are a sample's, with a floor of 0.05.

    Examples
    --------
    >>> heart_variability({date(2026, 11, 20): 4.0}, date(2026, 11, 22))
    {'hrv_valid7': 1, 'hrv_base_days': 1}
    """
    if not logs:
        return {}
    week, base = within(logs, on, 6, 0), within(logs, on, HRV_BASELINE_DAYS, 1)
    found: dict[str, object] = {"hrv_valid7": len(week), "hrv_base_days": len(base)}
    if len(week) >= HRV_WEEK_LEAST:
        found["hrv_ln7"] = fmean(week)
    if len(base) >= 2:
        found |= {"hrv_base_mean": fmean(base), "hrv_base_sd": max(stdev(base), FLOOR_HRV_SD)}
    if on in logs:
        found["hrv_ln_day"] = logs[on]
        recent = within(logs, on, SHORT_HRV_DAYS, 1)
        if len(recent) >= SHORT_HRV_LEAST:
            found |= {"hrv_mean10": fmean(recent), "hrv_sd10": max(stdev(recent), FLOOR_HRV_SD)}
    changes = {day: logs[day] - logs[day - ONE_DAY] for day in logs if day - ONE_DAY in logs}
    falling = days_in_a_row(changes, on, lambda change: change < 0)
    return found if falling is None else found | {"hrv_falling_days": falling}


def within(values: Mapping[date, float], on: date, oldest: int, newest: int) -> list[float]:
    """List the values from `oldest` to `newest` days before a day, both included."""
    return [value for day, value in values.items() if newest <= (on - day).days <= oldest]
