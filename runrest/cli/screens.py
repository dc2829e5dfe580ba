"""One question as a screenful of lines: what is asked, what can be chosen, what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from runrest.cli.asking import counted
from runrest.words.wording import fill

if TYPE_CHECKING:
    from collections.abc import Collection

    from runrest.interviews.interview_questions import InterviewQuestion
    from runrest.phrases import Phrases
    from runrest.signals import Value

FEW = 11
"""So many numbers are listed, to be chosen; where there are more, one is typed."""
MARK, NO_MARK = "> ", "  "
TICKED, NOT_TICKED = "[x] ", "[ ] "
FIELD = 5
"""Places of a number that is to be typed."""


@frozen
class Row:
    """One thing that can be chosen."""

    key: str
    """What is typed to choose it."""
    value: Value | tuple[int, ...] | None
    words: str
    tickable: bool = False
    """Whether others can be chosen with it."""


@frozen
class Page:
    """What a terminal shows."""

    lines: tuple[str, ...]
    at: tuple[int, int] = (0, 0)
    """Line and column of the cursor, from 0: where one chooses or types, for those who follow it by ear or finger."""
    marked: tuple[int, ...] = ()
    """The lines that stand out."""


def rows_of(question: InterviewQuestion, phrases: Phrases) -> tuple[Row, ...]:
    """List what can be chosen, "don't know" at the end; empty where a number is to be typed.

    Parameters
    ----------
    question : InterviewQuestion
        What is asked.
    phrases : Phrases
        Of its language.

    Returns
    -------
    tuple of Row
        With the first letters of yes and no for keys, or numbers.
    """
    choices = question.choices
    if question.low is not None and question.high is not None:
        if question.type != "integer" or question.high - question.low >= FEW:
            return ()
        anchors = dict(question.anchors)
        numbers = range(int(question.low), int(question.high) + 1)
        rows = [Row(str(number), number, anchors.get(number, "")) for number in numbers]
    elif question.type == "boolean":
        rows = [Row(choice.words[:1], choice.value, choice.words) for choice in choices]
    elif question.type == "several":
        rows = [Row(str(at), choice.value, choice.words, tickable=True) for at, choice in enumerate(choices, 1)]
        rows.append(Row(phrases("value.no")[:1], (), phrases("asking.none")))
    else:
        rows = [Row(str(at), choice.value, choice.words) for at, choice in enumerate(choices, 1)]
    return (*rows, Row("", None, phrases("asking.dont_know")))


def page(
    question: InterviewQuestion,
    title: str,
    phrases: Phrases,
    size: tuple[int, int],
    *,
    chosen: int = 0,
    ticked: Collection[int] = (),
    typed: str = "",
    message: str = "",
) -> Page | None:
    """Lay out one question.

    Parameters
    ----------
    question : InterviewQuestion
        What is asked.
    title : str
        What the interview is about.
    phrases : Phrases
        Of its language.
    size : tuple of int
        Columns and lines of the terminal.
    chosen : int
        Which row the cursor is on.
    ticked : collection of int
        Which rows are ticked.
    typed : str
        What was typed of a number.
    message : str
        What should be said beside it.

    Returns
    -------
    Page or None
        With less air where there is little room; ``None`` where even that is too much for the terminal.
    """
    width, height = size[0] - 1, size[1]
    rows = rows_of(question, phrases)
    keys = phrases(f"asking.keys.{question.type if rows else 'number'}")
    foot = [*(fill(message, width) if message else []), *fill(keys, width)]
    head = [*_head(title, counted(question), width)]
    told = fill(question.words, width)
    answers = [_row(row, rows, width, chosen=at == chosen, ticked=at in ticked) for at, row in enumerate(rows)]
    column = 0
    if not rows:
        answers, chosen = [[_field(question, typed, phrases)]], 0
        column = len(MARK) + len(typed)
    before = sum(map(len, answers[:chosen]))
    for air in ([""], []):
        lines = [*head, *air, *told, *air, *(line for one in answers for line in one), *air, *foot]
        if len(lines) <= height and max(map(len, lines)) <= width:
            first = len(head) + len(told) + 2 * len(air) + before
            marked = tuple(range(first, first + len(answers[chosen]))) if rows else ()
            return Page(tuple(lines), (first, column), marked)
    return None


def _head(title: str, count: str, width: int) -> list[str]:
    room = width - len(title) - len(count)
    return [title + " " * room + count] if room > 1 else [*fill(title, width), count]


def _row(row: Row, rows: tuple[Row, ...], width: int, *, chosen: bool, ticked: bool) -> list[str]:
    start = MARK if chosen else NO_MARK
    if any(one.tickable for one in rows):
        start += (TICKED if ticked else NOT_TICKED) if row.tickable else " " * len(NOT_TICKED)
    start += f"{row.key:>{max(len(one.key) for one in rows)}}  "
    return fill(row.words, width, start) or [start.rstrip()]


def _field(question: InterviewQuestion, typed: str, phrases: Phrases) -> str:
    blank = "_" * max(1, FIELD - len(typed))
    words = f"{MARK}{typed}{blank} {question.unit}".rstrip()
    return words if typed else f"{words}   {phrases('asking.nothing_typed')}"


def reason(question: InterviewQuestion, phrases: Phrases, width: int) -> Page:
    """Lay out why a question is asked."""
    lines = [*fill(question.words, width - 1), "", phrases("asking.why_head"), "", *fill(question.why, width - 1)]
    lines += ["", phrases("asking.any_key")]
    return Page(tuple(lines), (len(lines) - 1, 0))
