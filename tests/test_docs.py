"""The pages are true: what they show is run, and what it prints is what they say.

Above a block stand marks: ``<!-- file: NAME -->`` writes it to a desk, ``<!-- edit: NAME -->`` changes a file there
by the lines of a diff, ``<!-- exit: 1 -->`` says how the last command of a console block ends, and
``<!-- not run: reason -->`` (also below it) leaves it out. Blocks of a page are played in order.
``python tests/test_docs.py PAGE`` writes what the commands print today into a page.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import frozen

HOUSE = Path(__file__).parent.parent
PAGES = sorted([HOUSE / "README.md", *(HOUSE / "docs").rglob("*.md")])
COMMAND = Path(sys.executable).parent / "runrest"
BLOCK = re.compile(r"^```(?P<kind>[\w-]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
MARK = re.compile(r"<!-- (?P<key>file|edit|exit|not run): (?P<value>.+?) -->")
ABOVE = re.compile(r"(?:^<!-- [^\n]* -->\n+)+\Z", re.MULTILINE)
BELOW = re.compile(r"\A\n*<!-- not run: [^\n]* -->")


@frozen
class Block:
    """One fenced block of a page with the marks around it."""

    kind: str
    body: str
    marks: dict[str, str]
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    found = []
    for match in BLOCK.finditer(text):
        above, below = ABOVE.search(text[: match.start()]), BELOW.search(text[match.end() :])
        around = (above.group() if above else "") + (below.group() if below else "")
        marks = {mark["key"]: mark["value"] for mark in MARK.finditer(around)}
        found.append(Block(match["kind"], match["body"], marks, match.start("body"), match.end("body")))
    return found


def edited(text: str, change: str) -> str:
    """Change a text by the lines of a diff; what is taken out or stands around must be there exactly once."""
    before = "".join(line[1:] + "\n" for line in change.splitlines() if line[:1] in (" ", "-"))
    after = "".join(line[1:] + "\n" for line in change.splitlines() if line[:1] in (" ", "+"))
    assert text.count(before) == 1, f"these lines are not in the file just once:\n{before}"
    return text.replace(before, after)


def console(block: Block, desk: Path) -> str:
    """Run the commands of a block, and give the block as it should have been."""
    told = []
    lines = [line[2:] for line in block.body.splitlines() if line.startswith("$ ")]
    for at, line in enumerate(lines):
        words = shlex.split(line)
        assert words[0] == "runrest", f"only runrest is run here; mark the block as not run: {line}"
        done = subprocess.run(
            [str(COMMAND), *words[1:]],
            cwd=desk,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "RUNREST_CHECKINS": ""},
        )
        wanted = int(block.marks.get("exit", "0")) if at == len(lines) - 1 else 0
        assert done.returncode == wanted, f"{line} ends with {done.returncode}, not {wanted}:\n{done.stdout}"
        told.append(f"$ {line}\n{done.stdout}")
    return "".join(told)


def play(text: str, desk: Path) -> str:
    """Play a page at a desk, and give the page with the real output of its commands."""
    names: dict[str, object] = {}
    real = ""
    place = 0
    for block in blocks(text):
        body = block.body
        if "not run" in block.marks:
            pass
        elif "file" in block.marks:
            (desk / block.marks["file"]).write_text(body, encoding="utf-8")
        elif "edit" in block.marks:
            file = desk / block.marks["edit"]
            file.write_text(edited(file.read_text(encoding="utf-8"), body), encoding="utf-8")
        elif block.kind == "console":
            body = console(block, desk)
        elif block.kind in ("python", "pycon"):
            assert ">>>" in body, f"write it as a session, or mark it as not run:\n{body}"
            session(body, names)
        elif block.kind in ("sh", "bash", "shell"):
            assert "pip install" in body, f"mark it as not run; only installing is tried elsewhere, by CI:\n{body}"
        real += text[place : block.start] + body
        place = block.end
    return real + text[place:]


def lay(desk: Path) -> None:
    """Lay the example log on the desk, where a reader in a checkout has it."""
    (desk / "docs").mkdir()
    (desk / "docs" / "example").symlink_to(HOUSE / "docs" / "example")


def session(body: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(body, names, "page", None, None)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not said, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_the_page_is_true(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert play(text, tmp_path) == text, f"see what changed; then: python tests/test_docs.py {page.relative_to(HOUSE)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_links_within_the_house_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def refresh(page: Path) -> None:
    """Write what the commands of a page print today into the page."""
    with TemporaryDirectory() as folder:
        desk = Path(folder)
        lay(desk)
        os.chdir(desk)
        page.write_text(play(page.read_text(encoding="utf-8"), desk), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refresh(Path(name).resolve())
