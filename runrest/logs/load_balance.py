"""Chronic and acute training load and their balance (CTL, ATL, TSB), by the three gains in use. Reported only."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from runrest.logs.figures import Figure, known_loads, last_unknown
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CTL_DAYS, ATL_DAYS = 42, 7


def gain_exponential(tau: float) -> float:
    """Give the gain ``1 - exp(-1 / tau)``.

    Examples
    --------
    >>> round(gain_exponential(42), 5)
    0.02353
    """
    return 1 - math.exp(-1 / tau)


def gain_reciprocal(tau: float) -> float:
    """Give the gain ``1 / tau``.

    Examples
    --------
    >>> round(gain_reciprocal(42), 5)
    0.02381
    """
    return 1 / tau


def gain_span(days: float) -> float:
    """Give the gain ``2 / (N + 1)``.

    Examples
    --------
    >>> round(gain_span(42), 5)
    0.04651
    """
    return 2 / (days + 1)


GAINS: Mapping[str, tuple[Callable[[float], float], str]] = MappingProxyType(
    {
        "gain_exponential": (gain_exponential, "gain 1 - exp(-1/tau)"),
        "gain_reciprocal": (gain_reciprocal, "gain 1/tau"),
        "gain_span": (gain_span, "gain 2/(N + 1)"),
    }
)
"""Variant to its gain, and the gain in words."""


def smoothed(loads: Sequence[float], gain: float, start: float | None = None) -> float:
    """Let a load follow the daily loads: each day it moves by the gain towards the day's.

    Parameters
    ----------
    loads : sequence of float
        Daily loads (AU), the oldest first, at least one.
    gain : float
        Share of the way that one day moves it, 0 to 1.
    start : float, optional
        Its value before the first day (AU). Without one it begins with the first day's load, because what was before
        the log is not known; programs that begin with 0 take it for rest.

    Returns
    -------
    float
        Its value on the last day (AU).

    Examples
    --------
    >>> smoothed([100, 100], 0.5), smoothed([100, 100], 0.5, start=0)
    (100.0, 75.0)
    """
    level = float(loads[0]) if start is None else start
    for load in loads[1:] if start is None else loads:
        level += gain * (load - level)
    return level


def load_balance(loads: Sequence[float | None], variant: str, start: float | None = None) -> tuple[Figure, ...]:
    """Give CTL (42 days), ATL (7 days) and TSB, their difference on the same day, by one variant of the gain.

    Parameters
    ----------
    loads : sequence of float or None
        Daily loads (AU), the oldest first; none may be unknown: it would go on in every later day.
    variant : str
        ``gain_exponential``, ``gain_reciprocal`` or ``gain_span``.
    start : float, optional
        The level before the first day (see `smoothed`).

    Returns
    -------
    tuple of Figure
        ``ctl_...``, ``atl_...`` and ``tsb_...``; without values where a day is unknown, or fewer than 42 are known
        (ATL: 7).

    Examples
    --------
    >>> [round(figure.value, 1) for figure in load_balance([50] * 40 + [100] * 7, "gain_exponential")]
    [57.7, 81.6, -23.9]
    """
    gain, words = GAINS[variant]
    source = (
        said("{gain}, first day as the start; programs differ", gain=words)
        if start is None
        else said("{gain}; programs differ", gain=words)
    )
    known = known_loads(loads)
    reasons = [_why_not(loads, days) for days in (CTL_DAYS, ATL_DAYS)]
    ctl, atl = (
        None if reason else smoothed(known, gain(days), start)
        for reason, days in zip(reasons, (CTL_DAYS, ATL_DAYS), strict=True)
    )
    tsb = None if ctl is None or atl is None else ctl - atl
    return (
        Figure(f"ctl_{variant}", ctl, "AU/day", reasons[0], source),
        Figure(f"atl_{variant}", atl, "AU/day", reasons[1], source),
        Figure(f"tsb_{variant}", tsb, "AU/day", reasons[0] or reasons[1], source),
    )


def _why_not(loads: Sequence[float | None], days: int) -> str:
    reason = last_unknown(loads)
    return (
        reason
        if reason or len(loads) >= days
        else said("{count} days are known; {least} are needed", count=len(loads), least=days)
    )
