"""The stage `mentions`: from a story's sentences and quotations to spans that can act, each with its actors and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from whodid.actors.cities import city_owner, find_cities, is_elsewhere, sure_countries
from whodid.actors.collectives import phrase_actor
from whodid.actors.coreference import resolve_references
from whodid.actors.drafts import RANK, Draft, outrank, to_mention
from whodid.actors.groups import excluded_names, find_groups, group_actor, list_members, stated_day
from whodid.actors.names import Entry, NameHit, NameIndex, find_names
from whodid.actors.owners import Meaning, meaning_of
from whodid.actors.phrases import NAME_TAGS, head_of, words
from whodid.actors.scene import Scene, surname
from whodid.actors.sectors import Owner, SectorPhrase, find_sector_phrases
from whodid.actors.tables import Tables, as_of, load_tables
from whodid.actors.titles import AfterName, Naming, add_known, find_namings
from whodid.actors.wordlists import words_of
from whodid.model import Actor, Sentence, Story
from whodid.registry import Step

TITLE_WEIGHT, LEAD_WEIGHT, BY_NAME = 3, 2, 2
"""How much more a country counts towards the story's main one where it is named in the title, in the first paragraph,
and by its own name rather than by somebody of it."""


ALONE_SHARE, ALONE_LEAST = 0.6, 6
"""Share of all countries named, and least count, from which on a story is of one country: an unnamed sector there
("prosecutors", "officers") is then that country's."""


HOME_KINDS = frozenset({"party", "union", "court", "police", "parliament", "ministry", "company"})
"""Kinds of organisation that news abroad seldom calls by an acronym alone."""
LONGEST_ACRONYM = 5


@dataclass(slots=True)
class _Reading:
    """What was found in one sentence before anything is resolved across sentences."""

    sent: Sentence
    names: tuple[NameHit, ...]
    meanings: dict[int, Meaning]
    cities: tuple[NameHit, ...] = ()
    city_owners: dict[int, Owner] = field(default_factory=dict)
    phrases: tuple[SectorPhrase, ...] = ()
    namings: tuple[Naming, ...] = ()
    drafts: list[Draft] = field(default_factory=list)


def make_mention_stage(tables: Tables | None = None) -> Step:
    """The step that fills `Story.mentions`, in the order of the text, one mention for each head token."""
    known = tables or load_tables()
    index = NameIndex(known)

    def find_mentions(story: Story) -> Story:
        readings = [_read(sent, story, known, index) for sent in story.sentences]
        _drop_foreign_acronyms(readings, known)
        _add_directions(readings, story, known)
        _find_cities(readings, story, known)
        scene = _scene(story, known, readings)
        for reading in readings:
            _find_phrases(reading, scene)
        scene.country, scene.alone = _main_country(scene, readings)
        for reading in readings:
            reading.namings = add_known(reading.sent, reading.names, reading.namings, scene.people)
        for reading in readings:
            reading.drafts = outrank(list(_drafts(reading, scene)))
        drafts = [draft for reading in readings for draft in reading.drafts]
        drafts += _acronyms(story, drafts)
        drafts = resolve_references(outrank(drafts), scene)
        return replace(story, mentions=tuple(to_mention(draft, story) for draft in outrank(drafts)))

    return find_mentions


def _read(sent: Sentence, story: Story, tables: Tables, index: NameIndex) -> _Reading:
    text = story.text if sent.field == "text" else story.title
    found = find_names(index, sent, text)
    day = scene_day(story)
    names = tuple(
        hit
        for hit in found
        if not _is_another_word(sent, hit, tables)
        and not _is_forgotten(sent, hit, story, tables, day)
        and not is_elsewhere(sent, hit, found)
    )
    return _Reading(sent, names, {hit.first: meaning_of(hit, story, tables, day) for hit in names})


def _is_another_word(sent: Sentence, hit: NameHit, tables: Tables) -> bool:
    """Whether the words are no name of their own here: a pronoun ("He"), a month, a part of a person or a region."""
    if hit.only("person") and hit.first == hit.last:
        token = sent.tokens[hit.first]
        if token.tag not in NAME_TAGS and (
            token.tag.startswith(("PRP", "MD", "V", "DT", "IN")) or sent.field == "text"
        ):
            return True
        after = sent.tokens[hit.first + 1 : hit.first + 2]
        longer = sent.field == "text" and token.dep == "compound" and bool(after) and after[0].tag in NAME_TAGS
        if token.entity in ("DATE", "TIME") or (longer and token.head > hit.first and token.entity != "PERSON"):
            return True  # "May 5", "Lake Authority"
    return _part_of_a_person(sent, hit) or _part_of_a_region(sent, hit, tables)


