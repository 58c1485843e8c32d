"""Which denials are tied to what they deny: texts on the whole road, and records by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import whodid as wd
from whodid.model import Actor, Claim, Event, Party, Relation, Sentence, Span, Story, Voice
from whodid.pipeline import above
from whodid.relations.denials import tie_denials
from whodid.relations.tellings import relate_events

LINES = (Path(__file__).parents[1] / "cases" / "denials.tsv").read_text("utf-8").splitlines()[2:]
CASES = [line.split("\t") for line in LINES]


@cache
def coder() -> wd.Coder:
    return wd.load()


def coded(text: str) -> Story:
    return coder()(Story("case", "", text, publisher="The Courier", published="2022-07-05"))


def denials(story: Story) -> list[Relation]:
    return [relation for relation in story.relations if relation.kind == "denies"]


@pytest.mark.parametrize("text, words, trigger, event_type", CASES, ids=[case[0][-50:] for case in CASES])
def test_a_denial_is_tied_to_the_act_it_means(text: str, words: str, trigger: str, event_type: str) -> None:
    story = coded(text)
    claims = {claim.id: claim for claim in story.claims}
    events = {event.id: event for event in story.events}
    found = set()
    for relation in denials(story):
        said = claims[relation.left].words
        denied = events[claims[relation.right].event_id if relation.right in claims else relation.right]
        found.add((said.text if said else "", denied.trigger.text, denied.event_type))
    assert found == ({(words, trigger, event_type)} if words else set())


def party(code: str) -> Party:
    return Party(None, Actor(code, code, "test"))


def event(key: str, *, status: str = "happened", actor: str = "IRN", recipient: str = "SAU") -> Event:
    trigger = Span(0, 4, "raid")
    made = Event(key, "ASSAULT", None, (party(actor),), (party(recipient),), trigger, (trigger,), "", 1, quad=4)
    return replace(made, status=status)


def claim(key: str, event_id: str, stance: str, speaker: str | None) -> Claim:
    said = (Voice("speaker", speaker, speaker, stance),) if speaker else ()
    return Claim(key, event_id, stance, (*said, Voice("publisher", "Post")), Span(20, 24, "raid"))


def ties(events: list[Event], *claims: Claim) -> list[tuple[str, str]]:
    story = Story("s", "", "raid", events=tuple(events), claims=claims)
    return [(relation.left, relation.right) for relation in tie_denials(story)]


def test_a_denial_stands_against_every_other_speaker_of_its_event() -> None:
    told = [claim("1", "e", "asserts", "SAU"), claim("2", "e", "alleges", "USA"), claim("3", "e", "asserts", None)]
    assert ties([event("e")], *told, claim("4", "e", "denies", "IRN")) == [("4", "1"), ("4", "2")]


def test_where_only_the_publisher_tells_it_the_event_is_denied() -> None:
    assert ties([event("e")], claim("1", "e", "asserts", None), claim("2", "e", "denies", "IRN")) == [("2", "e")]


def test_the_same_act_told_as_not_done_denies_it_unless_the_sides_are_others() -> None:
    told, said = claim("1", "e", "asserts", "SAU"), claim("2", "n", "asserts", "IRN")
    assert ties([event("e"), event("n", status="negated")], told, said) == [("2", "1")]
    assert ties([event("e"), event("n", status="negated", recipient="USA")], told, said) == []
    assert ties([event("e"), event("n", status="negated", actor="QAT")], told, said) == []


def test_nobody_denies_by_the_publishers_word_or_against_themselves() -> None:
    told, said = claim("1", "e", "asserts", "IRN"), claim("2", "n", "asserts", None)
    assert ties([event("e"), event("n", status="negated")], told, said) == []
    assert ties([event("e")], told, claim("2", "e", "denies", "IRN")) == []


def test_the_words_of_a_denial_are_its_reason_and_go_with_its_event() -> None:
    story = coded("Ukraine accused Russia of shelling a hospital. The Kremlin denied the accusation.")
    (relation,) = denials(story)
    assert relation.because == "“The Kremlin denied the accusation”: the same event"
    assert denials(above(story, 1.01)) == []


def test_denials_stand_behind_what_is_claimed() -> None:
    story = Story("s", "", "raid", sentences=(Sentence(0, 4, "text", 1, 0, ()),), events=(event("e"),))
    done = relate_events(replace(story, claims=(claim("1", "e", "denies", "IRN"), claim("2", "e", "asserts", None))))
    assert [claim.stance for claim in done.claims] == ["asserts", "denies"]
