"""From trees to one HTML file that needs nothing else: compiled trees, words, script and style in one frame."""

from __future__ import annotations

import json
import re
import tomllib
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from runrest import shelf
from runrest.compiled.compiling import compile_trees, condition
from runrest.notation import read_condition
from runrest.pictures.palette import THEMES

if TYPE_CHECKING:
    from runrest.house import House
    from runrest.instead.offers import Offers
    from runrest.linking import Tree
    from runrest.pictures.palette import Theme

SCRIPTS = ("walker", "fitting", "making", "controls", "drawing", "mattering", "sharing", "answering", "page")
"""The page's script, in the order in which its files follow each other; the first two are the walker alone."""
SLOT = re.compile(r"\[\[([a-z_]+)\]\]")
BOXES = {"light": ("#F7F9FA", "#D3DAE1"), "dark": ("#1C2229", "#3A4550")}
"""Behind questions and between them: quieter than any card."""
PHRASED = (
    "skip_questions", "skip_answer", "answer", "questions", "questions_how", "why", "offers", "sources", "share",
    "print", "restart", "link_words", "private", "script",
)  # fmt: skip
"""Phrases that stand in the frame itself."""


def fill_page(name: str, title: str, trees: tuple[Tree, ...], stock: Offers, version: str) -> str:
    """Make the page of a tree or a family.

    Parameters
    ----------
    name : str
        What is asked: ``today``, a family, or a tree.
    title : str
        The question in words.
    trees : tuple of Tree
        All of them proven.
    stock : Offers
        What can be offered.
    version : str
        That of runrest.

    Returns
    -------
    str
        The whole file; the same for the same trees.
    """
    house = trees[0].house
    phrases = house.phrases
    script, style = _script(SCRIPTS), _style()
    slots = {
        "language": escape(phrases.language),
        "policy": escape(policy(script, style)),
        "version": escape(version),
        "title": escape(title),
        "style": style,
        "guidance": escape(phrases("guidance")),
        **{key: escape(phrases(f"page.{key}")) for key in PHRASED},
        "made": escape(phrases("page.made", n=len(trees))),
        "compiled": data_block(compile_trees(name, title, trees, stock)),
        "words": data_block(_words(house)),
        "script_text": script,
    }
    return SLOT.sub(lambda place: slots[place[1]], _text("page.html"))


def walker_script() -> str:
    """Give the walker alone, for another program: ``walker(compiled).decide(facts)``."""
    return _script(SCRIPTS[:2])


def policy(script: str, style: str) -> str:
    """Write the Content-Security-Policy: this one script, this one style, nothing from anywhere.

    Examples
    --------
    >>> policy("", "").split("; ")[0]
    "default-src 'none'"
    """
    told = {
        "default-src": "'none'",
        "script-src": _hash(script),
        "style-src": _hash(style),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{key} {value}" for key, value in told.items())


def data_block(value: Any) -> str:
    r"""Write data so that no browser can take any of it for HTML.

    Examples
    --------
    >>> data_block({"say": "</script><!--"})
    '{"say":"\\u003c/script\\u003e\\u003c!--"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (files("runrest") / "webpage" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _script(names: tuple[str, ...]) -> str:
    parts = "\n".join(_text(f"{name}.js") for name in names)
    return parts if names != SCRIPTS else f'\n"use strict";\n(() => {{\n{parts}}})();\n'


def _style() -> str:
    light, dark = _colours("light"), _colours("dark")
    dimmed = f"@media screen and (prefers-color-scheme: dark) {{ :root {{{dark}}} }}"
    return f"\n:root {{{light}}}\n{dimmed}\n{_text('page.css')}"


def _colours(kind: Literal["light", "dark"]) -> str:
    theme: Theme = THEMES[kind]
    box, faint = BOXES[kind]
    told = {
        "paper": theme.paper,
        "ink": theme.ink,
        "quiet": theme.quiet,
        "small": theme.small,
        "box": box,
        "faint": faint,
    }
    for name, paint in theme.kinds.items():
        told |= {f"{name}-{part}": getattr(paint, part) for part in ("fill", "line", "text", "lit")}
    return " ".join(f"--{key}: {value};" for key, value in told.items())


def _words(house: House) -> dict[str, Any]:
    """Give the page's own sentences, and which questions make sense when."""
    phrases, signals = house.phrases, house.vocabulary.signals
    asking = tomllib.loads((shelf.root() / "asking.toml").read_text(encoding="utf-8"))
    names = (*house.scales.labels, *house.scales.week_labels, "planned")
    return {
        "phrases": {key.removeprefix("page."): told for key, told in phrases.every.items() if key.startswith("page.")},
        "headings": {name: phrases(f"drawing.heading.{name}") for name in names},
        "counted": asking["asked"]["counted"],
        "after": {
            name: [{key: condition(read_condition(test, signals[key])) for key, test in one.items()} for one in lists]
            for name, lists in asking["after"].items()
        },
    }
