"""Durations as clocks write them."""

from __future__ import annotations

import re

from runrest.importing.numerals import BLANKS, LONGEST, shown
from runrest.said import said

CLOCK = re.compile(r"(?:(?P<hours>\d{1,3}):(?=\d\d:))?(?P<minutes>\d{1,3}):(?P<seconds>\d\d)(?:[.,](?P<part>\d{1,6}))?")


def read_duration(text: str) -> float | None:
    """Read a duration [s].

    Parameters
    ----------
    text : str
        ``1:02:03``, ``00:28:10.5`` or ``44:17``, hours first where there are three.

    Returns
    -------
    float or None
        The seconds, or ``None`` where the cell is blank.

    Raises
    ------
    ValueError
        Where it is something else.

    Examples
    --------
    >>> read_duration("00:28:10.5"), read_duration("1:02:03"), read_duration("44:17"), read_duration("--")
    (1690.5, 3723.0, 2657.0, None)
    """
    cell = text.strip().removeprefix("'")
    if cell in BLANKS:
        return None
    match = CLOCK.fullmatch(cell) if len(cell) <= LONGEST else None
    if match is None or int(match["seconds"]) >= 60 or (match["hours"] and int(match["minutes"]) >= 60):
        raise ValueError(said("{text} is not a time like 1:02:03", text=shown(text)))
    part = float(f"0.{match['part']}") if match["part"] else 0.0
    return int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"]) + part
