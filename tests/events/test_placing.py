"""Places of events completed from the gazetteer: the story's country holds, parts of a country have no point."""

from __future__ import annotations

import pytest
from case_tables import find_word, story_of

from whodid.events.placing import complete_place
from whodid.events.where import place_event
from whodid.model import Place, Span
from whodid.places import resolve_toponyms


def placed(text: str, event: str) -> Place:
    story = story_of(text)
    place = place_event(story, *find_word(story, event)).place
    assert place is not None
    return complete_place(place, resolve_toponyms(story))


def test_a_town_gets_id_division_point_and_reason() -> None:
    place = placed("Gunmen killed two guards in Tripoli, Lebanon, on Sunday.", "killed")
    assert (place.country, place.division, place.geonames_id) == ("LBN", "North Lebanon", 266826)
    assert place.latitude == pytest.approx(34.43, abs=0.1) and place.longitude == pytest.approx(35.84, abs=0.1)
    assert place.reason == "the text sets it in Lebanon"
    assert place.second is not None and place.second.country == "LBY" and place.margin is None


def test_a_country_is_left_open_no_longer_than_the_gazetteer_is() -> None:
    place = placed("Rebels shelled the market in Zinjibar.", "shelled")
    assert (place.country, place.precision, place.division) == ("YEM", "city", "Abyan")


def test_a_part_of_a_country_has_neither_its_id_nor_its_point() -> None:
    place = placed("Fighting went on across northern Syria.", "Fighting")
    assert (place.country, place.precision) == ("SYR", "division")
    assert (place.geonames_id, place.latitude) == (None, None)
    assert place.reason == "a part of Syria"


def test_a_sea_has_a_point_that_stands_for_it_and_no_country() -> None:
    place = placed("Warships collided in the South China Sea.", "collided")
    assert (place.country, place.precision) == (None, "region")
    assert place.latitude is not None


def test_a_dependency_lies_in_its_owners_country() -> None:
    place = placed("Soldiers landed in Greenland.", "landed")
    assert place.country == "DNK"


def test_a_place_unknown_to_the_gazetteer_stays_as_it_was() -> None:
    before = Place("Strelsau", None, "city", "in Strelsau")
    assert complete_place(before, ()) == before


def test_a_country_told_by_a_city_is_not_that_city() -> None:
    story = story_of("Manila expelled two envoys.")
    inferred = Place("Philippines", "PHL", "country", "Manila", Span(0, 6, "Manila"))
    place = complete_place(inferred, resolve_toponyms(story))
    assert (place.name, place.precision, place.division) == ("Philippines", "country", None)
    assert place.geonames_id == 1694008


def test_an_airport_is_no_town() -> None:
    place = placed("Rebels shelled Aleppo Airport on Monday.", "shelled")
    assert (place.precision, place.country, place.geonames_id, place.latitude) == ("point", "SYR", None, None)
    assert place.reason == "somewhere in Aleppo"


def test_a_province_has_its_own_precision() -> None:
    place = placed("Gunmen killed ten people in Homs province.", "killed")
    assert (place.precision, place.country) == ("division", "SYR")


def test_a_small_towns_country_is_not_lost_to_a_great_one_of_its_name() -> None:
    place = complete_place(Place("Valencia", "VEN", "city", "in Valencia", Span(0, 8, "Valencia")), ())
    assert (place.country, place.division) == ("VEN", "Carabobo")
