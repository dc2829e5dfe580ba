"""Where an interview stands: what its answers, taken one after the other, add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, field, frozen

from runrest.conditions import Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from runrest.interviews.interview_questions import AskedFor
    from runrest.signals import Value
    from runrest.unknowns.rounds import Gate, Item
    from runrest.vocabulary import Vocabulary

    Gates: TypeAlias = Mapping[str, Gate]

JOINT = "+"
"""Between the signals in the name of a contradiction."""


@frozen
class Answer:
    """One answer, as it was given."""

    kind: AskedFor
    name: str
    value: Value | tuple[int, ...] | None
    """For a gate the numbers of the items that apply, from 0, or ``True`` for some that are not told; ``None`` for
    "don't know"."""


@frozen
class Standing:
    """What is known, and what was asked for."""

    facts: Mapping[str, Value] = field(factory=dict)
    """Signals with their values; unusual ones too, confirmed or not."""
    partly: Mapping[str, Condition] = field(factory=dict)
    """Signals of which only something is known, such as ``<= 4``."""
    asked: frozenset[str] = frozenset()
    """Signals and gates that were asked, answered or not."""
    confirmed: frozenset[str] = frozenset()
    """Signals whose unusual value somebody has confirmed."""
    again: str = ""
    """A signal that is to be asked once more, because its answer was not right."""
    left: frozenset[str] = frozenset()
    """Doubts and contradictions that were left as they are."""
    affirmed: tuple[tuple[str, tuple[int, ...] | None], ...] = ()
    """Gates of which something applies, with the numbers of the items; ``None`` where it was not told which."""

    def after(self, answer: Answer, gates: Gates) -> Standing:
        """Take one more answer.

        Parameters
        ----------
        answer : Answer
            It fits the question.
        gates : mapping of str to Gate
            Every gate that may have been asked.

        Returns
        -------
        Standing
            A new one.
        """
        take: dict[str, Callable[[Standing, Answer, Gates], Standing]] = {
            "signal": _signal,
            "gate": _gate,
            "doubt": _doubt,
            "contradiction": _contradiction,
        }
        return take[answer.kind](self, answer, gates)

    def without(self, name: str) -> Standing:
        """Forget an answer that was not right; it is the next to be asked."""
        return evolve(self, facts=_less(self.facts, name), confirmed=self.confirmed - {name}, again=name)


def standing_after(
    facts: Mapping[str, Value], confirmed: Iterable[str], answers: Iterable[Answer], gates: Gates
) -> Standing:
    """Take answers one after the other, from what was known before anything was asked."""
    standing = Standing(facts, confirmed=frozenset(confirmed))
    for answer in answers:
        standing = standing.after(answer, gates)
    return standing


def _less(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}


def _signal(standing: Standing, answer: Answer, _: Gates) -> Standing:
    facts, partly = dict(standing.facts), dict(standing.partly)
    if answer.value is not None and not isinstance(answer.value, tuple):
        facts[answer.name] = answer.value
        partly.pop(answer.name, None)
    return evolve(standing, facts=facts, partly=partly, asked=standing.asked | {answer.name}, again="")


def _gate(standing: Standing, answer: Answer, gates: Gates) -> Standing:
    gate = gates[answer.name]
    asked = standing.asked | {gate.name}
    if not isinstance(answer.value, tuple):
        if answer.value is True:
            return evolve(standing, asked=asked, affirmed=(*standing.affirmed, (gate.name, None)))
        # Who does not know about any of them need not be asked about each.
        return evolve(standing, asked=asked | (frozenset(gate.signals) - standing.facts.keys()))
    picked = answer.value
    # What is said to apply counts more than what was known before; that the rest does not apply counts less.
    anew = {name for at in picked for name, test in gate.items[at].yes.items() if _denied(test, standing, name)}
    facts, partly = _less(standing.facts, *anew), dict(standing.partly)
    for name, told in gate.answer(picked).items():
        if isinstance(told, Condition):
            partly[name] = told
        else:
            facts.setdefault(name, told)
    partly = _less(partly, *facts)
    affirmed = (*standing.affirmed, (gate.name, picked)) if picked else standing.affirmed
    return evolve(standing, facts=facts, partly=partly, asked=asked, affirmed=affirmed)


def _denied(test: Condition, standing: Standing, name: str) -> bool:
    return name in standing.facts and not test.holds(standing.facts[name])


def _doubt(standing: Standing, answer: Answer, _: Gates) -> Standing:
    if answer.value is False:
        return standing.without(answer.name)
    if answer.value is True:
        return evolve(standing, confirmed=standing.confirmed | {answer.name})
    return evolve(standing, left=standing.left | {answer.name})


def _contradiction(standing: Standing, answer: Answer, gates: Gates) -> Standing:
    if answer.value is not None and answer.value != answer.name:
        return standing.without(str(answer.value))
    if answer.name not in gates:
        return evolve(standing, left=standing.left | {answer.name})
    names = _denying(answer.name, standing, gates)
    affirmed = tuple(one for one in standing.affirmed if one[0] != answer.name)
    if answer.value == answer.name:
        return evolve(standing, affirmed=affirmed)
    # Something of it is so, and nobody knows what: then nothing of it is known.
    return evolve(standing, affirmed=affirmed, facts=_less(standing.facts, *names))


def doubted(standing: Standing, vocabulary: Vocabulary) -> str:
    """Name a signal whose answer is so unusual that it is not believed until somebody confirms it, or ``""``."""
    believed = vocabulary.check(standing.facts, standing.confirmed)
    for name in standing.facts:
        if name not in believed and name in standing.asked and name not in standing.left:
            return name
    return ""


def contradicted(standing: Standing, vocabulary: Vocabulary, gates: Gates) -> tuple[str, tuple[str, ...], str] | None:
    """Find answers that cannot all be so.

    Parameters
    ----------
    standing : Standing
        What was answered.
    vocabulary : Vocabulary
        With the contradictions it knows.
    gates : mapping of str to Gate
        Every gate that may have been asked.

    Returns
    -------
    tuple of str, tuple of str and str, or None
        The name of the contradiction, its signals, and the sentence that says it. For a gate that was said to apply,
        and then denied signal by signal, its name, those signals, and no sentence. One that was left as it is is not
        found again.
    """
    for gate, _ in standing.affirmed:
        if names := _denying(gate, standing, gates):
            return gate, names, ""
    facts = vocabulary.check(standing.facts, standing.confirmed)
    for tests, say in vocabulary.contradictions:
        names = tuple(name for name, _ in tests)
        if JOINT.join(names) not in standing.left and all(
            name in facts and test.holds(facts[name]) for name, test in tests
        ):
            return JOINT.join(names), names, say
    return None


def _denying(name: str, standing: Standing, gates: Gates) -> tuple[str, ...]:
    """Name the signals that deny, one by one, what was said to apply."""
    picked = dict(standing.affirmed).get(name)
    if picked is None:
        items = gates[name].items
        denied = [list(_denied_by(item, standing)) for item in items]
        return tuple(dict.fromkeys(one for names in denied for one in names)) if all(denied) else ()
    return tuple(dict.fromkeys(one for at in picked for one in _denied_by(gates[name].items[at], standing)))


def _denied_by(item: Item, standing: Standing) -> Iterator[str]:
    if all(_denied(test, standing, name) for name, test in item.yes.items()):
        yield from item.yes
