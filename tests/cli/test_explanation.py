"""`whodid explain`: the decision on when, part by part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from finished_stories import finished_story
from rich.console import Console

from whodid.cli.explanation import print_explanation
from whodid.formats import explained_event
from whodid.model import Event, Interval

STEP = "date 'Friday': its own clause; counted from the day of publication, 2021-06-14, looking back"


def shown(event: Event, capsys: pytest.CaptureFixture[str]) -> str:
    """The part of the explanation about time, place and status, blanks drawn together."""
    print_explanation(Console(width=200), explained_event(finished_story(1), event))
    out = capsys.readouterr().out
    return " ".join(out[out.index("when, where") : out.index("according to")].split())


def test_date_is_shown_with_words_tie_anchor_direction_and_granularity(capsys: pytest.CaptureFixture[str]) -> None:
    event = replace(
        finished_story(1).events[0],
        happened=Interval("2021-06-11", "2021-06-11", "day", "Friday"),
        happened_reason=None,
        steps=("past tense", STEP),
    )
    assert (
        "when 2021-06-11 (by “Friday”) tie: its own clause "
        "counted from the day of publication, 2021-06-14, looking back granularity: day"
    ) in shown(event, capsys)


def test_open_date_is_shown_with_its_reason_and_the_day_it_was_reported(capsys: pytest.CaptureFixture[str]) -> None:
    event = replace(finished_story(1).events[0], happened=None, happened_reason="vague-past: recently", steps=())
    published = str(finished_story(1).published)[:10]
    assert (f"when open: vague-past: recently reported on {published}, which is not when it happened") in shown(
        event, capsys
    )


def test_span_of_days_is_shown_with_both_ends(capsys: pytest.CaptureFixture[str]) -> None:
    event = replace(
        finished_story(1).events[0], happened=Interval("2021-06-11", "2021-06-14", "day", "since Friday"), steps=()
    )
    assert "when 2021-06-11 to 2021-06-14 (by “since Friday”)" in shown(event, capsys)
