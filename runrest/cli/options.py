"""The options that many commands share: facts, logs, and how to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from runrest.cli.gathering import FLAGS
from runrest.cli.speaking import language_option

if TYPE_CHECKING:
    from collections.abc import Callable

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
    ]
    command = log_options(language_option(command))
    for option in reversed(options):
        command = option(command)
    return command


def log_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command every option by which a log and check-ins are named, and how they are to be read."""
    options = [
        click.option(
            "--runs",
            metavar="PATH",
            multiple=True,
            help="A log: what Strava, Garmin or intervals.icu export, FIT, TCX or GPX files, or a CSV of your own.",
        ),
        click.option("--checkins", metavar="PATH", multiple=True, help="Check-ins, instead of those you keep."),
        click.option("--recordings", is_flag=True, help="Also open recordings that an activity list sums up."),
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
