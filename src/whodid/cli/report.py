"""`whodid report`: a store as one HTML page to read."""

from __future__ import annotations

from pathlib import Path

import click

from whodid.cli.options import open_store


@click.command(short_help="Write the store as one HTML page.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="STORE")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Page to write.")
@click.option("--title", default="Who did what to whom", show_default=True, metavar="WORDS", help="Its heading.")
@click.pass_context
def report(ctx: click.Context, folder: Path, output: Path, title: str) -> None:
    """Write the whole store as one self-contained HTML page, with what could not be coded and why."""
    from whodid.errors import BadInput
    from whodid.formats import coded_story
    from whodid.formats.report import write_report

    store = open_store(folder)
    coded = [coded_story(story) for story in store.stories(sentences=False)]
    failed = store.rows("quarantine")
    if not output.parent.is_dir():
        raise BadInput(f"there is no folder {output.parent}", where=str(output), reason="bad_path")
    write_report(coded, output, title=title, quarantined=failed)
    left_out = f", and {len(failed):,} that could not be coded" if failed else ""
    click.echo(f"{len(coded):,} stories in {output}{left_out}", err=True)
    ctx.exit(0 if coded else 3)
