"""The stage `sentences` with the real parser: offsets, the three repairs, headlines in sentence case."""

from __future__ import annotations

import pytest

from whodid.language import make_sentence_stage
from whodid.language.titles import recase
from whodid.model import Sentence, Story


def parsed(text: str, title: str = "") -> tuple[Sentence, ...]:
    return make_sentence_stage()(Story("s", title, text)).sentences


def head_of(sentence: Sentence, word: str) -> str:
    token = next(token for token in sentence.tokens if token.text == word)
    return sentence.tokens[token.head].text


def test_tokens_give_their_words_back() -> None:
    text = "LIMA (AP) — Peru’s “new” envoy left.\n\nHe didn't wait — at all."
    for sentence in parsed(text, "Envoy Leaves"):
        field = text if sentence.field == "text" else "Envoy Leaves"
        assert [field[token.start : token.end] for token in sentence.tokens] == [
            token.text for token in sentence.tokens
        ]
        assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)


def test_a_whose_clause_leaves_the_outer_verb_its_subject() -> None:
    (sentence,) = parsed(
        "Ana Prado, the union's deputy head, whose election to the board had been annulled by a labour court, "
        "declared a strike at a meeting in the port."
    )
    assert sentence.repairs == ("embedded clause",)
    assert head_of(sentence, "Prado") == "declared"
    assert head_of(sentence, "election") == "annulled"
    assert head_of(sentence, "court") == "by"
    assert head_of(sentence, "whose") == "election"


def test_a_list_after_including_is_one_list() -> None:
    (sentence,) = parsed(
        "Several states, including Norway, most of the Gulf states, Pacific Forum members (excluding Fiji), Chad, and "
        "Laos, as well as the League of Arab States, rejected it."
    )
    assert "list after 'including'" in sentence.repairs
    tokens = sentence.tokens
    subject = next(token for token in tokens if token.text == "states" and token.dep == "nsubj")
    assert tokens[subject.head].text == "rejected"
    assert [token.text for token in tokens if token.dep == "conj"] == ["most", "members", "Chad", "Laos", "League"]


def test_a_repair_changes_no_word_and_no_offset() -> None:
    text = "Peru - which has no army on the island - called for calm."
    (sentence,) = parsed(text)
    assert "".join(token.text for token in sentence.tokens) == text.replace(" ", "")
    assert head_of(sentence, "Peru") == "called"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Vale Thanks Ghana for Sheltering Crew",
            "Vale thanked Ghana for sheltering the crew. The crew, Vale said, thanked Ghana too.",
            "Vale thanks Ghana for sheltering crew",
        ),
        ("Norway expels two envoys", "Norway expelled two envoys.", "Norway expels two envoys"),
        ("UN Rejects Plan", "The UN rejects the plan.", "UN rejects plan"),
    ],
)
def test_headlines_in_title_case_are_read_in_sentence_case(title: str, text: str, expected: str) -> None:
    assert recase(title, text) == expected


def test_a_recased_headline_keeps_its_printed_words() -> None:
    title = "Vale Thanks Ghana"
    first = parsed("Vale thanks Ghana, she said; Ghana, thanked by all, was glad.", title)[0]
    assert [token.text for token in first.tokens] == title.split()


def test_a_phrase_between_comma_and_said_is_who_speaks() -> None:
    (sentence,) = parsed("Police raided two farms in search of a fugitive banker, a source at the ministry said.")
    assert "speaker before a closing 'said' read as an apposition" in sentence.repairs
    assert head_of(sentence, "source") == "said"


def test_said_to_be_leaves_the_sentence_its_verb() -> None:
    (sentence,) = parsed("On Friday night raiders said to be close to him looted two shops in the old town.")
    assert head_of(sentence, "raiders") == "looted"
    assert head_of(sentence, "said") == "raiders"


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("Sheriff Ana Prado said six boats had been sent out, and thanked the villagers for their help.", "said"),
        ("Ana Prado said the blast killed nine villagers and accused the mine of lying.", "said"),
        ("The police said that raiders robbed the bank and threatened the clerks.", "robbed"),
    ],
)
def test_a_second_act_of_the_speaker_is_not_reported(text: str, above: str) -> None:
    (sentence,) = parsed(text)
    second = next(token.text for token in sentence.tokens if token.text in ("thanked", "threatened", "accused"))
    assert head_of(sentence, second) == above


def test_a_list_of_verbs_shares_its_subject() -> None:
    (sentence,) = parsed(
        "She said that bandits had stopped a bus on May 3 at Oruro, beaten a driver and taken off ten bags."
    )
    joined = [token for token in sentence.tokens if token.text in ("beaten", "taken")]
    assert [token.dep for token in joined] == ["conj", "conj"]
