"""`whodid query`: events over all stories of a store, a line an event; or the claims of them, with who denies each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from whodid.cli.options import json_option, open_store, print_line, store_option
from whodid.errors import BadInput

if TYPE_CHECKING:
    from rich.console import Console

    from whodid.query import Answer, EventFilter, Side
    from whodid.store import Store

STATUSES = ("happened", "ongoing", "future", "hypothetical", "negated")

STANCES = ("asserts", "denies", "alleges", "expects", "promises", "threatens", "demands", "admits", "quotes")

SIDES: dict[str, Side] = {"actor": "actor", "recipient": "recipient", "about": "about", "speaker": "speaker"}
"""The filters that name a party."""

PIPED_WIDTH = 160
"""Columns of a list that goes into a file or another program: a line an event, whatever reads it."""

EVENTS_AT_ONCE = 500
"""Events whose stories are held in memory while their lines are made."""


def _checked(check: Callable[[str], str]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that checks a value (or each of several), and tells what is wrong with it as wrong usage."""

    def callback(ctx: click.Context, parameter: click.Parameter, value: str | tuple[str, ...] | None) -> Any:
        if value is None:
            return None
        try:
            return tuple(map(check, value)) if isinstance(value, tuple) else check(value)
        except BadInput as error:
            raise click.BadParameter(str(error)) from error

    return callback


def _words(value: str) -> str:
    if not any(map(str.isalnum, value)):
        raise BadInput(f"expected words, found {value!r}")
    return " ".join(value.split())


def _country(value: str) -> str:
    """The code of a country, which may be given by its name."""
    from whodid.places import find_place

    place = find_place(value)
    if place and place.country and place.precision == "country":
        return place.country
    if len(value) != 3 or not (value.isascii() and value.isalpha()):
        raise BadInput(f"{value!r} is no country; give its name or the three letters of its ISO code, such as HUN")
    return value.upper()


def _type(value: str) -> str:
    from whodid.query import known_type

    return known_type(value)


def _first_day(value: str) -> str:
    from whodid.query import days_of

    return days_of(value)[0]


def _last_day(value: str) -> str:
    from whodid.query import days_of

    return days_of(value)[1]


@click.command(short_help="List events over all stories of a store.")
@click.argument("place", type=click.Path(path_type=Path), required=False, metavar="[STORE]")
@store_option
@click.option("--actor", multiple=True, callback=_checked(_words), metavar="CODE|NAME", help="Who did it.")
@click.option("--recipient", multiple=True, callback=_checked(_words), metavar="CODE|NAME", help="To whom.")
@click.option(
    "--about", multiple=True, callback=_checked(_words), metavar="CODE|NAME", help="On either of these sides."
)
@click.option("--speaker", multiple=True, callback=_checked(_words), metavar="CODE|NAME", help="Who says so.")
@click.option(
    "--stance",
    multiple=True,
    type=click.Choice(STANCES, case_sensitive=False),
    help="What they do with it, such as denies.",
)
@click.option(
    "--type",
    multiple=True,
    callback=_checked(_type),
    metavar="TYPE[/MODE]",
    help="What was done, such as ACCUSE or ACCUSE/allege.",
)
@click.option("--status", multiple=True, type=click.Choice(STATUSES, case_sensitive=False), help="Whether it happened.")
@click.option("--since", callback=_checked(_first_day), metavar="DATE", help="From this day, month or year on.")
@click.option("--until", callback=_checked(_last_day), metavar="DATE", help="Up to this day, month or year.")
@click.option("--country", callback=_checked(_country), metavar="CODE|NAME", help="In which country it happened.")
@click.option("--text", callback=_checked(_words), metavar="WORDS", help="Words that the event is told in.")
@click.option("--claims", "of_claims", is_flag=True, help="List claims: who says so, and who denies it.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N events only.")
@json_option
def query(place: Path | None, folder: Path, limit: int | None, as_json: bool, of_claims: bool, **asked: Any) -> None:
    """List the events of all stories in the order they happened, a line an event (two on a narrow terminal).

    STORE is the store's folder, as with --store. A CODE fits whatever is below it, too: RUS fits RUS.GOV. A NAME fits
    where its whole words stand, whatever their capitals and diacritics. --actor, --recipient, --about, --speaker,
    --stance, --type and --status may be repeated: one of each must fit.

    With --claims a row is what one speaker (or the publisher) says of an event, with its words, and who denies it.

    An event whose date the text leaves open stands at the day its story was printed, as "reported".
    """
    ctx = click.get_current_context()
    if place and ctx.get_parameter_source("folder") is ParameterSource.COMMANDLINE and place != folder:
        raise click.UsageError(f"two stores, {place} and {folder}: name one of them.")
    from whodid.query import EventFilter, find_claims, find_events

    wanted = EventFilter(**asked)
    store = open_store(place or folder)
    answer = (find_claims if of_claims else find_events)(store, wanted, limit=limit)
    if not answer.total:
        click.echo(_nothing(store, wanted, of_claims), err=True)
        ctx.exit(3)
    if as_json:
        _print_rows(answer)
    else:
        (_print_claims if of_claims else _print_lines)(store, answer)
    _report_number(answer, limit, "claim" if of_claims else "event", hint=None if as_json else store.path)


