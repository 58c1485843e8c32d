"""`whodid report`: a store as one HTML page to read."""

from __future__ import annotations

from pathlib import Path

import click

from whodid.cli.options import open_store


@click.command(short_help="Write the store as one HTML page.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="STORE")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Page to write.")
@click.pass_context
def report(ctx: click.Context, folder: Path, output: Path) -> None:
    """Write the whole store as one self-contained HTML page."""
    from whodid.errors import BadInput
    from whodid.formats import coded_story
    from whodid.formats.report import write_report

    coded = [coded_story(story) for story in open_store(folder).stories(sentences=False)]
    if not output.parent.is_dir():
        raise BadInput(f"there is no folder {output.parent}", where=str(output), reason="bad_path")
    write_report(coded, output)
    click.echo(f"{len(coded):,} stories in {output}", err=True)
    ctx.exit(0 if coded else 3)
