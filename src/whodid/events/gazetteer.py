"""Places as the text of a clause names them: the known places, and quarters of them ("northern Syria")."""

from __future__ import annotations

from dataclasses import replace

from whodid.events.wordlists import word_set
from whodid.places import KnownPlace, find_place


def look_up(name: str) -> KnownPlace | None:
    """The known place of that name, None for an unknown one; quarters of a country ("northern Syria") are divisions.

    >>> look_up("northern Syria").precision
    'division'
    """
    known = find_place(name)
    if known is not None:
        return known
    first, _, rest = name.strip().removeprefix("the ").replace("- ", "-").partition(" ")
    if first.lower().replace("-", "") in word_set("where", "quarters") and (known := find_place(rest)) is not None:
        return replace(known, precision="division" if known.precision == "country" else known.precision)
    return None
