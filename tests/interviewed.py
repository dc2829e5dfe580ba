"""People who are interviewed: what each of them answers to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from answering import runner, sensible

from runrest.unknowns.asking import rounds

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from runrest.interviews.interview import Interview
    from runrest.interviews.interview_questions import InterviewQuestion


def reply(question: InterviewQuestion, truth: Mapping[str, Any]) -> Any:
    """Answer as somebody of whom all this is so; what is not there is not known to them either."""
    if question.kind == "gate":
        items = rounds().gates[question.name].items
        return [
            at
            for at, item in enumerate(items)
            if any(name in truth and test.holds(truth[name]) for name, test in item.yes.items())
        ]
    if question.kind == "doubt":
        return True
    return truth.get(question.name) if question.kind == "signal" else None


def conduct(interview: Interview, truth: Mapping[str, Any]) -> Interview:
    """Ask somebody everything that is asked."""
    while (question := interview.ask()) is not None:
        interview = interview.answer(reply(question, truth))
    return interview


def somebody(chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make somebody up: all that is so, and what of it is known before anything is asked."""
    truth, given = runner(chance)
    full = sensible(truth, given)
    return full, {name: full[name] for name in given}
