"""``runrest ask``: an interview on the terminal, then the answer as ``today`` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from runrest.cli.answers import answer
from runrest.cli.asking import Lines, informed
from runrest.cli.gathering import gather
from runrest.cli.options import facts_options
from runrest.cli.streams import MISSING, columns, note
from runrest.cli.terminals import has_screen
from runrest.errors import FactsError
from runrest.interviews.interview import Interview
from runrest.loading import house

if TYPE_CHECKING:
    from runrest.cli.gathering import Given
    from runrest.cli.screen_interviews import Screens

QUESTION = "today"


@click.command(
    epilog="Exit codes: those of `today`; 12 also where you stop to go on later. Answers can be piped in, one a line."
)
@facts_options
@click.option("--resume", is_flag=True, help="Go on with the interview of today that you stopped; it must be there.")
@click.option("--restart", is_flag=True, help="Begin anew.")
@click.option("--plain", is_flag=True, help="Plain lines, nothing redrawn: for screen readers.")
@click.option("--json", "as_json", is_flag=True, help="The answer as one JSON object.")
@click.option("--explain", is_flag=True, help="Also every step that led there, with its sources.")
@click.option("--draw", metavar="FILE", help="Also draw the trees that decided, your path lit.")
def ask(**options: Any) -> int:
    """Train or rest today? Be asked what matters, one question at a time.

    Arrow keys or numbers choose, Enter takes. Enter alone means that you do not know. b goes back, ? says why
    something is asked, q stops, and later the same day you can go on.
    """
    if options["resume"] and options["restart"]:
        raise click.UsageError(house().phrases("asking.either"))
    if options["signals"] == "-":
        raise click.UsageError(house().phrases("asking.taken"))
    from runrest.interviews.kept_interviews import forget_interview

    given = gather(options)
    asking = conducting(begin(given, options), plain=options["plain"])
    interview = asking.run()
    if asking.stopped:
        return put_aside(interview)
    if interview.answers:
        click.echo("", err=True)
    code = answer(QUESTION, informed(given, interview), options)
    forget_interview()
    return code


def conducting(interview: Interview, *, plain: bool) -> Lines | Screens:
    """Choose how to ask: on a screen where there is one, else in plain lines."""
    if plain or not has_screen():
        return Lines(interview, may_stop=True)
    from runrest.cli.screen_interviews import Screens

    return Screens(interview)


def begin(given: Given, options: dict[str, Any]) -> Interview:
    """Begin an interview, or go on with the one that was stopped today."""
    phrases = house().phrases
    anew = Interview(QUESTION, given.facts, given.on, given.confirmed)
    if options["restart"]:
        return anew
    from runrest.interviews.kept_interviews import kept_interview

    try:
        kept = kept_interview(given.on, given.facts)
    except FactsError as error:
        if options["resume"]:
            raise
        note([phrases("asking.unread", why=str(error))])
        return anew
    if options["resume"] and (kept is None or kept.earlier is not None):
        raise click.UsageError(phrases("asking.none_kept"))
    if kept is None:
        return anew
    if kept.earlier is not None:
        remains = kept.facts.keys() - anew.facts.keys()
        note([phrases("asking.stale_but" if remains else "asking.stale", day=kept.earlier.isoformat())])
    else:
        note([phrases("asking.going_on", n=len(kept.answers))])
    return evolve(kept, confirmed=(*kept.sure, *given.confirmed))


def put_aside(interview: Interview) -> int:
    """Keep an interview for later, and say how to go on."""
    from runrest.interviews.kept_interviews import interview_file, keep_interview
    from runrest.words.wording import fill

    phrases = house().phrases
    if interview_file() is None:
        words = phrases("asking.put_aside_nowhere")
    elif not interview.answers:
        words = phrases("asking.nothing_to_keep")
    else:
        keep_interview(interview)
        words = phrases("asking.put_aside", n=len(interview.answers))
    click.echo("\n".join(fill(words, columns())), err=True)
    return MISSING
