"""The drawings that the pages show are those that the documented commands make today."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from test_drawing_sheets import needs_pdf

from runrest.cli import main

HOUSE = Path(__file__).parent.parent
PAGE = (HOUSE / "docs" / "drawing.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ runrest (.* -o (docs/drawings/\S+\.svg))$", PAGE, re.MULTILINE)


def told(path: Path) -> Counter[str]:
    """Everything that an SVG says, its tooltips and links too; versions of Graphviz differ only in where it stands."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    said = Counter(
        re.sub(r"\s+", " ", one.text or "").strip() for one in root.iter() if one.tag.endswith(("text", "desc"))
    )
    for one in root.iter():
        marks = (value for name, value in one.attrib.items() if name.endswith(("}title", "}href", "class")))
        said.update(re.sub(r"\s+", " ", mark).strip() for mark in marks)
    return said


def test_each_drawing_that_is_kept_has_a_command() -> None:
    kept = {str(path.relative_to(HOUSE)) for path in (HOUSE / "docs" / "drawings").iterdir()}
    assert {target for _, target in COMMANDS} == kept


@needs_pdf
@pytest.mark.parametrize(("command", "target"), COMMANDS)
def test_a_kept_drawing_is_current(command: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / target).parent.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUNREST_CHECKINS", "")
    done = CliRunner().invoke(main, shlex.split(command))
    assert done.exit_code == 0, done.output
    assert told(tmp_path / target) == told(HOUSE / target), f"make it anew: runrest {command}"
