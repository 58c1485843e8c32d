"""Numbers told with an event."""

from __future__ import annotations

import pytest
from case_tables import find_word, story_of

from whodid.events.counts import read_counts
from whodid.events.numerals import read_number


@pytest.mark.parametrize(
    ("text", "event", "counts"),
    [
        ("The mayor said at least 58 sailors were detained.", "detained", [("detained", 58, "at least 58 sailors")]),
        ("Dozens of protesters were wounded in the clashes.", "wounded", [("wounded", None, "Dozens of protesters")]),
        (
            "The army shelled the town, killing four soldiers and two civilians.",
            "shelled",
            [("killed", 4, "four soldiers"), ("killed", 2, "two civilians")],
        ),
        (
            "A blast killed 1,200 people and injured twenty-six others.",
            "killed",
            [("killed", 1200, "1,200 people"), ("wounded", 26, "twenty-six others")],
        ),
        ("The blast killed 12 people.", "blast", [("killed", 12, "12 people")]),
        ("Nine policemen died in the ambush.", "ambush", [("killed", 9, "Nine policemen")]),
        ("Thousands of people marched to the palace.", "marched", [("size", None, "Thousands of people")]),
        ("About 3,000 strikers rallied outside the palace.", "rallied", [("size", 3000, "About 3,000 strikers")]),
        ("More than 40,000 people fled the town.", "fled", [("displaced", 40000, "More than 40,000 people")]),
        ("Gunmen abducted two priests.", "abducted", [("abducted", 2, "two priests")]),
        ("The army fired two missiles at the port, killing 26.", "fired", [("killed", 26, "26")]),
        ("The attack left ten people dead.", "attack", [("killed", 10, "ten people")]),
        ("The court jailed five editors for ten years.", "jailed", [("detained", 5, "five editors")]),
        ("The minister said that the raid killed nine guards.", "said", []),
        ("The army destroyed four tanks.", "destroyed", []),
        ("The raid on May 4 killed nobody.", "killed", []),
    ],
)
def test_event_tells_the_numbers_of_its_own_clause(
    text: str, event: str, counts: list[tuple[str, int | None, str]]
) -> None:
    story = story_of(text)
    found = read_counts(*find_word(story, event))
    assert [(count.kind, count.value, count.words) for count in found] == counts


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("71", 71),
        ("1,200", 1200),
        ("twenty-six", 26),
        ("two dozen", 24),
        ("one hundred and five", 105),
        ("two thousand", 2000),
        ("3.5 million", 3500000),
        ("dozens", None),
        ("several", None),
        ("2.5", None),
        ("", None),
    ],
)
def test_written_numbers_come_to(words: str, value: int | None) -> None:
    assert read_number(words) == value
