"""Reads rows as pages: JSONL line by line, CSV and Parquet through DuckDB in memory, in the order of the file.

A row becomes a page of kind "row" where it has a text, or of kind "html" where it has HTML instead. A broken line or
row is a quarantine row of its own, and the reading goes on; a wrong column name ends the file.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from whodid.errors import BadInput
from whodid.ingest.decoding import LARGEST_PAGE, check_not_binary, damaged_gzip, decode, open_bytes, truncated
from whodid.ingest.rows import COLUMNS
from whodid.model import Page, Quarantine, content_id

ROWS_LOOKED_AT = 20
"""Lines of a JSONL file in which a mapped column must appear at least once: JSON rows may leave out empty columns."""

BATCH = 200
"""Rows fetched from DuckDB at a time."""

Row = tuple[str, dict[str, Any] | Quarantine]
"""Where a row stands, and the row or why it cannot be read."""


def quarantine(error: BadInput, where: str) -> Quarantine:
    """The quarantine row of an input error; its id depends on place, reason and message."""
    where = error.where or where
    return Quarantine(content_id("quarantine", where, error.reason, str(error)), where, error.reason, str(error))


def check_columns(columns: Mapping[str, str]) -> None:
    """Raise BadInput where a column map fills a field that rows do not have."""
    for name in columns:
        if name not in COLUMNS:
            message = f"unknown field {name!r} in the column map; known: {', '.join(COLUMNS)}"
            raise BadInput(message, reason="wrong_column")


def read_jsonl(stream: BinaryIO, where: str, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    """The pages of JSON lines; raises BadInput "wrong_column" where a mapped column is in none of the first rows."""
    rows = _json_rows(stream, where)
    head = [row for row, _ in zip(rows, range(ROWS_LOOKED_AT), strict=False)]
    objects = [row for _, row in head if isinstance(row, dict)]
    if objects:
        _check_present(columns, list(dict.fromkeys(key for row in objects for key in row)), where)
    for place, row in chain(head, rows):
        yield row if isinstance(row, Quarantine) else _row_page(place, row, columns)


def read_json(data: bytes, where: str, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    """The pages of one JSON document: an object, or a list of objects."""
    found = _parsed(decode(data, where=where), where)
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows, start=1):
        place = f"{where}, item {number}" if isinstance(found, list) else where
        if isinstance(row, dict):
            yield _row_page(place, row, columns)
        else:
            yield quarantine(_no_object(row, place), place)


def read_csv(path: Path, where: str, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    """The pages of a CSV file with a header line; every cell is text. Rows with too many or few cells are quarantined.

    Rows are numbered from 1 below the header, counting those that can be read; rejected ones are named by their line.
    """
    with open_bytes(path) as stream:
        head = stream.readline(LARGEST_PAGE)
        check_not_binary(head[:8192], where=where)
    if not head.strip():
        decode(head, where=where)
    delimiter = max(",;\t|", key=lambda mark: head.decode("utf-8", "replace").count(mark))
    query = (
        "SELECT * FROM read_csv($path, header = true, all_varchar = true, delim = $delimiter, quote = '\"', "
        "escape = '\"', store_rejects = true, max_line_size = $longest, strict_mode = true)"
    )
    with _database() as database:
        values = {"path": _literal(path), "delimiter": delimiter, "longest": LARGEST_PAGE}
        yield from _table_pages(database, query, values, where, columns)
        yield from _rejected(database, where)


def read_parquet(path: Path, where: str, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    """The pages of a Parquet file. Raises BadInput "damaged" where DuckDB cannot read it."""
    with _database() as database:
        yield from _table_pages(database, "SELECT * FROM read_parquet($path)", {"path": _literal(path)}, where, columns)


def _database() -> duckdb.DuckDBPyConnection:
    """A database in memory that fetches no extension and keeps the order of rows."""
    return duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})


def _literal(path: Path) -> str:
    """The path as DuckDB takes it literally: its own wildcards are put in brackets."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in str(path))


def _table_pages(
    database: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any], where: str, columns: Mapping[str, str]
) -> Iterator[Page | Quarantine]:
    try:
        found = database.execute(query, values)
        names = [column[0] for column in found.description or []]
        _check_present(columns, names, where)
        _check_text(columns, names, where)
        number = 0
        while batch := found.fetchmany(BATCH):
            for cells in batch:
                number += 1
                yield _row_page(f"{where}, row {number}", dict(zip(names, cells, strict=True)), columns)
    except duckdb.Error as error:
        first_line = str(error).strip().splitlines()[0]
        message = f"DuckDB cannot read it ({first_line}); the file is damaged or not what its name says: write it again"
        raise BadInput(message, where=where, reason="damaged") from error


