"""Events over all stories of a store as flat rows, each with what is needed of its story: all, or those asked for.

What exports, tables and lists are made of; which events a filter means stands in `filters.py`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

import duckdb

from whodid.model import Story
from whodid.query.filters import FIRST_DAY, MACROS, Condition, EventFilter, all_of, both, conditions
from whodid.store import EVENT_COLUMNS, Kind, Store
from whodid.store.layout import story_of
from whodid.store.tables import quoted

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

IN_STORY = ("s.published", "e.story_id", "e.trigger_field", "e.trigger_start", "e.event_id")
"""A total order: publication, then the order of the words in the story; the event id breaks the last tie."""

IN_TIME = (FIRST_DAY, *IN_STORY)
"""A total order: the day it happened, where that is open the day it was printed; then as in the story."""

JOINED = "FROM events e JOIN stories s ON s.id = e.story_id"

SHOWN = {"event": "events", "claim": "claims", "relation": "relations", "story": "stories"}
"""Tables of the store, each under its name in the questions."""

ROWS_AT_ONCE = 5_000
SHORTEST_ID = 6
"""Shorter starts are unique in a small store only, and grow while it grows."""

NEAR = 3
"""Names in a message."""

ALIKE = 0.7
"""How alike (difflib's ratio) a name must be to be offered: "Krushchev" is to "Khrushchev" .95."""


Side = Literal["actor", "recipient", "about", "speaker"]
"""What a party is asked for as."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The events or claims that fit a filter: their number, and the first rows (`find_events`, `find_claims`)."""

    total: int
    rows: Iterator[dict[str, Any]]


def flat_events(store: Store) -> Iterator[dict[str, Any]]:
    """Every event as a flat row with the keys of FLAT_COLUMNS, in one total order (unknown publication last)."""
    return _rows(opened(store), both([]), IN_STORY, None)


def find_events(store: Store, wanted: EventFilter, *, limit: int | None = None) -> Answer:
    """The events that fit, as flat rows in the order they happened, `limit` of them at most.

    An event whose date is open stands at the day its story was printed; where that is unknown too, last.
    """
    connection = opened(store)
    asked = all_of(wanted)
    return Answer(_count(connection, asked), _rows(connection, asked, IN_TIME, limit))


def count_alone(store: Store, wanted: EventFilter) -> dict[str, int]:
    """How many events fit each part of the filter by itself, under the names of its fields: why nothing was found."""
    with opened(store) as connection:
        return {name: _count(connection, condition) for name, condition in conditions(wanted).items()}


def parties_like(store: Store, side: Side, words: str) -> list[str]:
    """Names and codes on one side of the store's events, or of its speakers, that look like `words`, the best first."""
    if side == "speaker":
        columns = [("string_split(speaker, '; ')", "claims"), ("string_split(speaker_code, '; ')", "claims")]
    else:
        sides = ("actor", "recipient") if side == "about" else (side,)
        columns = [(f"{one}{ending}", "events") for ending in ("s", "_codes") for one in sides]
    half = len(columns) // 2
    asked = [f"SELECT unnest({column}) AS party FROM {table}" for column, table in columns]
    names, codes = " UNION ".join(asked[:half]), " UNION ".join(asked[half:])
    # Of "POL.GOV" the state alone too: it is what a code is most often begun with.
    listed = f"{names} UNION {codes} UNION SELECT split_part(party, '.', 1) FROM ({codes})"
    with opened(store) as connection:
        known = connection.execute(f"SELECT party, fold(party) FROM ({listed}) WHERE party <> '' ORDER BY 1").fetchall()
        sought: str = connection.execute("SELECT fold(?)", [words]).fetchall()[0][0]
    parties: dict[str, str] = {}
    for party, folded in known:
        # Each word of a name too: "Krushchev" is far from "Nikita Khrushchev" as a whole.
        for part in (folded, *folded.split()):
            parties.setdefault(part, party)
    near = get_close_matches(sought, parties, n=2 * NEAR, cutoff=ALIKE)
    return list(dict.fromkeys(parties[part] for part in near))[:NEAR]


def id_length(store: Store) -> int:
    """Characters (6 or more) by which every event of the store can be told from all other events and stories."""
    with opened(store) as connection:
        connection.execute("CREATE TABLE ids AS SELECT event_id AS id FROM events UNION SELECT id FROM stories")
        number, longest = connection.execute("SELECT count(*), coalesce(max(length(id)), 0) FROM ids").fetchall()[0]
        for length in range(SHORTEST_ID, longest):
            if connection.execute(f"SELECT count(DISTINCT left(id, {length})) FROM ids").fetchall()[0][0] == number:
                return length
    return max(int(longest), SHORTEST_ID)


def stories_of(store: Store, ids: Iterable[str]) -> dict[str, Story]:
    """The stories with these ids, without their sentences; ids that the store lacks are left out."""
    wanted = ", ".join(quoted(key) for key in sorted(set(ids)))
    if not wanted:
        return {}
    rows = store.tables.read("story", f"SELECT id, record FROM story WHERE id IN ({wanted})")
    return {row["id"]: story_of(row["record"], None) for row in rows}


def connect() -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that spills to the system's temporary folder, never beside the user's files."""
    return duckdb.connect(config={"temp_directory": tempfile.gettempdir()})


def opened(store: Store) -> duckdb.DuckDBPyConnection:
    """A connection that sees the store's events, claims, relations and stories, and has the macros of the filters."""
    connection = connect()
    for name, shown in SHOWN.items():
        connection.register(shown, store.table(name))
    for macro in MACROS:
        connection.execute(f"CREATE TEMP MACRO {macro}")
    return connection


def _count(connection: duckdb.DuckDBPyConnection, asked: Condition) -> int:
    return int(connection.execute(f"SELECT count(*) {JOINED} WHERE {asked.sql}", asked.values).fetchall()[0][0])


def _rows(
    connection: duckdb.DuckDBPyConnection, asked: Condition, order: tuple[str, ...], limit: int | None
) -> Iterator[dict[str, Any]]:
    """The rows that hold, in order; the connection is closed behind the last."""
    columns = ", ".join([f'e."{name}"' for name in EVENT_COLUMNS] + [f's."{name}"' for name in STORY_COLUMNS])
    keys = ", ".join(f"{key} NULLS LAST" for key in order)
    cut = "" if limit is None else f" LIMIT {limit:d}"
    with connection:
        answer = connection.execute(f"SELECT {columns} {JOINED} WHERE {asked.sql} ORDER BY {keys}{cut}", asked.values)
        while rows := answer.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                yield dict(zip(FLAT_COLUMNS, row, strict=True))
