"""Acute to chronic workload ratios, each variant by its own name. Reported only: in runners they do not guide (LD5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from runrest.logs.figures import Figure, known_loads, last_unknown
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence

ACUTE_DAYS, CHRONIC_DAYS = 7, 28
WILLIAMS = "Williams et al. 2017"
COUPLED, UNCOUPLED = (
    said("rolling 7 / 28 days, coupled (GAB16)"),
    said("rolling 7 / the 21 days before, uncoupled (LD5)"),
)
NO_LOAD = said("there was no load in the longer time, so there is nothing to divide by")


def acwr_coupled(loads: Sequence[float | None]) -> Figure:
    """Divide the mean of the last 7 daily loads by the mean of the last 28, the 7 among them.

    Parameters
    ----------
    loads : sequence of float or None
        Daily loads (AU), the oldest first, rest days as 0, unknown days as ``None``; the last 28 are used.

    Returns
    -------
    Figure
        Without a value, and with the reason, where a day is unknown or there are fewer than 28.

    Examples
    --------
    >>> round(acwr_coupled([300] * 21 + [500] * 7).value, 2)
    1.43
    """
    return _rolling("acwr_coupled", loads, CHRONIC_DAYS, COUPLED)


def acwr_uncoupled(loads: Sequence[float | None]) -> Figure:
    """Divide the mean of the last 7 daily loads by the mean of the 21 before them.

    Examples
    --------
    >>> round(acwr_uncoupled([300] * 21 + [500] * 7).value, 2)
    1.67
    """
    return _rolling("acwr_uncoupled", loads, CHRONIC_DAYS - ACUTE_DAYS, UNCOUPLED)


def acwr_ewma(loads: Sequence[float | None]) -> Figure:
    """Divide an exponentially weighted mean with N = 7 by one with N = 28 (Williams et al. 2017).

    Each is ``lambda x load + (1 - lambda) x the mean of the day before`` with ``lambda = 2 / (N + 1)``, and begins
    with the first day's load.

    Parameters
    ----------
    loads : sequence of float or None
        Daily loads (AU), the oldest first; all of them are used, and none may be unknown: it would go on in every
        later day.

    Examples
    --------
    >>> round(acwr_ewma([300] * 21 + [500] * 7).value, 2)
    1.25
    """
    reason = last_unknown(loads)
    if not reason and len(loads) < CHRONIC_DAYS:
        reason = said("{count} days are known; {least} are needed", count=len(loads), least=CHRONIC_DAYS)
    if reason:
        return Figure("acwr_ewma", None, "", reason, WILLIAMS)
    known = known_loads(loads)
    chronic = ewma(known, CHRONIC_DAYS)
    if not chronic:
        return Figure("acwr_ewma", None, "", NO_LOAD, WILLIAMS)
    return Figure("acwr_ewma", ewma(known, ACUTE_DAYS) / chronic, "", "", WILLIAMS)


def ewma(loads: Sequence[float], days: int) -> float:
    """Give the exponentially weighted moving average of known daily loads (Williams et al. 2017).

    Parameters
    ----------
    loads : sequence of float
        Daily loads (AU), the oldest first, at least one; the first is the seed.
    days : int
        N, of which ``lambda = 2 / (N + 1)`` is made.

    Returns
    -------
    float
        The average on the last day (AU).

    Examples
    --------
    >>> ewma([400, 0, 0], 7)
    225.0
    """
    weight = 2 / (days + 1)
    mean = float(loads[0])
    for load in loads[1:]:
        mean = weight * load + (1 - weight) * mean
    return mean


def _rolling(name: str, loads: Sequence[float | None], chronic: int, source: str) -> Figure:
    used = loads[-CHRONIC_DAYS:]
    reason = last_unknown(used)
    if not reason and len(used) < CHRONIC_DAYS:
        reason = said("{count} days are known; {least} are needed", count=len(used), least=CHRONIC_DAYS)
    if reason:
        return Figure(name, None, "", reason, source)
    known = known_loads(used)
    base = math.fsum(known[:chronic]) / chronic
    if not base:
        return Figure(name, None, "", NO_LOAD, source)
    return Figure(name, math.fsum(known[-ACUTE_DAYS:]) / ACUTE_DAYS / base, "", "", source)
