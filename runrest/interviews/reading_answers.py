"""From what a person typed to an answer, in the words of their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runrest.errors import FactsError

if TYPE_CHECKING:
    from runrest.interviews.interview_questions import InterviewQuestion
    from runrest.phrases import Phrases
    from runrest.signals import Value

NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d{0,15})?", re.ASCII)
YES, NO = ("yes", "y", "true"), ("no", "n", "false")
"""Understood in every language."""
UNKNOWN = "unknown"


def read_answer(text: str, question: InterviewQuestion, phrases: Phrases) -> Value | tuple[int, ...] | None:
    """Read what a person typed.

    Parameters
    ----------
    text : str
        A number (with the decimal sign of any language), yes or no or their first letters, one of the choices, or
        its place among them, from 1; for a gate the places of all that apply, such as ``1 3``, ``no`` for none of
        them, or ``yes`` for some. Nothing at all, ``unknown`` and "don't know" mean that it is not known.
    question : InterviewQuestion
        What was asked.
    phrases : Phrases
        The language of the interview.

    Returns
    -------
    value, tuple of int, or None
        ``None`` where it is not known; for a gate the numbers of what applies, from 0.

    Raises
    ------
    FactsError
        Where the text does not answer the question.

    Examples
    --------
    >>> from runrest.interviews.posing import pose_signal
    >>> from runrest.loading import house
    >>> german = house("de")
    >>> read_answer("7,5", pose_signal(german.vocabulary.signals["sleep_h_last"]), german.phrases)
    7.5
    >>> read_answer("j", pose_signal(german.vocabulary.signals["gait_changed"]), german.phrases)
    True
    """
    word = " ".join(text.lower().split())
    if word in ("", UNKNOWN, phrases("asking.dont_know").lower()):
        return None
    value: Value | tuple[int, ...] | None
    if question.type == "several":
        value = _several(word, question, phrases)
    elif question.low is not None:
        value = _number(word, question)
    else:
        value = _named(word, question, phrases)
    if value is None:
        raise FactsError((phrases("asking.please", wanted=question.wanted),))
    return value


def _number(word: str, question: InterviewQuestion) -> Value | None:
    if not NUMBER.fullmatch(word) or question.low is None or question.high is None:
        return None
    number = float(word.replace(",", "."))
    if not question.low <= number <= question.high or (question.type == "integer" and not number.is_integer()):
        return None
    return int(number) if question.type == "integer" else number


def _several(word: str, question: InterviewQuestion, phrases: Phrases) -> bool | tuple[int, ...] | None:
    said = _yes_or_no(word, phrases)
    if said is not None:
        return said or ()
    numbers = [int(part) for part in re.split(r"[ ,;+]+", word) if part.isascii() and part.isdigit() and len(part) < 4]
    right = all(0 < number <= len(question.choices) for number in numbers)
    if not right or re.sub(r"[ ,;+]+", "", word) != "".join(map(str, numbers)):
        return None
    return tuple(sorted({number - 1 for number in numbers})) or None


def _named(word: str, question: InterviewQuestion, phrases: Phrases) -> Value | None:
    if question.type == "boolean":
        return _yes_or_no(word, phrases)
    if word.isascii() and word.isdigit() and len(word) < 4 and 0 < int(word) <= len(question.choices):
        return question.choices[int(word) - 1].value
    for choice in question.choices:
        if word in (str(choice.value).lower(), choice.words.lower()):
            return choice.value
    return None


def _yes_or_no(word: str, phrases: Phrases) -> bool | None:
    for value, known, spoken in ((True, YES, phrases("value.yes")), (False, NO, phrases("value.no"))):
        if word in (*known, spoken, spoken[:1]):
            return value
    return None
