"""What a tree file may hold: keys, kinds of values and limits. Reading and the JSON Schema both go by it."""

from __future__ import annotations

import re

MOST_BYTES = 256 * 1024
MOST_ENTRIES = 500
MOST_DOTS = 400
MOST_HOURS = 8760
MOST_TIMES = 1000
ID = re.compile(r"[a-z][a-z0-9_]*")
WORDS: tuple[type, ...] = (str,)
NUMBER: tuple[type, ...] = (int, float)
GRADES = ("A", "B", "C", "D", "-")
MARKS = ("V", "V2", "R")

SHAPES: dict[str, dict[str, tuple[tuple[type, ...], bool]]] = {
    "tree": {
        "title": (WORDS, True),
        "start": (WORDS, True),
        "version": (WORDS, True),
        "about": (WORDS, False),
        "questions": ((dict,), True),
        "advice": ((dict,), True),
        "examples": ((list,), False),
        "ignore": ((list,), False),
    },
    "question": {
        "signal": (WORDS, True),
        "because": (WORDS, True),
        "evidence": ((list,), False),
        "branches": ((dict,), True),
        "label": (WORDS, False),
    },
    "evidence": {
        "rule": (WORDS, True),
        "source": (WORDS, True),
        "link": (WORDS, True),
        "cutoff": (WORDS, True),
        "mark": (WORDS, False),
    },
    "advice": {
        "say": (WORDS, True),
        "caps": ((dict,), False),
        "refer": (WORDS, False),
        "incomplete": ((bool,), False),
        "not_before_h": (NUMBER, False),
        "offer": ((list,), False),
        "note": ((bool,), False),
    },
    "times": {"of": (WORDS, True), "times": (NUMBER, True)},
    "example": {"name": (WORDS, True), "given": ((dict,), True), "expect": ((dict,), True)},
    "expect": {
        "advice": (WORDS, True),
        "path": ((list,), False),
        "caps": ((dict,), False),
        "refer": (WORDS, False),
    },
    "ignore": {"code": (WORDS, True), "place": (WORDS, False), "reason": (WORDS, True)},
}
"""Per kind of table: key, accepted types, whether it must be there. This is the whole vocabulary of a file."""

KIND_WORDS = {
    str: "words in quotes",
    dict: "a table",
    list: "a list",
    bool: "true or false",
    int: "a number",
    float: "a number",
}
