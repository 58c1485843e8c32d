"""`whodid actors`: who a name can mean, whether a folder of own actors is right, and which names nobody is known by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whodid.cli.options import actors_option, json_option, open_store, print_json, print_line

if TYPE_CHECKING:
    from rich.console import Console

    from whodid.actors.doubts import Doubt
    from whodid.actors.own import OwnActors
    from whodid.actors.readings import Choice, Reading
    from whodid.query import MissingName

NAMES_SHOWN = 20


@click.group(short_help="Look actors up, check your own, find the missing ones.")
def actors() -> None:
    """Look up who a name can mean, check a folder of your own actors, and list the names nobody is known by."""


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A whole day, as given."""
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; expected YYYY-MM-DD, such as 2019-09-23") from error


@actors.command(short_help="Say who a name can mean.")
@click.argument("name", metavar="NAME...", nargs=-1, required=True)
@click.option("--as-of", "day", callback=_day, metavar="DATE", help="The day (YYYY-MM-DD) of the story that has it.")
@actors_option
@json_option
@click.pass_context
def find(ctx: click.Context, name: tuple[str, ...], day: str | None, actors: Path | None, as_json: bool) -> None:
    """Say who NAME can mean: each row of the tables, with where it comes from, and which one a story would be read by.

    Capitals and diacritics do not matter, and a surname will do. Without --as-of the rows of all times are listed, and
    the choice is that for a story without a date.
    """
    from whodid.actors import actor_tables
    from whodid.actors.readings import choose, find_readings, mark_taken

    asked = " ".join(name)
    tables = actor_tables(actors)
    readings = find_readings(asked, tables, day)
    if not readings:
        _report_nothing(asked, actors)
        ctx.exit(3)
    from whodid.pipeline import load

    choice = choose(asked, tables, day, load(actors=actors, stages=("sentences", "quotations", "mentions")))
    readings = mark_taken(readings, choice)
    if as_json:
        print_json(_found_json(asked, day, readings, choice))
    else:
        from whodid.cli.screen import screen

        _print_readings(screen(), readings, choice, day)


def _report_nothing(asked: str, actors: Path | None) -> None:
    from whodid.actors import actor_tables
    from whodid.actors.readings import near_names

    near = near_names(asked, actor_tables(actors))
    meant = f"; near it: {', '.join(near)}" if near else ""
    click.echo(f"no actor goes by {asked!r}{meant}. Enter your own with --actors DIR (docs/actors.md)", err=True)


def _found_json(asked: str, day: str | None, readings: Sequence[Reading], choice: Choice) -> dict[str, Any]:
    from dataclasses import asdict

    taken = choice.actor.to_dict() if choice.actor else None
    rows = [{RENAMED.get(key, key): value for key, value in asdict(reading).items()} for reading in readings]
    return {"name": asked, "as_of": day, "readings": rows, "taken": taken, "words": choice.words, "why": choice.reason}


RENAMED = {"what": "office_or_kind", "start": "from", "end": "to"}
"""Keys of a reading that the tables and the documentation call otherwise."""


def _print_readings(console: Console, readings: Sequence[Reading], choice: Choice, day: str | None) -> None:
    """The rows, those that do not hold on the day beneath, and then whom the resolver takes."""
    from rich.text import Text

    from whodid.cli.screen import printable

    console.print(_reading_line("", ("NAME", "CODE", "OFFICE OR KIND", "FROM", "TO"), "dim"))
    for holds in (True, False):
        rows = [reading for reading in readings if reading.holds is holds]
        if rows and not holds:
            console.print(Text(f"at other times than {day}:", style="bold"))
        for reading in rows:
            cells = (reading.name, reading.code, reading.what, reading.start or "–", reading.end or "–")
            console.print(_reading_line("→" if reading.taken else "", cells, "" if holds else "dim"))
            console.print(Text(f"  {_standing(reading)}", style="dim"))
    told = f"“{choice.words} said so.”, {day or 'without a date'}:"
    actor = choice.actor
    office = f", {actor.office}" if actor and actor.office else ""
    taken = f"taken for {actor.name} ({actor.code}){office}" if actor else "taken for nobody"
    console.print(Text(printable(f"{told} {taken}; {choice.reason}"), style="bold"))


