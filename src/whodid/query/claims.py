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


def _denial_row(because: str) -> str:
    """A denial `d` as a row with the keys of OF_DENIAL and what `because` says, an SQL expression."""
    return f"{{{', '.join(f'{name}: d.{name}' for name in OF_DENIAL)}, because: {because}}}"


JOINED = (
    "FROM claims c JOIN events e ON e.event_id = c.event_id AND e.story_id = c.story_id "
    "JOIN stories s ON s.id = c.story_id"
)

IN_ORDER = (*IN_TIME, "c.stance = 'denies'", "c.claim_id")
"""The order of the events; of one event's claims the denials last."""

DENIALS = (
    f"SELECT list({_denial_row('r.because')} ORDER BY d.claim_id) "
    'FROM relations r JOIN claims d ON d.claim_id = r."left" AND d.story_id = r.story_id '
    "WHERE r.kind = 'denies' AND r.story_id = c.story_id AND (r.\"right\" = c.claim_id "
    "OR r.\"right\" = c.event_id AND c.speaker IS NULL AND c.stance <> 'denies')"
)
"""The denials of a claim `c` in its own story: those of itself, and of its event where it is the publisher's own."""


def _lands(codes: str) -> str:
    return f"list_sort(list_distinct(list_transform({codes}, lambda code: split_part(code, '.', 1))))"


def _day(event: str, story: str) -> str:
    return f"try_cast(coalesce({event}.happened_start, left({story}.published, 10)) AS DATE)"


DENYING = (
    "SELECT d.*, x.event_type AS of_type, x.quad, x.status AS of_status, t.published AS printed, "
    f"{_day('x', 't')} AS day, {_lands('x.actor_codes')} AS actors, {_lands('x.recipient_codes')} AS recipients "
    "FROM claims d JOIN events x ON x.event_id = d.event_id AND x.story_id = d.story_id "
    "JOIN stories t ON t.id = d.story_id WHERE d.speaker IS NOT NULL "
    "AND (d.stance = 'denies' OR x.status = 'negated' AND d.stance = 'asserts') "
    f"AND NOT list_has_any({_lands('x.actor_codes')}, {list(NO_COUNTRY)})"
)
"""Claims that a speaker denies or tells as not done, of acts of states: few beside all others."""

IN_ANOTHER_STORY = (
    "d.story_id <> q.story_id AND d.speaker IS DISTINCT FROM q.speaker "
    f"AND abs(date_diff('day', q.day, d.day)) <= {DAYS_APART}"
)
SAME_ACT = "(len(d.recipients) = 0 OR d.recipients = q.to_lands)"
ANSWER = (
    "q.event_type = 'ACCUSE' AND d.quad = 4 AND d.of_status = 'negated' "
    "AND (len(d.recipients) = 0 OR d.recipients = q.by_lands)"
)
"""An act of force told as not done, between the sides of an accusation: the accused answers the accuser."""

ELSEWHERE = (
    "SELECT q.place, d FROM told q JOIN denying d ON d.of_type = q.event_type AND d.actors = q.by_lands "
    f"WHERE {SAME_ACT} AND {IN_ANOTHER_STORY} UNION "
    f"SELECT q.place, d FROM told q JOIN denying d ON d.actors = q.to_lands WHERE {ANSWER} AND {IN_ANOTHER_STORY}"
)
"""The denials of the act a claim tells, in other stories: an act of the type, between the same countries, some days
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
    """The rows that hold, in order; the connection is closed behind the last.

    The claims are chosen and cut first, and only then held against the denials of other stories.
    """
    named = ", ".join(
        f"{table}.{name}" for table, names in (("c", OF_CLAIM), ("e", OF_EVENT), ("s", OF_STORY)) for name in names
    )
    keys = ", ".join(f"{key} NULLS LAST" for key in IN_ORDER)
    cut = "" if limit is None else f" LIMIT {limit:d}"
    because = "'the same act between the same sides, told in another story'"
    sql = (
        f"WITH asked AS (SELECT {named}, coalesce(({DENIALS}), []) AS own, {_lands('e.actor_codes')} AS by_lands, "
        f"{_lands('e.recipient_codes')} AS to_lands, {_day('e', 's')} AS day, "
        f"row_number() OVER (ORDER BY {keys}) AS place "
        f"{JOINED} WHERE {asked.sql} ORDER BY place{cut}), denying AS ({DENYING}), "
        "told AS (SELECT * FROM asked WHERE stance <> 'denies' AND status IN ('happened', 'ongoing')), "
        f"apart AS ({ELSEWHERE}), elsewhere AS (SELECT place, "
        f"list({_denial_row(because)} ORDER BY d.printed, d.claim_id) AS rows FROM apart GROUP BY place) "
        f"SELECT {', '.join(f'asked.{name}' for name in CLAIM_ROW[:-1])}, own || coalesce(elsewhere.rows, []) "
        "FROM asked LEFT JOIN elsewhere USING (place) ORDER BY place"
    )
    with connection:
        answer = connection.execute(sql, asked.values)
        while found := answer.fetchmany(ROWS_AT_ONCE):
            yield from (dict(zip(CLAIM_ROW, row, strict=True)) for row in found)
