"""A morning's check-in, with every wellness answer turned to one scale and one direction."""

from __future__ import annotations

import math
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.logs.bounds import is_plain_day
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

WELLNESS = ("fatigue", "soreness", "stress", "sleep_quality")
RAW = ("rhr", "hrv_rmssd")
"""Morning readings that mean something only against the athlete's own baseline."""

OTHER_NAMES = {"sleep_h": "sleep_h_last"}

NIGHT_ENDS_H = 3
"""A report before this hour was made before going to bed: it belongs to the day before. A convention of this house."""

# Each scale: its ends, and how an answer on it becomes 1 (best) to 7 (worst).
SCALES: Mapping[str, tuple[float, float, Callable[[float], float]]] = MappingProxyType(
    {
        "runrest": (1, 7, lambda x: x),
        "hooper": (1, 7, lambda x: x),
        "mclean": (1, 5, lambda x: 1 + 1.5 * (5 - x)),
        "pmsys": (1, 5, lambda x: 1 + 1.5 * (5 - x)),
        "intervals": (1, 4, lambda x: 1 + 2 * (x - 1)),
        "0-10": (0, 10, lambda x: 1 + 0.6 * x),
    }
)

# A slip of the pen here would spoil averages for weeks, long after anybody looks at the number itself.
BOUNDS = {"rhr": (20.0, 200.0), "hrv_rmssd": (3.0, 500.0), "sleep_h_last": (0.0, 24.0)}


def _sealed(facts: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(facts))


@frozen
class CheckIn:
    """What was said and measured on one morning, already on runrest's own scale."""

    day: date
    facts: Mapping[str, object] = field(factory=dict, converter=_sealed)
    """Plain signal name to value; a name that is absent is unknown."""
    rhr: float | None = None
    """Resting heart rate [beats per minute]."""
    hrv_rmssd: float | None = None
    """Heart-rate variability, rMSSD [ms]; SDNN is another measure and does not belong here."""
    source: str = ""
    at: datetime | None = None
    """When it was reported, where that is known; it only settles which of two reports on one day is the later."""
    parts: tuple[CheckIn, ...] = ()
    """The reports it was put together from, the earliest first, where its day has more than one."""

    def answers(self) -> dict[str, object]:
        """List everything that was said and measured, raw readings by their own names."""
        raw = {"rhr": self.rhr, "hrv_rmssd": self.hrv_rmssd}
        return {**self.facts, **{name: value for name, value in raw.items() if value is not None}}

    def place_of(self, name: str) -> str:
        """Give the place where one answer was read."""
        return next((part.source for part in reversed(self.parts) if name in part.answers()), self.source)

    @classmethod
    def of(
        cls, day: date, *, scale: str | None = None, source: str = "", at: datetime | None = None, **items: object
    ) -> CheckIn:
        """Make a check-in from answers on a named scale.

        Parameters
        ----------
        day : datetime.date
            The morning it belongs to.
        scale : str, optional
            Whose scale the wellness answers are on: ``hooper`` or ``runrest`` (1-7, 7 worst), ``mclean`` or
            ``pmsys`` (1-5, 5 best), ``intervals`` (1-4, 1 best), ``0-10`` (10 worst).
        source : str, optional
            Where it was read, as ``file:line``.
        at : datetime.datetime, optional
            When it was reported, where that is known.
        **items : object
            ``fatigue``, ``soreness``, ``stress``, ``sleep_quality`` on that scale, ``sleep_h`` [h], ``rhr``
            [beats per minute], ``hrv_rmssd`` [ms], and any other signal by its own name. ``None`` is unknown.

        Returns
        -------
        CheckIn
            The morning's facts; halves between two whole numbers go to the worse one.

        Raises
        ------
        FactsError
            Where a wellness answer comes without a scale or lies outside it, or a reading is impossible.

        Examples
        --------
        >>> from datetime import date
        >>> CheckIn.of(date(2026, 11, 22), scale="mclean", fatigue=4, sleep_h=7.5).facts
        mappingproxy({'fatigue': 3, 'sleep_h_last': 7.5})
        """
        return cls.from_answers(day, items, scale=scale, source=source, at=at)

    @classmethod
    def from_answers(
        cls,
        day: date,
        answers: Mapping[str, object],
        *,
        scale: str | None = None,
        source: str = "",
        at: datetime | None = None,
    ) -> CheckIn:
        """Make a check-in as `of` does, from a mapping whose names may be anything."""
        known = {name: value for name, value in answers.items() if value is not None}
        problems = [] if is_plain_day(day) else [said("the day of a check-in is {day!r}, but must be a date", day=day)]
        facts: dict[str, object] = {}
        for given, value in known.items():
            name = OTHER_NAMES.get(given, given)
            problem = _scale_problem(name, value, scale) if name in WELLNESS else _bounds_problem(name, value)
            if problem:
                problems.append(problem)
            elif name in WELLNESS:
                facts[name] = on_own_scale(float(value), str(scale))  # type: ignore[arg-type]
            elif name not in RAW:
                facts[name] = value
        if problems:
            raise FactsError(
                tuple(said("{source}: {text}", source=source, text=text) if source else text for text in problems)
            )
        return cls(day, facts, _float(known.get("rhr")), _float(known.get("hrv_rmssd")), source, at)


