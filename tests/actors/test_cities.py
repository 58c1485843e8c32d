"""Cities: nobody themselves, but whose a court or a crowd there is, and a part of what the story is about."""

from __future__ import annotations

import pytest
from reading import mention_of, read, shown

TOLD = [
    ("A court in Istanbul sentenced two editors.", "A court in Istanbul", "TUR.JUD"),
    ("Workers at a car plant in Turin walked out.", "Workers at a car plant in Turin", "ITA.LAB"),
    ("The Izmir police arrested ten students.", "The Izmir police", "TUR.COP"),
    ("Residents of Mariupol fled.", "Residents of Mariupol", "UKR.CVL"),
    ("Prosecutors in the Syrian town of Kobani charged the guard.", "Prosecutors in the Syrian town", "SYR.JUD"),
    ("Police in Tripoli, Lebanon, detained a smuggler.", "Police in Tripoli, Lebanon", "LBN.COP"),
    ("Police in Tripoli detained a smuggler.", "Police in Tripoli", "LBY.COP"),
    ("Police in Birmingham detained a smuggler.", "Police", "UNK.COP"),
    ("Police in Birmingham detained a smuggler wanted in Ohio.", "Police in Birmingham", "USA.COP"),
    ("Judge Femi Ade of Kaduna jailed a smuggler.", "Judge Femi Ade of Kaduna", "NGA.JUD=Femi Ade"),
]


@pytest.mark.parametrize(("text", "words", "actors"), TOLD, ids=[text for text, _, _ in TOLD])
def test_a_city_tells_whose_it_is(text: str, words: str, actors: str) -> None:
    assert shown(mention_of(read(text), words)) == actors


def test_the_basis_names_the_city() -> None:
    mention = mention_of(read("A court in Istanbul sentenced two editors."), "A court in Istanbul")
    assert mention is not None
    assert mention.actors[0].basis == "sector noun: court in Istanbul, a place of TUR"


def test_a_later_court_is_that_of_the_city() -> None:
    story = read("A court in Istanbul sentenced two editors. Rain fell. The court sat until dusk.")
    mention = mention_of(story, "The court")
    assert shown(mention) == "TUR.JUD"
    assert mention is not None and "in Istanbul" in mention.actors[0].basis


def test_what_is_of_a_country_by_its_own_words_is_not_of_the_city() -> None:
    assert shown(mention_of(read("Turkish police in Odesa boarded the ship."), "Turkish police")) == "TUR.COP"


@pytest.mark.parametrize("people", ["Diplomats", "Foreign ministers", "Peacekeepers"])
def test_who_only_came_to_a_city_is_not_of_its_country(people: str) -> None:
    story = read(f"{people} in Geneva called for calm. The hall was full.")
    mention = mention_of(story, people)
    assert mention is not None
    assert not any(actor.code.startswith("CHE") for actor in mention.actors)


def test_cities_count_towards_the_country_of_the_story() -> None:
    story = read("Crowds gathered in Medellin and in Cali. Police fired on the marchers.")
    assert shown(mention_of(story, "Police")) == "COL.COP"


def test_a_city_named_in_every_line_counts_once() -> None:
    text = "Ohio and Iowa lawmakers argued about Benghazi. Benghazi, Benghazi, Benghazi, said one. Police looked on."
    assert shown(mention_of(read(text), "Police")) == "USA.COP"


def test_a_name_with_several_homes_is_that_of_the_country_named_beside() -> None:
    story = read("Police in Hyderabad detained a smuggler. The Pakistani cabinet met.")
    assert shown(mention_of(story, "Police in Hyderabad")) == "PAK.COP"


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Austin Reed led workers out.", "Austin"),
        ("Juan Cueto of Oakland wept.", "Oakland"),
        ("Crowds gathered in Medellin.", "Medellin"),
    ],
)
def test_a_city_is_no_actor(text: str, city: str) -> None:
    story = read(text)
    assert mention_of(story, city) is None
    assert not any(actor.code in ("USA", "COL") for mention in story.mentions for actor in mention.actors)
