"""Questions to a store, answered by DuckDB in memory over the store's Arrow tables."""

from whodid.query.events import (
    FLAT_COLUMNS,
    Answer,
    count_alone,
    find_events,
    flat_events,
    id_length,
    parties_like,
    stories_of,
)
from whodid.query.filters import EventFilter, days_of, known_type

__all__ = [
    "FLAT_COLUMNS",
    "Answer",
    "EventFilter",
    "count_alone",
    "days_of",
    "find_events",
    "flat_events",
    "id_length",
    "known_type",
    "parties_like",
    "stories_of",
]
