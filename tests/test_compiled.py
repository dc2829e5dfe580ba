"""Compiled trees: their schema, and that a walker in another language comes to the same decision."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from athletes_at_random import athletes, raw_athletes
from click.testing import CliRunner
from jsonschema import Draft7Validator

from runrest import shelf
from runrest.cli import main
from runrest.compiled.compiled_schema import build_compiled_schema, spell_compiled_schema
from runrest.drawing import draw
from runrest.errors import FactsError
from runrest.loading import common, decide, house, load
from runrest.webpage.filling import walker_script
from runrest.webpage.page_making import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable

NODE = shutil.which("node")
COMMITTED = Path(__file__).parent.parent / "trees" / "compiled.schema.json"
FAMILIES = ("today", "week", "rest_timing", "session_adjustment", "progression")
MANY = 10_000 if os.environ.get("RUNREST_LONG") else 300
FEW = 100 if os.environ.get("RUNREST_LONG") else 25

RUN = """
const told = JSON.parse(require("fs").readFileSync(0, "utf8"));
const walk = walker(told.compiled);
console.log(JSON.stringify(told.athletes.map(([given, confirmed]) => {
  const {decision, problems} = walk.decide(given, confirmed);
  return decision || {problems};
})));
"""


def walked(name: str, drawn: list[tuple[dict[str, Any], list[str]]], tmp_path: Path, language: str = "en") -> list[Any]:
    """Let the page's walker decide, run by node."""
    script = tmp_path / "walk.js"
    script.write_text(walker_script() + RUN, encoding="utf-8")
    told = json.dumps({"compiled": compiled(name, language), "athletes": drawn})
    found = subprocess.run([str(NODE), str(script)], input=told.encode(), capture_output=True, check=True, timeout=600)
    decided: list[Any] = json.loads(found.stdout)
    return decided


def differences(
    name: str, drawn: Iterable[tuple[dict[str, Any], list[str]]], decided: list[Any], language: str = "en"
) -> list[Any]:
    """Every key of every decision that Python sees differently."""
    found = []
    for (given, confirmed), theirs in zip(drawn, decided, strict=True):
        ours = decide(name, given, confirmed=confirmed, language=language).to_dict()
        del ours["on"]
        if ours != theirs:
            found.append({key: (ours[key], theirs.get(key), given) for key in ours if ours[key] != theirs.get(key)})
    return found


@pytest.mark.parametrize("name", [*FAMILIES, *shelf.names()])
def test_every_export_fits_the_schema(name: str) -> None:
    assert [error.message for error in Draft7Validator(build_compiled_schema()).iter_errors(compiled(name))] == []


def test_the_committed_schema_is_in_step() -> None:
    Draft7Validator.check_schema(build_compiled_schema())
    if os.environ.get("RUNREST_GOLDEN") == "write":
        COMMITTED.write_text(spell_compiled_schema(), encoding="utf-8")
    assert COMMITTED.read_text(encoding="utf-8") == spell_compiled_schema(), "run with RUNREST_GOLDEN=write"


@pytest.mark.parametrize("place", ["trees", "signals", "offers", "scales"])
def test_the_schema_refuses_what_it_does_not_name(place: str) -> None:
    told = compiled("today")
    first = told[place][0] if place == "trees" else next(iter(told[place].values()))
    first["surprise"] = 1
    assert not Draft7Validator(build_compiled_schema()).is_valid(told)


def test_every_name_in_an_export_is_told_in_it() -> None:
    told = compiled("today")
    signals = told["signals"].keys() | told["derived"].keys()
    for tree in told["trees"]:
        assert tree["start"] in tree["questions"] | tree["advice"]
        for question in tree["questions"].values():
            assert question["signal"] in signals
            assert {branch["to"] for branch in question["branches"]} <= tree["questions"].keys() | tree["advice"].keys()
            assert {one["source"] for one in question["evidence"]} <= told["sources"].keys()
        for advice in tree["advice"].values():
            assert set(advice.get("offer", ())) <= told["offers"].keys()
            assert advice.get("caps", {}).keys() <= told["scales"].keys()


def test_the_two_grades_and_the_mark_of_every_citation_are_told() -> None:
    tree = load("rest_timing/pain")
    told = compiled("rest_timing/pain")["trees"][0]["questions"]
    for question in tree.questions.values():
        ours = [(one.rule, one.source, one.link, one.cutoff, one.mark) for one in question.evidence]
        theirs = [
            (one["rule"], one["source"], one["link"], one["cutoff"], one.get("mark", ""))
            for one in told[question.id]["evidence"]
        ]
        assert ours == theirs


