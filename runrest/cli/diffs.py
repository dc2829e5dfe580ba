"""``runrest diff`` and ``runrest schema``: for those who write trees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from runrest.cli.speaking import language_option
from runrest.cli.streams import FAILURE, USAGE, complain
from runrest.cli.wall_drawings import THEMES, paper_option, save_difference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runrest.differences.changes import Change
    from runrest.vocabulary import Facts

LIMITS = ("allows more", "mixed", "more careful")


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="The changes as one JSON object.")
@click.option("--log", "logs", metavar="PATH", multiple=True, help="Count the days of a log that each change meets.")
@click.option("--draw", "picture", metavar="FILE", help="Also draw both versions of a tree at once.")
@click.option("--theme", type=click.Choice(THEMES), default="light", show_default=True, help="Colours of the drawing.")
@paper_option
@language_option
def diff(old: str, new: str, as_json: bool, logs: tuple[str, ...], **drawn: Any) -> int:
    """Say what a change to a tree means: who is now allowed more, and who less.

    OLD and NEW are each a .toml file, a folder of them, a shipped tree or family, or a file or folder as git remembers
    it (REV:path). Names, order and the shape of a tree make no difference, only what it allows. A log is a file of JSON
    objects with the day as "on", or runs or check-ins as `runrest today` reads them.

    Exit codes: 0 nothing allows more, 1 something does, 2 usage, or a tree that cannot be compared.
    """
    from runrest.checking.axes import TooIntricateError
    from runrest.cli.days import read_days
    from runrest.cli.revisions import RevisionError
    from runrest.cli.versions import find_version
    from runrest.differences.differing import compare, compare_sets
    from runrest.errors import TreeError
    from runrest.loading import house

    try:
        before, after = find_version(old), find_version(new)
        if before.many != after.many:
            return complain("one side is a single tree, the other a set of trees; give two of a kind", USAGE)
        if before.many:
            changes = compare_sets(before.files, after.files, house())
        else:
            changes = compare(before.one(), after.one(), house())
        days = read_days(logs, house().vocabulary)
        if drawn["picture"] is not None:
            save_difference(before, after, changes, drawn["picture"], theme=drawn["theme"], paper=drawn["paper"])
    except (TreeError, RevisionError) as error:
        return complain(str(error), USAGE)
    except TooIntricateError:
        return complain("the two trees cut the athletes into too many kinds to compare", USAGE)
    for doubt in after.doubts():
        click.echo(f"note: {doubt}", err=True)
    if as_json:
        tell_json(changes, days, counted=bool(logs))
    else:
        tell(changes, days, many=before.many, counted=bool(logs))
    return FAILURE if any(change.loosens for change in changes) else 0


def tell(changes: tuple[Change, ...], days: list[tuple[date, Facts]], *, many: bool, counted: bool) -> None:
    """Print changes for people, with a summary at the end."""
    from runrest.loading import house

    tree = ""
    for change in changes:
        if many and change.tree != tree:
            tree = change.tree
            click.echo(f"{tree}:")
        seen = f" In the log: {_count(len(_met([change], days)), 'day')}." if counted else ""
        click.echo(("  " if many else "") + change.show(house()) + seen)
    kinds = Counter(change.kind for change in changes)
    words = f"; {_count(kinds['words'], 'region')} with other words" if kinds["words"] else ""
    if not any(kinds[kind] for kind in LIMITS):
        click.echo(f"no difference in what is allowed{words}")
        return
    told = ", ".join(f"{_count(kinds[kind], 'region')} {_verb(kind)}" for kind in LIMITS if kinds[kind])
    click.echo(f"{told}{words}")
    if counted:
        met = [
            f"{len(_met((change for change in changes if change.kind == kind), days))} {_verb(kind)}"
            for kind in LIMITS
            if kinds[kind]
        ]
        click.echo(f"of {_count(len(days), 'day')} in the log: {', '.join(met)}")


def tell_json(changes: tuple[Change, ...], days: list[tuple[date, Facts]], *, counted: bool) -> None:
    """Print changes as one JSON object."""
    import json

    from runrest.loading import house

    told: dict[str, Any] = {"allows_more": any(change.loosens for change in changes), "changes": []}
    for change in changes:
        item = change.to_dict(house())
        if counted:
            item["days"] = [day.isoformat() for day in sorted(_met([change], days))]
        told["changes"].append(item)
    if counted:
        told["log"] = {
            "days": len(days),
            **{
                kind.replace(" ", "_"): len(_met((one for one in changes if one.kind == kind), days)) for kind in LIMITS
            },
        }
    click.echo(json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False))


def _met(changes: Iterable[Change], days: list[tuple[date, Facts]]) -> set[date]:
    """Give the days that lie in any of some regions."""
    from runrest.loading import house

    vocabulary = house().vocabulary
    return {day for change in changes for day, facts in days if change.holds(facts, vocabulary)}


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _verb(kind: str) -> str:
    return {"allows more": "allowed more", "mixed": "mixed", "more careful": "more careful"}[kind]


@click.command()
def schema() -> None:
    """Print the JSON Schema of tree files, for editors."""
    from runrest.loading import house
    from runrest.schema import spell_schema

    click.echo(spell_schema(house()), nl=False)
