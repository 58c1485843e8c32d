"""Names of places, the gazetteer behind them, and what a story's place names stand for; below the stages."""

from whodid.places.names import (
    PRECISIONS,
    KnownPlace,
    country_name,
    country_of_demonym,
    find_place,
    find_wider,
    home_of,
    place_key,
)
from whodid.places.resolution import ResolvedToponym, resolve_toponyms

__all__ = [
    "PRECISIONS",
    "KnownPlace",
    "ResolvedToponym",
    "country_name",
    "country_of_demonym",
    "find_place",
    "find_wider",
    "home_of",
    "place_key",
    "resolve_toponyms",
]
