"""Bad input: each kind gives one quarantine row or one error with reason, place and next step, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import duckdb
import pytest

from whodid.errors import BadInput
from whodid.ingest import read_paths, read_story
from whodid.model import Page, Quarantine, content_id

SENTENCES = "Ministers from both states met in Oslo on Monday. They agreed to reopen the border in May."


def only(path: Path | str) -> Quarantine:
    """The one quarantine row that a path gives."""
    (row,) = read_paths([str(path)])
    assert isinstance(row, Quarantine), row
    assert row.id == content_id("quarantine", row.where, row.reason, row.message)
    return row


def refusal(page: Page) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_story(page)
    assert caught.value.where == page.origin
    return caught.value


def test_an_empty_file_says_how_many_bytes_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    row = only(tmp_path / "a.txt")
    assert (row.reason, row.where) == ("empty", str(tmp_path / "a.txt"))
    assert "0 bytes" in row.message


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"%PDF-1.7\n...", "PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.txt", b"abc\x00def", "byte 3 is NUL"),
        ("a.csv", b"PK\x03\x04....", "ZIP"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    row = only(tmp_path / name)
    assert row.reason == "binary"
    assert what in row.message


def test_undecodable_bytes_are_named_with_their_offset(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"The caf\xe9 was closed.")
    row = only(tmp_path / "a.txt")
    assert row.reason == "undecodable"
    assert "0xe9 at offset 7" in row.message and "iconv" in row.message
    assert row.where.endswith("byte 7")


def test_html_in_a_declared_encoding_is_read_and_in_an_unknown_one_refused(tmp_path: Path) -> None:
    page = "<html><head><meta charset='{}'></head><body><p>The caf\xe9 was closed by the police.</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.format("iso-8859-1").encode("latin-1"))
    (found,) = read_paths([str(tmp_path / "a.html")])
    assert isinstance(found, Page) and "café" in found.body
    (tmp_path / "b.html").write_bytes(page.format("x-martian").encode("latin-1"))
    assert "x-martian" in only(tmp_path / "b.html").message


def test_a_missing_path_is_a_quarantine_row(tmp_path: Path) -> None:
    assert only(tmp_path / "no.txt").reason == "missing_path"
    assert only(str(tmp_path / "*.html")).reason == "missing_path"


def test_truncated_and_damaged_gzip_say_how_far_they_go(tmp_path: Path) -> None:
    packed = gzip.compress((SENTENCES * 2000).encode())
    (tmp_path / "a.txt.gz").write_bytes(packed[: len(packed) // 2])
    assert only(tmp_path / "a.txt.gz").reason == "truncated"
    (tmp_path / "b.txt.gz").write_bytes(b"not gzip at all")
    assert only(tmp_path / "b.txt.gz").reason == "damaged"


def test_a_truncated_jsonl_gz_gives_the_whole_lines_before_the_break(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": i, "text": f"{SENTENCES} {i * 7919 % 10007}"}) + "\n" for i in range(3000))
    packed = gzip.compress(lines.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    *pages, last = read_paths([str(tmp_path / "a.jsonl.gz")])
    assert len(pages) > 100 and all(isinstance(page, Page) for page in pages)
    assert isinstance(last, Quarantine) and last.reason == "truncated"


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    duckdb.sql(f"COPY (SELECT 'x' AS id, '{SENTENCES}' AS text) TO '{path}'")
    path.write_bytes(path.read_bytes()[:-20])
    row = only(path)
    assert row.reason == "damaged" and "Parquet" not in row.where


def test_one_broken_line_of_five_leaves_four_stories(tmp_path: Path) -> None:
    good = json.dumps({"text": SENTENCES})
    (tmp_path / "a.jsonl").write_text("\n".join([good, good, '{"text": "broken', good, good]), encoding="utf-8")
    found = list(read_paths([str(tmp_path / "a.jsonl")]))
    assert [type(unit) for unit in found] == [Page, Page, Quarantine, Page, Page]
    row = found[2]
    assert isinstance(row, Quarantine)
    assert row.where == f"{tmp_path / 'a.jsonl'}, line 3"
    assert row.reason == "broken_json" and "character" in row.message


def test_a_line_of_twenty_megabytes_is_passed_over(tmp_path: Path) -> None:
    good = json.dumps({"text": SENTENCES}).encode()
    (tmp_path / "a.jsonl").write_bytes(good + b"\n" + b"x" * 20_000_000 + b"\n" + good + b"\n")
    first, row, last = read_paths([str(tmp_path / "a.jsonl")])
    assert isinstance(first, Page) and isinstance(last, Page)
    assert isinstance(row, Quarantine) and row.reason == "too_big" and row.where.endswith("line 2")
    (tmp_path / "a.txt").write_bytes(b"word " * 4_000_000)
    assert only(tmp_path / "a.txt").reason == "too_big"


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_a_wrong_column_name_lists_the_columns_there_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("jsonl"):
        path.write_text(json.dumps({"body": SENTENCES, "when": "2019-05-06"}), encoding="utf-8")
    else:
        duckdb.sql(f"COPY (SELECT '{SENTENCES}' AS body, '2019-05-06' AS \"when\") TO '{path}'")
    (row,) = read_paths([str(path)], columns={"text": "boddy"})
    assert isinstance(row, Quarantine)
    assert row.reason == "wrong_column"
    assert "'boddy'" in row.message and "body, when" in row.message
    assert only(path).reason == "wrong_column"


def test_an_unknown_field_in_the_column_map_is_the_callers_error() -> None:
    with pytest.raises(BadInput, match="unknown field 'headline'"):
        list(read_paths(["-"], columns={"headline": "title"}))


def test_a_csv_row_with_too_many_cells_is_quarantined_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id,text\n1,"{SENTENCES}"\n2,a,b,c\n3,"{SENTENCES}"\n', encoding="utf-8")
    first, second, row = read_paths([str(tmp_path / "a.csv")])
    assert isinstance(first, Page) and isinstance(second, Page) and second.row["id"] == "3"
    assert isinstance(row, Quarantine) and row.where.endswith("line 3") and row.reason == "broken_row"


def test_a_persian_page_is_refused_by_the_name_of_its_language() -> None:
    error = refusal(Page("a.txt", "text", "سخنگوی وزارت خارجه گفت که گفتگوها در روز دوشنبه آغاز می‌شود."))
    assert error.reason == "not_english"
    assert "Persian" in str(error)


def test_a_german_row_and_a_row_that_says_so_are_refused() -> None:
    german = "Der Minister sagte am Montag, die Gespräche seien verschoben worden und würden im Mai beginnen."
    assert refusal(Page("a", "row", german)).reason == "not_english"
    assert refusal(Page("a", "row", SENTENCES, {"language": "de"})).reason == "not_english"
    assert read_story(Page("a", "row", SENTENCES, {"language": "en-GB"})).language == "en"


@pytest.mark.parametrize("text", ["(" * 100_000, "1 2 3 4 5", "---\n***\n"])
def test_text_without_a_word_is_refused_quickly(text: str) -> None:
    began = time.perf_counter()
    assert refusal(Page("a", "text", text)).reason == "no_text"
    assert refusal(Page("a", "row", text)).reason == "no_text"
    assert time.perf_counter() - began < 2


def test_html_without_text_is_never_an_empty_story() -> None:
    error = refusal(Page("a.html", "html", "<html><body><script>let a = 1;</script><nav>Home</nav></body></html>"))
    assert error.reason == "no_text" and "neither extractor" in str(error)


def test_html_past_the_limits_of_libxml2_is_still_read() -> None:
    """300 nested tags and a text node of 11 MB both give trafilatura an empty document."""
    deep = "<div>" * 300 + f"<p>{SENTENCES}</p>" + "</div>" * 300
    assert read_story(Page("a", "html", f"<html><body>{deep}</body></html>")).text == SENTENCES
    long = f"<p>{(SENTENCES + ' ') * 130_000}</p>"
    story = read_story(Page("a", "html", f"<html><body>{long}</body></html>"))
    assert len(story.text) > 11_000_000
    assert story.basis["text"] == "block reader"


def test_html_nested_deeper_than_any_parser_follows_is_refused() -> None:
    deep = "<div>" * 20_000 + f"<p>{SENTENCES}</p>" + "</div>" * 20_000
    assert refusal(Page("a", "html", f"<html><body>{deep}</body></html>")).reason == "no_text"


def test_a_page_without_any_date_is_read_and_says_why_it_has_none() -> None:
    story = read_story(Page("a", "text", SENTENCES))
    assert story.published is None
    assert story.basis["published"] == "no date on the page"


def test_a_folder_is_read_on_past_its_bad_files(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(SENTENCES, encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(b"")
    (tmp_path / "3.png").write_bytes(b"\x89PNG")
    (tmp_path / "4.txt").write_text(SENTENCES, encoding="utf-8")
    (tmp_path / ".hidden").write_text(SENTENCES, encoding="utf-8")
    found = list(read_paths([str(tmp_path)]))
    assert [getattr(unit, "reason", "page") for unit in found] == ["page", "empty", "unknown_kind", "page"]
