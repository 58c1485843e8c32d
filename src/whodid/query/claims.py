"""Claims over all stories of a store as rows: who says what of which event, and beneath each who denies it.

Beside `events.py`, whose tables and order it uses; which claims a filter means stands in `filters.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from whodid.query.events import IN_TIME, ROWS_AT_ONCE, Answer, opened
from whodid.query.filters import Condition, EventFilter, all_of, conditions
from whodid.store import Store

OF_CLAIM = (
    "claim_id",
    "stance",
    "according_to",
    "speaker",
    "speaker_code",
    "medium",
    "relay",
    "publisher",
    "words",
)

OF_EVENT = (
    "event_id",
    "story_id",
    "event_type",
    "mode",
    "quad",
    "actors",
    "actor_codes",
    "recipients",
    "recipient_codes",
    "happened_start",
    "happened_end",
    "happened_granularity",
    "status",
    "status_words",
    "historical",
    "confidence",
)

OF_STORY = ("published", "title", "url")

OF_DENIAL = ("claim_id", "event_id", "speaker", "speaker_code", "stance", "medium", "relay", "publisher", "words")

CLAIM_ROW = (*OF_CLAIM, *OF_EVENT, *OF_STORY, "denials")
"""The keys of a claim's row, in order; `denials` is a list of rows with the keys of OF_DENIAL and `because`."""

JOINED = (
    "FROM claims c JOIN events e ON e.event_id = c.event_id AND e.story_id = c.story_id "
    "JOIN stories s ON s.id = c.story_id"
)

IN_ORDER = (*IN_TIME, "c.stance = 'denies'", "c.claim_id")
"""The order of the events; of one event's claims the denials last."""

DENIALS = (
    f"SELECT list({{{', '.join(f'{name}: d.{name}' for name in OF_DENIAL)}, because: r.because}} ORDER BY d.claim_id) "
    'FROM relations r JOIN claims d ON d.claim_id = r."left" AND d.story_id = r.story_id '
    "WHERE r.kind = 'denies' AND r.story_id = c.story_id AND (r.\"right\" = c.claim_id "
    "OR r.\"right\" = c.event_id AND c.speaker IS NULL AND c.stance <> 'denies')"
)
"""The denials of a claim `c`: those of itself, and of its event where it is the publisher's own."""


def find_claims(store: Store, wanted: EventFilter, *, limit: int | None = None) -> Answer:
    """The claims that fit, in the order their events happened, `limit` of them at most; keys as in CLAIM_ROW.

    What is asked of the event must hold of the event that is claimed. A claim that is denied has its denials with it,
    a claim of the publisher's own those of its event.
    """
    connection = opened(store)
    asked = all_of(wanted, of_claims=True)
    return Answer(_count(connection, asked), _rows(connection, asked, limit))


def count_claims_alone(store: Store, wanted: EventFilter) -> dict[str, int]:
    """How many claims fit each part of the filter by itself, under the names of its fields: why nothing was found."""
    with opened(store) as connection:
        return {name: _count(connection, it) for name, it in conditions(wanted, of_claims=True).items()}


def _count(connection: duckdb.DuckDBPyConnection, asked: Condition) -> int:
    return int(connection.execute(f"SELECT count(*) {JOINED} WHERE {asked.sql}", asked.values).fetchall()[0][0])


def _rows(connection: duckdb.DuckDBPyConnection, asked: Condition, limit: int | None) -> Iterator[dict[str, Any]]:
    """The rows that hold, in order; the connection is closed behind the last."""
    named = [
        f"{table}.{name}" for table, names in (("c", OF_CLAIM), ("e", OF_EVENT), ("s", OF_STORY)) for name in names
    ]
    keys = ", ".join(f"{key} NULLS LAST" for key in IN_ORDER)
    cut = "" if limit is None else f" LIMIT {limit:d}"
    sql = f"SELECT {', '.join(named)}, coalesce(({DENIALS}), []) {JOINED} WHERE {asked.sql} ORDER BY {keys}{cut}"
    with connection:
        answer = connection.execute(sql, asked.values)
        while found := answer.fetchmany(ROWS_AT_ONCE):
            yield from (dict(zip(CLAIM_ROW, row, strict=True)) for row in found)
