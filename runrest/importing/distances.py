"""Which unit an unlabelled distance column is in, told from the rest of the log."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

METRES = {"m": 1.0, "km": 1000.0, "mi": 1609.344}
NAMES = {"m": "metres", "km": "kilometres", "mi": "miles"}

CLOSE = 0.1
"""How far a ratio may lie from a unit's and still speak for it; km and miles are 61 % apart."""

FASTEST, SLOWEST = 7.6, 0.5
"""Speeds [m/s] beyond which a distance is not believed: faster than anybody runs 1000 m, or a stroll."""


@frozen
class Trip:
    """What one record says about how far it was."""

    shown: float
    """The distance in the unlabelled unit."""
    metres: float | None = None
    """The same distance in metres, where another column gives it."""
    seconds: float | None = None


@frozen
class Unit:
    """The unit of a column, and the sentence that says why it is taken for that."""

    metres: float
    note: str


def tell_unit(trips: Sequence[Trip], told: str | None = None) -> Unit:
    """Tell the unit of a distance column.

    Parameters
    ----------
    trips : sequence of Trip
        Runs with their distance in that column.
    told : str, optional
        The unit that the runner named: ``m``, ``km`` or ``mi``.

    Returns
    -------
    Unit
        Metres in one unit of the column, and how that is known.

    Examples
    --------
    >>> tell_unit([Trip(3.32, metres=3322.9)]).metres
    1000.0
    >>> tell_unit([Trip(7925, seconds=2364)]).note
    'distances are taken as metres, which gives a running pace'
    """
    if told is not None:
        return Unit(METRES[told], f"distances are in {NAMES[told]}, as you said")
    ratios = [trip.metres / trip.shown for trip in trips if trip.metres and trip.shown]
    if ratios:
        middle = median(ratios)
        for name, factor in METRES.items():
            if abs(middle / factor - 1) < CLOSE:
                return Unit(factor, f"distances are in {NAMES[name]}, as other columns of the same log show")
    speeds = [trip.shown / trip.seconds for trip in trips if trip.seconds and trip.shown]
    if speeds and SLOWEST <= median(speeds) <= FASTEST:
        return Unit(METRES["m"], "distances are taken as metres, which gives a running pace")
    note = 'distances are taken as kilometres; if the account shows miles, say so (units="mi")'
    return Unit(METRES["km"], note)


def believable(metres: float, seconds: float | None) -> bool:
    """Tell whether somebody on foot could have covered a distance in a time; an unknown time is believed."""
    return not seconds or SLOWEST <= metres / seconds <= FASTEST
