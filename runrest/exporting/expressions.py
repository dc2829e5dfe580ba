"""Formulas in the two forms that PMML has for them: predicates on branches, and expressions that make fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.exporting.elements import element
from runrest.exporting.formulas import Comparison, Formula, Junction

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from runrest.signals import Value


def literal(value: Value) -> str:
    """Write a value as PMML reads it back, every digit of it.

    Examples
    --------
    >>> [literal(value) for value in (True, 5.0, 1.1, "calf")]
    ['true', '5', '1.1', 'calf']
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def predicate(formula: Formula) -> Element:
    """Write a formula as the predicate of a branch.

    Examples
    --------
    >>> predicate(Comparison("pain", "greaterThan", 5)).items()
    [('field', 'pain'), ('operator', 'greaterThan'), ('value', '5')]
    """
    if isinstance(formula, Junction):
        if not formula.parts:
            return element("True" if formula.how == "and" else "False")
        return element("CompoundPredicate", [("booleanOperator", formula.how)], map(predicate, formula.parts))
    if isinstance(formula, Comparison):
        value = "" if formula.value is None else literal(formula.value)
        return element("SimplePredicate", [("field", formula.field), ("operator", formula.operator), ("value", value)])
    array = element("Array", [("n", str(len(formula.values))), ("type", "string")])
    array.text = " ".join(quoted(value) for value in formula.values)
    return element("SimpleSetPredicate", [("field", formula.field), ("booleanOperator", "isIn")], [array])


def quoted(word: str) -> str:
    r"""Write a word so that it is one member of an array.

    Examples
    --------
    >>> print(quoted("calf"), quoted('back "of" knee'))
    calf "back \"of\" knee"
    """
    escaped = word.replace('"', '\\"')
    return f'"{escaped}"' if escaped != word or not word or any(sign.isspace() for sign in word) else word


def expression(formula: Formula, kind: str) -> Element:
    """Write a formula as an expression.

    Parameters
    ----------
    formula : Formula
        About fields that are all of one kind, and that are there: an expression on a missing one is missing.
    kind : str
        The ``dataType`` of what they are compared with.
    """
    if isinstance(formula, Junction):
        if not formula.parts:
            return constant(formula.how == "and", "boolean")
        return apply(formula.how, *(expression(part, kind) for part in formula.parts))
    if isinstance(formula, Comparison):
        values = () if formula.value is None else (constant(formula.value, kind),)
        return apply(formula.operator, reference(formula.field), *values)
    return apply("isIn", reference(formula.field), *(constant(value, kind) for value in formula.values))


def apply(function: str, *arguments: Element) -> Element:
    """Apply one of PMML's own functions."""
    return element("Apply", [("function", function)], arguments)


def reference(field: str) -> Element:
    """Refer to a field."""
    return element("FieldRef", [("field", field)])


def constant(value: Value, kind: str) -> Element:
    """Write a constant of a ``dataType``."""
    made = element("Constant", [("dataType", kind)])
    made.text = literal(value)
    return made
