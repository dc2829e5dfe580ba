"""The pages made from the files: whole, linked, the same every time."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from runrest import shelf
from runrest.cli import main
from runrest.errors import DrawingError
from runrest.instead.shelf_offers import FILES
from runrest.loading import common, house, load
from runrest.offering import stock
from runrest.pages.book import pages
from runrest.pages.citing import offer_place
from runrest.pages.marking_up import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

LINK = re.compile(r"\]\(([^)\s]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
RULES = {
    "RF": 10, "PB": 12, "IL": 9, "RD": 12, "HR": 5, "LD": 12, "BK": 6, "AT": 7, "EN": 3, "ST": 14, "PG": 4, "LF": 8,
}  # fmt: skip
"""How many rules of each kind the evidence base has."""


def no_program(*_: object) -> bytes:
    raise DrawingError("no drawing program", "install one")


@cache
def made() -> Mapping[str, str]:
    """The pages of a machine without a drawing program, where nothing has to be drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("runrest.drawing.render", no_program)
        return pages()


def cited() -> set[str]:
    """Every rule id that a file under trees/ cites, read without any of runrest's readers."""
    found: set[str] = set()

    def gather(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                gather(inner, name)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)
        elif key == "rule" and isinstance(value, str):
            found.add(value)

    root = Path(str(shelf.root()))
    for file in root.glob("*/*.toml"):
        gather(tomllib.loads(file.read_text(encoding="utf-8")))
    return found | {
        name for name in tomllib.loads((root / "spacing.toml").read_text(encoding="utf-8")) if "_" not in name
    }


def test_every_rule_of_the_evidence_base_is_listed() -> None:
    wanted = {f"{kind}{number}" for kind, count in RULES.items() for number in range(1, count + 1)}
    assert set(common("rules")) == wanted


def test_every_rule_is_cited_or_says_why_not() -> None:
    explained = {name for name, told in common("rules").items() if "why_not" in told}
    assert explained == {"LD5", "LD7", "LD10", "LD12", "AT6"}
    assert cited() == set(common("rules")) - explained


def test_the_page_of_rules_names_every_rule_and_no_gap() -> None:
    page = made()["rules.md"]
    for name, told in common("rules").items():
        row = next(line for line in page.splitlines() if f'<a id="{name.lower()}"></a>' in line)
        assert ("No tree cites it" in row) == ("why_not" in told)
    assert "NOT EXPLAINED" not in page


@pytest.mark.parametrize("name", shelf.names())
def test_every_tree_has_its_page(name: str) -> None:
    page, tree = made()[f"{name}.md"], load(name)
    assert "```mermaid" in page
    for part in (*tree.questions, *tree.advice):
        assert f'<a id="{part}"></a>' in page
    sources = made()["sources.md"]
    for question in tree.questions.values():
        assert all(f"(../sources.md#{one.source.lower()})" in page for one in question.evidence)
        assert all(f'<a id="{one.source.lower()}"></a>' in sources for one in question.evidence)
    assert f"({name}.md)" in made()["index.md"]


def test_every_signal_source_and_offer_has_its_place() -> None:
    for signal in house().vocabulary.signals:
        assert f'<a id="{signal}"></a>' in made()["signals.md"]
    for source in house().sources:
        assert f'<a id="{source.lower()}"></a>' in made()["sources.md"]
    offers = "".join(made()[f"offers/{name}.md"] for name in FILES)
    for name in (*stock().offers, *stock().exercises):
        assert f'<a id="{name}"></a>' in offers


def test_every_link_leads_somewhere() -> None:
    anchors = {name: set(ANCHOR.findall(text)) for name, text in made().items()}
    for name, text in made().items():
        for target in LINK.findall(text):
            if target.startswith("https://"):
                continue
            file, _, place = target.partition("#")
            page = normpath(str(PurePosixPath(name).parent / file)) if file else name
            assert page in made(), f"{name} links to {target}"
            assert not place or place in anchors[page], f"{name} links to {target}"


def test_a_tree_that_another_names_is_linked_by_its_question() -> None:
    page = made()["session_adjustment/spike.md"]
    assert "“[Is next week too big a jump?](../progression/week_jump.md)”" in page
    assert "week\\_jump" not in page.split("## Questions")[0]


@pytest.mark.parametrize("name", shelf.names())
def test_no_two_questions_or_advices_of_a_page_are_called_alike(name: str) -> None:
    heads = [line for line in made()[f"{name}.md"].splitlines() if line.startswith("### ")]
    assert len(heads) == len({*heads}) == len(load(name).questions) + len(load(name).advice)


def test_offers_are_told_whole() -> None:
    for one in stock().offers.values():
        page = made()[f"{offer_place(one.path)}.md"]
        part = page[page.index(f'<a id="{one.id}"></a>') :].split("<a id=", 2)[1]
        steps = getattr(one, "steps", getattr(one, "drill", getattr(one, "exercises", ())))
        assert f"\n{len(steps)}. " in part or not steps
        assert f"\n{len(steps) + 1}. " not in part
        assert all(safe(step.do) in part for step in getattr(one, "steps", ()))
        assert safe(one.when_not) in part
        assert all(f"(../sources.md#{cited.source.lower()})" in part for cited in one.evidence)


def test_no_page_has_a_place_twice() -> None:
    for name, text in made().items():
        assert [place for place, count in Counter(ANCHOR.findall(text)).items() if count > 1] == [], name


def test_no_sign_of_the_files_is_taken_for_markup() -> None:
    for name, text in made().items():
        plain = re.sub(r"```.*?```|`[^`\n]*`|<a id=\"[^\"]+\"></a>|<https?://[^>\s]+>", "", text, flags=re.DOTALL)
        assert "<" not in plain, name


def test_the_same_files_give_the_same_pages() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("runrest.drawing.render", no_program)
        assert dict(pages()) == dict(made())


def test_the_command_writes_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runrest.drawing.render", lambda *_: b"<svg></svg>")
    monkeypatch.setattr("runrest.drawing.finish", lambda drawn, *_: drawn.decode())
    result = CliRunner().invoke(main, ["pages", "-o", str(tmp_path / "new" / "pages")])
    assert result.exit_code == 0
    written = {str(file.relative_to(tmp_path / "new" / "pages").as_posix()) for file in tmp_path.rglob("*.*")}
    assert set(made()) <= written
    assert {f"{name}.svg" for name in shelf.names()} == written - set(made())
    page = (tmp_path / "new" / "pages" / "rest_timing" / "pain.md").read_text(encoding="utf-8")
    assert "![How much does the pain allow?](pain.svg)" in page


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["pages", "-o", str(tmp_path / "file")])
    assert result.exit_code == 1
    assert result.stderr.startswith("runrest: ")
