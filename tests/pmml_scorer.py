"""A small scorer of PMML trees, written from the specification: as much of it as the export uses.

It knows nothing of runrest, and takes nothing for granted that PMML does not promise: a comparison with a missing
value is neither true nor false, any function of a missing value but the tests for it is missing, and only the branch
of an "if" that is taken is worked out.
"""

from __future__ import annotations

import math
import operator
import shlex
from functools import reduce
from typing import Any
from xml.etree import ElementTree as Xml

SPACE = "{http://www.dmg.org/PMML-4_4}"
COMPARE = {
    "lessThan": operator.lt,
    "lessOrEqual": operator.le,
    "greaterThan": operator.gt,
    "greaterOrEqual": operator.ge,
    "equal": operator.eq,
    "notEqual": operator.ne,
}
ARITHMETIC = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda top, bottom: top // bottom if isinstance(top, int) and isinstance(bottom, int) else top / bottom,
    "max": max,
    "min": min,
    "sum": lambda *values: sum(values),
}
READ = {"boolean": {"true": True, "false": False}.__getitem__, "integer": int, "double": float, "string": str}
State = dict[str, Any]


class Scorer:
    """One document, ready to score states."""

    def __init__(self, text: str) -> None:
        root = Xml.fromstring(text)
        self.model = root.find(f"{SPACE}TreeModel")
        assert self.model is not None
        self.derived = root.findall(f"{SPACE}TransformationDictionary/{SPACE}DerivedField")
        fields = [*root.iter(f"{SPACE}DataField"), *self.derived, *root.iter(f"{SPACE}OutputField")]
        self.kinds = {field.attrib["name"]: field.attrib["dataType"] for field in fields}
        assert len(fields) == len(self.kinds), "a field is there twice"
        self.start = self.model.find(f"{SPACE}Node")

    def score(self, state: State) -> State:
        """Give the advice and every output of a state; a missing value is ``None``."""
        known = dict.fromkeys(self.kinds) | {
            key: float(value) if self.kinds[key] == "double" else value for key, value in state.items()
        }
        for field in self.derived:
            known[field.attrib["name"]] = self._typed(self._value(parts(field)[0], known), field)
        at = self.start
        while at is not None and "score" not in at.attrib:
            true = [node for node in at.findall(f"{SPACE}Node") if self._holds(predicate(node), known) is True]
            assert len(true) < 2, f"two branches of {at.attrib['id']} hold at once"
            at = true[0] if true else None
        advice = None if at is None else at.attrib["score"]
        found = {"advice": advice}
        for field in self.model.iter(f"{SPACE}OutputField"):
            name = field.attrib["name"]
            made = advice if field.attrib["feature"] == "predictedValue" else self._value(parts(field)[0], known)
            known[name] = found[name] = self._typed(made, field)
        return found

    def _typed(self, value: Any, field: Xml.Element) -> Any:
        if value is None:
            return None
        kind = field.attrib["dataType"]
        if kind == "integer":
            assert value == int(value)
            return int(value)
        assert isinstance(value, str) == (kind == "string")
        assert isinstance(value, bool) == (kind == "boolean")
        return float(value) if kind == "double" else value

    def _holds(self, test: Xml.Element, known: State) -> bool | None:
        kind = test.tag.removeprefix(SPACE)
        if kind in ("True", "False"):
            return kind == "True"
        if kind == "CompoundPredicate":
            inner = [self._holds(part, known) for part in parts(test)]
            assert len(inner) > 1
            sure = test.attrib["booleanOperator"] == "or"
            return sure if sure in inner else None if None in inner else not sure
        name = test.attrib["field"]
        value = known[name]
        if kind == "SimpleSetPredicate":
            return None if value is None else value in shlex.split(parts(test)[0].text or "")
        how = test.attrib["operator"]
        if how in ("isMissing", "isNotMissing"):
            return (value is None) == (how == "isMissing")
        return None if value is None else COMPARE[how](value, READ[self.kinds[name]](test.attrib["value"]))

    def _value(self, made: Xml.Element, known: State) -> Any:
        kind = made.tag.removeprefix(SPACE)
        if kind == "Constant":
            return READ[made.attrib["dataType"]](made.text or "")
        if kind == "FieldRef":
            return known[made.attrib["field"]]
        if kind == "MapValues":
            pair = made.find(f"{SPACE}FieldColumnPair")
            assert pair is not None
            for row in made.iter(f"{SPACE}row"):
                if row.findtext(SPACE + pair.attrib["column"]) == known[pair.attrib["field"]]:
                    return READ[made.attrib["dataType"]](row.findtext(SPACE + made.attrib["outputColumn"]) or "")
            return None
        how, given = made.attrib["function"], parts(made)
        if how == "if":
            test = self._value(given[0], known)
            assert test is not None, "the test of an if is missing"
            return self._value(given[1], known) if test else self._value(given[2], known) if given[2:] else None
        values = [self._value(one, known) for one in given]
        if how in ("isMissing", "isNotMissing"):
            return (values[0] is None) == (how == "isMissing")
        if None in values:
            return None
        if how in ("and", "or"):
            assert len(values) > 1
            return all(values) if how == "and" else any(values)
        if how == "isIn":
            return values[0] in values[1:]
        if how in COMPARE:
            assert isinstance(values[0], str) == isinstance(values[1], str)
            return COMPARE[how](*values)
        found = ARITHMETIC[how](*values) if how in ("max", "min", "sum") else reduce(ARITHMETIC[how], values)
        assert not math.isnan(found)
        return found


def parts(element: Xml.Element) -> list[Xml.Element]:
    """Everything inside an element but its remarks."""
    return [part for part in element if part.tag != f"{SPACE}Extension"]


def predicate(node: Xml.Element) -> Xml.Element:
    return parts(node)[0]
