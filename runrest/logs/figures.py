"""A figure: one number of training load by one variant of one formula, or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class Figure:
    """A number with its variant in the name; reported, never used for advice.

    Examples
    --------
    >>> Figure("acwr_ewma", None, "", "there was no load at all", "Williams 2017").known
    False
    """

    name: str
    """With the variant: ``monotony_sample``, ``acwr_uncoupled``."""
    value: float | None
    unit: str
    reason: str
    """Why there is no value; empty where there is one."""
    source: str
    """Who describes the formula."""

    @property
    def known(self) -> bool:
        """Tell whether there is a value."""
        return self.value is not None

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "reason": self.reason,
            "source": self.source,
        }


def last_unknown(loads: Sequence[float | None]) -> str:
    """Say which of some daily loads is the latest that is not known, or nothing where all are.

    Examples
    --------
    >>> last_unknown([100, None, 0])
    'the load of day 2 of 3 is not known'
    """
    at = next((at for at in range(len(loads) - 1, -1, -1) if loads[at] is None), None)
    return "" if at is None else said("the load of day {day} of {count} is not known", day=at + 1, count=len(loads))


def known_loads(loads: Sequence[float | None]) -> list[float]:
    """Keep the loads that are known."""
    return [load for load in loads if load is not None]
