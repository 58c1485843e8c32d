"""The word lists of the event readers, read once from the data folder `data/events`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whodid.errors import BadData


@cache
def load_lists(name: str) -> dict[str, Any]:
    """The mapping in `data/events/<name>.yaml`; a file that is no mapping raises BadData."""
    path = files("whodid") / "data" / "events" / f"{name}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise BadData(f"{path}: a mapping of lists was expected, {type(content).__name__} was found")
    return content


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The words listed under `keys` (a path) in `data/events/<name>.yaml`; a missing or ill-formed list raises BadData.

    A list may be written as YAML list or as one string of words divided by blanks.
    """
    value: Any = load_lists(name)
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            raise BadData(f"data/events/{name}.yaml: no entry {' > '.join(keys)!r}")
        value = value[key]
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadData(f"data/events/{name}.yaml: {' > '.join(keys)!r} must be a list of words (quote yes, no, on, off)")
    return frozenset(words)
