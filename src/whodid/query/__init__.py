"""Questions to a store, answered by DuckDB in memory over the store's Arrow tables."""

from whodid.query.events import FLAT_COLUMNS, flat_events

__all__ = ["FLAT_COLUMNS", "flat_events"]