def day_of_report(at: datetime, night_ends_h: int = NIGHT_ENDS_H) -> date:
    """Give the day that a report belongs to, where a service tells only the moment it was made.

    A day that a file names itself always holds; this is for files that name none.

    Parameters
    ----------
    at : datetime.datetime
        In the runner's own zone.
    night_ends_h : int
        Before this hour [0-23] the report still belongs to the day before.

    Returns
    -------
    datetime.date
        The day.

    Examples
    --------
    >>> from datetime import datetime
    >>> day_of_report(datetime(2026, 11, 22, 0, 40)), day_of_report(datetime(2026, 11, 22, 6, 5))  # noqa: DTZ001
    (datetime.date(2026, 11, 21), datetime.date(2026, 11, 22))
    """
    return (at - timedelta(hours=night_ends_h)).date()


def on_own_scale(answer: float, scale: str) -> int:
    """Turn an answer on a named scale into runrest's 1 (best) to 7 (worst).

    Parameters
    ----------
    answer : float
        The answer as it was given, within the scale.
    scale : str
        One of the names in `SCALES`.

    Returns
    -------
    int
        The nearest whole number; halves go to the worse one.

    Examples
    --------
    >>> [on_own_scale(x, "mclean") for x in (5, 4, 3, 2, 1)]
    [1, 3, 4, 6, 7]
    """
    convert = SCALES[scale][2]
    # The nudge keeps a half that binary fractions render as 2.4999999 on the worse side.
    return min(7, math.floor(convert(answer) + 0.5 + 1e-9))


def _scale_problem(name: str, value: object, scale: str | None) -> str:
    if scale is None:
        return said("{name} needs a scale: say which of {known} it is on", name=name, known=", ".join(SCALES))
    if scale not in SCALES:
        return said(
            "{scale!r} is not a known scale{hint}; there are {known}",
            scale=scale,
            hint=did_you_mean(scale, SCALES),
            known=", ".join(SCALES),
        )
    low, high, _ = SCALES[scale]
    if not _is_number(value) or not low <= value <= high:  # type: ignore[operator]
        return said(
            "{name} is {value!r}, but on the {scale} scale it must be a number from {low:g} to {high:g}",
            name=name,
            value=value,
            scale=scale,
            low=low,
            high=high,
        )
    return ""


def _bounds_problem(name: str, value: object) -> str:
    low, high = BOUNDS.get(name, (-math.inf, math.inf))
    if name not in BOUNDS or (_is_number(value) and low <= value <= high):  # type: ignore[operator]
        return ""
    return said(
        "{name} is {value!r}, but must be a number from {low:g} to {high:g}", name=name, value=value, low=low, high=high
    )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