def _print_rows(answer: Answer) -> None:
    """Each row as a line of JSON."""
    from whodid.formats import json_line

    for row in answer.rows:
        print_line(json_line(row))


def _print_lines(store: Store, answer: Answer) -> None:
    """Each event as a line of the list."""
    from whodid.cli.event_lines import EventList, event_line
    from whodid.cli.screen import screen
    from whodid.formats import coded_story
    from whodid.query import id_length, stories_of

    shown, length = EventList(_wide(screen())), id_length(store)
    for rows in _batches(answer.rows):
        stories = stories_of(store, (row["story_id"] for row in rows))
        coded = {key: coded_story(story) for key, story in stories.items()}
        shown.print([event_line(row, coded[row["story_id"]], id_length=length) for row in rows])


def _print_claims(store: Store, answer: Answer) -> None:
    """Each claim as a line of the list, its words and its denials beneath."""
    from whodid.cli.claim_lines import ClaimList, claim_line
    from whodid.cli.screen import screen
    from whodid.query import id_length

    shown, length = ClaimList(_wide(screen())), id_length(store)
    for rows in _batches(answer.rows):
        shown.print([claim_line(row, id_length=length) for row in rows])


def _wide(console: Console) -> Console:
    """The console, with the width of a list where it is no terminal."""
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPED_WIDTH
    return console


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, EVENTS_AT_ONCE)):
        yield batch


def _report_number(answer: Answer, limit: int | None, noun: str, *, hint: Path | None) -> None:
    """How many events or claims there are, and what to do next with one."""
    number = min(answer.total, limit or answer.total)
    cut = f"the first {number:,} of {answer.total:,} {noun}s" if number < answer.total else f"{number:,} {noun}s"
    words = cut if answer.total != 1 else f"1 {noun}"
    click.echo(f"{words}; why one was coded so: whodid explain EVENT --store {hint}" if hint else words, err=True)


def _nothing(store: Store, wanted: EventFilter, of_claims: bool) -> str:
    """That no event or claim fits, which part of the question nothing fits, and what may have been meant."""
    from whodid.query import EventFilter, count_alone, count_claims_alone, find_claims, find_events, parties_like

    total = (find_claims if of_claims else find_events)(store, EventFilter(), limit=1).total
    if not total:
        return f"no event in {store.path}: `whodid code PATH --store {store.path}` adds some"
    alone = (count_claims_alone if of_claims else count_alone)(store, wanted)
    lines = [f"no {'claim' if of_claims else 'event'} fits all of this (the store holds {total:,}):"]
    for name, number in alone.items():
        value = getattr(wanted, name)
        given = " ".join(f"--{name} {_quoted(one)}" for one in (value if isinstance(value, tuple) else (value,)))
        sought = value if name in SIDES and not number else ()
        near = [party for one in sought for party in parties_like(store, SIDES[name], one)]
        meant = f"; near it: {', '.join(near)}" if near else ""
        lines.append(f"  {given}: {number:,} by itself{meant}")
    return "\n".join(lines)


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words
