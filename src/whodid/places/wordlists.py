"""The words around names of places, read once from data/places/toponyms.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whodid.errors import BadData

_NAME = "places/toponyms.yaml"


@cache
def words_of(name: str) -> frozenset[str]:
    """The words listed under `name`, in small letters; a missing or ill-formed list raises BadData."""
    value = _lists().get(name)
    if not isinstance(value, str):
        raise BadData(f"data/{_NAME}: {name!r} must be words divided by blanks, found {type(value).__name__}")
    return frozenset(value.split())


@cache
def countries_told() -> dict[str, str]:
    """Each word that speaks for one country ("sheriff"), with that country's ISO alpha-3 code."""
    tells = _lists().get("tells")
    if not isinstance(tells, dict) or not all(isinstance(words, str) for words in tells.values()):
        raise BadData(f"data/{_NAME}: 'tells' must give words for each country")
    return {word: country for country, words in tells.items() for word in words.split()}


@cache
def _lists() -> dict[str, Any]:
    content = yaml.safe_load((files("whodid") / "data" / _NAME).read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise BadData(f"data/{_NAME}: a mapping of lists was expected, {type(content).__name__} was found")
    return content