def _is_forgotten(sent: Sentence, hit: NameHit, story: Story, tables: Tables, day: str | None) -> bool:
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
    """Whether a country's or city's name is somebody's surname here: a given name before it, both one person."""
    tokens = sent.tokens
    if not hit.only("country", "capital") or hit.first != hit.last or hit.first == 0:
        return False
    before = tokens[hit.first - 1]
    return tokens[hit.first].entity == before.entity == "PERSON" and before.tag in NAME_TAGS


def _drop_foreign_acronyms(readings: Sequence[_Reading], tables: Tables) -> None:
    """Forget acronyms of home organisations ("PAC", a party) of countries that the story does not name."""
    named = {id for reading in readings for hit in reading.names for id in hit.only("country", "demonym", "capital")}
    for reading in readings:
        reading.names = tuple(hit for hit in reading.names if not _is_foreign_acronym(hit, named, tables))
        kept = {hit.first for hit in reading.names}
        reading.meanings = {first: meaning for first, meaning in reading.meanings.items() if first in kept}


def _is_foreign_acronym(hit: NameHit, named: set[str], tables: Tables) -> bool:
    rows = [row for id in hit.only("organisation") for row in tables.organisations[id]]
    if not rows or not hit.text.isupper() or len(hit.text) > LONGEST_ACRONYM:
        return False
    lands = {row.code.split(".")[0] for row in rows}
    return all(row.kind in HOME_KINDS for row in rows) and lands <= set(tables.countries) and not lands & named


def _add_directions(readings: Sequence[_Reading], story: Story, tables: Tables) -> None:
    """Enter "the North" and "the South" where the story names both halves of a divided country."""
    named = {id for reading in readings for hit in reading.names for id in hit.only("country", "demonym", "capital")}
    halves = {
        word: [iso3 for iso3 in sorted(named) if tables.countries[iso3][0].name.startswith(f"{word} ")]
        for word in ("North", "South")
    }
    rests = [{tables.countries[iso3][0].name.split(" ", 1)[1]: iso3 for iso3 in codes} for codes in halves.values()]
    for rest in sorted(set(rests[0]) & set(rests[1])):
        for reading in readings:
            for word, iso3 in (("North", rests[0][rest]), ("South", rests[1][rest])):
                _add_direction(reading, word, iso3, story, tables)


def _add_direction(reading: _Reading, word: str, iso3: str, story: Story, tables: Tables) -> None:
    tokens = reading.sent.tokens
    taken = {i for hit in reading.names for i in range(hit.first, hit.last + 1)}
    for at in range(1, len(tokens)):
        follows = at + 1 < len(tokens) and tokens[at + 1].tag in NAME_TAGS
        if tokens[at].text == word and tokens[at - 1].text in ("the", "The") and at not in taken and not follows:
            hit = NameHit(at, at, word, (Entry("country", iso3),))
            reading.names = tuple(sorted((*reading.names, hit), key=lambda hit: hit.first))
            reading.meanings[at] = meaning_of(hit, story, tables, scene_day(story))


def _find_cities(readings: Sequence[_Reading], story: Story, tables: Tables) -> None:
    """Enter the cities of each sentence with their countries; of several, the one that the story names otherwise."""
    found = [
        find_cities(
            reading.sent,
            story.text if reading.sent.field == "text" else story.title,
            reading.names,
            tables.given_names,
        )
        for reading in readings
    ]
    owners = [meaning.owner for reading in readings for meaning in reading.meanings.values() if meaning.owner]
    near = {owner.code.split(".")[0] for owner in owners} | sure_countries(hit for hits in found for hit in hits)
    for reading, hits in zip(readings, found, strict=True):
        reading.city_owners = {hit.first: owner for hit in hits if (owner := city_owner(hit, near))}
        reading.cities = tuple(hit for hit in hits if hit.first in reading.city_owners)


