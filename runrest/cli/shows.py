"""``runrest trees``, ``show``, ``draw`` and ``completion``: what there is, as text and as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from runrest.cli.answers import groups, must_exist
from runrest.cli.options import facts_options
from runrest.cli.speaking import language_option
from runrest.cli.streams import FAILURE, columns, complain
from runrest.cli.wall_drawings import THEMES, paper_option, print_tree, save

if TYPE_CHECKING:
    from runrest.linking import Tree

SHELLS = ("bash", "zsh", "fish")


def shelf_of(names: tuple[str, ...]) -> dict[str, tuple[str, tuple[Tree, ...]]]:
    """Load families with their titles."""
    from runrest.loading import common, family

    told = common("families")["families"]
    return {name: (told[name]["title"], family(name)) for name in names or tuple(told)}


@click.command()
@language_option
def trees() -> None:
    """List the trees, family by family."""
    from runrest.loading import house
    from runrest.words.telling import tell_trees

    click.echo(tell_trees(shelf_of(()), house().phrases, width=columns()))


@click.command()
@click.argument("name")
@language_option
def show(name: str) -> None:
    """Show a tree as text, with its evidence and sources.

    NAME is a shipped tree, a family, or the path of a .toml file.
    """
    from runrest.loading import common, house, load
    from runrest.words.telling import tell_tree, tell_trees

    if name in common("families")["families"]:
        click.echo(tell_trees(shelf_of((name,)), house().phrases, width=columns()))
        return
    click.echo(tell_tree(load(must_exist(name), proven=False), width=columns()))


@click.command()
@click.argument("name")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Without it, a tree is drawn here, in text. Ends in .svg, .png, .pdf, .dot or .mmd.",
)
@click.option(
    "--theme", type=click.Choice(THEMES), default="light", show_default=True, help="Colours, or black and white."
)
@paper_option
@facts_options
def draw(name: str, output: str | None, theme: Any, paper: Any, **options: Any) -> int:
    """Draw a tree or a family; with facts, the path they take is lit.

    A family, today or week is drawn as cards, one for each tree, and how they combine: with facts, what decides.

    What a sheet of paper cannot hold in letters that can be read goes on on the next: FILE-1.svg, FILE-2.svg, or the
    pages of one PDF.
    """
    from runrest.cli.gathering import gather
    from runrest.drawing import draw as make
    from runrest.loading import decide, family, load

    many = name in groups()
    if many and not family(name):
        return complain(f"there are no trees for {name!r} yet", FAILURE)
    what = name if many else load(must_exist(name), proven=False)
    given = gather(options, unasked=False)
    decision = decide(what, given.facts, given.on, confirmed=given.confirmed) if given.facts else None
    if output is None:
        return print_tree(what, decision)
    return save(make(what, decision, theme=theme, paper=paper), output)


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes `runrest` in a shell.

    For bash: eval "$(runrest completion bash)".
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from runrest.cli.group import main

    kind = get_completion_class(shell)
    if kind is not None:
        # The base class's source: bash's own would first start a bash to ask its version.
        click.echo(ShellComplete.source(kind(main, {}, "runrest", "_RUNREST_COMPLETE")))
