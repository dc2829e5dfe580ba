"""An alternative: what would have to be different for another answer, part by part, and what that answer is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.conditions import Condition
    from runrest.counterfactuals.ways import Kind
    from runrest.signals import Signal, Value


@frozen
class Part:
    """One signal that would have to be different."""

    signal: Signal
    kind: Kind
    """How it may be: ``report``, ``worsen``, ``choose`` or ``wait``."""
    condition: Condition
    """Every value that does it, with the other parts anywhere within their own conditions."""
    value: Value
    """The nearest of them; of what time moves, the one at which its own hours have passed."""
    was: Value | None
    """As it is now; ``None`` where it is not known."""
    wait_h: float | None = None
    """Where it is only a matter of time: in how many hours it comes about [h]."""

    def to_dict(self) -> dict[str, Any]:
        """Give the part as plain data, the condition in the notation of a tree file."""
        return {
            "signal": self.signal.name,
            "kind": self.kind,
            "condition": self.condition.show(self.signal),
            "value": self.value,
            "was": self.was,
            "wait_h": self.wait_h,
        }


@frozen
class Change:
    """The smallest change of its kind: every part is needed, and together they are enough."""

    parts: tuple[Part, ...]
    label: str
    """What the answer then is, with every part at its nearest value; within the conditions it is at least that."""
    words: str
    """The label as a heading, see ``Decision.words``."""
    caps: Mapping[str, str | float]
    refer: str
    wait_h: float | None
    """How long all of it takes to come about [h]; ``None`` where nothing has to be waited for."""
    facts: Mapping[str, Value]
    """Every value that is then another one, what the same hours do to other signals included."""

    @property
    def planned(self) -> bool:
        """Tell whether the plan is part of it: less is chosen, and the answer to today's plan stays as it is."""
        return any(part.kind == "choose" for part in self.parts)

    @property
    def signals(self) -> frozenset[str]:
        """Name the signals that are different."""
        return frozenset(part.signal.name for part in self.parts)

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain data for JSON."""
        return {
            "parts": [part.to_dict() for part in self.parts],
            "label": self.label,
            "words": self.words,
            "caps": dict(self.caps),
            "refer": self.refer,
            "wait_h": self.wait_h,
            "planned": self.planned,
            "facts": dict(self.facts),
        }


@frozen
class Changes:
    """Everything that would change an answer, as the smallest changes in three directions."""

    freer: tuple[Change, ...] = ()
    """Each gives a freer label than now."""
    freest: tuple[Change, ...] = ()
    """Each gives the freest label that can be reached: with the plan as it is, and with less planned."""
    stricter: tuple[Change, ...] = ()
    """Each gives a more careful label than now."""

    def to_dict(self) -> dict[str, Any]:
        """Give all changes as plain data for JSON."""
        return {
            "freer": [change.to_dict() for change in self.freer],
            "freest": [change.to_dict() for change in self.freest],
            "stricter": [change.to_dict() for change in self.stricter],
        }
