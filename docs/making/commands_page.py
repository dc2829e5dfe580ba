"""The page of the command: every command and option, as click itself describes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from runrest.cli import main
from runrest.pages.marking_up import anchor, code, link, page, safe, table

if TYPE_CHECKING:
    from collections.abc import Iterable

ABOUT = """Answers go to stdout, questions and warnings to stderr. Nothing is asked unless a person sits at the
terminal, and `--no-input` asks nothing at all. This page is made from the commands' own help."""

CODES = (
    ("0", "train, as planned or eased; of a week, move on or stay"),
    ("10", "rest; of a week, a lighter one"),
    ("11", "see a professional"),
    ("12", "an answer is missing"),
    ("1", "failure: something could not be read or written, a tree has a flaw, a plan a breach"),
    ("2", "usage: an option or a value does not fit"),
)
COMMON = "today"
"""The command whose options of facts the others share."""


def commands_page() -> str:
    """Write the page: the exit codes, then each command with its usage, its words and its options."""
    root = click.Context(main, info_name="runrest")
    commands = list(_all(main, root))
    common = next(_options(context) for name, context in commands if name == COMMON)
    lines = ["# The command", "", ABOUT, "", "## Exit codes", ""]
    lines += [
        *table(["code", "means"], CODES),
        "So `runrest today && start_workout` starts nothing on a day of rest.",
        "",
    ]
    lines += ["## All commands", ""]
    lines += table(
        ["command", "does"],
        [[link(code(f"runrest {name}"), "", _id(name)), _first(context.command)] for name, context in commands],
    )
    for name, context in commands:
        lines += _command(name, context, {} if name == COMMON else common)
    return page(lines)


def _all(group: click.Group, above: click.Context, before: str = "") -> Iterable[tuple[str, click.Context]]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=above)
        if isinstance(command, click.Group):
            yield from _all(command, context, f"{before}{name} ")
        else:
            yield f"{before}{name}", context


def _command(name: str, context: click.Context, common: dict[str, str]) -> list[str]:
    command = context.command
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [
        anchor(_id(name)),
        "",
        f"## {code(f'runrest {name}')}",
        "",
        "```text",
        f"runrest {name} {usage}",
        "```",
        "",
    ]
    for paragraph in (command.help or "").split("\n\n"):
        lines += [_words(paragraph), ""]
    options = _options(context)
    shared = {opts: words for opts, words in options.items() if common.get(opts) == words}
    own = {opts: words for opts, words in options.items() if opts not in shared or len(shared) < 5}
    lines += (
        table(["option", "does"], [[code(opts.replace("|", r"\|")), _words(words)] for opts, words in own.items()])
        if own
        else []
    )
    if len(own) < len(options):
        names = ", ".join(code(opts.partition(" ")[0]) for opts in options if opts not in own)
        lines += [f"And, as for {link(code(f'runrest {COMMON}'), '', COMMON)}: {names}.", ""]
    return [*lines, *([_words(command.epilog), ""] if command.epilog else [])]


def _options(context: click.Context) -> dict[str, str]:
    found = [one.get_help_record(context) for one in context.command.get_params(context)]
    return {opts: words for opts, words in (record for record in found if record) if "--help" not in opts}


def _id(name: str) -> str:
    return name.replace(" ", "-")


def _first(command: click.Command) -> str:
    return _words((command.help or "").split("\n\n")[0])


def _words(text: str) -> str:
    """Write help as Markdown: what stands in backquotes stays code."""
    parts = re.split(r"(`[^`]+`)", " ".join(text.replace("\b", "").split()))
    return "".join(part if part.startswith("`") else _kept(part) for part in parts)


def _kept(part: str) -> str:
    """Make words safe and keep the spaces around them."""
    return safe(f"x{part}x")[1:-1]
