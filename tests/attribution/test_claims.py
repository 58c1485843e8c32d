"""The chain of voices for hand-made events in really parsed texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quoted_stories import read_rows, with_quotations

from whodid.attribution import make_claim_stage
from whodid.model import Actor, Claim, Dateline, Event, Mention, Party, Span, Story

CASES = read_rows("claims.tsv")


def span_of(story: Story, words: str) -> Span:
    start = story.text.index(words)
    return Span(start, start + len(words), words)


def with_event(story: Story, trigger: str, event_type: str, actor: str = "") -> Story:
    span = span_of(story, trigger)
    sentence = next(s.index for s in story.sentences if s.field == "text" and s.start <= span.start < s.end)
    parties = (Party(span_of(story, actor), Actor(actor, "UNK", "test")),) if actor else ()
    event = Event("e1", event_type, None, parties, (), span, (span,), "test", sentence)
    return replace(story, events=(event,))


def claim_of(story: Story) -> Claim:
    (claim,) = make_claim_stage()(story).claims
    return claim


@pytest.mark.parametrize("row", CASES, ids=[f"{row['trigger']}: {row['text'][:40]}" for row in CASES])
def test_chain_of_each_case(row: dict[str, str]) -> None:
    relays = tuple(name for name in ("AFP", "TASS") if name.upper() in row["text"].upper())
    story = with_quotations(row["text"], publisher="Daily Planet Post", relays=relays)
    claim = claim_of(with_event(story, row["trigger"], row["type"], row["actor"]))
    assert "; ".join(f"{voice.role}={voice.name}" for voice in claim.chain) == row["chain"]
    assert claim.stance == row["stance"]


def test_a_speaker_takes_name_and_code_from_the_mention_over_its_head() -> None:
    story = with_quotations("Rain fell. Foreign Minister Ines Roca said Norland had attacked two ships.")
    whole = span_of(story, "Foreign Minister Ines Roca")
    actor = Actor("Inés Roca", "ESP.GOV", "table")
    story = replace(story, mentions=(Mention(whole, 1, 3, "named", (actor,)),))
    (voice,) = claim_of(with_event(story, "attacked", "ASSAULT", "Norland")).chain
    assert (voice.role, voice.name, voice.code, voice.span) == ("speaker", "Inés Roca", "ESP.GOV", whole)


def test_a_request_that_is_only_announced_is_its_speakers_word() -> None:
    story = with_quotations('"We will ask the court to free the sailors," Lund said.', publisher="Daily Planet Post")
    story = with_event(story, "ask", "REQUEST", "We")
    story = replace(story, events=(replace(story.events[0], status="future"),))
    assert [voice.name for voice in claim_of(story).chain] == ["Lund", "Daily Planet Post"]


def test_he_without_a_resolved_mention_is_the_speaker_quoted_before() -> None:
    story = with_quotations('"Stay calm, all of you," Lund said. "Norland attacked us," he added later in Oslo.')
    assert claim_of(with_event(story, "attacked", "ASSAULT", "Norland")).chain[0].name == "Lund"


@pytest.mark.parametrize(
    ("given", "chain"),
    [
        ({"publisher": "TASS", "relays": ("TASS",)}, ["publisher=TASS"]),
        ({"publisher": "Post", "relays": ("Xinhua",)}, ["relay=Xinhua", "publisher=Post"]),
        (
            {"publisher": "Post", "dateline": Dateline("Oslo", agency="AP")},
            ["relay=Associated Press", "publisher=Post"],
        ),
        ({"publisher": "defapress", "dateline": Dateline("Oslo", agency="defapress")}, ["publisher=defapress"]),
        ({"url": "https://www.example.org/a"}, ["publisher=example.org"]),
        ({"url": "https://tass.com/a", "relays": ("TASS",)}, ["publisher=tass.com"]),
        ({"publisher": "Post", "byline": "By Ann Lee and Reuters"}, ["relay=Reuters", "publisher=Post"]),
        ({}, []),
    ],
)
def test_relays_of_the_whole_story_and_the_publisher(given: dict[str, object], chain: list[str]) -> None:
    story = with_event(with_quotations("Norland attacked two ships.", **given), "attacked", "ASSAULT", "Norland")
    assert [f"{voice.role}={voice.name}" for voice in claim_of(story).chain] == chain


def test_a_relay_named_beside_one_sentence_does_not_relay_the_others() -> None:
    text = "Tass reported that Lund had left. Norland attacked two ships."
    story = with_event(with_quotations(text, publisher="Post", relays=("TASS",)), "attacked", "ASSAULT", "Norland")
    assert [voice.name for voice in claim_of(story).chain] == ["Post"]


def test_a_second_run_gives_the_same_claims() -> None:
    story = with_event(with_quotations("Lund said Norland attacked two ships."), "attacked", "ASSAULT", "Norland")
    assert claim_of(story) == claim_of(story)
    assert claim_of(story).event_id == "e1"


def test_an_agency_that_carried_one_statement_hands_on_no_more_than_that() -> None:
    text = "Roca said in a statement carried by SANA that Norland had attacked two ships.\n\nLund condemned the raid."
    story = with_quotations(text, publisher="Daily Planet Post", relays=("SANA",))
    assert [v.name for v in claim_of(with_event(story, "attacked", "ASSAULT", "Norland")).chain] == [
        "Roca",
        "SANA",
        "Daily Planet Post",
    ]
    assert [v.name for v in claim_of(with_event(story, "condemned", "ACCUSE", "Lund")).chain] == ["Daily Planet Post"]
