"""Which place a name stands for: each toponym of a story with the place meant, the runner-up and the reason.

What the text itself says decides first ("Tripoli, Lebanon"; "Lebanon's Tripoli"; "the Lebanese city of Tripoli"). Else
each place of the name is weighed: how well known it is, and how well it goes with the other places of the story, with
the nationalities it speaks of and with its dateline. A name has one sense in a story unless the text says otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10

from whodid.model import Story
from whodid.places.companions import Weighed, weigh
from whodid.places.containment import AREAS, Container, find_containers, lies_in
from whodid.places.gazetteer import GazetteerPlace, place_in, places_named
from whodid.places.keys import name_key
from whodid.places.names import country_of_demonym
from whodid.places.toponyms import Toponym, find_toponyms
from whodid.places.wordlists import countries_told, words_of

MOST_CANDIDATES = 40
"""Places weighed for a name; those past it are far smaller than the first ones."""

SET_IN = "the text sets it in {area}"
ONLY_ONE = "the only place of the name"
BEST_KNOWN = "the best known place of the name"
OTHER_PLACES = "it goes best with the story's other places"
UNKNOWN = "not in the gazetteer"
ELSEWHERE = "the ones known lie far from where the story is"

SMALL, MANY_NAMES, STRANGE = 100_000, 3, 0.2
"""A town below that population, in a story of that many other names or more, is another place than the one meant if it
goes with them less than that on average."""

_PRIORS = {"country": 7.5, "region": 6.0, "division": 5.5, "county": 4.5}
"""What being an area counts for; a city counts the decimal logarithm of its population, 3.7 to 7.4."""
_OTHER_NAME = 2.0
"""What a place loses that goes by another name as a rule."""
_CITY_OF_DIVISION = 2.0
"""What a city gains over the division called after it: "in Homs" is the city unless "province" follows."""
_OLD_COUNTY = 1.5
"""What the counties of our own table gain over those of the United States: they are known by their bare names."""
LARGE_PART = 0.1
"""Share of the people of a division's towns from which its namesake is taken for the city: Homs, not Bihar."""
_LOCAL = 3.0
"""What a state loses whose name stands before a word for a town's offices: "the Lebanon police department"."""
_CAPITAL = 1.0
"""What a state's capital gains: it is in the news for the state."""


@dataclass(frozen=True, slots=True)
class ResolvedToponym:
    """A toponym with the place it stands for, None where the gazetteer has none of the name.

    `second` is the next best place and `margin` by how much it was behind, in units of a factor ten in population; None
    where there is no other, and no margin where the text itself says which. `reason` says what decided. `area` is the
    place the text or the story sets a name in that has no point of its own: it says about where, not where.
    """

    toponym: Toponym
    place: GazetteerPlace | None
    second: GazetteerPlace | None
    margin: float | None
    reason: str
    area: GazetteerPlace | None = None

    @property
    def is_told(self) -> bool:
        """Whether the text itself says which place is meant, against another of the name."""
        return self.place is not None and self.second is not None and self.margin is None


def resolve_toponyms(story: Story) -> tuple[ResolvedToponym, ...]:
    """All toponyms of the story, in order, each with its place. Needs the story's sentences."""
    toponyms = find_toponyms(story)
    if not toponyms:
        return ()
    containers = find_containers(story, toponyms)
    weighed = weigh(_groups(toponyms, containers), _countries_told(story))
    first_sense: dict[str, Container] = {}
    for at, container in containers.items():
        first_sense.setdefault(toponyms[at].key, container)
    areas_of_others = {
        container.at
        for at, container in containers.items()
        if container.at == at + 1
        and any(lies_in(p, area) for p in _candidates(toponyms[at]) for area in container.areas)
    }
    divisions = [word in words_of("divisions") for word in _words_after(story, toponyms)]
    resolved = [
        _choose(
            one, weighed, containers.get(at) or first_sense.get(one.key), is_area=divisions[at] or at in areas_of_others
        )
        for at, one in enumerate(toponyms)
    ]
    home = _home(resolved)
    return tuple(_set_in_area(resolved, at, home) for at in range(len(resolved)))


# --- what the story is about ------------------------------------------------------------------------------------------


def _countries_told(story: Story) -> dict[str, float]:
    """Countries the story speaks of without naming them as places, with their weight: nationalities, the dateline."""
    told = {country: min(1.0, count / 3) for country, count in _tells(story).items()}
    if story.dateline is not None and story.dateline.country:
        told[story.dateline.country] = 1.0
    for sentence in story.sentences:
        for token in sentence.tokens:
            if token.entity == "NORP" and (code := country_of_demonym(token.text)):
                told[code] = max(told.get(code, 0.0), 0.7)
    return told


def _tells(story: Story) -> Counter[str]:
    """For each country, how many different words of the story belong to its offices, schools and measures."""
    words = {token.text.lower() for sentence in story.sentences for token in sentence.tokens}
    return Counter(country for word, country in countries_told().items() if word in words)


# --- candidates and choice -------------------------------------------------------------------------------------------


def _groups(
    toponyms: Sequence[Toponym], containers: dict[int, Container]
) -> dict[str, list[tuple[GazetteerPlace, float]]]:
    """For each name of the story its candidates with what they count for by themselves."""
    held: dict[str, tuple[GazetteerPlace, ...]] = {}
    for at, container in containers.items():
        held[toponyms[at].key] = (*held.get(toponyms[at].key, ()), *container.areas)
    local = {one.key for one in toponyms if one.is_local}
    groups: dict[str, list[tuple[GazetteerPlace, float]]] = {}
    for one in toponyms:
        if one.key not in groups:
            found = _within(_candidates(one), held.get(one.key, ()))
            lost = _LOCAL if one.key in local else 0.0
            groups[one.key] = [
                (place, _prior(place, found, one) - (lost if place.precision == "country" else 0.0)) for place in found
            ]
    return groups


