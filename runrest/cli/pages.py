"""``runrest pages``: all trees, offers, signals, sources and rules as Markdown."""

from __future__ import annotations

import click


@click.command()
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Where to write; made where it is missing.")
def pages(output: str) -> None:
    """Write a page for every tree and offer, and for all signals, sources and rules.

    Markdown, made from the files alone: a drawing, the questions with their thresholds, both grades and sources, the
    advice, the examples. rules.md says for each rule of the evidence base which question cites it.
    """
    from runrest.pages.book import write_pages

    written = write_pages(output)
    click.echo(f"wrote {len(written)} files to {output}", err=True)
