"""Joins drawings in PDF, one page each, into one PDF whose pages are all as large as the paper.

It reads no more of PDF than Graphviz and cairo write: numbered objects, streams with a length, objects packed into a
stream (ISO 32000-1, 7.3 and 7.5.7). Nothing is drawn anew: each page keeps its own content, fonts and links.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from runrest.errors import DrawingError
from runrest.pictures.papers import INCH

if TYPE_CHECKING:
    from collections.abc import Sequence

OBJECT = re.compile(rb"(?:^|(?<=[\r\n]))(\d+) 0 obj\b[\r\n ]*")
LENGTH = re.compile(rb"/Length (\d+)( 0 R)?")
REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
BOX = re.compile(rb"/MediaBox \[\s*([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s*\]")
TOP = 0.4
"""Inches above a drawing."""


def join_pages(pdfs: Sequence[bytes], page: tuple[float, float], color: str) -> bytes:
    """Join PDFs of one page each.

    Parameters
    ----------
    pdfs : sequence of bytes
        As a drawing program wrote them.
    page : tuple of float
        Width and height of every page in inches.
    color : str
        What a page is filled with, such as ``#FFFFFF``.

    Returns
    -------
    bytes
        One PDF, each drawing in the middle below the upper margin; the same for the same PDFs.

    Raises
    ------
    DrawingError
        Where one of them is no PDF of one page.
    """
    body: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids: list[int] = []
    for pdf in pdfs:
        objects = _objects(pdf)
        found = [number for number, content in objects.items() if re.search(rb"/Type /Page\b", content)]
        if len(found) != 1 or not BOX.search(objects[found[0]]):
            raise DrawingError("the drawing program made a PDF that has not just one page", "save it as .svg")
        shift = len(body) + 1
        order = {number: place for place, number in enumerate(objects, shift)}
        for number, content in objects.items():
            if number == found[0]:
                kids.append(order[number])
                content = _turned(content, page, shift + len(objects))
            body.append(_renumbered(content, order))
        body.append(_filled(page, color))
    told = " ".join(f"{kid} 0 R" for kid in kids)
    body[1] = f"<< /Type /Pages /Kids [ {told} ] /Count {len(kids)} >>".encode()
    return _written(body)


def _objects(pdf: bytes) -> dict[int, bytes]:
    """Find the objects of a PDF by their numbers, those that are packed into a stream too."""
    found: dict[int, bytes] = {}
    at = 0
    while match := OBJECT.search(pdf, at):
        start = match.end()
        stream, end = pdf.find(b"stream", start), pdf.find(b"endobj", start)
        if 0 <= stream < end:
            length = LENGTH.search(pdf, start, stream)
            size = int(length.group(1)) if length else 0
            if length and length.group(2):
                value = re.search(rb"(?:^|[\r\n])%d 0 obj\s+(\d+)" % size, pdf)
                size = int(value.group(1)) if value else 0
            end = pdf.find(b"endobj", stream + size)
        found[int(match.group(1))] = pdf[start:end].rstrip()
        at = end
    for number, content in list(found.items()):
        if b"/Type /ObjStm" in content:
            found.update(_unpacked(content))
        if re.search(rb"/Type /(ObjStm|XRef|Catalog|Pages)\b", content):
            del found[number]
    return {number: one for number, one in found.items() if not re.search(rb"/Type /(Catalog|Pages)\b", one)}


def _unpacked(content: bytes) -> dict[int, bytes]:
    """Unpack the objects that newer versions of cairo pack into a stream."""
    head, _, rest = content.partition(b"stream")
    told = zlib.decompressobj().decompress(rest.lstrip(b"\r\n"))
    first = re.search(rb"/First (\d+)", head)
    offset = int(first.group(1)) if first else 0
    numbers = [int(word) for word in told[:offset].split()]
    starts = [offset + start for start in numbers[1::2]]
    return {
        number: told[start:end].strip()
        for number, start, end in zip(numbers[::2], starts, [*starts[1:], len(told)], strict=True)
    }


def _turned(content: bytes, page: tuple[float, float], fill: int) -> bytes:
    """Give a page the size of the paper, filled first, and the drawing in the middle below the upper margin."""
    content = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [ @%d@ \1 ]" % fill, content)
    content = re.sub(rb"/Parent \d+ 0 R", b"/Parent @2@", content)
    box = BOX.search(content)
    left, _, right, high = (float(one) for one in box.groups()) if box else (0.0, 0.0, 0.0, 0.0)
    width, height = page[0] * INCH, page[1] * INCH
    west = (left + right - width) / 2
    north = high + TOP * INCH
    size = f"/MediaBox [ {west:.2f} {north - height:.2f} {west + width:.2f} {north:.2f} ]"
    return BOX.sub(size.encode(), content)


def _filled(page: tuple[float, float], color: str) -> bytes:
    """Write what fills a page, wherever on the sheet it begins: far enough on all sides."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    far = 4 * INCH * max(page)
    told = f"q {red:.4f} {green:.4f} {blue:.4f} rg {-far:.0f} {-far:.0f} {2 * far:.0f} {2 * far:.0f} re f Q".encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(told), told)


def _renumbered(content: bytes, order: dict[int, int]) -> bytes:
    """Turn references into those of the joined file; streams hold none."""
    head, stream, rest = content.partition(b"stream\n")
    head = REFERENCE.sub(lambda one: b"%d 0 R" % order.get(int(one.group(1)), 0), head)
    return re.sub(rb"@(\d+)@", rb"\1 0 R", head) + stream + rest


def _written(body: Sequence[bytes]) -> bytes:
    """Write objects with the table of where they stand."""
    told, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(body, 1):
        places.append(len(told))
        told += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(told), len(body) + 1
    told += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    return told + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
