"""What an interview can still hear: which signals it asks, which make sense, and what each may turn out to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from runrest.conditions import Condition, Interval, everything
from runrest.unknowns.partly import Known, believed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.unknowns.rounds import Rounds
    from runrest.vocabulary import Vocabulary

SILENT = Condition(unknown=True)


@define(eq=False)
class Hearing:
    """What is known, what was asked in vain, and so what may still be answered.

    A signal that was asked and not answered stays unknown, and so does one that is not asked at all, or would make
    no sense to ask. Where the answer decides that is still open, it may be known or not.
    """

    vocabulary: Vocabulary
    rounds: Rounds
    known: Known
    asked: frozenset[str]
    confirmed: frozenset[str]
    _open: dict[str, Condition] = field(init=False, factory=dict)

    def asks(self, name: str) -> bool:
        """Tell whether an interview asks a signal at all."""
        signal = self.vocabulary.signals[name]
        return bool(signal.ask) and (signal.known in ("asked", "profile") or name in self.rounds.counted)

    def open_to(self, name: str) -> Condition:
        """Give what a signal may turn out to be before the interview is over; unknown where it is not asked."""
        if name not in self._open:
            self._open[name] = SILENT  # should follow-ups go in a circle
            self._open[name] = self._open_to(name)
        return self._open[name]

    def _open_to(self, name: str) -> Condition:
        value = self.known.facts.get(name)
        if isinstance(value, (bool, str)):
            return Condition(values=frozenset([value]))
        if value is not None:
            return Condition((Interval((value, 0), (value, 0)),))
        if name in self.known.held:
            return self.known.held[name]
        sense = name not in self.asked and self.asks(name) and self.sense(name)
        if sense is False:
            return SILENT
        signal = self.vocabulary.signals[name]
        return believed(everything(signal, unknown=sense is None), signal, confirmed=name in self.confirmed)

    def sense(self, name: str) -> bool | None:
        """Tell whether it makes sense to ask a signal; ``None`` where another answer decides that first."""
        alternatives = self.rounds.after.get(name)
        if not alternatives:
            return True
        found = [self._holds(alternative) for alternative in alternatives]
        if True in found:
            return True
        return None if None in found else False

    def _holds(self, tests: Mapping[str, Condition]) -> bool | None:
        sure = True
        for name, test in tests.items():
            may_be = self.open_to(name)
            if not test.overlaps(may_be):
                return False
            sure = sure and _within(may_be, test)
        return True if sure else None

    def able(self, name: str) -> bool:
        """Tell whether a signal can be asked now."""
        if name in self.known.facts or name in self.asked or not self.asks(name):
            return False
        return name in self.known.held or self.sense(name) is True

    def unsaid(self, name: str) -> bool:
        """Tell whether nothing was said of a signal, and it was not asked in vain."""
        return name not in self.known.facts and name not in self.known.held and name not in self.asked

    def completions(self, names: Mapping[str, object]) -> Known:
        """Give what is known, and for all other signals what they may turn out to be."""
        held = {name: self.open_to(name) for name in names if name in self.vocabulary.names}
        return Known(self.known.facts, {name: test for name, test in held.items() if name not in self.known.facts})


def _within(inner: Condition, outer: Condition) -> bool:
    """Tell whether every value of a condition meets another."""
    if (inner.unknown and not outer.unknown) or not inner.values <= outer.values:
        return False
    return all(
        any(part.low <= one.low and one.high <= part.high for part in outer.intervals) for one in inner.intervals
    )
