"""``runrest week``: what next week allows, from the last seven days and what is told besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from runrest.cli.answers import hints, picture
from runrest.cli.gathering import gather
from runrest.cli.options import answer_options, facts_options
from runrest.cli.streams import MISSING, REFER, REST, coloured, columns, note
from runrest.loading import house

if TYPE_CHECKING:
    from runrest.athlete import Athlete
    from runrest.cli.gathering import Given
    from runrest.words.week_answers import Week

RED_DAY = "red_day_7d"


@click.command(
    epilog="Exit codes: 0 progress or hold, 10 deload, 11 see a professional within 7 days or sooner, 12 an answer is"
    " missing, 1 failure, 2 usage."
)
@facts_options
@answer_options
def week(**options: Any) -> int:
    """Tell what next week allows.

    Load, strength and strength phase, from --runs and --checkins of the last weeks; what you tell besides counts more.
    """
    from runrest.athlete import Athlete
    from runrest.weekly import weekly_notes

    given = gather(options)
    notes = weekly_notes(given.athlete or Athlete(), given.on)
    given = evolve(given, notes=(*given.notes, *map(house().phrases.translated, notes)))
    found = decided(given)
    if options["as_json"]:
        import json

        click.echo(json.dumps({**found.to_dict(), "notes": list(given.notes)}, indent=2, allow_nan=False))
    else:
        say(found, given, explain=options["explain"])
    if options["draw"]:
        picture(found.decision, options["draw"])
    return exit_code(found)


def decided(given: Given) -> Week:
    """Answer for the week, from what was given and what its days add up to."""
    from runrest.athlete import Athlete
    from runrest.words.week_answers import decide_week

    facts = with_the_week(given, given.athlete or Athlete())
    return decide_week(facts, given.on, confirmed=given.confirmed)


def with_the_week(given: Given, athlete: Athlete) -> dict[str, Any]:
    """Add what the days of the log and the check-ins add up to; what was told by hand counts more.

    Only a red day is not to be told away: where the days themselves show one, it stands.
    """
    from runrest.weekly import weekly_signals

    signals, read = weekly_signals(athlete, given.on, given.facts), athlete.signals(given.on)
    told = {name: value for name, value in given.facts.items() if name not in read or read[name] != value}
    facts = {**given.facts, **signals, **told}
    return {**facts, RED_DAY: True} if signals.get(RED_DAY) else facts


def say(found: Week, given: Given, *, explain: bool) -> None:
    """Print the answer, after the notes on where it comes from."""
    from runrest.words.telling_weeks import tell_week

    note((*given.notes, *hints(found.decision, given)))
    click.echo(tell_week(found, width=columns(), colour=coloured()), color=coloured())
    if explain:
        from runrest.words.whys import why

        click.echo("\n" + why(found.decision, "everything", athlete=given.athlete, width=columns()))


def exit_code(found: Week) -> int:
    """Turn a week into an exit code: anything but 0 means do not just go on."""
    if found.urgent:
        return REFER
    if found.label == "DELOAD":
        return REST
    return 0 if found.decision.complete else MISSING
