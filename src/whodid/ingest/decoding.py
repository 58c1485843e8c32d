"""From bytes to text: what is binary, empty, cut off or not decodable is refused with the byte where it shows."""

from __future__ import annotations

import gzip
import re
import zlib
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO, cast

from whodid.errors import BadInput
from whodid.ingest.knowledge import load_table

LARGEST_PAGE = 16_000_000
"""Bytes of one page or one line of JSON; a longer one is no news page, and would hold its text several times over."""

GZIP = b"\x1f\x8b"

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def open_bytes(path: Path) -> BinaryIO:
    """The file's bytes, unpacked where its name ends in .gz; raises OSError."""
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def read_all(stream: BinaryIO | BufferedIOBase, *, where: str) -> bytes:
    """All bytes of one page; raises BadInput "too_big", "truncated" (gzip data that stops early) or "damaged"."""
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(1 << 20):
            chunks.append(chunk)
            size += len(chunk)
            if size > LARGEST_PAGE:
                message = f"more than {LARGEST_PAGE:,} bytes in one page; split it, or give one story a line as JSONL"
                raise BadInput(message, where=where, reason="too_big")
    except EOFError as error:
        raise truncated(size, where) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise damaged_gzip(size, error, where) from error
    return b"".join(chunks)


def truncated(size: int, where: str) -> BadInput:
    """The error for gzip data that ends before its end mark, `size` unpacked bytes in."""
    message = f"the gzip data stops after {size:,} unpacked bytes, before its end; fetch or pack the file again"
    return BadInput(message, where=where, reason="truncated")


def damaged_gzip(size: int, error: Exception, where: str) -> BadInput:
    """The error for bytes that gzip cannot unpack, `size` unpacked bytes in."""
    message = f"cannot be unpacked as gzip after {size:,} bytes ({error}); fetch or pack the file again"
    return BadInput(message, where=where, reason="damaged")


def check_not_binary(head: bytes, *, where: str) -> None:
    """Raise BadInput "binary" where the first bytes of a file are not text, naming what they are where that shows."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    for row in load_table("signatures.tsv"):
        if head.startswith(bytes.fromhex(row["bytes"])):
            message = f"the first bytes are those of {row['what']}, expected text, HTML, JSONL, CSV or Parquet"
            raise BadInput(message, where=where, reason="binary")
    at = head.find(b"\x00")
    if at >= 0:
        message = f"byte {at} is NUL: this is no text file; expected text, HTML, JSONL, CSV or Parquet"
        raise BadInput(message, where=where, reason="binary")


def decode(data: bytes, *, where: str, html: bool = False) -> str:
    """The text of a page: by its byte order mark, as UTF-8, or (HTML) in the encoding it declares.

    Raises BadInput "empty", "binary" or "undecodable" with the offset of the first byte that does not fit.
    """
    if not data.strip():
        found = "0 bytes" if not data else f"{len(data)} bytes of white space"
        raise BadInput(f"found {found}, expected a story", where=where, reason="empty")
    check_not_binary(data[:8192], where=where)
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        declared = _declared_encoding(data) if html else None
        if declared is None:
            raise _undecodable(data, error, encoding, where) from error
    try:
        return data.decode(declared)
    except LookupError as error:
        message = f"the page declares the encoding {declared!r}, which is not known; convert it to UTF-8"
        raise BadInput(message, where=where, reason="undecodable") from error
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, declared, where) from error


def _declared_encoding(data: bytes) -> str | None:
    """The encoding an HTML page declares, if not UTF-8; what calls itself Latin-1 is Windows-1252, as for browsers."""
    found = re.search(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", data[:8192], re.I)
    name = found[1].decode("ascii", "replace").casefold() if found else ""
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        return "cp1252"
    return name if name not in ("", "utf-8", "utf8") else None


def _undecodable(data: bytes, error: UnicodeDecodeError, encoding: str, where: str) -> BadInput:
    message = (
        f"byte 0x{data[error.start]:02x} at offset {error.start} is not {encoding.upper().removesuffix('-SIG')}; "
        "convert the file to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8, if it comes from there)"
    )
    return BadInput(message, where=f"{where}, byte {error.start}", reason="undecodable")
