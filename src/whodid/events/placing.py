"""The places of a story's events as the gazetteer has them: GeoNames id, point, division, runner-up and reason.

Which words place an event is settled in `where/`; here the name in them gets its place. A point belongs to what is
named: "northern Syria" is a part of Syria, so it has neither Syria's id nor its point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whodid.events.wordlists import word_set
from whodid.model import Place, PlaceCandidate, Span, Story
from whodid.places import country_name, find_place, resolve_toponyms
from whodid.places.gazetteer import GazetteerPlace, places_named
from whodid.places.resolution import OTHER_PLACES, ResolvedToponym

CLEAR_MARGIN = 1.0
"""A margin from which the story's other places speak clearly for one home of a name: ten times the population."""

PART_OF = "a part of {name}"
WITHIN = "somewhere in {name}"
IN_COUNTRY = "the country the story gives it"


def with_places(story: Story) -> Story:
    """The story with the places of its events completed from the gazetteer; one not found there stays as it is."""
    if not any(event.place is not None for event in story.events):
        return story
    toponyms = resolve_toponyms(story)
    events = tuple(
        replace(event, place=complete_place(event.place, toponyms)) if event.place is not None else event
        for event in story.events
    )
    return replace(story, events=events)


def complete_place(place: Place, toponyms: Sequence[ResolvedToponym]) -> Place:
    """The place with what the gazetteer knows of the toponym in its words.

    Where the place has a country already, it keeps it, and the gazetteer's place of the name in that country is taken;
    but for a name that the text itself sets elsewhere ("Paris, Texas"), and for one with homes in several countries
    where the rest of the story clearly speaks for another.
    """
    found = next((one for one in toponyms if _names(place) and place.span and _shares(one, place.span)), None)
    if found is not None and _knows_better(place, found):
        place = replace(place, country=None)
    meant, reason = _meant(place, found)
    if meant is None:
        return replace(place, reason=reason)
    if _is_spot(place) and not _is_named(place, meant):
        country = place.country or owner(meant)
        return replace(place, country=country, precision="point", reason=WITHIN.format(name=meant.name))
    if _is_part(place, meant):
        return replace(place, country=place.country or owner(meant), reason=PART_OF.format(name=meant.name))
    known_by = found if found is not None and meant == found.place else None
    runner_up = known_by.second if known_by is not None else None
    return replace(
        place,
        country=place.country or owner(meant),
        precision=meant.precision,
        division=meant.division,
        geonames_id=meant.id,
        latitude=meant.latitude,
        longitude=meant.longitude,
        reason=reason,
        second=_candidate(runner_up) if runner_up is not None else None,
        margin=known_by.margin if known_by is not None else None,
    )


def owner(place: GazetteerPlace) -> str | None:
    """The country a place lies in: of a dependency the state it belongs to, as everywhere for places."""
    name = country_name(place.country) if place.country else None
    known = find_place(name) if name else None
    return known.country if known is not None else place.country


def _names(place: Place) -> bool:
    """Whether the words of the place are its name; not where the country is inferred from them ("Manila")."""
    return place.span is not None and (place.name in place.span.text or place.span.text in place.name)


def _shares(one: ResolvedToponym, span: Span) -> bool:
    return one.toponym.field == span.field and one.toponym.start < span.end and span.start < one.toponym.end


def _knows_better(place: Place, found: ResolvedToponym) -> bool:
    """Whether the story decides between the homes of a name ("Birmingham") where its usual one may have been taken."""
    if found.place is not None and found.is_told:
        return True
    known = find_place(place.name)
    if known is None or len(known.homes) < 2 or found.place is None or owner(found.place) not in known.homes:
        return False
    return found.margin is None or (found.reason == OTHER_PLACES and found.margin >= CLEAR_MARGIN)


def _meant(place: Place, found: ResolvedToponym | None) -> tuple[GazetteerPlace | None, str | None]:
    """The place of the gazetteer and why; the resolved one unless it lies in another country than the story says."""
    if found is not None and found.place is not None and _agree(place.country, owner(found.place)):
        return found.place, found.reason
    if place.country is not None:
        options = [option for option in places_named(place.name) if _agree(place.country, owner(option))]
        same = [option for option in options if option.precision == place.precision]
        if same or options:
            return (same or options)[0], IN_COUNTRY
    return None, found.reason if found is not None and found.place is None else None


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two countries are the same, or one of them is left open as that of seas and regions is."""
    return one is None or other is None or one == other


def _is_part(place: Place, meant: GazetteerPlace) -> bool:
    """Whether the words name only a part of an area that the gazetteer has: "northern Syria"."""
    return meant.precision != "city" and not _is_named(place, meant)


def _is_spot(place: Place) -> bool:
    """Whether the words name a square, an airport and the like, not the town it is in."""
    return place.precision == "point" or place.name.rsplit(" ", 1)[-1].lower() in word_set("where", "facilities")


def _is_named(place: Place, meant: GazetteerPlace) -> bool:
    """Whether the place's own words are a name of what is meant: "Aleppo", not "Aleppo Airport"."""
    return any(option.row == meant.row for option in places_named(place.name))


def _candidate(place: GazetteerPlace) -> PlaceCandidate:
    return PlaceCandidate(place.name, place.country, place.division, place.id)
