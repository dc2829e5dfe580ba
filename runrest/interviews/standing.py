"""Where an interview stands: what its answers, taken one after the other, add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from runrest.signals import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.interviews.interview_questions import Asked
    from runrest.vocabulary import Vocabulary

JOINT = "+"
"""Between the signals in the name of a contradiction."""


@frozen
class Answer:
    """One answer, as it was given."""

    kind: Asked
    name: str
    value: Value | None
    """``None`` for "don't know"."""


@frozen
class Standing:
    """What is known, and what was asked for."""

    facts: Mapping[str, Value] = field(factory=dict)
    """Signals with their values; unusual ones too, confirmed or not."""
    asked: frozenset[str] = frozenset()
    """Signals and gates that were asked, answered or not."""
    confirmed: frozenset[str] = frozenset()
    """Signals whose unusual value somebody has confirmed."""
    again: str = ""
    """A signal that is to be asked once more, because its answer was not right."""
    left: frozenset[str] = frozenset()
    """Doubts and contradictions that were left as they are."""
    affirmed: tuple[str, ...] = ()
    """Gates that were answered with yes."""

    def after(self, answer: Answer, vocabulary: Vocabulary) -> Standing:
        """Take one more answer.

        Parameters
        ----------
        answer : Answer
            It fits the question.
        vocabulary : Vocabulary
            For the gates.

        Returns
        -------
        Standing
            A new one.
        """
        take = {"signal": _signal, "gate": _gate, "doubt": _doubt, "contradiction": _contradiction}
        return take[answer.kind](self, answer, vocabulary)

    def without(self, name: str) -> Standing:
        """Forget an answer that was not right; it is the next to be asked."""
        facts = {signal: value for signal, value in self.facts.items() if signal != name}
        return evolve(self, facts=facts, confirmed=self.confirmed - {name}, again=name)


def _signal(standing: Standing, answer: Answer, _: Vocabulary) -> Standing:
    facts = dict(standing.facts)
    if answer.value is not None:
        facts[answer.name] = answer.value
    # A new value deserves a new doubt, and a new contradiction.
    left = frozenset(one for one in standing.left if answer.name not in one.split(JOINT))
    return evolve(standing, facts=facts, asked=standing.asked | {answer.name}, again="", left=left)


def _gate(standing: Standing, answer: Answer, vocabulary: Vocabulary) -> Standing:
    noes = vocabulary.gates[answer.name][1]
    missing = {name: no for name, no in noes.items() if name not in standing.facts}
    if answer.value is True:
        affirmed = (*standing.affirmed, answer.name)
        return evolve(standing, asked=standing.asked | {answer.name}, affirmed=affirmed)
    facts = {**standing.facts, **missing} if answer.value is False else standing.facts
    return evolve(standing, facts=facts, asked=standing.asked | {answer.name} | missing.keys())


def _doubt(standing: Standing, answer: Answer, _: Vocabulary) -> Standing:
    if answer.value is False:
        return standing.without(answer.name)
    if answer.value is True:
        return evolve(standing, confirmed=standing.confirmed | {answer.name})
    return evolve(standing, left=standing.left | {answer.name})


def _contradiction(standing: Standing, answer: Answer, vocabulary: Vocabulary) -> Standing:
    gate = answer.name if answer.name in vocabulary.gates else ""
    if answer.value is not None and answer.value != gate:
        return standing.without(str(answer.value))
    if not gate:
        return evolve(standing, left=standing.left | {answer.name})
    affirmed = tuple(name for name in standing.affirmed if name != gate)
    if answer.value == gate:
        return evolve(standing, affirmed=affirmed)
    # One of them is so, and nobody knows which: then none of them is known.
    facts = {name: value for name, value in standing.facts.items() if name not in vocabulary.gates[gate][1]}
    return evolve(standing, facts=facts, affirmed=affirmed)


def doubted(standing: Standing, vocabulary: Vocabulary) -> str:
    """Name a signal whose answer is so unusual that it is not believed until somebody confirms it, or ``""``."""
    believed = vocabulary.check(standing.facts, standing.confirmed)
    for name in standing.facts:
        if name not in believed and name in standing.asked and name not in standing.left:
            return name
    return ""


def contradicted(standing: Standing, vocabulary: Vocabulary) -> tuple[str, tuple[str, ...], str] | None:
    """Find answers that cannot all be so.

    Parameters
    ----------
    standing : Standing
        What was answered.
    vocabulary : Vocabulary
        With the contradictions it knows.

    Returns
    -------
    tuple of str, tuple of str and str, or None
        The name of the contradiction, its signals, and the sentence that says it; no sentence where a gate was
        answered with yes, and each of its questions with no. One that was left as it is is not found again.
    """
    facts = vocabulary.check(standing.facts, standing.confirmed)
    for gate in standing.affirmed:
        noes = vocabulary.gates[gate][1]
        if all(facts.get(name) == no for name, no in noes.items()):
            return gate, tuple(noes), ""
    for tests, say in vocabulary.contradictions:
        names = tuple(name for name, _ in tests)
        if JOINT.join(names) not in standing.left and all(
            name in facts and test.holds(facts[name]) for name, test in tests
        ):
            return JOINT.join(names), names, say
    return None
