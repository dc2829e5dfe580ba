"""``runrest page``: a tree or a family as one HTML file that asks, answers and shows why."""

from __future__ import annotations

import click

from runrest.cli.answers import groups, must_exist
from runrest.cli.exports import group_has_trees, put
from runrest.cli.speaking import language_option
from runrest.cli.streams import FAILURE, complain


@click.command()
@click.argument("name")
@click.option("-o", "--output", metavar="FILE", required=True, help="The .html file to write.")
@language_option
def page(name: str, output: str) -> int:
    """Write a page that asks, answers and shows why: one HTML file that needs no network.

    NAME is a shipped tree, a family, today, week, or the path of a .toml file. Open the file in any browser, send it,
    or put it into a blog with an iframe. Answers never leave the page.
    """
    from runrest.webpage.page_making import page as make

    if name in groups():
        if not group_has_trees(name):
            return complain(f"there are no trees for {name!r} yet", FAILURE)
    else:
        must_exist(name)
    return put(make(name), output)
