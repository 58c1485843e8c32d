"""`whodid explain`: why an event was coded as it is."""

from __future__ import annotations

from pathlib import Path

import click

from whodid.cli.options import json_option, open_store, print_json, store_option


@click.command(short_help="Explain why an event was coded as it is.")
@click.argument("event", metavar="EVENT")
@store_option
@json_option
def explain(event: str, folder: Path, as_json: bool) -> None:
    """Explain an event: its words, the pattern, the parse, each actor, date, place and status, and what was refused.

    EVENT is an id or its unique start, as `whodid show STORY` prints it.
    """
    from whodid.cli.explanation import print_explanation
    from whodid.cli.screen import screen
    from whodid.formats import explained_event

    explained = explained_event(*open_store(folder).event(event))
    print_json(explained) if as_json else print_explanation(screen(), explained)
