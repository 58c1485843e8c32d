"""The gazetteer: places with GeoNames id, point, country and division, mapped from data/places/gazetteer.

`tools/build_gazetteer.py` makes the files. A point is where a town lies; of a country, division or region it only
stands for the area, and `precision` says so. Towns are GeoNames'; divisions, seas and regions come from our own table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from whodid.errors import BadData
from whodid.places.keys import key_hash, name_key

PRECISIONS = ("city", "county", "division", "country", "region")
"""How exact a place is, the narrowest first; a file of the gazetteer keeps the number."""

PLACE = np.dtype(
    [
        ("id", "<i4"),
        ("latitude", "<f4"),
        ("longitude", "<f4"),
        ("population", "<u4"),
        ("division", "<i4"),
        ("name", "<u4"),
        ("letters", "u1"),
        ("country", "S3"),
        ("precision", "u1"),
        ("capital", "?"),
    ]
)
"""A place: GeoNames id (0: none), degrees (NaN: none), row of its division (-1: none), name at byte `name`."""

ENTRY = np.dtype([("place", "<i4"), ("usual", "u1")])
"""One name of a place: the row of the place, and whether the name is its usual one."""


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place of the gazetteer; `row` is its number there.

    `id` is its GeoNames id, None where it has none there; `country` ISO 3166-1 alpha-3 (KOS for Kosovo), None for seas
    and regions; `division` the name of its first-level division, None where unknown. `latitude` and `longitude` are
    degrees, None where no point is known; a town's point, else one that stands for the area. `usual` is False for a
    name it also goes by.
    """

    row: int
    name: str
    precision: str
    country: str | None
    division: str | None
    id: int | None
    latitude: float | None
    longitude: float | None
    population: int
    usual: bool = True
    division_row: int = -1
    is_capital: bool = False


@lru_cache(maxsize=20_000)
def places_named(name: str) -> tuple[GazetteerPlace, ...]:
    """All places of that name in any case, with or without accents; areas first, then by population, largest first."""
    hashes, entries, _, _ = _arrays()
    wanted = np.uint64(key_hash(name_key(name)))
    first, last = np.searchsorted(hashes, wanted, "left"), np.searchsorted(hashes, wanted, "right")
    found = [_place(int(entry["place"]), usual=bool(entry["usual"])) for entry in entries[first:last]]
    return tuple(sorted(found, key=lambda place: (place.precision == "city", -place.population, place.row)))


@lru_cache(maxsize=100_000)
def is_named(name: str) -> bool:
    """Whether a place of that name is known."""
    hashes = _arrays()[0]
    wanted = np.uint64(key_hash(name_key(name)))
    at = int(np.searchsorted(hashes, wanted))
    return at < len(hashes) and bool(hashes[at] == wanted)


def place_in(row: int) -> GazetteerPlace:
    """The place in that row of the gazetteer."""
    return _place(row, usual=True)


def _place(row: int, *, usual: bool) -> GazetteerPlace:
    _, _, places, names = _arrays()
    stored = places[row]
    division = int(stored["division"])
    latitude, longitude = float(stored["latitude"]), float(stored["longitude"])
    known = latitude == latitude
    return GazetteerPlace(
        row=row,
        name=_name(names, stored),
        precision=PRECISIONS[int(stored["precision"])],
        country=stored["country"].decode() or None,
        division=_name(names, places[division]) if division >= 0 else None,
        id=int(stored["id"]) or None,
        latitude=round(latitude, 5) if known else None,
        longitude=round(longitude, 5) if known else None,
        population=int(stored["population"]),
        usual=usual,
        division_row=division,
        is_capital=bool(stored["capital"]),
    )


def _name(names: np.ndarray, stored: np.void) -> str:
    start = int(stored["name"])
    return names[start : start + int(stored["letters"])].tobytes().decode()


@cache
def _arrays() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Hashes, entries, places and names. Raises BadData where a file is missing or has another form."""
    folder = Path(str(files("whodid") / "data" / "places" / "gazetteer"))
    arrays = []
    for name, form in (("hashes", np.dtype("<u8")), ("entries", ENTRY), ("places", PLACE), ("names", np.dtype("u1"))):
        path = folder / f"{name}.npy"
        try:
            array = np.load(path, mmap_mode="r")
        except (OSError, ValueError) as error:
            raise BadData(f"{path}: not readable ({error}); make it anew with tools/build_gazetteer.py") from error
        if array.dtype != form:
            raise BadData(f"{path}: found {array.dtype}, expected {form}; make it anew with tools/build_gazetteer.py")
        arrays.append(array)
    return arrays[0], arrays[1], arrays[2], arrays[3]