def scene_day(story: Story) -> str | None:
    """The day as of which the story's mentions are resolved: the publication, never the page's update."""
    return story.published[:10] if story.published else None


def _part_of_a_region(sent: Sentence, hit: NameHit, tables: Tables) -> bool:
    """Whether the name belongs to a region's: "Latin American", "Southern African"."""
    return hit.first > 0 and words(sent, hit.first - 1, hit.last).lower() in tables.regions


def _scene(story: Story, tables: Tables, readings: Sequence[_Reading]) -> Scene:
    scene = Scene(story, tables, scene_day(story), None)
    scene.country, _ = _main_country(scene, readings)
    return scene


def _main_country(scene: Scene, readings: Sequence[_Reading]) -> tuple[str | None, bool]:
    """The country named most, by names of its own and of its people, and whether the story is of hardly any other.

    Title and first paragraph count more.

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
    most = max(counts, key=lambda code: (counts[code], code), default=None)
    return most, most is not None and counts[most] >= max(ALONE_LEAST, ALONE_SHARE * sum(counts.values()))


def _find_phrases(reading: _Reading, scene: Scene) -> None:
    """Sector phrases and personal names of one sentence; the names' bearers are entered in the scene."""
    owners = {first: meaning.owner for first, meaning in reading.meanings.items() if meaning.owner}
    names = sorted((*reading.names, *reading.cities), key=lambda hit: hit.first)
    reading.phrases = find_sector_phrases(reading.sent, names, scene.tables.nouns, {**owners, **reading.city_owners})
    for phrase in reading.phrases:
        scene.own(phrase, reading.sent.index)
    after = AfterName(reading.sent, names, {**owners, **reading.city_owners})
    reading.namings = find_namings(reading.sent, reading.names, reading.phrases, after, scene.tables.given_names)
    for naming in reading.namings:
        scene.enter(naming, reading.sent.index)


def _drafts(reading: _Reading, scene: Scene) -> Iterator[Draft]:
    sent = reading.sent
    gone, _, _ = excluded_names(sent, reading.names)
    used: set[int] = set(gone)
    drafts: list[Draft] = []
    for phrase in find_groups(sent, reading.names, frozenset(scene.tables.regions)):
        day = (stated_day(scene.story, sent.index) or scene.day) if phrase.id else scene.day
        actor = group_actor(phrase, scene.tables, day)
        used |= set(phrase.excluded_tokens) | set(range(phrase.first, phrase.last + 1))
        drafts.append(
            Draft(sent.index, phrase.first, phrase.last, phrase.head, "group", "states", (actor,), plural=True)
        )
    for naming in reading.namings:
        if naming.person:
            drafts.extend(_person_drafts(sent, naming, scene))
    drafts.extend(_shared_roles(sent, drafts, reading.namings))
    spoken = {role.last for naming in reading.namings if naming.person for role in naming.roles}
    for sector in reading.phrases:
        if sector.last not in spoken and sector.last not in used and not _predicated(sent, sector):
            drafts.append(phrase_actor(sent, sector, scene))
    in_names = {i for naming in reading.namings for i in range(naming.first, naming.last + 1)}
    for hit in reading.names:
        if hit.first not in used and not hit.only("person") and hit.first not in in_names:
            drafts.append(_name_draft(sent, hit, reading.meanings[hit.first]))
    drafts.extend(_amounts(sent, drafts))
    for draft in drafts:
        members = list_members(sent, draft, drafts) if draft.kind == "group" else []
        if members and draft.actors and draft.actors[0].group and not draft.actors[0].code:
            listed = [actor for member in members for actor in member.actors]
            draft.actors = tuple(replace(actor, basis=f"list: {actor.basis}") for actor in listed) or draft.actors
    yield from drafts


def _predicated(sent: Sentence, phrase: SectorPhrase) -> bool:
    """Whether the phrase only says what somebody is ("as a leader", "named him interim president"), naming nobody."""
    if phrase.definite or phrase.plural or phrase.noun.kind != "office":
        return False
    if phrase.owner and phrase.owner.kind != "person":
        return False
    token = sent.tokens[phrase.head]
    return token.dep in ("attr", "oprd", "acomp", "ccomp", "xcomp") or sent.tokens[token.head].text.lower() == "as"


