"""`whodid export`: all events of a store as one flat file."""

from __future__ import annotations

from pathlib import Path

import click

from whodid.cli.options import open_store

NAMES = ("jsonl", "csv", "parquet")


@click.command(short_help="Write all events as JSONL, CSV or Parquet.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="STORE")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", help="File to write.")
@click.option("--format", "name", type=click.Choice(NAMES), help="Format of the file.  [default: by its ending]")
@click.pass_context
def export(ctx: click.Context, folder: Path, output: Path, name: str | None) -> None:
    """Write every event as a row, with who says so in columns of its own.

    The rows are in one fixed order: publication, then the words of the story.
    """
    from whodid.formats import export_events
    from whodid.query import flat_events

    chosen = name or output.suffix.removeprefix(".").lower()
    if chosen not in NAMES:
        raise click.UsageError(f"{output.name!r} ends in none of {', '.join(NAMES)}: say which with --format.")
    number = export_events(flat_events(open_store(folder)), chosen, output)
    click.echo(f"{number:,} events in {output}", err=True)
    ctx.exit(0 if number else 3)
