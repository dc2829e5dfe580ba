"""Which mark a file writes before decimals, told from its numbers, and numbers read by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runrest.importing.numerals import LONGEST, read_number, shown
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable

POINT, COMMA, UNTOLD = ".", ",", ""
MANY = 5000
"""So many cells tell it as well as all of them would."""

# A number with one or two decimals, or more than three, can be read in one way only; so can one with two groups.
DECIMALS = r"(?:\d{1,2}|\d{4,})"
TOLD = {
    mark: re.compile(
        rf"[+-]?(?:\d+{here}{DECIMALS}|\d{{1,3}}(?:{other}\d{{3}})+{here}\d+|\d{{1,3}}(?:{other}\d{{3}}){{2,}})"
        rf"|\d+(?::\d\d)+{here}\d+"
    )
    for mark, here, other in ((POINT, r"\.", ","), (COMMA, ",", r"\."))
}
GROUPS = {
    mark: re.compile(rf"[+-]?\d{{1,3}}(?:[ '\u2019{other}]\d{{3}})+(?:{re.escape(mark)}\d+)?")
    for mark, other in ((POINT, COMMA), (COMMA, POINT))
}
EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


def decimal_mark(cells: Iterable[str]) -> str:
    """Tell the decimal mark of a file from its cells.

    Parameters
    ----------
    cells : iterable of str
        Of any columns; what is no number says nothing.

    Returns
    -------
    str
        ``.`` or ``,``, or ``""`` where nothing tells, or some cells say one and some the other.

    Examples
    --------
    >>> decimal_mark(["5,81", "00:33:08"]), decimal_mark(["4.48", "1,020"]), decimal_mark(["1,020"])
    (',', '.', '')
    """
    found: set[str] = set()
    for number, cell in enumerate(cells):
        if number >= MANY or len(found) > 1:
            break
        if len(cell) <= LONGEST:
            tidy = cell.strip().lstrip("'")
            found |= {mark for mark, shape in TOLD.items() if shape.fullmatch(tidy)}
    return found.pop() if len(found) == 1 else UNTOLD


def read_marked(text: str, mark: str) -> float | None:
    """Read a number by the decimal mark of its file.

    Parameters
    ----------
    text : str
        One cell. An apostrophe before it, which keeps a spreadsheet from reckoning with it, does not count.
    mark : str
        As `decimal_mark` gave it.

    Returns
    -------
    float or None
        The number, or ``None`` where the cell is blank.

    Raises
    ------
    ValueError
        Where it is no number, or the mark is not told and the number could be a thousand times another.

    Examples
    --------
    >>> read_marked("1,020", "."), read_marked("1.020", ","), read_marked("7,00", ",")
    (1020.0, 1020.0, 7.0)
    """
    cell = " ".join(text.split()).removeprefix("'")
    if mark and len(cell) <= LONGEST and GROUPS[mark].fullmatch(cell):
        other = COMMA if mark == POINT else POINT
        return float(re.sub(rf"[ '\u2019{other}]", "", cell).replace(mark, "."))
    if mark == UNTOLD and EITHER.fullmatch(cell):
        raise ValueError(said("{text} can be read as two different numbers", text=shown(cell)))
    if mark == COMMA and EITHER.fullmatch(cell):
        return float(cell.replace(",", "."))
    return read_number(cell)
