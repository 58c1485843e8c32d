"""What must hold for any page: a story or a reason, nothing invented, rows untouched, the same twice."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from whodid.errors import BadInput
from whodid.ingest import read_story
from whodid.ingest.spelling import visible
from whodid.model import Page, Story

WORDS = [
    "Police",
    "left",
    "the",
    "town",
    "on",
    "Monday.",
    "Tass",
    "reported",
    "(AFP)",
    "—",
    "Published:",
    "3",
    "May",
    "2019",
]
LINES = st.lists(
    st.sampled_from([*WORDS, "\n", "\n\n", "Updated:", "OSLO", "ENDS\n", "your comment\n", '"', "By"]), max_size=60
)
TEXTS = st.one_of(st.text(max_size=400), LINES.map(" ".join))


def read(page: Page) -> Story | BadInput:
    try:
        return read_story(page)
    except BadInput as error:
        return error


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_copied_page_gives_only_words_it_holds(text: str) -> None:
    """Every paragraph of the story stands in the page, up to white space; a failure has reason and place."""
    found = read(Page("a", "text", text))
    if isinstance(found, BadInput):
        assert found.reason and found.where == "a"
        return
    page = re.sub(r"\s", "", visible(text))
    for paragraph in [found.title, *found.text.split("\n\n")]:
        assert re.sub(r"\s", "", paragraph) in page
    assert Story.from_dict(found.to_dict()) == found
    assert read(Page("b", "text", text)).id == found.id  # type: ignore[union-attr]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_text_of_a_row_is_never_changed(text: str) -> None:
    found = read(Page("a", "row", text))
    assert isinstance(found, BadInput) or found.text == text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<time>", "<a href='x'>", "<!--", "-->", "<", "&", *WORDS]),
        max_size=50,
    )
)
def test_broken_markup_gives_a_story_or_a_reason(parts: list[str]) -> None:
    found = read(Page("a", "html", " ".join(parts)))
    assert isinstance(found, Story) or found.reason in ("empty", "no_text", "not_english")
