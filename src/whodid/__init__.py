"""whodid: news in, accountable event data out: who did what to whom, when, where, and according to whom.

>>> import whodid as wd
>>> coder = wd.load()                                          # doctest: +SKIP
>>> story = coder("OSLO (NTB) - Norway expelled two diplomats of Belarus on Tuesday.")  # doctest: +SKIP
>>> [event.event_type for event in story.events]               # doctest: +SKIP
['SANCTION']

The names below are loaded when they are first used, so that `import whodid` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "Coder": "pipeline",
    "code_pages": "pipeline",
    "load": "pipeline",
    "read_paths": "ingest",
    "read_story": "ingest",
    "coded_story": "formats",
    "Page": "model",
    "Quarantine": "model",
    "Story": "model",
    "Settings": "settings",
    "BadData": "errors",
    "BadInput": "errors",
    "BadPipeline": "errors",
    "MissingResource": "errors",
    "StoreConflict": "errors",
    "WhodidError": "errors",
}

__all__ = [
    "BadData",
    "BadInput",
    "BadPipeline",
    "Coder",
    "MissingResource",
    "Page",
    "Quarantine",
    "Settings",
    "StoreConflict",
    "Story",
    "WhodidError",
    "__version__",
    "code_pages",
    "coded_story",
    "load",
    "open_store",
    "read_paths",
    "read_story",
]

if TYPE_CHECKING:
    from whodid.errors import BadData, BadInput, BadPipeline, MissingResource, StoreConflict, WhodidError
    from whodid.formats import coded_story
    from whodid.ingest import read_paths, read_story
    from whodid.model import Page, Quarantine, Story
    from whodid.pipeline import Coder, code_pages, load
    from whodid.settings import Settings
    from whodid.store import Store


def open_store(path: str) -> Store:
    """The store in the folder `path`; raises BadInput where there is nothing, StoreConflict where it is no store."""
    from whodid.store import Store

    return Store.open(path)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'whodid' has no attribute {name!r}")
    return getattr(import_module(f"whodid.{_HOMES[name]}"), name)
