"""All events of a store as flat rows, each with what is needed of its story: what exports and tables are made of."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import duckdb

from whodid.store import EVENT_COLUMNS, Kind, Store

STORY_COLUMNS: dict[str, Kind] = {
    "published": "string",
    "source_id": "string",
    "title": "string",
    "url": "string",
    "origin": "string",
}
"""The columns of the story table that stand behind those of its event."""

FLAT_COLUMNS: dict[str, Kind] = {**EVENT_COLUMNS, **STORY_COLUMNS}
"""The columns of a flat event, in order."""

ORDER = ("published", "story_id", "trigger_field", "trigger_start", "event_id")
"""A total order: publication, then the order of the words in the story; the event id breaks the last tie."""

ROWS_AT_ONCE = 5_000


def flat_events(store: Store) -> Iterator[dict[str, Any]]:
    """Every event as a flat row with the keys of FLAT_COLUMNS, in one total order (unknown publication last)."""
    columns = ", ".join([f'e."{name}"' for name in EVENT_COLUMNS] + [f's."{name}"' for name in STORY_COLUMNS])
    order = ", ".join(f'"{name}" NULLS LAST' for name in ORDER)
    sql = f"SELECT {columns} FROM events e JOIN stories s ON s.id = e.story_id ORDER BY {order}"
    with connect() as connection:
        connection.register("events", store.table("event"))
        connection.register("stories", store.table("story"))
        answer = connection.execute(sql)
        while rows := answer.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                yield dict(zip(FLAT_COLUMNS, row, strict=True))


def connect() -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that spills to the system's temporary folder, never beside the user's files."""
    return duckdb.connect(config={"temp_directory": tempfile.gettempdir()})
