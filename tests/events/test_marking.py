"""A marked sentence: markers stand around the spans, their places are told, and long sentences are cut around them."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Any

import pytest

from whodid.events.classifier import read_tokenizer
from whodid.events.marking import CLS, OPEN, SEP, WINDOW, Offsets, mark

SENTENCE = "Peru severed ties with Fiji on Tuesday."


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    with as_file(files("whodid").joinpath("data/model/vocabulary.txt")) as path:
        return read_tokenizer(path)


def at(words: str, text: str = SENTENCE) -> Offsets:
    start = text.index(words)
    return start, start + len(words)


def test_markers_stand_around_each_span(tokenizer: Any) -> None:
    marked = mark(SENTENCE, tokenizer, actors=[at("Peru")], recipients=[at("Fiji")], triggers=[at("severed")])
    pieces = list(marked.pieces)
    assert pieces[0] == CLS and pieces[-1] == SEP
    for place, part in zip(marked.marks, ("actor", "recipient", "trigger"), strict=True):
        assert pieces[place] == OPEN[part]
        assert pieces.count(OPEN[part]) == pieces.count(OPEN[part] + 1) == 1
    actor, recipient, trigger = marked.marks
    assert actor < trigger < recipient


def test_a_part_without_words_has_no_place(tokenizer: Any) -> None:
    marked = mark(SENTENCE, tokenizer, actors=[at("Peru")])
    assert marked.marks[1:] == (0, 0)
    assert OPEN["trigger"] not in marked.pieces


def test_without_its_markers_a_marked_sentence_is_the_sentence(tokenizer: Any) -> None:
    plain = mark(SENTENCE, tokenizer)
    marked = mark(SENTENCE, tokenizer, actors=[at("Peru"), at("Fiji")], triggers=[at("severed ties")])
    assert tuple(piece for piece in marked.pieces if piece > 6) == plain.pieces


def test_the_first_of_several_spans_gives_the_place(tokenizer: Any) -> None:
    marked = mark(SENTENCE, tokenizer, actors=[at("Fiji"), at("Peru")])
    assert marked.marks[0] == 1


def test_spans_may_share_their_words(tokenizer: Any) -> None:
    marked = mark(SENTENCE, tokenizer, actors=[at("Peru")], recipients=[at("Peru")])
    assert sorted(marked.marks[:2]) == [1, 2]


def test_a_long_sentence_is_cut_around_its_marks(tokenizer: Any) -> None:
    text = "word " * 300 + SENTENCE + " word" * 300
    marked = mark(text, tokenizer, actors=[at("Peru", text)], recipients=[at("Fiji", text)])
    assert len(marked.pieces) == WINDOW + 2 + 4
    assert all(marked.marks[:2])
