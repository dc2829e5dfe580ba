"""The next question: which signal or gate to ask now, which signals that answers, and why."""

from __future__ import annotations

from attrs import frozen


@frozen
class NextQuestion:
    """What to ask now."""

    name: str
    """A signal, or a gate: one question for many signals."""
    kind: str
    """``signal`` or ``gate``."""
    why: str
    """A key for the words: ``safety``, ``missing``, ``careful`` or ``settles``."""
    signals: tuple[str, ...]
    """The plain signals that the answer tells, not known so far."""
