"""Whether a file writes the month or the day first, where one date alone does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTH_FIRST, DAY_FIRST, ALIKE, MIXED, UNTOLD = said("month first"), said("day first"), "alike", "mixed", "untold"


def day_order(pairs: Iterable[tuple[int, int]]) -> str:
    """Tell the order of day and month from all dates of a file.

    Parameters
    ----------
    pairs : iterable of (int, int)
        The two numbers of each date, as they stand.

    Returns
    -------
    str
        ``month first`` or ``day first``, where a number above 12 tells; ``alike`` where both readings give the same
        days; ``mixed`` where some dates tell one and some the other; ``untold`` where all can be read both ways.

    Examples
    --------
    >>> day_order([(5, 6), (13, 6)]), day_order([(5, 6), (6, 5)]), day_order([(5, 5)])
    ('day first', 'untold', 'alike')
    """
    first = second = differ = False
    for one, other in pairs:
        first |= one > 12 >= other
        second |= other > 12 >= one
        differ |= one != other
    if first and second:
        return MIXED
    if first or second:
        return DAY_FIRST if first else MONTH_FIRST
    return UNTOLD if differ else ALIKE
