"""Whose turn it is: what an interview asks now, by what its answers add up to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from runrest.interviews.posing import pose_contradiction, pose_doubt, pose_gate, pose_signal
from runrest.interviews.standing import contradicted, doubted
from runrest.unknowns.asking import next_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.conditions import Condition
    from runrest.house import House
    from runrest.interviews.interview_questions import InterviewQuestion
    from runrest.interviews.standing import Gates, Standing
    from runrest.signals import Value
    from runrest.unknowns.next_questions import NextQuestion
    from runrest.vocabulary import Vocabulary


@frozen
class Turn:
    """What is to be asked now, not yet in words."""

    kind: Literal["signal", "gate", "doubt", "contradiction"]
    name: str
    why: str
    """The kind of reason: one of the phrases ``asking.why``."""
    signals: tuple[str, ...] = ()
    """Of a contradiction, what it is about."""
    say: str = ""
    """Of a contradiction, the sentence that says it."""

    def about(self, gates: Gates) -> frozenset[str]:
        """Name the signals for which a tree can say why they are asked."""
        if self.kind == "gate":
            return frozenset(gates[self.name].signals)
        return frozenset([self.name]) if self.kind == "signal" else frozenset()


def next_turn(
    question: str, standing: Standing, vocabulary: Vocabulary, gates: Gates, urgent: Callable[[], bool]
) -> Turn | None:
    """Choose what to ask: first what was not right, is doubted or contradictory, then what matters most.

    Parameters
    ----------
    question : str
        What is to be answered.
    standing : Standing
        What the answers add up to.
    vocabulary : Vocabulary
        With the contradictions.
    gates : mapping of str to Gate
        Every gate that may be asked.
    urgent : callable
        Tells whether a doctor is needed today: then no contradiction matters.

    Returns
    -------
    Turn or None
        ``None`` where nothing is left to ask.
    """
    if standing.again:
        return Turn("signal", standing.again, "again")
    if name := doubted(standing, vocabulary):
        return Turn("doubt", name, "doubt")
    if (found := contradicted(standing, vocabulary, gates)) and not urgent():
        name, signals, say = found
        return Turn("contradiction", name, "contradiction", signals, say)
    known = frozenset({**standing.partly, **standing.facts}.items())
    wanted = _next(question, known, standing.asked, standing.confirmed)
    return Turn(wanted.kind, wanted.name, wanted.why) if wanted is not None else None


@lru_cache(maxsize=4096)
def _next(
    question: str,
    facts: frozenset[tuple[str, Value | Condition]],
    asked: frozenset[str],
    confirmed: frozenset[str],
) -> NextQuestion | None:
    """Choose among signals and gates; going back, and looking ahead, come by the same choices again."""
    return next_question(question, dict(facts), asked=asked, confirmed=confirmed, picking=True)


def pose(turn: Turn, standing: Standing, house: House, gates: Gates) -> InterviewQuestion:
    """Put into words what is to be asked.

    Parameters
    ----------
    turn : Turn
        What it is.
    standing : Standing
        With the answers that are asked about.
    house : House
        In the language of the interview.
    gates : mapping of str to Gate
        In the same language.

    Returns
    -------
    InterviewQuestion
        Not yet numbered.
    """
    if turn.kind == "gate":
        return pose_gate(gates[turn.name], house.phrases)
    if turn.kind == "contradiction":
        return pose_contradiction(turn.name, turn.signals, turn.say, standing.facts, house)
    signal = house.vocabulary.signals[turn.name]
    return pose_doubt(signal, standing.facts[turn.name]) if turn.kind == "doubt" else pose_signal(signal)
