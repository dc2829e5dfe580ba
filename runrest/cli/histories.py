"""``runrest history``: the last weeks as one picture."""

from __future__ import annotations

from typing import Any

import click

from runrest.cli.gathering import read_day
from runrest.cli.options import log_options
from runrest.cli.speaking import language_option
from runrest.cli.streams import note
from runrest.cli.wall_drawings import THEMES, paper_option, save_days
from runrest.histories import MOST_WEEKS, WEEKS
from runrest.histories import history as look_back
from runrest.loading import house


@click.command()
@click.option("-o", "--output", metavar="FILE", required=True, help="Ends in .svg, .png or .pdf.")
@click.option(
    "--weeks", type=click.IntRange(1, MOST_WEEKS), default=WEEKS, show_default=True, help="How far to look back."
)
@click.option("--tree", metavar="NAME", help="Draw this tree instead, and how many of the days went down each branch.")
@click.option(
    "--theme", type=click.Choice(THEMES), default="light", show_default=True, help="Colours; print: a --tree."
)
@paper_option
@language_option
@log_options
def history(output: str, weeks: int, tree: str | None, theme: str, paper: str | None, **options: Any) -> int:
    """Draw the last weeks: load, longest run, how you felt, and the advice of each day.

    With --tree, draw that tree instead, lines as wide as the share of days that went there.

    Without --checkins, those that you keep are shown.
    """
    from runrest.cli.days import read_athlete

    if tree is None and (theme == "print" or paper):
        raise click.UsageError(house().phrases("picture.only_tree"))
    on = read_day(options["on"])
    known = read_athlete(options)
    if known is None:
        raise click.UsageError(house().phrases("history.nothing"))
    note(known.notes)
    if tree is not None:
        return save_days(tree, known.athlete, on, weeks, output, theme=theme, paper=paper)
    saved = look_back(known.athlete, on, weeks=weeks).save(output, theme="dark" if theme == "dark" else "light")
    click.echo(house().phrases("command.wrote", file=str(saved)), err=True)
    return 0
