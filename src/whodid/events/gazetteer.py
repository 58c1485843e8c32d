"""Place names and the countries they lie in: our table of places, with the countries and capitals of the actor data."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whodid.errors import BadData
from whodid.events.wordlists import word_set


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A row of the place table. `country` is ISO 3166-1 alpha-3, None where the place lies in none or in several.

    `precision` is city, division, country or region.
    """

    country: str | None
    precision: str


def look_up(name: str) -> KnownPlace | None:
    """The known place of that name, None for an unknown one; quarters of a country ("northern Syria") are divisions.

    >>> look_up("Benghazi")
    KnownPlace(country='LBY', precision='city')
    """
    key = _key(name)
    table = _places()
    if key in table:
        return table[key]
    first, _, rest = key.replace("- ", "-").partition(" ")
    if first.replace("-", "") in word_set("where", "quarters") and rest in table:
        known = table[rest]
        return KnownPlace(known.country, "division" if known.precision == "country" else known.precision)
    return None


def demonym_country(word: str) -> str | None:
    """The country a demonym stands for ("Serbian": SRB); None for another word, or one of several countries."""
    return _demonyms().get(_key(word))


def _key(name: str) -> str:
    key = name.lower().replace("’", "'").strip(" .,")
    return key.removeprefix("the ").removesuffix("'s")


def _rows(folder: str, name: str) -> Iterator[dict[str, str]]:
    with (files("whodid") / "data" / folder / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


@cache
def _demonyms() -> dict[str, str]:
    countries: dict[str, set[str]] = {}
    for row in _rows("actors", "countries.tsv"):
        for demonym in filter(None, (row["demonyms"] or "").split("|")):
            countries.setdefault(_key(demonym), set()).add(row["iso3"])
    return {word: min(found) for word, found in countries.items() if len(found) == 1}


@cache
def _places() -> dict[str, KnownPlace]:
    table: dict[str, KnownPlace] = {}
    for row in _rows("actors", "countries.tsv"):
        for name in (row["name"], *(row["names"] or "").split("|")):
            table.setdefault(_key(name), KnownPlace(row["iso3"], "country"))
        for capital in filter(None, (row["capitals"] or "").split("|")):
            table.setdefault(_key(capital), KnownPlace(row["iso3"], "city"))
    for number, row in enumerate(_rows("events", "places.tsv"), start=2):
        if not row["name"] or row["precision"] not in ("city", "division", "region"):
            wanted = "a name and the precision city, division or region"
            raise BadData(f"data/events/places.tsv, line {number}: {wanted} expected, found {row}")
        table[_key(row["name"])] = KnownPlace(row["country"] or None, row["precision"])
    return table
