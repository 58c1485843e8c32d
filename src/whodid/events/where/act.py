"""What placing an event asks about the act itself: its type, and the countries and persons on its sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from whodid.model import Party
from whodid.places import country_name


@dataclass(frozen=True, slots=True)
class Act:
    """The act to be placed: its PLOVER type, and the countries (ISO alpha-3) of its two sides, together."""

    event_type: str | None = None
    countries: frozenset[str] = frozenset()

    @classmethod
    def of(cls, event_type: str, parties: Sequence[Party]) -> Self:
        """The act of that type between these parties."""
        return cls(event_type, countries_of(parties))

    @property
    def own_country(self) -> str | None:
        """The one country all parties are of; None where they are of several or of none."""
        return min(self.countries) if len(self.countries) == 1 else None


def countries_of(parties: Sequence[Party]) -> frozenset[str]:
    """The countries of the parties; those without any ("UNK", "IGO") add none."""
    found = (country_of(party.actor.code) for party in parties)
    return frozenset(country for country in found if country is not None)


def country_of(code: str) -> str | None:
    """The country an actor's code begins with; None for "UNK", "IGO" and the like."""
    first = code.split(".")[0]
    return first if country_name(first) else None


def sectors_of(parties: Sequence[Party]) -> frozenset[str]:
    """The sectors of the parties, "" for one that has none: a state itself."""
    return frozenset(sector for party in parties for sector in party.actor.code.split(".")[1:] or [""])


def persons_of(parties: Sequence[Party]) -> frozenset[str]:
    """Names of those parties that are somebody of an office or a sector, no states."""
    return frozenset(party.actor.name for party in parties if party.actor.name and "." in party.actor.code)
