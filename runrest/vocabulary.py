"""The vocabulary: every signal there is, what is derived from which, and the check of an athlete's facts."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import define, field

from runrest.errors import FactsError, did_you_mean
from runrest.said import said
from runrest.signals import Signal, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.conditions import Condition
    from runrest.derived import Derived


MOST_TIMES = 1e9
"""A quotient beyond this is as good as infinite, which JSON and sentences cannot hold."""


class Facts(dict[str, Value]):
    """Checked facts: signal to value, unknown signals absent.

    ``doubts`` holds one sentence for each value that is possible but unusual. On the better side, or where there
    is no worse one, such a value counts as unknown until somebody confirms it; on the worse side it is taken at its
    word, because forgetting a pain of 10 would be careless.
    """

    doubts: tuple[str, ...] = ()


@define
class Vocabulary:
    """Every signal by name, and how the derived ones are made."""

    signals: dict[str, Signal]
    derived: dict[str, Derived] = field(factory=dict)
    gates: dict[str, tuple[str, dict[str, Value]]] = field(factory=dict)
    """One question that answers many signals with one "no"."""
    contradictions: tuple[tuple[tuple[tuple[str, Condition], ...], str], ...] = ()
    """Answers that cannot all be so, each with the sentence that says it."""
    _accepted: dict[str, tuple[type, Any, Any]] = field(init=False, repr=False)

    @_accepted.default
    def _prepare(self) -> dict[str, tuple[type, Any, Any]]:
        """Lay out per plain signal what needs no second look: exact type, smallest, largest (or the words)."""
        accepted: dict[str, tuple[type, Any, Any]] = {}
        for name, signal in self.signals.items():
            if signal.derived:
                continue
            if signal.numeric:
                accepted[name] = (int if signal.type == "integer" else float, *(signal.plausible or signal.valid))
            elif signal.type == "boolean":
                accepted[name] = (bool, False, True)
            else:
                accepted[name] = (str, frozenset(signal.values), None)
        return accepted

    @cached_property
    def names(self) -> tuple[str, ...]:
        """List the plain signals, in the vocabulary's order."""
        return tuple(self._accepted)

    def check(self, facts: Mapping[str, object], confirmed: Iterable[str] = ()) -> Facts:
        """Check facts once against the vocabulary.

        Parameters
        ----------
        facts : mapping of str to object
            Signal name to value; ``None`` or absent means unknown.
        confirmed : iterable of str
            Signals whose unusual value somebody has confirmed.

        Returns
        -------
        Facts
            The same values, unknown ones left out, whole numbers as ``int`` where the signal counts.

        Raises
        ------
        FactsError
            Naming every unknown signal, wrong type and value out of range at once.
        """
        accepted = self._accepted
        for name, value in facts.items():
            try:
                kind, low, high = accepted[name]
            except (KeyError, TypeError):
                return self._check_slowly(facts, confirmed)
            if value.__class__ is kind:
                if high is None:
                    if value in low:
                        continue
                elif low <= value <= high:
                    continue
            elif kind is float and value.__class__ is int and low <= value <= high:
                continue
            return self._check_slowly(facts, confirmed)
        return Facts(facts)  # type: ignore[arg-type]

    def _check_slowly(self, facts: Mapping[str, object], confirmed: Iterable[str]) -> Facts:
        """Check again, gathering every problem and doubt in words."""
        checked, problems, doubts = Facts(), [], []
        sure = frozenset(confirmed)
        for name, value in facts.items():
            signal = self.signals.get(name) if isinstance(name, str) else None
            if signal is None:
                problems.append(
                    said("there is no signal {name!r}{hint}", name=name, hint=did_you_mean(str(name), self.names))
                )
            elif signal.derived:
                parts = ", ".join(member.signal for member in self.derived[name].members)
                problems.append(said("{name} is worked out by runrest; give {parts} instead", name=name, parts=parts))
            elif value is None:
                continue
            elif problem := signal.problem(value):
                problems.append(problem)
            else:
                settled: Any = int(value) if signal.type == "integer" else value  # type: ignore[call-overload]
                if signal.implausible(settled) and name not in sure:
                    kept = signal.implausibly_bad(settled)
                    low, high = signal.plausible or signal.valid
                    key = "doubt.kept" if kept else "doubt.left_out"
                    doubts.append(signal.phrases(key, signal=name, value=settled, low=low, high=high))
                    if kept:
                        checked[name] = settled
                else:
                    checked[name] = settled
        if problems:
            raise FactsError(tuple(problems))
        checked.doubts = tuple(doubts)
        return checked

    def plain(self, name: str) -> tuple[str, ...]:
        """Name the plain signals that a signal is made of: itself, unless it is derived."""
        derived = self.derived.get(name)
        if derived is None:
            return (name,)
        return tuple(dict.fromkeys(part for member in derived.members for part in self.plain(member.signal)))

    def conflicts(self, facts: Mapping[str, Value]) -> tuple[str, ...]:
        """Say which answers contradict each other.

        Parameters
        ----------
        facts : mapping of str to value
            Checked facts.

        Returns
        -------
        tuple of str
            One sentence for each contradiction that ``signals.toml`` lists and that these facts show.
        """
        found = []
        for tests, say in self.contradictions:
            for name, test in tests:
                value = facts.get(name)
                if value is None or not test.holds(value):
                    break
            else:
                found.append(say)
        return tuple(found)

    def range_of(self, name: str, facts: Mapping[str, Value]) -> tuple[Value, Value] | None:
        """Give the smallest and the largest value a signal may have, given what is known.

        Parameters
        ----------
        name : str
            A plain or derived signal.
        facts : mapping of str to value
            Checked facts.

        Returns
        -------
        tuple of two values, or None
            Equal where the value is sure; ``None`` where nothing can be said.

        Examples
        --------
        >>> from runrest.derived import Derived, Member, derive_signal
        >>> pain = {n: Signal(n, "integer", "up", n, valid=(0, 10)) for n in ("now", "later")}
        >>> worst = Derived("worst", "max", (Member("now"), Member("later")))
        >>> Vocabulary({**pain, "worst": derive_signal(worst, pain)}, {"worst": worst}).range_of("worst", {"now": 6})
        (6, 10)
        """
        derived = self.derived.get(name)
        if derived is None:
            value = facts.get(name)
            return None if value is None else (value, value)
        if derived.kind in ("any", "count"):
            return self._count(derived, facts)
        if derived.kind == "max":
            return self._largest(derived, facts)
        first, second = (self.range_of(member.signal, facts) for member in derived.members)
        if first is None or second is None or first[0] != first[1] or second[0] != second[1]:
            return None
        top, bottom = float(first[0]), float(second[0])
        if derived.kind == "difference":
            return (top - bottom, top - bottom)
        if bottom == 0:
            return None
        quotient = max(-MOST_TIMES, min(MOST_TIMES, top / bottom))
        return (quotient, quotient)

    def _count(self, derived: Derived, facts: Mapping[str, Value]) -> tuple[Value, Value]:
        sure = open_ = 0
        for member in derived.members:
            found = self.range_of(member.signal, facts)
            if member.condition is None:
                continue
            if found is None:
                open_ += not member.skipped
            elif member.condition.covers(*found):
                sure += 1
            elif found[0] != found[1] and not member.skipped and member.condition.touches(*found):
                open_ += 1
        if derived.kind == "any":
            return (sure > 0, sure + open_ > 0)
        return (sure, sure + open_)

    def _largest(self, derived: Derived, facts: Mapping[str, Value]) -> tuple[Value, Value] | None:
        low = high = -math.inf
        for member in derived.members:
            value = facts.get(member.signal)
            if value is not None:
                low, high = max(low, float(value)), max(high, float(value))
            elif not member.skipped:
                bottom, top = self.signals[member.signal].valid
                low, high = max(low, bottom), max(high, top)
        return None if low == -math.inf else (_whole(low), _whole(high))


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else number
