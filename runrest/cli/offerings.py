"""``runrest offers`` and ``runrest offer``: what to do instead, and one of them as something to follow."""

from __future__ import annotations

from typing import Any

import click

from runrest.cli.speaking import language_option
from runrest.cli.streams import columns


@click.command()
@click.option("--for", "decision", metavar="DECISION.json", help="A decision as `today --json` printed it, or -.")
@click.option("--equipment", multiple=True, metavar="WHAT", help="What is there: none, home, gym, or single items.")
@click.option("--json", "as_json", is_flag=True, help="Print names and titles as JSON.")
@language_option
def offers(decision: str | None, equipment: tuple[str, ...], as_json: bool) -> None:
    """List what to do instead: all there is, or what a decision leaves room for."""
    import json

    from runrest.offering import offers_for, print_offers

    told = _decision(decision) if decision else None
    there = [item for one in equipment for item in one.split(",")] or None
    if as_json:
        found = offers_for(told, there)
        click.echo(json.dumps([{"name": one.id, "kind": one.kind, "title": one.title} for one in found], indent=2))
        return
    click.echo(print_offers(told, there, columns()))


@click.command()
@click.argument("name")
@language_option
def offer(name: str) -> None:
    """Print one offer, or the 12-week table (`weeks`), as something to follow."""
    from runrest.offering import print_offer, print_table

    click.echo(print_table(columns()) if name == "weeks" else print_offer(name, columns()))


def _decision(path: str) -> dict[str, Any]:
    """Read a decision that was printed as JSON."""
    from runrest.cli.gathering import read_signals
    from runrest.errors import FactsError

    told = read_signals(path)
    if not {"label", "caps", "because"} <= told.keys():
        raise FactsError((f"{path} is no decision; make one with `runrest today --json > FILE`",))
    return told
