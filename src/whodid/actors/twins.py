"""Two countries under one plural name: "the two Koreas", "both Sudans"."""

from __future__ import annotations

from collections.abc import Iterator

from whodid.actors.drafts import Draft
from whodid.actors.phrases import NAME_TAGS
from whodid.actors.tables import Tables, as_of
from whodid.model import Actor, Sentence


def find_twins(sent: Sentence, tables: Tables, day: str | None) -> Iterator[Draft]:
    """A draft for each plural of a name that exactly two countries of the day share, behind "the", "two" or "both".

    "The two Koreas": North Korea and South Korea, whose names end in "Korea".
    """
    tokens = sent.tokens
    for at in range(1, len(tokens)):
        word = tokens[at].text
        if (
            tokens[at].tag not in NAME_TAGS
            or not word.endswith("s")
            or tokens[at - 1].text.lower() not in ("the", "two", "both")
        ):
            continue
        actors = _sharing(word.removesuffix("s"), tables, day)
        if len(actors) == 2:
            counted = tokens[at - 1].text.lower() == "two" and at > 1 and tokens[at - 2].text.lower() == "the"
            first = at - 2 if counted else at - 1
            yield Draft(sent.index, first, at, at, "named", "states", actors, plural=True)


def _sharing(name: str, tables: Tables, day: str | None) -> tuple[Actor, ...]:
    """The countries of the day whose name ends in `name`, in the order of their names."""
    rows = [spells[0] for spells in tables.countries.values() if day is None or as_of(spells, day)]
    found = sorted((row.name, row.iso3) for row in rows if row.name.split(" ")[-1] == name)
    return tuple(Actor(full, iso3, f"table: one of two countries called {name}") for full, iso3 in found)
