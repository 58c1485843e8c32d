"""`whodid show`: a story or an event of a store."""

from __future__ import annotations

from pathlib import Path

import click

from whodid.cli.options import json_option, open_store, print_json, store_option


@click.command(short_help="Show a story or an event of a store.")
@click.argument("key", metavar="STORY|EVENT")
@store_option
@json_option
def show(key: str, folder: Path, as_json: bool) -> None:
    """Show a story with its events, or one event with all its fields.

    STORY is an id, its unique start, or the number that the page gives itself; EVENT an id or its unique start.
    """
    from whodid.cli.screen import print_event, print_story, screen
    from whodid.formats import coded_story

    found = open_store(folder).find(key)
    coded = coded_story(found.story)
    if found.event is None:
        print_json(coded) if as_json else print_story(screen(), coded, ids=True)
        return
    event = next(event for event in coded["events"] if event["id"] == found.event.id)
    print_json(event) if as_json else print_event(screen(), coded["story"], event)
