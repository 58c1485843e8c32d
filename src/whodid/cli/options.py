"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from whodid.store import Store

DEFAULT_STORE = "whodid-store"

store_option = click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    envvar="WHODID_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The store to read.",
)
"""Where `show` and `explain` look: the flag, else the variable, else a folder of that name here."""

actors_option = click.option(
    "--actors",
    type=click.Path(path_type=Path),
    envvar="WHODID_ACTORS",
    show_envvar=True,
    metavar="DIR",
    help="A folder with actors of your own, which come over the shipped ones.",
)

"""What every command that resolves names takes."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def open_store(folder: Path) -> Store:
    """The store in the folder; the import is here because it takes longer than the whole help page."""
    from whodid.store import Store

    return Store.open(folder)


def print_json(value: object) -> None:
    """One JSON document for people and `jq`: indented, in UTF-8 whatever the terminal's encoding."""
    import json

    print_line(json.dumps(value, ensure_ascii=False, indent=1))


def print_line(line: str) -> None:
    """A line to stdout as UTF-8 bytes; half a surrogate pair, which UTF-8 cannot hold, becomes "?"."""
    click.echo(line.encode("utf-8", "replace"))


@contextmanager
def counting(noun: str) -> Iterator[Callable[[], None]]:
    """A running count of `noun` on stderr, gone when it ends; gives the function that adds one."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(noun, total=None)
        yield lambda: bar.advance(task)
