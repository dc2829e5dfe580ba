"""How long a drawing takes, as a ratio to the drawing program alone on the same DOT, both warm.

Run with ``pytest tests/benchmarks/test_drawing_speed.py --benchmark-enable -s``. Ratios are printed and kept in the
benchmark's extra figures; the only thing asserted is that both sides draw the same.
"""

from __future__ import annotations

from typing import Any

import pytest
from test_speed import ratio

from runrest import shelf
from runrest.drawing import Drawing, draw
from runrest.errors import DrawingError
from runrest.pictures.rendering import finish, render


def can_draw() -> bool:
    try:
        render("digraph { a }", "digraph { a }", "svg")
    except DrawingError:
        return False
    return True


pytestmark = pytest.mark.skipif(not can_draw(), reason="no drawing program is installed")


@pytest.fixture(scope="module")
def largest() -> Drawing:
    """Draw the shipped tree with the most cards."""
    return max((draw(name) for name in shelf.names()), key=lambda one: len(one.picture.cards))


def test_both_sides_draw_the_same(largest: Drawing) -> None:
    raw = render(largest.dot(), "", "svg")
    assert finish(raw, largest.picture.title, largest.picture.summary) == draw(largest.picture.name).svg()


def test_one_piece(benchmark: Any, largest: Drawing) -> None:
    source = largest.dot()
    ratio(
        benchmark,
        f"draw {largest.picture.name} as SVG / the drawing program on its DOT (wanted: at most 1.5)",
        lambda: draw(largest.picture.name).svg(),
        lambda: render(source, "", "svg"),
    )


def test_sheets(benchmark: Any, largest: Drawing) -> None:
    sources = [sheet.dot() for sheet in largest.sheets]
    ratio(
        benchmark,
        f"draw {largest.picture.name} as {len(sources)} A4 sheets / the drawing program on their DOT",
        lambda: [sheet.svg() for sheet in draw(largest.picture.name).sheets],
        lambda: [render(source, "", "svg") for source in sources],
    )
