"""Names of places and the countries they lie in: data/places/ with the countries of data/actors/; below the stages.

The country is the one that most states recognise (Sevastopol: UKR, the Golan: SYR); dependencies have their owner's.
A name with several homes is left open, or has its usual one; the countries a story is about tell it apart (`home_of`).
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whodid.errors import BadData

PRECISIONS = ("city", "division", "region", "country")
_ABBREVIATION = "abbreviation"
_NOTES = ("ambiguous", "also")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place under its usual name. `country` is ISO 3166-1 alpha-3, None where the name lies in none or is left open.

    `precision` is city, division, country or region; `homes` are all countries that have a place of the name.
    """

    name: str
    country: str | None
    precision: str
    homes: tuple[str, ...] = ()


def find_place(name: str) -> KnownPlace | None:
    """The place of that name, in any case, with or without accents and article; None for an unknown one.

    >>> find_place("the Hague")
    KnownPlace(name='The Hague', country='NLD', precision='city', homes=('NLD',))
    """
    return _places().get(place_key(name))


def find_wider(name: str) -> KnownPlace | None:
    """The country or division that stands behind another place's name: "Vietnam" and "Ga." in "Hanoi, Vietnam"."""
    found = _abbreviations().get(place_key(name)) or find_place(name)
    return found if found is not None and found.precision in ("country", "division") else None


def home_of(place: KnownPlace, near: Collection[str]) -> str | None:
    """The country of a place for who tells of the countries `near`: its one home among them, else its usual one.

    >>> home_of(find_place("Birmingham"), {"USA", "MEX"}), home_of(find_place("Birmingham"), {"USA", "GBR"})
    ('USA', None)
    """
    homes = [country for country in place.homes if country in near]
    return homes[0] if len(homes) == 1 else place.country


def country_of_demonym(word: str) -> str | None:
    """The country a demonym stands for ("Serbian": SRB); None for another word, or one of several countries."""
    return _demonyms().get(place_key(word))


def country_name(code: str) -> str | None:
    """The usual name of a country by its ISO 3166-1 alpha-3 code ("RUS": "Russia"), without article; None for none."""
    return _country_names().get(code)


def place_key(name: str) -> str:
    """A name as it is compared: no case, accents or article, plain apostrophes, no stop at the end or possessive."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(letters.casefold().split()).strip(" ,.").removeprefix("the ").removesuffix("'s")


@cache
def _places() -> dict[str, KnownPlace]:
    """The table's places and the names of countries; the table decides where both have a name ("Crimea")."""
    table = {place_key(place.name): place for note, place in _table() if note != _ABBREVIATION}
    for row in _countries():
        for name in (row["name"], *row["names"].split("|")):
            known = KnownPlace(name.removeprefix("the "), row["iso3"], "country", (row["iso3"],))
            table.setdefault(place_key(name), known)
    return table


@cache
def _abbreviations() -> dict[str, KnownPlace]:
    return {place_key(place.name): place for note, place in _table() if note == _ABBREVIATION}


@cache
def _country_names() -> dict[str, str]:
    return {row["iso3"]: row["name"].removeprefix("the ") for row in _countries()}


@cache
def _demonyms() -> dict[str, str]:
    countries: dict[str, set[str]] = {}
    for row in _countries():
        for demonym in filter(None, row["demonyms"].split("|")):
            countries.setdefault(place_key(demonym), set()).add(row["iso3"])
    return {word: min(found) for word, found in countries.items() if len(found) == 1}


@cache
def _table() -> tuple[tuple[str, KnownPlace], ...]:
    """Each row's kind of note with its place. Raises BadData, naming the line, for a row that breaks the form."""
    found: dict[tuple[str, str], KnownPlace] = {}
    for number, row in enumerate(_rows("places/places.tsv"), start=2):
        at = f"data/places/places.tsv, line {number}"
        kind, _, others = row["note"].partition(": ")
        homes = tuple(filter(None, (row["country"], *others.split("|"))))
        is_open = not row["country"] and row["precision"] != "region"
        if not row["name"] or row["precision"] not in PRECISIONS or kind not in ("", _ABBREVIATION, *_NOTES):
            raise BadData(f"{at}: found {row}; expected a name, a precision and a known note")
        if is_open != (kind == "ambiguous") or (kind in _NOTES and len(set(homes)) < 2):
            raise BadData(f"{at}: found {row}; expected several homes where the name is left open or the note says so")
        place = KnownPlace(row["name"], row["country"] or None, row["precision"], homes)
        if found.setdefault((kind if kind == _ABBREVIATION else "", place_key(place.name)), place) is not place:
            raise BadData(f"{at}: {row['name']!r} stands twice; keep one row")
    return tuple((kind, place) for (kind, _), place in found.items())


def _countries() -> Iterator[dict[str, str]]:
    return _rows("actors/countries.tsv")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("whodid") / "data" / name).read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
        if None in row or None in row.values():
            raise BadData(f"data/{name}, line {number}: as many cells as the header expected")
        yield {key: value.strip() for key, value in row.items()}
