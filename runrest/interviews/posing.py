"""From what is to be asked to the question in words: what may be answered, what the numbers mean, and why it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.decision import amount
from runrest.interviews.interview_questions import Choice, InterviewQuestion
from runrest.signals import BOOLEANS, spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from runrest.decision import Decision
    from runrest.house import House
    from runrest.phrases import Phrases
    from runrest.signals import Kind, Signal, Value
    from runrest.tree import Question

WIDE = 100.0
"""A range beyond this says nothing to a person: nobody needs to hear that days go from 0 to 3650."""
SPEAKING_FOR_ITSELF = "of "
"""How a unit begins that a question's own words tell already: ``of 7``."""


def pose_signal(
    signal: Signal, number: int, about: Callable[[], int] | None = None, why: Callable[[], str] | None = None
) -> InterviewQuestion:
    """Ask for one signal.

    Parameters
    ----------
    signal : Signal
        A plain one, in the language of the interview.
    number : int
        Which question this is, from 1.
    about : callable, optional
        Gives how many questions there will be in all.
    why : callable, optional
        Gives the sentence on why this is asked.

    Returns
    -------
    InterviewQuestion
        Nothing but words: what is asked next is not decided here.

    Examples
    --------
    >>> from runrest.loading import house
    >>> question = pose_signal(house().vocabulary.signals["fatigue"], 5)
    >>> question.hint, question.anchors[0]
    ('a whole number from 1 to 7', (1.0, 'very, very low'))
    """
    wanted = accepted(signal)
    low, high = signal.valid if signal.numeric else (None, None)
    hint = wanted
    if low is not None and high is not None and high - low > WIDE:
        hint = _open_ended(signal)
    return InterviewQuestion(
        "signal",
        signal.name,
        signal.ask,
        (),
        signal.type,
        hint,
        _choices(signal),
        tuple((float(value), words) for value, words in signal.anchors),
        number,
        wanted,
        low,
        high,
        "" if signal.unit.startswith(SPEAKING_FOR_ITSELF) else signal.phrases.unit(signal.unit, 2),
        about,
        why,
    )


def pose_gate(
    name: str,
    house: House,
    number: int,
    about: Callable[[], int] | None = None,
    why: Callable[[], str] | None = None,
) -> InterviewQuestion:
    """Ask one question for many signals; the parameters are those of `pose_signal`."""
    head, colon, items = house.vocabulary.gates[name][0].partition(": ")
    listed = tuple(items.rstrip("?").split("; ")) if colon else ()
    return _yes_or_no("gate", name, head + colon.rstrip(), listed, house.phrases, number, about, why)


def pose_doubt(
    signal: Signal, value: Value, number: int, about: Callable[[], int] | None = None
) -> InterviewQuestion:
    """Ask whether an unusual value is right."""
    phrases = signal.phrases
    low, high = signal.plausible or signal.valid
    words = phrases(
        "asking.doubt", label=signal.label.rstrip("?"), value=amount(value, signal), low=spell(low), high=spell(high)
    )
    return _yes_or_no(
        "doubt", signal.name, words, (), phrases, number, about, lambda: phrases("asking.why.doubt")
    )


def pose_contradiction(
    name: str,
    names: tuple[str, ...],
    say: str,
    facts: Mapping[str, Value],
    house: House,
    number: int,
    about: Callable[[], int] | None = None,
) -> InterviewQuestion:
    """Ask which of several answers, that cannot all be so, is not right.

    Parameters
    ----------
    name : str
        That of the contradiction, or the gate.
    names : tuple of str
        Its signals.
    say : str
        The sentence that says it; empty for a gate.
    facts : mapping of str to value
        What was answered.
    house : House
        In the language of the interview.
    number : int
        Which question this is, from 1.
    about : callable, optional
        Gives how many questions there will be in all.

    Returns
    -------
    InterviewQuestion
        To choose among the signals; for a gate, its own name stands for "none of them after all".
    """
    phrases, signals = house.phrases, house.vocabulary.signals
    if say:
        words = phrases("asking.contradiction", say=say)
        choices = [
            Choice(one, phrases("step.known", name=signals[one].label.rstrip("?"), value=amount(facts[one], signals[one])))
            for one in names
        ]
    else:
        words = phrases("asking.gate_contradiction")
        choices = [Choice(one, signals[one].label.rstrip("?")) for one in names]
        choices.append(Choice(name, phrases("asking.none_of_them")))
    hint = phrases("asking.one_of")
    wanted = phrases("asking.a_number", low=1, high=len(choices))
    return InterviewQuestion(
        "contradiction", name, words, (), "choice", hint, tuple(choices), (), number, wanted,
        about=about, why=lambda: phrases("asking.why.contradiction"),
    )  # fmt: skip


