"""Which unit an unlabelled distance column is in, told from the rest of the log."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from attrs import frozen

from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runrest.logs.runs import Run

METRES = {"m": 1.0, "km": 1000.0, "mi": 1609.344}
NAMES = {"m": said("metres"), "km": said("kilometres"), "mi": said("miles")}

CLOSE = 0.1
"""How far a ratio may lie from a unit's and still speak for it; km and miles are 61 % apart."""

FASTEST, SLOWEST = 7.6, 0.5
"""Speeds [m/s] beyond which a distance is not believed: faster than anybody runs 1000 m, or a stroll."""

FASTEST_PACE, SLOWEST_PACE = 3.25, 9.0
"""Median paces [min/km] beyond which the unit of a log is doubted."""
LEAST_RUNS = 3


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
    sure: bool = False
    """Whether the log itself settles it; what a person says of it, or what is assumed, can be a slip."""


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
        return Unit(METRES[told], said("distances are in {unit}, as you said", unit=NAMES[told]))
    ratios = [trip.metres / trip.shown for trip in trips if trip.metres and trip.shown]
    if ratios:
        middle = median(ratios)
        for name, factor in METRES.items():
            if abs(middle / factor - 1) < CLOSE:
                return Unit(
                    factor,
                    said("distances are in {unit}, as other columns of the same log show", unit=NAMES[name]),
                    sure=True,
                )
    speeds = [trip.shown / trip.seconds for trip in trips if trip.seconds and trip.shown]
    if speeds and SLOWEST <= median(speeds) <= FASTEST:
        return Unit(METRES["m"], said("distances are taken as metres, which gives a running pace"))
    note = said('distances are taken as kilometres; if the account shows miles, say so (units="mi")')
    return Unit(METRES["km"], note)


def unlikely_pace(runs: Sequence[Run], units: str) -> str:
    """Say what is odd about the pace of a log whose unit nobody can check, or ``""``.

    The bounds are the house's own: half of anybody's runs are faster than 9 min/km, which is a brisk walk, and slower
    than 3:15 min/km, which only champions hold. Miles taken for kilometres, or the other way, are 61 % off.

    Examples
    --------
    >>> from datetime import date
    >>> from runrest.logs.runs import Run
    >>> unlikely_pace([Run(date(2026, 11, 1 + n), km=5, minutes=50) for n in range(4)], "km")
    'half of these runs are slower than 10:00 min/km; are they in miles?'
    """
    paces = [run.minutes / run.km for run in runs if run.minutes and run.km]
    if len(paces) < LEAST_RUNS:
        return ""
    middle = median(paces)
    words = f"{int(middle)}:{int(middle % 1 * 60):02d} min/km"
    if middle > SLOWEST_PACE:
        return said("half of these runs are slower than {pace}; are they in miles?", pace=words)
    if middle < FASTEST_PACE:
        if units == "mi":
            return said("half of these runs are faster than {pace}; are they in kilometres?", pace=words)
        return said("half of these runs are faster than {pace}; are they in metres?", pace=words)
    return ""


def believable(metres: float, seconds: float | None) -> bool:
    """Tell whether somebody on foot could have covered a distance in a time; an unknown time is believed."""
    return not seconds or SLOWEST <= metres / seconds <= FASTEST
