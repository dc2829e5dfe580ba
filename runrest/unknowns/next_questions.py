"""The next question: which signal or gate to ask now, which signals that answers, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from runrest.unknowns.rounds import Gate


@frozen
class NextQuestion:
    """What to ask now."""

    name: str
    """A signal, or a gate: one question for many signals."""
    kind: Literal["signal", "gate"]
    why: Literal["safety", "settles", "missing"]
    """``safety`` questions come first; one that ``settles`` tells most of the rest; a ``missing`` answer would not
    change what is allowed, but without it the answer is read the careful way, or stays incomplete."""
    signals: tuple[str, ...]
    """The signals that the answer tells."""
    gate: Gate | None = None
    """For a gate: its words, the items that can be picked, and the facts that an answer states."""
