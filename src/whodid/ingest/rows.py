"""Reads rows of tables and JSONL: the text column is the caller's and stays as it is, other columns are metadata."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from whodid.ingest.datelines import find_dateline
from whodid.ingest.dates import find_date
from whodid.ingest.draft import Draft
from whodid.ingest.publishers import credit_dateline, credit_or_publish, host_name
from whodid.model import Page

COLUMNS = ("text", "html", "title", "id", "url", "published", "updated", "publisher", "author", "section", "language")
"""The columns of a row that are read, by the names they have unless the caller maps others to them."""

_FIELD_OF = {"id": "source_id", "author": "byline", "url": "url", "publisher": "publisher", "section": "section"}


def read_row(page: Page) -> Draft:
    """The draft of a table row: no paragraphs, for the text is `page.body`; a dateline is recognised, not removed."""
    draft = Draft()
    fill_from_row(draft, page.row)
    draft.basis.setdefault("title", "the row has none")
    draft.basis["text"] = "column 'text', unchanged"
    draft.fill("published", None, "the row has no publication date")
    draft.fill("publisher", host_name(draft.fields.get("url", "")), "host of the row's address")
    paragraphs = [part.strip() for part in page.body[:5_000].split("\n") if part.strip()]
    found = find_dateline(paragraphs, published=draft.fields.get("published"))
    if found is not None:
        draft.dateline = found.dateline
        draft.basis["dateline"] = paragraphs[found.paragraph][: found.length].strip()
        credit_dateline(draft)
    credit_or_publish(draft, "the row names none")
    return draft


def fill_from_row(draft: Draft, row: Mapping[str, Any]) -> None:
    """Fill title, dates and names of the draft from a row's columns; an unreadable date is left out with the reason."""
    title = _cell(row.get("title"))
    if title:
        draft.title = title
        draft.basis["title"] = "column 'title'"
    for column, name in _FIELD_OF.items():
        value = _cell(row.get(column))
        if value:
            draft.fill(name, value, f"column {column!r}")
    for name in ("published", "updated"):
        value = _cell(row.get(name))
        if value:
            found = find_date(value)
            iso = found.iso if found is not None else None
            reason = (found.reason if found is not None else None) or f"{value!r} is no full date"
            draft.fill(name, iso, f"column {name!r}" if iso else f"column {name!r}: {reason}")


def _cell(value: Any) -> str:
    """A cell as text; "" for an empty one. Days and times are written as ISO, numbers without a useless ".0"."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_cell, value)))
    return " ".join(str(value).split()) if value is not None else ""
