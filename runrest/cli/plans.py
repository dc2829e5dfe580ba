"""``runrest plan``: check the spacing of a plan, and place strength into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.speaking import language_option
from runrest.cli.streams import FAILURE, USAGE, columns, note
from runrest.plans.strength_weeks import LEVELS
from runrest.said import counted, said

if TYPE_CHECKING:
    from runrest.plans.spacing_rules import Rules
    from runrest.plans.strength_weeks import StrengthTable
    from runrest.plans.training_plan import TrainingPlan

FORMATS = ("text", "csv", "ics")
BY_ENDING = {".csv": "csv", ".ics": "ics"}


@click.group(invoke_without_command=True)
@click.pass_context
def plan(context: click.Context) -> None:
    """Check a plan of sessions, or place strength into it."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(USAGE)


@plan.command()
@click.argument("file")
@click.option("--runs", metavar="PATH", help="A log of what was done before the plan.")
@click.option("--novice", is_flag=True, help="Two hard days a week at most.")
@click.option("--repeat", is_flag=True, help="The plan is one week that comes again and again.")
@click.option("--tz", metavar="ZONE", help="Your time zone, for logs in UTC.")
@click.option("--units", type=click.Choice(["km", "miles"]), help="Of distances without a unit in the log.")
@click.option("--json", "as_json", is_flag=True, help="What was found as one JSON object.")
@language_option
def check(file: str, runs: str | None, novice: bool, repeat: bool, as_json: bool, **log: Any) -> int:
    """Find what stands too close together in a plan.

    FILE is a CSV or TOML file of sessions (see docs/plan-format.md).

    Exit codes: 0 nothing, or only hints, 1 breaches, 2 usage or a file that is no plan.
    """
    from attrs import evolve

    from runrest.importing import read_runs
    from runrest.importing.plans import read_plan
    from runrest.loading import house
    from runrest.plans.plan_rules import spacing_rules
    from runrest.plans.telling_plans import findings, tell_findings

    given, phrases = read_plan(file), house().phrases
    rules = evolve(spacing_rules().for_novice() if novice else spacing_rules(), phrases=phrases)
    notes = [*given.notes]
    if repeat:
        whole = _twice(given)
        found = tuple(one for one in findings(whole, rules) if one.breach.days[0] < _second_week(given))
    else:
        whole = given
        if runs:
            units = {"miles": "mi"}.get(log["units"], log["units"])
            read = read_runs(runs, tz=log["tz"], units=units)
            notes += read.notes
            whole = given.following(read)
        found = findings(whole, rules)
        notes += _unjudged(whole)
    broken = sum(not one.breach.hint for one in found)
    if as_json:
        import json

        told = {
            "file": file,
            "breaches": broken,
            "found": [one.to_dict(phrases) for one in found],
            "notes": [phrases.translated(words) for words in notes],
        }
        click.echo(json.dumps(told, indent=2, allow_nan=False))
    else:
        note(notes)
        click.echo(tell_findings(file, found, width=columns(), phrases=phrases))
    return FAILURE if broken else 0


def _twice(given: TrainingPlan) -> TrainingPlan:
    from runrest.errors import FactsError
    from runrest.plans.seasons import is_one_week

    if not is_one_week(given):
        raise FactsError((said("--repeat is for a plan of one week; this one is longer"),))
    return given.repeated(2)


def _second_week(given: TrainingPlan) -> Any:
    from runrest.plans.training_plan import WEEK

    return given.sessions[0].day + WEEK


def _unjudged(given: TrainingPlan) -> list[str]:
    """Say for how many runs the length could not be judged."""
    from runrest.plans.spacing import judged_lengths

    lengths = [session for session in given.sessions if session.runs and session.km is not None and not session.done]
    lacking = len(lengths) - sum(1 for _ in judged_lengths(given))
    if not lacking:
        return []
    return [
        counted(
            "the length of one run was not judged (LD1): what was run before is not known; a log as --runs may show it",
            "the length of {n} runs was not judged (LD1): what was run before is not known;"
            " a log as --runs may show it",
            lacking,
        )
    ]


