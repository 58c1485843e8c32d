"""Traps: sentences that a careless reader takes for facts, read by the whole road, against what their rows must say."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
from quoted_stories import read_rows

from whodid.model import Story
from whodid.pipeline import Coder, load
from whodid.store.layout import event_rows

TRAPS = read_rows("traps.tsv")


@cache
def coder() -> Coder:
    return load()


@cache
def coded(headline: str, text: str, published: str) -> Story:
    return coder()(Story(id="trap", title=headline, text=text, publisher="Daily Planet Post", published=published))


def rows_at(trap: dict[str, str]) -> list[dict[str, Any]]:
    """The flat rows of the events with the trap's trigger in headline or text ("attacked#2": its second occurrence)."""
    word, _, number = trap["trigger"].partition("#")
    field, words = ("text", trap["text"]) if not trap["headline"] else ("title", trap["headline"])
    start = [match.start() for match in re.finditer(rf"\b{word}\b", words)][int(number or 1) - 1]
    rows = event_rows(coded(trap["headline"], trap["text"], trap["published"]))
    return [row for row in rows if row["trigger_field"] == field and row["trigger_start"] == start]


@pytest.mark.parametrize(
    "trap", TRAPS, ids=[f"{t['kind']}: {t['trigger']}: {t['text'] or t['headline']}" for t in TRAPS]
)
def test_a_trap_is_read_right(trap: dict[str, str]) -> None:
    rows = rows_at(trap)
    if trap["event_type"] == "-":
        assert rows == []
        return
    (row,) = rows
    assert {
        "event_type": row["event_type"],
        "status": row["status"],
        "historical": "yes" if row["historical"] else "no",
        "stance": row["stance"],
        "speakers": row["speaker"] or "-",
    } == {name: trap[name] for name in ("event_type", "status", "historical", "stance", "speakers")}, trap["why"]


def test_there_are_forty_traps_and_three_of_each_kind() -> None:
    kinds = Counter(trap["kind"] for trap in TRAPS)
    assert len(TRAPS) >= 40
    assert [kind for kind, number in kinds.items() if number < 3] == []
