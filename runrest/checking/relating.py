"""Which cells of a ratio or difference can belong to somebody no better off, on any part, than somebody in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.checking.parts import MOST_COUNTED, Parts, pairs
from runrest.checking.spans import meet_spans

if TYPE_CHECKING:
    from runrest.conditions import Interval
    from runrest.vocabulary import Vocabulary

MOST_PAIRED = 40
OPPOSITE = {"up": "down", "down": "up"}


def relate(parts: Parts, name: str, cells: tuple[Interval | None, ...]) -> tuple[int, ...]:
    """Relate the cells of a ratio or difference.

    Small ranges of whole numbers are searched. Elsewhere the conditions are necessary ones, so that no pair of
    athletes is left out: the order of each part, and that of the quotients where their sign fixes it. For a ratio
    of a difference with a direction they may let a pair through that no two athletes make: a false alarm, told
    without a witness.

    Parameters
    ----------
    parts : Parts
        Of the vocabulary.
    name : str
        A ratio or difference.
    cells : tuple of Interval or None
        Its cells; ``None`` is divided by 0.

    Returns
    -------
    tuple of int
        For each cell, and for unknown, the mask of those who may be better off or the same.
    """
    sides = []
    for span in cells:
        base = parts.lower(name, span)
        sides.append((base, None if base is None else parts.upper(name, span, base)))
    first, second = (parts.vocabulary.signals[member].worse for member in parts.members(name))
    searched = countable(name, parts.vocabulary, MOST_PAIRED)
    below = []
    for at, one in enumerate(cells):
        mask = 0
        for to, two in enumerate(cells):
            fits = at == to or (
                _ordered(second, sides[at][0], sides[to][0])
                and _ordered(first, sides[at][1], sides[to][1])
                and (one is None or two is None or _ordered(_way(parts, name, one, two), one, two))
            )
            if fits and searched:
                fits = next(pairs(parts, parts, name, one, two), None) is not None
            mask |= fits << to
        below.append(mask)
    return (*below, 1 << len(cells))


def _ordered(worse: str, one: Interval | None, two: Interval | None) -> bool:
    """Tell whether some value of one interval is worse than or the same as some value of another."""
    if one is None or two is None:
        return False
    if worse == "up":
        return one.high >= two.low
    if worse == "down":
        return one.low <= two.high
    return worse == "both" or meet_spans(one, two) is not None


def _way(parts: Parts, name: str, one: Interval, two: Interval) -> str:
    """Say which way a difference or ratio moves as its parts get worse, between two intervals of it."""
    signals = parts.vocabulary.signals
    first, second = (signals[member].worse for member in parts.members(name))
    ways = {first, OPPOSITE.get(second, second)}
    if parts.vocabulary.derived[name].kind == "ratio" and ways != {"neither"}:
        if signals[parts.members(name)[1]].valid[0] < 0 or one.low < (0, 0) < two.high or two.low < (0, 0) < one.high:
            ways = {"both"}
        elif one.low < (0, 0):
            ways = {first, second}
    ways -= {"neither"}
    return "neither" if not ways else ways.pop() if len(ways) == 1 else "both"


def countable(name: str, vocabulary: Vocabulary, most: int = MOST_COUNTED) -> bool:
    """Tell whether both parts are whole numbers of so small a range that every athlete can be tried."""
    plain = [vocabulary.signals[part] for part in vocabulary.plain(name)]
    small = all(part.type == "integer" and part.valid[1] - part.valid[0] <= most for part in plain)
    return small and len(plain) == 2
