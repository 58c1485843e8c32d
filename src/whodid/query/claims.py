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

OF_DENIAL = (
    "claim_id",
    "event_id",
    "story_id",
    "speaker",
    "speaker_code",
    "stance",
    "medium",
    "relay",
    "publisher",
    "words",
)

DAYS_APART = 7
"""Days between what is claimed in one story and what is denied in another, at most, for the two to be one act."""

NO_COUNTRY = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "UNK", "UAF")
"""First parts of codes that many share: who acts under one of these is not taken for the same in another story."""

CLAIM_ROW = (*OF_CLAIM, *OF_EVENT, *OF_STORY, "denials")
"""The keys of a claim's row, in order; `denials` is a list of rows with the keys of OF_DENIAL and `because`."""

AS_ROW = f"{{{', '.join(f'{name}: d.{name}' for name in OF_DENIAL)}, because: BECAUSE}}"

JOINED = (
    "FROM claims c JOIN events e ON e.event_id = c.event_id AND e.story_id = c.story_id "
    "JOIN stories s ON s.id = c.story_id"
)

IN_ORDER = (*IN_TIME, "c.stance = 'denies'", "c.claim_id")
"""The order of the events; of one event's claims the denials last."""

DENIALS = (
    f"SELECT list({AS_ROW.replace('BECAUSE', 'r.because')} ORDER BY d.claim_id) "
    'FROM relations r JOIN claims d ON d.claim_id = r."left" AND d.story_id = r.story_id '
    "WHERE r.kind = 'denies' AND r.story_id = c.story_id AND (r.\"right\" = c.claim_id "
    "OR r.\"right\" = c.event_id AND c.speaker IS NULL AND c.stance <> 'denies')"
)
"""The denials of a claim `c` in its own story: those of itself, and of its event where it is the publisher's own."""


def _lands(codes: str) -> str:
    return f"list_sort(list_distinct(list_transform({codes}, lambda code: split_part(code, '.', 1))))"


def _day(event: str, story: str) -> str:
    return f"try_cast(coalesce({event}.happened_start, left({story}.published, 10)) AS DATE)"


SAME_ACT = (
    f"x.event_type = e.event_type AND {_lands('x.actor_codes')} = {_lands('e.actor_codes')} "
    f"AND (len(x.recipient_codes) = 0 OR {_lands('x.recipient_codes')} = {_lands('e.recipient_codes')})"
)
ANSWER = (
    f"e.event_type = 'ACCUSE' AND x.quad = 4 AND {_lands('x.actor_codes')} = {_lands('e.recipient_codes')} "
    f"AND (len(x.recipient_codes) = 0 OR {_lands('x.recipient_codes')} = {_lands('e.actor_codes')})"
)
"""An act of force `x` told as not done, between the sides of an accusation `e`: the accused answers the accuser."""

ELSEWHERE = (
    f"SELECT list({AS_ROW.replace('BECAUSE', repr('the same act between the same sides, told in another story'))} "
    "ORDER BY t.published, d.claim_id) FROM claims d JOIN events x ON x.event_id = d.event_id "
    "AND x.story_id = d.story_id JOIN stories t ON t.id = d.story_id "
    "WHERE d.story_id <> c.story_id AND c.stance <> 'denies' AND e.status IN ('happened', 'ongoing') "
    "AND d.speaker IS NOT NULL AND d.speaker IS DISTINCT FROM c.speaker "
    "AND (d.stance = 'denies' OR x.status = 'negated' AND d.stance = 'asserts') "
    f"AND ({SAME_ACT} OR {ANSWER} AND x.status = 'negated') "
    f"AND NOT list_has_any({_lands('x.actor_codes')}, {list(NO_COUNTRY)}) "
    f"AND abs(date_diff('day', {_day('e', 's')}, {_day('x', 't')})) <= {DAYS_APART}"
)
"""The denials of the act a claim `c` tells, in other stories: an act of the type, between the same countries, some days
apart at most, that a speaker denies or says was not done; or the answer to an accusation."""


def find_claims(store: Store, wanted: EventFilter, *, limit: int | None = None) -> Answer:
    """The claims that fit, in the order their events happened, `limit` of them at most; keys as in CLAIM_ROW.

    What is asked of the event must hold of the event that is claimed. A claim that is denied has its denials with it,
    a claim of the publisher's own those of its event; behind them stand denials of the same act in other stories, which
    `because` says.
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
    denials = f"coalesce(({DENIALS}), []) || coalesce(({ELSEWHERE}), [])"
    sql = f"SELECT {', '.join(named)}, {denials} {JOINED} WHERE {asked.sql} ORDER BY {keys}{cut}"
    with connection:
        answer = connection.execute(sql, asked.values)
        while found := answer.fetchmany(ROWS_AT_ONCE):
            yield from (dict(zip(CLAIM_ROW, row, strict=True)) for row in found)
