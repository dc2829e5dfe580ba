"""Foster's monotony and strain of a week, with the standard deviation named: programs use either."""

from __future__ import annotations

from statistics import fmean, pstdev, stdev
from typing import TYPE_CHECKING

from runrest.logs.figures import Figure, known_loads
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SOURCE = "FOST98 (Foster 1998); LD6"
MONOTONY_LEAST = 6
"""Days of seven whose load must be known (LD6)."""
SAME = 1e-9
"""A difference of so small a share of a load is rounding, not a difference between days."""
MOST_MONOTONY = 100.0
"""The vocabulary's largest value; it stands for a week of equal loads, whose monotony has no number."""


def monotony_population(week: Sequence[float | None]) -> Figure:
    """Divide the mean of seven daily loads by their population standard deviation (divided by n).

    Parameters
    ----------
    week : sequence of float or None
        Seven daily loads (AU), rest days as 0, unknown days as ``None``; six must be known (LD6).

    Returns
    -------
    Figure
        Without a value, and with the reason, where the loads do not differ: there is nothing to divide by.

    Examples
    --------
    >>> round(monotony_population([300, 0, 300, 0, 300, 0, 600]).value, 2)
    1.02
    >>> monotony_population([200] * 7).reason
    'every day had the same load, so there is no spread to divide by'
    """
    return _monotony("monotony_population", week, pstdev)


def monotony_sample(week: Sequence[float | None]) -> Figure:
    """Divide the mean of seven daily loads by their sample standard deviation (divided by n - 1).

    Examples
    --------
    >>> round(monotony_sample([300, 0, 300, 0, 300, 0, 600]).value, 2)
    0.94
    """
    return _monotony("monotony_sample", week, stdev)


def strain_population(week: Sequence[float | None]) -> Figure:
    """Multiply the week's load by its monotony (population); one unknown day is taken as an average one.

    Examples
    --------
    >>> round(strain_population([300, 0, 300, 0, 300, 0, 600]).value)
    1531
    """
    return _strain("strain_population", week, monotony_population(week))


def strain_sample(week: Sequence[float | None]) -> Figure:
    """Multiply the week's load by its monotony (sample); one unknown day is taken as an average one.

    Examples
    --------
    >>> round(strain_sample([300, 0, 300, 0, 300, 0, 600]).value)
    1417
    """
    return _strain("strain_sample", week, monotony_sample(week))


def _monotony(name: str, week: Sequence[float | None], spread: Callable[[list[float]], float]) -> Figure:
    known = known_loads(week)
    reason = ""
    if len(known) < MONOTONY_LEAST:
        reason = said(
            "the load of {count} of {days} days is known, and {least} are needed",
            count=len(known),
            days=len(week),
            least=MONOTONY_LEAST,
        )
    elif not any(known):
        reason = said("there was no training, so there is nothing to divide")
    elif same_loads(known):
        reason = said("every day had the same load, so there is no spread to divide by")
    if reason:
        return Figure(name, None, "", reason, SOURCE)
    shares = [load / max(known) for load in known]  # loads next to nothing have a spread that rounds to zero
    return Figure(name, fmean(shares) / spread(shares), "", "", SOURCE)


def same_loads(known: Sequence[float]) -> bool:
    """Tell whether some loads do not differ, rounding aside."""
    return max(known) - min(known) <= SAME * max(known)


def _strain(name: str, week: Sequence[float | None], uniform: Figure) -> Figure:
    if uniform.value is None:
        return Figure(name, None, "AU", uniform.reason, SOURCE)
    return Figure(name, fmean(known_loads(week)) * len(week) * uniform.value, "AU", "", SOURCE)


def monotony(week: Sequence[float | None]) -> float | None:
    """Give the monotony that the signal ``monotony_7d`` carries (FOST98; LD6).

    It is `monotony_population`, except that a week of equal loads, which has no number, counts as the largest value
    there is: LD6 has it treated as high. Without any load it is unknown.

    Examples
    --------
    >>> round(monotony([300, 0, 300, 0, 300, 0, 600]), 2), monotony([200] * 7), monotony([0] * 7)
    (1.02, 100.0, None)
    """
    known = known_loads(week)
    if len(known) < MONOTONY_LEAST or not any(known):
        return None
    return min(MOST_MONOTONY, monotony_population(week).value or MOST_MONOTONY)


def strain(week: Sequence[float | None]) -> float | None:
    """Multiply the week's load by its `monotony` (FOST98; LD6); one unknown day is taken as an average one.

    Examples
    --------
    >>> round(strain([300, 0, 300, 0, 300, 0, 600]))
    1531
    """
    uniform = monotony(week)
    return None if uniform is None else fmean(known_loads(week)) * len(week) * uniform
