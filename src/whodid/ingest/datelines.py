"""Reads datelines: "TEHRAN (defapress) –", "GENEVA/NEW YORK, Sept 3 (Reuters) -", "London — ", "MOSCOW, May 4. /TASS/."

A dateline says where a story was filed, and often by which agency; it opens one of the first paragraphs. Countries
come from the table of places; one that could be in several, and is at home in none more than in others, has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from whodid.ingest.agencies import agency_name
from whodid.ingest.dates import find_date
from whodid.ingest.knowledge import load_yaml
from whodid.model import Dateline
from whodid.places import find_place, find_wider

PARAGRAPHS_SEARCHED = 3
"""A standfirst or a caption may stand above the paragraph that opens with the dateline, rarely more."""

LONGEST_DATELINE = 110
"""Characters from the start of a paragraph within which a dateline ends."""


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline, the paragraph it opens, and how many characters of that paragraph it takes."""

    dateline: Dateline
    paragraph: int
    length: int


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(word for words in load_yaml("dates.yaml")["months"].values() for word in words)
    word = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|(?:al|de|da|del|do|dos|el|es|la|le|of|on|the|upon|au|y|and)\b)"
    place = rf"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ ]+{word}){{0,4}}"
    day = rf"(?:(?:{months})\.?[ ]*\d{{1,2}}|\d{{1,2}}[ ]+(?:{months})\.?)(?:,?[ ]+\d{{4}})?"
    return re.compile(
        rf"""[\[(]?(?P<place>{place})
            (?P<others>(?:[ ]*/[ ]*{place}){{0,3}})
            (?:,[ ]*(?!(?i:{day}))(?P<within>{place}))?
            (?:[ ]*\[(?P<boxed>{place})\])?
            (?:[,.]?[ ]*(?P<day>(?i:{day}))\b\.?,?)?
            (?:[ ]*,?[ ]*(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[^/()\n]{{2,30}})/))?
            [ ]*(?P<dash>--+|[–—―:]|-(?=[ ])|(?<=/)\.(?=[ ])|(?<=\))(?=[ ]+[A-Z"“]))[ ]*""",
        re.X,
    )


def find_dateline(paragraphs: Sequence[str], *, published: str | None = None) -> FoundDateline | None:
    """The dateline that opens one of the first paragraphs, or None.

    A day without a year takes the year that brings it closest before `published` (ISO); without that it has no date.
    """
    for index, paragraph in enumerate(paragraphs[:PARAGRAPHS_SEARCHED]):
        found = _pattern().match(paragraph[:LONGEST_DATELINE])
        if found and _is_dateline(found, paragraph[found.end() :]):
            return FoundDateline(_dateline(found, published), index, found.end())
    return None


def dated(dateline: Dateline, words: str, published: str | None) -> Dateline:
    """The dateline with the day that `words` print ("Sept 3"), as far as it can be told."""
    full = find_date(words)
    if full is not None:
        return replace(dateline, date=full.iso)
    if published is None:
        return dateline
    limit = date.fromisoformat(published[:10]) + timedelta(days=1)  # filed in another zone than it was published in
    for year in (limit.year, limit.year - 1):
        guess = find_date(f"{words.rstrip('., ')} {year}")
        if guess is not None and guess.iso is not None and guess.iso <= limit.isoformat():
            return replace(dateline, date=guess.iso)
    return dateline


def _is_dateline(found: re.Match[str], rest: str) -> bool:
    """Whether the match is a dateline and not the start of a sentence ("Moscow - the capital - was quiet")."""
    if not rest.strip() or not re.match(r"[\"“‘'(\[]*[^\W_]", rest.strip()):
        return False
    place = _places_named(found)[0]
    agency = found["agency"] or found["slashed"] or _agency_within(found)
    capitals = place.isupper() and len(place) > 2
    known = _is_place(place)
    wider = find_wider(found["within"] or found["boxed"] or "") is not None
    if agency and (known or wider):
        return bool(found["dash"]) or capitals or agency_name(agency) is not None
    if agency:
        return capitals and agency_name(agency) is not None
    if found["dash"] == ":":
        return capitals and known
    if re.match(r"[a-z]", rest.strip()) or not re.search(r"--|\s$|[–—―]", found.group()):
        return False
    return known or (capitals and (bool(found["day"]) or wider))


def _places_named(found: re.Match[str]) -> list[str]:
    """The places of a dateline in order: "GENEVA/NEW YORK" and "GENEVA and NEW YORK" have two."""
    parts = re.split(r"\s+(?:and|AND)\s+|\s*/\s*", found["place"] + (found["others"] or ""))
    return [part for part in parts if part]


def _agency_within(found: re.Match[str]) -> str | None:
    """The agency where a dateline has it in the place of a country: "Tehran, IRNA –"."""
    return found["within"] if found["within"] and agency_name(found["within"]) else None


def _is_place(name: str) -> bool:
    """Whether news is filed from there: a known place that is no sea, border or part of the world."""
    found = find_place(name)
    return found is not None and found.precision != "region"


def _dateline(found: re.Match[str], published: str | None) -> Dateline:
    first, *more = _places_named(found)
    within = found["within"] or found["boxed"]
    agency = found["agency"] or found["slashed"] or _agency_within(found)
    name, country = _placed(first, within)
    dateline = Dateline(
        name=name,
        country=country,
        others=tuple(_placed(other, None)[0] for other in more),
        agency=agency.strip() if agency else None,
    )
    return dated(dateline, found["day"], published) if found["day"] else dateline


def _placed(place: str, within: str | None) -> tuple[str, str | None]:
    """A place's usual spelling and country; "HANOI, Vietnam" and "ATHENS, Ga." are told by the word behind."""
    found = find_place(place)
    wider = find_wider(within) if within else None
    country = wider.country if wider else None
    if found is None:
        return _titled(place), country
    return found.name, country or found.country


def _titled(place: str) -> str:
    """A place in ordinary spelling: "KHAN AL-AHMAR" becomes "Khan Al-Ahmar"; other spellings stay."""
    if not place.isupper():
        return place
    small = {"of", "on", "the", "and", "de", "la", "del", "upon"}
    words = [word.casefold() for word in place.split()]
    return " ".join(word if i and word in small else _capital(word) for i, word in enumerate(words))


def _capital(word: str) -> str:
    return re.sub(r"(^|-)(\w)", lambda first: first[0].upper(), word)
