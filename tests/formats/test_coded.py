"""The JSON of a coded story holds what the record holds, under fixed keys, and points at the words."""

from __future__ import annotations

import json
from dataclasses import replace

from finished_stories import finished_story, quiet_story

from whodid.formats import coded_lines, coded_story, explained_event, json_line
from whodid.model import Claim, Voice


def test_the_keys_and_their_order_are_fixed() -> None:
    full, quiet = coded_story(finished_story()), coded_story(quiet_story())
    assert list(full) == list(quiet) == ["story", "events", "claims", "relations", "refused", "quotations"]
    assert list(full["story"]) == list(quiet["story"])
    first, *others = full["events"]
    assert all(list(event) == list(first) for event in others)


def test_every_span_points_at_its_words() -> None:
    coded = coded_story(finished_story())
    seen = 0

    def look(value: object) -> None:
        nonlocal seen
        if isinstance(value, list):
            for item in value:
                look(item)
        elif isinstance(value, dict):
            if "text" in value and "field" in value:
                assert coded["story"][value["field"]][value["start"] : value["end"]] == value["text"]
                seen += 1
            for item in value.values():
                look(item)

    look(coded["events"])
    assert seen > 12


def test_an_allegation_carries_the_whole_chain_nearest_first() -> None:
    assault = coded_story(finished_story())["events"][1]
    assert [(voice["role"], voice["name"]) for voice in assault["attribution"]] == [
        ("speaker", "Ingrid Vale"),
        ("medium", "Radio Fjord"),
        ("relay", "NTB"),
        ("publisher", "The Fjord Courier"),
    ]
    assert assault["attribution"][0]["stance"] == "alleges"
    assert assault["attribution"][0]["code"] == "NOR.GOV"
    assert assault["attribution"][3] == {"role": "publisher", "name": "The Fjord Courier"}


def test_two_claims_of_one_event_stand_side_by_side_and_share_the_publisher_once() -> None:
    story = finished_story()
    story = replace(story, events=(replace(story.events[0], event_type="ASSAULT", mode=None), *story.events[1:]))
    event = story.events[0].id
    publisher = Voice("publisher", "The Fjord Courier")
    told = (
        Claim("1", event, "asserts", (Voice("speaker", "A. Moe"), publisher)),
        Claim("2", event, "denies", (Voice("speaker", "B. Lie"), publisher)),
        Claim("3", event, "asserts", (publisher,)),
    )
    coded = coded_story(replace(story, claims=told))
    voices = coded["events"][0]["attribution"]
    assert [(voice["name"], voice.get("stance")) for voice in voices] == [
        ("B. Lie", "denies"),
        ("The Fjord Courier", None),
    ]
    told_by_speakers = coded_story(replace(story, claims=told[:2]))["events"][0]["attribution"]
    assert [(voice["name"], voice.get("stance")) for voice in told_by_speakers] == [
        ("A. Moe", "asserts"),
        ("The Fjord Courier", None),
        ("B. Lie", "denies"),
    ]
    assert coded["claims"][2]["chain"] == [{"role": "publisher", "name": "The Fjord Courier"}]
    assert [claim["stance"] for claim in coded["claims"]] == ["asserts", "denies", "asserts"]


def test_a_group_keeps_its_expression_and_an_open_date_its_reason() -> None:
    support = coded_story(finished_story())["events"][2]
    assert support["actors"][0]["group"] == {
        "name": "Nordic countries",
        "quantifier": "most",
        "except": ["ISL"],
        "as_of": "2021-03-02",
        "members": ["DNK", "FIN", "SWE"],
    }
    assert (support["happened"], support["happened_reason"]) == (None, "none stated")


def test_numbers_dates_and_places_are_told_with_their_words() -> None:
    sanction, assault, _ = coded_story(finished_story())["events"]
    assert assault["numbers"] == [{"kind": "wounded", "value": 3, "words": "three clerks"}]
    assert sanction["happened"]["basis"] == "on Tuesday"
    assert assault["place"]["country"] == "NOR"
    assert sanction["decided_by"] == {"model": None, "pattern": "ACTOR expel RECIPIENT", "agree": None}


def test_lines_are_the_same_each_time_and_are_json() -> None:
    stories = [finished_story(), quiet_story()]
    lines = list(coded_lines(stories))
    assert lines == list(coded_lines(stories))
    assert [json.loads(line) for line in lines] == [coded_story(story) for story in stories]
    assert not any("\n" in line for line in lines)


def test_half_a_surrogate_pair_is_escaped_not_an_error() -> None:
    line = json_line({"text": "\ud83d“"})
    assert json.loads(line.encode("utf-8")) == {"text": "\ud83d“"}


def test_an_explanation_gathers_what_belongs_to_the_sentence() -> None:
    story = finished_story()
    sanction = explained_event(story, story.events[0])
    assert sanction["sentence"]["text"] == "Norway expelled two diplomats of Belarus on Tuesday."
    assert [token["dep"] for token in sanction["sentence"]["tokens"]][:2] == ["nsubj", "ROOT"]
    assert [(row["role"], row["code"], row["kind"]) for row in sanction["parties"]] == [
        ("actor", "NOR", "named"),
        ("recipient", "BLR.GOV", None),
    ]
    assert (sanction["refused"], sanction["quotations"]) == ([], [])

    assault = explained_event(story, story.events[1])
    assert [(row["text"], row["reason"]) for row in assault["refused"]] == [("three clerks beaten", "told already")]
    assert assault["quotations"][0]["speaker"] == "Foreign Minister Ingrid Vale"
    assert assault["claims"][0]["stance"] == "alleges"
