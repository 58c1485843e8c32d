"""Loads the wordings and tables of `data/ingest/`: what the readers of pages know, kept as data.

Everything is read once a process; a file that breaks its own form raises BadData naming file and line.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from whodid.errors import BadData


def _read(name: str) -> str:
    return files("whodid").joinpath("data", "ingest", name).read_text(encoding="utf-8")


@cache
def load_yaml(name: str) -> dict[str, Any]:
    """The mapping that `data/ingest/name` holds; every scalar a string ("on" and "no" are words here)."""
    found = yaml.load(_read(name), Loader=yaml.BaseLoader)
    if not isinstance(found, dict):
        raise BadData(f"data/ingest/{name}: found a {type(found).__name__}, expected a mapping")
    return found


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the tab-separated `data/ingest/name`, by its header; every cell is stripped."""
    lines = _read(name).splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise BadData(f"data/ingest/{name}, line {number}: as many cells as the header expected ({lines[0]!r})")
    return tuple({key: value.strip() for key, value in row.items()} for row in rows)


def phrase(text: str) -> str:
    """A wording as it is compared: without case, without punctuation at the ends, single spaces, plain apostrophes."""
    return " ".join(text.replace("’", "'").casefold().split()).strip(" .:;,!|»«›>-–—*•[]()…_=")


def squeezed(name: str) -> str:
    """A name as it is compared: its letters and digits only, without case ("Defa Press" is "defapress")."""
    return "".join(char for char in name.casefold() if char.isalnum())
