"""Finding table names in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whodid.actors.names import NameIndex, fold
from whodid.actors.tables import load_tables


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(load_tables())


def found(index: NameIndex, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in index.find(text)]


def test_whole_words_only(index: NameIndex) -> None:
    assert found(index, "Chadwick flew from Chad to Omanville") == ["Chad"]


def test_the_longest_name_wins(index: NameIndex) -> None:
    assert found(index, "the Democratic Republic of the Congo and Papua New Guinea") == [
        "Democratic Republic of the Congo",
        "Papua New Guinea",
    ]


def test_diacritics_do_not_matter_and_offsets_are_those_of_the_text(index: NameIndex) -> None:
    text = "Tiraña: São Tomé and Príncipe’s envoy"
    assert "São Tomé and Príncipe" in found(index, text)


def test_capitals_matter_unless_all_is_in_capitals(index: NameIndex) -> None:
    assert found(index, "They will turkey shoot us") == []
    assert found(index, "TURKEY SHELLS SYRIA") == ["TURKEY", "SYRIA"]


def test_a_possessive_is_not_part_of_the_name(index: NameIndex) -> None:
    assert found(index, "Niger’s and Mali's troops") == ["Niger", "Mali"]


def test_no_demonym_is_taken_for_a_newspaper(index: NameIndex) -> None:
    (hit,) = index.find("The Australian minister")
    assert hit.only("demonym") == ("AUS",)


@given(st.text(max_size=60))
def test_folding_keeps_an_offset_for_every_character(text: str) -> None:
    folded, offsets = fold(text)
    assert len(folded) == len(offsets) == len(folded.lower())
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
