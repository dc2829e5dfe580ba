"""Numbers as people and services write them; what is not clearly a number is refused."""

from __future__ import annotations

import re

from runrest.said import said

BLANKS = frozenset({"", "-", "--", "\u2013", "\u2014"})
POINT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
COMMA = re.compile(r"[+-]?\d+,\d*")
TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
GROUPS_THEN_POINT = re.compile(r"[+-]?\d{1,3}(?:[, ]\d{3})+\.\d+")
GROUPS_THEN_COMMA = re.compile(r"[+-]?\d{1,3}(?:[. ]\d{3})+,\d+")
LONGEST = 40


def read_number(text: str) -> float | None:
    """Read one number, with a point or a comma for its decimals.

    Parameters
    ----------
    text : str
        One cell: ``7.5``, ``7,5``, ``1,234.5`` or ``1.234,5``.

    Returns
    -------
    float or None
        The number, or ``None`` where the cell is blank (also ``--``).

    Raises
    ------
    ValueError
        Where the cell holds something else, ``NaN`` and infinity included, or could be read in two ways
        (``1,020`` is a thousand and twenty to some, and a little over one to others).

    Examples
    --------
    >>> read_number("9,44"), read_number("1.234,5"), read_number(" -- ")
    (9.44, 1234.5, None)
    """
    if text.isascii() and len(text) <= LONGEST and text.replace(".", "", 1).isdigit():
        return float(text)  # nearly every cell is digits and a point, and needs no second look
    cell = " ".join(text.split())
    if cell in BLANKS:
        return None
    if len(cell) > LONGEST:
        raise ValueError(said("{text} is not a number", text=shown(cell)))
    if TWO_READINGS.fullmatch(cell):
        raise ValueError(said("{text} can be read as two different numbers", text=shown(cell)))
    if GROUPS_THEN_POINT.fullmatch(cell):
        return float(re.sub("[, ]", "", cell))
    if COMMA.fullmatch(cell) or GROUPS_THEN_COMMA.fullmatch(cell):
        return float(re.sub("[. ]", "", cell).replace(",", "."))
    if POINT.fullmatch(cell):
        return float(cell)
    raise ValueError(said("{text} is not a number", text=shown(cell)))


def shown(text: str) -> str:
    """Quote a cell for a message, cut short where it is long and with nothing unprintable left in it.

    Examples
    --------
    >>> shown("a" * 60)
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'"
    """
    return repr(text if len(text) <= LONGEST else text[:LONGEST] + "…")
