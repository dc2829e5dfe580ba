"""``runrest signals``: what is known on a day, from which file and which day, and why the rest is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from runrest.cli.gathering import gather
from runrest.cli.options import facts_options
from runrest.cli.streams import columns, note
from runrest.loading import house

if TYPE_CHECKING:
    from runrest.athlete import Athlete
    from runrest.cli.gathering import Given
    from runrest.logs.findings import Origin

NEVER = "reported, never used for advice"


@click.command()
@facts_options
@click.option("--gap-days", type=click.IntRange(1, 3650), help="Longer silence is a gap in the log, not rest (30).")
@click.option("--max-hr", type=float, help="Highest heart rate, for the figures that are only reported.")
@click.option("--resting-hr", type=float, help="Resting heart rate, for the same.")
@click.option("--sex", type=click.Choice(["female", "male"]), help="For the weights of Banister's TRIMP.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
def signals(**options: Any) -> int:
    """List every signal: value, unit, from which file and day, or why it is unknown.

    What `runrest today` would know with the same options. Below stand figures of training load that are only
    reported; no advice is made of them.

    Exit codes: 0 done, 1 failure, 2 usage.
    """
    from runrest.athlete import Athlete
    from runrest.origins import origins

    given = gather(options)
    athlete = given.athlete or Athlete()
    told = told_by_hand(given, athlete)
    if options["gap_days"] is not None:
        athlete = evolve(athlete, gap_days=options["gap_days"])
    found = from_the_plan(origins(athlete, given.on, told, given.confirmed), given, options["plan"])
    figures = with_the_heart(athlete, options).report(given.on)
    if options["as_json"]:
        import json

        told_all = {
            "on": given.on.isoformat(),
            "signals": [one.to_dict() for one in found],
            "reported": {"note": NEVER, "figures": [figure.to_dict() for figure in figures]},
            "notes": list(given.notes),
            "read": given.report.to_dict() if given.report else None,
        }
        click.echo(json.dumps(told_all, indent=2, allow_nan=False))
        return 0
    from runrest.words.telling_signals import tell_signals

    note(given.notes)
    read = given.report.lines() if given.report else ()
    shared = house()
    words = tell_signals(
        found, figures, shared.vocabulary.signals, given.on, phrases=shared.phrases, read=read, width=columns()
    )
    click.echo(words)
    return 0


def told_by_hand(given: Given, athlete: Athlete) -> dict[str, Any]:
    """Give what the command line says besides what was read; ``None`` is what it takes away."""
    read = athlete.signals(given.on)
    told = {name: value for name, value in given.facts.items() if name not in read or read[name] != value}
    return told | {name: None for name in read if given.facts.get(name) is None}


def from_the_plan(found: tuple[Origin, ...], given: Given, path: str | None) -> tuple[Origin, ...]:
    """Call what the plan file says by its name."""
    planned = given.plan.facts(given.on) if given.plan is not None else {}
    return tuple(
        evolve(one, from_what="plan", places=(path,) if path else ())
        if one.from_what == "told" and one.known and planned.get(one.signal) == one.value
        else one
        for one in found
    )


def with_the_heart(athlete: Athlete, options: dict[str, Any]) -> Athlete:
    """Add to the profile what only the reported figures ask."""
    given = {name: options[name] for name in ("max_hr", "resting_hr", "sex") if options[name] is not None}
    return evolve(athlete, profile=evolve(athlete.profile, **given)) if given else athlete