@plan.command()
@click.option("--runs", "file", metavar="PLAN", required=True, help="Your runs: one week, or a block of weeks.")
@click.option("--start", metavar="YYYY-MM-DD", required=True, help="The first day of the first week.")
@click.option("--weeks", type=int, default=12, show_default=True, help="How many weeks.")
@click.option("--phase-lengths", metavar="N,N,N", help="Weeks of each phase; the table's 4,4,4 by default.")
@click.option("--equipment", type=click.Choice(LEVELS), default="home", show_default=True, help="What you have.")
@click.option("--after-hard", is_flag=True, help="Also on the day of a hard run, three hours or more after it.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="By the ending of the file, or text.")
@click.option("-o", "--output", metavar="FILE", help="Write it there.")
@language_option
def strength(file: str, start: str, weeks: int, output: str | None, **options: Any) -> int:
    """Place two strength sessions a week into your own runs.

    Exit codes: 0 each week has its two, 1 a week has no legal place for them, 2 usage or a file that is no plan.
    """
    from runrest.cli.gathering import read_day
    from runrest.importing.plans import read_plan
    from runrest.loading import house
    from runrest.plans.making_room import find_shortages
    from runrest.plans.plan_rules import spacing_rules, strength_table
    from runrest.plans.scheduling import place_strength
    from runrest.plans.seasons import lay_out
    from runrest.plans.strength_weeks import read_lengths
    from runrest.plans.telling_strength import plan_csv, strength_calendar, tell_strength, told_sessions

    phrases = house().phrases
    given, rules, table = read_plan(file), spacing_rules(), strength_table(phrases.language)
    lengths = table.lengths if options["phase_lengths"] is None else read_lengths(options["phase_lengths"])
    season = lay_out(given, read_day(start), weeks, lengths, after_hard=options["after_hard"])
    placement = place_strength(season, rules)
    shortages = find_shortages(given, placement, rules)
    told = told_sessions(placement, table, options["equipment"])
    form = options["form"] or BY_ENDING.get(Path(output or "").suffix.lower(), "text")
    note([*given.notes, *_left_out(given), *_short_phases(lengths, weeks, table), *_still_broken(given, rules)])
    if form == "text":
        write(tell_strength(told, weeks, shortages, table.own, width=columns(), phrases=phrases) + "\n", output)
    else:
        note(str(shortage) for shortage in shortages)
        if form == "csv":
            write(plan_csv(placement.plan(), told, phrases), output)
        else:
            write(strength_calendar(told, placement, phrases), output)
    return FAILURE if shortages else 0


def write(text: str, output: str | None) -> None:
    """Write a text to a file as a whole, or to stdout as it is."""
    if output is None:
        # As bytes, so that the line ends of a calendar stay what they are on every system.
        click.echo(text.encode(), nl=False)
        return
    from runrest.loading import house
    from runrest.pictures.rendering import keep

    phrases, target = house().phrases, Path(output)
    if not target.parent.is_dir():
        raise click.UsageError(phrases.translated(said("there is no folder {folder}", folder=target.parent)))
    keep(target, text.encode())
    click.echo(phrases("command.wrote", file=output), err=True)


def _left_out(given: TrainingPlan) -> list[str]:
    old = sum(session.strength for session in given.sessions)
    return [said("the plan's own strength ({old} sessions) was left out and placed anew", old=old)] if old else []


def _short_phases(lengths: tuple[int, ...], weeks: int, table: StrengthTable) -> list[str]:
    """Say which phases are shorter than the seed's text has them."""
    begun = 0
    notes = []
    for row, length in zip(table.rows.values(), lengths, strict=False):
        if row.least is not None and begun + length < weeks and length < row.least:
            notes.append(
                said(
                    "{focus} has {length} weeks; the seed's text gives it {least} to {most}, so `runrest week`"
                    " may hold the phase longer (ST5); --phase-lengths sets other lengths",
                    focus=row.focus,
                    length=length,
                    least=row.least,
                    most=row.most,
                )
            )
        begun += length
    return notes


def _still_broken(given: TrainingPlan, rules: Rules) -> list[str]:
    """Say that the runs themselves break rules: placing strength does not change that."""
    from attrs import evolve

    from runrest.plans.spacing import count_breaches

    runs = evolve(given, sessions=tuple(session for session in given.sessions if not session.strength))
    count = count_breaches(runs, rules).total()
    if not count:
        return []
    return [said("the runs themselves break {count} of the rules; see `runrest plan check`", count=count)]
