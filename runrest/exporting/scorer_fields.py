"""The fields of a scorer: what it takes, with every valid range, and what it answers besides the advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runrest.exporting.elements import element, worded
from runrest.exporting.expressions import apply, constant, literal, reference
from runrest.exporting.partly_known import KINDS
from runrest.tree import Times

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from runrest.linking import Tree
    from runrest.signals import Signal, Value
    from runrest.tree import CapValue

TARGET = "advice"
GIVEN = "advice_id"
"""The advice once more, as an output: other outputs can follow from that one only, not from the target."""


def taken_signals(tree: Tree) -> tuple[str, ...]:
    """Name the plain signals that a tree asks for, or measures a cap by, in the order of its questions.

    Examples
    --------
    >>> from runrest.loading import load
    >>> taken_signals(load("session_adjustment/spike"))[:2]
    ('planned_type', 'planned_km')
    """
    vocabulary = tree.house.vocabulary
    asked = [part for question in tree.questions.values() for part in vocabulary.plain(question.signal)]
    measured = [cap.of for advice in tree.advice.values() for _, cap in advice.caps if isinstance(cap, Times)]
    return tuple(dict.fromkeys([*asked, *measured]))


def dictionary(tree: Tree) -> Element:
    """Write the data dictionary: every signal with its type and all that is valid, and the advice."""
    signals = [tree.house.vocabulary.signals[name] for name in taken_signals(tree)]
    answer = element(
        "DataField",
        [("name", TARGET), ("displayName", tree.title), ("optype", "categorical"), ("dataType", "string")],
        [element("Value", [("value", name)]) for name in tree.advice],
    )
    fields = [*map(_taken, signals), answer]
    return element("DataDictionary", [("numberOfFields", str(len(fields)))], fields)


def _taken(signal: Signal) -> Element:
    if signal.numeric:
        low, high = (literal(float(end)) for end in signal.valid)
        valid = [element("Interval", [("closure", "closedClosed"), ("leftMargin", low), ("rightMargin", high)])]
    else:
        valid = [
            element("Value", [("value", literal(value)), ("displayValue", signal.word(value))])
            for value in signal.named_values()
        ]
    told = [
        element("Extension", [("extender", "runrest"), ("name", name), ("value", words)])
        for name, words in (("unit", signal.unit), ("ask", signal.ask), ("worse", signal.worse))
        if words
    ]
    return element(
        "DataField",
        [
            ("name", signal.name),
            ("displayName", signal.label),
            ("optype", "continuous" if signal.numeric else "categorical"),
            ("dataType", KINDS[signal.type]),
        ],
        [*told, *valid],
    )


def mining_schema(tree: Tree) -> Element:
    """Write how each field is treated: a missing value stays missing, an invalid one gives no answer."""
    fields = [
        element(
            "MiningField",
            [
                ("name", name),
                ("usageType", "active"),
                ("missingValueTreatment", "asIs"),
                ("invalidValueTreatment", "returnInvalid"),
            ],
        )
        for name in taken_signals(tree)
    ]
    return element("MiningSchema", (), [*fields, element("MiningField", [("name", TARGET), ("usageType", "target")])])


def output(tree: Tree) -> Element:
    """Write what follows from the advice: referral, what to say, whether an answer is missing, and every cap."""
    advice = tree.advice.values()
    given = element(
        "OutputField",
        [
            ("name", GIVEN),
            ("optype", "categorical"),
            ("dataType", "string"),
            ("feature", "predictedValue"),
        ],
    )
    fields = [
        given,
        _output("refer", "string", {one.id: one.refer for one in advice}),
        _output("say", "string", {one.id: one.say for one in advice}),
        _output("incomplete", "boolean", {one.id: one.incomplete for one in advice}),
    ]
    hours = {one.id: one.not_before_h for one in advice if one.not_before_h is not None}
    fields += [_output("not_before_h", "double", hours)] if hours else []
    for name, scale in tree.house.scales.scales.items():
        caps = {one.id: value for one in advice for key, value in one.caps if key == name}
        fields += [_output(f"cap_{name}", "string" if scale.steps else "double", caps)] if caps else []
    return element("Output", (), fields)


def _output(name: str, kind: str, told: Mapping[str, CapValue]) -> Element:
    constants = {key: value for key, value in told.items() if not isinstance(value, Times)}
    found = _table(kind, constants) if constants else None
    for key, value in told.items():
        if isinstance(value, Times):
            ours = apply("equal", reference(GIVEN), constant(key, "string"))
            measured = apply("*", constant(value.times, "double"), reference(value.of))
            found = apply("if", ours, measured, *([found] if found is not None else []))
    assert found is not None
    optype = "continuous" if kind == "double" else "categorical"
    named = [("name", name), ("optype", optype), ("dataType", kind), ("feature", "transformedValue")]
    return element("OutputField", named, [found])


def _table(kind: str, told: Mapping[str, Value]) -> Element:
    rows = []
    for key, value in told.items():
        row = element("row")
        worded(row, "advice", key)
        worded(row, "value", literal(value))
        rows.append(row)
    pair = element("FieldColumnPair", [("field", GIVEN), ("column", "advice")])
    attributes = [("outputColumn", "value"), ("dataType", kind)]
    return element("MapValues", attributes, [pair, element("InlineTable", (), rows)])
