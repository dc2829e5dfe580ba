"""Ramps: how much more, or less, one week was than the week before it."""

from __future__ import annotations

from runrest.logs.figures import Figure
from runrest.said import said

LOAD_SOURCE, KM_SOURCE = said("week on week, session-RPE load (FOST01)"), said("week on week, kilometres (LD4)")


def ramp_load(week: float | None, before: float | None) -> Figure:
    """Give the change of a week's load against the week before [%].

    Parameters
    ----------
    week, before : float or None
        Load of seven days, and of the seven before them (AU).

    Returns
    -------
    Figure
        Without a value where one is unknown, or nothing was done in the week before.

    Examples
    --------
    >>> ramp_load(1100, 1000).value
    10.0
    """
    return _ramp("ramp_load", week, before, LOAD_SOURCE)


def ramp_km(week: float | None, before: float | None) -> Figure:
    """Give the change of a week's kilometres against the week before [%].

    Examples
    --------
    >>> ramp_km(30, 0).reason
    'the week before was 0, so there is nothing to compare with'
    """
    return _ramp("ramp_km", week, before, KM_SOURCE)


def _ramp(name: str, week: float | None, before: float | None, source: str) -> Figure:
    if week is None or before is None:
        why = said("the week is not known") if week is None else said("the week before is not known")
        return Figure(name, None, "%", why, source)
    if not before:
        return Figure(name, None, "%", said("the week before was 0, so there is nothing to compare with"), source)
    return Figure(name, 100 * (week - before) / before, "%", "", source)
