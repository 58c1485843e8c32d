"""Words that are a name of our tables elsewhere and none here: months, seas, another's parliament, a surname."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whodid.actors.names import NameHit
from whodid.actors.phrases import NAME_TAGS, SUBJECTS, words
from whodid.actors.reading import Reading
from whodid.actors.tables import Tables, as_of
from whodid.actors.wordlists import words_of
from whodid.model import Sentence, Story
from whodid.places import find_place

HOME_KINDS = frozenset({"party", "union", "court", "police", "parliament", "ministry", "company"})
"""Kinds of organisation that news abroad seldom calls by an acronym alone."""
LONGEST_ACRONYM = 5


def is_another_word(sent: Sentence, hit: NameHit, tables: Tables) -> bool:
    """Whether the words are no name of their own here: a pronoun ("He"), a month, a part of a person or a region."""
    if hit.only("person") and hit.first == hit.last:
        token = sent.tokens[hit.first]
        if token.tag not in NAME_TAGS and (
            token.tag.startswith(("PRP", "MD", "V", "DT", "IN")) or sent.field == "text"
        ):
            return hit.first != 0 or token.tag != "NNS" or token.dep not in SUBJECTS  # "Morales left": a plural noun
        after = sent.tokens[hit.first + 1 : hit.first + 2]
        longer = sent.field == "text" and token.dep == "compound" and bool(after) and after[0].tag in NAME_TAGS
        if token.entity in ("DATE", "TIME") or (longer and token.head > hit.first and token.entity != "PERSON"):
            return True  # "May 5", "Lake Authority"
    return _part_of_a_person(sent, hit) or _part_of_a_region(sent, hit, tables) or _part_of_a_place(sent, hit)


def is_forgotten(sent: Sentence, hit: NameHit, story: Story, tables: Tables, day: str | None) -> bool:
    """Whether a surname alone would be that of people out of office on the day, whom the story names nowhere in full.

    "Rice" or "Lake" then is a word, or somebody else.
    """
    ids = hit.only("person")
    if not ids or hit.first != hit.last or day is None:
        return False
    before = sent.tokens[hit.first - 1] if hit.first > 0 else None
    if before and (before.tag in NAME_TAGS or before.text.lower() in words_of("honorific")):
        return False
    for id in ids:
        rows = tables.persons[id]
        full = [name for name in (rows[0].name, *rows[0].aliases) if " " in name]
        if as_of(rows, day) or any(name in story.text or name in story.title for name in full):
            return False
    return True


def _part_of_a_person(sent: Sentence, hit: NameHit) -> bool:
    """Whether a country's or city's name is a part of somebody's here: a given name before it, a surname behind."""
    tokens = sent.tokens
    if not hit.only("country", "capital") or hit.first != hit.last or tokens[hit.first].entity != "PERSON":
        return False
    beside = [*tokens[max(hit.first - 1, 0) : hit.first], *tokens[hit.last + 1 : hit.last + 2]]
    return any(token.entity == "PERSON" and token.tag in NAME_TAGS for token in beside)


def _part_of_a_place(sent: Sentence, hit: NameHit) -> bool:
    """Whether a country's name is part of that of a sea, a river or another state ("Gulf of Guinea", "New Mexico"),
    or of a ware ("turkey sandwiches" at the start of a sentence)."""
    tokens = sent.tokens
    if not hit.only("country", "demonym", "capital"):
        return False
    after = tokens[hit.last + 1].text.lower() if hit.last + 1 < len(tokens) else ""
    before = [token.text.lower() for token in tokens[max(hit.first - 2, 0) : hit.first]]
    if after in words_of("ware") and hit.first == 0:
        return True
    if after in words_of("water_after") and tokens[hit.last + 1].text[0].isupper():
        return True
    named_after = len(before) == 2 and before[0] in words_of("water_before") and before[1] == "of"
    return named_after or before[-1:] in (["new"], ["lake"])


def named_countries(readings: Sequence[Reading]) -> set[str]:
    """ISO codes of the countries that the story names, by name, people or capital; of a shared name all it may be."""
    return {id for reading in readings for hit in reading.names for id in hit.only("country", "demonym", "capital")}


def drop_foreign_acronyms(readings: Sequence[Reading], tables: Tables) -> None:
    """Forget acronyms of home organisations ("PAC", a party) of countries that the story does not name."""
    named = named_countries(readings)
    for reading in readings:
        reading.keep(tuple(hit for hit in reading.names if not _is_foreign_acronym(hit, named, tables)))


def _is_foreign_acronym(hit: NameHit, named: set[str], tables: Tables) -> bool:
    rows = [row for id in hit.only("organisation") for row in tables.organisations[id]]
    if not rows or not hit.text.isupper() or len(hit.text) > LONGEST_ACRONYM:
        return False
    lands = {row.code.split(".")[0] for row in rows}
    return all(row.kind in HOME_KINDS for row in rows) and lands <= set(tables.countries) and not lands & named


def drop_shared_bodies(readings: Sequence[Reading], tables: Tables) -> None:
    """Forget bodies that many countries have ("the Senate") where the words, or the story, say it is another's.

    What remains is a sector noun: the parliament of whoever owns it, or of the story's country.
    """
    named = named_countries(readings)
    for reading in readings:
        reading.keep(tuple(hit for hit in reading.names if not _is_anothers(reading, hit, named, tables)))


def _is_anothers(reading: Reading, hit: NameHit, named: set[str], tables: Tables) -> bool:
    ids = hit.only("organisation")
    if not ids or hit.text.lower() not in words_of("shared_body"):
        return False
    lands = {row.code.split(".")[0] for id in ids for row in tables.organisations[id]}
    owner = next((other for other in reading.names if hit.first - 2 <= other.last < hit.first), None)
    beside = set(owner.only("country", "demonym", "capital")) if owner else set()
    if beside:
        return not beside & lands
    return bool(named) and not named & lands


def drop_namesakes(readings: Sequence[Reading], story: Story, tables: Tables) -> None:
    """Forget names of countries that are somebody's surname in this story ("Jim Jordan", then "Jordan"), and capitals
    that are a city of another country of the story ("Tripoli", in a story of Lebanon)."""
    text = f"{story.title} {story.text}"
    told = [
        (hit.text, meaning.owner.code.split(".")[0])
        for reading in readings
        for hit in reading.names
        if (meaning := reading.meanings.get(hit.first)) and meaning.owner
    ]
    for reading in readings:
        reading.keep(tuple(hit for hit in reading.names if not _is_namesake(hit, told, text, tables)))


def _is_namesake(hit: NameHit, told: Sequence[tuple[str, str]], text: str, tables: Tables) -> bool:
    codes = hit.only("country", "capital")
    if not codes or " " in hit.text:
        return False
    if hit.only("capital") and not hit.only("country"):
        place = find_place(hit.text)
        named = {land for words, land in told if words != hit.text}
        return place is not None and not named & set(codes) and bool(named & set(place.homes))
    before = re.findall(rf"([A-Z][a-z]+) {re.escape(hit.text)}\b", text)
    others = {word for code in codes for row in tables.countries[code] for word in (*row.demonyms, *row.capitals)}
    by_another_word = any(word in text for word in others - {hit.text})
    return not by_another_word and any(name.lower() in tables.given_names for name in before)


def _part_of_a_region(sent: Sentence, hit: NameHit, tables: Tables) -> bool:
    """Whether the name belongs to a region's: "Latin American", "Southern African"."""
    return hit.first > 0 and words(sent, hit.first - 1, hit.last).lower() in tables.regions
