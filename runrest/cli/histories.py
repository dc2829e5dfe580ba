"""``runrest history``: the last weeks as one picture."""

from __future__ import annotations

from typing import Any

import click

from runrest.cli.gathering import read_day
from runrest.cli.options import log_options
from runrest.cli.streams import note
from runrest.histories import MOST_WEEKS, WEEKS
from runrest.histories import history as look_back


@click.command()
@click.option("-o", "--output", metavar="FILE", required=True, help="Ends in .svg, .png or .pdf.")
@click.option(
    "--weeks", type=click.IntRange(1, MOST_WEEKS), default=WEEKS, show_default=True, help="How far to look back."
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="Colours.")
@log_options
def history(output: str, weeks: int, theme: str, **options: Any) -> int:
    """Draw the last weeks: load, longest run, how you felt, and the advice of each day.

    Without --checkins, those that you keep are shown.
    """
    from runrest.cli.days import read_athlete

    on = read_day(options["on"])
    known = read_athlete(options)
    if known is None:
        raise click.UsageError("there is nothing to show; give --runs or --checkins, or keep check-ins")
    note(known.notes)
    saved = look_back(known.athlete, on, weeks=weeks).save(output, theme="dark" if theme == "dark" else "light")
    click.echo(f"wrote {saved}", err=True)
    return 0
