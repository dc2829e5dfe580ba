"""What a tree says about itself, as extensions that scorers pass over: reasons, evidence, offers and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.exporting.elements import element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any
    from xml.etree.ElementTree import Element

    from runrest.linking import Tree
    from runrest.tree import Evidence


def extensions(tree: Tree) -> list[Element]:
    """Write one extension for each thing said, named by where it belongs, such as ``question.peak.because``."""
    return [
        element("Extension", [("extender", "runrest"), ("name", name), ("value", words)])
        for name, words in _told(tree)
        if words
    ]


def _told(tree: Tree) -> Iterator[tuple[str, str]]:
    yield "about", tree.file.about.strip()
    cited: dict[str, None] = {}
    for question in tree.questions.values():
        yield f"question.{question.id}.signal", question.signal
        yield f"question.{question.id}.because", question.because
        for one in question.evidence:
            cited.setdefault(one.source)
            yield f"question.{question.id}.evidence", grades(one)
    for advice in tree.advice.values():
        for offer in advice.offer:
            yield f"advice.{advice.id}.offer", offer
    for name in cited:
        if name in tree.house.sources:
            yield f"source.{name}", reference_line(tree.house.sources[name])


def grades(evidence: Evidence) -> str:
    """Write a citation with its two grades.

    Examples
    --------
    >>> from runrest.tree import Evidence
    >>> grades(Evidence("PB5", "SILB07", "A", "C", "R"))
    'PB5: SILB07, link A, cut-off C, mark R'
    """
    mark = f", mark {evidence.mark}" if evidence.mark else ""
    return f"{evidence.rule}: {evidence.source}, link {evidence.link}, cut-off {evidence.cutoff}{mark}"


def reference_line(source: Mapping[str, Any]) -> str:
    """Write a source on one line: authors, year, title, venue, doi and how it was seen, as far as they are known.

    Examples
    --------
    >>> reference_line({"authors": "A. Runner", "year": 2020, "title": "On rest", "doi": "10.1/x"})
    'A. Runner. 2020. On rest. doi:10.1/x'
    """
    parts = [str(source[key]) for key in ("authors", "year", "title", "venue") if key in source]
    parts += [f"doi:{source['doi']}"] if "doi" in source else []
    return ". ".join([*parts, *([f"Mark {source['mark']}"] if "mark" in source else [])])
