"""``runrest export``: a tree or a family for other programs, in a format of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runrest.cli.answers import groups, must_exist
from runrest.cli.speaking import language_option
from runrest.cli.streams import FAILURE, USAGE, complain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runrest.drawing import Drawing
    from runrest.linking import Tree


def _json(name: str) -> str:
    from runrest.webpage.page_making import compiled_text

    return compiled_text(name)


def _one_tree(name: str, kind: str) -> Tree:
    """Load the tree that a format has room for; a family is several."""
    from runrest.loading import family, load

    if name in groups():
        first = family(name)[0].name
        raise click.UsageError(f"{kind} holds one tree at a time, and {name} is several; name one, such as {first}")
    return load(name)


def _graphml(name: str) -> str:
    from runrest.exporting.graphml import graphml_text

    return graphml_text(_one_tree(name, "graphml"))


def _pmml(name: str) -> str:
    from runrest.exporting.pmml import pmml_text

    return pmml_text(_one_tree(name, "pmml"))


def _drawing(name: str) -> Drawing:
    from runrest.drawing import draw
    from runrest.loading import load

    return draw(name if name in groups() else load(name))


def _mermaid(name: str) -> str:
    return _drawing(name).mermaid().rstrip("\n") + "\n"


def _dot(name: str) -> str:
    return _drawing(name).dot().rstrip("\n") + "\n"


FORMATS: Mapping[str, Callable[[str], str]] = {
    "json": _json,
    "mermaid": _mermaid,
    "dot": _dot,
    "graphml": _graphml,
    "pmml": _pmml,
}
"""Format to what writes it: a name in, the file's text out."""


@click.command()
@click.argument("name")
@click.option("--to", "kind", type=click.Choice(list(FORMATS)), required=True, help="The format to write.")
@click.option("-o", "--output", metavar="FILE", help="Where to write; otherwise stdout.")
@language_option
def export(name: str, kind: str, output: str | None) -> int:
    """Write a tree or a family for other programs.

    NAME is a shipped tree, a family, today, week, or the path of a .toml file. json holds all that an app in another
    language needs to walk the trees and reach the same decision; trees/compiled.schema.json describes it.
    """
    if name in groups():
        if not group_has_trees(name):
            return complain(f"there are no trees for {name!r} yet", FAILURE)
    else:
        must_exist(name)
    return put(FORMATS[kind](name), output)


def group_has_trees(name: str) -> bool:
    """Tell whether a question or family has any trees yet."""
    from runrest.loading import family

    return bool(family(name))


def put(text: str, output: str | None) -> int:
    """Write a text to a file, or to stdout where none is named."""
    from pathlib import Path

    from runrest.loading import house

    if output is None:
        click.echo(text, nl=False)
        return 0
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        return complain(f"cannot write {output}: {error.strerror}; name a file in a folder that is there", USAGE)
    click.echo(house().phrases("command.wrote", file=output), err=True)
    return 0
