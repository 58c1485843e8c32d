"""Whatever shows an event shows who alleges or denies it: exports, store, lists, pages and explanations.

Over the bundled chronicle and the sentences of the case tables, coded once, and read back through the real commands.
"""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import duckdb
import pytest
from quoted_stories import read_rows

from whodid.cli.command import run
from whodid.formats import coded_story
from whodid.model import Claim, Event, Story, content_id
from whodid.pipeline import load
from whodid.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "quality"))

from chronicle import code_chronicle

KEPT_APART = frozenset({"alleges", "denies"})

WIDE = "400"
"""Columns of a terminal on which nothing is folded or cut."""


@dataclass(frozen=True)
class Allegation:
    """An event that somebody alleges or denies: `names` is who (nobody: the publisher itself), nearest first."""

    story: Story
    event: Event
    claim: Claim
    names: tuple[str, ...]

    def stands_in(self, words: str, *, stance: bool = True) -> bool:
        """Whether every speaker, and what the nearest voice does with the event, stands in `words`."""
        squeezed = squeeze(words)
        named = all(squeeze(name) in squeezed for name in self.names)
        return named and ((not stance and bool(self.names)) or self.claim.stance in squeezed)


def squeeze(words: str) -> str:
    """The words without white space: a terminal may break a line anywhere."""
    return "".join(words.split())


def case_stories() -> Iterator[Story]:
    """Each case as a story, once with and once without a publisher."""
    tables = [read_rows(f"{name}.tsv") for name in ("claims", "quotations", "traps")]
    texts = [(row.get("headline", ""), row["text"]) for rows in tables for row in rows]
    for row in read_rows("status.tsv"):
        texts.append((row["sentence"], "") if row["field"] == "title" else ("", row["sentence"]))
    for number, (headline, text) in enumerate(dict.fromkeys(texts)):
        for publisher in ("Daily Planet Post", None):
            key = f"case {number} of {publisher or 'nobody'}"
            yield Story(id=content_id(key), title=headline, text=text, publisher=publisher)


@pytest.fixture(scope="session")
def stories() -> list[Story]:
    coder = load()
    return [*code_chronicle(coder).values(), *map(coder, case_stories())]


