"""Sheets of paper: what fits, where a tall tree is cut, and that nothing overlaps, is cut off or too small to read."""

from __future__ import annotations

import importlib.util
import os
import re
import zlib
from datetime import date
from functools import cache
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from drawn_boxes import Box, Seen, flaws, seen
from golden_text import is_golden

from runrest import loading, shelf
from runrest.drawing import Drawing, draw
from runrest.errors import DrawingError
from runrest.pictures import palette
from runrest.pictures.dividing import divide
from runrest.pictures.joining import join_pages
from runrest.pictures.papers import PAPERS, READABLE, SMALLEST
from runrest.pictures.placing import place, place_in
from runrest.pictures.rendering import render
from runrest.pictures.sketching import sketch

if TYPE_CHECKING:
    from pathlib import Path

    from runrest.pictures import rendering

FAMILIES = ("rest_timing", "session_adjustment", "progression", "today", "week")
NAMES = (*shelf.names(), *FAMILIES)
THEMES = ("light", "dark", "print")
LONG = bool(os.environ.get("RUNREST_LONG"))
ON = date(2026, 11, 22)
FACTS = {"pain_now": 4, "gait_changed": False, "pain_trend": "same"}
PHONE_POINTS = 390 * 72 / 96
LETTERS = set(ascii_uppercase)
HERE = importlib.util.find_spec("pygraphviz") is not None


def can_draw(form: rendering.Form) -> bool:
    try:
        render("digraph { a }", "digraph { a }", form)
    except DrawingError:
        return False
    return True


needs_program = pytest.mark.skipif(not can_draw("svg"), reason="no drawing program is installed")
needs_pdf = pytest.mark.skipif(not can_draw("pdf"), reason="no drawing program for PDF is installed")
needs_widths = pytest.mark.skipif(
    importlib.util.find_spec("matplotlib") is None, reason="matplotlib brings the widths of letters along"
)


@cache
def drawing(name: str, paper: Any, theme: Any = "light", language: str = "en") -> Drawing:
    return draw(name, paper=paper, theme=theme, language=language)


def svg(one: Drawing) -> str:
    """Draw in this process where that can be done: there are hundreds of sheets."""
    if not HERE:
        return one.svg()
    import pygraphviz

    drawn = pygraphviz.AGraph(string=one.dot()).draw(format="svg", prog="dot")
    return str(drawn, "utf-8")


# ---- nothing overlaps, nothing is cut off, everything can be read ----


@needs_program
@needs_widths
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_can_be_hung_on_a_wall(name: str, paper: Any, language: str) -> None:
    # a theme changes borders, not places: without RUNREST_LONG each tree takes its turn with one of them
    themes = THEMES if LONG else (THEMES[(NAMES.index(name) + list(PAPERS).index(paper)) % 3],)
    for theme in themes:
        for sheet in drawing(name, paper, theme, language).sheets:
            shown = seen(svg(sheet))
            assert flaws(shown) == []
            width = (shown.sheet.right - shown.sheet.left) * shown.scale
            height = (shown.sheet.bottom - shown.sheet.top) * shown.scale
            limit = PAPERS[paper]
            if limit.page:
                assert shown.smallest >= READABLE - 0.01
                assert width <= limit.width * 72 + 1
                assert height <= limit.height * 72 + 1
            else:
                assert shown.smallest == SMALLEST
                assert paper != "phone" or width <= PHONE_POINTS


@needs_program
@needs_widths
@pytest.mark.parametrize("paper", PAPERS)
def test_walked_sheets_can_be_hung_on_a_wall_too(paper: Any) -> None:
    for name in ("rest_timing/pain", "today"):
        made = draw(name, loading.decide(name, FACTS, ON), paper=paper, theme="print")
        assert [flaws(seen(svg(sheet))) for sheet in made.sheets] == [[] for _ in made.sheets]


def spoilt(picture: Seen, **changes: Any) -> list[str]:
    return flaws(evolve(picture, **changes))


