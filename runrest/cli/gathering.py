"""Facts from everything the command line was given: log < check-ins < plan < signals file < flags."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.errors import FactsError, did_you_mean
from runrest.keeping.check_in_files import default_checkins
from runrest.loading import house
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.athlete import Athlete
    from runrest.importing import Report
    from runrest.plans.training_plan import TrainingPlan
    from runrest.signals import Signal, Value

NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{0,15})?", re.ASCII)
YES, NO = ("yes", "y", "true"), ("no", "n", "false")
MOST_BYTES, MOST_TOLD = 1_000_000, 200
UNITS = "units"
"""Not a signal: what ``--confirm units`` says is that an unlikely pace is right."""
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)

FLAGS = {
    "soreness": "soreness",
    "fatigue": "fatigue",
    "stress": "stress",
    "sleep_quality": "sleep_quality",
    "pain": "pain_now",
    "sleep": "sleep_h_last",
    "temp": "temp_c",
    "days_off": "days_off",
    "wbgt": "wbgt_c",
    "aqi": "aqi",
}
"""Plain flags for the everyday signals: flag to signal."""
GATES = {"no_red_flags": "red_flags", "not_ill": "illness", "in_scope": "scope"}


@frozen
class Given:
    """What the command line gave: facts, the day, and what should be said about them."""

    facts: dict[str, Any]
    on: date
    notes: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = field(default=())
    athlete: Athlete | None = None
    """Whose log and check-ins were read, if any were."""
    plan: TrainingPlan | None = None
    report: Report | None = None
    """On the reading of the log and the check-ins."""
    in_vain: tuple[str, ...] | None = None
    """After a whole interview, the signals that were asked in vain."""


def gather(options: Mapping[str, Any], *, unasked: bool = True) -> Given:
    """Collect facts from every option.

    Parameters
    ----------
    options : mapping
        The command's options by name.
    unasked : bool
        Whether the check-ins that the runner keeps are read where none are named.

    Returns
    -------
    Given
        Later sources win: log, check-ins, plan file, signals file, flags. A gate's "no" fills in only what nobody said.

    Raises
    ------
    FactsError, LogError
        Where something given cannot be used.
    """
    on = read_day(options["on"])
    notes: tuple[str, ...] = ()
    facts: dict[str, Any] = {}
    known = None
    if options["runs"] or options["checkins"] or (unasked and default_checkins() is not None):
        from runrest.cli.days import read_athlete

        known = read_athlete(options)
    if known is not None:
        facts, notes = known.athlete.signals(on), (*known.notes, *_notes(known.athlete, on, options))
    plan = None
    if options["plan"]:
        from runrest.importing.plans import read_plan

        plan = read_plan(options["plan"])
        facts |= plan.facts(on)
        notes += plan.notes
    if options["signals"]:
        facts |= {name: value for name, value in read_signals(options["signals"]).items() if value is not None}
    facts |= _from_flags(options)
    for flag, gate in GATES.items():
        if options.get(flag):
            notes += _state(gate, facts)
    confirmed = [name for name in options["confirm"] if name != UNITS]
    names = house().vocabulary.names
    wrong = [
        said("there is no signal {name!r}{hint}", name=name, hint=did_you_mean(name, names))
        for name in confirmed
        if name not in names
    ]
    if wrong:
        raise FactsError(tuple(wrong))
    athlete, report = (known.athlete, known.report) if known else (None, None)
    translated = house().phrases.translated
    return Given(facts, on, tuple(map(translated, notes)), tuple(confirmed), athlete, plan, report)


def read_day(text: str | None) -> date:
    """Read the day the answer is for; the command line is the only place that may ask the clock."""
    if text is None:
        return date.today()  # noqa: DTZ011  the runner's own day, in their own zone
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise FactsError((said("{text!r} is not a day; write it as 2026-11-22", text=text[:40]),)) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise FactsError((said("{day} is not a day that runrest can answer for", day=day),))
    return day


def _notes(athlete: Athlete, on: date, options: Mapping[str, Any]) -> tuple[str, ...]:
    notes = athlete.notes(on)
    if options["runs"]:
        return notes
    return tuple(words for words in notes if not words.startswith("there are no runs"))


def read_signals(path: str) -> dict[str, Any]:
    """Read facts from a JSON object in a file, or from stdin where the path is ``-``."""
    place = said("the signals on stdin") if path == "-" else path
    try:
        if path == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
        else:
            with open(path, "rb") as opened:
                raw = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise FactsError((said("{place}: cannot be read ({why})", place=place, why=error.strerror),)) from None
    if len(raw) > MOST_BYTES:
        raise FactsError((said("{place}: is larger than a megabyte, so it is no object of signals", place=place),))
    return _parse(raw, place)


def _parse(raw: bytes, place: str) -> dict[str, Any]:
    import json

    def no_constant(word: str) -> None:
        raise FactsError(
            (said("{place}: {word} is not a number; leave out what is not known", place=place, word=word),)
        )

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise FactsError((said("{place}: says {twice!r} twice", place=place, twice=twice),))
        return dict(pairs)

    try:
        told = json.loads(raw.decode("utf-8-sig"), parse_constant=no_constant, object_pairs_hook=once)
    except UnicodeDecodeError:
        raise FactsError((said("{place}: is not text in UTF-8", place=place),)) from None
    except json.JSONDecodeError as error:
        problem = (
            said("is empty")
            if not raw.strip()
            else said("is not JSON (line {line}: {why})", line=error.lineno, why=error.msg)
        )
        raise FactsError((said("{place}: {problem}", place=place, problem=problem),)) from None
    except (RecursionError, ValueError):
        raise FactsError((said("{place}: is not an object of signals", place=place),)) from None
    if not isinstance(told, dict):
        raise FactsError((said('{place}: must hold one object, like {{"fatigue": 3}}', place=place),))
    return told


def _from_flags(options: Mapping[str, Any]) -> dict[str, Any]:
    signals = house().vocabulary.signals
    facts: dict[str, Any] = {}
    if options["planned"] is not None:
        from runrest.logs.planned import Plan

        facts |= Plan.parse(options["planned"]).facts()
    given = [(name, options[flag]) for flag, name in FLAGS.items() if options.get(flag) is not None]
    problems: list[str] = []
    for text in options["set"]:
        name, equals, value = text.partition("=")
        if equals:
            given.append((name.strip(), value))
        else:
            problems.append(said("{text!r} is not name=value, like fatigue=3", text=text[:60]))
    for name, value in given:
        try:
            signal = signals.get(name)
            facts[name] = value if signal is None or signal.derived else read_value(value, signal)
        except FactsError as error:
            problems += error.problems
    if problems:
        raise FactsError(tuple(problems))
    return facts


def read_value(text: str, signal: Signal) -> Value | None:
    """Read one value as its signal wants it.

    Parameters
    ----------
    text : str
        For example ``yes``, ``3``, ``7.5``, ``mild``, or ``unknown``.
    signal : Signal
        Fixes the type.

    Returns
    -------
    value or None
        ``None`` for ``unknown``.

    Raises
    ------
    FactsError
        Where the text is no value of the signal.
    """
    word = text.strip().lower()
    if word == "unknown":
        return None
    value: Value = word
    hint = ""
    if signal.type == "boolean":
        value = True if word in YES else False if word in NO else word
        hint = said("; write yes or no") if isinstance(value, str) else ""
    elif signal.numeric:
        if NUMBER.fullmatch(word):
            number = float(word)
            value = int(number) if signal.type == "integer" and number.is_integer() else number
        elif "," in word and NUMBER.fullmatch(word.replace(",", ".", 1)):
            hint = said("; write {number}", number=word.replace(",", ".", 1))
    else:
        value = {option.lower(): option for option in signal.values}.get(word, text.strip())
        hint = did_you_mean(word, signal.values)
    if problem := signal.problem(value):
        told = problem if len(problem) <= MOST_TOLD else problem[:MOST_TOLD]
        raise FactsError((said("{problem}{hint}", problem=told, hint=hint),))
    return value


def _state(gate: str, facts: dict[str, Any]) -> tuple[str, ...]:
    """State a gate's "no" for all that nobody said; what was said otherwise stands, and is noted."""
    vocabulary = house().vocabulary
    otherwise = []
    for name, no in vocabulary.gates[gate][1].items():
        if facts.get(name) is None:
            facts[name] = no
        elif facts[name] != no:
            otherwise.append(name)
    if not otherwise:
        return ()
    return (house().phrases("checkin.also_said", names=", ".join(otherwise)),)
