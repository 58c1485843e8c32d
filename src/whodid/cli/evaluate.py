"""`whodid evaluate`: run the coder over labelled data and write down what it finds, for a scorer to judge."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def evaluate() -> None:
    """Write predictions for labelled data."""


@evaluate.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="GOLD")
@click.option(
    "--predictions", type=click.Path(path_type=Path), required=True, metavar="OUT", help="JSONL file to write."
)
@click.pass_context
def pages(ctx: click.Context, gold: Path, predictions: Path) -> None:
    """Read the pages that GOLD (JSON lines with id and html) names, and write the text found on each."""
    from whodid.errors import BadInput
    from whodid.evaluate.pages import evaluate_pages
    from whodid.formats import json_line

    if not predictions.parent.is_dir():
        raise BadInput(f"there is no folder {predictions.parent}", where=str(predictions), reason="bad_path")
    number = 0
    with predictions.open("w", encoding="utf-8", newline="\n") as file:
        for row in evaluate_pages(gold):
            file.write(json_line(row) + "\n")
            number += 1
    click.echo(f"{number:,} pages in {predictions}", err=True)
    ctx.exit(0 if number else 3)
