import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from runrest import shelf
from runrest.loading import house, read
from runrest.schema import build_schema, spell_schema

SCHEMA = build_schema(house())
SORENESS = tomllib.loads(shelf.content("rest_timing/soreness").decode())
COMMITTED = Path(__file__).parent.parent / "trees" / "tree.schema.json"


def complaints(table):
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(table)]


def test_the_schema_is_a_schema():
    Draft7Validator.check_schema(SCHEMA)


def test_the_committed_schema_is_in_step():
    assert COMMITTED.read_text(encoding="utf-8") == spell_schema(house()), (
        "run: runrest schema > trees/tree.schema.json"
    )


def test_the_schema_is_no_tree():
    assert not [name for name in shelf.names() if "schema" in name]


@pytest.mark.parametrize("name", shelf.names())
def test_every_shipped_tree_validates_and_names_the_schema(name):
    text = shelf.content(name).decode()
    assert text.splitlines()[0] == "#:schema ../tree.schema.json"
    assert complaints(tomllib.loads(text)) == []


def changed(**changes):
    """The soreness tree with one thing replaced; ``__`` goes one table down, ``None`` takes a key out."""
    tree = json.loads(json.dumps(SORENESS))
    for path, value in changes.items():
        *above, last = path.split("__")
        table = tree
        for part in above:
            table = table[part]
        if value is None:
            del table[last]
        else:
            table[last] = value
    return tree


BROKEN = {
    "an unknown key": changed(colour="blue"),
    "an unknown key of a question": changed(questions__soreness__color="blue"),
    "no title": changed(title=None),
    "an empty title": changed(title=" "),
    "no branches": changed(questions__soreness__branches=None),
    "a misspelt signal": changed(questions__soreness__signal="sorness"),
    "a source that is not cited": changed(
        questions__soreness__evidence=[{"rule": "R", "source": "NOBODY99", "link": "A", "cutoff": "A"}]
    ),
    "a grade that is none": changed(
        questions__soreness__evidence=[{"rule": "R", "source": "CLE02", "link": "E", "cutoff": "A"}]
    ),
    "a branch key that is no test": changed(questions__soreness__branches={"very sore": "recover"}),
    "a branch that leads to a number": changed(questions__soreness__branches={"-": 3}),
    "an id in capitals": changed(start="Soreness"),
    "an advice id in capitals": changed(advice={"Rest": {"say": "Rest."}}),
    "a scale that is none": changed(advice__recover__caps={"speed": "easy"}),
    "a step that is none": changed(advice__recover__caps={"intensity": "gentle"}),
    "a figure off its scale": changed(advice__recover__caps={"volume": 1.5}),
    "a multiple of words": changed(advice__recover__caps={"km": {"of": "pain_site", "times": 1.0}}),
    "a referral that is none": changed(advice__recover__refer="soon"),
    "words for a yes": changed(advice__recover__incomplete="yes"),
    "a fact out of range": changed(examples=[{"name": "x", "given": {"soreness": 8}, "expect": {"advice": "recover"}}]),
    "a derived fact": changed(examples=[{"name": "x", "given": {"pain_peak": 8}, "expect": {"advice": "recover"}}]),
    "an example without an end": changed(examples=[{"name": "x", "given": {}, "expect": {}}]),
    "an ignore without a reason": changed(ignore=[{"code": "T501"}]),
    "an ignore of nothing": changed(ignore=[{"code": "T999", "reason": "because"}]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_trees_do_not_validate(case):
    assert complaints(BROKEN[case])


@pytest.mark.parametrize(
    "test",
    ["< 3", "<= 3", "[4..6]", "]4..6)", "5", '"none"', '"a", "b"', 'not("none")', "-", "true", "unknown"],
)
def test_the_notation_of_branch_keys_is_accepted(test):
    assert re.match(SCHEMA["definitions"]["question"]["properties"]["branches"]["propertyNames"]["pattern"], test)
    tree = changed(questions__soreness__branches={test: "recover"})
    assert complaints(tree) == []


def test_what_the_schema_lets_through_is_read_without_flaws_of_shape():
    for name in shelf.names():
        assert not [flaw for flaw in read(name)[1] if flaw.code.startswith("T10")]
