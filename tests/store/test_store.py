"""A store gives back what it was given, once, and shows nothing that is half there."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from deltalake import DeltaTable
from finished_stories import failure, finished_story, quiet_story
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whodid.errors import BadInput, StoreConflict
from whodid.model import Claim, Refusal, Span, Story, Token, Voice, content_id
from whodid.store import TABLES, Counts, Store
from whodid.store.layout import DETAILS, story_of, story_row


def versions(store: Store) -> dict[str, int]:
    """The version of each table but the log of runs."""
    return {name: DeltaTable(str(store.path / name)).version() for name in TABLES if name != "run"}


def test_a_story_comes_back_as_it_went_in(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    story = finished_story()
    store.add([story, quiet_story()])
    assert Store.open(tmp_path / "store").story(story.id) == story
    assert list(store.stories()) == [story, quiet_story()]
    assert list(store.stories(sentences=False)) == [replace(story, sentences=()), quiet_story()]


text = st.text(max_size=12)
spans = st.builds(Span, st.integers(0, 9), st.integers(0, 9), text, st.sampled_from(["text", "title"]))
stories = st.builds(
    Story,
    id=text.map(content_id),
    title=text,
    text=text,
    publisher=st.none() | text,
    published=st.none() | text,
    relays=st.lists(text, max_size=2).map(tuple),
    basis=st.dictionaries(text, text, max_size=2),
    refused=st.lists(st.builds(Refusal, spans, text, text), max_size=2).map(tuple),
    claims=st.lists(
        st.builds(Claim, text, text, text, st.lists(st.builds(Voice, st.just("speaker"), text), max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
)


@given(story=stories)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_story_comes_back_as_it_went_in(story: Story, tmp_path: Path) -> None:
    store = Store.create(tmp_path / content_id(story))
    assert store.add([story]) == Counts(read=1, no_event=1)
    assert store.story(story.id) == story


def test_half_a_surrogate_pair_survives_in_the_record() -> None:
    """Arrow cannot hold one; the record, being JSON, can, and the queried column shows a question mark."""
    story = finished_story(title="broken \ud83d sign")
    row = story_row(story)
    assert story_of(row["record"], row["parse"]) == story


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    results = [finished_story(1), finished_story(2), quiet_story(), failure()]
    assert store.add(results) == Counts(read=4, coded=2, no_event=1, duplicate=0, quarantined=1)
    before = versions(store)
    again = Store.open(tmp_path / "store").add(results)
    assert again == Counts(read=4, coded=0, no_event=0, duplicate=3, quarantined=1)
    assert versions(store) == before
    assert [row["read"] for row in store.rows("run")] == [4, 4]


def test_every_input_is_counted_once(tmp_path: Path) -> None:
    """read = coded + no_event + duplicate + quarantined, also where batches end between two of the same story."""
    store = Store.create(tmp_path / "store")
    results = [finished_story(1), finished_story(1), failure(1), finished_story(2), finished_story(1), quiet_story()]
    counts = store.add(results, batch=2)
    assert counts == Counts(read=6, coded=2, no_event=1, duplicate=2, quarantined=1)
    assert len(store.rows("story")) == 3
    assert len(store.rows("event")) == 6


def test_what_was_finished_before_an_interruption_is_kept(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")

    def interrupted():  # type: ignore[no-untyped-def]
        yield finished_story(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(interrupted())
    assert [story.id for story in store.stories()] == [finished_story(1).id]
    assert [row["coded"] for row in store.rows("run")] == [1]


KILLED = """
import os, sys
from finished_stories import finished_story
from whodid.store import Store
store = Store.open(sys.argv[1])
write = store.writer.write_details
def write_then_die(stories, batch):
    write(stories, batch)
    os._exit(9)
