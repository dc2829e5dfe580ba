"""The JSON Schema of compiled trees: for those who read them in another language."""

from __future__ import annotations

import json
from typing import Any

from runrest.compiled.compiling import FORMAT, FORMAT_VERSION

DRAFT = "http://json-schema.org/draft-07/schema#"
WORDS = {"type": "string"}
NUMBER = {"type": "number"}
YES = {"const": True}
STEP_OR_FIGURE = {"type": ["string", "number"]}
GRADE = {"enum": ["A", "B", "C", "D", "-"]}
MARK = {"enum": ["V", "V2", "R"]}
WORSE = {"enum": ["up", "down", "neither", "both"]}


def build_compiled_schema() -> dict[str, Any]:
    """Describe compiled trees as JSON Schema.

    Returns
    -------
    dict
        The schema, plain data. No key may stand there that it does not name.

    Examples
    --------
    >>> build_compiled_schema()["properties"]["format_version"]
    {'const': 1}
    """
    top = {
        "format": {"const": FORMAT},
        "format_version": {"const": FORMAT_VERSION},
        **dict.fromkeys(("name", "title", "language", "guidance"), WORDS),
        "weekly": {"type": "boolean"},
        "signals": _map("signal"),
        "derived": _map("derived"),
        "gates": _each(_object({"ask": WORDS, "no": _each({"type": ["string", "number", "boolean"]})})),
        "contradictions": _list(_object({"when": _map("condition"), "say": WORDS})),
        "scales": _map("scale"),
        "refer": _object({"steps": _list(WORDS), "words": _each(WORDS)}),
        "demands": _each(_each(WORDS)),
        "labels": _map("label"),
        "week_labels": _map("label"),
        "kinds": _each(_object({"symbol": WORDS, "word": WORDS})),
        **dict.fromkeys(("headings", "grades", "sentences"), _each(WORDS)),
        "units": _each({"type": "array", "items": WORDS, "minItems": 2, "maxItems": 2}),
        "trees": {**_list(_ref("tree")), "minItems": 1},
        "offers": _map("offer"),
        "sources": _map("source"),
    }
    return {
        "$schema": DRAFT,
        "title": "Trees compiled by runrest",
        **_object(top),
        "definitions": {**_conditions(), **_trees(), **_house(), **_offers()},
    }


def spell_compiled_schema() -> str:
    """Write the schema as the text of the file that is shipped."""
    return json.dumps(build_compiled_schema(), indent=1, ensure_ascii=False) + "\n"


def _object(needed: dict[str, Any], more: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {**needed, **(more or {})}
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def _each(what: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": what}


def _list(what: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": what}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _map(name: str) -> dict[str, Any]:
    return _each(_ref(name))


def _range(end: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": end, "minItems": 2, "maxItems": 2}


def _conditions() -> dict[str, Any]:
    tests = {
        "intervals": _list(_object({}, dict.fromkeys(("from", "over", "to", "under"), NUMBER))),
        "values": _list({"type": ["string", "boolean"]}),
        "unknown": YES,
    }
    branch = _object({"text": WORDS, "words": WORDS, "to": WORDS}, tests)
    return {"condition": _object({}, tests), "branch": branch}


def _trees() -> dict[str, Any]:
    cap = {"anyOf": [STEP_OR_FIGURE, _object({"of": WORDS, "times": NUMBER})]}
    question = {
        "signal": WORDS,
        "because": WORDS,
        "branches": _list(_ref("branch")),
        "evidence": _list(_ref("evidence")),
    }
    advice = {"say": WORDS, "kind": WORDS, "heading": WORDS}
    more = {
        "caps": _each(cap), "refer": WORDS, "incomplete": YES, "not_before_h": NUMBER, "offer": _list(WORDS),
        "note": YES,
    }  # fmt: skip
    tree = {
        **dict.fromkeys(("name", "title", "version", "start"), WORDS),
        "questions": _map("question"),
        "advice": _map("advice"),
    }
    return {
        "tree": _object(tree, {"about": WORDS}),
        "question": _object(question, {"label": WORDS}),
        "advice": _object(advice, more),
        "evidence": _object({"rule": WORDS, "source": WORDS, "link": GRADE, "cutoff": GRADE}, {"mark": MARK}),
        "source": _object(
            {"short": WORDS, "title": WORDS, "mark": MARK},
            {**dict.fromkeys(("authors", "venue", "doi", "url", "note"), WORDS), "year": {"type": "integer"}},
        ),
    }


def _house() -> dict[str, Any]:
    signal = {
        "type": {"enum": ["boolean", "integer", "number", "choice"]},
        "worse": WORSE,
        "label": WORDS,
        "known": WORDS,
        "missing": {"enum": ["block", "careful", "neutral"]},
    }
    asked = {
        "valid": _range(NUMBER), "plausible": _range(NUMBER), "values": _list(WORDS), "words": _each(WORDS),
        "unit": WORDS, "ask": WORDS, "anchors": _each(WORDS), "scale": WORDS, "about": WORDS,
    }  # fmt: skip
    derived = {
        "kind": {"enum": ["any", "count", "max", "ratio", "difference"]},
        "type": {"enum": ["boolean", "integer", "number"]},
        "worse": WORSE,
        "label": WORDS,
        "members": _list(_object({"signal": WORDS}, {"is": _ref("condition"), "skip_unknown": YES})),
    }
    steps = _object({"label": WORDS, "steps": _list(WORDS), "said": _each(WORDS)})
    figures = _object({"label": WORDS, "range": _range(NUMBER), "said": WORDS}, {"of": WORDS})
    return {
        "signal": _object(signal, asked),
        "derived": _object(derived, {"valid": _range({"type": ["number", "null"]}), "unit": WORDS, "about": WORDS}),
        "scale": {"anyOf": [steps, figures]},
        "label": _object(dict.fromkeys(("kind", "say", "unplanned"), WORDS)),
    }


def _offers() -> dict[str, Any]:
    needed = {
        "sort": {"enum": ["routine", "drill", "session"]},
        "kind": WORDS,
        "title": WORDS,
        "needs": _object({"intensity": WORDS, "impact": WORDS}),
        "for": WORDS,
        "steps": _list(_object({"do": WORDS}, {"seconds": NUMBER, "times": {"type": "integer"}})),
        "evidence": _list(_ref("evidence")),
    }
    more = {
        "minutes": NUMBER, "loads": _list(WORDS), "equipment": _list(WORDS), "outdoors": YES, "gait": YES,
        "sites": _list(WORDS), **dict.fromkeys(("when_not", "when", "timing", "cue", "dose", "phase"), WORDS),
    }  # fmt: skip
    return {"offer": _object(needed, more)}
