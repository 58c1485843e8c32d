"""What ends a sentence and what does not; offsets always give the sentence's own words back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whodid.language import split_sentences

CASES = [
    ("One ended. Two began.", ["One ended.", "Two began."]),
    ("Mr. Okoro met Gen. Bah in the U.S. on Monday.", ["Mr. Okoro met Gen. Bah in the U.S. on Monday."]),
    ("They met in the U.S. The talks failed.", ["They met in the U.S.", "The talks failed."]),
    ("John F. Adeyemi left.", ["John F. Adeyemi left."]),
    ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
    (
        '"We met. We will meet again," Vale said. She left.',
        ['"We met.', 'We will meet again," Vale said.', "She left."],
    ),
    ('"Why did they shoot?" Vale asked.', ['"Why did they shoot?" Vale asked.']),
    ("“Stop!” the officer shouted.", ["“Stop!” the officer shouted."]),
    ('"It is over." The crowd went home.', ['"It is over."', "The crowd went home."]),
    ("LIMA, Peru (AP) — Ministers met. They agreed.", ["LIMA, Peru (AP) —", "Ministers met.", "They agreed."]),
    ("OSLO, Sept. 3 (NTB) -- Norway closed its port.", ["OSLO, Sept. 3 (NTB) --", "Norway closed its port."]),
    ("NATO - the alliance - met in Vilnius.", ["NATO - the alliance - met in Vilnius."]),
    ("A heading\nThe first line of the text.", ["A heading", "The first line of the text."]),
    ("A line that is\nwrapped by hand.", ["A line that is\nwrapped by hand."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in split_sentences(text)] == expected


def test_paragraphs_are_counted_from_zero() -> None:
    spans = split_sentences("One. Two.\n\nThree.")
    assert [span.paragraph for span in spans] == [0, 0, 1]


def test_blank_text_has_no_sentence() -> None:
    assert split_sentences(" \n\n ") == []


@given(st.text(alphabet="Ab. \n\"”?!,'(-—U.S", max_size=200))
@settings(max_examples=300, deadline=None)
def test_sentences_are_in_order_trimmed_and_lose_no_word(text: str) -> None:
    """Spans never overlap, have no blank ends, and together hold every character that is not blank."""
    spans = split_sentences(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() != "" for span in spans)
    kept = "".join("".join(text[span.start : span.end].split()) for span in spans)
    assert kept == "".join(text.split())
