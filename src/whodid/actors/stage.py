"""The stage `mentions`: from a story's sentences and quotations to spans that can act, each with its actors and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whodid.actors.cities import city_owner, find_cities, is_elsewhere, sure_countries
from whodid.actors.collectives import phrase_actor
from whodid.actors.coreference import resolve_references
from whodid.actors.drafts import RANK, Draft, outrank, to_mention
from whodid.actors.exclusions import find_exclusion, list_members
from whodid.actors.group_phrases import find_groups
from whodid.actors.groups import group_actor, stated_day, states_before
from whodid.actors.names import Entry, NameHit, NameIndex, find_names
from whodid.actors.namesakes import (
    drop_foreign_acronyms,
    drop_namesakes,
    drop_shared_bodies,
    is_another_word,
    is_forgotten,
    named_countries,
)
from whodid.actors.owners import Meaning, meaning_of
from whodid.actors.phrases import NAME_TAGS, head_of
from whodid.actors.reading import Reading
from whodid.actors.scene import Scene
from whodid.actors.sectors import SectorPhrase, code_of, find_sector_phrases
from whodid.actors.setting import find_settings, set_countries
from whodid.actors.tables import Tables, load_tables
from whodid.actors.titles import AfterName, Naming, add_known, find_namings
from whodid.actors.twins import find_twins
from whodid.actors.wordlists import words_of
from whodid.model import Actor, Sentence, Story
from whodid.registry import Step

OFFICERS = frozenset({"officer", "officers"})
SOLDIERLY = ("army", "soldier", "troops", "military", "navy", "air force")
"""Words of a story that leave it open whether its "officers" are policemen."""


def make_mention_stage(tables: Tables | None = None) -> Step:
    """The step that fills `Story.mentions`, in the order of the text, one mention for each head token."""
    known = tables or load_tables()
    index = NameIndex(known)

    def find_mentions(story: Story) -> Story:
        readings = [_read(sent, story, known, index) for sent in story.sentences]
        drop_foreign_acronyms(readings, known)
        drop_shared_bodies(readings, known)
        drop_namesakes(readings, story, known)
        _add_directions(readings, story, known)
        _find_cities(readings, story, known)
        scene = _scene(story, known, readings)
        for reading in readings:
            _find_phrases(reading, scene)
        set_countries(scene, readings)
        for reading in readings:
            reading.namings = add_known(reading.sent, reading.names, reading.namings, scene.people)
        for before, reading in zip((None, *readings), readings, strict=False):
            reading.drafts = outrank(list(_drafts(reading, scene, before.names if before else ())))
        drafts = [draft for reading in readings for draft in reading.drafts]
        drafts += _acronyms(story, drafts)
        drafts = resolve_references(outrank(drafts), scene)
        basis = {**story.basis, "actors": f"own tables {known.own.digest}"} if known.own else story.basis
        return replace(story, basis=basis, mentions=tuple(to_mention(draft, story) for draft in outrank(drafts)))

    return find_mentions


def _read(sent: Sentence, story: Story, tables: Tables, index: NameIndex) -> Reading:
    text = story.text if sent.field == "text" else story.title
    found = find_names(index, sent, text)
    day = scene_day(story)
    names = tuple(
        hit
        for hit in found
        if not is_another_word(sent, hit, tables)
        and not is_forgotten(sent, hit, story, tables, day)
        and not is_elsewhere(sent, hit, found, story.dateline)
    )
    return Reading(sent, names, {hit.first: meaning_of(hit, story, tables, day) for hit in names})


def _add_directions(readings: Sequence[Reading], story: Story, tables: Tables) -> None:
    """Enter "the North" and "the South" where the story names both halves of a divided country."""
    named = named_countries(readings)
    halves = {
        word: [iso3 for iso3 in sorted(named) if tables.countries[iso3][0].name.startswith(f"{word} ")]
        for word in ("North", "South")
    }
    rests = [{tables.countries[iso3][0].name.split(" ", 1)[1]: iso3 for iso3 in codes} for codes in halves.values()]
    for rest in sorted(set(rests[0]) & set(rests[1])):
        for reading in readings:
            for word, iso3 in (("North", rests[0][rest]), ("South", rests[1][rest])):
                _add_direction(reading, word, iso3, story, tables)


def _add_direction(reading: Reading, word: str, iso3: str, story: Story, tables: Tables) -> None:
    tokens = reading.sent.tokens
    taken = {i for hit in reading.names for i in range(hit.first, hit.last + 1)}
    for at in range(1, len(tokens)):
        follows = at + 1 < len(tokens) and tokens[at + 1].tag in NAME_TAGS
        if tokens[at].text == word and tokens[at - 1].text in ("the", "The") and at not in taken and not follows:
            hit = NameHit(at, at, word, (Entry("country", iso3),))
            reading.names = tuple(sorted((*reading.names, hit), key=lambda hit: hit.first))
            reading.meanings[at] = meaning_of(hit, story, tables, scene_day(story))


def _find_cities(readings: Sequence[Reading], story: Story, tables: Tables) -> None:
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
        reading.city_owners = {
            hit.first: owner for hit in hits if (owner := city_owner(reading.sent, hit, near, story.dateline))
        }
        reading.cities = tuple(hit for hit in hits if hit.first in reading.city_owners)


def scene_day(story: Story) -> str | None:
    """The day as of which the story's mentions are resolved: the publication, never the page's update."""
    return story.published[:10] if story.published else None


def _scene(story: Story, tables: Tables, readings: Sequence[Reading]) -> Scene:
    said = f"{story.title} {story.text}".lower()
    policed = "police" in said and not any(word in said for word in SOLDIERLY)
    scene = Scene(story, tables, scene_day(story), None, policed=policed)
    set_countries(scene, readings)
    scene.settings = find_settings(readings, tables)
    return scene


def _find_phrases(reading: Reading, scene: Scene) -> None:
    """Sector phrases and personal names of one sentence; the names' bearers are entered in the scene."""
    owners = {first: meaning.owner for first, meaning in reading.meanings.items() if meaning.owner}
    names = sorted((*reading.names, *reading.cities), key=lambda hit: hit.first)
    reading.phrases = find_sector_phrases(reading.sent, names, scene.tables.nouns, {**owners, **reading.city_owners})
    if scene.policed:
        reading.phrases = tuple(_as_police(phrase) for phrase in reading.phrases)
    for phrase in reading.phrases:
        scene.own(phrase, reading.sent.index)
    after = AfterName(reading.sent, names, {**owners, **reading.city_owners})
    reading.namings = find_namings(reading.sent, reading.names, reading.phrases, after, scene.tables.given_names)
    for naming in reading.namings:
        scene.enter(naming, reading.sent.index)


