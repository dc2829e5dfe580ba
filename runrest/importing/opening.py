"""Finding the text of a log in a file, a folder or a zip, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from attrs import frozen

from runrest.errors import LogError

MOST_BYTES = 64 * 1024 * 1024
INSIDE = "activities.csv"

CSV_WANTED = "give the activities.csv of a Strava export, or a CSV file with columns day and km or minutes"

# What the first bytes give away; the name of a file proves nothing.
SIGNATURES = (
    (b"%PDF", 0, "a PDF document"),
    (b"\x1f\x8b", 0, "a compressed file (gzip)"),
    (b".FIT", 8, "a FIT file, a single recording"),
    (b"\x89PNG", 0, "a picture"),
    (b"\xff\xd8\xff", 0, "a picture"),
    (b"SQLite format 3", 0, "a database"),
)
MARKUP = (
    ("<gpx", "a GPX file, a single track"),
    ("<trainingcenterdatabase", "a TCX file, a single recording"),
    ("<html", "a web page"),
)


@frozen
class Text:
    """The text of a log and the name to call it by in messages."""

    place: str
    text: str


def open_text(path: str | Path) -> Text:
    """Read the text of a log: a file, or the ``activities.csv`` inside a folder or a zip.

    Parameters
    ----------
    path : str or pathlib.Path
        A text file, the folder of a bulk export, or its zip; told apart by content.

    Returns
    -------
    Text
        The decoded text, without its byte-order mark.

    Raises
    ------
    LogError
        Where there is nothing there, or nothing that is text, or more than 64 MB of it.
    """
    where = Path(path)
    try:
        if where.is_dir():
            where = where / INSIDE
            if not where.is_file():
                remedy = "give the folder of a Strava bulk export"
                raise LogError(str(path), f"this folder holds no {INSIDE}", remedy=remedy)
        if not where.is_file():
            raise LogError(str(path), "there is no such file" if not where.exists() else "this is not a file")
        with where.open("rb") as stream:
            head = stream.read(4)
            if head == b"PK\x03\x04":
                place, content = _from_zip(where)
            else:
                place, content = str(where), head + stream.read(MOST_BYTES + 1 - len(head))
    except OSError as error:
        raise LogError(str(path), f"it cannot be opened ({error.strerror or error})") from None
    if len(content) > MOST_BYTES:
        raise LogError(place, f"it is larger than {MOST_BYTES // 1024**2} MB", remedy="give a smaller export")
    return Text(place, _decode(place, content))


def _from_zip(where: Path) -> tuple[str, bytes]:
    place = f"{where}/{INSIDE}"
    try:
        with zipfile.ZipFile(where) as archive:
            # Only this one name is looked up and nothing is unpacked to disk, so no entry can lead elsewhere.
            found = [name for name in archive.namelist() if f"/{name}".endswith(f"/{INSIDE}")]
            if not found:
                remedy = "give the zip of a Strava bulk export"
                raise LogError(str(where), f"this zip holds no {INSIDE}", remedy=remedy)
            with archive.open(min(found, key=len)) as stream:
                # The size that the zip declares is not trusted: reading stops at the bound whatever it says.
                return place, stream.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise LogError(str(where), "this zip is damaged", remedy="download the export again") from None
    except (NotImplementedError, RuntimeError):
        problem = "this zip is encrypted or packed in a way that cannot be read"
        raise LogError(str(where), problem, remedy="unpack it first") from None


def _decode(place: str, content: bytes) -> str:
    if not content.strip():
        raise LogError(place, "the file is empty", remedy=CSV_WANTED)
    for signature, offset, what in SIGNATURES:
        if content[offset : offset + len(signature)] == signature:
            raise LogError(place, f"this is {what}, not a log in CSV", remedy=CSV_WANTED)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\0" in content:
        raise LogError(place, "this is a binary file, not a log in CSV", remedy=CSV_WANTED)
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1 if encoding == "utf-8-sig" else None
        remedy = "save it as UTF-8, or export it again"
        raise LogError(place, "the text is not UTF-8", line=line, remedy=remedy) from None
    start = text[:2000].lower()
    for tag, what in MARKUP:
        if tag in start and text.lstrip().startswith("<"):
            raise LogError(place, f"this is {what}, not a log in CSV", remedy=CSV_WANTED)
    return text
