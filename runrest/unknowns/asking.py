"""From a question's name to what is still possible, and to what to ask next."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from runrest import shelf
from runrest.linking import Tree
from runrest.loading import family, house, load
from runrest.overlaying import overlaid
from runrest.unknowns.hearing import Hearing
from runrest.unknowns.partly import read_partly
from runrest.unknowns.possibilities import possible_with
from runrest.unknowns.rounds import read_rounds, read_weights
from runrest.unknowns.settling import Settling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from runrest.unknowns.next_questions import NextQuestion
    from runrest.unknowns.possibilities import Possible
    from runrest.unknowns.rounds import Rounds

NAME = "asking"


@cache
def rounds(language: str = shelf.ENGLISH) -> Rounds:
    """Give how interviews go, as ``asking.toml`` says.

    Parameters
    ----------
    language : str
        That of the words of gates.

    Returns
    -------
    Rounds
        The same one for the same language.

    Examples
    --------
    >>> [name for name, gate in rounds().gates.items() if gate.safety]
    ['scope', 'red_flags', 'pain', 'illness']
    """
    table = tomllib.loads((shelf.root() / f"{NAME}.toml").read_text(encoding="utf-8"))
    words = shelf.translation(NAME, language) if language != shelf.ENGLISH else None
    if words is not None:
        table = overlaid(table, tomllib.loads(words.decode()), f"{language}/{NAME}.toml")
    return read_rounds(table, house(language).vocabulary)


def trees_of(question: str | Path | Tree) -> tuple[str, tuple[Tree, ...]]:
    """Give a question's name and its trees.

    Parameters
    ----------
    question : str, Path or Tree
        As in ``decide``.

    Returns
    -------
    tuple of str and tuple of Tree
        One tree, or all of a family or question.

    Raises
    ------
    TreeError, UnknownNameError
        Where the question is not a tree that may speak.
    """
    if isinstance(question, Tree):
        return question.name, (question,)
    if isinstance(question, Path) or question in shelf.names() or question.endswith(".toml") or "\n" in question:
        tree = load(question)
        return tree.name, (tree,)
    return question, family(question)


def possible(
    question: str | Path | Tree,
    facts: Mapping[str, object],
    on: date | None = None,
    *,
    confirmed: Iterable[str] = (),
    unanswered: Collection[str] = (),
    may_skip: bool = False,
) -> Possible:
    """Give the set of decisions that are still possible while some signals are unknown.

    It is worked out for everybody who agrees with the facts: each unknown signal has some real value, each partly
    known one some value of those that are left, and the trees decide as they always do. Unusual values that would not
    be believed are left out, and so is whoever contradicts themselves, unless all do.

    Parameters
    ----------
    question : str, Path or Tree
        As in ``decide``.
    facts : mapping of str to object
        Signal to its value; or, where it is only partly known, to ``Between(low, high)``, to a set of values, or as
        JSON has it to ``{"from": 5, "to": 6}``, ``{"any_of": [5, 6]}`` or ``{"is": "> 4"}``. Absent means unknown.
    on : datetime.date, optional
        The day the answer is for, for the record.
    confirmed : iterable of str
        Signals whose unusual values somebody has confirmed.
    unanswered : collection of str
        Signals that stay unknown, because nobody can tell them: ``planned_type`` where there is no plan.
    may_skip : bool
        Whether every other unknown signal may stay unknown, too.

    Returns
    -------
    Possible
        ``.labels .granted .at_best .refer .complete .settled .open .decisions``, worked out when asked for.

    Raises
    ------
    FactsError
        Where facts do not fit the vocabulary.
    TreeError, UnknownNameError
        Where the question is not a tree that may speak.

    Examples
    --------
    >>> found = possible("rest_timing/soreness", {"soreness": {"from": 5, "to": 6}, "planned_type": "tempo"})
    >>> found.labels, found.granted, found.open
    (('EASE', 'RECOVERY'), {'intensity': 'recovery', 'minutes': 30.0}, ('soreness',))
    """
    name, trees = trees_of(question)
    return possible_with(trees, facts, name, on, confirmed=confirmed, unanswered=unanswered, may_skip=may_skip)


def next_question(
    question: str | Path | Tree,
    facts: Mapping[str, object],
    *,
    asked: Collection[str] = (),
    weights: Mapping[str, Mapping[str, float]] | None = None,
    confirmed: Iterable[str] = (),
    picking: bool = False,
) -> NextQuestion | None:
    """Choose what to ask now.

    Safety comes first, in the order of the gates; then what is expected to settle most. What cannot change what the
    runner is told is not asked, nor is what makes no sense to ask, such as where it hurts when nothing does.

    Parameters
    ----------
    question : str, Path or Tree
        As in ``decide``.
    facts : mapping of str to object
        What is known, or partly known, as for ``possible``.
    asked : collection of str
        Signals and gates that were asked already; what they do not answer stays unknown.
    weights : mapping of str to mapping, optional
        Signal to condition, in the notation of branches, to its share of all answers [0 to 1]; instead of those of
        ``asking.toml``. They only decide what is asked first.
    confirmed : iterable of str
        Signals whose unusual values somebody has confirmed.
    picking : bool
        Whether a gate can be answered by picking items, and leave signals partly known. Then there are more gates,
        and fewer questions; otherwise only those that a plain yes or no answers, as ``signals.toml`` has them.

    Returns
    -------
    NextQuestion or None
        ``None`` where nothing is left to ask.

    Raises
    ------
    FactsError
        Where facts or weights do not fit the vocabulary.
    TreeError, UnknownNameError
        Where the question is not a tree that may speak.

    Examples
    --------
    >>> next_question("today", {}).name, next_question("rest_timing/soreness", {"soreness": 3})
    ('scope', None)
    >>> next_question("rest_timing/pain", {"pain_now": 4}).signals
    ('gait_changed',)
    """
    _, trees = trees_of(question)
    home = trees[0].house
    how = rounds(home.phrases.language)
    sure = frozenset(confirmed)
    hearing = Hearing(home.vocabulary, how, read_partly(facts, home.vocabulary, sure), frozenset(asked), sure)
    said = {**how.weights, **read_weights(weights or {}, home.vocabulary)}
    gates = how.gates if picking else how.plain
    return Settling(trees, hearing, tuple(gates.values()), said).choose()
