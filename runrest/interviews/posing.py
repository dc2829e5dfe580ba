"""From what is to be asked to the question in words: what may be answered, what the numbers mean, why it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.decision import amount
from runrest.interviews.interview_questions import Choice, InterviewQuestion
from runrest.signals import BOOLEANS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runrest.decision import Decision
    from runrest.house import House
    from runrest.phrases import Phrases
    from runrest.signals import Signal, Value
    from runrest.unknowns.rounds import Gate

WIDE = 100.0
"""A range beyond this says nothing to a person: nobody needs to hear that days go from 0 to 3650."""
TOLD = "of "
"""How a unit begins that the words of a question tell already: ``of 7``."""


def pose_signal(signal: Signal) -> InterviewQuestion:
    """Ask for one signal.

    Parameters
    ----------
    signal : Signal
        A plain one, in the language of the interview.

    Returns
    -------
    InterviewQuestion
        Nothing but words: what is asked next is not decided here.

    Examples
    --------
    >>> from runrest.loading import house
    >>> question = pose_signal(house().vocabulary.signals["fatigue"])
    >>> question.hint, question.anchors[0]
    ('a whole number from 1 to 7', (1.0, 'very, very low'))
    """
    choices = tuple(Choice(value, signal.word(value)) for value in signal.values)
    if signal.type == "boolean":
        choices = tuple(Choice(value, signal.word(value)) for value in reversed(BOOLEANS))
    low, high = signal.valid if signal.numeric else (None, None)
    return InterviewQuestion(
        kind="signal",
        name=signal.name,
        words=signal.ask,
        type=signal.type,
        hint=accepts(signal, brief=True),
        wanted=accepts(signal),
        choices=choices,
        anchors=tuple((float(value), words) for value, words in signal.anchors),
        low=low,
        high=high,
        unit=_unit(signal),
    )


def pose_gate(gate: Gate, phrases: Phrases) -> InterviewQuestion:
    """Ask one question for many signals: what of a list applies.

    Examples
    --------
    >>> from runrest.loading import house
    >>> from runrest.unknowns.asking import rounds
    >>> question = pose_gate(rounds().gates["scope"], house().phrases)
    >>> question.type, question.choices[0]
    ('several', Choice(value=0, words='under 18'))
    """
    choices = tuple(Choice(at, item.say) for at, item in enumerate(gate.items))
    hint, wanted = phrases("asking.which"), phrases("asking.which_numbers", high=len(choices))
    return InterviewQuestion("gate", gate.name, gate.ask, "several", hint, wanted, choices)


def pose_doubt(signal: Signal, value: Value) -> InterviewQuestion:
    """Ask whether an unusual value is right."""
    phrases = signal.phrases
    low, high = (phrases.number(end) for end in signal.plausible or signal.valid)
    label = signal.label.rstrip("?")
    words = phrases("asking.doubt", label=label, value=amount(value, signal), low=low, high=high)
    hint = phrases("asking.yes_or_no")
    choices = (Choice(value=True, words=phrases("value.yes")), Choice(value=False, words=phrases("value.no")))
    return InterviewQuestion("doubt", signal.name, words, "boolean", hint, hint, choices)


def pose_contradiction(
    name: str, names: tuple[str, ...], say: str, facts: Mapping[str, Value], house: House
) -> InterviewQuestion:
    """Ask which of several answers, that cannot all be so, is not right.

    Parameters
    ----------
    name : str
        That of the contradiction, or the gate.
    names : tuple of str
        Its signals.
    say : str
        The sentence that says it; empty for a gate that was said to apply, and then denied.
    facts : mapping of str to value
        What was answered.
    house : House
        In the language of the interview.

    Returns
    -------
    InterviewQuestion
        To choose among the signals; for a gate, its own name stands for "none of them after all".
    """
    phrases, signals = house.phrases, house.vocabulary.signals
    choices = []
    for one in names:
        label, value = signals[one].label.rstrip("?"), amount(facts[one], signals[one])
        choices.append(Choice(one, phrases("step.known", name=label, value=value)))
    words = phrases("asking.contradiction", say=say) if say else phrases("asking.denied")
    if not say:
        choices.append(Choice(name, phrases("asking.after_all")))
    one_of = phrases("asking.one_of")
    return InterviewQuestion("contradiction", name, words, "choice", one_of, one_of, choices=tuple(choices))


def accepts(signal: Signal, *, brief: bool = False) -> str:
    """Write what a signal takes, as it is said to a person.

    Parameters
    ----------
    signal : Signal
        In the language of the interview.
    brief : bool
        Whether to leave out a range so wide that it says nothing.

    Examples
    --------
    >>> from runrest.loading import house
    >>> [accepts(house("de").vocabulary.signals[name]) for name in ("gait_changed", "sleep_h_last")]
    ['ja oder nein', 'eine Zahl von 0 bis 24 (h)']
    """
    phrases = signal.phrases
    if signal.type == "boolean":
        return phrases("asking.yes_or_no")
    if signal.type == "choice":
        return phrases("asking.one_of")
    low, high = signal.valid
    whole = "whole_" if signal.type == "integer" else ""
    if brief and high - low > WIDE:
        words = phrases(f"asking.any_{whole}number")
    else:
        words = phrases(f"asking.a_{whole}number", low=low, high=high)
    unit = _unit(signal)
    return f"{words} ({unit})" if unit else words


def _unit(signal: Signal) -> str:
    return "" if signal.unit.startswith(TOLD) or not signal.unit else signal.phrases.unit(signal.unit, 2)


def why_asked(why: str, names: frozenset[str], decision: Decision) -> str:
    """Say why something is asked: the kind of reason, and what the tree that asks it says.

    Parameters
    ----------
    why : str
        A kind of reason, as ``NextQuestion.why`` names it.
    names : frozenset of str
        The signals that the answer tells.
    decision : Decision
        With what is known so far.

    Returns
    -------
    str
        A few sentences.
    """
    reason = decision.house.phrases(f"asking.why.{why}")
    # Of the best, the first in the order in which the trees are told.
    because = max(_because(names, decision), key=lambda found: found[0], default=((), ""))[1]
    return f"{reason} {because}".rstrip()


def _because(names: frozenset[str], decision: Decision) -> Iterator[tuple[tuple[float, ...], str]]:
    """Give what each question on any of these signals says of itself, with how well it speaks of them."""
    plain = decision.house.vocabulary.plain
    for tree in decision.trees:
        path = {step.question.id: step.value is None for step in decision.paths[tree.name]}
        for question in tree.questions.values():
            parts = frozenset(plain(question.signal))
            if not parts & names:
                continue
            waits = 2 if path.get(question.id) else int(question.id in path)
            alike, first = len(parts & names) / len(parts | names), int(question.id == tree.file.start)
            # What is on most of many signals speaks for all; for one signal, what waits for it comes first.
            yield ((waits, alike, first) if len(names) == 1 else (alike, waits, first)), question.because