@pytest.mark.parametrize("name", ["today", "rest_timing/pain"])
def test_an_export_is_the_same_every_time_and_only_its_words_change_with_the_language(name: str) -> None:
    def bare(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {one: bare(inner, one) for one, inner in value.items()}
        if isinstance(value, list):
            return [bare(inner) for inner in value]
        return value if not isinstance(value, str) or key in ("signal", "to", "refer", "text", "kind", "of") else ""

    assert compiled(name) == compiled(name)
    ours, theirs = compiled(name), compiled(name, "de")
    assert ours["title"] != theirs["title"]
    assert bare(ours["trees"]) == bare(theirs["trees"])


def test_the_command_writes_json_to_stdout_and_to_a_file(tmp_path: Path) -> None:
    said = CliRunner().invoke(main, ["export", "rest_timing/pain", "--to", "json"])
    assert json.loads(said.stdout) == compiled("rest_timing/pain")
    file = tmp_path / "pain.json"
    assert CliRunner().invoke(main, ["export", "rest_timing/pain", "--to", "json", "-o", str(file)]).exit_code == 0
    assert json.loads(file.read_text(encoding="utf-8")) == compiled("rest_timing/pain")


@pytest.mark.parametrize("kind", ["mermaid", "dot"])
@pytest.mark.parametrize("name", ["rest_timing/pain", "today"])
def test_the_command_writes_what_a_drawing_is_made_of(name: str, kind: str) -> None:
    said = CliRunner().invoke(main, ["export", name, "--to", kind])
    assert (said.exit_code, said.stdout.rstrip("\n")) == (0, getattr(draw(name), kind)().rstrip("\n"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["export", "today"], 2, "--to"),
        (["export", "today", "--to", "xml"], 2, "json"),
        (["export", "nowhere", "--to", "json"], 2, "nowhere"),
        (["export", "gone.toml", "--to", "json"], 2, "no such file"),
        (["export", "rest_timing/pain", "--to", "json", "-o", "missing/folder/x.json"], 2, "cannot write"),
        (["page", "nowhere", "-o", "x.html"], 2, "nowhere"),
        (["page", "today", "-o", "missing/folder/x.html"], 2, "cannot write"),
    ],
)
def test_a_slip_is_one_sentence(words: list[str], code: int, said: str) -> None:
    found = CliRunner().invoke(main, words)
    assert (found.exit_code, "Traceback" in found.output, said in found.output) == (code, False, True)


@pytest.mark.skipif(not NODE, reason="node is not on this machine")
@pytest.mark.parametrize("name", ["today", "week"])
def test_another_language_comes_to_the_same_decision(name: str, tmp_path: Path) -> None:
    drawn = athletes(random.Random(f"{name} 1"), MANY)
    assert differences(name, drawn, walked(name, drawn, tmp_path))[:3] == []


@pytest.mark.skipif(not NODE, reason="node is not on this machine")
@pytest.mark.parametrize("name", shelf.names())
def test_every_tree_by_itself_comes_to_the_same_decision(name: str, tmp_path: Path) -> None:
    drawn = athletes(random.Random(f"{name} 2"), FEW)
    assert differences(name, drawn, walked(name, drawn, tmp_path))[:3] == []


@pytest.mark.skipif(not NODE, reason="node is not on this machine")
def test_german_comes_to_the_same_decision_in_german(tmp_path: Path) -> None:
    drawn = athletes(random.Random(3), FEW)
    assert differences("today", drawn, walked("today", drawn, tmp_path, "de"), "de")[:3] == []


@pytest.mark.skipif(not NODE, reason="node is not on this machine")
def test_what_cannot_be_is_refused_there_and_here(tmp_path: Path) -> None:
    drawn = raw_athletes(random.Random(4), 200)
    for (given, confirmed), theirs in zip(drawn, walked("today", drawn, tmp_path), strict=True):
        if "problems" in theirs:
            with pytest.raises(FactsError) as refused:
                decide("today", given, confirmed=confirmed)
            assert len(theirs["problems"]) == len(refused.value.problems), given
        else:
            assert decide("today", given, confirmed=confirmed).to_dict()["because"] == theirs["because"]


def test_the_random_athletes_meet_every_label_and_every_kind_of_doubt() -> None:
    decided = [decide("today", given, confirmed=sure) for given, sure in athletes(random.Random("today 1"), 300)]
    assert {one.label for one in decided} == set(house().scales.labels)
    assert any(one.facts.doubts for one in decided)
    assert any(one.conflicts for one in decided)
    assert any(one.offers for one in decided)
    assert common("families")["questions"].keys() == {"today", "week"}
