"""Places as the text of a clause names them: the known places, and quarters of them ("northern Syria")."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from whodid.events.wordlists import word_set
from whodid.places import KnownPlace, find_place
from whodid.places.gazetteer import places_named

WELL_KNOWN = 50_000
"""Population from which a town of the gazetteer counts by its bare name; smaller ones need the parser's word for it."""


def look_up(name: str) -> KnownPlace | None:
    """The known place of that name, None for an unknown one; quarters of a country ("northern Syria") are divisions.

    >>> look_up("northern Syria").precision
    'division'
    """
    known = find_place(name) or _in_gazetteer(name)
    if known is not None:
        return known
    first, _, rest = name.strip().removeprefix("the ").replace("- ", "-").partition(" ")
    if first.lower().replace("-", "") in word_set("where", "quarters") and (known := find_place(rest)) is not None:
        return replace(known, precision="division" if known.precision == "country" else known.precision)
    return None


def is_place_name(name: str) -> bool:
    """Whether a table or the gazetteer has a place of exactly that name."""
    return find_place(name) is not None or bool(places_named(name))


@lru_cache(maxsize=10_000)
def _in_gazetteer(name: str) -> KnownPlace | None:
    """The place of the gazetteer of that usual name where it is the only one, or none is in another country."""
    if not name[:1].isupper() or len(name) < 4:
        return None
    found = [place for place in places_named(name) if place.usual and place.precision in ("city", "division")]
    homes = {place.country for place in found if place.country}
    if len(homes) != 1 or max(place.population for place in found) < WELL_KNOWN:
        return None
    home = homes.pop()
    return KnownPlace(found[0].name, home, found[0].precision, (home,))