@pytest.fixture(scope="session")
def store(stories: list[Story], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("allegations") / "store"
    Store.create(path).add(stories)
    return path


@pytest.fixture(scope="session")
def allegations(stories: list[Story]) -> list[Allegation]:
    found = [
        Allegation(story, event, claim, tuple(voice.name for voice in claim.chain if voice.role == "speaker"))
        for story in stories
        for event in story.events
        for claim in story.claims
        if claim.event_id == event.id and claim.stance in KEPT_APART
    ]
    assert len(found) >= 30
    kinds = {(one.claim.stance, bool(one.names)) for one in found}
    assert kinds >= {("alleges", True), ("alleges", False), ("denies", True)}
    return found


def output_of(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path, columns: str = WIDE) -> str:
    """What the command prints on a terminal of so many columns."""
    monkeypatch.setenv("COLUMNS", columns)
    with redirect_stdout(TextIOWrapper(BytesIO(), encoding="utf-8")) as printed:
        assert run([str(argument) for argument in arguments]) == 0
    printed.flush()
    return printed.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def missing(allegations: list[Allegation], words: dict[str, str], *, stance: bool = True) -> list[str]:
    """The allegations that do not stand in the words shown for their events, by event id."""
    return [
        f"{one.names} {one.claim.stance} | {one.event.trigger.text} | {words.get(one.event.id, 'not shown')[:300]}"
        for one in allegations
        if not one.stands_in(words.get(one.event.id, ""), stance=stance)
    ]


def voices_of(rows: list[dict[str, Any]]) -> str:
    return " ".join(f"{row['name']} {row.get('stance')}" for row in rows)


def told_by(event: dict[str, Any]) -> list[dict[str, Any]]:
    """Who vouches for a coded event, and who denies it."""
    return [*event["attribution"], *(voice for denial in event["denials"] for voice in denial["chain"])]


def test_the_coded_json_names_them_in_the_event_and_in_its_claims(
    stories: list[Story], allegations: list[Allegation]
) -> None:
    coded = [coded_story(story) for story in stories]
    events = {event["id"]: voices_of(told_by(event)) for one in coded for event in one["events"]}
    assert missing(allegations, events) == []
    claims = {claim["id"]: voices_of(claim["chain"]) for one in coded for claim in one["claims"]}
    assert [one for one in allegations if not one.stands_in(claims[one.claim.id])] == []


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet"])
def test_every_flat_export_names_them_beside_the_stance(
    name: str, store: Path, allegations: list[Allegation], tmp_path: Path
) -> None:
    path = tmp_path / f"events.{name}"
    assert run(["export", str(store), "-o", str(path)]) == 0
    rows = {row["event_id"]: row for row in read_export(path)}
    assert missing(allegations, {key: f"{row['speaker']} {row['stance']}" for key, row in rows.items()}) == []
    for one in allegations:
        assert not one.names or one.names[0] in rows[one.event.id]["according_to"].split("; ")
        assert rows[one.event.id]["according_to"]


def read_export(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    with duckdb.connect() as connection:
        answer = connection.read_parquet(str(path))
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]


@pytest.mark.parametrize("table", ["event", "claim"])
def test_the_tables_of_the_store_have_them_in_columns(table: str, store: Path, allegations: list[Allegation]) -> None:
    rows: dict[str, str] = {}
    for row in Store.open(store).rows(table):
        rows[row["event_id"]] = (
            f"{rows.get(row['event_id'], '')} {row['speaker']} {row['stance']} {row['according_to']}"
        )
    assert missing(allegations, rows) == []


def test_show_names_them_for_a_story_and_for_an_event(
    store: Path, allegations: list[Allegation], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {one.story.id: output_of(monkeypatch, "show", one.story.id, "--store", store) for one in allegations}
    events = {}
    for key, page in pages.items():  # a block for each event ends in its id
        ids = [one.event.id for one in allegations if one.story.id == key]
        for block in re.split(r"(?<=\b[0-9a-f]{16}\n)", page):
            events |= {event_id: block for event_id in ids if event_id in block}
    assert missing(allegations, events) == []
    for columns in (WIDE, "80"):
        alone = {
            one.event.id: output_of(monkeypatch, "show", one.event.id, "--store", store, columns=columns)
            for one in allegations
        }
        assert missing(allegations, alone) == []


def test_query_names_them_in_its_list_and_in_its_json(
    store: Path, allegations: list[Allegation], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = map(json.loads, output_of(monkeypatch, "query", store, "--json").splitlines())
    assert missing(allegations, {row["event_id"]: f"{row['speaker']} {row['stance']}" for row in rows}) == []
    lines = lines_by_event(output_of(monkeypatch, "query", store, columns="2000"), allegations)
    nearest = [Allegation(one.story, one.event, one.claim, one.names[:1]) for one in allegations]
    assert missing(nearest, lines) == []


@pytest.mark.parametrize("columns", ["160", "120", "80"])
def test_a_narrow_list_shortens_their_names_and_keeps_the_stance(
    columns: str, store: Path, allegations: list[Allegation], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = output_of(monkeypatch, "query", store, columns=columns)
    lines = lines_by_event(printed, allegations)
    begun = [
        Allegation(one.story, one.event, one.claim, tuple(beginning(name) for name in one.names[:1]))
        for one in allegations
    ]
    assert missing(begun, lines) == []


def beginning(name: str) -> str:
    """What the narrowest list keeps of a name."""
    return re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE)[:4].rstrip()


def lines_by_event(printed: str, allegations: list[Allegation]) -> dict[str, str]:
    """The lines of a list (one or two an event, the id last) by event id."""
    words, lines = "", {}
    ids = {one.event.id for one in allegations}
    for line in printed.splitlines():
        words += f"{line}\n"
        last = line.split()[-1] if line.split() else ""
        if len(last) >= 6 and set(last) <= set("0123456789abcdef"):
            lines |= {key: words for key in ids if key.startswith(last)}
            words = ""
    return lines


def test_explain_names_them(store: Path, allegations: list[Allegation], monkeypatch: pytest.MonkeyPatch) -> None:
    explained, as_json = {}, {}
    for one in allegations:
        key = one.event.id
        page = output_of(monkeypatch, "explain", key, "--store", store)
        explained[key] = page[page.index("\naccording to") : page.index("\nsentence and parse")]
        claims = json.loads(output_of(monkeypatch, "explain", key, "--store", store, "--json"))["claims"]
        as_json[key] = voices_of([voice for claim in claims for voice in claim["chain"]])
    assert missing(allegations, explained) == []
    assert missing(allegations, as_json) == []


def test_the_report_names_them_on_the_card_and_in_what_it_saves(
    store: Path, allegations: list[Allegation], tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    assert run(["report", str(store), "-o", str(path)]) == 0
    page = path.read_text(encoding="utf-8")
    cards = {}
    for card in re.findall(r'<li class="event q.*?</details></li>', page, re.DOTALL):
        lines = " ".join(re.findall(r'<p class="voices.*?</p>', card, re.DOTALL))
        words = html.unescape(re.sub(r"<[^>]+>", "", lines)).replace("denied by", "denies")
        cards |= {one.event.id: words for one in allegations if one.event.id in card}
    assert missing(allegations, cards) == []
    data = json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL).group(1))
    assert missing(allegations, {row["id"]: " ".join(row["voices"]) for row in data["events"]}) == []
