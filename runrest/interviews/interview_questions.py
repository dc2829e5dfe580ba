"""What an interview asks now: the words, what may be answered, and which question of about how many it is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.signals import Kind, Value

Asked: TypeAlias = Literal["signal", "gate", "doubt", "contradiction"]
"""``gate`` is one question for many signals; ``doubt`` is whether an unusual value is right; ``contradiction`` is which
of several answers, that cannot all be so, is not right."""


@frozen
class Choice:
    """One of the answers that can be chosen."""

    value: Value
    words: str


@frozen(slots=False)
class InterviewQuestion:
    """One question to a person. All its words are in the language of the interview."""

    kind: Asked
    name: str
    """The signal; the gate; of a contradiction, the signals joined with ``+``, or the gate."""
    words: str
    items: tuple[str, ...]
    """What a gate asks for, one by one; they belong after ``words``."""
    type: Kind
    """What is answered: ``boolean``, ``integer``, ``number`` or ``choice``."""
    hint: str
    """What may be answered, such as "yes or no"."""
    choices: tuple[Choice, ...]
    """The answers to choose from; none where a number is wanted."""
    anchors: tuple[tuple[float, str], ...]
    """What some of the numbers mean."""
    number: int
    """Which question this is, from 1."""
    wanted: str = ""
    """What may be answered, in full, for the one who gave something else."""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    """The unit of a number, as a person says it; empty where there is none, or the words name it."""
    _about: Callable[[], int] | None = field(default=None, eq=False, repr=False)
    _why: Callable[[], str] | None = field(default=None, eq=False, repr=False)

    @cached_property
    def about(self) -> int:
        """Tell how many questions there will be in all, if every answer from here on is the ordinary one."""
        return max(self.number, self._about() if self._about is not None else 0)

    @cached_property
    def why(self) -> str:
        """Tell in plain words why this is asked."""
        return self._why() if self._why is not None else ""

    def to_dict(self) -> dict[str, Any]:
        """Give the question as plain data, for an app that shows it."""
        return {
            "kind": self.kind,
            "name": self.name,
            "words": self.words,
            "items": list(self.items),
            "type": self.type,
            "hint": self.hint,
            "choices": [{"value": choice.value, "words": choice.words} for choice in self.choices],
            "anchors": [{"value": value, "words": words} for value, words in self.anchors],
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "number": self.number,
            "about": self.about,
            "why": self.why,
        }
