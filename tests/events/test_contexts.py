"""Contexts: terms are whole words; a story has one by several terms, a sentence by one; the words are told."""

from __future__ import annotations

from whodid.events.contexts import context_terms, find_terms, with_contexts
from whodid.model import Event, Sentence, Span, Story
from whodid.ontology import load_ontology


def story(text: str, title: str = "") -> Story:
    """A story of one sentence a line with an event in the first."""
    sentences, start = [], 0
    for index, line in enumerate(text.split("\n")):
        sentences.append(Sentence(start, start + len(line), "text", index, index, ()))
        start += len(line) + 1
    span = Span(0, 1, text[:1])
    event = Event("e", "ACCUSE", None, (), (), span, (span,), "", 0)
    return Story("s", title, text, sentences=tuple(sentences), events=(event,))


def test_every_context_of_the_ontology_has_terms() -> None:
    named = {context for contexts in context_terms().values() for context in contexts.split()}
    assert named == {context.name for context in load_ontology().contexts}


def test_terms_are_whole_words_in_any_case() -> None:
    text = "Troops fired. The troopship and the asylums stayed."
    assert find_terms(text) == [(0, "troops")]


def test_the_longer_term_is_meant() -> None:
    assert [term for _, term in find_terms("police fired tear gas near a gas field")] == [
        "police",
        "tear gas",
        "gas field",
    ]


def test_offsets_hold_where_a_small_letter_is_longer() -> None:
    text = "İstanbul: troops left."
    ((at, term),) = find_terms(text)
    assert text[at : at + len(term)] == "troops"


def test_a_term_in_the_sentence_gives_the_event_its_context() -> None:
    (event,) = with_contexts(story("Peru rapped Fiji over the nerve agent.")).events
    assert event.contexts == ("cbrn",)
    assert event.steps[-1] == "context cbrn, by its sentence: nerve agent"


def test_the_story_gives_its_context_only_with_several_terms() -> None:
    once = story("Peru rapped Fiji.\nRain fell.\nThe ambassador left.")
    often = story("Peru rapped Fiji.\nThe embassy was shut.\nThe ambassador left.\nA summit had failed.")
    assert with_contexts(once).events[0].contexts == ()
    assert with_contexts(often).events[0].contexts == ("diplomatic",)


def test_the_title_counts() -> None:
    known = story("Peru rapped Fiji.\nThe embassy was shut.\nThe ambassador left.", title="Summit fails")
    assert with_contexts(known).events[0].contexts == ("diplomatic",)


def test_a_story_without_events_stays_as_it_is() -> None:
    empty = Story("s", "", "The embassy.")
    assert with_contexts(empty) is empty
