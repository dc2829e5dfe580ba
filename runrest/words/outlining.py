"""A tree, a path or the whole shelf as readable text: questions, branches, advice, evidence and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.decision import told
from runrest.words.wording import cap_words, condition_words, fill, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from runrest.decision import Decision
    from runrest.linking import Tree
    from runrest.tree import Advice, Question

GRADES = {"A": "review or trial", "B": "cohort", "C": "consensus", "D": "convention", "-": "none"}
MARKS = {"V": "read", "V2": "read second hand", "R": "recalled, not read"}


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
    file = tree.file
    lines = [*fill(file.title, width), *fill(f"{tree.name}, version {file.version}", width)]
    if not tree.proven:
        lines += fill("This tree fails its proofs: runrest check says why.", width)
    if file.about:
        lines += ["", *fill(file.about, width)]
    lines += ["", "Questions", ""]
    order = sorted(file.questions.values(), key=lambda question: question.id != file.start)
    for question in order:
        lines += [*_question(question, tree, width), ""]
    lines += ["Advice", ""]
    for advice in file.advice.values():
        lines += [*_advice(advice, tree, width), ""]
    if file.ignores:
        lines += ["Flaws the author accepts", ""]
        lines += [line for one in file.ignores for line in fill(f"{one.code} {one.place}: {one.reason}", width, "  ")]
        lines.append("")
    cited = dict.fromkeys(one.source for question in order for one in question.evidence)
    lines += ["Sources", "", *(line for name in cited for line in _source(name, tree.house.sources, width))]
    grades = listed(f"{grade} {words}" for grade, words in GRADES.items())
    lines += ["", *fill(f"Grades, of the link and of the cut-off: {grades}.", width)]
    return "\n".join([*lines, "General guidance, not medical advice."])


def _question(question: Question, tree: Tree, width: int) -> list[str]:
    signal = tree.house.vocabulary.signals[question.signal]
    start = " (asked first)" if question.id == tree.file.start else ""
    lines = fill(f"{question.id}: {question.label or signal.label} [{question.signal}]{start}", width)
    lines += fill(question.because, width, "  ")
    tests = [(condition_words(branch.condition, signal), branch.target) for branch in question.branches]
    wide = min(max((len(test) for test, _ in tests), default=0), 34)
    for test, target in tests:
        lines += (
            fill(f"{test:<{wide}} -> {target}", width, "    ", "      ")
            if len(test) > wide
            else [f"    {test:<{wide}} -> {target}"]
        )
    return [
        *lines,
        *(line for words in _evidence(question, tree) for line in fill(words, width, "  ", "    ")),
    ]


def _evidence(question: Question, tree: Tree) -> list[str]:
    """Cite each source once for all rules that it supports alike."""
    rules: dict[tuple[str, str], list[str]] = {}
    for one in question.evidence:
        mark = one.mark or str(tree.house.sources.get(one.source, {}).get("mark", ""))
        number = f"; number {MARKS[mark]}" if mark in MARKS else ""
        graded = f"link {one.link}, cut-off {one.cutoff}{number}"
        rules.setdefault((one.source, graded), []).append(one.rule)
    return [f"{source} ({', '.join(dict.fromkeys(found))}): {graded}" for (source, graded), found in rules.items()]


def _advice(advice: Advice, tree: Tree, width: int) -> list[str]:
    scales = tree.house.scales
    limits = cap_words(dict(advice.caps), scales, {"planned_type": ""})
    facts = [f"at most: {', '.join(limits)}"] if limits else ["no limit"]
    if advice.refer != "none":
        facts.append(scales.refer.words[advice.refer])
    if advice.not_before_h is not None:
        facts.append(f"not before {advice.not_before_h:g} h")
    if advice.incomplete:
        facts.append("an answer is missing")
    if advice.offer:
        facts.append(f"instead: {listed(advice.offer, 'or')}")
    return [*fill(f"{advice.id}: {'; '.join(facts)}", width), *fill(advice.say, width, "  ")]


def _source(name: str, sources: Mapping[str, Mapping[str, Any]], width: int) -> list[str]:
    told = sources.get(name, {})
    year = f" ({told['year']})" if "year" in told else ""
    parts = [
        f"{told['authors']}{year}" if "authors" in told else "",
        told.get("title", ""),
        told.get("venue", ""),
    ]
    parts += [
        f"doi:{told['doi']}" if "doi" in told else "",
        told.get("url", ""),
        told.get("note", "").rstrip("."),
    ]
    mark = MARKS.get(str(told.get("mark", "")), "")
    words = ". ".join(part for part in parts if part)
    return fill(f"{name}: {words}{f' [{mark}]' if mark else ''}", width, "", "  ")


def tell_path(decision: Decision, *, width: int = 80) -> str:
    """Tell every step of the trees that bind an answer (of all trees where none does), with sources.

    Parameters
    ----------
    decision : Decision
        Any answer.
    width : int
        Columns to fill.

    Returns
    -------
    str
        One block for each tree: steps, the advice at the end, and the sources cited on the way.
    """
    house = decision.house
    trees = {tree.name: tree for tree in decision.trees}
    ends = {outcome.tree: outcome.advice for outcome in decision.outcomes}
    lines: list[str] = []
    for name in decision.binding or tuple(trees):
        lines += ["", *fill(f"{trees[name].title} ({name} {trees[name].version})", width)]
        for step in decision.paths[name]:
            cited = listed(dict.fromkeys(one.source for one in step.question.evidence))
            lines += fill(f"{told(step, house)} [{cited}]", width, "  - ")
        lines += fill(f"so: {ends[name].say}", width, "  ")
    lines += [
        "",
        "Sources",
        *(line for name in decision.sources for line in _source(name, house.sources, width)),
    ]
    return "\n".join(lines[1:])


def tell_trees(families: Mapping[str, tuple[str, tuple[Tree, ...]]], *, width: int = 80) -> str:
    """List trees by family, with title and version.

    Parameters
    ----------
    families : mapping of str to title and trees
        The shelf.
    width : int
        Columns to fill.

    Returns
    -------
    str
        One line for each tree; a family without trees says so.
    """
    lines: list[str] = []
    for name, (title, trees) in families.items():
        lines += ["", f"{title} ({name})" if title else name]
        wide = max((len(tree.name) for tree in trees), default=0)
        for tree in trees:
            lines += fill(tree.title, width, f"  {tree.name:<{wide}}  {tree.version}  ")
        if not trees:
            lines.append("  no trees yet")
    return "\n".join(lines[1:])
