"""From what a user types to one id: a whole id, its unique start, or the number a page gives itself."""

from __future__ import annotations

from difflib import get_close_matches

from whodid.errors import BadInput
from whodid.store.tables import Tables, quoted, visible

NEAR = 3
"""Ids named in a message."""


def story_ids(tables: Tables, prefix: str) -> list[str]:
    """Stories whose id starts so, or whose page carries this number."""
    text = quoted(prefix)
    sql = f"SELECT id FROM story WHERE starts_with(id, {text}) OR source_id = {text} ORDER BY id"
    return [row["id"] for row in tables.read("story", sql)]


def event_ids(tables: Tables, prefix: str) -> dict[str, str]:
    """Visible events whose id starts so, each with the id of its story."""
    sql = f"SELECT event_id, story_id {visible('event')} WHERE starts_with(event_id, {quoted(prefix)})"
    rows = tables.read("event", f"{sql} ORDER BY event_id, story_id DESC")
    return {row["event_id"]: row["story_id"] for row in rows}


def only(tables: Tables, ids: list[str], prefix: str, noun: str) -> str:
    """The one id meant; raises BadInput, reason "not_found" or "ambiguous", with ids to choose from."""
    if prefix in ids:
        return prefix
    if not ids:
        raise BadInput(f"no {noun} {prefix!r} in {tables.path}{_near(tables, prefix, noun)}", reason="not_found")
    if len(ids) > 1:
        some = ", ".join(ids[:NEAR]) + (", …" if len(ids) > NEAR else "")
        raise BadInput(f"{len(ids)} ids fit {prefix!r} ({some}); give more of it", reason="ambiguous")
    return ids[0]


def _near(tables: Tables, prefix: str, noun: str) -> str:
    """What it may have meant, for the message: another kind of record, else the ids most like it."""
    stories = story_ids(tables, prefix) if noun == "event" else []
    if stories:
        return f"; it is a story, and `whodid show {stories[0]}` names its events"
    ids = [] if noun == "story" else sorted(event_ids(tables, ""))
    ids += [] if noun == "event" else story_ids(tables, "")
    starts = {key[: max(len(prefix), 1)]: key for key in reversed(ids)}
    near = [starts[start] for start in get_close_matches(prefix, starts, n=NEAR, cutoff=0.0)]
    return f"; near it: {', '.join(near)}" if near else "; it holds none yet"