def _reading_line(mark: str, cells: Sequence[str], style: str) -> Any:
    from rich.table import Table
    from rich.text import Text

    from whodid.cli.screen import printable

    table = Table.grid(padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    table.add_column(width=1)
    table.add_column(ratio=4, overflow="fold")
    table.add_column(width=11, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    table.add_column(width=10)
    table.add_column(width=10)
    table.add_row(Text(mark, style="bold green"), *(Text(printable(cell), style=style) for cell in cells))
    return table


def _standing(reading: Reading) -> str:
    """Its status and where the row comes from; plainly that nothing confirms it, where nothing does."""
    from whodid.cli.screen import printable

    if reading.origin == "unverified":
        origin = "unverified"
    else:
        origin = f"origin: {', '.join(reading.origin.split('|'))}" if reading.origin else "no origin stated"
    part = "" if reading.exact else "a part of its name"
    own = "your own row" if reading.own else ""
    return printable(" · ".join(filter(None, (reading.status, origin, own, part))))


@actors.command(short_help="Check a folder of your own actors.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def check(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Check the tables in DIR: every problem of every file, by line and column; then what may be worth a thought.

    A problem keeps the whole folder from being used (exit code 2); a warning keeps nothing from anything.
    """
    from datetime import date

    from whodid.actors import load_tables
    from whodid.actors.doubts import find_doubts
    from whodid.actors.own import read_own

    own = read_own(folder)
    doubts = [] if own.problems else find_doubts(own, load_tables(), date.today())
    if as_json:
        print_json(_checked_json(own, doubts))
    else:
        _print_checked(own, doubts)
    ctx.exit(2 if own.problems else 0)


def _checked_json(own: OwnActors, doubts: Sequence[Doubt]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "folder": str(own.folder),
        "digest": own.digest,
        "rows": {name: len(rows) for name, rows in own.rows.items()},
        "problems": [asdict(problem) for problem in own.problems],
        "warnings": [asdict(doubt) for doubt in doubts],
    }


def _print_checked(own: OwnActors, doubts: Sequence[Doubt]) -> None:
    """A line each; wrapped on a terminal only, so that a line is a finding for whatever reads it."""
    from rich.text import Text

    from whodid.cli.screen import printable, screen

    console = screen()
    findings = [("problem", "bold red", str(problem)) for problem in own.problems]
    findings += [(doubt.kind, "yellow", str(doubt)) for doubt in doubts]
    for kind, style, words in findings:
        line = Text(f"{kind}: ", style=style).append(printable(words), style="default not bold")
        console.print(line, soft_wrap=not console.is_terminal)
    rows = sum(map(len, own.rows.values()))
    if own.problems:
        number = _number(len(own.problems), "problem")
        click.echo(f"{number}: nothing of {own.folder} is used; warnings are looked for when they are mended", err=True)
        return
    click.echo(f"all is right: {_number(rows, 'row')} in {_number(len(own.rows), 'file')}", nl=False, err=True)
    click.echo(f", {_number(len(doubts), 'warning')} (own tables {own.digest})", err=True)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


@actors.command(short_help="List the names of a store that nobody is known by.")
@click.argument("folder", metavar="STORE", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1), default=NAMES_SHOWN, show_default=True, metavar="N", help="Names.")
@actors_option
@json_option
@click.pass_context
def missing(ctx: click.Context, folder: Path, limit: int, actors: Path | None, as_json: bool) -> None:
    """List the most frequent names of a store's stories that were resolved to nobody, with sentences that have them.

    Beneath, each is a row of persons.tsv or organisations.tsv with what is known, ready to be completed in a folder of
    your own. With --actors, names that stand in that folder by now are left out. What is no actor at all stands among
    them, too: the parser's names are guesses.
    """
    from whodid.actors.own import read_own, refuse_problems
    from whodid.query import missing_names

    known: frozenset[str] = frozenset()
    if actors:
        own = read_own(actors)
        refuse_problems(own)
        known = own.names
    found = missing_names(open_store(folder), known)
    shown = found[:limit]
    if not found:
        click.echo(f"every name in {folder} was resolved to somebody, or it holds none", err=True)
        ctx.exit(3)
    if as_json:
        print_json([_missing_json(one) for one in shown])
    else:
        _print_missing(shown)
    cut = (
        f"the first {len(shown):,} of {len(found):,} names" if len(shown) < len(found) else _number(len(found), "name")
    )
    click.echo(f"{cut} resolved to nobody; complete the rows, then: whodid actors check DIR", err=True)


def _missing_json(one: MissingName) -> dict[str, Any]:
    from dataclasses import asdict

    from whodid.query import file_of, row_to_fill

    return {**asdict(one), "file": file_of(one), "row": row_to_fill(one)}


def _print_missing(names: Sequence[MissingName]) -> None:
    """Each name with its sentences, then the rows to fill by table: those as they are, to be copied."""
    from rich.padding import Padding
    from rich.text import Text

    from whodid.cli.screen import printable, screen
    from whodid.query import file_of, row_to_fill

    console = screen()
    for one in names:
        times = f"{_number(one.times, 'time')} in {one.stories:,} {'story' if one.stories == 1 else 'stories'}"
        console.print(Text(printable(one.name), style="bold").append(f"  {times}", style="not bold"))
        console.print(Padding(Text(printable(one.reason), style="dim"), (0, 0, 0, 2)))
        for example in one.examples:
            console.print(Padding(Text(f"“{printable(example)}”", style="italic"), (0, 0, 0, 2)))
    for file in dict.fromkeys(file_of(one) for one in names):
        rows = [row_to_fill(one) for one in names if file_of(one) == file]
        console.print(Text(f"\n{file}", style="bold"))
        for line in ("\t".join(rows[0]), *("\t".join(map(printable, row.values())) for row in rows)):
            print_line(line)
