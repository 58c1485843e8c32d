"""Questions to a store, answered by DuckDB in memory over the store's Arrow tables."""

from whodid.query.claims import CLAIM_ROW, count_claims_alone, find_claims
from whodid.query.events import (
    FLAT_COLUMNS,
    Answer,
    Side,
    count_alone,
    find_events,
    flat_events,
    id_length,
    parties_like,
    stories_of,
)
from whodid.query.filters import EventFilter, days_of, known_type
from whodid.query.missing import MissingName, file_of, missing_names, row_to_fill

__all__ = [
    "CLAIM_ROW",
    "FLAT_COLUMNS",
    "Answer",
    "EventFilter",
    "MissingName",
    "Side",
    "count_alone",
    "count_claims_alone",
    "days_of",
    "file_of",
    "find_claims",
    "find_events",
    "flat_events",
    "id_length",
    "known_type",
    "missing_names",
    "parties_like",
    "row_to_fill",
    "stories_of",
]
