"""Where the text itself says that a place lies: "Tripoli, Lebanon", "the Lebanese city of Tripoli"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whodid.model import Sentence, Story, Token
from whodid.places.gazetteer import GazetteerPlace, places_named
from whodid.places.keys import name_key
from whodid.places.names import country_name, country_of_demonym, find_place
from whodid.places.phrases import is_abbreviation
from whodid.places.toponyms import Toponym

AREAS = ("country", "division")

_BEHIND = (",", "(", "in", "in the")
"""What may stand between a place and the area it lies in."""
_OWNER = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Container:
    """The countries or divisions of a name that the text sets a place in, one of which is meant.

    `at` is the number of the toponym that names it, None for an adjective. `sure` is True where it can be nothing else
    ("Bethel, Vt."); a comma before a full name may also only divide a list.
    """

    areas: tuple[GazetteerPlace, ...]
    at: int | None = None
    sure: bool = False


def find_containers(story: Story, toponyms: Sequence[Toponym]) -> dict[int, Container]:
    """For a toponym's number, what the words around it set it in; no entry where they say nothing."""
    sentences = {sentence.index: sentence for sentence in story.sentences}
    found: dict[int, Container] = {}
    for at, one in enumerate(toponyms):
        sentence = sentences[one.sentence]
        container = (
            _behind(sentence.tokens, toponyms, at)
            or _before(sentence.tokens, toponyms, at)
            or _by_adjective(sentence, one.first)
            or _by_dateline(story, one)
        )
        if container is not None:
            found[at] = container
    return found


def _behind(tokens: tuple[Token, ...], toponyms: Sequence[Toponym], at: int) -> Container | None:
    """The area named behind the place; a state is in none, for "China, Japan and Peru" is a list."""
    one = toponyms[at]
    if at + 1 >= len(toponyms) or toponyms[at + 1].sentence != one.sentence or _is_country(one):
        return None
    area = toponyms[at + 1]
    between = " ".join(token.text.lower() for token in tokens[one.last + 1 : area.first])
    areas = _areas(area.text)
    return Container(areas, at + 1, is_abbreviation(area.text)) if areas and between in _BEHIND else None


def _before(tokens: tuple[Token, ...], toponyms: Sequence[Toponym], at: int) -> Container | None:
    one = toponyms[at]
    if at == 0 or toponyms[at - 1].sentence != one.sentence:
        return None
    area = toponyms[at - 1]
    between = " ".join(token.text for token in tokens[area.last + 1 : one.first])
    areas = _areas(area.text)
    return Container(areas, at - 1) if areas and between in _OWNER else None


def _by_adjective(sentence: Sentence, first: int) -> Container | None:
    """The country whose adjective stands before a name: "the Lebanese city of Tripoli"."""
    for index in range(first - 1, max(first - 5, -1), -1):
        token = sentence.tokens[index]
        if token.text[:1].isupper():
            code = country_of_demonym(token.text)
            name = country_name(code) if code else None
            states = tuple(place for place in places_named(name or "") if place.precision == "country")
            return Container(states) if states else None
        if token.pos not in ("NOUN", "ADJ", "ADP") or (token.pos == "ADP" and token.text.lower() != "of"):
            return None
    return None


def _by_dateline(story: Story, one: Toponym) -> Container | None:
    """The country the dateline gives the place it names, where that is not the usual one: "TRIPOLI, Lebanon -"."""
    dateline = story.dateline
    if dateline is None or dateline.country is None or name_key(dateline.name) != one.key:
        return None
    usual = find_place(dateline.name)
    if usual is not None and usual.country == dateline.country:
        return None
    name = country_name(dateline.country)
    states = tuple(place for place in places_named(name or "") if place.precision == "country")
    return Container(states) if states and not _is_country(one) else None


def _areas(name: str) -> tuple[GazetteerPlace, ...]:
    return tuple(place for place in places_named(name) if place.precision in AREAS)


def _is_country(one: Toponym) -> bool:
    return any(place.precision == "country" and place.usual for place in places_named(one.text))


def lies_in(place: GazetteerPlace, area: GazetteerPlace) -> bool:
    """Whether a place lies in an area, as far as the gazetteer knows."""
    if place.row == area.row or place.precision == "country":
        return False
    if area.precision == "division":
        return place.division_row == area.row or (place.precision == "city" and _is_beside(place, area))
    return place.country == area.country


def _is_beside(place: GazetteerPlace, area: GazetteerPlace) -> bool:
    """Whether a town of unknown division lies within a degree of a division's point, in the same country."""
    points = (place.latitude, place.longitude, area.latitude, area.longitude)
    if place.division_row >= 0 or place.country != area.country or None in points:
        return False
    north, east, area_north, area_east = (point or 0.0 for point in points)
    return abs(north - area_north) < 1 and abs(east - area_east) < 1
