"""Our own runs and check-ins as JSON: what the CSV says, said in objects, and the same refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest
from service_files import OWN_CHECKINS, OWN_JSON, OWN_LINES, OWN_RUNS

from runrest.errors import LogError
from runrest.importing import own
from runrest.importing.dispatching import read_part
from runrest.importing.own_json import read_json, recognises_json
from runrest.importing.parts import Part, Told
from runrest.importing.table import read_table


def part_of(document: Any, scale: str | None = None) -> Part:
    assert recognises_json(document)
    return read_json("log.json", document, Told(scale=scale))


def test_the_same_as_our_csv() -> None:
    part = part_of(json.loads(OWN_JSON))
    runs = own.read(read_table("runs.csv", OWN_RUNS), Told())
    checkins = own.read(read_table("checkins.csv", OWN_CHECKINS), Told())

    def bare(one: Any) -> tuple[object, ...]:
        return tuple(getattr(one, name, None) for name in ("day", "km", "minutes", "rpe", "kind", "sport", "facts"))

    assert list(map(bare, part.runs)) == list(map(bare, runs.runs))
    assert list(map(bare, part.trainings)) == list(map(bare, runs.trainings))
    assert list(map(bare, part.checkins)) == list(map(bare, checkins.checkins))
    assert [one.source for one in (*part.runs, *part.trainings, *part.checkins)] == [
        "log.json, runs item 1",
        "log.json, runs item 2",
        "log.json, checkins item 1",
    ]


def test_one_object_on_each_line() -> None:
    part = read_part("log.jsonl", OWN_LINES.encode(), Told())
    assert [run.source for run in part.runs] == ["log.jsonl, item 1"]
    assert dict(part.checkins[0].facts) == {"pain_now": 0}


def test_texts_are_read_as_cells() -> None:
    part = part_of([{"day": "2026-11-20", "km": "8,5", "rpe": "-"}, {"day": "2026-11-22", "gait_changed": "no"}])
    assert (part.runs[0].km, part.runs[0].rpe) == (8.5, None)
    assert dict(part.checkins[0].facts) == {"gait_changed": False}


def test_answers_keep_their_kind() -> None:
    answers = {"pain_now": 2.0, "gait_changed": False, "sym_above_neck": "mild", "note": "tired", "x": None, "y": "2"}
    part = part_of({"day": "2026-11-22", "at": "2026-11-22T06:40", **answers})
    assert dict(part.checkins[0].facts) == {"pain_now": 2, "gait_changed": False, "sym_above_neck": "mild", "y": 2}
    assert part.checkins[0].at is not None
    assert part.checkins[0].source == "log.json"


def test_a_scale_for_the_whole_file() -> None:
    assert dict(part_of([{"day": "2026-11-22", "soreness": 2}], "intervals").checkins[0].facts) == {"soreness": 3}


def test_names_that_mean_nothing_are_noted() -> None:
    part = part_of({"runs": [{"day": "2026-11-20", "km": 8, "shoes": "blue"}], "version": 1})
    assert part.notes == ("names not used: version, shoes",)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([{"day": "2026-11-31", "km": 8}], "item 1: '2026-11-31' is not a real date"),
        ([{"day": 20261120, "km": 8}], "item 1: '' is not a day written as"),
        ([{"day": "2026-11-20", "km": -8}], "item 1: km is -8.0, but must be a number above 0"),
        ([{"day": "2026-11-20", "km": True}], "item 1: km: 'True' is not a number"),
        ([{"day": "2026-11-20", "km": float("inf")}], "item 1: km: 'inf' is not a number"),
        ([{"day": "2026-11-20", "km": "1,020"}], "two different numbers"),
        ([{"day": "2026-11-20", "km": [8]}], "km: '[8]' is not a number"),
        ([{"day": "2026-11-20", "rpe": 11}], "item 1: rpe is 11.0"),
        ([{"day": "2026-11-20", "kind": "temop"}], "did you mean tempo"),
        ([{"day": "2026-11-20", "kind": 7}], "kind is '7', but must be a word"),
        ([{"day": "2026-11-20", "km": 8}, 7], "item 2: it is no object"),
        ([{"day": "2026-11-20", "km": 8}, {"dya": "2026-11-21"}], "item 2: it has no day (did you mean day?)"),
        ([{"day": "2026-11-22", "fatigue": 4}], "item 1: fatigue needs a scale"),
        ([{"day": "2026-11-22", "scale": "hoper", "fatigue": 4}], "did you mean hooper"),
        ([{"day": "2026-11-22", "scale": "hooper", "fatigue": "high"}], "fatigue: 'high' is not a number"),
        ([{"day": "2026-11-22", "scale": "hooper", "fatigue": True}], "but on the hooper scale it must be a number"),
        ([{"day": "2026-11-22", "pain_now": {}}], "pain_now is '{}', but must be a number, a word, true or false"),
        ([{"day": "2026-11-22", "pain_now": 10**40}], "pain_now: '1000"),
        ([{"day": "2026-11-22", "rhr": 7}], "rhr is 7"),
        ([{"day": "2026-11-22", "at": "soon", "rhr": 50}], "'soon' is not a time written as"),
        ({"checkins": [{"day": "2026-11-22", "rhr": 7}]}, "checkins item 1: rhr is 7"),
    ],
)
def test_one_clear_sentence(document: Any, said: str) -> None:
    with pytest.raises(LogError) as caught:
        part_of(document)
    sentence = str(caught.value)
    assert said in sentence
    assert sentence.startswith("log.json")
    assert "\n" not in sentence


@pytest.mark.parametrize("document", [[], {}, 7, [7], {"runs": 7}, {"activities": []}, [{"km": 8}]])
def test_what_is_not_ours(document: Any) -> None:
    assert not recognises_json(document)
