"""Flat exports hold every event of a store once, in one order, whoever vouches for it beside it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from finished_stories import finished_story, quiet_story

from whodid.errors import BadInput
from whodid.formats import FORMATS, export_events
from whodid.query import FLAT_COLUMNS, flat_events
from whodid.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "store")
    undated = finished_story(3, published=None)
    store.add([finished_story(2, published="2021-03-05"), undated, finished_story(1), quiet_story()], batch=2)
    return store


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_come_by_publication_then_by_the_words_of_the_story(store: Store) -> None:
    rows = list(flat_events(store))
    assert [(row["source_id"], row["event_type"]) for row in rows[:4]] == [
        ("40001", "SANCTION"),
        ("40001", "ASSAULT"),
        ("40001", "SUPPORT"),
        ("40002", "SANCTION"),
    ]
    assert [row["published"] for row in rows[-3:]] == [None] * 3
    assert all(list(row) == list(FLAT_COLUMNS) for row in rows)


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_export_writes_the_same_rows(store: Store, tmp_path: Path, name: str) -> None:
    for file in ("one", "two"):
        assert export_events(flat_events(store), name, tmp_path / file) == 9
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["one", "store", "two"]


def test_the_three_formats_say_the_same(store: Store, tmp_path: Path) -> None:
    for name in FORMATS:
        export_events(flat_events(store), name, tmp_path / name)
    lines = [json.loads(line) for line in (tmp_path / "jsonl").read_text("utf-8").splitlines()]
    cells = read(tmp_path / "csv")
    table = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path / 'parquet'}')")
    assert table.columns == list(FLAT_COLUMNS)
    assert [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()] == lines
    assert [row["event_id"] for row in cells] == [row["event_id"] for row in lines]
    assert cells[1]["speaker"] == lines[1]["speaker"] == "Ingrid Vale"
    assert (cells[1]["historical"], cells[1]["happened_start"], cells[1]["numbers"]) == ("false", "", "wounded: 3")


def test_an_allegation_is_never_without_whoever_makes_it(store: Store) -> None:
    rows = list(flat_events(store))
    alleged = [row for row in rows if row["stance"] == "alleges"]
    assert len(alleged) == 3
    for row in alleged:
        assert (row["speaker"], row["speaker_code"]) == ("Ingrid Vale", "NOR.GOV")
        assert (row["medium"], row["relay"], row["publisher"]) == ("Radio Fjord", "NTB", "The Fjord Courier")
    assert all(row["according_to"] for row in rows)


def test_an_event_that_nobody_is_named_for_is_told_by_the_page(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    store.add([replace(finished_story(), claims=(), publisher=None)])
    assert {row["according_to"] for row in flat_events(store)} == {"the page itself"}


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_gives_an_empty_file_of_the_right_form(tmp_path: Path, name: str) -> None:
    file = tmp_path / "events"
    assert export_events(flat_events(Store.create(tmp_path / "store")), name, file) == 0
    if name == "csv":
        assert file.read_text().strip().split(",") == list(FLAT_COLUMNS)
    elif name == "parquet":
        assert duckdb.sql(f"SELECT * FROM read_parquet('{file}')").columns == list(FLAT_COLUMNS)
    else:
        assert file.read_text() == ""


def test_a_failed_export_leaves_the_old_file(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("old")

    def broken():  # type: ignore[no-untyped-def]
        yield from flat_events(store)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        export_events(broken(), "csv", file)
    assert file.read_text() == "old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["events.csv", "store"]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="jsonl, csv, parquet"):
        export_events([], "xls", tmp_path / "events")
    with pytest.raises(BadInput, match="no folder"):
        export_events([], "csv", tmp_path / "nowhere" / "events")
    with pytest.raises(BadInput, match="name a file"):
        export_events([], "csv", tmp_path)
