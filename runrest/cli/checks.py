"""``runrest check``: every flaw of tree files at once, for people, programs and GitHub."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.streams import FAILURE, USAGE, complain
from runrest.flaws import CODES, Flaw, errors
from runrest.shelf import NO_TREES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_PLACES = 20_000
SHARED = "signals.toml"
"""Beside the vocabulary lie the files that trees share; the trees lie in the folders below."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print.")
@click.option("--explain", metavar="CODE", help="Say what a code means.")
@click.option("--select", metavar="CODES", help="Only these, like T3,T501.")
@click.option("--ignore", metavar="CODES", help="All but these.")
def check(paths: tuple[str, ...], form: str, explain: str | None, select: str | None, ignore: str | None) -> int:
    """Prove tree files: no gaps, no overlaps, no worse sign that earns harder advice.

    PATH is a .toml file, a folder of them, or the name of a shipped tree; without one all shipped trees are checked.
    """
    if explain is not None:
        return explain_code(explain)
    wanted, unwanted = codes(select), codes(ignore)
    flaws: list[Flaw] = []
    count = 0
    for source in sources(paths):
        count += 1
        from runrest.loading import check as prove

        flaws += [
            flaw
            for flaw in prove(source)
            if (not wanted or flaw.code.startswith(wanted)) and not (unwanted and flaw.code.startswith(unwanted))
        ]
    report(flaws, form, count)
    return FAILURE if errors(flaws) else 0


def explain_code(code: str) -> int:
    """Print what a code, or its short name, means."""
    from runrest.errors import did_you_mean

    by_name = {name: key for key, (_, name, _) in CODES.items()}
    key = by_name.get(code.lower(), code.upper())
    if key not in CODES:
        return complain(f"there is no code {code[:40]!r}{did_you_mean(code[:40].lower(), by_name)}", USAGE)
    severity, name, meaning = CODES[key]
    click.echo(f"{key} {name} ({severity}): {meaning}")
    return 0


def codes(text: str | None) -> tuple[str, ...]:
    """Read a comma list of codes, or beginnings of codes."""
    found = tuple(part.strip().upper() for part in (text or "").split(",") if part.strip())
    for part in found:
        if not any(code.startswith(part) for code in CODES):
            raise click.UsageError(f"there is no code {part[:40]!r}; `runrest check --explain CODE` tells of each")
    return found


def sources(paths: tuple[str, ...]) -> Iterator[str | Path]:
    """Turn paths into shipped names and files, folders walked."""
    from runrest import shelf

    if not paths:
        yield from shelf.names()
    for text in paths:
        path = Path(text)
        if path.is_dir():
            inside = list(walk(path))
            if not inside:
                raise click.UsageError(f"{text}: there is no tree (.toml) in this folder")
            yield from inside
        elif text in shelf.names():
            yield text
        elif path.exists() or path.suffix == ".toml":
            yield path
        else:
            from runrest.errors import UnknownNameError

            raise UnknownNameError("tree or path", text[:200], shelf.names())


def walk(folder: Path) -> Iterator[Path]:
    """List the tree files under a folder, each real folder once, however links may loop."""
    seen: set[str] = set()
    places = 0
    for here, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(here)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        places += 1 + len(files)
        if places > MOST_PLACES:
            raise click.UsageError(f"{folder}: holds more than {MOST_PLACES} files; name a smaller folder")
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NO_TREES)
        if SHARED in files:
            continue
        for name in sorted(files):
            if name.endswith(".toml"):
                yield Path(here) / name


def report(flaws: Iterable[Flaw], form: str, count: int) -> None:
    """Print flaws on stdout, and for people a count on stderr."""
    found = list(flaws)
    if form == "json":
        import json

        click.echo(json.dumps([flaw.to_dict() for flaw in found], indent=2))
        return
    for flaw in found:
        click.echo(annotation(flaw) if form == "github" else tell_flaw(flaw))
    files = f"{count} tree{'' if count == 1 else 's'}"
    many = f"{len(found)} flaw{'' if len(found) == 1 else 's'}" if found else "no flaws"
    click.echo(f"{many} in {files}", err=True)


def tell_flaw(flaw: Flaw) -> str:
    """Write a flaw with its witness, if it has one."""
    lines = [str(flaw)]
    for athlete, who in zip(flaw.witness, ("worse" if len(flaw.witness) > 1 else "seen", "better"), strict=False):
        told = ", ".join(f"{name} = {'unknown' if value is None else value}" for name, value in athlete.items())
        lines.append(f"    {who}: {told or 'nothing known'}")
    return "\n".join(lines)


def annotation(flaw: Flaw) -> str:
    """Write a flaw as GitHub's workflow command, escaped as its documentation asks."""

    def clean(words: Any, more: str = "") -> str:
        text = str(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        for letter, code in ((":", "%3A"), (",", "%2C")):
            text = text.replace(letter, code) if letter in more else text
        return text

    place = f"file={clean(flaw.path, ':,')},line={flaw.line},title={clean(f'{flaw.code} {flaw.name}', ':,')}"
    body = f"{flaw.place}: {flaw.sentence}" if flaw.place else flaw.sentence
    return f"::{flaw.severity} {place}::{clean(body)}"