def _rejected(database: duckdb.DuckDBPyConnection, where: str) -> Iterator[Quarantine]:
    """The rows that DuckDB left out, one quarantine row a line of the file."""
    query = "SELECT line, min(error_message), min(byte_position) FROM reject_errors GROUP BY line ORDER BY line"
    rows = database.execute(query)
    for line, message, offset in rows.fetchall():
        place = f"{where}, line {line}"
        at = f" (byte {offset})" if offset is not None else ""
        text = f"{str(message).splitlines()[0]}{at}; mend the line: the other rows are read"
        yield quarantine(BadInput(text, where=place, reason="broken_row"), place)


def _json_rows(stream: BinaryIO, where: str) -> Iterator[Row]:
    size = number = 0
    while True:
        number += 1
        place = f"{where}, line {number}"
        try:
            line = stream.readline(LARGEST_PAGE + 1)
            size += len(line)
            if not line:
                return
            if len(line) > LARGEST_PAGE:
                size += _skip_line(stream)
                message = f"a line of more than {LARGEST_PAGE:,} bytes, expected one story a line"
                raise BadInput(message, where=place, reason="too_big")
            if line.strip():
                yield place, _object(line, place)
        except BadInput as error:
            yield place, quarantine(error, place)
        except EOFError:
            yield place, quarantine(truncated(size, place), place)
            return
        except (gzip.BadGzipFile, zlib.error) as error:
            yield place, quarantine(damaged_gzip(size, error, place), place)
            return


def _skip_line(stream: BinaryIO) -> int:
    """Read to the end of a line in pieces; gives the bytes passed over."""
    size = 0
    while piece := stream.readline(1 << 20):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


def _object(line: bytes, where: str) -> dict[str, Any]:
    row = _parsed(decode(line, where=where), where)
    if not isinstance(row, dict):
        raise _no_object(row, where)
    return row


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        near = text[max(0, error.pos - 10) : error.pos + 10]
        message = f"broken JSON: {error.msg} at character {error.pos} (near {near!r}), expected an object with a text"
        raise BadInput(message, where=where, reason="broken_json") from error
    except RecursionError as error:
        raise BadInput("JSON nested too deeply to be a story", where=where, reason="broken_json") from error


def _no_object(row: Any, where: str) -> BadInput:
    message = f"found {type(row).__name__} {str(row)[:40]!r}, expected a JSON object with a text"
    return BadInput(message, where=where, reason="broken_json")


def _check_present(columns: Mapping[str, str], names: list[str], where: str) -> None:
    for field, column in columns.items():
        if column not in names:
            message = f"no column {column!r} (mapped to {field}); the columns are: {', '.join(names)}"
            raise BadInput(message, where=where, reason="wrong_column")


def _check_text(columns: Mapping[str, str], names: list[str], where: str) -> None:
    if not any(columns.get(field, field) in names for field in ("text", "html")):
        raise BadInput(_no_text_column(names), where=where, reason="wrong_column")


def _no_text_column(names: list[str]) -> str:
    return f"no column 'text' or 'html'; the columns are: {', '.join(names)}. Map one, as text=NAME"


def _row_page(place: str, row: Mapping[str, Any], columns: Mapping[str, str]) -> Page | Quarantine:
    cells = {field: row[columns.get(field, field)] for field in COLUMNS if columns.get(field, field) in row}
    text, html = _body(cells.pop("text", None)), _body(cells.pop("html", None))
    if text:
        return Page(place, "row", text, cells)
    if html:
        return Page(place, "html", html, cells)
    if not any(columns.get(field, field) in row for field in ("text", "html")):
        return quarantine(BadInput(_no_text_column(list(row)), where=place, reason="wrong_column"), place)
    return quarantine(BadInput("the text of this row is empty, expected a story", where=place, reason="empty"), place)


def _body(cell: Any) -> str:
    """A cell's text, unchanged; "" for one that is empty, white space only, or no text."""
    if isinstance(cell, bytes):
        cell = cell.decode("utf-8", "replace")
    return cell if isinstance(cell, str) and cell.strip() else ""
