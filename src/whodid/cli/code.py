"""`whodid code`: pages in, events out, on the terminal, as JSON lines or into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whodid.cli.options import actors_option, counting, print_line

if TYPE_CHECKING:
    from whodid.model import Quarantine, Story
    from whodid.settings import Settings
    from whodid.store import Counts

    Result = Story | Quarantine


def columns_of(ctx: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    """`--column text=body` as {"text": "body"}."""
    columns = dict(pair.partition("=")[::2] for pair in pairs)
    for field, column in columns.items():
        if not field or not column:
            raise click.BadParameter(f"expected FIELD=COLUMN, such as text=body; found {field or column!r}")
    return columns


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--store", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Keep the stories in a store.")
@click.option("--json", "as_json", is_flag=True, help="Print each story as a line of JSON.")
@click.option("--table", "as_table", is_flag=True, help="Print a table for each story (the default without --store).")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Code in N processes.  [default: 1]")
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=columns_of,
    metavar="FIELD=COLUMN",
    help="Which column of a table or JSONL holds a field, such as text=body; may be repeated.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Leave out events below this confidence.  [default: 0]",
)
@actors_option
@click.pass_context
def code(
    ctx: click.Context,
    paths: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
    as_table: bool,
    workers: int | None,
    columns: dict[str, str],
    min_confidence: float | None,
    actors: Path | None,
) -> None:
    """Code the events in news pages.

    PATH is a page (text or HTML), a folder, a glob, a table (.jsonl, .csv, .parquet) or - for standard input.

    A page that cannot be coded is named on stderr with its reason, and the run goes on; the exit code is then 1.
    """
    if as_json and as_table:
        raise click.UsageError("--json and --table exclude each other: choose one.")
    from whodid.settings import read_settings

    flags = {"workers": workers, "min_confidence": min_confidence, "actors": str(actors) if actors else None}
    settings = read_settings(flags)
    printing = as_json or as_table or folder is None
    show = printer(as_json=as_json, as_table=printing and not as_json)
    counts = code_all(paths, settings, columns=columns, folder=folder, show=show, printing=printing)
    report_counts(counts, folder)
    if counts.read == 0:
        ctx.exit(3)
    ctx.exit(1 if counts.quarantined else 0)


def code_all(
    paths: tuple[str, ...],
    settings: Settings,
    *,
    columns: dict[str, str],
    folder: Path | None,
    show: Callable[[Story], None],
    printing: bool,
) -> Counts:
    """Code every page, show each story as it is finished, and keep it where there is a store.

    A story that the store has is not coded again, unless it is to be printed.
    """
    from whodid.ingest import read_paths
    from whodid.pipeline import code_pages, own_actors
    from whodid.store import Counts, Store

    own = own_actors(settings)
    store = Store.create(folder) if folder else None  # before the first page: a wrong folder should cost no time
    with progress(printing=folder is None) as advance:
        known = store.ids() if store and not printing else frozenset()
        results = _shown(code_pages(read_paths(list(paths), columns=columns), settings, known=known), show, advance)
        if store:
            return store.add(results, actors=own)
        counts = Counts()
        for result in results:
            counts += _counted(result)
        return counts


def _shown(results: Iterable[Result], show: Callable[[Story], None], advance: Callable[[], None]) -> Iterator[Result]:
    """The results as they come, each shown before it is passed on."""
    from whodid.model import Quarantine

    for result in results:
        if isinstance(result, Quarantine):
            report_failure(result)
        else:
            show(result)
        advance()
        yield result


def _counted(result: Result) -> Counts:
    from whodid.model import Quarantine
    from whodid.store import Counts

    if isinstance(result, Quarantine):
        return Counts(read=1, quarantined=1)
    return Counts(read=1, coded=1) if result.events else Counts(read=1, no_event=1)


def printer(*, as_json: bool, as_table: bool) -> Callable[[Story], None]:
    """What to do with a finished story on stdout."""
    if as_json:
        from whodid.formats import coded_story, json_line

        return lambda story: print_line(json_line(coded_story(story)))
    if as_table:
        from whodid.cli.screen import print_story, screen
        from whodid.formats import coded_story

        console = screen()
        return lambda story: print_story(console, coded_story(story))
    return lambda story: None


def report_failure(failed: Quarantine) -> None:
    """Name the page that could not be coded, and why."""
    from whodid.cli.screen import printable

    message = failed.message.removeprefix(f"{failed.where}: ")
    click.echo(printable(f"failed: {failed.where}: {message} [{failed.reason}]"), err=True)


def report_counts(counts: Counts, folder: Path | None) -> None:
    """What became of the input, in one line."""
    if counts.read == 0:
        click.echo("no page found", err=True)
        return
    there = f", {counts.duplicate:,} there already" if folder else ""
    click.echo(
        f"{counts.read:,} read: {counts.coded:,} coded, {counts.no_event:,} without an event{there}, "
        f"{counts.quarantined:,} failed",
        err=True,
    )


def progress(*, printing: bool) -> AbstractContextManager[Callable[[], None]]:
    """A running count on stderr where that is a terminal, and stdout does not print into the same one."""
    import sys

    if not sys.stderr.isatty() or (printing and sys.stdout.isatty()):
        return nullcontext(lambda: None)
    return counting("stories")
