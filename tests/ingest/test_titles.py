"""Titles of copied pages: which line it is, and how its copies come off the body."""

from __future__ import annotations

import pytest

from whodid.ingest.titles import choose_title, without_title

CUT = [
    ('Envoy Leaves Rome"We part as friends," he said.', '"We part as friends," he said.'),
    ("Envoy Leaves RomeThe envoy left on Monday.", "The envoy left on Monday."),
    ("Envoy Leaves Rome ROME (AP) — The envoy left.", "ROME (AP) — The envoy left."),
    ("ENVOY LEAVES ROME", ""),
    ("Envoy Leaves Rome.", ""),
    ("Envoy leaves Rome, officials said.", "Envoy leaves Rome, officials said."),
    ("Envoy leaves Rome after a quarrel.", "Envoy leaves Rome after a quarrel."),
    ("Envoy leaves Rome’s embassy.", "Envoy leaves Rome’s embassy."),
    ("Envoy leaves Romeo behind.", "Envoy leaves Romeo behind."),
    ("Another sentence.", "Another sentence."),
]


@pytest.mark.parametrize(("paragraph", "rest"), CUT)
def test_only_a_copy_of_the_title_is_cut_off(paragraph: str, rest: str) -> None:
    assert without_title(paragraph, "Envoy Leaves Rome") == rest


def test_the_title_is_the_heading_that_stands_again() -> None:
    lines = ["A very long kicker of a section", "Envoy Leaves Rome", "Envoy Leaves RomeThe envoy left on Monday."]
    assert choose_title(lines) == 1


def test_short_kickers_are_passed_over() -> None:
    assert choose_title(["World", "Envoy Leaves Rome for Good", "The envoy left on Monday."]) == 1


def test_a_page_that_opens_with_its_text_has_no_title() -> None:
    assert choose_title(["The envoy left on Monday.", "He will not return."]) is None
    assert choose_title(["KABUL (AP) - Envoys left", "They will not return."]) is None
    assert choose_title(["Envoy leaves Rome"]) is None
