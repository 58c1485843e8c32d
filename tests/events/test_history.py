"""Background or news: the table of cases with the real parser."""

from __future__ import annotations

from datetime import date

import pytest
from case_tables import find_word, load_cases, story_of

from whodid.events.history import is_old, read_history
from whodid.events.when import date_event
from whodid.model import Interval


@pytest.mark.parametrize("case", load_cases("history"), ids=lambda case: f"{case['event']}: {case['text'][-60:]}")
def test_event_is_background_or_news(case: dict[str, str]) -> None:
    story = story_of(case["text"], published=case["published"])
    sentence, head = find_word(story, case["event"])
    historical, reason = read_history(story, sentence, head, date_event(story, sentence, head)[0])
    assert (f"background: {(reason or '').split(':')[0]}" if historical else "news") == case["expected"]
    assert historical == (reason is not None)


@pytest.mark.parametrize(
    ("start", "end", "granularity", "old"),
    [
        ("2021-06-10", "2021-06-10", "day", False),
        ("2021-05-10", "2021-05-10", "day", True),
        ("2021-06-01", "2021-06-30", "month", False),
        ("2021-05-01", "2021-05-31", "month", True),
        ("2021-01-01", "2021-12-31", "year", False),
        ("2020-01-01", "2020-12-31", "year", True),
        ("2014-01-01", "2021-06-14", "year", True),
        ("2021-06-08", "2021-06-14", "day", False),
    ],
)
def test_days_are_old_a_month_after_they_ended(start: str, end: str, granularity: str, old: bool) -> None:
    assert is_old(Interval(start, end, granularity, "words"), date(2021, 6, 14)) is old