def _as_police(phrase: SectorPhrase) -> SectorPhrase:
    """Plain "officers" as policemen, in a story of police without soldiers."""
    plain = phrase.noun.noun in OFFICERS and phrase.sectors[:1] == ("MIL",)
    return replace(phrase, sectors=("COP", *phrase.sectors[1:])) if plain else phrase


def _drafts(reading: Reading, scene: Scene, earlier: Sequence[NameHit]) -> Iterator[Draft]:
    """The drafts of a sentence, nothing resolved across sentences; `earlier` are the names of the one before it."""
    sent = reading.sent
    exclusion = find_exclusion(sent, reading.names, 0, len(sent.tokens))
    used: set[int] = set(exclusion.tokens if exclusion else ())
    drafts: list[Draft] = list(find_twins(sent, scene.tables, scene.day))
    for phrase in find_groups(sent, reading.names, scene.tables):
        day = (stated_day(scene.story, sent.index) or scene.day) if phrase.id else scene.day
        named = states_before(reading.names, phrase.first, earlier)
        actor = group_actor(phrase, scene.tables, day, named)
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
            drafts.append(_of_each_nation(reading, sector, phrase_actor(sent, sector, scene)))
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


def _of_each_nation(reading: Reading, phrase: SectorPhrase, draft: Draft) -> Draft:
    """The draft with an actor for each nation: "British and French soldiers", "presidents of Chad and Mali"."""
    lands = _nations_before(reading, phrase) or _nations_behind(reading, phrase)
    if len(lands) < 2 or not phrase.plural or len(draft.actors) != 1:
        return draft
    basis = f"{draft.actors[0].basis}, one nation of {len(lands)}"
    draft.actors = tuple(replace(draft.actors[0], code=code_of(land, phrase.sectors), basis=basis) for land in lands)
    return draft


def _nations_before(reading: Reading, phrase: SectorPhrase) -> list[str]:
    inside = [hit for hit in reading.names if phrase.first <= hit.first and hit.last < phrase.last and not hit.attached]
    joined = any(token.text.lower() == "and" for token in reading.sent.tokens[phrase.first : phrase.last])
    return _lands(reading, inside) if joined else []


def _nations_behind(reading: Reading, phrase: SectorPhrase) -> list[str]:
    """The countries of a list that begins with the phrase's owner: "of A, B and C"."""
    row: list[NameHit] = []
    for hit in sorted(reading.names, key=lambda hit: hit.first):
        if phrase.owner and not row and hit.first == phrase.owner.first and hit.first > phrase.last:
            row = [hit]
        elif row and hit.first > row[-1].last:
            between = [token.text.lower() for token in reading.sent.tokens[row[-1].last + 1 : hit.first]]
            if not between or not set(between) <= {",", "and", "the"} or hit.attached:
                break
            row.append(hit)
    return _lands(reading, row)


def _lands(reading: Reading, hits: Sequence[NameHit]) -> list[str]:
    owners = [meaning.owner for hit in hits if (meaning := reading.meanings.get(hit.first)) and meaning.owner]
    return list(dict.fromkeys(owner.code for owner in owners if owner.kind == "country"))


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
