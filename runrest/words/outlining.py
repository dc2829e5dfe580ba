"""A tree or the whole shelf as readable text: questions, branches, advice, evidence and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.words.dialects import TEXT
from runrest.words.wording import cap_words, condition_words, fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.house import House
    from runrest.linking import Tree
    from runrest.phrases import Phrases
    from runrest.tree import Advice, Question
    from runrest.words.dialects import Dialect

GRADES = ("A", "B", "C", "D", "-")


def tell_tree(tree: Tree, *, width: int = 80) -> str:
    """Tell a tree as text that a coach can read on one page.

    Parameters
    ----------
    tree : Tree
        Any tree.
    width : int
        Columns to fill.

    Returns
    -------
    str
        Questions with branches and evidence, advice, accepted flaws and sources.
    """
    file, phrases = tree.file, tree.house.phrases
    lines = [
        *fill(file.title, width),
        *fill(phrases("outline.version", tree=tree.name, version=file.version), width),
    ]
    if not tree.proven:
        lines += fill(phrases("outline.unproven"), width)
    if file.about:
        lines += ["", *fill(file.about, width)]
    lines += ["", phrases("outline.questions"), ""]
    order = sorted(file.questions.values(), key=lambda question: question.id != file.start)
    for question in order:
        lines += [*_question(question, tree, width), ""]
    lines += [phrases("outline.advice"), ""]
    for advice in file.advice.values():
        lines += [*_advice(advice, tree, width), ""]
    if file.ignores:
        lines += [phrases("outline.accepted"), ""]
        lines += [line for one in file.ignores for line in fill(f"{one.code} {one.place}: {one.reason}", width, "  ")]
        lines.append("")
    cited = dict.fromkeys(one.source for question in order for one in question.evidence)
    lines += [phrases("outline.sources"), "", *(line for name in cited for line in _source(name, tree.house, width))]
    grades = phrases.listed(f"{grade} {phrases(f'grade.{grade}')}" for grade in GRADES)
    lines += ["", *fill(phrases("outline.grades", grades=grades), width)]
    return "\n".join([*lines, phrases("guidance")])


def _question(question: Question, tree: Tree, width: int) -> list[str]:
    signal = tree.house.vocabulary.signals[question.signal]
    phrases = tree.house.phrases
    key = "outline.first" if question.id == tree.file.start else "outline.question"
    words = phrases(key, id=question.id, label=question.label or signal.label, signal=question.signal)
    lines = fill(words, width)
    lines += fill(question.because, width, "  ")
    tests = [(condition_words(branch.condition, signal), branch.target) for branch in question.branches]
    wide = min(max((len(test) for test, _ in tests), default=0), 34)
    for test, target in tests:
        words = phrases("outline.branch", test=f"{test:<{wide}}", target=target)
        lines += fill(words, width, "    ", "      ") if len(test) > wide else [f"    {words}"]
    return [
        *lines,
        *(line for words in _evidence(question, tree) for line in fill(words, width, "  ", "    ")),
    ]


def _evidence(question: Question, tree: Tree) -> list[str]:
    """Cite each source once for all rules that it supports alike."""
    phrases = tree.house.phrases
    rules: dict[tuple[str, str], list[str]] = {}
    for one in question.evidence:
        seen = mark_words(one.mark or str(tree.house.sources.get(one.source, {}).get("mark", "")), phrases)
        key = "outline.graded_number" if seen else "outline.graded"
        graded = phrases(key, link=one.link, cutoff=one.cutoff, mark=seen)
        rules.setdefault((one.source, graded), []).append(one.rule)
    return [
        phrases("outline.evidence", source=source, rules=", ".join(dict.fromkeys(found)), graded=graded)
        for (source, graded), found in rules.items()
    ]


def _advice(advice: Advice, tree: Tree, width: int) -> list[str]:
    scales, phrases = tree.house.scales, tree.house.phrases
    limits = cap_words(dict(advice.caps), scales, {"planned_type": ""})
    facts = [phrases("outline.at_most", limits=", ".join(limits)) if limits else phrases("outline.no_limit")]
    if advice.refer != "none":
        facts.append(scales.refer.words[advice.refer])
    if advice.not_before_h is not None:
        facts.append(phrases("outline.not_before", h=advice.not_before_h))
    if advice.incomplete:
        facts.append(phrases("outline.incomplete"))
    if advice.offer:
        facts.append(phrases("outline.instead", offers=phrases.either(advice.offer)))
    words = phrases("outline.advised", id=advice.id, facts="; ".join(facts))
    return [*fill(words, width), *fill(advice.say, width, "  ")]


def source_words(name: str, house: House, dialect: Dialect = TEXT) -> str:
    """Write a source in full: who, when, what, where, and how it was seen.

    Parameters
    ----------
    name : str
        As trees cite it.
    house : House
        For the sources.
    dialect : Dialect
        How words and addresses are written.

    Returns
    -------
    str
        Only what is known of it.
    """
    told = house.sources.get(name, {})
    year = f" ({told['year']})" if "year" in told else ""
    parts = [f"{told['authors']}{year}" if "authors" in told else "", told.get("title", ""), told.get("venue", "")]
    plain = [dialect.plain(part) for part in parts]
    plain.append(dialect.doi(f"doi:{told['doi']}", told["doi"]) if "doi" in told else "")
    plain.append(dialect.linked(told["url"], told["url"]) if "url" in told else "")
    plain.append(dialect.plain(told.get("note", "").rstrip(".")))
    mark = mark_words(str(told.get("mark", "")), house.phrases)
    words, seen = ". ".join(part for part in plain if part), dialect.plain(f"[{mark}]")
    return f"{name}: {words}{f' {seen}' if mark else ''}"


def _source(name: str, house: House, width: int) -> list[str]:
    return fill(source_words(name, house), width, "", "  ")


def mark_words(mark: str, phrases: Phrases) -> str:
    """Say how a number or a source was seen, or nothing where nobody noted it."""
    return phrases(f"mark.{mark}") if phrases.has(f"mark.{mark}") else ""


def tell_trees(families: Mapping[str, tuple[str, tuple[Tree, ...]]], phrases: Phrases, *, width: int = 80) -> str:
    """List trees by family, with title and version.

    Parameters
    ----------
    families : mapping of str to title and trees
        The shelf.
    phrases : Phrases
        The language to tell them in.
    width : int
        Columns to fill.

    Returns
    -------
    str
        One line for each tree; a family without trees says so.
    """
    lines: list[str] = []
    for name, (title, trees) in families.items():
        lines += ["", phrases("outline.family", title=title, family=name) if title else name]
        wide = max((len(tree.name) for tree in trees), default=0)
        for tree in trees:
            lines += fill(tree.title, width, f"  {tree.name:<{wide}}  {tree.version}  ")
        if not trees:
            lines.append("  " + phrases("outline.no_trees"))
    return "\n".join(lines[1:])
