"""The page of one tree, and of one family, as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runrest.pages.marking_up import anchor, code, link, page, safe, table
from runrest.pictures.captions import caps_words, citation, headed
from runrest.pictures.phrasing import words
from runrest.signals import spell
from runrest.tree import Times
from runrest.words.outlining import GRADES, mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.house import House
    from runrest.linking import Tree
    from runrest.tree import Advice, Evidence, Example, Question

UP = "../"
REBUILT = "This page is made from the files by `runrest pages`; change those, not this."


def tree_page(tree: Tree, drawing: str, offers: Mapping[str, str], others: Iterable[Tree] = ()) -> str:
    """Write a tree's page.

    Parameters
    ----------
    tree : Tree
        Any shipped tree.
    drawing : str
        Markdown that shows its drawing.
    offers : mapping of str to str
        Offer to the page that it is on, seen from the tree's own page.
    others : iterable of Tree
        Trees with pages of their own: where the words about this one name them, they lead there.

    Returns
    -------
    str
        Title, about, drawing, questions with thresholds and both grades, advice, examples, accepted flaws.
    """
    file = tree.file
    lines = [
        f"# {safe(file.title)}",
        "",
        _about(file.about, others),
        "",
        drawing,
        "",
        "## Questions",
        "",
        _grades(tree),
        "",
    ]
    for question in sorted(file.questions.values(), key=lambda one: one.id != file.start):
        lines += _question(question, tree)
    lines += ["## Advice", ""]
    for advice in file.advice.values():
        lines += _advice(advice, tree, offers)
    lines += ["## Examples", "", "Each is tried whenever the tree is checked; what is not given is not known.", ""]
    lines += table(["somebody", "with", "is told"], [_example(one, tree) for one in file.examples])
    if file.ignores:
        lines += ["## Flaws the author accepts", ""]
        lines += [f"- {code(one.code)} at {code(one.place)}: {safe(one.reason)}" for one in file.ignores]
    family = f"All trees of {link('its family', 'index.md')} are walked, and the most careful answer wins."
    lines += ["", "## About this tree", "", f"{code(tree.name)}, version {safe(file.version)}. {family} {REBUILT}"]
    return page([*lines, "", tree.house.phrases("guidance")])


def _question(question: Question, tree: Tree) -> list[str]:
    signal = tree.house.vocabulary.signals[question.signal]
    first = " It is asked first." if question.id == tree.file.start else ""
    asked = link(code(question.signal), f"{UP}signals.md", question.signal)
    lines = [anchor(question.id), "", f"### {_called(question.id, tree)}", "", safe(question.because), ""]
    lines += table(
        ["answer", "leads to"],
        [[safe(words(branch.condition, signal)), _target(branch.target, tree)] for branch in question.branches],
    )
    lines += [f"{code(question.id)} asks the signal {asked}.{first}", ""]
    return [*lines, *cited(question.evidence, tree.house, UP)]


def _about(words: str, others: Iterable[Tree]) -> str:
    """Call the trees that are named in some words by their questions; a name of one word may be an ordinary word."""
    pages = {tree.name.rpartition("/")[2]: tree for tree in others}

    def named(found: re.Match[str]) -> str:
        tree = pages.get(found[0].replace("\\", ""))
        return f"“{link(safe(tree.title), f'{UP}{tree.name}.md')}”" if tree else found[0]

    return re.sub(r"\b[a-z]+(?:\\_[a-z]+)+\b", named, safe(words))


def _called(name: str, tree: Tree) -> str:
    """Call a question or an advice by its words, and by its id too where others are called alike."""
    words = _words(name, tree)
    others = sum(_words(other, tree) == words for other in (*tree.file.questions, *tree.file.advice))
    return f"{safe(words)} ({code(name)})" if others > 1 else safe(words)


def _words(name: str, tree: Tree) -> str:
    question = tree.file.questions.get(name)
    if question is None:
        return headed(tree.file.advice[name], tree)[1]
    return question.label or tree.house.vocabulary.signals[question.signal].label


def _target(name: str, tree: Tree) -> str:
    return link(_called(name, tree), "", name)


def cited(evidence: Iterable[Evidence], house: House, up: str) -> list[str]:
    """Lay out citations: source with DOI, both grades, how the number was seen, and the rules it stands for.

    Parameters
    ----------
    evidence : iterable of Evidence
        What is cited.
    house : House
        For the sources.
    up : str
        The way to the pages of rules and sources.

    Returns
    -------
    list of str
        A table, or nothing.
    """
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for one in evidence:
        mark = mark_words(one.mark or str(house.sources.get(one.source, {}).get("mark", "")), house.phrases)
        rows.setdefault((one.source, one.link, one.cutoff, mark), []).append(
            link(one.rule, f"{up}rules.md", one.rule.lower())
        )
    heads = ["source", "link", "threshold", "the number was", "rule"]
    told = [
        [_source(source, house, up), grade, cutoff, mark, ", ".join(rules)]
        for (source, grade, cutoff, mark), rules in rows.items()
    ]
    return table(heads, told) if told else []


def _source(name: str, house: House, up: str) -> str:
    told = house.sources.get(name, {})
    doi = f", [doi:{told['doi']}](https://doi.org/{told['doi']})" if "doi" in told else ""
    return link(safe(citation(name, house)), f"{up}sources.md", name.lower()) + doi


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
    lines = [anchor(advice.id), "", f"### {_called(advice.id, tree)}", ""]
    lines += [f"> {safe(advice.say)}", "", " ".join(facts), ""]
    return [*lines, *([f"Instead: {', '.join(instead)}.", ""] if instead else [])]


def _example(one: Example, tree: Tree) -> list[str]:
    given = ", ".join(code(f"{name} = {spell(value)}") for name, value in one.given.items()) or "nothing"
    return [safe(one.name), given, _target(one.advice, tree)]


def _grades(tree: Tree) -> str:
    grades = "; ".join(f"{grade} {tree.house.phrases(f'grade.{grade}')}" for grade in GRADES)
    asked = "of the *link* (does it matter?) and of the *threshold* (why this number?)"
    return f"Every source has two grades, {asked}: {grades}."


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
