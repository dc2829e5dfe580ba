"""The page of one tree, and of one family, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.pages.marking_up import anchor, code, link, page, safe, table
from runrest.pictures.captions import caps_words, citation
from runrest.pictures.phrasing import words
from runrest.signals import spell
from runrest.tree import Times
from runrest.words.outlining import GRADES, mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.linking import Tree
    from runrest.tree import Advice, Evidence, Example, Question

UP = "../"
REBUILT = "This page is made from the files by `runrest pages`; change those, not this."


def tree_page(tree: Tree, drawing: str, offers: Mapping[str, str]) -> str:
    """Write a tree's page.

    Parameters
    ----------
    tree : Tree
        Any shipped tree.
    drawing : str
        Markdown that shows its drawing.
    offers : mapping of str to str
        Offer to the page that it is on, seen from the tree's own page.

    Returns
    -------
    str
        Title, about, drawing, questions with thresholds and both grades, advice, examples, accepted flaws.
    """
    file = tree.file
    lines = [f"# {safe(file.title)}", "", f"{code(tree.name)}, version {safe(file.version)}. {REBUILT}", ""]
    lines += [safe(file.about), "", drawing, "", "## Questions", ""]
    for question in sorted(file.questions.values(), key=lambda one: one.id != file.start):
        lines += _question(question, tree)
    lines += ["## Advice", ""]
    for advice in file.advice.values():
        lines += _advice(advice, tree, offers)
    lines += ["## Examples", ""]
    lines += table(["", "given", "leads to"], [_example(one) for one in file.examples])
    if file.ignores:
        lines += ["## Flaws the author accepts", ""]
        lines += [f"- {code(one.code)} at {code(one.place)}: {safe(one.reason)}" for one in file.ignores]
    return page([*lines, "", *_grades(tree), "", tree.house.phrases("guidance")])


def _question(question: Question, tree: Tree) -> list[str]:
    signal = tree.house.vocabulary.signals[question.signal]
    first = ", asked first" if question.id == tree.file.start else ""
    asked = link(code(question.signal), f"{UP}signals.md", question.signal)
    lines = [anchor(question.id), "", f"### {safe(question.label or signal.label)}", ""]
    lines += [f"{code(question.id)}{first}; asks {asked}. {safe(question.because)}", ""]
    lines += table(
        ["answer", "leads to"],
        [
            [safe(words(branch.condition, signal)), link(code(branch.target), "", branch.target)]
            for branch in question.branches
        ],
    )
    return [*lines, *cited(question.evidence, tree, UP)]


def cited(evidence: Iterable[Evidence], tree: Tree, up: str) -> list[str]:
    """Lay out citations: rule, source with DOI, both grades, and how the number was seen.

    Parameters
    ----------
    evidence : iterable of Evidence
        What is cited.
    tree : Tree
        For the sources.
    up : str
        The way to the pages of rules and sources.

    Returns
    -------
    list of str
        A table, or nothing.
    """
    sources = tree.house.sources
    rows = []
    for one in evidence:
        told = sources.get(one.source, {})
        named = link(safe(citation(one.source, tree.house)), f"{up}sources.md", one.source.lower())
        doi = f", [doi:{told['doi']}](https://doi.org/{told['doi']})" if "doi" in told else ""
        mark = mark_words(one.mark or str(told.get("mark", "")), tree.house.phrases)
        rows.append([link(one.rule, f"{up}rules.md", one.rule.lower()), named + doi, one.link, one.cutoff, mark])
    return table(["rule", "source", "link", "threshold", "the number was"], rows) if rows else []


def _advice(advice: Advice, tree: Tree, offers: Mapping[str, str]) -> list[str]:
    house = tree.house
    scales = house.scales.scales
    fixed = {scale: scales[scale].rank(cap) or 0.0 for scale, cap in advice.caps if not isinstance(cap, Times)}
    limits = caps_words(fixed, house)
    limits += [f"{cap.times:g} x {cap.of} {scale} at most" for scale, cap in advice.caps if isinstance(cap, Times)]
    facts = [f"Limits: {safe('; '.join(limits))}." if limits else "No limit."]
    if advice.refer != "none":
        facts.append(f"Referral: {safe(house.scales.refer.words[advice.refer])}.")
    if advice.not_before_h is not None:
        facts.append(f"Not before {advice.not_before_h:g} hours are over.")
    if advice.incomplete:
        facts.append("An answer is missing.")
    instead = [link(code(name), offers[name], name) for name in advice.offer if name in offers]
    lines = [anchor(advice.id), "", f"### {code(advice.id)}", "", f"> {safe(advice.say)}", "", " ".join(facts), ""]
    return [*lines, *([f"Instead: {', '.join(instead)}.", ""] if instead else [])]


def _example(one: Example) -> list[str]:
    given = ", ".join(code(f"{name} = {spell(value)}") for name, value in one.given.items()) or "nothing"
    path = f" by {' > '.join(code(step) for step in one.path)}" if one.path else ""
    return [safe(one.name), given, link(code(one.advice), "", one.advice) + path]


def _grades(tree: Tree) -> list[str]:
    grades = "; ".join(f"{grade} {tree.house.phrases(f'grade.{grade}')}" for grade in GRADES)
    return [f"Grades, of the link (does it matter?) and of the threshold (why this number?): {grades}."]


def family_page(name: str, title: str, trees: Iterable[Tree]) -> str:
    """Write the page that lists a family's trees.

    Parameters
    ----------
    name : str
        The folder's name.
    title : str
        What the family is about.
    trees : iterable of Tree
        In the order in which they are told.

    Returns
    -------
    str
        One row for each tree.
    """
    rows = [
        [link(safe(tree.title), f"{tree.name.rsplit('/', 1)[-1]}.md"), str(len(tree.questions)), safe(tree.version)]
        for tree in trees
    ]
    about = f"All trees of {code(name)} are walked; the most careful answer wins on every scale."
    lines = [f"# {safe(title)}", "", about, "", *table(["tree", "questions", "version"], rows)]
    return page([*lines, link("All pages", f"{UP}index.md")])
