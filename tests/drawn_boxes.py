"""What an SVG puts where: boxes of cards, words and lines, by the widths of Helvetica's letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from attrs import frozen

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ASCENT, DESCENT = 0.72, 0.21
"""Of Helvetica, in ems."""
OTHERS = {chr(0xDF): 611, chr(0x2013): 556, chr(0xB7): 278, chr(0xA0): 278, chr(0x2019): 222, chr(0x201E): 333}
OTHERS |= {chr(0x201C): 333, chr(0xD7): 584, "▲": 990, "►": 990, "■": 604, "○": 604}
FULL_WIDTH = 1000
"""Of signs that the table lacks, such as triangles."""


@frozen
class Box:
    """A rectangle: of a card, or of one line of words."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, slack: float) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )

    def holds(self, other: Box, slack: float) -> bool:
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )


@frozen
class Seen:
    """Everything on a sheet."""

    sheet: Box
    scale: float
    cards: tuple[tuple[Box, tuple[Box, ...]], ...]
    """Each with its words."""
    words: tuple[Box, ...]
    """Those that stand free: beside lines, the title and the footer."""
    lines: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    """Lines as points."""
    smallest: float
    """Letters in points, on the sheet as it is."""


@cache
def widths(bold: bool) -> dict[str, int]:
    """Read the widths of Helvetica's letters from the tables that matplotlib brings along."""
    import matplotlib

    name = "Helvetica-Bold.afm" if bold else "Helvetica.afm"
    table = (Path(matplotlib.get_data_path()) / "fonts" / "pdfcorefonts" / name).read_text(encoding="latin-1")
    found = re.findall(r"^C (\d+) ; WX (\d+) ;", table, re.MULTILINE)
    return OTHERS | {chr(int(code)): int(width) for code, width in found if int(code) < 127}


def ems(text: str, bold: bool) -> float:
    table = widths(bold)
    bases = (sign if sign in table else unicodedata.normalize("NFD", sign)[0] for sign in text)
    return sum(table.get(sign, FULL_WIDTH) for sign in bases) / 1000


def seen(svg: str) -> Seen:
    """Read an SVG as Graphviz writes it."""
    root = ElementTree.fromstring(svg)
    graph = next(one for one in root.iter(f"{SVG}g") if one.get("class") == "graph")
    found = re.search(r"scale\(([\d.]+)", graph.get("transform", ""))
    scale = float(found.group(1)) if found else 1.0
    sheet = hull("sheet", points(next(graph.iter(f"{SVG}polygon"))))
    cards, words, lines, sizes = [], [], [], []
    for group in [*graph.iter(f"{SVG}g"), graph]:
        kind = (group.get("class") or "").split(" ")[0]
        title = (group.findtext(f"{SVG}title") or "").strip()
        if kind not in ("node", "edge", "cluster"):
            continue
        told = [box for one in group.iter(f"{SVG}text") for box in written(one, sizes)]
        shapes = [one for tag in ("polygon", "path", "polyline") for one in group.iter(f"{SVG}{tag}")]
        if kind == "node" and shapes:
            cards.append((hull(title, [at for one in shapes for at in points(one)]), tuple(told)))
        elif kind == "edge":
            lines += [(title, tuple(points(one))) for one in group.iter(f"{SVG}path")]
            words += told
        else:
            words += told
    inner = {
        id(one)
        for group in graph.iter(f"{SVG}g")
        if (group.get("class") or "").split(" ")[0] in ("node", "edge", "cluster")
        for one in group.iter(f"{SVG}text")
    }
    words += [box for one in graph.iter(f"{SVG}text") if id(one) not in inner for box in written(one, sizes)]
    return Seen(sheet, scale, tuple(cards), tuple(words), tuple(lines), min(sizes) * scale)


def written(one: ElementTree.Element, sizes: list[float]) -> list[Box]:
    text = (one.text or "").replace("\u00a0", " ")
    if not text.strip():
        return []
    size = float(one.get("font-size", "14"))
    sizes.append(size)
    bold = one.get("font-weight") == "bold"
    shown, x, y = text.strip(), float(one.get("x", "0")), float(one.get("y", "0"))
    wide = ems(shown, bold) * size
    if one.get("text-anchor") == "middle":
        x -= wide / 2
    elif one.get("text-anchor") == "end":
        x -= wide
    elif one.get("text-anchor") == "start":
        x += ems(text[: len(text) - len(text.lstrip())], bold) * size
    return [Box(shown, x, y - ASCENT * size, x + wide, y + DESCENT * size)]


def points(one: ElementTree.Element) -> list[tuple[float, float]]:
    found = [float(number) for number in NUMBER.findall(one.get("points") or one.get("d") or "")]
    return list(zip(found[::2], found[1::2], strict=True))


def hull(name: str, at: list[tuple[float, float]]) -> Box:
    across, down = zip(*at, strict=True)
    return Box(name, min(across), min(down), max(across), max(down))


def flaws(picture: Seen, slack: float = 1.0) -> list[str]:
    """Say what overlaps, is cut or leaves the sheet; lines of words stand close, so half a point is forgiven."""
    told = []
    boxes = [box for box, _ in picture.cards]
    for box, words in picture.cards:
        told += [f"{one.name!r} leaves {box.name}" for one in words if not box.holds(one, slack)]
    everything = [*boxes, *picture.words]
    told += [f"{one.name!r} leaves the sheet" for one in everything if not picture.sheet.holds(one, slack)]
    for number, one in enumerate(everything):
        told += [f"{one.name!r} meets {two.name!r}" for two in everything[number + 1 :] if one.meets(two, slack)]
    for title, line in picture.lines:
        for box in everything:
            inside = Box("", box.left + 2, box.top + 2, box.right - 2, box.bottom - 2)
            if any(inside.holds(Box("", x, y, x, y), 0) for x, y in along(line)):
                told.append(f"the line {title} crosses {box.name!r}")
    return told


def along(line: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Give points all along a line, close enough that no word slips between two of them."""
    found = []
    for (x, y), (to_x, to_y) in pairwise(line):
        steps = 1 + int(max(abs(to_x - x), abs(to_y - y)) / 3)
        found += [(x + (to_x - x) * at / steps, y + (to_y - y) * at / steps) for at in range(steps + 1)]
    return found
