"""``runrest why``: why the answer is what it is, and why it is not another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from runrest.cli import answers, weeks
from runrest.cli.gathering import gather
from runrest.cli.options import facts_options
from runrest.cli.streams import columns, note

if TYPE_CHECKING:
    from runrest.cli.gathering import Given
    from runrest.decision import Decision

LENGTHS = ("line", "paragraph", "everything")
WEEK = "week"


@click.command()
@click.argument("name", default="today", metavar="[NAME]")
@click.option("--not", "label", metavar="ANSWER", help="Why not this answer, like as_planned, ease or rest?")
@click.option("--length", type=click.Choice(LENGTHS), default="paragraph", show_default=True, help="How much to say.")
@click.option("--markdown", is_flag=True, help="As Markdown, sources linked.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--no-input", is_flag=True, help="Never ask.")
@facts_options
def why(name: str, label: str | None, length: Literal["line", "paragraph", "everything"], **options: Any) -> int:
    """Say why the answer is what it is, or why it is not another one.

    NAME is today (as long as you do not say otherwise), week, a family, a tree, or the path of a .toml file.
    """
    if options["markdown"] and options["as_json"]:
        raise click.UsageError("--markdown and --json are two forms; choose one")
    given = gather(options)
    if name == "today":
        given = answers.ask_first(given, options)
    decision, code = decided(name, given)
    words = told(decision, given, label, length, options)
    if not options["as_json"]:
        note((*given.notes, *answers.hints(decision, given)))
    click.echo(words, nl=not options["markdown"])
    return code


def decided(name: str, given: Given) -> tuple[Decision, int]:
    """Decide what was asked, and give the exit code that the answer itself has."""
    if name == WEEK:
        found = weeks.decided(given)
        return found.decision, weeks.exit_code(found)
    from runrest.loading import decide

    decision = decide(answers.must_exist(name), given.facts, given.on, confirmed=given.confirmed)
    return decision, answers.exit_code(decision)


def told(
    decision: Decision,
    given: Given,
    label: str | None,
    length: Literal["line", "paragraph", "everything"],
    options: dict[str, Any],
) -> str:
    """Put the explanation into the form that was asked for."""
    from runrest.errors import UnknownNameError
    from runrest.words import whys

    try:
        if options["as_json"]:
            import json

            plain = (
                whys.why_not(decision, label, length, form="json")
                if label is not None
                else whys.why(decision, length, form="json", athlete=given.athlete)
            )
            return json.dumps({**plain, "notes": list(given.notes)}, indent=2, allow_nan=False)
        form: Literal["text", "markdown"] = "markdown" if options["markdown"] else "text"
        if label is not None:
            return whys.why_not(decision, label, length, form=form, width=columns())
        return whys.why(decision, length, form=form, athlete=given.athlete, width=columns())
    except UnknownNameError as error:
        known = ", ".join(one.lower() for one in error.known)
        raise click.UsageError(f"there is no answer {error.name[:40]!r}; there are {known}") from None
