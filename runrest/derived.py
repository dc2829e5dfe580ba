"""A derived signal: what it is made of, and the type, range and direction that follow from that."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from attrs import frozen

from runrest.signals import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.conditions import Condition


@frozen
class Member:
    """One part of a derived signal: a signal and, for counts, the condition that makes it count."""

    signal: str
    condition: Condition | None = None
    skipped: bool = False
    """Left out while it is unknown."""


@frozen
class Derived:
    """How one derived signal is made of others."""

    name: str
    kind: str
    members: tuple[Member, ...]


def derive_signal(derived: Derived, known: Mapping[str, Signal], label: str = "", about: str = "") -> Signal:
    """Work out type, range and direction of a derived signal from its members.

    Parameters
    ----------
    derived : Derived
        How it is made.
    known : mapping of str to Signal
        The signals it is made of.
    label, about : str
        Words for people.

    Returns
    -------
    Signal
        With ``derived`` set. The direction is ``both`` where getting worse can move it either way.
    """
    parts = [known[member.signal] for member in derived.members]
    low = [part.valid[0] for part in parts]
    high = [part.valid[1] for part in parts]
    name, words = derived.name, label or derived.name
    if derived.kind in ("any", "count"):
        rising = all(_rises(member, part) for member, part in zip(derived.members, parts, strict=True))
        worse: Any = "up" if rising else "both"
        open_ = any(
            not member.skipped and part.may_be_unknown for member, part in zip(derived.members, parts, strict=True)
        )
        if derived.kind == "any":
            return Signal(name, "boolean", worse, words, about=about, derived=True, may_be_unknown=open_)
        return Signal(name, "integer", worse, words, (0, len(parts)), about=about, derived=True, may_be_unknown=open_)
    if derived.kind == "max":
        ways = {part.worse for part in parts}
        kind: Any = "integer" if {part.type for part in parts} == {"integer"} else "number"
        units = {part.unit for part in parts}
        unit = units.pop() if len(units) == 1 else ""
        way: Any = ways.pop() if len(ways) == 1 else "both"
        return Signal(name, kind, way, words, (max(low), max(high)), unit=unit, about=about, derived=True)
    opposite: dict[Any, Any] = {"up": "down", "down": "up"}
    ways = {parts[0].worse, opposite.get(parts[1].worse, parts[1].worse)} - {"neither"}
    turning = low[1] < 0 or (low[0] < 0 and parts[1].worse != "neither")  # below 0 a part may work the other way
    signs = derived.kind == "ratio" and turning
    worse = "neither" if not ways else ways.pop() if len(ways) == 1 and not signs else "both"
    if derived.kind == "difference":
        whole: Any = "integer" if {part.type for part in parts} == {"integer"} else "number"
        valid = (low[0] - high[1], high[0] - low[1])
        return Signal(name, whole, worse, words, valid, about=about, derived=True)
    return Signal(name, "number", worse, words, _quotients(low, high), about=about, derived=True)


def _quotients(low: list[float], high: list[float]) -> tuple[float, float]:
    """Give the smallest and largest quotient of two ranges."""
    if low[1] < 0:
        return (-math.inf, math.inf)
    smallest = low[0] / high[1] if low[0] >= 0 else low[0] / low[1] if low[1] else -math.inf
    largest = high[0] / high[1] if high[0] <= 0 else high[0] / low[1] if low[1] else math.inf
    return (smallest, largest)


def _rises(member: Member, signal: Signal) -> bool:
    """Tell whether getting worse on a signal can only make a member count, never stop counting."""
    test = member.condition
    if test is None or signal.worse not in ("up", "down"):
        return False
    if not signal.numeric:
        inside = [value in test.values for value in signal.named_values()]
        return inside == sorted(inside, reverse=signal.worse == "down")
    low, high = signal.valid
    edge = (high, 0) if signal.worse == "up" else (low, 0)
    return len(test.intervals) == 1 and edge in (test.intervals[0].low, test.intervals[0].high)
