"""Cities and divisions named in a sentence: nobody themselves, but they tell whose a court or a crowd there is."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence

from whodid.actors.names import NameHit
from whodid.actors.phrases import NAME_TAGS
from whodid.actors.sectors import Owner
from whodid.model import Dateline, Sentence
from whodid.places import find_place, find_wider, home_of, place_key

LONGEST_NAME = 5
"""Tokens of a place name; "Deir ez-Zor" has four."""


def find_cities(
    sent: Sentence, text: str, names: Sequence[NameHit], given_names: Container[str]
) -> tuple[NameHit, ...]:
    """The known cities and divisions in the sentence, left to right, outside the names of actor tables and of people.

    `text` is the whole text (or title) the sentence lies in. Not those that are part of a longer name ("Turin Motor
    Company"), of a compound ("Geneva-based"), or what may be a person by its first word, among `given_names`.
    """
    taken = {i for hit in names for i in range(hit.first, hit.last + 1)}
    found: list[NameHit] = []
    at = 0
    while at < len(sent.tokens):
        hit = None if at in taken else _longest(sent, text, at, taken)
        if hit and _is_person(sent, hit, given_names):
            hit = None
        if hit is not None:
            found.append(hit)
            at = hit.last
        at += 1
    return tuple(found)


def is_elsewhere(sent: Sentence, hit: NameHit, names: Sequence[NameHit], dateline: Dateline | None = None) -> bool:
    """Whether a capital's name is that of a city elsewhere, as the comma behind it says ("Tripoli, Lebanon", "Moscow,
    Idaho"), or the dateline ("TRIPOLI, Lebanon -")."""
    if not hit.only("capital") or hit.only("country"):
        return False
    homes = set(hit.only("capital"))
    behind = sent.tokens[hit.last + 1 : hit.last + 3]
    if len(behind) < 2 or behind[0].text != ",":
        return _filed_elsewhere(hit, dateline, homes)
    division = find_place(behind[1].text) if behind[1].tag in NAME_TAGS else None
    if division is not None and division.precision == "division":
        return not homes & set(division.homes)
    place = find_place(hit.text)
    lands = {country for other in names if other.first == hit.last + 2 for country in other.only("country")}
    if lands:
        return place is not None and bool(lands & set(place.homes)) and not lands & homes
    return _filed_elsewhere(hit, dateline, homes)


def _filed_elsewhere(hit: NameHit, dateline: Dateline | None, homes: set[str]) -> bool:
    """Whether the story was filed from a city of the name in another country."""
    if dateline is None or dateline.country is None or place_key(dateline.name) != place_key(hit.text):
        return False
    return dateline.country not in homes


def sure_countries(cities: Iterable[NameHit]) -> set[str]:
    """The countries of those cities whose names have one home."""
    places = [place for hit in cities if (place := find_place(hit.text)) is not None]
    return {place.homes[0] for place in places if len(place.homes) == 1}


def city_owner(sent: Sentence, hit: NameHit, near: Collection[str], dateline: Dateline | None = None) -> Owner | None:
    """What a city makes of a phrase it stands in, in a story about the countries `near`; None for one left open.

    The comma behind it decides first ("Paris, Texas"), then the dateline that sets it elsewhere ("TRIPOLI, Lebanon -").
    """
    place = find_place(hit.text)
    if place is None:
        return None
    told = _told_home(sent, hit)
    if told is None and dateline is not None and place_key(dateline.name) == place_key(hit.text):
        told = dateline.country
    country = told or home_of(place, near)
    return Owner(country, hit.text, hit.first, "city") if country else None


def _told_home(sent: Sentence, hit: NameHit) -> str | None:
    """The country of the division that the words behind a city's name set it in: "London, Ontario,"."""
    behind = sent.tokens[hit.last + 1 : hit.last + 3]
    if len(behind) < 2 or behind[0].text != "," or behind[1].tag not in NAME_TAGS:
        return None
    wider = find_wider(behind[1].text)
    return wider.country if wider is not None and wider.precision == "division" else None


def _longest(sent: Sentence, text: str, at: int, taken: set[int]) -> NameHit | None:
    tokens = sent.tokens
    if not _in_name(sent, at) or (
        at > 0 and tokens[at - 1].text in ("-", "–") and tokens[at - 1].end == tokens[at].start
    ):
        return None
    for last in range(min(at + LONGEST_NAME, len(tokens)) - 1, at - 1, -1):
        if not _in_name(sent, last) or taken & set(range(at, last + 1)):
            continue
        words = text[tokens[at].start : tokens[last].end]
        place = find_place(words)
        if place is not None and place.precision in ("city", "division") and not _goes_on(sent, last):
            return NameHit(at, last, words, ())
    return None


def _in_name(sent: Sentence, at: int) -> bool:
    token = sent.tokens[at]
    return token.tag in NAME_TAGS and token.text[0].isupper() and token.entity not in ("DATE", "TIME")


def _is_person(sent: Sentence, hit: NameHit, given_names: Container[str]) -> bool:
    """Whether the parser took the name for a person's and it can be one: in a longer name, or a given name itself."""
    tokens = sent.tokens
    if tokens[hit.first].entity != "PERSON":
        return False
    beside = [*tokens[max(hit.first - 1, 0) : hit.first], *tokens[hit.last + 1 : hit.last + 2]]
    return any(token.entity == "PERSON" for token in beside) or tokens[hit.first].text.lower() in given_names


def _goes_on(sent: Sentence, last: int) -> bool:
    """Whether the name is the start of a longer one of an organisation, or of a compound."""
    after = sent.tokens[last + 1 : last + 2]
    if not after or sent.field == "title":
        return False
    if after[0].text in ("-", "–") and after[0].start == sent.tokens[last].end:
        return True
    return after[0].tag in NAME_TAGS and after[0].entity == sent.tokens[last].entity == "ORG"
