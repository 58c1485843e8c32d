"""The records: round trips, stable ids, and the list of public names."""

from __future__ import annotations

import json

from finished_stories import finished_story
from hypothesis import given
from hypothesis import strategies as st

import whodid
from whodid.model import Interval, Span, Story, Token, content_id

TEXT = st.text(max_size=20)


def test_a_finished_story_survives_json() -> None:
    story = finished_story()
    assert Story.from_dict(json.loads(json.dumps(story.to_dict()))) == story


@given(TEXT, st.integers(0, 10**6), st.integers(0, 10**6))
def test_small_records_survive_json(text: str, start: int, end: int) -> None:
    for record in (
        Span(start, end, text),
        Token(start, end, text, text, "NOUN", "NN", "ROOT", 0),
        Interval("2020-01-01", "2020-01-02", "day", text, Span(start, end, text, "title")),
    ):
        assert type(record).from_dict(json.loads(json.dumps(record.to_dict()))) == record


def test_every_span_of_a_story_gives_its_words_back() -> None:
    story = finished_story()
    spans = [span for event in story.events for span in (event.trigger, *event.evidence)]
    spans += [mention.span for mention in story.mentions]
    assert spans
    for span in spans:
        assert getattr(story, span.field)[span.start : span.end] == span.text


def test_ids_depend_on_content_and_order_alone() -> None:
    assert content_id("a", 1) == content_id("a", 1) != content_id(1, "a")
    assert content_id("ab", "c") != content_id("a", "bc")
    assert len(content_id("x")) == 16


def test_the_public_names() -> None:
    """What `import whodid` offers; a change here is a change of the interface and belongs into CHANGELOG.md."""
    assert sorted(whodid.__all__) == [
        "BadData",
        "BadInput",
        "BadPipeline",
        "Coder",
        "MissingResource",
        "Page",
        "Quarantine",
        "Settings",
        "StoreConflict",
        "Story",
        "WhodidError",
        "__version__",
        "code_pages",
        "coded_story",
        "load",
        "open_store",
        "read_paths",
        "read_story",
    ]
    for name in whodid.__all__:
        assert getattr(whodid, name) is not None
