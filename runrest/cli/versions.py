"""The trees that OLD and NEW stand for: a file, a folder, a shipped name or family, or one of them in git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

from runrest import shelf
from runrest.checking.coverage import check_coverage
from runrest.checking.proving import check_file
from runrest.checking.structure import check_structure
from runrest.cli.checks import walk
from runrest.cli.revisions import is_revision, read_revision
from runrest.errors import TreeError, UnknownNameError
from runrest.flaws import Flaw, errors
from runrest.loading import common, family, house, read
from runrest.reading import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runrest.tree import TreeFile

HARMLESS = frozenset({"T203", "T204", "T307"})
"""Flaws of form that leave every state of the athlete with exactly one answer."""


@frozen
class Version:
    """One side of a comparison."""

    told: str
    """As it was asked for."""
    many: bool
    """Whether it is a set of trees rather than one."""
    files: Mapping[str, TreeFile]

    def one(self) -> TreeFile:
        """Give the tree of a side that is a single one."""
        return next(iter(self.files.values()))

    def doubts(self) -> tuple[str, ...]:
        """Say which trees fail a proof: they can be compared, but may not speak."""
        found = []
        for file in self.files.values():
            codes = sorted({flaw.code for flaw in errors(check_file(file, house()))})
            if codes:
                found.append(f"{file.path} fails its proofs ({', '.join(codes)}); see `runrest check`")
        return tuple(found)


def find_version(text: str) -> Version:
    """Read the trees that one argument stands for.

    Parameters
    ----------
    text : str
        A path, ``REV:path``, a shipped tree, a family or a question such as ``today``.

    Returns
    -------
    Version
        With trees whose branches cover every value once.

    Raises
    ------
    TreeError
        With every flaw that keeps a tree from having one answer for each athlete.
    RevisionError, UnknownNameError, click.UsageError
        Where there is no such thing.
    """
    path = Path(text)
    questions = common("families")["questions"]
    if path.is_dir():
        inside = {str(one.relative_to(path).with_suffix("")): one for one in walk(path)}
        found = {name: _sound(*read(one), str(one)) for name, one in inside.items()}
    elif text in shelf.names() or (path.suffix == ".toml" and path.exists()):
        return Version(text, many=False, files={text: _sound(*read(text), text)})
    elif is_revision(text):
        return _from_git(text)
    elif text in (*questions, *common("families")["families"]):
        own = "" if text in questions else f"{text}/"
        found = {tree.name.removeprefix(own): tree.file for tree in family(text)}
    elif path.exists() or path.suffix == ".toml":
        return Version(text, many=False, files={text: _sound(*read(path), text)})
    else:
        raise UnknownNameError("tree, path or revision", text[:200], (*questions, *shelf.names()))
    return _several(text, found)


def _from_git(text: str) -> Version:
    folder, contents = read_revision(text)
    if not folder:
        name = Path(next(iter(contents))).stem
        return Version(text, many=False, files={text: _text(name, text, next(iter(contents.values())))})
    base = text.rstrip("/")
    names = _trees(contents)
    return _several(
        text,
        {
            name.removesuffix(".toml"): _text(name.removesuffix(".toml"), f"{base}/{name}", contents[name])
            for name in names
        },
    )


def _trees(names: Iterable[str]) -> list[str]:
    """Leave out what is no tree: offers, languages, hidden folders, and the files that trees share."""
    every = set(names)
    kept = []
    for name in sorted(every):
        *folders, last = name.split("/")
        beside = "/".join([*folders, "signals.toml"]) in every
        shared = beside and last.removesuffix(".toml") in shelf.COMMON
        if not shared and not any(folder in shelf.NO_TREES or folder.startswith(".") for folder in folders):
            kept.append(name)
    return kept


def _several(text: str, files: Mapping[str, TreeFile]) -> Version:
    if not files:
        raise click.UsageError(f"{text}: there is no tree (.toml) in this folder")
    return Version(text, many=True, files=files)


def _text(name: str, place: str, content: bytes) -> TreeFile:
    return _sound(*read_tree(content, name, place, house()), place)


def _sound(file: TreeFile | None, flaws: tuple[Flaw, ...], place: str) -> TreeFile:
    """Refuse a tree in which some athlete has no answer, or two."""
    found = list(errors(flaws))
    if file is not None:
        found += errors([*check_structure(file), *check_coverage(file, house())])
    broken = tuple(flaw for flaw in found if flaw.code < "T4" and flaw.code not in HARMLESS)
    if file is None or broken:
        raise TreeError(place, broken)
    return file
