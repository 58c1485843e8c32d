"""From paths to pages: files, folders, patterns, standard input; what is unreadable becomes a quarantine row in place.

The order is that of the paths given, within a folder that of the sorted file names: two runs read the same.
"""

from __future__ import annotations

import glob
import gzip
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from whodid.errors import BadInput
from whodid.ingest.decoding import GZIP, damaged_gzip, decode, open_bytes, read_all, truncated
from whodid.ingest.tables import check_columns, quarantine, read_csv, read_json, read_jsonl, read_parquet
from whodid.model import Page, Quarantine

KINDS = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
"""What a file's name says it holds, without a last ".gz"."""

STDIN = "-"


def read_paths(paths: Sequence[str], *, columns: Mapping[str, str] | None = None) -> Iterator[Page | Quarantine]:
    """The pages of files, folders, wildcard patterns and standard input ("-"), in order.

    `columns` says for table rows which column fills a field: {"text": "body", "published": "date"}; without it columns
    are known by their own names (`rows.COLUMNS`). What cannot be read is yielded as a `Quarantine` in its place.
    Raises BadInput only for a column map that names an unknown field.
    """
    columns = columns or {}
    check_columns(columns)
    for given in paths:
        if given == STDIN:
            yield from _guarded(STDIN, lambda: _read_stdin(columns))
        else:
            yield from _read_given(given, columns)


def _read_given(given: str, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    path = Path(given)
    if path.is_dir():
        yield from _read_folder(path, columns)
    elif path.exists():
        yield from read_file(path, columns)
    elif matches := _matches(given):
        for match in matches:
            yield from _read_given(match, columns)
    else:
        what = "no file matches this pattern" if glob.has_magic(given) else "no such file or folder"
        message = f"{what}; expected a file, a folder, a pattern or - (standard input), seen from {Path.cwd().name!r}"
        yield quarantine(BadInput(message, where=given, reason="missing_path"), given)


def _matches(pattern: str) -> list[str]:
    """The paths a pattern names, sorted; none for a plain name. (`Path.glob` takes no absolute patterns.)"""
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207


def _read_folder(folder: Path, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    """The files below a folder, sorted; hidden ones are passed over, those of unknown kind quarantined."""
    found = False
    for place, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            found = True
            path = Path(place) / name
            if _kind_by_name(path) is None:
                message = f"files named *{path.suffix} are not read from a folder; named by itself it is read as text"
                yield quarantine(BadInput(message, where=str(path), reason="unknown_kind"), str(path))
            else:
                yield from read_file(path, columns)
    if not found:
        yield quarantine(BadInput("the folder holds no file to read", where=str(folder), reason="empty"), str(folder))


def read_file(path: Path, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    """The pages of one file, by the kind its name says or, for unknown names, its first bytes."""
    kind = _kind_by_name(path)
    where = str(path)
    if kind == "csv":
        yield from _guarded(where, lambda: read_csv(path, where, columns))
    elif kind == "parquet":
        yield from _guarded(where, lambda: read_parquet(path, where, columns))
    else:
        yield from _guarded(where, lambda: _read_opened(path, kind, columns))


def _guarded(where: str, read: Callable[[], Iterator[Page | Quarantine]]) -> Iterator[Page | Quarantine]:
    """The pages that `read` gives, and its failure, if any, as a quarantine row behind them."""
    try:
        yield from read()
    except BadInput as error:
        yield quarantine(error, where)
    except OSError as error:
        message = f"cannot be read ({error.strerror or error}); check that the file is there and may be read"
        yield quarantine(BadInput(message, where=where, reason="unreadable"), where)


def _read_opened(path: Path, kind: str | None, columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    with open_bytes(path) as stream:
        yield from _read_stream(stream, str(path), kind, columns)


def _read_stdin(columns: Mapping[str, str]) -> Iterator[Page | Quarantine]:
    """Standard input: JSON lines, HTML or text, told by its first bytes, packed with gzip or not."""
    stream = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer))
    try:
        packed = stream.peek(2).startswith(GZIP)
        unpacked = gzip.GzipFile(fileobj=stream) if packed else stream
        kind = "jsonl" if unpacked.peek(1).lstrip().startswith(b"{") else None
        yield from _read_stream(cast(BinaryIO, unpacked), STDIN, kind, columns)
    except EOFError as error:
        raise truncated(0, STDIN) from error
    except gzip.BadGzipFile as error:
        raise damaged_gzip(0, error, STDIN) from error
    finally:
        stream.detach()  # or it would close standard input when it goes


def _read_stream(
    stream: BinaryIO, where: str, kind: str | None, columns: Mapping[str, str]
) -> Iterator[Page | Quarantine]:
    if kind == "jsonl":
        yield from read_jsonl(stream, where, columns)
        return
    data = read_all(stream, where=where)
    kind = kind or _kind_by_look(data)
    if kind == "jsonl":
        yield from read_jsonl(io.BytesIO(data), where, columns)
    elif kind == "json":
        yield from read_json(data, where, columns)
    else:
        html = kind == "html" or _kind_by_look(data) == "html"
        yield Page(where, "html" if html else "text", decode(data, where=where, html=html))


def _kind_by_name(path: Path) -> str | None:
    name = path.with_suffix("") if path.suffix == ".gz" else path
    return KINDS.get(name.suffix.casefold()) or ("text" if not name.suffix else None)


def _kind_by_look(data: bytes) -> str:
    """What bytes look like: HTML by its first tag, JSON lines by an object that opens and closes on the first line."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) or b"<html" in head:
        return "html"
    first = data.lstrip().split(b"\n", 1)[0].strip()
    return "jsonl" if first.startswith(b"{") and first.endswith(b"}") else "text"