def _person_drafts(sent: Sentence, naming: Naming, scene: Scene) -> Iterator[Draft]:
    """The draft of a person's name with its title, and one for each office told apart from it by a comma or "is"."""
    bearer = scene.bearer(naming, sent.index)
    actors: tuple[Actor, ...] = (bearer.actor,) if bearer else ()
    gender = bearer.gender if bearer else ""
    reason = None if bearer else "unknown person: no role in the words, not in the tables"
    head = head_of(sent, naming.first, naming.last, naming.last)
    if naming.begin < naming.first or naming.end > naming.last:
        whole = head_of(sent, naming.begin, naming.end, naming.last)
        head = whole if naming.begin <= whole <= naming.last else head
    yield Draft(sent.index, naming.begin, naming.end, head, "named", "person", actors, reason, gender)
    for role in naming.roles:
        if role.plural or (naming.begin <= role.last <= naming.end and role.last != naming.end):
            continue
        yield Draft(
            sent.index, role.first, role.last, role.head, "description", "office", actors, reason, gender, phrase=role
        )


def _amounts(sent: Sentence, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """For "dozens of soldiers", "one of the ministers": a draft on the word of amount, which is the phrase's head."""
    for draft in drafts:
        of = sent.tokens[draft.head].head
        at = sent.tokens[of].head
        if sent.tokens[draft.head].dep != "pobj" or sent.tokens[of].text.lower() != "of" or at >= draft.first:
            continue
        if sent.tokens[at].text.lower() in words_of("amount") or sent.tokens[at].tag == "CD":
            kind = "collective" if draft.kind == "named" else draft.kind
            yield replace(draft, first=at, head=at, kind=kind, rank=max(RANK.values()))


def _shared_roles(sent: Sentence, people: Sequence[Draft], namings: Sequence[Naming]) -> Iterator[Draft]:
    """One draft for each plural office that several names share ("the Greek and Cypriot ministers, A and B")."""
    roles = {role.last: role for naming in namings for role in naming.roles if role.plural}
    for last, role in roles.items():
        held = [naming.begin for naming in namings if any(other.last == last for other in naming.roles)]
        actors = tuple(
            actor for draft in people if draft.being == "person" and draft.first in held for actor in draft.actors
        )
        yield Draft(sent.index, role.first, last, role.head, "collective", "people", actors, plural=True)


def _name_draft(sent: Sentence, hit: NameHit, meaning: Meaning) -> Draft:
    actors = (meaning.actor,) if meaning.actor else ()
    head = head_of(sent, hit.first, hit.last, hit.last)
    plural = sent.tokens[hit.last].tag == "NNPS" and meaning.being == "people"
    return Draft(sent.index, hit.first, hit.last, head, "named", meaning.being, actors, meaning.reason, plural=plural)


def _acronyms(story: Story, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts for the acronyms that the story itself introduces: "Bureau of Salt Roads (BSR)" and every later "BSR"."""
    covered = {(draft.sentence, i) for draft in drafts for i in range(draft.first, draft.last + 1)}
    ending: dict[tuple[int, int], Draft] = {}
    for draft in sorted(drafts, key=lambda draft: draft.first - draft.last):
        if draft.actors and draft.being in ("body", "people", "states"):
            ending.setdefault((draft.sentence, draft.last), draft)
    meant: dict[str, Draft] = {}
    found: list[Draft] = []
    for sent in story.sentences:
        for i, token in enumerate(sent.tokens):
            if (sent.index, i) in covered or not (
                token.text.isupper() and token.text.isalpha() and 2 <= len(token.text) < 10
            ):
                continue
            long = ending.get((sent.index, i - 2)) if _bracketed(sent, i) else None
            if long:
                meant.setdefault(token.text, long)
            if named := meant.get(token.text):
                basis = f"acronym introduced in the story; {named.actors[0].basis}"
                actors = tuple(replace(actor, basis=basis) for actor in named.actors)
                found.append(Draft(sent.index, i, i, i, "named", "body", actors))
    return found


def _bracketed(sent: Sentence, at: int) -> bool:
    return 0 < at < len(sent.tokens) - 1 and sent.tokens[at - 1].text == "(" and sent.tokens[at + 1].text == ")"
