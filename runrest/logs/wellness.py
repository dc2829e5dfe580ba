"""Numbers from check-ins: today's answers, runs of bad days, and today against one's own baseline."""

from __future__ import annotations

import math
from datetime import date, timedelta
from statistics import fmean, median, stdev
from typing import TYPE_CHECKING

from attrs import evolve

from runrest.logs.checkins import WELLNESS
from runrest.logs.findings import Finding, values
from runrest.logs.heart_variability import HRV_BASELINE_DAYS, variability_findings
from runrest.logs.mornings import Mornings, one_a_day
from runrest.said import joined, said

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
MOST_DAYS = 365
FLOOR_WELLNESS_SD = 0.5
"""A spread of next to nothing would turn any ordinary morning into an alarm."""
ASKED = {
    "fatigue": said("fatigue"),
    "stress": said("stress"),
    "sleep_h_last": said("sleep"),
    "rhr": said("the resting heart rate"),
}
NAMES = {
    "fatigue": said("fatigue"),
    "soreness": said("soreness"),
    "stress": said("stress"),
    "sleep_quality": said("sleep quality"),
}


def findings(checkins: Sequence[CheckIn], on: date) -> Mapping[str, object]:
    """Give every signal that check-ins show on a day.

    Parameters
    ----------
    checkins : sequence of CheckIn
        Those after the day are not used.
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
    return values(wellness_findings(Mornings({one.day: one for one in one_a_day(checkins)}, on)))


def wellness_findings(mornings: Mornings) -> dict[str, Finding]:
    """Give every signal that check-ins show on a day, each with what it rests on or why it is unknown.

    Parameters
    ----------
    mornings : Mornings
        The check-ins as they look on the day.

    Returns
    -------
    dict of str to Finding
        Signal to finding: what today's check-in answers, and what is worked out from the days before.

    Examples
    --------
    >>> from runrest.logs.checkins import CheckIn
    >>> on = date(2026, 11, 22)
    >>> wellness_findings(Mornings({on: CheckIn.of(on, rhr=50)}, on))["rhr_delta"].why
    '0 of the 28 mornings before have a resting heart rate; 14 are needed'
    """
    on, today = mornings.on, mornings.by_day.get(mornings.on)
    if today is None:
        return {}
    said = {name: Finding(value, "", _place(today, name), (on, on)) for name, value in today.facts.items()}
    return {
        "sleep_h_14d": _usual_sleep(mornings),
        "fatigue_days_high": _bad_days(mornings, "fatigue", lambda value: value >= FATIGUE_HIGH),
        "stress_days_high": _bad_days(mornings, "stress", lambda value: value >= STRESS_HIGH),
        "worse_than_usual": _worse_than_usual(mornings),
        "rhr_delta": _above_baseline(mornings),
        "rhr_days_high": _high_mornings(mornings),
        **_variability(mornings),
    } | said


def _place(checkin: CheckIn, name: str) -> tuple[str, ...]:
    place = checkin.place_of(name)
    return (place,) if place else ()


def _unanswered(mornings: Mornings, name: str) -> Finding:
    return Finding(why=said("{name} is not in the check-in of {on}", name=ASKED[name], on=mornings.on))


def _usual_sleep(mornings: Mornings) -> Finding:
    """Average the hours of sleep of fourteen nights, last night's included; ten must be known."""
    days = mornings.days("sleep_h_last", SLEEP_DAYS - 1, 0)
    if len(days) < SLEEP_LEAST:
        return Finding(
            why=said(
                "{count} of the last {days} nights are known; {least} are needed",
                count=len(days),
                days=SLEEP_DAYS,
                least=SLEEP_LEAST,
            )
        )
    return mornings.finding(fmean(mornings.known("sleep_h_last", days)), "sleep_h_last", days)


def _bad_days(mornings: Mornings, name: str, bad: Callable[[float], bool]) -> Finding:
    """Count the bad days up to today; a day that is missing ends the count, and without today it is unknown."""
    if mornings.value(name, mornings.on) is None:
        return _unanswered(mornings, name)
    count = 0
    while count < MOST_DAYS:
        value = mornings.value(name, mornings.on - timedelta(days=count))
        if value is None or not bad(value):
            break
        count += 1
    return mornings.finding(count, name, mornings.days(name, max(count - 1, 0), 0))


