"""What is planned, and who plans it: facts that a person states rather than a log shows."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.logs.bounds import LEAST_BEATS, MOST_BEATS
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

SEXES = ("female", "male")
PLAN_KINDS = ("rest", "recovery", "easy", "long", "tempo", "intervals", "race", "strength", "cross")

AMOUNT = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*(km|mi|min|h)", re.IGNORECASE)
# Each unit: the signal it speaks of, and how much of that signal's own unit one of it is.
UNITS = MappingProxyType(
    {
        "km": ("planned_km", 1.0),
        "mi": ("planned_km", 1.609344),
        "min": ("planned_min", 1.0),
        "h": ("planned_min", 60.0),
    }
)


@frozen
class Plan:
    """What today and the days around it are meant to bring; ``None`` is unknown."""

    planned_type: str | None = None
    planned_km: float | None = None
    planned_min: float | None = None
    days_to_race: int | None = None
    race_priority: str | None = None
    """``A`` for the race that matters, ``B``, or ``C`` for one that is only training."""
    days_to_next_hard: int | None = None
    week_km_next: float | None = None
    strength_order: str | None = None

    @classmethod
    def parse(cls, text: str) -> Plan:
        """Read today's plan from a short text.

        Parameters
        ----------
        text : str
            A kind, then how far and how long if wished, with colons between: ``rest``, ``easy:45min``,
            ``intervals:8km``, ``long:24km:150min``. Units are km, mi, min and h.

        Returns
        -------
        Plan
            The plan; miles and hours become km and minutes.

        Raises
        ------
        FactsError
            Where the kind is unknown, an amount has no unit, or the same thing is said twice.

        Examples
        --------
        >>> plan = Plan.parse("long:24km:150min")
        >>> plan.planned_type, plan.planned_km, plan.planned_min
        ('long', 24.0, 150.0)
        """
        first, *rest = [part.strip() for part in text.split(":")]
        kind = first.lower()
        problems = []
        if kind not in PLAN_KINDS:
            problems.append(
                said(
                    "{kind!r} is not a kind of session{hint}; there are {known}",
                    kind=first[:40],
                    hint=did_you_mean(kind[:40], PLAN_KINDS),
                    known=", ".join(PLAN_KINDS),
                )
            )
        amounts: dict[str, float] = {}
        for part in rest:
            match = AMOUNT.fullmatch(part)
            if match is None:
                problems.append(said("{text!r} is not an amount; write it as 8km, 5mi, 45min or 1.5h", text=part[:40]))
                continue
            signal, factor = UNITS[match[2].lower()]
            if signal in amounts:
                problems.append(
                    said("{part!r} says a second time how far it is", part=part)
                    if signal == "planned_km"
                    else said("{part!r} says a second time how long it is", part=part)
                )
            amounts[signal] = round(float(match[1].replace(",", ".")) * factor, 6)
        if kind == "rest" and amounts:
            problems.append(said("a rest day has no distance or time"))
        if problems:
            raise FactsError(
                tuple(said("plan {text!r}: {problem}", text=text[:60], problem=problem) for problem in problems)
            )
        return cls(kind, amounts.get("planned_km"), amounts.get("planned_min"))

    def facts(self) -> dict[str, object]:
        """List what is known of the plan, signal by signal."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def _sealed(facts: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(facts))


@frozen
class Profile:
    """What is true of the runner for a long time: age, experience, injuries, reasons to see a doctor, the heart's ends.

    Highest and resting heart rate and sex are no signals: no tree asks them. They belong to the formulas that measure
    training by the heart (TRIMP), and the highest rate can also show that a run was hard.
    """

    facts: Mapping[str, object] = field(factory=dict, converter=_sealed)
    max_hr: float | None = None
    """Highest heart rate [beats per minute], measured; never worked out from the age."""
    resting_hr: float | None = None
    """Resting heart rate [beats per minute]."""
    sex: str | None = None
    """female or male: the two sets of coefficients that Banister's TRIMP has. Nothing else is ever made of it."""

    def __attrs_post_init__(self) -> None:
        problems = [
            *_beats("max_hr", self.max_hr),
            *_beats("resting_hr", self.resting_hr),
            *(
                []
                if self.sex in (None, *SEXES)
                else [said("sex is {sex!r}, but must be {known}", sex=self.sex, known=" or ".join(SEXES))]
            ),
        ]
        if not problems and self.max_hr is not None and self.resting_hr is not None and self.max_hr <= self.resting_hr:
            problems.append(
                said(
                    "max_hr is {max_hr:g}, but must be above the resting heart rate, {resting_hr:g}",
                    max_hr=self.max_hr,
                    resting_hr=self.resting_hr,
                )
            )
        if problems:
            raise FactsError(tuple(problems))

    @classmethod
    def of(
        cls,
        *,
        max_hr: Any = None,
        resting_hr: Any = None,
        sex: Any = None,
        **facts: object,
    ) -> Profile:
        """Make a profile of signals by name, and of what the heart's formulas need; ``None`` is unknown.

        Parameters
        ----------
        max_hr, resting_hr : float, optional
            Highest and resting heart rate [beats per minute], 25 to 240.
        sex : str, optional
            ``female`` or ``male``, for Banister's TRIMP.
        **facts : object
            Signals by name.

        Returns
        -------
        Profile
            With what is known.

        Raises
        ------
        FactsError
            Where a heart rate or the sex cannot be.

        Examples
        --------
        >>> Profile.of(age=41, injury_12m=False, air_sensitive=None).facts
        mappingproxy({'age': 41, 'injury_12m': False})
        """
        known = {name: value for name, value in facts.items() if value is not None}
        return cls(known, max_hr, resting_hr, sex)


def _beats(name: str, value: object) -> list[str]:
    if value is None:
        return []
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if number and LEAST_BEATS <= value <= MOST_BEATS:  # type: ignore[operator]
        return []
    return [
        said(
            "{name} is {value!r}, but must be a number from {least} to {most} beats per minute",
            name=name,
            value=value,
            least=LEAST_BEATS,
            most=MOST_BEATS,
        )
    ]
