"""The questions of a check-in, asked on a terminal: the everyday ones, then the three that stand for many."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from attrs import define, field

from runrest.cli.gathering import read_value
from runrest.cli.streams import columns, note
from runrest.errors import FactsError
from runrest.loading import house

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from runrest.signals import Signal

ASKED = ("fatigue", "soreness", "stress", "sleep_quality", "sleep_h_last", "pain_now", "rhr", "hrv_rmssd")
ASKED_GATES = ("red_flags", "illness", "scope")
TRIES = 3


@define
class Asking:
    """Questions on stderr, answers from stdin."""

    signals: Mapping[str, Signal]
    answers: dict[str, Any] = field(factory=dict, init=False)
    ended: bool = field(default=False, init=False)
    """Whether stdin has come to its end; then nothing is asked any more."""

    def run(self, on: date, earlier: int) -> None:
        """Ask everything, each question to be skipped with Enter."""
        self.tell(house().phrases("checkin.hello", day=on.isoformat()))
        if earlier:
            note([house().phrases("checkin.already", n=earlier, day=on.isoformat())])
        self.signals_one_by_one(ASKED)
        for gate in ASKED_GATES:
            self.gate(gate)
        click.echo("", err=True)

    def signals_one_by_one(self, names: Iterable[str]) -> None:
        """Ask signals by name."""
        for name in names:
            signal = self.signals[name]
            if self.ended:
                return
            click.echo("", err=True)
            self.tell(signal.ask)
            value = self.answer(signal)
            if value is not None:
                self.answers[signal.name] = value

    def gate(self, name: str) -> None:
        """Ask one question for many signals; after a yes, each of them."""
        words, no = house().vocabulary.gates[name]
        if self.ended:
            return
        head, _, items = words.partition(": ")
        click.echo("", err=True)
        self.tell(head + ":")
        for item in items.rstrip("?").split("; "):
            self.tell(item, "  - ")
        answer = self.answer(house().vocabulary.signals["gait_changed"])
        if answer is False:
            self.answers |= no
        elif answer is True:
            self.signals_one_by_one(no)

    def answer(self, signal: Signal) -> Any:
        """Read one answer; Enter, the end of stdin, or three that do not fit mean "not said"."""
        phrases = house().phrases
        yes_or_no = phrases("checkin.yes_or_no")
        hint = ", ".join(signal.values) if signal.values else yes_or_no if signal.type == "boolean" else ""
        for _ in range(TRIES):
            self.tell(f"{hint} {phrases('checkin.skip')}".strip(), "  ", nl=False)
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
                wanted = yes_or_no.rstrip("?") if signal.type == "boolean" else signal.accepts()
                self.tell(phrases("checkin.please", wanted=wanted), "  ")
        return None

    def tell(self, words: str, start: str = "", *, nl: bool = True) -> None:
        """Write words to stderr, wrapped."""
        from runrest.words.wording import fill

        click.echo("\n".join(fill(words, columns() - 3, start)), err=True, nl=nl)
