"""To whom and when something was said, by the reporting clause alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quoted_stories import with_quotations

from whodid.events.when import date_saying

CASES = [
    ('"We will not sign," Diallo told reporters in Oslo on Monday.', "reporters", "2022-07-04"),
    ("Diallo told AFP that Norland had attacked two ships.", "AFP", None),
    (
        "In a letter to the UN Security Council, Diallo said Norland had attacked two ships.",
        "the UN Security Council",
        None,
    ),
    ('"We will not sign," Diallo wrote in a letter to the council.', "the council", None),
    ("Speaking to lawmakers on Friday, Diallo said that the talks had failed.", "lawmakers", "2022-07-01"),
    ('"The talks failed," Diallo said in an interview with the BBC.', "the BBC", None),
    ("Diallo told parliament that the talks had failed.", "parliament", None),
    ("Diallo said on Sunday that Norland had attacked two ships on Friday.", None, "2022-07-03"),
    ("Diallo said Norland had attacked two ships on Friday.", None, None),
    ("Diallo said in recent days that Norland had attacked two ships.", None, None),
    ("Diallo accused Norland of attacking two ships.", None, None),
]


@pytest.mark.parametrize("text, addressee, day", CASES, ids=[case[0][:50] for case in CASES])
def test_to_whom_and_when_it_was_said(text: str, addressee: str | None, day: str | None) -> None:
    story = with_quotations(text, published="2022-07-05T10:00")
    (quotation,) = story.quotations
    named = quotation.addressee
    assert (named.text if named else None) == addressee
    assert named is None or story.text[named.start : named.end] == named.text
    said = date_saying(story, quotation)
    assert (said.start if said else None) == day


def test_without_a_day_of_publication_no_day_is_guessed() -> None:
    story = with_quotations('"We will not sign," Diallo told reporters on Monday.')
    assert date_saying(story, replace(story.quotations[0])) is None
