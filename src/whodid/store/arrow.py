"""Rows to Arrow and back, by arro3 (it comes with deltalake; pyarrow is not needed)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from arro3.core import Array, DataType, Field, Schema, Table, list_array

from whodid.store.layout import Kind, Row

STRINGS = DataType.list(Field("item", DataType.string(), nullable=True))

ARROW: dict[Kind, DataType] = {
    "string": DataType.string(),
    "strings": STRINGS,
    "int": DataType.int64(),
    "float": DataType.float64(),
    "bool": DataType.bool(),
}


def arrow_schema(columns: dict[str, Kind]) -> Schema:
    """The Arrow schema of a table's columns; every column may be null."""
    return Schema([Field(name, ARROW[kind], nullable=True) for name, kind in columns.items()])


def arrow_table(rows: Sequence[Row], columns: dict[str, Kind]) -> Table:
    """The rows as an Arrow table of these columns; a key that a row lacks is null, a further one is left out."""
    arrays = [_array([row.get(name) for row in rows], kind) for name, kind in columns.items()]
    return Table.from_arrays(arrays, schema=arrow_schema(columns))


def _array(values: list[Any], kind: Kind) -> Array:
    if kind == "string":
        return Array([_utf8(value) for value in values], ARROW[kind])
    if kind == "strings":
        return _list_array(values)
    return Array(values, ARROW[kind])


def _list_array(values: list[list[str] | None]) -> Array:
    """Lists of strings by offsets (arro3 builds no nested array from Python values); no list is an empty one."""
    offsets, flat = [0], []
    for value in values:
        flat.extend([_utf8(item) for item in value or []])
        offsets.append(len(flat))
    return list_array(Array(offsets, DataType.int32()), Array(flat, DataType.string()), type=STRINGS)


def _utf8(value: str | None) -> str | None:
    """The string as Arrow takes it: half a surrogate pair, which UTF-8 cannot hold, becomes "?"."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")