def test_what_looks_for_flaws_finds_them() -> None:
    card, words = Box("card", 10, 10, 60, 40), Box("words", 20, 20, 50, 30)
    fine = Seen(Box("sheet", 0, 0, 100, 100), 1.0, ((card, (words,)),), (), (), 12.0)
    assert flaws(fine) == []
    assert spoilt(fine, cards=((card, (Box("wide", 5, 20, 65, 30),)),)) == ["'wide' leaves card"]
    assert spoilt(fine, words=(Box("far", 90, 5, 120, 15),)) == ["'far' leaves the sheet"]
    assert spoilt(fine, words=(Box("near", 55, 20, 80, 30),)) == ["'card' meets 'near'"]
    assert spoilt(fine, lines=(("a->b", ((0.0, 25.0), (90.0, 25.0))),)) == ["the line a->b crosses 'card'"]


@needs_widths
def test_the_reader_sees_what_graphviz_writes() -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g class="graph" transform="scale(0.5 0.5)">'
        '<polygon points="0,0 0,-99 99,-99"/><g class="node"><title>q</title><polygon points="9,-9 9,-30 60,-30"/>'
        '<text text-anchor="middle" x="30" y="-15" font-size="10">Hi</text></g></g></svg>'
    )
    shown = seen(text)
    assert shown.scale == 0.5
    assert shown.smallest == 5
    (card, (words,)) = shown.cards[0]
    assert (card.left, card.top, card.right, card.bottom) == (9, -30, 60, -9)
    assert words.right - words.left == pytest.approx(10 * (0.722 + 0.222))  # H and i in Helvetica's own table


# ---- where a tall tree is cut ----


@pytest.mark.parametrize("paper", ["a4", "a4-landscape"])
@pytest.mark.parametrize("name", shelf.names())
def test_sheets_hold_everything_once_and_lead_on_where_they_are_cut(name: str, paper: Any) -> None:
    whole = drawing(name, paper).picture
    parts = divide(whole, PAPERS[paper])
    if len(parts) == 1:
        assert parts == (whole,)
        return
    assert [part.part for part in parts] == [(number, len(parts)) for number in range(1, len(parts) + 1)]
    shown = [card for part in parts for card in part.cards if card.kind != "signpost"]
    assert sorted(card.id for card in shown) == sorted(card.id for card in whole.cards)
    stands = {card.id: number for number, part in enumerate(parts, 1) for card in part.cards}
    by_letter = {card.letter: card for card in shown if card.letter}
    assert len(by_letter) == sum(bool(card.letter) for card in shown)
    posts = {card.id: card for part in parts for card in part.cards if card.kind == "signpost"}
    drawn = [arrow for part in parts for arrow in part.arrows]
    assert len(drawn) == len(whole.arrows)
    ends = {(arrow.start, arrow.words, arrow.end) for arrow in whole.arrows}
    for arrow in drawn:
        end = arrow.end
        if end in posts:
            target = by_letter[posts[end].letter]
            assert stands[target.id] > stands[arrow.start], "a runner only ever turns over to a later sheet"
            assert posts[end].heading.endswith(f"{target.letter}, sheet {stands[target.id]}")
            assert str(stands[arrow.start]) in target.details[-1]
            end = target.id
        assert (arrow.start, arrow.words, end) in ends
    advice = {arrow.end: arrow.start for arrow in whole.arrows}
    for card in whole.cards:
        if card.group == "side":
            assert stands[card.id] == stands[advice[card.id]], "a question and its advice stay together"


def test_letters_differ_on_all_sheets_of_a_tree() -> None:
    for name in shelf.names():
        named: list[str] = []
        for part in divide(drawing(name, "a4-landscape").picture, PAPERS["a4-landscape"]):
            named += {card.id: card.letter for card in part.cards if card.letter and card.kind != "signpost"}.values()
            own = {card.id for card in part.cards if card.letter}
            named += [letter for one, letter in place(part).signposts.items() if one not in own]
        assert len(named) == len(set(named)), name


def test_a_walked_path_goes_on_over_the_sheets() -> None:
    made = draw("rest_timing/pain", loading.decide("rest_timing/pain", FACTS, ON))
    assert len(made.sheets) > 1
    for sheet in made.sheets:
        for arrow in sheet.picture.arrows:
            ends = {card.id: card for card in sheet.picture.cards}
            assert not arrow.on_path or ends[arrow.end].on_path
    lit = [card.heading for sheet in made.sheets for card in sheet.picture.cards if card.on_path]
    assert any("sheet 2" in heading for heading in lit)
    assert lit[-1].startswith("○ EASY")


