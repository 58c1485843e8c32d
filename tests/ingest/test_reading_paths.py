"""Paths to pages: files, folders, patterns, standard input and tables, always in the same order, text unchanged."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import duckdb
import pytest

from whodid.ingest import read_paths, read_story
from whodid.model import Page, Quarantine

TEXT = "ROME (AFP) -  Ministers met on Monday.\r\n\r\n\tThey \u00a0agreed;  the talks go on.  "


def pages(*paths: Path | str, columns: dict[str, str] | None = None) -> list[Page]:
    found = list(read_paths([str(path) for path in paths], columns=columns))
    assert not [unit for unit in found if isinstance(unit, Quarantine)]
    return [unit for unit in found if isinstance(unit, Page)]


def test_a_folder_is_read_in_the_order_of_its_sorted_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.html", "c.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        data = f"<html><body>{name}</body></html>" if "html" in name else f"Words of {name}."
        path.write_bytes(gzip.compress(data.encode()) if name.endswith("gz") else data.encode())
    found = pages(tmp_path)
    assert [page.origin.removeprefix(f"{tmp_path}/") for page in found] == ["a.txt", "c.txt.gz", "b/1.html", "b/2.txt"]
    assert [page.kind for page in found] == ["text", "text", "html", "text"]
    assert pages(f"{tmp_path}/**/*.txt") == [found[0], found[3]]
    assert pages(tmp_path) == found


def test_a_text_file_that_holds_html_is_read_as_html(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!DOCTYPE html><html><body><p>Words.</p></body></html>", encoding="utf-8")
    assert pages(tmp_path / "a.txt")[0].kind == "html"


def test_a_name_with_wildcard_letters_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "b[1].csv").write_text("text\nWords here\n", encoding="utf-8")
    assert [page.body for page in pages(tmp_path / "a[1].txt", tmp_path / "b[1].csv")] == ["Words.", "Words here"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet", "a.json"])
def test_the_text_of_a_row_is_the_callers_to_the_last_character(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    row = {"id": 7, "text": TEXT, "title": "Talks Go On", "published": "2019-05-06", "author": "Kari Lund", "extra": 1}
    if "json" in name:
        data = (json.dumps([row]) if name.endswith(".json") else json.dumps(row) + "\n").encode()
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    else:
        query = "SELECT $id AS id, $text AS text, $title AS title, $published::DATE AS published, $author AS author"
        values = {key: row[key] for key in ("id", "text", "title", "published", "author")}
        duckdb.execute(f"COPY ({query}) TO '{path}'", values)
    (page,) = pages(path)
    story = read_story(page)
    assert story.text == page.body == TEXT
    assert (story.source_id, story.title, story.byline, story.published) == (
        "7",
        "Talks Go On",
        "Kari Lund",
        "2019-05-06",
    )
    assert story.dateline is not None and (story.dateline.name, story.dateline.country) == ("Rome", "ITA")
    assert story.furniture == ()
    assert story.basis["published"] == "column 'published'"


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('nr;body;when\n5;"Police left, he said.";03/04/2019\n', encoding="utf-8")
    (page,) = pages(tmp_path / "a.csv", columns={"text": "body", "id": "nr", "published": "when"})
    story = read_story(page)
    assert (story.text, story.source_id, story.published) == ("Police left, he said.", "5", None)
    assert "cannot be told apart" in story.basis["published"]


def test_a_row_without_a_date_has_none_whatever_the_text_says() -> None:
    story = read_story(Page("a", "row", "Published: 3 May 2019\nPolice left the town."))
    assert story.published is None
    assert story.basis["published"] == "the row has no publication date"


def test_a_row_may_have_html_instead_of_text(tmp_path: Path) -> None:
    body = "<p>Ministers met on Monday in the capital.</p><p>They agreed that the talks would go on in May.</p>"
    row = {
        "id": "x",
        "html": f"<html><head><title>Talks</title></head><body>{body}</body></html>",
        "published": "2020-01-02",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (page,) = pages(tmp_path / "a.jsonl")
    story = read_story(page)
    assert page.kind == "html"
    assert story.text.count("\n\n") == 1
    assert (story.source_id, story.published, story.basis["published"]) == ("x", "2020-01-02", "column 'published'")


@pytest.mark.parametrize(
    ("data", "kind", "origin"),
    [
        (b"Police left the town on Monday.", "text", "-"),
        (b"<html><body><p>Police left.</p></body></html>", "html", "-"),
        (b'{"text": "Police left the town."}\n{"text": "They came back."}\n', "row", "-, line 1"),
        (gzip.compress(b"Police left the town on Monday."), "text", "-"),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str, origin: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    page = pages("-")[0]
    assert (page.kind, page.origin) == (kind, origin)


def test_an_id_depends_on_the_story_and_not_on_its_place() -> None:
    first, second = (read_story(Page(origin, "text", "Police left the town on Monday.")) for origin in ("a", "b"))
    assert first.id == second.id
    assert first.id != read_story(Page("a", "text", "Police left the town on Tuesday.")).id