def accepted(signal: Signal) -> str:
    """Write what a signal takes, as it is said to a person.

    Examples
    --------
    >>> from runrest.loading import house
    >>> [accepted(house("de").vocabulary.signals[name]) for name in ("gait_changed", "sleep_h_last")]
    ['ja oder nein', 'eine Zahl von 0 bis 24 (h)']
    """
    phrases = signal.phrases
    if signal.type == "boolean":
        return phrases("asking.yes_or_no")
    if signal.type == "choice":
        return phrases("asking.one_of")
    low, high = (phrases.number(end) for end in signal.valid)
    words = (
        phrases("asking.a_whole_number", low=low, high=high)
        if signal.type == "integer"
        else phrases("asking.a_number", low=low, high=high)
    )
    if not signal.unit or signal.unit.startswith(SPEAKING_FOR_ITSELF):
        return words
    return phrases("asking.with_unit", words=words, unit=phrases.unit(signal.unit, 2))


def why_asked(why: str, names: tuple[str, ...], decision: Decision) -> str:
    """Say why something is asked: the kind of reason, and what the tree that asks it says.

    Parameters
    ----------
    why : str
        A kind of reason, as ``NextQuestion.why`` names it; empty where there is none to tell.
    names : tuple of str
        The signals that the answer tells.
    decision : Decision
        With what is known so far.

    Returns
    -------
    str
        One to three sentences.
    """
    phrases = decision.house.phrases
    reason = phrases(f"asking.why.{why}") if why else ""
    because = _because(frozenset(names), decision)
    return " ".join(part for part in (reason, because) if part)


def _because(names: frozenset[str], decision: Decision) -> str:
    """Find the question of a tree that speaks of these signals: best one that waits for them on its path."""
    plain = decision.house.vocabulary.plain

    def fits(question: Question) -> int:
        parts = frozenset(plain(question.signal))
        return 2 if parts == names else 1 if parts & names else 0

    def rated() -> Iterator[tuple[int, int, str]]:
        for tree in decision.trees:
            on_path = {step.question.id: step.value is None for step in decision.paths[tree.name]}
            for question in tree.questions.values():
                if rate := fits(question):
                    waits = 2 if on_path.get(question.id) else 1 if question.id in on_path else 0
                    # Of several signals, only a question on all of them speaks for all.
                    yield (rate if len(names) == 1 else 2 * rate, waits, question.because)

    found = list(rated())
    if not found:
        return ""
    # The first of the best, in the order in which the trees are told.
    best = max((waits, rate) if len(names) == 1 else (rate, waits) for rate, waits, _ in found)
    for rate, waits, because in found:
        if ((waits, rate) if len(names) == 1 else (rate, waits)) == best:
            return because
    return ""


def _open_ended(signal: Signal) -> str:
    phrases = signal.phrases
    words = phrases("asking.any_whole_number") if signal.type == "integer" else phrases("asking.any_number")
    return phrases("asking.with_unit", words=words, unit=phrases.unit(signal.unit, 2)) if signal.unit else words


def _choices(signal: Signal) -> tuple[Choice, ...]:
    if signal.type == "boolean":
        return tuple(Choice(value, signal.word(value)) for value in reversed(BOOLEANS))
    return tuple(Choice(value, signal.word(value)) for value in signal.values)


def _yes_or_no(
    kind: str,
    name: str,
    words: str,
    items: tuple[str, ...],
    phrases: Phrases,
    number: int,
    about: Callable[[], int] | None,
    why: Callable[[], str] | None,
) -> InterviewQuestion:
    boolean: Kind = "boolean"
    choices = (Choice(value=True, words=phrases("value.yes")), Choice(value=False, words=phrases("value.no")))
    hint = phrases("asking.yes_or_no")
    return InterviewQuestion(kind, name, words, items, boolean, hint, choices, (), number, hint, about=about, why=why)
