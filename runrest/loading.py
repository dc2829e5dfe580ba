"""The way in: names, paths or text become trees that may speak, and questions become decisions."""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runrest import shelf
from runrest.counterfactuals.ways import read_ways
from runrest.deciding import decide_with
from runrest.defining import read_vocabulary
from runrest.errors import TreeError, UnknownNameError
from runrest.flaws import Flaw, errors
from runrest.house import House
from runrest.instead.shelf_offers import offer_names
from runrest.linking import Family, Tree, link
from runrest.overlaying import overlaid
from runrest.phrases import Phrases
from runrest.reading import read_tree
from runrest.scales import read_scales
from runrest.shapes import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from runrest.decision import Decision
    from runrest.tree import TreeFile

NO_LINK = ("T1", "T2", "T3", "T4")
"""Codes of flaws with which a tree cannot be walked at all, proven or not."""


SPOKEN: ContextVar[str] = ContextVar("SPOKEN", default=shelf.ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Answer in another language wherever none is named.

    Parameters
    ----------
    language : str
        One of ``shelf.languages()``.

    Raises
    ------
    UnknownNameError
        Where there is no such language.

    Examples
    --------
    >>> with speaking("de"):
    ...     print(decide("rest_timing/soreness", {"soreness": 3}).say)
    Trainier.
    """
    before = SPOKEN.set(_known(language))
    try:
        yield
    finally:
        SPOKEN.reset(before)


def _known(language: str | None) -> str:
    """Settle on a language: the one that is named, else the one that is spoken here."""
    if language is None:
        return SPOKEN.get()
    if language not in shelf.languages():
        raise UnknownNameError("language", language, shelf.languages())
    return language


def common(name: str, language: str | None = None) -> Mapping[str, Any]:
    """Parse one of the shipped files that all trees share.

    Parameters
    ----------
    name : str
        ``signals``, ``scales``, ``sources``, ``families`` or ``rules``.
    language : str, optional
        That of its sentences; otherwise the one that is spoken.
    """
    return _common(name, _known(language))


@cache
def _common(name: str, language: str) -> Mapping[str, Any]:
    table = tomllib.loads(shelf.content(name).decode())
    return table if language == shelf.ENGLISH else overlaid(table, _words(name, language), f"{language}/{name}.toml")


@cache
def _words(name: str, language: str) -> Mapping[str, Any]:
    """Parse the words that a language has for a shipped file."""
    text = shelf.translation(name, language) if language != shelf.ENGLISH else None
    return tomllib.loads(text.decode()) if text is not None else {}


def house(language: str | None = None) -> House:
    """Give the shipped vocabulary, scales and sources.

    Parameters
    ----------
    language : str, optional
        That of every label and sentence; otherwise the one that is spoken.

    Returns
    -------
    House
        The same one for the same language.
    """
    return _house(_known(language))


@cache
def _house(language: str) -> House:
    phrases = Phrases(language, partial(shelf.phrase_files, language), partial(shelf.phrase_files, language, "said"))
    return House(
        read_vocabulary(_common("signals", language), phrases),
        read_scales(_common("scales", language), phrases),
        _common("sources", shelf.ENGLISH),
        offer_names(),
        _choose,
        phrases,
        read_ways(_common("changing", shelf.ENGLISH)),
    )


def _choose(decision: Decision) -> tuple[str, ...]:
    """Choose among the offers that a decision names; they are read only now."""
    from runrest.instead.choosing import fitting

    return fitting(decision)


def read(source: str | Path, language: str | None = None) -> tuple[TreeFile | None, tuple[Flaw, ...]]:
    """Read a tree by name, path or text, without judging it.

    Parameters
    ----------
    source : str or Path
        A shipped name, the path of a ``.toml`` file, or the text of one.
    language : str, optional
        That of the vocabulary, and of a shipped tree; a file of your own is in its own.

    Returns
    -------
    tuple of TreeFile or None, and flaws
        As ``reading.read_tree``.

    Raises
    ------
    UnknownNameError
        Where a name is neither shipped nor a file.
    """
    if isinstance(source, str) and "\n" in source:
        return read_tree(source, "text", "text", house(language))
    if isinstance(source, str) and source in shelf.names():
        known = _known(language)
        return read_tree(shelf.content(source), source, shelf.place(source), _house(known), _words(source, known))
    path = Path(source)
    if path.suffix != ".toml" or not path.is_file():
        if isinstance(source, Path) or path.suffix == ".toml":
            problem = "there is no such file" if not path.exists() else "a tree file's name ends in .toml"
            return None, (Flaw("T101", str(path), 1, "", problem),)
        raise UnknownNameError("tree", str(source), (*shelf.names(),))
    try:
        with path.open("rb") as opened:
            text = opened.read(MOST_BYTES + 1)
    except OSError as error:
        return None, (Flaw("T101", str(path), 1, "", f"cannot be read: {error.strerror}"),)
    return read_tree(text, path.stem, str(path), house(language))


def check(source: str | Path) -> tuple[Flaw, ...]:
    """Prove one tree.

    Parameters
    ----------
    source : str or Path
        A shipped name, the path of a ``.toml`` file, or the text of one.

    Returns
    -------
    tuple of Flaw
        Everything that is wrong with it; empty where it may speak.

    Examples
    --------
    >>> check("rest_timing/pain")
    ()
    """
    file, flaws = read(source)
    return prove(file, flaws)


def prove(file: TreeFile | None, flaws: tuple[Flaw, ...]) -> tuple[Flaw, ...]:
    """Run every proof on what reading made of a file.

    Parameters
    ----------
    file : TreeFile or None
        ``None`` where it could not be read at all.
    flaws : tuple of Flaw
        What reading found.

    Returns
    -------
    tuple of Flaw
        Everything that is wrong, in the order of the lines.
    """
    if file is None:
        return flaws
    from runrest.checking.proving import check_file  # the proofs import networkx
    from runrest.instead.choosing import shelf_stock
    from runrest.instead.matching_offers import check_offers_fit

    if any(advice.offer for advice in file.advice.values()):
        flaws += tuple(check_offers_fit(file, shelf_stock(house()), house().scales, "T405"))
    return check_file(file, house(), flaws)


def load(source: str | Path, *, proven: bool = True, language: str | None = None) -> Tree:
    """Load a tree by name, path or text.

    Parameters
    ----------
    source : str or Path
        A shipped name, the path of a ``.toml`` file, or the text of one.
    proven : bool
        ``False`` lets a tree speak that can be walked but fails a proof; every decision then says so.
    language : str, optional
        In which a shipped tree speaks, and the labels of any; otherwise the one that is spoken.

    Returns
    -------
    Tree
        With ``.graph``, a frozen ``networkx.DiGraph``.

    Raises
    ------
    TreeError
        With every flaw that forbids the tree to speak.

    Examples
    --------
    >>> load("rest_timing/pain").graph.nodes["peak"]["item"].signal
    'pain_peak'
    """
    if isinstance(source, str) and source in shelf.names():
        return shipped(source, language)
    file, flaws = read(source, language)
    found = errors(prove(file, flaws))
    if file is None or any(flaw.code.startswith(NO_LINK) for flaw in found) or (found and proven):
        raise TreeError(str(source) if file is None else file.name, found)
    return link(file, house(language), found, proven=not found)


@cache
def _shipped(name: str, language: str) -> Tree:
    """Load a shipped tree; its proofs were run when this version was made, and run in its tests."""
    shared = _house(language)
    file, flaws = read_tree(shelf.content(name), name, shelf.place(name), shared, _words(name, language))
    if file is None or errors(flaws):
        raise TreeError(name, errors(flaws))
    return link(file, shared)


def shipped(name: str, language: str | None = None) -> Tree:
    """Load a shipped tree, in the language that is named or spoken."""
    return _shipped(name, _known(language))


def family(name: str, language: str | None = None) -> tuple[Tree, ...]:
    """Load every tree of a family, or of a question that several families answer.

    Parameters
    ----------
    name : str
        ``today``, ``week``, or a folder of trees.
    language : str, optional
        That of their sentences; otherwise the one that is spoken.

    Returns
    -------
    tuple of Tree
        In the order in which they are told.

    Raises
    ------
    UnknownNameError
        Where there is no such family or question.
    """
    return _family(name, _known(language))


@cache
def _family(name: str, language: str) -> tuple[Tree, ...]:
    told = _common("families", shelf.ENGLISH)
    families = told["questions"][name]["families"] if name in told["questions"] else [name]
    trees: list[Tree] = []
    for one in families:
        inside = [tree for tree in shelf.names() if tree.startswith(f"{one}/")]
        if not inside and one not in told["families"]:
            raise UnknownNameError("tree or family", name, (*told["questions"], *told["families"], *shelf.names()))
        order = [f"{one}/{tree}" for tree in told["families"].get(one, {}).get("order", [])]
        trees += [
            _shipped(tree, language)
            for tree in sorted(inside, key=lambda tree: (order.index(tree) if tree in order else len(order), tree))
        ]
    return Family(trees)


def decide(
    question: str | Path | Tree,
    facts: Mapping[str, object],
    on: date | None = None,
    *,
    confirmed: Iterable[str] = (),
    language: str | None = None,
) -> Decision:
    """Answer a question from facts.

    Parameters
    ----------
    question : str, Path or Tree
        ``today``, ``week``, a family, a shipped tree such as ``rest_timing/pain``, a file, or a loaded tree.
    facts : mapping of str to object
        Signal name to value; absent means unknown.
    on : datetime.date, optional
        The day the answer is for. runrest never reads the clock.
    confirmed : iterable of str
        Signals whose unusual value somebody has confirmed.
    language : str, optional
        In which the answer speaks, for example ``de``; otherwise the one that is spoken. It never changes what the
        answer is. A loaded tree speaks its own.

    Returns
    -------
    Decision
        Label, caps, referral and the path through every tree.

    Raises
    ------
    FactsError
        Where facts do not fit the vocabulary.
    TreeError, UnknownNameError
        Where the question is not a tree that may speak.

    Examples
    --------
    >>> decide("rest_timing/pain", {"pain_now": 7, "gait_changed": False}).label
    'SWAP'
    """
    if isinstance(question, Tree):
        trees: tuple[Tree, ...] = (question,)
        name = question.name
    elif (
        isinstance(question, str)
        and question not in shelf.names()
        and not question.endswith(".toml")
        and "\n" not in question
    ):
        trees, name = family(question, language), question
    else:
        trees = (load(question, language=language),)
        name = trees[0].name
    return decide_with(trees, facts, name, on, confirmed)
