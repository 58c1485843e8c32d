"""The store: a folder of Delta Lake tables, written once per story, read by everything after the pipeline."""

from whodid.store.arrow import arrow_table
from whodid.store.folder import Counts, Found, Store
from whodid.store.layout import EVENT_COLUMNS, TABLES, Kind, event_rows, party_name

__all__ = ["EVENT_COLUMNS", "TABLES", "Counts", "Found", "Kind", "Store", "arrow_table", "event_rows", "party_name"]
