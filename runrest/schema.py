"""The JSON Schema of tree files, from the tables that reading goes by: editors complete and lint with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from runrest.flaws import CODES
from runrest.shapes import GRADES, ID, MARKS, MOST_ENTRIES, SHAPES

if TYPE_CHECKING:
    from runrest.house import House
    from runrest.scales import Scale
    from runrest.signals import Signal

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that editors' TOML support reads in full."""
KINDS = {str: "string", dict: "object", list: "array", bool: "boolean", int: "number", float: "number"}
WORD = {"type": "string", "pattern": r"\S"}
IDENT = {"type": "string", "pattern": f"^{ID.pattern}$"}
OFFER = {"type": "string", "pattern": r"^[a-z0-9][a-z0-9_-]*$"}
SIGN = r"[+-]?\d+(\.\d+)?"
TEST = rf'^\s*(-|true|false|unknown|"[^"]*"|{SIGN}|(<=|>=|<|>)\s*{SIGN}|[\[(\]]\s*{SIGN}\s*\.\.|not\(.+\))'
"""How a unary test may begin; the checker reads the whole of it."""


def build_schema(house: House) -> dict[str, Any]:
    """Describe a tree file as JSON Schema.

    Parameters
    ----------
    house : House
        The vocabulary, scales, sources and offers that a file may name.

    Returns
    -------
    dict
        The schema, plain data. What needs the whole file to judge (gaps, overlaps, safety) is for ``check``.

    Examples
    --------
    >>> from runrest.loading import house
    >>> build_schema(house())["definitions"]["evidence"]["properties"]["mark"]["enum"]
    ['V', 'V2', 'R']
    """
    known = {f"{kind}.{key}": told for kind, keys in _told(house).items() for key, told in keys.items()}
    tables = {kind: _table(kind, known) for kind in SHAPES}
    top = tables.pop("tree")
    return {"$schema": DRAFT, "title": "A runrest tree", **top, "definitions": tables}


def spell_schema(house: House) -> str:
    """Write the schema as the text of the file that is shipped."""
    return json.dumps(build_schema(house), indent=1, ensure_ascii=False) + "\n"


def _table(kind: str, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Describe one kind of table: the keys of ``SHAPES``, each with what more is known of it."""
    properties = {}
    for key, (types, _) in SHAPES[kind].items():
        plain: dict[str, Any] = dict(WORD) if types == (str,) else {"type": KINDS[types[0]]}
        more = known.get(f"{kind}.{key}", {})
        properties[key] = more if "$ref" in more else {**plain, **more}
    needed = [key for key, (_, must) in SHAPES[kind].items() if must]
    return {"type": "object", "additionalProperties": False, "required": needed, "properties": properties}


def _told(house: House) -> dict[str, dict[str, dict[str, Any]]]:
    """Gather what the vocabulary adds to the shapes, and the words an editor shows beside a key."""
    vocabulary, scales = house.vocabulary, house.scales
    plain = {name: one for name, one in vocabulary.signals.items() if not one.derived}
    times = [name for name, one in plain.items() if one.numeric and one.valid[0] >= 0]
    caps = {
        "description": "The most that is allowed; a scale that is not named is not capped.",
        "additionalProperties": False,
        "properties": {name: _scale(scale) for name, scale in scales.scales.items()},
    }
    refer = {"enum": list(scales.refer.steps), "description": "How soon a professional should see it."}
    return {
        "tree": {
            "title": {"description": "The question that the tree answers; the heading of its drawing."},
            "start": {**IDENT, "description": "The first question."},
            "version": {"description": "The version of this file."},
            "about": {"description": "What it covers, and what it leaves to other trees."},
            "questions": _entries("question"),
            "advice": _entries("advice"),
            "examples": _list("example", "Worked cases, at least three; each is run by the check."),
            "ignore": _list("ignore", "Flaws that are accepted, each with its reason."),
        },
        "question": {
            "signal": {"enum": list(vocabulary.signals), "description": "The one signal that is asked."},
            "because": {"description": "Why it is asked, and why this threshold."},
            "evidence": _list("evidence", "At least one citation."),
            "branches": {
                "description": "Unary test = where it leads; no overlap, every value covered, unknown too.",
                "minProperties": 1,
                "propertyNames": {"pattern": TEST},
                "additionalProperties": IDENT,
            },
            "label": {"description": "The drawing's words for this question."},
        },
        "evidence": {
            "rule": {"description": "The id in the evidence base, such as PB5."},
            "source": {"enum": sorted(house.sources), "description": "A citation in sources.toml."},
            "link": {"enum": list(GRADES), "description": "How strong it is that the signal matters."},
            "cutoff": {"enum": list(GRADES), "description": "How strong the exact number is."},
            "mark": {
                "enum": list(MARKS),
                "description": "How the number was seen: read, second hand, recalled.",
            },
        },
        "advice": {
            "say": {"description": "What the person is told: second person, plain, short."},
            "caps": caps,
            "refer": refer,
            "incomplete": {"description": "True where it is only so careful because an answer is missing."},
            "not_before_h": {"description": "Hours after the last such session at which it becomes possible again."},
            "offer": {
                "items": {"enum": sorted(house.offers)} if house.offers else OFFER,
                "description": "Names of things to do instead.",
            },
        },
        "times": {"of": {"enum": times}, "times": {"minimum": 0}},
        "example": {
            "given": {
                "additionalProperties": False,
                "properties": {name: _value(one) for name, one in plain.items()},
                "description": "Facts, plain signals only; what is not given is unknown.",
            },
            "expect": {"$ref": "#/definitions/expect"},
        },
        "expect": {
            "advice": IDENT,
            "path": {"items": IDENT, "description": "The questions, in order."},
            "caps": caps,
            "refer": refer,
        },
        "ignore": {"code": {"enum": list(CODES)}},
    }


def _entries(kind: str) -> dict[str, Any]:
    entry = {"$ref": f"#/definitions/{kind}"}
    return {
        "maxProperties": MOST_ENTRIES,
        "patternProperties": {IDENT["pattern"]: entry},
        "additionalProperties": False,
    }


def _list(kind: str, words: str) -> dict[str, Any]:
    return {"items": {"$ref": f"#/definitions/{kind}"}, "description": words}


def _scale(scale: Scale) -> dict[str, Any]:
    if scale.steps:
        return {"enum": list(scale.steps), "description": scale.label}
    figure = {"type": "number", "minimum": scale.range[0], "maximum": scale.range[1]}
    return {"anyOf": [figure, {"$ref": "#/definitions/times"}], "description": scale.label}


def _value(signal: Signal) -> dict[str, Any]:
    told: dict[str, Any] = {"description": signal.label}
    if signal.type == "boolean":
        return {"type": "boolean", **told}
    if signal.type == "choice":
        return {"enum": list(signal.values), **told}
    return {"type": signal.type, "minimum": signal.valid[0], "maximum": signal.valid[1], **told}
