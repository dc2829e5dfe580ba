"""Numbers as devices write them into XML: a point for decimals, and nothing that a body or the Earth cannot do."""

from __future__ import annotations

import math

LONGEST = 60
"""Garmin writes up to 50 digits of a degree."""
MOST = 1e9


def read_gauge(text: str) -> float | None:
    """Read an amount from zero upwards; what is none is unknown.

    Examples
    --------
    >>> read_gauge(" 12.85 "), read_gauge("12,85"), read_gauge("-1"), read_gauge("nan"), read_gauge("")
    (12.85, 12.85, None, None, None)
    """
    number = _number(text)
    return number if number is not None and 0 <= number <= MOST else None


def read_beats(text: str) -> int | None:
    """Read a heart rate [beats per minute]; a zero is a sensor that was not there.

    Examples
    --------
    >>> read_beats("154"), read_beats("154.0"), read_beats("0")
    (154, 154, None)
    """
    number = _number(text)
    return round(number) if number is not None and 0.5 < number < 1000 else None


def read_place(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Read a place [degrees]; where both are exactly zero there was no reception.

    Examples
    --------
    >>> read_place("52.1577", "4.4910"), read_place("0", "0"), read_place("91", "4")
    ((52.1577, 4.491), None, None)
    """
    lat, lon = _number(latitude), _number(longitude)
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180) or lat == lon == 0:
        return None
    return lat, lon


def _number(text: str) -> float | None:
    if len(text) > LONGEST or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        # Some programs write the decimals of their own country.
        if text.count(",") != 1 or "." in text:
            return None
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return None
    return number if math.isfinite(number) else None