def test_what_fits_is_not_cut_and_a_sheet_is_not_cut_again() -> None:
    small = drawing("rest_timing/soreness", "a4")
    assert small.sheets == (small,)
    for sheet in drawing("rest_timing/pain", "a4").sheets:
        assert sheet.sheets == (sheet,)
    for paper in ("phone", "free"):
        whole = drawing("rest_timing/pain", paper)
        assert whole.sheets == (whole,)


def test_each_sheet_says_which_it_is() -> None:
    first, last = drawing("rest_timing/pain", "a4").sheets
    assert "Sheet 1 of 2</font>" in first.dot()
    assert "Sheet 2 of 2" in last.dot()
    assert first.picture.summary.endswith("Sheet 1 of 2.")
    assert "Blatt 1 von" in drawing("rest_timing/pain", "a4", "light", "de").sheets[0].dot()
    for sheet in (first, last):
        assert "General guidance, not medical advice." in sheet.dot()


def test_on_a_phone_each_question_is_framed_with_its_own_branches() -> None:
    dot = drawing("rest_timing/sleep", "phone").dot()
    tree = loading.load("rest_timing/sleep")
    frames = re.findall(r"subgraph cluster_panel\d+ \{(.*?)\n\t\t\}\n", dot, re.DOTALL)
    assert len(frames) == len(tree.questions)
    for frame in frames:
        framed = {one.strip('"') for one in re.findall(r'^\s+("?[\w.]+"?)$', frame, re.MULTILINE)}
        (question,) = framed & set(tree.questions)
        assert {f"{question}.words{number}" for number in range(len(tree.questions[question].branches))} <= framed
        assert {one.split(".")[0] for one in framed} == {question}
    assert "cluster_panel" not in drawing("rest_timing/sleep", "free").dot()


def test_an_order_that_is_given_is_kept() -> None:
    picture = drawing("rest_timing/pain", "a4").picture
    order = place(picture).order
    assert place_in(order, picture) == place(picture)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("paper", PAPERS)
def test_no_word_is_broken(paper: Any, language: str) -> None:
    for name in shelf.names():
        for sheet in drawing(name, paper, "light", language).sheets:
            picture = evolve(sheet.picture, paper=PAPERS[paper])
            words = {
                word
                for card in picture.cards
                for text in (card.heading, card.strong, *card.details)
                for word in text.split()
            }
            for mark in sketch(picture, palette.THEMES["light"]).marks:
                if mark.attrs.get("class", "").startswith(("question", "advice")):
                    shown = " ".join("".join(text for text, _ in line) for line in mark.label).split()
                    assert [word for word in shown if word not in words | LETTERS] == []


def test_a_family_with_answers_is_not_torn_apart() -> None:
    assert len(draw("today", loading.decide("today", FACTS, ON)).sheets) <= 3


# ---- files ----


def test_numbered_files_are_written_where_one_sheet_is_too_small(tmp_path: Path) -> None:
    made = drawing("rest_timing/pain", "a4").save(tmp_path / "pain.dot")
    assert [one.name for one in made] == ["pain-1.dot", "pain-2.dot"]
    assert [one.read_text(encoding="utf-8") for one in made] == [
        sheet.dot() for sheet in drawing("rest_timing/pain", "a4").sheets
    ]
    assert drawing("rest_timing/pain", "free").save(tmp_path / "pain.dot") == (tmp_path / "pain.dot",)
    assert drawing("rest_timing/pain", "a4").save(tmp_path / "pain.mmd") == (tmp_path / "pain.mmd",)


def test_in_one_piece_a_tall_tree_is_as_large_as_it_takes() -> None:
    whole = drawing("rest_timing/pain", "a4").dot()
    assert not re.search(r'[ \[]size="', whole)
    assert "Sheet" not in whole
    assert 'size="7.5,10.6"' in drawing("rest_timing/soreness", "a4").dot()
    assert 'size="10.9,7.4"' in drawing("rest_timing/soreness", "a4-landscape").dot()


