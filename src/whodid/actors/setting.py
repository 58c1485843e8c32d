"""Which countries a story is about, and where its sentences say that something happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from whodid.actors.phrases import head_of
from whodid.actors.reading import Reading
from whodid.actors.scene import Scene, surname
from whodid.actors.tables import Tables
from whodid.actors.wordlists import words_of

TITLE_WEIGHT, LEAD_WEIGHT, BY_NAME = 3, 2, 2
"""How much more a country counts towards the story's main one where it is named in the title, in the first paragraph,
and by its own name rather than by somebody of it."""


ALONE_SHARE, ALONE_LEAST, ALONE_LEAD = 0.4, 6, 2
"""Share of all countries named, and least count, from which on a story is of one country, and how many times as often
as the next it must be named: an unnamed sector there ("prosecutors", "officers") is then that country's."""

PAIR_LEAST, PAIR_SHARE = 0.25, 0.75
"""Share of all countries named that the second must have, and both together, for "both sides" to be these two."""


def set_countries(scene: Scene, readings: Sequence[Reading]) -> None:
    """Tell the scene which country it is mostly of, and whether of that alone or of a pair."""
    counts = _counted(scene, readings)
    whole = sum(counts.values())
    ranked = sorted(counts, key=lambda code: (counts[code], code), reverse=True)
    scene.country = ranked[0] if ranked else None
    two = ranked[:2]
    rival = counts[two[1]] if len(two) == 2 else 0
    scene.alone = bool(ranked) and counts[two[0]] >= max(ALONE_LEAST, ALONE_SHARE * whole, ALONE_LEAD * rival)
    shared = len(two) == 2 and counts[two[1]] >= PAIR_LEAST * whole
    scene.pair = (two[0], two[1]) if shared and counts[two[0]] + counts[two[1]] >= PAIR_SHARE * whole else None


def _counted(scene: Scene, readings: Sequence[Reading]) -> Counter[str]:
    """How often each country is named, by names of its own and of its people; title and first paragraph count more.

    A city counts once: a story of one attack may name the town in every line, and be about another country's debate.
    """
    counts: Counter[str] = Counter()
    cities: set[str] = set()
    for reading in readings:
        weight = TITLE_WEIGHT if reading.sent.field == "title" else LEAD_WEIGHT if reading.sent.paragraph == 0 else 1
        owners = [meaning.owner for meaning in reading.meanings.values() if meaning.owner]
        owners += [owner for owner in reading.city_owners.values() if owner.words not in cities]
        cities |= {owner.words for owner in reading.city_owners.values()}
        known = [scene.people.get(surname(naming.text)) for naming in reading.namings]
        codes = [(owner.code, BY_NAME if owner.kind == "country" else 1) for owner in owners]
        codes += [(held[1].actor.code, 1) for held in known if held]
        for code, times in codes:
            if code.split(".")[0] in scene.tables.countries:
                counts[code.split(".")[0]] += weight * times
    if scene.story.dateline and scene.story.dateline.country:
        counts[scene.story.dateline.country] += 1
    return counts


def find_settings(readings: Sequence[Reading], tables: Tables) -> dict[int, str]:
    """For each sentence the one country where it says something happens ("in Minsk", "across Mali"); absent where it
    names none, or several."""
    found: dict[int, str] = {}
    for reading in readings:
        tokens = reading.sent.tokens
        owners = {first: meaning.owner for first, meaning in reading.meanings.items() if meaning.owner}
        owners |= reading.city_owners
        lands: set[str] = set()
        for hit in (*reading.names, *reading.cities):
            owner = owners.get(hit.first)
            head = head_of(reading.sent, hit.first, hit.last, hit.last)
            placed = tokens[head].dep == "pobj" and tokens[tokens[head].head].text.lower() in words_of("place")
            if owner is not None and placed and owner.code in tables.countries:
                lands.add(owner.code)
        if len(lands) == 1:
            found[reading.sent.index] = lands.pop()
    return found
