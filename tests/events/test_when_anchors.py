"""The day a story counts from: dateline before publication, zones where they move the day, never an update."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from case_tables import find_word, story_of

from whodid.actors.tables import load_tables
from whodid.events.when import date_event
from whodid.events.when.anchors import find_anchor, load_zones
from whodid.ingest import read_paths, read_story
from whodid.language import make_sentence_stage
from whodid.model import Dateline, Page, Story

PAGES = Path(__file__).parent.parent / "pages"


def anchored(published: str | None, dateline: Dateline | None = None, publisher: str | None = None) -> Story:
    return Story("x", title="", text="", published=published, dateline=dateline, publisher=publisher)


def anchor(story: Story) -> tuple[date, str] | None:
    found = find_anchor(story)
    return (found.day, found.basis) if found is not None else None


def test_publication_is_the_day_where_nothing_else_is_known() -> None:
    assert anchor(anchored("2021-06-14")) == (date(2021, 6, 14), "the day of publication")


def test_day_of_the_dateline_holds_before_a_later_print() -> None:
    story = anchored("2021-06-16", Dateline("Strelsau", date="2021-06-14"))
    assert anchor(story) == (date(2021, 6, 14), "the dateline’s day")


def test_dateline_far_from_publication_is_not_believed() -> None:
    story = anchored("2021-06-16", Dateline("Strelsau", date="2021-04-14"))
    assert anchor(story) == (date(2021, 6, 16), "the day of publication")


@pytest.mark.parametrize(
    ("stamp", "country", "day"),
    [
        ("2021-06-14T21:30:00+00:00", "KOR", date(2021, 6, 15)),
        ("2021-06-14T02:30:00+00:00", "PER", date(2021, 6, 13)),
        ("2021-06-14T12:00:00+00:00", "KOR", date(2021, 6, 14)),
        ("2021-06-14T23:30:00-04:00", "IND", date(2021, 6, 15)),
        # half of these countries' clocks are a day further: the stamp's own day stays
        ("2021-06-14T21:30:00+00:00", "RUS", date(2021, 6, 14)),
        ("2021-06-14T06:30:00+00:00", "USA", date(2021, 6, 14)),
        ("2021-06-14T21:30:00", "KOR", date(2021, 6, 14)),
        ("2021-06-14", "KOR", date(2021, 6, 14)),
    ],
)
def test_zone_of_the_dateline_moves_the_day_only_where_all_its_clocks_do(stamp: str, country: str, day: date) -> None:
    found = find_anchor(anchored(stamp, Dateline("Somewhere", country)))
    assert found is not None and found.day == day


def test_zone_of_the_publisher_counts_where_no_dateline_tells_a_country() -> None:
    story = anchored("2021-06-14T21:30:00+00:00", publisher="Yonhap")
    assert anchor(story) == (date(2021, 6, 15), "the day of publication by the clocks of Yonhap")


def test_moved_day_is_what_today_means() -> None:
    story = replace(
        story_of("The council lifted the embargo today.", published="2021-06-14T21:30:00+00:00"),
        dateline=Dateline("Seoul", "KOR"),
    )
    found = date_event(story, *find_word(story, "lifted"))
    assert found.interval is not None and found.interval.start == "2021-06-15"
    assert found.steps == (
        "date 'today': its own clause; counted from the day of publication by the clocks of Seoul, 2021-06-15, "
        "looking back",
    )


@pytest.mark.parametrize("page", ["update_only.txt", "no_date.txt", "page_with_update_only.html"])
def test_page_without_a_day_of_publication_gives_no_relative_date(page: str) -> None:
    (read,) = [read_story(one) for one in read_paths([str(PAGES / page)]) if isinstance(one, Page)]
    assert read.published is None
    story = make_sentence_stage()(replace(read, text="Guards shelled the depot on Friday.", dateline=None))
    assert date_event(story, *find_word(story, "shelled"))[:2] == (None, "no anchor: Friday")


@pytest.mark.parametrize("stamp", ["soon", "", "2021-13-45"])
def test_stamp_that_is_no_day_is_no_anchor(stamp: str) -> None:
    assert find_anchor(anchored(stamp)) is None


def test_every_country_with_clocks_is_one_we_know_and_its_offsets_are_ordered() -> None:
    known = set(load_tables().countries)
    assert set(load_zones()) <= known
    assert all(least <= most for least, most in load_zones().values())
