"""``runrest today`` and ``decide``: from what is known to an answer and its exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.gathering import FLAGS, GATES, gather
from runrest.cli.streams import FAILURE, MISSING, REFER, REST, coloured, columns, complain, may_ask, note

if TYPE_CHECKING:
    from collections.abc import Callable

    from runrest.cli.gathering import Given
    from runrest.decision import Decision

CODES = {"STOP_REFER": REFER, "REST": REST, "RECOVERY": REST}
HELP = {
    "soreness": "Muscle soreness, 1 (none) to 7 (worst).",
    "fatigue": "Fatigue, 1 (none) to 7 (worst).",
    "stress": "Stress, 1 (none) to 7 (worst).",
    "sleep_quality": "How badly you slept, 1 (very well) to 7 (worst).",
    "pain": "Pain right now, 0 (none) to 10 (worst).",
    "sleep": "Hours slept last night.",
    "temp": "Body temperature in °C.",
    "days_off": "Days since the last run.",
    "wbgt": "Heat outside, WBGT in °C.",
    "aqi": "Air quality index.",
}


def facts_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command every option by which facts can be told."""
    flags = [click.option(f"--{flag.replace('_', '-')}", flag, metavar="NUMBER", help=HELP[flag]) for flag in FLAGS]
    options = [
        *flags,
        click.option(
            "--no-red-flags", is_flag=True, help="No to all warning signs (see `runrest show rest_timing/red_flags`)."
        ),
        click.option("--not-ill", is_flag=True, help="No to all signs of illness."),
        click.option("--in-scope", is_flag=True, help="18 or older, not pregnant, no heart disease and the like."),
        click.option("--planned", metavar="PLAN", help="Today's plan, like easy:45min or intervals:8km."),
        click.option("--plan", metavar="FILE", help="A plan of sessions (CSV or TOML); today's is looked up in it."),
        click.option(
            "--set", "set", metavar="NAME=VALUE", multiple=True, help="Any signal by its name; `unknown` takes it away."
        ),
        click.option("--signals", metavar="FILE", help="Signals as a JSON object; - reads stdin."),
        click.option("--runs", metavar="PATH", help="A log of runs: Strava's export, or a CSV of your own."),
        click.option("--checkins", metavar="PATH", help="A CSV of morning check-ins."),
        click.option("--scale", metavar="NAME", help="The scale of the check-ins, where the file does not say."),
        click.option("--tz", metavar="ZONE", help="Your time zone, like Europe/Amsterdam, for logs in UTC."),
        click.option("--units", type=click.Choice(["km", "miles"]), help="Of distances without a unit in the log."),
        click.option("--on", metavar="YYYY-MM-DD", help="The day to answer for; today by default."),
        click.option("--confirm", metavar="NAME", multiple=True, help="Say that an unusual value is right."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of how to answer."""
    options = [
        click.option("--json", "as_json", is_flag=True, help="The answer as one JSON object."),
        click.option("--explain", is_flag=True, help="Also every step that led there, with its sources."),
        click.option("--draw", metavar="FILE", help="Also draw the trees that decided, your path lit."),
        click.option("--no-input", is_flag=True, help="Never ask."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    help="Train or rest today?\n\nOn a terminal the safety answers that are missing are asked for.",
)
@facts_options
@answer_options
def today(**options: Any) -> int:
    """Answer for today, asking for what is missing."""
    given = gather(options)
    if may_ask() and not options["no_input"] and not options["as_json"] and options["signals"] != "-":
        from runrest.cli.asking import interview

        interview(given.facts, given.confirmed)
        click.echo("", err=True)
    return answer("today", given, options)


@click.command()
@click.argument("name")
@facts_options
@answer_options
def decide(name: str, **options: Any) -> int:
    """Answer one tree, a family, or a tree file of your own.

    NAME is a shipped tree such as rest_timing/pain (see `runrest trees`), a family such as rest_timing, or the path
    of a .toml file.
    """
    return answer(must_exist(name), gather(options), options)


def groups() -> tuple[str, ...]:
    """List the names that stand for many trees: questions and families."""
    from runrest.loading import common

    told = common("families")
    return (*told["questions"], *told["families"])


def must_exist(name: str) -> str:
    """Refuse the path of a tree file that is not there, as any other slip in a command is."""
    if name.endswith(".toml") and not os.path.isfile(name):
        raise click.UsageError(f"{name[:200]}: there is no such file")
    return name


def answer(name: str, given: Given, options: dict[str, Any]) -> int:
    """Decide, print the answer, and give back the exit code."""
    from runrest import loading

    if name in groups() and not loading.family(name):
        return complain(f"there are no trees for {name!r} yet; `runrest today` answers for today", FAILURE)
    decision = loading.decide(name, given.facts, given.on, confirmed=given.confirmed)
    if options["as_json"]:
        import json

        moved = moving(decision, given)
        told = {**decision.to_dict(), "notes": list(given.notes), **({"move": moved} if moved else {})}
        click.echo(json.dumps(told, indent=2, allow_nan=False))
    else:
        say(decision, given, explain=options["explain"])
    if options["draw"]:
        picture(decision, options["draw"])
    return exit_code(decision)


def say(decision: Decision, given: Given, *, explain: bool) -> None:
    """Print the answer, after the notes on where it comes from."""
    from runrest.words.telling import tell, tell_path

    moved = moving(decision, given)
    note((*given.notes, *hints(decision, given)))
    words = tell(decision, width=columns(), colour=coloured(), notes=[moved] if moved else [])
    click.echo(words, color=coloured())
    if explain:
        click.echo("\n" + tell_path(decision, width=columns()))


def moving(decision: Decision, given: Given) -> str:
    """Say to which day today's session could move, where only its spacing stands against it."""
    if given.plan is None:
        return ""
    from runrest.plans.moving import suggest_move
    from runrest.plans.plan_rules import spacing_rules

    runs = given.athlete.runs if given.athlete else None
    move = suggest_move(decision, given.plan, given.on, spacing_rules(), runs or None)
    return str(move) if move is not None else ""


def hints(decision: Decision, given: Given) -> list[str]:
    """Say by which options the missing answers can be given."""
    from runrest.words.explaining import taken_carefully, unanswered

    words = [
        f"if {name} is right as it is, add --confirm {name}"
        for name, value in given.facts.items()
        if value is not None and name not in decision.facts
    ]
    missing: tuple[str, ...] = ()
    if not may_ask() and exit_code(decision) in (0, MISSING):
        missing = (*unanswered(decision), *taken_carefully(decision))
    flags = {name: f"--{flag.replace('_', '-')} ..." for flag, name in FLAGS.items()}
    for flag, gate in GATES.items():
        members = decision.house.vocabulary.gates[gate][1]
        flags |= dict.fromkeys(members, f"--{flag.replace('_', '-')} (if that is so)")
    found = dict.fromkeys(flags.get(name, f"--set {name}=...") for name in missing)
    return [*words, f"answer with {', '.join(found)}"] if found else words


def picture(decision: Decision, path: str) -> None:
    """Draw the trees of a decision with the walked path lit."""
    from runrest.drawing import draw

    many = decision.question in groups()
    for written in draw(decision.question if many else decision.trees[0], decision).save(path):
        click.echo(f"wrote {written}", err=True)


def exit_code(decision: Decision) -> int:
    """Turn an answer into the exit code that a script can lean on: anything but 0 means do not just train."""
    if decision.label in CODES:
        return CODES[decision.label]
    return 0 if decision.complete else MISSING
