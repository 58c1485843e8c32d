"""Reading the ontology's data files: rows of a TSV, a YAML document; what breaks the form is named with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from whodid.errors import BadData


def packaged() -> Traversable:
    """The folder of the ontology's data files, as it is installed."""
    return files("whodid").joinpath("data/ontology")


def read_rows(folder: Traversable, name: str, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a TSV with its place ("types.tsv, line 3"); cells may be empty, lines not.

    Raises BadData where the first line names other columns, or a line has too few or too many cells.
    """
    header, *lines = _read(folder, name).splitlines() or [""]
    if header.split("\t") != list(columns):
        raise BadData(f"{name}, line 1: columns are {header.split(chr(9))}, expected {list(columns)}")
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise BadData(f"{name}, line {number}: {len(cells)} cells, expected {len(columns)} ({', '.join(columns)})")
        yield f"{name}, line {number}", dict(zip(columns, cells, strict=True))


def read_document(folder: Traversable, name: str) -> Any:
    """The YAML document; raises BadData where it is none."""
    import yaml  # here, because most callers need the tables alone and this takes longer to import than they to read

    try:
        return yaml.safe_load(_read(folder, name))
    except yaml.YAMLError as error:
        raise BadData(f"{name} is not YAML: {error}") from error


def number(cell: str, place: str, column: str) -> float:
    """The cell as a number; raises BadData naming the place."""
    try:
        return float(cell)
    except ValueError as error:
        raise BadData(f"{place}: {column} is {cell!r}, expected a number") from error


def whole_number(cell: str, place: str, column: str) -> int:
    """The cell as a whole number; raises BadData naming the place."""
    if not cell.isdecimal():
        raise BadData(f"{place}: {column} is {cell!r}, expected a whole number")
    return int(cell)


def _read(folder: Traversable, name: str) -> str:
    try:
        return folder.joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadData(f"{name} is missing in {folder}; reinstall whodid, or put the file back") from error
    except UnicodeDecodeError as error:
        raise BadData(f"{name} is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}") from error
