"""An interview as plain data, and back: to be put aside, and gone on with later the same day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from runrest.errors import FactsError
from runrest.interviews.standing import JOINT, Answer, standing_after
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.interviews.standing import Gates
    from runrest.signals import Value
    from runrest.unknowns.rounds import Gate
    from runrest.vocabulary import Vocabulary

VERSION = 1
LASTING = "profile"
"""How signals are known whose answers are about the athlete, not about a day."""
KINDS = ("signal", "gate", "doubt", "contradiction")


@frozen
class PutAside:
    """What an interview consists of."""

    question: str
    on: date | None
    given: Mapping[str, Value]
    confirmed: tuple[str, ...]
    answers: tuple[Answer, ...]
    language: str | None = None


def as_told(aside: PutAside, gates: Gates) -> dict[str, Any]:
    """Give an interview as JSON can hold it."""
    return {
        "version": VERSION,
        "question": aside.question,
        "on": aside.on.isoformat() if aside.on else None,
        "language": aside.language,
        "given": dict(aside.given),
        "confirmed": list(aside.confirmed),
        "answers": [_told(one, gates) for one in aside.answers],
    }


def from_told(told: object, vocabulary: Vocabulary, gates: Gates) -> PutAside:
    """Read an interview that was put aside.

    Parameters
    ----------
    told : object
        What `as_told` gave, perhaps changed by somebody on the way.
    vocabulary : Vocabulary
        Its facts and answers are checked against it.
    gates : mapping of str to Gate
        Every gate that may have been asked.

    Returns
    -------
    PutAside
        Complete and checked.

    Raises
    ------
    FactsError
        Where it is something else, or of another version.
    """
    if not isinstance(told, dict) or "version" not in told:
        raise _no_interview("it is no object with a version")
    if told["version"] != VERSION or isinstance(told["version"], bool):
        raise _no_interview(f"its version is {spell(told['version'])}, not {VERSION}")
    question, given, confirmed, answers = (told.get(key) for key in ("question", "given", "confirmed", "answers"))
    language = told.get("language")
    if not isinstance(question, str) or not (language is None or isinstance(language, str)):
        raise _no_interview("its question or its language is no word")
    if not isinstance(given, dict) or not isinstance(confirmed, list) or not isinstance(answers, list):
        raise _no_interview("its facts or its answers are missing")
    known = {str(name): value for name, value in given.items() if value is not None}
    sure = tuple(str(name) for name in confirmed)
    vocabulary.check(known, sure)
    return PutAside(
        question,
        _day(told.get("on")),
        known,
        sure,
        tuple(_answer(one, vocabulary, gates) for one in answers),
        language,
    )


def anew(aside: PutAside, vocabulary: Vocabulary, gates: Gates) -> PutAside:
    """Begin again on another day: keep of what was known only what is about the athlete, and not about the day."""
    known = standing_after(aside.given, aside.confirmed, aside.answers, gates).facts
    lasting = {name: value for name, value in known.items() if vocabulary.signals[name].known == LASTING}
    return PutAside(aside.question, None, lasting, (), (), aside.language)


def without_answers_on(aside: PutAside, facts: Mapping[str, Value]) -> PutAside:
    """Leave out the answers to what is known by now without asking."""
    return evolve(aside, answers=tuple(answer for answer in aside.answers if answer.name not in facts))


def misfit(answer: Answer, vocabulary: Vocabulary, gates: Gates) -> str:
    """Say what is wrong with an answer, or ``""`` where nothing is.

    Parameters
    ----------
    answer : Answer
        ``None`` always fits.
    vocabulary : Vocabulary
        With the signals.
    gates : mapping of str to Gate
        Every gate that may be asked.

    Returns
    -------
    str
        One sentence.
    """
    name, value = answer.name, answer.value
    if value is None:
        return ""
    if answer.kind == "signal":
        return vocabulary.signals[name].problem(value)
    if answer.kind == "contradiction":
        names = [*gates[name].then, name] if name in gates else name.split(JOINT)
        return "" if value in names else f"{name} is answered with one of {', '.join(names)}, not with {spell(value)}"
    if answer.kind == "doubt":
        return "" if isinstance(value, bool) else f"{name} is answered with true or false, not with {spell(value)}"
    last = len(gates[name].items) - 1
    if value is True or (isinstance(value, tuple) and all(_counts(at, last) for at in value)):
        return ""
    given = value if isinstance(value, tuple) else spell(value)
    return f"{name} is answered with numbers from 0 to {last}, true or false, not with {given}"


def _counts(at: object, last: int) -> bool:
    return isinstance(at, int) and not isinstance(at, bool) and 0 <= at <= last


def _told(answer: Answer, gates: Gates) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": answer.kind, "name": answer.name, "value": answer.value}
    if isinstance(answer.value, tuple):
        # The numbers mean what they meant only as long as the list is the same.
        told |= {"value": list(answer.value), "of": _list_of(gates[answer.name])}
    return told


def _list_of(gate: Gate) -> list[str]:
    return [",".join(item.yes) for item in gate.items]


def _answer(told: object, vocabulary: Vocabulary, gates: Gates) -> Answer:
    if not isinstance(told, dict) or not {"kind", "name", "value"} <= set(told):
        raise _no_interview("one of its answers is none")
    kind, name, value = told["kind"], told["name"], told["value"]
    if kind not in KINDS or not isinstance(name, str):
        raise _no_interview("one of its answers is none")
    in_gates = name in gates and kind in ("gate", "contradiction")
    names = name.split(JOINT) if kind == "contradiction" else [name]
    if not in_gates and (kind == "gate" or any(one not in vocabulary.names for one in names)):
        raise _no_interview(f"nothing is asked by the name {spell(name)}")
    if isinstance(value, list):
        if kind != "gate" or told.get("of") != _list_of(gates[name]):
            raise _no_interview(f"the list of {name} is another one by now")
        value = tuple(value)
    answer = Answer(kind, name, value)
    if problem := misfit(answer, vocabulary, gates):
        raise _no_interview(problem)
    return answer


def _day(told: object) -> date | None:
    if told is None:
        return None
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        raise _no_interview(f"its day is {spell(told)}") from None


def _no_interview(problem: str) -> FactsError:
    return FactsError((f"this is no interview that runrest put aside: {problem}",))
