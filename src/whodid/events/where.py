"""Where an event happened: the place its own clause names, or that its story sets for it, with the country.

A dateline says where the story was filed, not where things happened, and is not used. Names of places inside names of
persons or organisations are no places, nor is a state named as one of the parties ("talks with Syria").
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whodid.errors import BadData
from whodid.events.clauses import ancestors, children, is_noun, is_verb, subtree
from whodid.events.wordlists import word_set
from whodid.model import Place, Sentence, Span, Story

NONE_STATED = "none stated"
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_NAME_TAGS = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A row of the place table. `country` is ISO 3166-1 alpha-3, None where the place lies in none or in several.

    `precision` is city, division, country or region.
    """

    country: str | None
    precision: str


def place_event(story: Story, sentence: Sentence, head: int) -> tuple[Place | None, str | None]:
    """The place of the event whose head is token `head`, and None; or None and the reason.

    Looks for a place in the event's own clause ("in Moscow", "at a rally in the capital"), then, for one who travels,
    where to ("his trip to Caracas"), then in the clauses over it. `basis` are the words that place it.
    """
    for level in _levels(sentence, head):
        for preposition in _place_prepositions(sentence, level, head):
            place = _place_after(story, sentence, preposition)
            if place is not None:
                return place, None
    return None, NONE_STATED


def _levels(sentence: Sentence, head: int) -> list[int]:
    """The head and the heads of the clauses it shares its place with, nearest first.

    A noun shares the verb's place; a participle, an infinitive and a joined verb share the place of the verb over them.
    A reporting verb does not lend its place to what is reported, nor a noun to a clause relative to it.
    """
    levels = [head]
    for above in ancestors(sentence, head):
        below = sentence.tokens[levels[-1]]
        if below.dep in ("ccomp", "relcl", "acl", "parataxis", "appos"):
            break
        if below.dep == "advcl" and not below.tag.startswith("VBG") and not below.tag == "VB":
            break
        levels.append(above)
    return levels


def _place_prepositions(sentence: Sentence, level: int, head: int) -> list[int]:
    """Prepositions below `level` that can open a place, nearest to the event's head first."""
    found = []
    lemma = sentence.tokens[level].lemma.lower()
    moving = lemma in word_set("where", "movers")
    waiting = [level]
    while waiting:
        index = waiting.pop(0)
        for below in children(sentence, index):
            token = sentence.tokens[below]
            word = token.text.lower()
            if token.dep == "prep" or (token.tag == "IN" and token.dep in ("mark", "advmod")):
                if word in word_set("where", "prepositions") or (
                    word in ("to", "into", "for", "from") and moving and index == level
                ):
                    found.append(below)
                if word in word_set("where", "carriers"):
                    waiting.append(below)
            elif (
                (token.dep in ("pobj", "dobj", "attr", "prep", "pcomp") and not is_verb(token))
                or token.dep == "nsubjpass"
                or (token.dep == "nsubj" and is_noun(token))
            ):
                waiting.append(below)
    return sorted(found, key=lambda index: (abs(index - head), index))


def _place_after(story: Story, sentence: Sentence, preposition: int) -> Place | None:
    """The place a prepositional phrase names; the name may stand deeper: "in the country's capital of Caracas"."""
    for noun in children(sentence, preposition, "pobj", "pcomp"):
        for index in [noun, *_named_inside(sentence, noun)]:
            name = place_name(sentence, index)
            if name is None:
                continue
            first, last = name
            text = _text(story, sentence)[sentence.tokens[first].start : sentence.tokens[last].end]
            known = look_up(text)
            entity = sentence.tokens[index].entity
            if known is None and entity not in _PLACE_ENTITIES:
                continue
            end = subtree(sentence, noun)[-1]
            basis = _text(story, sentence)[
                sentence.tokens[preposition].start : sentence.tokens[max(last, min(end, last))].end
            ]
            span = Span(sentence.tokens[first].start, sentence.tokens[last].end, text, sentence.field)
            country = known.country if known else _country_beside(sentence, index)
            return Place(text, country, known.precision if known else _precision(entity), basis, span)
    return None


