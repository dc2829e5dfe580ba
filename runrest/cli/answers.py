"""``runrest today`` and ``decide``: from what is known to an answer and its exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.gathering import FLAGS, GATES, gather
from runrest.cli.options import answer_options, facts_options
from runrest.cli.streams import FAILURE, MISSING, REFER, REST, coloured, columns, complain, may_ask, note

if TYPE_CHECKING:
    from runrest.cli.gathering import Given
    from runrest.decision import Decision

CODES = {"STOP_REFER": REFER, "REST": REST, "RECOVERY": REST}


@click.command(
    help="Train or rest today?\n\nOn a terminal the safety answers that are missing are asked for.",
)
@facts_options
@answer_options
def today(**options: Any) -> int:
    """Answer for today, asking for what is missing."""
    given = gather(options)
    return answer("today", ask_first(given, options), options)


def ask_first(given: Given, options: dict[str, Any]) -> Given:
    """Ask on a terminal for what is missing, and add it to the facts."""
    if not may_ask() or options["no_input"] or options["as_json"] or options["signals"] == "-":
        return given
    from runrest.cli.asking import Lines, informed
    from runrest.interviews.interview import Interview

    interview = Lines(Interview("today", given.facts, given.on, given.confirmed)).run()
    click.echo("", err=True)
    return informed(given, interview)


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
    from runrest.words.telling import tell

    moved = moving(decision, given)
    note((*given.notes, *hints(decision, given)))
    words = tell(decision, width=columns(), colour=coloured(), notes=[moved] if moved else [], in_vain=given.in_vain)
    click.echo(words, color=coloured())
    if explain:
        from runrest.words.whys import why

        click.echo("\n" + why(decision, "everything", athlete=given.athlete, width=columns()))


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

    phrases = decision.house.phrases
    words = [
        phrases("command.confirm", signal=name)
        for name, value in given.facts.items()
        if value is not None and name not in decision.facts
    ]
    missing: tuple[str, ...] = ()
    if not may_ask() and exit_code(decision) in (0, MISSING):
        missing = (*unanswered(decision), *taken_carefully(decision))
    flags = {name: f"--{flag.replace('_', '-')} ..." for flag, name in FLAGS.items()}
    for flag, gate in GATES.items():
        members = decision.house.vocabulary.gates[gate][1]
        flags |= dict.fromkeys(members, phrases("command.if_so", option=f"--{flag.replace('_', '-')}"))
    found = dict.fromkeys(flags.get(name, f"--set {name}=...") for name in missing)
    return [*words, phrases("command.answer_with", options=", ".join(found))] if found else words


def picture(decision: Decision, path: str) -> None:
    """Draw the trees of a decision with the walked path lit."""
    from runrest.drawing import draw

    many = decision.question in groups()
    for written in draw(decision.question if many else decision.trees[0], decision).save(path):
        click.echo(decision.house.phrases("command.wrote", file=str(written)), err=True)


def exit_code(decision: Decision) -> int:
    """Turn an answer into the exit code that a script can lean on: anything but 0 means do not just train."""
    if decision.label in CODES:
        return CODES[decision.label]
    return 0 if decision.complete else MISSING
