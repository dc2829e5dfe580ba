"""How each signal may be different another time: felt, come on, chosen or waited for, as ``changing.toml`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind: TypeAlias = Literal["report", "worsen", "choose", "wait"]
KINDS: tuple[Kind, ...] = ("report", "worsen", "choose")
UNIT_H: Mapping[str, float] = {"hour": 1.0, "day": 24.0, "week": 168.0}
"""Hours in the units that signals count in [h]."""


@frozen
class Way:
    """How one signal may be different. A signal that has no way never changes."""

    kind: Kind
    per: str = ""
    """For ``wait``: the unit it counts in, ``hour``, ``day`` or ``week``."""
    step: float = 1.0
    """For ``wait``: what one unit adds to it."""
    becomes: bool | None = None
    """For ``wait``: what it is from the next midnight on, where it is no count."""
    over: str = ""
    """For ``wait``: the signal by which the step is divided."""
    held: str = ""
    """``run``: it stands still while the answer leaves room for a run."""


def read_ways(table: Mapping[str, Any]) -> dict[str, Way]:
    """Build the ways from what ``changing.toml`` says.

    Parameters
    ----------
    table : mapping
        The parsed file.

    Returns
    -------
    dict of str to Way
        By signal; what never changes is left out.

    Examples
    --------
    >>> ways = read_ways({"report": ["fatigue"], "never": ["age"], "wait": {"days_off": {"per": "day"}}})
    >>> ways["fatigue"].kind, ways["days_off"].per, "age" in ways
    ('report', 'day', False)
    """
    ways = {name: Way(kind) for kind in KINDS for name in table.get(kind, ())}
    return ways | {name: Way("wait", **told) for name, told in table.get("wait", {}).items()}
