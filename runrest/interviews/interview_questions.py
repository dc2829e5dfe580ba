"""What an interview asks now: the words, what may be answered, and which question of about how many it is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.signals import Value

AskedFor: TypeAlias = Literal["signal", "gate", "doubt", "contradiction"]
"""``gate`` is one question for many signals; ``doubt`` is whether an unusual value is right; ``contradiction`` is which
of several answers, that cannot all be so, is not right."""
AnswerType: TypeAlias = Literal["boolean", "integer", "number", "choice", "several"]
"""What is answered; ``several`` is any number of the choices, none of them too."""


@frozen
class Choice:
    """One of the answers that can be chosen."""

    value: Value
    words: str


@frozen(slots=False)  # a dictionary makes what is worked out late possible
class InterviewQuestion:
    """One question to a person. All its words are in the language of the interview."""

    kind: AskedFor
    name: str
    """The signal; the gate; of a contradiction, the signals joined with ``+``, or the gate."""
    words: str
    type: AnswerType
    hint: str
    """What may be answered, such as "yes or no"."""
    wanted: str
    """What may be answered, in full, for the one who gave something else."""
    choices: tuple[Choice, ...] = ()
    """The answers to choose from; none where a number is wanted. For a gate, their values are numbers from 0."""
    anchors: tuple[tuple[float, str], ...] = ()
    """What some of the numbers mean."""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    """The unit of a number, as a person says it; empty where there is none, or the words name it."""
    number: int = 1
    """Which question of the interview this is, from 1."""
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