def _candidates(one: Toponym) -> list[GazetteerPlace]:
    """The places of the name, areas first; a town that only also goes by the name of a state is left out."""
    found = list(places_named(one.plain))
    areas = [place for place in found if place.precision != "city"]
    cities = [place for place in found if place.precision == "city"]
    if any(place.precision == "country" and name_key(place.name) == one.key for place in areas):
        cities = [place for place in cities if place.usual]
    if any(place.usual for place in cities):
        cities = [place for place in cities if place.usual or any(_leads(place, area) for area in areas)]
    return (areas + cities)[: max(MOST_CANDIDATES, len(areas))]


def _within(found: list[GazetteerPlace], areas: Sequence[GazetteerPlace]) -> list[GazetteerPlace]:
    """Those in one of the areas, all where none is: the gazetteer may lack the one meant, but the text is not wrong."""
    inside = [place for place in found if any(lies_in(place, area) for area in areas)]
    return inside or found


def _prior(place: GazetteerPlace, found: Sequence[GazetteerPlace], one: Toponym) -> float:
    """How well known a place is, in units of a factor ten in population."""
    if place.precision == "city":
        score = log10(max(place.population, 500))
        if any(_leads(place, other) for other in found):
            score += _CITY_OF_DIVISION + (0.0 if place.usual else _OTHER_NAME)
        score += _CAPITAL if place.is_capital else 0.0
    else:
        score = _PRIORS[place.precision] + 0.15 * log10(max(place.population, 1))
        score += _OLD_COUNTY if place.precision == "county" and place.division_row < 0 else 0.0
    other_name = not place.usual or (place.precision == "country" and name_key(place.name) != one.key)
    return score - _OTHER_NAME if other_name else score


def _leads(city: GazetteerPlace, division: GazetteerPlace) -> bool:
    """Whether a city is so large a part of its division that the common name means the city."""
    return city.division_row == division.row and city.population >= LARGE_PART * division.population


def _words_after(story: Story, toponyms: Sequence[Toponym]) -> list[str]:
    sentences = {sentence.index: sentence for sentence in story.sentences}
    found = []
    for one in toponyms:
        tokens = sentences[one.sentence].tokens
        found.append(tokens[one.last + 1].text.lower() if one.last + 1 < len(tokens) else "")
    return found


def _choose(
    one: Toponym, weighed: dict[str, list[Weighed]], container: Container | None, *, is_area: bool
) -> ResolvedToponym:
    """The best weighed place of the name; what the text says of where it lies, or of what lies in it, goes before.

    `is_area` is whether it stands behind a place as the area of that ("New York" in "Buffalo, New York"), or before a
    word for one ("Homs province").
    """
    options = weighed.get(one.key, [])
    areas = container.areas if container is not None else ()
    if is_area:
        options = [option for option in options if option.place.precision in AREAS] or options
    inside = [option for option in options if any(lies_in(option.place, area) for area in areas)]
    if inside:
        meant = inside[0].place
        second = next((place for place in _candidates(one) if place.row != meant.row), None)
        return ResolvedToponym(one, meant, second, None, SET_IN.format(area=areas[0].name))
    if not options or (container is not None and container.sure) or _is_stranger(options[0], len(weighed) - 1):
        return ResolvedToponym(one, None, None, None, ELSEWHERE if options else UNKNOWN, area=next(iter(areas), None))
    best, *rest = options
    following = next((option for option in rest if option.place.row != best.place.row), None)
    if following is None:
        return ResolvedToponym(one, best.place, None, None, ONLY_ONE)
    reason = BEST_KNOWN if best.prior >= max(option.prior for option in options) else OTHER_PLACES
    return ResolvedToponym(one, best.place, following.place, round(best.score - following.score, 2), reason)


def _is_stranger(best: Weighed, others: int) -> bool:
    """Whether a small place lies far from all the rest of a story: then another, unknown place of the name is meant."""
    is_small = best.place.precision == "city" and best.place.population < SMALL
    return is_small and others >= MANY_NAMES and best.company < STRANGE * others


def _set_in_area(resolved: Sequence[ResolvedToponym], at: int, home: int | None) -> ResolvedToponym:
    """The toponym; one without a point gets as its area the town nearest to it in the text that may be in its division.

    `home` is the division most of the story's places lie in, the one taken where nothing names another.
    """
    one = resolved[at]
    if one.place is not None and one.place.latitude is not None:
        return one
    division = home
    if one.place is not None:
        division = one.place.division_row
    elif one.area is not None:
        division = one.area.row if one.area.precision == "division" else None
    near = sorted(range(len(resolved)), key=lambda other: (abs(other - at), other))
    for place in (resolved[other].place for other in near):
        if place is None or place.latitude is None or place.precision != "city":
            continue
        if place.division_row == division if division is not None else _may_be_in(place, one.area):
            return replace(one, area=place)
    if one.area is None and division is not None:
        return replace(one, area=place_in(division))
    return one


def _may_be_in(place: GazetteerPlace, area: GazetteerPlace | None) -> bool:
    return area is None or place.country == area.country


def _home(resolved: Sequence[ResolvedToponym]) -> int | None:
    """The division that more of the story's towns lie in than in any other; None without one."""
    places = {one.place.row: one.place for one in resolved if one.place is not None}
    counted = Counter(place.row if place.precision == "division" else place.division_row for place in places.values())
    counted.pop(-1, None)
    return max(counted, key=lambda row: (counted[row], -row)) if counted else None
