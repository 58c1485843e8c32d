"""What placing an event asks about the act itself: its type, and the countries and persons on its sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from whodid.events.clauses import Same
from whodid.model import Party, Story
from whodid.places import country_name

ABROAD = frozenset({"", "GOV", "MIL", "SPY"})
"""Sectors that also act outside their country ("" is the state itself)."""

_MAIN_SHARE = 0.6
"""Share of the countries a story names that one must have for the story to be set there."""
_MAIN_LEAST = 4
"""Times it must be named: one sentence is no setting yet."""


@dataclass(frozen=True, slots=True)
class Act:
    """The act to be placed: its PLOVER type and the countries (ISO alpha-3) of its sides, with the one it is done in.

    `home` is that country, if nothing else is said: the one of both sides, or of the only side that has any where that
    is of a kind that stays at home, or the story is set there; else None. `may_be_abroad` is for attacks by
    soldiers or a state on somebody of no country: they may be done at a scene anywhere.
    """

    event_type: str | None = None
    countries: frozenset[str] = frozenset()
    home: str | None = None
    may_be_abroad: bool = False

    def may_be_in(self, country: str | None) -> bool:
        """Whether a scene set elsewhere in the story can be this act's: people of one country act in it, but for
        soldiers who attack somebody of none."""
        return self.may_be_abroad or country is None or len(self.countries) != 1 or country in self.countries

    @classmethod
    def of(cls, event_type: str, actors: Sequence[Party], recipients: Sequence[Party], main: str | None) -> Self:
        """The act of that type between these sides, in a story set in the country `main` (None: in several)."""
        acting, suffering = countries_of(actors), countries_of(recipients)
        countries = acting | suffering
        own = min(countries) if len(countries) == 1 else None
        stays = acting == suffering or not sectors_of(actors if acting else recipients) & ABROAD
        abroad = event_type == "ASSAULT" and not stays
        return cls(event_type, countries, own if stays or own == main else None, abroad)


def main_country(story: Story) -> str | None:
    """The country that most of what a story names is of; None for a story of several."""
    return _main_country(Same(story))


@lru_cache(maxsize=2)
def _main_country(key: Same) -> str | None:
    """Counted once a story: every event of it asks."""
    mentions = key.record.mentions if isinstance(key.record, Story) else ()
    actors = [actor for mention in mentions for actor in mention.actors]
    named = Counter(country for actor in actors if (country := country_of(actor.code)) is not None)
    if not named:
        return None
    country, times = max(named.items(), key=lambda item: (item[1], item[0]))
    return country if times >= max(_MAIN_LEAST, _MAIN_SHARE * named.total()) else None


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
