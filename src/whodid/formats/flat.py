"""Flat events as a file: a row for each event, as JSON lines, CSV or Parquet.

A view after `query`: the rows come in their final order and are written as they come. Every row says who vouches for
it (`according_to`, `speaker`, `stance` and on), so an allegation can be counted apart from a fact, and never without
whoever makes it.
"""

from __future__ import annotations

import csv
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whodid.errors import BadInput
from whodid.formats.coded import json_line
from whodid.query import FLAT_COLUMNS
from whodid.query.events import connect
from whodid.store import arrow_table

Rows = Iterable[Mapping[str, Any]]

ROWS_AT_ONCE = 10_000
"""Rows handed to DuckDB at a time, so that a large export need not fit into memory as Python objects."""


def export_events(rows: Rows, format: str, path: Path) -> int:
    """Write the rows (as `flat_events` gives them) to `path` in one of FORMATS, and give their number.

    The file appears whole or not at all. Raises BadInput for an unknown format or a folder that is not there.
    """
    if format not in FORMATS:
        raise BadInput(f"unknown format {format!r}; known: {', '.join(FORMATS)}", reason="bad_format")
    if not path.parent.is_dir():
        raise BadInput(f"there is no folder {path.parent}", where=str(path), reason="bad_path")
    if path.is_dir():
        raise BadInput("this is a folder; name a file", where=str(path), reason="bad_path")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        number = FORMATS[format](rows, unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return number


def write_jsonl(rows: Rows, path: Path) -> int:
    """A JSON object a line, keys in the order of the columns; lists stay lists."""
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json_line({name: row[name] for name in FLAT_COLUMNS}) + "\n")
            number += 1
    return number


def write_csv(rows: Rows, path: Path) -> int:
    """A header and a line for each event (RFC 4180, UTF-8); lists are joined by "; ", unknown is an empty cell."""
    number = 0
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(FLAT_COLUMNS)
        for row in rows:
            writer.writerow([_cell(row[name]) for name in FLAT_COLUMNS])
            number += 1
    return number


def write_parquet(rows: Rows, path: Path) -> int:
    """A typed Parquet file by DuckDB; lists stay lists."""
    number = 0
    with connect() as connection:
        # One thread keeps the rows in the order they came.
        connection.execute("SET threads = 1")
        for chunk in _chunks(rows):
            connection.register("chunk", arrow_table(chunk, FLAT_COLUMNS))
            make = "INSERT INTO events" if number else "CREATE TABLE events AS"
            connection.execute(f"{make} SELECT * FROM chunk")
            connection.unregister("chunk")
            number += len(chunk)
        if not number:
            connection.register("events", arrow_table([], FLAT_COLUMNS))
        connection.table("events").write_parquet(str(path), compression="zstd")
    return number


def _chunks(rows: Rows) -> Iterator[list[dict[str, Any]]]:
    remaining = iter(rows)
    while chunk := [dict(row) for row in itertools.islice(remaining, ROWS_AT_ONCE)]:
        yield chunk


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


FORMATS: dict[str, Callable[[Rows, Path], int]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
}
"""The writers by the name a user gives."""
