"""Why an answer is what it is, and why it is not another one: as text, as Markdown, or as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from runrest.errors import UnknownNameError
from runrest.pages.marking_up import safe
from runrest.words.aging import stale
from runrest.words.composing import compose
from runrest.words.dialects import MARKDOWN, TEXT
from runrest.words.marking_reasons import mark_up
from runrest.words.reasoning import Why
from runrest.words.recording_reasons import record_why
from runrest.words.summing_up import line, paragraph
from runrest.words.telling_reasons import lay_out
from runrest.words.wording import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from runrest.athlete import Athlete
    from runrest.decision import Decision
    from runrest.words.blocks import Block
    from runrest.words.dialects import Dialect

Length: TypeAlias = Literal["line", "paragraph", "everything"]
Form: TypeAlias = Literal["text", "markdown", "json"]
LENGTHS: tuple[Length, ...] = ("line", "paragraph", "everything")
FORMS: tuple[Form, ...] = ("text", "markdown", "json")


@overload
def why(
    decision: Decision,
    length: Length = ...,
    *,
    form: Literal["text", "markdown"] = ...,
    athlete: Athlete | None = ...,
    width: int = ...,
) -> str: ...


@overload
def why(
    decision: Decision, length: Length = ..., *, form: Literal["json"], athlete: Athlete | None = ..., width: int = ...
) -> dict[str, Any]: ...


def why(
    decision: Decision,
    length: Length = "paragraph",
    *,
    form: Form = "text",
    athlete: Athlete | None = None,
    width: int = 80,
) -> str | dict[str, Any]:
    """Say why an answer is what it is.

    Parameters
    ----------
    decision : Decision
        Any answer.
    length : str
        ``line`` (100 letters where that is possible), ``paragraph`` (80 words at most), or ``everything``: each step
        of each tree, with the reason, the evidence, and what other answers would have led to.
    form : str
        ``text``, ``markdown``, or ``json`` for plain data.
    athlete : Athlete, optional
        Whose facts the answer was made of; then what is too old to count is named too.
    width : int
        Columns to fill with text, 40 at least; a line is never broken.

    Returns
    -------
    str or dict
        The trees that bind come first; then those that would bind without them, and so on; then the others. The keys
        of the data are in docs/why.md.

    Raises
    ------
    UnknownNameError
        Where there is no such length or form.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 5})
    >>> why(decision, "line")
    'Why EASE? Muscle soreness this morning: 5 of 7.'
    >>> why(decision, form="json")["label"]
    'EASE'
    """
    _check(length, form)
    told = Why(decision, stale(decision, athlete) if athlete is not None and length != "line" else ())
    if form == "json":
        return record_why(told, length)
    if length == "everything":
        return _written(lambda dialect: compose(told, dialect), form, width)
    return _short(line(told) if length == "line" else paragraph(told), length, form, width)


@overload
def why_not(
    decision: Decision,
    label: str,
    length: Length = ...,
    *,
    form: Literal["text", "markdown"] = ...,
    width: int = ...,
) -> str: ...


@overload
def why_not(
    decision: Decision, label: str, length: Length = ..., *, form: Literal["json"], width: int = ...
) -> dict[str, Any]: ...


def why_not(
    decision: Decision, label: str, length: Length = "paragraph", *, form: Form = "text", width: int = 80
) -> str | dict[str, Any]:
    """Say why an answer is not another one, and what would make it so.

    Parameters
    ----------
    decision : Decision
        Any answer.
    label : str
        The other one: ``AS_PLANNED`` to ``STOP_REFER``, for a week ``PROGRESS`` to ``DELOAD``; small letters and
        spaces will do.
    length, form, width : str, str, int
        As ``why``.

    Returns
    -------
    str or dict
        Of a freer answer, the trees that stand against it and the smallest changes that would give it, or why nobody
        can change that; of a more careful one, what would ask for it.

    Raises
    ------
    UnknownNameError
        Where the question has no such answer, or there is no such length or form.

    Examples
    --------
    >>> import runrest
    >>> decision = runrest.decide("rest_timing/soreness", {"soreness": 5, "planned_type": "tempo"})
    >>> why_not(decision, "as planned", "line")
    'Why not AS PLANNED? Muscle soreness this morning: 5 of 7.'
    """
    from runrest.words.opposing import refuse  # what would change an answer takes as long to import as all the rest
    from runrest.words.recording_refusals import record_not
    from runrest.words.refusing import compose_not, not_line, not_paragraph

    _check(length, form)
    refusal = refuse(decision, label)
    if form == "json":
        return record_not(refusal, length)
    if length == "everything":
        return _written(lambda dialect: compose_not(refusal, dialect), form, width)
    return _short(not_line(refusal) if length == "line" else not_paragraph(refusal), length, form, width)


def _check(length: str, form: str) -> None:
    if length not in LENGTHS:
        raise UnknownNameError("length", length, LENGTHS)
    if form not in FORMS:
        raise UnknownNameError("form", form, FORMS)


def _written(blocks: Callable[[Dialect], Iterable[Block]], form: Form, width: int) -> str:
    return mark_up(blocks(MARKDOWN)) if form == "markdown" else lay_out(blocks(TEXT), width)


def _short(words: str, length: Length, form: Form, width: int) -> str:
    if form == "markdown":
        return safe(words) + "\n"
    return words if length == "line" else "\n".join(fill(words, max(width, 40)))
