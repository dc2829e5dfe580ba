"""Finding the files of a log: one file, a folder of them, or a zip; compressed ones too, all within bounds."""

from __future__ import annotations

import os
import zipfile
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from runrest.errors import LogError
from runrest.importing.numerals import shown
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

MOST_BYTES = 64 * 1024 * 1024
"""Of one file, unpacked: ten years of Strava are 5 MB, a day's run recorded each second less than 1 MB."""
MOST_BYTES_IN_ALL = 4 * 1024 * 1024 * 1024
MOST_FILES = 50_000
MOST_TIMES_SMALLER = 100
"""What shrinks further than this when packed holds next to nothing, or is meant to do harm."""

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
NEVER_LOGS = frozenset(
    (".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".mp4", ".mov", ".html", ".htm", ".pdf", ".md", ".txt", ".svg")
)
"""Endings of files that are passed over in a folder without a look; named by themselves they are looked at."""
DAMAGED = said("this zip is damaged")


@frozen
class Source:
    """One file that may be part of a log; its content is read only when it is asked for."""

    place: str
    """What to call it in messages: a path, or that of a zip and the name inside."""
    name: str
    """Its own name, with the folders inside what was given: ``activities/1.fit.gz``."""
    named: bool
    """Whether it was named by itself, rather than found in a folder or a zip."""
    read: Callable[[], bytes]
    """Raises LogError where it cannot be read within bounds."""


@define
class Opening:
    """Everything that was given, as files; to be used in a ``with``, since a zip stays open meanwhile."""

    paths: tuple[Path, ...]
    _open: ExitStack = field(factory=ExitStack, init=False)
    _left: int = field(default=MOST_BYTES_IN_ALL, init=False)

    def __enter__(self) -> Opening:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def sources(self) -> list[Source]:
        """List the files, tables before recordings, so that a list is read before what it lists.

        Raises
        ------
        LogError
            Where a path is not there, or a folder or zip holds too much.
        """
        found: list[Source] = []
        for path in self.paths:
            try:
                found += self._inside(path)
            except OSError as error:
                raise LogError(str(path), said("it cannot be opened ({why})", why=error.strerror or error)) from None
        if len(found) > MOST_FILES:
            problem = said("there are more than {most} files here", most=MOST_FILES)
            raise LogError(str(self.paths[0]), problem, remedy=said("give the folder of one export"))
        return sorted(found, key=lambda source: (_is_recording(source.name), source.place))

    def _inside(self, path: Path) -> Iterable[Source]:
        if path.is_dir():
            return [source for inner in _walk(path) for source in self._of_file(inner, str(inner.relative_to(path)))]
        if not path.is_file():
            raise LogError(
                str(path), said("there is no such file") if not path.exists() else said("this is not a file")
            )
        return self._of_file(path, path.name, named=True)

    def _of_file(self, path: Path, name: str, *, named: bool = False) -> Iterable[Source]:
        # In a folder may lie what never ends, such as a pipe: opening it would wait for ever.
        if not named and (path.suffix.lower() in NEVER_LOGS or not path.is_file()):
            return []
        with path.open("rb") as stream:
            packed = stream.read(len(ZIP)) == ZIP
        if packed:
            return self._of_zip(path)
        return [Source(str(path), name, named, lambda: self._read_file(path))]

    def _of_zip(self, path: Path) -> Iterator[Source]:
        try:
            archive = self._open.enter_context(zipfile.ZipFile(path))
            entries = archive.infolist()
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError):
            raise LogError(str(path), DAMAGED, remedy=said("download the export again")) from None
        except NotImplementedError:
            raise LogError(str(path), said("this zip is packed in a way that cannot be read")) from None
        if len(entries) > MOST_FILES:
            raise LogError(
                str(path),
                said("this zip holds more than {most} files", most=MOST_FILES),
                remedy=said("give a single export"),
            )
        for entry in entries:
            inside = Path(entry.filename)
            hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in inside.parts)
            if entry.filename and not entry.is_dir() and not hidden and inside.suffix.lower() not in NEVER_LOGS:
                yield self._of_entry(path, archive, entry)

    def _of_entry(self, path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Source:
        # Nothing is unpacked to disk, so no name can lead out of the zip; it is only ever shown.
        name = shown(entry.filename)[1:-1]
        return Source(f"{path}/{name}", name, False, lambda: self._read_entry(f"{path}/{name}", archive, entry))

    def _read_file(self, path: Path) -> bytes:
        try:
            with path.open("rb") as stream:
                return self._within(str(path), stream.read(MOST_BYTES + 1))
        except OSError as error:
            raise LogError(str(path), said("it cannot be opened ({why})", why=error.strerror or error)) from None

    def _read_entry(self, place: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        if entry.file_size > MOST_TIMES_SMALLER * max(1, entry.compress_size):
            raise LogError(
                place, said("it unpacks to more than {most} times its size, as no log does", most=MOST_TIMES_SMALLER)
            )
        try:
            with archive.open(entry) as stream:
                # The size that the zip declares is not trusted: reading stops at the bound whatever it says.
                return self._within(place, stream.read(MOST_BYTES + 1))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError):
            raise LogError(place, DAMAGED, remedy=said("download the export again")) from None
        except (NotImplementedError, RuntimeError):
            problem = said("this zip is encrypted or packed in a way that cannot be read")
            raise LogError(place, problem, remedy=said("unpack it first")) from None

    def _within(self, place: str, content: bytes) -> bytes:
        if content[:2] == GZIP:
            content = _gunzip(place, content)
        if len(content) > MOST_BYTES:
            raise LogError(
                place,
                said("it is larger than {most} MB", most=MOST_BYTES // 1024**2),
                remedy=said("give a smaller export"),
            )
        if content[:4] == ZIP:
            raise LogError(place, said("this is a zip inside another file"), remedy=said("unpack it first"))
        self._left -= len(content)
        if self._left < 0:
            problem = said("this is more than {most} GB in all", most=MOST_BYTES_IN_ALL // 1024**3)
            raise LogError(place, problem, remedy=said("give fewer files at a time"))
        return content


def _walk(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        yield from (Path(at) / name for name in sorted(names) if not name.startswith("."))


def _is_recording(name: str) -> bool:
    return Path(name.lower().removesuffix(".gz")).suffix in (".fit", ".gpx", ".tcx")


def _gunzip(place: str, content: bytes) -> bytes:
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacked = unpacking.decompress(content, MOST_BYTES + 1)
    except zlib.error:
        raise LogError(place, said("this compressed file is damaged"), remedy=said("download it again")) from None
    if len(unpacked) <= MOST_BYTES and not unpacking.eof:
        raise LogError(place, said("this compressed file is cut short"), remedy=said("download it again"))
    return unpacked
