"""On which line of a TOML file each table and key stands: tomllib does not say."""

from __future__ import annotations

import re
from typing import TypeAlias

from attrs import frozen

Path: TypeAlias = tuple["str | int", ...]

PART = r'(?:"(?:[^"\\]|\\.)*"|\'[^\']*\'|[A-Za-z0-9_-]+)'
TABLE = re.compile(rf"\s*(\[\[?)\s*({PART}(?:\s*\.\s*{PART})*)\s*\]")
KEY = re.compile(rf"\s*({PART}(?:\s*\.\s*{PART})*)\s*=")
LONG_QUOTES = ('"""', "'''")


@frozen
class Places:
    """Line numbers by path, counted from 1."""

    lines: dict[Path, int]

    def line(self, *path: str | int) -> int:
        """Give the line of a path, or that of the nearest thing around it."""
        wanted: Path = path
        while wanted:
            if wanted in self.lines:
                return self.lines[wanted]
            wanted = wanted[:-1]
        return 1


def find_places(text: str) -> Places:
    r"""Scan a TOML text for its table headers and keys.

    Parameters
    ----------
    text : str
        The file; it need not be valid.

    Returns
    -------
    Places
        The first line of each table and key; arrays of tables are numbered from 0.

    Examples
    --------
    >>> places = find_places('title = "x"\n[questions.peak.branches]\n"> 5" = "stop"\n')
    >>> places.line("questions", "peak", "branches", "> 5")
    3
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    quotes = ""
    for number, line in enumerate(text.split("\n"), 1):
        if quotes:
            quotes = "" if quotes in line else quotes
            continue
        if found := TABLE.match(line):
            table = _inside(_parts(found.group(2)), counts)
            if found.group(1) == "[[":
                at = counts.get(table, 0)
                counts[table] = at + 1
                table = (*table, at)
            _remember(lines, table, number)
        elif found := KEY.match(line):
            _remember(lines, (*table, *_parts(found.group(1))), number)
            quotes = next((mark for mark in LONG_QUOTES if line.count(mark) == 1), "")
    return Places(lines)


def _parts(dotted: str) -> Path:
    return tuple(_bare(part) for part in re.findall(PART, dotted))


def _bare(part: str) -> str:
    """Take a key out of its own quotes, and leave those inside it."""
    if part.startswith('"'):
        return part[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return part[1:-1] if part.startswith("'") else part


def _inside(parts: Path, counts: dict[Path, int]) -> Path:
    """Add to a table's path the number of each list entry that it lies in: the latest one."""
    path: Path = ()
    for part in parts:
        if path in counts:
            path = (*path, counts[path] - 1)
        path = (*path, part)
    return path


def _remember(lines: dict[Path, int], path: Path, number: int) -> None:
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], number)
