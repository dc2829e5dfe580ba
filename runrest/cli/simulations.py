"""``runrest simulate``: a year of a made-up runner, decided by the real trees."""

from __future__ import annotations

import click

from runrest.cli.streams import columns


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="The one source of chance.")
@click.option("--weeks", type=click.IntRange(4, 104), default=52, show_default=True, help="How many weeks.")
@click.option("--with", "troubles", metavar="NAMES", default="", help="Troubles: cold, tendon, sleep; commas between.")
@click.option("--watch", is_flag=True, help="Also resting heart rate and HRV, every morning.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
def simulate(seed: int, weeks: int, troubles: str, watch: bool, as_json: bool) -> int:
    """Live a year of a healthy runner on paper.

    Every day and every week of a sensible plan is decided. It shows how often a healthy runner is told less than
    planned, why, and on which day a trouble is caught. The same seed always gives the same year.

    Exit codes: 0 done, 2 usage.
    """
    from runrest.errors import did_you_mean
    from runrest.simulation.simulating import simulate as live
    from runrest.simulation.telling_simulations import tell_year
    from runrest.simulation.troubles import TROUBLES

    names = [name.strip() for name in troubles.split(",") if name.strip()]
    for name in names:
        if name not in TROUBLES:
            raise click.UsageError(
                f"there is no trouble {name[:40]!r}{did_you_mean(name[:40], TROUBLES)}; there are {', '.join(TROUBLES)}"
            )
    year = live(seed, weeks, names, watch=watch)
    if as_json:
        import json

        click.echo(json.dumps(year.to_dict(), indent=2, allow_nan=False))
    else:
        click.echo(tell_year(year, width=columns()))
    return 0
