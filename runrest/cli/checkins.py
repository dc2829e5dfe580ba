"""``runrest checkin``: how this morning is, from flags or by asking, added to a CSV that is the runner's own."""

from __future__ import annotations

import os
import shlex
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.gathering import FLAGS, GATES, read_day, read_value
from runrest.cli.options import HELP
from runrest.cli.speaking import language_option
from runrest.cli.streams import FAILURE, columns, complain, may_ask, note
from runrest.errors import FactsError, LogError, RunrestError, did_you_mean
from runrest.loading import house
from runrest.said import said
from runrest.signals import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from runrest.keeping.appending import Kept
    from runrest.signals import Signal

OWN_FLAGS = ("soreness", "fatigue", "stress", "sleep_quality", "pain", "sleep", "temp")
RAW_FLAGS = {"rhr": ("rhr", "Resting heart rate [beats per minute]."), "hrv": ("hrv_rmssd", "Morning rMSSD [ms].")}
MOST_NAMED = 4


def answer_flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command a flag for each everyday answer."""
    for flag, (_, told) in reversed(RAW_FLAGS.items()):
        command = click.option(f"--{flag}", metavar="NUMBER", help=told)(command)
    for flag in reversed(OWN_FLAGS):
        command = click.option(f"--{flag.replace('_', '-')}", flag, metavar="NUMBER", help=HELP[flag])(command)
    return command


@click.command(
    epilog="Exit codes: 0 written (or shown), 1 it could not be written, 2 there was nothing to write, or an answer or"
    " the file does not fit."
)
@answer_flags
@click.option("--no-red-flags", is_flag=True, help="No to all warning signs.")
@click.option("--not-ill", is_flag=True, help="No to all signs of illness.")
@click.option("--in-scope", is_flag=True, help="18 or older, not pregnant, no heart disease and the like.")
@click.option("--set", "set", metavar="NAME=VALUE", multiple=True, help="Any signal by its name.")
@click.option("--scale", metavar="NAME", help="The scale of your answers: runrest (1 best, 7 worst) unless said.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day it belongs to; today by default.")
@click.option("--file", "file", metavar="PATH", help="Your file, instead of the usual one (RUNREST_CHECKINS).")
@click.option("--show", "--list", "show", is_flag=True, help="Print the last 14 days.")
@click.option("--no-input", is_flag=True, help="Never ask.")
@language_option
def checkin(**options: Any) -> int:
    """Write down how this morning is: one row in a CSV that is yours.

    Without answers it asks, on a terminal. `today`, `week` and `decide` read the file by themselves.
    """
    on = read_day(options["on"])
    answers, notes = told(options)
    asked = not answers and not options["show"]
    if asked:
        if options["no_input"] or not may_ask():
            raise FactsError((house().phrases("checkin.nothing_given"),))
        try:
            answers = interview(on, options)
        except KeyboardInterrupt:
            click.echo("", err=True)
            return complain(house().phrases("checkin.stopped"), FAILURE)
    if answers:
        keep(on, answers, notes, options, asked=asked)
    if options["show"]:
        show(on, options)
    return 0


def told(options: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Read the answers that the flags give, and what should be said about them."""
    phrases, signals = house().phrases, every_signal(options["scale"])
    flags = {**{flag: FLAGS[flag] for flag in OWN_FLAGS}, **{flag: name for flag, (name, _) in RAW_FLAGS.items()}}
    given = [(name, options[flag]) for flag, name in flags.items() if options[flag] is not None]
    problems = []
    for text in options["set"]:
        name, equals, value = text.partition("=")
        if equals:
            given.append((name.strip(), value))
        else:
            problems.append(phrases("checkin.no_pair", text=repr(text[:60])))
    answers: dict[str, Any] = {}
    for written, value in given:
        signal = signals.get(written)
        if signal is None:
            problems.append(unknown(written, signals))
        elif signal.name in answers:
            problems.append(phrases("checkin.twice", name=signal.name))
        else:
            try:
                answers[signal.name] = read_value(value, signal)
            except FactsError as error:
                problems += error.problems
    if problems:
        raise FactsError(tuple(problems))
    notes = []
    for flag, gate in GATES.items():
        if options[flag]:
            members = house().vocabulary.gates[gate][1]
            otherwise = [name for name, no in members.items() if answers.setdefault(name, no) != no]
            notes += [phrases("checkin.also_said", names=", ".join(otherwise))] if otherwise else []
    return {name: value for name, value in answers.items() if value is not None}, notes


