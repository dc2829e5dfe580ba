"""Makes broken copies of real log files: the same number always makes the same copy."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OWN = Path(__file__).parent / "exports"
SHARED = Path(__file__).parent.parent.parent / "shared" / "exports"
LARGEST = 100_000
"""Bytes of a file to start from; copies of larger ones take too long for what they find."""

NUMBER = re.compile(rb"-?\d+(?:[.,]\d+)?")
ODD_NUMBERS = (
    b"0 -0 -1 1e308 -1e308 1e-320 nan inf 1,020 7,00 1.234,5 9999999999999999999999 00:00:00 2026-02-30 03/04/2026 "
    b"12:60 25:61:61 1_000 0x1f 2e5 \xd9\xa3 \xc2\xb2 -- 1970-01-01 9999-12-31T23:59:59Z 0001-01-01 24:00:00 +99:99"
).split()
ODD_BYTES = (
    b"\0",
    b"\r",
    b"\n",
    b"\r\n",
    b'"',
    b'""',
    b",",
    b";",
    b"\t",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xa8",
    b"\x1b[2J",
    b"<",
    b">",
    b"&x;",
    b"<!DOCTYPE a>",
    b"]]>",
    b"null",
    b"true",
    b"NaN",
    b"{}",
    b"[[",
    b"\\ud800",
    b"\xed\xa0\x80",
    b"../",
    b"-",
    b"''",
    b"\x1a",
    b"\x7f",
)


def seeds() -> dict[str, bytes]:
    """Read the files to start from: our own, and other people's where they are at hand."""
    paths = [*sorted(OWN.iterdir()), *(path for path in sorted(SHARED.rglob("*.*")) if path.suffix != ".md")]
    return {path.name: path.read_bytes() for path in paths if path.is_file() and path.stat().st_size <= LARGEST}


def broken_copy(number: int, files: dict[str, bytes]) -> tuple[str, bytes]:
    """Make one copy of one of the files, broken in one to five places; small files come more often.

    Parameters
    ----------
    number : int
        Which copy.
    files : dict of str to bytes
        As `seeds` gives them; the same number makes the same copy of the same files only.

    Returns
    -------
    tuple of str and bytes
        The name of the file that it was made of, and the copy.
    """
    random = Random(number)
    names = list(files)
    name = random.choices(names, [1 / (2000 + len(files[one])) for one in names])[0]
    content = files[name]
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        content = random.choice(WAYS)(content, random, files)
    return name, _packed(content, random)


def _flip(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    changed = bytearray(content or b"\0")
    for _ in range(random.choice((1, 2, 8))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _overwrite(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    at = random.randrange(len(content) + 1)
    written = random.choice((b"\0", b"\xff", b"\x80", b"\x7f", random.randbytes(1))) * random.choice((1, 2, 4, 16))
    return content[:at] + written + content[at + len(written) :]


def _truncate(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] if random.random() < 0.7 else content[at:]


def _duplicate(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    begin, end = _stretch(content, random)
    return content[:end] + content[begin:end] * random.choice((1, 2, 20)) + content[end:]


def _leave_out(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    begin, end = _stretch(content, random)
    return content[:begin] + content[end:]


def _splice(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    other = random.choice(list(files.values()))
    begin, end = _stretch(other, random)
    at = random.randrange(len(content) + 1)
    return content[:at] + other[begin:end] + content[at:]


def _insert(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    at = random.choice((0, len(content), random.randrange(len(content) + 1), random.randrange(len(content) + 1)))
    return content[:at] + random.choice(ODD_BYTES) * random.choice((1, 1, 3)) + content[at:]


def _swap_numbers(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    found = list(NUMBER.finditer(content))
    if not found:
        return content
    one, other = random.choice(found), random.choice(found)
    instead = random.choice((random.choice(ODD_NUMBERS), other.group(), b"", one.group() * 3, b"-" + one.group()))
    return content[: one.start()] + instead + content[one.end() :]


def _edit_header(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    """Turn the cells of a table's header about, or of any other line."""
    lines = content.split(b"\n")
    at = 0 if random.random() < 0.8 else random.randrange(len(lines))
    separator = random.choice((b",", b";", b"\t", b" ", b":"))
    cells = lines[at].split(separator)
    one, other = random.randrange(len(cells)), random.randrange(len(cells))
    way = random.randrange(5)
    if way == 0:
        cells[one], cells[other] = cells[other], cells[one]
    elif way == 1:
        del cells[one]
    elif way == 2:
        cells.insert(one, cells[other])
    elif way == 3:
        cells[one] = cells[one].swapcase() + random.choice((b"", b" ", b"\xc3\xa9", b"(km)"))
    else:
        separator = random.choice((b",", b";", b"\t"))
    lines[at] = separator.join(cells)
    return b"\n".join(lines)


def _swap_lines(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    lines = content.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return random.choice((b"\n", b"\n", b"\r", b"\r\n")).join(lines)


def _encode_otherwise(content: bytes, random: Random, files: dict[str, bytes]) -> bytes:
    text = content.decode("utf-8", errors="replace")
    return text.encode(random.choice(("utf-16", "utf-16-le", "latin-1", "utf-8-sig", "utf-32")), errors="replace")


WAYS: Sequence[Callable[[bytes, Random, dict[str, bytes]], bytes]] = (
    _flip,
    _flip,
    _overwrite,
    _truncate,
    _duplicate,
    _leave_out,
    _splice,
    _insert,
    _insert,
    _swap_numbers,
    _swap_numbers,
    _swap_numbers,
    _edit_header,
    _swap_lines,
    _encode_otherwise,
)


def _packed(content: bytes, random: Random) -> bytes:
    """Put one copy in ten into a gzip or a zip, since only what is whole outside is looked at inside."""
    chance = random.random()
    if chance < 0.05:
        return gzip.compress(content, 1, mtime=0)
    if chance < 0.1:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("export/activities.csv"), content)
            archive.writestr(zipfile.ZipInfo("../../run.tcx"), content[::-1])
        return stream.getvalue()
    return content


def _stretch(content: bytes, random: Random) -> tuple[int, int]:
    begin = random.randrange(len(content) + 1)
    longest = random.choice((4, 40, 400, len(content)))
    return begin, min(len(content), begin + random.randrange(longest + 1))
