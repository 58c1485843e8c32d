"""The road as a whole: stages checked before the first story, failures kept, the same bytes whatever the workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from whodid.errors import BadInput, BadPipeline
from whodid.formats import coded_story, json_line
from whodid.model import Page, Quarantine, Story
from whodid.pipeline import CHAIN, code_pages, guard_text, load
from whodid.registry import STAGES, check_chain
from whodid.settings import Settings, read_settings

PAGES = [
    Page("one", "text", "OSLO (NTB) - Norway expelled two diplomats of Belarus on Tuesday."),
    Page(
        "two", "text", "Ghana thanked Japan for the bridge. Peru will send food to Haiti, its president said on Friday."
    ),
    Page("three", "text", "The river froze over and nobody could remember a colder month in the whole of the valley."),
    Page("four", "text", ""),
    Page("five", "text", "Kenya accused Somalia of sheltering rebels. Somalia rejected the accusation."),
]


def coded(pages: list[Page], workers: int = 1) -> list[str]:
    results = code_pages(pages, Settings(workers=workers))
    return [json_line(coded_story(r)) if isinstance(r, Story) else r.reason for r in results]


def test_a_chain_that_lacks_a_layer_is_refused_before_the_first_story() -> None:
    with pytest.raises(BadPipeline, match=r"stage 'events' needs mentions, quotations"):
        check_chain([STAGES["sentences"], STAGES["events"]])
    check_chain([STAGES[name] for name in CHAIN])


def test_an_unknown_stage_is_named() -> None:
    with pytest.raises(BadPipeline, match="unknown stage 'sentinels'; known: claims"):
        load(stages=["sentinels"])


def test_a_page_that_fails_does_not_stop_the_others() -> None:
    results = list(code_pages(PAGES, Settings()))
    assert [type(result) for result in results] == [Story, Story, Story, Quarantine, Story]
    failed = results[3]
    assert isinstance(failed, Quarantine)
    assert failed.where == "four"
    assert failed.reason == "empty"


def test_order_and_number_of_workers_change_nothing() -> None:
    alone = coded(PAGES)
    assert coded(PAGES, workers=2) == alone
    assert coded(PAGES[::-1])[::-1] == alone
    assert coded(PAGES + PAGES)[len(PAGES) :] == alone


def test_a_story_that_is_known_is_not_coded_again() -> None:
    (first,) = code_pages(PAGES[:1], Settings())
    assert isinstance(first, Story)
    assert first.events
    (again,) = code_pages(PAGES[:1], Settings(), known=frozenset({first.id}))
    assert isinstance(again, Story)
    assert again.id == first.id
    assert again.events == ()


def test_a_run_without_blanks_is_refused_with_its_place() -> None:
    story = Story("s", "t", "Some words and " + "(" * 2_000, origin="page.txt")
    with pytest.raises(
        BadInput, match=r"page.txt: 2,000 characters without white space from character 15 on"
    ) as caught:
        guard_text(story, Settings())
    assert caught.value.reason == "unbroken_run"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # an alarm may ring in a destructor
def test_a_story_that_takes_too_long_is_set_aside() -> None:
    (result,) = code_pages([Page("slow", "text", "Norway thanked Iceland. " * 2_000)], Settings(seconds_per_story=0.1))
    assert isinstance(result, Quarantine)
    assert result.reason == "too_slow"


def test_every_event_shows_its_words() -> None:
    """Offsets of evidence, triggers and parties give the words that the record holds."""
    for result in code_pages(PAGES, Settings()):
        if isinstance(result, Quarantine):
            continue
        for event in result.events:
            named = [party.span for party in (*event.actors, *event.recipients) if party.span]
            for span in (event.trigger, *event.evidence, *named):
                assert getattr(result, span.field)[span.start : span.end] == span.text


def test_settings_come_from_flags_then_environment_then_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "whodid.toml").write_text("workers = 2\nmin_confidence = 0.25\nseconds_per_story = 5\n")
    monkeypatch.setenv("WHODID_WORKERS", "3")
    monkeypatch.setenv("WHODID_MIN_CONFIDENCE", "0.5")
    found = read_settings({"workers": 4, "min_confidence": None}, folder=tmp_path)
    assert (found.workers, found.min_confidence, found.seconds_per_story) == (4, 0.5, 5.0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("worker = 2", "unknown setting 'worker'; known: actors, longest_run"),
        ("workers = 'two'", "workers is 'two', expected int"),
        ("workers = 0", "workers is 0, expected 1 or more"),
        ("workers = ", "not readable as TOML"),
    ],
)
def test_a_wrong_setting_says_what_was_expected(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "whodid.toml").write_text(line)
    with pytest.raises(BadInput, match=message):
        read_settings(folder=tmp_path)