def every_signal(scale: str | None) -> Mapping[str, Signal]:
    """List what a check-in may hold, on the scale that was named."""
    from runrest.keeping.entries import OWN_SCALE, askable, scale_problem

    problems = scale_problem(scale) if scale is not None else []
    if problems:
        raise FactsError(tuple(problems))
    shared = house()
    return askable(shared.vocabulary, shared.phrases, scale or OWN_SCALE)


def unknown(name: str, signals: Mapping[str, Signal]) -> str:
    """Say that a name is none that a check-in may hold."""
    derived = house().vocabulary.derived.get(name)
    if derived is not None:
        parts = ", ".join(member.signal for member in derived.members)
        return said("{name} is worked out by runrest; give {parts} instead", name=name, parts=parts)
    return said("there is no signal {name!r}{hint}", name=name[:60], hint=did_you_mean(name[:60], signals))


def keep(on: date, answers: Mapping[str, Any], notes: list[str], options: Mapping[str, Any], *, asked: bool) -> None:
    """Write a check-in, and say what was written where; what was asked for is not lost where that fails."""
    from runrest.keeping.appending import keep_check_in

    scale = options["scale"]
    more = {"scale": scale, "unlabelled": scale} if scale else {}
    try:
        kept = keep_check_in(on, answers, at=now(), path=options["file"], **more)
    except RunrestError:
        if asked:
            click.echo(house().phrases("checkin.again", command=command_for(on, answers, options)), err=True)
        raise
    say(kept, notes)


def now() -> datetime:
    """Read the clock, in the runner's own zone."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone()


def command_for(on: date, answers: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Write the command that would give the same answers by flags."""
    words = ["runrest", "checkin", "--on", on.isoformat()]
    for option in ("scale", "file"):
        words += [f"--{option}", options[option]] if options[option] else []
    for name, value in answers.items():
        words += ["--set", f"{name}={spell(value)}"]
    return shlex.join(words)


def say(kept: Kept, notes: Iterable[str]) -> None:
    """Say on stderr what was written where, and what else should be known."""
    from runrest.keeping.tabulating import tell_answers
    from runrest.words.wording import sentence

    phrases, day = house().phrases, kept.entry.day.isoformat()
    answers = phrases.listed(tell_answers(kept.entry.answers, kept.entry.scale))
    wrote = phrases("checkin.wrote", answers=answers, day=day, place=str(kept.path))
    tell(sentence(wrote))
    more = [*notes, *kept.entry.doubts]
    if any(
        kept.entry.answers.get(name, no) != no
        for _, noes in house().vocabulary.gates.values()
        for name, no in noes.items()
    ):
        more.insert(0, phrases("checkin.ask_today"))
    if kept.made:
        more.append(phrases("checkin.made"))
    if kept.added:
        key = "checkin.added" if len(kept.added) <= MOST_NAMED else "checkin.added_many"
        more.append(phrases(key, n=len(kept.added), names=phrases.listed(kept.added), first=kept.added[0]))
    if kept.earlier:
        more.append(phrases("checkin.earlier", n=kept.earlier, day=day))
    if kept.clashes:
        more.append(phrases("checkin.clashes"))
    note(more)


def tell(words: str) -> None:
    """Write a sentence to stderr; a path that it names is never broken in two, however long."""
    click.echo("\n".join(wrap(words, columns(), break_long_words=False, break_on_hyphens=False)), err=True)


def show(on: date, options: Mapping[str, Any]) -> None:
    """Print the last days."""
    from runrest.importing import read_checkins
    from runrest.keeping.appending import place_of
    from runrest.keeping.tabulating import tabulate

    place: Path = place_of(options["file"])
    if options["file"] is None and not os.path.lexists(place):
        tell(house().phrases("checkin.none_yet", place=str(place)))
        return
    if os.path.isdir(place):
        raise LogError(str(place), said("this is not a file"), remedy=said("name a CSV of check-ins"))
    click.echo(tabulate(read_checkins(place, scale=options["scale"]), on, width=columns()))


def interview(on: date, options: Mapping[str, Any]) -> dict[str, Any]:
    """Ask the everyday questions, and the three that stand for many.

    Raises
    ------
    FactsError
        Where nothing was answered.
    LogError, KeepingError
        Before anything is asked, where the file could not be added to.
    """
    from runrest.cli.morning_questions import Asking
    from runrest.keeping.appending import look_at

    earlier = look_at(on, options["file"], options["scale"])
    asking = Asking(every_signal(options["scale"]))
    asking.run(on, earlier)
    if not asking.answers:
        raise FactsError((house().phrases("checkin.nothing_answered"),))
    return asking.answers
