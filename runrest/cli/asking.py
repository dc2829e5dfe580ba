"""Questions line by line: on stderr, answered from stdin, with nothing redrawn; for pipes and screen readers too."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from attrs import define, evolve, field

from runrest.cli.streams import columns, is_terminal
from runrest.errors import FactsError
from runrest.loading import house

if TYPE_CHECKING:
    from runrest.cli.gathering import Given
    from runrest.interviews.interview import Interview
    from runrest.interviews.interview_questions import InterviewQuestion

TRIES = 3
BACK, WHY, QUIT = "b", "?", "q"


@define
class Lines:
    """An interview in plain lines."""

    interview: Interview
    may_stop: bool = False
    """Whether the answers can be put aside, to go on later."""
    ended: bool = field(default=False, init=False)
    """Whether stdin has come to its end; then nothing is asked any more."""
    stopped: bool = field(default=False, init=False)
    """Whether the person wants to go on later."""

    def run(self) -> Interview:
        """Ask until nothing is left to ask."""
        question = self.interview.ask()
        if question is not None:
            self.explain_keys()
        while question is not None and not (self.ended or self.stopped):
            self.put(question)
            question = self.interview.ask()
        return self.interview

    def explain_keys(self) -> None:
        """Say what else than an answer can be typed."""
        self.tell(house().phrases("asking.lines_and_quit" if self.may_stop else "asking.lines"))

    def put(self, question: InterviewQuestion) -> None:
        """Ask one question, and take what is answered; three that do not fit mean "don't know"."""
        self.show(question)
        tries = TRIES
        while tries:
            line = self.line(question)
            if self.ended or (self.stopped and line is None):
                return
            if line is None:
                continue
            if line == BACK:
                if self.interview.answers:
                    self.interview = self.interview.back()
                    return
                self.tell(house().phrases("asking.first"), "  ")
                continue
            try:
                self.interview = self.interview.answer(self.interview.read(line))
            except FactsError as error:
                self.tell(str(error), "  ")
                tries -= 1
            else:
                return
        self.interview = self.interview.answer(None)

    def show(self, question: InterviewQuestion) -> None:
        """Write a question with everything that may be answered."""
        click.echo("", err=True)
        self.tell(counted(question))
        self.tell(question.words)
        if question.type in ("choice", "several"):
            for at, choice in enumerate(question.choices, 1):
                self.tell(choice.words, f"{at:4}  ")

    def line(self, question: InterviewQuestion) -> str | None:
        """Read one line; ``None`` where it asked why, or was the last."""
        phrases = house().phrases
        self.tell(phrases("asking.enter", hint=question.hint), "  ", nl=False)
        click.echo(" > ", nl=False, err=True)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            self.ended = True
            click.echo("", err=True)
            return None
        word = line.strip()
        if not is_terminal(sys.stdin):
            # Nobody typed it, so nobody has seen it.
            click.echo("".join(letter for letter in word[:80] if letter.isprintable()), err=True)
        if question.kind == "signal" and word.lower() in {str(choice.value).lower() for choice in question.choices}:
            return word
        if word == WHY:
            self.tell(question.why, "  ")
            return None
        if word.lower() == QUIT and self.may_stop:
            self.stopped = True
            return None
        return BACK if word.lower() == BACK else word

    def tell(self, words: str, start: str = "", *, nl: bool = True) -> None:
        """Write words to stderr, wrapped."""
        from runrest.words.wording import fill

        click.echo("\n".join(fill(words, columns() - 3, start)), err=True, nl=nl)


def counted(question: InterviewQuestion) -> str:
    """Say which question this is, of about how many."""
    phrases, about = house().phrases, question.about
    key = "asking.count" if about > question.number else "asking.last"
    return phrases(key, at=question.number, about=about)


def informed(given: Given, interview: Interview) -> Given:
    """Add what an interview found out to what the command line gave."""
    in_vain = interview.unanswered if interview.done else None
    return evolve(given, facts=interview.facts, confirmed=interview.confirmed, in_vain=in_vain)
