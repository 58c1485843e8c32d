"""Candidates without any pattern: who stands on which side of a predicate that the lexicon does not know."""

from __future__ import annotations

import pytest

from whodid.actors import make_mention_stage
from whodid.attribution import make_quotation_stage
from whodid.events.candidates import Candidate, Known, candidate_of, spans_of
from whodid.events.frames import Tree, frames
from whodid.events.parties import Parties
from whodid.language import make_sentence_stage
from whodid.model import Story

STEPS = (make_sentence_stage(), make_quotation_stage(), make_mention_stage())
KNOWN = Known(frozenset({"rap", "snub", "decamp"}), frozenset({"broadside"}), frozenset({"ogle"}))

CASES = (
    ("Peru rapped Fiji over the tuna quota.", "rapped", "PER", "FJI"),
    ("Fiji was rapped by Peru over the tuna quota.", "rapped", "PER", "FJI"),
    ("Peru and Chile snubbed Fiji on Monday.", "snubbed", "PER CHL", "FJI"),
    ("Norway squared up to Belarus over the border.", "squared", "NOR", "BLR"),
    ("Peru's broadside against Fiji surprised diplomats.", "broadside", "PER", "FJI"),
    ("Polish troops decamped on Friday.", "decamped", "POL", ""),
    ("The US, Norway, and Chile rapped Fiji.", "rapped", "USA NOR CHL", "FJI"),
)
"""Sentence, the words of its trigger, countries of the actors and of the recipients."""


def read(text: str) -> tuple[Tree, list[Candidate]]:
    story = Story("t", "", text)
    for step in STEPS:
        story = step(story)
    (sentence,) = story.sentences
    tree = Tree(sentence, frozenset(mention.head for mention in story.mentions if mention.actors))
    parties = Parties(tree, list(story.mentions))
    found = [candidate_of(tree, frame, parties, {}, KNOWN) for frame in frames(tree)]
    return tree, [one for one in found if one is not None]


def lands(candidate: Candidate, side: str) -> str:
    return " ".join(party.actor.code.split(".")[0] for party in getattr(candidate.sides, side))


@pytest.mark.parametrize("text, trigger, actors, recipients", CASES, ids=[case[0] for case in CASES])
def test_the_frame_gives_the_sides(text: str, trigger: str, actors: str, recipients: str) -> None:
    tree, found = read(text)
    mine = [one for one in found if tree.tokens[one.frame.head].text == trigger]
    assert [(lands(one, "actors"), lands(one, "recipients")) for one in mine] == [(actors, recipients)]


@pytest.mark.parametrize(
    "text",
    ["Rain fell on the hills all night.", "Peru has a long coast.", "The minister slept well.", "Peru ogled Fiji."],
)
def test_what_has_no_two_sides_and_no_known_word_is_no_candidate(text: str) -> None:
    assert read(text)[1] == []


def test_an_unstated_doer_is_unknown_not_guessed() -> None:
    _, found = read("Fiji was rapped on Monday.")
    assert [(lands(one, "actors"), lands(one, "recipients")) for one in found] == [("UNK", "FJI")]


def test_spans_are_the_words_of_the_sentence() -> None:
    text = "Peru rapped Fiji over the tuna quota."
    tree, found = read(text)
    spans = spans_of(found[0], tree)
    words = [[text[a:b] for a, b in part] for part in (spans.actors, spans.recipients, spans.triggers)]
    assert words == [["Peru"], ["Fiji"], ["rapped"]]


def test_of_several_together_the_first_is_told_from_the_others() -> None:
    tree, found = read("Peru and Chile decamped.")
    spans = spans_of(found[0], tree)
    assert (len(spans.actors), len(spans.recipients)) == (1, 1)
