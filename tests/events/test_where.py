"""Places: what clause names them, what the narration carries, what is no place."""

from __future__ import annotations

from functools import cache

import pytest
from case_tables import find_word, load_cases, story_of

import whodid as wd
from whodid.events.gazetteer import look_up
from whodid.events.where import Placing, place_event
from whodid.ingest.datelines import find_dateline
from whodid.places import country_of_demonym

STATED = [
    ("The envoys met in Moscow on Friday.", "met", "Moscow", "RUS", "in Moscow"),
    (
        "The admiral crowned himself regent at a fair in the island's old capital of Galle.",
        "crowned",
        "Galle",
        "LKA",
        None,
    ),
    ("The minister sold the mines during her tour to Nairobi.", "sold", "Nairobi", "KEN", "to Nairobi"),
    ("The king paid a visit to Norway.", "visit", "Norway", "NOR", "to Norway"),
    ("Rebels shelled Benghazi.", "shelled", "Benghazi", "LBY", "Benghazi"),
    ("Protests broke out in the Serbian capital Belgrade.", "Protests", "Belgrade", "SRB", None),
    ("Protests broke out in the Serbian capital.", "Protests", "Serbian capital", "SRB", "in the Serbian capital"),
    ("The council condemned the raid in Gaza.", "raid", "Gaza", "PSE", "in Gaza"),
    ("Warships collided in the South China Sea.", "collided", "South China Sea", None, "in the South China Sea"),
    ("The minister said in Geneva that gunmen had abducted two priests.", "said", "Geneva", "CHE", "in Geneva"),
    ("Fighting went on across northern Syria.", "Fighting", "northern Syria", "SYR", "across northern Syria"),
    ("The army began an offensive into eastern Ukraine.", "began", "eastern Ukraine", "UKR", None),
]

NONE = [
    ("The king held talks with Norway.", "talks"),
    ("Oslo accused Moscow of spying.", "accused"),
    ("The council condemned the raid in Gaza.", "condemned"),
    ("The minister said in Geneva that gunmen had abducted two priests.", "abducted"),
    ("The Bank of Jordan sued the editor.", "sued"),
    ("Jordan Smith was arrested.", "arrested"),
    ("Relations between Peru and Chile soured.", "soured"),
]


@pytest.mark.parametrize(("text", "event", "name", "country", "basis"), STATED, ids=lambda value: str(value)[:50])
def test_clause_names_the_place(text: str, event: str, name: str, country: str | None, basis: str | None) -> None:
    story = story_of(text)
    placing = place_event(story, *find_word(story, event))
    place = placing.place
    assert place is not None and placing.reason is None
    assert placing.step == f"place: stated with the act, “{place.basis}”"
    assert (place.name, place.country) == (name, country)
    assert basis is None or place.basis == basis
    assert place.span is not None and story.text[place.span.start : place.span.end] == place.name


@pytest.mark.parametrize(("text", "event"), NONE)
def test_clause_names_no_place(text: str, event: str) -> None:
    story = story_of(text)
    assert place_event(story, *find_word(story, event)) == Placing(reason="none stated")


def test_scene_holds_for_what_is_done_there_and_not_for_words() -> None:
    story = story_of(
        "Marchers gathered in Lagos on Sunday. Police arrested forty people. The premier thanked the envoys."
    )
    arrested = place_event(story, *find_word(story, "arrested"))
    assert arrested.place is not None and (arrested.place.name, arrested.place.country) == ("Lagos", "NGA")
    assert arrested.step == "place: the scene told elsewhere in the story, “in Lagos”"
    assert place_event(story, *find_word(story, "thanked")).place is None


def test_headline_has_the_place_of_the_lead() -> None:
    story = story_of("Police arrested forty marchers in Lagos.", "Police arrest forty marchers")
    place = place_event(story, *find_word(story, "arrest")).place
    assert place is not None and place.name == "Lagos"


def test_table_knows_cities_divisions_regions_and_countries() -> None:
    assert [known.precision for name in ("Kharkiv", "Crimea", "the Black Sea", "Peru") if (known := look_up(name))] == [
        "city",
        "division",
        "region",
        "country",
    ]
    assert look_up("Strelsau") is None
    assert country_of_demonym("Serbian") == "SRB"


@cache
def coder() -> wd.Coder:
    return wd.load()


HOW = {"stated": "place: stated with the act", "scene": "place: the scene told elsewhere"}


@pytest.mark.parametrize("case", load_cases("event_places"), ids=lambda case: f"{case['kind']}: {case['text'][-60:]}")
def test_event_has_the_place_the_text_gives_it_with_the_step_that_says_how(case: dict[str, str]) -> None:
    found = find_dateline([case["text"]], published=case["published"] or None)
    story = coder()(
        wd.Story(
            id="case",
            title=case["title"],
            text=case["text"].replace(" ¶ ", "\n\n"),
            published=case["published"] or None,
            dateline=found.dateline if found else None,
        )
    )
    (event,) = [
        event
        for event in story.events
        if event.trigger.text == case["trigger"] and case["type"] in ("-", event.event_type)
    ]
    steps = [step for step in event.steps if step.startswith("place: ")]
    place = event.place
    if case["name"] == "-":
        assert (place, event.place_reason, steps) == (None, "none stated", [])
    else:
        assert place is not None and event.place_reason is None
        assert (place.name, place.country or "-", place.precision) == (case["name"], case["country"], case["precision"])
        assert len(steps) == 1 and HOW.get(case["how"], case["how"]) in steps[0]
        assert place.basis in story.text
