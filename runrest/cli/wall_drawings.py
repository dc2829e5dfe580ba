"""What several commands draw: a tree in text, two versions at once, the days of a log."""

from __future__ import annotations

import os
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.answers import groups
from runrest.cli.streams import USAGE, coloured, columns, complain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runrest.athlete import Athlete
    from runrest.cli.versions import Version
    from runrest.decision import Decision
    from runrest.differences.changes import Change
    from runrest.drawing import Drawing
    from runrest.linking import Tree

THEMES = ["light", "dark", "print"]
PAPERS = ["a4", "a4-landscape", "phone", "free"]
paper_option = click.option(
    "--paper", type=click.Choice(PAPERS), help="What it is drawn for.  [default: a4 for a PDF, else one picture]"
)
SIGNS = "┣━▶◀▽►■▲→"
"""What a terminal must be able to show to get more than ASCII."""


def save(drawing: Drawing, output: str) -> int:
    """Save a drawing, and say where."""
    from runrest.loading import house

    for written in drawing.save(output):
        click.echo(house().phrases("command.wrote", file=str(written)), err=True)
    return 0


def print_tree(what: str | Tree, decision: Decision | None) -> int:
    """Print a tree in text, with the path walked.

    Parameters
    ----------
    what : str or Tree
        A family's name is refused: many trees need a sheet.
    decision : Decision or None
        Whose facts are walked.

    Returns
    -------
    int
        The exit code.
    """
    from runrest.words.branching import tell_branches

    if isinstance(what, str):
        problem = f"{what} is {len(groups_of(what))} trees; draw them into a file with -o FILE, or name one tree"
        return complain(problem, USAGE)
    click.echo(tell_branches(what, decision, width=columns(), plain=not shows_signs(), colour=coloured()))
    return 0


def groups_of(name: str) -> tuple[Tree, ...]:
    """Give the trees of a family."""
    from runrest.loading import family

    return family(name)


def shows_signs() -> bool:
    """Tell whether stdout can show more than ASCII."""
    if os.environ.get("TERM") == "dumb":
        return False
    try:
        SIGNS.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def save_difference(before: Version, after: Version, changes: Iterable[Change], output: str, **drawn: Any) -> None:
    """Draw two versions of a tree at once.

    Parameters
    ----------
    before, after : Version
        Single trees, or sets in which one tree differs.
    changes : iterable of Change
        What the change means.
    output : str
        The file.
    **drawn : str
        ``theme`` and ``paper``.

    Raises
    ------
    click.UsageError
        For sets in which no tree, or more than one, was changed.
    DrawingError
        Where it cannot be drawn or written.
    """
    from runrest.linking import link
    from runrest.loading import house
    from runrest.wall_charts import draw_difference

    told = tuple(changes)
    pairs = [(before.one(), after.one())] if not before.many else changed_trees(before, after)
    if len(pairs) != 1:
        many = f"{len(pairs)} trees were changed" if pairs else "no tree that is on both sides was changed"
        raise click.UsageError(f"--draw shows one tree, but {many}; name one tree on each side")
    old, new = pairs[0]
    if before.many:
        told = tuple(change for change in told if change.tree == new.name)
    proven = not any(new.path in doubt for doubt in after.doubts())
    named = (short(before.told), short(after.told))
    if before.many:
        named = ("", "")
    trees = link(old, house()), link(new, house(), proven=proven)
    save(draw_difference(*trees, told, named=named, **drawn), output)


def changed_trees(before: Version, after: Version) -> list[Any]:
    """Give the trees that are on both sides and not the same, old and new."""
    from attrs import evolve

    def content(file: Any) -> Any:
        return evolve(file, path="", name="")

    return [
        (before.files[name], file)
        for name, file in sorted(after.files.items())
        if name in before.files and content(before.files[name]) != content(file)
    ]


def short(told: str) -> str:
    """Shorten what a version was called: the last part of a path, and the revision where there is one.

    Examples
    --------
    >>> short("HEAD~1:trees/rest_timing/pain.toml"), short("new/pain.toml"), short("rest_timing/pain")
    ('HEAD~1:pain', 'pain', 'pain')
    """
    revision, colon, path = told.rpartition(":")
    return f"{revision}{colon}{PurePath(path).name.removesuffix('.toml')}"


def save_days(name: str, athlete: Athlete, on: date, weeks: int, output: str, **drawn: Any) -> int:
    """Draw how many days of some weeks went down each branch of a tree.

    Parameters
    ----------
    name : str
        A tree.
    athlete : Athlete
        Log and check-ins.
    on : datetime.date
        The last day.
    weeks : int
        How many.
    output : str
        The file.
    **drawn : str
        ``theme`` and ``paper``.

    Returns
    -------
    int
        The exit code.
    """
    from runrest.cli.answers import must_exist
    from runrest.loading import load
    from runrest.wall_charts import MOST_DAYS, draw_days

    if name in groups():
        raise click.UsageError(f"--tree takes one tree, and {name} is a family; `runrest trees` lists its trees")
    tree = load(must_exist(name), proven=False)
    return save(draw_days(tree, athlete, on, days=min(7 * weeks, MOST_DAYS), **drawn), output)
