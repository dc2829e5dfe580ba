"""A tree as PMML 4.4, the format in which scorers in Java, Spark and elsewhere exchange decision trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.exporting.elements import element, worded, written
from runrest.exporting.nesting import nested
from runrest.exporting.partly_known import ExportError, derived_fields, needed
from runrest.exporting.remarks import extensions
from runrest.exporting.scorer_fields import dictionary, mining_schema, output

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from runrest.linking import Tree

NAMESPACE = "http://www.dmg.org/PMML-4_4"


def pmml_text(tree: Tree) -> str:
    """Write a tree as a PMML ``TreeModel``.

    Parameters
    ----------
    tree : Tree
        A proven tree, shipped or your own.

    Returns
    -------
    str
        A whole document; the same tree always gives the same text.

    Raises
    ------
    ExportError
        Where the tree is not proven, or cannot be said exactly.

    Examples
    --------
    >>> from runrest.loading import load
    >>> text = pmml_text(load("rest_timing/soreness"))
    >>> 'missingValueStrategy="none" noTrueChildStrategy="returnNullPrediction"' in text
    True
    """
    if not tree.proven:
        raise ExportError(tree.name, "it is not proven, and elsewhere nothing would say so; mend its flaws first")
    vocabulary = tree.house.vocabulary
    asked = tuple(dict.fromkeys(question.signal for question in tree.questions.values()))
    made = [field for one in needed(asked, vocabulary) for field in derived_fields(one, vocabulary, tree.name)]
    model = element(
        "TreeModel",
        [
            ("modelName", tree.name),
            ("functionName", "classification"),
            ("missingValueStrategy", "none"),
            ("noTrueChildStrategy", "returnNullPrediction"),
            ("splitCharacteristic", "multiSplit"),
        ],
        [*extensions(tree), mining_schema(tree), output(tree), nested(tree)],
    )
    parts = [_header(tree), dictionary(tree)]
    parts += [element("TransformationDictionary", (), made)] if made else []
    return written(element("PMML", [("xmlns", NAMESPACE), ("version", "4.4")], [*parts, model]))


def _header(tree: Tree) -> Element:
    notice = tree.house.phrases("guidance")
    application = element("Application", [("name", "runrest")])
    told = [("copyright", notice), ("description", tree.title), ("modelVersion", tree.version)]
    header = element("Header", told, [application])
    worded(header, "Annotation", notice)
    return header