store.writer.write_details = write_then_die
store.add([finished_story(1)])
"""


def test_details_of_a_killed_writer_are_invisible_and_not_doubled(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    for _ in range(2):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(store.path)], env=environment, check=False)
        assert ended.returncode == 9
    assert DeltaTable(str(store.path / "event")).count() == 3  # written once, by the first
    assert [store.rows(name) for name in DETAILS] == [[], [], [], [], []]
    with pytest.raises(BadInput) as raised:
        store.event(finished_story(1).events[0].id)
    assert raised.value.reason == "not_found"

    story = finished_story(1)
    fewer = replace(story, events=story.events[:1])  # coded anew with another outcome: the details must not mix
    store.add([fewer])
    assert [row["event_type"] for row in store.rows("event")] == ["SANCTION"]
    assert DeltaTable(str(store.path / "event")).count() == 4


def _add_many(path: Path, numbers: list[int]) -> Counts:
    return Store.open(path).add([finished_story(number) for number in numbers], batch=1)


def test_two_writers_of_the_same_stories_write_each_once(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        work = [(store.path, [1, 2, 3, 4]), (store.path, [1, 2, 3, 4])]
        both = pool.starmap(_add_many, work)
    assert sum(counts.coded for counts in both) == 4
    assert sum(counts.duplicate for counts in both) == 4
    assert len(store.rows("story")) == 4
    assert len(store.rows("event")) == 12


def test_ids_are_found_by_their_start_and_stories_by_the_number_of_their_page(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    story = finished_story(1)
    event = story.events[1]
    store.add([story, finished_story(2)])
    assert store.story(story.id[:10]) == story
    assert store.story("40001") == story
    assert store.event(event.id[:10]) == (story, event)
    assert store.find(event.id).event == event
    assert store.find(story.id).event is None
    assert store.find("40002").story == finished_story(2)


def test_an_id_that_fits_nothing_or_too_much_names_others(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    with pytest.raises(BadInput, match="it holds none yet"):
        store.find("ab")
    story = finished_story(1)
    store.add([story])
    wrong = story.id[:-1] + ("0" if story.id[-1] != "0" else "1")
    with pytest.raises(BadInput, match=story.id) as raised:
        store.story(wrong)
    assert raised.value.reason == "not_found"
    with pytest.raises(BadInput, match="give more of it") as raised:
        store.find("")
    assert raised.value.reason == "ambiguous"
    with pytest.raises(BadInput, match="it is a story"):
        store.event(story.id[:8])
    with pytest.raises(BadInput, match="no story"):
        store.story("' OR ''='")


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no store here"):
        Store.open(tmp_path / "nowhere")
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(BadInput, match="a store is a folder"):
        Store.create(file)
    with pytest.raises(StoreConflict, match="no store"):
        Store.open(tmp_path)
    with pytest.raises(StoreConflict, match="'file'"):
        Store.create(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_store_half_made_is_finished(tmp_path: Path) -> None:
    """A process may die between the tables; the next one makes the rest."""
    (tmp_path / "store" / "mention").mkdir(parents=True)
    store = Store.create(tmp_path / "store")
    assert store.add([finished_story()]).coded == 1


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store"
    Store.create(path)
    schema = DeltaTable(str(path / "story")).schema()
    DeltaTable.create(str(path / "story"), schema, mode="overwrite", name="story", description="whodid store, layout 0")
    with pytest.raises(StoreConflict, match="layout 0"):
        Store.open(path)


def test_rows_have_the_columns_of_their_tables() -> None:
    """What a story gives for a table is what the table takes: no column forgotten, none dropped unseen."""
    story = finished_story()
    for name, rows_of in DETAILS.items():
        rows = rows_of(story)
        assert rows, name
        for row in rows:
            assert {*row, "batch"} == set(TABLES[name]), name
    assert {*story_row(story), "batch"} == set(TABLES["story"])


def test_tokens_come_back_with_their_heads(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    store.add([finished_story()])
    tokens = store.story("40001").sentences[1].tokens
    assert all(isinstance(token, Token) for token in tokens)
    assert tokens[5].head == 4
