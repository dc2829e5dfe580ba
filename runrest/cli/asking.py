"""The interview: on a terminal, the safety answers that are missing, as few questions as will do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from attrs import define, field

from runrest.cli.gathering import read_value
from runrest.cli.streams import columns
from runrest.deciding import decide_with
from runrest.errors import FactsError
from runrest.loading import family, house

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runrest.decision import Decision
    from runrest.signals import Signal

TRIES = 3
WHEN_IT_HURTS = ("pain_site", "gait_changed", "bone_focal", "pain_night")
HOP, HOP_AT_MOST = "hop_pain", 3


@define
class Interview:
    """Questions on stderr, answers from stdin, facts filled in as they come."""

    facts: dict[str, Any]
    question: str = "today"
    confirmed: tuple[str, ...] = ()
    asked: set[str] = field(factory=set, init=False)
    """What was asked, answered or not; nothing is asked twice."""
    ended: bool = field(default=False, init=False)
    """Whether stdin has come to its end; then nothing is asked any more."""

    def run(self) -> None:
        """Ask until every safety answer is there, or one of them is so urgent that the rest can wait."""
        for gate in ("scope", "red_flags", "illness"):
            self.gate(gate)
        if self.resting():
            return
        self.signal("pain_now")
        if (self.facts.get("pain_now") or 0) > 0:
            self.signals(WHEN_IT_HURTS)
            if self.facts["pain_now"] <= HOP_AT_MOST:
                self.signal(HOP)
            self.asked.add(HOP)
        self.rest_of_it()
        self.taken_carefully()

    def taken_carefully(self) -> None:
        """Ask what binds the answer only because, unknown, it was read the careful way."""
        from runrest.words.explaining import taken_carefully

        while not self.resting():
            missing = [name for name in taken_carefully(self.decide()) if name not in self.asked]
            if not missing:
                return
            self.signal(missing[0])

    def rest_of_it(self) -> None:
        """Ask whatever else keeps the answer from being complete: fatigue, and what the plan calls for."""
        from runrest.words.explaining import unanswered

        while not self.resting():
            missing = [name for name in unanswered(self.decide()) if name not in self.asked]
            if not missing:
                return
            self.signal(missing[0] if "fatigue" not in missing else "fatigue")

    def decide(self) -> Decision:
        """Walk all trees with what is known so far."""
        return decide_with(family(self.question), self.facts, self.question, None, self.confirmed)

    def settled(self) -> bool:
        """Tell whether to stop asking at once: a doctor is needed today, or nobody answers any more."""
        decision = self.decide()
        return self.ended or decision.urgency >= decision.house.scales.refer.steps.index("same_day")

    def resting(self) -> bool:
        """Tell whether nothing that could still be asked would allow any training."""
        ranks = self.decide().ranks
        return self.settled() or 0.0 in (ranks.get("intensity"), ranks.get("minutes"))

    def gate(self, name: str) -> None:
        """Ask one question for many signals; after a yes, ask each that is missing."""
        words, no = house().vocabulary.gates[name]
        missing = [signal for signal in no if self.facts.get(signal) is None]
        if not missing or self.settled():
            return
        self.asked |= set(missing)
        head, _, items = words.partition(": ")
        click.echo("", err=True)
        self.tell(head + ":")
        for item in items.rstrip("?").split("; "):
            self.tell(item, "  - ")
        answer = self.answer("yes or no?", house().vocabulary.signals["gait_changed"])
        if answer is False:
            self.facts |= {signal: no[signal] for signal in missing}
        elif answer is True:
            self.signals(missing, first_yes=name == "scope")
            if name == "illness":
                self.signals(["illness_days"] if self.resting() else ["temp_c"])

    def signals(self, names: Iterable[str], *, first_yes: bool = False) -> None:
        """Ask several signals, until one answer settles the day (or is a yes, where that is enough)."""
        for name in names:
            if self.settled():
                return
            self.signal(name)
            if first_yes and self.facts.get(name) is True:
                return

    def signal(self, name: str) -> None:
        """Ask one signal, unless it is known."""
        if self.ended or self.facts.get(name) is not None:
            return
        signal = house().vocabulary.signals[name]
        self.asked.add(name)
        click.echo("", err=True)
        self.tell(signal.ask)
        hint = ", ".join(signal.values) if signal.values else "yes or no?" if signal.type == "boolean" else ""
        value = self.answer(hint, signal)
        if value is not None:
            self.facts[name] = value

    def answer(self, hint: str, signal: Signal) -> Any:
        """Read one answer; Enter, the end of stdin, or three that do not fit mean "don't know"."""
        for _ in range(TRIES):
            self.tell(f"{hint} (Enter: don't know)".strip(), "  ", nl=False)
            click.echo(" > ", nl=False, err=True)
            line = sys.stdin.readline()
            if not line:
                self.ended = True
                click.echo("", err=True)
                return None
            if not line.strip():
                return None
            try:
                return read_value(line, signal)
            except FactsError:
                wanted = "yes or no" if signal.type == "boolean" else signal.accepts()
                self.tell(f"Please give {wanted}, or just press Enter.", "  ")
        return None

    def tell(self, words: str, start: str = "", *, nl: bool = True) -> None:
        """Write words to stderr, wrapped."""
        from runrest.words.wording import fill

        click.echo("\n".join(fill(words, columns() - 3, start)), err=True, nl=nl)


def interview(facts: dict[str, Any], confirmed: tuple[str, ...] = ()) -> None:
    """Ask for the safety answers that are missing, and add them to the facts.

    Parameters
    ----------
    facts : dict
        What is known; it is added to.
    confirmed : tuple of str
        Signals whose unusual value somebody has confirmed.

    Raises
    ------
    FactsError
        Where what is known already does not fit the vocabulary.
    """
    Interview(facts, confirmed=confirmed).run()
