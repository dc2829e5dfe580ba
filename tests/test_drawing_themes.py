"""Themes: words stand out enough, kinds are told apart without colour, and colours by those who see fewer of them."""

from __future__ import annotations

from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from test_drawing_sheets import needs_program, svg

from runrest import loading
from runrest.drawing import draw
from runrest.pictures.boxing import boxed
from runrest.pictures.captions import link
from runrest.pictures.cards import Card
from runrest.pictures.palette import THEMES
from runrest.pictures.rendering import finish

KINDS = ("train", "easy", "rest", "refer")
XLINK = "{http://www.w3.org/1999/xlink}"
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11, level AA."""
APART = 9.0
"""CIELAB units: four times the difference of about 2.3 that is just noticed side by side."""

# How dichromats see, at full severity: Machado, Oliveira and Fernandes 2009, "A physiologically-based model for
# simulation of color vision deficiency", IEEE Trans Vis Comput Graph 15(6):1291-1298; matrices for linear RGB.
EYES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}


def linear(color: str) -> list[float]:
    """Turn sRGB into linear light, as WCAG 2.2 and IEC 61966-2-1 define it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """Give the contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(color: str, eye: str) -> tuple[float, float, float]:
    """Give a colour as an eye sees it in CIELAB (CIE 15), white point D65."""
    light = linear(color)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in EYES[eye])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    bent = [part ** (1 / 3) if part > (6 / 29) ** 3 else part * (29 / 6) ** 2 / 3 + 4 / 29 for part in (x, y, z)]
    return 116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])


def distance(one: str, two: str, eye: str) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(lab(one, eye), lab(two, eye), strict=True)) ** 0.5)


def test_the_formulas_give_what_their_sources_say() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert lab("#FFFFFF", "all colours") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#FF0000", "all colours") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    for eye in EYES:
        assert lab("#808080", eye) == pytest.approx(lab("#808080", "all colours"), abs=0.1), "grey stays grey"
    assert distance("#D00000", "#6B6B00", "deuteranopia") < distance("#D00000", "#6B6B00", "all colours") / 3


@pytest.mark.parametrize("name", THEMES)
def test_every_word_stands_out_from_what_is_behind_it(name: str) -> None:
    theme = THEMES[name]
    pairs = [(theme.ink, theme.paper), (theme.small, theme.paper)]
    for paint in theme.kinds.values():
        pairs += [(paint.text, paint.fill), (paint.text, paint.lit)]
    assert [pair for pair in pairs if contrast(*pair) < TEXT_CONTRAST] == []


@pytest.mark.parametrize("name", THEMES)
def test_every_line_stands_out_from_the_paper(name: str) -> None:
    theme = THEMES[name]
    lines = [theme.ink, theme.quiet, *(paint.line for paint in theme.kinds.values())]
    assert [line for line in lines if contrast(line, theme.paper) < SHAPE_CONTRAST] == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_fills_are_told_apart_by_those_who_see_fewer_colours(name: str, eye: str) -> None:
    for part in ("fill", "lit"):
        fills = {kind: getattr(THEMES[name].kinds[kind], part) for kind in KINDS}
        close = [pair for pair in combinations(KINDS, 2) if distance(fills[pair[0]], fills[pair[1]], eye) < APART]
        assert close == [], part


def test_print_is_black_and_white_alone() -> None:
    theme = THEMES["print"]
    used = {theme.paper, theme.ink, theme.quiet, theme.small}
    for paint in theme.kinds.values():
        used |= {paint.fill, paint.line, paint.text, paint.lit}
    assert used == {"#000000", "#FFFFFF"}


@pytest.mark.parametrize("lit", [False, True])
def test_in_print_borders_tell_the_kinds_apart(lit: bool) -> None:
    looks = set()
    for kind in KINDS:
        attrs = boxed(Card("one", kind, "WORD", on_path=lit), (34, 3.1), "", THEMES["print"], "side").attrs  # type: ignore[arg-type]
        looks.add((attrs["fillcolor"], attrs["style"], attrs.get("peripheries", "1")))
    assert len(looks) == len(KINDS)


@pytest.mark.parametrize("theme", THEMES)
def test_no_kind_speaks_by_its_colour_alone(theme: Any) -> None:
    signs = {}
    for name in ("rest_timing/red_flags", "rest_timing/soreness", "rest_timing/pain", "rest_timing/illness"):
        for card in draw(name, theme=theme).picture.cards:
            if card.kind != "question":
                sign, _, word = card.heading.partition(" ")
                assert word
                assert signs.setdefault(card.kind, sign) == sign
    assert len(set(signs.values())) == len(KINDS)


# ---- what a screen reader and a mouse find ----


@needs_program
@pytest.mark.parametrize("paper", ["a4", "phone"])
def test_an_svg_has_a_title_a_description_and_links_to_its_sources(paper: Any) -> None:
    made = draw("rest_timing/sleep", paper=paper)
    told = made.svg()
    root = ElementTree.fromstring(told)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root[0].tag == f"{space}title"
    assert root[1].tag == f"{space}desc"
    assert root[1].text == made.picture.summary
    links = {one.get(f"{XLINK}href") for one in root.iter(f"{space}a")} - {None}
    asked = {card.link for card in made.picture.cards}
    assert links == asked - {""}
    assert all(str(one).startswith("https://doi.org/10.") for one in links)
    assert links
    assert told.count('target="_blank"') == told.count('target="_blank" rel="noopener"') > 0
    tips = [one.get(f"{XLINK}title") or "" for one in root.iter(f"{space}a")]
    assert any("link " in tip and "threshold " in tip for tip in tips), "a tooltip carries the grades of the evidence"


def test_only_addresses_on_the_web_become_links() -> None:
    tree = loading.load("rest_timing/soreness")
    question = tree.questions["soreness"]
    name = question.evidence[0].source

    class House:
        def __init__(self, **told: str) -> None:
            self.sources = {name: told}

    def linked(**told: str) -> str:
        from attrs import evolve

        return link(evolve(question, evidence=question.evidence[:1]), House(**told))  # type: ignore[arg-type]

    assert linked(doi="10.1016/S0140-6736(97)1") == "https://doi.org/10.1016/S0140-6736%2897%291"
    assert linked(url="https://example.org/a?b=1") == "https://example.org/a?b=1"
    assert linked(url="javascript:alert(1)") == linked(url="file:///etc") == linked() == ""
    assert '"' not in linked(url='https://example.org/"onload="')


def test_finishing_keeps_hostile_words_out_of_the_markup() -> None:
    told = finish(b'<svg width="1pt">\n</svg>', "</title><script>", "]]><x>")
    root = ElementTree.fromstring(told)
    assert [one.text for one in root] == ["</title><script>", "]]><x>"]


@needs_program
@pytest.mark.parametrize("theme", THEMES)
def test_the_paper_of_a_theme_is_behind_everything(theme: Any) -> None:
    assert f'fill="{THEMES[theme].paper.lower()}"' in svg(draw("rest_timing/soreness", theme=theme)).lower() or (
        THEMES[theme].paper == "#FFFFFF"
    )