@needs_pdf
@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 595.44, 841.68), ("a4-landscape", 841.68, 595.44)])
def test_a_pdf_has_a_true_page_for_each_sheet(paper: Any, width: float, height: float, tmp_path: Path) -> None:
    made = drawing("rest_timing/pain", paper)
    told = made.pdf()
    boxes = re.findall(rb"/MediaBox \[ (\S+) (\S+) (\S+) (\S+) \]", told)
    assert len(boxes) == len(made.sheets) > 1
    assert told.count(b"/Type /Page\n") + told.count(b"/Type /Page ") == len(made.sheets)
    for box in boxes:
        left, low, right, high = map(float, box)
        assert right - left == pytest.approx(width, abs=0.02)
        assert high - low == pytest.approx(height, abs=0.02)
    assert made.save(tmp_path / "pain.pdf") == (tmp_path / "pain.pdf",)


def a_pdf(*, packed: bool, pages: int = 1) -> bytes:
    """Write a small PDF, its page packed into a stream as newer versions of cairo do."""
    page = b"<< /Type /Page /Parent 1 0 R /MediaBox [ 0 0 100 50 ] /Contents 3 0 R >>"
    content = (
        b"3 0 obj\n<< /Length 4 0 R >>\nstream\n0 0 m 2 0 R endobj 9 0 obj\nendstream\nendobj\n4 0 obj\n27\nendobj\n"
    )
    head = b"%PDF-1.5\n1 0 obj\n<< /Type /Pages /Kids [ 2 0 R ] /Count 1 >>\nendobj\n" + content
    if not packed:
        return head + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, page) for number in range(5, 5 + pages))
    told = b"2 0 " + page
    stream = zlib.compress(told)
    return head + b"6 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        len(stream),
        stream,
    )


@pytest.mark.parametrize("packed", [False, True])
def test_pdfs_are_joined_whether_their_objects_are_packed_or_not(packed: bool) -> None:
    told = join_pages([a_pdf(packed=packed), a_pdf(packed=packed)], (8.27, 11.69), "#FF8000")
    assert told.count(b"/Type /Page ") == 2
    assert b"/Count 2" in told
    assert told.count(b"1.0000 0.5020 0.0000 rg") == 2
    assert told.count(b"0 0 m 2 0 R endobj 9 0 obj") == 2, "what is in a stream stays as it is"
    table = int(re.findall(rb"startxref\n(\d+)", told)[0])
    assert told[table:].startswith(b"xref\n")
    for number, place_of in enumerate(re.findall(rb"(\d{10}) 00000 n", told), 1):
        assert told[int(place_of) :].startswith(b"%d 0 obj\n" % number)
    numbers = {int(one) for one in re.findall(rb"\n(\d+) 0 obj\n<<", told)}
    pages = [int(one) for one in re.findall(rb"\d+", re.findall(rb"/Kids \[ (.*?) \]", told)[0])][::2]
    assert set(pages) <= numbers


def test_a_pdf_of_no_page_or_several_cannot_be_joined() -> None:
    for broken in (b"%PDF-1.5\n", a_pdf(packed=False, pages=2)):
        with pytest.raises(DrawingError, match=r"just one page; save it as \.svg"):
            join_pages([broken], (8.27, 11.69), "#FFFFFF")


# ---- the bytes ----


@pytest.mark.parametrize(
    ("name", "made"),
    [
        (
            "drawn_pain_sheet_2",
            lambda: draw("rest_timing/pain", loading.decide("rest_timing/pain", FACTS, ON)).sheets[1],
        ),
        ("drawn_soreness_dark", lambda: draw("rest_timing/soreness", theme="dark")),
        ("drawn_soreness_print", lambda: draw("rest_timing/soreness", theme="print")),
        ("drawn_soreness_landscape", lambda: draw("rest_timing/soreness", paper="a4-landscape")),
        ("drawn_soreness_phone", lambda: draw("rest_timing/soreness", paper="phone")),
        ("drawn_soreness_free", lambda: draw("rest_timing/soreness", paper="free")),
    ],
)
def test_sheets_are_the_ones_that_were_kept(name: str, made: Any) -> None:
    is_golden(name, made().dot(), "dot")
