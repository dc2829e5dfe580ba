"""The documentation as a site: built without a warning, every link leads somewhere, nothing comes from the network."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click
import pytest
from attrs import define, field

import runrest
from runrest import shelf
from runrest.cli.group import COMMANDS, main
from runrest.errors import DrawingError
from runrest.loading import house, load
from runrest.offering import stock

if TYPE_CHECKING:
    from collections.abc import Iterator

for needed in ("sphinx", "furo", "myst_parser"):
    pytest.importorskip(needed)

HOUSE = Path(__file__).parent.parent
LOADING = {
    "img": "src",
    "script": "src",
    "iframe": "src",
    "source": "srcset",
    "video": "src",
    "audio": "src",
    "embed": "src",
}
LINKED_LOADS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
NETWORK = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
STYLED = re.compile(r"""@import\s+["']([^"']+)|url\(\s*["']?([^"')]+)""")


@define
class Page(HTMLParser):
    """What one built page links to, loads, and is called by."""

    links: list[str] = field(factory=list)
    loads: list[str] = field(factory=list)
    places: set[str] = field(factory=set)
    words: list[str] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.places.update(filter(None, (told.get("id"), told.get("name") if tag == "a" else None)))
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag in LOADING and LOADING[tag] in told:
            self.loads.append(told[LOADING[tag]])
        if tag == "link" and LINKED_LOADS & set(told.get("rel", "").split()):
            self.loads.append(told["href"])

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@cache
def page(file: Path) -> Page:
    found = Page()
    found.feed(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the whole site away from the checkout; any warning fails the build."""
    desk = tmp_path_factory.mktemp("site")
    shutil.copytree(HOUSE / "docs", desk / "docs", ignore=shutil.ignore_patterns("pages", "__pycache__"))
    shutil.copytree(HOUSE / "trees", desk / "trees")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-j", "2", "docs", "built"],
        cwd=desk,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "RUNREST_CHECKINS": "", "RUNREST_LANG": ""},
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr.strip()
    return desk / "built"


def sources(site: Path) -> list[str]:
    """Every page that was built from Markdown, kept and generated."""
    docs = site.parent / "docs"
    return sorted(file.relative_to(docs).with_suffix("").as_posix() for file in docs.rglob("*.md"))


def html(site: Path) -> list[Path]:
    """Every built page; those that answer, below ``live``, have tests of their own (test_webpage.py)."""
    return [file for file in sorted(site.rglob("*.html")) if file.relative_to(site).parts[0] != "live"]


def test_every_page_is_built_and_every_tree_has_one(site: Path) -> None:
    for name in sources(site):
        assert (site / f"{name}.html").is_file(), name
    assert {f"pages/{name}" for name in shelf.names()} <= set(sources(site))


def test_every_page_is_in_the_contents(site: Path) -> None:
    shown = defaultdict(set)
    for name in sources(site):
        text = (site / f"{name}.html").read_text(encoding="utf-8")
        contents = Page()
        contents.feed(text[text.index('<div class="sidebar-tree">') : text.index("<div", text.index("</aside>"))])
        for link in contents.links:
            if not link.startswith(("#", "http")):
                shown[os.path.normpath(f"{Path(name).parent}/{link.partition('#')[0]}")].add(name)
    assert {f"{name}.html" for name in sources(site)} - {"index.html"} <= set(shown)


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    lost = []
    for file in html(site):
        for link in page(file).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            place = unquote(parts.fragment) if target.suffix == ".html" else ""
            if not target.is_file() or (place and place not in page(target).places):
                lost.append(f"{file.relative_to(site)} -> {link}")
    assert not lost, "\n".join(lost[:20])


def test_no_page_loads_anything_from_the_network(site: Path) -> None:
    for file in html(site):
        for what in page(file).loads:
            assert not NETWORK.match(what), f"{file.relative_to(site)} loads {what}"
            if not what.startswith("data:"):
                assert (file.parent / unquote(urlsplit(what).path)).is_file(), f"{file.relative_to(site)} loads {what}"
    for file in site.rglob("*.css"):
        for at, inside in STYLED.findall(file.read_text(encoding="utf-8")):
            assert not NETWORK.match(at or inside), f"{file.relative_to(site)} loads {at or inside}"
    for file in site.rglob("*.svg"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"""<(?:image|use|script)\b[^>]*href=["'](?:https?:)?//|@import""", text), file.name


def test_a_source_of_a_threshold_is_two_clicks_from_its_tree(site: Path) -> None:
    book = page(site / "pages" / "sources.html")
    for name in shelf.names():
        links = page(site / "pages" / f"{name}.html").links
        for question in load(name).questions.values():
            for one in question.evidence:
                assert f"../sources.html#{one.source.lower()}" in links, f"{name} {one.source}"
    for name, told in house().sources.items():
        assert name.lower() in book.places
        assert "doi" not in told or f"https://doi.org/{told['doi']}" in book.links, name


def test_generated_pages_are_whole(site: Path) -> None:
    for name in shelf.names():
        tree, built = load(name), page(site / "pages" / f"{name}.html")
        assert {*tree.questions, *tree.advice} <= built.places, name
        assert f"../../live/{name}.html" in built.links
        assert (site / "live" / f"{name}.html").is_file()
    assert set(house().vocabulary.signals) <= page(site / "pages" / "signals.html").places
    offers = {place for file in (site / "pages" / "offers").glob("*.html") for place in page(file).places}
    assert {*stock().offers, *stock().exercises, *stock().phases} <= offers


def test_drawings_are_on_their_pages_where_they_can_be_made(site: Path) -> None:
    drawn = (site / "drawings").is_dir()
    for name in shelf.names():
        loads = page(site / "pages" / f"{name}.html").loads
        for end in ("", ".dark", ".phone", ".phone.dark"):
            assert (f"../../drawings/{name}{end}.svg" in loads) == drawn


def commands(group: click.Group, above: click.Context, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, click.Context(command, parent=above), f"{name}-")
        else:
            yield f"{before}{name}", command


def test_every_command_option_and_exit_code_is_told(site: Path) -> None:
    text = (site / "pages" / "commands.html").read_text(encoding="utf-8")
    sections = {
        part[: part.index('"')]: unescape(re.sub(r"<[^>]+>", "", part)) for part in text.split('<section id="')[1:]
    }
    every = dict(commands(main, click.Context(main)))
    assert set(COMMANDS) == {name.partition("-")[0] for name in every}
    for name, command in every.items():
        for one in command.params:
            if isinstance(one, click.Option) and not one.hidden:
                for option in one.opts:
                    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", sections[name]), f"{name} {option}"
    codes = sections["exit-codes"].split("See also")[0].split()
    assert [word for word in codes if word.isdigit()] == ["0", "10", "11", "12", "1", "2"]


def test_every_public_name_is_told(site: Path) -> None:
    assert {f"runrest.{name}" for name in runrest.__all__} <= page(site / "pages" / "api.html").places


def test_the_page_that_answers_is_one_click_from_the_start(site: Path) -> None:
    start = page(site / "index.html")
    assert "live/today.html" in start.links
    assert "Train or rest today?" in start.words


def test_what_only_the_site_shows_is_shown_there_alone(monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    monkeypatch.syspath_prepend(HOUSE / "docs")
    hiding = import_module("making.hiding")
    tried = doctest.testmod(hiding)
    assert (tried.failed, tried.attempted) == (0, 3)
    assert hiding.unhide("| a |\n<!-- site\n| b |\n-->\n<!-- exit: 1 -->") == "| a |\n| b |\n<!-- exit: 1 -->"
    assert not [file for file in html(site) if "<!-- site" in file.read_text(encoding="utf-8")]


def test_without_a_drawing_program_the_drawing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_program(*_: object) -> bytes:
        raise DrawingError("no drawing program", "install one")

    monkeypatch.syspath_prepend(HOUSE / "docs")
    making = import_module("making.writing_pages")
    monkeypatch.setattr("runrest.drawing.render", no_program)
    made = dict(making.made())
    assert not [name for name in made if name.endswith(".svg")]
    for name in shelf.names():
        assert "mermaid" not in made[f"{name}.md"]
        assert f'href="../../live/{name}.html"' in made[f"{name}.md"]


def test_importing_runrest_needs_nothing_of_the_site() -> None:
    asked = "import sys, runrest, runrest.cli; print({'sphinx', 'docutils', 'myst_parser'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
