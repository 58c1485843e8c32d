"""The table of places: one row a name, codes that the countries know, and names with several homes told apart."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest

from whodid.places import country_of_demonym, find_place, find_wider, home_of

DATA = resources.files("whodid") / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


PLACES = rows_of("places/places.tsv")
COUNTRIES = rows_of("actors/countries.tsv")


def test_there_are_enough_places_and_their_codes_are_those_of_the_actors() -> None:
    codes = {row["iso3"] for row in COUNTRIES}
    for row in PLACES:
        others = row["note"].partition(": ")[2].split("|")
        assert set(filter(None, [row["country"], *others])) <= codes, row
        assert row["origin"], row
    assert sum(row["precision"] == "city" for row in PLACES) >= 1_500


def test_rows_stand_in_the_order_of_their_names() -> None:
    """So that a new row has one place to go to, and two rows of one name stand together."""
    found = [re.sub("^the ", "", row["name"].casefold())[0] for row in PLACES if row["name"].isascii()]
    assert found == sorted(found)


def test_every_capital_is_a_place_of_its_country() -> None:
    """A state of the past has its capital in a state of today; a name of several homes may be left open."""
    for row in COUNTRIES:
        for capital in filter(None, row["capitals"].split("|")):
            found = find_place(capital)
            assert found is not None, capital
            assert row["to"] or row["iso3"] in found.homes or capital == "Salisbury", (row["iso3"], found)


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("kharkiv", "UKR", "city"),
        ("The Hague", "NLD", "city"),
        ("the hague", "NLD", "city"),
        ("SÃO PAULO", "BRA", "city"),
        ("Xi’an", "CHN", "city"),
        ("Crimea", "UKR", "division"),
        ("Black Sea", None, "region"),
        ("the Netherlands", "NLD", "country"),
        ("Birmingham", None, "city"),
        ("Georgia", None, "country"),
        ("East Berlin", "DDR", "city"),
    ],
)
def test_a_place_is_found_in_any_spelling(name: str, country: str | None, precision: str) -> None:
    found = find_place(name)
    assert found is not None
    assert (found.country, found.precision) == (country, precision)


@pytest.mark.parametrize("name", ["Strelsau", "", "Ga.", "Miss.", "Ill."])
def test_an_unknown_name_and_an_abbreviation_are_no_place(name: str) -> None:
    assert find_place(name) is None


@pytest.mark.parametrize(
    ("behind", "country"),
    [("Ga.", "USA"), ("Ontario", "CAN"), ("Vietnam", "VNM"), ("Lyon", None), ("Baltic Sea", None)],
)
def test_what_stands_behind_a_comma_is_a_country_or_a_division(behind: str, country: str | None) -> None:
    found = find_wider(behind)
    assert (found.country if found else None) == country


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Valencia", {"VEN", "COL"}, "VEN"),
        ("Valencia", {"VEN", "ESP"}, "ESP"),
        ("Valencia", set(), "ESP"),
        ("Hyderabad", {"PAK"}, "PAK"),
        ("Hyderabad", {"PAK", "IND"}, None),
        ("Lyon", {"DEU"}, "FRA"),
    ],
)
def test_a_name_with_several_homes_lies_where_the_story_is(name: str, near: set[str], country: str | None) -> None:
    place = find_place(name)
    assert place is not None
    assert home_of(place, near) == country


def test_a_demonym_of_one_country_names_it() -> None:
    assert country_of_demonym("Serbian") == "SRB"
    assert country_of_demonym("Congolese") is None
    assert country_of_demonym("Strelsauer") is None
