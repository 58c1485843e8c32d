"""Status: the table of cases with the real parser, and what holds for any parse."""

from __future__ import annotations

import pytest
from case_tables import find_word, load_cases, story_of

from whodid.events.status import read_status
from whodid.events.wordlists import load_lists
from whodid.model import Sentence, Token


@pytest.mark.parametrize("case", load_cases("status"), ids=lambda case: f"{case['predicate']}: {case['sentence'][:60]}")
def test_predicate_has_the_status_its_sentence_gives(case: dict[str, str]) -> None:
    in_title = case["field"] == "title"
    story = story_of("" if in_title else case["sentence"], case["sentence"] if in_title else "")
    sentence, head = find_word(story, case["predicate"])
    reading = read_status(sentence, head)
    assert reading.status == case["status"]
    assert not case["words"] or reading.words == case["words"]


def test_reading_tells_the_steps_from_the_word_above_down() -> None:
    story = story_of("The council did not refuse to meet the envoy.")
    reading = read_status(*find_word(story, "meet"))
    assert reading.steps == ("negation: not", "denied twice: refuse")


def test_parse_that_runs_in_a_circle_ends() -> None:
    tokens = tuple(Token(i * 3, i * 3 + 2, "go", "go", "VERB", "VB", "xcomp", 1 - i) for i in range(2))
    assert read_status(Sentence(0, 5, "text", 0, 0, tokens), 0).status in {"happened", "hypothetical"}


def test_no_governing_verb_stands_in_two_lists_of_contrary_meaning() -> None:
    lists = {
        kind: set(words.split()) for kind, words in load_lists("status")["governors"].items() if kind != "adjectives"
    }
    assert lists["denies"] & lists["passes"] == set()
    assert lists["denies"] & lists["plans"] == set()
    assert lists["attempts"] & (lists["wishes"] | lists["plans"] | lists["denies"]) == set()