def _text(story: Story, sentence: Sentence) -> str:
    return story.title if sentence.field == "title" else story.text


def _named_inside(sentence: Sentence, noun: int) -> list[int]:
    """Place names inside a phrase that describes a place: "the capital of Caracas", "the town of Derna", "the Syrian city of Homs"."""
    token = sentence.tokens[noun]
    inside = [index for index in subtree(sentence, noun) if index != noun and sentence.tokens[index].tag in _NAME_TAGS]
    if token.tag in _NAME_TAGS:
        return []
    allowed = word_set("where", "place_nouns")
    named = [index for index in inside if sentence.tokens[index].entity in _PLACE_ENTITIES]
    if token.lemma.lower() in allowed or token.text.lower() in allowed:
        return named
    return [
        index
        for index in named
        if sentence.tokens[sentence.tokens[index].head].text.lower() in word_set("where", "prepositions")
    ]


def place_name(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """First and last token of the place name around token `index`; None where it is no place's name."""
    token = sentence.tokens[index]
    if token.tag not in _NAME_TAGS or token.entity in ("PERSON", "ORG", "NORP", "DATE", "EVENT"):
        if not (token.tag in _NAME_TAGS and look_up(token.text)) or token.entity in ("PERSON", "DATE"):
            return None
    first = last = index
    while (
        first > 0 and sentence.tokens[first - 1].head in range(first, last + 1) and _part_of_name(sentence, first - 1)
    ):
        first -= 1
    while (
        last + 1 < len(sentence.tokens)
        and sentence.tokens[last + 1].tag in _NAME_TAGS
        and sentence.tokens[last + 1].head in range(first, last + 1)
    ):
        if sentence.tokens[last + 1].dep in ("appos", "conj", "npadvmod"):
            break
        last += 1
    if token.entity == "ORG" and first != last:
        return None
    return first, last


def _part_of_name(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.dep in ("compound", "nmod", "amod") and (
        token.tag in _NAME_TAGS or token.text.lower() in word_set("where", "quarters")
    )


def _country_beside(sentence: Sentence, index: int) -> str | None:
    """The country of a place not in the table, where the text adds it: "Qaraqosh, Iraq", "Jolo in the Philippines"."""
    for below in subtree(sentence, index):
        known = look_up(sentence.tokens[below].text)
        if below != index and known is not None:
            return known.country
    return None


def _precision(entity: str) -> str:
    return {"GPE": "city", "FAC": "city"}.get(entity, "region")


def look_up(name: str) -> KnownPlace | None:
    """The known place of that name, None for an unknown one; quarters of a country ("northern Syria") are divisions."""
    key = _key(name)
    table = _places()
    if key in table:
        return table[key]
    first, _, rest = key.partition(" ")
    if first in word_set("where", "quarters") and rest in table:
        known = table[rest]
        return KnownPlace(known.country, "division" if known.precision == "country" else known.precision)
    return None


def _key(name: str) -> str:
    key = name.lower().replace("’", "'").strip(" .,")
    return key.removeprefix("the ").removesuffix("'s")


@cache
def _places() -> dict[str, KnownPlace]:
    """The place table by lower-case name: countries and capitals of the actor data, then our own places."""
    data = files("whodid") / "data"
    table: dict[str, KnownPlace] = {}
    with (data / "actors" / "countries.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            iso3 = row["iso3"]
            for name in (row["name"], *(row["names"] or "").split("|")):
                table.setdefault(_key(name), KnownPlace(iso3, "country"))
            for capital in filter(None, (row["capitals"] or "").split("|")):
                table.setdefault(_key(capital), KnownPlace(iso3, "city"))
    with (data / "events" / "places.tsv").open(encoding="utf-8") as rows:
        for number, row in enumerate(csv.DictReader(rows, delimiter="\t"), start=2):
            if not row["name"] or row["precision"] not in ("city", "division", "region"):
                wanted = "a name and the precision city, division or region"
                raise BadData(f"data/events/places.tsv, line {number}: {wanted} expected, found {row}")
            table[_key(row["name"])] = KnownPlace(row["country"] or None, row["precision"])
    return table