def _worse_than_usual(mornings: Mornings) -> Finding:
    """Tell whether an answer below 5 still lies a standard deviation above what is usual (RD5).

    The usual is the mean and the sample standard deviation of the 28 days before, at least 14 of them known.
    Unknown where no answer is that much worse and one of the four cannot be compared.
    """
    verdicts = {item: _worse(mornings, item) for item in WELLNESS}
    worse = [item for item, verdict in verdicts.items() if verdict]
    if worse:
        return mornings.finding(
            True,
            worse[0],
            [mornings.on],
            said("{answers} above the usual", answers=joined(NAMES[one] for one in worse)),
        )
    untold = next((item for item, verdict in verdicts.items() if verdict is None), "")
    if not untold:
        return mornings.finding(False, "fatigue", [mornings.on])
    name = NAMES[untold]
    if mornings.value(untold, mornings.on) is None:
        return Finding(why=said("{name} is not in the check-in of {on}", name=name, on=mornings.on))
    count = len(mornings.days(untold, BASELINE_DAYS, 1))
    return Finding(
        why=said(
            "{count} of the {days} days before answer {name}; {least} are needed",
            count=count,
            days=BASELINE_DAYS,
            name=name,
            least=BASELINE_LEAST,
        )
    )


def _worse(mornings: Mornings, item: str) -> bool | None:
    now = mornings.value(item, mornings.on)
    if now is not None and now >= A_SIGN_ANYWAY:
        return False
    before = mornings.known(item, mornings.days(item, BASELINE_DAYS, 1))
    if now is None or len(before) < BASELINE_LEAST:
        return None
    return now >= fmean(before) + max(stdev(before), FLOOR_WELLNESS_SD)


def _delta(mornings: Mornings, day: date) -> float | None:
    """Subtract the median of the 28 days before a morning from its resting heart rate; 14 of them must be known."""
    now = mornings.value("rhr", day)
    if now is None:
        return None
    before = mornings.known("rhr", mornings.days("rhr", BASELINE_DAYS, 1, day))
    return now - median(before) if len(before) >= BASELINE_LEAST else None


def _above_baseline(mornings: Mornings) -> Finding:
    delta = _delta(mornings, mornings.on)
    if delta is not None:
        days = mornings.days("rhr", BASELINE_DAYS, 0)
        return mornings.finding(min(MOST_DELTA, max(LEAST_DELTA, delta)), "rhr", days)
    if mornings.value("rhr", mornings.on) is None:
        return _unanswered(mornings, "rhr")
    count = len(mornings.days("rhr", BASELINE_DAYS, 1))
    return Finding(
        why=said(
            "{count} of the {days} mornings before have a resting heart rate; {least} are needed",
            count=count,
            days=BASELINE_DAYS,
            least=BASELINE_LEAST,
        )
    )


def usual_resting_heart(mornings: Mornings) -> float | None:
    """Give the median resting heart rate of the 28 mornings before, 14 of them known [beats per minute]."""
    before = mornings.known("rhr", mornings.days("rhr", BASELINE_DAYS, 1))
    return median(before) if len(before) >= BASELINE_LEAST else None


def _high_mornings(mornings: Mornings) -> Finding:
    """Count the mornings up to today with a heart rate 5 or more above the baseline before each of them."""
    today = _above_baseline(mornings)
    if not today.known:
        return today
    count = 0
    while count < BASELINE_DAYS:
        delta = _delta(mornings, mornings.on - timedelta(days=count))
        if delta is None or delta < RHR_HIGH:
            break
        count += 1
    return evolve(today, value=count)


def _variability(mornings: Mornings) -> dict[str, Finding]:
    logs: dict[date, float] = {}
    for back in range(2 * HRV_BASELINE_DAYS):
        day = mornings.on - timedelta(days=back)
        checkin = mornings.by_day.get(day)
        if checkin is not None and checkin.hrv_rmssd is not None:
            logs[day] = math.log(checkin.hrv_rmssd)
    return {
        name: _with_places(mornings, finding, logs) for name, finding in variability_findings(logs, mornings.on).items()
    }


def _with_places(mornings: Mornings, finding: Finding, logs: Mapping[date, float]) -> Finding:
    if not finding.known or finding.days is None:
        return finding
    first, last = finding.days
    return mornings.finding(
        finding.value, "hrv_rmssd", sorted(day for day in logs if first <= day <= last), finding.why
    )
